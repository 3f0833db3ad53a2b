"""Which articles are compared: each with its nearest ones within the window of time, by meaning and terms.

Blocking, as record linkage has it. The vectors hold small integers, so their products are exact whatever the order of the articles
and however a library splits them up; ties are all kept.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Days = NDArray[np.float64]

NEAREST = 25
_FLOOR = 0.15  # of the mean of two cosines: what is less alike is of two events
_BLOCK = 512  # rows that are multiplied at once: memory grows with the articles, not with their square
_SECONDS_A_DAY = 86_400


def day(published: str | None) -> float:
    """Return when an article was published, in days since 1970; not a number where that is not known."""
    if published is None:
        return float("nan")
    moment = dt.datetime.fromisoformat(published)
    return moment.replace(tzinfo=moment.tzinfo or dt.UTC).timestamp() / _SECONDS_A_DAY


def pairs(vectors: NDArray[np.int8], days: Days, window_days: float) -> tuple[Integers, Integers]:
    """Return the pairs to compare as two arrays of row numbers, left below right, in ascending order.

    Args:
        vectors: shape (articles, dimensions): two vectors of length 127 each, side by side.
        days: when each was published, not a number where unknown: that is compared with any time.
        window_days: articles further apart are no pair.
    """
    if len(vectors) == 0:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    order = np.argsort(days, kind="stable")  # what is not dated comes last
    dated = int(np.count_nonzero(~np.isnan(days)))
    rows, when = vectors[order].astype(np.float32), days[order]
    found: list[NDArray[np.int64]] = []
    for start in range(0, len(rows), _BLOCK):
        end = min(start + _BLOCK, len(rows))
        first, last = 0, dated
        if end <= dated:
            first = int(np.searchsorted(when[:dated], when[start] - window_days))
            last = int(np.searchsorted(when[:dated], when[end - 1] + window_days, side="right"))
        columns = np.concatenate([np.arange(first, last), np.arange(dated, len(rows))])
        found.append(_nearest(rows, when, np.arange(start, end), columns, window_days))
    near = order[np.concatenate(found)]
    keys = np.unique(near.min(axis=1) * len(rows) + near.max(axis=1))
    return keys // len(rows), keys % len(rows)


def _nearest(rows: NDArray[np.float32], when: Days, block: Integers, columns: Integers, window_days: float) -> Integers:
    """Return the pairs of each row of `block` with its nearest among `columns`, shape (pairs, 2)."""
    alike = rows[block] @ rows[columns].T
    alike[np.abs(when[block][:, None] - when[columns][None, :]) > window_days] = -1
    alike[block[:, None] == columns[None, :]] = -1
    floor = np.full(len(block), _FLOOR * 2 * 127 * 127, dtype=np.float32)
    if len(columns) > NEAREST:
        floor = np.maximum(floor, np.partition(alike, len(columns) - NEAREST, axis=1)[:, len(columns) - NEAREST])
    here, there = np.nonzero(alike >= floor[:, None])
    return np.stack([block[here], columns[there]], axis=1)
