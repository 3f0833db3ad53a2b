"""Scores a briefing against an event's hand labels: does each other outlet report this too?

A labelled mention is met by the briefing's mentions in the same article that share at least half of the shorter of the
two. What is then asked of every other article is whether the claims so met have a mention in it. Labelled mentions that
meet each other in this sense are asked as one. Texts are compared without white space: labels quote across line breaks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reporter.schema import Briefing, Passage

SHARED = 0.5  # part of the shorter passage that two must share to be one
Place = tuple[int, int]  # half-open, code points
Labels = Mapping[str, Any]


@dataclass(frozen=True)
class Counts:
    """How often a decision was right."""

    found: int = 0  # said and labelled
    false: int = 0  # said, not labelled
    missed: int = 0  # labelled, not said

    def __add__(self, other: Counts) -> Counts:
        """Add up two events' counts."""
        return Counts(self.found + other.found, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The part of what was said that is labelled; 1 where nothing was said."""
        said = self.found + self.false
        return self.found / said if said else 1.0

    @property
    def recall(self) -> float:
        """The part of what is labelled that was said; 1 where nothing is."""
        labelled = self.found + self.missed
        return self.found / labelled if labelled else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Told:
    """How many labelled differences were found, and how many of the findings told one."""

    found: int = 0
    labelled: int = 0
    useful: int = 0
    findings: int = 0

    def __add__(self, other: Told) -> Told:
        """Add up two events' counts."""
        return Told(self.found + other.found, self.labelled + other.labelled, self.useful + other.useful, self.findings + other.findings)

    @property
    def recall(self) -> float:
        """The part of the labelled differences that was found."""
        return self.found / self.labelled if self.labelled else 1.0

    @property
    def usefulness(self) -> float:
        """The part of the findings that tells a labelled difference."""
        return self.useful / self.findings if self.findings else 1.0


@dataclass(frozen=True)
class Score:
    """The figures of one event, or of several added up."""

    mentions: int = 0
    covered: int = 0
    cells: Counts = field(default_factory=Counts)
    single: Counts = field(default_factory=Counts)
    corroborated: Counts = field(default_factory=Counts)
    altered_quotes: Told = field(default_factory=Told)
    conflicts: Told = field(default_factory=Told)

    def __add__(self, other: Score) -> Score:
        """Add up two scores."""
        return Score(
            self.mentions + other.mentions,
            self.covered + other.covered,
            self.cells + other.cells,
            self.single + other.single,
            self.corroborated + other.corroborated,
            self.altered_quotes + other.altered_quotes,
            self.conflicts + other.conflicts,
        )

    @property
    def coverage(self) -> float:
        """The part of the labelled mentions that the briefing's claims meet."""
        return self.covered / self.mentions if self.mentions else 1.0


class Text:
    """An article's text, searched without its white space."""

    def __init__(self, text: str) -> None:
        self._places = [n for n, character in enumerate(text) if not character.isspace()]
        self._bare = "".join(text[n] for n in self._places)

    def find(self, quote: str) -> Place:
        """Return where `quote` first stands. Raises ValueError where it does not."""
        needle = "".join(quote.split())
        first = self._bare.index(needle)
        return self._places[first], self._places[first + len(needle) - 1] + 1


def meets(a: Place, b: Place) -> bool:
    """Tell whether two passages of an article share half of the shorter one."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) >= SHARED * max(1, min(a[1] - a[0], b[1] - b[0]))


def located(labels: Labels, texts: Mapping[str, Text]) -> dict[str, list[tuple[str, Place]]]:
    """Return each labelled claim's mentions: their article and where they stand. Raises ValueError where one is not in its article."""
    return {c["id"]: [(m["article"], texts[m["article"]].find(m["quote"])) for m in c["mentions"]] for c in labels["claims"]}


def reported(claims: Collection[Sequence[tuple[str, Place]]]) -> Iterator[tuple[str, Place, set[str]]]:
    """Yield each labelled mention, its article first, with the other articles that report what it says."""
    for article, place in (mention for mentions in claims for mention in mentions):
        sharing = [mentions for mentions in claims if any(a == article and meets(p, place) for a, p in mentions)]
        yield article, place, {a for mentions in sharing for a, _ in mentions} - {article}


def score(labels: Labels, briefing: Briefing) -> Score:
    """Return the figures of one event's briefing."""
    texts = {a.id: Text(a.text) for a in briefing.articles}
    claims = located(labels, texts)
    cells, single = Counts(), Counts()
    covered = total = 0
    for article, place, labelled in reported(claims.values()):
        met = [c for c in briefing.claims if any(m.article == article and meets((m.start, m.end), place) for m in c.mentions)]
        said = {m.article for c in met for m in c.mentions} - {article}
        cells += Counts(len(said & labelled), len(said - labelled), len(labelled - said))
        flagged, lone = bool(met) and not said, not labelled
        single += Counts(int(flagged and lone), int(flagged and not lone), int(lone and not flagged))
        covered, total = covered + bool(met), total + 1
    quotes = [[(a, [texts[a].find(quote)]) for a, quote in (q["a"], q["b"])] for q in labels.get("altered_quotes", ())]
    differing = [[(a, [p for x, p in claims[c["claim"]] if x == a]) for a, _ in (c["a"], c["b"])] for c in labels.get("conflicts", ())]
    return Score(
        total,
        covered,
        cells,
        single,
        _corroborated(claims.values(), briefing),
        _told(quotes, _evidence(briefing, "altered-quote")),
        _told(differing, _evidence(briefing, "conflict")),
    )


def _corroborated(labelled: Iterable[Sequence[tuple[str, Place]]], briefing: Briefing) -> Counts:
    """Count the claims joined over outlets: is it right that several outlets report it, and is it told as sure?

    Right where passages of two articles are of one labelled claim. Sure and right is found, sure and not right false, right and
    not sure missed. Claims that share no passage with a labelled one are not counted.
    """
    counts = Counts()
    spans = [(claim, article, place) for claim, mentions in enumerate(labelled) for article, place in mentions]
    for claim in (c for c in briefing.claims if c.agreement.outlet_count > 1):
        met = {(c, a) for c, a, place in spans for m in claim.mentions if m.article == a and meets((m.start, m.end), place)}
        if met:
            right = len(met) > len({c for c, _ in met})
            sure = claim.agreement.outlet_count_min > 1
            counts += Counts(int(sure and right), int(sure and not right), int(right and not sure))
    return counts


def _evidence(briefing: Briefing, rule: str) -> list[Sequence[Passage]]:
    return [f.evidence for f in briefing.findings if f.rule == rule]


def _told(labelled: Sequence[Sequence[tuple[str, Sequence[Place]]]], findings: Sequence[Iterable[Passage]]) -> Told:
    """Count the labelled pairs of passages both of which one finding's evidence meets."""
    hits = [
        (n, i)
        for n, sides in enumerate(labelled)
        for i, evidence in enumerate(findings)
        if all(any(e.article == a and any(meets((e.start, e.end), p) for p in places) for e in evidence) for a, places in sides)
    ]
    return Told(len({n for n, _ in hits}), len(labelled), len({i for _, i in hits}), len(findings))
