"""The briefing as a Word document by python-docx: to be read, marked up and signed at a desk. Needs the extra `office`.

Built from the same values as the page. A citation is a link to its sentence at the end; no link leads out of the document.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reporter.render import extras, view
from reporter.render.context import view_of
from reporter.render.language import gettext as _
from reporter.render.language import ngettext
from reporter.schema import Briefing

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_EPOCH = (1980, 1, 1, 0, 0, 0)  # of every part of the archive: the clock must not reach the bytes


class Docx:
    """The briefing as a Word document."""

    name = "docx"
    suffix = ".docx"

    def __init__(self) -> None:
        extras.require(self.name, "docx", "python-docx")

    def render(self, briefing: Briefing) -> bytes:
        """Return the document; equal briefings give equal bytes. Raises RenderError where the briefing contradicts itself."""
        import docx

        document = docx.Document()
        _properties(document, briefing)
        writer = _Writer(document, view_of(briefing))
        for part in (writer.top, writer.summary, writer.flags, writer.claims, writer.origins, writer.missing, writer.sentences, writer.end):
            part()
        written = io.BytesIO()
        document.save(written)
        return _dated(written)


def sign_off() -> str:
    """Return the line that an editor signs."""
    line = "______________________"
    return _("Reviewed by: %(line)s Date: %(short)s Decision: %(line)s", line=line, short=line[:14])


def _properties(document: Document, briefing: Briefing) -> None:
    known = document.core_properties
    known.title = extras.line(briefing.story.title)[:255]
    known.author = known.last_modified_by = f"reporter {extras.line(briefing.provenance.reporter_version)[:200]}"
    known.comments = extras.not_reviewed()
    known.created = known.modified = extras.made_at(briefing)


def _dated(written: io.BytesIO) -> bytes:
    """Return the archive with the same date on every part."""
    again = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()


class _Writer:
    """Writes one briefing into one document, a section a method, in the order of the page."""

    def __init__(self, document: Document, b: view.View) -> None:
        self.document = document
        self.b = b
        self.places = {p.refs[0].code: n for n, p in enumerate(b.cited) if p.refs}  # a sentence's bookmark, by its code

    # -- sections ---------------------------------------------------------------

    def top(self) -> None:
        b = self.b
        self.document.add_heading(extras.line(b.title), 0)
        period = f", {b.period}" if b.period else ""
        self._say(_("Event briefing. %(articles)s%(period)s. Made %(made)s.", articles=b.articles, period=period, made=b.made))
        self._say(f". {extras.limits()}", lead=extras.not_reviewed())
        if b.problems:
            self._say(_(": see the end of this document."), lead=_("Not everything could be done"))
        if b.note:
            self._heading(_("Editor’s note"))
            for text in b.note.splitlines():
                if text.strip():
                    self._say(text, style="Intense Quote")
        self._heading(b.headline)
        self._say(" ".join(b.gist))
        for group in b.groups:
            example = f": {group.example}" if group.example else ""
            self._say(f" {group.title}{example}", lead=str(len(group.claims)), style="List Bullet")
        quotes = ngettext("quote worded differently", "quotes worded differently", b.quote_count)
        self._say(f" {quotes}", f": {b.quote_example}" if b.quote_example else "", lead=str(b.quote_count), style="List Bullet")

    def summary(self) -> None:
        self._heading(_("Summary"))
        if not self.b.summary:
            self._say(_("No sentence was found that could stand by itself for a claim from several origins."))
            return
        self._say(_("Sentences taken word for word from the articles, only for claims from several origins."))
        for item in self.b.summary:
            paragraph = self._say(item.text, " ", style="List Number")
            self._cite(paragraph, (*item.refs, *item.also))
            _run(paragraph, " ")
            names = {"outlets": item.outlets, "origins": item.origins, "number": item.claim.number}
            _run(paragraph, _("Reported by %(outlets)s, %(origins)s (claim %(number)s).", **names))
            if item.alone and item.refs:
                _run(paragraph, " ")
                _run(paragraph, _("Only %(outlet)s has: %(details)s.", outlet=item.refs[0].outlet, details="; ".join(item.alone)))

    def flags(self) -> None:
        self._heading(_("Check before publishing"))
        if not self.b.flags:
            self._say(_("None of the rules found anything to check."))
        for group in self.b.flags:
            for flag in group.shown:
                self._flag(flag, grave=group.grave)
            for part in group.folded:
                if part.brief:  # the claims of one outlet stand in the table
                    self._say(f" {part.title}: {_numbers(part.claims)}", lead=f"{group.kind}.", style="List Bullet")
                    continue
                for flag in part.flags:
                    self._flag(flag, grave=group.grave)
        clear = _("Also compared, no difference found")
        for check in self.b.checks:
            self._say(f"{clear}. {check.what}: {check.result}", style="List Bullet")

    def _flag(self, flag: view.Flag, *, grave: bool) -> None:
        about = f" {_numbers(flag.claims)}" if flag.claims else ""
        self._say(f" {flag.message} {flag.advice}{about}", lead=f"{flag.kind}.", style="List Bullet")
        for passage in flag.passages if grave else ():
            paragraph = self._say(passage.outlet, " ", style="List Bullet 2")
            self._cite(paragraph, passage.refs)
            _run(paragraph, ": ")
            self._segments(paragraph, passage.segments)

    def claims(self) -> None:
        self._turn()
        self._heading(_("All claims by outlet"))
        if not self.b.claim_count:
            self._say(_("No claims were found in these articles."))
            return
        key = _("● says it, ◐ says part of it, ○ may say it, ≠ says it differently, – not found, ” as a direct quote.")
        self._say(key, " ", _("The code is the sentence at the end."))
        columns = [_("Found in")] if self.b.wide else [extras.column(o.letter, o.name, apart=o.apart) for o in self.b.outlets]
        rows = []
        for row in (c for g in self.b.groups for c in g.claims):
            cells = [", ".join(" ".join(map(_cell, lane)) for lane in row.lanes)] if self.b.wide else list(map(_cell, row.cells))
            unclear = _("; unclear: %(codes)s", codes=" ".join(r.code for r in row.unclear)) if row.unclear else ""
            rows.append([str(row.number), row.text, *cells, f"{row.outlets}, {row.origins}{unclear}"])
        self._table([_("No."), _("Claim"), *columns, _("Reported by")], rows)

    def origins(self) -> None:
        self._turn()
        self._heading(_("Origins: who shares text with whom"))
        self._say(_("Shared text does not show who wrote first."))
        rows = []
        for row in self.b.origins:
            codes = f" ({' '.join(r.code for r in row.refs)})" if row.refs else ""
            rows.append([row.articles, row.shared, row.run, f"{row.credit}{codes}", f"{row.counted} {row.detail}"])
        self._table([_("Articles"), _("Shared words"), _("Longest run"), _("Stated credit"), _("Counted as")], rows)

    def missing(self) -> None:
        self._heading(_("What each outlet left out"))
        self._say(
            _("“Not found” is about the article supplied here. An article may be shorter, earlier, or part of a series."),
            " ",
            _("Claims that all rest on one origin are left out here."),
        )
        rows = []
        for row in self.b.missing:
            doubt = _(" (%(doubt)s: not found does not mean left out)", doubt=row.doubt) if row.doubt else ""
            told = [_numbers(links) if links else _("nothing") for links in (row.absent, row.only)]
            rows.append([f"{row.letter} {row.outlet}{doubt}", *told])
        self._table([_("Outlet"), _("From several origins, but not found here"), _("Only found here")], rows)

    def sentences(self) -> None:
        self._heading(_("Source sentences"))
        for passage in self.b.cited:
            code = passage.refs[0].code if passage.refs else ""
            paragraph = self._say(f" {passage.outlet}: ", lead=code)
            self._segments(paragraph, passage.segments)
            if code:
                _bookmark(paragraph, self.places[code])

    def end(self) -> None:
        method = self.b.method
        self._heading(_("Method and limits"))
        meaning = _("“Reported by %(outlets)s”: %(meaning)s", outlets=method.outlets, meaning=method.outlets_meaning)
        self._say(meaning, " ", _("It is not a measure of truth."))
        self._say(
            _(
                "“%(origins)s” means that it cannot be told which. A range of outlets means that some may report something else.",
                origins=method.origins,
            ),
            " ",
            _("No outside source was read."),
        )
        made = {"version": method.version, "settings": method.settings, "inputs": method.inputs}
        self._say(_("Made by reporter %(version)s, settings %(settings)s, input %(inputs)s.", **made))
        if self.b.problems:
            self._heading(_("Could not be done"))
            for problem in self.b.problems:
                self._say(f"{problem.what}: {problem.reason}", style="List Bullet")
        self._heading(_("Sign-off"))
        self._say(sign_off())
        footer = self.document.sections[0].footer.paragraphs[0]
        _run(footer, _("Event briefing. Not yet reviewed by an editor. Page") + " ")
        _field(footer, "PAGE")

    # -- parts ------------------------------------------------------------------

    def _turn(self) -> None:
        """Begin a page that lies across where the one before stands upright, and the other way round: the table is wide."""
        from docx.enum.section import WD_ORIENT

        before = self.document.sections[-1]
        width, height, upright = before.page_width, before.page_height, before.orientation == WD_ORIENT.PORTRAIT
        section = self.document.add_section()
        section.page_width, section.page_height = height, width
        section.orientation = WD_ORIENT.LANDSCAPE if upright else WD_ORIENT.PORTRAIT

    def _heading(self, text: str) -> None:
        self.document.add_heading(extras.line(text), 1)

    def _say(self, *parts: str, lead: str = "", style: str | None = None) -> Paragraph:
        """Add a paragraph that begins with `lead` in bold."""
        paragraph = self.document.add_paragraph(style=style)
        _run(paragraph, lead, bold=True)
        for part in parts:
            _run(paragraph, part)
        return paragraph

    def _segments(self, paragraph: Paragraph, segments: Sequence[view.Segment]) -> None:
        for segment in segments:
            _run(paragraph, segment.text, bold=segment.mark == "differs")

    def _cite(self, paragraph: Paragraph, refs: Sequence[view.Ref]) -> None:
        _run(paragraph, "[")
        for place, ref in enumerate(refs):
            _run(paragraph, ", " if place else "")
            if ref.code in self.places:
                _link(paragraph, ref.code, self.places[ref.code])
            else:
                _run(paragraph, ref.code)
        _run(paragraph, "]")

    def _table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        made = self.document.add_table(rows=1 + len(rows), cols=len(header), style="Table Grid")
        for number, (row, texts) in enumerate(zip(made.rows, [header, *rows], strict=True)):
            for cell, text in zip(row.cells, texts, strict=True):
                _run(cell.paragraphs[0], text, bold=not number)
        properties = made.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no name for a header that is repeated
        properties.append(_element("w:tblHeader"))


def _numbers(links: Sequence[view.ClaimLink]) -> str:
    """Return "Claims 2, 5."."""
    return ngettext("Claim %(numbers)s.", "Claims %(numbers)s.", len(links), numbers=", ".join(str(c.number) for c in links))


def _cell(cell: view.Cell | None) -> str:
    if cell is None:
        return "–"
    return f"{cell.mark} {' '.join(r.code for r in cell.refs)}{'”' if cell.quoted else ''}"


# -- what python-docx has no name for (ECMA-376, part 1) ---------------------------


def _run(paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
    """Add text with its outer white space kept: what python-docx would take for a tab or a new line becomes a space."""
    inner = extras.line(text)
    before, after = (" " if text[at : at + 1 or None].isspace() and inner else "" for at in (0, -1))
    run = paragraph.add_run(f"{before}{inner}{after}" if inner else " " if text else "")
    run.bold = bold or None


def _element(tag: str, **attributes: str) -> Any:  # noqa: ANN401 - lxml's elements have no types
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _bookmark(paragraph: Paragraph, place: int) -> None:
    start = _element("w:bookmarkStart", id=str(place), name=f"sentence{place}")
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)  # noqa: SLF001
    paragraph._p.append(_element("w:bookmarkEnd", id=str(place)))  # noqa: SLF001


def _link(paragraph: Paragraph, text: str, place: int) -> None:
    link = _element("w:hyperlink", anchor=f"sentence{place}", history="1")
    run = paragraph.add_run(text)
    run.underline = True
    link.append(run._r)  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001


def _field(paragraph: Paragraph, code: str) -> None:
    for kind in ("begin", "code", "end"):
        run = paragraph.add_run()
        if kind == "code":
            element = _element("w:instrText")
            element.text = code
        else:
            element = _element("w:fldChar", fldCharType=kind)
        run._r.append(element)  # noqa: SLF001
