"""Files of other people are parsed in a process of its own, with a limit on time and memory: whatever one does, the others are read.

`python -m reporter.read.isolation` is that process. It reads requests on standard input and answers each on standard output.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import msgspec
from msgspec import Struct

from reporter import plugins
from reporter.config import Read
from reporter.errors import InputError
from reporter.protocols import Contents, Reader

_LENGTH = 8  # bytes before each message
_MEBIBYTE = 1 << 20


class _Request(Struct, frozen=True):
    reader: str
    name: str
    data: bytes


class _Answer(Struct, frozen=True):
    contents: Contents = Contents()
    refused: str | None = None


class Isolation:
    """A process that reads files one at a time, begun when it is first needed and again when it was ended."""

    def __init__(self, config: Read) -> None:
        self._config = config
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, reader: str, data: bytes, name: str) -> Contents:
        """Return what the reader called `reader` makes of `data`.

        Raises:
            InputError: it refused, took too long, needed too much memory, or broke down.
        """
        process = self._process = self._process or _begun(self._config.max_memory_megabytes)
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._config.max_seconds, stop)
        timer.start()
        try:
            answer = _exchanged(process, _Request(reader, name, data))
        finally:
            timer.cancel()
        if answer is None:
            self.close()
            if late.is_set():
                raise InputError(f"took more than {self._config.max_seconds} seconds (setting read.max_seconds); not read")
            raise InputError("broke its reader down, perhaps for want of memory (setting read.max_memory_megabytes); not read")
        if answer.refused is not None:
            raise InputError(answer.refused)
        return answer.contents

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


@contextmanager
def isolation(config: Read) -> Iterator[Isolation]:
    """Give an Isolation, and end its process after use."""
    apart = Isolation(config)
    try:
        yield apart
    finally:
        apart.close()


def _begun(megabytes: int) -> subprocess.Popen[bytes]:
    env = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "PYTHONWARNINGS": "ignore", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-P", "-m", "reporter.read.isolation", str(megabytes)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env)  # noqa: S603 - ourselves


def _exchanged(process: subprocess.Popen[bytes], request: _Request) -> _Answer | None:
    """Return the answer, None where the process is gone."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        _send(process.stdin, msgspec.msgpack.encode(request))
    except (BrokenPipeError, OSError):
        return None
    told = _received(process.stdout)
    return None if told is None else msgspec.msgpack.decode(told, type=_Answer)


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(len(message).to_bytes(_LENGTH, "big") + message)
    stream.flush()


def _received(stream: IO[bytes]) -> bytes | None:
    length = stream.read(_LENGTH)
    if len(length) < _LENGTH:
        return None
    size = int.from_bytes(length, "big")
    message = stream.read(size)
    return message if len(message) == size else None


def _answered(message: bytes) -> bytes:
    try:
        request = msgspec.msgpack.decode(message, type=_Request)
        reader: Reader = plugins.load(plugins.READERS, request.reader)()
        return msgspec.msgpack.encode(_Answer(reader.read(request.data, request.name)))
    except InputError as error:
        reason = str(error)
    except MemoryError:
        reason = "needs more memory than one file may (setting read.max_memory_megabytes); not read"
    except RecursionError:
        reason = "nested too deeply; not read"
    except Exception as error:  # noqa: BLE001 - the boundary: whatever a library makes of a hostile file is that file's failure
        reason = f"its reader failed ({type(error).__name__}: {str(error)[:200]}); not read"
    return msgspec.msgpack.encode(_Answer(refused=reason.encode("utf-8", "replace").decode()))


def _serve() -> None:
    """Answer requests until there are no more. What a library prints goes nowhere: standard output carries answers alone."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nothing, stream)
    _limited(int(sys.argv[1]))
    while (message := _received(requests)) is not None:
        _send(answers, _answered(message))


def _limited(megabytes: int) -> None:
    if sys.platform == "win32":  # has no such limits: time alone bounds it
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (megabytes * _MEBIBYTE, megabytes * _MEBIBYTE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _serve()
