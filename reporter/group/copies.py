"""Exact and near duplicates: MinHash over runs of words (Broder, 1997), in bands of locality-sensitive hashing.

The sketches are rensa's R-MinHash, after Dahlgaard, Knudsen and Thorup, "Fast Similarity Sketching" (2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

import numpy as np
from numpy.typing import NDArray

from reporter.errors import ConfigError

RUN = 3  # words
SLOTS = 128
_LEAST_RUNS = 8  # of a text that is compared
_SEED = 1


def maker() -> str:
    """Return what the sketches are made with. Raises ConfigError where it is not installed."""
    try:
        return f"rensa {version('rensa')}, {SLOTS} slots, runs of {RUN} words"
    except PackageNotFoundError as error:
        raise ConfigError("grouping articles needs rensa; install reporter-brief with the extra `nightly`") from error


def sketches(texts: Sequence[Sequence[str]]) -> list[bytes]:
    """Return the MinHash of each text, given as its words: `SLOTS` unsigned 32-bit integers, little-endian; none for a short text."""
    from rensa import RMinHash

    runs = [sorted({" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}) for words in texts]
    made: list[bytes] = []
    for found in runs:
        sketch = RMinHash(num_perm=SLOTS, seed=_SEED)
        sketch.update(found)
        made.append(np.array(sketch.digest(), dtype="<u4").tobytes() if len(found) >= _LEAST_RUNS else b"")
    return made


def matrix(found: Sequence[bytes]) -> NDArray[np.uint32]:
    """Return sketches as rows, shape (sketches, SLOTS)."""
    return np.frombuffer(b"".join(found), dtype="<u4").reshape(len(found), SLOTS)
