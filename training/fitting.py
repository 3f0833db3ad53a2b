"""Fits the match weights on labelled events: examples from hand labels, and a logistic regression.

Two statements of different articles are an example; it is positive when the
labels give both the same claim. Pairs of which neither statement is labelled
say nothing and are left out.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reporter import extract, read, segment
from reporter.pair.features import FEATURES, compare
from reporter.pair.weights import Feature, MatchWeights
from reporter.protocols import Embedder, Encoding
from reporter.schema import RawArticle, Statement, Story

RIDGE = 3.0  # penalty on squared standardised weights; from 1 to 30 the cross-validated scores moved by less than 0.002

LIKENESSES = """cosine sentence_cosine neighbour_cosine alignment_shorter alignment_longer coverage_near coverage_far
    sentence_alignment_near sentence_alignment_far tfidf overlap_max overlap_min overlap_mass characters cosine_gap_near cosine_gap_far
    tfidf_gap_near tfidf_gap_far quoted_overlap names_shared numbers_agree speaker_same""".split()
DIFFERENCES = """cosine_rank_near cosine_rank_far tfidf_rank_near tfidf_rank_far names_apart numbers_differ speaker_differs
    negation_differs position""".split()
SIGNS = {**dict.fromkeys(LIKENESSES, 1), **dict.fromkeys(DIFFERENCES, -1)}

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Examples:
    """The labelled pairs of one event: `values` of shape (pairs, features), `same` of shape (pairs,)."""

    event: str
    sha256: str
    values: Vector
    same: NDArray[np.bool_]


class Remembering:
    """An embedder that encodes each text once: events are read again and again."""

    def __init__(self, embedder: Embedder) -> None:
        self.id, self.sha256 = embedder.id, embedder.sha256
        self._embedder = embedder
        self._known: dict[str, Encoding] = {}

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """Return one encoding a text, in order."""
        missing = sorted(set(texts) - self._known.keys())
        self._known.update(zip(missing, self._embedder.encode(missing), strict=True))
        return [self._known[text] for text in texts]


def events(labels: Path) -> list[str]:
    """Return the names of the labelled events in the folder `labels`."""
    return sorted(path.stem for path in labels.glob("*.json"))


def story(folder: Path) -> Story:
    """Read one event's articles; an article's id is its file's stem, and event.json names the outlets."""
    described = folder / "event.json"
    outlets = json.loads(described.read_text("utf-8")).get("outlets", {}) if described.exists() else {}
    raw = [RawArticle(id=p.stem, text=p.read_text("utf-8"), outlet=outlets.get(p.stem), path=p.name) for p in sorted(folder.glob("*.txt"))]
    return read.assemble(raw, title=folder.name)


def examples(labels: Path, texts: Path, event: str, embedder: Embedder) -> Examples:
    """Return the labelled pairs of one event."""
    told = (labels / f"{event}.json").read_bytes()
    tale = story(texts / event)
    sentences = segment.sentences(tale)
    statements = extract.statements(tale, sentences, extract.names(tale, sentences))
    compared = compare(tale, sentences, statements, embedder)
    claims = _labelled(json.loads(told)["claims"], tale, statements)
    same = np.array([bool(claims[a] & claims[b]) for a, b in zip(compared.left, compared.right, strict=True)], dtype=bool)
    known = np.array([bool(claims[a] | claims[b]) for a, b in zip(compared.left, compared.right, strict=True)], dtype=bool)
    sha256 = hashlib.sha256(told + "".join(a.sha256 for a in tale.articles).encode()).hexdigest()
    return Examples(event, sha256, compared.values[known].astype(np.float64), same[known])


def _labelled(claims: Sequence[dict[str, object]], tale: Story, statements: Sequence[Statement]) -> list[set[str]]:
    """Return the labelled claims of each statement: those of whose mention it shares half of the shorter of both."""
    spans: list[tuple[str, int, int, str]] = []
    texts = {a.id: _Squashed(a.text) for a in tale.articles}
    for claim in claims:
        for mention in claim["mentions"]:  # type: ignore[attr-defined]  # labels are plain JSON
            start, end = texts[mention["article"]].locate(mention["quote"])
            spans.append((mention["article"], start, end, str(claim["id"])))
    return [
        {claim for article, start, end, claim in spans if article == s.article and _overlap((s.start, s.end), (start, end)) >= 0.5}
        for s in statements
    ]


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / max(1, min(a[1] - a[0], b[1] - b[0]))


class _Squashed:
    """A text without its white space: labels quote across line breaks."""

    def __init__(self, text: str) -> None:
        self.places = [n for n, character in enumerate(text) if not character.isspace()]
        self.text = "".join(text[n] for n in self.places)

    def locate(self, quote: str) -> tuple[int, int]:
        """Return where `quote` stands in the original text. Raises ValueError where it does not."""
        needle = "".join(quote.split())
        at = self.text.index(needle)
        return self.places[at], self.places[at + len(needle) - 1] + 1


def fit(given: Iterable[Examples]) -> MatchWeights:
    """Return the weights of a ridge logistic regression, in log2 units.

    A likeness may only speak for a pair and a difference only against it
    (`SIGNS`), so that each shown weight means what its name says.
    """
    chosen = list(given)
    values, same = np.concatenate([e.values for e in chosen]), np.concatenate([e.same for e in chosen]).astype(np.float64)
    mean, spread = values.mean(axis=0), values.std(axis=0)
    spread[spread == 0] = 1
    design = np.hstack([np.ones((len(values), 1)), (values - mean) / spread])
    coefficients = _newton(design, same, np.array([0, *(SIGNS.get(name, 0) for name in FEATURES)]))
    weights = coefficients[1:] / spread / math.log(2)
    return MatchWeights(
        fitted_on=f"{len(chosen)} hand-labelled events, {int(same.sum())} of {len(same)} pairs the same claim",
        events_sha256=hashlib.sha256("".join(sorted(e.sha256 for e in chosen)).encode()).hexdigest(),
        prior=round(float(coefficients[0]) / math.log(2), 4),
        features={
            name: Feature(weight=round(float(weight), 4) + 0.0, mean=round(float(middle), 4))
            for name, weight, middle in zip(FEATURES, weights, mean, strict=True)
        },
    )


def _newton(design: Vector, same: Vector, signs: Vector) -> Vector:
    """Fit by projected Newton steps (Bertsekas, 1982): a weight pressed against its sign stays at zero while it is."""
    penalty = np.full(design.shape[1], RIDGE)
    penalty[0] = 0
    coefficients = np.zeros(design.shape[1])
    for _ in range(200):
        probability = 1 / (1 + np.exp(-np.clip(design @ coefficients, -30, 30)))
        gradient = design.T @ (same - probability) - penalty * coefficients
        held = (signs != 0) & (coefficients * signs <= 0) & (gradient * signs <= 0)
        free = np.flatnonzero(~held)
        part = design[:, free]
        curvature = (part * (probability * (1 - probability))[:, None]).T @ part + np.diag(penalty[free])
        step = np.zeros_like(coefficients)
        step[free] = np.linalg.solve(curvature, gradient[free])
        before = coefficients
        coefficients = before + step
        coefficients[(signs != 0) & (coefficients * signs < 0)] = 0
        if np.abs(coefficients - before).max() < 1e-6:
            break
    return coefficients


def left_out(given: Sequence[Examples]) -> Iterator[tuple[str, MatchWeights]]:
    """Yield each event with weights fitted on all the others."""
    for event in given:
        yield event.event, fit(e for e in given if e.event != event.event)
