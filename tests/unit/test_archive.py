"""The archive from night to night: what is recorded, found again, resumed and forgotten."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any, get_origin

import msgspec
import pytest
from msgspec import structs

from reporter import archive
from reporter.archive import seal
from reporter.errors import ArchiveError, ConfigError
from reporter.schema import Failure
from reporter.schema.stories import ArticleGist
from tests.archives import briefing, ferry, recorded, written

ONE, TWO = "2026-11-22", "2026-11-23"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reports" / "archive.sqlite"


@pytest.fixture
def two_nights(path: Path) -> Path:
    recorded(path, ONE, [ferry(1)])
    recorded(path, TWO, [ferry(2)])
    return path


def test_a_story_from_night_to_night(two_nights: Path):
    with archive.reading(two_nights) as kept:
        assert [(r.id, r.finished, r.story_count) for r in kept.runs()] == [(ONE, True, 1), (TWO, True, 1)]
        history = kept.story("ferry")
        assert [(n.run, n.claim_count, n.finding_count) for n in history.nights] == [(ONE, 4, 2), (TWO, 5, 2)]
        assert [f.path for f in history.nights[1].files] == [f"{TWO}/ferry.json", f"{TWO}/ferry.md"]
        texts = [(v.article, v.run) for v in history.versions]
        assert texts == [("ferry-echo", TWO), ("ferry-mail", ONE), ("ferry-post", ONE), ("ferry-post", TWO)]
        assert kept.told(TWO) == history.nights[1:]
        assert kept.told("never") == ()


def test_a_claim_keeps_its_id_and_has_a_history(two_nights: Path):
    with archive.reading(two_nights) as kept:
        (hit,) = kept.search("missing coast guard")
        history = kept.claim(hit.lasting_id)
    assert [(n.run, [m.outlet for m in n.mentions]) for n in history.nights] == [(ONE, ["Coast Post"]), (TWO, ["Sund Echo", "Coast Post"])]
    assert history.nights[0].mentions[0].exact == "At least 12 people are missing, the coast guard said."
    assert {n.lasting_id for n in history.nights} == {hit.lasting_id}
    assert history.nights[1].agreement.outlet_count == 2


def test_ids_may_be_cut_short_where_one_begins_so(two_nights: Path):
    with archive.reading(two_nights) as kept:
        (hit,) = kept.search("owner")
        assert kept.claim(hit.lasting_id[:10]).lasting_id == hit.lasting_id
        assert kept.story("fer").story == "ferry"
        for unknown in ("train", "\udcff", "fer%", "*"):
            with pytest.raises(ConfigError, match="no story of that id"):
                kept.story(unknown)
        assert kept.earlier("\udcff", "\udcff", ["\udcff"]) == ()
        with pytest.raises(ConfigError, match="several claim ids begin so"):
            kept.claim("")


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("ferry aground", 1),
        ("AGROUND Férry", 1),
        ("ferry owner", 0),
        ('"no lights"', 1),
        ('"lights no"', 0),
        ("“no lights” Holm", 1),
        ("fewer* OR ferry", 0),
        ("lights", 1),
    ],
)
def test_search_finds_passages_that_hold_all_words(two_nights: Path, words: str, count: int):
    with archive.reading(two_nights) as kept:
        assert len(kept.search(words)) == count


@pytest.mark.parametrize(
    "words", ['text:ferry"', "ferry AND (", "NEAR(ferry)", "^ferry", "ferry -owner", "' OR 1=1 --", "{text}: ferry", "a\x00b", "a\udcff"]
)
def test_query_syntax_does_not_act(two_nights: Path, words: str):
    with archive.reading(two_nights) as kept:
        assert all(hit.lasting_id for hit in kept.search(words))  # no error


@pytest.mark.parametrize("words", ["", "  ", '""', "--- *", "a " * 33, "ä" * 1001])
def test_a_search_without_words_or_with_too_many_is_told(two_nights: Path, words: str):
    with archive.reading(two_nights) as kept, pytest.raises(ConfigError, match="search"):
        kept.search(words)


def test_the_latest_is_found_first_and_a_claim_once(two_nights: Path):
    with archive.reading(two_nights) as kept:
        hits = kept.search("lights at all")
        assert [(h.run, h.passage.exact) for h in hits] == [(TWO, "“We saw few lights at all,” said Ida Holm.")]
        assert [h.outlet for h in kept.search("missing", limit=1)] == ["Coast Post"]


def test_a_passage_that_the_latest_night_told_again_is_found_before_one_that_is_newer(path: Path):
    recorded(path, ONE, [ferry(1, story="a")])
    recorded(path, TWO, [ferry(1, story="b", place="Tarn")])
    recorded(path, "2026-11-24", [ferry(1, story="a")])
    with archive.reading(path) as kept:
        assert [(h.run, h.story) for h in kept.search("aground")] == [("2026-11-24", "a"), (TWO, "b")]
    recorded(path, "2026-11-25", [ferry(1, story="b", place="Tarn")], finish=False)
    with archive.reading(path) as kept:
        assert [(h.run, h.story) for h in kept.search("aground")] == [("2026-11-24", "a"), (TWO, "b")]


def test_what_an_unfinished_night_holds_is_not_searched_yet(path: Path):
    recorded(path, ONE, [ferry(1)], finish=False)
    with archive.reading(path) as kept:
        assert kept.search("ferry") == ()
        assert len(kept.told(ONE)) == 1
    recorded(path, ONE, [])
    with archive.reading(path) as kept:
        assert len(kept.search("ferry")) == 1


# -- a night goes on ------------------------------------------------------------------


def test_the_same_bytes_in_whatever_order_stories_come(tmp_path: Path):
    stories = [ferry(1, story=f"ferry-{n}", place=place) for n, place in enumerate(["Sund", "Tarn", "Elva", "Hale"])]
    later = [ferry(2, story=f"ferry-{n}", place=place) for n, place in enumerate(["Sund", "Tarn", "Elva", "Hale"])]
    made = []
    for seed in range(3):
        path = tmp_path / str(seed) / "archive.sqlite"
        order = random.Random(seed)
        recorded(path, ONE, order.sample(stories, 4))
        recorded(path, TWO, order.sample(later, 4))
        with archive.reading(path) as kept:
            made.append((path.read_bytes(), seal.beside(path).read_bytes(), b"".join(kept.export())))
    assert made[1:] == made[:1] * 2


def test_a_night_that_is_cut_off_and_goes_on_ends_as_if_it_had_not_been(tmp_path: Path):
    stories = [ferry(1, story=name) for name in ("a", "b", "c")]
    whole, resumed = tmp_path / "whole" / "archive.sqlite", tmp_path / "resumed" / "archive.sqlite"
    recorded(whole, ONE, stories)
    recorded(resumed, ONE, stories[1:2], finish=False)
    recorded(resumed, ONE, stories[:2], finish=False)  # one of them again
    recorded(resumed, ONE, stories[2:])
    recorded(resumed, ONE, [])  # a night that is over, begun again: nothing new
    assert resumed.read_bytes() == whole.read_bytes()
    with archive.reading(resumed) as kept:
        assert [t.story for t in kept.told(ONE)] == ["a", "b", "c"]


def test_a_night_that_is_over_is_not_packed_again_where_nothing_is_new(two_nights: Path):
    before = (two_nights.stat().st_ino, seal.beside(two_nights).read_bytes())
    recorded(two_nights, TWO, [])
    with archive.writing(two_nights):
        pass
    assert (two_nights.stat().st_ino, seal.beside(two_nights).read_bytes()) == before
    with archive.writing(two_nights) as keeper:
        keeper.begin("2026-11-24", "2026-11-24T03:00:00Z")
        keeper.finish("2026-11-24")
    assert seal.beside(two_nights).read_bytes() != before[1]
    assert archive.verify(two_nights) == ()


def test_a_night_that_never_went_on_ends_with_the_next_and_says_so(path: Path):
    recorded(path, ONE, [ferry(1)], finish=False)
    recorded(path, TWO, [ferry(2)])
    with archive.reading(path) as kept:
        first, second = kept.runs()
        assert first.finished
        assert [f.what for f in first.failures] == ["the night"]
        assert second.failures == ()
        assert len(kept.search("owner")) == 1
    with archive.writing(path) as keeper, pytest.raises(ArchiveError, match="is over"):
        keeper.begin(ONE, "2026-11-22T03:00:00Z")


def test_failures_of_a_night_are_kept(path: Path):
    with archive.writing(path) as keeper:
        keeper.begin(ONE, "2026-11-22T03:00:00Z")
        keeper.finish(ONE, [Failure(what="story b", reason="two tries"), Failure(what="story a", reason="poison")])
    with archive.reading(path) as kept:
        assert [f.what for f in kept.runs()[0].failures] == ["story a", "story b"]


def test_a_clock_that_went_back_changes_no_order(path: Path):
    with archive.writing(path) as keeper:
        keeper.begin("first", "2026-11-22T03:00:00Z")
        keeper.finish("first")
        keeper.begin("second", "2001-01-01T00:00:00Z")
        keeper.finish("second")
    with archive.reading(path) as kept:
        assert [r.id for r in kept.runs()] == ["first", "second"]


def test_a_story_that_is_recorded_again_takes_the_place_of_itself(path: Path):
    recorded(path, ONE, [ferry(1)])
    changed = briefing("ferry", {"ferry-post": ("Coast Post", ["A tram stopped."])}, [("A tram stopped", [("ferry-post", 1)])])
    recorded(path, ONE, [changed])
    with archive.reading(path) as kept:
        assert kept.search("ferry") == ()
        assert [h.text for h in kept.search("tram")] == ["A tram stopped"]
        assert len(kept.story("ferry").versions) == 1
    assert archive.verify(path) == ()


# -- what a night is told of earlier ones ----------------------------------------------


def test_the_storys_own_briefing_first_then_those_that_hold_its_other_articles(path: Path):
    other = briefing("tram", {"tram-post": ("Coast Post", ["A tram stopped."])}, [("A tram stopped", [("tram-post", 1)])])
    recorded(path, ONE, [ferry(1), other])
    with archive.writing(path) as keeper:
        names = [p.relative_to(path.parent).as_posix() for p in keeper.earlier(TWO, "ferry", ["ferry-post", "tram-post", "new"])]
        assert names == [f"{ONE}/ferry.json", f"{ONE}/tram.json"]
        assert keeper.earlier(TWO, "ferry", ["ferry-post"]) == (path.parent / ONE / "ferry.json",)
        assert keeper.earlier(TWO, "new", ["new"]) == ()
        keeper.begin(ONE, "2026-11-22T03:00:00Z")
        assert keeper.earlier(ONE, "ferry", ["ferry-post"]) == ()  # tonight's own is no earlier one


def test_a_briefing_that_is_missing_or_changed_is_not_compared_with(two_nights: Path):
    file = two_nights.parent / TWO / "ferry.json"
    file.write_bytes(file.read_bytes().replace(b"12", b"13"))
    with archive.reading(two_nights) as kept:
        with pytest.raises(ArchiveError, match="was changed since it was recorded"):
            kept.earlier("tonight", "ferry", [])
        file.unlink()
        with pytest.raises(ArchiveError, match="cannot be read"):
            kept.earlier("tonight", "ferry", [])


def test_what_grouping_kept_comes_back(path: Path):
    told = archive.followed(ferry(1), [], ONE)
    empty: dict[type, object] = {str: "a", bytes: b"\x00\x01"}  # what grouping keeps is its own affair
    fields = {f.name: empty.get(f.type) or get_origin(f.type)() for f in msgspec.structs.fields(ArticleGist) if f.required}
    gist = msgspec.convert(msgspec.to_builtins({**fields, "id": "ferry-post"}), ArticleGist)
    other: Any = msgspec.defstruct("Other", [("id", str)])(id="ferry-mail")  # as an earlier version kept it
    with archive.writing(path) as keeper:
        keeper.begin(ONE, "2026-11-22T03:00:00Z")
        keeper.record(ONE, told, written(path.parent, ONE, told), {"ferry-post": gist, "ferry-mail": other})
        assert keeper.known(ONE, 3) == ()  # tonight's own are not known to tonight, also where it goes on
        keeper.finish(ONE)
        (story,) = keeper.known(TWO, 1)
        assert (story.id, story.title, story.gists) == ("ferry", "ferry", (gist,))
        keeper.begin(TWO, "2026-11-23T03:00:00Z")
        keeper.begin("2026-11-24", "2026-11-24T03:00:00Z")
        assert keeper.known("2026-11-24", 1) == ()
        assert len(keeper.known("2026-11-24", 2)) == 1
    assert archive.verify(path) == ()


# -- files ----------------------------------------------------------------------------


def test_files_must_lie_below_the_archive_and_be_there(path: Path, tmp_path: Path):
    told = archive.followed(ferry(1), [], ONE)
    elsewhere = written(tmp_path / "elsewhere", ONE, told)
    with archive.writing(path) as keeper:
        keeper.begin(ONE, "2026-11-22T03:00:00Z")
        with pytest.raises(ArchiveError, match="does not lie below"):
            keeper.record(ONE, told, elsewhere)
        with pytest.raises(ArchiveError, match="cannot be read"):
            keeper.record(ONE, told, [path.parent / "none.json"])
        with pytest.raises(ArchiveError, match="has no JSON file"):
            keeper.record(ONE, told, written(path.parent, ONE, told)[1:])
        with pytest.raises(ArchiveError, match="was not begun"):
            keeper.record(TWO, told, written(path.parent, ONE, told))
        assert keeper.told(ONE) == ()


def test_what_a_crash_left_is_cleared_and_what_is_broken_is_made_again(path: Path):
    recorded(path, ONE, [ferry(1, story="a"), ferry(1, story="b"), ferry(1, story="c")], finish=False)
    folder = path.parent / ONE
    (folder / "orphan.json").write_text("{}")
    (folder / ".b.md.17.part").write_text("half")
    (folder / "index.html").write_text("kept")
    (folder / "a.md").unlink()
    (folder / "c.json").write_bytes(b"")
    with archive.writing(path) as keeper:
        removed = keeper.repair(ONE, folder, keep=["index.html"])
        assert [t.story for t in keeper.told(ONE)] == ["b"]
    assert sorted(p.name for p in removed) == [".b.md.17.part", "a.json", "c.json", "c.md", "orphan.json"]
    assert sorted(p.name for p in folder.iterdir()) == ["b.json", "b.md", "index.html"]
    recorded(path, ONE, [ferry(1, story="a"), ferry(1, story="c")])
    assert archive.verify(path) == ()


def test_old_nights_are_forgotten_with_their_files(two_nights: Path):
    recorded(two_nights, "2026-11-24", [briefing("tram", {"tram": ("Coast Post", ["A tram stopped."])}, [("It stopped", [("tram", 1)])])])
    with archive.writing(two_nights) as keeper:
        removed = keeper.forget("2026-11-23T00:00:00Z")
    assert [p.name for p in removed] == ["ferry.json", "ferry.md"]
    assert not (two_nights.parent / ONE).exists()
    with archive.reading(two_nights) as kept:
        assert [r.id for r in kept.runs()] == [TWO, "2026-11-24"]
        assert len(kept.story("ferry").nights) == 1
        assert kept.search('"no lights"') == (), "only the earlier text had these words"
        assert len(kept.search('"few lights"')) == 1
        assert [v.run for v in kept.story("ferry").versions] == [TWO, TWO, TWO]
    assert archive.verify(two_nights) == ()


# -- export ---------------------------------------------------------------------------


def test_export_is_sorted_json_lines_that_hold_everything(two_nights: Path):
    with archive.reading(two_nights) as kept:
        rows = [json.loads(line) for line in kept.export()]
    assert [r["kind"] for r in rows] == ["run"] * 2 + ["story"] * 2 + ["article"] * 4
    story = rows[3]
    assert (story["run"], story["story"], len(story["claims"]), len(story["findings"])) == (TWO, "ferry", 5, 2)
    assert [c["lasting_id"] for c in story["claims"]] == sorted(c["lasting_id"] for c in story["claims"])
    texts = {(r["article"], r["version"]): r["text"] for r in rows if r["kind"] == "article"}
    of = {a["article"]: a["version"] for a in story["articles"]}
    said = {texts[m["article"], of[m["article"]]][m["start"] : m["end"]] for c in story["claims"] for m in c["mentions"]}
    assert "Fifteen people are missing after the ferry accident." in said


def test_texts_that_utf_8_has_no_form_for_are_kept_readable(path: Path):
    odd = briefing(
        "odd \ud800",
        {"a": ("Post \udfff", ["A \x00 ferry \ud83d sank."])},
        [("A ferry \ud800 sank", [("a", 1)])],
    )
    told = archive.followed(structs.replace(odd, story=structs.replace(odd.story, id="odd")), [], ONE)
    with archive.writing(path) as keeper:
        keeper.begin(ONE, "2026-11-22T03:00:00Z")
        keeper.record(ONE, told, written(path.parent, ONE, told))
        keeper.finish(ONE)
        (hit,) = keeper.search("ferry sank")
    assert hit.passage.exact == "A \x00 ferry \ufffd sank."
    assert archive.verify(path) == ()
