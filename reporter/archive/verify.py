"""Is everything there as it was recorded? Nothing is changed."""

from __future__ import annotations

from pathlib import Path

from reporter.schema import Failure


def verify(path: Path) -> tuple[Failure, ...]:
    """Return what is not as it was recorded: damaged pages or rows, briefings that are missing or were changed. Empty: all is well.

    Raises:
        ArchiveError: there is no archive, or none that can be opened at all.
    """
    raise NotImplementedError
