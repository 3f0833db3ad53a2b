"""Fit reporter/group/weights.json, and count reporter/group/background.json, anew.

usage: python -m training.group_weights DATA_DIR

The background counts stems in texts of ecbplus, rte and stsb. The weights are fitted on the documents of ecbplus, grouped by event:
pairs of one event against pairs of two among the candidates that grouping compares.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from reporter import group
from reporter.group import candidates, comparison, terms
from reporter.group.gist import LEAD, PLACES
from reporter.protocols import Embedder
from reporter.schema import Article
from reporter.schema.stories import ArticleGist
from reporter.stemming import stems

RIDGE = 0.1  # inverse of the penalty on standardised weights
FOLDS = 5
_LEAST_TEXTS = 3  # in which a stem of the background occurs
_TARGET = Path(__file__).parent.parent / "reporter/group"

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Night:
    """Articles compared all at once, with the event and the topic of each."""

    events: Sequence[str]
    topics: Sequence[str]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    values: Floats

    @property
    def same(self) -> NDArray[np.bool_]:
        """Whether each pair is of one event."""
        events = np.array(self.events)
        return np.asarray(events[self.left] == events[self.right])


def ecbplus(path: Path) -> list[tuple[Article, str, str]]:
    """Return the documents with the event and the topic of each."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [(_article(row["doc"], " ".join(row["sentences"])), row["event_id"], row["topic"]) for row in rows]


def _article(id_: str, text: str) -> Article:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(id=id_, outlet=id_, outlet_named=False, text=text, sha256=sha256, word_count=len(text.split()))


def night(documents: Sequence[tuple[Article, str, str]], embedder: Embedder) -> Night:
    """Return the comparisons of `documents`."""
    gists = group.gists([article for article, _, _ in documents], embedder)
    left, right, values = compared(gists)
    return Night([event for _, event, _ in documents], [topic for *_, topic in documents], left, right, values)


def compared(gists: Sequence[ArticleGist]) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """Return the pairs that grouping compares, and their comparisons."""
    bags = terms.Bags([g.terms for g in gists], PLACES)
    vectors = np.concatenate([comparison.vectors([g.meaning for g in gists]), bags.sketch("lead")], axis=1)
    left, right = candidates.pairs(vectors, np.full(len(gists), np.nan), 1)
    return left, right, comparison.values(gists, bags, left, right)


def fit(values: Floats, same: NDArray[np.bool_], fitted_on: str) -> comparison.Weights:
    """Return the weights of a ridge-penalised logistic regression, as they apply to raw values."""
    scaler = StandardScaler().fit(values)
    model = LogisticRegression(C=RIDGE, max_iter=3000).fit(scaler.transform(values), same)
    weights = model.coef_[0] / scaler.scale_
    prior = float(model.intercept_[0] - weights @ scaler.mean_)
    named = {name: round(float(w), 4) for name, w in zip(comparison.COMPARISONS, weights, strict=True)}
    return comparison.Weights(fitted_on=fitted_on, prior=round(prior, 4), weights=named)


def left_out(compared_: Night) -> Floats:
    """Return the match probability of each pair by weights fitted on pairs of other topics."""
    topics = sorted(set(compared_.topics))
    fold = np.array([topics.index(t) % FOLDS for t in compared_.topics])
    found = np.zeros(len(compared_.left))
    for number in range(FOLDS):
        within = fold[compared_.left] == number
        outside = ~within & (fold[compared_.right] != number)
        found[within] = fit(compared_.values[outside], compared_.same[outside], "other topics").probability(compared_.values[within])
    return found


def counted(data: Path) -> terms.Background:
    """Return in how many texts each stem occurs."""
    texts = [article.text[:LEAD] for article, _, _ in ecbplus(data / "ecbplus/docs.jsonl")]
    for name, field in (("rte/rte_train", "premise"), ("rte/rte_dev", "premise"), ("stsb/train", "a")):
        rows = [json.loads(line) for line in (data / f"{name}.jsonl").read_text("utf-8").splitlines()]
        texts += [row[field] for row in rows if row.get("genre", "main-news") == "main-news"]
    distinct = sorted(set(texts))
    counts = Counter(stem for text in distinct for stem in set(stems(text)))
    return terms.Background(texts=len(distinct), stems={s: n for s, n in sorted(counts.items()) if n >= _LEAST_TEXTS})


def main(data: Path) -> None:
    """Write both files."""
    from reporter.models.minilm import of_events

    (_TARGET / "background.json").write_bytes(msgspec.json.encode(counted(data)) + b"\n")
    terms.background.cache_clear()
    examples = night(ecbplus(data / "ecbplus/docs.jsonl"), of_events())
    said = f"ecbplus: {len(examples.events)} documents on {len(set(examples.events))} events, {len(examples.left)} pairs"
    weights = fit(examples.values, examples.same, said)
    (_TARGET / "weights.json").write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")
    sys.stdout.write(f"{said}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
