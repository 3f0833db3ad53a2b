"""Zip archives: their files are read in their turn."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from reporter.errors import InputError
from reporter.protocols import Contents, Part
from reporter.schema import Failure

MOST_FILES = 2_000
LARGEST_TOGETHER = 128_000_000  # bytes, unpacked
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, OverflowError)


class Zip:
    """A zip of articles."""

    name = "zip"
    suffixes: tuple[str, ...] = (".zip",)
    isolated = True

    def recognises(self, data: bytes, name: str) -> int:  # noqa: ARG002 - a reader's signature
        """Return 2 for a zip."""
        return 2 if data.startswith((b"PK\x03\x04", b"PK\x05\x06")) else 0

    def read(self, data: bytes, name: str) -> Contents:
        """Return its files; names that lead out of it, links and locked files are refused one by one."""
        parts: list[Part] = []
        failures: list[Failure] = []
        archive = opened(data)
        for info in sorted(archive.infolist(), key=lambda i: i.filename):
            path = PurePosixPath(info.filename.replace("\\", "/"))
            if info.is_dir() or path.name.startswith(".") or "__MACOSX" in path.parts:
                continue
            reason = _refused(info, path)
            if reason is None:
                try:
                    parts.append(Part(name=path.name, data=archive.read(info)))
                    continue
                except BROKEN as error:
                    reason = f"cannot be unpacked ({error})"
            failures.append(Failure(what=f"{name}, {path}", reason=reason))
        if not parts and not failures:
            raise InputError("an empty zip")
        return Contents(parts=tuple(parts), failures=tuple(failures))


def _refused(info: zipfile.ZipInfo, path: PurePosixPath) -> str | None:
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "its name leads out of the archive; not read"
    if info.flag_bits & 0x1:
        return "locked with a password"
    if (info.external_attr >> 16) & 0o170000 == 0o120000:
        return "a link, not a file"
    return None


def opened(data: bytes) -> zipfile.ZipFile:
    """Return an archive whose files are together within limits; zipfile itself holds each to the size that it states.

    Raises:
        InputError: not a zip, or too large once unpacked.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except BROKEN as error:
        raise InputError(f"not a readable zip: {error}") from error
    if len(infos) > MOST_FILES:
        raise InputError(f"a zip of {len(infos)} files; at most {MOST_FILES} are read")
    total = sum(info.file_size for info in infos)
    if total > LARGEST_TOGETHER:
        raise InputError(f"a zip of {total / 1_000_000:.0f} MB unpacked; at most {LARGEST_TOGETHER // 1_000_000} MB are read")
    return archive
