"""How well sentence boundaries are found: `python benchmarks/quality_segment.py FILE.jsonl`.

Each line of the file is a document: {"id": ..., "paragraphs": [[sentence, ...], ...]}. The sentences of a paragraph are
joined with spaces, paragraphs with blank lines; the ends of all sentences but each paragraph's last are to be found again
(a paragraph's own end is given away by its line break, so it counts for nothing).
"""

from __future__ import annotations

import json
import sys
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from reporter.segment.boundaries import sentence_bounds


class Scores(NamedTuple):
    """Precision, recall and F1 of the sentence ends found."""

    precision: float
    recall: float
    f1: float
    ends: int


def measure(path: Path) -> Scores:
    """Return the scores on the documents in `path`."""
    hits = found = wanted = 0
    for line in path.read_text("utf-8").splitlines():
        for gold_sentences in json.loads(line)["paragraphs"]:
            gold = set(list(accumulate(len(s) + 1 for s in gold_sentences))[:-1])
            ours = {end + 1 for _, end in sentence_bounds(" ".join(gold_sentences))[:-1]}
            hits += len(gold & ours)
            found += len(ours)
            wanted += len(gold)
    precision, recall = hits / max(found, 1), hits / max(wanted, 1)
    return Scores(precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), wanted)


def main() -> None:
    """Print one line of scores."""
    scores = measure(Path(sys.argv[1]))
    sys.stdout.write(
        f"sentence ends: precision {scores.precision:.3f}, recall {scores.recall:.3f}, F1 {scores.f1:.3f} ({scores.ends} ends)\n"
    )


if __name__ == "__main__":
    main()
