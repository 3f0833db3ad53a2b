from __future__ import annotations

from reporter import assess, cluster
from reporter.config import Cluster as Settings
from reporter.schema import Article, Pair, Statement, Story

TEXT = "The ferry left at noon."
SETTINGS = Settings(join_probability=0.5, weak_probability=0.2)


def statement(article: str, name: str) -> Statement:
    return Statement(id=name, article=article, start=0, end=len(TEXT), sentence=f"sentence {name}", frame=TEXT)


def article(name: str) -> Article:
    return Article(id=name, outlet=name, outlet_named=True, text=TEXT, sha256="", word_count=5)


def pair(left: str, right: str, probability: float) -> Pair:
    return Pair(left=left, right=right, match_probability=probability, weights=())


STORY = Story(id="s", title="", articles=(article("a"), article("b"), article("c")))
STATEMENTS = [statement("a", "a1"), statement("b", "b1"), statement("c", "c1"), statement("c", "c2")]


def unclear(*pairs: Pair) -> dict[tuple[str, ...], list[tuple[str, float]]]:
    """Return each claim's statements with what is unclear about it."""
    clusters = cluster.clusters(STATEMENTS, pairs, SETTINGS)
    claims = assess.claims(STORY, clusters, STATEMENTS, ())
    made = assess.unclear(STORY, claims, STATEMENTS, cluster.undecided(STATEMENTS, pairs, SETTINGS))
    return {tuple(sorted(m.statement for m in c.mentions)): [(p.statement, p.match_probability) for p in c.unclear] for c in made}


def test_what_is_joined_is_clear():
    assert unclear(pair("a1", "b1", 0.9))["a1", "b1"] == []


def test_between_the_thresholds_it_is_unclear_on_both_sides():
    found = unclear(pair("a1", "b1", 0.9), pair("a1", "c1", 0.3), pair("b1", "c1", 0.2))
    assert found["a1", "b1"] == [("c1", 0.3)]
    assert found[("c1",)] == [("a1", 0.3), ("b1", 0.2)]


def test_below_the_weaker_one_it_is_not_found():
    assert unclear(pair("a1", "b1", 0.9), pair("a1", "c1", 0.19))["a1", "b1"] == []


def test_every_mention_has_to_speak_for_it():
    assert unclear(pair("a1", "b1", 0.9), pair("a1", "c1", 0.3))["a1", "b1"] == []


def test_the_likeliest_passage_of_an_article_is_shown():
    found = unclear(pair("a1", "b1", 0.1), pair("a1", "c1", 0.3), pair("a1", "c2", 0.4))
    assert found[("a1",)] == [("c2", 0.4)]


def test_an_article_that_has_a_mention_is_not_unclear():
    assert unclear(pair("a1", "c1", 0.9), pair("a1", "c2", 0.3))["a1", "c1"] == []
