"""Pages kept on disk, so that a server is asked only whether they have changed (RFC 9110, conditional requests)."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from reporter.errors import ConfigError
from reporter.read.web.asking import OK, Answer

_MEGABYTE = 1_000_000
_CHECKED = {"etag": "if-none-match", "last-modified": "if-modified-since"}  # what a server told, and what it is asked by
_KEPT = frozenset({"content-type", *_CHECKED})
_SUFFIX = ".page"


class _Kept(Struct, frozen=True):
    url: str
    headers: dict[str, str]
    body: bytes
    sha256: str  # of the body


class Store:
    """A folder of pages, the ones that were not asked for longest removed where it grows too large."""

    def __init__(self, folder: Path, most_megabytes: int) -> None:
        self._folder = folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._prune(most_megabytes * _MEGABYTE)
        except OSError as error:
            raise self._unusable(error) from error

    def known(self, url: str) -> Answer | None:
        """Return the page as it was last sent; None where it is not kept, or its file is broken."""
        try:
            kept = msgspec.msgpack.decode(self._file(url).read_bytes(), type=_Kept)
            self._file(url).touch()
        except FileNotFoundError:
            return None
        except msgspec.DecodeError:  # half written, or of another version: it is asked for whole
            return None
        except OSError as error:
            raise self._unusable(error) from error
        if kept.url != url or hashlib.sha256(kept.body).hexdigest() != kept.sha256:
            return None
        return Answer(OK, kept.headers, kept.body)

    def keep(self, url: str, answer: Answer) -> None:
        """Keep a page that the server can be asked about again, unless it says that it must not be kept."""
        headers = {name: value for name, value in answer.headers.items() if name in _KEPT}
        if not _CHECKED.keys() & headers.keys() or "no-store" in answer.headers.get("cache-control", "").lower():
            return
        kept = _Kept(url, headers, answer.body, hashlib.sha256(answer.body).hexdigest())
        file = self._file(url)
        part = file.with_name(f".{file.name}.{os.getpid()}.part")
        try:
            part.write_bytes(msgspec.msgpack.encode(kept))
            part.replace(file)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise self._unusable(error) from error

    def _file(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()}{_SUFFIX}"

    def _prune(self, most: int) -> None:
        files: list[tuple[float, int, Path]] = []
        for file in self._folder.glob(f"*{_SUFFIX}"):
            with suppress(FileNotFoundError):  # another run removed it
                files.append((file.stat().st_mtime, file.stat().st_size, file))
        size = 0
        for _, bytes_, file in sorted(files, reverse=True):
            size += bytes_
            if size > most:
                file.unlink(missing_ok=True)

    def _unusable(self, error: OSError) -> ConfigError:
        return ConfigError(f'{self._folder}: pages cannot be kept there ({error.strerror}); set read.web.cache, "" to keep none')


def conditions(known: Answer) -> dict[str, str]:
    """Return the headers by which a server is asked for a page only if it has changed."""
    return {asked: known.headers[told] for told, asked in _CHECKED.items() if told in known.headers}
