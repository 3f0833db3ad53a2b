"""Input that is empty, broken, huge or foreign: a clear message with its exit code, or a briefing that says what it could not do."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from reporter import cli

FERRY = "The harbour master said the ferry left on time. Two crew members were missing on Friday."
DENIAL = "The ferry company denied that anybody was missing. It left on time, the harbour master said."

pytestmark = pytest.mark.usefixtures("word_vectors")


def run(capfd: pytest.CaptureFixture[str], *args: str | Path) -> tuple[int, str, str]:
    """Run the command for JSON on standard output: exit code, output, messages."""
    with pytest.raises(SystemExit) as ended:
        cli.app(["brief", *map(str, args), "-o", "-", "--format", "json", "--at", "2024-03-03"], prog_name="reporter")
    said = capfd.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def briefing(capfd: pytest.CaptureFixture[str], *args: str | Path, code: int = 0) -> dict[str, Any]:
    ended, out, err = run(capfd, *args)
    assert ended == code, err
    found: dict[str, Any] = json.loads(out)
    return found


def reasons(found: dict[str, Any], what: str) -> str:
    return " ".join(failure["reason"] for failure in found["failures"] if failure["what"].startswith(what))


def folder(tmp_path: Path, **articles: str | bytes) -> Path:
    for name, text in articles.items():
        (tmp_path / f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    return tmp_path


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_among_good_ones(tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes):
    found = briefing(capfd, folder(tmp_path, a=FERRY, b=DENIAL, c=content), code=7)
    assert [a["id"] for a in found["articles"]] == ["a", "b"]
    assert re.search("empty|no text", reasons(found, "c"))


def test_only_an_empty_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    code, out, err = run(capfd, folder(tmp_path, a=b""))
    assert (code, out) == (3, "")
    assert "a.txt" in err
    assert "empty" in err


def test_a_binary_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    found = briefing(capfd, folder(tmp_path, a=FERRY, b=DENIAL, c=bytes(range(256)) * 40), code=7)
    assert [a["id"] for a in found["articles"]] == ["a", "b"]
    assert reasons(found, "c")


def test_one_article(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    found = briefing(capfd, folder(tmp_path, a=FERRY), code=7)
    assert "nothing can be compared" in reasons(found, "comparison")
    assert found["claims"]


def test_two_identical_articles_are_one_origin(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    text = f"{FERRY}\n\n{DENIAL}\n\nThe search went on through the night with three boats and a helicopter from the coast guard."
    found = briefing(capfd, folder(tmp_path, a=text, b=text))
    shared = [c["agreement"] for c in found["claims"] if c["agreement"]["outlet_count"] == 2]
    assert shared
    assert all(agreement["origin_count_max"] == 1 for agreement in shared)
    assert not [c for c in found["claims"] if c["status"] == "several-origins"]


def test_forty_articles(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    texts = {f"n{i:02}": f"{FERRY} Outlet number {i} counted {i} passengers in the terminal." for i in range(40)}
    found = briefing(capfd, folder(tmp_path, **texts))
    assert len(found["articles"]) == 40
    assert max(c["agreement"]["outlet_count"] for c in found["claims"]) == 40


def test_an_article_of_five_megabytes(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    found = briefing(capfd, folder(tmp_path, a=FERRY, b=DENIAL, c=(FERRY + "\n\n") * (5_000_000 // len(FERRY))), code=7)
    assert [a["id"] for a in found["articles"]] == ["a", "b"]
    assert "read.max_megabytes" in reasons(found, "c")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قال مدير الميناء إن العبّارة غادرت في موعدها. وفُقد اثنان من أفراد الطاقم يوم الجمعة.", "ar"),
        ("港务局长说渡轮准时离港。星期五有两名船员失踪。渡轮公司否认有人失踪。", "zh"),
    ],
)
def test_other_languages(tmp_path: Path, capfd: pytest.CaptureFixture[str], text: str, language: str):
    found = briefing(capfd, folder(tmp_path, a=FERRY, b=DENIAL, c=text * 5), code=7)
    assert [a["language"] for a in found["articles"]] == ["en", "en", language]
    assert reasons(found, "c")


def test_a_missing_folder(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    code, out, err = run(capfd, tmp_path / "nowhere")
    assert (code, out) == (3, "")
    assert "nowhere" in err


def test_a_folder_without_articles(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    code, _, err = run(capfd, tmp_path)
    assert code == 3
    assert ".txt" in err


def test_unreadable_files(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    folder(tmp_path, a=FERRY, b=DENIAL)
    (tmp_path / "c.txt").symlink_to(tmp_path / "nowhere")
    found = briefing(capfd, tmp_path, code=7)
    assert [a["id"] for a in found["articles"]] == ["a", "b"]
    assert reasons(found, "c")

    code, _, err = run(capfd, tmp_path / "a.txt", tmp_path / "c.txt")  # named, it must be there
    assert code == 3
    assert "c.txt" in err


@pytest.mark.parametrize(
    "text",
    ["[articles\n", "titel = 'Ferry'\n", "title = 3\n", "[articles.a]\noutlets = 'Coast Post'\n", "[articles.a]\npublished = 'soon'\n"],
)
def test_a_broken_description_of_the_story(tmp_path: Path, capfd: pytest.CaptureFixture[str], text: str):
    (folder(tmp_path, a=FERRY, b=DENIAL) / "story.toml").write_text(text)
    code, out, err = run(capfd, tmp_path)
    assert (code, out) == (3, "")
    assert "story.toml" in err


def test_an_unknown_setting(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    (tmp_path / "reporter.toml").write_text("[pair]\nthreshold = 0.5\n")
    code, _, err = run(capfd, folder(tmp_path, a=FERRY, b=DENIAL), "--config", tmp_path / "reporter.toml")
    assert code == 2
    assert "threshold" in err


def test_an_unknown_model(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()  # the real look-up
    (tmp_path / "reporter.toml").write_text("[models]\nembedder = 'maxilm'\n")
    code, _, err = run(capfd, folder(tmp_path, a=FERRY, b=DENIAL), "--config", tmp_path / "reporter.toml")
    assert code == 2
    assert "embedder 'maxilm' is not known; known: claims-minilm-int8, events-minilm-int8" in err


def test_hostile_text(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    hostile = '<script>alert(1)</script> said "no". ' + "x" * 100_000 + ' {{ 7*7 }} \u202e"""“““ [a](javascript:b) \x1b[31m.'
    found = briefing(capfd, folder(tmp_path, a=FERRY, b=DENIAL + " " + hostile))
    texts = {a["id"]: a["text"] for a in found["articles"]}
    assert all(texts[m["article"]][m["start"] : m["end"]] == m["exact"] for c in found["claims"] for m in c["mentions"])
