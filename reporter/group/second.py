"""Which articles tell of a second event: what another story's articles agree on stands in their body, but not where they begin.

What a story's articles agree on are the terms in the beginnings of at least half of them. An article on the same topic begins with some
of these; one that goes over to another event has them further down.
"""

from __future__ import annotations

from collections.abc import Sequence

from reporter.group.terms import Bags

_TOLD = 0.7  # share of what a story's articles agree on, by rarity, from which an article tells of it
_BEGUN = 0.2  # share of it from which an article begins with the same topic
_LEAST_TERMS = 8  # that they agree on: fewer say no event


def also(clusters: Sequence[Sequence[int]], bags: Bags) -> list[tuple[int, int]]:
    """Return which articles tell of which other cluster too, as (article, cluster), sorted."""
    of = {n: c for c, cluster in enumerate(clusters) for n in cluster}
    bodies, leads = bags.postings("body"), bags.postings("shares")
    found = []
    for number, cluster in enumerate(clusters):
        core, weights = bags.agreed(cluster, "shares")
        if len(cluster) < 2 or len(core) < _LEAST_TERMS:
            continue
        told, begun = bodies.share(core, weights), leads.share(core, weights)
        found += [(article, number) for article, share in told.items() if _second(share, begun.get(article, 0.0)) and of[article] != number]
    return sorted(found)


def _second(told: float, begun: float) -> bool:
    return told >= _TOLD and begun < _BEGUN
