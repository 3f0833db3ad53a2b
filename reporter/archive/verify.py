"""Is everything there as it was recorded? Nothing is changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from reporter.archive import database, lines, recording, seal
from reporter.archive.layout import VERSIONS
from reporter.errors import ArchiveError
from reporter.schema import Failure

_MOST_TOLD = 100  # faults of the file's pages that are named
_NOT_SEARCHED = """
    SELECT DISTINCT article, version, first, last FROM mentions JOIN members USING (run, story, article)
    JOIN runs ON number = run AND finished
    EXCEPT SELECT article, version, first, last FROM passages LIMIT 100
"""


def verify(path: Path, *, wait_seconds: float = 10.0) -> tuple[Failure, ...]:
    """Return what is not as it was recorded: damaged pages or rows, briefings that are missing or were changed. Empty: all is well.

    Raises:
        ArchiveError: there is no archive, none that can be opened at all, one that is locked, or one of an earlier version.
    """
    with database.reader(path, wait_seconds) as connection:
        with database.errors_of(path):
            earlier = database.version(connection)
        if earlier < len(VERSIONS):
            raise ArchiveError(
                f"archive {path}: of version {earlier}, made by an earlier reporter; `reporter archive search` brings it up to date"
            )
        sealed = seal.holds(path)
        found: list[Failure] = []
        if sealed is False:
            found.append(Failure(what=path.name, reason="its bytes are not those that were sealed at the end of the last night"))
        checks: list[Callable[[sqlite3.Connection, Path], Iterator[Failure]]] = [_pages, _runs, _stories, _articles, _passages, _files]
        if not sealed:
            checks.append(_search)
        for check in checks:
            try:
                with database.errors_of(path):
                    found += check(connection, path)
            except database.LockedError:
                raise
            except (ArchiveError, ValueError) as error:
                found.append(Failure(what=path.name, reason=str(error)))
    return tuple(found)


def _pages(connection: sqlite3.Connection, path: Path) -> Iterator[Failure]:
    for (told,) in connection.execute(f"PRAGMA integrity_check({_MOST_TOLD})"):
        if told != "ok":
            yield Failure(what=path.name, reason=f"damaged: {told}")
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST_TOLD):
        yield Failure(what=path.name, reason=f"a row of {table} belongs to none of {parent}")


def _runs(connection: sqlite3.Connection, _: Path) -> Iterator[Failure]:
    for id_, made_at, finished, failures, sha256 in connection.execute("SELECT id, made_at, finished, failures, sha256 FROM runs"):
        if recording.run_sha256(id_, made_at, finished, failures) != sha256:
            yield Failure(what=f"night {id_}", reason="its row is not as it was recorded")


def _stories(connection: sqlite3.Connection, _: Path) -> Iterator[Failure]:
    for run, story, sha256 in connection.execute("SELECT run, story, sha256 FROM stories ORDER BY run, story").fetchall():
        if recording.story_sha256(connection, run, story) != sha256:
            night = connection.execute("SELECT id FROM runs WHERE number = ?", (run,)).fetchone()
            yield Failure(what=f"story {story} of night {night[0] if night else run}", reason="its rows are not as they were recorded")


def _articles(connection: sqlite3.Connection, _: Path) -> Iterator[Failure]:
    for row in lines.articles(connection):
        version = row.pop("version")
        if lines.article_version(tuple(row.values())) != version:
            yield Failure(what=f"article {row['article']}", reason="its row or text is not as it was recorded")
    for article, gist, sha256 in connection.execute("SELECT article, gist, sha256 FROM gists ORDER BY article, version"):
        if lines.sha256(gist) != sha256:
            yield Failure(what=f"article {article}", reason="what grouping keeps of it is not as it was recorded")


def _passages(connection: sqlite3.Connection, _: Path) -> Iterator[Failure]:
    query = """
        SELECT p.article, first, last, p.text, a.text FROM passages AS p JOIN articles AS a USING (article, version)
        ORDER BY p.article, p.version, first, last
    """
    for article, first, last, exact, text in connection.execute(query):
        if text[first:last] != exact:
            yield Failure(what=f"article {article}", reason=f"the passage {first}-{last} that is searched is not its text")
    for article, _, first, last in connection.execute(_NOT_SEARCHED):
        yield Failure(what=f"article {article}", reason=f"the passage {first}-{last} of a claim is not searched")


def _files(connection: sqlite3.Connection, path: Path) -> Iterator[Failure]:
    for name, sha256 in connection.execute("SELECT DISTINCT path, sha256 FROM briefings ORDER BY path"):
        try:
            data = database.lying(path, name).read_bytes()
        except ArchiveError:
            yield Failure(what=name, reason="lies outside of the archive's folder; it was not looked at")
            continue
        except OSError as error:
            yield Failure(what=name, reason=f"cannot be read ({error.strerror})")
            continue
        if lines.sha256(data) != sha256:
            yield Failure(what=name, reason="is not as it was recorded")


def _search(connection: sqlite3.Connection, path: Path) -> Iterator[Failure]:
    """Yield whether the search's index is not that of its passages: SQLite checks it for who may write only, so in a copy."""
    with closing(sqlite3.connect("", isolation_level=None)) as copy:
        connection.backup(copy)
        try:
            copy.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            yield Failure(what=path.name, reason=f"the search's index is damaged ({error})")
