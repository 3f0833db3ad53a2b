"""What a replaceable part must offer. Calls are batched; nothing is imported until asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from msgspec import Struct

from reporter.schema import Failure, RawArticle

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


Two = tuple[str, str]


class CrossEncoder(Protocol):
    """Reads two statements together and says whether they report the same claim."""

    id: str
    sha256: str  # of the model file

    def read(self, pairs: Sequence[Two]) -> list[float]:
        """Return the log odds, to the base e, that each pair reports one claim, in order; the same for a pair whatever else is read."""
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


class Part(Struct, frozen=True, kw_only=True):
    """A file inside another one: a page in an archive, an attachment."""

    name: str
    data: bytes
    url: str | None = None


class Contents(Struct, frozen=True, kw_only=True):
    """What one file holds."""

    articles: tuple[RawArticle, ...] = ()
    parts: tuple[Part, ...] = ()  # read in their turn
    links: tuple[str, ...] = ()  # urls of feeds and pages that it lists
    failures: tuple[Failure, ...] = ()  # what in it could not be read


class Reader(Protocol):
    """Reads one kind of file."""

    name: str
    suffixes: tuple[str, ...]  # lower case, with the dot: what is looked for in a folder
    isolated: bool  # True: runs in a process of its own, with limits; everything that is parsed by a library should

    def recognises(self, data: bytes, name: str) -> int:
        """Return 0 where `data` is not of this kind, 1 where its name alone says so, 2 where its content does, 3 where it is clearer still.

        Cheap, safe on any bytes, and without imports of heavy libraries.
        """
        ...

    def read(self, data: bytes, name: str) -> Contents:
        """Return what is in `data`. Raises InputError, saying why it cannot be read."""
        ...


class Renderer(Protocol):
    """Turns a briefing into one file's bytes."""

    name: str
    suffix: str

    def render(self, briefing: Briefing) -> bytes:
        """Return the rendered briefing. Raises RenderError."""
        ...


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of a task."""

    task: str
    made: str | None = None  # the path of what was made of it
    reason: str | None = None  # why it was set aside, after two tries


class Engine(Protocol):
    """Runs work on tasks in processes that may die. Tasks and what is made of them are paths: no data goes through an engine."""

    name: str

    def __init__(self, workers: int, scheduler: str | None = None) -> None:
        """Take how many processes there are to be, or the address of the scheduler that has them."""
        ...

    def run(self, work: Callable[[str], str], tasks: Sequence[str], fatal: tuple[type[Exception], ...], seconds: int) -> Iterator[Outcome]:
        """Yield what came of each task, in whatever order they end; one that failed is tried once more, alone.

        Args:
            work: a function of a module, so that it is found by name in another process.
            tasks: each once.
            fatal: errors that stop the run, since every other task would meet them too.
            seconds: the longest that a try may take.

        Raises:
            ReporterError: there is no process to be had.
        """
        ...

    def close(self) -> None:
        """End what was begun; what was being worked on is lost, and no more than that."""
        ...
