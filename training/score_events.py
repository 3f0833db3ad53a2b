"""Score the briefings of the labelled events, each made with match weights that were fitted on the other events.

usage: python -m training.score_events EVAL [ARGUMENT OF THE SCORER ...]

EVAL holds labels/, events/ and score.py. What the scorer prints is the last thing printed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

from reporter import pair, pipeline, render
from reporter.config import Config
from reporter.models.minilm import MiniLM
from reporter.protocols import Encoding
from training import fitting


class Remembering:
    """An embedder that runs each text once: the fit and the briefing ask for the same ones."""

    def __init__(self) -> None:
        self._model = MiniLM()
        self._known: dict[str, Encoding] = {}
        self.id, self.sha256 = self._model.id, self._model.sha256

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """Return one encoding a text, in order."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._model.encode(new), strict=True))
        return [self._known[text] for text in texts]


def main(given: Path, arguments: Sequence[str]) -> int:
    """Fit, make the briefings and score them; return the scorer's exit code."""
    labels, events = given / "labels", given / "events"
    embedder = Remembering()
    examples = [fitting.examples(labels, events, event, embedder) for event in fitting.events(labels)]
    with tempfile.TemporaryDirectory() as made:
        for event, weights in fitting.left_out(examples):
            with patch.object(pair, "load", return_value=weights):
                models = pipeline.Models(embedder=embedder)
                briefing = pipeline.brief(fitting.story(events / event), Config(), models, made_at="1970-01-01T00:00:00Z")
            Path(made, f"{event}.json").write_bytes(render.Json().render(briefing))
        return subprocess.run([sys.executable, given / "score.py", labels, events, made, *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
