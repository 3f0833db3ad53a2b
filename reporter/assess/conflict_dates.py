"""Conflicting dates: of one length of time, that exclude each other and date one act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from msgspec import Struct

from reporter.assess.conflict_sides import Difference, Side
from reporter.assess.conflict_words import TITLES, key
from reporter.assess.wording import quotation_words
from reporter.schema import Moment, Span
from reporter.text import WEEKDAYS

_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_WEEK_SO_FAR = re.compile(r"\bearlier this week\b", re.IGNORECASE)
_BOUND = re.compile(r"\b(until|till|by|since|from|before|after|through|between)\s+(?:\w+\s+)?$", re.IGNORECASE)
_PLANNED = re.compile(r"\b(?:set|scheduled|slated|planned|due) for (?:\w+, )?$")
_RANGE = re.compile(r"\bfrom \w+ to $")  # "from 2006 to 2012"
_YEAR = re.compile(r"(?:19|20)\d\d")
_ARTICLE = re.compile(r"\b(?:the|a|an)\s+$", re.IGNORECASE)
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
_NAMING = 4  # words after a year that may name what it is of
_ADJECTIVAL = ("al", "ic", "ian", "ican", "ive")  # "presidential", "Democratic": ends of words that are rather adjectives
_NEXT = 30  # characters before a date in which a limit ("until") stands
_WEEK = timedelta(days=7)
_TELLING = frozenset(key(w) for w in "say tell announce add report".split())
_CLOSE = 3  # words to each side of a date that tell most
_SHARED = 2  # words that carry meaning
_MUCH_SHARED = 3  # words that carry meaning: then two passages are of one act


class _Day(Struct, frozen=True):
    """A date as it is compared: dates of unlike length, or of which one has no year, are not. Weekdays are `first` to `last` by name."""

    length: str
    first: str
    last: str
    span: Span
    exact: str


def dates(left: Side, right: Side) -> Iterator[Difference]:
    """Yield the one date of a length that each passage has and the other outlet does not have around it."""
    one, other = (days_of(s) for s in (left, right))
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
    if len(moment.first) == len("2024-05-01") and date.fromisoformat(moment.last) - date.fromisoformat(moment.first) < _WEEK:
        return "day"  # "earlier this week", "the weekend"
    return "month" if moment.first[:7] == moment.last[:7] else "longer"


def _days(side: Side) -> list[_Day]:
    return [_day(m) for m in side.statement.dates]


def _wide(side: Side, other: Side) -> list[_Day]:
    days = [_day(m) for s in side.around(other) for m in s.dates]
    return days + [d for s in side.sentences(other) for d in (*_named_days(side, s), *_week_so_far(side, s))]


def days_of(side: Side) -> list[_Day]:
    """Return a passage's own days."""
    return [*_days(side), *_weekdays(side)]


def _apart(told: Sequence[_Day], others: Sequence[_Day]) -> list[_Day]:
    """Return the dates that meet none of the others, each once."""
    return list({(d.first, d.last): d for d in told if not any(_overlap(d, o) for o in others)}.values())


def _overlap(one: _Day, other: _Day) -> bool:
    """Tell whether two dates may be one; of dates without a year those of one length only."""
    if "weekday" in (one.length, other.length):
        return bool(_week_part(one) & _week_part(other))
    if one.first.startswith("--") or other.first.startswith("--"):
        size = len("02") if one.length == "month" else len("02-03")
        start = len("--") if one.first.startswith("--") else len("2024-")
        there = len("--") if other.first.startswith("--") else len("2024-")
        return one.length == other.length and one.first[start : start + size] == other.first[there : there + size]
    return one.first <= other.last and other.first <= one.last


def _week_part(day: _Day) -> frozenset[str]:
    """Return the weekdays of a date that is no more than a part of some week."""
    if day.length != "weekday":
        return frozenset()
    first, last = (WEEKDAYS.index(d.lower()) for d in (day.first, day.last))
    return frozenset(WEEKDAYS[first : last + 1])


def _weekdays(side: Side) -> list[_Day]:
    """Return the weekdays of a mention, and of who tells it, by name: they could not be placed where the article's own date is unknown."""
    sentence = side.context.sentence[side.mention.sentence]
    held = [s for s in side.context.statements_in(sentence) if s.id != side.statement.id]
    return [
        d
        for d in (*_named_days(side, sentence), *_week_so_far(side, sentence))
        if not any(m.start < d.span.end and d.span.start < m.end for m in (*held, *side.statement.dates))
    ]


def _named_days(side: Side, span: Span) -> list[_Day]:
    text = side.text_of(span)
    found = []
    for match in _WEEKDAY.finditer(text, span.start, span.end):
        place = Span(article=span.article, start=match.start(), end=match.end())
        found.append(_Day("weekday", match.group(), match.group(), place, match.group()))
    return found


def _week_so_far(side: Side, span: Span) -> list[_Day]:
    """Return "earlier this week" as the days from Monday to the article's own, which it leaves out."""
    found = []
    for match in _WEEK_SO_FAR.finditer(side.text, span.start, span.end):
        today = _told_on(side)
        if today:  # on Mondays the week has no days before
            place = Span(article=span.article, start=match.start(), end=match.end())
            found.append(_Day("weekday", "Monday", WEEKDAYS[today - 1].capitalize(), place, match.group()))
    return found


def _told_on(side: Side) -> int | None:
    """Return the weekday of an article, from Monday 0: of its publication, or the only one on which something was said to it."""
    published = side.context.articles[side.mention.article].published
    if published:
        return date.fromisoformat(published[:10]).weekday()
    days = _named_days(side, Span(article=side.mention.article, start=0, end=len(side.text)))
    told = {d.first for d in days if _of_telling(side, d)}
    return WEEKDAYS.index(told.pop().lower()) if len(told) == 1 else None


def _same_time(left: Side, here: _Day, right: Side, there: _Day) -> bool:
    """Tell whether two dates date one act: both days or both limits ("until June"), of passages that share what happened."""
    if _limit(left, here) != _limit(right, there) or not _date_alike(left, here, right, there):
        return False
    telling = {_of_telling(left, here), _of_telling(right, there)}
    if len(telling) > 1 or (True in telling and len({s.statement.speaker for s in (left, right)} - {None}) > 1):
        return False
    shared = (left.content & right.content) - _TELLING - TITLES
    if len({s.mention.certainty == "expected" for s in (left, right)}) > 1 and len(shared) < _MUCH_SHARED:
        return False
    told = (left.terms & right.terms) - _TELLING - TITLES
    beside = bool(left.beside(here.span, _CLOSE) & right.beside(there.span, _CLOSE) - _TELLING)
    near = beside or bool(left.beside(here.span) & right.beside(there.span) - _TELLING)
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


def _date_alike(left: Side, here: _Day, right: Side, there: _Day) -> bool:
    """Tell whether two dates both date something, or are years that name things of one name: "the 2012 attack", "the 2013 attacks"."""
    one, other = _named(left, here), _named(right, there)
    if one is None or other is None:
        return one is other
    return not one.isdisjoint(other) or not (one and other)


def _named(side: Side, day: _Day) -> frozenset[str] | None:
    """Return what a year names that dates nothing, in lemmas of the words after it without adjectives: "attack" in "the 2012 attack"."""
    if not (_YEAR.fullmatch(day.exact) and _ARTICLE.search(side.text, max(0, day.span.start - _NEXT), day.span.start)):
        return None
    following = islice((w for w in side.words if w.start >= day.span.end), _NAMING)
    return frozenset(key(w.form) for w in following if w.content and not w.form.endswith(_ADJECTIVAL))


def _limit(side: Side, day: _Day) -> str:
    before = side.text[max(0, day.span.start - _NEXT) : day.span.start]
    found = _BOUND.search(before)
    bound = found.group(1).lower() if found else ""
    return "until" if bound in _ENDS or _RANGE.search(before) else bound
