"""How alike two statements are in their words: rarity in the story, stems, character n-grams.

Rarity is counted over the distinct statements of the story, so that a copy of
an article changes no weight. TF-IDF cosine after Salton and Buckley (1988).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from reporter import text, toolkit

Matrix = NDArray[np.float32]

GRAM = 4  # characters

FUNCTION_WORDS = frozenset(
    """a about after also an and are as at be been before being but by can could did do does for from had has have he her
    his how i if in into is it its may me might more my no not of on or our over s said say says she should so t than that
    the their them then there these they this those to under up us was we were what when where which while who will with
    would you your""".split()
)


@cache
def _stemmer() -> Callable[[str], str]:
    snowball = toolkit.nltk_module("nltk.stem.snowball", unused=("nltk.corpus.stopwords",))
    stem: Callable[[str], str] = snowball.EnglishStemmer().stem
    return stem


@cache
def _stem(word: str) -> str:
    return _stemmer()(word)


def stems(passage: str) -> tuple[str, ...]:
    """Return the stems of the content words of `passage`, in order; parts of a hyphenated word count apart."""
    folded = text.fold(passage)
    parts = (part for start, end in text.words(folded) for part in folded[start:end].removesuffix("'s").split("-"))
    return tuple(_stem(part) for part in parts if part and part not in FUNCTION_WORDS)


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
