"""Origins, pairs and claims: what the stages make of the statements."""

from __future__ import annotations

from typing import Literal

from msgspec import structs

from reporter.schema.text import Certainty, Passage, Quantity, Record, Span


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


Doubt = Literal["match", "speakers", "names", "dates", "negation", "outcome"]  # too weak a match, or details of which kind may differ


class Mention(Passage, frozen=True, kw_only=True):
    """The clause or sentence that carries a claim in one article."""

    speaker: str | None = None
    quoted: bool = False
    certainty: Certainty = "plain"
    partial: bool = False  # it carries only part of the claim
    doubt: Doubt | None = None  # why it is not counted as corroboration of the others, None where it is
    sentence: str
    statement: str
    numbers: tuple[Quantity, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether it is counted as corroboration."""
        return self.doubt is None


class Possible(Passage, frozen=True, kw_only=True):
    """A passage of an article in which a claim was not found that may report it: the matcher cannot decide."""

    sentence: str
    statement: str
    match_probability: float  # of the pair that speaks most for it


class Agreement(Record, frozen=True, kw_only=True):
    """How many outlets report a claim, and from how many origins (ranges: what is not sure to report it counts at the upper end only)."""

    outlet_count_min: int = 0
    outlet_count: int
    outlet_total: int
    origin_count_min: int
    origin_count_max: int
    origin_total_min: int
    origin_total_max: int

    def __post_init__(self) -> None:
        """A briefing made before it was told apart counts every outlet as sure."""
        if not self.outlet_count_min:
            structs.force_setattr(self, "outlet_count_min", self.outlet_count)


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
    lasting_id: str | None = None  # the same from night to night; None where the briefing is of no archive
    unclear: tuple[Possible, ...] = ()  # one passage at most of an article that has no mention
    basis: tuple[OriginBasis, ...] = ()  # what its passages share or credit in common, beyond what `Briefing.origins` says
