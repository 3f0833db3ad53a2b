"""A language server: publishes a draft's findings as diagnostics, shows the passages where the pointer rests, and offers markers.

A check takes a moment, so one is made at a time, in a thread; what is written meanwhile is checked next, and only its newest version.
https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reporter.check.written import LINE_END
from reporter.editor.needs import require
from reporter.errors import ReporterError
from reporter.render import inert
from reporter.render.check import hover, words
from reporter.schema.check import DraftSpan
from reporter.schema.gate import GateReport, to_paste
from reporter.version import __version__

if TYPE_CHECKING:
    from lsprotocol import types
    from pygls.lsp.server import LanguageServer

Check = Callable[[str, str], GateReport]  # of a draft's text; its name tells what kind of text it is


def serve(check: Check) -> None:
    """Speak with an editor over standard input and output until it goes. Raises ConfigError where pygls is not installed."""
    require("pygls", "the language server")
    _server(check).start_io()


class _Desk:
    """The drafts that are open, with what was last found in each."""

    def __init__(self, server: LanguageServer, check: Check) -> None:
        self.server = server
        self.check = check
        self.reports: dict[str, GateReport | None] = {}
        self.open: set[str] = set()
        self.waiting: set[str] = set()
        self.at_work = asyncio.Lock()

    async def look_at(self, uri: str) -> None:
        """Check a draft and publish what is found, unless it waits for that already."""
        if uri in self.waiting:
            return
        self.waiting.add(uri)
        async with self.at_work:
            self.waiting.discard(uri)
            if uri in self.open:
                document = self.server.workspace.get_text_document(uri)
                await self._publish(uri, document.source, document.version)

    async def _publish(self, uri: str, text: str, version: int | None) -> None:
        from lsprotocol import types

        report: GateReport | None
        try:
            report = await asyncio.to_thread(self.check, text, unquote(uri.rpartition("/")[2]))
        except ReporterError as error:  # nothing found must not look like nothing to find
            report = None
            first, told = types.Range(types.Position(0, 0), types.Position(0, 1)), f"Not checked: {inert.visible(str(error))}"
            found = [types.Diagnostic(first, told, types.DiagnosticSeverity.Error, source="reporter")]
        else:
            found = _diagnostics(report, self.units)
        if uri in self.open:  # it may have been closed meanwhile
            self.reports[uri] = report
            self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def units(self, text: str) -> int:
        """Return how long a text is as the editor counts: mostly in UTF-16."""
        return int(self.server.workspace.position_codec.client_num_units(text))


def _server(check: Check) -> LanguageServer:
    from lsprotocol import types
    from pygls.lsp.server import LanguageServer

    server = LanguageServer("reporter", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
    desk = _Desk(server, check)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        desk.open.add(params.text_document.uri)
        await desk.look_at(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        await desk.look_at(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        desk.open.discard(params.text_document.uri)
        desk.reports.pop(params.text_document.uri, None)
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        report = desk.reports.get(params.text_document.uri)
        told = hover(report, _offset(report.draft.text, params.position, desk.units)) if report else ""
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, told)) if told else None

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]))
    def acceptable(params: types.CodeActionParams) -> list[types.CodeAction]:
        report = desk.reports.get(params.text_document.uri)
        return _acceptances(report, params.text_document.uri, params.range, desk.units) if report else []

    return server


def _acceptances(report: GateReport, uri: str, asked: types.Range, units: Callable[[str], int]) -> list[types.CodeAction]:
    """Return, for each finding that `asked` touches, the edit that puts its marker at the end of its last line."""
    from lsprotocol import types

    lines = LINE_END.split(report.draft.text)
    found = []
    for finding in report.findings:
        place = _range(lines, finding, units)
        if place.start <= asked.end and asked.start <= place.end:
            end = types.Position(finding.end_line - 1, units(lines[finding.end_line - 1]))
            marker = types.TextEdit(types.Range(end, end), f" {to_paste(finding, report.draft)}")
            title = f"Accept, with your name and reason: {words.title(finding)}"
            found.append(types.CodeAction(title, types.CodeActionKind.QuickFix, edit=types.WorkspaceEdit({uri: [marker]})))
    return found


def _diagnostics(report: GateReport, units: Callable[[str], int]) -> list[types.Diagnostic]:
    from lsprotocol import types

    levels = {
        "error": types.DiagnosticSeverity.Error,
        "warning": types.DiagnosticSeverity.Warning,
        "note": types.DiagnosticSeverity.Information,
    }
    told: list[tuple[DraftSpan, str, types.DiagnosticSeverity, str | None]] = [
        *((f, f"{words.title(f)}: {words.message(f)}", levels[f.severity], f.rule) for f in report.findings),
        *((a.finding, words.accepted(a), types.DiagnosticSeverity.Hint, a.finding.rule) for a in report.accepted),
        *((x.marker, words.lapsed(x), types.DiagnosticSeverity.Warning, x.marker.rule) for x in report.lapsed),
    ]
    lines = LINE_END.split(report.draft.text)
    return [
        types.Diagnostic(_range(lines, place, units), inert.visible(message), severity, code=code, source="reporter")
        for place, message, severity, code in told
    ]


def _range(lines: list[str], place: DraftSpan, units: Callable[[str], int]) -> types.Range:
    from lsprotocol import types

    start = types.Position(place.line - 1, units(lines[place.line - 1][: place.column - 1]))
    end = types.Position(place.end_line - 1, units(lines[place.end_line - 1][: place.end_column - 1]))
    return types.Range(start, end)


def _offset(text: str, position: types.Position, units: Callable[[str], int]) -> int:
    """Return the place in a text, in code points, of an editor's position."""
    starts = [0, *(m.end() for m in LINE_END.finditer(text))]
    place = starts[min(position.line, len(starts) - 1)]
    counted = 0
    while place < len(text) and counted < position.character and text[place] not in "\r\n":
        counted += units(text[place])
        place += 1
    return place
