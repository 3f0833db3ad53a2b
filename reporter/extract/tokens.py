"""Tokens of a sentence: words and single punctuation marks, with where they stand in the article."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"\w+(?:[’'\-.,]\w+)*|--+|\.\.+|[^\w\s]")  # each alternative starts differently: linear
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'"})


class Token(NamedTuple):
    """A word or punctuation mark; `word` is lower case with straight apostrophes."""

    start: int
    end: int
    text: str
    word: str
    is_word: bool  # rather than punctuation

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of `text[start:end]`, with offsets into `text`."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        exact = match.group()
        found.append(Token(match.start(), match.end(), exact, exact.translate(_APOSTROPHES).lower(), exact[0].isalnum() or exact[0] == "_"))
    return found
