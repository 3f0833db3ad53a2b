"""The longest run of words that two texts share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_Ids = NDArray[np.int64]


def longest(left: Sequence[int], right: Sequence[int]) -> tuple[int, int, int]:
    """Return the longest run in both as (start in left, start in right, words), in O(n log² n).

    Runs of 1, 2, 4, ... words get numbers, equal runs equal numbers (the naming of Karp, Miller and Rosenberg, 1972);
    the length is then found bit by bit.
    """
    cut = len(left)
    best, width = _shared(np.array([*left, *right], dtype=np.int64), cut), 1
    steps: list[tuple[int, _Ids]] = []
    while (best >= 0).any():
        steps.append((width, best))
        best = _shared(_join(best, best, width, cut), cut)
        width *= 2
    if not steps:
        return 0, 0, 0
    width, best = steps.pop()
    for step, tail in reversed(steps):
        longer = _shared(_join(best, tail, width, cut), cut)
        if (longer >= 0).any():
            best, width = longer, width + step
    start = int(np.argmax(best[:cut] >= 0))
    return start, int(np.argmax(best[cut:] == best[start])), width


def _join(heads: _Ids, tails: _Ids, width: int, cut: int) -> _Ids:
    """Name the runs that a head and the tail `width` words on make; -1 where there is none in the same text."""
    made = np.full_like(heads, -1)
    for start, end in ((0, cut), (cut, len(heads))):
        if end - start > width:
            head, tail = heads[start : end - width], tails[start + width : end]
            made[start : end - width] = np.where((head >= 0) & (tail >= 0), head * (len(heads) + 1) + tail, -1)
    return made


def _shared(names: _Ids, cut: int) -> _Ids:
    """Number the names that stand on both sides of `cut` from 0; the others become -1."""
    known, number = np.unique(names, return_inverse=True)
    both = np.zeros((2, len(known)), dtype=bool)
    both[0, number[:cut]] = True
    both[1, number[cut:]] = True
    kept = both.all(axis=0) & (known >= 0)
    order = np.where(kept, np.cumsum(kept) - 1, -1)
    return order[number].astype(np.int64)
