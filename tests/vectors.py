"""Stand-ins for the models: for where their weights do not matter, and where they break down."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from reporter.pair import lexical
from reporter.protocols import CrossEncoder, Embedder, Encoding, Matcher, Two
from reporter.schema import Pair, Sentence, Statement, Story


class WordVectors:
    """A stand-in embedder: each word has its own fixed direction. Fast, and equal texts are equal."""

    id = "word-vectors"
    sha256 = "0" * 64

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """Return the mean of the words' vectors as a text's vector."""
        return [self._one(text.casefold().split()) for text in texts]

    def _one(self, words: list[str]) -> Encoding:
        ids = tuple(int.from_bytes(hashlib.blake2b(w.encode("utf-8", "replace"), digest_size=4).digest()) for w in words)
        pieces = np.array([np.random.default_rng(i).standard_normal(64) for i in ids] or np.zeros((0, 64)), dtype=np.float32)
        pieces /= np.maximum(np.linalg.norm(pieces, axis=-1, keepdims=True), 1e-9)
        total = pieces.sum(axis=0) if ids else np.ones(64, dtype=np.float32)
        return Encoding(vector=total / np.linalg.norm(total), piece_ids=ids, pieces=pieces)


class WordsInCommon:
    """A stand-in cross-encoder: the more words two texts have in common, the likelier they are one claim."""

    id = "words-in-common"
    sha256 = "1" * 64

    def read(self, pairs: Sequence[Two]) -> list[float]:
        """Return log odds from -5, with no word in common, to 5."""
        return [self._one(*({*text.casefold().split()} for text in pair)) for pair in pairs]

    def _one(self, left: set[str], right: set[str]) -> float:
        return round(10 * len(left & right) / max(len(left | right), 1) - 5, 2)


class Fragile:
    """A matcher that ends its process where an article holds the word POISON; else one of words alone."""

    def __init__(self) -> None:
        self._words = lexical()
        self.models = self._words.models

    def score(
        self,
        story: Story,
        sentences: Sequence[Sentence],
        statements: Sequence[Statement],
        candidates: Iterable[tuple[str, str]],
        floor: float,
    ) -> Sequence[Pair]:
        """Return the pairs, or die."""
        if any("POISON" in article.text for article in story.articles):
            os.kill(os.getpid(), signal.SIGKILL)
        return self._words.score(story, sentences, statements, candidates, floor)


def fragile(*_: Callable[[], Embedder | CrossEncoder]) -> Matcher:
    """Return the matcher that may die."""
    return Fragile()
