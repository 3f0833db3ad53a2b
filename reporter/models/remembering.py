"""Models that know what they were asked before."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Sequence
from typing import Generic, TypeVar

from reporter.protocols import CrossEncoder, Embedder, Encoding, Two

_Asked = TypeVar("_Asked", bound=Hashable)
_Answer = TypeVar("_Answer")


class _Remembered(Generic[_Asked, _Answer]):
    """What was asked, and what a model said to it."""

    def __init__(self, model: Embedder | CrossEncoder, ask: Callable[[Sequence[_Asked]], list[_Answer]]) -> None:
        self.id, self.sha256 = model.id, model.sha256
        self._ask = ask
        self.known: dict[_Asked, _Answer] = {}
        self._asked: set[_Asked] = set()

    def forget(self, always: Container[_Asked] = ()) -> None:
        """Forget what nobody has asked for since this was last called, that in `always` left out."""
        self.known = {asked: answer for asked, answer in self.known.items() if asked in self._asked or asked in always}
        self._asked.clear()

    def _answers(self, asked: Sequence[_Asked]) -> list[_Answer]:
        self._asked.update(asked)
        missing = sorted(set(asked) - self.known.keys())  # type: ignore[type-var]  # texts, and pairs of texts
        if missing:
            self.known.update(zip(missing, self._ask(missing), strict=True))
        return [self.known[one] for one in asked]


class Remembering(_Remembered[str, Encoding]):
    """An embedder that encodes each text once."""

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(embedder, embedder.encode)

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """Return one encoding a text, in order."""
        return self._answers(texts)


class RememberingPairs(_Remembered[Two, float]):
    """A cross-encoder that reads each pair once."""

    def __init__(self, cross_encoder: CrossEncoder) -> None:
        super().__init__(cross_encoder, cross_encoder.read)

    def read(self, pairs: Sequence[Two]) -> list[float]:
        """Return the log odds of each pair, in order."""
        return self._answers(pairs)
