"""One article's text examined: what is set aside, its headline, when and by whom it was published, whom it credits."""

from __future__ import annotations

import re
from typing import NamedTuple

from reporter.read import furniture, outlets
from reporter.read.credits import Stated, credits_in
from reporter.read.datelines import dateline, trailing
from reporter.read.furniture import Line, Reason
from reporter.read.publication import stamp

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_NO_HEADLINE = re.compile(r"[.!…:;,][\"'”’)\]]*$")
_HEAD_LINES = 6  # non-blank lines in which a dateline or a byline may stand
_HEADLINE_LONGEST = 160
_SOURCE_LINE = re.compile(r"[A-Z]{2,6} [\"“«][^\"”»]{3,60}[\"”»]")


class Examined(NamedTuple):
    """What a text tells about itself."""

    asides: tuple[tuple[int, int, Reason], ...]  # sorted, disjoint
    credits: tuple[Stated, ...]  # the dateline's agency included
    outlet: str | None  # as the text itself names it: its dateline's agency or its sign-off
    title: str | None
    published: str | None
    byline: str | None


def examine(text: str, outlets_beside: tuple[str, ...] = ()) -> Examined:
    """Return what `text` tells about itself; linear in its length. `outlets_beside` are those of the story that may be credited."""
    lines = _lines(text)
    reasons = furniture.reasons(lines)
    asides: list[tuple[int, int, Reason]] = [(lines[i].start, furniture.end_of(lines[i], reason), reason) for i, reason in reasons.items()]
    stated = credits_in(text, outlets_beside)
    outlet: str | None = None
    published: str | None = None
    head = [line for i, line in enumerate(lines) if i not in reasons][:_HEAD_LINES]
    for place, line in enumerate(head):
        found = dateline(line.text)
        if found:
            span = (line.start + found.start, line.start + found.end)
            asides.append((*span, "dateline"))
            published = found.published
            if found.agency:
                outlet = found.agency if found.house_style else None
                stated.append(Stated(*span, found.agency, "dateline"))
            break
        end = trailing(line.text) if place == 0 else None
        if end:
            asides.append((line.start + end[0], line.start + end[1], "dateline"))
    stated += _bylines(lines[:_HEAD_LINES], asides)
    return Examined(
        asides=tuple(sorted(asides)),
        credits=tuple(_without_overlaps(stated)),
        outlet=outlet or _signed(lines, reasons),
        title=_headline(head),
        published=published or _stamped(lines, reasons),
        byline=next((furniture.byline(line.text) for line in lines[:_HEAD_LINES] if furniture.byline(line.text)), None),
    )


def _bylines(head: list[Line], asides: list[tuple[int, int, Reason]]) -> list[Stated]:
    """Return the credits of bylines ("By Jane Doe, Reuters"); an agency's bare name at the head is one too and is set aside."""
    found = []
    for line in head:
        bare = line.text.strip(" ()[]/|—–-.")
        if furniture.byline(line.text):
            found += [Stated(line.start, line.end, name, "byline") for name in outlets.find(line.text) if outlets.known(name)]
        elif outlets.known(bare) and outlets.is_agency(bare) and not any(a <= line.start < b for a, b, _ in asides):
            asides.append((line.start, line.end, "credit"))
            found.append(Stated(line.start, line.end, outlets.canonical(bare), "byline"))
    return found


def _lines(text: str) -> list[Line]:
    found = []
    for match in _LINE.finditer(text):
        bare = match[0].strip()
        if bare:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            found.append(Line(start, start + len(bare), bare))
    return found


def _without_overlaps(stated: list[Stated]) -> list[Stated]:
    datelines = [s for s in stated if s.form == "dateline"]
    rest = [s for s in stated if s.form != "dateline" and not any(s.start < d.end and d.start < s.end for d in datelines)]
    return sorted([*datelines, *rest])


def _headline(head: list[Line]) -> str | None:
    if len(head) < 2:
        return None
    first = head[0].text
    cut = trailing(first)
    first = first[: cut[0]].rstrip() if cut else first
    if len(first) > _HEADLINE_LONGEST or len(first.split()) < 3 or _NO_HEADLINE.search(first) or dateline(first):
        return None
    return first


def _signed(lines: list[Line], reasons: dict[int, Reason]) -> str | None:
    """Return the outlet that a sign-off names, in the furniture that closes the article."""
    index = len(lines) - 1
    while index > 0 and index in reasons:
        text = lines[index].text
        bare = text.strip(" ()[]/—–-.")
        if reasons[index] == "sign-off" and outlets.known(bare):
            return outlets.canonical(bare)
        if reasons[index] == "sign-off" and _SOURCE_LINE.fullmatch(text):
            return text
        index -= 1
    return None


def _stamped(lines: list[Line], reasons: dict[int, Reason]) -> str | None:
    stamps = [
        (s.rank, i, s.published) for i, r in sorted(reasons.items()) if r == "time stamp" and (s := stamp(lines[i].text)) and s.published
    ]
    return min(stamps)[2] if stamps else None
