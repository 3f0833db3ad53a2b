"""Files and folders into raw articles: which files, of which kinds, and what each of them holds."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reporter.config import Read
from reporter.errors import InputError
from reporter.read.isolation import isolation
from reporter.read.manifest import NAME, Described, Manifest, manifest
from reporter.read.taking import MEGABYTE, PLAIN, REACH, Place, Taken, reader_of, readers
from reporter.schema import Failure, RawArticle

if TYPE_CHECKING:
    from reporter.read.web.fetching import Web

STDIN = "-"
_STDIN_NAME = "stdin"  # by which a story.toml describes it
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")  # "https:/…" is one too, misspelt
_BY_NAME_ONLY = frozenset({".md", ".markdown"})  # in a folder they may as well be notes: they are read where they are given by name
_BY_CONTENT = frozenset({".json", ".xml"})  # in a folder they may be anything: those that a reader knows by content are read


class Found(NamedTuple):
    """What lies at the given places."""

    articles: list[RawArticle]
    failures: list[Failure]
    title: str | None  # the first that a story.toml gives


def found(places: Sequence[Path | str], config: Read, web: Web | None = None) -> Found:
    """Return the articles in files and folders and at URLs, each once, whatever the order of `places`; "-" is standard input.

    A story.toml that is given by its name, or lies in a folder that is given, may name URLs and describe them and standard input.

    Raises:
        InputError: a path does not exist or cannot be opened, or a story.toml is broken.
        ConfigError: a URL is given, and what fetches is not installed.
    """
    given = [Path(place) for place in places if not is_url(place)]
    described = {path for path in given if path.name == NAME and path.is_file()}
    paths = [path for path in given if path not in described]
    folders = {path for path in paths if path.is_dir()} | {path.parent for path in described}
    manifests = {folder: manifest(folder) for folder in sorted(folders)}
    elsewhere = {name: said for story in manifests.values() for name, said in story.articles.items() if is_url(name) or name == _STDIN_NAME}
    urls = {str(place): Described() for place in places if is_url(place)} | elsewhere
    with isolation(config) as apart:
        taken = Taken(config, apart, web)
        if Path(STDIN) in paths:
            _take_stdin(taken, urls.get(_STDIN_NAME, Described()))
        _take_files([path for path in paths if str(path) != STDIN], taken, manifests)
        for url, said in sorted(urls.items()):
            if is_url(url):
                taken.fetch(url, said)
    title = next((story.title for _, story in sorted(manifests.items()) if story.title), None)
    return Found(taken.articles, taken.failures + _strangers(paths, manifests), title)


def is_url(place: Path | str) -> bool:
    """Tell whether a place is on the web, or somewhere else that only a URL names."""
    return isinstance(place, str) and _URL.match(place) is not None


def _take_files(paths: Sequence[Path], taken: Taken, manifests: dict[Path, Manifest]) -> None:
    """Read the files at `paths`, and the story.toml beside each."""
    listing = {folder for folder, said in manifests.items() if any(map(is_url, said.articles))}
    for path, named in _files(paths, taken.failures, listing):
        folder = path.parent
        if folder not in manifests:
            manifests[folder] = manifest(folder)
        try:
            take_file(path, taken, manifests[folder], named=named)
        except InputError as reason:
            taken.failures.append(Failure(what=path.name, reason=str(reason)))
        except OSError as error:
            if named:
                raise InputError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
            taken.failures.append(Failure(what=path.name, reason=f"cannot be read ({error.strerror})"))


def _take_stdin(taken: Taken, said: Described) -> None:
    limit = taken.config.max_file_megabytes
    data = sys.stdin.buffer.read(limit * MEGABYTE + 1)
    try:
        if len(data) > limit * MEGABYTE:
            raise InputError(f"more than {limit} MB (setting read.max_file_megabytes)")  # noqa: TRY301 - noted as any other file's
        taken.take(data, Place(_STDIN_NAME), said)
    except InputError as reason:
        taken.failures.append(Failure(what="-", reason=str(reason)))


def take_file(path: Path, taken: Taken, story: Manifest, *, named: bool) -> None:
    """Read one file; one that is not `named` may be of another kind than holds articles. Raises InputError, or OSError."""
    config = taken.config
    if not path.is_file():
        raise InputError("not a regular file")
    size = path.stat().st_size
    if size > max(config.max_file_megabytes, config.max_megabytes) * MEGABYTE:
        raise InputError(f"{size / MEGABYTE:.1f} MB is more than the {config.max_file_megabytes} MB (setting read.max_file_megabytes)")
    data = path.read_bytes()
    if not named and path.suffix.lower() in _BY_CONTENT and reader_of(data, path.name).name in PLAIN | {"json"}:
        return
    reach = REACH if named and reader_of(data, path.name).name == "opml" else 0  # nothing else is given for its links
    taken.take(data, Place(path.name, reach=reach), story.of(path))


def _files(paths: Sequence[Path], failures: list[Failure], listing: set[Path]) -> list[tuple[Path, bool]]:
    """Return the files, sorted, each with whether it was given by name; a folder of `listing` may hold none."""
    files: dict[Path, bool] = {}
    for path in paths:
        if path.is_dir():
            lying = inside(path)
            if not lying and path not in listing:
                failures.append(
                    Failure(
                        what=path.name or str(path),
                        reason="the folder holds no .txt files, pages, documents, feeds or others that hold articles",
                    )
                )
            for file in lying:
                files.setdefault(file, False)
        elif not path.exists():
            raise InputError(f"{path}: no such file or folder")
        elif not path.is_file():
            raise InputError(f"{path}: neither a file nor a folder")
        else:
            files[path] = True
    unique: dict[Path, tuple[Path, bool]] = {}
    for path, named in sorted(files.items()):
        unique.setdefault(path.resolve(), (path, named))
    return list(unique.values())


def inside(folder: Path) -> list[Path]:
    """Return the files in a folder that may hold articles, sorted. Raises InputError where it cannot be listed."""
    try:
        return sorted(p for p in folder.iterdir() if p.name.lower().endswith(_suffixes()) and p.name[0] != "." and not p.is_dir())
    except OSError as error:
        raise InputError(f"{folder}: the folder cannot be listed ({error.strerror}); check its permissions") from error


@functools.cache
def _suffixes() -> tuple[str, ...]:
    """Return what is looked for in a folder, text first."""
    all_ = {suffix for reader in readers() for suffix in reader.suffixes} - _BY_NAME_ONLY
    return tuple(sorted(all_, key=lambda s: (s != ".txt", s)))


def _strangers(paths: Sequence[Path], manifests: dict[Path, Manifest]) -> list[Failure]:
    """Return what story.toml describes although the folder does not hold it: most likely a misspelt name."""
    return [
        Failure(what=NAME, reason=f'describes "{name}", which is not in the folder')
        for folder in sorted({p for p in paths if p.is_dir()} & manifests.keys())
        for name in manifests[folder].articles
        if not is_url(name) and name != _STDIN_NAME and not (folder / name).is_file() and not _of_stem(folder, name)
    ]


def _of_stem(folder: Path, name: str) -> bool:
    return any((folder / f"{name}{suffix}").is_file() for suffix in (*_suffixes(), *_BY_NAME_ONLY))
