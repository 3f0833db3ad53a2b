"""What `reporter check` shows on a terminal."""

from __future__ import annotations

from reporter import checking, terminal
from tests.attacks import PAYLOADS
from tests.drafts import Maker, bridge, judged
from tests.unit.test_check_renderers import hostile, with_markers


def shown(report) -> str:
    return terminal.plain(checking.answer(report, "drafts/bridge.md"))


def test_findings_stand_beside_their_passages_with_the_marker_that_accepts_them():
    text = shown(judged())
    assert text.startswith("drafts/bridge.md:5:1: error: Different number\n\nThe draft has 47 cracks, Coast Post has 41.")
    assert "Engineers counted [47] cracks in the steel.       Engineers counted [41] cracks in the steel in" in text
    assert f'accept with: <!-- reporter: accept conflict {bridge().findings[0].id} by="" reason="" -->\n' in text
    assert text.endswith("drafts/bridge.md: 2 errors and 1 warning. The gate is shut (profile standard, fails on error).\n")


def test_each_statement_is_told_and_what_was_left_out_accepted_or_could_not_be_done():
    text = shown(with_markers())
    assert "1 The harbour bridge in Port Elva will close on Monday: reported by 2 of 2 outlets, 2 origins\n" in text
    assert "Left out of the draft\n\nThe mayor announced it.: reported by 2 of 2 outlets, 2 origins\n" in text
    assert "Accepted by A.\nEditor: seen the report" in text
    assert "accepts nothing: no finding has its code." in text
    assert "What could not be done\n\nold.txt: it is empty\n" in text


def test_a_value_is_shown_in_its_statement():
    make = Maker()
    make.statement("Engineers counted 47 cracks in the steel.", 1, "one-outlet")
    make.finding("detail-not-found", "error", "47", 1, marks=["47"], statements=(make.statements[0].id,))
    assert "the draft\nEngineers counted [47] cracks in the steel.\n" in shown(judged(make.report()))


def test_notes_take_a_line_each():
    make = Maker()
    make.finding("single-outlet", "note", "The contractor bribed an inspector.", 1)
    text = shown(judged(make.report(), shut=False))
    assert text.startswith("1 note\n\n7:1 One outlet only: What single-outlet says.\n")
    assert "accept with" not in text
    assert "The gate is open" in text


def test_no_text_steers_the_terminal():
    for payload in PAYLOADS:
        text = shown(hostile(payload))
        assert all(c == "\n" or c.isprintable() for c in text)
