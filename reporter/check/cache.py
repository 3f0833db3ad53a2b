"""What was computed on articles and texts, kept on disk, so that a second check of a draft computes what has changed.

A file's name is the hash of all that its content rests on: the articles' files, the settings, the code of reporter, the models and
the versions of what is installed. A file that is broken or of another kind is as good as none. Files appear whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
from msgspec import Struct

from reporter.config import Config
from reporter.errors import ConfigError, InputError
from reporter.pipeline import Told
from reporter.protocols import Encoding, Two
from reporter.read.files import is_url
from reporter.read.manifest import NAME, manifest
from reporter.read.taking import reader_of
from reporter.schema import ModelRecord
from reporter.version import __version__

_FORMAT = "2"
_SUFFIX = ".check"
_MOST_FILES = 64
_DIGEST = 32  # bytes of SHA-256

_Content = TypeVar("_Content", bound=Struct)
Learnt = tuple[dict[str, Encoding], dict[Two, float]]  # of texts, and of pairs of texts


class _Vectors(Struct, frozen=True):
    """Encodings as they are kept: texts, their word pieces, and all vectors in a row."""

    texts: tuple[str, ...]
    piece_ids: tuple[tuple[int, ...], ...]
    dimensions: int
    vectors: bytes  # float32, little-endian: of each text the whole's, then its pieces'


class Kept(Struct, frozen=True):
    """What is kept of a set of articles."""

    told: Told
    vectors: _Vectors


class KeptDraft(Struct, frozen=True):
    """What is kept of a draft: what the models said of its texts."""

    vectors: _Vectors
    readings: tuple[tuple[str, str, float], ...]  # two texts, and what reading them together gave


class Cache:
    """A folder of what was computed; with no folder, nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        """Make the folder where it is missing. Raises ConfigError where it cannot be."""
        self._folder = folder
        if folder is not None:
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise _unusable(folder, error) from error

    def told(self, key: str) -> tuple[Told, dict[str, Encoding]] | None:
        """Return what is kept of a set of articles; None where nothing is, or it is broken."""
        kept = self._read(key, Kept)
        return (kept.told, _unpacked(kept.vectors)) if kept is not None else None

    def keep(self, key: str, told: Told, encodings: dict[str, Encoding]) -> None:
        """Keep what was computed on a set of articles. Raises ConfigError where it cannot be written."""
        if self._folder is not None:
            self._write(key, Kept(told, _packed(encodings)))

    def of_draft(self, key: str) -> Learnt:
        """Return what the models said of a draft's texts when it was last checked."""
        kept = self._read(key, KeptDraft)
        return ({}, {}) if kept is None else (_unpacked(kept.vectors), {(a, b): said for a, b, said in kept.readings})

    def keep_draft(self, key: str, learnt: Learnt) -> None:
        """Keep what the models said of a draft's texts. Raises ConfigError where it cannot be written."""
        if self._folder is not None:
            encodings, readings = learnt
            self._write(key, KeptDraft(_packed(encodings), tuple((a, b, said) for (a, b), said in sorted(readings.items()))))

    def _read(self, key: str, kind: type[_Content]) -> _Content | None:
        if self._folder is None:
            return None
        path = self._folder / f"{key}{_SUFFIX}"
        try:
            data = path.read_bytes()
            path.touch()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unusable(self._folder, error) from error
        content = memoryview(data)[_DIGEST:]  # megabytes: not copied
        if hashlib.sha256(content).digest() != data[:_DIGEST]:
            return None
        try:
            return msgspec.msgpack.decode(content, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None

    def _write(self, key: str, content: Struct) -> None:
        if self._folder is None:
            return
        data = msgspec.msgpack.encode(content)
        path = self._folder / f"{key}{_SUFFIX}"
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            try:
                part.write_bytes(hashlib.sha256(data).digest() + data)
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
            self._prune()
        except OSError as error:
            raise _unusable(self._folder, error) from error

    def _prune(self) -> None:
        """Remove the files that were not used for longest where there are too many."""
        if self._folder is None:
            return
        dated = []
        for path in self._folder.glob(f"*{_SUFFIX}"):
            with suppress(FileNotFoundError):  # another run removed it
                dated.append((path.stat().st_mtime_ns, path))
        for _, path in sorted(dated)[: max(0, len(dated) - _MOST_FILES)]:
            path.unlink(missing_ok=True)


def key(paths: Sequence[Path], config: Config, models: Sequence[ModelRecord]) -> str | None:
    """Return the key of a set of articles; None where they are not all files of this machine, which alone are sure not to change unseen."""
    files = state(paths, config)
    if files is None or _lead_to_the_web(paths):
        return None
    return hashlib.sha256(msgspec.json.encode((files, models, _installed()))).hexdigest()


def state(paths: Iterable[Path], config: Config) -> str | None:
    """Return a hash of the files of a set of articles and of the settings; None where a file cannot be read."""
    settings = (config.read, config.trace, config.pair, config.cluster, config.assess, config.models)
    told = hashlib.sha256(msgspec.json.encode((_FORMAT, __version__, _code(), settings), order="sorted"))
    try:
        for file in sorted({f for path in paths for f in _files(path)}):
            data = file.read_bytes()
            name = os.fsencode(file)  # it need not be UTF-8
            told.update(f"{len(name)} {len(data)} ".encode() + name + data)
    except OSError:
        return None  # whoever reads the articles says what is wrong with them
    return told.hexdigest()


def _lead_to_the_web(paths: Iterable[Path]) -> bool:
    """Tell whether pages or feeds of the web are read with the files: a story.toml or a list of feeds names them."""
    try:
        for path in paths:
            if path.is_dir() or path.name == NAME:
                if any(is_url(name) for name in manifest(path if path.is_dir() else path.parent).articles):
                    return True
            elif reader_of(path.read_bytes(), path.name).name == "opml":
                return True
    except (OSError, InputError):
        return True  # whoever reads the articles says what is wrong with them
    return False


def draft_key(articles: str, path: Path) -> str:
    """Return the key of a draft that is checked against a set of articles."""
    return hashlib.sha256(f"{articles} {path.resolve()}".encode("utf-8", "surrogateescape")).hexdigest()


def _code() -> str:
    """Return a hash of the state of this package's files: what is kept must not outlive a change of them."""
    found = hashlib.sha256()
    root = Path(__file__).resolve().parents[1]
    for folder, _, names in sorted(os.walk(root)):
        for path in (Path(folder, name) for name in sorted(names) if name.endswith((".py", ".json", ".toml"))):
            stat = path.stat()
            found.update(f"{path.relative_to(root)} {stat.st_size} {stat.st_mtime_ns}".encode())
    return found.hexdigest()


def _installed() -> list[str]:
    """Return the name and version of each installed distribution, as its metadata's folder is called: opening each would take longer."""
    return sorted({found.name for entry in sys.path for found in Path(entry).glob("*.dist-info")})


def _files(path: Path) -> list[Path]:
    """Return the files that reading `path` may look at. Raises OSError where it is none of this machine."""
    if path.is_dir():
        return [p for p in path.iterdir() if p.is_file()]
    if not path.is_file():
        raise FileNotFoundError(path)
    beside = path.parent / "story.toml"
    return [path, beside] if beside.is_file() else [path]


def _packed(encodings: dict[str, Encoding]) -> _Vectors:
    texts = tuple(sorted(encodings))
    held = [encodings[t] for t in texts]
    rows = [part for e in held for part in (e.vector[None, :], e.pieces)]
    vectors = np.concatenate(rows).astype("<f4") if rows else np.zeros((0, 0), dtype="<f4")
    return _Vectors(texts, tuple(e.piece_ids for e in held), vectors.shape[1], vectors.tobytes())


def _unpacked(kept: _Vectors) -> dict[str, Encoding]:
    if not kept.texts:
        return {}
    vectors = np.frombuffer(kept.vectors, dtype="<f4").reshape(-1, kept.dimensions).astype(np.float32, copy=False)
    found, at = {}, 0
    for text, ids in zip(kept.texts, kept.piece_ids, strict=True):
        found[text] = Encoding(vector=vectors[at], piece_ids=ids, pieces=vectors[at + 1 : at + 1 + len(ids)])
        at += 1 + len(ids)
    return found


def _unusable(folder: Path, error: OSError) -> ConfigError:
    return ConfigError(f"cache {folder}: cannot be used ({error.strerror}); give another folder to --cache, or none: --cache ''")
