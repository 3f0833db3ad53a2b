"""The paragraphs of an article: lines, with stray and hard line breaks healed."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CLOSING = "\"'”’)]}»"
_TERMINAL = ".!?…:;。！？؟।۔"
_FIRST_LOWER = re.compile(r"[^\W\d_]+(?=[\s,;:.'’-]|$)")
_WRAP_WIDTHS = range(40, 101)  # characters a line that programs wrap text at
_WRAP_SHARE = 0.8  # of the line breaks must look like wraps before any is healed
_WRAP_MINIMUM = 3  # wraps in an article


class Paragraph(NamedTuple):
    """A stretch of text that holds whole sentences; `number` counts from 1 in its article."""

    start: int
    end: int
    number: int


class _Line(NamedTuple):
    start: int
    end: int
    after_blank: bool  # a blank line, or text that is set aside, stands before it


def paragraphs(text: str, asides: list[tuple[int, int]]) -> list[Paragraph]:
    """Return what stands outside `asides` (sorted, disjoint), paragraph by paragraph; then `asides` as paragraphs of their own.

    The pieces of a line that an aside interrupts keep one number. Sorted by start.
    """
    lines = _lines(text, asides)
    healed = _healed(text, lines)
    numbers = _line_numbers(text, healed, asides)
    return [Paragraph(start, end, number) for (start, end), number in numbers]


def _lines(text: str, asides: list[tuple[int, int]]) -> list[_Line]:
    found: list[_Line] = []
    start = 0
    for left, right in [*asides, (len(text), len(text))]:
        previous_end = start
        first = True
        for match in _LINE.finditer(text, start, left):
            line = match[0]
            if line.strip():
                begin = match.start() + len(line) - len(line.lstrip())
                gap = text[previous_end:begin]
                blank = first or len(_BREAK.findall(gap)) > 1
                previous_end = match.start() + len(line.rstrip())
                found.append(_Line(begin, previous_end, blank))
                first = False
        start = right
    return found


def _healed(text: str, lines: list[_Line]) -> list[tuple[int, int]]:
    width = _wrap_width(text, lines)
    joined: list[tuple[int, int]] = []
    previous: _Line | None = None
    for line in lines:
        if previous and _continues(text, previous, line, width):
            joined[-1] = (joined[-1][0], line.end)
        else:
            joined.append((line.start, line.end))
        previous = line
    return joined


def _continues(text: str, previous: _Line, line: _Line, width: int | None) -> bool:
    if width and not line.after_blank and _is_wrap(text, previous, line, width):
        return True
    if text[previous.end : line.start].strip():  # text that is set aside stands between them
        return False
    last = text[max(previous.start, previous.end - 8) : previous.end].rstrip(_CLOSING)
    first = _FIRST_LOWER.match(text, line.start, line.end)
    unfinished = bool(last) and last[-1] not in _TERMINAL and previous.end - previous.start >= _WRAP_WIDTHS.start // 2
    return bool(unfinished and first and first[0].islower())


def _wrap_width(text: str, lines: list[_Line]) -> int | None:
    """Return the width that an article's lines were wrapped at, or None where they were not."""
    if not lines:
        return None
    width = max(line.end - line.start for line in lines)
    breaks = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    if width not in _WRAP_WIDTHS or not breaks:
        return None
    wraps = sum(_is_wrap(text, a, b, width) for a, b in breaks)
    return width if wraps >= _WRAP_MINIMUM and wraps >= _WRAP_SHARE * len(breaks) else None


def _is_wrap(text: str, previous: _Line, line: _Line, width: int) -> bool:
    word = text[line.start : min(line.end, line.start + width)].split(maxsplit=1)[0]
    return previous.end - previous.start + 1 + len(word) > width


def _line_numbers(text: str, pieces: list[tuple[int, int]], asides: list[tuple[int, int]]) -> list[tuple[tuple[int, int], int]]:
    numbered: list[tuple[tuple[int, int], int]] = []
    number, end = 0, -1
    for piece in sorted([*pieces, *asides]):
        if end < 0 or _BREAK.search(text, end, piece[0]):
            number += 1
        end = piece[1]
        numbered.append((piece, number))
    return numbered
