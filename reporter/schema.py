"""The data types that the stages share.

Everything is a frozen `msgspec.Struct`. Offsets are Unicode code points into
`Article.text`, half-open; `exact` always equals that slice. Ids are derived
from what they name, so they last from run to run. The fields of `Briefing`
and of what it holds are the contract that others read (docs/contract.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

SCHEMA_VERSION = "1.0"


def digest(*parts: str, size: int = 6) -> str:
    """Return a short hexadecimal id derived from `parts` (2 × `size` characters)."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


class Record(Struct, frozen=True, kw_only=True):
    """Base of every shared type: frozen, and built by keyword (both hold for the class they stand on only)."""


# -- text ---------------------------------------------------------------------


class Span(Record, frozen=True, kw_only=True):
    """A half-open stretch of an article's text, in code points."""

    article: str
    start: int
    end: int


class Passage(Span, frozen=True, kw_only=True):
    """A span together with its exact text."""

    exact: str


class Loss(Record, frozen=True, kw_only=True):
    """What a reader knows to be missing of an article, or wrong with its page."""

    kind: Literal["truncated", "paywalled", "cookie-wall", "live-blog", "gallery"]
    reason: str


class Version(Record, frozen=True, kw_only=True):
    """An article that another one of the same outlet takes the place of: an earlier version, or the same one from elsewhere."""

    id: str
    sha256: str
    word_count: int
    reason: str  # why it is taken for the same article
    url: str | None = None
    published: str | None = None
    updated: str | None = None
    path: str | None = None


class Article(Record, frozen=True, kw_only=True):
    """One outlet's text on the event. `text` is never changed after reading."""

    id: str
    outlet: str
    outlet_named: bool  # False where the name is only a fallback, made from the id
    text: str
    sha256: str  # of the text, UTF-8
    word_count: int
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None  # ISO 8601 date or date and time
    language: str | None = None  # ISO 639-1, None where it could not be told
    path: str | None = None  # file name only: never where it lay on somebody's disk
    updated: str | None = None  # ISO 8601
    kind: str | None = None  # of file: the name of the reader that read it
    known_from: dict[str, str] = {}  # of url, title, outlet and so on: what told it
    losses: tuple[Loss, ...] = ()
    earlier: tuple[Version, ...] = ()  # versions that this one takes the place of


class RawArticle(Record, frozen=True, kw_only=True):
    """An article as a caller hands it over, before reading: only `id` and `text` are needed."""

    id: str
    text: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    path: str | None = None
    updated: str | None = None
    language: str | None = None  # as its page or feed says
    kind: str | None = None
    known_from: dict[str, str] = {}
    losses: tuple[Loss, ...] = ()


class SetAside(Passage, frozen=True, kw_only=True):
    """Text that is not reporting, and why it was left out."""

    reason: Literal["caption", "link", "sign-off", "slogan", "time stamp", "dateline", "credit", "headline furniture", "code", "correction"]


class Credit(Passage, frozen=True, kw_only=True):
    """A stated credit: this article names `credited` as where its report comes from."""

    credited: str  # canonical name of the outlet or agency, e.g. "TASS"
    form: Literal["dateline", "based-on", "according-to", "reports", "told", "contributed", "byline"]


class Failure(Record, frozen=True, kw_only=True):
    """Something that could not be done; the rest of the run went on."""

    what: str  # the file, article or step
    reason: str


class Story(Record, frozen=True, kw_only=True):
    """The articles on one event, and what reading them gave."""

    id: str
    title: str
    articles: tuple[Article, ...]  # sorted by id
    credits: tuple[Credit, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    failures: tuple[Failure, ...] = ()
    off_topic: tuple[str, ...] = ()  # articles about another event, set apart


# -- sentences and statements -------------------------------------------------


class Sentence(Span, frozen=True, kw_only=True):
    """A sentence, or a line that is not reporting (`aside` is then its reason)."""

    id: str
    number: int  # place in its article, from 1; shown to readers as "A1"
    paragraph: int  # place of its paragraph in the article, from 1
    aside: str | None = None


class Name(Record, frozen=True, kw_only=True):
    """A person, place or organisation, with the spellings that the story uses for it."""

    key: str
    display: str  # the fullest spelling
    kind: Literal["person", "place", "organisation", "other"]
    variants: tuple[str, ...]


class Quantity(Passage, frozen=True, kw_only=True):
    """A number as written, with its value or the range that it allows."""

    low: float
    high: float
    unit: str | None = None  # normalised noun, currency code or "%"; None for a bare number


class Moment(Passage, frozen=True, kw_only=True):
    """A date as written, with the days that it may mean (ISO, inclusive)."""

    first: str
    last: str


Certainty = Literal["plain", "certain", "confident", "expected", "hoped", "possible", "denied"]


class Statement(Span, frozen=True, kw_only=True):
    """A clause that carries one claim, with its speaker and what can be compared in it."""

    id: str
    sentence: str  # id of its sentence
    frame: str  # the clause with its subject and speaker given back: for comparing, never shown
    speaker: str | None = None  # key of a Name, or a description such as "officials"; None in the outlet's own voice
    speaker_named: bool = False  # False for unnamed people
    cue: str | None = None  # lemma of the cue verb, e.g. "say"
    quoted: bool = False  # at least half of it stands inside quotation marks
    quotations: tuple[Span, ...] = ()  # its parts inside quotation marks, marks left out
    certainty: Certainty = "plain"
    negated: bool = False
    names: tuple[str, ...] = ()  # keys of the names in it, sorted
    numbers: tuple[Quantity, ...] = ()
    dates: tuple[Moment, ...] = ()


# -- origins ------------------------------------------------------------------


class OriginBasis(Record, rename={"from_": "from"}, frozen=True, kw_only=True):
    """Why two articles are counted as one origin, or may be.

    `from_` may be an agency outside the story; it is written "from" in JSON.
    """

    kind: Literal["credit", "wording"]
    from_: str
    to: str
    share: float = 0.0  # part of the shorter article's words that stand in both in runs of five or more
    longest_run: int = 0  # words
    from_share: float = 0.0  # the same part of each article's own words
    to_share: float = 0.0
    prose_share: float = 0.0  # of the shorter article's words outside quotation marks
    form: str | None = None  # of a credit: Credit.form
    evidence: tuple[Passage, ...] = ()


class SharedWording(Record, frozen=True, kw_only=True):
    """What two articles have word for word, in runs of several words that are more than a name or a set phrase."""

    left: str
    right: str
    same: bool = False  # the whole reporting of both
    enough: bool = True  # enough words and a large enough share to say something of the articles as a whole
    share: float  # part of the shorter article's words
    left_share: float
    right_share: float
    prose_share: float  # of the shorter article's words outside quotation marks
    longest_run: int = 0  # words; with its evidence, where there is enough
    evidence: tuple[Passage, ...] = ()  # the longest run, in both
    prose: tuple[Span, ...] = ()  # the shared stretches outside quotation marks, of both articles


class Origin(Record, frozen=True, kw_only=True):
    """Articles that count as one independent place that the words came from."""

    id: str
    articles: tuple[str, ...]
    kind: Literal["own", "shared", "wire", "unclear"]  # unclear: one origin or several, it cannot be told
    basis: tuple[OriginBasis, ...] = ()


# -- pairs and claims ---------------------------------------------------------


class Weight(Record, frozen=True, kw_only=True):
    """What one comparison adds to a match weight, in log2 units."""

    comparison: str
    level: str  # what was found, in a reader's words
    weight: float


class Pair(Record, frozen=True, kw_only=True):
    """A scored candidate pair of statements of two articles."""

    left: str
    right: str
    match_probability: float
    weights: tuple[Weight, ...]  # add up to the match weight


class Mention(Passage, frozen=True, kw_only=True):
    """The clause or sentence that carries a claim in one article."""

    speaker: str | None = None
    quoted: bool = False
    certainty: Certainty = "plain"
    partial: bool = False  # it carries only part of the claim
    sentence: str
    statement: str


class Possible(Passage, frozen=True, kw_only=True):
    """A passage of an article in which a claim was not found that may report it: the matcher cannot decide."""

    sentence: str
    statement: str
    match_probability: float  # of the pair that speaks most for it


class Agreement(Record, frozen=True, kw_only=True):
    """How many outlets report a claim, and from how many origins (a range)."""

    outlet_count: int
    outlet_total: int
    origin_count_min: int
    origin_count_max: int
    origin_total_min: int
    origin_total_max: int


Status = Literal["several-origins", "one-origin", "unclear-origin", "outlets-differ", "one-outlet"]


class Cluster(Record, frozen=True, kw_only=True):
    """Statements taken for one claim, with the pairs that joined them."""

    id: str
    statements: tuple[str, ...]
    explanation: tuple[Pair, ...] = ()


class Claim(Record, frozen=True, kw_only=True):
    """One claim: who reports it, in which words, from how many origins."""

    id: str
    text: str
    status: Status
    mentions: tuple[Mention, ...]
    agreement: Agreement
    explanation: tuple[Pair, ...] = ()
    unclear: tuple[Possible, ...] = ()  # one passage at most of an article that has no mention
    basis: tuple[OriginBasis, ...] = ()  # what its passages share or credit in common, beyond what `Briefing.origins` says


# -- findings and the briefing ------------------------------------------------


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
    provenance: Provenance


def by_article(spans: Iterable[Span]) -> dict[str, list[Span]]:
    """Group spans by article, each group in text order."""
    groups: dict[str, list[Span]] = {}
    for span in sorted(spans, key=lambda s: (s.article, s.start, s.end)):
        groups.setdefault(span.article, []).append(span)
    return groups
