"""Between nights the archive is sealed: packed into one file of the same bytes for the same content, with its hash beside it."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from reporter.errors import ArchiveError

_PACKED = (".packed", ".packed-journal", ".packed-wal", ".packed-shm")  # the packed file, and what SQLite keeps beside it while it writes


def beside(path: Path) -> Path:
    """Return where the hash of a sealed archive lies, as `sha256sum --check` reads it."""
    return path.with_name(path.name + ".sha256")


def broken(path: Path) -> bytes | None:
    """Take the seal off, and what a run left that was killed while it sealed; return the seal.

    Only for who may write to the archive at this moment: so nobody is sealing it.
    """
    was = beside(path).read_bytes() if beside(path).is_file() else None
    beside(path).unlink(missing_ok=True)
    for left in path.parent.iterdir():
        if left.name.startswith(f"{path.name}.") and left.name.endswith(_PACKED):
            left.unlink(missing_ok=True)
    return was


def holds(path: Path) -> bool | None:
    """Tell whether the archive's bytes are those that were sealed; None where it is not sealed."""
    try:
        told = beside(path).read_text("ascii", "replace").split()
    except FileNotFoundError:
        return None
    return bool(told) and told[0] == _sha256(path)


def close(connection: sqlite3.Connection, path: Path, was: bytes | None) -> None:
    """Seal the archive where all its nights are finished and nobody else has it open; as it `was` where nothing was written."""
    log = path.with_name(path.name + "-wal")  # holds all that was written since the seal was broken
    if was and not (log.is_file() and log.stat().st_size):
        _put(path, was)
        return
    beside(path).unlink(missing_ok=True)  # of another writer, who put it back before this one had written
    if connection.execute("SELECT 1 FROM runs WHERE NOT finished").fetchone():
        return
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("PRAGMA journal_mode = DELETE")  # refused while somebody has it open
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return
    packed = _packed(path)
    connection.execute("VACUUM INTO ?", (str(packed),))
    with closing(sqlite3.connect(f"file:{quote(str(packed.absolute()))}?mode=rw", uri=True, isolation_level=None)) as copy:
        if _marks(copy) != _marks(connection):
            raise ArchiveError(f"archive {path}: {packed} is not what was packed; the archive is as it was, and not sealed")
        copy.execute("PRAGMA schema_version = 1")  # else it counts how often the archive was sealed
        copy.execute("PRAGMA journal_mode = WAL")  # so that who reads it holds up nobody who begins to write
    _to_disk(packed)
    sealed = f"{_sha256(packed)}  {path.name}\n".encode()
    packed.replace(path)  # the lock on the file that it takes the place of is still held: nobody has begun to write there
    _put(path, sealed)
    if log.exists():  # somebody opened it between the two, and may have looked for the seal before it was there
        beside(path).unlink(missing_ok=True)


def _marks(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return what a file must have in common with the archive to take its place: whose file it is, and how many nights it holds."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    return application, connection.execute("SELECT count(*) FROM runs").fetchone()[0]


def _put(path: Path, seal: bytes) -> None:
    part = beside(path).with_name(beside(path).name + ".part")
    part.write_bytes(seal)
    _to_disk(part)
    part.replace(beside(path))


def _packed(path: Path) -> Path:
    return path.with_name(f"{path.name}.{os.getpid()}.packed")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
