"""Articles grouped into stories: what grouping keeps of an article, what it was told of earlier nights, what it says."""

from __future__ import annotations

from typing import Literal

from reporter.schema.text import Record

KeptOutReason = Literal["live-blog", "round-up", "digest"]


class ArticleGist(Record, frozen=True, kw_only=True):
    """What grouping needs of one article, made of that article alone: a few kilobytes, to be kept and sent instead of the text."""

    id: str  # the article's: unique among all that are ever grouped together
    sha256: str  # of the article's text
    maker: str  # what it was made with: gists of two makers cannot be compared
    title: str  # the headline, or how the text begins
    meaning: bytes  # of how it begins: int8, length 127
    headline: bytes  # of its headline: the same
    minhash: bytes  # of its runs of words: uint32, little-endian; empty for a text of a few words
    terms: dict[str, bytes]  # by where they stand: their hashes, uint32, ascending, and then as many weights, uint16, little-endian
    published: str | None = None  # ISO 8601
    kept_out: KeptOutReason | None = None  # why it is of no one event: many stories in one


class KnownStory(Record, frozen=True, kw_only=True):
    """A story of an earlier night, as the archive has it: tonight's articles may join it."""

    id: str
    title: str
    gists: tuple[ArticleGist, ...]  # of its articles; a few of the latest are enough


class GroupedStory(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Articles on one event."""

    id: str  # of the first story that it was: it lasts when articles join later
    title: str
    articles: tuple[str, ...]  # ids, sorted: those of the known story first handed in, and tonight's
    from_: str | None = None  # earliest and latest publication known, as the articles have it
    to: str | None = None


class Duplicate(Record, frozen=True, kw_only=True):
    """An article that has the words of another one. Both are in the story: which outlets took a text over is told in its briefing."""

    article: str
    of: str
    kind: Literal["exact", "near"]


class KeptOut(Record, frozen=True, kw_only=True):
    """An article that is in no story."""

    article: str
    reason: KeptOutReason


class AlsoOn(Record, frozen=True, kw_only=True):
    """An article that tells of a second event besides the one whose story it is in."""

    article: str
    story: str  # id of the story that it is in
    also_on: str  # id of the other one


class Grouping(Record, frozen=True, kw_only=True):
    """What grouping says: stories that have at least one of tonight's articles, and what else is to be known."""

    stories: tuple[GroupedStory, ...] = ()  # sorted by id
    duplicates: tuple[Duplicate, ...] = ()
    kept_out: tuple[KeptOut, ...] = ()
    also_on: tuple[AlsoOn, ...] = ()
