"""What must hold of findings whatever the articles say."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reporter import assess
from reporter.config import Assess, Summarize
from reporter.schema import Article, Claim, Cluster, Finding, Sentence, Span, Statement, Story
from reporter.summarize import select
from reporter.text import quoted

WORDS = (
    "“",
    "”",
    '"',
    "denies",
    "not",
    "the bridge",
    "is closed",
    "Tuesday",
    "12",
    "\n",
    ".",
    "…",
    "[they]",
    "&",
    "f***d",
    "\ud800",
    "中",
    "é" * 3,
    "",
)
lines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
articles = st.lists(st.lists(lines, max_size=4), min_size=1, max_size=4)


def made(told: list[list[str]], stranger: str | None = None) -> tuple[Story, tuple[Sentence, ...], tuple[Statement, ...]]:
    """A story with one sentence, and one statement, a line."""
    told = [*told, [stranger]] if stranger else told
    texts = ["|".join(parts) for parts in told]
    ids = [str(i) for i in range(len(told))]
    ids[-1] = "zz" if stranger else ids[-1]
    story = Story(
        id="s",
        title="t",
        articles=tuple(
            Article(id=ids[i], outlet=f"Outlet {i}", outlet_named=i % 2 == 0, text=t, sha256="", word_count=0) for i, t in enumerate(texts)
        ),
    )
    sentences, statements = [], []
    for article, parts in zip(story.articles, told, strict=True):
        at = 0
        for n, part in enumerate(parts):
            span = Span(article=article.id, start=at, end=at + len(part))
            marks = tuple(Span(article=article.id, start=at + a, end=at + b) for a, b in quoted(part))
            sentences.append(
                Sentence(id=f"{article.id}.{n}", article=article.id, start=span.start, end=span.end, number=n + 1, paragraph=1)
            )
            statements.append(
                Statement(
                    id=f"{article.id}.{n}",
                    article=article.id,
                    start=span.start,
                    end=span.end,
                    sentence=f"{article.id}.{n}",
                    frame=part,
                    quotations=marks,
                )
            )
            at += len(part) + 1
    return story, tuple(sentences), tuple(statements)


def found(told: list[list[str]], stranger: str | None = None) -> tuple[Story, tuple[Claim, ...], tuple[Finding, ...], tuple[Sentence, ...]]:
    """The findings where the first lines of all articles are one claim, the second lines another, and so on."""
    story, sentences, statements = made(told, stranger)
    groups: dict[str, list[str]] = {}
    for s in statements:
        groups.setdefault(s.id.split(".")[1] if s.article != "zz" else s.id, []).append(s.id)
    clusters = [Cluster(id=k, statements=tuple(v)) for k, v in groups.items()]
    claims = assess.claims(story, clusters, statements, ())
    return story, claims, assess.findings(story, claims, statements, sentences, (), (), Assess()), sentences


@settings(max_examples=60)
@given(articles)
def test_evidence_is_exact_and_ids_are_unique_and_stable(told: list[list[str]]) -> None:
    story, claims, findings, sentences = found(told)
    texts = {a.id: a.text for a in story.articles}
    for e in (e for f in findings for e in f.evidence):
        assert texts[e.article][e.start : e.end] == e.exact
    assert len({f.id for f in findings}) == len(findings)
    assert {c for f in findings for c in f.claims} <= {c.id for c in claims}
    assert found(told)[2] == findings
    for s in select(story, claims, sentences, Summarize()):
        assert texts[s.article][s.start : s.end] == s.exact


@settings(max_examples=40)
@given(articles.filter(lambda told: len(told) > 1))
def test_an_unrelated_article_changes_no_finding_about_the_others(told: list[list[str]]) -> None:
    before = {f.id for f in found(told)[2] if f.rule != "unnamed-outlet"}
    after = [f for f in found(told, stranger="Snow fell on the hills all night.")[2] if f.rule != "unnamed-outlet"]
    assert before == {f.id for f in after if all(e.article != "zz" for e in f.evidence)}
