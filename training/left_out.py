"""Readers that did not see some of the labelled events, so that what the reader gives them can be measured.

The reader that ships learned from all labelled events. `training.tuned` trains it once more without each fold of them, and without
each two folds: of an event that is scored, and of one that match weights for it are fitted on. What they say of the pairs of the labelled
events is kept in `readings.json.gz` (`training.keep`), so that the events can be scored without an hour of training.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from reporter.models.claim_pairs import ClaimPairs
from reporter.models.pinned import Weights
from reporter.models.remembering import RememberingPairs
from reporter.protocols import CrossEncoder, Two

FOLDS = 4
EVENTS = "events.json"  # beside the readers: what they learned from
_MAKE = "Run make readers and python -m training.keep, or score with training/distilled_reader.onnx, which saw no event"


@dataclass(frozen=True)
class _Made(Weights):
    """A model file that was made here and lies in no package; its hash is what it is."""

    path: Path

    def file(self) -> Path:
        return self.path


def learned(labels: Path, texts: Path) -> dict[str, str]:
    """Return the labelled events, each with a hash of its labels and texts."""
    return {
        path.stem: hashlib.sha256(b"".join(p.read_bytes() for p in (path, *sorted((texts / path.stem).glob("*.txt"))))).hexdigest()
        for path in sorted(labels.glob("*.json"))
    }


def fold(events: Collection[str], event: str) -> int:
    """Return the number of the fold that an event is in."""
    return sorted(events).index(event) % FOLDS


def unseen() -> list[tuple[int, ...]]:
    """Return the folds that a reader did not see, for each reader that is needed; the first one saw all."""
    return [chosen for count in range(3) for chosen in combinations(range(FOLDS), count)]


def name(folds: Collection[int]) -> str:
    """Return the name of the file of the reader that did not see these folds."""
    return "-".join(["reader", *(["without"] if folds else []), *map(str, sorted(folds))]) + ".onnx"


def lacking(folder: Path, events: Mapping[str, str]) -> list[str]:
    """Return the names of the readers that are not in the folder. Raises ValueError where those there learned from other events."""
    told = folder / EVENTS
    if told.exists() and json.loads(told.read_text("utf-8")) != events:
        raise ValueError(f"the readers in {folder} learned from other events or labels than these: remove them, and make readers again")
    return [file for file in map(name, unseen()) if not (told.exists() and (folder / file).exists())]


class ByFold:
    """The readers in a folder that `training.tuned` made; each is loaded when it is asked for, and reads a pair once."""

    def __init__(self, folder: Path, events: Mapping[str, str]) -> None:
        """Take the readers that learned from these events (`learned`). Raises FileNotFoundError where one is missing, or ValueError."""
        missing = lacking(folder, events)
        if missing:
            raise FileNotFoundError(f"{folder} lacks {', '.join(missing)}: make them with python -m training.tuned")
        self._folder, self._events = folder, tuple(events)
        self._loaded: dict[str, RememberingPairs] = {}

    def without(self, *events: str) -> CrossEncoder:
        """Return the reader that saw none of these events, two folds at the most."""
        file = name({fold(self._events, event) for event in events})
        if file not in self._loaded:
            self._loaded[file] = _reader(self._folder / file)
        return self._loaded[file]

    def said(self) -> dict[str, dict[str, float]]:
        """Return what each reader has said so far, by its file's name and the pair's key (`key`)."""
        return {file: {key(pair): logit for pair, logit in reader.known.items()} for file, reader in self._loaded.items()}


class Kept:
    """What the readers in a folder said, kept in a file."""

    def __init__(self, path: Path, events: Mapping[str, str]) -> None:
        """Take what readers said that learned from these events (`learned`). Raises ValueError where they learned from others."""
        told = json.loads(gzip.decompress(path.read_bytes()))
        if told["events"] != events:
            raise ValueError(f"{path} was kept of other events or labels than these. {_MAKE}")
        self._said: dict[str, dict[str, float]] = told["said"]
        self._events = tuple(events)

    def without(self, *events: str) -> CrossEncoder:
        """Return what the reader said that saw none of these events, two folds at the most."""
        file = name({fold(self._events, event) for event in events})
        return self._Reader(file, self._said[file])

    class _Reader:
        def __init__(self, file: str, said: Mapping[str, float]) -> None:
            self.id, self.sha256 = f"{file} (kept)", ""
            self._said = said

        def read(self, pairs: Sequence[Two]) -> list[float]:
            """Return what was said of each pair. Raises ValueError where nothing is kept of one."""
            try:
                return [self._said[key(pair)] for pair in pairs]
            except KeyError:
                raise ValueError(f"nothing is kept of a pair that {self.id} is asked for: statements are others now. {_MAKE}") from None


def key(pair: Two) -> str:
    """Return what a pair of texts is kept under: no text of an article is kept."""
    return hashlib.sha256("\0".join(pair).encode()).hexdigest()[:12]


class Unlearned:
    """A reader that learned from no labelled event, as `distilled_reader.onnx`: what it makes of them is measured without any training."""

    def __init__(self, path: Path) -> None:
        """Take the reader in this file."""
        self._reader = _reader(path)

    def without(self, *_: str) -> CrossEncoder:
        """Return the reader, which saw none of the events."""
        return self._reader


def readers(path: Path, labels: Path, texts: Path) -> ByFold | Kept | Unlearned:
    """Return the readers in a folder, what was kept of them in a file, or the one in a file that learned from no event.

    Raises FileNotFoundError or ValueError.
    """
    if path.suffix == ".onnx":
        return Unlearned(path)
    return ByFold(path, learned(labels, texts)) if path.is_dir() else Kept(path, learned(labels, texts))


def _reader(path: Path) -> RememberingPairs:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return RememberingPairs(ClaimPairs(_Made(path.name, "", path.name, sha256, path)))
