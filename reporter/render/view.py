"""What the templates are given: plain values in reading order (docs/templates.md documents every field).

Texts are as they stand in the briefing, not escaped: the environment escapes each on output.
"""

from __future__ import annotations

from msgspec import Struct


class Part(Struct, frozen=True, kw_only=True):
    """Base of all that the templates are given."""


class Ref(Part, frozen=True, kw_only=True):
    """A link to a sentence of an article."""

    code: str
    outlet: str
    number: int


class Segment(Part, frozen=True, kw_only=True):
    """A stretch of an article's text."""

    text: str
    mark: str


class Passage(Part, frozen=True, kw_only=True):
    """One or more sentences of one article, shown as evidence."""

    outlet: str
    refs: tuple[Ref, ...]
    detail: str
    segments: tuple[Segment, ...]
    language: str | None


class ClaimLink(Part, frozen=True, kw_only=True):
    """A link to a claim's row."""

    number: int
    anchor: str
    text: str
    language: str | None


class SentenceRow(Part, frozen=True, kw_only=True):
    """A sentence under Source texts."""

    code: str
    segments: tuple[Segment, ...]
    claims: tuple[ClaimLink, ...]
    aside: str | None
    cited: bool


class Outlet(Part, frozen=True, kw_only=True):
    """An article, as a column of the table and as a text."""

    letter: str
    name: str
    named: bool
    title: str | None
    byline: str | None
    published: str
    url: str | None
    language: str | None
    words: int
    credit: str
    origin: str
    apart: bool
    sentences: tuple[SentenceRow, ...]


class Tag(Part, frozen=True, kw_only=True):
    """A word on a claim's row that leads to a finding."""

    text: str
    anchor: str


class Cell(Part, frozen=True, kw_only=True):
    """What one outlet has of a claim."""

    letter: str
    outlet: str
    state: str
    mark: str
    says: str
    mode: str
    quoted: bool
    refs: tuple[Ref, ...]
    bar: str


class Comparison(Part, frozen=True, kw_only=True):
    """One bar of a waterfall."""

    name: str
    level: str
    weight: str
    start: int
    width: int
    against: bool


class Match(Part, frozen=True, kw_only=True):
    """Why two passages were joined: comparisons whose weights add up."""

    left: Ref
    right: Ref
    total: str
    probability: str
    zero: int
    comparisons: tuple[Comparison, ...]


class ClaimRow(Part, frozen=True, kw_only=True):
    """A row of the table of claims by outlet."""

    number: int
    anchor: str
    text: str
    language: str | None
    tags: tuple[Tag, ...]
    cells: tuple[Cell | None, ...]
    lanes: tuple[tuple[Cell, ...], ...]
    outlets: str
    origins: str
    why: tuple[str, ...]
    passages: tuple[Passage, ...]
    unclear: tuple[Ref, ...]
    matches: tuple[Match, ...]


class Group(Part, frozen=True, kw_only=True):
    """Claims of one status."""

    key: str
    short: str
    title: str
    description: str
    example: str
    example_language: str | None
    claims: tuple[ClaimRow, ...]
    bar_start: float
    bar_width: float


class SummaryItem(Part, frozen=True, kw_only=True):
    """A sentence of the summary."""

    text: str
    segments: tuple[Segment, ...]
    alone: tuple[str, ...]
    language: str | None
    refs: tuple[Ref, ...]
    also: tuple[Ref, ...]
    outlets: str
    origins: str
    claim: ClaimLink


class Flag(Part, frozen=True, kw_only=True):
    """A finding."""

    anchor: str
    kind: str
    message: str
    advice: str
    severity: str
    claims: tuple[ClaimLink, ...]
    passages: tuple[Passage, ...]


class FlagList(Part, frozen=True, kw_only=True):
    """Folded findings, those of the same outlets together where a rule finds many."""

    title: str
    claims: tuple[ClaimLink, ...]
    brief: bool  # the claims' numbers say it all: notes of no kind of their own, about what the title says
    flags: tuple[Flag, ...]


class FlagGroup(Part, frozen=True, kw_only=True):
    """Findings of one rule and one gravity."""

    anchor: str
    kind: str
    title: str
    grave: bool
    shown: tuple[Flag, ...]
    folded: tuple[FlagList, ...]

    @property
    def flags(self) -> tuple[Flag, ...]:
        """All of its findings, the folded ones too."""
        return (*self.shown, *(f for part in self.folded for f in part.flags))


class Check(Part, frozen=True, kw_only=True):
    """What was compared without finding a difference."""

    what: str
    result: str


class Box(Part, frozen=True, kw_only=True):
    """An article, or an agency outside the story, in the diagram."""

    x: int
    y: int
    width: int
    height: int
    title: str
    detail: str
    outside: bool


class Line(Part, frozen=True, kw_only=True):
    """A connection in the diagram; `head` is the arrow's, empty where no credit is stated."""

    path: str
    head: str
    kind: str


class Label(Part, frozen=True, kw_only=True):
    """A text in the diagram."""

    x: int
    y: int
    text: str
    strong: bool


class Lane(Part, frozen=True, kw_only=True):
    """The ground that the articles of one origin stand on in the diagram."""

    y: int
    height: int
    kind: str


class Diagram(Part, frozen=True, kw_only=True):
    """Which articles share an origin, as a picture."""

    width: int
    height: int
    description: str
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]


class OriginRow(Part, frozen=True, kw_only=True):
    """A row of the table of origins."""

    articles: str
    shared: str
    run: str
    credit: str
    refs: tuple[Ref, ...]
    counted: str
    detail: str


class Missing(Part, frozen=True, kw_only=True):
    """What one outlet left out, and what only it has."""

    letter: str
    outlet: str
    absent: tuple[ClaimLink, ...]
    only: tuple[ClaimLink, ...]
    doubt: str | None = None  # why what is absent may have been lost and not left out: "ends in an ellipsis"


class Aside(Part, frozen=True, kw_only=True):
    """A line that is not reporting."""

    ref: Ref | None
    outlet: str
    text: str
    reason: str


class Model(Part, frozen=True, kw_only=True):
    """A model that took part."""

    role: str
    id: str
    sha256: str


class Method(Part, frozen=True, kw_only=True):
    """What made the briefing."""

    version: str
    schema: str
    settings: str
    inputs: str
    models: tuple[Model, ...]
    sentences: int
    cited: int
    aside: int
    outlets: str
    outlets_meaning: str
    origins: str


class Problem(Part, frozen=True, kw_only=True):
    """Something that could not be done."""

    what: str
    reason: str


class Edit(Part, frozen=True, kw_only=True):
    """A passage of an article that was edited: its earlier and its later text."""

    kind: str
    quoted: bool
    before: tuple[Segment, ...]
    after: tuple[Segment, ...]
    refs: tuple[Ref, ...]
    language: str | None


class Edited(Part, frozen=True, kw_only=True):
    """An article that was edited after publication."""

    name: str
    retitled: bool
    title_before: str | None
    title_after: str | None
    language: str | None
    edits: tuple[Edit, ...]


class ChangedClaim(Part, frozen=True, kw_only=True):
    """A claim of which something is not as it was: its number, its outlets, its origins."""

    claim: ClaimLink
    detail: str
    refs: tuple[Ref, ...]


class Since(Part, frozen=True, kw_only=True):
    """What changed since the story's last briefing."""

    when: str
    nothing: bool
    edited: tuple[Edited, ...]
    moved: tuple[ChangedClaim, ...]
    findings: tuple[Flag, ...]
    gone: tuple[Check, ...]
    reach: tuple[ChangedClaim, ...]
    new: tuple[ClaimLink, ...]
    findings_gone: tuple[Check, ...]
    articles_new: tuple[str, ...]
    articles_gone_count: int
    lineage_count: int


class View(Part, frozen=True, kw_only=True):
    """A whole briefing in reading order."""

    title: str
    language: str | None
    made: str
    period: str
    articles: str
    headline: str
    gist: tuple[str, ...]
    note: str | None
    wide: bool
    claim_count: int
    states: tuple[str, ...]
    bars: tuple[str, ...]
    groups: tuple[Group, ...]
    quote_count: int
    quote_example: str
    summary: tuple[SummaryItem, ...]
    flags: tuple[FlagGroup, ...]
    checks: tuple[Check, ...]
    diagram: Diagram
    origins: tuple[OriginRow, ...]
    missing: tuple[Missing, ...]
    outlets: tuple[Outlet, ...]
    asides: tuple[Aside, ...]
    cited: tuple[Passage, ...]
    method: Method
    problems: tuple[Problem, ...]
    since: Since | None
