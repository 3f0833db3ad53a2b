"""A night from its settings to its briefings, index, archive, summary, log and metrics; nights that follow; what may go wrong."""

from __future__ import annotations

import json
import shutil
import sqlite3
from functools import partial
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from reporter import archive, nightly, why
from reporter.errors import ArchiveError, ConfigError, InputError, ReporterError
from reporter.nightly import lock, settings, store, stories
from reporter.nightly.begun import Begun
from reporter.nightly.partitions import Gathered
from reporter.nightly.store import UnwritableError
from reporter.nightly.summary import Summary
from reporter.schema.stories import KnownStory
from tests import nights
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def _stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "tests" / "plugins")


@pytest.fixture
def night(tmp_path: Path) -> Path:
    nights.articles(tmp_path / "articles", of=3)
    return nights.settings(tmp_path, log="", workers=1)


def run(config: Path, at: str = nights.AT) -> Summary:
    return nightly.run(nightly.load(config), at=at)


def page(config: Path) -> str:
    return (config.parent / "nights" / "index.html").read_text("utf-8")


def test_a_night(night: Path):
    seen: list[tuple[str, int, int]] = []
    told = nightly.run(nightly.load(night), at=nights.AT, progress=lambda *step: seen.append(step))
    out = night.parent / "nights"
    assert (told.run, told.exit_code, told.articles, told.articles_new, len(told.stories)) == ("2026-11-27", 0, 9, 9, 3)
    for story in told.stories:
        assert [Path(file).suffix for file in story.files] == [".html", ".json", ".md"]
        briefing = why.read(out / story.files[1])
        assert (briefing.story.id, briefing.story.title, len(briefing.articles)) == (story.id, story.title, 3)
        assert f'href="./{story.files[0]}"' in page(night)
    assert "3 stories told from 9 new articles; 9 articles are in the 9 files and URLs of the sources." in page(night)
    assert archive.verify(out / "archive.sqlite") == ()
    assert msgspec.json.decode((out / "run.json").read_bytes(), type=Summary) == told
    log = [json.loads(line) for line in (out / ".work" / "logs" / "2026-11-27.jsonl").read_text("utf-8").splitlines()]
    assert [line["event"] for line in log if line["event"] != "at work"] == [
        "night begun",
        "articles read",
        "articles grouped",
        "stories told",
        "index written",
        "night done",
    ]
    assert all(line["night"] == "2026-11-27" for line in log)
    assert (seen[0], seen[-1]) == (("reading", 0, 3), ("telling", 3, 3))


def test_outlets_that_nothing_names_are_called_as_in_a_briefing_by_hand(tmp_path: Path):
    """By the file's name; where two would be called the same, by what tells them apart."""
    nights.articles(tmp_path / "articles", of=1)
    (tmp_path / "articles" / "kellwick-2.txt").rename(tmp_path / "articles" / "Ёлки_2.txt")
    (tmp_path / "articles" / "more").mkdir()
    nights.write(tmp_path / "articles" / "more", 0, 3).rename(tmp_path / "articles" / "more" / "kellwick-1.txt")
    (told,) = run(nights.settings(tmp_path, log="", workers=1)).stories
    articles = why.read(tmp_path / "nights" / told.files[1]).articles
    assert not any(article.outlet_named for article in articles)
    same = sorted(article.id for article in articles if article.id.startswith("kellwick-1-"))
    assert len(same) == 2
    assert {article.outlet for article in articles} == {"Outlet kellwick-0", "Outlet Ёлки_2", *(f"Outlet {id_}" for id_ in same)}


def test_metrics_are_in_prometheus_form(night: Path):
    from prometheus_client.parser import text_string_to_metric_families

    run(night)
    text = (night.parent / "nights" / ".work" / "metrics.prom").read_text("utf-8")
    values = {sample.name: sample.value for family in text_string_to_metric_families(text) for sample in family.samples}
    assert values["reporter_night_stories_told"] == 3
    assert values["reporter_night_articles_new"] == 9
    assert values["reporter_night_exit_code"] == 0
    assert {"reporter_night_finished_timestamp_seconds", "reporter_night_part_seconds"} <= values.keys()


def test_a_second_night_with_nothing_new(night: Path):
    first = run(night)
    before = nights.made(night.parent)
    second = run(night, nights.LATER)
    assert (second.run, second.articles, second.articles_new, second.stories) == ("2026-11-28", 9, 0, ())
    assert {name: sha for name, sha in nights.made(night.parent).items() if name.startswith("2026-11-2")} == {
        name: sha for name, sha in before.items() if name.startswith("2026-11-2")
    }
    assert all(story.files[0] in page(night) for story in first.stories)
    assert "0 stories told from 0 new articles" in page(night)


def test_late_and_edited_articles_join_the_story_of_yesterday(night: Path):
    first = run(night)
    nights.write(night.parent / "articles", 0, 3)  # of another outlet
    nights.write(night.parent / "articles", 0, 2, count=40)  # people brought to safety, instead of 11
    second = run(night, nights.LATER)
    assert second.articles_new == 2
    assert [story.id for story in second.stories] == [s.id for s in first.stories if "Kellwick" in s.title]
    briefing = why.read(night.parent / "nights" / second.stories[0].files[1])
    assert len(briefing.articles) == 4
    assert briefing.changes is not None
    assert len(briefing.changes.articles_new) == len(briefing.changes.articles_edited) == 1
    assert any("was edited after publication" in line for line in second.stories[0].changes)
    assert "Since last time:" in page(night)
    assert page(night).count("<h3>") == 3  # each story once, as it was last told


@pytest.mark.parametrize("name", ["aaa", "zzz"])
def test_a_copy_of_an_article_of_yesterday_changes_nothing(night: Path, name: str):
    folder = night.parent / "articles"
    (folder / "story.toml").write_text("".join(f'[articles.{n}]\noutlet = "Elva Gazette"\n' for n in ("kellwick-1", name)), "utf-8")
    run(night)
    shutil.copy(folder / "kellwick-1.txt", folder / f"{name}.txt")
    (story,) = run(night, nights.LATER).stories
    assert story.changes == ()
    assert "the same articles and claims, and the same to check" in (night.parent / "nights" / story.files[0]).read_text("utf-8")


def test_an_article_that_left_its_feed_stays_in_its_story(night: Path):
    run(night)
    lost = min((night.parent / "articles").glob("kellwick-*"))
    lost.unlink()
    nights.write(night.parent / "articles", 0, 3)
    second = run(night, nights.LATER)
    briefing = why.read(night.parent / "nights" / second.stories[0].files[1])
    assert len(briefing.articles) == 4
    assert any(article.id.startswith(lost.stem) for article in briefing.articles)


def test_a_story_that_kills_its_process_is_set_aside(tmp_path: Path):
    nights.articles(tmp_path / "articles", of=2)
    nights.write(tmp_path / "articles", 2, 1)
    poisoned = nights.write(tmp_path / "articles", 2, 0)
    poisoned.write_text(poisoned.read_text("utf-8") + "POISON is in it.\n", "utf-8")
    config = nights.settings(tmp_path, log="", workers=2, matcher="fragile")
    told = run(config)
    assert (told.exit_code, len(told.stories), len(told.set_aside)) == (7, 2, 1)
    assert "set aside after two tries: the process that worked on it ended" in told.set_aside[0].reason
    assert "This night is not whole." in page(config)
    assert "set aside after two tries" in page(config)
    assert archive.verify(tmp_path / "nights" / "archive.sqlite") == ()
    nights.write(tmp_path / "articles", 2, 0)  # mended: told the next night, and nothing else is
    later = run(config, nights.LATER)
    assert (later.exit_code, len(later.stories)) == (0, 1)


def test_a_story_that_failed_on_two_nights_is_told_of_and_tried_again_when_it_is_another(tmp_path: Path):
    nights.articles(tmp_path / "articles", of=2)
    nights.write(tmp_path / "articles", 2, 1)
    poisoned = nights.write(tmp_path / "articles", 2, 0)
    poisoned.write_text(poisoned.read_text("utf-8") + "POISON is in it.\n", "utf-8")
    config = nights.settings(tmp_path, log="", workers=2, matcher="fragile")
    assert [run(config, f"2026-11-2{day}T03:00:00Z").exit_code for day in (1, 2)] == [7, 7]
    for day in (3, 4):
        told = run(config, f"2026-11-2{day}T03:00:00Z")
        assert (told.exit_code, told.articles_new, told.failures, len(told.set_aside)) == (0, 0, (), 1)
        assert told.set_aside[0].reason.startswith("not tried again until")
        assert "on night 2026-11-22: set aside after two tries" in told.set_aside[0].reason
        assert "1 set aside" in page(config)
        assert "Stories left aside" in page(config)
        assert "This night is not whole" not in page(config)
    poisoned.write_text(poisoned.read_text("utf-8") + "More of POISON.\n", "utf-8")
    assert run(config, "2026-11-25T03:00:00Z").exit_code == 7
    nights.write(tmp_path / "articles", 2, 0)
    mended = run(config, "2026-11-26T03:00:00Z")
    assert (mended.exit_code, len(mended.stories), mended.set_aside) == (0, 1, ())


def lost(config: Path, file: str, content: bytes | None) -> None:
    """Remove a briefing's file, or put something else in its place."""
    path = config.parent / "nights" / file
    path.unlink()
    if content is not None:
        path.write_bytes(content)


def test_a_briefing_that_is_not_as_it_was_recorded_is_made_again(night: Path):
    first = run(night)
    removed, damaged = first.stories[:2]
    lost(night, removed.files[0], None)
    lost(night, damaged.files[1], b"{}")
    second = run(night, nights.LATER)
    assert {story.id for story in second.stories} == {removed.id, damaged.id}
    assert [f.what for f in second.failures] == [f"{damaged.title} ({damaged.id})"], "it cannot be compared with what was"
    told = {story.id: why.read(night.parent / "nights" / story.files[1]) for story in second.stories}
    assert all(len(briefing.articles) == 3 for briefing in told.values())
    assert told[removed.id].changes is not None
    assert told[damaged.id].changes is None
    assert all(f'href="./{story.files[0]}"' in page(night) for story in second.stories)
    third = run(night, "2026-11-29T03:00:00Z")
    assert (third.exit_code, third.stories) == (0, ()), "once"


def test_a_night_whose_folder_was_removed_is_made_again_as_it_was(night: Path):
    run(night)
    before = nights.made(night.parent)
    shutil.rmtree(night.parent / "nights" / nights.AT[:10])
    run(night)
    after = nights.made(night.parent)
    assert {name for name in before if before[name] != after.get(name)} <= {"archive.sqlite", "archive.sqlite.sha256"}
    assert archive.verify(night.parent / "nights" / "archive.sqlite") == ()


def test_a_briefing_that_is_lost_with_its_articles(night: Path):
    """What is left is told from that; of what nothing is left, it is said, and no more than on two nights."""
    first = run(night)
    whole, nothing = first.stories[:2]
    lost(night, whole.files[0], None)
    lost(night, nothing.files[1], None)
    for path in (night.parent / "articles").iterdir():
        path.unlink()
    for day, code in ((28, 7), (29, 7), (30, 0)):
        told = run(night, f"2026-11-{day}T03:00:00Z")
        assert (told.exit_code, [s.id for s in told.stories]) == (code, [whole.id] if day == 28 else [])
        assert [f.what for f in told.set_aside] == [f"{nothing.title} ({nothing.id})"]
        assert "it is in no source any more" in told.set_aside[0].reason
        assert "The briefing is not there any more" in page(night)


def test_what_cannot_be_read_is_told_and_the_rest_is_read(night: Path):
    (night.parent / "articles" / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    told = run(night)
    assert (told.exit_code, len(told.stories)) == (7, 3)
    assert [failure.what for failure in told.failures] == ["articles/broken.pdf"]
    assert "articles/broken.pdf" in page(night)


def test_one_night_at_a_time(night: Path):
    work = Path(nightly.load(night).work)
    with lock.alone(work, nights.AT), pytest.raises(ReporterError, match=r"another night is at work on .* \(process \d+, since 2026"):
        run(night)
    assert run(night).exit_code == 0


def test_the_clock_went_back(night: Path):
    run(night, nights.LATER)
    nights.write(night.parent / "articles", 0, 3)
    told = run(night, nights.AT)
    assert (told.run, told.made_at, told.exit_code) == ("2026-11-28-2", nights.LATER, 7)  # the finished one stays as it is
    assert told.failures[0].what == "clock"
    with archive.reading(Path(nightly.load(night).archive)) as kept:
        assert [(r.id, r.story_count) for r in kept.runs()] == [("2026-11-28", 3), ("2026-11-28-2", 1)]
    assert run(night, nights.AT).run == "2026-11-28-3"
    assert any("Kellwick" in story.title for story in told.stories)


def test_a_night_killed_long_ago_does_not_go_on(night: Path):
    loaded = nightly.load(night)
    with archive.writing(Path(loaded.archive)) as keeper:
        keeper.begin("2026-11-25", "2026-11-25T03:00:00Z")
    assert run(night).run == "2026-11-27"
    with archive.reading(Path(loaded.archive)) as kept:
        assert [(r.id, r.finished) for r in kept.runs()] == [("2026-11-25", True), ("2026-11-27", True)]


def test_stories_that_another_model_grouped_are_not_joined(night: Path):
    """After an update of the model a night is no error: what cannot be compared begins anew."""
    run(night)
    loaded = nightly.load(night)
    (kept, *_) = [store.saved(path, Gathered) for path in sorted(Path(loaded.work, "partitions").glob("*.msgpack"))]
    fresh = [row.gist for read in kept.reads for row in read.rows]

    class Before:
        def known(self, *_: object) -> tuple[KnownStory, ...]:
            return tuple(
                KnownStory(id=maker, title=maker, gists=(replace(fresh[0], maker=maker),)) for maker in ("another", fresh[0].maker)
            )

    tonight = Begun("2026-11-28", nights.LATER, resumed=False)
    told = stories.grouped(loaded, tonight, Before(), fresh).stories  # type: ignore[arg-type]
    assert "another" not in {story.id for story in told}
    assert fresh[0].maker in {story.id for story in told}


def test_nights_of_one_day(night: Path):
    run(night)
    assert [run(night, f"2026-11-27T0{hour}:00:00Z").run for hour in (4, 5)] == ["2026-11-27-2", "2026-11-27-3"]


def test_a_locked_archive(night: Path, monkeypatch: pytest.MonkeyPatch):
    run(night)
    monkeypatch.setattr("reporter.nightly.job.archive.writing", partial(archive.writing, wait_seconds=0.05))
    other = sqlite3.connect(nightly.load(night).archive)
    try:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ArchiveError, match="is locked by another program"):
            run(night, nights.LATER)
    finally:
        other.close()
    assert run(night, nights.LATER).exit_code == 0


def test_a_disk_that_takes_no_more_stops_the_night_and_nothing_is_lost(night: Path):
    in_the_way = night.parent / "nights" / nights.AT[:10]
    in_the_way.parent.mkdir()
    in_the_way.write_text("where the briefings are to go", "utf-8")
    with pytest.raises(UnwritableError, match=r"cannot be written.*What was made before is kept: run this again"):
        run(night)
    in_the_way.unlink()
    assert len(run(night).stories) == 3


def test_an_archive_that_cannot_grow_stops_the_night_and_nothing_is_lost(tmp_path: Path):
    nights.articles(tmp_path / "articles", of=3)
    config = nights.settings(tmp_path, workers=1)
    assert "archive.sqlite: cannot" in nights.run(config, code=5, file_bytes=300_000)
    nights.run(config)
    whole = tmp_path / "whole"
    nights.articles(whole / "articles", of=3)
    nights.run(nights.settings(whole, workers=1))
    assert nights.made(tmp_path) == nights.made(whole)


def test_a_folder_that_is_a_file(night: Path):
    (night.parent / "nights").write_text("", "utf-8")
    with pytest.raises(UnwritableError, match="cannot be written"):
        run(night)


def test_old_nights_are_removed(night: Path):
    first = run(night)
    config = nights.settings(night.parent, log="", workers=1, keep_days=5)
    nights.write(night.parent / "articles", 0, 3)
    run(config, "2026-12-24T03:00:00Z")
    out = night.parent / "nights"
    assert not any((out / file).exists() for story in first.stories for file in story.files if "Kellwick" not in story.title)
    assert [path.name for path in sorted(out.glob("20*"))] == ["2026-12-24"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sources = []", "sources: none is given"),
        ("", "required field `sources`"),
        ('sources = ["a"]\nfeeds = ["b"]', "unknown field `feeds`; known: sources, out"),
        ('sources = ["a"]\n[mail]\nserver = "b"', r"known in \[mail\]: host, sender, to"),
        ('sources = ["a"]\n[briefing.read.web]\nretries = 3', r"known in \[briefing.read.web\]: allow_networks"),
        ('sources = ["a"]\nformats = ["html"]', "json is missing"),
        ('sources = ["a"]\nworkers = -1', "workers must not be below 0"),
        ('sources = ["a"]\npartition = 0', "partition must be 1 or more"),
        ('sources = ["a"]\narchive = "../elsewhere/a.sqlite"', "archive"),
        ("sources = [", "not valid TOML"),
    ],
)
def test_settings_that_cannot_be_used(tmp_path: Path, text: str, message: str):
    path = tmp_path / "night.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=message):
        settings.load(path)


def test_what_is_not_there(tmp_path: Path):
    with pytest.raises(ConfigError, match="cannot be read"):
        settings.load(tmp_path / "none.toml")
    config = nights.settings(tmp_path, log="", workers=1)
    with pytest.raises(InputError, match=r"none of the sources is there:\n  .*articles: no such file or folder: .* misspelt"):
        run(config)
    with pytest.raises(ConfigError, match="engine 'spark' is not known; known: dask, local"):
        run(nights.settings(tmp_path, log="", engine="spark"))
