from __future__ import annotations

import pytest

from benchmarks.grouping import b_cubed


def test_b_cubed_counts_by_item():
    perfect = b_cubed([1, 1, 2], ["a", "a", "b"])
    assert (perfect.precision, perfect.recall, perfect.f1) == (1, 1, 1)
    joined = b_cubed([1, 1, 1, 1], ["a", "a", "b", "b"])
    assert (joined.precision, joined.recall) == (0.5, 1)
    split = b_cubed([1, 2, 3, 3], ["a", "a", "b", "b"])
    assert (split.precision, split.recall) == (1, 0.75)
    assert split.f1 == pytest.approx(1.5 / 1.75)
