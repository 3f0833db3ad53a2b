"""Pairs of statements of different articles, each with a match weight that adds up from named comparisons."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reporter.config import PairSettings
from reporter.pair import features
from reporter.pair.context import CONTEXT
from reporter.pair.weights import MatchWeights, probability, shipped
from reporter.protocols import Embedder
from reporter.schema import Pair, Sentence, Statement, Story

__all__ = ["MatchWeights", "score", "shipped"]

NAMES = (*features.FEATURES, *CONTEXT)


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
    found = []
    for block in features.compare(story, sentences, statements, embedder):
        values = model.in_context(block)
        kept = probability(model.final.odds(values)) >= config.floor_probability
        for row, column in zip(*np.nonzero(kept), strict=True):
            weights, match_probability = model.explain(dict(zip(NAMES, values[row, column].tolist(), strict=True)))
            left, right = statements[block.rows[row]], statements[block.columns[column]]
            found.append(Pair(left=left.id, right=right.id, match_probability=match_probability, weights=weights))
    return tuple(found)
