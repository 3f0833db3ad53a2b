"""Pairs of statements of different articles, each with a match weight that adds up from named comparisons."""

from __future__ import annotations

from collections.abc import Sequence

from reporter.config import PairSettings
from reporter.pair import features
from reporter.pair.weights import MatchWeights, shipped
from reporter.protocols import Embedder
from reporter.schema import Pair, Sentence, Statement, Story

__all__ = ["MatchWeights", "score", "shipped"]


def score(
    story: Story,
    sentences: Sequence[Sentence],
    statements: Sequence[Statement],
    embedder: Embedder,
    model: MatchWeights,
    config: PairSettings,
) -> tuple[Pair, ...]:
    """Return the pairs whose match probability is at least `config.floor_probability`.

    The match weight of a pair is the sum of its weights, in log2 units; its
    match probability is 1 / (1 + 2 ** -weight) (Fellegi and Sunter, 1969).
    """
    if len({s.article for s in statements}) < 2:
        return ()
    compared = features.compare(story, sentences, statements, embedder)
    kept = model.probabilities(compared.values) >= config.floor_probability
    found = []
    for left, right, values in zip(compared.left[kept], compared.right[kept], compared.values[kept], strict=True):
        weights, probability = model.explain(dict(zip(features.FEATURES, values.tolist(), strict=True)))
        found.append(Pair(left=statements[left].id, right=statements[right].id, match_probability=probability, weights=weights))
    return tuple(found)
