"""Stems of content words: Snowball's (Porter, 2001), by NLTK."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from reporter import text, toolkit

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
