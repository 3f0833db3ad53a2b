"""Conflicts and altered quotes, on made suites: precision and recall."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.suites import conflict_cases as made

LEAST = 0.95
ENOUGH = 30  # cases that must fire, and that must not
SUITES = {name: (rule, kinds, told) for name, rule, kinds, told in made.suites()}


@pytest.mark.parametrize("name", SUITES)
def test_precision_and_recall(name: str) -> None:
    rule, kinds, told = SUITES[name]
    precision, recall, wrong = made.score(told, rule, kinds)
    assert precision >= LEAST, wrong
    assert recall >= LEAST, wrong


@pytest.mark.parametrize("name", ["number", "date", "negation", "speaker", "altered-quote"])
def test_a_suite_is_large_and_the_same_every_time(name: str) -> None:
    _, _, told = SUITES[name]
    assert sum(c.fires for c in told) >= ENOUGH
    assert sum(not c.fires for c in told) >= ENOUGH
    assert told == next(t for n, _, _, t in made.suites() if n == name)


def test_a_conflict_shows_both_values_in_their_articles() -> None:
    told: Sequence[made.Joined] = [c for c in SUITES["number"][2] if c.fires]
    for case in told:
        [found] = [f for f in made.findings(case) if f.kind == "number"]
        values = [e for e in found.evidence if e.role == "value"]
        assert {e.article for e in values} == {"a", "b"}
        for e in values:
            assert {"a": case.pair.left, "b": case.pair.right}[e.article][e.start : e.end] == e.exact
