"""Articles as data: JSON (an array, an object, a line each) and CSV, their fields by the names that such files use."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

import msgspec

from reporter.errors import InputError
from reporter.protocols import Contents
from reporter.read.encoding import decoded
from reporter.read.formats.markup import plain
from reporter.read.formats.metadata import Found, raw_article, stem, under_headline
from reporter.schema import Failure, RawArticle

_TEXTS = ("text", "body", "content", "article", "body_text", "fulltext", "full_text", "articlebody", "maintext")
_MARKED_UP = ("html", "content_html", "body_html")
_FIELDS = {
    "outlet": ("outlet", "publisher", "source", "source_name", "site_name", "publication"),
    "url": ("url", "link", "canonical_url"),
    "title": ("title", "headline", "name"),
    "byline": ("byline", "author", "authors", "creator"),
    "published": ("published", "published_at", "publishedat", "date", "date_published", "datepublished", "pubdate", "date_publish"),
    "updated": ("updated", "updated_at", "modified", "date_modified", "datemodified", "lastmod"),
    "language": ("language", "lang"),
}
_LONGEST_CELL = 10_000_000  # characters: the article's own limit comes later
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]")


class Json:
    """JSON of articles: an array, an object that holds one, or an object a line."""

    name = "json"
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson", ".json")
    isolated = True

    def recognises(self, data: bytes, name: str) -> int:
        """Return 2 for what opens as JSON does and names a text."""
        if not _OPENING.match(data):
            return 0
        head = data[:65_536].lower()
        return 2 if PurePath(name).suffix.lower() in self.suffixes or any(b'"%s"' % key.encode() in head for key in _TEXTS) else 0

    def read(self, data: bytes, name: str) -> Contents:
        """Return an article an object."""
        text, _ = decoded(data)
        failures: list[Failure] = []
        whole = _object(text)
        if whole is None:
            rows = [(f"line {n}", _object(line)) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
        else:
            rows = [(f"item {n}", row) for n, row in enumerate(_listed(whole), 1)]
        return _gathered(rows, name, self.name, failures)


class Csv:
    """CSV with a header line, of which one column is the text."""

    name = "csv"
    suffixes: tuple[str, ...] = (".csv", ".tsv")
    isolated = True

    def recognises(self, data: bytes, name: str) -> int:
        """Return 2 where the name says so and the first line names a column of texts."""
        if PurePath(name).suffix.lower() not in self.suffixes:
            return 0
        head = re.split(rb"[,;\t\r\n]", data[:4_096].lower().partition(b"\n")[0].removeprefix(b"\xef\xbb\xbf"))
        return 2 if {cell.strip(b"\"' ").decode("latin-1") for cell in head} & {*_TEXTS, *_MARKED_UP} else 1

    def read(self, data: bytes, name: str) -> Contents:
        """Return an article a row."""
        text, encoding = decoded(data)
        csv.field_size_limit(_LONGEST_CELL)
        first = text.partition("\n")[0]
        delimiter = max(",;\t", key=first.count)
        try:
            rows = [(f"row {n}", row) for n, row in enumerate(csv.DictReader(io.StringIO(text), delimiter=delimiter), 1)]
        except csv.Error as error:
            raise InputError(f"not valid CSV: {error}") from error
        if rows and not {k.strip().lower() for k in rows[0][1] if isinstance(k, str)} & {*_TEXTS, *_MARKED_UP}:
            raise InputError(f"no column of texts; name one of them {', '.join(_TEXTS[:3])} in the first line")
        told = [Failure(what=name, reason=f"not UTF-8: read as {encoding}; check its accents and quotation marks")] if encoding else []
        return _gathered(rows, name, self.name, told)


def _object(text: str) -> Any:  # noqa: ANN401 - JSON
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return None
    except RecursionError as error:
        raise InputError("JSON that is nested too deeply") from error


def _listed(whole: object) -> list[object]:
    if isinstance(whole, list):
        return whole
    if isinstance(whole, dict):
        for key in ("articles", "items", "results", "data", "stories"):
            if isinstance(whole.get(key), list):
                return list(whole[key])
    return [whole]


def _gathered(rows: Iterable[tuple[str, object]], name: str, kind: str, failures: list[Failure]) -> Contents:
    articles: list[RawArticle] = []
    given = list(rows)
    for place, row in given:
        article = _article(row, name, kind, None if len(given) == 1 else place.partition(" ")[2]) if isinstance(row, dict) else None
        if article is None:
            reason = "no text in it" if isinstance(row, dict) else "no JSON object"
            failures.append(Failure(what=f"{name}, {place}", reason=reason))
        else:
            articles.append(article)
    if not articles:
        raise InputError(f"holds no article: no object with a text ({', '.join(_TEXTS[:3])})")
    return Contents(articles=tuple(articles), failures=tuple(failures))


def _article(row: Mapping[Any, Any], name: str, kind: str, number: str | None) -> RawArticle | None:
    fields = {str(key).strip().lower(): value for key, value in row.items() if key is not None}
    text = next((fields[k] for k in _TEXTS if isinstance(fields.get(k), str) and fields[k].strip()), None)
    marked_up = next((fields[k] for k in _MARKED_UP if isinstance(fields.get(k), str)), None)
    if text is None:
        text = plain(marked_up) if marked_up else None
    if not text or not text.strip():
        return None
    found = Found()
    for target, keys in _FIELDS.items():
        for key in keys:
            found.tell(target, _value(fields.get(key)), f"{kind}: {key}")
    given = fields.get("id")
    id_ = str(given) if isinstance(given, (str, int)) and str(given).strip() else f"{stem(name)}-{number}" if number else stem(name)
    return raw_article(under_headline(found.values.get("title"), text), name, kind, found, id_=id_)


def _value(value: object) -> object:
    """Return a value as text: lists of names joined, the name of an object that has one."""
    if isinstance(value, list):
        named = [v for v in map(_value, value[:20]) if isinstance(v, str)]
        return ", ".join(named) or None
    if isinstance(value, dict):
        return value.get("name") or value.get("title")
    return value
