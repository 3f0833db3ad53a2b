"""Stories made for measuring a rule: each must make it fire, or must not. Seeds are fixed, so that a suite is the same every time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import NamedTuple

from reporter import pipeline, plugins, read
from reporter.config import Config
from reporter.schema import Finding, RawArticle

AT = "2024-01-01T00:00:00Z"
PEOPLE = (
    ("Mayor", "Anna Lind", "Lind", "she"),
    ("Harbour Master", "Ole Berg", "Berg", "he"),
    ("Governor", "Paula Renner", "Renner", "she"),
    ("Senator", "Hugh Marlow", "Marlow", "he"),
    ("Minister", "Ida Falk", "Falk", "she"),
    ("Bishop", "Tomas Krell", "Krell", "he"),
)
FILLERS = (
    "The market on the old square opened late because of the rain.",
    "Two ferries were cancelled in the afternoon.",
    "The town has nine bridges, most of them built before the war.",
    "A brass band played in front of the library.",
    "School begins again after the autumn break.",
    "The river carried more water than in other years.",
    "Shops along the quay stayed open until the evening.",
    "The orchestra will give three concerts next month.",
)


class Case(NamedTuple):
    """A story of a suite: its articles' texts, and whether the rule must fire on it."""

    kind: str
    fires: bool
    articles: Mapping[str, str]


class Score(NamedTuple):
    """How a rule does on a suite."""

    precision: float
    recall: float
    must: int
    must_not: int
    wrong: tuple[str, ...]


Template = Callable[[Random], Sequence[str]]


def suite(seed: int, each: int, fires: Mapping[str, Template], near: Mapping[str, Template]) -> list[Case]:
    """Return `each` cases a template, with fillers put around what it gives; all differ."""
    random = Random(seed)
    found: dict[tuple[str, ...], Case] = {}
    for expected, templates in ((True, fires), (False, near)):
        for kind, template in templates.items():
            for _ in range(each):
                texts = template(random)
                articles = {f"outlet-{n}": _article(random, text, n) for n, text in enumerate(texts)}
                found[tuple(articles.values())] = Case(kind, expected, articles)
    return list(found.values())


def _article(random: Random, text: str, place: int) -> str:
    """Put a text between sentences that no other article of the story has."""
    own = [f for n, f in enumerate(FILLERS) if n % 3 == place % 3]
    before, after = random.sample(own, 2)
    return f"{before}\n\n{text}\n\n{after}\n"


def findings(case: Case, rule: str) -> list[Finding]:
    """Return what a rule finds in a case, by the whole pipeline; claims are matched by their words alone, which takes no model."""
    matcher = plugins.load(plugins.MATCHERS, "lexical")()
    story = read.assemble([RawArticle(id=i, outlet=i.title(), text=t) for i, t in case.articles.items()])
    made = pipeline.brief(story, Config(), pipeline.Models(matcher=matcher), made_at=AT)
    return [f for f in made.findings if f.rule == rule]


def score(cases: Iterable[Case], rule: str) -> Score:
    """Return precision and recall over the cases, and which went wrong."""
    told = [(case, bool(findings(case, rule))) for case in cases]
    right = sum(case.fires and fired for case, fired in told)
    wrong = tuple(f"{case.kind}: {dict(case.articles)}" for case, fired in told if case.fires != fired)
    must = sum(case.fires for case, _ in told)
    return Score(right / max(1, sum(fired for _, fired in told)), right / max(1, must), must, len(told) - must, wrong)
