"""The optional `story.toml` beside the articles: the story's title, and what is known of each article."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from msgspec import Struct

from reporter.errors import InputError
from reporter.read.publication import iso

NAME = "story.toml"
_KEYS = ("outlet", "url", "title", "published", "byline")


class Described(Struct, frozen=True, kw_only=True):
    """What story.toml says of one article."""

    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    byline: str | None = None


class Manifest(Struct, frozen=True, kw_only=True):
    """A story.toml, read. `articles` is by file name or stem."""

    title: str | None = None
    articles: dict[str, Described] = {}

    def of(self, path: Path) -> Described:
        """Return what is said of the file at `path`, by its name or its stem."""
        return self.articles.get(path.name) or self.articles.get(path.stem) or Described()


def manifest(folder: Path) -> Manifest:
    """Return the story.toml in `folder`; an empty one where there is none.

    Raises:
        InputError: it cannot be read, is not TOML, or has an unknown key or a wrong type.
    """
    path = folder / NAME
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Manifest()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); make it readable or move it away") from error
    try:
        raw = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not valid TOML: {error}") from error
    except RecursionError as error:
        raise InputError(f"{path}: nested too deeply") from error
    return _checked(path, raw)


def _checked(path: Path, raw: dict[str, Any]) -> Manifest:
    for key in raw:
        if key not in {"title", "articles"}:
            raise InputError(f'{path}: unknown key "{key}"; known keys: title, and tables [articles."NAME"] with {", ".join(_KEYS)}')
    title, tables = raw.get("title"), raw.get("articles", {})
    if title is not None and not isinstance(title, str):
        raise InputError(f'{path}: "title" must be a text in quotation marks')
    if not isinstance(tables, dict):
        raise InputError(f'{path}: "articles" must hold tables such as [articles."000.txt"]')
    return Manifest(title=title, articles={name: _described(path, name, table) for name, table in tables.items()})


def _described(path: Path, name: str, table: object) -> Described:
    if not isinstance(table, dict):
        raise InputError(f'{path}: articles."{name}" must be a table [articles."{name}"] with {", ".join(_KEYS)}')
    values: dict[str, str] = {}
    for key, value in table.items():
        if key not in _KEYS:
            raise InputError(f'{path}: unknown key "{key}" in [articles."{name}"]; known keys: {", ".join(_KEYS)}')
        values[key] = _value(f'{path}: "{key}" in [articles."{name}"]', key, value)
    return Described(**values)


def _value(where: str, key: str, value: object) -> str:
    if key == "published" and isinstance(value, dt.date):  # a datetime is a date too
        return value.isoformat()
    if not isinstance(value, str):
        raise InputError(f"{where} must be a text in quotation marks")
    if key == "published" and iso(value) is None:
        raise InputError(f"{where} must be a date, or a date and time, as in 2023-09-20 or 2023-09-20T15:17, not {value!r}")
    return value
