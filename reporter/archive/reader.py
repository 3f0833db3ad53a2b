"""Reading: nights, stories, claims from night to night, and search. While a writer writes, a reader sees what was committed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reporter.archive import database
from reporter.schema.archive import ClaimHistory, Found, Run, StoryHistory, Told
from reporter.schema.stories import KnownStory


class Kept:
    """An archive open for reading."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def runs(self) -> tuple[Run, ...]:
        """Return the nights, oldest first."""
        raise NotImplementedError

    def told(self, run: str) -> tuple[Told, ...]:
        """Return the stories of a night, sorted by id; none where there is no such night."""
        raise NotImplementedError

    def latest(self, story: str) -> Told | None:
        """Return how the story was last told: with equal `inputs_sha256` and `settings_sha256` it need not be made again."""
        raise NotImplementedError

    def earlier(self, run: str, story: str, articles: Iterable[str]) -> tuple[Path, ...]:
        """Return the JSON briefings of nights before `run` that `followed` is to be given: the story's own latest one first.

        Then the latest ones of the other stories that hold an article of tonight's which the story's own does not hold.

        Raises:
            ArchiveError: one of them is missing or is not as it was recorded.
        """
        raise NotImplementedError

    def known(self, nights: int) -> tuple[KnownStory, ...]:
        """Return the stories of the last so many nights, each as last told, with the gists of its articles: for grouping."""
        raise NotImplementedError

    def search(self, words: str, *, limit: int = 20) -> tuple[Found, ...]:
        """Return passages that hold all the words, the best first. Words are words: no part of `words` acts as query syntax.

        A part between double quotation marks is looked for as a phrase.
        """
        raise NotImplementedError

    def story(self, story: str) -> StoryHistory:
        """Return a story from night to night. Raises ArchiveError where there is none of that id, or of more than one that begins so."""
        raise NotImplementedError

    def claim(self, lasting_id: str) -> ClaimHistory:
        """Return a claim from night to night. Raises ArchiveError where there is none of that id, or of more than one that begins so."""
        raise NotImplementedError

    def export(self) -> Iterator[bytes]:
        """Yield everything as JSON lines, sorted: the same for archives with the same content, in whatever order it came in."""
        raise NotImplementedError


@contextmanager
def reading(path: Path, *, wait_seconds: float = 10.0) -> Iterator[Kept]:
    """Open the archive at `path` for reading; one of an earlier version is brought up to date first.

    Raises:
        ArchiveError: there is none, or it is locked, damaged, no archive, or of a later version.
    """
    if not database.is_current(path, wait_seconds):
        with database.writer(path, wait_seconds):
            pass
    with database.reader(path, wait_seconds) as connection:
        yield Kept(connection, path)
