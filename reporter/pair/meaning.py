"""How alike two statements are in meaning: sentence vectors, and a soft alignment of their word pieces.

The alignment is BERTScore (Zhang et al., 2020): each word piece takes its
closest counterpart in the other statement, weighted by its rarity in the story.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reporter.pair.context import Surroundings
from reporter.protocols import Embedder, Encoding

Matrix = NDArray[np.float32]
Numbers = NDArray[np.intp]


@dataclass(frozen=True)
class Meanings:
    """Vectors of the statements, of their sentences and of the sentences' neighbours."""

    statements: Matrix  # (statements, dimensions)
    sentences: Matrix  # (sentences, dimensions)
    places: Surroundings
    encodings: Sequence[Encoding]  # of the statements
    sentence_encodings: Sequence[Encoding]

    def cosines(self, rows: Numbers, columns: Numbers) -> tuple[Matrix, Matrix, Matrix]:
        """Return the cosines of statements, of their sentences, and the better one of the sentences before and after."""
        a, b = self.places.sentence_of[rows], self.places.sentence_of[columns]
        s = self.sentences
        before = s[self.places.before[a]] @ s[self.places.before[b]].T
        after = s[self.places.after[a]] @ s[self.places.after[b]].T
        return self.statements[rows] @ self.statements[columns].T, s[a] @ s[b].T, np.maximum(before, after)

    def alignment(self, rows: Numbers, columns: Numbers) -> tuple[Matrix, Matrix]:
        """Return how well the shorter, and the longer, statement's pieces are matched in the other one."""
        left, right = [self.encodings[r] for r in rows], [self.encodings[c] for c in columns]
        weights = _piece_rarity([*left, *right])
        cosines = _pieces(left) @ _pieces(right).T
        of_left, of_right = _matched(cosines, left, right, weights), _matched(cosines.T, right, left, weights).T
        left_is_shorter = _sizes(left)[:, None] <= _sizes(right)[None, :]
        return np.where(left_is_shorter, of_left, of_right), np.where(left_is_shorter, of_right, of_left)

    def coverage(self, rows: Numbers, columns: Numbers) -> tuple[Matrix, Matrix]:
        """Return how well each statement's pieces are matched in the whole sentence of the other: of the left, of the right one."""
        left, right = [self.encodings[r] for r in rows], [self.encodings[c] for c in columns]
        weights = _piece_rarity([*left, *right])
        return self._within(left, columns, weights), self._within(right, rows, weights).T

    def _within(self, parts: Sequence[Encoding], numbers: Numbers, weights: Mapping[int, float]) -> Matrix:
        """Return how well each part is matched in the sentence of each numbered statement; each sentence is compared once."""
        distinct, place = np.unique(self.places.sentence_of[numbers], return_inverse=True)
        wholes = [self.sentence_encodings[n] for n in distinct]
        return _matched(_pieces(parts) @ _pieces(wholes).T, parts, wholes, weights)[:, place]


def _pieces(encodings: Sequence[Encoding]) -> Matrix:
    return np.concatenate([e.pieces for e in encodings])


def _matched(cosines: Matrix, parts: Sequence[Encoding], wholes: Sequence[Encoding], weights: Mapping[int, float]) -> Matrix:
    """Return for each part and whole the mean cosine of the part's pieces with their closest ones in the whole, by rarity.

    `cosines` are those of the parts' pieces with the wholes', shape (pieces, pieces).
    """
    starts = np.cumsum([0, *(len(e.piece_ids) for e in parts[:-1])])
    weight = np.array([weights[piece] for e in parts for piece in e.piece_ids], dtype=np.float32)
    ends = np.cumsum([0, *(len(e.piece_ids) for e in wholes[:-1])])
    closest = np.maximum.reduceat(cosines, ends, axis=1)
    return np.asarray(np.add.reduceat(closest * weight[:, None], starts, axis=0) / np.add.reduceat(weight, starts)[:, None])


def _sizes(encodings: Sequence[Encoding]) -> NDArray[np.intp]:
    return np.array([len(e.piece_ids) for e in encodings], dtype=np.intp)


def meanings(whole: Sequence[str], frames: Sequence[str], places: Surroundings, embedder: Embedder) -> Meanings:
    """Encode the sentences and the statements' frames, each distinct text once."""
    distinct = sorted({*whole, *frames})
    encoded = dict(zip(distinct, embedder.encode(distinct), strict=True))
    return Meanings(
        statements=np.stack([encoded[f].vector for f in frames]),
        sentences=np.stack([encoded[w].vector for w in whole]),
        places=places,
        encodings=[encoded[frame] for frame in frames],
        sentence_encodings=[encoded[w] for w in whole],
    )


def _piece_rarity(encodings: Sequence[Encoding]) -> dict[int, float]:
    """Return the inverse document frequency of each piece over the distinct statements."""
    distinct = {e.piece_ids for e in encodings}
    counts = Counter(piece for ids in distinct for piece in set(ids))
    return {piece: math.log((len(distinct) + 1) / count) + 1e-3 for piece, count in sorted(counts.items())}
