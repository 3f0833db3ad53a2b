"""Quotations of an article: what stands inside quotation marks, over sentences and paragraphs.

Double, single, low and angle marks are known. An apostrophe is not a mark.
News convention: a quotation over several paragraphs opens each of them and
closes only the last. A quotation left open ends with its paragraph.
"""

from __future__ import annotations

from typing import NamedTuple

_CLOSERS = {"“": "”", "”": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’", '"': '"', "'": "'"}
_DOUBLE = frozenset('“”„«»"')
_SINGLE = frozenset("‘’'‹›")
_LOOK_AHEAD = 12  # single marks looked at for a closing one: keeps hostile text linear


class Quotation(NamedTuple):
    """A quotation: with its marks, and what stands between them. `continues` joins it to the one before."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    continues: bool = False


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations of `text` in order; none overlap, none crosses a paragraph's end."""
    found: list[Quotation] = []
    carried = ""  # the opening mark of a quotation that the last paragraph left open
    paragraphs = _paragraphs(text)
    for place, (start, end) in enumerate(paragraphs):
        marks = _marks(text, start, end)
        opened = _continued(text, start, end, marks, carried)
        inherited = opened is not None
        found_here, left_open = _in_paragraph(text, (start, end), marks, opened)
        if found_here and inherited:
            found_here[0] = found_here[0]._replace(continues=True)
        found += found_here
        carried = left_open if place + 1 < len(paragraphs) else ""
    return tuple(found)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Non-empty lines, without the white space around them."""
    spans = []
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            first = start + len(line) - len(line.lstrip())
            spans.append((first, first + len(bare)))
        start += len(line) + 1
    return spans


def _marks(text: str, start: int, end: int) -> list[int]:
    """Where quotation marks stand, apostrophes inside words left out."""
    return [i for i in range(start, end) if (text[i] in _DOUBLE or text[i] in _SINGLE) and not _apostrophe(text, i, start, end)]


def _apostrophe(text: str, i: int, start: int, end: int) -> bool:
    if text[i] == "‘":
        return i + 1 < end and text[i + 1].isdigit()
    if text[i] not in "'’":
        return False
    before = i > start and text[i - 1].isalnum()
    after = i + 1 < end and text[i + 1].isalnum()
    return (before and after) or (after and text[i + 1].isdigit()) or (not before and after and text[i] == "’")


def _opens(text: str, i: int, start: int, end: int) -> bool:
    """Whether the mark at `i` can open: something follows, and no word stands right before it."""
    mark = text[i]
    if mark in "“„«‹‘":
        return i + 1 < end
    if mark == "”" and i == start:
        return i + 1 < end and (text[i + 1].isalnum() or text[i + 1] == " ")  # a slip for an opening mark
    if mark in "”»›’":
        return False
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    return not after.isspace() and (before.isspace() or before in "([{—–-/:“‘" or not (before.isalnum() or before in ".,!?;…%)"))


def _closes(text: str, i: int, start: int, opener: str) -> bool:
    mark = text[i]
    if mark not in _CLOSERS[opener]:
        return opener in '“"' and mark in '”"' and i > start and not text[i - 1].isspace()  # mixed styles
    return True


def _continued(text: str, start: int, end: int, marks: list[int], carried: str) -> str | None:
    """The opening mark that holds from before this paragraph's first character, or None.

    A paragraph that opens with a mark of its own starts a new quotation, which is told as continued.
    """
    if not carried:
        return None
    doubles = [i for i in marks[:3] if text[i] in _DOUBLE]
    if not doubles:
        return None
    first = doubles[0]
    if first == start:
        return ""
    closing = text[first] in "”»" or (text[first] == '"' and not _opens(text, first, start, end))
    return carried if closing else None


def _in_paragraph(text: str, paragraph: tuple[int, int], marks: list[int], opened: str | None) -> tuple[list[Quotation], str]:
    """The quotations of a paragraph, and the opening mark that it leaves open ('' for none)."""
    start, end = paragraph
    found: list[Quotation] = []
    opener, begun, inner = opened or "", start, start
    until = -1  # where a single-quoted stretch ends
    for place, i in enumerate(marks):
        if i < until:
            continue
        if opener:
            if i == until or (_closes(text, i, start, opener) and not _reopens(text, i, paragraph, opener)):
                found.append(Quotation(begun, i + 1, inner, i))
                opener = ""
        elif _opens(text, i, start, end):
            until = _single_close(text, marks, place, end) if text[i] in _SINGLE else -1
            if text[i] in _DOUBLE or until >= 0:
                opener, begun, inner = text[i], i, i + 1
    if opener:
        found.append(Quotation(begun, end, min(inner, end), end))
    return found, opener if opener in _DOUBLE else ""


def _reopens(text: str, i: int, paragraph: tuple[int, int], opener: str) -> bool:
    """A straight mark after a space and before a word, inside a quotation, is no closing one."""
    start, end = paragraph
    return opener == '"' and text[i] == '"' and i > start and text[i - 1].isspace() and i + 1 < end and text[i + 1].isalnum()


def _single_close(text: str, marks: list[int], place: int, end: int) -> int:
    """Where the single mark at `marks[place]` is closed, or -1. A mark after a plural s is the last choice."""
    wanted = _CLOSERS[text[marks[place]]]
    possessive = -1
    for i in marks[place + 1 : place + 1 + _LOOK_AHEAD]:
        if text[i] not in wanted or text[i - 1].isspace():
            continue
        if text[i - 1] in "sS" and i + 2 < end and text[i + 1] == " " and text[i + 2].islower():
            possessive = i if possessive < 0 else possessive
            continue
        return i
    return possessive
