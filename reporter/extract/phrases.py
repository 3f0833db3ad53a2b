"""Words as names are made of them, and a matcher that finds many phrases in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

# Initials ("U.S.", "J."), words with inner apostrophes ("O'Brien"), single marks; hyphens part words ("US-Israel").
_TOKEN = re.compile(r"(?:[^\W\d_]\.)+(?!\w)|[^\W_]+(?:['’][^\W_]+)*|\S")
_POSSESSIVE = ("'s", "’s", "'S", "’S")


class Word(NamedTuple):
    """A word or mark; a possessive ending is left out of `text` and of the span."""

    start: int
    end: int
    text: str
    possessive: bool = False

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def initials(self) -> bool:
        """Whether it is written as letters with full stops."""
        return self.text[-1] == "." and len(self.text) > 1


def scan(text: str, start: int, end: int) -> list[Word]:
    """Return the words and marks of `text[start:end]`, with offsets into `text`."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        a, b = match.span()
        if b - a > 2 and text[b - 2 : b] in _POSSESSIVE:
            found.append(Word(a, b - 2, text[a : b - 2], possessive=True))
        else:
            found.append(Word(a, b, text[a:b]))
    return found


@lru_cache(maxsize=8192)  # the names of a story are made into several indexes
def parts(phrase: str) -> tuple[str, ...]:
    """Return the words and marks of a phrase."""
    return tuple(w.text for w in scan(phrase, 0, len(phrase)))


class Phrases:
    """Finds phrases of several words, the longest at each place, in time linear in the text."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        """Take the phrases, each with what `find` gives for it."""
        self._stands_for: dict[tuple[str, ...], str] = {}
        lengths: dict[str, set[int]] = {}
        for phrase in sorted(phrases):
            words = parts(phrase)
            if words:
                self._stands_for.setdefault(words, phrases[phrase])
                lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def at(self, words: Sequence[Word], index: int) -> tuple[str, int] | None:
        """Return what the longest phrase at `words[index]` stands for and how many words it has; a possessive ends a name."""
        for length in self._lengths.get(words[index].text, ()):
            found = self._stands_for.get(tuple(w.text for w in words[index : index + length]))
            if found is not None and index + length <= len(words) and not any(w.possessive for w in words[index : index + length - 1]):
                return found, length
        return None

    def find(self, words: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
        """Yield (what it stands for, index of the first word, index after the last) without overlaps."""
        index = 0
        while index < len(words):
            hit = self.at(words, index)
            if hit is None:
                index += 1
            else:
                yield hit[0], index, index + hit[1]
                index += hit[1]
