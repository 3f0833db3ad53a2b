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


def test_folders_below_are_read_and_told_in_the_ids(folder: Path, capfd: pytest.CaptureFixture[str]):
    for name in ("post", "mail/today"):
        (folder / name).mkdir(parents=True)
        (folder / name / "000.txt").write_text(TEXTS["two"].replace("All 212", name[:4].title() + ": all 212"), "utf-8")
    (folder / "post" / "story.toml").write_text('[articles.000]\noutlet = "Coast Post"\n', "utf-8")
    (folder / "mail" / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    code, out, err = run(capfd, "group", str(folder), str(folder / "one.txt"), "--format", "json")
    made = msgspec.json.decode(out)
    assert code == 7
    assert [story["articles"] for story in made["stories"]] == [["mail-today-000", "one", "post-000", "two"]]
    assert err.startswith("reporter: mail/broken.pdf: ")


def test_a_folder_without_articles(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    (tmp_path / "empty" / "below").mkdir(parents=True)
    code, out, err = run(capfd, "group", str(tmp_path))
    assert (code, out) == (3, "")
    assert err == f"reporter: no article in {tmp_path}, or in folders below\n"


def test_text_for_readers(folder: Path, capfd: pytest.CaptureFixture[str]):
    code, out, _ = run(capfd, "group", str(folder))
    assert code == 0
    assert "live: kept out: it is a live-blog" in out


def test_an_unknown_format_is_told_before_any_work(capfd: pytest.CaptureFixture[str]):
    code, out, err = run(capfd, "group", "nowhere", "--format", "xml")
    assert (code, out) == (2, "")
    assert "format 'xml' is not known; known: json, text" in err
