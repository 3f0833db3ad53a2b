"""Waiting for a draft to be saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reporter.editor.needs import require


def saves(path: Path) -> Iterator[None]:
    """Return a value each time the file at `path` is written; editors that write beside it and rename are seen too.

    Raises:
        ConfigError: watchfiles is not installed.
    """
    require("watchfiles", "--watch")
    return _saves(path)


def _saves(path: Path) -> Iterator[None]:
    from watchfiles import watch

    whole = path.resolve()
    for _ in watch(whole.parent, watch_filter=lambda _, changed: Path(changed) == whole, recursive=False, debounce=200):
        if whole.exists():
            yield
