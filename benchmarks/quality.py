"""Score the whole pipeline on labelled events, each with match weights and a reader that learned from other events.

usage: python -m benchmarks.quality EVAL_DIR READERS [BRIEFINGS_DIR]

EVAL_DIR holds labels/, events/ and score.py; READERS is the folder of what `training.tuned` made of them (`make readers`), what is kept of
these (`training/readings.json.gz`), or the file of a reader that learned from no labelled event; the briefings are kept in BRIEFINGS_DIR
where one is given.
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
from reporter.models.minilm import MiniLM
from reporter.models.remembering import Remembering
from reporter.render import Json
from training import fitting, left_out

MADE_AT = "2026-01-01T00:00:00Z"


def briefings(labels: Path, texts: Path, readers: fitting.Readers, target: Path) -> tuple[list[calibration.Judged], scorer.Score]:
    """Write one briefing an event into `target`, its match weights and reader made without that event.

    Returns the labelled pairs' probabilities, and the score of all events.
    """
    embedder = Remembering(MiniLM())
    examples = [fitting.examples(labels, texts, event, embedder) for event in fitting.events(labels)]
    judged, score = [], scorer.Score()
    for example, weights, reader in fitting.left_out(examples, readers):
        event = example.event
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


def main(folder: Path, made: Path, target: Path) -> int:
    """Make the briefings; print the scorer's table, what is told as corroborated, and the calibration."""
    target.mkdir(parents=True, exist_ok=True)
    readers = left_out.readers(made, folder / "labels", folder / "events")
    judged, score = briefings(folder / "labels", folder / "events", readers, target)
    code = subprocess.run([sys.executable, folder / "score.py", folder / "labels", folder / "events", target], check=False).returncode
    print(f"\n{corroboration(score)}\n\n" + "\n".join(calibration.lines(judged)))
    return code


if __name__ == "__main__":
    if len(sys.argv) > 3:
        sys.exit(main(*map(Path, sys.argv[1:4])))
    with tempfile.TemporaryDirectory() as briefed:
        sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), Path(briefed)))
