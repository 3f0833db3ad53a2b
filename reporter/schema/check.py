"""A draft checked against articles: the fields of `CheckReport` and of what it holds are what others read (docs/check.md).

Spans of the draft are half-open, in Unicode code points into `Draft.text`; lines and columns count from 1, columns in code
points, and an end stands behind its last character. Passages of articles are as in the briefing. Ids of findings rest on the
words of the draft and of the passages, not on where they stand: an accepted finding lapses where either changes, and not before.
"""

from __future__ import annotations

from typing import Literal

from reporter.schema.briefing import Evidence, Provenance
from reporter.schema.claims import Agreement, Origin
from reporter.schema.text import Article, Certainty, Credit, Failure, Passage, Record

CHECK_VERSION = "1.0"

Support = Literal["several-origins", "unclear-origin", "one-origin", "one-outlet", "unclear", "not-found"]
Verdict = Literal[
    "detail-differs",  # number, date, name, place, negation, outcome, speaker or certainty: the articles have another value
    "worded-differently",  # inside quotation marks
    "detail-not-found",  # a number, name or date that no article has there
    "attribution-dropped",  # "X said" became fact
    "attribution-strengthened",  # "hopes" became "is sure", "alleged" became "said"
    "not-found",
    "unclear",  # a passage may report it: the comparison cannot decide
    "one-outlet",
    "one-origin",
    "unclear-origin",
    "several-origins",
]
DifferenceKind = Literal[
    "wording", "number", "date", "name", "place", "negation", "outcome", "speaker", "certainty", "attribution", "spelling"
]
BlockKind = Literal["text", "heading", "code", "link", "opinion", "table", "furniture"]
Severity = Literal["error", "warning", "note"]


class DraftSpan(Record, frozen=True, kw_only=True):
    """A stretch of the draft: where it stands, and its exact text (marks of Markdown included)."""

    start: int
    end: int
    exact: str
    line: int
    column: int
    end_line: int
    end_column: int


class DraftBlock(DraftSpan, frozen=True, kw_only=True):
    """A paragraph, heading or other part of the draft. Only those of kind "text" are checked."""

    kind: BlockKind


class Draft(Record, frozen=True, kw_only=True):
    """The draft. `text` is the file's own where it is Markdown or text; else what was read of the file, a paragraph a line."""

    id: str  # beside the articles' ids, none of which is equal
    kind: Literal["markdown", "text", "docx", "html"]
    text: str
    sha256: str  # of the text, UTF-8
    word_count: int
    path: str | None = None  # file name only
    title: str | None = None
    published: str | None = None  # ISO 8601
    language: str | None = None
    blocks: tuple[DraftBlock, ...] = ()  # in text order, apart from each other


class Rival(Record, frozen=True, kw_only=True):
    """What articles have where the draft has something else."""

    value: str  # in a reader's words, or as it stands there
    articles: tuple[str, ...]
    passages: tuple[Passage, ...] = ()  # the value's own words


class DraftDifference(Record, frozen=True, kw_only=True):
    """A detail of the draft beside what the articles have for it. Without rivals, the detail was found in no matched passage."""

    kind: DifferenceKind
    value: str  # the draft's; empty where it leaves words out
    spans: tuple[DraftSpan, ...] = ()  # the words that differ
    rivals: tuple[Rival, ...] = ()
    anywhere: tuple[str, ...] = ()  # articles that have the draft's value, but not in a matched passage


class DraftMatch(Passage, frozen=True, kw_only=True):
    """A passage of an article that gives what a statement of the draft says, or most of it."""

    sentence: str  # id of its sentence
    statement: str  # id of its statement
    speaker: str | None = None
    quoted: bool = False
    certainty: Certainty = "plain"
    match_probability: float
    agrees: bool  # False where a detail differs


class DraftStatement(DraftSpan, frozen=True, kw_only=True):
    """A clause of the draft, and what the articles give for it."""

    id: str
    sentence: int  # number of its sentence in the draft, from 1
    verdict: Verdict  # the gravest of what is to be said of it
    verdicts: tuple[Verdict, ...]  # all of it, the gravest first; the last one is `support`
    support: Support
    agreement: Agreement  # of the passages that agree
    outlets: tuple[str, ...] = ()  # names of those that report it
    speaker: str | None = None  # as shown
    quoted: bool = False
    certainty: Certainty = "plain"
    stake: str | None = None  # "denial", "accusation", "charge", "number", "official act" ...: what is at stake where few report it
    matches: tuple[DraftMatch, ...] = ()  # the best passages, those that agree first
    differences: tuple[DraftDifference, ...] = ()


class DraftFinding(DraftSpan, frozen=True, kw_only=True):
    """Something in the draft that an editor should look at before publishing."""

    id: str
    rule: str
    kind: str | None = None
    severity: Severity
    sentence: int | None = None  # number of the draft's sentence; None where it is about the draft as a whole
    sentence_exact: str = ""  # the words that the id rests on
    statements: tuple[str, ...] = ()  # ids of the draft's statements
    message: str
    advice: str
    evidence: tuple[Evidence, ...] = ()  # passages of articles
    marks: tuple[DraftSpan, ...] = ()  # the differing words of the draft
    differences: tuple[DraftDifference, ...] = ()


class LeftOut(Record, frozen=True, kw_only=True):
    """A claim that most outlets report and that was not found in the draft."""

    claim: str  # its id in a briefing on the same articles
    text: str
    agreement: Agreement
    passages: tuple[Passage, ...]  # one an outlet


class CheckReport(Record, frozen=True, kw_only=True):
    """Everything that a check of a draft gives."""

    schema_version: str = CHECK_VERSION
    draft: Draft
    articles: tuple[Article, ...]
    origins: tuple[Origin, ...]
    credits: tuple[Credit, ...]
    statements: tuple[DraftStatement, ...]  # in text order
    findings: tuple[DraftFinding, ...]  # the gravest first
    left_out: tuple[LeftOut, ...]
    failures: tuple[Failure, ...]
    provenance: Provenance
