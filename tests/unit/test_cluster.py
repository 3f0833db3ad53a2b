from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from reporter.cluster import clusters
from reporter.config import Cluster as Settings
from reporter.schema import Pair, Statement

SETTINGS = Settings(join_probability=0.5, weak_probability=0.2)


def statement(article: str, number: int) -> Statement:
    start = number * 10
    return Statement(article=article, start=start, end=start + 9, id=f"{article}{number}", sentence=f"{article}s{number}", frame="")


def pair(left: str, right: str, probability: float) -> Pair:
    return Pair(left=left, right=right, match_probability=probability, weights=())


def groups(statements, pairs, settings=SETTINGS) -> list[tuple[str, ...]]:
    return [c.statements for c in clusters(statements, pairs, settings)]


def test_joined_statements_of_three_articles_are_one_claim():
    statements = [statement(a, 1) for a in "abc"]
    assert groups(statements, [pair("a1", "b1", 0.9), pair("b1", "c1", 0.8), pair("a1", "c1", 0.7)]) == [("a1", "b1", "c1")]


def test_no_claim_is_joined_through_a_third_passage_alone():
    statements = [statement(a, 1) for a in "abc"]
    found = groups(statements, [pair("a1", "b1", 0.9), pair("b1", "c1", 0.9), pair("a1", "c1", 0.1)])
    assert found == [("a1", "b1"), ("b1", "c1")]


def test_a_pair_just_below_the_threshold_does_not_part_a_claim_that_holds_as_a_whole():
    statements = [statement(a, 1) for a in "abc"]
    assert groups(statements, [pair("a1", "b1", 0.9), pair("b1", "c1", 0.9), pair("a1", "c1", 0.4)]) == [("a1", "b1", "c1")]


def test_two_claims_of_the_same_articles_are_not_merged_by_what_holds_each_of_them():
    statements = [statement(*s) for s in (("a", 1), ("a", 2), ("b", 1), ("b", 2), ("c", 1))]
    sure = [pair(x, y, 0.99) for x, y in (("a1", "b1"), ("a1", "c1"), ("b1", "c1"), ("a2", "b2"))]
    weak = [pair(x, y, p) for x, y, p in (("a2", "c1", 0.6), ("b2", "c1", 0.6), ("a1", "b2", 0.2), ("a2", "b1", 0.2))]
    assert groups(statements, [*sure, *weak]) == [("a1", "b1", "c1"), ("a2", "b2", "c1")]


def test_what_was_not_compared_does_not_part_a_claim_of_many_articles():
    articles = "abcdef"
    statements = [statement(a, 1) for a in articles]
    compared = [(a, b) for a, b in combinations(articles, 2) if (a, b) != ("a", "f")]
    pairs = [pair(f"{a}1", f"{b}1", 0.9) for a, b in compared]
    (found,) = clusters(statements, pairs, SETTINGS, compared)
    assert found.statements == tuple(f"{a}1" for a in articles)
    assert len(clusters(statements, pairs, SETTINGS)) == 2  # compared, and nothing found: they are not one claim


def test_one_passage_does_not_bring_in_an_article_that_was_compared_with_hardly_any_other():
    articles = "abcd"
    statements = [statement(a, 1) for a in (*articles, "z")]
    compared = [*combinations(articles, 2), ("a", "z")]
    pairs = [pair(f"{a}1", f"{b}1", 0.9) for a, b in compared]
    assert [c.statements for c in clusters(statements, pairs, SETTINGS, compared)] == [("a1", "b1", "c1", "d1"), ("a1", "z1")]


def test_two_passages_of_one_article_may_carry_the_same_claim():
    statements = [statement("a", 1), statement("a", 2), statement("b", 1)]
    assert groups(statements, [pair("a1", "b1", 0.9), pair("a2", "b1", 0.8)]) == [("a1", "a2", "b1")]


def test_what_nothing_joins_stands_alone():
    assert groups([statement("a", 1), statement("b", 1)], [pair("a1", "b1", 0.3)]) == [("a1",), ("b1",)]


def test_a_claim_is_named_by_its_statements_and_explained_by_its_pairs():
    statements = [statement("a", 1), statement("b", 1)]
    (found,) = clusters(statements, [pair("b1", "a1", 0.9)], SETTINGS)
    assert found.explanation == (pair("b1", "a1", 0.9),)
    assert found.id == clusters(statements[::-1], [pair("b1", "a1", 0.9)], SETTINGS)[0].id


@st.composite
def graphs(draw: st.DrawFn):
    statements = [statement(a, n) for a in "abcd" for n in range(draw(st.integers(0, 3)))]
    possible = [(x, y) for x, y in combinations(statements, 2) if x.article != y.article]
    chosen = draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
    return statements, [pair(x.id, y.id, draw(st.sampled_from([0.1, 0.3, 0.5, 0.7, 0.9]))) for x, y in chosen]


@given(graphs())
def test_every_joined_pair_stands_in_a_claim_and_no_pair_of_a_claim_is_weak(graph):
    statements, pairs = graph
    probability = {frozenset((p.left, p.right)): p.match_probability for p in pairs}
    article = {s.id: s.article for s in statements}
    found = groups(statements, pairs)
    assert {s for group in found for s in group} == set(article)
    together = {frozenset(two) for group in found for two in combinations(group, 2)}
    assert {two for two, p in probability.items() if p >= SETTINGS.join_probability} <= together
    for two in together:
        if len({article[s] for s in two}) == 2:
            assert probability.get(two, 0) >= SETTINGS.weak_probability


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_statements_and_pairs_changes_nothing(graph, random):
    statements, pairs = graph
    found = clusters(statements, pairs, SETTINGS)
    shuffled_statements, shuffled_pairs = list(statements), list(pairs)
    random.shuffle(shuffled_statements)
    random.shuffle(shuffled_pairs)
    assert clusters(shuffled_statements, shuffled_pairs, SETTINGS) == found


def test_the_other_half_of_a_sentence_is_not_joined_where_one_half_matches_far_better():
    halves = [statement("a", 1), statement("b", 1), Statement(article="b", start=20, end=29, id="b2", sentence="bs1", frame="")]
    unsure = Settings(join_probability=0.3, weak_probability=0.2)
    assert groups(halves, [pair("a1", "b1", 0.95), pair("a1", "b2", 0.4)], unsure) == [("a1", "b1"), ("b2",)]
    assert groups(halves, [pair("a1", "b1", 0.6), pair("a1", "b2", 0.4)], unsure) == [("a1", "b1", "b2")]
    assert groups(halves, [pair("a1", "b1", 0.99), pair("a1", "b2", 0.8)], unsure) == [("a1", "b1", "b2")]


def test_what_two_named_persons_say_is_one_claim_only_where_it_was_joined():
    spoken = [
        Statement(article=a, start=0, end=9, id=f"{a}1", sentence=f"{a}s", frame="", speaker=who, speaker_named=True)
        for a, who in (("a", "lowe"), ("b", "lowe"), ("c", "dahl"))
    ]
    assert groups(spoken, [pair("a1", "b1", 0.9), pair("b1", "c1", 0.9), pair("a1", "c1", 0.4)]) == [("a1", "b1"), ("b1", "c1")]


def test_a_claim_holds_two_passages_of_an_article_at_most():
    statements = [statement("a", n) for n in (1, 2, 3)] + [statement("b", 1)]
    found = groups(statements, [pair(f"a{n}", "b1", 0.9) for n in (1, 2, 3)])
    assert max(sum(s.startswith("a") for s in group) for group in found) == 2


def test_two_named_persons_are_one_claim_only_where_the_words_are_surely_the_same():
    spoken = [
        Statement(article=a, start=0, end=9, id=f"{a}1", sentence=f"{a}s", frame="", speaker=who, speaker_named=True)
        for a, who in (("a", "lowe"), ("b", "dahl"))
    ]
    assert groups(spoken, [pair("a1", "b1", 0.55)]) == [("a1",), ("b1",)]
    assert groups(spoken, [pair("a1", "b1", 0.9)]) == [("a1", "b1")]


def test_a_meeting_that_names_two_persons_is_no_saying_of_two():
    both, one = ("anna lind", "bo ek"), ("bo ek",)
    for names, expected in ((both, [("a1", "b1")]), (one, [("a1",), ("b1",)])):  # one: the speaker stands elsewhere in the sentence
        statements = [
            Statement(article=a, start=0, end=9, id=f"{a}1", sentence=f"{a}s", frame="", speaker=who, speaker_named=True, names=named)
            for a, who, named in (("a", "anna lind", both), ("b", "bo ek", names))
        ]
        assert groups(statements, [pair("a1", "b1", 0.6)], Settings(speakers_probability=0.8)) == expected
