"""`reporter check`: exit codes, what is written where, and drafts of each kind."""

from __future__ import annotations

import json
import os
from pathlib import Path

import msgspec
import pytest

from reporter.check import cache, drafts
from reporter.config import Config, Read
from reporter.errors import ConfigError, InputError
from reporter.pipeline import Told
from reporter.schema import ModelRecord
from reporter.schema.gate import GateReport
from tests.checks import told
from tests.terminals import run

TRUE = "The ferry ran aground on Tuesday with 45 passengers aboard, harbour master Jane Lind said."
CHANGED = TRUE.replace("45", "54")
OTHER = "Harbour master Jane Lind said that 45 passengers were aboard the ferry that ran aground on Tuesday."


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "coast.txt").write_text(TRUE, "utf-8")
    (folder / "harbour.txt").write_text(OTHER, "utf-8")
    return folder


def checking(capfd: pytest.CaptureFixture[str], story: Path, text: str, *flags: str) -> tuple[int, str, str]:
    draft = story.parent / "draft.md"
    draft.write_text(text, "utf-8")
    return run(capfd, "check", str(draft), "--against", str(story), "--cache", str(story.parent / "kept"), *flags)


def test_a_clean_draft_ends_with_0_and_a_changed_one_with_1(capfd: pytest.CaptureFixture[str], story: Path):
    assert checking(capfd, story, TRUE)[0] == 0
    code, out, err = checking(capfd, story, CHANGED)
    assert (code, err) == (1, "")
    assert "54" in out
    assert "draft.md:1:" in out


def test_what_shuts_the_gate_is_chosen(capfd: pytest.CaptureFixture[str], story: Path):
    text = "The orchestra opened its season with a symphony by a young composer."
    assert checking(capfd, story, text)[0] == 0  # a warning
    assert checking(capfd, story, text, "--fail-on", "note")[0] == 1
    assert checking(capfd, story, text, "--fail-on", "grave")[0] == 2


def test_json_is_a_report_and_files_are_written(capfd: pytest.CaptureFixture[str], story: Path, tmp_path: Path):
    code, out, _ = checking(capfd, story, CHANGED, "--format", "json", "--at", "2024-01-01")
    report = msgspec.json.decode(out, type=GateReport)
    assert (code, report.shut, report.draft.path) == (1, True, "draft.md")
    assert str(tmp_path) not in out
    code, _, _ = checking(capfd, story, CHANGED, "--format", "json,html,sarif", "-o", str(tmp_path / "out"))
    assert code == 1
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["draft.html", "draft.json", "draft.sarif"]
    assert json.loads((tmp_path / "out" / "draft.sarif").read_text("utf-8"))["version"] == "2.1.0"


def test_no_article_is_never_clean(capfd: pytest.CaptureFixture[str], story: Path, tmp_path: Path):
    for file in story.iterdir():
        file.write_text(" ", "utf-8")
    code, out, err = checking(capfd, story, TRUE)
    assert (code, out) == (3, "")
    assert "coast.txt" in err
    (tmp_path / "none").mkdir()
    assert checking(capfd, tmp_path / "none", TRUE)[0] == 3


def test_an_article_that_cannot_be_read_is_said(capfd: pytest.CaptureFixture[str], story: Path):
    (story / "bay.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    code, _, err = checking(capfd, story, TRUE)
    assert code == 7
    assert "bay.txt" in err


def test_an_unusable_cache_is_said(capfd: pytest.CaptureFixture[str], story: Path, tmp_path: Path):
    (tmp_path / "file").write_text("", "utf-8")
    code, _, err = checking(capfd, story, TRUE, "--cache", str(tmp_path / "file" / "kept"))
    assert code == 2
    assert "--cache" in err


def test_drafts_of_each_kind_read_alike(tmp_path: Path):
    from docx import Document

    document = Document()
    document.add_heading("The ferry")
    document.add_paragraph(TRUE)
    document.save(str(tmp_path / "d.docx"))
    (tmp_path / "d.txt").write_text(f"The ferry\n\n{TRUE}\n", "utf-8")
    (tmp_path / "d.md").write_text(f"# The ferry\n\n{TRUE}\n", "utf-8")
    (tmp_path / "d.html").write_text(
        f"<!doctype html><html><body><article><h1>The ferry</h1><p>{TRUE}</p></article></body></html>", "utf-8"
    )
    for name, kind in (("d.docx", "docx"), ("d.txt", "text"), ("d.md", "markdown"), ("d.html", "html")):
        made, _ = drafts.draft(tmp_path / name, Read())
        assert (made.draft.kind, made.prose.strip()) == (kind, TRUE)
        place = made.place(made.prose.index("45"), made.prose.index("45") + 2)
        assert place.exact == "45"
    (tmp_path / "d.eml").write_text("From: a@example.org\nSubject: x\nDate: Mon, 1 Jan 2024 00:00:00 +0000\n\nThe ferry ran.\n", "utf-8")
    with pytest.raises(InputError, match=r"Markdown, text, Word"):
        drafts.draft(tmp_path / "d.eml", Read())
    with pytest.raises(InputError, match="a folder"):
        drafts.draft(tmp_path, Read())


def test_a_marker_is_no_part_of_the_prose():
    made = drafts.in_text('The ferry ran aground. [[reporter: accept not-found f-1 by="A" reason="b 900"]] Nobody was hurt.', "text")
    assert "900" not in made.prose
    assert "Nobody was hurt." in made.prose


def test_the_oldest_files_of_a_cache_give_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cache, "_MOST_FILES", 2)
    kept = cache.Cache(tmp_path)
    for n in range(4):
        kept.keep_draft(f"{n}", ({}, {(f"{n}", "b"): 1.25}))
    assert len(list(tmp_path.iterdir())) == 2
    assert kept.of_draft("3") == ({}, {("3", "b"): 1.25})
    assert kept.of_draft("0") == ({}, {})
    assert kept.told("missing") is None


def test_a_key_changes_with_files_and_settings_and_not_with_the_policy(story: Path):
    config = Config()
    first = cache.key([story], config, ())
    assert first == cache.key([story], msgspec.structs.replace(config, check=msgspec.structs.replace(config.check, fail_on="note")), ())
    assert first != cache.key(
        [story], msgspec.structs.replace(config, pair=msgspec.structs.replace(config.pair, floor_probability=0.2)), ()
    )
    (story / "coast.txt").write_text(CHANGED, "utf-8")
    assert first != cache.key([story], config, ())
    assert cache.key([story / "missing.txt"], config, ()) is None


def test_a_key_changes_with_the_models_and_what_is_installed(story: Path, monkeypatch: pytest.MonkeyPatch):
    keys = {cache.key([story], Config(), (ModelRecord(role="embedder", id="m", sha256=sha),)) for sha in ("a", "b")}
    (story.parent / "installed" / "plugin-1.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(story.parent / "installed")
    keys.add(cache.key([story], Config(), (ModelRecord(role="embedder", id="m", sha256="a"),)))
    assert len(keys) == 3


def test_articles_that_lead_to_the_web_have_no_key(story: Path):
    feeds = story.parent / "feeds.opml"
    feeds.write_text('<opml version="2.0"><body><outline type="rss" xmlUrl="https://news.example/feed"/></body></opml>', "utf-8")
    assert cache.key([story], Config(), ()) is not None
    assert cache.key([feeds], Config(), ()) is None
    (story / "story.toml").write_text('[articles."https://news.example/a"]\noutlet = "News"\n', "utf-8")
    assert cache.key([story], Config(), ()) is None
    assert cache.key([story / "story.toml"], Config(), ()) is None
    assert cache.state([story], Config()) is not None


def test_a_name_that_is_not_utf_8_does_not_end_a_check(capfd: pytest.CaptureFixture[str], story: Path):
    (story / os.fsdecode(b"caf\xe9.txt")).write_text("Nothing else was reported on Tuesday.", "utf-8")
    assert cache.key([story], Config(), ()) is not None
    code, out, err = checking(capfd, story, TRUE)
    assert (code, err) == (0, "")
    assert out


def test_drafts_of_one_name_are_not_written_over_each_other(capfd: pytest.CaptureFixture[str], story: Path, tmp_path: Path):
    other = tmp_path / "other" / "draft.txt"
    other.parent.mkdir()
    other.write_text(TRUE, "utf-8")
    code, _, err = checking(capfd, story, TRUE, str(other), "--format", "json", "-o", str(tmp_path / "out"))
    assert code == 2
    assert "'draft'" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["json", "sarif", "gitlab", "html"])
def test_several_drafts_are_not_one_document(capfd: pytest.CaptureFixture[str], story: Path, tmp_path: Path, name: str):
    (tmp_path / "b.md").write_text(TRUE, "utf-8")
    code, out, err = checking(capfd, story, TRUE, str(tmp_path / "b.md"), "--format", name)
    assert (code, out) == (2, "")
    assert "-o" in err


@pytest.mark.parametrize(("name", "content"), [("bad.md", b""), ("bad.md", b"\x00\x01\x02\x03"), ("bad.docx", b"\x00\x01\x02\x03")])
def test_a_draft_that_cannot_be_read_is_named_and_the_others_are_checked(
    capfd: pytest.CaptureFixture[str], story: Path, tmp_path: Path, name: str, content: bytes
):
    (tmp_path / name).write_bytes(content)
    code, out, err = checking(capfd, story, TRUE, str(tmp_path / name))
    assert code == 3
    assert f"draft {tmp_path / name}: " in err
    assert "articles" not in err.replace(str(tmp_path), "")
    assert "draft.md: Nothing to check" in " ".join(out.split())


def test_what_is_kept_decodes_to_what_it_was(tmp_path: Path):
    from reporter.schema import RawArticle

    made: Told = told([RawArticle(id="coast", text=TRUE), RawArticle(id="harbour", text=OTHER)])
    kept = cache.Cache(tmp_path)
    kept.keep("k", made, {})
    assert kept.told("k") == (made, {})
    with pytest.raises(ConfigError, match="cannot be used"):
        cache.Cache(tmp_path / "k.check" / "below")
