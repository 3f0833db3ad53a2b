"""Which articles are compared with which: in a large story each with its nearest ones only, by the words that they share.

Blocking, as record linkage has it: what is dear is done for candidates only, so that a story's cost grows with its articles and
not with their square. Up to `pair.nearest_articles` + 1 articles every two are candidates. Beyond that, another article can push one
out of the nearest, but what is said of two that are compared still rests on them alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import sqrt

from reporter.pair import wording
from reporter.schema import Statement, Story

Two = tuple[str, str]


def candidates(story: Story, statements: Sequence[Statement], nearest: int) -> tuple[Two, ...]:
    """Return the pairs of articles to compare, by id: those of which either is among the `nearest` of the other."""
    stating = sorted({s.article for s in statements})
    every = tuple(combinations(stating, 2))
    if len(stating) <= nearest + 1:
        return every
    texts = {a.id: a.text for a in story.articles}
    likeness = _likeness({article: frozenset(wording.stems(texts[article])) for article in stating}, every)
    rivals: dict[str, list[tuple[float, Two]]] = {article: [] for article in stating}
    for two in every:
        for article in two:
            rivals[article].append((-likeness[two], two))
    kept = {two for found in rivals.values() for _, two in sorted(found)[:nearest]}
    return tuple(two for two in every if two in kept)


def _likeness(stems: Mapping[str, frozenset[str]], every: Sequence[Two]) -> dict[Two, float]:
    """Return the part of their stems that two articles share, after Ochiai (1957): the cosine of the two sets."""
    return {(a, b): len(stems[a] & stems[b]) / sqrt(max(len(stems[a]) * len(stems[b]), 1)) for a, b in every}
