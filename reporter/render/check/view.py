"""What the templates of a check are given (docs/templates.md documents every field). Texts are as they stand in the report."""

from __future__ import annotations

from reporter.render.view import Part, Passage, Problem


class Chunk(Part, frozen=True, kw_only=True):
    """A stretch of the draft."""

    text: str
    support: str
    differs: bool
    sentence: int
    notes: tuple[int, ...]


class Note(Part, frozen=True, kw_only=True):
    """A finding in the draft."""

    number: int
    anchor: str
    title: str
    severity: str
    message: str
    advice: str
    where: str
    line: int
    passages: tuple[Passage, ...]
    marker: str


class Given(Part, frozen=True, kw_only=True):
    """What the articles give for a statement of the draft."""

    sentence: int
    text: str
    support: str
    told: str
    passages: tuple[Passage, ...]


class Block(Part, frozen=True, kw_only=True):
    """A paragraph of the draft, or another part of it that is left alone."""

    aside: str
    chunks: tuple[Chunk, ...]
    notes: tuple[Note, ...]
    given: tuple[Given, ...]


class Answered(Part, frozen=True, kw_only=True):
    """A finding that somebody accepted."""

    title: str
    message: str
    by: str
    reason: str
    where: str


class Void(Part, frozen=True, kw_only=True):
    """A marker that accepts nothing."""

    message: str
    exact: str
    where: str


class Absent(Part, frozen=True, kw_only=True):
    """A claim that the draft leaves out."""

    text: str
    told: str
    passages: tuple[Passage, ...]


class Count(Part, frozen=True, kw_only=True):
    """How many statements of the draft have one kind of support."""

    support: str
    count: int
    title: str


class Source(Part, frozen=True, kw_only=True):
    """An article that the draft was checked against."""

    name: str
    title: str
    url: str | None
    published: str


class CheckView(Part, frozen=True, kw_only=True):
    """A whole check in reading order."""

    title: str
    name: str
    headline: str
    shut: bool
    fail_on: str
    profile: str
    demands: tuple[str, ...]
    made: str
    basis: str
    counts: tuple[Count, ...]
    blocks: tuple[Block, ...]
    whole: tuple[Note, ...]
    missing: tuple[Absent, ...]
    accepted: tuple[Answered, ...]
    lapsed: tuple[Void, ...]
    problems: tuple[Problem, ...]
    sources: tuple[Source, ...]
    method: str
