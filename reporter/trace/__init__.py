"""Origins: which articles rest on one place that the words came from.

Two things are read: credits that an article states, and wording that two
articles share. Shared words do not tell who wrote first, and words inside
quotation marks may have been heard by both, so shared wording makes one origin
only where the outlets' own prose is shared too; short of that it is "unclear".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reporter.config import Trace
from reporter.schema import Origin, OriginBasis, SharedWording, Story, digest
from reporter.text import fold, same_outlet
from reporter.trace import stated as credited
from reporter.trace.stated import Edge
from reporter.trace.wording import wordings

__all__ = ["origins", "wordings"]


def origins(story: Story, config: Trace, shared: Sequence[SharedWording] | None = None) -> tuple[Origin, ...]:
    """Return the story's origins: every article stands in at least one.

    "shared" and "wire" groups surely have one origin, "own" is an article in no
    other group, and the members of an "unclear" group may have one or several.
    `shared` is what `wordings` gives for the same story.
    """
    told = wordings(story, config) if shared is None else shared
    edges = _settle([*(e for w in told if (e := _edge(w, config)) is not None), *credited.edges(story)])
    ids = [a.id for a in story.articles]
    sure = _components(ids, [e for e in edges if e.sure])
    wide = _components(ids, edges)
    found = [_sure_origin(group, edges, story, wide) for group in sure]
    for group in wide:
        parts = [s for s in sure if s[0] in group]
        if len(parts) > 1:
            inside = [e for e in edges if not e.sure and e.left in group]
            single = [p[0] for p in parts if len(p) == 1]
            found.append(_origin(group, "unclear", _bases(inside, _outside_credits(single, story))))
    return tuple(sorted((o for o in found if o is not None), key=lambda o: (o.kind == "unclear", o.articles)))


def _edge(wording: SharedWording, config: Trace) -> Edge | None:
    """Return what the wording of two articles says of their origin; None where it is too little."""
    share, prose = wording.share, wording.prose_share
    if not wording.enough:
        return None
    sure = wording.same or (share >= config.shared_share and prose >= config.shared_prose)
    if not sure and not (share >= config.unclear_share and prose >= config.unclear_prose):
        return None
    basis = OriginBasis(
        kind="wording",
        from_=wording.left,
        to=wording.right,
        share=round(share, 4),
        from_share=round(wording.left_share, 4),
        to_share=round(wording.right_share, 4),
        prose_share=round(prose, 4),
        longest_run=wording.longest_run,
        evidence=wording.evidence,
    )
    return Edge(left=wording.left, right=wording.right, sure=sure, wire=False, basis=basis)


def _settle(edges: Sequence[Edge]) -> list[Edge]:
    """A partial credit and shared wording that is unclear by itself are, together, one origin."""
    kinds: dict[tuple[str, str], set[str]] = {}
    for e in edges:
        if not e.wire and e.basis.from_ in (e.left, e.right):
            kinds.setdefault((e.left, e.right), set()).add(e.basis.kind)
    both = {pair for pair, found in kinds.items() if found == {"credit", "wording"}}
    return [Edge(left=e.left, right=e.right, sure=True, wire=e.wire, basis=e.basis) if (e.left, e.right) in both else e for e in edges]


def _components(ids: Sequence[str], edges: Sequence[Edge]) -> list[tuple[str, ...]]:
    """Return the groups of `ids` that `edges` connect, each sorted, in order."""
    root = {i: i for i in ids}

    def find(i: str) -> str:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for e in edges:
        low, high = sorted((find(e.left), find(e.right)))
        root[high] = low
    groups: dict[str, list[str]] = {}
    for i in sorted(ids):
        groups.setdefault(find(i), []).append(i)
    return sorted(tuple(g) for g in groups.values())


def _sure_origin(group: tuple[str, ...], edges: Sequence[Edge], story: Story, wide: Sequence[tuple[str, ...]]) -> Origin | None:
    """Return the group as an origin; None for a single article that an unclear group already holds."""
    inside = [e for e in edges if e.sure and e.left in group]
    stated = _outside_credits(group, story)
    if len(group) > 1:
        kind = "wire" if _of_one_agency(group, inside) else "shared"
        return _origin(group, kind, _bases(inside, stated))
    if any(group[0] in w and len(w) > 1 for w in wide):
        return None
    return _origin(group, "own", stated)


def _of_one_agency(group: Iterable[str], edges: Sequence[Edge]) -> bool:
    """Tell whether one agency outside the story is credited by the whole group, whatever wording its articles share besides."""
    by_agency: dict[str, set[str]] = {}
    for edge in edges:
        if edge.wire:
            by_agency.setdefault(edge.basis.from_, set()).update((edge.left, edge.right))
    return any(set(group) == carrying for carrying in by_agency.values())


def _outside_credits(group: Iterable[str], story: Story) -> tuple[OriginBasis, ...]:
    """Return, for each article of the group, the first credit to each agency that is not in the story."""
    found: dict[tuple[str, str], OriginBasis] = {}
    for credit in sorted(story.credits, key=lambda c: (c.article, c.start, c.end)):
        if credit.article in group and not any(same_outlet(a.outlet, credit.credited) for a in story.articles):
            found.setdefault((credit.article, fold(credit.credited)), credited.basis(credit, credit.credited))
    return tuple(found.values())


def _bases(edges: Sequence[Edge], more: Sequence[OriginBasis] = ()) -> tuple[OriginBasis, ...]:
    """Return the edges' bases, each once, credits first."""
    kept: dict[tuple[str, str, str], OriginBasis] = {}
    for basis in [*(e.basis for e in edges), *more]:
        kept.setdefault((basis.kind, basis.from_, basis.to), basis)
    return tuple(sorted(kept.values(), key=lambda b: (b.kind, b.from_, b.to)))


def _origin(group: tuple[str, ...], kind: str, basis: tuple[OriginBasis, ...]) -> Origin:
    return Origin(id=digest("origin", kind, *group), articles=group, kind=kind, basis=basis)  # type: ignore[arg-type]
