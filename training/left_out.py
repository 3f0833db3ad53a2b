"""Readers that did not see some of the labelled events, so that what the reader gives them can be measured.

The reader that ships learned from all labelled events. `training.tuned` trains it once more without each fold of them, and without
each two folds: of an event that is scored, and of one that match weights for it are fitted on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from reporter.models.claim_pairs import ClaimPairs
from reporter.models.pinned import Weights
from reporter.models.remembering import RememberingPairs
from reporter.protocols import CrossEncoder

FOLDS = 4


@dataclass(frozen=True)
class _Made(Weights):
    """A model file that was made here and lies in no package; its hash is what it is."""

    path: Path

    def file(self) -> Path:
        return self.path


def fold(events: Sequence[str], event: str) -> int:
    """Return the number of the fold that an event is in."""
    return sorted(events).index(event) % FOLDS


def unseen() -> list[tuple[int, ...]]:
    """Return the folds that a reader did not see, for each reader that is needed; the first one saw all."""
    return [chosen for count in range(3) for chosen in combinations(range(FOLDS), count)]


def name(folds: Iterable[int]) -> str:
    """Return the name of the file of the reader that did not see these folds."""
    return "-".join(["reader", *("without" for _ in list(folds)[:1]), *map(str, sorted(set(folds)))]) + ".onnx"


class Readers:
    """The readers in a folder that `training.tuned` made; each is loaded when it is asked for, and reads a pair once."""

    def __init__(self, folder: Path, events: Sequence[str]) -> None:
        """Tell which reader saw which of the events. Raises FileNotFoundError where one is missing."""
        missing = [file for file in map(name, unseen()) if not (folder / file).exists()]
        if missing:
            raise FileNotFoundError(f"{folder} lacks {', '.join(missing)}: make them with python -m training.tuned")
        self._folder, self._events = folder, tuple(events)
        self._loaded: dict[str, RememberingPairs] = {}

    def without(self, *events: str) -> CrossEncoder:
        """Return the reader that saw none of these events, two folds at the most."""
        file = name({fold(self._events, event) for event in events})
        if file not in self._loaded:
            path = self._folder / file
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            self._loaded[file] = RememberingPairs(ClaimPairs(_Made(file, "", file, sha256, path)))
        return self._loaded[file]
