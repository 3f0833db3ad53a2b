"""Articles that drafts are checked against in tests: read and compared by the shipped model, once a session."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from reporter import pair, pipeline, read
from reporter.check import drafts, report
from reporter.check.written import DraftKind
from reporter.config import Config
from reporter.models.claim_pairs import ClaimPairs
from reporter.models.minilm import MiniLM
from reporter.schema import RawArticle
from reporter.schema.check import CheckReport


@cache
def models() -> pipeline.Models:
    """Return the shipped models."""
    embedder = MiniLM()
    return pipeline.Models(matcher=pair.semantic(lambda: embedder, ClaimPairs))


def told(articles: Sequence[RawArticle]) -> pipeline.Told:
    """Return what articles tell."""
    return pipeline.tell(read.assemble(articles), Config(), models())


def checked(text: str, articles: pipeline.Told, kind: DraftKind = "markdown") -> CheckReport:
    """Return what the articles give for a draft."""
    return report(drafts.in_text(text, kind), articles, models(), Config(), made_at="2024-01-01T00:00:00Z")
