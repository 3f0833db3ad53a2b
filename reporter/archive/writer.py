"""Writing: a night's stories, each in one transaction, after its files lie there whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from reporter.archive import cleaning, database, histories, lines, recording
from reporter.archive.reader import Kept
from reporter.errors import ArchiveError
from reporter.schema import Briefing, Failure
from reporter.schema.archive import File, Told
from reporter.schema.stories import ArticleGist

_CUT_OFF = Failure(what="the night", reason="was cut off; what it had not done by then was left to the next one")


class Keeper(Kept):
    """An archive open for writing; it reads as well."""

    def begin(self, run: str, made_at: str) -> None:
        """Begin the night `run`, or go on with it where it was begun before.

        A night before it that was cut off and never went on ends, and says so.

        Raises:
            ArchiveError: a later night was begun, so that this one is over; or the archive cannot be written.
        """
        with database.errors_of(self._path):
            number = self._number(run)
            last = self._connection.execute("SELECT max(number) FROM runs").fetchone()[0]
            if number is not None and number != last:
                raise ArchiveError(f"archive {self._path}: the night {run} is over, a later one was begun; give another name to this one")
            unfinished = self._connection.execute("SELECT id FROM runs WHERE NOT finished AND id <> ? ORDER BY number", (run,)).fetchall()
            for (cut_off,) in unfinished:
                self.finish(cut_off, [_CUT_OFF])
            if number is None:
                row = ((last or 0) + 1, lines.plain(run), lines.plain(made_at), 0, "[]")
                with database.transaction(self._connection):
                    self._connection.execute("INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?)", (*row, recording.run_sha256(*row[1:])))

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
        held = [self._held(path) for path in files]
        if not any(file.path.endswith(".json") for file in held):
            raise ArchiveError(f"archive {self._path}: story {briefing.story.id} has no JSON file; the next night compares with that")
        with database.errors_of(self._path):
            number = self._begun(run)
            with database.transaction(self._connection):
                cleaning.remove(self._connection, [(number, lines.plain(briefing.story.id))])
                recording.insert(self._connection, number, briefing, held, gists or {})

    def finish(self, run: str, failures: Iterable[Failure] = ()) -> None:
        """End the night: its passages can be searched from here on. Again, with the same failures, it changes nothing.

        Raises:
            ArchiveError: there is no such night, or the archive cannot be written.
        """
        told = msgspec.json.encode(sorted({(f.what, f.reason): f for f in failures}.values(), key=lambda f: (f.what, f.reason))).decode()
        with database.errors_of(self._path):
            number = self._begun(run)
            with database.transaction(self._connection):
                recording.index(self._connection, number)
                made_at = self._connection.execute("SELECT made_at FROM runs WHERE number = ?", (number,)).fetchone()[0]
                self._connection.execute(
                    "UPDATE runs SET finished = 1, failures = ?, sha256 = ? WHERE number = ? AND (finished, failures) <> (1, ?)",
                    (told, recording.run_sha256(lines.plain(run), made_at, 1, told), number, told),
                )

    def repair(self, run: str, folder: Path, keep: Sequence[str] = ()) -> tuple[Path, ...]:
        """Clear what a killed run left in `folder`, before the night goes on, and return the files removed.

        Files that no story names are removed, but for those called one of `keep`; a story of the night whose files are missing or
        are not as recorded is no longer recorded, so that it is made again.

        Raises:
            ArchiveError: the folder does not lie below the archive's, or cannot be cleared; or the archive cannot be written.
        """
        with database.errors_of(self._path):
            broken = [(self._begun(run), t.story) for t in self.told(run) if any(not self._is_as_recorded(f) for f in t.files)]
            if broken:
                with database.transaction(self._connection):
                    cleaning.remove(self._connection, broken)
            named = {path for (path,) in self._connection.execute("SELECT path FROM briefings")}
        left = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in keep and self._name(path) not in named]
        self._unlink(left)
        return tuple(left)

    def replaced(self, run: str, stories: set[str]) -> tuple[Path, ...]:
        """Remove the night's stories that are none of `stories` though those hold all their articles, and return their files, removed too.

        A night that was killed and goes on with more articles may make other stories of them: none is told twice.

        Raises:
            ArchiveError: the archive cannot be written, or a file cannot be removed.
        """
        with database.errors_of(self._path):
            number, told = self._begun(run), self.told(run)
            articles = {article for t in told if t.story in stories for article in t.articles}
            over = [t for t in told if t.story not in stories and articles.issuperset(t.articles)]
            with database.transaction(self._connection):
                cleaning.remove(self._connection, [(number, t.story) for t in over])
        paths = tuple(database.lying(self._path, file.path) for t in over for file in t.files)
        self._unlink(paths)
        return paths

    def lost(self, run: str, nights: int) -> tuple[Told, ...]:
        """Return the stories of the last so many nights before `run`, each as last told, of which a file is missing or was changed.

        Raises:
            ArchiveError: the archive cannot be read.
        """
        with database.errors_of(self._path):
            last = [histories.told(self._connection, number, story) for number, story, _ in self._last_stories(run, nights)]
            return tuple(told for told in last if not all(map(self._is_as_recorded, told.files)))

    def forget(self, before: str) -> tuple[Path, ...]:
        """Remove the nights made before an ISO 8601 time, with their files, and return the files.

        A story that a later night told again keeps that night. Nights are removed before their files: what a crash leaves of those is
        found by `repair`.

        Raises:
            ArchiveError: the archive cannot be written, or a file cannot be removed.
        """
        with database.errors_of(self._path):
            old = cleaning.nights_before(self._connection, before)
            marks = ", ".join("?" * len(old))
            stories = self._connection.execute(f"SELECT run, story FROM stories WHERE run IN ({marks})", old).fetchall()  # noqa: S608 - marks
            names = [
                name
                for place in stories
                for (name,) in self._connection.execute("SELECT path FROM briefings WHERE (run, story) = (?, ?)", place)
            ]
            lying = {name: database.lying(self._path, name) for name in names}
            with database.transaction(self._connection):
                cleaning.remove(self._connection, stories)
                self._connection.execute(f"DELETE FROM runs WHERE number IN ({marks})", old)  # noqa: S608 - marks
            kept = {path for (path,) in self._connection.execute("SELECT path FROM briefings")}
        paths = [lying[name] for name in sorted(set(names) - kept)]
        self._unlink(paths)
        return tuple(paths)

    # -- files ------------------------------------------------------------------------

    def _begun(self, run: str) -> int:
        number = self._number(run)
        if number is None:
            raise ArchiveError(f"archive {self._path}: the night {run} was not begun")
        return number

    def _name(self, path: Path) -> str:
        """Return a path as it is recorded: from the archive's folder. Raises ArchiveError where it does not lie below that."""
        try:
            return path.resolve().relative_to(self._path.resolve().parent).as_posix()
        except ValueError as error:
            folder = self._path.parent
            raise ArchiveError(f"archive {self._path}: {path} does not lie below {folder}; keep briefings and archive together") from error

    def _held(self, path: Path) -> File:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ArchiveError(
                f"archive {self._path}: briefing {path} cannot be read ({error.strerror}); nothing of it is recorded"
            ) from error
        return File(path=self._name(path), sha256=lines.sha256(data), byte_count=len(data))

    def _is_as_recorded(self, file: File) -> bool:
        try:
            return lines.sha256(database.lying(self._path, file.path).read_bytes()) == file.sha256
        except OSError:  # missing, or not to be read
            return False

    def _unlink(self, paths: Iterable[Path]) -> None:
        """Remove files, and the folders that are empty then."""
        for path in paths:
            try:
                path.unlink(missing_ok=True)
                folder = path.parent
                while folder != self._path.parent and folder.is_dir() and not any(folder.iterdir()):
                    folder.rmdir()
                    folder = folder.parent
            except OSError as error:
                raise ArchiveError(f"archive {self._path}: {path} cannot be removed ({error.strerror}); remove it by hand") from error


@contextmanager
def writing(path: Path, *, wait_seconds: float = 10.0) -> Iterator[Keeper]:
    """Open the archive at `path` for writing; made where there is none, brought up to date where it is of an earlier version.

    Where all nights are finished at the end, the file is sealed: packed, the same bytes in whatever order stories were recorded, with
    its hash beside it (`archive.sqlite.sha256`). While somebody reads it is left as it is, for the next writer to seal.

    Raises:
        ArchiveError: it is locked, read-only, damaged, no archive, or of a later version.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not os.access(path.parent, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise ArchiveError(f"archive {path}: cannot be written ({os.strerror(error.errno or 0)}); give a folder that can be") from error
    with database.writer(path, wait_seconds) as connection:
        yield Keeper(connection, path)
