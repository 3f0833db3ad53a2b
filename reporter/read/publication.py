"""When an article was published: as described beside it, or as its own time-stamp lines say."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_DAYS = "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday"
_LABELS = "published publish posted updated last update modified created first date issued released correction on at by edited"
_ZONES = "am pm a.m p.m gmt utc est edt et ct pt mt pst pdt cst cdt mst mdt bst cet cest ist msk jst aest eastern local time hrs h"
_AGO = re.compile(
    r"(?:(?:published|updated|posted) )?(?:\d+|an?|one) (?:min|mins|minutes?|hours?|days?|weeks?) (?:ago|read)\.?", re.IGNORECASE
)
_TOKEN = re.compile(r"\d+(?:st|nd|rd|th)?|[^\W\d_]+(?:\.[^\W\d_]+)*")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_MONTH_DAY = re.compile(r"\b([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4})\b")
_CLOCK = re.compile(r"\b(\d{1,2})[:.h](\d{2})(?:[:.]\d{2})?(?: ?([ap])\.?m)?|\b(\d{1,2}) ?([ap])\.?m\b")
_LONGEST = 120  # characters of a time-stamp line


class Stamp(NamedTuple):
    """A time-stamp line: what it says, and how well it tells the time of publication (0 is best)."""

    published: str | None
    rank: int


def stamp(line: str) -> Stamp | None:
    """Return what a time-stamp line says, or None where `line` is something else."""
    if not line or len(line) > _LONGEST:
        return None
    if _AGO.fullmatch(line):
        return Stamp(None, 3)
    plain = line.casefold()
    tokens = _TOKEN.findall(plain)
    words = [t.rstrip(".") for t in tokens if not t[0].isdigit()]
    if not _day(plain) or not all(_allowed(w) for w in words):
        return None
    if {"correction", "corrected"} & set(words):
        return Stamp(None, 3)
    rank = 0 if "published" in words else 2 if {"updated", "modified", "update"} & set(words) else 1
    return Stamp(written(plain), rank)


def written(text: str) -> str | None:
    """Return the first full date in `text`, with the time of day after it, in ISO 8601."""
    plain = text.casefold()
    found = _day(plain)
    if not found:
        return None
    day, start, end = found
    clock = _CLOCK.search(plain, end) or _CLOCK.search(plain, 0, start)
    hour = _time(clock) if clock else None
    return f"{day.isoformat()}T{hour:%H:%M}" if hour else day.isoformat()


def iso(value: str) -> str | None:
    """Return `value` where it is an ISO 8601 date or date and time, None otherwise."""
    try:
        dt.datetime.fromisoformat(value)
    except ValueError:
        return None
    return value


def _allowed(word: str) -> bool:
    return word in f"{_DAYS} {_LABELS} {_ZONES} t z of the st nd rd th".split() or _month(word) is not None


def _month(word: str) -> int | None:
    if len(word) < 3:
        return None
    for number, name in enumerate(_MONTHS, 1):
        if name.startswith(word) and (len(word) in {3, len(name)} or word == "sept"):
            return number
    return None


def _day(plain: str) -> tuple[dt.date, int, int] | None:
    for pattern, order in ((_ISO, (1, 2, 3)), (_MONTH_DAY, (3, 1, 2)), (_DAY_MONTH, (3, 2, 1))):
        for match in pattern.finditer(plain):
            year, month, day = (match[i] for i in order)
            number = int(month) if month.isdigit() else _month(month)
            try:
                return dt.date(int(year), number or 0, int(day)), match.start(), match.end()
            except ValueError:  # no such day
                continue
    return None


def _time(clock: re.Match[str]) -> dt.time | None:
    hour, minute, half = int(clock[1] or clock[4]), int(clock[2] or 0), clock[3] or clock[5]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None
