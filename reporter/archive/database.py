"""The SQLite file itself: opening it, bringing it up to date, transactions, and what its errors mean.

Write-ahead logging while a writer is at work: readers read on. Whoever opens it waits for a while where it is locked.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import msgspec

from reporter.archive import seal
from reporter.archive.layout import APPLICATION_ID, VERSIONS
from reporter.errors import ArchiveError

_OLDEST_SQLITE = (3, 37, 0)  # strict tables
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_MEANINGS = {
    sqlite3.SQLITE_BUSY: "is locked by another program; try again when that is done",
    sqlite3.SQLITE_LOCKED: "is locked by another program; try again when that is done",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full; make room and run again. What was recorded before is kept",
    sqlite3.SQLITE_READONLY_DBMOVED: "was sealed by another program meanwhile; try again",
    sqlite3.SQLITE_READONLY: "cannot be written: the file or its folder is read-only",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: its folder is missing, or may not be read or written",
    sqlite3.SQLITE_PERM: "cannot be opened: it may not be read or written",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk or file system failed",
    sqlite3.SQLITE_CORRUPT: "is damaged; `reporter archive verify` says where. Put back a copy",
    sqlite3.SQLITE_NOTADB: "is no archive of reporter, or is damaged from its first byte; give another file, or put back a copy",
    sqlite3.SQLITE_CONSTRAINT: "refused rows that do not hold together",
}


class LockedError(ArchiveError):
    """Another program is at work on the archive: nothing is wrong with it."""


@contextmanager
def errors_of(path: Path) -> Iterator[None]:
    """Turn what SQLite raises, and rows that cannot be decoded, into an ArchiveError that says what happened, and what to do."""
    try:
        with _errors_of_sqlite(path):
            yield
    except msgspec.DecodeError as error:
        raise ArchiveError(f"archive {path}: holds what another version of reporter wrote, or is damaged ({error})") from error


@contextmanager
def _errors_of_sqlite(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into an ArchiveError: for all that goes on while the archive is open, which may decode other things too."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0)
        meaning = _MEANINGS.get(code) or _MEANINGS.get(code & 0xFF, "cannot be used")  # that of the primary code where it has no own
        kind = LockedError if code & 0xFF in _LOCKED else ArchiveError
        raise kind(f"archive {path}: {meaning} ({error})") from error


@contextmanager
def _errors_of_files(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise ArchiveError(f"archive {path}: its seal cannot be written ({reason}); give a folder that can be") from error


@contextmanager
def reader(path: Path, wait_seconds: float) -> Iterator[sqlite3.Connection]:
    """Open the archive read-only. Raises ArchiveError."""
    _present(path)
    with _errors_of_sqlite(path), closing(_connect(path, "ro", wait_seconds)) as connection:
        _checked(connection, path)
        yield connection


@contextmanager
def writer(path: Path, wait_seconds: float) -> Iterator[sqlite3.Connection]:
    """Open the archive for writing, made or brought up to date where it needs to be, and seal it at the end. Raises ArchiveError."""
    with _errors_of_sqlite(path), closing(_connect(path, "rwc", wait_seconds)) as connection:
        if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            _checked(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # a story that is recorded outlasts a power cut
        with _errors_of_files(path), transaction(connection):  # nobody else can write meanwhile, so nobody is sealing it
            was = seal.broken(path)
        _migrate(connection)
        yield connection
        with _errors_of_files(path):
            seal.close(connection, path, was)


def lying(path: Path, name: str) -> Path:
    """Return where a recorded file lies, from the archive's folder. Raises ArchiveError where the row names a place outside of that."""
    if not name or "\0" in name or ".." in Path(name).parts or Path(name).anchor:
        raise ArchiveError(f"archive {path}: a row names the file {name!r}, outside of its folder; put back a copy of the archive")
    return path.parent / name


def version(connection: sqlite3.Connection) -> int:
    """Return the version of the tables, from 1."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_current(path: Path, wait_seconds: float) -> bool:
    """Tell whether the archive has the tables of today. Raises ArchiveError."""
    with reader(path, wait_seconds) as connection:
        return version(connection) == len(VERSIONS)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of what is within, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _connect(path: Path, mode: str, wait_seconds: float) -> sqlite3.Connection:
    """Open the file. One that nobody can be writing to needs no files beside it: so it can be read where none can be made."""
    if mode == "ro" and not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists():
        mode = "ro&immutable=1"
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise ArchiveError(f"archive {path}: SQLite {sqlite3.sqlite_version} is too old; Python needs SQLite 3.37 or newer")
    connection = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode={mode}", uri=True, timeout=wait_seconds, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")  # the file may be anybody's
    return connection


def _present(path: Path) -> None:
    if not path.is_file():
        raise ArchiveError(f"archive {path}: there is none; `reporter nightly` makes one, or name another with --archive")


def _checked(connection: sqlite3.Connection, path: Path) -> None:
    """Raise ArchiveError where the file is another program's, or of a later version than this program knows."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise ArchiveError(f"archive {path}: is no archive of reporter but another program's file; give another path")
    found = version(connection)
    if found > len(VERSIONS):
        raise ArchiveError(
            f"archive {path}: of version {found}, made by a newer reporter; this one knows {len(VERSIONS)}: install the newer"
        )


def _migrate(connection: sqlite3.Connection) -> None:
    """Apply the scripts of the versions that are missing, all or none."""
    if version(connection) == len(VERSIONS):
        return
    with transaction(connection):
        for script in VERSIONS[version(connection) :]:  # asked again: another writer may have been first
            for statement in script.split(";\n"):
                if statement.strip():
                    connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(VERSIONS)}")
