"""What a night's sources may be, and what is left as it is: names, links, pipes, and the user's own files in the work folder."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from reporter import archive, nightly, once
from reporter.errors import InputError, ReporterError
from reporter.nightly import gathering, job, lock, store
from reporter.nightly.partitions import Gathered, Read
from reporter.nightly.settings import Mail, Night
from reporter.nightly.store import UnwritableError
from reporter.read.apiece import below
from reporter.schema import Failure
from tests import nights
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def _stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "tests" / "plugins")


def sources(*places: Path | str) -> tuple[dict[str, str], list[Failure]]:
    """Return the names of what lies there, by path."""
    found, failures = gathering._sources(Night(sources=tuple(map(str, places))), "2026-11-27")
    return {source.place: source.name for source in found}, failures


def test_sources_of_one_name_are_told_apart(tmp_path: Path):
    for outlet in ("post", "times"):
        nights.articles(tmp_path / outlet / "articles", of=1, each=2)
    (tmp_path / "times" / "articles" / "kellwick-0.txt").write_text("Rain over Sund\nTimes\n\nIt rained in Sund all of Monday.\n", "utf-8")
    config = nights.settings(tmp_path, log="", workers=1, sources=["post/articles", "times/articles"])
    told = nightly.run(nightly.load(config), at=nights.AT)
    assert (told.sources, told.articles) == (4, 4)


def test_a_source_that_is_not_there_is_told_and_the_others_are_read(tmp_path: Path):
    """Its articles are no news when it is back."""
    for name in ("post", "times"):
        nights.articles(tmp_path / name, of=1, each=2)
    config = nights.settings(tmp_path, log="", workers=1, sources=["post", "times", "tims"])
    first = nightly.run(nightly.load(config), at=nights.AT)
    why = "no such file or folder: not there tonight, or misspelt in the settings, in `sources`"
    misspelt = Failure(what=str(tmp_path / "tims"), reason=why)
    assert (first.exit_code, first.articles, first.failures) == (7, 4, (misspelt,))
    assert str(tmp_path / "tims") in Path(first.index).read_text("utf-8")
    (tmp_path / "times").rename(tmp_path / "unmounted")
    config = nights.settings(tmp_path, log="", workers=1, sources=["post", "times"])
    second = nightly.run(nightly.load(config), at=nights.LATER)
    assert (second.exit_code, second.articles, [f.what for f in second.failures]) == (7, 2, [str(tmp_path / "times")])
    (tmp_path / "unmounted").rename(tmp_path / "times")
    third = nightly.run(nightly.load(config), at="2026-11-29T03:00:00Z")
    assert (third.exit_code, third.articles, third.articles_new, third.stories) == (0, 4, 0, ())


def test_a_night_without_any_of_its_sources_could_not_run(tmp_path: Path):
    config = nights.settings(tmp_path, log="", workers=1, sources=["post", "http://127.0.0.1:1/feed.xml"])
    config.write_text(config.read_text("utf-8") + "[briefing.read.web]\ntries = 1\ncache = ''\n", "utf-8")
    with pytest.raises(InputError, match=r"none of the sources is there:\n  .*post: no such file(.|\n)*127\.0\.0\.1"):
        nightly.run(nightly.load(config), at=nights.AT)
    (tmp_path / "post").mkdir()
    told = nightly.run(nightly.load(config), at=nights.AT)
    assert (told.exit_code, told.articles, len(told.failures)) == (7, 0, 1)


def test_a_source_is_called_by_as_little_as_tells_it_from_others(tmp_path: Path):
    places = [tmp_path / name for name in ("a/story.txt", "b/story.txt", "c/other.txt")]
    for place in places:
        place.parent.mkdir()
        place.write_text("text", "utf-8")
    names, failures = sources(*places, places[0])
    assert (sorted(names.values()), failures) == (["a/story.txt", "b/story.txt", "other.txt"], [])


def test_a_name_that_is_not_utf_8_is_told(tmp_path: Path):
    nights.articles(tmp_path / "articles", of=1)
    with open(os.fsencode(tmp_path / "articles") + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(b"text")
    config = nights.settings(tmp_path, log="", workers=1)
    told = nightly.run(nightly.load(config), at=nights.AT)
    assert (told.exit_code, told.articles) == (7, 3)
    assert told.failures == (Failure(what="articles/caf\\xe9.txt", reason="its name is not UTF-8; rename it"),)


def test_pipes_links_in_a_circle_and_folders_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = nights.articles(tmp_path / "articles", of=1, each=1)
    os.mkfifo(folder / "pipe.txt")
    (folder / "circle").symlink_to(folder)
    (folder / "shut").mkdir()
    listed = Path.iterdir

    def iterdir(path: Path) -> object:
        if path.name == "shut":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    names, failures = sources(folder)
    assert list(names.values()) == ["articles/kellwick-0.txt"]
    assert {failure.what: failure.reason for failure in failures} == {
        "articles/pipe.txt": "not a regular file",
        "articles/shut": "the folder cannot be listed; check its permissions",
    }
    assert [path.name for path in below(folder)[0]] == ["kellwick-0.txt", "pipe.txt"]


def test_urls_of_one_host_are_asked_by_one_and_what_is_none_is_told(tmp_path: Path):
    urls = ("https://Example.com/a", "https://example.com/b", "http://[::1")
    night = Night(sources=urls, work=str(tmp_path))
    found, failures = gathering._sources(night, "2026-11-27")
    assert [failure.what for failure in failures] == ["http://[::1"]
    assert len(dict(gathering._tasks(found, night, tmp_path))) == 1


def test_what_failed_is_read_again(tmp_path: Path):
    whole, failed = Read(key="a", rows=()), Read(key="b", rows=(), failures=(Failure(what="b", reason="cannot be read"),))
    store.save(tmp_path / "made.msgpack", Gathered(reads=(whole, failed)))
    assert [key for key, _ in gathering._had(tmp_path)] == ["a"]


def test_the_users_own_files_in_the_work_folder_stay(tmp_path: Path):
    nights.articles(tmp_path / "articles", of=1)
    own = [tmp_path / name for name in ("stories/novel.txt", "logs/app.log", "tasks/todo.txt", "stories/drafts/one.txt", "aside/a.msgpack")]
    for path in own:
        once.write_whole(path, b"the user's own")
    (tmp_path / "stories" / "2026-11-01").mkdir()
    config = nights.settings(tmp_path, workers=1, work=".")
    nightly.run(nightly.load(config), at=nights.AT)
    assert all(path.exists() for path in own)
    assert not (tmp_path / "stories" / "2026-11-01").exists()
    assert [path.name for path in (tmp_path / "tasks").iterdir()] == ["todo.txt"]
    assert not (tmp_path / "groupings").exists()


def test_what_a_worker_left_half_written_when_it_was_killed_is_removed(tmp_path: Path):
    nights.articles(tmp_path / "articles", of=1)
    loaded = nightly.load(nights.settings(tmp_path, workers=1))
    work, night = Path(loaded.work), nights.AT[:10]
    folders = (Path(loaded.out, night), work / "partitions", work / "stories" / night)
    left = [once.write_whole(folder / ".story.json.1.part", b"half") for folder in folders]
    nightly.run(loaded, at=nights.AT)
    assert not any(path.exists() for path in left)
    assert all(any(folder.iterdir()) for folder in folders)


def test_a_night_that_cannot_be_tidied_is_whole_and_the_archive_has_all_its_failures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    nights.articles(tmp_path / "articles", of=1)

    def fails(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "old")

    monkeypatch.setattr(job, "_tidy", fails)
    loaded = nightly.load(nights.settings(tmp_path, log="", workers=1))
    loaded = replace(loaded, mail=Mail(host="127.0.0.1", port=1, sender="a@b", to=("c@d",)))
    told = nightly.run(loaded, at=nights.AT)
    with archive.reading(Path(loaded.archive)) as kept:
        (run,) = kept.runs()
    assert (run.finished, run.failures) == (True, told.failures)
    assert [failure.what for failure in run.failures] == ["mail"]
    assert "not tidied" in (Path(loaded.work) / "logs" / "2026-11-27.jsonl").read_text("utf-8")


def test_a_disk_without_locks_is_not_another_night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fails(_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(lock, "_take", fails)
    with pytest.raises(ReporterError, match="cannot be locked") as told, lock.alone(tmp_path, nights.AT):
        pass
    assert isinstance(told.value, UnwritableError)
