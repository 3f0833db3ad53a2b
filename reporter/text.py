"""Text functions that several stages share. Throwaway normal forms only: article text itself is never changed."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+(?:[’'\-.,]\w+)*")  # "Iran’s", "U.S", "2,000", "3.5", "multi-polar" are one word each
_FOLDS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "\u00a0": " "})


def words(text: str) -> list[tuple[int, int]]:
    """Return where each word of `text` stands, as (start, end) in code points."""
    return [m.span() for m in _WORD.finditer(text)]


def fold(text: str) -> str:
    """Return `text` in a form for comparing: case, accents, typographic quotes and dashes levelled. Its length may differ."""
    stripped = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return stripped.translate(_FOLDS).casefold()


def collapse(text: str) -> str:
    """Return `text` on one line, with runs of white space as single spaces."""
    return " ".join(text.split())
