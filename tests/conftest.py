"""What several test files need: the example, and a stand-in for the model where its weights do not matter."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import reporter
from reporter.schema import Briefing
from tests.vectors import WordsInCommon, WordVectors

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


@pytest.fixture
def word_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `reporter.brief` use the stand-in: for tests of what stands around the model."""
    from reporter import plugins

    real = plugins.load

    def load(group: str, name: str) -> object:
        return {plugins.EMBEDDERS: WordVectors, plugins.CROSS_ENCODERS: WordsInCommon}.get(group) or real(group, name)

    monkeypatch.setattr(plugins, "load", load)
