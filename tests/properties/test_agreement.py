"""What must hold of agreement and origins whatever the articles are."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from reporter import assess, trace
from reporter.config import Trace
from reporter.schema import Article, Claim, Cluster, Origin, Statement, Story

SENTENCES = tuple(
    f"{who} told the harbour council that the {what} would {act} before the end of {when}."
    for who, what, act, when in (
        ("Engineers", "bridge", "have to be closed for repairs", "the winter"),
        ("Fishermen", "ferry", "never again be allowed to leave late", "next week"),
        ("The mayor", "school", "get a roof of copper and green glass", "the year"),
        ("A teacher", "library", "lend out tools as well as books", "June"),
        ("Two nurses", "clinic", "run out of beds and blankets", "the storm"),
        ("Police", "market", "move to the square behind the church", "Sunday"),
    )
)
articles = st.lists(st.lists(st.sampled_from(range(len(SENTENCES))), min_size=1, max_size=5, unique=True), min_size=1, max_size=5)


def made(told: list[list[int]]) -> Story:
    """A story of articles that are made of SENTENCES."""
    texts = (" ".join(SENTENCES[n] for n in picks) for picks in told)
    return Story(
        id="s",
        title="t",
        articles=tuple(
            Article(id=f"{i:02}", outlet=f"Outlet {i}", outlet_named=True, text=t, sha256="", word_count=1) for i, t in enumerate(texts)
        ),
    )


def counted(story: Story) -> tuple[tuple[Origin, ...], dict[str, Claim]]:
    """The origins, and the claims by their sentence: equal sentences are one claim."""
    statements = []
    for article in story.articles:
        for n, sentence in enumerate(SENTENCES):
            at = article.text.find(sentence)
            if at >= 0:
                statements.append(
                    Statement(
                        id=f"{article.id}-{n}", article=article.id, start=at, end=at + len(sentence), sentence=f"{article.id}-{n}", frame=""
                    )
                )
    clusters = []
    for n in range(len(SENTENCES)):
        ids = tuple(s.id for s in statements if s.id.endswith(f"-{n}"))
        clusters += [Cluster(id=str(n), statements=ids)] if ids else []
    origins = trace.origins(story, Trace())
    claims = assess.claims(story, clusters, statements, origins)
    return origins, {c.mentions[0].exact: c for c in claims}


def with_more(story: Story, *more: Article) -> Story:
    """The story with more articles."""
    return Story(id="s", title="t", articles=tuple(sorted((*story.articles, *more), key=lambda a: a.id)))


@settings(max_examples=50)
@given(articles, st.data())
def test_a_verbatim_copy_never_raises_agreement(told: list[list[int]], data: st.DataObject) -> None:
    story = made(told)
    original = data.draw(st.sampled_from(story.articles))
    copy = Article(id="zz", outlet="Copyist", outlet_named=True, text=original.text, sha256="", word_count=1)
    _, before = counted(story)
    _, after = counted(with_more(story, copy))
    assert before.keys() == after.keys()
    for sentence, claim in before.items():
        assert after[sentence].agreement.origin_count_max <= claim.agreement.origin_count_max
        assert after[sentence].agreement.origin_count_min <= claim.agreement.origin_count_min


@settings(max_examples=50)
@given(articles)
def test_an_unrelated_article_changes_no_count_of_the_others(told: list[list[int]]) -> None:
    story = made(told)
    stranger = Article(
        id="zz", outlet="Stranger", outlet_named=True, text="Snow fell on the hills all night long.", sha256="", word_count=1
    )
    origins, before = counted(story)
    more_origins, after = counted(with_more(story, stranger))
    assert set(origins) <= set(more_origins)
    for sentence, claim in before.items():
        here, there = claim.agreement, after[sentence].agreement
        assert (here.outlet_count, here.origin_count_min, here.origin_count_max) == (
            there.outlet_count,
            there.origin_count_min,
            there.origin_count_max,
        )
        assert claim.status == after[sentence].status
        assert claim.id == after[sentence].id


@settings(max_examples=50)
@given(articles)
def test_counts_are_in_bounds_and_every_article_has_an_origin(told: list[list[int]]) -> None:
    story = made(told)
    origins, claims = counted(story)
    assert {a for o in origins for a in o.articles} == {a.id for a in story.articles}
    sure = [a for o in origins if o.kind in ("shared", "wire", "own") for a in o.articles]
    assert len(sure) == len(set(sure))
    for claim in claims.values():
        g = claim.agreement
        assert 1 <= g.origin_count_min <= g.origin_count_max <= g.outlet_count <= g.outlet_total
        assert g.origin_count_min <= g.origin_total_min <= g.origin_total_max


@settings(max_examples=50)
@given(articles, st.randoms())
def test_the_order_of_the_articles_changes_nothing(told: list[list[int]], random: Random) -> None:
    story = made(told)
    shuffled = list(story.articles)
    random.shuffle(shuffled)
    origins, claims = counted(Story(id="s", title="t", articles=tuple(shuffled)))
    assert (origins, claims) == counted(story)
