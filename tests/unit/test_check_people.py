"""Who is named in a draft and how: descriptions that articles give elsewhere, capitals for their states, and people left unnamed."""

from __future__ import annotations

import pytest

from reporter import pipeline
from reporter.schema import RawArticle
from tests.checks import checked, told

SEA = (
    "Iranian Defense Minister Reza Ashtiani met engineers at the port on Monday. "
    "Ashtiani said that the old fences along the border will be removed in spring. "
    "Russia will send 40 engineers to the harbour of the island in May."
)
LAND = (
    "The old fences along the border will be removed in spring, Ashtiani said. "
    "Reza Ashtiani, the defense minister of Iran, was at the port. "
    "Moscow will send 40 engineers to the harbour of the island in May."
)


@pytest.fixture(scope="module")
def articles() -> pipeline.Told:
    return told([RawArticle(id="sea", text=SEA, outlet="Sea Post"), RawArticle(id="land", text=LAND, outlet="Land News")])


def details(text: str, articles: pipeline.Told) -> list[str]:
    return [f.exact for f in checked(text, articles).findings if f.rule in ("detail-differs", "detail-not-found")]


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("Iranian Defense Minister Reza Ashtiani", []),
        ("Iran’s Defense Minister Reza Ashtiani", []),
        ("Iraqi Defense Minister Reza Ashtiani", ["Iraqi"]),
        ("Iranian Finance Minister Reza Ashtiani", ["Finance"]),
    ],
)
def test_a_person_is_described_as_any_article_does(articles: pipeline.Told, who: str, found: list[str]):
    assert details(f"{who} said that the old fences along the border will be removed in spring.", articles) == found


def test_a_capital_may_stand_for_its_state(articles: pipeline.Told):
    text = "{} will send 40 engineers to the harbour of the island in May."
    only = told([RawArticle(id="sea", text=SEA, outlet="Sea Post")])
    assert details(text.format("Moscow"), only) == []
    assert details(text.format("Kyiv"), only) == ["Kyiv"]


def test_who_is_left_unnamed_though_articles_name_them_is_told(articles: pipeline.Told):
    text = "{} said that the old fences along the border will be removed in spring."
    [hidden] = [f for f in checked(text.format("A senior official"), articles).findings if f.rule == "anonymous-source"]
    assert "Reza Ashtiani" in hidden.message
    assert {e.article for e in hidden.evidence} == {"sea", "land"}
    assert not [f for f in checked(text.format("Reza Ashtiani"), articles).findings if f.rule == "anonymous-source"]


def test_unnamed_people_of_whom_no_article_tells_are_told(articles: pipeline.Told):
    made = checked("The mayor has been ill since winter, according to a person close to him.", articles)
    assert [f.message for f in made.findings if f.rule == "anonymous-source"] == [
        "The draft rests this on unnamed people only: “a person close to him”."
    ]
