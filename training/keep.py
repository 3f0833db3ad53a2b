"""Keep what the readers of `training.tuned` say of the pairs of the labelled events, to score these without the readers.

usage: python -m training.keep LABELS_DIR EVENTS_DIR READERS [OUT]

OUT is `readings.json.gz` beside this file where none is given. It holds no text: pairs are kept by their hash.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

from reporter.models.minilm import MiniLM
from reporter.models.remembering import Remembering
from reporter.pair import in_context, reading
from training import fitting, left_out

MARGIN = 0.08  # match probability from which pairs are kept: more than is asked for, since odds differ a little with the processor
READINGS = Path(__file__).parent / "readings.json.gz"


def main(labels: Path, texts: Path, made: Path, out: Path = READINGS) -> None:
    """Have the readers read all that scoring and fitting ask for, and write what they said."""
    reading.READ_PROBABILITY = MARGIN
    events = left_out.learned(labels, texts)
    readers = left_out.ByFold(made, events)
    embedder = Remembering(MiniLM())
    examples = [fitting.examples(labels, texts, event, embedder) for event in events]
    for example, weights, reader in fitting.left_out(examples, readers):
        list(in_context(weights.first, weights.read, example.blocks, example.frames, reader))
    fitting.fit(examples, readers.without)
    said = readers.said()
    told = json.dumps({"events": events, "said": said}, sort_keys=True, separators=(",", ":"))
    out.write_bytes(gzip.compress(told.encode(), mtime=0))
    print(f"{out}: {sum(map(len, said.values()))} readings")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
