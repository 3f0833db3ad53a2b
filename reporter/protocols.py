"""What a replaceable part must offer. Calls are batched; nothing is imported until asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from reporter.schema import Briefing, ModelRecord, Pair, Sentence, Statement, Story


class Encoding(NamedTuple):
    """What an embedder makes of one text: a vector for the whole, and one for each of its pieces in context."""

    vector: NDArray[np.float32]  # shape (dimensions,), length 1
    piece_ids: tuple[int, ...]  # the text's word pieces, special ones left out
    pieces: NDArray[np.float32]  # shape (len(piece_ids), dimensions), rows of length 1


class Embedder(Protocol):
    """Turns texts into vectors whose dot product is their cosine similarity."""

    id: str
    sha256: str  # of the model file

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """Return one encoding a text, in order; the same for a text whatever else is in the batch."""
        ...


class Matcher(Protocol):
    """Scores pairs of statements of two articles."""

    models: tuple[ModelRecord, ...]  # what takes part, for the briefing's provenance

    def score(
        self,
        story: Story,
        sentences: Sequence[Sentence],
        statements: Sequence[Statement],
        candidates: Iterable[tuple[str, str]],
        floor_probability: float,
    ) -> Sequence[Pair]:
        """Return the pairs that have at least `floor_probability`, of the articles that `candidates` names two by two.

        No other article may change what is said of a pair of two.
        """
        ...


class Renderer(Protocol):
    """Turns a briefing into one file's bytes."""

    name: str
    suffix: str

    def render(self, briefing: Briefing) -> bytes:
        """Return the rendered briefing. Raises RenderError."""
        ...
