"""A real Dask cluster of separate processes on loopback, as docs/scale.md starts one; and what processes listen on."""

from __future__ import annotations

import os
import selectors
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_LOOPBACK = ["--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0"]
_SECONDS = 60  # for a process to begin
_LISTENING = "0A"


class Cluster(NamedTuple):
    """A scheduler's address, and its process and those of its workers."""

    scheduler: str
    processes: tuple[int, ...]


@contextmanager
def cluster(folder: Path, workers: int = 2, plugins: str = "", threads: int = 1) -> Iterator[Cluster]:
    """Start a scheduler and workers of so many threads, each with a nanny that starts it again when it is killed.

    `plugins` is where their processes look for packages first.
    """
    begun: list[subprocess.Popen[str]] = []
    reading: list[threading.Thread] = []
    environment = os.environ | {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0", "PYTHONWARNINGS": "ignore"}
    environment |= {"PYTHONPATH": plugins} if plugins else {}

    def begin(*command: str, until: str) -> str:
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + command[0], *command[1:], *_LOOPBACK],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=folder,
            env=environment,
        )
        begun.append(process)
        line = _line_with(process, until)
        reading.append(threading.Thread(target=_read_on, args=(process,), daemon=True))
        reading[-1].start()
        return line

    try:
        address = begin("dask_scheduler", "--port", "0", until="Scheduler at:").split()[-1]
        for n in range(workers):
            place = ["--nthreads", str(threads), "--local-directory", str(folder / f"worker{n}"), "--death-timeout", "60"]
            begin("dask_worker", address, *place, until="Registered to:")
        yield Cluster(address, tuple(process.pid for process in begun))
    finally:
        for process in reversed(begun):
            process.terminate()
            process.wait(timeout=_SECONDS)
        for thread in reading:
            thread.join(_SECONDS)
        for process in begun:
            assert process.stderr is not None
            process.stderr.close()


def _read_on(process: subprocess.Popen[str]) -> None:
    """Read what a process tells, to its end: else it stops where the pipe is full."""
    assert process.stderr is not None
    while os.read(process.stderr.fileno(), 65536):
        pass


def _line_with(process: subprocess.Popen[str], what: str) -> str:
    """Return the first line of what a process tells that holds `what`."""
    assert process.stderr is not None
    said = b""
    with selectors.DefaultSelector() as ready:
        ready.register(process.stderr, selectors.EVENT_READ)
        while what not in said.decode().rpartition("\n")[0] and ready.select(_SECONDS):
            more = os.read(process.stderr.fileno(), 65536)  # not by line: what Python has read ahead, no selector sees
            said += more
            if not more:
                break
    found = [line for line in said.decode().splitlines() if what in line]
    assert found, said.decode()
    return found[0]


def family(pid: int) -> list[int]:
    """Return a process and all below it, whichever of its threads began them."""
    below = [child for thread in Path(f"/proc/{pid}/task").glob("*/children") for child in _read(thread).split()]
    return [pid, *(p for child in sorted(map(int, below)) for p in family(child))]


def workers(pid: int) -> list[int]:
    """Return the processes below one that multiprocessing spawned to work; not those that only keep its books."""
    return [p for p in family(pid)[1:] if b"spawn_main" in _read(Path(f"/proc/{p}/cmdline"))]


def _read(path: Path) -> bytes:
    """Return what a file of /proc holds: nothing where its process has ended."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def listening(processes: list[int]) -> set[str]:
    """Return the addresses that TCP sockets of these processes listen on."""
    held = {str(fd.readlink()) for pid in processes for fd in _descriptors(pid)}
    addresses = set()
    for table, kind in (("tcp", socket.AF_INET), ("tcp6", socket.AF_INET6)):
        for row in Path("/proc/net", table).read_text("ascii").splitlines()[1:]:
            (
                _,
                local,
                _,
                state,
                *_,
            ) = row.split()
            if state == _LISTENING and f"socket:[{row.split()[9]}]" in held:
                addresses.add(socket.inet_ntop(kind, _bytes(local.partition(":")[0])))
    return addresses


def _descriptors(pid: int) -> list[Path]:
    return [fd for fd in Path(f"/proc/{pid}/fd").iterdir() if fd.is_symlink()]


def _bytes(written: str) -> bytes:
    """Return an address of /proc/net, which has each 32 bits in the machine's own order."""
    words = [written[i : i + 8] for i in range(0, len(written), 8)]
    return b"".join(int(word, 16).to_bytes(4, sys.byteorder) for word in words)
