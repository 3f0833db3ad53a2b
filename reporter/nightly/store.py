"""Files of the work folder: called by what they were made of, each there whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TypeVar

import msgspec

from reporter import once
from reporter.errors import ConfigError, ModelError, RenderError

_T = TypeVar("_T")


class UnwritableError(RenderError):
    """The disk takes no more, or is read-only: no other task would fare better."""


FATAL: tuple[type[Exception], ...] = (ConfigError, ModelError, UnwritableError)  # what stops a night: every other task would meet it too


def key(*parts: object) -> str:
    """Return a name for what is made of `parts`: equal parts, equal name."""
    return hashlib.blake2b(msgspec.json.encode(parts, order="deterministic"), digest_size=16).hexdigest()


def write(path: Path, content: bytes) -> Path:
    """Write a file, whole or not at all. Raises UnwritableError."""
    try:
        return once.write_whole(path, content)
    except RenderError as error:
        raise UnwritableError(f"{error}. What was made before is kept: run this again") from error


def sweep(folder: Path) -> None:
    """Remove what writers that were killed left half written in a folder. Raises UnwritableError."""
    for part in sorted(folder.glob(".*.part")):
        try:
            part.unlink(missing_ok=True)
        except OSError as error:
            raise UnwritableError(
                f"{part}: cannot be removed ({error.strerror}); remove it, or give a folder that can be written to"
            ) from error


def save(path: Path, value: object) -> Path:
    """Write a value, whole or not at all. Raises UnwritableError."""
    return write(path, msgspec.msgpack.encode(value))


def saved(path: Path, kind: type[_T]) -> _T:
    """Return the value in a file that `save` wrote."""
    return msgspec.msgpack.decode(path.read_bytes(), type=kind)


def there(path: Path, kind: type[_T]) -> _T | None:
    """Return the value in a file that `save` wrote, None where there is no such file, or one of another version."""
    try:
        return saved(path, kind)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
