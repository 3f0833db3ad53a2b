"""How alike two statements are in their words: rarity in the story, stems, character n-grams.

Rarity is counted over the distinct statements of the story, so that a copy of
an article changes no weight. TF-IDF cosine after Salton and Buckley (1988).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from reporter import text
from reporter.stemming import stems

__all__ = ["grams", "normalised", "rarity", "stems", "weighted"]

Matrix = NDArray[np.float32]

GRAM = 4  # characters


def rarity(bags: Iterable[Iterable[str]]) -> dict[str, float]:
    """Return the inverse document frequency of each term over the distinct bags."""
    distinct = {tuple(bag) for bag in bags}
    counts = Counter(term for bag in distinct for term in set(bag))
    return {term: math.log((len(distinct) + 1) / (count + 0.5)) for term, count in sorted(counts.items())}


def weighted(bags: Sequence[Iterable[str]], weights: dict[str, float]) -> Matrix:
    """Return one row a bag, one column a term of `weights`: the term's rarity where it occurs, else 0."""
    column = {term: number for number, term in enumerate(weights)}
    rows = np.zeros((len(bags), len(column)), dtype=np.float32)
    for row, bag in enumerate(bags):
        for term in column.keys() & set(bag):
            rows[row, column[term]] = weights[term]
    return rows


def normalised(rows: Matrix) -> Matrix:
    """Return `rows` scaled to length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Matrix = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit


def grams(passage: str) -> tuple[str, ...]:
    """Return the distinct character n-grams of the words of `passage`, sorted."""
    folded = text.fold(passage)
    line = f" {' '.join(folded[start:end] for start, end in text.words(folded))} "
    return tuple(sorted({line[at : at + GRAM] for at in range(len(line) - GRAM + 1)}))
