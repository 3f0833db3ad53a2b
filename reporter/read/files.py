"""Files and folders into raw articles: which files, of which kinds, and what each of them holds."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from reporter import plugins
from reporter.config import Read
from reporter.errors import InputError
from reporter.protocols import Contents, Part, Reader
from reporter.read.isolation import Isolation, isolation
from reporter.read.manifest import NAME, Described, Manifest, manifest
from reporter.schema import Failure, RawArticle

STDIN = "-"
_MEGABYTE = 1_000_000
_MOST_ARTICLES = 500  # of one file: no story has as many
_DEEPEST = 3  # files within files within files
_BY_NAME_ONLY = frozenset({".md", ".markdown"})  # in a folder they may as well be notes: they are read where they are given by name
_BY_CONTENT = frozenset({".json", ".xml"})  # in a folder they may be anything: those that a reader knows by content are read
_PLAIN = frozenset({"text", "markdown"})  # the whole file is the article


class Found(NamedTuple):
    """What lies at the given paths."""

    articles: list[RawArticle]
    failures: list[Failure]
    title: str | None  # the first that a story.toml gives


class _Taken:
    """What was read so far, and the process that reads."""

    def __init__(self, config: Read, apart: Isolation) -> None:
        self.config = config
        self.apart = apart
        self.articles: list[RawArticle] = []
        self.failures: list[Failure] = []

    def take(self, data: bytes, name: str, said: Described, url: str | None = None, depth: int = 0) -> None:
        """Read one file, and the files in it. Raises InputError where it cannot be read."""
        if depth > _DEEPEST:
            raise InputError(f"a file within more than {_DEEPEST} others; not read")
        contents = _contents(data, name, self.config, self.apart)
        self.failures += contents.failures
        self.failures += [Failure(what=name, reason=f"lists {link}; nothing is fetched") for link in contents.links]
        if len(contents.articles) > _MOST_ARTICLES:
            more = f"holds {len(contents.articles)} articles; the first {_MOST_ARTICLES} are read"
            self.failures.append(Failure(what=name, reason=more))
        for article in contents.articles[:_MOST_ARTICLES]:
            if len(article.text.encode("utf-8", "replace")) > self.config.max_megabytes * _MEGABYTE:
                self.failures.append(Failure(what=article.path or article.id, reason=_too_long(article.text, self.config)))
            else:
                self.articles.append(_described(article, said, url))
        for part in contents.parts:
            self._part(part, name, said, depth + 1)

    def _part(self, part: Part, name: str, said: Described, depth: int) -> None:
        before = len(self.failures)
        try:
            self.take(part.data, part.name, said, part.url, depth)
        except InputError as reason:
            self.failures.append(Failure(what=part.name, reason=str(reason)))
        self.failures[before:] = [replace(f, what=f"{name}, {f.what}") for f in self.failures[before:]]


def found(paths: Sequence[Path], config: Read) -> Found:
    """Return the articles in files and folders, each file once, whatever the order of `paths`; the path "-" is standard input.

    Raises:
        InputError: a path does not exist or cannot be opened, or a story.toml is broken.
    """
    titles: list[str] = []
    manifests: dict[Path, Manifest] = {}
    with isolation(config) as apart:
        taken = _Taken(config, apart)
        for path, named in _files(paths, taken.failures):
            folder = path.parent
            if folder not in manifests and str(path) != STDIN:
                manifests[folder] = manifest(folder)
                titles += [t for t in [manifests[folder].title] if t]
            try:
                _take_file(path, taken, manifests.get(folder, Manifest()), named=named)
            except InputError as reason:
                taken.failures.append(Failure(what=path.name, reason=str(reason)))
            except OSError as error:
                if named:
                    raise InputError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
                taken.failures.append(Failure(what=path.name, reason=f"cannot be read ({error.strerror})"))
    return Found(taken.articles, taken.failures + _strangers(paths, manifests), titles[0] if titles else None)


def _take_file(path: Path, taken: _Taken, story: Manifest, *, named: bool) -> None:
    config = taken.config
    if str(path) == STDIN:
        data = sys.stdin.buffer.read(config.max_file_megabytes * _MEGABYTE + 1)
        if len(data) > config.max_file_megabytes * _MEGABYTE:
            raise InputError(f"more than {config.max_file_megabytes} MB (setting read.max_file_megabytes)")
        taken.take(data, "stdin", Described())
        return
    if not path.is_file():
        raise InputError("not a regular file")
    size = path.stat().st_size
    if size > max(config.max_file_megabytes, config.max_megabytes) * _MEGABYTE:
        raise InputError(f"{size / _MEGABYTE:.1f} MB is more than the {config.max_file_megabytes} MB (setting read.max_file_megabytes)")
    data = path.read_bytes()
    if not named and path.suffix.lower() in _BY_CONTENT and _reader(data, path.name).name in _PLAIN | {"json"}:
        return
    taken.take(data, path.name, story.of(path))


def _contents(data: bytes, name: str, config: Read, apart: Isolation) -> Contents:
    if not data:
        raise InputError("the file is empty")
    reader = _reader(data, name)
    if reader.name in _PLAIN and len(data) > config.max_megabytes * _MEGABYTE:
        limit = f"{config.max_megabytes} MB (setting read.max_megabytes)"
        raise InputError(f"{len(data) / _MEGABYTE:.1f} MB is more than the {limit}; no news article is that long")
    safe = name.encode("utf-8", "replace").decode()
    return apart.read(reader.name, data, safe) if reader.isolated else reader.read(data, safe)


def _reader(data: bytes, name: str) -> Reader:
    """Return the reader that knows a file best by its content, else by its name; plain text where none does."""
    return max(_readers(), key=lambda r: (r.recognises(data, name), r.name == "text", r.name))


@functools.cache
def _readers() -> tuple[Reader, ...]:
    return tuple(plugins.load(plugins.READERS, name)() for name in plugins.names(plugins.READERS))


def _too_long(text: str, config: Read) -> str:
    return f"its text of {len(text.encode('utf-8', 'replace')) / _MEGABYTE:.1f} MB is more than the {config.max_megabytes} MB (setting read.max_megabytes); no news article is that long"  # noqa: E501


def _described(article: RawArticle, said: Described, url: str | None) -> RawArticle:
    """Return the article with what story.toml says of it, before what its file says."""
    values = {name: value for name in said.__struct_fields__ if (value := getattr(said, name)) is not None}
    known_from = article.known_from | dict.fromkeys(values, NAME)
    if url and article.url is None and "url" not in values:
        values["url"], known_from = url, known_from | {"url": "its archive"}
    return replace(article, known_from=known_from, **values)


def _files(paths: Sequence[Path], failures: list[Failure]) -> list[tuple[Path, bool]]:
    """Return the files, sorted, each with whether it was given by name."""
    files: dict[Path, bool] = {}
    for path in paths:
        if path.is_dir():
            inside = _inside(path)
            if not inside:
                failures.append(
                    Failure(
                        what=path.name or str(path),
                        reason="the folder holds no .txt files, pages, documents, feeds or others that hold articles",
                    )
                )
            for file in inside:
                files.setdefault(file, False)
        elif str(path) == STDIN:
            files[path] = True
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


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(p for p in folder.iterdir() if p.name.lower().endswith(_suffixes()) and p.name[0] != "." and not p.is_dir())
    except OSError as error:
        raise InputError(f"{folder}: the folder cannot be listed ({error.strerror}); check its permissions") from error


@functools.cache
def _suffixes() -> tuple[str, ...]:
    """Return what is looked for in a folder, text first."""
    all_ = {suffix for reader in _readers() for suffix in reader.suffixes} - _BY_NAME_ONLY
    return tuple(sorted(all_, key=lambda s: (s != ".txt", s)))


def _strangers(paths: Sequence[Path], manifests: dict[Path, Manifest]) -> list[Failure]:
    """Return what story.toml describes although the folder does not hold it: most likely a misspelt name."""
    return [
        Failure(what=NAME, reason=f'describes "{name}", which is not in the folder')
        for folder in sorted({p for p in paths if p.is_dir()} & manifests.keys())
        for name in manifests[folder].articles
        if not (folder / name).is_file() and not _of_stem(folder, name)
    ]


def _of_stem(folder: Path, name: str) -> bool:
    return any((folder / f"{name}{suffix}").is_file() for suffix in (*_suffixes(), *_BY_NAME_ONLY))


def kinds() -> Iterable[str]:
    """Return the names of the kinds of files that can be read."""
    return (reader.name for reader in _readers())
