"""The claims as schema.org's JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import structs

from reporter import once
from reporter.render import wording
from reporter.render.linked import JsonLd
from reporter.schema import Briefing, OriginBasis
from tests.briefings import SHAPES, harbour, hostile, right_to_left


def graph(briefing: Briefing) -> list[dict[str, Any]]:
    read = json.loads(JsonLd().render(briefing))
    assert read["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = read["@graph"]
    return nodes


def references(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for part in node:
            yield from references(part)
    elif isinstance(node, dict):
        if set(node) == {"@id"}:
            yield node["@id"]
        for part in node.values():
            yield from references(part)


def of_type(briefing: Briefing, kind: str) -> list[dict[str, Any]]:
    return [n for n in graph(briefing) if n["@type"] == kind]


@pytest.mark.parametrize("shape", SHAPES)
def test_each_claim_appears_in_its_articles_word_for_word(shape):
    briefing = SHAPES[shape]()
    texts = {f"#article-{letter}": a.text for letter, a in zip(map(wording.letters, range(99)), briefing.articles, strict=False)}
    found = {n["identifier"]: n for n in of_type(briefing, "Claim")}
    assert set(found) == {c.id for c in briefing.claims}
    for claim in briefing.claims:
        node = found[claim.id]
        assert node["text"] == claim.text
        assert sorted(a["text"] for a in node["appearance"]) == sorted(m.exact for m in claim.mentions)
        assert all(a["text"] in texts[a["isPartOf"]["@id"]] for a in node["appearance"])


@pytest.mark.parametrize("shape", SHAPES)
def test_every_reference_is_to_something_in_the_graph_and_nothing_is_judged(shape):
    nodes = graph(SHAPES[shape]())
    ids = [n["@id"] for n in nodes]
    assert len(ids) == len(set(ids))
    assert set(references(nodes)) <= set(ids)
    assert not re.search(r'ClaimReview"|ating"', json.dumps(nodes))


def test_what_may_report_a_claim_is_no_appearance():
    briefing = harbour()
    claim = next(c for c in briefing.claims if len(c.mentions) > 1)
    doubted = structs.replace(claim, mentions=(*claim.mentions[:-1], structs.replace(claim.mentions[-1], doubt="match")))
    briefing = structs.replace(briefing, claims=tuple(doubted if c.id == claim.id else c for c in briefing.claims))
    [node] = [n for n in of_type(briefing, "Claim") if n["identifier"] == claim.id]
    assert sorted(a["text"] for a in node["appearance"]) == sorted(m.exact for m in claim.mentions[:-1])


def test_a_quotation_has_its_speaker():
    quotes = [a for c in of_type(harbour(), "Claim") for a in c["appearance"] if a["@type"] == "Quotation"]
    assert quotes
    assert all(q["spokenByCharacter"] == {"@type": "Person", "name": "Ilse Brandt"} for q in quotes)


def test_an_outlet_that_is_not_named_is_no_publisher():
    articles = {a["@id"]: a for a in of_type(harbour(), "NewsArticle")}
    assert articles["#article-A"]["publisher"]["name"] == "Coast Wire"
    assert "publisher" not in articles["#article-D"]


def test_languages_and_scripts_are_kept():
    content = JsonLd().render(right_to_left()).decode()
    assert "قال الوزير" in content
    assert {a.get("inLanguage") for a in of_type(right_to_left(), "NewsArticle")} >= {"ar", "he"}


class TestFirstAppearance:
    def claims(self, briefing: Briefing) -> dict[str, str | None]:
        return {c["text"]: c.get("firstAppearance", {}).get("@id") for c in of_type(briefing, "Claim")}

    def test_where_every_other_article_credits_it(self):
        found = self.claims(harbour())
        assert found["Engineers counted 41 cracks in February."] == "#article-A"  # B credits A

    def test_not_with_several_origins_one_outlet_or_shared_wording_alone(self):
        found = self.claims(harbour())
        assert [text for text, first in found.items() if first] == [
            "Engineers counted 41 cracks in February.",
            "Ilse Brandt: “We cannot wait another winter with cracks like these”",
        ]
        wording_only = structs.replace(
            harbour(), origins=tuple(structs.replace(o, basis=tuple(b for b in o.basis if b.kind == "wording")) for o in harbour().origins)
        )
        assert set(self.claims(wording_only).values()) == {None}

    def test_a_credit_of_the_claims_own_passages_counts(self):
        briefing = structs.replace(harbour(), origins=())
        basis = (OriginBasis(kind="credit", from_="01", to="02"),)
        claims = tuple(structs.replace(c, basis=basis) for c in briefing.claims)
        assert "#article-A" in self.claims(structs.replace(briefing, claims=claims)).values()

    def test_not_where_another_was_published_earlier(self):
        briefing = harbour()
        days = {"01": "2024-03-02", "02": "2024-03-01T08:00:00Z"}
        dated = tuple(structs.replace(a, published=days.get(a.id)) for a in briefing.articles)
        assert set(self.claims(structs.replace(briefing, articles=dated)).values()) == {None}


def test_only_web_addresses_dates_and_language_codes():
    for article in of_type(hostile("javascript:alert(1)"), "NewsArticle"):
        assert not {"url", "datePublished", "inLanguage"} & set(article)


def test_equal_briefings_give_equal_bytes():
    assert JsonLd().render(harbour()) == JsonLd().render(harbour()) == once.rendered(harbour(), "jsonld")
