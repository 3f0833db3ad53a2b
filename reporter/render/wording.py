"""Numbers, ranges, lists and dates in a reader's words. Wording follows one rule: who reports what, never what is true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from reporter.render import language
from reporter.render.language import gettext as _
from reporter.render.language import ngettext, noted, noted_many

_NUMBERS = (
    noted("no"),
    noted("one"),
    noted("two"),
    noted("three"),
    noted("four"),
    noted("five"),
    noted("six"),
    noted("seven"),
    noted("eight"),
    noted("nine"),
    noted("ten"),
    noted("eleven"),
    noted("twelve"),
)

MODES = {"quote": noted("direct quote"), "reported": noted("reported speech"), "own": noted("outlet’s own words")}
CERTAINTIES = {
    "confident": noted("stated with confidence"),
    "expected": noted("expected"),
    "hoped": noted("hoped for"),
    "possible": noted("called possible"),
    "denied": noted("denied"),
}
STATES = {
    "full": noted("says it"),
    "part": noted("says part of it"),
    "unsure": noted("may say it"),
    "differs": noted("says it differently"),
}
DOUBTS = {  # why a passage is not counted as corroboration
    "match": noted("the match is weak"),
    "speakers": noted("the words are another person’s"),
    "names": noted("each names what the other does not"),
    "dates": noted("the dates may differ"),
    "negation": noted("one negates what the other affirms"),
    "outcome": noted("they may tell contrary outcomes"),
}
MARKS = {"full": "●", "part": "◐", "unsure": "○", "differs": "≠"}


class Rule(Struct, frozen=True):
    """What a rule of `assess` is called on the page: one finding, one or several that are counted, the tag on a claim (empty: none)."""

    name: str
    counted: tuple[str, str]
    tag: str = ""


RULES: Mapping[str, Rule] = {
    "single-outlet": Rule(
        noted("One outlet only"),
        noted_many("%(n)s claim reported by one outlet only", "%(n)s claims reported by one outlet only"),
    ),
    "single-origin": Rule(
        noted("Several outlets, one origin"),
        noted_many("%(n)s claim reported by several outlets with one origin", "%(n)s claims reported by several outlets with one origin"),
    ),
    "conflict": Rule(
        noted("Outlets differ"),
        noted_many("%(n)s claim where outlets differ", "%(n)s claims where outlets differ"),
        noted("outlets differ"),
    ),
    "altered-quote": Rule(
        noted("Quote worded differently"),
        noted_many("%(n)s quote worded differently", "%(n)s quotes worded differently"),
        noted("quotes differ"),
    ),
    "truncated-quote": Rule(
        noted("Quote cut short"),
        noted_many("%(n)s quote cut short", "%(n)s quotes cut short"),
        noted("quote cut short"),
    ),
    "fused-quote": Rule(
        noted("Quotes run into one"),
        noted_many("%(n)s quote run into one", "%(n)s quotes run into one"),
        noted("quotes joined"),
    ),
    "denial": Rule(noted("Denial"), noted_many("%(n)s denial", "%(n)s denials"), noted("denial")),
    "attribution-dropped": Rule(
        noted("Attribution left out"),
        noted_many("%(n)s claim stated without its attribution", "%(n)s claims stated without their attribution"),
        noted("attribution left out"),
    ),
    "anonymous-source": Rule(
        noted("Unnamed people only"),
        noted_many("%(n)s claim that rests on unnamed people only", "%(n)s claims that rest on unnamed people only"),
        noted("unnamed people"),
    ),
    "credit-differs": Rule(
        noted("Credit differs from closest text"),
        noted_many("%(n)s credit that differs from the closest text", "%(n)s credits that differ from the closest text"),
    ),
    "uncredited-pickup": Rule(
        noted("Shared wording without credit"),
        noted_many("%(n)s article that shares wording without credit", "%(n)s articles that share wording without credit"),
    ),
    "same-text": Rule(
        noted("Same text"),
        noted_many("%(n)s pair of articles with the same text", "%(n)s pairs of articles with the same text"),
    ),
    "insufficient-extraction": Rule(
        noted("Part may be missing"),
        noted_many("%(n)s article of which a part may be missing", "%(n)s articles of which a part may be missing"),
    ),
    "off-topic": Rule(
        noted("About another event"),
        noted_many("%(n)s article that seems to be about another event", "%(n)s articles that seem to be about another event"),
    ),
    "unnamed-outlet": Rule(
        noted("Outlet not named"),
        noted_many("%(n)s article that does not name its outlet", "%(n)s articles that do not name their outlet"),
    ),
}
CONFLICTS = {
    "number": noted("Different number"),
    "date": noted("Different date"),
    "speaker": noted("Different speaker"),
    "name": noted("Different name"),
    "outcome": noted("Different outcome"),
    "negation": noted("Affirmed and denied"),
    "certainty": noted("Different certainty"),
    "place": noted("Different place"),
}
SEVERITIES = {"error": noted("error"), "warning": noted("warning"), "note": noted("note")}
ALONE = {  # kinds of `single-outlet`
    "denial": noted("Denial in one outlet only"),
    "accusation": noted("Accusation in one outlet only"),
    "charge": noted("Accusation in one outlet only"),
    "number": noted("Number in one outlet only"),
    "official-act": noted("Official act in one outlet only"),
    "quotation": noted("Quotation in one outlet only"),
}
ALONE_TAGS = {"denial": noted("denial"), "accusation": noted("accusation")}

# Words that the JSON has in English, out of closed lists.
COMPARISONS = {  # of `pair`
    "prior": noted("to begin with"),
    "alignment": noted("alignment"),
    "characters": noted("characters"),
    "context": noted("context"),
    "length": noted("length"),
    "meaning": noted("meaning"),
    "names": noted("names"),
    "other passages": noted("other passages"),
    "negation": noted("negation"),
    "numbers": noted("numbers"),
    "place in the article": noted("place in the article"),
    "quoted words": noted("quoted words"),
    "rank": noted("rank"),
    "rare words": noted("rare words"),
    "read together": noted("read together"),
    "sentence": noted("sentence"),
    "speaker": noted("speaker"),
    "wording": noted("wording"),
}
ASIDES = (  # what is set aside by `read`
    noted("caption"),
    noted("link"),
    noted("sign-off"),
    noted("slogan"),
    noted("time stamp"),
    noted("dateline"),
    noted("credit"),
    noted("headline furniture"),
    noted("code"),
    noted("correction"),
)
CHECKS = (  # what `assess` compared without finding a difference
    noted("Dates"),
    noted("Numbers"),
    noted("Names treated as one person"),
    noted("Terms treated as one thing"),
    noted("Negation"),
    noted("Speakers"),
    noted("Quotations"),
    noted("Articles"),
    noted("Set aside"),
)


def number(count: int) -> str:
    """Return `count` as a word up to twelve, in digits from there."""
    return _(_NUMBERS[count]) if 0 <= count < len(_NUMBERS) else language.decimal(count)


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """Return "1 outlet", "2 outlets" in English, for texts that are not in the catalogue."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def outlets_counted(count: int) -> str:
    """Return "1 outlet", "2 outlets"."""
    return ngettext("%(n)s outlet", "%(n)s outlets", count)


def words(count: int) -> str:
    """Return "1 word", "1,204 words"."""
    return ngettext("%(n)s word", "%(n)s words", count)


def outlets_spelled(count: int) -> str:
    """Return "one outlet", "two outlets", "13 outlets"."""
    return ngettext("one outlet", "%(n)s outlets", count, n=number(count))


def origins_spelled(count: int) -> str:
    """Return "one origin", "two origins", "13 origins"."""
    return ngettext("one origin", "%(n)s origins", count, n=number(count))


def outlets(low: int, high: int, total: int) -> str:
    """Return "3 of 5 outlets", "2–3 of 5 outlets"."""
    some = language.decimal(high) if low == high else f"{language.decimal(low)}–{language.decimal(high)}"
    return ngettext("%(some)s of %(n)s outlet", "%(some)s of %(n)s outlets", total, some=some)


def origins(low: int, high: int) -> str:
    """Return "1 origin", "2 origins", "2–3 origins"."""
    if low == high:
        return ngettext("%(n)s origin", "%(n)s origins", low)
    return _("%(low)s–%(high)s origins", low=language.decimal(low), high=language.decimal(high))


def headline(count: int, low: int, high: int) -> str:
    """Return how many outlets there are and how many origins they rest on at most: "Five outlets, at most three origins"."""
    start = upper_first(outlets_spelled(count))
    if low == high:
        rest = origins_spelled(low)
    elif high < count:
        rest = _("at most %(origins)s", origins=origins_spelled(high))
    elif high == low + 1:
        rest = _("%(low)s or %(high)s origins", low=number(low), high=number(high))
    else:
        rest = _("%(low)s to %(high)s origins", low=number(low), high=number(high))
    return f"{start}, {rest}"


def night(when: str) -> str:
    """Return what a night is called: "Night of 28 Nov 2026"."""
    return _("Night of %(day)s", day=day(when))


def night_told(stories: int, fresh: int, aside: int, articles: int, sources: int) -> str:
    """Return a night in a sentence: how many stories were told from how many new articles, and how many there are in how many sources."""
    told = ngettext("%(n)s story told", "%(n)s stories told", stories)
    new = ngettext("from %(n)s new article", "from %(n)s new articles", fresh)
    without = _(", %(n)s set aside", n=language.decimal(aside)) if aside else ""
    there = ngettext("%(n)s article is", "%(n)s articles are", articles)
    looked = ngettext("in the %(n)s file or URL of the sources", "in the %(n)s files and URLs of the sources", sources)
    return f"{told} {new}{without}; {there} {looked}."


def upper_first(text: str) -> str:
    """Return `text` with its first letter as a capital, the others as they are."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return `text` with its first letter small, the others as they are."""
    return text[:1].lower() + text[1:]


def listed(items: Sequence[str], last: Literal["and", "or"] = "and") -> str:
    """Return "A", "A and B", "A, B and C"."""
    if len(items) < 2:
        return "".join(items)
    told = {"items": ", ".join(items[:-1]), "last": items[-1]}
    return _("%(items)s and %(last)s", **told) if last == "and" else _("%(items)s or %(last)s", **told)


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
    return language.percent(share)


def probability(value: float) -> str:
    """Return a probability as "97%", and as "over 99%" where rounding would make it certain."""
    if 0.995 <= value < 1:
        return _("over %(share)s", share=percent(0.99))
    return _("under %(share)s", share=percent(0.01)) if 0 < value < 0.005 else percent(value)


def day(when: str | None) -> str:
    """Return an ISO date or time as "22 Nov 2026" or "22 Nov 2026, 03:10 UTC"; other text as it is, None as "not given"."""
    if not when:
        return _("not given")
    try:
        moment = dt.datetime.fromisoformat(when)
    except ValueError:
        return when
    if len(when) <= len("2026-11-22"):
        return language.date(moment.date(), _("d MMM y"))  # as CLDR has it: day, month, year
    zone = moment.strftime("%Z") if moment.tzinfo else ""
    time = language.date(moment, _("d MMM y, HH:mm"))
    return f"{time} {zone}".rstrip()


def shorten(text: str, limit: int) -> str:
    """Return `text` on one line, cut at a word with an ellipsis where it is longer than `limit` characters."""
    line = " ".join(text[: limit * 4].split())
    if len(line) <= limit and len(text) <= limit * 4:
        return line
    cut = line[: limit - 1]
    word = cut.rfind(" ")
    return (cut[:word] if word > limit // 2 else cut).rstrip(" ,;:–-") + "…"
