"""Findings and the briefing: the fields of `Briefing` and of what it holds are the contract that others read (docs/contract.md)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from reporter.schema.archive import Changes
from reporter.schema.claims import Claim, Origin
from reporter.schema.text import Article, Credit, Failure, Name, Passage, Record, Sentence, SetAside, Span

SCHEMA_VERSION = "1.0"


class Evidence(Passage, frozen=True, kw_only=True):
    """A passage that a finding rests on, and its part in it."""

    role: str  # e.g. "value", "context", "differs"


class Finding(Record, frozen=True, kw_only=True):
    """Something that an editor should look at before publishing."""

    id: str
    rule: str
    kind: str | None = None
    severity: Literal["error", "warning", "note"]
    claims: tuple[str, ...] = ()
    message: str
    advice: str
    evidence: tuple[Evidence, ...] = ()


class SummarySentence(Passage, frozen=True, kw_only=True):
    """A sentence of the summary: a verbatim span, with where else its claim stands."""

    claim: str
    citations: tuple[str, ...]  # ids of sentences
    alone: tuple[Span, ...] = ()  # names, numbers and clauses in it that no other outlet has


class Omission(Record, frozen=True, kw_only=True):
    """Claims of several other outlets that were not found in this article."""

    article: str
    claims: tuple[str, ...]
    doubt: str | None = None  # why what is missing may have been lost and not left out: the article is short, cut off or badly extracted


class Comparison(Record, frozen=True, kw_only=True):
    """What was compared without finding a difference."""

    what: str
    result: str


class StoryHeader(Record, rename={"from_": "from"}, frozen=True, kw_only=True):
    """The story's title and the earliest and latest publication time known."""

    id: str
    title: str
    from_: str | None = None
    to: str | None = None


class ModelRecord(Record, frozen=True, kw_only=True):
    """A model that took part, by hash."""

    role: str
    id: str
    sha256: str


class Provenance(Record, frozen=True, kw_only=True):
    """What made the briefing. `made_at` is the only value that differs between two runs."""

    reporter_version: str
    settings_sha256: str
    inputs_sha256: str
    models: tuple[ModelRecord, ...]
    made_at: str


class Briefing(Record, frozen=True, kw_only=True):
    """Everything that is rendered; encodes to the JSON of docs/contract.md."""

    schema_version: str = SCHEMA_VERSION
    story: StoryHeader
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    origins: tuple[Origin, ...]
    credits: tuple[Credit, ...]
    summary: tuple[SummarySentence, ...]
    omissions: tuple[Omission, ...]
    set_aside: tuple[SetAside, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    compared: tuple[Comparison, ...]
    failures: tuple[Failure, ...]
    note: str | None = None  # the editor's note, Markdown as given
    changes: Changes | None = None  # since the story's last briefing, where there is one
    provenance: Provenance


def by_article(spans: Iterable[Span]) -> dict[str, list[Span]]:
    """Group spans by article, each group in text order."""
    groups: dict[str, list[Span]] = {}
    for span in sorted(spans, key=lambda s: (s.article, s.start, s.end)):
        groups.setdefault(span.article, []).append(span)
    return groups
