"""What a replaceable part must offer. Calls are batched; nothing is imported until asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from reporter.schema import Briefing


class Embedder(Protocol):
    """Turns texts into vectors whose dot product is their cosine similarity."""

    id: str
    sha256: str  # of the model file

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text, shape (len(texts), dimensions); the same for any batch."""
        ...


class Renderer(Protocol):
    """Turns a briefing into one file's bytes."""

    name: str
    suffix: str

    def render(self, briefing: Briefing) -> bytes:
        """Return the rendered briefing. Raises RenderError."""
        ...
