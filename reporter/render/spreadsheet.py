"""The claims-by-outlet table for spreadsheets: CSV by the standard library, XLSX by XlsxWriter. One row a claim.

A spreadsheet runs what looks like a formula. Every text field is one line, and an apostrophe stands before what could be
one, also after a semicolon, at which some countries' spreadsheets cut a line of CSV
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from msgspec import Struct

from reporter.errors import RenderError
from reporter.render import claims, extras, findings, view, wording
from reporter.render.index import Index
from reporter.render.language import gettext as _
from reporter.render.language import noted
from reporter.schema import Briefing, Claim, Mention, Passage

LONGEST = 32_000  # characters of a cell: spreadsheets hold 32,767
_MOST_COLUMNS = 16_384
_SIGNS = "=+\\-@|%\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212"  # also as wide, small and mathematical characters
_OPENS = re.compile(rf"^(?=[\s\"']*[{_SIGNS}])")
_OPENS_LATER = re.compile(rf"(?<=[;\t])(?=[\s\"]*[{_SIGNS}])")
_STATUS = {
    "several-origins": noted("several origins"),
    "one-origin": noted("one origin"),
    "unclear-origin": noted("one origin or unclear"),
    "outlets-differ": noted("outlets differ"),
    "one-outlet": noted("one outlet only"),
}
_FIRST_WIDTHS = (6, 16, 60, 20, 24)  # number, id, claim, status, agreement
_OUTLET_WIDTH, _LAST_WIDTH = 45, 60


class Table(Struct, frozen=True, kw_only=True):
    """The table as spreadsheets are given it: every text is inert."""

    header: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


class Csv:
    """The table as CSV (RFC 4180) in UTF-8, with the mark by which spreadsheets know UTF-8."""

    name = "csv"
    suffix = ".csv"

    def render(self, briefing: Briefing) -> bytes:
        """Return the table, every text in quotation marks."""
        made = table(briefing)
        written = io.StringIO(newline="")
        writer = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
        writer.writerows([made.header, *made.rows])
        return written.getvalue().encode("utf-8-sig")


class Xlsx:
    """The table as a workbook: a sheet to sort and filter, and one that says what it is. Needs the extra `office`."""

    name = "xlsx"
    suffix = ".xlsx"

    def __init__(self) -> None:
        extras.require(self.name, "xlsxwriter", "XlsxWriter")

    def render(self, briefing: Briefing) -> bytes:
        """Return the workbook; equal briefings give equal bytes. Raises RenderError where it has too many columns."""
        from xlsxwriter import Workbook

        made = table(briefing)
        if len(made.header) > _MOST_COLUMNS:
            raise RenderError(f"xlsx: {len(made.header)} columns, a sheet holds {_MOST_COLUMNS}; use csv")
        written = io.BytesIO()
        title = cell(briefing.story.title)
        with Workbook(written, {"in_memory": True}) as book:  # in memory: no files of its own beside the briefing
            book.set_properties({"title": title[:255], "comments": extras.not_reviewed(), "created": extras.made_at(briefing)})
            head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
            body = book.add_format({"text_wrap": True, "valign": "top"})
            sheet = book.add_worksheet(_("Claims by outlet"))
            widths = [*_FIRST_WIDTHS, *[_OUTLET_WIDTH] * (len(made.header) - len(_FIRST_WIDTHS) - 1), _LAST_WIDTH]
            for column, (name, width) in enumerate(zip(made.header, widths, strict=True)):
                sheet.set_column(column, column, width)
                sheet.write_string(0, column, name, head)
            for number, row in enumerate(made.rows, 1):
                for column, value in enumerate(row):
                    if isinstance(value, int):
                        sheet.write_number(number, column, value, body)
                    else:  # never `write`: that reads "=…" as a formula and addresses as links
                        sheet.write_string(number, column, value, body)
            sheet.freeze_panes(1, 3)
            sheet.autofilter(0, 0, max(1, len(made.rows)), len(made.header) - 1)
            about = book.add_worksheet(_("About"))
            about.set_column(0, 0, 100)
            for number, said in enumerate(_about(briefing)):
                about.write_string(number, 0, said, body)
        return written.getvalue()


def table(briefing: Briefing) -> Table:
    """Return the table of claims by outlet, in the order of the page."""
    index = Index(briefing)
    outlets = tuple(cell(extras.column(index.letter(a.id), a.outlet, apart=a.id in index.apart)) for a in briefing.articles)
    flags = [f for g in findings.groups(index) for f in g.flags]
    return Table(
        header=(_("No."), _("Id"), _("Claim"), _("Status"), _("Agreement"), *outlets, _("Findings")),
        rows=tuple(_row(index, c, flags) for c in index.claims),
    )


def cell(text: str) -> str:
    """Return `text` on one line, cut to what a cell holds, so that no spreadsheet runs it."""
    line = extras.line(text)
    if len(line) > LONGEST:
        line = f"{line[:LONGEST]} …"
    return _OPENS.sub("'", _OPENS_LATER.sub("'", line))


def _row(index: Index, claim: Claim, flags: Sequence[view.Flag]) -> tuple[str | int, ...]:
    number = index.number[claim.id]
    said = [f"{_(wording.SEVERITIES[f.severity])}, {f.kind}: {f.message}" for f in flags if any(c.number == number for c in f.claims)]
    return (
        number,
        cell(claim.id),
        cell(claim.text),
        _(_STATUS[claim.status]),
        ", ".join(claims.counted(index, claim)),
        *(cell(_passages(index, claim, a.id)) for a in index.briefing.articles),
        cell(" / ".join(said)),
    )


def _how(mention: Mention) -> str:
    if not mention.sure:
        return _(" (may say it)")
    return _(" (says part of it)") if mention.partial else ""


def _passages(index: Index, claim: Claim, article: str) -> str:
    """Return what an article has of a claim, word for word, each passage after its sentences: "A1, A2 (says part of it): …"."""
    found: list[tuple[Passage, str]] = [(m, _how(m)) for m in claim.mentions if m.article == article]
    found = found or [(p, _(" (unclear whether it reports this)")) for p in claim.unclear if p.article == article]
    told = []
    for passage, how in sorted(found, key=lambda f: f[0].start):
        codes = wording.listed([r.code for r in index.refs(passage)])
        told.append(f"{codes}{how}: {passage.exact}")
    return " / ".join(told) or _("not found")


def _about(briefing: Briefing) -> tuple[str, ...]:
    index = Index(briefing)
    low, high = index.origin_range
    made = briefing.provenance
    return (
        cell(briefing.story.title),
        wording.headline(index.outlet_count, low, high),
        f"{extras.not_reviewed()}. {extras.limits()}",
        cell(_("Made %(day)s by reporter %(version)s.", day=wording.day(made.made_at), version=made.reporter_version)),
        _("The code before a passage is its sentence in the briefing. An apostrophe keeps a text from being run as a formula."),
        *(cell(_("Could not be done: %(what)s: %(reason)s", what=f.what, reason=f.reason)) for f in briefing.failures),
    )
