"""Hostile files of every kind: each is read or named with a reason, within its limits, and the others are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporter import read
from reporter.config import Read
from reporter.read.files import found
from tests.suites import hostile_files


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The files, as they would lie in somebody's folder."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = []
    for name, data in hostile_files.files():
        path = folder / name
        assert not path.exists(), name
        path.write_bytes(data)
        paths.append(path)
    return paths


def test_each_is_read_or_named_with_its_reason(hostile: list[Path]):
    assert len(hostile) >= 150
    lying = found(hostile, Read())
    told = {f.what.partition(", ")[0] for f in lying.failures}
    read_ = {a.path for a in lying.articles}
    silent = [p.name for p in hostile if p.name not in told | read_ and not any(a.id in p.name for a in lying.articles)]
    assert silent == []
    assert [f for f in lying.failures if not f.reason.strip()] == []
    # What stops a reader is foreseen: these are the words for what was not.
    assert [(f.what, f.reason) for f in lying.failures if "its reader failed" in f.reason] == []
    secret = Path("/etc/hostname").read_text("utf-8").strip() if Path("/etc/hostname").exists() else "\0"
    assert not [a.id for a in lying.articles if secret and a.text.strip() == secret]


def test_a_page_with_an_odd_section_is_read(hostile: list[Path]):
    (path,) = (p for p in hostile if p.name == "section.html")
    (article,) = read.story([path], Read()).articles
    assert hostile_files.PIECE.paragraphs[-1] in article.text


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("entities-laughs.rss", "defines entities of its own"),
        ("entities-outside.newsml", "defines entities of its own"),
        ("says-no-ascii.atom", "names an encoding that is none"),
        ("bomb.zip", "MB unpacked"),
        ("leads-out-0.zip", "leads out of the archive"),
        ("within.zip", "a file within more than"),
        ("locked.zip", "locked with a password"),
        ("macros.docx", "with macros"),
        ("bomb.docx", "MB unpacked"),
        ("nested-div.html", "elements inside each other"),
        ("nested.atom", "levels"),
        ("over.txt", "read.max_megabytes"),
        ("line.jsonl", "read.max_megabytes"),
    ],
)
def test_the_reason_names_the_cause(hostile: list[Path], tmp_path: Path, name: str, reason: str):
    (path,) = (p for p in hostile if p.name == name)
    good = tmp_path / "good.txt"
    good.write_text("The mayor said that the bridge is closed.")
    story = read.story([path, good], Read())
    assert [a.id for a in story.articles] == ["good"]
    assert all(f.what.startswith(name) for f in story.failures)
    assert any(reason in f.reason for f in story.failures), story.failures


def test_what_takes_too_long_or_too_much_memory_is_ended_and_the_next_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "slow.py").write_text("import time\nclass Slow:\n    def read(self, data, name):\n        time.sleep(600)\n")
    (tmp_path / "fat.py").write_text(
        "class Fat:\n    def read(self, data, name):\n        return [bytearray(1 << 28) for _ in range(64)]\n"
    )
    info = tmp_path / "x-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: x\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[reporter.readers]\nslow = slow:Slow\nfat = fat:Fat\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    from reporter.errors import InputError
    from reporter.read.isolation import isolation

    with isolation(Read(max_seconds=2)) as apart, pytest.raises(InputError, match=r"more than 2 seconds \(setting read\.max_seconds\)"):
        apart.read("slow", b"x", "a.slow")
    with isolation(Read()) as apart:
        with pytest.raises(InputError, match="memory"):
            apart.read("fat", b"x", "a.fat")
        assert apart.read("json", b'{"text": "The mayor said so."}', "a.json").articles[0].text == "The mayor said so."
