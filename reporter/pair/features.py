"""The comparisons of two statements, as one row of numbers a pair.

Statements are compared across articles only. Everything is computed block by
block (all statements of one article against all of another), since ranks are
about "the best counterpart in that article".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from reporter.pair import meaning, wording
from reporter.protocols import Embedder
from reporter.schema import Sentence, Statement, Story

Matrix = NDArray[np.float32]
Numbers = NDArray[np.intp]

FEATURES: tuple[str, ...] = (
    "cosine",
    "sentence_cosine",
    "neighbour_cosine",
    "alignment_shorter",
    "alignment_longer",
    "coverage_near",
    "coverage_far",
    "sentence_alignment_near",
    "sentence_alignment_far",
    "tfidf",
    "overlap_max",
    "overlap_min",
    "overlap_mass",
    "exclusive",
    "exclusive_sentence",
    "exclusive_part",
    "characters",
    "cosine_rank_near",
    "cosine_rank_far",
    "cosine_gap_near",
    "cosine_gap_far",
    "overall_rank_near",
    "overall_rank_far",
    "overall_gap_near",
    "overall_gap_far",
    "tfidf_rank_near",
    "tfidf_rank_far",
    "tfidf_gap_near",
    "tfidf_gap_far",
    "quoted_both",
    "quoted_overlap",
    "quoted_one",
    "names_shared",
    "names_apart",
    "numbers_agree",
    "numbers_differ",
    "speaker_same",
    "speaker_differs",
    "speaker_one",
    "negation_differs",
    "position",
    "length_ratio",
    "length",
)


@dataclass(frozen=True)
class Block:
    """All statements of one article compared with all of another.

    `rows` and `columns` index the statements; `values` has shape (rows, columns, len(FEATURES)).
    `row_sentences` and `column_sentences` number the sentences that they stand in.
    """

    rows: Numbers
    columns: Numbers
    row_sentences: Numbers
    column_sentences: Numbers
    values: Matrix


def compare(story: Story, sentences: Sequence[Sentence], statements: Sequence[Statement], embedder: Embedder) -> list[Block]:
    """Compare each statement with each statement of the other articles, two articles at a time."""
    if not statements:
        return []
    view = View.of(story, sentences, statements, embedder)
    return [_block(view, a, b) for a, b in combinations(sorted(view.members), 2)]


@dataclass(frozen=True)
class View:
    """What the comparisons need of all statements, gathered once."""

    statements: Sequence[Statement]
    members: dict[str, Numbers]  # article -> its statements, in text order
    meanings: meaning.Meanings
    stems: list[tuple[str, ...]]
    sentence_stems: list[tuple[str, ...]]  # of the whole sentence that a statement stands in
    grams: list[tuple[str, ...]]
    quoted: list[tuple[str, ...]]  # stems of the words inside quotation marks
    names: list[tuple[str, ...]]
    position: Matrix  # (statements,), place in the article from 0 to 1

    @classmethod
    def of(cls, story: Story, sentences: Sequence[Sentence], statements: Sequence[Statement], embedder: Embedder) -> View:
        """Gather what is compared."""
        texts = {a.id: a.text for a in story.articles}
        exact = [texts[s.article][s.start : s.end] for s in statements]
        whole = {s.id: wording.stems(texts[s.article][s.start : s.end]) for s in sentences if s.aside is None}
        members: dict[str, list[int]] = {}
        for number, statement in enumerate(statements):
            members.setdefault(statement.article, []).append(number)
        last = {s.article: s.number for s in sorted(sentences, key=lambda s: s.number)}
        place = {s.id: s.number for s in sentences}
        return cls(
            statements=statements,
            members={article: np.array(numbers, dtype=np.intp) for article, numbers in members.items()},
            meanings=meaning.meanings(texts, sentences, statements, embedder),
            stems=[wording.stems(e) for e in exact],
            sentence_stems=[whole[s.sentence] for s in statements],
            grams=[wording.grams(e) for e in exact],
            quoted=[wording.stems(" ".join(texts[q.article][q.start : q.end] for q in s.quotations)) for s in statements],
            names=[s.names for s in statements],
            position=np.array([place[s.sentence] / last[s.article] for s in statements], dtype=np.float32),
        )


def _block(view: View, a: str, b: str) -> Block:
    """Compare all statements of article `a` with all of article `b`.

    Only these two articles count, rarity included: another article in the
    story, a copy or one on something else, changes no comparison of these.
    """
    rows, columns = view.members[a], view.members[b]
    words_a, words_b = _weighted(view.stems, rows, columns)
    grams_a, grams_b = _weighted(view.grams, rows, columns)
    cosine, sentence, neighbour = view.meanings.cosines(rows, columns)
    shorter, longer = view.meanings.alignment(rows, columns)
    of_a, of_b = view.meanings.coverage(rows, columns)
    tfidf = wording.normalised(words_a) @ wording.normalised(words_b).T
    grid: dict[str, Matrix] = {
        "cosine": cosine,
        "sentence_cosine": sentence,
        "neighbour_cosine": neighbour,
        "alignment_shorter": shorter,
        "alignment_longer": longer,
        "sentence_alignment_near": np.maximum(of_a, of_b),
        "sentence_alignment_far": np.minimum(of_a, of_b),
        "tfidf": tfidf,
        "characters": wording.normalised(grams_a) @ wording.normalised(grams_b).T,
        "position": np.abs(view.position[rows][:, None] - view.position[columns][None, :]),
    }
    grid |= _overlaps(words_a, words_b)
    grid |= _coverage(view, rows, columns)
    grid |= _exclusive(view, rows, columns)
    grid |= _ranks("cosine", cosine)
    grid |= _ranks("tfidf", tfidf)
    grid |= _ranks("overall", grid["sentence_alignment_near"] + grid["sentence_alignment_far"] + 0.5 * tfidf + 0.3 * sentence)
    grid |= _quotations(*_weighted(view.quoted, rows, columns))
    grid |= _names(*_weighted(view.names, rows, columns))
    grid |= _lengths([len(view.stems[r]) for r in rows], [len(view.stems[c]) for c in columns])
    grid |= _details([view.statements[r] for r in rows], [view.statements[c] for c in columns])
    sentence_of = view.meanings.sentence_of
    values = np.round(np.stack([grid[name] for name in FEATURES], axis=2), 4).astype(np.float32)
    return Block(rows, columns, sentence_of[rows], sentence_of[columns], values)


def _weighted(bags: Sequence[tuple[str, ...]], rows: Numbers, columns: Numbers) -> tuple[Matrix, Matrix]:
    """Return the bags of either article as rows of term weights, rarity counted over both articles."""
    left, right = [bags[r] for r in rows], [bags[c] for c in columns]
    weights = wording.rarity([*left, *right])
    return wording.weighted(left, weights), wording.weighted(right, weights)


def _overlaps(left: Matrix, right: Matrix) -> dict[str, Matrix]:
    """Return which part of the rarity of either statement stands in the other, and how much that is."""
    shared = left @ (right > 0).astype(np.float32).T
    of_left = _part(shared, left.sum(1)[:, None])
    of_right = _part(shared, right.sum(1)[None, :])
    return {"overlap_max": np.maximum(of_left, of_right), "overlap_min": np.minimum(of_left, of_right), "overlap_mass": np.log1p(shared)}


def _coverage(view: View, rows: Numbers, columns: Numbers) -> dict[str, Matrix]:
    """Return which part of the rarity of either statement stands anywhere in the other's sentence."""
    weights = wording.rarity([view.stems[n] for n in (*rows, *columns)])
    left, right = (wording.weighted([view.stems[n] for n in side], weights) for side in (rows, columns))
    whole_left, whole_right = (wording.weighted([view.sentence_stems[n] for n in side], weights) > 0 for side in (rows, columns))
    of_left = _part(left @ whole_right.astype(np.float32).T, left.sum(1)[:, None])
    of_right = _part(whole_left.astype(np.float32) @ right.T, right.sum(1)[None, :])
    return {"coverage_near": np.maximum(of_left, of_right), "coverage_far": np.minimum(of_left, of_right)}


def _exclusive(view: View, rows: Numbers, columns: Numbers) -> dict[str, Matrix]:
    """Return how much of what both share stands in a single sentence of either article, and nowhere else in them."""
    counts = [Counter(stem for bag in dict.fromkeys(_sentence_bags(view, side)) for stem in set(bag)) for side in (rows, columns)]
    once = {stem: 1.0 for stem in sorted(counts[0]) if counts[0][stem] == 1 and counts[1][stem] == 1}
    inverse = {stem: 1 / (counts[0][stem] * counts[1][stem]) for stem in sorted(counts[0]) if counts[1][stem]}

    def shared(bags: Sequence[tuple[str, ...]], weights: dict[str, float]) -> Matrix:
        left, right = (wording.weighted([bags[n] for n in side], weights) for side in (rows, columns))
        return np.asarray(left @ (right > 0).astype(np.float32).T)

    shorter = np.minimum.outer([len(set(view.stems[r])) for r in rows], [len(set(view.stems[c])) for c in columns])
    return {
        "exclusive": np.log1p(shared(view.stems, once)),
        "exclusive_sentence": np.log1p(shared(view.sentence_stems, once)),
        "exclusive_part": shared(view.stems, inverse) / np.maximum(shorter, 1),
    }


def _sentence_bags(view: View, numbers: Numbers) -> list[tuple[str, ...]]:
    """Return the stems of each sentence that the statements stand in, once."""
    first = {view.statements[n].sentence: view.sentence_stems[n] for n in numbers}
    return list(first.values())


def _part(shared: Matrix, whole: Matrix) -> Matrix:
    whole = np.broadcast_to(whole, shared.shape)
    part: Matrix = np.divide(shared, whole, out=np.zeros_like(shared), where=whole > 0)
    return part


def _ranks(name: str, grid: Matrix) -> dict[str, Matrix]:
    """Return how each pair stands among the rivals of either statement: places above it, and its lead over the best rival.

    "near" is the view in which the pair stands better, "far" the one in which it stands worse.
    """
    by_row, by_column = _place(grid), _place(grid.T).T
    lead_row, lead_column = _lead(grid), _lead(grid.T).T
    return {
        f"{name}_rank_near": np.minimum(by_row, by_column),
        f"{name}_rank_far": np.maximum(by_row, by_column),
        f"{name}_gap_near": np.maximum(lead_row, lead_column),
        f"{name}_gap_far": np.minimum(lead_row, lead_column),
    }


def _place(grid: Matrix) -> Matrix:
    """Return how many of its row stand above each cell, 10 at the most (ties stand level)."""
    ordered = np.sort(grid, axis=1)
    above = [grid.shape[1] - np.searchsorted(o, g, side="right") for o, g in zip(ordered, grid, strict=True)]
    return np.array(above, dtype=np.float32).clip(max=10)


def _lead(grid: Matrix) -> Matrix:
    """Return the distance of each cell to the best other cell of its row (negative where that is higher)."""
    if grid.shape[1] == 1:
        return grid
    ordered = np.sort(grid, axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.where(grid >= best, grid - second, grid - best)


def _quotations(left: Matrix, right: Matrix) -> dict[str, Matrix]:
    """Return whether both, or one only, hold quoted words, and which part of the shorter quotation stands in the other."""
    mass_left, mass_right = left.sum(1)[:, None], right.sum(1)[None, :]
    has_left, has_right = mass_left > 0, mass_right > 0
    shared = left @ (right > 0).astype(np.float32).T
    return {
        "quoted_both": (has_left & has_right).astype(np.float32),
        "quoted_one": (has_left ^ has_right).astype(np.float32),
        "quoted_overlap": _part(shared, np.minimum(mass_left, mass_right)),
    }


def _names(left: Matrix, right: Matrix) -> dict[str, Matrix]:
    """Return the rarity of the names in both, and whether both have names with none in common."""
    shared = left @ (right > 0).astype(np.float32).T
    both = (left.sum(1)[:, None] > 0) & (right.sum(1)[None, :] > 0)
    return {"names_shared": np.log1p(shared), "names_apart": (both & (shared == 0)).astype(np.float32)}


def _lengths(left: Sequence[int], right: Sequence[int]) -> dict[str, Matrix]:
    a, b = np.array(left, dtype=np.float32)[:, None], np.array(right, dtype=np.float32)[None, :]
    longer, shorter = np.maximum(a, b), np.minimum(a, b)
    return {"length_ratio": np.log((longer + 2) / (shorter + 2)), "length": np.log1p(shorter)}


def _details(left: Sequence[Statement], right: Sequence[Statement]) -> dict[str, Matrix]:
    """Return whether numbers, speaker and negation agree."""
    shape = (len(left), len(right))
    names = ("numbers_agree", "numbers_differ", "speaker_same", "speaker_differs", "speaker_one", "negation_differs")
    grid = {name: np.zeros(shape, dtype=np.float32) for name in names}
    for row, a in enumerate(left):
        for column, b in enumerate(right):
            cell = (row, column)
            if a.numbers and b.numbers:
                agree = any(x.low <= y.high and y.low <= x.high for x in a.numbers for y in b.numbers)
                grid["numbers_agree" if agree else "numbers_differ"][cell] = 1
            if a.speaker and b.speaker:
                grid["speaker_same" if a.speaker == b.speaker else "speaker_differs"][cell] = 1
            elif a.speaker or b.speaker:
                grid["speaker_one"][cell] = 1
            grid["negation_differs"][cell] = a.negated != b.negated
    return grid
