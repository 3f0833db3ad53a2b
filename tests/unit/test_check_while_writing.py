"""`reporter lsp` and `reporter check --watch` as an editor starts them, on the example."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest
from lsprotocol import types

from reporter import check
from reporter.check import policies
from reporter.config import Check, Config
from reporter.editor import watch, writing
from reporter.errors import ConfigError, InputError
from tests.conftest import EXAMPLE, ROOT
from tests.editors import Editor, with_editor
from tests.terminals import run

DRAFT = ROOT / "examples" / "draft.md"
_HEARING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # a shell starts what runs beside it deaf to it
PROGRAM = [sys.executable, "-c", f"{_HEARING}; from reporter.__main__ import main; main()"]
URI = "file:///drafts/draft.md"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a check keeps must not be kept in the home of whoever tests."""
    monkeypatch.setenv("HOME", str(tmp_path))


def test_an_editor_underlines_and_shows_the_passages():
    text = DRAFT.read_text("utf-8")
    line = next(number for number, content in enumerate(text.split("\n")) if "140 missiles" in content)

    async def use(editor: Editor):
        editor.open(URI, text)
        first = await editor.diagnostics()
        hover = await editor.hover(URI, line, text.split("\n")[line].index("140"))
        editor.change(URI, text.replace("140 missiles", "missiles"), 2)
        return first, hover, await editor.diagnostics()

    first, hover, second = with_editor([*PROGRAM, "lsp", "--against", str(EXAMPLE), "--profile", "strict"], use)
    (found,) = [d for d in first.diagnostics if d.code == "detail-not-found" and d.range.start.line == line]
    assert (found.severity, found.source) == (types.DiagnosticSeverity.Error, "reporter")
    assert text.split("\n")[line][found.range.start.character : found.range.end.character] == "140"
    assert hover.startswith("**Error: Detail not found.** The number “140”")
    assert "Outlet 004" in hover
    assert not [d for d in second.diagnostics if d.code == "detail-not-found" and d.range.start.line == line]


def test_an_editor_is_told_where_there_are_no_articles(tmp_path: Path):
    async def use(editor: Editor):
        editor.open(URI, "The bridge is closed.")
        return await editor.diagnostics()

    (told,) = with_editor([*PROGRAM, "lsp", "--against", str(tmp_path / "none")], use).diagnostics
    assert told.message.startswith("Not checked: ")


def test_an_unknown_profile_ends_it_before_it_speaks(capfd: pytest.CaptureFixture[str]):
    code, out, err = run(capfd, "lsp", "--against", EXAMPLE, "--profile", "lax")
    assert (code, out) == (2, "")
    assert "profile 'lax' is not known" in err


def test_articles_that_change_are_read_again(tmp_path: Path):
    article = tmp_path / "articles" / "a.txt"
    article.parent.mkdir()
    article.write_text("Engineers counted 41 cracks in the harbour bridge on Monday.\n", "utf-8")
    config = Config(check=Check(cache=""))
    written = writing.Writing([str(article.parent)], config, policies.policy(config.check, check.RULES))
    text = "Engineers counted 47 cracks in the harbour bridge on Monday."
    assert [f.rule for f in written(text, "a.md").findings if f.severity == "error"] == ["detail-differs"]
    article.write_text("Engineers counted 47 cracks in the harbour bridge on Monday.\n", "utf-8")
    assert [f.rule for f in written(text, "a.md").findings if f.severity == "error"] == []
    article.unlink()
    with pytest.raises(InputError):
        written(text, "a.md")


def test_watch_checks_again_when_an_editor_saves(tmp_path: Path):
    draft = tmp_path / "draft.md"
    draft.write_text("Ashtiani met Shoigu in Tehran on Wednesday.\n", "utf-8")
    command = [*PROGRAM, "check", draft.name, "--against", str(EXAMPLE), "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path) as watching:
        limit = Timer(90, watching.kill)
        limit.start()
        assert _outcome(watching) == "The gate is open"
        beside = tmp_path / ".draft.md.new"  # as editors save: written beside, then renamed
        beside.write_text("A museum of carpets in Isfahan will open its doors with 12 rooms in spring.\n", "utf-8")
        beside.replace(draft)
        assert _outcome(watching) == "The gate is shut"
        watching.send_signal(signal.SIGINT)
        assert watching.wait(30) == 130
        limit.cancel()


def _outcome(watching: subprocess.Popen[str]) -> str:
    """Read a check's output to its last lines; the process ends, and so does this, where it fails."""
    assert watching.stdout
    told = ""
    for line in watching.stdout:
        told += line
        if "The gate is" in line:
            return line[line.index("The gate is") :].partition(" (")[0]
    pytest.fail(f"it ended: {told}")


def test_watch_takes_one_draft(capfd: pytest.CaptureFixture[str]):
    code, _, err = run(capfd, "check", DRAFT, DRAFT, "--against", EXAMPLE, "--watch")
    assert code == 2
    assert "--watch waits for one draft" in err


def test_watch_needs_its_library(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("reporter.editor.needs.find_spec", lambda _: None)
    with pytest.raises(ConfigError, match="watchfiles"):
        watch.saves(DRAFT)
