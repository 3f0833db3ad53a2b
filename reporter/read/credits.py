"""Stated credits: where an article says itself that its report comes from another outlet or an agency.

Precision first: what is credited must be a known outlet, or be named the way outlets are. A trigger phrase is found first,
the name only within a short window beside it, so that the work grows with the text and not faster.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from reporter.read import outlets

Form = Literal["dateline", "based-on", "according-to", "reports", "told", "contributed", "byline"]

_WINDOW = 140  # characters beside a trigger phrase

# Words that may stand between a trigger and the name: "according to [Iran’s semi-official] Mehr news agency".
_BETWEEN = (
    r"(?:(?:the|a|an|its|their|reporters? (?:at|for|from)|reports?|reporting|story|article|interview|statement|sources?|information"
    r"|materials?|published|carried|aired|from|by|in|on|of|at|with|to|state|state-run|state-owned|state-controlled|official|semi-official|independent|private"
    r"|local|national|government|news|agency|agencies|newspaper|daily|weekly|magazine|outlet|broadcaster|network|channel|television|website|site"
    r"|wire|service|media|tabloid|British|French|German|Dutch|Greek|Turkish|Swedish|Spanish|Polish|Finnish|Danish|Irish|Chinese|Japanese"
    r"|[A-Z][a-z]+(?:an|ian|i|’s|'s)|US|U\.S\.|UK|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\s+){0,6}?"
)
_BEFORE_NAME: tuple[tuple[Form, str], ...] = (
    ("based-on", r"\b(?:[Bb]ased on|[Ww]ith) (?:the )?(?:materials?|reports?|reporting|information|files|copy) (?:from|by|of|provided by)"),
    ("based-on", r"\b(?:originally|first) (?:appeared|published|ran) (?:in|on|by|at)"),
    ("based-on", r"(?:^|(?<=\n))[ \t]{0,8}(?:Sources?|SOURCE|Via)\s?:"),
    ("reports", r"\b(?:first|as|was|were|been|also) (?:reported|published|broken) (?:by|in|on)"),
    ("reports", r"\b(?:reported|published|carried|cited|quoted|obtained|released) (?:\w+ ){0,2}?by"),
    ("according-to", r"\b[Aa]ccording to"),
    ("according-to", r"\b(?:[Cc]iting|[Qq]uoting|[Rr]eports? (?:in|by|from)|[Aa]s per)"),
    ("told", r"\b(?:told|telling|[Ss]peaking (?:to|with|on)|spoke (?:to|with)|confirmed to|said to)"),
    ("told", r"\b(?:said|appeared|appearance|appearing|interview(?:ed)?|remarks|show|comments) (?:\w+day )?(?:with|on|by|to)"),
)
_VERBS = r"(?:reports?|reported|has reported|had reported|is reporting|quoted|quotes|cited)\b"
_ADVERBS = r"(?:\s+(?:first|also|later|earlier|previously|has|had|said and|news agency))*\s+"
_CONTRIBUTED = re.compile(r"\bcontributed(?: reporting)?(?: to this)?\b")
_REST_OF_LINE = re.compile(r"[^\n]*")
# After a name these mean something other than the outlet's reporting: "a CBS affiliate", "the Des Moines Register poll".
_NOT_REPORTING = re.compile(
    r"(?:/[\w ]{2,20})?[’']?s?\s+(?:affiliates?|stations?|polls?|surveys?|headquarters|building|debate|executives?|employees?)\b"
)
_CLOSING_AGENCY = re.compile(r"[(/\[](?P<name>[^()/\[\]\n]{2,30})[)/\]]\.?\s*(?=\n|$)")


class Stated(NamedTuple):
    """A credit as it stands in the text."""

    start: int
    end: int
    credited: str
    form: Form


@functools.cache
def _before_name() -> tuple[tuple[Form, re.Pattern[str], re.Pattern[str]], ...]:
    name = re.compile(rf"\s+[“\"]?{_BETWEEN}[“\"]?(?P<name>{outlets.table().pattern})")
    return tuple((form, re.compile(trigger), name) for form, trigger in _BEFORE_NAME)


@functools.cache
def _reports() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_VERBS), re.compile(rf"(?<![\w’'-])(?P<name>{outlets.table().pattern}){_ADVERBS}$")


def credits_in(text: str) -> list[Stated]:
    """Return the credits that `text` states, in text order, without overlaps."""
    found = [*_named_after(text), *_named_before(text), *_contributors(text), *_at_the_end(text)]
    kept: list[Stated] = []
    for stated in sorted(found, key=lambda s: (s.start, -s.end)):
        if (
            not kept
            or stated.start >= kept[-1].end
            or (stated.form == kept[-1].form == "contributed" and stated.credited != kept[-1].credited)
        ):
            kept.append(stated)
    return _times_resolved(kept, text)


def _named_after(text: str) -> Iterator[Stated]:
    for form, trigger, name in _before_name():
        for match in trigger.finditer(text):
            found = name.match(text, match.end(), match.end() + _WINDOW)
            if found and not _NOT_REPORTING.match(text, found.end()):
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                yield Stated(start, found.end(), outlets.canonical(found["name"]), form)


def _named_before(text: str) -> Iterator[Stated]:
    verb, name = _reports()
    for match in verb.finditer(text):
        begin = max(0, match.start() - 60)
        found = name.search(text, begin, match.start())
        if found and "\n" not in found[0]:
            yield Stated(found.start(), match.end(), outlets.canonical(found["name"]), "reports")


def _contributors(text: str) -> Iterator[Stated]:
    """All outlets in "Reuters and The Associated Press contributed to this report", one credit each."""
    for match in _CONTRIBUTED.finditer(text):
        begin = max(0, match.start() - _WINDOW)
        line = text[begin : match.start()]
        begin += max(line.rfind("\n"), line.rfind(". ")) + 1
        begin += len(text[begin : match.start()]) - len(text[begin : match.start()].lstrip())
        end = match.end() + len(_REST_OF_LINE.match(text, match.end(), match.end() + _WINDOW)[0].rstrip())  # type: ignore[index] # matches always
        for name in outlets.find(text[begin : match.start()]):
            yield Stated(begin, end, name, "contributed")


def _at_the_end(text: str) -> Iterator[Stated]:
    """An agency in brackets that closes the last paragraphs: "... he left. (Reuters)"."""
    begin = max(0, len(text.rstrip()) - 2 * _WINDOW)
    for match in _CLOSING_AGENCY.finditer(text, begin):
        if outlets.is_agency(match["name"]):
            yield Stated(match.start(), match.start() + len(match[0].rstrip()), outlets.canonical(match["name"]), "based-on")


def _times_resolved(found: list[Stated], text: str) -> list[Stated]:
    """Read a bare "The Times" as the one paper of that name that the article spells out."""
    full = {n for n in ("New York Times", "Los Angeles Times", "Washington Times", "Financial Times") if n in text}
    if len(full) != 1:
        return found
    name = outlets.canonical(full.pop())
    return [s._replace(credited=name) if s.credited == "The Times" else s for s in found]
