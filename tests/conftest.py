"""What several test files need: the example, and a stand-in for the model where its weights do not matter."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

import reporter
from reporter.protocols import Encoding
from reporter.schema import Briefing

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "ashtiani-shoigu"
EXAMPLE_AT = "2023-09-21T06:00:00Z"  # as in the Makefile


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own SOURCE_DATE_EPOCH must not reach a test."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def example() -> Path:
    """The folder of the example's articles."""
    return EXAMPLE


@pytest.fixture(scope="session")
def example_briefing() -> Briefing:
    """The example's briefing, made once by the real model."""
    return reporter.brief(EXAMPLE, at=EXAMPLE_AT)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium. Without it browser tests are skipped by hand and fail in CI, where nobody reads what was skipped."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("Chromium is not installed: apt-get install chromium")
    if found is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    return found


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


@pytest.fixture
def word_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `reporter.brief` use the stand-in: for tests of what stands around the model."""
    from reporter import plugins

    real = plugins.load

    def load(group: str, name: str) -> object:
        return WordVectors if group == plugins.EMBEDDERS else real(group, name)

    monkeypatch.setattr(plugins, "load", load)
