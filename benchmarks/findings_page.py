"""Writes the figures of docs/findings.md: precision and recall of the rules on the made suites of tests/suites.

Run as `python -m benchmarks.findings_page`. A rule without a suite here is said not to be measured.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from reporter import assess, explain, read
from reporter.schema import RawArticle
from tests.suites import conflict_cases, independence_cases, made, test_suites

Told = Iterable[tuple[bool, bool]]  # of each made story: whether the rule must fire, and whether it did

NONE = "No made suite measures this rule yet."
_BLOCK = re.compile(r"(?<=^<!-- figures )([\w-]+)( -->\n)(.*?)(?=^<!-- end -->$)", re.MULTILINE | re.DOTALL)


class Figures(NamedTuple):
    """How a rule does on a suite."""

    must: int
    must_not: int
    precision: float
    recall: float


def figures(told: Told) -> Figures:
    """Return the figures of a suite."""
    rows = list(told)
    must, fired, right = sum(m for m, _ in rows), sum(f for _, f in rows), sum(m and f for m, f in rows)
    return Figures(must, len(rows) - must, right / max(1, fired), right / max(1, must))


def _about_articles(rule: str, suite: Callable[[], Iterable[tuple[Mapping[str, str], bool]]]) -> Told:
    return ((must, bool(independence_cases.found(rule, articles))) for articles, must in suite())


def _made(rule: str, suite: Callable[[], Iterable[made.Case]]) -> Told:
    return ((case.fires, bool(made.findings(case, rule))) for case in suite())


def _off_topic() -> Told:
    """Yield the stories with a stranger and without; another article taken for the stranger counts as not found."""
    for articles, apart in independence_cases.topics():
        found = assess.off_topic(read.assemble([RawArticle(id=i, text=t) for i, t in articles.items()]), (), ())
        yield bool(apart), found == apart if apart else bool(found)


_CONFLICTS = ("number", "date", "negation", "speaker", "place", "name", "outcome")

SUITES: Mapping[str, Mapping[str, Callable[[], Told]]] = {  # rule: what is measured, and on what
    "conflict": {kind: partial(conflict_cases.told, kind) for kind in _CONFLICTS},
    "altered-quote": {"quotations": partial(conflict_cases.told, "altered-quote")},
    "uncredited-pickup": {"articles": partial(_about_articles, "uncredited-pickup", independence_cases.pickups)},
    "insufficient-extraction": {"articles": partial(_about_articles, "insufficient-extraction", independence_cases.extractions)},
    "off-topic": {"articles": _off_topic},
    **{rule: {"stories": partial(_made, rule, cases)} for rule, cases in test_suites.SUITES.items()},
}


def measured(rule: str) -> str:
    """Return the figures of a rule as Markdown."""
    suites = SUITES.get(rule)
    if not suites:
        return f"{NONE}\n"
    rows = [(name, figures(told())) for name, told in suites.items()]
    table = "| suite | must tell | must not | precision | recall |\n| --- | --: | --: | --: | --: |\n"
    head = f"Made stories, with fixed seeds (`tests/suites`):\n\n{table}"
    return head + "".join(f"| {name} | {f.must} | {f.must_not} | {f.precision:.2f} | {f.recall:.2f} |\n" for name, f in rows)


def rewritten(page: str, measure: Callable[[str], str]) -> str:
    """Return the page with the figures that `measure` gives for each rule."""
    return _BLOCK.sub(lambda m: f"{m[1]}{m[2]}{measure(m[1])}", page)


def main() -> None:
    """Measure every rule and write its figures into the page."""
    unknown = sorted(SUITES.keys() - assess.RULES.keys())
    if unknown:
        sys.exit(f"no rule is called {', '.join(unknown)}")
    told = {rule: measured(rule) for rule in assess.RULES}
    path = explain.page()
    path.write_text(rewritten(path.read_text("utf-8"), told.__getitem__), "utf-8")
    print(f"written: {path}")


if __name__ == "__main__":
    main()
