"""A folder of briefings: reads their JSON and writes one page over them all. What is no briefing is named, not fatal."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import msgspec

from reporter import once, why
from reporter.errors import InputError, ReporterError
from reporter.render import overview
from reporter.render.view import Problem
from reporter.schema import Failure

FILE = "index.html"
_MOST_BYTES = 256 * 1024 * 1024  # of one file: no briefing is that large
_FORMATS = ("html", "md", "pdf", "docx", "xlsx", "csv", "jsonld", "json")


class Made(NamedTuple):
    """The page, and which files could not be read."""

    path: Path
    failures: tuple[Failure, ...]


def write(folder: Path) -> Made:
    """Write `index.html` over the briefings in `folder` and in the folders below it.

    Raises:
        InputError: the folder cannot be read, holds no briefing, or is a night's, which makes its own page.
        RenderError: the page cannot be written.
    """
    if _is_a_nights(folder):
        raise InputError(f"{folder}: the folder of nights; its page says what the last one did: `reporter nightly` makes it")
    entries, failures = [], []
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            if path.stat().st_size > _MOST_BYTES:
                raise InputError(f"larger than {_MOST_BYTES >> 20} MB: no briefing is")
            entries.append(overview.entry(why.read(path), _beside(folder, path)))
        except ReporterError as error:
            failures.append(Failure(what=name, reason=str(error).removeprefix(f"briefing {path}: ")))
        except OSError as error:
            failures.append(Failure(what=name, reason=f"cannot be read ({error.strerror})"))
    if not entries:
        raise InputError(f"{folder}: no briefing in it{_told(failures)}; make one with `reporter brief -o {folder}`")
    problems = [Problem(what=f.what, reason=f.reason) for f in failures]
    return Made(once.write_whole(folder / FILE, overview.page(entries, problems)), tuple(failures))


def _is_a_nights(folder: Path) -> bool:
    try:
        summary = msgspec.json.decode((folder / "run.json").read_bytes())
    except (OSError, msgspec.DecodeError):
        return False
    return isinstance(summary, dict) and summary.keys() >= {"run", "made_at", "stories"}


def _files(folder: Path) -> Iterator[Path]:
    """Yield the JSON files of a folder and of those below it, in the order of their names; hidden ones are left out."""

    def stop(error: OSError) -> None:
        raise InputError(f"{error.filename}: cannot be read ({error.strerror}); give a folder of briefings") from error

    for here, below, names in os.walk(folder, onerror=stop):
        below[:] = sorted(name for name in below if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names) if name.endswith(".json") and not name.startswith("."))


def _beside(folder: Path, path: Path) -> dict[str, str]:
    """Return the address, relative to the page, of each format of the briefing at `path` that is there."""
    files = {suffix: path.with_suffix(f".{suffix}") for suffix in _FORMATS}
    return {suffix: "./" + quote(os.fsencode(file.relative_to(folder).as_posix())) for suffix, file in files.items() if file.is_file()}


def _told(failures: list[Failure]) -> str:
    return f" ({len(failures)} JSON files are none)" if failures else ""
