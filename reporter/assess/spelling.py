"""Names of persons that two outlets spell differently, where neither spelling is another transliteration of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from reporter.assess.context import Context
from reporter.schema import Span
from reporter.text import fold

_LEVELLED = (
    (re.compile(r"[\W_]+"), ""),
    (re.compile("ph"), "f"),
    (re.compile("kh|ck|q|c"), "k"),
    (re.compile("th"), "t"),
    (re.compile("x"), "ks"),
    (re.compile("w"), "v"),
    (re.compile("z"), "s"),
    (re.compile("[yj]"), "i"),
    (re.compile("ou|oo"), "u"),
    (re.compile(r"(.)\1+"), r"\1"),
)  # what scripts and languages write in several ways
_VOWEL = re.compile("[aeiou]")
_LEAST_LETTERS = 4


def spellings(context: Context) -> Iterator[Mapping[str, Mapping[str, Span]]]:
    """Yield, for each person whose full name is spelled in two ways, where each article first has which spelling."""
    for name in context.name.values():
        if name.kind != "person":
            continue
        full = [v for v in name.variants if len(v.split()) > 1]
        for one, other in combinations(sorted(full), 2):
            if misspelt(one, other):
                places = {v: _places(context, v) for v in (one, other)}
                if all(places.values()) and _apart(context, *places.values()):
                    yield places


def _apart(context: Context, one: Mapping[str, Span], other: Mapping[str, Span]) -> bool:
    """Tell whether no outlet has both spellings."""
    return not {context.outlets[a] for a in one} & {context.outlets[a] for a in other}


def _places(context: Context, spelling: str) -> Mapping[str, Span]:
    """Return where each article first has the spelling, by article."""
    pattern = re.compile(rf"(?<!\w){re.escape(spelling)}(?!\w)")
    found = {}
    for article in context.story.articles:
        match = pattern.search(article.text)
        if match:
            found[article.id] = Span(article=article.id, start=match.start(), end=match.end())
    return found


def misspelt(one: str, other: str) -> bool:
    """Tell whether two full names differ in one word only, and that by one consonant or by two letters that changed places."""
    left, right = one.split(), other.split()
    if len(left) != len(right):
        return False
    differing = [(a, b) for a, b in ((_level(a), _level(b)) for a, b in zip(left, right, strict=True)) if a != b]
    return len(differing) == 1 and _slip(*differing[0])


def _level(word: str) -> str:
    form = fold(word)
    for pattern, written in _LEVELLED:
        form = pattern.sub(written, form)
    return form


def _slip(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _LEAST_LETTERS or one[0] != other[0]:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    if left[:2] == right[1::-1] and left[2:] == right[2:] and len(left) > 1:
        return True
    dropped = (left[1:] == right and left[:1]) or (right[1:] == left and right[:1])
    return bool(dropped) and not _VOWEL.match(str(dropped))
