"""All of the night's articles, by partition: what was read on an earlier night, or before a run was killed, is not read again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from reporter.errors import InputError
from reporter.nightly import partitions, store
from reporter.nightly.briefings import Ref
from reporter.nightly.partitions import Gathered, Partition, Read, Row, Source
from reporter.nightly.settings import Night
from reporter.protocols import Engine
from reporter.read.apiece import below
from reporter.read.files import is_url
from reporter.read.manifest import NAME as STORY
from reporter.schema import Failure
from reporter.schema.stories import ArticleGist

Progress = Callable[[str, int, int], None]  # which part, how much of it is done, and how much there is


class Articles(NamedTuple):
    """The night's articles, each once."""

    gists: dict[str, ArticleGist]  # by article
    refs: dict[str, Ref]
    failures: tuple[Failure, ...]
    sources: int  # files and URLs
    partitions: frozenset[Path]  # that hold some of them


def gather(night: Night, run: str, engine: Engine, progress: Progress) -> Articles:
    """Read what is new in the sources, and return all articles in them.

    Raises:
        InputError: none of the sources is there.
        ReporterError: no article can be read any more, for a reason that all others would meet.
    """
    sources, failures = _sources(night, run)
    absent = {failure.what for failure in failures}
    wanted = {source.key: source for source in sources}
    folder = Path(night.work, "partitions")
    had = dict(_had(folder))
    missing = [source for key, source in sorted(wanted.items()) if key not in had]
    tasks = dict(_tasks(missing, night, folder))
    progress("reading", 0, len(tasks))
    for n, outcome in enumerate(engine.run(partitions.partition, list(tasks), store.FATAL, night.task_seconds), 1):
        if outcome.made is None:
            failures += [Failure(what=source.name or source.place, reason=outcome.reason or "") for source in tasks[outcome.task]]
        else:
            had |= _reads(Path(outcome.made))
        progress("reading", n, len(tasks))
    there = [(path, read) for key, (path, read) in sorted(had.items()) if key in wanted]
    failures += [failure for _, read in there for failure in read.failures]
    answered = {key for key, (_, read) in had.items() if read.rows or not read.failures}
    absent |= {source.place for source in sources if not source.name and source.key not in answered}
    if absent.issuperset(night.sources):
        raise InputError("none of the sources is there:\n" + "\n".join(f"  {f.what}: {f.reason}" for f in failures))
    rows = _newest((path, row) for path, read in there for row in read.rows)
    return Articles(
        gists={id_: row.gist for id_, (_, row) in rows.items()},
        refs={id_: Ref(article=id_, path=str(partitions.texts(path)), start=row.start, end=row.end) for id_, (path, row) in rows.items()},
        failures=tuple(sorted(set(failures), key=lambda f: (f.what, f.reason))),
        sources=len(sources),
        partitions=frozenset(path for path, _ in there),
    )


def clear(night: Night, articles: Articles) -> None:
    """Remove the partitions that hold no source of tonight's any more."""
    for path in sorted(Path(night.work, "partitions").glob("*.msgpack")):
        if path not in articles.partitions:
            path.unlink(missing_ok=True)
            partitions.texts(path).unlink(missing_ok=True)


def _newest(rows: Iterable[tuple[Path, Row]]) -> dict[str, tuple[Path, Row]]:
    """Return one row for each article, sorted by id: the newest, or the one with most words."""
    kept: dict[str, tuple[Path, Row]] = {}
    for path, row in rows:
        other = kept.get(row.gist.id)
        if other is None or (row.newest, row.gist.sha256) > (other[1].newest, other[1].gist.sha256):
            kept[row.gist.id] = path, row
    return dict(sorted(kept.items()))


def _tasks(missing: Sequence[Source], night: Night, folder: Path) -> Iterator[tuple[str, tuple[Source, ...]]]:
    """Yield the path of each partition's task, with its sources: so many files, or the URLs of one host, which is asked by one alone."""
    files = sorted((source for source in missing if source.name), key=lambda s: s.name)
    parts = [tuple(files[n : n + night.partition]) for n in range(0, len(files), night.partition)]
    hosts: dict[str, list[Source]] = {}
    for source in missing:
        if not source.name:
            hosts.setdefault(_host(source.place), []).append(source)
    for part in [*parts, *(tuple(hosts[host]) for host in sorted(hosts))]:
        key = store.key([source.key for source in part])
        task = Partition(sources=part, config=night.briefing, made=str(folder / f"{key}.msgpack"))
        yield str(store.save(Path(night.work, "tasks", key), task)), part


def _had(folder: Path) -> Iterator[tuple[str, tuple[Path, Read]]]:
    """Yield what was read before. What failed in part is read again: it may have been the disk, or the hour."""
    for path in sorted(folder.glob("*.msgpack")):
        yield from ((key, (made, read)) for key, (made, read) in _reads(path).items() if not read.failures)


def _reads(path: Path) -> dict[str, tuple[Path, Read]]:
    gathered = store.there(path, Gathered)
    return {read.key: (path, read) for read in gathered.reads} if gathered else {}


def _sources(night: Night, run: str) -> tuple[list[Source], list[Failure]]:
    """Return the files and URLs of the night, each once, and what cannot be read at all."""
    found: dict[str, Source] = {}
    failures = []
    told: dict[Path, bytes] = {}
    names = _names([Path(place) for place in night.sources if not is_url(place)])
    for place in night.sources:
        if is_url(place):
            try:
                _host(place)
            except ValueError as error:
                failures.append(Failure(what=place, reason=f"not a URL ({error})"))
                continue
            found.setdefault(place, Source(key=store.key(place, run), place=place, name=""))
            continue
        files, unread = _files(Path(place), names[Path(place)])
        failures += unread
        for path, name in files:
            try:
                if path.parent not in told:
                    lies = path.parent / STORY
                    told[path.parent] = lies.read_bytes() if lies.is_file() else b""
                key = partitions.content_key(path, told[path.parent], night.briefing)
            except OSError as error:
                failures.append(Failure(what=name, reason=f"cannot be read ({error.strerror})"))
                continue
            found.setdefault(str(path), Source(key=store.key(key, name), place=str(path), name=name))
    return sorted(found.values(), key=lambda s: s.place), failures


def _host(url: str) -> str:
    """Return whom a URL asks. Raises ValueError where it is none."""
    return urlsplit(url).hostname or ""


def _names(places: Sequence[Path]) -> dict[Path, str]:
    """Name each source by the end of its path, as long as it must be to tell it from the others: articles without a URL are known by it."""
    names = {}
    for place in places:
        length, others = 1, [other.parts for other in places if other != place]
        while any(other[-length:] == place.parts[-length:] for other in others):
            length += 1
        names[place] = "/".join(place.parts[-length:])
    return names


def _files(place: Path, name: str) -> tuple[list[tuple[Path, str]], list[Failure]]:
    """Return each file of a source with its name, which begins with the source's, and what can be no source."""
    if place.is_file():
        return [(place, name)], []
    if not place.is_dir():
        return [], [Failure(what=str(place), reason="no such file or folder: not there tonight, or misspelt in the settings, in `sources`")]
    try:
        lying, unlisted = below(place)
    except (InputError, OSError):
        return [], [Failure(what=str(place), reason="the folder cannot be listed; check its permissions")]
    failures = [Failure(what=_readable(f"{name}/{failure.what}"), reason=failure.reason) for failure in unlisted]
    files = []
    for path in lying:
        called = f"{name}/{path.relative_to(place).as_posix()}"
        if called != _readable(called):
            failures.append(Failure(what=_readable(called), reason="its name is not UTF-8; rename it"))
        elif not path.is_file():
            failures.append(Failure(what=called, reason="not a regular file"))
        else:
            files.append((path, called))
    return files, failures


def _readable(name: str) -> str:
    """Return the name of a file as it can be written down: bytes that are not UTF-8 as escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
