"""The figures under "Measured" in docs/findings.md are those of the command that writes them, for every rule that has a suite."""

from __future__ import annotations

import re

import pytest

from benchmarks import findings_page
from reporter import assess, explain

_ROW = re.compile(r"^\| ([^|]+) \| (\d+) \| (\d+) \| (\d\.\d\d) \| (\d\.\d\d) \|$", re.MULTILINE)


def test_suites_are_of_rules():
    assert set(findings_page.SUITES) <= set(assess.RULES)


@pytest.mark.parametrize("rule", sorted(assess.RULES))
def test_a_rule_has_the_figures_of_its_suites_or_says_that_it_has_none(rule: str):
    rows = _ROW.findall(explain.part(rule, "Measured"))
    assert [name for name, *_ in rows] == list(findings_page.SUITES.get(rule, ())), "run python -m benchmarks.findings_page"
    if not rows:
        assert explain.part(rule, "Measured") == findings_page.NONE


def test_figures():
    told = [(True, True), (True, True), (True, False), (False, True), (False, False), (False, False)]
    assert findings_page.figures(told) == (3, 3, 2 / 3, 2 / 3)
    assert findings_page.figures([(False, False)]) == (0, 1, 0.0, 0.0)


def test_writing_touches_the_figures_only_and_again_changes_nothing():
    page = explain.page().read_text("utf-8")
    once = findings_page.rewritten(page, lambda rule: f"figures of {rule}\n")
    assert [explain.part(r, "Measured") for r in assess.RULES] != [f"figures of {r}" for r in assess.RULES]
    parsed = explain.parsed(once)
    assert all(f"### Measured\n\nfigures of {rule}\n" in parsed[rule] for rule in assess.RULES)
    assert findings_page.rewritten(once, lambda rule: f"figures of {rule}\n") == once
    assert re.sub(r"(?s)<!-- figures.*?<!-- end -->", "", once) == re.sub(r"(?s)<!-- figures.*?<!-- end -->", "", page)
