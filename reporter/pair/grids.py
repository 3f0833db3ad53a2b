"""Grids of two articles' statements, one cell a pair: shares, ranks and details of what `features` gathers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reporter.schema import Statement

Matrix = NDArray[np.float32]


def overlaps(left: Matrix, right: Matrix) -> dict[str, Matrix]:
    """Return which part of the rarity of either statement stands in the other, and how much that is."""
    shared = left @ (right > 0).astype(np.float32).T
    of_left = part(shared, left.sum(1)[:, None])
    of_right = part(shared, right.sum(1)[None, :])
    return {"overlap_max": np.maximum(of_left, of_right), "overlap_min": np.minimum(of_left, of_right), "overlap_mass": np.log1p(shared)}


def part(shared: Matrix, whole: Matrix) -> Matrix:
    """Return which part of `whole` is shared, 0 where there is nothing to share."""
    whole = np.broadcast_to(whole, shared.shape)
    return np.divide(shared, whole, out=np.zeros_like(shared), where=whole > 0)


def ranks(name: str, grid: Matrix) -> dict[str, Matrix]:
    """Return how each pair stands among the rivals of either statement: places above it, and its lead over the best rival.

    "near" is the view in which the pair stands better, "far" the one in which it stands worse.
    """
    by_row, by_column = _place(grid), _place(grid.T).T
    lead_row, lead_column = _lead(grid), _lead(grid.T).T
    return {
        f"{name}_rank_near": np.minimum(by_row, by_column),
        f"{name}_rank_far": np.maximum(by_row, by_column),
        f"{name}_gap_near": np.maximum(lead_row, lead_column),
        f"{name}_gap_far": np.minimum(lead_row, lead_column),
    }


def _place(grid: Matrix) -> Matrix:
    """Return how many of its row stand above each cell, 10 at the most (ties stand level)."""
    ordered = np.sort(grid, axis=1)
    above = [grid.shape[1] - np.searchsorted(o, g, side="right") for o, g in zip(ordered, grid, strict=True)]
    return np.array(above, dtype=np.float32).clip(max=10)


def _lead(grid: Matrix) -> Matrix:
    """Return the distance of each cell to the best other cell of its row (negative where that is higher)."""
    if grid.shape[1] == 1:
        return grid
    ordered = np.sort(grid, axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.where(grid >= best, grid - second, grid - best)


def quotations(left: Matrix, right: Matrix) -> dict[str, Matrix]:
    """Return whether both, or one only, hold quoted words, and which part of the shorter quotation stands in the other."""
    mass_left, mass_right = left.sum(1)[:, None], right.sum(1)[None, :]
    has_left, has_right = mass_left > 0, mass_right > 0
    shared = left @ (right > 0).astype(np.float32).T
    return {
        "quoted_both": (has_left & has_right).astype(np.float32),
        "quoted_one": (has_left ^ has_right).astype(np.float32),
        "quoted_overlap": part(shared, np.minimum(mass_left, mass_right)),
    }


def names(left: Matrix, right: Matrix) -> dict[str, Matrix]:
    """Return the rarity of the names in both, and whether both have names with none in common."""
    shared = left @ (right > 0).astype(np.float32).T
    both = (left.sum(1)[:, None] > 0) & (right.sum(1)[None, :] > 0)
    return {"names_shared": np.log1p(shared), "names_apart": (both & (shared == 0)).astype(np.float32)}


def lengths(left: Sequence[int], right: Sequence[int]) -> dict[str, Matrix]:
    """Return how long the shorter one is, in stems, and how much longer the other."""
    a, b = np.array(left, dtype=np.float32)[:, None], np.array(right, dtype=np.float32)[None, :]
    longer, shorter = np.maximum(a, b), np.minimum(a, b)
    return {"length_ratio": np.log((longer + 2) / (shorter + 2)), "length": np.log1p(shorter)}


def details(left: Sequence[Statement], right: Sequence[Statement]) -> dict[str, Matrix]:
    """Return whether numbers, speaker and negation agree."""
    shape = (len(left), len(right))
    names = ("numbers_agree", "numbers_differ", "speaker_same", "speaker_differs", "speaker_one", "negation_differs")
    grid = {name: np.zeros(shape, dtype=np.float32) for name in names}
    for row, a in enumerate(left):
        for column, b in enumerate(right):
            cell = (row, column)
            if a.numbers and b.numbers:
                agree = any(x.low <= y.high and y.low <= x.high for x in a.numbers for y in b.numbers)
                grid["numbers_agree" if agree else "numbers_differ"][cell] = 1
            if a.speaker and b.speaker:
                grid["speaker_same" if a.speaker == b.speaker else "speaker_differs"][cell] = 1
            elif a.speaker or b.speaker:
                grid["speaker_one"][cell] = 1
            grid["negation_differs"][cell] = a.negated != b.negated
    return grid
