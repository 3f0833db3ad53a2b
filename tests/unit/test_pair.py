from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec
import numpy as np
import pytest

from reporter import extract, pair, read, segment
from reporter.config import PairSettings
from reporter.errors import ModelError
from reporter.pair import features, weights, wording
from reporter.pair.context import CONTEXT, ELSEWHERE, context
from reporter.pair.reading import READ, READ_PROBABILITY, UNREAD
from reporter.protocols import Encoding, Two
from reporter.render.wording import COMPARISONS
from reporter.schema import Pair, RawArticle
from tests.vectors import WordsInCommon, WordVectors

ALL = PairSettings(floor_probability=0)
FERRY = "The ferry left Tarn on Monday with 40 passengers. “We saw no damage,” said harbour master Ann Lowe. The company is silent."
LATER = "Ann Lowe, the harbour master, said she saw no damage. Forty people were aboard the ferry that left Tarn on Monday."
OTHER = "Shares of the bank fell by a tenth after its chairman resigned. Analysts had expected a profit."


def told(**texts: str):
    story = read.assemble([RawArticle(id=name, text=text) for name, text in texts.items()])
    sentences = segment.sentences(story)
    return story, sentences, extract.statements(story, sentences, extract.names(story, sentences))


def scored_parts(parts) -> tuple[Pair, ...]:
    story, sentences, statements = parts
    return pair.score(story, sentences, statements, pair.candidates(story, statements, ALL), pair.semantic(WordVectors, WordsInCommon), ALL)


def scored(**texts: str):
    return scored_parts(told(**texts))


def spans(story_parts):
    return {s.id: (s.article, s.start, s.end) for s in story_parts[2]}


def test_the_shown_weights_add_up_to_the_match_weight():
    found = scored(a=FERRY, b=LATER)
    assert found
    for p in found:
        total = round(sum(w.weight for w in p.weights), 2)
        assert p.match_probability == round(1 / (1 + 2**-total), 4)
        assert all(w.weight == round(w.weight, 2) for w in p.weights)


def test_pairs_are_of_different_articles_only():
    parts = told(a=FERRY, b=LATER, c=OTHER)
    article = {key: span[0] for key, span in spans(parts).items()}
    found = scored_parts(parts)
    assert all(article[p.left] != article[p.right] for p in found)


def test_the_same_report_outweighs_another_one():
    parts = told(a=FERRY, b=LATER)
    text = {a.id: a.text for a in parts[0].articles}
    exact = {s.id: text[s.article][s.start : s.end] for s in parts[2]}
    found = scored_parts(parts)
    best = max(found, key=lambda p: p.match_probability)
    assert any(word in exact[best.left] and word in exact[best.right] for word in ("damage", "Tarn"))


def test_another_article_changes_no_comparison_of_two():
    two, three = scored(a=FERRY, b=LATER), scored(a=FERRY, b=LATER, c=OTHER)
    of_two = {frozenset((p.left, p.right)): p for p in two}
    of_three = {frozenset((p.left, p.right)): p for p in three}
    assert all(of_three[key].match_probability == pytest.approx(p.match_probability, abs=1e-4) for key, p in of_two.items())


class InBatches(WordVectors):
    """Encodes a few texts at a time, from the last to the first."""

    def __init__(self, size: int) -> None:
        self._size = size

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        made = [super(InBatches, self).encode(texts[at : at + self._size]) for at in range(0, len(texts), self._size)[::-1]]
        return [encoding for batch in made[::-1] for encoding in batch]


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_the_batch_size_and_the_order_of_articles_change_no_byte(size: int):
    texts = {"a": FERRY, "b": LATER, "c": OTHER}
    whole = scored(**texts)
    story, sentences, statements = told(**dict(reversed(texts.items())))
    candidates, matcher = pair.candidates(story, statements, ALL), pair.semantic(lambda: InBatches(size), WordsInCommon)
    batched = pair.score(story, sentences, statements, candidates, matcher, ALL)
    assert msgspec.json.encode(batched) == msgspec.json.encode(whole)


class Noting(WordsInCommon):
    """Notes what it reads, and says the same of every pair."""

    def __init__(self, said: float) -> None:
        self.said = said
        self.seen: list[Two] = []

    def read(self, pairs: Sequence[Two]) -> list[float]:
        self.seen += pairs
        return [self.said] * len(pairs)


def test_only_pairs_that_the_comparisons_give_a_chance_are_read():
    story, sentences, statements = told(a=FERRY, b=LATER, c=OTHER)
    (block,) = features.compare(story, sentences, statements, WordVectors(), [("a", "b")])
    frames = [s.frame for s in statements]
    fitted, noting = weights.shipped(), Noting(2.5)
    ((values, odds),) = pair.in_context(fitted.first, fitted.read, [block], frames, noting)
    likely = weights.probability(odds) >= READ_PROBABILITY
    assert 0 < likely.sum() < likely.size
    assert len(noting.seen) == likely.sum()
    assert (values[:, :, len(features.FEATURES)] == np.where(likely, 2.5, UNREAD)).all()
    (row, column), *_ = np.argwhere(likely)
    assert noting.seen[0] == tuple(sorted((frames[block.rows[row]], frames[block.columns[column]])))


class FirstCounts(WordsInCommon):
    """Gives another answer to the same two texts the other way round."""

    def read(self, pairs: Sequence[Two]) -> list[float]:
        return [len(left) / 20 for left, _ in pairs]


def test_what_articles_are_called_does_not_change_what_is_read_first():
    def found(**texts: str) -> list[float]:
        story, sentences, statements = told(**texts)
        candidates = pair.candidates(story, statements, ALL)
        return sorted(p.match_probability for p in pair.score(story, sentences, statements, candidates, matcher, ALL))

    matcher = pair.semantic(WordVectors, FirstCounts)
    assert found(a=FERRY, b=LATER) == pytest.approx(found(b=FERRY, a=LATER), abs=1e-3)


def test_weights_that_were_fitted_with_reading_need_a_cross_encoder():
    with pytest.raises(ModelError, match="fitted with one"):
        pair.RegressionMatcher(weights.shipped(), WordVectors())


def test_what_was_read_of_a_pair_is_context_of_those_around_it():
    story, sentences, statements = told(a=FERRY, b=LATER)
    blocks, fitted = list(features.compare(story, sentences, statements, WordVectors())), weights.shipped()

    def around(said: float) -> np.ndarray:
        ((values, _),) = pair.in_context(fitted.first, fitted.read, blocks, [s.frame for s in statements], Noting(said))
        return values[:, :, -len(CONTEXT) :]

    assert (around(4.0) >= around(-4.0)).all()
    assert (around(4.0) > around(-4.0)).any()


def test_what_stands_elsewhere_is_not_of_the_same_sentences():
    probability = np.array([[0.9, 0.8, 0.5], [0.2, 0.1, 0.3]])
    rows, columns = np.array([0, 1]), np.array([0, 0, 1])  # the first two columns are of one sentence
    told = context(probability, rows, columns)[:, :, CONTEXT.index(ELSEWHERE)]
    assert told[0, 0] == pytest.approx((math.log2(0.5 / 0.5) + math.log2(0.2 / 0.8)) / 2, abs=1e-4)
    assert told[1, 2] == pytest.approx((math.log2(0.2 / 0.8) + math.log2(0.5 / 0.5)) / 2, abs=1e-4)
    assert (context(probability.T, columns, rows)[:, :, CONTEXT.index(ELSEWHERE)] == told.T).all()


def test_a_statement_alone_in_its_article_stands_nowhere_else():
    (row,) = context(np.array([[0.9]]), np.array([0]), np.array([0]))[:, :, CONTEXT.index(ELSEWHERE)]
    assert row == pytest.approx([math.log2(0.001 / 0.999)], abs=1e-4)


def test_what_reads_as_another_claim_counts_no_less_than_what_is_not_read():
    story, sentences, statements = told(a=FERRY, b=LATER)
    candidates = pair.candidates(story, statements, ALL)

    def told_to(said: float) -> tuple[Pair, ...]:
        return pair.score(story, sentences, statements, candidates, pair.semantic(WordVectors, lambda: Noting(said)), ALL)

    unlike, alike = told_to(UNREAD), told_to(4.0)
    assert told_to(-40.0) == unlike
    assert max(p.match_probability for p in alike) > max(p.match_probability for p in unlike)
    assert any(w.comparison == "read together" and w.level.startswith("98% for one claim") for p in alike for w in p.weights)


def test_one_article_makes_no_pairs():
    assert scored(a=FERRY) == ()


def test_weights_fitted_for_other_features_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(weights, "FEATURES", (*features.FEATURES, "tone"))
    with pytest.raises(ModelError, match="fitted for other features"):
        weights.shipped()


def test_each_feature_is_shown_by_exactly_one_comparison():
    with_models = (*features.FEATURES, READ)
    for comparisons, known in ((weights.COMPARISONS, with_models), (weights.LEXICAL_COMPARISONS, features.LEXICAL)):
        shown = [name for names, _ in comparisons.values() for name in names]
        assert sorted(shown) == sorted((*known, *CONTEXT))


def test_rarity_is_not_changed_by_a_copy():
    bags = [("harbour", "damage"), ("ferry", "damage")]
    assert wording.rarity(bags) == wording.rarity([*bags, *bags])


def test_stems_leave_out_function_words_and_level_typography():
    assert wording.stems("The ministers’ multi-polar meetings") == wording.stems("ministers' multi polar meeting")


def test_no_words_at_all_compare_to_nothing():
    rows = wording.weighted([(), ("ferry",)], {"ferry": 2.0})
    assert np.array_equal(wording.normalised(rows), np.array([[0.0], [1.0]], dtype=np.float32))


def test_each_comparison_has_a_word_on_the_page():
    assert {*weights.COMPARISONS, *weights.LEXICAL_COMPARISONS} <= COMPARISONS.keys()
