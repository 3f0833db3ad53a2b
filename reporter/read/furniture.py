"""What in an article is not reporting: captions, link lines, sign-offs, slogans, time stamps, codes, credit lines.

A lost claim is worse than a furniture line kept: a line is set aside only where its form alone tells what it is.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from reporter.read import outlets
from reporter.read.publication import stamp

Reason = Literal["caption", "link", "sign-off", "slogan", "time stamp", "dateline", "credit", "headline furniture", "code"]

_LONGEST = 500  # characters of a furniture line
_PICTURE = r"(?:photo(?:graph|graphy)?s?|image|picture|pic|video|file photo|illustration|graphic|caption|photo credit|image credit|credit)"
_CAPTION = (
    re.compile(rf"(?:{_PICTURE})(?: by| courtesy(?: of)?)?\s?[:/|].{{0,240}}", re.IGNORECASE),
    re.compile(r"FILE ?(?:PHOTO|PICTURE|IMAGE)?\s?[:—–-].*"),
    re.compile(
        r".*[\[(](?=[^\])]{0,120}(?:Photo|Getty|AFP|Reuters|REUTERS|EPA|Agency|Images|Shutterstock|via AP))[^\])]{0,80}/[^\])]{2,80}[\])]"
    ),
    re.compile(
        r".*[\[(](?:(?:AP|File|Staff|AFP) )?(?:Photo|Image|Picture|Photograph)s?(?: by|:|/| courtesy)[^\])]{0,120}[\])]\.?", re.IGNORECASE
    ),
    re.compile(r".*[.)”\"’]\s?(?:Photo ?|Image ?)?Credit[:.… ]{0,3}[A-ZÀ-Þ][^.]{2,80}"),
    re.compile(r".{0,300}[ .](?:AP Photo|REUTERS|AFP|Getty Images)/[A-Z][\w .'’-]{2,40}"),
    re.compile(r".{10,300}[./|] ?(?:Getty Images|Shutterstock|iStock|EPA-EFE|Associated Press photo)\.?"),
)
_LINK = (
    re.compile(r"(?:ALSO READ|READ ALSO|READ MORE|READ|RELATED|MORE|WATCH|SEE ALSO|LISTEN|WATCH LIVE|VIDEO|MUST READ)\s?[:|»>–—].{1,240}"),
    re.compile(
        r"(?:(?:also )?read(?: also| more| next)?|related(?: stor(?:y|ies)| articles?| news| coverage)?|see also|more on this(?: story)?"
        r"|recommended|don[’']t miss|you may also like)\s?[:|»>].{0,240}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:read more|read the full story|continue reading|click here|see more|show more|view comments|share this)\b.{0,80}", re.IGNORECASE
    ),
    re.compile(
        r"(?:follow|like) (?:us|me|him|her|@?\w+(?: \w+){0,2}) on (?:twitter|x|facebook|instagram|telegram|linkedin)\b.{0,80}",
        re.IGNORECASE,
    ),
    re.compile(r"(?:sign up|subscribe|register) (?:for|to|here|now)\b.{0,160}", re.IGNORECASE),
    re.compile(r"(?:https?://|www\.)\S+"),
    re.compile(
        r"(?:advertisement|advertising|sponsored content|story continues below(?: advertisement)?|share|comments?|print|e-?mail)\.?",
        re.IGNORECASE,
    ),
)
_CREDIT = (
    re.compile(r"(?:this (?:report|story|article|piece) (?:is |was )?)?(?:based on|with) (?:materials?|reports?|reporting|information|files)"
               r" (?:from|by|of) (?:\S+ ?){1,8}", re.IGNORECASE),
    re.compile(r".{2,200}\bcontributed(?: reporting)?(?: to this (?:report|story|article|post|piece))?\.?\)?", re.IGNORECASE),
    re.compile(r"(?:this|the) (?:report|story|article|post|piece)\b.{0,40}\b(?:originally|first) (?:appeared|published|ran)\b.{2,80}", re.IGNORECASE),
    re.compile(r"(?:sources?|via)\s?: ?(?:\S+ ?){1,8}", re.IGNORECASE),
)  # fmt: skip
_SIGN_OFF = (
    re.compile(r"[(\[]?(?:additional )?(?:reporting|writing|editing|compiled|edited|translated) by\b.{2,300}", re.IGNORECASE),
    re.compile(r"(?:©|\(c\)|copyright\b).{0,200}", re.IGNORECASE),
    re.compile(r"all rights reserved\.?", re.IGNORECASE),
    re.compile(r"-* ?(?:ends?|30|more) ?-+|###+|ENDS?|[A-Z]{2,6} [\"“«][^\"”»]{3,60}[\"”»]"),
)
_SLOGAN = re.compile(r"(?:(?:creating|serving|reporting|delivering|bringing|informing|covering|telling)\b[^.!?]{3,60}|established|est\.?|your [^.!?]{3,40})?"
                     r"\bsince (?:1[6-9]|20)\d\d", re.IGNORECASE)  # fmt: skip
_BYLINE = re.compile(
    r"by ((?:[A-ZÀ-Þ][\w.’'-]*|and|de|van|von|al|bin)(?:,? (?:[A-ZÀ-Þ][\w.’'-]*|and|de|van|von|al|bin)){0,9})", re.IGNORECASE
)
_CODE = re.compile(
    r"[A-Za-z]{0,5}(?:/[A-Za-z]{1,5})?[/#-]?\d{5,}|[A-Za-z]{1,4}(?:/[A-Za-z]{1,4}){1,2}|(?:ID|Ref|News code|Code)[.:]? ?#?\d{3,}",
    re.IGNORECASE,
)
_TERMINAL = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_EDGE = 3  # lines at either end in which slogans and codes stand


class Line(NamedTuple):
    """A line of an article that is not blank, without white space around it."""

    start: int
    end: int
    text: str


def reasons(lines: list[Line]) -> dict[int, Reason]:
    """Return which of `lines` are furniture, by index, and of what kind."""
    found: dict[int, Reason] = {}
    for index, line in enumerate(lines):
        reason = _reason(line.text, min(index, len(lines) - 1 - index))
        if reason:
            found[index] = reason
    _repeated_headline(lines, found)
    _closing_name(lines, found)
    return found


def byline(line: str) -> str | None:
    """Return who a byline names ("By Jane Doe and John Roe"), or None where `line` is none."""
    match = _BYLINE.fullmatch(line) if len(line) <= _LONGEST and line[:3] in {"By ", "BY ", "by "} else None
    return match[1] if match and len(match[1].split()) >= 2 else None


def _reason(line: str, to_edge: int) -> Reason | None:
    if len(line) > _LONGEST:
        return None
    if not any(c.isalnum() for c in line):
        return "headline furniture"
    if stamp(line):
        return "time stamp"
    if to_edge < _EDGE and (_SLOGAN.fullmatch(line) or _CODE.fullmatch(line)):
        return "slogan" if _SLOGAN.fullmatch(line) else "code"
    if any(p.fullmatch(line) for p in _LINK):
        return "link"
    if any(p.fullmatch(line) for p in _CAPTION):
        return "caption"
    if any(p.fullmatch(line) for p in _CREDIT) and _names_outlet(line):
        return "credit"
    if any(p.fullmatch(line) for p in _SIGN_OFF):
        return "sign-off"
    return "headline furniture" if byline(line) and to_edge < 2 * _EDGE else None


def _names_outlet(line: str) -> bool:
    return bool(outlets.find(line)) or "this report" in line or "this story" in line or "this article" in line


def _repeated_headline(lines: list[Line], found: dict[int, Reason]) -> None:
    """The headline given twice at the head counts once."""
    head = [i for i in range(len(lines)) if i not in found][:_EDGE]
    for index in head[1:]:
        if lines[index].text == lines[head[0]].text and not _TERMINAL.search(lines[index].text):
            found[index] = "headline furniture"


def _closing_name(lines: list[Line], found: dict[int, Reason]) -> None:
    """An outlet's bare name as the last line before the closing furniture is a sign-off."""
    index = len(lines) - 1
    while index > 1 and index in found:
        index -= 1
    if index > 1 and index not in found and outlets.known(lines[index].text.strip(" ()[]/—–-.")):
        found[index] = "sign-off"
