"""Datelines: where an article was written, when, and for which agency, at its head."""

from __future__ import annotations

import re
from typing import NamedTuple

from reporter.read import outlets
from reporter.read.publication import written

_LOOK = 160  # characters at the start of a line
_DATE_PREFIX = re.compile(r"\s*date\s+(\d{4}-\d{2}-\d{2})\s+")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)"
_DATE_ALONE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,4}"
_REGION = r"(?:, [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?)"
_PLACE = rf"(?:{_CAPITALS}{_REGION}{{0,2}}?)"
_TITLE_PLACE = rf"(?:[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){{0,3}}{_REGION}{{0,2}}?)"
_DASH = r"(?:[—–―]|--+| - ?)"
_FORMS = (
    # MOSCOW, September 20. /TASS/.
    re.compile(rf"(?:{_PLACE}|{_TITLE_PLACE}){_DATE}?\.?,? ?/(?P<agency>[^/\n]{{2,30}})/\.?(?: ?{_DASH})?"),
    re.compile(
        rf"(?:(?:(?:{_PLACE}|{_TITLE_PLACE}){_DATE}?|{_DATE_ALONE}),? )?\((?P<agency>[^()\n]{{2,40}})\) ?(?:{_DASH}|:)"
    ),  # WASHINGTON (AP) —
    re.compile(rf"(?P<place>{_PLACE}){_DATE}? ?(?:[—–―]|--+|(?<= )-(?= ))"),  # WASHINGTON —
)
_TRAILING = re.compile(rf"(?<= )(?P<place>{_CAPITALS}) [—–―]$")
# Labels in capitals before a dash that are no places.
_LABELS = frozenset(
    "UPDATE UPDATED BREAKING EXCLUSIVE OPINION ANALYSIS CORRECTION CORRECTED WATCH READ VIDEO LIVE PHOTOS EDITORIAL COMMENTARY RELATED "
    "MORE NEWS ALERT REPORT POLL FACTBOX EXPLAINER INTERVIEW NATO OPEC FEMA FIFA UNESCO UNICEF".split()
)


class Dateline(NamedTuple):
    """Where a dateline stands in its line, and what it says."""

    start: int
    end: int
    agency: str | None  # canonical name
    published: str | None
    house_style: bool = False  # in the agency's own form, "/TASS/", that papers which carry its copy do not use


def dateline(line: str) -> Dateline | None:
    """Return the dateline that `line` starts with, or None."""
    prefix = _DATE_PREFIX.match(line)
    start = prefix.end() if prefix else len(line) - len(line.lstrip())
    published = written(prefix[1]) if prefix else None
    begin = len(line) - len(line.lstrip())
    for pattern in _FORMS:
        match = pattern.match(line, start, min(len(line), start + _LOOK))
        found = _checked(match) if match else None
        if found and any(c.islower() for c in line[found.end : found.end + _LOOK]):  # a headline in capitals goes on in capitals
            return Dateline(
                begin,
                start + len(line[start : found.end].rstrip()),
                found.agency,
                published or written(line[start : found.end]),
                house_style=found.house_style,
            )
    return Dateline(begin, len(line[: prefix.end()].rstrip()), None, published) if prefix else None


def trailing(line: str) -> tuple[int, int] | None:
    """Return where a dateline without its text stands at the end of a headline line ("... of suspense WASHINGTON —")."""
    match = _TRAILING.search(line, max(0, len(line) - _LOOK))
    if match is None or match["place"] in _LABELS or sum(c.isalpha() for c in match["place"]) < 4:
        return None
    return match.span()


def _checked(match: re.Match[str]) -> Dateline | None:
    groups = match.groupdict()
    if "agency" in groups:
        name = outlets.canonical(groups["agency"])
        if outlets.known(name) or outlets.is_agency(groups["agency"]):
            return Dateline(match.start(), match.end(), name, None, house_style=match[0].rstrip(" —–-.").endswith("/"))
        return None
    letters = re.sub(r"[^A-ZÀ-Þ ]", "", groups["place"].split(",")[0])
    if len(letters) < 4 or set(letters.split()) & _LABELS:
        return None
    return Dateline(match.start(), match.end(), None, None)
