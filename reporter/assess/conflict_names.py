"""Conflicting names and places: the same slot of much the same clause is filled by another one of the kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reporter.assess.conflict_sides import Difference, Side
from reporter.assess.conflict_words import PLACE_CLASSES, key
from reporter.schema import Name, Span
from reporter.text import fold

_KINDS = {"person": "name", "organisation": "name", "place": "place"}
_REACH = 8  # words to each side of a name in which its neighbour stands
_TITLES = frozenset(
    key(w)
    for w in "mr mrs ms dr sen rep gov sir president presidential minister prime secretary senator representative congressman "
    "congresswoman governor mayor chairman chair director general judge justice king queen prince sheriff former counterpart "
    "leader spokesman spokeswoman republican democrat democratic candidate nominee state city country lt brigadier defense "
    "foreign interior".split()
)  # stand before a name and tell nothing of its slot
_TELLING = frozenset(key(w) for w in "say tell".split())

_GENERIC = frozenset(
    "the of and for house senate committee department office party court news national united states state new national council board "
    "commission association union bank company university republican democratic".split()
)  # words that the names of two organisations may share
_LIST = re.compile(r"^(?:['’]s)?(?:,? (?:and|or|&) |, |-)(?:the )?$")
_LISTED = 3  # names; a longer list is seldom given in full by two outlets


def names(left: Side, right: Side) -> Iterator[Difference]:
    """Yield the one name of a kind that fills the same slot in each passage and that the other outlet does not have around it."""
    for kind, told in _KINDS.items():
        here, there = _only(left, right, kind), _only(right, left, kind)
        slots = [
            (a, b, x, y)
            for a, x in here
            for b, y in there
            if _surely_apart(left.name(a), right.name(b)) and _alike(left, x, right, y, both_ways=kind == "place")
        ]
        if len(slots) == 1:
            a, b, x, y = slots[0]
            values = [s.value(k, f"“{s.name(k).display}”", span) for s, k, span in ((left, a, x), (right, b, y))]
            yield Difference(told, kind, *values)


def _only(side: Side, other: Side, kind: str) -> list[tuple[str, Span]]:
    """Return the names of a kind that only this side has, each with where it first stands."""
    held = fold(" ".join(other.context.exact(s) for s in other.sentences(side)))
    named = other.wide_names(side)
    return [
        (k, spans[0])
        for k, spans in sorted(side.named.items())
        if side.name(k).kind == kind
        and k not in named
        and not any(fold(v) in held for v in side.name(k).variants)
        and not _listed(side, spans[0])
    ]


def _listed(side: Side, span: Span) -> bool:
    """Tell whether a name stands in a list of several."""
    spans = sorted((s.start, s.end) for places in side.named.values() for s in places)
    runs: list[list[tuple[int, int]]] = []
    for place in spans:
        if runs and _LIST.match(side.text[runs[-1][-1][1] : place[0]]):
            runs[-1].append(place)
        else:
            runs.append([place])
    return any(len(run) >= _LISTED and (span.start, span.end) in run for run in runs)


def _surely_apart(one: Name, other: Name) -> bool:
    """Tell whether two names are no two forms of one, and neither of two places lies in the other."""
    left, right = ({w for v in n.variants for w in fold(v).split()} for n in (one, other))
    if one.kind == "place":
        return _classes(one) == _classes(other) or bool(_classes(one) & _classes(other))
    if left <= right or right <= left or (left & right if one.kind == "person" else (left & right) - _GENERIC):
        return False
    return not any(
        _initials(a) == fold(b).replace(".", "") for x, y in ((one, other), (other, one)) for a in x.variants for b in y.variants
    )


def _classes(name: Name) -> frozenset[int]:
    forms = {fold(v).strip(".") for v in (*name.variants, name.key)}
    return frozenset(i for i, c in enumerate(PLACE_CLASSES) if forms & c)


def _initials(name: str) -> str:
    return "".join(w[0] for w in fold(name).split() if w[0].isalnum() and w not in ("of", "the", "and", "for"))


def _alike(left: Side, here: Span, right: Side, there: Span, *, both_ways: bool) -> bool:
    """Tell whether two names have the same neighbour before or after them, be it a name too; "U.S. allies" are not the "U.S."."""
    if not both_ways and _attributive(left, here) != _attributive(right, there):
        return False
    one, other = ([_neighbour(s, span, after=after) for after in (False, True)] for s, span in ((left, here), (right, there)))
    if both_ways:
        return bool({n for n in one if n} & {n for n in other if n})
    return any(a and a == b for a, b in zip(one, other, strict=True))


def _attributive(side: Side, span: Span) -> bool:
    """Tell whether a name stands right before a word that carries meaning."""
    word = next((w for w in side.words if w.start >= span.end), None)
    return word is not None and word.start == span.end + 1 and word.content and side.text[word.start].islower()


def _neighbour(side: Side, span: Span, *, after: bool) -> str:
    """Return the next word that carries meaning before or after a name, titles left out; of a name its key."""
    places: Sequence[int] = [i for i, w in enumerate(side.words) if (w.start >= span.end if after else w.end <= span.start)]
    for i in places[:_REACH] if after else places[-_REACH:][::-1]:
        word = side.words[i]
        name = next((k for k, spans in side.named.items() if any(s.start <= word.start and word.end <= s.end for s in spans)), None)
        if name is not None:
            return f"name {name}"
        if word.content and side.keys[i] not in _TITLES:
            return side.keys[i]
    return ""
