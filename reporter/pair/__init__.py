"""Pairs of statements of different articles, each with a match weight that adds up from named comparisons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from reporter.config import PairSettings
from reporter.errors import ModelError
from reporter.pair import blocking, features, reading
from reporter.pair.context import context
from reporter.pair.weights import MatchWeights, Regression, probability, shipped, shipped_lexical
from reporter.protocols import CrossEncoder, Embedder, Matcher
from reporter.schema import ModelRecord, Pair, Sentence, Statement, Story

_BLOCKS = 4  # compared, then read in one go: more would only take memory

__all__ = ["MatchWeights", "RegressionMatcher", "candidates", "in_context", "lexical", "score", "semantic"]


def candidates(story: Story, statements: Sequence[Statement], config: PairSettings) -> tuple[tuple[str, str], ...]:
    """Return which two articles are compared, by id: every two but in a story of very many articles."""
    return blocking.candidates(story, statements, config.nearest_articles)


def score(
    story: Story,
    sentences: Sequence[Sentence],
    statements: Sequence[Statement],
    compared: Sequence[tuple[str, str]],
    matcher: Matcher,
    config: PairSettings,
) -> tuple[Pair, ...]:
    """Return the pairs of statements of the `compared` articles whose match probability is at least `config.floor_probability`."""
    return tuple(matcher.score(story, sentences, statements, compared, config.floor_probability)) if compared else ()


def semantic(embedder: Callable[[], Embedder], cross_encoder: Callable[[], CrossEncoder]) -> RegressionMatcher:
    """Return the matcher that compares meaning and words, and reads together what may be one claim."""
    return RegressionMatcher(shipped(), embedder(), cross_encoder())


def lexical(*_: Callable[[], Embedder | CrossEncoder]) -> RegressionMatcher:
    """Return the matcher that compares words alone: no other model is loaded."""
    return RegressionMatcher(shipped_lexical())


def in_context(
    first: Regression,
    read: Regression | None,
    blocks: Sequence[features.Block],
    frames: Sequence[str],
    cross_encoder: CrossEncoder | None,
) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Yield each block's comparisons with what was read and their context, shape (rows, columns, features), and its first odds.

    The context of a pair is what `first` and, where two statements were read together, `read` makes of the pairs around it.
    Without a cross-encoder nothing is read, and the features are the comparisons and their context.
    """
    odds = [first.odds(block.values) for block in blocks]
    said = [] if cross_encoder is None else reading.read(blocks, [probability(o) for o in odds], frames, cross_encoder)
    for n, block in enumerate(blocks):
        known = odds[n]
        if read is not None:
            known = np.where(said[n] > reading.UNREAD, read.odds(np.stack([known, said[n]], axis=2)), known)
        around = context(probability(known), block.row_sentences, block.column_sentences)
        told = [grid[:, :, None] for grid in said[n : n + 1]]
        yield np.concatenate([block.values.astype(np.float64), *told, around], axis=2), odds[n]


class RegressionMatcher:
    """Adds up the fitted weights of the comparisons.

    The match weight of a pair is the sum of its weights, in log2 units; its
    match probability is 1 / (1 + 2 ** -weight) (Fellegi and Sunter, 1969).
    """

    def __init__(self, weights: MatchWeights, embedder: Embedder | None = None, cross_encoder: CrossEncoder | None = None) -> None:
        if (weights.read is None) is not (cross_encoder is None):
            raise ModelError(
                "match weights and cross-encoder do not go together: these weights were fitted "
                + ("without one" if cross_encoder else "with one")
            )
        self._weights, self._embedder, self._cross_encoder = weights, embedder, cross_encoder
        comparing = "words alone, no encoder" if embedder is None else "meaning and words"
        told = ModelRecord(role="match weights", id=f"logistic regression ({comparing})", sha256=weights.sha256)
        given = ("embedder", embedder), ("cross-encoder", cross_encoder)
        loaded = (ModelRecord(role=role, id=model.id, sha256=model.sha256) for role, model in given if model is not None)
        self.models: tuple[ModelRecord, ...] = (*loaded, told)

    def score(
        self,
        story: Story,
        sentences: Sequence[Sentence],
        statements: Sequence[Statement],
        candidates: Iterable[tuple[str, str]],
        floor_probability: float,
    ) -> list[Pair]:
        """Return the pairs of the candidate articles that have at least the floor's probability."""
        names, found = tuple(self._weights.final.features), []
        for block, values, odds in self.compared(story, sentences, statements, candidates):
            for row, column in zip(*np.nonzero(probability(odds) >= floor_probability), strict=True):
                weights, match_probability = self._weights.explain(dict(zip(names, values[row, column].tolist(), strict=True)))
                left, right = statements[block.rows[row]], statements[block.columns[column]]
                found.append(Pair(left=left.id, right=right.id, match_probability=match_probability, weights=weights))
        return found

    def compared(
        self, story: Story, sentences: Sequence[Sentence], statements: Sequence[Statement], candidates: Iterable[tuple[str, str]]
    ) -> Iterator[tuple[features.Block, NDArray[np.float64], NDArray[np.float64]]]:
        """Yield what is compared of each two articles: the block, its values with their context, and the pairs' log2 odds."""
        frames = [s.frame for s in statements]
        compared = features.compare(story, sentences, statements, self._embedder, candidates)
        while blocks := list(islice(compared, _BLOCKS)):
            weighed = in_context(self._weights.first, self._weights.read, blocks, frames, self._cross_encoder)
            for block, (values, _) in zip(blocks, weighed, strict=True):
                yield block, values, self._weights.final.odds(values)
