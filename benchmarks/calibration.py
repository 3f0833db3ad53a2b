"""Whether match probabilities mean what they say: of the pairs at 0.7, are seven in ten the same claim?

Expected calibration error after Naeini, Cooper and Hauskrecht (2015): the mean distance, by pairs, of the mean probability of a bin
from the part of its pairs that the labels give the same claim. Only pairs of which the labels say something are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from reporter.config import Config
from reporter.pair import in_context
from reporter.pair.weights import MatchWeights, probability
from reporter.protocols import CrossEncoder
from training.fitting import Examples

BINS = 10

Floats = NDArray[np.float64]
Judged = tuple[Floats, NDArray[np.bool_]]  # match probabilities, and whether the labels give the pair the same claim


def judged(event: Examples, weights: MatchWeights, cross_encoder: CrossEncoder) -> Judged:
    """Return the match probabilities of an event's labelled pairs and what the labels say of them."""
    values = in_context(weights.first, weights.read, event.blocks, event.frames, cross_encoder)
    odds = [weights.final.odds(v)[known] for (v, _), known in zip(values, event.known, strict=True)]
    same = [s[known] for s, known in zip(event.same, event.known, strict=True)]
    return probability(np.concatenate(odds)), np.concatenate(same)


def bins(values: Floats, same: NDArray[np.bool_]) -> Iterator[tuple[float, int, float, float]]:
    """Yield for each bin that has pairs: its lower end, how many, their mean probability, the part that is the same claim."""
    number = np.minimum((values * BINS).astype(int), BINS - 1)
    for n in np.unique(number):
        here = number == n
        yield float(n / BINS), int(here.sum()), float(values[here].mean()), float(same[here].mean())


def error(values: Floats, same: NDArray[np.bool_]) -> float:
    """Return the expected calibration error."""
    return sum(count * abs(mean - part) for _, count, mean, part in bins(values, same)) / max(len(values), 1)


def lines(events: Iterable[Judged]) -> Iterator[str]:
    """Yield the reliability table of left-out events, the calibration error, and what lies between the two thresholds."""
    values, same = (np.concatenate(parts) for parts in zip(*events, strict=True))
    yield "match probability   pairs    mean   the same claim"
    for low, count, mean, part in bins(values, same):
        yield f"{low:.1f} to {low + 1 / BINS:.1f}        {count:8}   {mean:.3f}   {part:.3f}"
    config = Config()
    kept = values >= config.pair.floor_probability
    yield f"expected calibration error {error(values, same):.4f} over {len(values)} labelled pairs of left-out events"
    yield f"the same, of the {kept.sum()} pairs at or above pair.floor_probability: {error(values[kept], same[kept]):.4f}"
    low, high = config.cluster.weak_probability, config.cluster.join_probability
    unclear = (values >= low) & (values < high)
    yield f"unclear, {low} to {high}: {unclear.sum()} pairs, {same[unclear].sum()} of them the same claim; {same.sum()} are in all"
