"""Credits and the rules about articles, on made suites: precision and recall."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reporter import assess, read
from reporter.schema import RawArticle
from tests.suites import independence_cases as cases

LEAST = 0.95


def holds(told: Sequence[tuple[bool, bool, object]]) -> None:
    """Hold a suite of (must fire, fired, case) to its size, precision and recall."""
    must, fired = sum(m for m, _, _ in told), sum(f for _, f, _ in told)
    right = sum(m and f for m, f, _ in told)
    wrong = [case for m, f, case in told if m != f]
    assert must >= 30, must
    assert len(told) - must >= 30, len(told) - must
    assert right / max(1, fired) >= LEAST, wrong
    assert right / must >= LEAST, wrong


def test_credits() -> None:
    """A credit to another outlet than the one named counts as wrong, and as missed."""
    told = [(True, cases.credited(c.text) == c.credited, c) for c in cases.crediting()]
    told += [(False, bool(cases.credited(c.text)), c) for c in cases.not_crediting()]
    holds(told)


@pytest.mark.parametrize(("rule", "suite"), [("uncredited-pickup", cases.pickups), ("insufficient-extraction", cases.extractions)])
def test_rules_about_articles(rule, suite) -> None:
    holds([(must, bool(cases.found(rule, articles)), articles) for articles, must in suite()])


def test_off_topic() -> None:
    told = []
    for articles, apart in cases.topics():
        story = read.assemble([RawArticle(id=i, text=t) for i, t in articles.items()])
        found = assess.off_topic(story, (), ())
        told.append((bool(apart), found == apart if apart else bool(found), (apart, found, articles)))
    holds(told)
