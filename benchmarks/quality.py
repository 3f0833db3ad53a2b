"""Score the whole pipeline on labelled events, each with match weights fitted on the other events.

usage: python -m benchmarks.quality EVAL_DIR [BRIEFINGS_DIR]

EVAL_DIR holds labels/, events/ and score.py; the briefings are kept in BRIEFINGS_DIR where one is given.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import calibration, scorer
from reporter import pair, pipeline
from reporter.config import Config
from reporter.models.claim_pairs import ClaimPairs
from reporter.models.minilm import MiniLM
from reporter.models.remembering import Remembering, RememberingPairs
from reporter.render import Json
from training import fitting

MADE_AT = "2026-01-01T00:00:00Z"


def briefings(labels: Path, texts: Path, target: Path) -> tuple[list[calibration.Judged], scorer.Score]:
    """Write one briefing an event into `target`, its match weights fitted without that event.

    Returns the labelled pairs' probabilities, and the score of all events.
    """
    embedder, reader = Remembering(MiniLM()), RememberingPairs(ClaimPairs())
    examples = [fitting.examples(labels, texts, event, embedder) for event in fitting.events(labels)]
    judged, score = [], scorer.Score()
    for example, (event, weights) in zip(examples, fitting.left_out(examples, reader), strict=True):
        models = pipeline.Models(matcher=pair.RegressionMatcher(weights, embedder, reader))
        briefing = pipeline.brief(fitting.story(texts / event), Config(), models, made_at=MADE_AT)
        (target / f"{event}.json").write_bytes(Json().render(briefing))
        judged.append(calibration.judged(example, weights, reader))
        score += scorer.score(json.loads((labels / f"{event}.json").read_text("utf-8")), briefing)
    return judged, score


def corroboration(score: scorer.Score) -> str:
    """Return how often it is right that several outlets are told to report a claim."""
    told = score.corroborated
    return (
        f"claims told as reported by several outlets: {told.found + told.false}, right {told.found} ({told.precision:.1%}); "
        f"joined over outlets but told as not sure, though right: {told.missed} (sure of {told.recall:.1%} of the right ones)"
    )


def main(folder: Path, target: Path) -> int:
    """Make the briefings; print the scorer's table, what is told as corroborated, and the calibration."""
    target.mkdir(parents=True, exist_ok=True)
    judged, score = briefings(folder / "labels", folder / "events", target)
    code = subprocess.run([sys.executable, folder / "score.py", folder / "labels", folder / "events", target], check=False).returncode
    print(f"\n{corroboration(score)}\n\n" + "\n".join(calibration.lines(judged)))
    return code


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
    with tempfile.TemporaryDirectory() as made:
        sys.exit(main(Path(sys.argv[1]), Path(made)))
