"""Score the whole pipeline on labelled events, each with match weights fitted on the other events.

usage: python -m benchmarks.quality EVAL_DIR [BRIEFINGS_DIR]

EVAL_DIR holds labels/, events/ and score.py; the briefings are kept in BRIEFINGS_DIR where one is given.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import calibration
from reporter import pair, pipeline
from reporter.config import Config
from reporter.models.minilm import MiniLM
from reporter.render import Json
from training import fitting

MADE_AT = "2026-01-01T00:00:00Z"


def briefings(labels: Path, texts: Path, target: Path) -> list[calibration.Judged]:
    """Write one briefing an event into `target`, its match weights fitted without that event; return the labelled pairs' probabilities."""
    embedder = fitting.Remembering(MiniLM())
    examples = [fitting.examples(labels, texts, event, embedder) for event in fitting.events(labels)]
    judged = []
    for example, (event, weights) in zip(examples, fitting.left_out(examples), strict=True):
        models = pipeline.Models(matcher=pair.RegressionMatcher(weights, embedder))
        briefing = pipeline.brief(fitting.story(texts / event), Config(), models, made_at=MADE_AT)
        (target / f"{event}.json").write_bytes(Json().render(briefing))
        judged.append(calibration.judged(example, weights))
    return judged


def main(folder: Path, target: Path) -> int:
    """Make the briefings; print the scorer's table, then the calibration."""
    target.mkdir(parents=True, exist_ok=True)
    judged = briefings(folder / "labels", folder / "events", target)
    code = subprocess.run([sys.executable, folder / "score.py", folder / "labels", folder / "events", target], check=False).returncode
    print("\n" + "\n".join(calibration.lines(judged)))
    return code


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
    with tempfile.TemporaryDirectory() as made:
        sys.exit(main(Path(sys.argv[1]), Path(made)))
