"""Reading two statements together: a cross-encoder weighs what the comparisons leave open.

It is the dear step, so it is taken only where the comparisons alone give a pair some chance.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reporter.pair.features import Block
from reporter.protocols import CrossEncoder, Two

READ = "read_together"  # log odds, to the base e
READ_PROBABILITY = 0.1  # match probability by the comparisons alone from which two statements are read together
UNREAD = -6.0  # what counts for a pair that is not read
_LEAST = -5.99  # what reading counts at least

Matrix = NDArray[np.float64]


def read(blocks: Sequence[Block], probabilities: Sequence[Matrix], frames: Sequence[str], reader: CrossEncoder) -> list[Matrix]:
    """Return what reading says of each pair of each block, shape (rows, columns). All are read in one go, which takes less time.

    What is read first changes the answer a little, so the order is the texts' own, whatever their articles are called.

    Args:
        blocks: the statements of two articles each, compared.
        probabilities: the blocks' match probabilities by the comparisons alone, shape (rows, columns).
        frames: what is read, of all statements.
        reader: reads them.

    Raises:
        ModelError: the model cannot be loaded.
    """
    likely = [probability >= READ_PROBABILITY for probability in probabilities]
    pairs = [
        _ordered(frames[block.rows[row]], frames[block.columns[column]])
        for block, chosen in zip(blocks, likely, strict=True)
        for row, column in np.argwhere(chosen)
    ]
    logits = np.maximum(reader.read(pairs), _LEAST)
    found, at = [], 0
    for chosen in likely:
        said = np.full(chosen.shape, UNREAD)
        said[chosen] = logits[at : at + chosen.sum()]
        at += chosen.sum()
        found.append(said)
    return found


def _ordered(one: str, other: str) -> Two:
    return (one, other) if one <= other else (other, one)
