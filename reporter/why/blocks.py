"""The parts of an answer: what is said, free of how a terminal shows it. Texts are as they stand in the briefing, not yet inert."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from reporter.render.view import Segment


class Heading(Struct, frozen=True):
    """What the next blocks are about."""

    text: str


class Line(Struct, frozen=True):
    """A sentence or two; `label` stands before it."""

    text: str
    label: str = ""


class Column(Struct, frozen=True):
    """One outlet's passage, the words that differ marked."""

    head: str
    segments: tuple[Segment, ...]


class SideBySide(Struct, frozen=True):
    """Passages to be read against each other."""

    columns: tuple[Column, ...]


class Step(Struct, frozen=True):
    """A comparison, with what it adds and the sum before and after."""

    name: str
    level: str
    weight: Decimal
    before: Decimal
    after: Decimal


class Waterfall(Struct, frozen=True):
    """Comparisons that add up to a match weight, exactly."""

    steps: tuple[Step, ...]
    silent: tuple[str, ...]  # comparisons that say nothing either way
    total: Decimal
    probability: str


Block = Heading | Line | SideBySide | Waterfall


def steps(parts: list[tuple[str, str, float]]) -> tuple[Step, ...]:
    """Return the steps of (name, level, weight), each beginning where the one before ended; added up as they are written."""
    weights = [Decimal(repr(weight)) for _, _, weight in parts]
    sums = [Decimal(0)]
    for weight in weights:
        sums.append(sums[-1] + weight)
    return tuple(
        Step(name, level, weight, before, after)
        for (name, level, _), weight, (before, after) in zip(parts, weights, pairwise(sums), strict=True)
    )
