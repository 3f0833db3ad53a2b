"""A page over several briefings: the newest day first, of a day what needs attention first. Searchable without a server."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from reporter.render import changes, environment, findings, view, wording
from reporter.render.index import Index
from reporter.render.language import gettext as _
from reporter.render.view import Part, Problem
from reporter.schema import Briefing

_SHOWN = 3  # findings named on an entry; the rest are counted

_MAIN = ("html", "md", "pdf", "docx")  # what a title leads to: the first of these that is there


class Attention(Part, frozen=True, kw_only=True):
    """A finding named on an entry."""

    kind: str
    message: str
    severity: str
    href: str


class ClaimLine(Part, frozen=True, kw_only=True):
    """A claim in an entry's list."""

    number: int
    text: str
    language: str | None
    href: str


class File(Part, frozen=True, kw_only=True):
    """One format of a briefing."""

    format: str
    href: str


class Entry(Part, frozen=True, kw_only=True):
    """A briefing in the list."""

    title: str
    language: str | None = None
    href: str
    made: str
    day: str
    when: str
    headline: str
    outlets: tuple[str, ...]
    errors: int
    warnings: int
    notes: int
    shown: tuple[Attention, ...]
    more: int
    claims: tuple[ClaimLine, ...]
    files: tuple[File, ...]
    problems: int
    urgent: int = 0
    changes: tuple[str, ...] = ()


class Day(Part, frozen=True, kw_only=True):
    """The briefings that were made on one day."""

    title: str
    entries: tuple[Entry, ...]


class Tonight(Part, frozen=True, kw_only=True):
    """What the last night came to."""

    title: str
    said: str
    problems: tuple[Problem, ...] = ()
    kept_out: tuple[Problem, ...] = ()
    also_on: tuple[Problem, ...] = ()
    set_aside: tuple[Problem, ...] = ()  # on nights before, and not tried on this one


class Overview(Part, frozen=True, kw_only=True):
    """All briefings of a folder."""

    count: int
    grave: int
    days: tuple[Day, ...]
    unreadable: tuple[Problem, ...]
    night: Tonight | None = None


def entry(briefing: Briefing, files: Mapping[str, str]) -> Entry:
    """Return a briefing's entry.

    Args:
        briefing: the briefing.
        files: the address of each format that lies beside it, relative to the page; at least of one.

    Raises:
        RenderError: the briefing contradicts itself.
    """
    index = Index(briefing)
    page = files.get("html", "")
    low, high = index.origin_range
    counts = Counter(f.severity for f in briefing.findings)
    flags = [f for g in findings.groups(index) for f in g.flags if g.grave]
    return Entry(
        title=briefing.story.title,
        language=index.story_language,
        href=next((files[name] for name in _MAIN if name in files), next(iter(files.values()))),
        made=wording.day(briefing.provenance.made_at),
        day=_utc(briefing.provenance.made_at)[:10],
        when=_utc(briefing.provenance.made_at),
        headline=wording.headline(index.outlet_count, low, high),
        outlets=tuple(dict.fromkeys(a.outlet for a in briefing.articles)),
        errors=counts["error"],
        warnings=counts["warning"],
        notes=counts["note"],
        shown=tuple(_attention(f, page) for f in flags[:_SHOWN]),
        more=max(0, len(flags) - _SHOWN),
        claims=tuple(_claim(index.link(c), page) for c in index.claims),
        files=tuple(File(format=name, href=href) for name, href in files.items()),
        problems=len(briefing.failures),
        urgent=changes.urgent(briefing.changes),
        changes=changes.lines(index),
    )


def gone(title: str, made_at: str) -> Entry:
    """Return the entry of a briefing that is not there any more."""
    return Entry(
        title=title,
        href="",
        made=wording.day(made_at),
        day=made_at[:10],
        when=made_at,
        headline=_("The briefing is not there any more"),
        outlets=(),
        errors=0,
        warnings=0,
        notes=0,
        shown=(),
        more=0,
        claims=(),
        files=(),
        problems=1,
    )


def ordered(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries as the page has them, the same for any order of them: by day, what moved, gravity, time, title."""
    found = sorted(entries, key=lambda e: (e.title, e.href))
    found.sort(key=lambda e: e.when, reverse=True)
    found.sort(key=lambda e: (-e.urgent, -e.errors, -e.warnings, -e.notes))
    found.sort(key=lambda e: e.day, reverse=True)  # the last sorting weighs most
    return found


def page(entries: Iterable[Entry], unreadable: Sequence[Problem], night: Tonight | None = None) -> bytes:
    """Return the page as UTF-8 HTML, the same for any order of entries. Raises RenderError."""
    found = ordered(entries)
    none = _("No date")
    days = [Day(title=wording.day(day) if day else none, entries=tuple(group)) for day, group in groupby(found, key=lambda e: e.day)]
    seen = Overview(count=len(found), grave=sum(e.errors > 0 for e in found), days=tuple(days), unreadable=tuple(unreadable), night=night)
    style, script = "".join(map(environment.text, ("report.css", "house.css", "overview.css"))), environment.text("overview.js")
    return environment.render("overview.html.j2", o=seen, policy=environment.policy(style, script), style=style, script=script).encode()


def _attention(flag: view.Flag, page: str) -> Attention:
    return Attention(kind=flag.kind, message=flag.message, severity=flag.severity, href=f"{page}#{flag.anchor}" if page else "")


def _claim(link: view.ClaimLink, page: str) -> ClaimLine:
    return ClaimLine(number=link.number, text=link.text, language=link.language, href=f"{page}#{link.anchor}" if page else "")


def _utc(when: str) -> str:
    """Return an ISO time in UTC, so that times sort as text; an empty text where it is none: a file may say anything."""
    try:
        moment = dt.datetime.fromisoformat(when)
        moment = moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return ""
    return moment.isoformat()
