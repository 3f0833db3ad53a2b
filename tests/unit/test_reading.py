"""`reporter read`: what was read, set aside and believed, with where it came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporter import cli
from tests import kinds
from tests.kinds import Piece

PIECE = Piece(
    id="a",
    headline="Bridge closed for a month",
    paragraphs=(
        "READ: Another bridge was closed last year",
        *(f"The mayor said on day {n} that the bridge will stay closed, according to TASS." for n in range(9)),
    ),
)


def run(capfd: pytest.CaptureFixture[str], *args: str | Path) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        cli.app(["read", *map(str, args)], prog_name="reporter")
    return int(ended.value.code or 0), capfd.readouterr().out


def test_it_shows_what_was_read_and_why(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    (tmp_path / "a.html").write_bytes(kinds.page(PIECE, data={"isAccessibleForFree": False}))
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7\n")
    code, out = run(capfd, tmp_path)
    assert code == 7
    lines = out.splitlines()
    assert "outlet: Coast Post (from JSON-LD publisher)" in lines
    assert "byline: Ada Writer (from JSON-LD author)" in lines
    assert "set aside as link: READ: Another bridge was closed last year" in lines
    assert any(line.startswith("credits: TASS (according-to)") for line in lines)
    assert any(line.startswith("lost: paywalled: ") for line in lines)
    assert any(line.startswith("b.pdf: not a readable PDF") for line in lines)
    assert PIECE.paragraphs[1] in lines
    assert "\x1b" not in out


def test_hostile_text_steers_no_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    (tmp_path / "a.txt").write_text("The mayor \x1b[31msaid\u202e that the bridge is closed, and it is.")
    code, out = run(capfd, tmp_path)
    assert code == 0
    assert "\x1b" not in out
    assert "\u202e" not in out
