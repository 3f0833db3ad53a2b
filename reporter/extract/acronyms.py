"""Acronyms that an article explains: "Shanghai Cooperation Organisation (SCO)"."""

from __future__ import annotations

import re

from reporter.extract.phrases import scan

_BRACKETED = re.compile(r"\(\s?[“\"]?(?:the )?([A-Z](?:[A-Za-z&-]|\.(?=[A-Z])){1,9}\.?)[”\"]?\s?\)")
_SKIPPED = frozenset({"of", "the", "and", "for", "in", "on", "to", "a", "de", "du", "la", "&", "-"})
_FARTHEST = 120  # characters before the bracket in which the long form must stand


def glosses(text: str) -> tuple[tuple[str, str], ...]:
    """Return (acronym, long form) for each acronym explained in brackets, as written, in text order."""
    found = []
    for match in _BRACKETED.finditer(text):
        acronym = match[1]
        letters = acronym.replace(".", "").rstrip("s")
        if len(letters) > 1 and letters.upper() == letters:
            start = _long_form(text, match.start(), letters)
            if start is not None:
                found.append((acronym, text[start : match.start()].rstrip()))
    return tuple(found)


def _long_form(text: str, end: int, letters: str) -> int | None:
    """Return where the words begin whose initials, read backwards, are `letters`."""
    words = [w for w in scan(text, max(0, end - _FARTHEST), end) if "\n" not in text[w.start : end]]
    left = len(letters)
    for word in reversed(words):
        if left and word.text[0].casefold() == letters[left - 1].casefold():
            left -= 1
            if left == 0:
                return word.start
        elif word.text.casefold() not in _SKIPPED:
            return None
    return None


def initials(name: str) -> tuple[str, ...]:
    """Return the acronyms that a name of several words may have, with and without its small words."""
    words = [w.text for w in scan(name, 0, len(name)) if w.text[0].isalnum()]
    large = "".join(w[0] for w in words if w[0].isupper())
    every = "".join(w[0] for w in words).upper()
    return tuple(sorted({a for a in (large, every) if len(a) > 2}))
