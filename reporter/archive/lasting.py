"""Which of tonight's claims is which of an earlier night: ids that last.

Two claims are one when passages of theirs overlap: in one article, each at least half of the shorter one, after the earlier one was
carried over to the article's text of tonight. A new article's passages belong to the claim that earlier passages are in. An earlier
claim goes on as one claim at most: of all pairs that overlap, that in most articles first, then in most characters; a claim that was
split off last night comes last. Of what is left over, a claim of tonight was split from the earlier one that it overlaps most, and an
earlier claim was merged into the one that it overlaps most.

The order of claims or articles changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import structs

from reporter.archive.alignment import Alignment, aligned
from reporter.schema import Article, Briefing, Claim, Span, digest
from reporter.schema.archive import Lineage

_ID_SIZE = 8  # bytes: ids of 10 million claims are all different, but for one chance in 300,000
_PART = 200  # characters of an article that are looked through together


class Past:
    """Briefings of earlier nights, seen from a later one: the story's own first, then those of other stories."""

    def __init__(self, earlier: Sequence[Briefing], after: Briefing) -> None:
        self._after = after
        versions = {version.id: a for a in after.articles for version in a.earlier}
        self.now: Mapping[str, Article] = versions | {a.id: a for a in after.articles}  # also by what they took the place of
        self._home: dict[str, tuple[int, Article]] = {}  # the first of `earlier` that holds an article counts for it
        for place, briefing in enumerate(earlier):
            for article in briefing.articles:
                if article.id in self.now:
                    self._home.setdefault(article.id, (place, article))
        self._alignments: dict[str, Alignment] = {a: aligned(old.text, self.now[a].text) for a, (_, old) in self._home.items()}
        self._earlier = earlier

    def alignment(self, article: str) -> Alignment:
        """Return how the earlier text of an article, held by both, became the later one."""
        return self._alignments[article]

    def carried(self, span: Span, place: int = 0) -> Span | None:
        """Return a span of the briefing at `place` in tonight's text; None where it is not there, or another briefing counts for it."""
        if self._home.get(span.article, (None,))[0] != place:
            return None
        found = self._alignments[span.article].carried(span.start, span.end)
        return Span(article=self.now[span.article].id, start=found[0], end=found[1]) if found else None

    @cached_property
    def passages(self) -> Mapping[str, Sequence[Span]]:
        """The passages of each earlier claim, by its lasting id, where they stand tonight."""
        found: dict[str, list[Span]] = {}
        for place, briefing in enumerate(self._earlier):
            for claim in briefing.claims:
                spans = (self.carried(m, place) for m in claim.mentions)
                found.setdefault(lasting(claim), []).extend(s for s in spans if s)
        return found

    @cached_property
    def overlaps(self) -> Sequence[tuple[str, str]]:
        """The pairs of an earlier claim (its lasting id) and a claim of tonight (its id) that overlap, those that overlap most first."""
        at: dict[tuple[str, int], list[tuple[Span, str]]] = {}
        for id_, spans in self.passages.items():
            for span in spans:
                for place in _places(span):
                    at.setdefault(place, []).append((span, id_))
        shared: dict[tuple[str, str], dict[str, int]] = {}
        for claim in self._after.claims:
            for mention in claim.mentions:
                for span, id_ in {near for place in _places(mention) for near in at.get(place, ())}:
                    length = _shared(span, mention)
                    if length:
                        counts = shared.setdefault((id_, claim.id), {})
                        counts[span.article] = counts.get(span.article, 0) + length
        young = {line.into for b in self._earlier if b.changes for line in b.changes.lineage if line.kind == "split"}
        return sorted(shared, key=lambda pair: (-len(shared[pair]), -sum(shared[pair].values()), pair[0] in young, pair))


def lasting(claim: Claim) -> str:
    """Return what a claim is called from night to night: its own id where it is of no archive."""
    return claim.lasting_id or claim.id


def named(after: Briefing, past: Past, run: str) -> Briefing:
    """Return the briefing with its claims' lasting ids: those of earlier claims that they are, else new ones."""
    taken: dict[str, str] = {}  # id of a claim of tonight -> lasting id
    gone_on: set[str] = set()
    for earlier, claim in past.overlaps:
        if claim not in taken and earlier not in gone_on:
            taken[claim] = earlier
            gone_on.add(earlier)
    new = {c.id: digest("lasting claim", run, after.story.id, c.id, size=_ID_SIZE) for c in after.claims}
    return structs.replace(after, claims=tuple(structs.replace(c, lasting_id=taken.get(c.id, new[c.id])) for c in after.claims))


def lineage(after: Briefing, past: Past) -> tuple[Lineage, ...]:
    """Return which claims were split from which, and which were merged into which; `after` has lasting ids."""
    now = {c.id: lasting(c) for c in after.claims}
    going_on, known = set(now.values()), set(past.passages)
    found: dict[tuple[str, str], Lineage] = {}
    for earlier, claim in past.overlaps:
        later = now[claim]
        if earlier not in going_on:
            found.setdefault(("merge", earlier), Lineage(kind="merge", from_=earlier, into=later))
        elif later not in known:
            found.setdefault(("split", later), Lineage(kind="split", from_=earlier, into=later))
    return tuple(found[key] for key in sorted(found))


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans have at least half of the shorter one in common."""
    return _shared(one, other) > 0


def _places(span: Span) -> Iterator[tuple[str, int]]:
    """Yield the parts of an article that a span touches: only spans of one part can overlap."""
    return ((span.article, part) for part in range(span.start // _PART, span.end // _PART + 1))


def _shared(one: Span, other: Span) -> int:
    """Return how many characters two spans have in common, 0 where they are less than half of the shorter one."""
    if one.article != other.article:
        return 0
    length = min(one.end, other.end) - max(one.start, other.start)
    return length if length > 0 and 2 * length >= min(one.end - one.start, other.end - other.start) else 0
