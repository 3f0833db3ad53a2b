from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from reporter import assess, cli, explain
from reporter.errors import ConfigError, RenderError
from tests.terminals import drain, run


def test_a_rule_is_printed_as_plain_markdown_into_a_pipe(capfd: pytest.CaptureFixture[str]):
    code, out, err = run(capfd, "explain", "fused-quote")
    assert (code, err) == (0, "")
    assert out.startswith("## fused-quote\n\n")
    assert [line[4:] for line in out.splitlines() if line.startswith("### ")] == list(explain.HEADINGS)
    assert "<!--" not in out
    assert "\x1b" not in out
    assert "## single-outlet" not in out


def test_without_a_rule_all_are_listed_a_line_each(capfd: pytest.CaptureFixture[str]):
    code, out, _ = run(capfd, "explain")
    assert code == 0
    *rules, empty, more = out.splitlines()
    assert [line.split("`")[1] for line in rules] == list(assess.RULES)
    assert all(len(line.partition("`: ")[2]) > 20 for line in rules)
    assert (empty, more) == ("", "`reporter explain RULE` shows more of one.")


@pytest.mark.parametrize("name", ["fused", "", "FUSED-QUOTE", "\x1b[31m"])
def test_an_unknown_rule_lists_the_known_ones(capfd: pytest.CaptureFixture[str], name: str):
    code, out, err = run(capfd, "explain", name)
    assert (code, out) == (2, "")
    assert all(rule in err for rule in assess.RULES)
    assert "\x1b" not in err


def test_a_terminal_gets_it_set_in_type():
    ours, theirs = pty.openpty()
    env = os.environ | {"TERM": "xterm-256color", "COLUMNS": "90"}
    with subprocess.Popen([sys.executable, "-m", "reporter", "explain", "conflict"], stdout=theirs, env=env) as process:
        os.close(theirs)
        shown = drain(ours)
    assert process.returncode == 0
    assert b"\x1b[" in shown
    assert b"## conflict" not in shown
    assert b"What fires it" in shown


def test_a_missing_page_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(explain, "_PACKAGE", tmp_path / "reporter")
    with pytest.raises(RenderError, match="install reporter again"):
        explain.page()


def test_parts_of_a_section():
    assert explain.part("same-text", "What fires it") == "All words of each article stand in the other."
    assert explain.gist("same-text") == "Two articles have the same text."
    assert explain.part("same-text", "no such heading") == ""
    with pytest.raises(ConfigError):
        explain.section("no-such-rule")


def test_the_help_names_the_commands(capfd: pytest.CaptureFixture[str]):
    code, out, _ = run(capfd, "--help")
    assert code == 0
    assert "explain" in out
    assert "why" in out
    assert cli.app.registered_commands
