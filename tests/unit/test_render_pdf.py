"""What printing does where Chromium is not there, fails, or is something else; printing itself is a browser test."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from reporter import once
from reporter.errors import RenderError
from reporter.render import pdf
from reporter.render.pdf import Pdf
from tests.briefings import harbour
from tests.terminals import run


def program(folder: Path, script: str) -> Path:
    path = folder / "chromium"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


WRITES = """for flag in "$@"; do case "$flag" in --print-to-pdf=*) target="${flag#--print-to-pdf=}";; esac; done
printf '%%PDF-1.4 /CreationDate (D:20330518033320+00'"'00'"')' > "$target"; """


def test_no_chromium_is_told_before_any_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    monkeypatch.setenv("PATH", str(tmp_path))
    code, out, err = run(capfd, "brief", tmp_path / "nowhere", "--format", "md,pdf")
    assert (code, out) == (6, "")
    assert err.startswith("reporter: pdf: no Chromium (looked for chromium, chromium-browser, google-chrome); install the package chromium")


@pytest.mark.parametrize("name", pdf.NAMES)
def test_each_usual_name_is_found(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    program(tmp_path, "true").rename(tmp_path / name)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pdf.found() == str(tmp_path / name)


def test_a_path_that_is_no_program(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    code, _, err = run(capfd, "brief", tmp_path, "--format", "pdf", "--chromium", tmp_path / "away")
    assert code == 6
    assert f"pdf: {tmp_path / 'away'} is no program that can be run; give the path of Chromium to --chromium" in err


def test_the_program_given_prints_and_the_date_is_the_briefings(tmp_path: Path):
    briefing = harbour()
    printed = once.rendered(briefing, "pdf", chromium=program(tmp_path, WRITES))
    assert printed == b"%PDF-1.4 /CreationDate (D:20261122031000+00'00')"
    paths = once.write(briefing, ["pdf"], tmp_path / "out", chromium=tmp_path / "chromium")
    assert [p.name for p in paths] == ["harbour-bridge-in-port-elva-to-close.pdf"]
    assert paths[0].read_bytes() == printed


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 0", r"printed nothing \(exit code 0; no message\)"),
        ("echo first >&2; echo 'no display\x1b[31m' >&2; exit 3", r"printed nothing \(exit code 3; no display⟨U\+001B⟩\[31m\)"),
        (WRITES + "exit 1", "exit code 1"),
        (WRITES + 'echo "<html>" > "$target"', "exit code 0"),
    ],
)
def test_a_program_that_prints_nothing(script: str, said: str, tmp_path: Path):
    with pytest.raises(RenderError, match=said):
        Pdf(program(tmp_path, script)).render(harbour())


def test_a_program_that_does_not_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def late(command: list[str], **_: object) -> None:
        raise subprocess.TimeoutExpired(command, 300)

    monkeypatch.setattr(subprocess, "run", late)
    with pytest.raises(RenderError, match="printed nothing within 300 seconds; is it Chromium"):
        Pdf(program(tmp_path, "true")).render(harbour())


def test_a_file_that_is_no_program(tmp_path: Path):
    path = program(tmp_path, "true")
    path.write_bytes(b"\x7fELF, but not")
    with pytest.raises(RenderError, match=r"cannot be run|printed nothing"):
        Pdf(path).render(harbour())
