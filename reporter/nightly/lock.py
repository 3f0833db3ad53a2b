"""One night at a time. The system lets go of the lock when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from reporter.errors import ReporterError
from reporter.nightly.store import UnwritableError


@contextmanager
def alone(folder: Path, now: str) -> Iterator[None]:
    """Hold the lock of a work folder.

    Raises:
        ReporterError: another night holds it.
        UnwritableError: the folder cannot be written to, or has no locks.
    """
    path = folder / "lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = path.open("a+b")
    except OSError as error:
        raise UnwritableError(f"{path}: cannot be written ({error.strerror}); give a folder that can be written to") from error
    with held:
        try:
            _take(held)
        except (BlockingIOError, PermissionError) as error:
            held.seek(0)
            holder = held.read().decode("utf-8", "replace").strip()
            raise ReporterError(f"another night is at work on {folder} ({holder}); wait for its end, or end that process") from error
        except OSError as error:
            raise UnwritableError(
                f"{path}: cannot be locked ({error.strerror}); give a folder that can be, with the setting work"
            ) from error
        held.truncate(0)
        held.write(f"process {os.getpid()}, since {now}\n".encode())
        held.flush()
        yield
        held.truncate(0)


def _take(held: IO[bytes]) -> None:
    """Take the lock, or at once raise BlockingIOError or PermissionError where another has it, else OSError."""
    if sys.platform == "win32":
        import msvcrt

        held.seek(1 << 20)  # beyond what is written, so that others can read who holds it
        msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
