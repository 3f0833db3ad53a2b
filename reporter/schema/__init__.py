"""The data types that the stages share.

Everything is a frozen `msgspec.Struct`. Offsets are Unicode code points into
`Article.text`, half-open; `exact` always equals that slice. Ids are derived
from what they name, so they last from run to run. The fields of `Briefing`
and of what it holds are the contract that others read (docs/contract.md).
"""

from __future__ import annotations

from reporter.schema.briefing import (
    SCHEMA_VERSION,
    Briefing,
    Comparison,
    Evidence,
    Finding,
    ModelRecord,
    Omission,
    Provenance,
    StoryHeader,
    SummarySentence,
    by_article,
)
from reporter.schema.claims import Agreement, Claim, Cluster, Mention, Origin, OriginBasis, Pair, Possible, SharedWording, Status, Weight
from reporter.schema.text import (
    Article,
    Certainty,
    Credit,
    Failure,
    Loss,
    Moment,
    Name,
    Passage,
    Quantity,
    RawArticle,
    Record,
    Sentence,
    SetAside,
    Span,
    Statement,
    Story,
    Version,
    digest,
)

__all__ = [
    "SCHEMA_VERSION",
    "Agreement",
    "Article",
    "Briefing",
    "Certainty",
    "Claim",
    "Cluster",
    "Comparison",
    "Credit",
    "Evidence",
    "Failure",
    "Finding",
    "Loss",
    "Mention",
    "ModelRecord",
    "Moment",
    "Name",
    "Omission",
    "Origin",
    "OriginBasis",
    "Pair",
    "Passage",
    "Possible",
    "Provenance",
    "Quantity",
    "RawArticle",
    "Record",
    "Sentence",
    "SetAside",
    "SharedWording",
    "Span",
    "Statement",
    "Status",
    "Story",
    "StoryHeader",
    "SummarySentence",
    "Version",
    "Weight",
    "by_article",
    "digest",
]
