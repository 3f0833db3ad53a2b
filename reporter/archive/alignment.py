"""Where the words of an article's earlier text stand in its later one.

Words are compared as they are written; punctuation and white space are not. The longest runs in common are taken first (Ratcliff and
Obershelp, 1988, as in `difflib`); of long texts that have little in common, whole paragraphs first, so that the time stays bounded.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from reporter.text import words

_MOST = 1_000_000  # pairs of words, or of paragraphs, that are compared at once

Run = tuple[int, int, int]  # first word in the earlier text, first word in the later one, number of words
Gap = tuple[int, int, int, int]  # words of the earlier text, from and to, and of the later one


class Alignment(Struct, frozen=True):
    """Two texts of one article, word by word."""

    before: str
    after: str
    before_words: Sequence[tuple[int, int]]  # where each word stands, in code points
    after_words: Sequence[tuple[int, int]]
    runs: tuple[Run, ...]  # in text order

    def gaps(self) -> Iterator[Gap]:
        """Yield the stretches of words that are not the same, in text order; one side of a gap may be empty."""
        i = j = 0
        for a, b, n in (*self.runs, (len(self.before_words), len(self.after_words), 0)):
            if i < a or j < b:
                yield i, a, j, b
            i, j = a + n, b + n

    def carried(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a span of the earlier text stands in the later one; None where less than half of its words are there."""
        if self.before == self.after:
            return start, end
        first = bisect_right(self.before_words, start, key=lambda w: w[1])
        last = bisect_left(self.before_words, end, key=lambda w: w[0])
        kept = [b + i - a for a, b, n in self._runs_at(first, last) for i in range(max(a, first), min(a + n, last))]
        if not kept or 2 * len(kept) < last - first:
            return None
        return self.after_words[kept[0]][0], self.after_words[kept[-1]][1]

    def _runs_at(self, first: int, last: int) -> Sequence[Run]:
        """Return the runs that have words of the earlier text from `first` to `last`."""
        return self.runs[bisect_right(self.runs, first, key=lambda r: r[0] + r[2]) : bisect_left(self.runs, last, key=lambda r: r[0])]


def aligned(before: str, after: str) -> Alignment:
    """Align an article's earlier text with its later one."""
    left, right = words(before), words(after)
    if before == after:
        return Alignment(before, after, left, right, ((0, 0, len(left)),) if left else ())
    one, other = [before[a:b] for a, b in left], [after[a:b] for a, b in right]
    head = _common(one, other)
    tail = min(_common(one[::-1], other[::-1]), min(len(one), len(other)) - head)
    middle = (head, len(one) - tail, head, len(other) - tail)
    found = [(0, 0, head), *_between(before, left, one, after, right, other, middle), (middle[1], middle[3], tail)]
    return Alignment(before, after, left, right, tuple(_joined(run for run in found if run[2])))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _between(
    before: str,
    left: Sequence[tuple[int, int]],
    one: Sequence[str],
    after: str,
    right: Sequence[tuple[int, int]],
    other: Sequence[str],
    at: Gap,
) -> Iterator[Run]:
    """Yield the runs in a stretch of both texts: of words, where there are not too many, else of paragraphs and the words between those."""
    a, b, c, d = at
    if (b - a) * (d - c) <= _MOST:
        yield from ((a + i, c + j, n) for i, j, n in SequenceMatcher(None, one[a:b], other[c:d], autojunk=False).get_matching_blocks())
        return
    ours, theirs = _paragraphs(before, left, one, a, b), _paragraphs(after, right, other, c, d)
    if len(ours) * len(theirs) > _MOST:
        return
    i, j = a, c
    matcher = SequenceMatcher(None, [p for _, p in ours], [p for _, p in theirs], autojunk=False)
    for x, y, n in matcher.get_matching_blocks():
        here, there = (ours[x][0], theirs[y][0]) if n else (b, d)
        if (here - i) * (there - j) <= _MOST:
            yield from _between(before, left, one, after, right, other, (i, here, j, there))
        count = sum(len(p) for _, p in ours[x : x + n])
        yield here, there, count
        i, j = here + count, there + count


def _paragraphs(text: str, spans: Sequence[tuple[int, int]], told: Sequence[str], a: int, b: int) -> list[tuple[int, tuple[str, ...]]]:
    """Return the words from `a` to `b` by lines, each with the number of its first word."""
    starts = [a, *(n for n in range(a + 1, b) if "\n" in text[spans[n - 1][1] : spans[n][0]])]
    return [(s, tuple(told[s:e])) for s, e in zip(starts, [*starts[1:], b], strict=True)]


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Yield the runs, those that follow each other at once as one."""
    last: Run | None = None
    for a, b, n in runs:
        if last and (last[0] + last[2], last[1] + last[2]) == (a, b):
            last = (*last[:2], last[2] + n)
        else:
            if last:
                yield last
            last = (a, b, n)
    if last:
        yield last
