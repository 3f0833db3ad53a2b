"""Copies raise no agreement, whatever credit they carry, and an article on another event changes nothing: made stories, the example,
and the labelled events where they lie beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import independence
from reporter import assess, read, trace
from reporter.config import Trace
from reporter.schema import Claim, Cluster, RawArticle, Sentence, Statement, Story
from tests.suites.independence_cases import OWN, SHARED, event_article

ROOT = Path(__file__).resolve().parents[2]
EVAL = ROOT.parent / "shared" / "eval"
EVENTS = sorted(p.stem for p in (EVAL / "labels").glob("*.json"))[::6]  # all of them: python -m benchmarks.independence
STRANGER = "\n".join(OWN)

# Each line: the ways in which outlets word one claim, credited and not.
WAYS = (
    (
        "Berg told CNN that the buoy was loose.",
        "“The buoy is loose,” Berg said.",
        "The buoy was loose, Reuters reported.",
        "A loose buoy was seen.",
    ),
    ("The mill will close, according to Politico.", "As Axios first reported, the mill is to close.", "The mill is about to close."),
    ("Nobody was hurt, Fox News reported.", "Nobody came to harm, Lind told CNN.", "All came off the ferry unharmed."),
    (SHARED[0], SHARED[0].replace("bow", "stern"), "In an interview with NPR, Lind said the ferry had turned too early."),
)
DRESSES = ("", "\n(Reuters)", "\nSource: TASS", "\nAFP contributed to this report.", "\nThis was first reported by Axios.")
picks = st.lists(st.tuples(st.integers(0, len(WAYS) - 1), st.integers(0, 3)), min_size=1, max_size=4, unique_by=lambda p: p[0])
outlets = st.sampled_from(("Paper", "Politico", "CNN", "Harbour News"))


def counted(articles: list[tuple[str, str]]) -> dict[int, Claim]:
    """The claims of a made story by their place in WAYS, one line a sentence."""
    story: Story = read.assemble([RawArticle(id=f"{n:02}", outlet=o, text=t) for n, (o, t) in enumerate(articles)])
    held: dict[int, list[str]] = {}
    statements, sentences = [], []
    for article in story.articles:
        at = 0
        for line in article.text.split("\n"):
            way = next((n for n, ways in enumerate(WAYS) if line in ways), None)
            if way is not None:
                id_ = f"{article.id}-{at}"
                sentences.append(Sentence(id=id_, article=article.id, start=at, end=at + len(line), number=1, paragraph=at))
                statements.append(Statement(id=id_, article=article.id, start=at, end=at + len(line), sentence=id_, frame=line))
                held.setdefault(way, []).append(id_)
            at += len(line) + 1
    shared = trace.wordings(story, Trace())
    origins = trace.origins(story, Trace(), shared)
    clusters = [Cluster(id=str(way), statements=tuple(ids)) for way, ids in held.items()]
    claims = assess.claims(story, clusters, statements, origins, sentences=sentences, shared=shared)
    way_of = {s: way for way, ids in held.items() for s in ids}
    return {way_of[c.mentions[0].statement]: c for c in claims}


def text(n: int, told: list[tuple[int, int]]) -> str:
    return "\n".join([OWN[n % len(OWN)], *(WAYS[way][form % len(WAYS[way])] for way, form in told)])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(outlets, picks), min_size=2, max_size=4), st.integers(0, 3), st.sampled_from(DRESSES))
def test_a_copy_raises_no_agreement_whatever_it_credits(told: list[tuple[str, list[tuple[int, int]]]], which: int, dress: str) -> None:
    articles = [(f"{outlet} {n}" if outlet == "Paper" else outlet, text(n, lines)) for n, (outlet, lines) in enumerate(told)]
    before = counted(articles)
    after = counted([*articles, ("Copyist", articles[which % len(articles)][1] + dress)])
    for way, claim in before.items():
        here, there = claim.agreement, after[way].agreement
        assert there.origin_count_max <= here.origin_count_max
        assert there.origin_count_min <= here.origin_count_min
        assert 1 <= there.origin_count_min <= there.origin_count_max <= there.outlet_count <= there.outlet_total


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(outlets, picks), min_size=2, max_size=4))
def test_the_order_of_articles_changes_no_count(told: list[tuple[str, list[tuple[int, int]]]]) -> None:
    articles = [(f"{outlet} {n}", text(n, lines)) for n, (outlet, lines) in enumerate(told)]
    counts = [
        sorted((way, c.agreement.origin_count_min, c.agreement.origin_count_max, c.status) for way, c in counted(order).items())
        for order in (articles, articles[::-1])
    ]
    assert counts[0] == counts[1]


def test_a_made_article_on_another_event_is_set_apart_and_in_no_count() -> None:
    from random import Random

    random = Random(3)
    articles = [RawArticle(id=f"a{n}", outlet=f"Paper {n}", text=event_article(random, 1)) for n in range(3)]
    apart, changes = independence.stranger(articles, {"claims": []}, RawArticle(id="x", text=STRANGER))
    assert apart
    assert changes == []


def labelled(event: str) -> tuple[list[RawArticle], dict[str, object]]:
    if event == "ashtiani-shoigu":
        folder, labels = ROOT / "examples" / event, ROOT / "tests" / "quality" / f"{event}.json"
    else:
        folder, labels = EVAL / "events" / event, EVAL / "labels" / f"{event}.json"
    return independence.raw(folder), json.loads(labels.read_text("utf-8"))


@pytest.mark.parametrize("event", sorted({"ashtiani-shoigu", *EVENTS}))
def test_copies_of_labelled_articles_raise_nothing_and_a_stranger_changes_nothing(event: str) -> None:
    articles, labels = labelled(event)
    which = len(event) % len(articles)
    before = independence.assessed(articles, labels)
    for head, tail in (independence.DRESSES[0], independence.DRESSES[1 + len(event) % 4]):
        copy = RawArticle(id=independence.COPY, text=f"{head}{articles[which].text}{tail}", outlet="The Copyist")
        after = independence.assessed([*articles, copy], {**labels, "copied": articles[which].id}, len(head))
        assert independence.raised(before, after) == []
    apart, changes = independence.stranger(articles, labels, RawArticle(id="x", text=STRANGER))
    assert apart
    assert changes == []
