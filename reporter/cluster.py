"""Claims across outlets: statements grouped so that every two of different articles were judged the same claim.

The groups are a greedy edge clique cover of the graph of joined pairs: each
joined pair stands in at least one group, and no statement is in a group on the
word of a third passage alone (no chaining). A statement that carries more than
one claim may stand in several groups. Greedy clique covers: Kellerman (1973);
Kou, Stockmeyer and Wong (1978).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from reporter.config import Cluster as Settings
from reporter.schema import Cluster, Pair, Statement, digest


def clusters(statements: Sequence[Statement], pairs: Sequence[Pair], config: Settings) -> tuple[Cluster, ...]:
    """Group the statements into claims; each statement is in at least one group, alone where nothing joins it.

    Returns:
        The groups, in the order of their first statement in (article, start).
    """
    joined = {_key(p): p for p in pairs if p.match_probability >= config.join_probability}
    by_id = {s.id: s for s in statements}
    place = {s.id: n for n, s in enumerate(sorted(statements, key=lambda s: (s.article, s.start, s.end)))}
    groups = _cover(joined, by_id, place)
    grouped = {member for group in groups for member in group}
    groups += [[s.id] for s in statements if s.id not in grouped]
    made = [_cluster(sorted(group, key=place.__getitem__), joined) for group in groups]
    return tuple(sorted(made, key=lambda c: [place[s] for s in c.statements]))


def _key(pair: Pair) -> frozenset[str]:
    return frozenset((pair.left, pair.right))


def _cover(joined: Mapping[frozenset[str], Pair], by_id: Mapping[str, Statement], place: Mapping[str, int]) -> list[list[str]]:
    """Cover the joined pairs with groups, the surest pairs first."""
    groups: list[list[str]] = []
    of: dict[str, list[int]] = defaultdict(list)  # statement -> numbers of its groups

    def fits(statement: str, group: Sequence[str]) -> bool:
        article = by_id[statement].article
        return all(by_id[other].article == article or frozenset((statement, other)) in joined for other in group)

    for pair in sorted(joined.values(), key=lambda p: (-p.match_probability, *sorted((place[p.left], place[p.right])))):
        if set(of[pair.left]) & set(of[pair.right]):
            continue
        for here, there in ((pair.left, pair.right), (pair.right, pair.left)):
            number = next((n for n in of[here] if fits(there, groups[n])), None)
            if number is not None:
                groups[number].append(there)
                of[there].append(number)
                break
        else:
            for statement in (pair.left, pair.right):
                of[statement].append(len(groups))
            groups.append([pair.left, pair.right])
    return groups


def _cluster(members: Sequence[str], joined: Mapping[frozenset[str], Pair]) -> Cluster:
    """Name a group by its members and attach the pairs that hold it together."""
    explanation = [
        joined[key]
        for n, left in enumerate(members)
        for right in members[n + 1 :]
        if (key := frozenset((left, right))) in joined
    ]
    return Cluster(id=digest(*sorted(members)), statements=tuple(members), explanation=tuple(explanation))
