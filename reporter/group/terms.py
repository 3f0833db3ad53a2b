"""Terms of a text with their weights: rare ones weigh more, by how often they occur in a background that never changes.

Because the background is fixed, what is kept of an article depends on that article alone. TF-IDF after Salton and Buckley (1988).
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from reporter.errors import ModelError

Integers = NDArray[np.int64]

UNIT = 4096  # a bag's weights are integers and have this length: sums of them are exact, in any order
SKETCH = 256  # dimensions of a bag folded into a short vector
_NEVER_SEEN = 0.5


class Background(Struct, frozen=True, forbid_unknown_fields=True):
    """In how many of `texts` texts a stem occurs; made by training/group_weights.py. Stems of fewer than three are left out."""

    texts: int
    stems: dict[str, int]

    def rarity(self, stem: str) -> float:
        """Return the inverse document frequency of `stem`."""
        return math.log((self.texts + 1) / (self.stems.get(stem, 0) + _NEVER_SEEN))


@cache
def background() -> Background:
    """Return the background that comes with the package. Raises ModelError."""
    try:
        return msgspec.json.decode(resources.files("reporter.group").joinpath("background.json").read_bytes(), type=Background)
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"word counts reporter/group/background.json: {error}; install reporter again") from error


def bag(stems: Iterable[str]) -> bytes:
    """Return the distinct stems as a bag of length `UNIT`: hashes in ascending order, then weights by rarity and number."""
    known = background()
    weights = {_hash(s): (1 + math.log(n)) * known.rarity(s) for s, n in sorted(Counter(stems).items())}
    return _packed(weights, math.sqrt(math.fsum(w * w for w in weights.values())))


def shares(stems: Iterable[str]) -> bytes:
    """Return the distinct stems as a bag whose weights, by rarity alone, add up to `UNIT`."""
    known = background()
    weights = {_hash(s): known.rarity(s) for s in sorted(set(stems))}
    return _packed(weights, math.fsum(weights.values()))


def _packed(weights: Mapping[int, float], whole: float) -> bytes:
    hashes = sorted(weights)
    scaled = np.rint(np.array([weights[h] for h in hashes], dtype=np.float64) * (UNIT / (whole or 1)))
    return np.array(hashes, dtype="<u4").tobytes() + scaled.astype("<u2").tobytes()


def _hash(stem: str) -> int:
    return int.from_bytes(hashlib.blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little")


def opened(packed: bytes) -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
    """Return a bag's hashes and weights."""
    size = len(packed) // 6
    return np.frombuffer(packed, dtype="<u4", count=size), np.frombuffer(packed, dtype="<u2", offset=4 * size)


class Postings:
    """In which articles each term stands: an inverted index."""

    def __init__(self, terms: Integers, articles: Integers) -> None:
        """Take the terms in ascending order, and the article of each."""
        self._terms, self._articles = terms, articles

    def share(self, terms: Integers, weights: Integers) -> dict[int, float]:
        """Return, for each article that has any of `terms`, the share of their weights that it has."""
        begins, ends = np.searchsorted(self._terms, terms), np.searchsorted(self._terms, terms, side="right")
        found: dict[int, int] = {}
        for begin, end, weight in zip(begins, ends, weights.tolist(), strict=True):
            for article in self._articles[begin:end].tolist():
                found[article] = found.get(article, 0) + weight
        whole = int(weights.sum())
        return {article: weight / whole for article, weight in found.items()}


class Bags:
    """The bags of many articles, by where the terms stand, laid out for comparing them in pairs."""

    def __init__(self, packed: Sequence[Mapping[str, bytes]], places: Sequence[str]) -> None:
        """Lay out what `packed` holds of `places`."""
        self._hashes: dict[str, NDArray[np.uint32]] = {}
        self._weights: dict[str, Integers] = {}
        self._starts: dict[str, Integers] = {}
        for place in places:
            bags = [opened(article[place]) for article in packed]
            self._starts[place] = np.cumsum([0, *(len(h) for h, _ in bags)], dtype=np.int64)
            self._hashes[place] = np.concatenate([h for h, _ in bags]) if bags else np.zeros(0, np.uint32)
            self._weights[place] = np.concatenate([w for _, w in bags]).astype(np.int64) if bags else np.zeros(0, np.int64)
        self._vocabulary = np.unique(np.concatenate(list(self._hashes.values())))
        self._terms = {place: np.searchsorted(self._vocabulary, hashes) for place, hashes in self._hashes.items()}

    def cosines(self, left: Integers, right: Integers, of: str, with_: str) -> NDArray[np.float64]:
        """Return the cosine of the bag `of` each article in `left` and the bag `with_` of the one in `right`. `left` is ascending."""
        return self._sums(left, right, of, with_, self._weights[of], self._weights[with_]) / float(UNIT * UNIT)

    def contained(self, left: Integers, right: Integers, of: str, within: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return what share of the bag `of` each article in `left` stands in the bag `within` of the one in `right`, and the other way."""
        of_left = self._sums(left, right, of, within, self._weights[of], np.ones_like(self._weights[within]))
        of_right = self._sums(left, right, within, of, np.ones_like(self._weights[within]), self._weights[of])
        return of_left / float(UNIT), of_right / float(UNIT)

    def common(self, left: Integers, right: Integers, place: str) -> Integers:
        """Return how many terms the bags of each pair have in common. `left` is ascending."""
        ones = np.ones_like(self._weights[place])
        return self._sums(left, right, place, place, ones, ones)

    def empty(self, place: str) -> NDArray[np.bool_]:
        """Return for each article whether its bag is empty."""
        return np.asarray(np.diff(self._starts[place]) == 0)

    def _sums(self, left: Integers, right: Integers, of: str, with_: str, weights: Integers, others: Integers) -> Integers:
        """Return for each pair the sum, over the terms that two bags share, of the product of their weights."""
        found = np.zeros(len(left), dtype=np.int64)
        here = np.zeros(len(self._vocabulary), dtype=np.int64)
        starts, bounds = self._starts[of], self._starts[with_]
        rows, begins = np.unique(left, return_index=True)
        for row, (begin, end) in zip(rows, pairwise([*begins, len(left)]), strict=True):
            own = slice(starts[row], starts[row + 1])
            here[self._terms[of][own]] = weights[own]
            columns = right[begin:end]
            sizes = bounds[columns + 1] - bounds[columns]
            ends = np.cumsum(sizes)
            at = np.repeat(bounds[columns] - ends + sizes, sizes) + np.arange(ends[-1])
            sums = np.concatenate([[0], np.cumsum(here[self._terms[with_][at]] * others[at])])
            found[begin:end] = sums[ends] - sums[ends - sizes]
            here[self._terms[of][own]] = 0
        return found

    def agreed(self, articles: Sequence[int], place: str) -> tuple[Integers, Integers]:
        """Return the terms that at least half of the articles' bags share, two at least, and the sums of their weights."""
        starts = self._starts[place]
        terms = np.concatenate([self._terms[place][starts[n] : starts[n + 1]] for n in articles])
        weights = np.concatenate([self._weights[place][starts[n] : starts[n + 1]] for n in articles])
        distinct, which, counts = np.unique(terms, return_inverse=True, return_counts=True)
        sums = np.bincount(which, weights=weights, minlength=len(distinct)).astype(np.int64)
        kept = counts >= max(2, len(articles) / 2)
        return distinct[kept], sums[kept]

    def postings(self, place: str) -> Postings:
        """Return in which articles' bags each term stands."""
        rows = np.repeat(np.arange(len(self._starts[place]) - 1), np.diff(self._starts[place]))
        order = np.argsort(self._terms[place], kind="stable")
        return Postings(self._terms[place][order], rows[order])

    def sketch(self, place: str) -> NDArray[np.int8]:
        """Return each bag folded into `SKETCH` dimensions of length about 127, signs by hash (Weinberger et al., 2009)."""
        hashes, weights, starts = self._hashes[place], self._weights[place], self._starts[place]
        signed = np.where(hashes >> 31, -weights, weights)
        rows = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        folded = np.bincount(rows * SKETCH + hashes % SKETCH, weights=signed, minlength=(len(starts) - 1) * SKETCH)
        return np.asarray(np.clip(np.rint(folded * (127 / UNIT)), -127, 127), dtype=np.int8).reshape(-1, SKETCH)
