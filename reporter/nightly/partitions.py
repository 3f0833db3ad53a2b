"""A partition of the night's articles: read, named, and made a gist of each. Work for an engine, from a path to a path."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from reporter import group, once, plugins, read
from reporter.config import Config
from reporter.errors import InputError, ReporterError
from reporter.group import copies
from reporter.nightly import store
from reporter.protocols import Embedder
from reporter.read import domains
from reporter.read.apiece import apiece
from reporter.read.files import Found, found
from reporter.schema import Failure, RawArticle, Record, digest
from reporter.schema.stories import ArticleGist
from reporter.version import __version__

_NAME = 40  # characters of an id that a reader may know the article by


class Source(Record, frozen=True, kw_only=True):
    """A file or URL to be read."""

    key: str  # of its content, or of the night for a URL: what was read once is not read again
    place: str  # path or URL
    name: str  # of a file, as its source has it: names articles that have no URL


class Partition(Record, frozen=True, kw_only=True):
    """A task: sources to be read by one process."""

    version: str = __version__
    sources: tuple[Source, ...]
    config: Config
    made: str  # path of what is to be made


class Row(Record, frozen=True, kw_only=True):
    """An article, and where it lies in the file of rows."""

    gist: ArticleGist
    start: int  # bytes
    end: int
    newest: str  # its time and length: of two articles with one id the one that has more of it counts


class Read(Record, frozen=True, kw_only=True):
    """What one source held."""

    key: str
    rows: tuple[Row, ...]
    failures: tuple[Failure, ...] = ()


class Gathered(Record, frozen=True, kw_only=True):
    """What a partition held: the texts are in a file beside it, a JSON object a line."""

    reads: tuple[Read, ...]


def partition(path: str) -> str:
    """Read the sources of the task at `path`, and return the path of the `Gathered` made of them.

    Raises:
        ReporterError: another version of reporter wrote the task.
    """
    task = store.saved(Path(path), Partition)
    same_version(task.version)
    lines = bytearray()
    reads = [_read(source, lying, task.config, lines) for source, lying in _lying(task)]
    made = Path(task.made)
    store.write(texts(made), bytes(lines))
    return str(store.save(made, Gathered(reads=tuple(sorted(reads, key=lambda r: r.key)))))


def same_version(version: str) -> None:
    """Raise ReporterError where a task was written by another version of reporter than works on it."""
    if version != __version__:
        raise ReporterError(f"this process has reporter {__version__}, the night {version}; install the same version on all workers")


def texts(made: Path) -> Path:
    """Return the path of the articles' rows beside a `Gathered`."""
    return made.with_suffix(".jsonl")


def row(path: Path, start: int, end: int) -> RawArticle:
    """Return the article whose row lies there."""
    with path.open("rb") as lines:
        lines.seek(start)
        return msgspec.json.decode(lines.read(end - start), type=RawArticle)


@functools.cache
def embedder(name: str) -> Embedder:
    """Return the embedder called `name`, loaded once a process."""
    loaded: Embedder = plugins.made(plugins.EMBEDDERS, name)
    return loaded


def _lying(task: Partition) -> Iterator[tuple[Source, Found]]:
    files = {Path(s.place): s for s in task.sources if s.name}
    for path, lying in apiece(sorted(files), task.config.read):
        yield files[path], lying
    for source in task.sources:
        if not source.name:
            yield source, found([source.place], task.config.read)


class _Known(NamedTuple):
    raw: RawArticle
    newest: str


def _read(source: Source, lying: Found, config: Config, lines: bytearray) -> Read:
    """Return what a source held, its articles' rows added to `lines`."""
    failures = [replace(f, what=_where(source, f.what)) for f in lying.failures]
    known: list[_Known] = []
    articles = []
    for raw in _called(source, lying.articles):
        try:
            article = read.assemble([raw], config.read).articles[0]
        except InputError as error:
            failures.append(Failure(what=_where(source, raw.path or raw.id), reason=str(error)))
            continue
        articles.append(article)
        known.append(_Known(replace(raw, text=article.text), f"{raw.updated or raw.published or '':32}{article.word_count:9}"))
    rows = []
    gists = group.gists(articles, embedder(config.models.grouping_embedder)) if articles else ()
    for (raw, newest), gist in zip(known, gists, strict=True):
        start = len(lines)
        lines += msgspec.json.encode(raw) + b"\n"
        rows.append(Row(gist=gist, start=start, end=len(lines), newest=newest))
    return Read(key=source.key, rows=tuple(rows), failures=tuple(failures))


def _called(source: Source, articles: Iterable[RawArticle]) -> Iterator[RawArticle]:
    """Yield the articles under ids that last from night to night: of their URL, else of their file and what they are called in it."""
    for raw in articles:
        address = domains.address(raw.url)
        last = urlsplit(raw.url or "").path.rstrip("/").rpartition("/")[2] if address else raw.id
        yield replace(raw, id=f"{name(last)}-{digest(address) if address else digest(source.name or source.place, raw.id)}")


def name(called: str) -> str:
    """Return how the id begins of an article that is called so, in its file or its URL; what follows is a hyphen and a hash."""
    return once.slug(called, "article")[:_NAME].strip("-")


def _where(source: Source, what: str) -> str:
    """Return what a failure is about, with the folder that it is in."""
    folder = source.name.rpartition("/")[0]
    return f"{folder}/{what}" if folder else what


def content_key(path: Path, told: bytes, config: Config) -> str:
    """Return the key of a file: of its content, of what its story.toml tells, and of all that takes part in reading it. Raises OSError."""
    with path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    return store.key(content, hashlib.sha256(told).hexdigest(), config.read, config.models.grouping_embedder, copies.maker(), __version__)
