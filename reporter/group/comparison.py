"""How alike two articles are, and the match probability that follows: a logistic regression, fitted by training/group_weights.py.

Likeness counts against its surroundings: two articles on one event are more alike than either is to what else is told of the topic.
How dense a topic is tells the mean likeness of an article to its neighbours from the fifth to the twentieth, floors below.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import combinations_with_replacement

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from reporter.errors import ModelError
from reporter.group.terms import Bags
from reporter.schema.stories import ArticleGist

Integers = NDArray[np.int64]
Values = NDArray[np.float64]

_NEAR, _FAR = 4, 20  # the neighbours that tell how dense a topic is
_AROUND = {"meaning": 0.4, "headline": 0.32, "lead": 0.08}  # the least that a neighbour counts: what is far changes nothing
_TOGETHER = ("meaning", "lead", "overlap", "names", "common")  # whose products count too
COMPARISONS = (
    "meaning",
    "headline",
    "lead",
    "title",
    "title_in_lead",
    "lead_in_title",
    "overlap",
    "common",
    "names",
    "same_day",
    "other_day",
    *(f"{name}_dense" for name in _AROUND),
    *(f"{one}*{other}" for one, other in combinations_with_replacement(_TOGETHER, 2)),
)


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """The content of weights.json: the logit of a pair is `prior` plus each comparison's value times its weight."""

    fitted_on: str
    prior: float
    weights: dict[str, float]

    def probability(self, values: Values) -> Values:
        """Return the match probability of each row of `values`, shape (pairs, comparisons)."""
        logit = np.full(len(values), self.prior)
        for column, weight in zip(values.T, self.weights.values(), strict=True):  # `@` adds a row up by where it stands
            logit += column * weight
        return np.asarray(1 / (1 + np.exp(-logit)), dtype=np.float64)


@cache
def shipped() -> Weights:
    """Return the weights that come with the package. Raises ModelError."""
    try:
        found = msgspec.json.decode(resources.files("reporter.group").joinpath("weights.json").read_bytes(), type=Weights)
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"weights reporter/group/weights.json: {error}; install reporter again") from error
    if tuple(found.weights) != COMPARISONS:
        raise ModelError("weights reporter/group/weights.json: fitted for other comparisons; run training/group_weights.py")
    return found


def vectors(packed: Sequence[bytes]) -> NDArray[np.int8]:
    """Return packed vectors as rows."""
    return np.frombuffer(b"".join(packed), dtype=np.int8).reshape(len(packed), -1)


def values(gists: Sequence[ArticleGist], bags: Bags, left: Integers, right: Integers) -> Values:
    """Return the comparisons of the pairs (`left`, `right`), shape (pairs, comparisons). `left` is ascending."""
    here, there = bags.cosines(left, right, "title", "lead"), bags.cosines(left, right, "lead", "title")
    days, none = bags.common(left, right, "days"), bags.empty("days")
    found = {
        "meaning": _cosines(vectors([g.meaning for g in gists]), left, right),
        "headline": _cosines(vectors([g.headline for g in gists]), left, right),
        **{place: bags.cosines(left, right, place, place) for place in ("lead", "title", "names")},
        "title_in_lead": np.maximum(here, there),
        "lead_in_title": np.minimum(here, there),
        "overlap": np.minimum(*bags.contained(left, right, "shares", "shares")),
        "common": np.log1p(bags.common(left, right, "lead")),
        "same_day": days > 0,
        "other_day": (days == 0) & ~none[left] & ~none[right],
    }
    for name, floor in _AROUND.items():
        around = _density(found[name], left, right, len(gists), floor)
        found[f"{name}_dense"] = (around[left] + around[right]) / 2
    for one, other in combinations_with_replacement(_TOGETHER, 2):
        found[f"{one}*{other}"] = found[one] * found[other]
    return np.stack([found[name] for name in COMPARISONS], axis=1)


def _cosines(rows: NDArray[np.int8], left: Integers, right: Integers) -> Values:
    """Return the cosine of each pair of rows of length about 127; summed in integers, so that no order shows."""
    cosines = np.zeros(len(left))
    for start in range(0, len(left), 4096):
        part = slice(start, start + 4096)
        products = rows[left[part]].astype(np.int32) * rows[right[part]].astype(np.int32)
        cosines[part] = products.sum(axis=1) / (127.0 * 127.0)
    return cosines


def _density(likeness: Values, left: Integers, right: Integers, size: int, floor: float) -> Values:
    """Return the mean likeness of each article to its neighbours from `_NEAR` to `_FAR`."""
    ends, alike = np.concatenate([left, right]), np.maximum(np.concatenate([likeness, likeness]), floor)
    order = np.lexsort((-alike, ends))
    ends, alike = ends[order], alike[order]
    rank = np.arange(len(ends)) - np.searchsorted(ends, ends)
    counted = (rank >= _NEAR) & (rank < _FAR)
    above = np.bincount(ends[counted], weights=np.rint((alike[counted] - floor) * 1e6), minlength=size)  # integers: exact in any order
    return np.asarray(floor + above / 1e6 / (_FAR - _NEAR))
