"""Waiting for a draft to be saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reporter.editor.needs import require

_LOOK = 1000  # milliseconds after which a file is looked at though nothing was told of it: not every file system tells


def saves(path: Path) -> Iterator[None]:
    """Return a value each time the file at `path` is another one than before, from now on.

    Editors that write beside it and rename are seen too.

    Raises:
        ConfigError: watchfiles is not installed.
    """
    require("watchfiles", "--watch")
    return _saves(path.resolve(), _state(path))


def _saves(path: Path, seen: tuple[int, ...]) -> Iterator[None]:
    from watchfiles import watch

    told = watch(
        path.parent,
        watch_filter=lambda _, changed: Path(changed) == path,
        recursive=False,
        debounce=200,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
    )
    for _ in told:
        now = _state(path)
        if now and now != seen:
            seen = now
            yield


def _state(path: Path) -> tuple[int, ...]:
    """Return what changes whenever a file is written; empty where there is none."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return ()
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
