"""The language server driven by a client over standard input and output; the engine is a stand-in here."""

from __future__ import annotations

import sys

import pytest
from lsprotocol import types

from reporter.editor import needs
from reporter.errors import ConfigError
from tests.drafts import DRAFT, bridge
from tests.editors import Editor, with_editor

URI = "file:///drafts/bridge%20one.md"
SERVER = """
import sys
sys.path.insert(0, {root!r})
from reporter.editor import server
from reporter.errors import InputError
from tests.drafts import bridge, judged
from msgspec import structs

def check(text, name):
    assert name == "bridge one.md", name
    if "47" not in text:
        raise InputError("no article could be read\\u202e")
    return judged(bridge(text))

server.serve(check)
"""


@pytest.fixture
def command(root):
    return [sys.executable, "-c", SERVER.format(root=str(root))]


def test_it_underlines_what_is_found_and_shows_the_passages(command):
    text = "🌉 Port Elva.\r\n\r\n" + DRAFT.replace("Engineers counted", "🌉 Engineers counted").replace("🌉 Engineers", "Engineers")

    async def use(editor: Editor):
        editor.open(URI, text)
        return await editor.diagnostics(), await editor.hover(URI, 6, 3), await editor.hover(URI, 0, 0)

    told, hover, nothing = with_editor(command, use)
    assert (told.uri, told.version) == (URI, 1)
    first, second, third = told.diagnostics
    assert first.message == "Different number: The draft has 47 cracks, Coast Post has 41. What to do about it."
    assert (first.severity, first.code, first.source) == (types.DiagnosticSeverity.Error, "conflict", "reporter")
    assert (first.range.start, first.range.end) == (types.Position(6, 0), types.Position(6, 41))
    assert second.range.start == types.Position(6, 42)
    assert third.severity == types.DiagnosticSeverity.Warning
    assert hover.startswith("**Error: Different number.** The draft has 47 cracks, Coast Post has 41.")
    assert "- Coast Post: Engineers counted **41** cracks in the steel in February." in hover
    assert "reported by 1 of 2 outlets, 1 origin; a detail differs." in hover
    assert nothing == ""


def test_it_offers_the_marker_that_accepts_a_finding(command):
    async def use(editor: Editor):
        editor.open(URI, DRAFT)
        await editor.diagnostics()
        return await editor.actions(URI, 4, 50), await editor.actions(URI, 0, 0)

    (action,), nothing = with_editor(command, use)
    assert action.title == "Accept, with your name and reason: Quote worded differently"
    (edit,) = action.edit.changes[URI]
    line = DRAFT.split("\n")[4]
    assert (edit.range.start, edit.range.end) == (types.Position(4, len(line)), types.Position(4, len(line)))
    assert edit.new_text == f' <!-- reporter: accept altered-quote {bridge().findings[1].id} by="" reason="" -->'
    assert nothing == []


def test_columns_are_counted_as_the_editor_counts(command):
    text = DRAFT.replace("The contractor", "🌉🌉 The contractor")

    async def use(editor: Editor):
        editor.open(URI, text)
        return (await editor.diagnostics()).diagnostics[2].range, await editor.hover(URI, 6, 5), await editor.hover(URI, 6, 4)

    place, hover, before = with_editor(command, use)
    assert (place.start.character, place.end.character) == (5, 40)
    assert "Attribution left out" in hover
    assert before == ""


def test_a_change_is_checked_anew_and_a_closed_draft_is_forgotten(command):
    async def use(editor: Editor):
        editor.open(URI, DRAFT)
        await editor.diagnostics()
        editor.change(URI, "\n" + DRAFT, 2)
        moved = await editor.diagnostics()
        editor.close(URI)
        return moved, await editor.diagnostics(), await editor.hover(URI, 5, 3)

    moved, closed, hover = with_editor(command, use)
    assert (moved.version, moved.diagnostics[0].range.start.line) == (2, 5)
    assert (list(closed.diagnostics), hover) == ([], "")


def test_what_could_not_be_checked_does_not_look_clean(command):
    async def use(editor: Editor):
        editor.open(URI, DRAFT.replace("47", "41"))
        return await editor.diagnostics()

    (told,) = with_editor(command, use).diagnostics
    assert told.message == "Not checked: no article could be read⟨U+202E⟩"
    assert told.severity == types.DiagnosticSeverity.Error


def test_a_missing_extra_is_told(monkeypatch):
    monkeypatch.setattr(needs, "find_spec", lambda _: None)
    with pytest.raises(ConfigError, match="install reporter-brief with the extra `editor`"):
        needs.require("pygls", "the language server")
