"""What in an article is not reporting: captions, link lines, sign-offs, slogans, time stamps, codes, credit lines.

A lost claim is worse than a furniture line kept: a line is set aside only where its form alone tells what it is.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from reporter.read import outlets
from reporter.read.publication import stamp

Reason = Literal["caption", "link", "sign-off", "slogan", "time stamp", "dateline", "credit", "headline furniture", "code", "correction"]

_LONGEST = 500  # characters of a furniture line
_PICTURE = r"(?:photo(?:graph|graphy)?s?|image|picture|pic|video|file photo|illustration|graphic|caption|photo credit|image credit|credit)"
_CAPTION = (
    re.compile(rf"(?:{_PICTURE})(?: by| courtesy(?: of)?)?\s?[:/|].{{0,240}}", re.IGNORECASE),
    re.compile(r"FILE ?(?:PHOTO|PICTURE|IMAGE)?\s?[:—–-].*"),
    re.compile(r".*[.)”\"’](?:Photo ?|Image ?)?Credit[:.…]?[A-ZÀ-Þ][^.]{2,80}"),
    re.compile(r".{0,300}[ .](?:AP Photo|REUTERS|AFP|Getty Images)/[A-Z][\w .'’-]{2,40}"),
    re.compile(r".{10,300}[./|] ?(?:Getty Images|Shutterstock|iStock|EPA-EFE|Associated Press photo)\.?"),
)
# What the brackets that end a caption hold: "[PRESS OFFICE/Some Agency]", "(AP Photo/Jane Doe)", "(Photo by Jane Doe)".
_PICTURE_CREDIT = (
    re.compile(r"(?=.*(?:Photo|Getty|AFP|Reuters|REUTERS|EPA|Agency|Images|Shutterstock|via AP)).{2,120}/.{2,80}"),
    re.compile(r"(?:(?:AP|File|Staff|AFP) )?(?:Photo|Image|Picture|Photograph)s?(?: by|:|/| courtesy).{0,120}", re.IGNORECASE),
)
_LINK = (
    re.compile(r"(?:ALSO READ|READ ALSO|READ MORE|READ|RELATED|MORE|WATCH|SEE ALSO|LISTEN|WATCH LIVE|VIDEO|MUST READ)\s?[:|»>–—].{1,240}"),
    re.compile(
        r"(?:(?:also )?read(?: also| more| next)?|related(?: stor(?:y|ies)| articles?| news| coverage)?|see also|more on this(?: story)?"
        r"|recommended|don[’']t miss|you may also like)\s?[:|»>].{0,240}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:read more|read the full story|continue reading|click here|see more|show more|view comments|share this)\b.{0,80}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:follow|like) (?:us|me|him|her|@?\w+(?: \w+){0,2}) on (?:twitter|x|facebook|instagram|telegram|linkedin)\b.{0,80}",
        re.IGNORECASE,
    ),
    re.compile(r"(?:sign up|subscribe) (?:for|to|here|now)\b.{0,160}", re.IGNORECASE),
    re.compile(r"(?:https?://|www\.)\S+"),
    re.compile(
        r"(?:advertisement|advertising|sponsored content|story continues below(?: advertisement)?|share|comments?|print|e-?mail)\.?",
        re.IGNORECASE,
    ),
)
_CREDIT = (
    re.compile(
        r"(?:this (?:report|story|article|piece) (?:is |was )?)?(?:based on|with) (?:materials?|reports?|reporting|information|files)"
        r" (?:from|by|of) (?:\S+ ?){1,8}",
        re.IGNORECASE,
    ),
    re.compile(r".{2,200}\bcontributed (?:reporting|to this (?:report|story|article|post|piece))\.?\)?", re.IGNORECASE),
    re.compile(
        r"(?:this|the) (?:report|story|article|post|piece)\b.{0,40}\b(?:originally|first) (?:appeared|published|ran)\b.{2,80}",
        re.IGNORECASE,
    ),
)
_SOURCE = re.compile(r"(?:sources?|via)\s?: ?(.{2,80})", re.IGNORECASE)
_CORRECTION = (
    re.compile(r"(?:correction|clarification|editor[’']s note|corrections and clarifications)\s?(?:[:—–-].{0,450})?", re.IGNORECASE),
    re.compile(
        r"this (?:article|story|post|report|headline)\b.{0,40}"
        r"\b(?:has been (?:updated|corrected|revised|amended|clarified)|originally|incorrectly|mistakenly|previously|misstated)\b.{0,400}",
        re.IGNORECASE,
    ),
    re.compile(r"(?:because of an? [\w -]{3,20}error, )?an? (?:earlier|previous) version of th(?:is|e) .{0,400}", re.IGNORECASE),
    re.compile(r"because of an editing error,? .{0,450}", re.IGNORECASE),
)
_FIRST_SENTENCE = re.compile(r"(.{20,}?(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Dr)(?<!Sen)(?<!Rep)(?<!Gov)(?<!Gen)(?<! [A-Z])\.[\"”’)]*)\s+[A-Z]")
_SIGN_OFF = (
    re.compile(r"(?:©|\(c\)|copyright (?:©|\(c\)|\d{4})).{0,200}", re.IGNORECASE),
    re.compile(r"all rights reserved\.?", re.IGNORECASE),
    re.compile(r"(?i:-* ?(?:ends?|30|more) ?-+)|###+|ENDS?|[A-Z]{2,6} [\"“«][^\"”»]{3,60}[\"”»]"),
)
_STAFF = re.compile(r"[(\[]?(?:additional )?(?:reporting|writing|editing|compiled|edited|translated) by ", re.IGNORECASE)
_STAFF_WORDS = frozenset(
    "additional reporting writing editing compiled edited translated by and in for the of from de van von al bin".split()
)
_SLOGAN = re.compile(
    r"(?:(?:creating|serving|reporting|delivering|bringing|informing|covering|telling)\b[^.!?]{3,60}|established|est\.?|your [^.!?]{3,40})?"
    r"\bsince (?:1[6-9]|20)\d\d",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(r"\b(?:\w{2,}est|first|worst|most|least|record)\b", re.IGNORECASE)  # "lowest since 2009" is news
_BYLINE_WORD = r"(?:[A-ZÀ-Þ][\w.’'-]*|and|of|de|van|von|al|bin)"
_BYLINE = re.compile(rf"[Bb][Yy] ({_BYLINE_WORD}(?:,? {_BYLINE_WORD}){{0,15}})")
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
        elif found.get(index - 1) == "correction" and lines[index - 1].text.endswith(":"):
            found[index] = "correction"
    _repeated_headline(lines, found)
    _closing_name(lines, found)
    return found


def end_of(line: Line, reason: Reason) -> int:
    """Return where the furniture in `line` ends: a correction withdraws its first sentence, what follows is reporting."""
    first = _FIRST_SENTENCE.match(line.text) if reason == "correction" else None
    return line.start + first.end(1) if first else line.end


def byline(line: str) -> str | None:
    """Return who a byline names ("By Jane Doe and John Roe"), or None where `line` is none."""
    match = _BYLINE.fullmatch(line) if len(line) <= _LONGEST and line[:3] in {"By ", "BY ", "by "} else None
    return match[1] if match and (len(match[1].split()) >= 2 or outlets.known(match[1])) else None


def _reason(line: str, to_edge: int) -> Reason | None:
    if len(line) > _LONGEST:
        return None
    if not any(c.isalnum() for c in line):
        return "headline furniture"
    if stamp(line):
        return "time stamp"
    if to_edge < 2 * _EDGE and (at_edge := _at_edge(line, to_edge)):
        return at_edge
    if any(p.fullmatch(line) for p in _LINK):
        return "link"
    if any(p.fullmatch(line) for p in _CAPTION) or _ends_in_picture_credit(line):
        return "caption"
    if _credit_line(line):
        return "credit"
    if any(p.fullmatch(line) for p in _CORRECTION):
        return "correction"
    if any(p.fullmatch(line) for p in _SIGN_OFF) or _staff_line(line):
        return "sign-off"
    return None


def _at_edge(line: str, to_edge: int) -> Reason | None:
    if to_edge < _EDGE and _SLOGAN.fullmatch(line) and not _SUPERLATIVE.search(line):
        return "slogan"
    if to_edge < _EDGE and _CODE.fullmatch(line):
        return "code"
    return "headline furniture" if byline(line) else None


def _ends_in_picture_credit(line: str) -> bool:
    bare = line.rstrip(".")
    if bare[-1:] not in {")", "]"}:
        return False
    inside = bare[max(bare.rfind("("), bare.rfind("[")) + 1 : -1]
    return any(p.fullmatch(inside) for p in _PICTURE_CREDIT)


def _credit_line(line: str) -> bool:
    source = _SOURCE.fullmatch(line)
    if source:
        return all(outlets.known(name) or outlets.is_agency(name) for name in re.split(r" ?[,/&] ?| and ", source[1].rstrip(". ")))
    return any(p.fullmatch(line) for p in _CREDIT) and _names_outlet(line)


def _staff_line(line: str) -> bool:
    """Tell whether `line` says who reported, wrote and edited, in names alone: "Reporting by ... shows that" goes on."""
    words = re.findall(r"[^\W\d_][\w.’'-]*", line)
    return bool(_STAFF.match(line)) and all(w[0].isupper() or w in _STAFF_WORDS for w in words)


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
    while index > 0 and index in found:
        index -= 1
    if index > 0 and index not in found and outlets.known(lines[index].text.strip(" ()[]/—–-.")):
        found[index] = "sign-off"
