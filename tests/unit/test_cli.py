from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from reporter import cli, once
from reporter.version import __version__
from tests.terminals import drain, run

ARTICLES = {
    "a.txt": "The harbour master said the ferry left on time. Two crew members were missing.",
    "b.txt": "The ferry company denied that anybody was missing. It left on time, the harbour master said.",
}


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "story"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def test_version(capfd: pytest.CaptureFixture[str]):
    assert run(capfd, "--version") == (0, f"reporter {__version__}\n", "")


def test_help_tells_the_exit_codes(capfd: pytest.CaptureFixture[str]):
    code, out, _ = run(capfd, "brief", "--help")
    assert code == 0
    assert re.search(r"^ *7 +the briefing was made, and says what it could not do$", out, re.MULTILINE)
    assert "--format" in out


def test_an_unknown_flag_ends_with_2(capfd: pytest.CaptureFixture[str]):
    code, out, err = run(capfd, "brief", "--frmat", "md", "x")
    assert (code, out) == (2, "")
    assert "--frmat" in err


@pytest.mark.usefixtures("word_vectors")
class TestBrief:
    def test_writes_three_formats_and_prints_where(self, story: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]):
        out_dir = tmp_path / "out"
        code, out, err = run(capfd, "brief", story, "-o", out_dir, "--title", "Ferry", "--at", "2024-03-03")
        assert (code, err) == (0, "")
        assert out.splitlines() == [str(out_dir / f"ferry.{suffix}") for suffix in ("html", "json", "md")]
        assert all(Path(line).stat().st_size > 200 for line in out.splitlines())

    def test_the_default_folder_is_reports(
        self, story: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.chdir(tmp_path)
        code, out, _ = run(capfd, "brief", story, "--title", "Ferry", "--format", "md")
        assert (code, out) == (0, "reports/ferry.md\n")

    @pytest.mark.parametrize(("more", "start"), [((), "# "), (("--format", "json"), "{"), (("--format", " html"), "<!doctype html>")])
    def test_standard_output_holds_the_one_format_only(
        self, story: Path, capfd: pytest.CaptureFixture[str], more: Sequence[str], start: str
    ):
        code, out, err = run(capfd, "brief", story, "-o", "-", "--title", "Ferry", *more)
        assert (code, err) == (0, "")
        assert out.lower().startswith(start)
        assert str(story) not in out

    def test_two_formats_do_not_fit_standard_output(self, story: Path, capfd: pytest.CaptureFixture[str]):
        code, out, err = run(capfd, "brief", story, "-o", "-", "--format", "md,json")
        assert (code, out) == (2, "")
        assert err == "reporter: -o - writes one format to standard output; name one with --format\n"

    def test_an_unknown_format_is_told_before_any_work(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]):
        code, _, err = run(capfd, "brief", tmp_path / "nowhere", "--format", "odt")
        assert code == 2
        assert err == "reporter: format 'odt' is not known; known: csv, docx, html, json, jsonld, md, pdf, xlsx\n"

    def test_settings_and_note_are_used(self, story: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]):
        (tmp_path / "reporter.toml").write_text("[summarize]\nmax_sentences = 1\n")
        (tmp_path / "note.md").write_text("\ufeffCall the **company** first.", "utf-8")
        code, out, _ = run(capfd, "brief", story, "-o", "-", "--config", tmp_path / "reporter.toml", "--note", tmp_path / "note.md")
        assert code == 0
        assert "company** first." in out

    @pytest.mark.parametrize("content", [None, b"\xff\xfe\xfd"])
    def test_a_note_that_cannot_be_read(self, story: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes | None):
        note = tmp_path / "note.md"
        if content:
            note.write_bytes(content)
        code, _, err = run(capfd, "brief", story, "--note", note)
        assert code == 3
        assert f"note {note}: cannot be read" in err

    def test_what_could_not_be_done_is_told_and_ends_with_7(self, story: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]):
        (story / "b.txt").unlink()
        code, out, err = run(capfd, "brief", story, "-o", tmp_path, "--format", "md")
        assert code == cli.PARTIAL == 7
        assert Path(out.strip()).exists()
        assert "reporter: comparison: there is one article only, so nothing can be compared\n" in err

    def test_a_file_name_cannot_steer_the_terminal(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]):
        code, _, err = run(capfd, "brief", tmp_path / "\x1b[31m[bold]\u202egnp.txt")
        assert code == 3
        assert "\\x1b[31m[bold]\\u202egnp.txt" in err
        assert "\x1b" not in err
        assert err.count("\n") == 1

    def test_a_file_name_with_a_line_end_starts_no_message(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]):
        code, _, err = run(capfd, "brief", tmp_path / "a\nreporter: all is well.txt")
        assert code == 3
        assert [line for line in err.splitlines() if line.startswith("reporter: all")] == []

    def test_interrupted(self, story: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
        def interrupt(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(once, "brief", interrupt)
        assert run(capfd, "brief", story) == (130, "", "")


def test_a_reader_that_stops_reading_ends_it_quietly(story: Path):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "reporter", "brief", story, "-o", "-"], stdout=closed, stderr=subprocess.PIPE, check=False, text=True
        )
    assert (done.returncode, done.stderr) == (141, "")


def test_a_terminal_sees_a_bar_and_a_pipe_does_not(story: Path, tmp_path: Path):
    command: list[str | Path] = [sys.executable, "-m", "reporter", "brief", story, "-o", tmp_path, "--format", "md"]
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=os.environ | {"TERM": "xterm"}) as process:
        os.close(theirs)
        shown = drain(ours)
        out, _ = process.communicate()
    assert process.returncode == 0
    assert b"the articles" in shown
    assert out.endswith(b".md\n")

    piped = subprocess.run(command, capture_output=True, check=False)
    assert (piped.returncode, piped.stderr) == (0, b"")


@pytest.mark.parametrize(("given", "used"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3")])
def test_numpy_multiplies_in_one_thread_unless_told_otherwise(given: dict[str, str], used: str):
    script = "import atexit, os\nfrom reporter.__main__ import main\natexit.register(lambda: print(os.environ[name]))\nmain()"
    script = f"name = 'OPENBLAS_NUM_THREADS'\n{script}"
    env = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"} | given
    done = subprocess.run([sys.executable, "-c", script, "--version"], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [f"reporter {__version__}", used]
