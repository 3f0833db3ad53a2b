"""What stands around two statements: a pair whose neighbours were matched too is likelier to be one claim.

Outlets tell an event's facts in similar order, and one sentence often takes up
several statements of another. What is central to the event is told more than
once, so its statements match others of the other article too. The context of a
pair is made of the match probabilities that the comparisons, and reading, give
to the pairs around it and to those that its statements make elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reporter.schema import Sentence, Statement

Matrix = NDArray[np.float64]
Numbers = NDArray[np.intp]

AROUND = ("neighbour_best", "neighbour_mean", "sentence_best")  # match probabilities
ELSEWHERE = "elsewhere"  # match weight, log2 odds
CONTEXT: tuple[str, ...] = (*AROUND, ELSEWHERE)
_LEAST = 0.001  # match probability that counts at least elsewhere, and what is wanting of 1 at the most


@dataclass(frozen=True)
class Surroundings:
    """Where the statements stand: the reporting sentences are numbered as given."""

    sentence_of: Numbers  # (statements,)
    before: Numbers  # (sentences,), the sentence before it in its article, itself where it is the first
    after: Numbers  # (sentences,)

    @classmethod
    def of(cls, reporting: Sequence[Sentence], statements: Sequence[Statement]) -> Surroundings:
        """Find each statement's sentence and each sentence's neighbours."""
        number = {s.id: n for n, s in enumerate(reporting)}
        before, after = [], []
        for n, sentence in enumerate(reporting):
            before.append(n - 1 if n and reporting[n - 1].article == sentence.article else n)
            after.append(n + 1 if n + 1 < len(reporting) and reporting[n + 1].article == sentence.article else n)
        sentence_of = np.array([number[s.sentence] for s in statements], dtype=np.intp)
        return cls(sentence_of, np.array(before, dtype=np.intp), np.array(after, dtype=np.intp))


def context(probability: Matrix, row_sentences: Numbers, column_sentences: Numbers) -> Matrix:
    """Return the context of each pair of two articles, shape (rows, columns, len(CONTEXT)), rounded to 4 decimals.

    Args:
        probability: the pairs' match probabilities before their context is known, shape (rows, columns), in text order.
        row_sentences: which sentence each row's statement stands in.
        column_sentences: the same for the columns.
    """
    near, around = (-1, 1), (-2, -1, 1, 2)
    best = np.stack([_shifted(probability, a, b) for a in near for b in near])
    spread = np.stack([_shifted(probability, a, b) for a in around for b in around])
    known = ~np.isnan(spread)
    mean = np.where(known, spread, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    others = np.stack([_elsewhere(probability, column_sentences), _elsewhere(probability.T, row_sentences).T]).clip(_LEAST, 1 - _LEAST)
    elsewhere = np.log2(others / (1 - others)).mean(axis=0)
    grid = (np.nan_to_num(best).max(axis=0), mean, _siblings(probability, row_sentences, column_sentences), elsewhere)
    return np.round(np.stack(grid, axis=2), 4)


def _shifted(grid: Matrix, down: int, right: int) -> Matrix:
    """Return for each cell the one `down` rows and `right` columns away, NaN where there is none."""
    padded = np.pad(grid, 2, constant_values=np.nan)
    return padded[2 + down : 2 + down + grid.shape[0], 2 + right : 2 + right + grid.shape[1]]


def _siblings(grid: Matrix, row_sentences: Numbers, column_sentences: Numbers) -> Matrix:
    """Return for each cell the best other cell of the same two sentences, 0 where there is none."""
    rows, row_of = _starts(row_sentences)
    columns, column_of = _starts(column_sentences)

    def best(cells: Matrix) -> Matrix:
        found = np.maximum.reduceat(np.maximum.reduceat(cells, rows, axis=0), columns, axis=1)
        return np.asarray(found[np.ix_(row_of, column_of)])

    first = best(grid)
    second = best(np.where(grid == first, 0, grid))
    return np.where(grid == first, second, first)


def _elsewhere(grid: Matrix, column_sentences: Numbers) -> Matrix:
    """Return for each cell the best of its row in other sentences than its column's, 0 where there is none."""
    columns, column_of = _starts(column_sentences)
    by_sentence = np.pad(np.maximum.reduceat(grid, columns, axis=1), ((0, 0), (1, 0)))
    second, first = np.partition(by_sentence, (-2, -1), axis=1)[:, -2:].T[:, :, None]
    return np.asarray(np.where(by_sentence[:, 1:] == first, second, first)[:, column_of])


def _starts(sentences: Numbers) -> tuple[Numbers, Numbers]:
    """Return where each sentence's statements begin, and the place of each statement's sentence among them."""
    begins = np.flatnonzero(np.r_[True, sentences[1:] != sentences[:-1]])
    return begins, np.repeat(np.arange(len(begins)), np.diff(np.r_[begins, len(sentences)]))
