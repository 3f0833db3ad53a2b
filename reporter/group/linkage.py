"""Average linkage over the closest links of two clusters, on a sparse graph with a heap: work grows with the pairs compared.

Agglomerative clustering after Sokal and Michener (1958), but that an article need not match a whole large story: the mean is taken over
the best `LINKS` links for each article of the smaller cluster. Pairs that were not compared count as none, those too far apart in time
do not count. Probabilities are counted in thousandths, so that sums are exact.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence

LINKS = 6
_WHOLE = 1000
_LEAST = 20  # thousandths: less is none


class Linkage:
    """Clusters that grow: each of articles, by number, with the match probabilities that link it to its neighbours."""

    def __init__(self, days: Sequence[float], window_days: float, given: Iterable[Sequence[int]]) -> None:
        """Begin with the clusters in `given`, which are never joined with each other, and every other article by itself.

        Args:
            days: when each article was published, not a number where that is not known.
            window_days: pairs of articles further apart do not count.
            given: clusters of articles, by number.
        """
        self._days, self._window = days, window_days
        self.members: dict[int, list[int]] = {}
        self._dated: dict[int, list[float]] = {}
        self._links: dict[int, dict[int, list[int]]] = {}
        self._of = list(range(len(days)))
        self._given: set[int] = set()
        for cluster in given:
            for number in cluster:
                self._of[number] = min(cluster)
            self._given.add(min(cluster))
        for number, cluster_number in enumerate(self._of):
            self.members.setdefault(cluster_number, []).append(number)
        for cluster_number, numbers in self.members.items():
            self._dated[cluster_number] = sorted(days[n] for n in numbers if days[n] == days[n])
            self._links[cluster_number] = {}

    def join(self, pairs: Iterable[tuple[int, int, float]], least: float) -> None:
        """Join the two clusters that match best, again and again, while their mean match probability is at least `least`."""
        for left, right, probability in pairs:
            a, b, count = self._of[left], self._of[right], round(probability * _WHOLE)
            if a != b and count >= _LEAST:
                links = self._links[a].setdefault(b, [])
                links.append(count)
                self._links[b][a] = links
        waiting = [entry for a in self._links for b in self._links[a] if a < b and (entry := self._entry(a, b, least))]
        heapq.heapify(waiting)
        while waiting:
            entry = heapq.heappop(waiting)
            _, a, b = entry
            if a not in self.members or b not in self.members or self._entry(a, b, least) != entry:
                continue  # one of them has been joined since
            self._merge(a, b)
            for other in self._links[a]:
                if changed := self._entry(min(a, other), max(a, other), least):
                    heapq.heappush(waiting, changed)

    def _entry(self, a: int, b: int, least: float) -> tuple[float, int, int] | None:
        """Return what stands in the heap for two clusters; none where they may not be joined."""
        if a in self._given and b in self._given:
            return None
        counted = min(self._comparable(a, b), LINKS * min(len(self.members[a]), len(self.members[b])))
        mean = sum(heapq.nlargest(counted, self._links[a][b])) / (_WHOLE * counted)
        return (-mean, a, b) if mean >= least else None

    def _comparable(self, a: int, b: int) -> int:
        """Return how many pairs of articles of two clusters are near enough in time."""
        small, large = sorted((self._dated[a], self._dated[b]), key=len)
        near = sum(bisect_right(large, d + self._window) - bisect_left(large, d - self._window) for d in small)
        return near + len(self.members[a]) * len(self.members[b]) - len(small) * len(large)

    def _merge(self, a: int, b: int) -> None:
        """Take cluster `b` into `a`."""
        self.members[a] += self.members.pop(b)
        for day in self._dated.pop(b):
            insort(self._dated[a], day)
        if b in self._given:
            self._given.add(a)
        for other, links in self._links.pop(b).items():
            del self._links[other][b]
            if other != a:
                self._links[a][other] = self._links[other][a] = self._links[a].get(other, []) + links
