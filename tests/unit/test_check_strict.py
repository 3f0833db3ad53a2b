"""What a draft turns, cuts or states as fact, and what only looks like it."""

from __future__ import annotations

import pytest

from reporter import pipeline
from reporter.schema import RawArticle
from tests.checks import checked, told

COAST = (
    "Harbour master Jane Lind spoke on Monday. "
    "“I do not believe that the old ferry is safe enough for winter,” Lind said. "
    "“If the council pays, we will build the new pier before the summer of next year,” she added. "
    "“I did not come to talk, but we will sell the two blue boats in March,” she said. "
    "The owner of the shipyard said that the crane had been sold to a buyer from the north. "
    "The council came out in favor of the measure on fishing nets in April. "
    "The company denied that the engine of the island ferry had failed in the storm."
)
BAY = (
    "The crane of the old yard is gone, and many people miss the look of it. "
    "The council came out in favor of the measure on fishing nets in April. "
    "A spokesman denied that the engine of the island ferry had failed in the storm."
)


@pytest.fixture(scope="module")
def articles() -> pipeline.Told:
    return told([RawArticle(id="coast", text=COAST, outlet="Coast Post"), RawArticle(id="bay", text=BAY, outlet="Bay Times")])


def rules(text: str, articles: pipeline.Told) -> set[tuple[str, str | None]]:
    return {(f.rule, f.kind) for f in checked(text, articles).findings}


@pytest.mark.parametrize(
    ("draft", "head"),
    [
        ("“The old ferry is safe enough for winter,” Lind said.", "I do not believe that"),
        ("“We will build the new pier before the summer of next year,” Lind said.", "If the council pays"),
        ("Lind does not think that “the old ferry is safe enough for winter.”", None),
        ("“We will sell the two blue boats in March,” Lind said.", None),
        ("“I do not believe that the old ferry is safe enough for winter,” Lind said.", None),
    ],
)
def test_a_quotation_cut_at_its_beginning_is_told_where_that_limits_it(articles: pipeline.Told, draft: str, head: str | None):
    found = [f for f in checked(draft, articles).findings if f.rule == "truncated-quote"]
    assert [e.exact for f in found for e in f.evidence] == ([head] if head else [])


def test_words_of_an_article_without_who_says_them_are_no_fact_because_another_is_a_little_like_them(articles: pipeline.Told):
    assert ("attribution-dropped", None) in rules("The crane had been sold to a buyer from the north.", articles)
    assert ("attribution-dropped", None) not in rules(
        "The crane had been sold to a buyer from the north, the owner of the shipyard said.", articles
    )


def test_words_that_are_contrary_in_one_place_only_turn_a_sentence(articles: pipeline.Told):
    draft = "The council came out {} the measure on fishing nets in April."
    assert ("detail-differs", "outcome") in rules(draft.format("against"), articles)
    assert ("detail-differs", "outcome") not in rules(draft.format("in favor of"), articles)


def test_what_all_articles_deny_is_not_affirmed(articles: pipeline.Told):
    draft = "The ferry’s engine did fail in the storm near the island, the company said."
    assert ("detail-differs", "negation") in rules(draft, articles)
    assert ("detail-differs", "negation") not in rules("The company denied that the ferry’s engine failed in the storm.", articles)


def test_a_negation_beside_other_words_turns_nothing(articles: pipeline.Told):
    text = "Jane Lind, who has never been to the north, sold the old crane of the harbour to the yard in April."
    only = told([RawArticle(id="yard", text=text, outlet="Yard News")])
    draft = "Jane Lind, the harbour master since winter, sold the old crane of the harbour to the yard in April."
    assert ("detail-differs", "negation") not in rules(draft, only)
