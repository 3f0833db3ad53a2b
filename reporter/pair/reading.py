"""Reading two statements together: a cross-encoder weighs what the comparisons leave open.

It is the dear step, so it is taken only where the comparisons alone give a pair some chance.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reporter.pair.features import Block
from reporter.protocols import CrossEncoder

READ = "read_together"  # log odds, to the base e
READ_PROBABILITY = 0.1  # match probability by the comparisons alone from which two statements are read together
UNREAD = -6.0  # what counts for a pair that is not read, and the least that reading counts

Matrix = NDArray[np.float64]


def read(block: Block, probability: Matrix, frames: Sequence[str], reader: CrossEncoder) -> Matrix:
    """Return what reading says of each pair of two articles, shape (rows, columns).

    Args:
        block: the statements of both articles, compared.
        probability: the pairs' match probabilities by the comparisons alone, shape (rows, columns).
        frames: what is read, of all statements.
        reader: reads them.

    Raises:
        ModelError: the model cannot be loaded.
    """
    found = np.full(probability.shape, UNREAD)
    rows, columns = np.nonzero(probability >= READ_PROBABILITY)
    logits = reader.read([(frames[i], frames[j]) for i, j in zip(block.rows[rows], block.columns[columns], strict=True)])
    found[rows, columns] = np.maximum(logits, UNREAD)
    return found
