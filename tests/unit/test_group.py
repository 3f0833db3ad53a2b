from __future__ import annotations

import hashlib

import pytest

from reporter.config import Group
from reporter.errors import ConfigError
from reporter.group import gists, stories
from reporter.models.minilm import MiniLM
from reporter.schema import Article
from reporter.schema.stories import KnownStory

FERRY = (
    "The ferry Northern Star ran aground at dawn on Tuesday off Holm, with 212 people on board. "
    "Lifeboats took all of them ashore, the coast guard said. The captain blamed fog."
)
FERRY_TOO = (
    "All 212 people aboard a ferry were rescued by lifeboats after the Northern Star hit rocks near Holm early on Tuesday. "
    "Fog was thick at the time, according to its captain."
)
BUDGET = (
    "Parliament in Ostrava passed the budget by three votes on Wednesday night. "
    "Finance minister Jan Novak called it a fair deal for pensioners."
)


@pytest.fixture(scope="module")
def embedder() -> MiniLM:
    return MiniLM()


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


def test_articles_on_one_event_are_one_story(embedder: MiniLM):
    made = gists([article("a", FERRY), article("b", BUDGET), article("c", FERRY_TOO)], embedder)
    assert sorted(s.articles for s in stories(made, (), Group()).stories) == [("a", "c"), ("b",)]


def test_a_late_article_joins_its_story_which_keeps_its_id_and_title(embedder: MiniLM):
    first = gists([article("a", FERRY, title="Ferry aground"), article("b", BUDGET)], embedder)
    last_night = {s.articles: s for s in stories(first, (), Group()).stories}
    known = [KnownStory(id=s.id, title=s.title, gists=tuple(g for g in first if g.id in s.articles)) for s in last_night.values()]
    late = gists([article("0", FERRY_TOO, title="All saved")], embedder)
    (joined,) = stories(late, known, Group()).stories
    assert (joined.id, joined.title, joined.articles) == (last_night["a",].id, "Ferry aground", ("0", "a"))


def test_gists_of_two_makers_are_refused(embedder: MiniLM):
    from msgspec.structs import replace

    a, b = gists([article("a", FERRY), article("b", FERRY_TOO)], embedder)
    with pytest.raises(ConfigError, match="different models"):
        stories([a, replace(b, maker="other")], (), Group())
