"""Stated credits: where an article says itself that its report comes from another outlet or an agency.

Precision first: what is credited must be a known outlet, or be named the way outlets are. A trigger phrase is found first,
the name only within a short window beside it, so that the work grows with the text and not faster. Words inside quotation
marks are a speaker's: whom he cites, the article does not credit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from reporter.read import credit_forms as forms
from reporter.read import outlets
from reporter.read.credit_forms import Form
from reporter.text import quoted

__all__ = ["Form", "Stated", "credits_in"]

_WINDOW = 140  # characters beside a trigger phrase
_RECENT = 1200  # characters within which "the newspaper said" still means the outlet named last
_SURNAMES = frozenset({"Forbes"})  # outlets that are called as people are: "Forbes said" is most often a person
_CONTRIBUTED = re.compile(r"\b(?:contributed|contributing)(?: reporting)?(?: to this)?\b")
_REST_OF_LINE = re.compile(r"[^\n]*")
_CLOSING_AGENCY = re.compile(r"[(/\[–—-]\s?(?P<name>[^()/\[\]\n–—]{2,30}?)(?:[)/\]]\.?)?\s*(?=\n|$)")


class Stated(NamedTuple):
    """A credit as it stands in the text."""

    start: int
    end: int
    credited: str
    form: Form


def credits_in(text: str, also: tuple[str, ...] = ()) -> list[Stated]:
    """Return the credits that `text` states, in text order, without overlaps; `also` names outlets beside the known ones."""
    spoken = quoted(text)
    starts = [a for a, _ in spoken]

    def said(at: int) -> bool:
        place = bisect_right(starts, at) - 1
        return place >= 0 and at < spoken[place][1]

    found = [*_named_after(text, also), *_named_before(text, also), *_contributors(text, also), *_at_the_end(text)]
    kept: list[Stated] = []
    for stated in sorted(_in_full(found, text), key=lambda s: (s.start, -s.end)):
        if said(stated.start):
            continue
        if (
            not kept
            or stated.start >= kept[-1].end
            or (stated.form == kept[-1].form == "contributed" and stated.credited != kept[-1].credited)
        ):
            kept.append(stated)
    return sorted([*kept, *(s for s in _by_the_paper(kept, text) if not said(s.start))], key=lambda s: s.start)


def _named_after(text: str, also: tuple[str, ...]) -> Iterator[Stated]:
    for form, trigger, at_once in forms.before_name(also):
        for match in trigger.finditer(text):
            name = forms.named(also, at_once=at_once)
            found = name.match(text, match.end(), match.end() + _WINDOW)
            if not found and form == "told":
                person = forms.PERSON_BETWEEN.match(text, match.end(), match.end() + _WINDOW)
                found = name.match(text, person.end(), person.end() + _WINDOW) if person else None
            if found and _reporting(text, found, form):
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                yield Stated(start, found.end(), outlets.canonical(found["name"]), form)


def _reporting(text: str, found: re.Match[str], form: Form) -> bool:
    """Tell whether what follows the name leaves it a credit."""
    if forms.NOT_REPORTING_POLLS.match(text, found.end()) or (form == "based-on" and "\n" in found[0].strip()):
        return False
    return not forms.NOT_REPORTING.match(text, found.end())


def _named_before(text: str, also: tuple[str, ...]) -> Iterator[Stated]:
    verb, name = forms.after_name(also)
    for match in verb.finditer(text):
        begin = max(0, match.start() - _WINDOW)
        found = name.search(text, begin, match.start())
        surname = found and found["name"] in _SURNAMES and not found["as"] and forms.SAYS.fullmatch(match[0])
        if found and not surname and "\n" not in found[0]:
            yield Stated(found.start("name"), match.end(), outlets.canonical(found["name"]), "reports")


def _contributors(text: str, also: tuple[str, ...]) -> Iterator[Stated]:
    """All outlets in "Reuters and The Associated Press contributed to this report", one credit each."""
    for match in _CONTRIBUTED.finditer(text):
        begin = max(0, match.start() - _WINDOW)
        line = text[begin : match.start()]
        begin += max(line.rfind("\n"), line.rfind(". ")) + 1
        begin += len(text[begin : match.start()]) - len(text[begin : match.start()].lstrip())
        end = match.end() + len(_REST_OF_LINE.match(text, match.end(), match.end() + _WINDOW)[0].rstrip())  # type: ignore[index] # matches always
        for name in outlets.find(text[begin : match.start()], also):
            yield Stated(begin, end, name, "contributed")


def _at_the_end(text: str) -> Iterator[Stated]:
    """An agency in brackets or after a dash that closes the last paragraphs: "... he left. (Reuters)", "... – AFP"."""
    begin = max(0, len(text.rstrip()) - 2 * _WINDOW)
    for match in _CLOSING_AGENCY.finditer(text, begin):
        if outlets.is_agency(match["name"].strip()):
            yield Stated(match.start(), match.start() + len(match[0].rstrip()), outlets.canonical(match["name"].strip()), "based-on")


def _in_full(found: list[Stated], text: str) -> Iterator[Stated]:
    """Read "the Journal" as the one paper of which the article gives the whole name; without one it is nobody's name."""
    short = {s.credited for s in found if s.credited in outlets.short_names()}
    named = outlets.find(text) if short else []
    for stated in found:
        if stated.credited not in short:
            yield stated
            continue
        full = [n for n in named if n.endswith(f" {stated.credited.removeprefix('The ')}") and n not in short]
        if len(full) == 1:
            yield stated._replace(credited=full[0])
        elif outlets.known(stated.credited) and not full:
            yield stated


def _by_the_paper(kept: list[Stated], text: str) -> Iterator[Stated]:
    """Read "the newspaper said" as a credit to the outlet that was credited last, where that was not long ago."""
    for match in forms.SAYING_PAPER.finditer(text):
        place = bisect_right(kept, match.end(), key=lambda s: s.start) - 1
        if place >= 0 and kept[place].end <= match.start() <= kept[place].end + _RECENT:
            yield Stated(match.start(), match.end(), kept[place].credited, "reports")
