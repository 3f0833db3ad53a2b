"""Fits the match weights on labelled events: examples from hand labels, and a logistic regression.

Two statements of different articles are an example; it is positive when the
labels give both the same claim. Pairs of which neither statement is labelled
say nothing and are left out. The final regression learns from the cells of the
claims-by-outlet table too: whether any pair of a passage with another article's
statements says that the article reports it.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from benchmarks import scorer
from reporter import extract, read, segment
from reporter.pair import in_context, reading
from reporter.pair.context import CONTEXT
from reporter.pair.features import FEATURES, LEXICAL, Block, compare
from reporter.pair.reading import READ, UNREAD
from reporter.pair.weights import FIRST, Feature, MatchWeights, Regression, probability
from reporter.protocols import CrossEncoder, Embedder
from reporter.schema import RawArticle, Statement, Story

RIDGE = 3.0  # penalty on squared standardised weights
NEAR = -7.0  # first log2 odds: where pairs are read, the final regression learns from those above alone; the easy ones are many times more
FOLDS = 5  # of events, for the first odds that the final regression learns from

Vector = NDArray[np.float64]
ReaderOf = Callable[[str], CrossEncoder]  # event -> a reader that did not see it


class Readers(Protocol):
    """Readers that did not learn from some of the events (`training.left_out`)."""

    def without(self, *events: str) -> CrossEncoder:
        """Return a reader that saw none of these events."""
        ...


class Cell(NamedTuple):
    """A cell of the claims-by-outlet table: a labelled passage, and another article.

    `pairs` are those of the passage's statements with the article's, by their places among the pairs that the labels say
    something of; `reported` is whether the article reports what the passage says.
    """

    pairs: NDArray[np.intp]
    reported: bool


@dataclass(frozen=True)
class Examples:
    """The compared statements of one event, a block of two articles at a time, and what the labels say of them.

    `same` and `known` go with each block, shape (rows, columns): whether the labels give both the same claim, and
    whether they say anything of the pair.
    """

    event: str
    sha256: str
    names: tuple[str, ...]  # of the blocks' features
    frames: tuple[str, ...]  # of all statements
    blocks: list[Block]
    same: list[NDArray[np.bool_]]
    known: list[NDArray[np.bool_]]
    cells: list[Cell]


def events(labels: Path) -> list[str]:
    """Return the names of the labelled events in the folder `labels`."""
    return sorted(path.stem for path in labels.glob("*.json"))


def story(folder: Path) -> Story:
    """Read one event's articles; an article's id is its file's stem, and event.json names the outlets."""
    described = folder / "event.json"
    outlets = json.loads(described.read_text("utf-8")).get("outlets", {}) if described.exists() else {}
    raw = [RawArticle(id=p.stem, text=p.read_text("utf-8"), outlet=outlets.get(p.stem), path=p.name) for p in sorted(folder.glob("*.txt"))]
    return read.assemble(raw, title=folder.name)


def examples(labels: Path, texts: Path, event: str, embedder: Embedder | None) -> Examples:
    """Return the labelled pairs of one event, compared by words alone where there is no embedder."""
    told = (labels / f"{event}.json").read_bytes()
    tale = story(texts / event)
    sentences = segment.sentences(tale)
    statements = extract.statements(tale, sentences, extract.names(tale, sentences))
    located = scorer.located(json.loads(told), {a.id: scorer.Text(a.text) for a in tale.articles})
    claims = labelled(located, statements)
    blocks = list(compare(tale, sentences, statements, embedder))
    same = [np.array([[bool(claims[a] & claims[b]) for b in block.columns] for a in block.rows]) for block in blocks]
    known = [np.array([[bool(claims[a] | claims[b]) for b in block.columns] for a in block.rows]) for block in blocks]
    sha256 = hashlib.sha256(told + "".join(a.sha256 for a in tale.articles).encode()).hexdigest()
    frames = tuple(s.frame for s in statements)
    cells = list(_cells(located, statements, blocks, known))
    return Examples(event, sha256, FEATURES if embedder else LEXICAL, frames, blocks, same, known, cells)


def labelled(claims: Mapping[str, Sequence[tuple[str, scorer.Place]]], statements: Sequence[Statement]) -> list[set[str]]:
    """Return the labelled claims of each statement: those of whose mention it shares half of the shorter of both."""
    return [{c for c, mentions in claims.items() if any(_meets(s, *mention) for mention in mentions)} for s in statements]


def _meets(statement: Statement, article: str, place: scorer.Place) -> bool:
    return statement.article == article and scorer.meets((statement.start, statement.end), place)


def _cells(
    claims: Mapping[str, Sequence[tuple[str, scorer.Place]]],
    statements: Sequence[Statement],
    blocks: Sequence[Block],
    known: Sequence[NDArray[np.bool_]],
) -> Iterator[Cell]:
    """Yield the cells of the labelled passages."""
    passages = list(scorer.reported(claims.values()))
    begins = 0
    for block, told in zip(blocks, known, strict=True):
        place = np.where(told, begins + np.cumsum(told).reshape(told.shape) - 1, -1)
        begins += int(told.sum())
        for grid, ours, theirs in ((place, block.rows, block.columns), (place.T, block.columns, block.rows)):
            here, there = statements[ours[0]].article, statements[theirs[0]].article
            for article, where, reporting in passages:
                carrying = [n for n, s in enumerate(ours) if _meets(statements[s], article, where)] if article == here else []
                if carrying:
                    yield Cell(grid[carrying].ravel(), there in reporting)


def fit(given: Iterable[Examples], reader_of: ReaderOf | None) -> MatchWeights:
    """Return match weights: a first regression on the comparisons, and a final one that sees what was read, context and first odds too.

    This is stacking (Wolpert, 1992): the first odds that the final regression learns from come from regressions that did
    not see the event, and what is read of an event from a reader that did not. Both are linear in the comparisons, so the final
    one takes the first one's weights into its own.
    """
    chosen = list(given)
    names, learned = chosen[0].names, () if reader_of is None else (READ,)
    first = of_comparisons(chosen)
    rows: list[Vector] = []
    for fold in range(min(FOLDS, len(chosen))):
        kept = [e for n, e in enumerate(chosen) if n % FOLDS != fold]
        without = of_comparisons(kept)
        rows += [_stacked(e, without, _read(kept, without, reader_of), reader_of) for e in chosen[fold::FOLDS]]
    ordered = [e for fold in range(FOLDS) for e in chosen[fold::FOLDS]]
    values, labels = np.concatenate(rows), np.concatenate([_same(e) for e in ordered])
    near = values[:, -1] > (-math.inf if reader_of is None else NEAR)
    cells = _among(near, _joined(ordered))
    stacked = _regression((*names, *learned, *CONTEXT, FIRST), values[near], labels[near], cells)
    same, pairs = int(labels.sum()), len(labels)
    together = _read(chosen, first, reader_of)
    return MatchWeights(
        fitted_on=f"{len(chosen)} hand-labelled events, {same} of {pairs} pairs the same claim",
        events_sha256=hashlib.sha256("".join(sorted(e.sha256 for e in chosen)).encode()).hexdigest(),
        first=_rounded(first),
        read=None if together is None else _rounded(together),
        final=_rounded(_folded(stacked, first)),
    )


def of_comparisons(given: Sequence[Examples]) -> Regression:
    """Return the regression on the comparisons alone."""
    values = [_known(e, [b.values for b in e.blocks]) for e in given]
    return _regression(given[0].names, np.concatenate(values), np.concatenate([_same(e) for e in given]))


def _read(given: Sequence[Examples], first: Regression, reader_of: ReaderOf | None) -> Regression | None:
    """Return the regression on first odds and what was read, of the pairs that were read; None where nothing is read."""
    if reader_of is None:
        return None
    rows, labels = [], []
    for example in given:
        odds = [first.odds(block.values) for block in example.blocks]
        said = reading.read(example.blocks, [probability(o) for o in odds], example.frames, reader_of(example.event))
        both = _known(example, [np.stack(two, axis=2) for two in zip(odds, said, strict=True)])
        told = both[:, 1] > UNREAD
        rows.append(both[told])
        labels.append(_same(example)[told])
    return _regression((FIRST, READ), np.concatenate(rows), np.concatenate(labels))


def _joined(given: Sequence[Examples]) -> Iterator[Cell]:
    """Yield the cells of several events, their pairs counted on from one event to the next."""
    before = 0
    for example in given:
        yield from (Cell(before + pairs, reported) for pairs, reported in example.cells)
        before += sum(int(known.sum()) for known in example.known)


def _among(kept: NDArray[np.bool_], cells: Iterable[Cell]) -> list[Cell]:
    """Return the cells when only the pairs `kept` are there."""
    place = np.cumsum(kept) - 1
    held = (Cell(place[pairs[kept[pairs]]], reported) for pairs, reported in cells)
    return [cell for cell in held if len(cell.pairs)]


def _same(example: Examples) -> Vector:
    """Return for each pair that the labels say something of whether it is the same claim, 1 or 0."""
    return np.concatenate([s[k] for s, k in zip(example.same, example.known, strict=True)]).astype(np.float64)


def _known(example: Examples, values: Sequence[NDArray[np.floating[Any]]]) -> Vector:
    """Return the rows of the pairs that the labels say something of."""
    return np.concatenate([v[k] for v, k in zip(values, example.known, strict=True)]).astype(np.float64)


def _stacked(example: Examples, first: Regression, together: Regression | None, reader_of: ReaderOf | None) -> Vector:
    found = in_context(first, together, example.blocks, example.frames, reader_of and reader_of(example.event))
    return _known(example, [np.concatenate([values, odds[:, :, None]], axis=2) for values, odds in found])


def _folded(stacked: Regression, first: Regression) -> Regression:
    """Return the final regression without the first odds: their weight goes to the comparisons that they are made of."""
    share = stacked.features[FIRST]
    features = {
        name: Feature(weight=f.weight + (share.weight * first.features[name].weight if name in first.features else 0), mean=f.mean)
        for name, f in stacked.features.items()
        if name != FIRST
    }
    at_means = first.prior + sum(f.weight * (stacked.features[name].mean - f.mean) for name, f in first.features.items())
    return Regression(prior=stacked.prior + share.weight * (at_means - share.mean), features=features)


def _rounded(regression: Regression) -> Regression:
    features = {name: Feature(weight=round(f.weight, 4) + 0.0, mean=round(f.mean, 4)) for name, f in regression.features.items()}
    return Regression(prior=round(regression.prior, 4), features=features)


def _regression(names: Sequence[str], rows: Vector, same: Vector, cells: Sequence[Cell] = ()) -> Regression:
    """Fit a ridge logistic regression by Newton's method; weights in log2 units."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1
    coefficients = _newton(np.hstack([np.ones((len(rows), 1)), (rows - mean) / spread]), same, cells)
    weights = coefficients[1:] / spread / math.log(2)
    return Regression(
        prior=float(coefficients[0]) / math.log(2),
        features={name: Feature(weight=float(w), mean=float(m)) for name, w, m in zip(names, weights, mean, strict=True)},
    )


def _newton(design: Vector, same: Vector, cells: Sequence[Cell]) -> Vector:
    """Return the coefficients with the least loss of pairs, and of cells.

    The odds of a cell are the sum of its pairs' odds: a passage is reported where any pair says so (multiple instances: Dietterich
    et al., "Solving the multiple instance problem with axis-parallel rectangles", 1997; the sum: Ramon and De Raedt, 2000). Its curvature
    is that of its linear part (Gauss and Newton).
    """
    pairs = np.concatenate([np.zeros(0, dtype=np.intp), *(cell.pairs for cell in cells)])
    sizes = np.array([len(cell.pairs) for cell in cells], dtype=np.intp)
    starts, reported = np.cumsum(sizes) - sizes, np.array([cell.reported for cell in cells], dtype=np.float64)
    penalty = np.full(design.shape[1], RIDGE)
    penalty[0] = 0
    coefficients = np.zeros(design.shape[1])
    for _ in range(50):
        odds = np.exp(np.clip(design @ coefficients, -30, 30))
        chance = odds / (1 + odds)
        gradient = design.T @ (same - chance) - penalty * coefficients
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(penalty)
        if cells:
            of_cells = np.add.reduceat(odds[pairs], starts)
            told = of_cells / (1 + of_cells)
            slopes = np.add.reduceat(odds[pairs, None] * design[pairs], starts) / of_cells[:, None]
            gradient += slopes.T @ (reported - told)
            curvature += (slopes * (told * (1 - told))[:, None]).T @ slopes
        step = np.linalg.solve(curvature, gradient)
        coefficients += step
        if np.abs(step).max() < 1e-6:
            break
    return coefficients


def left_out(given: Sequence[Examples], readers: Readers) -> Iterator[tuple[Examples, MatchWeights, CrossEncoder]]:
    """Yield each event with weights fitted on all the others, and the reader that goes with them: neither saw the event."""
    for event in given:
        others = [e for e in given if e is not event]

        def reader_of(other: str, left: str = event.event) -> CrossEncoder:
            return readers.without(left, other)

        yield event, fit(others, reader_of), readers.without(event.event)
