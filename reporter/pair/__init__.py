"""Pairs of statements of different articles, each with a match weight that adds up from named comparisons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

import numpy as np

from reporter.config import PairSettings
from reporter.pair import features
from reporter.pair.weights import MatchWeights, probability, shipped, shipped_lexical
from reporter.protocols import Embedder, Matcher
from reporter.schema import ModelRecord, Pair, Sentence, Statement, Story

__all__ = ["MatchWeights", "RegressionMatcher", "lexical", "score", "semantic"]


def score(
    story: Story, sentences: Sequence[Sentence], statements: Sequence[Statement], matcher: Matcher, config: PairSettings
) -> tuple[Pair, ...]:
    """Return the pairs whose match probability is at least `config.floor_probability`."""
    candidates = list(combinations(sorted({s.article for s in statements}), 2))
    return tuple(matcher.score(story, sentences, statements, candidates, config.floor_probability)) if candidates else ()


def semantic(embedder: Callable[[], Embedder]) -> RegressionMatcher:
    """Return the matcher that compares meaning and words."""
    return RegressionMatcher(shipped(), embedder())


def lexical(_: Callable[[], Embedder]) -> RegressionMatcher:
    """Return the matcher that compares words alone: no encoder is loaded."""
    return RegressionMatcher(shipped_lexical())


class RegressionMatcher:
    """Adds up the fitted weights of the comparisons.

    The match weight of a pair is the sum of its weights, in log2 units; its
    match probability is 1 / (1 + 2 ** -weight) (Fellegi and Sunter, 1969).
    """

    def __init__(self, weights: MatchWeights, embedder: Embedder | None = None) -> None:
        self._weights, self._embedder = weights, embedder
        comparing = "words alone, no encoder" if embedder is None else "meaning and words"
        told = ModelRecord(role="match weights", id=f"logistic regression ({comparing})", sha256=weights.sha256)
        self.models: tuple[ModelRecord, ...] = (told,)
        if embedder is not None:
            self.models = ModelRecord(role="embedder", id=embedder.id, sha256=embedder.sha256), told

    def score(
        self,
        story: Story,
        sentences: Sequence[Sentence],
        statements: Sequence[Statement],
        candidates: Iterable[tuple[str, str]],
        floor_probability: float,
    ) -> list[Pair]:
        """Return the pairs of the candidate articles that have at least the floor's probability."""
        model, found = self._weights, []
        names = tuple(model.final.features)
        for block in features.compare(story, sentences, statements, self._embedder, candidates):
            values = model.in_context(block)
            kept = probability(model.final.odds(values)) >= floor_probability
            for row, column in zip(*np.nonzero(kept), strict=True):
                weights, match_probability = model.explain(dict(zip(names, values[row, column].tolist(), strict=True)))
                left, right = statements[block.rows[row]], statements[block.columns[column]]
                found.append(Pair(left=left.id, right=right.id, match_probability=match_probability, weights=weights))
        return found
