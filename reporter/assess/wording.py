"""Quotations side by side: which words of one utterance two outlets give differently."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from reporter.text import fold, words

_MAX_WORDS = 160  # a longer stretch inside quotation marks is a document, not an utterance
_FUNCTION = frozenset(
    "a an the and or but nor so if of in on at to for from by with as into about over than then that which who whom whose this these those "
    "it its he she they them his her their our your my i you we us me him is are was were be been being am do does did have has had will "
    "would shall should can could may might must not no there here what when where how why all any some each very just also too only "
    "i'm i've i'll it's he's she's they're we're you're that's there's let's don't doesn't isn't aren't can't won't".split()
)
_BRITISH = (
    (re.compile(r"(?<=[a-z]{3})ise(?=d?$|s$|rs?$)"), "ize"),
    (re.compile(r"(?<=[a-z]{3})is(?=ing$|ations?$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|able$|ite$|ites$|ful$|less$|hood$|ly$)"), "or"),
    (re.compile(r"(?<=[a-z]{2})tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=[a-z]{2})nce(?=s?$)"), "nse"),
    (re.compile(r"(?<=[a-z])ll(?=ed$|ing$|ers?$)"), "l"),
    (re.compile(r"ogue(?=s?$)"), "og"),
)
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_DIGITS: Mapping[str, str] = {word: str(n) for n, word in enumerate(_UNITS)}
_ENDINGS = re.compile(r"(?:'s|s'|ingly|edly|ing|ed|ies|es|s|ly)$")
_STEM = 5  # letters that two forms of one word begin with


class Word(Struct, frozen=True):
    """A word of a quotation: where it stands, and in which form it is compared."""

    start: int
    end: int
    form: str
    stem: str
    marked: bool = False  # in square brackets: the outlet itself shows that it is not the speaker's word

    @property
    def content(self) -> bool:
        """Whether it carries meaning by itself."""
        return self.form not in _FUNCTION


class Difference(Struct, frozen=True):
    """Words of one quotation that stand where the other has other words or none: half-open ranges of words."""

    left: tuple[int, int]
    right: tuple[int, int]


class Alignment(Struct, frozen=True):
    """Two quotations, word by word."""

    left: tuple[int, int]  # the stretch of words that is compared, half-open
    right: tuple[int, int]
    same_count: int  # words that are the same
    content_count: int  # of these, words that carry meaning
    differences: tuple[Difference, ...]

    @property
    def closeness(self) -> float:
        """The part of the compared words that is the same."""
        longer = max(self.left[1] - self.left[0], self.right[1] - self.right[0])
        return self.same_count / longer if longer else 0.0


def quotation_words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Return the words of a quotation; offsets are into `text`."""
    found = []
    piece = text[start:end]
    depth = 0
    at = 0
    for a, b in words(piece):
        for char in piece[at:a]:
            depth = depth + 1 if char == "[" else max(0, depth - 1) if char == "]" else depth
        at = a
        form = _form(piece[a:b])
        found.append(Word(start=start + a, end=start + b, form=form, stem=_stem(form), marked=depth > 0))
    return tuple(found[:_MAX_WORDS])


def _form(word: str) -> str:
    """Return the form for comparing: case, spelling variants and small numbers levelled."""
    form = fold(word).replace(",", "").replace(".", "")
    form = form.replace("-", "")
    for british, american in _BRITISH:
        form = british.sub(american, form)
    return _DIGITS.get(form, form)


def _stem(form: str) -> str:
    stem = _ENDINGS.sub("", form) or form
    return stem[: max(_STEM, len(stem) - 2)] if len(stem) > _STEM else stem


def align(left: Sequence[Word], right: Sequence[Word]) -> Alignment | None:
    """Align two quotations (Smith and Waterman, 1981, over words); None where they have nothing in common.

    Beyond the best local alignment, an end is taken in where the rest of the shorter quotation is a few words only:
    a quotation that stops early is not a differing one, one that ends in other words is.
    """
    pairs = _local(left, right)
    if not pairs:
        return None
    begin, end = pairs[0], (pairs[-1][0] + 1, pairs[-1][1] + 1)
    before = min(begin)
    after = min(len(left) - end[0], len(right) - end[1])
    reach = max(3, len(pairs) // 2)
    low = (begin[0] - before, begin[1] - before) if 0 < before <= reach else begin
    high = (end[0] + after, end[1] + after) if 0 < after <= reach else end
    edges = [(low[0] - 1, low[1] - 1), *pairs, high]
    differences = [Difference((a + 1, c), (b + 1, d)) for (a, b), (c, d) in pairwise(edges) if a + 1 < c or b + 1 < d]
    kept = [d for d in differences if _tells(left[slice(*d.left)], right[slice(*d.right)])]
    return Alignment(
        left=(low[0], high[0]),
        right=(low[1], high[1]),
        same_count=len(pairs),
        content_count=sum(left[i].content for i, _ in pairs),
        differences=tuple(kept),
    )


def _tells(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Tell whether differing words are a difference in what was said: not spacing, and not the outlet's own brackets."""
    if any(w.marked for w in (*left, *right)):
        return False
    return "".join(w.form for w in left) != "".join(w.form for w in right)


def _local(left: Sequence[Word], right: Sequence[Word]) -> list[tuple[int, int]]:
    """Return the pairs of equal words of the best local alignment."""
    width = len(right) + 1
    score = [[0.0] * width for _ in range(len(left) + 1)]
    step = [[0] * width for _ in range(len(left) + 1)]
    best, at = 0.0, (0, 0)
    for i, a in enumerate(left, 1):
        above, row, moves = score[i - 1], score[i], step[i]
        for j, b in enumerate(right, 1):
            value, move = above[j - 1] + _gain(a, b), 1
            if above[j] - 0.5 > value:
                value, move = above[j] - 0.5, 2
            if row[j - 1] - 0.5 > value:
                value, move = row[j - 1] - 0.5, 3
            if value > 0:
                row[j], moves[j] = value, move
                if value > best:
                    best, at = value, (i, j)
    return _trace(left, right, step, at)


def _gain(a: Word, b: Word) -> float:
    if a.form == b.form:
        return 2.0 if a.content else 1.0
    return 1.0 if a.content and a.stem == b.stem else -0.6


def _trace(left: Sequence[Word], right: Sequence[Word], step: Sequence[Sequence[int]], at: tuple[int, int]) -> list[tuple[int, int]]:
    pairs = []
    i, j = at
    while step[i][j]:
        move = step[i][j]
        if move == 1 and left[i - 1].form == right[j - 1].form:
            pairs.append((i - 1, j - 1))
        i, j = i - (move != 3), j - (move != 2)
    return pairs[::-1]
