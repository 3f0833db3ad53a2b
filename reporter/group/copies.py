"""Exact and near duplicates: MinHash over runs of words (Broder, 1997), in bands of locality-sensitive hashing.

The sketches are rensa's R-MinHash, after Dahlgaard, Knudsen and Thorup, "Fast Similarity Sketching" (2017).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version

import numpy as np
from numpy.typing import NDArray

from reporter import text as words_of
from reporter.errors import ConfigError
from reporter.schema.stories import ArticleGist

RUN = 3  # words
SLOTS = 128
ALIKE = 0.7  # part of the runs of two texts that are in both, from which one has the words of the other
_ROWS = 8  # slots of a band: two texts that are alike share one of the 16 bands in 6 of 10 cases, at 0.8 in 19 of 20
_LEAST_RUNS = 8  # of a text that is compared
_SEED = 1


def maker() -> str:
    """Return what the sketches are made with. Raises ConfigError where it is not installed."""
    try:
        return f"rensa {version('rensa')}, {SLOTS} slots, runs of {RUN} words"
    except PackageNotFoundError as error:
        raise ConfigError("grouping articles needs rensa; install reporter-brief with the extra `nightly`") from error


def sketch(text: str) -> bytes:
    """Return the MinHash of `text`: `SLOTS` unsigned 32-bit integers, little-endian; empty for a text of a few words."""
    from rensa import RMinHash

    folded = words_of.fold(text)
    words = [folded[start:end] for start, end in words_of.words(folded)]
    runs = sorted({" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)})
    if len(runs) < _LEAST_RUNS:
        return b""
    made = RMinHash(num_perm=SLOTS, seed=_SEED)
    made.update(runs)
    return np.array(made.digest(), dtype="<u4").tobytes()


def firsts(gists: Sequence[ArticleGist], together: Callable[[int, int], bool]) -> NDArray[np.int64]:
    """Return for each gist the number of the first one that it duplicates, its own where it duplicates none.

    Args:
        gists: in an order of precedence.
        together: whether two gists, by number, may be duplicates at all.
    """
    first = np.arange(len(gists))
    buckets: dict[tuple[int, bytes], list[int]] = {}  # those that may not be duplicates of each other: the same words, weeks apart
    for number, gist in enumerate(gists):
        keys = [(-1, gist.sha256.encode()), *_bands(gist.minhash)]
        for key in keys:
            bucket = buckets.setdefault(key, [])
            other = next((n for n in bucket if together(n, number)), None)
            if other is None:
                bucket.append(number)
            elif first[number] == number and same(gists[other], gist):
                first[number] = first[other]
    return first


def same(left: ArticleGist, right: ArticleGist) -> bool:
    """Tell whether two articles have the same words, or nearly."""
    if left.sha256 == right.sha256:
        return True
    if not (left.minhash and right.minhash):
        return False
    return bool(np.mean(np.frombuffer(left.minhash, dtype="<u4") == np.frombuffer(right.minhash, dtype="<u4")) >= ALIKE)


def _bands(minhash: bytes) -> list[tuple[int, bytes]]:
    size = 4 * _ROWS
    return [(band, minhash[at : at + size]) for band, at in enumerate(range(0, len(minhash), size))]
