"""`reporter archive`: what an editor and a program are told."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reporter import archive
from reporter.schema.archive import Found
from tests.archives import briefing, ferry, recorded
from tests.terminals import run

ONE, TWO = "2026-11-22", "2026-11-23"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two nights, where the command looks if nothing else is said."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "nights" / "archive.sqlite"
    recorded(path, ONE, [ferry(1)])
    recorded(path, TWO, [ferry(2)])
    return path


def first(path: Path, words: str) -> Found:
    with archive.reading(path) as kept:
        return kept.search(words)[0]


def test_search(path: Path, capfd: pytest.CaptureFixture[str]):
    code, out, err = run(capfd, "archive", "search", "missing", "coast guard")
    hit = first(path, "missing")
    assert (code, err) == (0, "")
    assert out == (
        "People are missing\n\n"
        "Coast Post: At least 12 people are missing, the coast guard said.\n"
        f"claim: {hit.lasting_id}, of story ferry: ferry (night {TWO})\n"
    )
    code, out, _ = run(capfd, "archive", "search", "guard coast")
    assert (code, out) == (0, "No passage has all of these words.\n"), "given as one, it is a phrase"
    code, out, _ = run(capfd, "archive", "search", "ferry", "--limit", "1", "--format", "json", "--archive", path)
    assert code == 0
    assert len(json.loads(out)) == 1


def test_story_and_claim(path: Path, capfd: pytest.CaptureFixture[str]):
    code, out, _ = run(capfd, "archive", "story", "fer")
    assert code == 0
    assert "2 articles, 4 claims, 2 findings, made 2026-11-22T03:00:00Z" in out
    assert f"file: {TWO}/ferry.json" in out
    assert f"Coast Post: ferry-post, text 2, night {TWO}" in out
    hit = first(path, "missing")
    code, out, _ = run(capfd, "archive", "claim", hit.lasting_id[:8])
    assert code == 0
    assert "reported by: 1 of 2 outlets, 1 origin" in out
    assert "reported by: 2 of 3 outlets, 2 origins" in out
    assert "Sund Echo (ferry-echo): Fifteen people are missing after the ferry accident." in out
    code, out, _ = run(capfd, "archive", "claim", hit.lasting_id, "--format", "json")
    assert [n["run"] for n in json.loads(out)["nights"]] == [ONE, TWO]


def test_what_became_of_a_claim_is_told(path: Path, capfd: pytest.CaptureFixture[str]):
    said = ("A tram stopped.", "It was late.")
    whole = briefing("tram", {"a": ("A", said), "b": ("B", said)}, [("all", [("a", 1), ("b", 1)])])
    parts = briefing("tram", {"a": ("A", said), "b": ("B", said)}, [("one", [("a", 1)]), ("other", [("b", 1)])])
    recorded(path, "2026-11-24", [whole])
    (told,) = recorded(path, "2026-11-25", [parts])
    assert told.changes
    (line,) = told.changes.lineage
    assert f"Claim {line.into} was split from it" in run(capfd, "archive", "claim", line.from_)[1]
    assert f"Split from claim {line.from_}" in run(capfd, "archive", "claim", line.into)[1]
    recorded(path, "2026-11-26", [whole])
    assert f"Became one with claim {line.from_}" in run(capfd, "archive", "claim", line.into)[1]
    assert f"Claim {line.into} became one with it" in run(capfd, "archive", "claim", line.from_)[1]


def test_export(path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    code, out, _ = run(capfd, "archive", "export")
    assert code == 0
    assert [json.loads(line)["kind"] for line in out.splitlines()].count("story") == 2
    assert run(capfd, "archive", "export", "-o", tmp_path / "all.jsonl")[0] == 0
    assert (tmp_path / "all.jsonl").read_text("utf-8") == out
    users = tmp_path / "all.jsonl.part"
    users.write_text("the user's own", "utf-8")
    run(capfd, "archive", "export", "-o", tmp_path / "all.jsonl")
    assert users.read_text("utf-8") == "the user's own"
    assert not list(tmp_path.glob(".all.jsonl.*"))
    code, _, err = run(capfd, "archive", "export", "-o", tmp_path / "none" / "all.jsonl")
    assert code == 5
    assert "cannot be written (No such file or directory)" in err


def test_an_export_that_fails_leaves_nothing(path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("DROP TABLE findings")
    (tmp_path / "out").mkdir()
    code, _, err = run(capfd, "archive", "export", "-o", tmp_path / "out" / "all.jsonl")
    assert (code, list((tmp_path / "out").iterdir())) == (5, []), err


def test_verify(path: Path, capfd: pytest.CaptureFixture[str]):
    assert run(capfd, "archive", "verify") == (0, "Everything is as it was recorded.\n", "")
    (path.parent / ONE / "ferry.md").unlink()
    code, out, err = run(capfd, "archive", "verify")
    assert (code, out) == (5, "")
    assert err == f"reporter: {ONE}/ferry.md: cannot be read (No such file or directory)\n"


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["search", "**"], 2, "no word to look for"),
        (["story", "none"], 2, "no story of that id"),
        (["claim", ""], 2, "several claim ids begin so"),
        (["verify", "--archive", "none.sqlite"], 5, "there is none"),
        (["export", "--archive", "."], 5, "there is none"),
    ],
)
def test_what_cannot_be_done_is_told(path: Path, capfd: pytest.CaptureFixture[str], args: list[str], code: int, said: str):
    ended, out, err = run(capfd, "archive", *args)
    assert (ended, out) == (code, "")
    assert said in err


def test_texts_cannot_steer_a_terminal(path: Path, capfd: pytest.CaptureFixture[str]):
    hostile = "A \x1b[2J tram\u202e stopped."
    recorded(path, "2026-11-24", [briefing("tram\x07", {"a\x1b": ("Post\x1b]0;x\x07", [hostile])}, [("\x1bclaim", [("a\x1b", 1)])])])
    for args in (["search", "tram"], ["story", "tram"], ["claim", first(path, "tram").lasting_id]):
        code, out, _ = run(capfd, "archive", *args)
        assert code == 0
        assert "tram" in out
        assert not set(out) & set("\x1b\x07\u202e")
