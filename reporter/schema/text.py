"""Articles and what they are cut into: passages, sentences, names, statements."""

from __future__ import annotations

import hashlib
from typing import Literal

from msgspec import Struct


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
