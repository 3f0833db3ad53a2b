"""Conflicting numbers and dates: of one unit, or one length of time, where no range meets another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from reporter.assess.conflict_sides import Difference, Side
from reporter.assess.conflict_words import DAYS, SAME_UNIT, TOLL, key
from reporter.schema import Quantity, Span

_CLOSE = 3  # of these, words that tell most
_BESIDE = 6  # words to each side of a value that tell what it is of
_ROUNDED = 0.05  # of a number: more than this is not left off in rounding
_SHARED = 2  # words that carry meaning
_MUCH_SHARED = 3  # words that carry meaning: then two passages are of one act
_LOOSE_UNITS = frozenset("person day time year people point".split())  # much is counted in these
_UNLIKE_UNITS = 0.1  # part by which the same time in other units may differ
_SIGN = key("sign")


class _Figure(Struct, frozen=True):
    """A quantity with the range that rounding leaves it, in the unit that it is compared in."""

    quantity: Quantity
    unit: str
    low: float
    high: float


def numbers(left: Side, right: Side) -> Iterator[Difference]:
    """Yield the number of a unit that each passage has and the other outlet does not have around it."""
    one, other = ([_signed(s, f) for f in _figures(s.statement.numbers)] for s in (left, right))
    for unit in sorted({f.unit for f in one} & {f.unit for f in other}):
        here = _unmet(one, _around(right, left), unit)
        there = _unmet(other, _around(left, right), unit)
        pair = _counterparts(left, here, right, there)
        if pair is not None and not _grew(left, pair[0], right, pair[1]):
            values = [
                s.value(f"{f.quantity.low}-{f.quantity.high}", f"“{f.quantity.exact}”", f.quantity)
                for s, f in zip((left, right), pair, strict=True)
            ]
            yield Difference("number", unit, *values)


def numbers_beside(left: Side, right: Side) -> Iterator[Difference]:
    """Yield the number that stands beside one passage, in another part of its sentence, where the other has one of its unit.

    The unit must say what is counted, and neither sentence may have a second number of it.
    """
    for one, other in ((left, right), (right, left)):
        own, there = ([_signed(s, f) for f in _figures(s.statement.numbers)] for s in (one, other))
        for side in one.siblings() if not own else ():
            for figure in [_signed(side, f) for f in _figures(side.statement.numbers)]:
                if not figure.unit.isalpha() or not figure.unit.islower() or figure.unit in _LOOSE_UNITS:
                    continue
                same = [f for f in there if f.unit == figure.unit]
                held = [f for f in _around(one, other) if f.unit in (figure.unit, figure.quantity.unit)]
                if len(same) == len(held) == 1 and not _meet(figure, same[0]) and not _grew(side, figure, other, same[0]):
                    values = [
                        s.value(f"{f.quantity.low}-{f.quantity.high}", f"“{f.quantity.exact}”", f.quantity)
                        for s, f in ((side, figure), (other, same[0]))
                    ]
                    yield Difference("number", figure.unit, *(values if one is left else values[::-1]))


def _counterparts(left: Side, here: Sequence[_Figure], right: Side, there: Sequence[_Figure]) -> tuple[_Figure, _Figure] | None:
    """Return the two figures that count the same thing: where a passage has several, those with most words beside them in common."""
    pairs = [(a, b) for a in here for b in there if _same_count(left, a, right, b)]
    if len(here) > 1 and len(there) > 1 and len(pairs) != 1:
        return None
    shared = [len(left.beside(a.quantity, _CLOSE) & right.beside(b.quantity, _CLOSE)) for a, b in pairs]
    if len(pairs) > 1 and max(shared) == 0:
        return None
    return pairs[shared.index(max(shared))] if pairs else None


def _figures(quantities: Sequence[Quantity]) -> list[_Figure]:
    return [_figure(q) for q in quantities]


def _signed(side: Side, figure: _Figure) -> _Figure:
    """Return a count of people who signed as one of signatures."""
    near = {side.keys[i] for i in side.near(figure.quantity, _BESIDE)}
    return structs.replace(figure, unit="signature") if figure.unit == "person" and _SIGN in near else figure


def _around(side: Side, other: Side) -> list[_Figure]:
    return [_figure(q) for s in side.around(other) for q in s.numbers]


def _figure(quantity: Quantity) -> _Figure:
    """Return a quantity as it is compared: times in days, numbers with what rounding may have left off."""
    unit = SAME_UNIT.get(quantity.unit or "", quantity.unit or "")
    factor, slack = DAYS.get(unit, 1.0), 0.0
    low, high = quantity.low * factor, quantity.high * factor
    if quantity.low == quantity.high:
        slack = _granularity(quantity.low) / 2 * factor
    if unit in DAYS and unit != "day":
        slack = max(slack, _UNLIKE_UNITS * high)
    return _Figure(quantity, "day" if unit in DAYS else unit, low - slack, high + slack)


def _granularity(value: float) -> float:
    """Return the greatest power of ten that a number is a multiple of, if rounding to it is slight; 0 otherwise."""
    step = 1.0
    while step * 10 / 2 <= _ROUNDED * value and value % (step * 10) == 0:
        step *= 10
    return step if step > 1 else 0.0


def _unmet(told: Sequence[_Figure], others: Sequence[_Figure], unit: str) -> list[_Figure]:
    """Return the figures of a unit that meet none of the others, each value once."""
    found = {
        (f.quantity.low, f.quantity.high): f
        for f in told
        if f.unit == unit and not any(_meet(f, o) for o in others if o.unit in (unit, "") or not unit)
    }
    return list(found.values())


def _meet(one: _Figure, other: _Figure) -> bool:
    """Tell whether two figures may be one: the ranges meet, and of two exact numbers one is the other's rounding."""
    same_round = one.quantity.low == one.quantity.high and other.quantity.low == other.quantity.high
    if same_round and one.quantity.unit == other.quantity.unit:
        grain = max(_granularity(one.quantity.low), _granularity(other.quantity.low))
        unlike = _granularity(one.quantity.low) != _granularity(other.quantity.low)
        gap = abs(one.quantity.low - other.quantity.low)
        return gap == 0 or (unlike and gap <= grain / 2)
    return one.low <= other.high and other.low <= one.high


def _same_count(left: Side, here: _Figure, right: Side, there: _Figure) -> bool:
    """Tell whether two figures count the same thing: by the words beside them, and by what percentages are of."""
    a, b = left.beside(here.quantity), right.beside(there.quantity)
    if here.unit == "%" and (_next(left, here.quantity) == "of") != (_next(right, there.quantity) == "of"):
        return False
    if not here.unit.islower() and not _of_one_kind(left, here.quantity, right, there.quantity):
        return False
    if here.unit == "year-old":
        return _whose(left, here.quantity) == _whose(right, there.quantity) != ""
    if not here.unit:
        return bool({left.keys[i] for i in left.near(here.quantity, 1)} & {right.keys[i] for i in right.near(there.quantity, 1)} & (a | b))
    enough = _SHARED if here.unit.islower() else _MUCH_SHARED  # a currency or "%" does not say what is counted
    return bool(a & right.content or b & left.content) and (bool(a & b) or len(left.terms & right.terms) >= enough)


def _whose(side: Side, span: Span) -> str:
    """Return the name that stands nearest to an age."""
    places = [(min(abs(s.end - span.start), abs(span.end - s.start)), k) for k, spans in side.named.items() for s in spans]
    return min(places, default=(0, ""))[1]


def _of_one_kind(left: Side, here: Span, right: Side, there: Span) -> bool:
    """Tell whether neither passage says of what a sum is ("$8 billion of the metals") that the other has no word of."""
    return all(not noun or noun in side.terms for noun, side in ((_of(left, here), right), (_of(right, there), left)))


def _of(side: Side, span: Span) -> str:
    following = [i for i, w in enumerate(side.words) if w.start >= span.end]
    if not following or side.words[following[0]].form != "of":
        return ""
    return next((side.keys[i] for i in following if side.words[i].content and not side.names_word(side.words[i])), "")


def _next(side: Side, span: Span) -> str:
    """Return the word after a value."""
    return next((w.form for w in side.words if w.start >= span.end), "")


def _grew(left: Side, here: _Figure, right: Side, there: _Figure) -> bool:
    """Tell whether a toll is higher in the later article: an update, no contradiction."""
    published = [s.context.articles[s.mention.article].published for s in (left, right)]
    toll = TOLL & {s.keys[i] for s, f in ((left, here), (right, there)) for i in s.near(f.quantity, _BESIDE)}
    if not toll and here.unit not in ("death", "life"):
        return False
    if None in published or published[0] == published[1]:
        return False
    (_, first), (_, last) = sorted(((str(p), f.low) for p, f in zip(published, (here, there), strict=True)), key=lambda x: x[0])
    return first < last


# -- dates ------------------------------------------------------------------------
