"""Labelled stories as pairs of statements, compared as `reporter.pair` does: what the encoder and its teacher learn from.

usage: python -m training.pairs OUT.pkl [--ecb DATA_DIR LABELS.json] [--written FOLDER]     (in reporter's own environment)

The stories are those of `ecb_claims`, of `written`, or of both. Nearly all pairs of a story are plainly not the same claim, so a
cross-encoder reads only those that the comparisons that ship leave in question.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from training.written import Written

MEANING = ("cosine", "alignment", "coverage", "overall")  # beginnings of the names of features made by the encoder
FAINT = -5.5  # first odds, log2, under which a pair that the labels call different teaches a cross-encoder nothing
NEAREST = 3  # pairs of each statement with an article that are read whatever their odds
TRUST = 0.75  # share of the teacher's opinion in what the encoder learns, the rest is the label's

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]


class Compared(TypedDict):
    """Two articles of a story: arrays have the shape (rows, columns), where rows and columns are numbers of statements."""

    rows: list[int]
    columns: list[int]
    same: Mask  # the labels give both the same claim
    known: Mask  # the labels say whether
    taught: Mask  # a cross-encoder learns from it
    asked: Mask  # a cross-encoder gives it a soft label
    target: Floats  # what the encoder is to learn: the probability that they are the same claim
    words: Floats  # (rows, columns, comparisons of words)


class Tale(TypedDict):
    """A labelled story: the text of each statement as it is compared, and what is known of each two articles."""

    event: str
    frames: list[str]
    blocks: list[Compared]


def prepared(labelled: Iterable[Written]) -> Iterator[Tale]:
    """Yield each labelled story, its statements compared by the encoder and the weights that ship."""
    from reporter.models.minilm import MiniLM
    from reporter.pair import weights
    from reporter.pair.features import FEATURES, compare
    from training import ecb_claims

    by_words = [n for n, f in enumerate(FEATURES) if not any(part in f for part in MEANING)]
    embedder, first = MiniLM(), weights.shipped().first
    for told in labelled:
        story, sentences, statements = ecb_claims.statements(told.texts)
        groups = [ecb_claims.carried(spans, statements) for spans in (told.same, told.unsure)]
        blocks: list[Compared] = []
        for b in compare(story, sentences, statements, embedder):
            same, unsure = (np.array([[bool(of[i] & of[j]) for j in b.columns] for i in b.rows]) for of in groups)
            known = same | ~unsure
            taught, asked = chosen(first.odds(b.values), same, known)
            blocks.append(
                Compared(
                    rows=b.rows.tolist(),
                    columns=b.columns.tolist(),
                    same=same,
                    known=known,
                    taught=taught,
                    asked=asked,
                    target=same.astype(np.float32),
                    words=b.values[:, :, by_words],
                )
            )
        yield Tale(event=told.name, frames=[s.frame for s in statements], blocks=blocks)


def chosen(odds: NDArray[np.floating], same: Mask, known: Mask) -> tuple[Mask, Mask]:
    """Return the pairs of two articles that a cross-encoder learns from, and those that it gives a label, more than the former.

    It learns from pairs that are the same claim or not far from it by their `odds` (log2), and labels those that rank first beside
    either statement as well. Of a pair of which the labels say nothing nothing is learned.
    """
    near = np.zeros(odds.shape, dtype=bool)
    for axis in (0, 1):
        best = np.argsort(-odds, axis=axis, kind="stable").take(range(min(NEAREST, odds.shape[axis])), axis=axis)
        np.put_along_axis(near, best, values=True, axis=axis)
    taught = known & (same | (odds > FAINT))
    return taught, taught | (known & near)


def targets(same: Mask, logits: NDArray[np.floating]) -> Floats:
    """Return what the encoder is to learn: the label, and where there is a teacher's logit (no NaN) its probability and the label mixed.

    Hinton, Vinyals and Dean, "Distilling the knowledge in a neural network", 2015.
    """
    label = same.astype(np.float32)
    taught = TRUST / (1 + np.exp(-logits.astype(np.float32))) + (1 - TRUST) * label
    return np.where(np.isnan(logits), label, taught).astype(np.float32)


def main() -> None:
    """Write the stories."""
    from training import ecb_claims, written

    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out", type=Path)
    ap.add_argument("--ecb", type=Path, nargs=2, metavar=("DATA_DIR", "LABELS"))
    ap.add_argument("--written", type=Path)
    args = ap.parse_args()
    given = [*(ecb_claims.labelled(*args.ecb) if args.ecb else ()), *(written.stories(args.written) if args.written else ())]
    tales = list(prepared(given))
    args.out.write_bytes(pickle.dumps(tales))
    blocks = [b for t in tales for b in t["blocks"]]
    same, taught, asked = (sum(int(b[k].sum()) for b in blocks) for k in ("same", "taught", "asked"))
    print(f"{len(tales)} stories, {same} pairs of one claim; a teacher learns from {taught} pairs and labels {asked}")


if __name__ == "__main__":
    main()
