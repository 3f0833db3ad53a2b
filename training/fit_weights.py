"""Fit reporter/pair/weights.json and weights_lexical.json anew.

usage: python -m training.fit_weights LABELS_DIR EVENTS_DIR
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from reporter.models.claim_pairs import ClaimPairs
from reporter.models.minilm import MiniLM
from reporter.models.remembering import RememberingPairs
from training import fitting


def main(labels: Path, texts: Path) -> None:
    """Fit on every labelled event and write the files."""
    with_models, lexical = (MiniLM(), RememberingPairs(ClaimPairs())), (None, None)
    for name, (embedder, reader) in (("weights.json", with_models), ("weights_lexical.json", lexical)):
        weights = fitting.fit((fitting.examples(labels, texts, event, embedder) for event in fitting.events(labels)), reader)
        target = Path(__file__).parent.parent / "reporter/pair" / name
        target.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")
        sys.stdout.write(f"{name}: {weights.fitted_on}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
