"""Stated credits as ties between articles: to an outlet of the story, or to one agency outside it."""

from __future__ import annotations

from itertools import combinations

from msgspec import Struct

from reporter.schema import Credit, OriginBasis, Passage, Story
from reporter.text import fold, same_outlet

WHOLE = frozenset({"dateline", "based-on", "byline"})  # credits that speak of the article as a whole
_PARTLY = frozenset({"reports", "according-to", "contributed"})  # of a part; "told" is a speaker's choice of ear


class Edge(Struct, frozen=True, kw_only=True):
    """What joins two articles."""

    left: str
    right: str
    sure: bool
    wire: bool
    basis: OriginBasis


def edges(story: Story) -> list[Edge]:
    """Join articles to the outlet of the story that they credit, and those that credit one agency outside it."""
    outside: dict[str, dict[str, Credit]] = {}
    found = []
    for credit in sorted(story.credits, key=lambda c: (c.article, c.start, c.end)):
        if credit.form not in WHOLE | _PARTLY or _own(credit, story):
            continue
        whole = credit.form in WHOLE
        inside = [a.id for a in story.articles if a.outlet_named and same_outlet(a.outlet, credit.credited)]
        found += [_edge(credit, article, article, sure=whole, wire=False) for article in inside]
        if not inside:
            by_article = outside.setdefault(fold(credit.credited), {})
            if credit.article not in by_article or (whole and by_article[credit.article].form not in WHOLE):
                by_article[credit.article] = credit
    for by_article in outside.values():
        for left, right in combinations(sorted(by_article), 2):
            credit = by_article[right]
            sure = by_article[left].form in WHOLE and credit.form in WHOLE
            found.append(_edge(credit, left, credit.credited, sure=sure, wire=sure))
    return found


def _own(credit: Credit, story: Story) -> bool:
    return any(a.id == credit.article and same_outlet(a.outlet, credit.credited) for a in story.articles)


def _edge(credit: Credit, other: str, from_: str, *, sure: bool, wire: bool) -> Edge:
    left, right = sorted((other, credit.article))
    return Edge(left=left, right=right, sure=sure, wire=wire, basis=basis(credit, from_))


def basis(credit: Credit, from_: str) -> OriginBasis:
    """Return a credit as a reason to count articles as one origin; `from_` is an article, or the agency by name."""
    passage = Passage(article=credit.article, start=credit.start, end=credit.end, exact=credit.exact)
    return OriginBasis(kind="credit", from_=from_, to=credit.article, form=credit.form, evidence=(passage,))
