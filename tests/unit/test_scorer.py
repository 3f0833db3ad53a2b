"""The scorer: what counts as found, on a briefing made by hand."""

from __future__ import annotations

import pytest

from benchmarks import scorer
from reporter.schema import Agreement, Article, Briefing, Claim, Evidence, Finding, Mention, Provenance, StoryHeader

TEXTS = {
    "a": "The bridge is closed. The mayor is on holiday. It rained.",
    "b": "They closed\nthe bridge. Snow fell.",
    "c": "The mayor, they say, is away.",
}


def passage(article: str, exact: str) -> dict[str, object]:
    start = TEXTS[article].index(exact)
    return {"article": article, "start": start, "end": start + len(exact), "exact": exact}


def agreement(mentions: tuple[tuple[str, str], ...], sure: int | None) -> Agreement:
    outlets = len({article for article, _ in mentions})
    least = outlets if sure is None else sure
    return Agreement(
        outlet_count_min=least,
        outlet_count=outlets,
        outlet_total=3,
        origin_count_min=least,
        origin_count_max=outlets,
        origin_total_min=3,
        origin_total_max=3,
    )


def made(*claims: tuple[tuple[str, str], ...], findings: tuple[Finding, ...] = (), sure: int | None = None) -> Briefing:
    return Briefing(
        story=StoryHeader(id="s", title="t"),
        articles=tuple(Article(id=i, outlet=i, outlet_named=True, text=t, sha256="", word_count=0) for i, t in TEXTS.items()),
        claims=tuple(
            Claim(
                id=str(n),
                text="",
                status="one-outlet",
                agreement=agreement(mentions, sure),
                mentions=tuple(Mention(**passage(*m), sentence="", statement="") for m in mentions),  # type: ignore[arg-type]
            )
            for n, mentions in enumerate(claims)
        ),
        findings=findings,
        origins=(),
        credits=(),
        summary=(),
        omissions=(),
        set_aside=(),
        sentences=(),
        names=(),
        compared=(),
        failures=(),
        provenance=Provenance(reporter_version="", settings_sha256="", inputs_sha256="", models=(), made_at=""),
    )


def labelled(name: str, *mentions: tuple[str, str]) -> dict[str, object]:
    return {"id": name, "mentions": [{"article": article, "quote": quote} for article, quote in mentions]}


LABELS = {
    "claims": [
        labelled("bridge", ("a", "The bridge is closed."), ("b", "They closed the bridge.")),
        labelled("mayor", ("a", "The mayor is on holiday."), ("c", "The mayor, they say, is away.")),
        labelled("rain", ("a", "It rained.")),
    ],
    "altered_quotes": [{"claim": "mayor", "a": ["a", "on holiday"], "b": ["c", "is away"]}],
    "conflicts": [{"claim": "bridge", "kind": "other", "a": ["a", ""], "b": ["b", ""]}],
}


def test_perfect() -> None:
    score = scorer.score(LABELS, made(
        (("a", "The bridge is closed."), ("b", "They closed\nthe bridge.")),
        (("a", "The mayor is on holiday."), ("c", "The mayor, they say, is away.")),
        (("a", "It rained."),),
    ))  # fmt: skip
    assert (score.coverage, score.cells, score.single) == (1.0, scorer.Counts(4, 0, 0), scorer.Counts(1, 0, 0))


def test_wrong_joins_missing_joins_and_mentions_that_are_not_met() -> None:
    score = scorer.score(LABELS, made(
        (("a", "The bridge is closed."),),
        (("b", "They closed\nthe bridge."), ("a", "It rained.")),
        (("a", "The mayor is on"),),
    ))  # fmt: skip
    assert (score.mentions, score.covered) == (5, 4)
    assert score.cells == scorer.Counts(1, 1, 3)  # b's bridge is said to be in a: right, though by another passage
    assert score.single == scorer.Counts(0, 2, 1)
    assert score.cells.precision == pytest.approx(0.5)
    assert score.cells.f1 == pytest.approx(1 / 3)


def test_differences_told_on_both_sides_of_a_label() -> None:
    def told(rule: str, *passages: tuple[str, str]) -> Finding:
        evidence = tuple(Evidence(**passage(*p), role="quote") for p in passages)  # type: ignore[arg-type]
        return Finding(id="f", rule=rule, severity="warning", message="", advice="", evidence=evidence)

    score = scorer.score(LABELS, made(findings=(
        told("altered-quote", ("a", "on holiday"), ("c", "is away")),
        told("altered-quote", ("a", "on holiday"), ("b", "Snow")),
        told("conflict", ("a", "The bridge is closed."), ("b", "Snow fell.")),
    )))  # fmt: skip
    assert score.altered_quotes == scorer.Told(1, 1, 1, 2)
    assert (score.conflicts.recall, score.conflicts.usefulness) == (0.0, 0.0)
    assert (score + score).altered_quotes == scorer.Told(2, 2, 2, 4)


def test_a_label_that_is_not_in_its_article_is_an_error() -> None:
    with pytest.raises(ValueError, match="substring"):
        scorer.score({"claims": [{"id": "x", "mentions": [{"article": "a", "quote": "No such words"}]}]}, made())


def test_corroborated_is_what_several_outlets_are_told_to_report():
    right = (("a", "The bridge is closed."), ("b", "They closed\nthe bridge."))
    wrong = (("a", "It rained."), ("c", "The mayor, they say, is away."))
    unlabelled = (("b", "Snow fell."), ("c", "The mayor"))
    told = scorer.score(LABELS, made(right, wrong, unlabelled)).corroborated
    assert (told.found, told.false, told.missed) == (1, 2, 0)
    unsure = scorer.score(LABELS, made(right, wrong, sure=1)).corroborated
    assert (unsure.found, unsure.false, unsure.missed) == (0, 0, 1)
