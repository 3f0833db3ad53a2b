"""Which passages of a claim count as corroboration of each other, and why the others do not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from reporter.assess.doubts import Doubts
from reporter.assess.passages import Groups
from reporter.schema import Cluster, Doubt, Mention, Pair, Statement

Size = Callable[[Sequence[Mention]], tuple[int, int]]  # of a part of a claim: its origins at least, its outlets


class Corroboration:
    """What is known of how surely two statements report the same."""

    def __init__(self, statements: Mapping[str, Statement], pairs: Sequence[Pair], doubts: Doubts, sure_probability: float) -> None:
        self._statements = statements
        self._probability = {(p.left, p.right): p.match_probability for p in pairs}
        self._doubts = doubts
        self._least = sure_probability

    def doubted(self, mentions: Sequence[Mention], cluster: Cluster, size: Size) -> Mapping[str, Doubt]:
        """Return which statements of a claim are not counted as corroboration, and why.

        Sure matches, of which no detail may differ, join the mentions into parts. The part of most origins counts, of these that of most
        outlets, of these that of the surest match. A claim of which no match is known is one part.
        """
        matches = self._matches(mentions, cluster)
        if not matches:
            return {}
        parts = Groups(m.statement for m in mentions)
        doubts: dict[tuple[str, str], Doubt] = {}
        for edge, probability in matches.items():
            doubt = self._doubt(edge, probability)
            if doubt is None:
                parts.join(edge)
            else:
                doubts[edge] = doubt
        by_part: dict[str, list[Mention]] = {}
        for mention in mentions:
            by_part.setdefault(parts.find(mention.statement), []).append(mention)
        best = {m.statement: 0.0 for m in mentions}
        for edge, probability in matches.items():
            for statement in edge:
                best[statement] = max(best[statement], probability)
        largest = max(by_part.values(), key=lambda part: (*size(part), max(best[m.statement] for m in part)))
        counted = {m.statement for m in largest}
        reasons = _reasons(counted, matches, doubts)
        return {m.statement: reasons.get(m.statement, "match") for m in mentions if m.statement not in counted}

    def _matches(self, mentions: Sequence[Mention], cluster: Cluster) -> dict[tuple[str, str], float]:
        """Return the match probabilities between the claim's statements, those that hold it together among them."""
        told = {m.statement for m in mentions}
        found = {(p.left, p.right): p.match_probability for p in cluster.explanation if p.left in told and p.right in told}
        ordered = [m.statement for m in mentions]
        for n, left in enumerate(ordered):
            for right in ordered[n + 1 :]:
                for edge in ((left, right), (right, left)):
                    if edge in self._probability:
                        found[edge] = self._probability[edge]
        return found

    def _doubt(self, edge: tuple[str, str], probability: float) -> Doubt | None:
        if probability < self._least:
            return "match"
        return self._doubts.between(self._statements[edge[0]], self._statements[edge[1]])


def _reasons(counted: set[str], matches: Mapping[tuple[str, str], float], doubts: Mapping[tuple[str, str], Doubt]) -> Mapping[str, Doubt]:
    """Return the doubt of the surest match of each statement with those that are counted."""
    surest: dict[str, tuple[float, Doubt]] = {}
    for edge, probability in matches.items():
        for statement, other in (edge, edge[::-1]):
            if other in counted and statement not in counted:
                told = probability, doubts[edge]
                surest[statement] = max(surest.get(statement, told), told)
    return {statement: doubt for statement, (_, doubt) in surest.items()}
