"""Stand-ins for the models: for where their weights do not matter, and where they break down."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from reporter.pair import lexical
from reporter.protocols import Embedder, Encoding, Matcher
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


class Fragile:
    """A matcher that ends its process where an article holds the word POISON; else one of words alone."""

    def __init__(self) -> None:
        self._words = lexical(WordVectors)
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


def fragile(_: Callable[[], Embedder]) -> Matcher:
    """Return the matcher that may die."""
    return Fragile()
