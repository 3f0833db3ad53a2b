"""Reads a briefing's JSON back, and refuses one that is not whole: what it says may come from anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn, TypeVar

import msgspec
from msgspec import Struct

from reporter.errors import InputError
from reporter.schema import SCHEMA_VERSION, Briefing, Span

_T = TypeVar("_T")
_AGAIN = "make it with `reporter brief --format json`"


class _Versioned(Struct):
    """What is read first: the rest is read only where its version is known."""

    schema_version: str


def read(path: Path) -> Briefing:
    """Return the briefing in the JSON file at `path`.

    Raises:
        InputError: the file cannot be read, is no JSON, is no briefing of a known version, or contradicts itself.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"briefing {path}: cannot be read ({error.strerror}); {_AGAIN}") from error
    try:
        version = _decoded(raw, _Versioned).schema_version
        if version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
            raise InputError(f"briefing {path}: schema_version {version!r} is not known, this reporter reads {SCHEMA_VERSION}; {_AGAIN}")
        briefing = _decoded(raw, Briefing)
    except msgspec.ValidationError as error:
        raise InputError(f"briefing {path}: no briefing as reporter writes it ({error}); {_AGAIN}") from error
    except (ValueError, RecursionError) as error:  # nested too deep, or cut off
        raise InputError(f"briefing {path}: not JSON ({error}); {_AGAIN}") from error
    texts = {a.id: a.text for a in briefing.articles}
    for span, exact in _spans(briefing):
        if span.article not in texts or (exact is not None and texts[span.article][max(0, span.start) : max(0, span.end)] != exact):
            raise InputError(f"briefing {path}: a passage is not what article {span.article!r} has there; {_AGAIN}")
    return briefing


def _decoded(raw: bytes, kind: type[_T]) -> _T:
    """Return what `raw` holds. An article may hold half of a surrogate pair, which JSON can write but msgspec does not read."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        if b"\\ud" not in raw:
            raise
        return msgspec.convert(json.loads(raw, parse_constant=_refused), kind)


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _spans(briefing: Briefing) -> Iterator[tuple[Span, str | None]]:
    """Yield every span that is shown, with its words where they stand in the briefing."""
    yield from ((s, None) for s in briefing.sentences)
    yield from ((m, m.exact) for c in briefing.claims for m in c.mentions)
    yield from ((e, e.exact) for f in briefing.findings for e in f.evidence)
