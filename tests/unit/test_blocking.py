from __future__ import annotations

from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from reporter import pair
from reporter.config import PairSettings
from reporter.pair import blocking
from reporter.schema import Article, RawArticle, Statement, Story

WORDS = "harbour ferry strike council budget bridge river school mayor budget vote delay".split()


def stating(raw: list[RawArticle]) -> tuple[Story, list[Statement]]:
    """Return the articles as a story, each with one statement."""
    articles = [
        Article(id=r.id, outlet=r.id, outlet_named=True, text=r.text, sha256="", word_count=len(r.text.split()))
        for r in sorted(raw, key=lambda r: r.id)
    ]
    statements = [Statement(id=f"s{r.id}", article=r.id, start=0, end=len(r.text), sentence="", frame=r.text) for r in raw]
    return Story(id="s", title="", articles=tuple(articles)), statements


def told(count: int, seed: int = 0, *, order: int = 0):
    """Return a story of short articles with words of their own, given in some order."""
    rng = Random(seed)
    raw = [RawArticle(id=f"{n:02}", text=f"The {' '.join(rng.sample(WORDS, 5))} was discussed on Monday.") for n in range(count)]
    Random(order).shuffle(raw)
    return stating(raw)


def test_a_small_story_is_compared_whole():
    story, statements = told(11)
    every = tuple(combinations(sorted(a.id for a in story.articles), 2))
    assert pair.candidates(story, statements, PairSettings()) == every


@settings(deadline=None)  # the stemmer is loaded by the first of them
@given(st.integers(2, 30), st.integers(1, 6), st.integers(0, 99))
def test_each_article_is_compared_with_enough_and_all_grow_with_the_articles(count: int, nearest: int, seed: int):
    story, statements = told(count, seed)
    found = blocking.candidates(story, statements, nearest)
    for article in story.articles:
        assert sum(article.id in two for two in found) >= min(nearest, count - 1)
    assert len(found) <= max(count * nearest, nearest * (nearest + 1) // 2)
    assert all(a < b for a, b in found)
    assert list(found) == sorted(set(found))


@settings(deadline=None)  # the stemmer is loaded by the first of them
@given(st.integers(0, 99))
def test_the_order_of_articles_changes_no_candidate(order: int):
    (story, statements), (same, shuffled) = told(20), told(20, order=order)
    assert blocking.candidates(same, shuffled, 3) == blocking.candidates(story, statements, 3)


def test_what_shares_most_words_is_nearest():
    raw = [RawArticle(id=f"a{n}", text=f"The ferry left the harbour at noon with {n} crates of apples.") for n in range(3)]
    raw += [RawArticle(id=f"b{n}", text=f"Shares of the bank fell by {n} cents after its chairman resigned.") for n in range(3)]
    story, statements = stating(raw)
    found = blocking.candidates(story, statements, 2)
    assert found == (*combinations(("a0", "a1", "a2"), 2), *combinations(("b0", "b1", "b2"), 2))
