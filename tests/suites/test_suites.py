"""Each rule on its suite: how many of what it tells is right, and how many of what it must tell it does tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tests.suites import attribution_cases, quotation_cases
from tests.suites.made import Case, score

SUITES = {
    "truncated-quote": quotation_cases.truncated,
    "fused-quote": quotation_cases.fused,
    "attribution-dropped": attribution_cases.dropped,
    "anonymous-source": attribution_cases.anonymous,
}
LEAST = 0.95
CASES = 30  # of each sort, at least


@pytest.mark.parametrize(("rule", "cases"), SUITES.items(), ids=SUITES)
def test_precision_and_recall(rule: str, cases: Callable[[], Sequence[Case]]) -> None:
    found = score(cases(), rule)
    assert min(found.must, found.must_not) >= CASES
    assert min(found.precision, found.recall) >= LEAST, found.wrong


@pytest.mark.parametrize("cases", SUITES.values(), ids=SUITES)
def test_a_suite_is_the_same_every_time(cases: Callable[[], Sequence[Case]]) -> None:
    assert cases() == cases()
