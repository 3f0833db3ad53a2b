from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tests.terminals import run

TEXTS = {
    "one": "The ferry Northern Star ran aground at dawn off Holm with 212 people on board. Lifeboats took all of them ashore.",
    "two": "All 212 people on board the ferry Northern Star were taken ashore by lifeboats after she ran aground off Holm at dawn.",
    "live": "Good morning and welcome.\n09:15\nThe fog is thick here.\n10:15\nIt lifts.\n11:15\nBoats are out.\n12:15\nAll are ashore.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def test_json_for_programs(folder: Path, capfd: pytest.CaptureFixture[str]):
    code, out, _ = run(capfd, "group", str(folder), "--format", "json")
    made = msgspec.json.decode(out)
    assert code == 0
    assert [story["articles"] for story in made["stories"]] == [["one", "two"]]
    assert set(made["stories"][0]) == {"id", "title", "articles", "from", "to"}
    assert made["kept_out"] == [{"article": "live", "reason": "live-blog"}]


def test_text_for_readers(folder: Path, capfd: pytest.CaptureFixture[str]):
    code, out, _ = run(capfd, "group", str(folder))
    assert code == 0
    assert "live: kept out: it is a live-blog" in out


def test_an_unknown_format_is_told_before_any_work(capfd: pytest.CaptureFixture[str]):
    code, out, err = run(capfd, "group", "nowhere", "--format", "xml")
    assert (code, out) == (2, "")
    assert "format 'xml' is not known; known: json, text" in err
