"""Dates as written, with the days that they may mean.

`moments` gives inclusive ISO days. What is relative ("Wednesday", "yesterday", "last month") is resolved against the day
of publication, and left out where that is unknown. A day without a year is put into the year that brings it nearest to the
publication, a month into the past unless the words before it look ahead. Where the publication is unknown they keep the
truncated form of ISO 8601:2000, "--09-20" or "--02", so that two articles can still be compared. Numeric dates are read
month first unless that cannot be.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from reporter.schema import Moment
from reporter.text import WEEKDAYS

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_SMALL = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_M = (
    r"(?P<month>(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_D = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
_D2 = r"(?:[ ]?(?:-|–|to)[ ]?(?P<day2>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9,]*[0-9]))?"
_Y = r"(?P<year>1[5-9][0-9]{2}|20[0-9]{2})(?![0-9])"
_W = rf"(?P<weekday>{'|'.join(day.capitalize() for day in WEEKDAYS)})"
_WEEKDAY_BEFORE = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?[ ]{1,2}(?:the[ ])?)?"
_N = r"(?P<count>[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

_UNDATED_MONTH_CUE = r"(?i:in|since|by|until|till|last|next|this|early|late|mid|during|from|through|before|after|of|for)"

# In order of preference: where two overlap, the earlier pattern keeps the text.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, flags))
    for kind, pattern, flags in (
        ("iso", r"(?<![0-9-])(?P<year>[12][0-9]{3})-(?P<monthnumber>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9-])", 0),
        ("iso", r"(?<![0-9/])(?P<year>[12][0-9]{3})/(?P<monthnumber>[01][0-9])/(?P<day>[0-3][0-9])(?![0-9/])", 0),
        ("numeric", r"(?<![0-9/])(?P<a>[0-3]?[0-9])/(?P<b>[0-3]?[0-9])/(?P<year>(?:19|20)[0-9]{2})(?![0-9/])", 0),
        ("dotted", r"(?<![0-9.])(?P<a>[0-3]?[0-9])\.(?P<b>[01]?[0-9])\.(?P<year>(?:19|20)[0-9]{2})(?![0-9])", 0),
        ("day", rf"\b{_WEEKDAY_BEFORE}{_M}[ ]{{1,2}}{_D}(?![0-9]){_D2}(?:,?[ ]{{1,2}}{_Y})?", 0),
        ("day", rf"\b{_WEEKDAY_BEFORE}(?<![0-9.,/-]){_D}{_D2}[ ](?:of[ ])?{_M}(?:,?[ ]{{1,2}}{_Y})?", 0),
        ("month", rf"\b{_M},?[ ](?:of[ ])?{_Y}", 0),
        ("ago", rf"(?<![\w-]){_N}[ ](?P<unit>days?|weeks?|months?|years?|decades?)[ ]ago\b", re.IGNORECASE),
        ("week so far", r"\b(?i:earlier[ ]this[ ]week)\b", 0),
        ("nearby", r"\b(?P<which>(?i:last|past|previous|next|coming|this))[ ](?P<unit>week|weekend|month|year)\b", 0),
        (
            "weekday",
            rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his[ ]coming|[Tt]his[ ]past|[Tt]his|[Cc]oming)[ ])?{_W}\b",
            0,
        ),
        ("undated month", rf"(?<=\b){_UNDATED_MONTH_CUE}(?:[ -](?:early|late|mid))?[ -]{_M}(?![ ][0-9])", 0),
        ("relative", r"(?<!world )(?<!of )\b(?P<word>today|tonight|yesterday|tomorrow)\b(?!['’]s)", re.IGNORECASE),
        ("decade", r"(?<![\w.,-])(?P<decade>1[89][0-9]0|20[0-9]0)s\b", 0),
        ("years", rf"(?<![\w.,$€£+/-]){_Y}[-–](?P<year2>(?:20|19)?[0-9]{{2}})(?![\w-])", 0),
        ("year", r"(?<![\w.,$€£¥+/#-])(?<![:@] )(?P<year>19[0-9]{2}|20[0-9]{2})(?!['’]?\w|[-/+:][0-9]|[.,][0-9]|%)", 0),
    )
)
_IN_DIGITS = frozenset({"iso", "numeric", "dotted", "day", "month", "decade", "years", "year"})  # kinds that are not written without one
_DIGIT = re.compile(r"[0-9]")
_COUNTED = re.compile(
    r"[ -](?:people|persons|men|women|children|troops|soldiers|dollars|euros|pounds|votes|deaths|jobs|miles|km|kilomet|met(?:er|re)s"
    r"|feet|tons|tonnes|hours|percent|per cent|million|billion|employees|workers|homes|members|students|times)\b"
)
_COUNTING = re.compile(r"(?:at least|more than|fewer than|less than|nearly|almost|about|around|some|roughly|up to|over|approximately)[ ]$")
_FUTURE = re.compile(
    r"\b(?:will|won['’]t|would|shall|scheduled|set for|set to|due|upcoming|plan(?:s|ned|ning)?|coming|to be held|expected)\b"
)
_SAID = re.compile(r"\b(?:said|says|told|announced|tweeted|wrote|added|stated|reported|confirmed|late|early)(?: on)?[ ]$")
_DEADLINE = re.compile(r"\b(?:by|until|as soon as|as early as|no later than)[ ]$")
_EVERY = re.compile(r"\b(?:every|each)[ ]$", re.IGNORECASE)
_PAST_BEFORE = 60  # characters before a weekday in which a future verb counts


def moments(article_id: str, text: str, start: int, end: int, published: str | None) -> tuple[Moment, ...]:
    """Return the dates written in `text[start:end]`, in text order.

    Args:
        article_id: id of the article that `text` belongs to.
        text: the whole text of the article.
        start: where to begin, in code points.
        end: where to stop.
        published: day of publication, ISO 8601 date or date and time; None where unknown.
    """
    today = _day(published)
    found = []
    for kind, match in _matches(text, start, end):
        days = _RESOLVE[kind](match, today)
        if days is not None:
            first, last = days
            a, b = match.span()
            if kind == "undated month":  # the word before the month only shows that it is one
                a = match.start("month")
            found.append(Moment(article=article_id, start=a, end=b, exact=text[a:b], first=first, last=last))
    return tuple(found)


def spans(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return where dates stand in `text[start:end]`, whether or not they can be resolved."""
    return tuple(m.span() for _, m in _matches(text, start, end))


def reads_as_year(text: str, start: int, end: int) -> bool:
    """Tell whether the four digits at `text[start:end]` are rather a year than a count."""
    return _COUNTED.match(text, end) is None and _COUNTING.search(text[max(0, start - 16) : start]) is None


@lru_cache(maxsize=1024)  # of one sentence the dates are asked for, and then the numbers that are none
def _matches(text: str, start: int, end: int) -> tuple[tuple[str, re.Match[str]], ...]:
    """Return the non-overlapping matches in text order."""
    taken: list[tuple[int, int, str, re.Match[str]]] = []
    covered = bytearray(max(0, end - start))
    digits = _DIGIT.search(text, start, end) is not None
    for kind, pattern in _PATTERNS:
        if kind in _IN_DIGITS and not digits:
            continue
        for match in pattern.finditer(text, start, end):
            a, b = match.span()
            if any(covered[a - start : b - start]) or not _plausible(kind, match):
                continue
            covered[a - start : b - start] = b"\x01" * (b - a)
            taken.append((a, b, kind, match))
    taken.sort(key=lambda t: t[:2])
    return tuple((kind, match) for _, _, kind, match in taken)


def _plausible(kind: str, match: re.Match[str]) -> bool:
    """Tell whether a match may be a date: 1,500-odd years also count people."""
    if kind == "weekday":
        return _EVERY.search(match.string[max(0, match.start() - 6) : match.start()]) is None
    return kind != "year" or reads_as_year(match.string, *match.span())


# -- resolving: each returns the first and last day, or None where it cannot be told ------------------------------------

_Days = tuple[str, str] | None


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _made(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def _month_number(written: str) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(written.rstrip(".").lower()[:3]))


def _both(first: date | None, last: date | None = None) -> _Days:
    return None if first is None else (first.isoformat(), (last or first).isoformat())


def _iso(match: re.Match[str], _: date | None) -> _Days:
    return _both(_made(int(match["year"]), int(match["monthnumber"]), int(match["day"])))


def _numeric(match: re.Match[str], _: date | None) -> _Days:
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    return _both(_made(year, a, b) or _made(year, b, a))


def _dotted(match: re.Match[str], _: date | None) -> _Days:
    return _both(_made(int(match["year"]), int(match["b"]), int(match["a"])))


def _named_day(match: re.Match[str], today: date | None) -> _Days:
    month, day, day2 = _month_number(match["month"]), int(match["day"]), int(match["day2"] or match["day"])
    if _made(2000, month, day) is None or _made(2000, month, day2) is None or day2 < day:  # 2000 had a 29 February
        return None
    if match["year"]:
        return _both(_made(int(match["year"]), month, day), _made(int(match["year"]), month, day2))
    if today is None:
        return f"--{month:02}-{day:02}", f"--{month:02}-{day2:02}"
    return _both(_nearest(month, day, today), _nearest(month, day2, today))


def _nearest(month: int, day: int, today: date) -> date | None:
    years = [y for y in (today.year, today.year - 1, today.year + 1) if 1 <= y <= 9999]
    made = [d for y in years if (d := _made(y, month, day)) is not None]
    return min(made, key=lambda d: abs(d - today), default=None)


def _month(match: re.Match[str], _: date | None) -> _Days:
    return _whole_month(int(match["year"]), _month_number(match["month"]))


def _whole_month(year: int, month: int) -> _Days:
    return _both(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _undated_month(match: re.Match[str], today: date | None) -> _Days:
    month = _month_number(match["month"])
    if today is None:
        return f"--{month:02}", f"--{month:02}"
    if not 2 <= today.year <= 9998:  # room for the year before and after
        return None
    lead = match[0].lower()
    if lead.startswith("last"):
        return _whole_month(today.year if month < today.month else today.year - 1, month)
    if lead.startswith("next"):
        return _whole_month(today.year if month > today.month else today.year + 1, month)
    if _looks_ahead(match):
        return _whole_month(today.year if month >= today.month else today.year + 1, month)
    return _whole_month(today.year if month <= today.month else today.year - 1, month)


def _ago(match: re.Match[str], today: date | None) -> _Days:
    count = int(match["count"]) if match["count"].isdigit() else max(1, _SMALL.index(match["count"].lower().replace("an", "a", 1)))
    unit = match["unit"].lower().rstrip("s")
    if today is None:
        return None
    days, slack = {"day": (1, 0), "week": (7, 3), "month": (30, 15), "year": (365, 182), "decade": (3652, 730)}[unit]
    middle = today.toordinal() - count * days
    if middle - slack < 1:
        return None
    return _both(date.fromordinal(middle - slack), date.fromordinal(middle + slack))


def _nearby(match: re.Match[str], today: date | None) -> _Days:
    if today is None or not 2 <= today.year <= 9998:
        return None
    step = {"this": 0, "next": 1, "coming": 1}.get(match["which"].lower(), -1)
    unit = match["unit"].lower()
    if unit == "year":
        return f"{today.year + step:04}-01-01", f"{today.year + step:04}-12-31"
    if unit == "month":
        months = today.year * 12 + today.month - 1 + step
        return _whole_month(months // 12, months % 12 + 1)
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * step)
    if unit == "weekend":
        return _both(monday + timedelta(days=5), monday + timedelta(days=6))
    return _both(monday, monday + timedelta(days=6))


def _week_so_far(_: re.Match[str], today: date | None) -> _Days:
    if today is None or today.year < 2 or not today.weekday():
        return None
    return _both(today - timedelta(days=today.weekday()), today - timedelta(days=1))


def _looks_ahead(match: re.Match[str]) -> bool:
    """Tell whether the words before a day or month, in its sentence, place it in the future: news looks back otherwise."""
    before = match.string[max(match.pos, match.start() - _PAST_BEFORE) : match.start()]
    before = before[max(before.rfind(". "), before.rfind("\n")) + 1 :]
    return bool(_DEADLINE.search(before) or (_FUTURE.search(before) and not _SAID.search(before)))


def _weekday(match: re.Match[str], today: date | None) -> _Days:
    if today is None or not 2 <= today.year <= 9998:
        return None
    wanted, which = WEEKDAYS.index(match["weekday"].lower()), (match["which"] or "").lower()
    back = (today.weekday() - wanted) % 7
    ahead = which in {"next", "coming", "this coming"} or (not which and _looks_ahead(match))
    if ahead:
        return _both(today + timedelta(days=(7 - back) if back else (7 if which else 0)))
    if which == "last" and back == 0:
        back = 7
    return _both(today - timedelta(days=back))


def _relative(match: re.Match[str], today: date | None) -> _Days:
    if today is None or not 2 <= today.year <= 9998:
        return None
    return _both(today + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(match["word"].lower(), 0)))


def _decade(match: re.Match[str], _: date | None) -> _Days:
    first = int(match["decade"])
    return f"{first}-01-01", f"{first + 9}-12-31"


def _years(match: re.Match[str], _: date | None) -> _Days:
    first, last = match["year"], match["year2"]
    last = last if len(last) == len(first) else first[:2] + last
    return (f"{first}-01-01", f"{last}-12-31") if first < last else None


def _year(match: re.Match[str], _: date | None) -> _Days:
    return f"{match['year']}-01-01", f"{match['year']}-12-31"


_RESOLVE: dict[str, Callable[[re.Match[str], date | None], _Days]] = {
    "iso": _iso,
    "numeric": _numeric,
    "dotted": _dotted,
    "day": _named_day,
    "month": _month,
    "ago": _ago,
    "nearby": _nearby,
    "week so far": _week_so_far,
    "weekday": _weekday,
    "undated month": _undated_month,
    "relative": _relative,
    "decade": _decade,
    "years": _years,
    "year": _year,
}
