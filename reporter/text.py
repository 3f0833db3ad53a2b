"""Text functions that several stages share. Throwaway normal forms only: article text itself is never changed."""

from __future__ import annotations

import functools
import re
import unicodedata

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_WORD = re.compile(r"\w+(?:[’'\-.,]\w+)*")  # "Iran’s", "U.S", "2,000", "3.5", "multi-polar" are one word each
_FOLDS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "\u00a0": " "})


def words(text: str) -> list[tuple[int, int]]:
    """Return where each word of `text` stands, as (start, end) in code points."""
    return [m.span() for m in _WORD.finditer(text)]


def fold(text: str) -> str:
    """Return `text` in a form for comparing: case, accents, typographic quotes and dashes levelled. Its length may differ."""
    return text.lower() if text.isascii() else _folded(text)


@functools.lru_cache(maxsize=4096)  # the same passages are compared with many others
def _folded(text: str) -> str:
    stripped = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return stripped.translate(_FOLDS).casefold()


def collapse(text: str) -> str:
    """Return `text` on one line, with runs of white space as single spaces."""
    return " ".join(text.split())


def outlet_key(article: str, outlet: str, *, named: bool) -> str:
    """Return what an article counts as when outlets are counted: one name, one outlet; one whose outlet is not named stands for itself."""
    return f"outlet {fold(collapse(outlet))}" if named else f"article {article}"


def same_outlet(outlet: str, credited: str) -> bool:
    """Tell whether two names of outlets are one: equal, or one's words stand in a row in the other ("TASS", "TASS news agency")."""
    left, right = (" " + " ".join(fold(name[a:b]) for a, b in words(name)) + " " for name in (outlet, credited))
    return bool(left.strip() and right.strip()) and (left in right or right in left)


_CLOSES = {"“": '”"', "„": "”“", "«": "»", '"': '"”'}  # a quotation opened with one kind of mark is at times closed with another
_MARK = re.compile(r"[“”„«»\"\n]")


def quoted(text: str) -> list[tuple[int, int]]:
    """Return the stretches of `text` inside double quotation marks, marks left out, as (start, end) in code points.

    A quotation runs on over a line's end where the next line opens with a mark again or a curly mark closes it there;
    otherwise a mark without its partner is taken for a slip and quotes nothing.
    """
    marks = [m.start() for m in _MARK.finditer(text)]
    following = _following(text, marks)
    found: list[tuple[int, int]] = []
    start, closing = 0, ""
    for i, after in zip(marks, following, strict=True):
        char = text[i]
        if closing and char in closing:
            found.append((start, i))
            closing = ""
        elif closing and char == "\n":
            mark = text[after : after + 1]
            if mark in _CLOSES and text[i:after].isspace():
                found.append((start, i))
                closing = ""
            elif mark not in closing or mark == '"':
                closing = ""
        elif not closing and char in _CLOSES:
            start, closing = i + 1, _CLOSES[char]
    return [(a, b) for a, b in found if a < b]


def _following(text: str, marks: list[int]) -> list[int]:
    """Return, for each mark, where the next mark that is no line end stands (the text's length if there is none)."""
    after = len(text)
    found = []
    for i in reversed(marks):
        found.append(after)
        if text[i] != "\n":
            after = i
    return found[::-1]
