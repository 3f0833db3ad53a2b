"""Numbers, ranges, lists and dates in a reader's words. Wording follows one rule: who reports what, never what is true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

MODES = {"quote": "direct quote", "reported": "reported speech", "own": "outlet’s own words"}
CERTAINTIES = {
    "confident": "stated with confidence",
    "expected": "expected",
    "hoped": "hoped for",
    "possible": "called possible",
    "denied": "denied",
}
STATES = {"full": "says it", "part": "says part of it", "unsure": "may say it", "differs": "says it differently"}
MARKS = {"full": "●", "part": "◐", "unsure": "○", "differs": "≠"}

# What a rule of `assess` is called on the page: one finding, several findings, tag on the claim (empty: none).
RULES = {
    "single-outlet": ("One outlet only", "claims reported by one outlet only", ""),
    "single-origin": ("Several outlets, one origin", "claims reported by several outlets with one origin", ""),
    "conflict": ("Outlets differ", "claims where outlets differ", "outlets differ"),
    "altered-quote": ("Quote worded differently", "quotes worded differently", "quotes differ"),
    "truncated-quote": ("Quote cut short", "quotes cut short", "quote cut short"),
    "fused-quote": ("Quotes run into one", "quotes run into one", "quotes joined"),
    "denial": ("Denial", "denials", "denial"),
    "attribution-dropped": ("Attribution left out", "claims stated without their attribution", "attribution left out"),
    "anonymous-source": ("Unnamed people only", "claims that rest on unnamed people only", "unnamed people"),
    "credit-differs": ("Credit differs from closest text", "credits that differ from the closest text", ""),
    "uncredited-pickup": ("Shared wording without credit", "articles that share wording without credit", ""),
    "same-text": ("Same text", "pairs of articles with the same text", ""),
    "insufficient-extraction": ("Part may be missing", "articles of which a part may be missing", ""),
    "off-topic": ("About another event", "articles that seem to be about another event", ""),
    "unnamed-outlet": ("Outlet not named", "articles that do not name their outlet", ""),
}
CONFLICTS = {
    "number": "Different number",
    "date": "Different date",
    "speaker": "Different speaker",
    "name": "Different name",
    "outcome": "Different outcome",
    "negation": "Affirmed and denied",
    "certainty": "Different certainty",
    "place": "Different place",
}


def number(count: int) -> str:
    """Return `count` as a word up to twelve, in digits from there."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """Return "1 outlet", "2 outlets"."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def spelled(count: int, noun: str) -> str:
    """Return "one outlet", "two outlets", "13 outlets"."""
    return f"{number(count)} {noun if count == 1 else noun + 's'}"


def origins(low: int, high: int) -> str:
    """Return "1 origin", "2 origins", "2–3 origins"."""
    return counted(low, "origin") if low == high else f"{low}–{high} origins"


def outlets(low: int, high: int, total: int) -> str:
    """Return "3 of 5 outlets", "2–3 of 5 outlets"."""
    return f"{high if low == high else f'{low}–{high}'} of {counted(total, 'outlet')}"


def headline(outlets: int, low: int, high: int) -> str:
    """Return how many outlets there are and how many origins they rest on at most: "Five outlets, at most three origins"."""
    start = spelled(outlets, "outlet")
    start = start[0].upper() + start[1:]
    if low == high:
        return f"{start}, {spelled(low, 'origin')}"
    if high < outlets:
        return f"{start}, at most {spelled(high, 'origin')}"
    return f"{start}, {number(low)} {'or' if high == low + 1 else 'to'} {number(high)} origins"


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return "A", "A and B", "A, B and C"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def letters(place: int) -> str:
    """Return the letters of the article at `place` (from 0): A to Z, then AA, AB."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def percent(share: float) -> str:
    """Return a share as "54%"."""
    return f"{share:.0%}"


def probability(value: float) -> str:
    """Return a probability as "97%", and as "over 99%" where rounding would make it certain."""
    return "over 99%" if 0.995 <= value < 1 else "under 1%" if 0 < value < 0.005 else percent(value)


def day(when: str | None) -> str:
    """Return an ISO date or time as "22 Nov 2026" or "22 Nov 2026, 03:10 UTC"; other text as it is, None as "not given"."""
    if not when:
        return "not given"
    try:
        moment = dt.datetime.fromisoformat(when)
    except ValueError:
        return when
    date = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    if len(when) <= len("2026-11-22"):
        return date
    zone = moment.strftime("%Z") if moment.tzinfo else ""
    return f"{date}, {moment:%H:%M} {zone}".rstrip()


def shorten(text: str, limit: int) -> str:
    """Return `text` on one line, cut at a word with an ellipsis where it is longer than `limit` characters."""
    line = " ".join(text[: limit * 4].split())
    if len(line) <= limit and len(text) <= limit * 4:
        return line
    cut = line[: limit - 1]
    word = cut.rfind(" ")
    return (cut[:word] if word > limit // 2 else cut).rstrip(" ,;:–-") + "…"
