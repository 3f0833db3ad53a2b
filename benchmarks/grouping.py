"""Score grouping on sets of articles whose events are known, by B-cubed precision, recall and F1 (Bagga and Baldwin, 1998).

usage: python -m benchmarks.grouping DATA_DIR

- neus: the first 600 events and the next 600, three outlets each, headlines and first sentences, no dates. Nothing is fitted on them.
- ecbplus: documents by event, without headlines or dates. The weights that ship are fitted on them, so each topic is scored by weights
  fitted on the other topics, five folds.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reporter import group
from reporter.config import Group
from reporter.group.linkage import Linkage
from reporter.models.minilm import of_events
from reporter.schema import Article
from training import group_weights

EVENTS = 600


@dataclass(frozen=True)
class Scores:
    """B-cubed scores of a grouping."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"


def b_cubed(made: Sequence[Hashable], known: Sequence[Hashable]) -> Scores:
    """Return how well the groups in `made` are those in `known`, an item a place."""
    both, of_made, of_known = Counter(zip(made, known, strict=True)), Counter(made), Counter(known)
    precision = sum(n * n / of_made[a] for (a, _), n in both.items()) / len(known)
    return Scores(precision, sum(n * n / of_known[b] for (_, b), n in both.items()) / len(known))


def article(id_: str, text: str, title: str | None = None) -> Article:
    """Return an article of which nothing else is known."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(id=id_, outlet=id_, outlet_named=False, text=text, title=title, sha256=sha256, word_count=len(text.split()))


def neus(path: Path, first: int, events: int) -> tuple[list[Article], list[str]]:
    """Return the articles of so many events of `path` from the `first` on, and the event of each."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()[first : first + events]]
    told = [
        (f"{row['event_id']}-{n}", a["text"] or a["title"], a["title"], row["event_id"])
        for row in rows
        for n, a in enumerate(row["articles"])
    ]
    return [article(*given) for *given, _ in told], [event for *_, event in told]


def scored(articles: Sequence[Article], events: Sequence[str]) -> tuple[Scores, int]:
    """Return the scores of the shipped grouping, and how many articles it kept out, each of which counts as a story of its own."""
    grouping = group.stories(group.gists(articles, of_events()), (), Group())
    story = {id_: s.id for s in grouping.stories for id_ in s.articles}
    return b_cubed([story.get(a.id, a.id) for a in articles], events), len(grouping.kept_out)


def cross_validated(path: Path) -> Scores:
    """Return the scores on ecbplus, each topic by weights fitted on the others."""
    night = group_weights.night(group_weights.ecbplus(path), of_events())
    linkage = Linkage([float("nan")] * len(night.events), Group().window_days, ())
    linkage.join(
        zip(night.left.tolist(), night.right.tolist(), group_weights.left_out(night).tolist(), strict=True), Group().join_probability
    )
    made = np.zeros(len(night.events), dtype=int)
    for number, members in linkage.members.items():
        made[members] = number
    return b_cubed(made.tolist(), night.events)


def main(folder: Path) -> None:
    """Print a line a set."""
    print("grouping, B-cubed")
    for name, first in (("first", 0), ("next", EVENTS)):
        articles, events = neus(folder / "neus/train.jsonl", first, EVENTS)
        scores, kept_out = scored(articles, events)
        print(f"neus, {name} {EVENTS} events   {scores}   ({kept_out} of {len(articles)} articles kept out)", flush=True)
    print(f"ecbplus, left-out topics  {cross_validated(folder / 'ecbplus/docs.jsonl')}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
