"""Stories as pairs of statements, compared as `reporter.pair` does: what the encoder, its teacher and the reader learn from.

usage: python -m training.pairs OUT.pkl [--ecb DATA_DIR LABELS.json] [--written FOLDER] [--more]     (in reporter's own environment)

The stories are those of `ecb_claims`, of `written`, or of both. Nearly all pairs of a story are plainly not the same claim, so a
cross-encoder reads only those that the comparisons that ship leave in question. With `--more` there are pairs without labels as well,
which the reader learns from the teacher alone: of whole sentences of these stories, and of ECB+ documents that have no labels.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from training.written import Written

MEANING = ("cosine", "alignment", "coverage", "overall")  # beginnings of the names of features made by the encoder
FAINT = -5.5  # first odds, log2, under which a pair that the labels call different teaches a cross-encoder nothing
NEAREST = 3  # pairs of each statement with an article that are read whatever their odds
ALONE = 0.35  # share of the pairs of which one statement alone is replaced by its sentence as well
LONGEST = 330  # characters of a sentence that replaces a statement
TRUST = 0.75  # share of the teacher's opinion in what the encoder learns, the rest is the label's

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
Places = NDArray[np.int64]


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
    """A story: the text of each statement as it is compared, and what is known of each two articles."""

    event: str
    frames: list[str]
    blocks: list[Compared]


def prepared(told_stories: Iterable[Written], *, more: bool = False) -> Iterator[Tale]:
    """Yield each story, its statements compared by the encoder and the weights that ship; with `more`, labelled ones in sentences too.

    Of a story without any label nothing is known, and what is in question is asked.
    """
    from reporter.models.minilm import MiniLM
    from reporter.pair import weights
    from reporter.pair.features import FEATURES, compare
    from training import ecb_claims

    by_words = [n for n, f in enumerate(FEATURES) if not any(part in f for part in MEANING)]
    embedder, first = MiniLM(), weights.shipped().first
    for told in told_stories:
        story, sentences, statements = ecb_claims.statements(told.texts)
        groups = [ecb_claims.carried(spans, statements) for spans in (told.same, told.unsure)]
        blocks: list[Compared] = []
        for b in compare(story, sentences, statements, embedder):
            same, unsure = (np.array([[bool(of[i] & of[j]) for j in b.columns] for i in b.rows]) for of in groups)
            known = same | ~unsure
            taught, asked = chosen(first.odds(b.values), same, known)
            if not told.same:
                known, taught = np.zeros_like(known), np.zeros_like(taught)
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
        tale = Tale(event=told.name, frames=[s.frame for s in statements], blocks=blocks)
        yield tale
        if more and told.same:
            around = [next(o for o in sentences if o.article == s.article and o.start <= s.start < o.end) for s in statements]
            articles = {a.id: a.text for a in story.articles}
            yield in_sentences(tale, [" ".join(articles[o.article][o.start : o.end].split()) for o in around])


def in_sentences(tale: Tale, whole: Sequence[str]) -> Tale:
    """Return the pairs that a cross-encoder learns from with both statements replaced by their sentences, or, by chance, with one.

    Of `whole`, a sentence a statement, one that is the statement itself or too long replaces nothing.
    """
    rng = np.random.default_rng(1)
    frames = [*tale["frames"], *whole]
    number = {text: n for n, text in reversed(list(enumerate(frames)))}  # of equal texts the first
    fits = np.array([text != frame and len(text) <= LONGEST for text, frame in zip(whole, frames, strict=False)])
    replaced = np.where(fits, [number[text] for text in whole], np.arange(len(whole)))
    blocks: list[Compared] = []
    for b in tale["blocks"]:
        rows, columns = np.array(b["rows"]), np.array(b["columns"])
        draw = rng.random(b["taught"].shape)
        both = fits[rows][:, None] & fits[columns]
        blocks += [
            asking(replaced[rows], replaced[columns], b["taught"] & (fits[rows][:, None] | fits[columns])),
            asking(replaced[rows], columns, b["taught"] & both & (draw < ALONE / 2)),
            asking(rows, replaced[columns], b["taught"] & both & (draw > 1 - ALONE / 2)),
        ]
    return Tale(event=f"{tale['event']}, in sentences", frames=frames, blocks=blocks)


def asking(rows: Places, columns: Places, asked: Mask) -> Compared:
    """Return two articles of which nothing is known, and of which each pair of texts in `asked` is asked once."""
    pairs = rows[:, None] * (columns.max() + 1) + columns
    once, nothing = np.zeros_like(asked), np.zeros_like(asked)
    once.flat[np.flatnonzero(asked)[np.unique(pairs[asked], return_index=True)[1]]] = True
    return Compared(
        rows=rows.tolist(),
        columns=columns.tolist(),
        same=nothing,
        known=nothing,
        taught=nothing,
        asked=once,
        target=nothing.astype(np.float32),
        words=np.zeros((*asked.shape, 0), np.float32),
    )


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
    ap.add_argument("--more", action="store_true")
    args = ap.parse_args()
    given = [*(ecb_claims.labelled(*args.ecb) if args.ecb else ()), *(written.stories(args.written) if args.written else ())]
    tales = list(prepared([*given, *(ecb_claims.rest(args.ecb[0]) if args.more and args.ecb else ())], more=args.more))
    args.out.write_bytes(pickle.dumps(tales))
    blocks = [b for t in tales for b in t["blocks"]]
    same, taught, asked = (sum(int(b[k].sum()) for b in blocks) for k in ("same", "taught", "asked"))
    print(f"{len(tales)} stories, {same} pairs of one claim; a teacher learns from {taught} pairs and labels {asked}")


if __name__ == "__main__":
    main()
