"""Conflicting numbers and dates: of one unit, or one length of time, where no range meets another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from reporter.assess.conflict_sides import Difference, Side, Value
from reporter.assess.conflict_words import DAYS, SAME_UNIT, TITLES, TOLL, key
from reporter.assess.wording import quotation_words
from reporter.schema import Moment, Quantity, Span

_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_BOUND = re.compile(r"\b(until|till|by|since|from|before|after|through|between)\s+(?:\w+\s+)?$", re.IGNORECASE)
_PLANNED = re.compile(r"\b(?:set|scheduled|slated|planned|due) for (?:\w+, )?$")
_RANGE = re.compile(r"\bfrom \w+ to $")  # "from 2006 to 2012"
_ENDS = frozenset({"till", "through"})  # as "until"
_SAYING = r"(?:said|says|saying|told|tells|added|reported|reports|wrote|tweeted)"
_PROPOSED = re.compile(r"\b(?:announced|unveiled|proposed|promised|pledged|invited|signaled|signalled)(?: (?!to\b|that\b)[\w’'-]+){0,3} $")
_SAID_BEFORE = re.compile(
    rf"\b{_SAYING}(?:\s+(?:in|on|at|to|during|late|early|a|an|the|his|her|their|its|news|press|conference|briefing|statement|interview|"
    r"speech|letter|tweet|email|reporters|journalists|lawmakers)\b){0,7}\s+$",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    rf"(?:\s+(?:morning|afternoon|evening|night))?(?:,?\s+(?:the|a|an|of|for|[A-Z][\w.'’-]*|spokes\w+|minister|president)){{0,6}}\s+{_SAYING}\b"
)
_WHERE = frozenset("home back early late officially".split())
_FAR = 80  # characters to each side of a date in which stands what it dates
_CLOSE = 3  # of these, words that tell most
_NEXT = 30  # characters before a date in which a limit ("until") stands
_BESIDE = 6  # words to each side of a value that tell what it is of
_ROUNDED = 0.05  # of a number: more than this is not left off in rounding
_SHARED = 2  # words that carry meaning
_MUCH_SHARED = 3  # words that carry meaning: then two passages are of one act
_LOOSE_UNITS = frozenset("person day time year people point".split())  # much is counted in these
_UNLIKE_UNITS = 0.1  # part by which the same time in other units may differ
_SIGN = key("sign")
_TELLING = frozenset(key(w) for w in "say tell announce add report".split())


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
    shared = [len(_beside(left, a.quantity, _CLOSE) & _beside(right, b.quantity, _CLOSE)) for a, b in pairs]
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
    a, b = _beside(left, here.quantity), _beside(right, there.quantity)
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


def _beside(side: Side, span: Span, reach: int = _BESIDE) -> set[str]:
    """Return the words next to a value that carry meaning, names left out."""
    return {side.keys[i] for i in side.near(span, reach) if side.keys[i] in side.content}


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


class _Day(Struct, frozen=True):
    """A date as it is compared: dates of unlike length, or of which one has no year, are not."""

    length: str
    first: str
    last: str
    span: Span
    exact: str


def dates(left: Side, right: Side) -> Iterator[Difference]:
    """Yield the one date of a length that each passage has and the other outlet does not have around it."""
    one, other = ([*_days(s), *_weekdays(s)] for s in (left, right))
    around_left, around_right = _wide(left, right), _wide(right, left)
    for length in ("day", "month", "longer", "weekday"):
        here = _apart([d for d in one if d.length == length], around_right)
        there = _apart([d for d in other if d.length == length], around_left)
        if len(here) == 1 and len(there) == 1 and _same_time(left, here[0], right, there[0]):
            values = [s.value(f"{d.first}-{d.last}", f"“{d.exact}”", d.span) for s, d in ((left, here[0]), (right, there[0]))]
            yield Difference("date", length, *values)


def _day(moment: Moment) -> _Day:
    return _Day(_length(moment), moment.first, moment.last, moment, moment.exact)


def _length(moment: Moment) -> str:
    """Return how much time a date covers."""
    if moment.first == moment.last:
        return "month" if len(moment.first) == len("--02") else "day"
    return "month" if moment.first[:7] == moment.last[:7] else "longer"


def _days(side: Side) -> list[_Day]:
    return [_day(m) for m in side.statement.dates]


def _wide(side: Side, other: Side) -> list[_Day]:
    days = [_day(m) for s in side.around(other) for m in s.dates]
    return days + [d for s in side.sentences(other) for d in _named_days(side, s)]


def of_equal_key(side: Side, value: Value) -> Value | None:
    """Return a passage's own day or number that is the same as a value, or None."""
    days = [(f"{d.first}-{d.last}", d.exact, d.span) for d in (*_days(side), *_weekdays(side))]
    counts = [(f"{q.low}-{q.high}", q.exact, q) for q in side.statement.numbers]
    return next((side.value(k, f"“{exact}”", span) for k, exact, span in (*days, *counts) if k == value.key), None)


def _apart(told: Sequence[_Day], others: Sequence[_Day]) -> list[_Day]:
    """Return the dates that meet none of the others, each once."""
    return list({(d.first, d.last): d for d in told if not any(_overlap(d, o) for o in others)}.values())


def _overlap(one: _Day, other: _Day) -> bool:
    """Tell whether two dates may be one; of dates without a year those of one length only."""
    if "weekday" in (one.length, other.length):
        return one.first == other.first
    if one.first.startswith("--") or other.first.startswith("--"):
        size = len("02") if one.length == "month" else len("02-03")
        start = len("--") if one.first.startswith("--") else len("2024-")
        there = len("--") if other.first.startswith("--") else len("2024-")
        return one.length == other.length and one.first[start : start + size] == other.first[there : there + size]
    return one.first <= other.last and other.first <= one.last


def _weekdays(side: Side) -> list[_Day]:
    """Return the weekdays of a mention, and of who tells it, by name: they could not be placed where the article's own date is unknown."""
    sentence = side.context.sentence[side.mention.sentence]
    held = [s for s in side.context.statements_in(sentence) if s.id != side.statement.id]
    return [
        d
        for d in _named_days(side, sentence)
        if not any(m.start < d.span.end and d.span.start < m.end for m in (*held, *side.statement.dates))
    ]


def _named_days(side: Side, span: Span) -> list[_Day]:
    text = side.text_of(span)
    found = []
    for match in _WEEKDAY.finditer(text, span.start, span.end):
        place = Span(article=span.article, start=match.start(), end=match.end())
        found.append(_Day("weekday", match.group(), match.group(), place, match.group()))
    return found


def _same_time(left: Side, here: _Day, right: Side, there: _Day) -> bool:
    """Tell whether two dates date one act: both days or both limits ("until June"), of passages that share what happened."""
    if _limit(left, here) != _limit(right, there):
        return False
    telling = {_of_telling(left, here), _of_telling(right, there)}
    if len(telling) > 1 or (True in telling and len({s.statement.speaker for s in (left, right)} - {None}) > 1):
        return False
    shared = (left.content & right.content) - _TELLING - TITLES
    if len({s.mention.certainty == "expected" for s in (left, right)}) > 1 and len(shared) < _MUCH_SHARED:
        return False
    told = (left.terms & right.terms) - _TELLING - TITLES
    beside = bool(_beside(left, here.span, _CLOSE) & _beside(right, there.span, _CLOSE) - _TELLING)
    near = beside or bool(_beside(left, here.span) & _beside(right, there.span) - _TELLING)
    if _scheduled(left, here) and _scheduled(right, there):
        return True
    elsewhere = _anywhere(left, there) or _anywhere(right, here)
    in_week = any(_WEEKDAY.search(d.exact) for d in (here, there))  # any week has one
    if not elsewhere and (
        _last_word(left, here) == _last_word(right, there) != ""
        or _next_to_one_name(left, here, right, there)
        or (here.length == "day" and not in_week and _shares_name(left, right))
    ):
        return True
    if here.length == "weekday" and not near and len(shared) < _MUCH_SHARED:
        return False  # beside other words: two acts
    if len(shared) >= _SHARED or len(told) >= _MUCH_SHARED or (beside and here.length != "weekday"):
        return True
    if in_week:
        return False
    told = (left.framed & right.framed) - _TELLING - TITLES
    return (near or len(told) >= _SHARED) and not elsewhere


def _scheduled(side: Side, day: _Day) -> bool:
    """Tell whether a date is what something is planned for: "scheduled for March 3"."""
    return bool(_PLANNED.search(side.text[max(0, day.span.start - _NEXT) : day.span.start]))


def _last_word(side: Side, day: _Day) -> str:
    """Return the last word before a date that carries meaning, if it is no name: "returned home on Monday" is "return"."""
    before = [i for i, w in enumerate(side.words) if w.end <= day.span.start and w.content and w.form not in _WHERE]
    return side.keys[before[-1]] if before and not side.names_word(side.words[before[-1]]) else ""


def _next_to_one_name(left: Side, here: _Day, right: Side, there: _Day) -> bool:
    """Tell whether both dates stand right after one place: "in Lima on Monday", "to Lima Sunday"."""
    one, other = (
        {
            k
            for k, spans in s.named.items()
            for x in spans
            if s.name(k).kind == "place" and x.end <= d.span.start and s.text[x.end : d.span.start] in (" ", " on ", " in ")
        }
        for s, d in ((left, here), (right, there))
    )
    return bool(one & other)


def _shares_name(left: Side, right: Side) -> bool:
    """Tell whether both passages name one person or place, their subjects given back."""
    one, other = ({w.form for w in quotation_words(s.statement.frame, 0, len(s.statement.frame))} for s in (left, right))
    return bool(one & other & left.context.name_words)


def _anywhere(side: Side, day: _Day) -> bool:
    """Tell whether an outlet's article has a date anywhere."""
    if day.length == "weekday":
        return day.exact in side.text
    return any(_overlap(day, _day(m)) for s in side.context.statements if s.article == side.mention.article for m in s.dates)


def _of_telling(side: Side, day: _Day) -> bool:
    """Tell whether a date says when something was told: "said in a statement on Monday", "proposed in May"."""
    text = side.text_of(day.span)
    before, after = text[max(0, day.span.start - _FAR) : day.span.start], text[day.span.end : day.span.end + _FAR]
    return bool(_SAID_BEFORE.search(before) or _SAID_AFTER.match(after) or _PROPOSED.search(before))


def _limit(side: Side, day: _Day) -> str:
    before = side.text[max(0, day.span.start - _NEXT) : day.span.start]
    found = _BOUND.search(before)
    bound = found.group(1).lower() if found else ""
    return "until" if bound in _ENDS or _RANGE.search(before) else bound
