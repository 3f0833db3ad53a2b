from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError
from itertools import permutations

import numpy as np
import pytest
from msgspec.structs import replace

from reporter.config import Group
from reporter.errors import ConfigError
from reporter.group import candidates, comparison, copies, gists, stories, terms
from reporter.group.linkage import Linkage
from reporter.models.minilm import MiniLM, of_events
from reporter.schema import Article, Loss
from reporter.schema.stories import ArticleGist, Grouping, KnownStory

FERRY = (
    "The ferry Northern Star ran aground at dawn on Tuesday off Holm, with 212 people on board. "
    "Lifeboats took all of them ashore, the coast guard said. The captain blamed fog."
)
FERRY_TOO = (
    "All 212 people aboard the ferry Northern Star were taken ashore by lifeboats after it ran aground near Holm early on Tuesday. "
    "The captain said that fog was thick at the time, according to the coast guard."
)
BUDGET = (
    "Parliament in Ostrava passed the budget by three votes on Wednesday night. "
    "Finance minister Jan Novak called it a fair deal for pensioners. The opposition walked out."
)
BUDGET_TOO = (
    "The budget passed parliament in Ostrava with a majority of three votes late on Wednesday. "
    "The opposition walked out before finance minister Jan Novak, who praised it as fair to pensioners, could speak."
)
MORE = "Tugs from Sund wait for the tide to pull the Northern Star off the rocks and into harbour, where divers will look at her hull."
BAT = (
    "Biologists discovered an unknown bat inside limestone caves at Quill, where it hunts moths by scent and sleeps in empty snail shells."
)


@pytest.fixture(scope="module")
def embedder() -> MiniLM:
    return of_events()


def article(id_: str, text: str, *, title: str | None = None, published: str | None = None) -> Article:
    return Article(
        id=id_,
        outlet=id_,
        outlet_named=True,
        text=text,
        title=title,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        word_count=len(text.split()),
        published=published,
    )


@pytest.fixture(scope="module")
def made(embedder: MiniLM) -> tuple[ArticleGist, ...]:
    return gists(
        [
            article("ferry-1", FERRY, title="Ferry aground off Holm", published="2024-03-05T08:00:00Z"),
            article("ferry-2", FERRY_TOO, title="All saved from ferry off Holm", published="2024-03-05"),
            article("budget-1", BUDGET, title="Ostrava passes budget", published="2024-03-06T22:00:00+01:00"),
            article("budget-2", BUDGET_TOO, title="Budget passed by three votes in Ostrava"),
            article("bat", BAT, title="Unknown bat found", published="2024-03-06"),
        ],
        embedder,
    )


def members(grouping: Grouping) -> list[tuple[str, ...]]:
    return sorted(story.articles for story in grouping.stories)


def known(gists_: Sequence[ArticleGist], grouping: Grouping) -> list[KnownStory]:
    return [KnownStory(id=s.id, title=s.title, gists=tuple(g for g in gists_ if g.id in s.articles)) for s in grouping.stories]


def test_articles_on_one_event_are_one_story(made: tuple[ArticleGist, ...]):
    grouping = stories(made, (), Group())
    assert members(grouping) == [("bat",), ("budget-1", "budget-2"), ("ferry-1", "ferry-2")]
    ferry = next(s for s in grouping.stories if "ferry-1" in s.articles)
    assert (ferry.title, ferry.from_, ferry.to) == ("All saved from ferry off Holm", "2024-03-05", "2024-03-05T08:00:00Z")
    assert next(s for s in grouping.stories if "bat" in s.articles).title == "Unknown bat found"


def test_any_order_gives_the_same(made: tuple[ArticleGist, ...]):
    told = {stories(order, (), Group()) for order in permutations(made)}
    assert len(told) == 1


def test_a_gist_is_of_its_article_alone(made: tuple[ArticleGist, ...], embedder: MiniLM):
    (alone,) = gists([article("bat", BAT, title="Unknown bat found", published="2024-03-06")], embedder)
    assert alone == made[-1]


def test_late_articles_join_their_story_which_keeps_its_id_and_title(made: tuple[ArticleGist, ...], embedder: MiniLM):
    first = [g for g in made if g.id != "ferry-2"]
    last_night = known(first, stories(first, (), Group()))
    late = gists([article("0-ferry", FERRY_TOO, title="All saved from ferry", published="2024-03-04T23:00:00Z")], embedder)
    (joined,) = stories(late, last_night, Group()).stories
    before = next(s for s in last_night if s.gists[0].id == "ferry-1")
    assert (joined.id, joined.title, joined.articles) == (before.id, "Ferry aground off Holm", ("0-ferry", "ferry-1"))
    assert joined.from_ == "2024-03-04T23:00:00Z"


def test_what_is_known_stays_where_it_is_also_in_a_new_version(made: tuple[ArticleGist, ...], embedder: MiniLM):
    last_night = known(made, stories(made, (), Group()))
    changed = gists([article("ferry-1", BUDGET_TOO, published="2024-03-05T09:00:00Z")], embedder)
    (story,) = stories(changed, last_night, Group()).stories
    assert story.articles == ("ferry-1", "ferry-2")
    assert stories((), last_night, Group()) == Grouping()


def test_two_known_stories_stay_two(made: tuple[ArticleGist, ...], embedder: MiniLM):
    apart = [KnownStory(id=g.id, title=g.title, gists=(g,)) for g in made if g.id.startswith("ferry")]
    new = gists([article("ferry-3", FERRY_TOO.replace("early", "late"), title="All saved off Holm", published="2024-03-05")], embedder)
    (joined,) = stories(new, apart, Group()).stories
    assert len(joined.articles) == 2
    assert stories(new, apart[::-1], Group()).stories == (joined,)


def test_articles_far_apart_in_time_are_two_stories(made: tuple[ArticleGist, ...]):
    ferry = [g for g in made if g.id.startswith("ferry")]
    later = [ferry[0], replace(ferry[1], published="2024-03-12")]
    assert members(stories(later, (), Group())) == [("ferry-1",), ("ferry-2",)]
    assert members(stories(later, (), Group(window_days=8))) == [("ferry-1", "ferry-2")]


def test_a_story_may_go_on_for_longer_than_the_window(made: tuple[ArticleGist, ...]):
    ferry = next(g for g in made if g.id == "ferry-1")
    days = [replace(ferry, id=f"day-{n}", sha256=str(n), minhash=b"", published=f"2024-03-{n:02}") for n in (1, 4, 7, 10, 20)]
    assert members(stories(days, (), Group())) == [("day-1", "day-10", "day-4", "day-7"), ("day-20",)]


def test_gists_of_two_makers_are_refused(made: tuple[ArticleGist, ...]):
    with pytest.raises(ConfigError, match="different models"):
        stories([made[0], replace(made[1], maker="other")], (), Group())


def test_an_article_without_words_is_a_story_of_its_own(made: tuple[ArticleGist, ...], embedder: MiniLM):
    strange = gists([article("signs", "!? … —"), article("the", "the of and")], embedder)
    assert members(stories([*made, *strange], (), Group()))[-2:] == [("signs",), ("the",)]


# -- duplicates ---------------------------------------------------------------


def test_duplicates_are_told_and_stand_in_one_story(made: tuple[ArticleGist, ...], embedder: MiniLM):
    more = gists(
        [
            article("taken", FERRY, title="Another headline", published="2024-03-06"),
            article("nearly", FERRY.replace("The captain blamed fog.", "Fog was blamed."), published="2024-03-07"),
        ],
        embedder,
    )
    grouping = stories([*made, *more], (), Group())
    assert [(d.article, d.of, d.kind) for d in grouping.duplicates] == [("nearly", "ferry-1", "near"), ("taken", "ferry-1", "exact")]
    assert ("ferry-1", "ferry-2", "nearly", "taken") in members(grouping)


def test_the_same_words_long_after_are_no_duplicate(made: tuple[ArticleGist, ...], embedder: MiniLM):
    again = gists([article("again", FERRY, published="2025-03-05")], embedder)
    grouping = stories([*made, *again], (), Group())
    assert grouping.duplicates == ()
    assert ("again",) in members(grouping)


def test_copies_of_what_was_told_long_before_are_duplicates_of_each_other(embedder: MiniLM):
    days = {"old": "2024-03-05", "again": "2025-03-05", "later": "2025-03-06"}
    grouping = stories(gists([article(id_, FERRY, published=day) for id_, day in days.items()], embedder), (), Group())
    assert [(d.article, d.of, d.kind) for d in grouping.duplicates] == [("later", "again", "exact")]


def test_an_article_of_two_known_stories_is_the_same_in_any_order(made: tuple[ArticleGist, ...]):
    ferry, budget, bat = (next(g for g in made if g.id == id_) for id_ in ("ferry-1", "budget-1", "bat"))
    first = KnownStory(id="a", title="a", gists=(replace(bat, id="x", published="2024-03-05T10:00:00Z"),))
    second = KnownStory(id="b", title="b", gists=(replace(ferry, id="x", published="2024-03-05T09:00:00Z"),))
    told = {stories((ferry, budget), order, Group()) for order in permutations((first, second))}
    assert len(told) == 1
    assert members(told.pop()) == [("budget-1",), ("ferry-1",)]


def test_of_two_versions_the_one_published_last_counts(made: tuple[ArticleGist, ...]):
    ferry, budget = (next(g for g in made if g.id == id_) for id_ in ("ferry-1", "budget-1"))
    for old, new in ((ferry, budget), (budget, ferry)):
        both = [replace(new, id="x", published="2024-03-06"), replace(old, id="x", published="2024-03-05")]
        assert [s.title for s in stories(both, (), Group()).stories] == [new.title]


def test_unlike_texts_are_no_duplicates(made: tuple[ArticleGist, ...]):
    first = copies.firsts(made, lambda _, __: True)
    assert first.tolist() == [0, 1, 2, 3, 4]


# -- two events in one, and what is of no one event ----------------------------


def test_an_article_on_two_events_is_told(made: tuple[ArticleGist, ...], embedder: MiniLM):
    both = gists(
        [article("both", f"{FERRY_TOO}\n\n{FERRY} {MORE}\n\n{BUDGET}", title="All saved from ferry off Holm", published="2024-03-06")],
        embedder,
    )
    grouping = stories([*made, *both], (), Group())
    story = {a: s.id for s in grouping.stories for a in s.articles}
    assert story["both"] == story["ferry-1"]
    assert [(a.article, a.story, a.also_on) for a in grouping.also_on] == [("both", story["ferry-1"], story["budget-1"])]


LIVE = "\n".join(
    f"{hour}:15 GMT\n{text}" for hour, text in enumerate(("A first boat is out.", "Fog lifts.", "All are ashore.", "The owner speaks."), 9)
)
ITEMS = (
    FERRY,
    BUDGET,
    BAT,
    "A goalkeeper from Tarn scored twice in stoppage time and carried the visitors into the regional cup final against Velm.",
    "Archaeologists in Drosk dug up a wooden chariot, the oldest in the valley, below a supermarket's car park last month.",
)


@pytest.mark.parametrize(
    ("text", "title", "reason"),
    [
        (LIVE, "Ferry aground", "live-blog"),
        ("Good morning.\n" + "\n".join(f"• {item}" for item in ITEMS), "Your morning", "digest"),
        ("Good morning.\n" + "\n".join(f"{n}. {item}" for n, item in enumerate(ITEMS, 1)), "Your morning", "digest"),
        (
            "The week in the region.\n"
            + "\n".join(f"{h}\n{i}" for h, i in zip(("At sea", "Money", "Nature", "Sport", "Past"), ITEMS, strict=True)),
            "This week",
            "round-up",
        ),
        ("\n\n".join(ITEMS), "News in brief", "digest"),
        (FERRY, "News in brief", None),
        (f"{FERRY}\n\n{FERRY_TOO}\n\n{BUDGET}", "Ferry aground", None),
        ("What is known.\n" + "\n".join(f"• {sentence}" for sentence in (FERRY_TOO + FERRY).split(". ")), "Five things to know", None),
        (f"08:15, 5 March 2024\n{FERRY}", "Ferry aground", None),
    ],
)
def test_what_is_of_no_one_event_is_kept_out(text: str, title: str, reason: str | None, embedder: MiniLM, made: tuple[ArticleGist, ...]):
    (gist,) = gists([article("x", text, title=title)], embedder)
    assert gist.kept_out == reason
    grouping = stories([*made, gist], (), Group())
    assert [(k.article, k.reason) for k in grouping.kept_out] == ([("x", reason)] if reason else [])
    assert any("x" in s.articles for s in grouping.stories) is (reason is None)


def test_a_live_blog_that_its_page_tells_is_kept_out(embedder: MiniLM):
    told = replace(article("x", FERRY), losses=(Loss(kind="live-blog", reason="JSON-LD"),))
    (gist,) = gists([told], embedder)
    assert stories([gist], (), Group()).kept_out[0].reason == "live-blog"
    assert stories([gist], (), Group()).stories == ()


def test_what_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch, embedder: MiniLM):
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(copies, "version", missing)
    with pytest.raises(ConfigError, match="extra `nightly`"):
        gists([article("x", FERRY)], embedder)


# -- the parts ----------------------------------------------------------------


def test_candidates_are_within_the_window_and_near():
    rng = np.random.default_rng(1)
    rows = np.rint(rng.normal(size=(1200, 640)) * 3).astype(np.int8)
    rows[700] = rows[3]
    rows[3, :600] = rows[700, :600] = np.clip(rows[3, :600].astype(int) * 3, -127, 127)
    days = np.arange(1200) / 400.0
    days[5] = np.nan
    left, right = candidates.pairs(rows, days, 2.0)
    assert (3, 700) in set(zip(left.tolist(), right.tolist(), strict=True))
    assert all(left < right)
    assert (3, 700) not in set(zip(*(side.tolist() for side in candidates.pairs(rows, days, 1.0)), strict=True))


def test_a_pair_s_probability_is_the_same_wherever_it_stands():
    values = np.random.default_rng(1).normal(size=len(comparison.COMPARISONS))
    for size in range(1, 20):
        assert len(set(comparison.shipped().probability(np.tile(values, (size, 1))).tolist())) == 1


def test_zones_count_in_when_something_was_published():
    assert candidates.day("2024-03-06T00:30:00+01:00") < candidates.day("2024-03-06") < candidates.day("2024-03-06T00:30:00Z")
    assert np.isnan(candidates.day(None))


def test_average_linkage_asks_for_the_mean_of_all_pairs():
    chain = Linkage([float("nan")] * 3, 1, ())
    chain.join([(0, 1, 0.9), (1, 2, 0.6)], 0.5)
    assert sorted(chain.members.values()) == [[0, 1], [2]]  # 0 and 2 are far: (0.6 + 0) / 2 is too little
    all_three = Linkage([float("nan")] * 3, 1, ())
    all_three.join([(0, 1, 0.9), (1, 2, 0.6), (0, 2, 0.5)], 0.5)
    assert sorted(all_three.members.values()) == [[0, 1, 2]]


def test_pairs_too_far_apart_in_time_do_not_count():
    days = Linkage([0.0, 1.0, 2.5], 2, ())
    days.join([(0, 1, 0.9), (1, 2, 0.6)], 0.5)
    assert sorted(days.members.values()) == [[0, 1, 2]]


def test_bags_compare_as_their_terms_say():
    packed = [{"lead": terms.bag(words), "shares": terms.shares(words)} for words in (["ferri", "holm"], ["holm", "ferri"], ["budget"], [])]
    bags = terms.Bags(packed, ("lead", "shares"))
    left, right = np.array([0, 0, 0]), np.array([1, 2, 3])
    assert bags.cosines(left, right, "lead", "lead").round(2).tolist() == [1.0, 0.0, 0.0]
    assert bags.common(left, right, "lead").tolist() == [2, 0, 0]
    assert bags.contained(left, right, "shares", "shares")[0].round(2).tolist() == [1.0, 0.0, 0.0]
    assert bags.empty("lead").tolist() == [False, False, False, True]


def test_a_rare_term_weighs_more_than_a_common_one():
    known_ = terms.background()
    assert known_.rarity("govern") < known_.rarity("ferri") <= known_.rarity("zyxwv")
