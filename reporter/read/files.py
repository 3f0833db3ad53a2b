"""Files and folders into raw articles: which files, their bytes, their encoding."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reporter.config import Read
from reporter.errors import InputError
from reporter.read.manifest import NAME, Manifest, manifest
from reporter.schema import Failure, RawArticle

_MEGABYTE = 1_000_000
_SAMPLE = 65_536  # bytes that an encoding is told from
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_ENCODINGS = [
    "cp1252",
    "cp1251",
    "koi8_r",
    "cp1256",
    "cp1255",
    "cp1253",
    "cp1254",
    "cp1250",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
]
_CONTROL_SHARE = 0.01  # of the characters: a text file has next to none
_CONTROLS = frozenset(map(chr, [*range(9), *range(14, 27), 127]))


class Found(NamedTuple):
    """What lies at the given paths."""

    articles: list[RawArticle]
    failures: list[Failure]
    title: str | None  # the first that a story.toml gives


class Unreadable(Exception):  # noqa: N818 - a reason on its way to a recorded failure
    """Why one file gives no article; caught where it becomes a Failure."""


def found(paths: Sequence[Path], config: Read) -> Found:
    """Return the articles in files and folders, each file once, whatever the order of `paths`.

    Raises:
        InputError: a path does not exist or cannot be opened, or a story.toml is broken.
    """
    articles: list[RawArticle] = []
    failures: list[Failure] = []
    titles: list[str] = []
    manifests: dict[Path, Manifest] = {}
    for path, named in _files(paths, failures):
        folder = path.parent
        if folder not in manifests:
            manifests[folder] = manifest(folder)
            titles += [t for t in [manifests[folder].title] if t]
        try:
            articles.append(_article(path, config, manifests[folder], failures))
        except Unreadable as reason:
            failures.append(Failure(what=path.name, reason=str(reason)))
        except OSError as error:
            if named:
                raise InputError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
            failures.append(Failure(what=path.name, reason=f"cannot be read ({error.strerror})"))
    failures += _strangers(paths, manifests)
    return Found(articles, failures, titles[0] if titles else None)


def _files(paths: Sequence[Path], failures: list[Failure]) -> list[tuple[Path, bool]]:
    """Return the files, sorted, each with whether it was given by name."""
    files: dict[Path, bool] = {}
    for path in paths:
        if path.is_dir():
            try:
                inside = sorted(p for p in path.iterdir() if p.suffix.lower() == ".txt" and not p.is_dir())
            except OSError as error:
                raise InputError(f"{path}: the folder cannot be listed ({error.strerror}); check its permissions") from error
            if not inside:
                failures.append(Failure(what=path.name or str(path), reason="the folder holds no .txt files"))
            for file in inside:
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


def _strangers(paths: Sequence[Path], manifests: dict[Path, Manifest]) -> list[Failure]:
    """Return what story.toml describes although the folder does not hold it: most likely a misspelt name."""
    return [
        Failure(what=NAME, reason=f'describes "{name}", which is not in the folder')
        for folder in sorted({p for p in paths if p.is_dir()} & manifests.keys())
        for name in manifests[folder].articles
        if not (folder / name).is_file() and not (folder / f"{name}.txt").is_file()
    ]


def _article(path: Path, config: Read, story: Manifest, failures: list[Failure]) -> RawArticle:
    if not path.is_file():
        raise Unreadable("not a regular file")
    size = path.stat().st_size
    if size > config.max_megabytes * _MEGABYTE:
        limit = f"{config.max_megabytes} MB (setting read.max_megabytes)"
        raise Unreadable(f"{size / _MEGABYTE:.1f} MB is more than the {limit}; no news article is that long")
    text, encoding = decoded(path.read_bytes())
    if encoding:
        failures.append(Failure(what=path.name, reason=f"not UTF-8: read as {encoding}; check its accents and quotation marks"))
    said = story.of(path)
    return RawArticle(
        id=path.stem,
        text=text,
        outlet=said.outlet,
        url=said.url,
        title=said.title,
        byline=said.byline,
        published=said.published,
        path=path.name,
    )


def decoded(data: bytes) -> tuple[str, str | None]:
    """Return the text in `data`, and its encoding where that is not UTF-8. Nothing in the text is changed.

    Raises:
        Unreadable: empty, binary, or in an encoding that cannot be told.
    """
    if not data:
        raise Unreadable("the file is empty")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _tried(data, encoding)
            if text is not None:
                return _textual(text), None if encoding == "utf-8-sig" else encoding
    text = _tried(data, "utf-8")
    if text is not None:
        return _textual(text), None
    if b"\x00" in data:
        raise Unreadable("a binary file, not text")
    return _guessed(data)


def _guessed(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # takes a while to import, and is seldom needed

    matches = from_bytes(data[:_SAMPLE], cp_isolation=_ENCODINGS, enable_fallback=False)
    best = matches.best()
    # Single-byte encodings of neighbouring countries often fit equally well: the commonest is taken.
    equal = {e for m in matches if best and (m.chaos, -m.coherence) <= (best.chaos, -best.coherence) for e in m.could_be_from_charset}
    for encoding in _ENCODINGS:
        text = _tried(data, encoding) if encoding in equal else None
        if text is not None:
            return _textual(text), encoding
    raise Unreadable("neither UTF-8 nor another encoding that can be told; save it as UTF-8")


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _textual(text: str) -> str:
    if not text.strip():
        raise Unreadable("the file holds no text")
    if "\x00" in text or sum(c in _CONTROLS for c in text[:_SAMPLE]) > _CONTROL_SHARE * min(len(text), _SAMPLE):
        raise Unreadable("a binary file, not text")
    return text
