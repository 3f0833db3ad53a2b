"""The comparisons of two statements, as one row of numbers a pair.

Statements are compared across articles only. Everything is computed block by
block (all statements of one article against all of another), since ranks are
about "the best counterpart in that article".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from reporter import text
from reporter.pair import grids, meaning, wording
from reporter.pair.context import Surroundings
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
_NEEDS_ENCODER = ("cosine", "sentence_cosine", "neighbour_cosine", "alignment", "sentence_alignment", "overall")

# What can be compared without an encoder: words stand in for meaning.
LEXICAL: tuple[str, ...] = (
    *(name for name in FEATURES if not name.startswith(_NEEDS_ENCODER)),
    "sentence_tfidf",
    "neighbour_tfidf",
    "wording_rank_near",
    "wording_rank_far",
    "wording_gap_near",
    "wording_gap_far",
)


@dataclass(frozen=True)
class Block:
    """All statements of one article compared with all of another.

    `rows` and `columns` index the statements; `values` has shape (rows, columns, features),
    the features being FEATURES or, without an encoder, LEXICAL.
    `row_sentences` and `column_sentences` number the sentences that they stand in.
    """

    rows: Numbers
    columns: Numbers
    row_sentences: Numbers
    column_sentences: Numbers
    values: Matrix


def compare(
    story: Story,
    sentences: Sequence[Sentence],
    statements: Sequence[Statement],
    embedder: Embedder | None,
    candidates: Iterable[tuple[str, str]] | None = None,
) -> Iterator[Block]:
    """Yield the comparisons of each statement with each statement of the other articles, two articles at a time.

    Args:
        story: the articles.
        sentences: their sentences.
        statements: what is compared.
        embedder: gives meaning to the comparisons; None: only words are compared.
        candidates: which two articles are compared, by id; None: every two.
    """
    if not statements:
        return
    view = View.of(story, sentences, statements, embedder)
    for a, b in combinations(sorted(view.members), 2) if candidates is None else candidates:
        yield _block(view, a, b)


@dataclass(frozen=True)
class View:
    """What the comparisons need of all statements, gathered once."""

    statements: Sequence[Statement]
    members: dict[str, Numbers]  # article -> its statements, in text order
    places: Surroundings
    meanings: meaning.Meanings | None  # None where only words are compared
    stems: list[tuple[str, ...]]
    whole_stems: list[tuple[str, ...]]  # of each sentence
    sentence_stems: list[tuple[str, ...]]  # of the whole sentence that each statement stands in
    grams: list[tuple[str, ...]]
    quoted: list[tuple[str, ...]]  # stems of the words inside quotation marks
    position: Matrix  # (statements,), place in the article from 0 to 1

    @classmethod
    def of(cls, story: Story, sentences: Sequence[Sentence], statements: Sequence[Statement], embedder: Embedder | None) -> View:
        """Gather what is compared."""
        texts = {a.id: a.text for a in story.articles}
        exact = [texts[s.article][s.start : s.end] for s in statements]
        reporting = [s for s in sentences if s.aside is None]
        whole = [text.collapse(texts[s.article][s.start : s.end]) for s in reporting]
        whole_stems = [wording.stems(w) for w in whole]
        places = Surroundings.of(reporting, statements)
        members: dict[str, list[int]] = {}
        for number, statement in enumerate(statements):
            members.setdefault(statement.article, []).append(number)
        last = {s.article: s.number for s in sorted(sentences, key=lambda s: s.number)}
        place = {s.id: s.number for s in sentences}
        return cls(
            statements=statements,
            members={article: np.array(numbers, dtype=np.intp) for article, numbers in members.items()},
            places=places,
            meanings=meaning.meanings(whole, [s.frame for s in statements], places, embedder) if embedder else None,
            stems=[wording.stems(e) for e in exact],
            whole_stems=whole_stems,
            sentence_stems=[whole_stems[n] for n in places.sentence_of],
            grams=[wording.grams(e) for e in exact],
            quoted=[wording.stems(" ".join(texts[q.article][q.start : q.end] for q in s.quotations)) for s in statements],
            position=np.array([place[s.sentence] / last[s.article] for s in statements], dtype=np.float32),
        )


def _block(view: View, a: str, b: str) -> Block:
    """Compare all statements of article `a` with all of article `b`.

    Only these two articles count, rarity included: another article in the
    story, a copy or one on something else, changes no comparison of these.
    """
    rows, columns = view.members[a], view.members[b]
    grid = _words(view, rows, columns) | _details(view, rows, columns)
    grid |= _alike(view, rows, columns, grid) if view.meanings is None else _meanings(view.meanings, rows, columns, grid["tfidf"])
    names = LEXICAL if view.meanings is None else FEATURES
    values = np.round(np.stack([grid[name] for name in names], axis=2), 4).astype(np.float32)
    return Block(rows, columns, view.places.sentence_of[rows], view.places.sentence_of[columns], values)


def _words(view: View, rows: Numbers, columns: Numbers) -> dict[str, Matrix]:
    """Compare the words."""
    words_a, words_b = _weighted(view.stems, rows, columns)
    grams_a, grams_b = _weighted(view.grams, rows, columns)
    tfidf = wording.normalised(words_a) @ wording.normalised(words_b).T
    grid = {"tfidf": tfidf, "characters": wording.normalised(grams_a) @ wording.normalised(grams_b).T}
    grid |= grids.overlaps(words_a, words_b) | grids.ranks("tfidf", tfidf)
    return grid | _coverage(view, rows, columns) | _exclusive(view, rows, columns)


def _details(view: View, rows: Numbers, columns: Numbers) -> dict[str, Matrix]:
    """Compare what the statements hold and where they stand."""
    left, right = [view.statements[r] for r in rows], [view.statements[c] for c in columns]
    grid = {"position": np.abs(view.position[rows][:, None] - view.position[columns][None, :])}
    grid |= grids.quotations(*_weighted(view.quoted, rows, columns))
    grid |= grids.names(*_weighted([s.names for s in view.statements], rows, columns))
    grid |= grids.lengths([len(view.stems[r]) for r in rows], [len(view.stems[c]) for c in columns])
    return grid | grids.details(left, right)


def _meanings(meanings: meaning.Meanings, rows: Numbers, columns: Numbers, tfidf: Matrix) -> dict[str, Matrix]:
    """Compare the meanings."""
    cosine, sentence, neighbour = meanings.cosines(rows, columns)
    shorter, longer = meanings.alignment(rows, columns)
    of_a, of_b = meanings.coverage(rows, columns)
    near, far = np.maximum(of_a, of_b), np.minimum(of_a, of_b)
    grid = {
        "cosine": cosine,
        "sentence_cosine": sentence,
        "neighbour_cosine": neighbour,
        "alignment_shorter": shorter,
        "alignment_longer": longer,
        "sentence_alignment_near": near,
        "sentence_alignment_far": far,
    }
    return grid | grids.ranks("cosine", cosine) | grids.ranks("overall", near + far + 0.5 * tfidf + 0.3 * sentence)


def _alike(view: View, rows: Numbers, columns: Numbers, words: Mapping[str, Matrix]) -> dict[str, Matrix]:
    """Compare sentences and their neighbours by words, where there is no meaning to compare."""
    places = view.places
    a, b = places.sentence_of[rows], places.sentence_of[columns]
    sides = [np.unique(np.concatenate([n, places.before[n], places.after[n]])) for n in (a, b)]
    left, right = _weighted(view.whole_stems, *sides)
    cosine = wording.normalised(left) @ wording.normalised(right).T

    def of(from_a: Numbers, from_b: Numbers) -> Matrix:
        return cosine[np.ix_(np.searchsorted(sides[0], from_a), np.searchsorted(sides[1], from_b))]

    alike = words["coverage_near"] + words["coverage_far"] + 0.5 * words["tfidf"] + 0.5 * words["characters"]
    return {
        "sentence_tfidf": of(a, b),
        "neighbour_tfidf": np.maximum(of(places.before[a], places.before[b]), of(places.after[a], places.after[b])),
    } | grids.ranks("wording", alike)


def _weighted(bags: Sequence[tuple[str, ...]], rows: Numbers, columns: Numbers) -> tuple[Matrix, Matrix]:
    """Return the bags of either article as rows of term weights, rarity counted over both articles."""
    left, right = [bags[r] for r in rows], [bags[c] for c in columns]
    weights = wording.rarity([*left, *right])
    return wording.weighted(left, weights), wording.weighted(right, weights)


def _coverage(view: View, rows: Numbers, columns: Numbers) -> dict[str, Matrix]:
    """Return which part of the rarity of either statement stands anywhere in the other's sentence."""
    weights = wording.rarity([view.stems[n] for n in (*rows, *columns)])
    left, right = (wording.weighted([view.stems[n] for n in side], weights) for side in (rows, columns))
    whole_left, whole_right = (wording.weighted([view.sentence_stems[n] for n in side], weights) > 0 for side in (rows, columns))
    of_left = grids.part(left @ whole_right.astype(np.float32).T, left.sum(1)[:, None])
    of_right = grids.part(whole_left.astype(np.float32) @ right.T, right.sum(1)[None, :])
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
