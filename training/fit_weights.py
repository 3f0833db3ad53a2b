"""Fit reporter/pair/weights.json and weights_lexical.json anew.

usage: python -m training.fit_weights LABELS_DIR EVENTS_DIR READERS

READERS is the folder of what `training.tuned` made, or what `training.keep` kept of it: the weights learn what a reader says of events
that it did not see.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from reporter.models.minilm import MiniLM
from training import fitting, left_out


def main(labels: Path, texts: Path, readers: Path) -> None:
    """Fit on every labelled event and write the files."""
    events = fitting.events(labels)
    with_models, lexical = (MiniLM(), left_out.readers(readers, labels, texts).without), (None, None)
    for name, (embedder, reader_of) in (("weights.json", with_models), ("weights_lexical.json", lexical)):
        weights = fitting.fit((fitting.examples(labels, texts, event, embedder) for event in events), reader_of)
        target = Path(__file__).parent.parent / "reporter/pair" / name
        target.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")
        sys.stdout.write(f"{name}: {weights.fitted_on}\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
