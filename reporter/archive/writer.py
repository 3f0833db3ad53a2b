"""Writing: a night's stories, each in one transaction, after its files lie there whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from reporter.archive import database
from reporter.archive.reader import Kept
from reporter.schema import Briefing, Failure
from reporter.schema.stories import ArticleGist


class Keeper(Kept):
    """An archive open for writing; it reads as well."""

    def begin(self, run: str, made_at: str) -> None:
        """Begin the night `run`, or go on with it where it was begun before. Raises ArchiveError."""
        raise NotImplementedError

    def record(self, run: str, briefing: Briefing, files: Sequence[Path], gists: Mapping[str, ArticleGist] | None = None) -> None:
        """Record a story with the files of its briefing, in one transaction; again, and it takes the place of what was recorded.

        Args:
            run: the night, begun.
            briefing: as `followed` returns it; its story's id is the story's from night to night.
            files: its files, whole, below the archive's folder; JSON among them, which the next night compares with.
            gists: of its articles, by article, for the grouping of later nights.

        Raises:
            ArchiveError: a file is missing or lies elsewhere, or the archive cannot be written; nothing of the story is recorded then.
        """
        raise NotImplementedError

    def finish(self, run: str, failures: Iterable[Failure] = ()) -> None:
        """End the night: its passages can be searched from here on. Does nothing new where it was finished. Raises ArchiveError."""
        raise NotImplementedError

    def repair(self, run: str, folder: Path, keep: Sequence[str] = ()) -> tuple[Path, ...]:
        """Clear what a killed run left in `folder`, before the night goes on, and return the files removed.

        Files that no story names are removed, but for those called one of `keep`; a story of the night whose files are missing or
        are not as recorded is no longer recorded, so that it is made again.
        """
        raise NotImplementedError

    def forget(self, before: str) -> tuple[Path, ...]:
        """Remove the nights made before an ISO 8601 time, with their files, and return the files. Raises ArchiveError."""
        raise NotImplementedError


@contextmanager
def writing(path: Path, *, wait_seconds: float = 10.0) -> Iterator[Keeper]:
    """Open the archive at `path` for writing; made where there is none, brought up to date where it is of an earlier version.

    Raises:
        ArchiveError: it is locked, read-only, damaged, no archive, or of a later version.
    """
    with database.writer(path, wait_seconds) as connection:
        yield Keeper(connection, path)
