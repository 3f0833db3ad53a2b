"""Files and folders: encodings, what cannot be read, story.toml."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from reporter import read
from reporter.config import Read
from reporter.errors import InputError

PROSE = "The mayor of the town said on Monday that the bridge will be closed for a month."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text(PROSE + " B.", "utf-8")
    (tmp_path / "a.txt").write_text(PROSE + " A.", "utf-8")
    (tmp_path / "notes.md").write_text("no article", "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.txt").write_text(PROSE, "utf-8")
    return tmp_path


def test_a_folder_gives_its_text_files_sorted_and_not_those_below(folder: Path) -> None:
    story = read.story([folder], Read())
    assert [(a.id, a.path) for a in story.articles] == [("a", "a.txt"), ("b", "b.txt")]
    assert story.failures == ()


def test_files_and_folders_together_in_any_order_each_file_once(folder: Path) -> None:
    paths = [folder, folder / "a.txt", folder / "sub" / "c.txt"]
    story = read.story(paths, Read())
    assert [a.id for a in story.articles] == ["a", "b", "c"]
    assert story == read.story(paths[::-1], Read())


def test_the_same_stem_in_two_folders(folder: Path) -> None:
    (folder / "sub" / "a.txt").write_text("Another text.", "utf-8")
    assert [a.id for a in read.story([folder, folder / "sub"], Read()).articles] == ["a", "a-2", "b", "c"]


def test_newlines_and_marks_are_kept_but_for_the_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfOne\r\ntwo\rthree\n")
    story = read.story([tmp_path], Read())
    assert story.articles[0].text == "One\r\ntwo\rthree\n"
    assert story.failures == ()


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "The café owner said: “It’s naïve – très naïve – to think that the résumé is the mayor’s own,” and left for Köln."),
        ("cp1251", "Мэр города сообщил в понедельник, что мост закроют на месяц и что работы скоро начнутся."),
        ("utf-16", PROSE),
    ],
)
def test_other_encodings_are_detected_and_said(tmp_path: Path, encoding: str, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    story = read.story([tmp_path], Read())
    assert story.articles[0].text == text
    assert ("a.txt", f"not UTF-8: read as {encoding}; check its accents and quotation marks") in [
        (f.what, f.reason) for f in story.failures
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "no text"),
        (b"\x7fELF\x02\x01\x00\x00\x00" * 20, "binary"),
        (b"plain\x00text", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
    ],
)
def test_one_bad_file_does_not_stop_the_rest(folder: Path, data: bytes, reason: str) -> None:
    (folder / "bad.txt").write_bytes(data)
    story = read.story([folder], Read())
    assert [a.id for a in story.articles] == ["a", "b"]
    assert [f.what for f in story.failures] == ["bad.txt"]
    assert reason in story.failures[0].reason


def test_a_file_over_the_limit_is_refused_and_one_under_it_is_not(folder: Path) -> None:
    (folder / "big.txt").write_text("word " * 220_000, "utf-8")
    refused = read.story([folder], Read(max_megabytes=1))
    assert "1.1 MB is more than the 1 MB" in refused.failures[0].reason
    assert [a.id for a in read.story([folder], Read(max_megabytes=2)).articles] == ["a", "b", "big"]


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.txt: no such file or folder"):
        read.story([tmp_path / "gone.txt"], Read())


def test_no_paths() -> None:
    with pytest.raises(InputError, match="no articles given"):
        read.story([], Read())


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no \.txt files"):
        read.story([tmp_path], Read())


def test_nothing_readable_lists_the_reasons(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01")
    with pytest.raises(InputError) as caught:
        read.story([tmp_path], Read())
    assert "a.txt: the file is empty" in str(caught.value)
    assert "b.txt: a binary file" in str(caught.value)


def test_an_unreadable_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a stand-in for the file system: root may read whatever its mode is."""
    read_bytes = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert [f.what for f in read.story([folder], Read()).failures] == ["a.txt"]
    with pytest.raises(InputError, match="cannot be read"):
        read.story([folder / "a.txt"], Read())


def test_a_dangling_link_in_a_folder_is_a_recorded_failure(folder: Path) -> None:
    (folder / "x.txt").symlink_to(folder / "nowhere")
    assert [(f.what, f.reason) for f in read.story([folder], Read()).failures] == [("x.txt", "not a regular file")]


def test_story_toml_describes_the_articles(folder: Path) -> None:
    (folder / "story.toml").write_text(
        'title = "The bridge"\n[articles."a"]\noutlet = "The Foo"\nurl = "https://foo.example/1"\npublished = 2023-09-20\n'
        '[articles."b.txt"]\npublished = "2023-09-20T15:17"\nbyline = "Jane Roe"\ntitle = "Bridge closed"\n',
        "utf-8",
    )
    story = read.story([folder / "a.txt", folder / "b.txt"], Read())
    a, b = story.articles
    assert story.title == "The bridge"
    assert (a.outlet, a.outlet_named, a.url, a.published) == ("The Foo", True, "https://foo.example/1", "2023-09-20")
    assert (b.outlet_named, b.published, b.byline, b.title) == (False, "2023-09-20T15:17", "Jane Roe", "Bridge closed")
    assert read.story([folder], Read(), title="Mine").title == "Mine"


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("title = ", "not valid TOML"),
        ("headline = 'x'", 'unknown key "headline"; known keys: title'),
        ("title = 3", '"title" must be a text'),
        ("articles = 3", '"articles" must hold tables'),
        ("[articles]\na = 3", 'articles."a" must be a table'),
        ("[articles.a]\noutlets = 'x'", 'unknown key "outlets".*known keys: outlet, url, title, published, byline'),
        ("[articles.a]\noutlet = 3", '"outlet" in .* must be a text'),
        ("[articles.a]\npublished = 'soon'", "must be a date"),
    ],
)
def test_a_broken_story_toml(folder: Path, toml: str, message: str) -> None:
    (folder / "story.toml").write_text(toml, "utf-8")
    with pytest.raises(InputError, match=message) as caught:
        read.story([folder], Read())
    assert "story.toml" in str(caught.value)


def test_story_toml_that_describes_a_stranger_is_said(folder: Path) -> None:
    (folder / "story.toml").write_text('[articles."aa"]\noutlet = "x"\n', "utf-8")
    assert [(f.what, f.reason) for f in read.story([folder], Read()).failures] == [
        ("story.toml", 'describes "aa", which is not in the folder')
    ]
