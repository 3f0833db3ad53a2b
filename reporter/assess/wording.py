"""Quotations side by side: which words of one utterance two outlets give differently."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from msgspec import Struct

from reporter.text import fold, words

_FUNCTION = frozenset(
    "a an the and or but nor so if of in on at to for from by with as into about over than then that which who whom whose this these those "
    "it its he she they them his her their our your my i you we us me him is are was were be been being am do does did have has had will "
    "would shall should can could may might must not no there here what when where how why all any some each very just also too only "
    "i'm i've i'll it's he's she's they're we're you're that's there's let's don't doesn't isn't aren't can't won't".split()
)
_NEGATIONS = frozenset("not no never none nobody nothing neither nor without cannot".split())
_BRITISH = (
    (re.compile(r"(?<=[a-z]{3})ise(?=d?$|s$|rs?$)"), "ize"),
    (re.compile(r"(?<=[a-z]{3})is(?=ing$|ations?$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|able$|ite$|ites$|ful$|less$|hood$|ly$)"), "or"),
    (re.compile(r"(?<=[a-z]{2})tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=[a-z]{2})nce(?=s?$)"), "nse"),
    (re.compile(r"(?<=[a-z])ll(?=ed$|ing$|ers?$)"), "l"),
    (re.compile(r"ogue(?=s?$)"), "og"),
)
_CONTRACTION = re.compile(r"(?:n't|'re|'ve|'ll|'m|(?<=^i)'d|(?<=^he)'d|(?<=^she)'d|(?<=^we)'d|(?<=^you)'d|(?<=^they)'d|(?<=^it)'s)$")
_EXPANDED: Mapping[str, str] = {
    "n't": "not",
    "'re": "are",
    "'ve": "have",
    "'ll": "will",
    "'m": "am",
    "'d": "would",
    "'s": "is",
    "ca": "can",
    "wo": "will",
    "sha": "shall",
}
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_DIGITS: Mapping[str, str] = {word: str(n) for n, word in enumerate(_UNITS)}
_ENDINGS = re.compile(r"(?:'s|s'|ingly|edly|ing|ed|ies|es|s|ly)$")
_LEAST_SAME = 3  # words that two quotations must share before they are aligned
_STEM = 5  # letters that two forms of one word begin with


class Word(Struct, frozen=True):
    """A word of a quotation: where it stands, and in which form it is compared."""

    start: int
    end: int
    form: str
    stem: str
    sentence: int = 0  # place of its sentence in the article
    marked: bool = False  # in square brackets: the outlet itself shows that it is not the speaker's word
    skipped: bool = False  # after an ellipsis: the outlet itself shows that words are left out

    @property
    def negates(self) -> bool:
        """Whether it turns what is said into its opposite."""
        return self.form in _NEGATIONS or self.form.endswith("n't")

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
    chain_count: int  # words that are the same in the longer alignment that this one was cut from
    differences: tuple[Difference, ...]

    @property
    def closeness(self) -> float:
        """The part of the compared words that is the same."""
        longer = max(self.left[1] - self.left[0], self.right[1] - self.right[0])
        return self.same_count / longer if longer else 0.0


def quotation_words(text: str, start: int, end: int, sentence_ends: Sequence[int] = ()) -> list[Word]:
    """Return the words of a quotation; offsets are into `text`, `sentence_ends` are those of the article in order."""
    found: list[Word] = []
    piece = text[start:end]
    depth = at = 0
    for a, b in words(piece):
        between = piece[at:a]
        if found and between and not between.strip("*"):
            found[-1] = _word(
                found[-1].start, text[found[-1].start : start + b], sentence_ends, marked=found[-1].marked
            )  # "d***ed" is one word
            at = b
            continue
        if "&" in between:
            found.append(_word(start + at + between.index("&"), "&", sentence_ends, marked=depth > 0))
        depth = max(0, depth + between.count("[") - between.count("]"))
        skipped = "…" in between or ".." in between or ". ." in between
        cut = _contracted(piece[a:b])
        found.append(_word(start + a, piece[a : b - cut], sentence_ends, marked=depth > 0, skipped=skipped))
        if cut:
            found.append(_word(start + b - cut, piece[b - cut : b], sentence_ends, marked=depth > 0))
        at = b
    return found


def _contracted(word: str) -> int:
    """Return how many characters at the end of a word are another word, contracted: "don't" is "do not"."""
    form = fold(word)
    if len(form) != len(word):
        return 0
    if form == "cannot":
        return len("not")
    match = _CONTRACTION.search(form) if "'" in form else None
    return len(match.group()) if match and match.start() else 0


def _word(start: int, exact: str, sentence_ends: Sequence[int], *, marked: bool, skipped: bool = False) -> Word:
    form = level(exact)
    place = bisect_right(sentence_ends, start)
    return Word(start, start + len(exact), form, stem(form), place, marked, skipped)


@lru_cache(maxsize=65536)
def level(word: str) -> str:
    """Return the form for comparing: case, spelling variants and small numbers levelled."""
    form = fold(word).replace(",", "").replace(".", "").replace("-", "")
    if form in _EXPANDED:
        return _EXPANDED[form]
    base, mark, ending = form.partition("'")
    for british, american in _BRITISH:
        base = british.sub(american, base)
    form = f"{base}{mark}{ending}"
    return "and" if form == "&" else _DIGITS.get(form, form)


@lru_cache(maxsize=65536)
def stem(form: str) -> str:
    """Return what most forms of one word begin with."""
    base = _ENDINGS.sub("", form).rstrip("e") or form
    return base[: max(_STEM, len(base) - 2)] if len(base) > _STEM else base


def alignments(left: Sequence[Word], right: Sequence[Word]) -> list[Alignment]:
    """Align two quotations, cut where both end a sentence (Smith and Waterman, 1981, over words).

    What lies before and after the best local alignment is aligned in its turn.
    """
    pairs = _local(left, right)
    if len(pairs) < _LEAST_SAME:
        return []
    (a, b), (c, d) = pairs[0], pairs[-1]
    found = alignments(left[:a], right[:b]) if a and b else []
    found += _cut(left, right, pairs)
    for later in alignments(left[c + 1 :], right[d + 1 :]):
        found.append(_shifted(later, c + 1, d + 1))
    return found


def whole(left: Sequence[Word], right: Sequence[Word]) -> Alignment:
    """Align two quotations from end to end: for an utterance that is reworded throughout."""
    pairs = _local(left, right)
    return _alignment(left, right, pairs, ((0, 0), (len(left), len(right))), len(pairs))


def _shifted(alignment: Alignment, by_left: int, by_right: int) -> Alignment:
    def moved(part: tuple[int, int], by: int) -> tuple[int, int]:
        return part[0] + by, part[1] + by

    return Alignment(
        left=moved(alignment.left, by_left),
        right=moved(alignment.right, by_right),
        same_count=alignment.same_count,
        content_count=alignment.content_count,
        chain_count=alignment.chain_count,
        differences=tuple(Difference(moved(d.left, by_left), moved(d.right, by_right)) for d in alignment.differences),
    )


def _cut(left: Sequence[Word], right: Sequence[Word], pairs: Sequence[tuple[int, int]]) -> list[Alignment]:
    """Cut an alignment where both quotations go on to another sentence; ends are taken in where they are a few words.

    A quotation that stops early is not a differing one; one that ends in other words is.
    """
    groups: list[list[tuple[int, int]]] = [[]]
    for pair in pairs:
        last = groups[-1][-1:] or [pair]
        if left[pair[0]].sentence != left[last[0][0]].sentence and right[pair[1]].sentence != right[last[0][1]].sentence:
            groups.append([])
        groups[-1].append(pair)
    found = []
    floor, edges = (0, 0), [(g[0], g[-1]) for g in groups]
    for n, group in enumerate(groups):
        ceiling = edges[n + 1][0] if n + 1 < len(edges) else (len(left), len(right))
        ends = _ends(left, right, group, floor, ceiling)
        found.append(_alignment(left, right, group, ends, len(pairs)))
        floor = ends[1]
    return found


def _ends(
    left: Sequence[Word], right: Sequence[Word], group: Sequence[tuple[int, int]], floor: tuple[int, int], ceiling: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where the stretch that is compared begins and ends: within the sentences of its first and last pair."""
    (a, b), (c, d) = group[0], group[-1]
    before = _reach(range(a - 1, floor[0] - 1, -1), left, left[a]), _reach(range(b - 1, floor[1] - 1, -1), right, right[b])
    after = _reach(range(c + 1, ceiling[0]), left, left[c]), _reach(range(d + 1, ceiling[1]), right, right[d])
    few = max(3, len(group) // 2)
    early, late = min(before), min(after)
    low = (a - early, b - early) if early <= few else (a, b)
    high = (c + 1 + late, d + 1 + late) if late <= few else (c + 1, d + 1)
    return low, high


def _reach(places: Iterable[int], told: Sequence[Word], word: Word) -> int:
    """Return how many words on the sentence goes."""
    return sum(1 for _ in takewhile(lambda i: told[i].sentence == word.sentence, places))


def _alignment(
    left: Sequence[Word],
    right: Sequence[Word],
    pairs: Sequence[tuple[int, int]],
    ends: tuple[tuple[int, int], tuple[int, int]],
    chain_count: int,
) -> Alignment:
    low, high = ends
    edges = [(low[0] - 1, low[1] - 1), *pairs, high]
    differences = [Difference((a + 1, c), (b + 1, d)) for (a, b), (c, d) in pairwise(edges) if a + 1 < c or b + 1 < d]
    return Alignment(
        left=(low[0], high[0]),
        right=(low[1], high[1]),
        same_count=len(pairs),
        content_count=sum(left[i].content for i, _ in pairs),
        chain_count=chain_count,
        differences=tuple(d for d in differences if _tells(left, right, d)),
    )


def _tells(left: Sequence[Word], right: Sequence[Word], difference: Difference) -> bool:
    """Tell whether differing words are a difference in what was said: not spacing, nor brackets or an ellipsis of the outlet's own."""
    for told, (first, last) in ((left, difference.left), (right, difference.right)):
        if any(w.marked for w in told[first:last]) or any(w.skipped for w in told[first : last + 1]):
            return False
    return "".join(w.form for w in left[slice(*difference.left)]) != "".join(w.form for w in right[slice(*difference.right)])


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
