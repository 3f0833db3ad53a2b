"""Claims across outlets: statements grouped so that every two of different articles speak for the group.

Where a sentence has several statements, only those that match about as well as
its best one are joined with a statement. Then comes a greedy edge clique cover
of the graph of joined pairs (Kellerman, 1973; Kou, Stockmeyer and Wong, 1978):
each joined pair stands in a group of one passage an article, of which every two
were joined. At last groups that share a statement become one where all their
pairs together hold as well as one joined pair and none is weaker than
`weak_probability`; where several articles would have two passages, the pairs
between both must hold by themselves. What two named persons say needs more
throughout. So no statement is in a group on the word of a third passage alone
(no chaining). A statement that carries more than one claim may stand in several
groups. In a story of very many articles not every two were compared: there what
was compared must hold, and a statement needs `_FEWEST_COMPARED` of a larger
group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import inf, log2
from statistics import fmean

from reporter.config import Cluster as Settings
from reporter.schema import Cluster, Pair, Statement, Weight, digest

MOST_PASSAGES = 2  # of one article in one claim; with more, claims grew into topics on the labelled events
_SURE = 0.8  # match probability from which a pair counts as sure, beside its rivals
_FEWEST_COMPARED = 3  # passages of a group that a statement must have been compared with, or all where there are fewer
_COPIED = 0.9  # part of the shorter article's statements
_WORD_FOR_WORD = Weight(comparison="wording", level="word for word", weight=20.0)  # beyond what any comparisons add up to

Group = frozenset[int]  # places of statements in the text order of the story


def clusters(
    statements: Sequence[Statement], pairs: Sequence[Pair], config: Settings, compared: Collection[tuple[str, str]] | None = None
) -> tuple[Cluster, ...]:
    """Group the statements into claims; each statement is in at least one group, alone where nothing joins it.

    Args:
        statements: of all articles.
        pairs: what was found of them.
        config: the stage's settings.
        compared: which two articles were compared, by id; every two where it is not given.

    Returns:
        The groups, in the order of their first statement in (article, start).
    """
    ordered = sorted(statements, key=lambda s: (s.article, s.start, s.end))
    place = {s.id: n for n, s in enumerate(ordered)}
    scored = {_edge(place[p.left], place[p.right]): p for p in _unrivalled(ordered, place, pairs, config)}
    graph = _Graph(ordered, {edge: p.match_probability for edge, p in scored.items()}, config, compared)
    groups = graph.merged(graph.cover())
    grouped = frozenset[int]().union(*groups)
    groups += [frozenset((n,)) for n in range(len(ordered)) if n not in grouped]
    return tuple(
        Cluster(
            id=digest(*sorted(ordered[n].id for n in group)),
            statements=tuple(ordered[n].id for n in group),
            explanation=tuple(scored[edge] for edge in graph.surest(group)),
        )
        for group in sorted(sorted(g) for g in groups)
    )


def undecided(statements: Sequence[Statement], pairs: Sequence[Pair], config: Settings) -> tuple[Pair, ...]:
    """Return the pairs that speak for one claim, weakly at least; where it does not hold them together, it is unclear."""
    place = {s.id: n for n, s in enumerate(statements)}
    return tuple(p for p in _unrivalled(statements, place, pairs, config) if p.match_probability >= config.weak_probability)


def _unrivalled(statements: Sequence[Statement], place: Mapping[str, int], pairs: Sequence[Pair], config: Settings) -> Iterator[Pair]:
    """Yield the pairs without those that another statement of the same sentence outdoes by `config.rival_weight`.

    A statement is compared with whole sentences too, so the other half of a sentence that reports it looks like it as well.
    """
    best: dict[tuple[str, str], float] = {}
    for pair in pairs:
        for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
            key = one, statements[place[other]].sentence
            best[key] = max(best.get(key, -inf), _odds(pair))
    for pair in pairs:
        rivals = best[pair.left, statements[place[pair.right]].sentence], best[pair.right, statements[place[pair.left]].sentence]
        if max(rivals) - _odds(pair) <= config.rival_weight:
            yield pair


def _odds(pair: Pair) -> float:
    """Return the log2 odds of a pair, those of a sure one at the most: of two sure pairs none is outdone."""
    probability = min(max(pair.match_probability, 1e-4), _SURE)  # probabilities have four decimals
    return log2(probability / (1 - probability))


def copied(statements: Sequence[Statement]) -> Mapping[str, str]:
    """Return which statements of a copied article say what another one says word for word, and which one that is, by id.

    An article is a copy of one before it when `_COPIED` of the shorter one's statements stand in both in the same words. Its
    statements are compared no further: a copy is no second outlet to speak for what it copies.
    """
    by_article: dict[str, dict[str, str]] = {}
    for s in sorted(statements, key=lambda s: (s.article, s.start, s.end)):
        by_article.setdefault(s.article, {}).setdefault(s.frame, s.id)
    twins: dict[str, str] = {}
    originals: list[dict[str, str]] = []
    for held in by_article.values():
        original = next((o for o in originals if len(o.keys() & held.keys()) >= _COPIED * min(len(o), len(held))), None)
        if original is None:
            originals.append(held)
        else:
            twins |= {held[frame]: original[frame] for frame in held if frame in original}
    return twins


def with_copies(clusters: Sequence[Cluster], twins: Mapping[str, str]) -> tuple[Cluster, ...]:
    """Return the clusters, each with the copies of its statements."""
    of: dict[str, list[str]] = {}
    for copy, original in twins.items():
        of.setdefault(original, []).append(copy)
    made = []
    for cluster in clusters:
        told = [t for s in cluster.statements for t in (s, *of.get(s, ()))]
        same = tuple(
            Pair(left=s, right=t, match_probability=1.0, weights=(_WORD_FOR_WORD,)) for s in cluster.statements for t in of.get(s, ())
        )
        made.append(Cluster(id=digest(*sorted(told)), statements=tuple(told), explanation=(*cluster.explanation, *same)))
    return tuple(made)


def _edge(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


class _Graph:
    """Statements by place, with the match probability of their pairs."""

    def __init__(
        self,
        statements: Sequence[Statement],
        probability: Mapping[tuple[int, int], float],
        config: Settings,
        compared: Collection[tuple[str, str]] | None,
    ) -> None:
        self._articles = [s.article for s in statements]
        self._speakers = [s.speaker if s.speaker_named else None for s in statements]
        self._names = [frozenset(s.names) for s in statements]
        self._probability = probability
        self._config = config
        self._compared = None if compared is None else {frozenset(two) for two in compared}

    def cover(self) -> list[Group]:
        """Cover the joined pairs with groups of which all pairs are joined, the surest pairs first."""
        groups: list[set[int]] = []
        of: dict[int, list[int]] = {}  # statement -> numbers of its groups
        joined = [edge for edge in self._probability if self._holds(*edge, self._config.join_probability)]
        for pair in sorted(joined, key=lambda edge: (-self._probability[edge], edge)):
            if set(of.get(pair[0], ())) & set(of.get(pair[1], ())):
                continue
            number, added = self._extended(pair, groups, of)
            if number is None:
                number = len(groups)
                groups.append(set())
            groups[number].update(added)
            for statement in added:
                of.setdefault(statement, []).append(number)
        return [frozenset(group) for group in groups]

    def _extended(
        self, pair: tuple[int, int], groups: Sequence[set[int]], of: Mapping[int, Sequence[int]]
    ) -> tuple[int | None, tuple[int, ...]]:
        """Return the group of one of the pair that takes the other in, and who joins it; None and both where there is none."""
        for here, there in (pair, pair[::-1]):
            for number in of.get(here, ()):
                if self._articles[there] in {self._articles[n] for n in groups[number]}:
                    continue
                told = [n for n in groups[number] if self._were_compared(there, n)]
                if len(told) >= min(_FEWEST_COMPARED, len(groups[number])) and all(
                    self._holds(there, n, self._config.join_probability) for n in told
                ):
                    return number, (there,)
        return None, pair

    def merged(self, groups: Iterable[Group]) -> list[Group]:
        """Merge groups that share a statement, the best fit first, while what they make holds together."""
        left = dict(enumerate(sorted(set(groups), key=sorted)))
        fits = self._fits(left, left)
        while fits:
            (a, b), _ = min(fits.items(), key=lambda item: (-item[1], item[0]))
            union, new = left.pop(a) | left.pop(b), max((a, b, *left)) + 1
            fits = {pair: fit for pair, fit in fits.items() if not {a, b} & set(pair)}
            left[new] = union
            fits |= self._fits(left, (new,))
        return list(left.values())

    def surest(self, group: Sequence[int]) -> list[tuple[int, int]]:
        """Return the surest pairs that hold a group together, in text order: a maximum spanning tree (Kruskal, 1956)."""
        tree: list[tuple[int, int]] = []
        part = {n: n for n in group}
        edges = (edge for edge in combinations(group, 2) if edge in self._probability)
        for a, b in sorted(edges, key=lambda e: (-self._probability[e], e)):
            if part[a] != part[b]:
                tree.append((a, b))
                part = {n: part[a] if of == part[b] else of for n, of in part.items()}
        return sorted(tree)

    def _fits(self, groups: Mapping[int, Group], those: Iterable[int]) -> dict[tuple[int, int], float]:
        """Return which of `those` groups may merge with which others, and how well."""
        of: dict[int, list[int]] = {}
        for number, group in groups.items():
            for statement in group:
                of.setdefault(statement, []).append(number)
        sharing = {_edge(a, b) for a in those for statement in groups[a] for b in of[statement] if a != b}
        fits = {(a, b): self._fit(groups[a] | groups[b]) for a, b in sharing if self._may_merge(groups[a], groups[b])}
        return {pair: fit for pair, fit in fits.items() if fit >= self._config.join_probability}

    def _may_merge(self, one: Group, other: Group) -> bool:
        """Tell whether two groups may be one claim.

        Where several articles would have two passages, these may be two claims of theirs: there the pairs between both must hold.
        """
        passages = Counter(self._articles[n] for n in one | other)
        if sum(count > 1 for count in passages.values()) < 2:
            return True
        between = [e for e in self._across(one | other) if not (one.issuperset(e) or other.issuperset(e)) and self._were_compared(*e)]
        return not between or fmean(self._probability.get(e, 0.0) for e in between) >= self._config.join_probability

    def _fit(self, group: Group) -> float:
        """Return the mean match probability of the group's pairs, 0 where one is too weak or an article has too many passages."""
        if max(Counter(self._articles[n] for n in group).values()) > MOST_PASSAGES:
            return 0.0
        across = list(self._across(group))
        told = [edge for edge in across if self._were_compared(*edge)]
        if len(told) < len(across):
            of, needed = Counter(n for edge in told for n in edge), Counter(n for edge in across for n in edge)
            if any(of[n] < min(_FEWEST_COMPARED, needed[n]) for n in group):
                return 0.0
        if not all(self._holds(*edge, self._config.weak_probability) for edge in told):
            return 0.0
        return fmean(self._probability.get(edge, 0.0) for edge in told)

    def _were_compared(self, a: int, b: int) -> bool:
        return self._compared is None or frozenset((self._articles[a], self._articles[b])) in self._compared

    def _holds(self, a: int, b: int, least: float) -> bool:
        """Tell whether a pair has the least probability, and what the words of two named persons need beside that."""
        needed = max(least, self._config.speakers_probability) if self._said_by_two(a, b) else least
        return self._probability.get(_edge(a, b), 0.0) >= needed

    def _said_by_two(self, a: int, b: int) -> bool:
        """Tell whether two statements are what two named persons say, and not of a meeting of both: each passage names both then.

        Here only whom the passages name counts; `assess.doubts` is stricter.
        """
        one, other = self._speakers[a], self._speakers[b]
        return None not in (one, other) and one != other and not {one, other} <= self._names[a] & self._names[b]

    def _across(self, group: Group) -> Iterator[tuple[int, int]]:
        """Yield every two statements of different articles."""
        return (edge for edge in combinations(sorted(group), 2) if self._articles[edge[0]] != self._articles[edge[1]])
