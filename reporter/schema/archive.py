"""What the archive says: what changed in a story since its last briefing, and what it keeps of nights, stories and claims."""

from __future__ import annotations

from typing import Literal

from reporter.schema.claims import Agreement, Status
from reporter.schema.text import Failure, Passage, Quantity, Record, Span

# -- what changed since last time -------------------------------------------------------


class ChangedClaim(Record, frozen=True, kw_only=True):
    """A claim of both briefings that other outlets report now, or that rests on another number of origins."""

    claim: str  # its id in the later briefing
    lasting_id: str
    outlets_gained: tuple[str, ...] = ()
    outlets_lost: tuple[str, ...] = ()
    before: Agreement
    after: Agreement


class GoneClaim(Record, frozen=True, kw_only=True):
    """A claim of the earlier briefing that no article reports now."""

    lasting_id: str
    text: str
    outlets: tuple[str, ...]


class MovedNumber(Record, frozen=True, kw_only=True):
    """Figures of one claim and one unit, where the later briefing has a value that meets none of the earlier ones."""

    claim: str
    lasting_id: str
    unit: str | None
    before: tuple[Quantity, ...]  # offsets into the articles' earlier texts
    after: tuple[Quantity, ...]


class Rewording(Record, frozen=True, kw_only=True):
    """Sentences of an article whose words are not those of its earlier text; one side is empty where they were added or removed."""

    kind: Literal["reworded", "added", "removed"]
    in_quotation: bool  # a word inside quotation marks, in both texts, is another one now, was added or is gone
    before: Passage  # offsets into the earlier text
    after: Passage
    before_differs: tuple[Span, ...] = ()  # the words that are not in the other text
    after_differs: tuple[Span, ...] = ()


class EditedArticle(Record, frozen=True, kw_only=True):
    """An article whose text or headline is not what it was in the earlier briefing."""

    article: str
    sha256_before: str
    sha256_after: str
    title_before: str | None = None  # both headlines, where they differ
    title_after: str | None = None
    passages: tuple[Rewording, ...] = ()  # quotations first, then in text order


GoneReason = Literal["article-gone", "passage-changed", "claim-changed"]


class GoneFinding(Record, frozen=True, kw_only=True):
    """A finding of the earlier briefing that is told no longer."""

    rule: str
    kind: str | None = None
    severity: Literal["error", "warning", "note"]
    message: str
    because: GoneReason | None = None  # of what it rested on; None where all of that is as it was


class Lineage(Record, rename={"from_": "from"}, frozen=True, kw_only=True):
    """A claim that was divided, or that is one with another now."""

    kind: Literal["split", "merge"]
    from_: str  # lasting id: the claim that a part was split from; the claim that is no more
    into: str  # lasting id: the part that is a claim of its own now; the claim that goes on


class Changes(Record, frozen=True, kw_only=True):
    """What changed in a story since an earlier briefing. Nothing in it says why."""

    since: str  # when the earlier briefing was made
    articles_new: tuple[str, ...] = ()
    articles_gone: tuple[str, ...] = ()
    articles_edited: tuple[EditedArticle, ...] = ()
    claims_new: tuple[str, ...] = ()  # ids in the later briefing; what was split off or merged is in lineage alone
    claims_changed: tuple[ChangedClaim, ...] = ()
    claims_gone: tuple[GoneClaim, ...] = ()
    numbers_moved: tuple[MovedNumber, ...] = ()
    findings_new: tuple[str, ...] = ()  # ids in the later briefing
    findings_gone: tuple[GoneFinding, ...] = ()
    lineage: tuple[Lineage, ...] = ()


# -- what the archive keeps -------------------------------------------------------------


class File(Record, frozen=True, kw_only=True):
    """A briefing's file: where it lies, below the archive's folder, and what it held when it was recorded."""

    path: str  # relative to the archive's folder, with "/"
    sha256: str
    byte_count: int


class Run(Record, frozen=True, kw_only=True):
    """A night."""

    id: str
    made_at: str  # ISO 8601, as handed in
    finished: bool
    story_count: int
    failures: tuple[Failure, ...] = ()


class Told(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A story as one night's briefing told it."""

    run: str
    story: str
    title: str
    from_: str | None = None
    to: str | None = None
    made_at: str
    inputs_sha256: str  # equal inputs and settings, equal briefing: such a story need not be made again
    settings_sha256: str
    articles: tuple[str, ...]  # ids, sorted
    claim_count: int
    finding_count: int
    files: tuple[File, ...]  # by path


class ArchivedMention(Passage, frozen=True, kw_only=True):
    """A mention of a claim, with who published it."""

    outlet: str
    sha256: str  # of the text that the offsets are into
    speaker: str | None = None
    quoted: bool = False


class ArchivedClaim(Record, frozen=True, kw_only=True):
    """A claim as one night's briefing had it."""

    lasting_id: str
    run: str
    story: str
    claim: str  # its id in that briefing
    text: str
    status: Status
    agreement: Agreement
    mentions: tuple[ArchivedMention, ...]


class ArticleVersion(Record, frozen=True, kw_only=True):
    """A text that an article had, and the first night that had it."""

    article: str
    run: str
    sha256: str
    outlet: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    updated: str | None = None


class ClaimHistory(Record, frozen=True, kw_only=True):
    """A claim from night to night, oldest first, and where it came from and went."""

    lasting_id: str
    nights: tuple[ArchivedClaim, ...]
    lineage: tuple[Lineage, ...] = ()


class StoryHistory(Record, frozen=True, kw_only=True):
    """A story from night to night, oldest first, and the texts that its articles had."""

    story: str
    nights: tuple[Told, ...]
    versions: tuple[ArticleVersion, ...] = ()


class Found(Record, frozen=True, kw_only=True):
    """A passage that holds all words of a search, with the claim that it carries in the latest night that has it."""

    lasting_id: str
    text: str  # of the claim
    run: str
    story: str
    title: str  # of the story
    outlet: str
    passage: Passage
