"""IPTC ninjs, news as JSON (https://iptc.org/std/ninjs/): versions 1 to 3."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from reporter.errors import InputError
from reporter.protocols import Contents
from reporter.read.encoding import decoded
from reporter.read.formats.markup import plain
from reporter.read.formats.metadata import Found, raw_article, stem, under_headline
from reporter.read.formats.rights import withheld
from reporter.schema import Failure, RawArticle

_SIGNS = re.compile(rb'"(?:pubstatus|versioncreated|body_(?:text|xhtml|html5?)|bodies|copyrightholder|representationtype|usageterms)"\s*:')


class Ninjs:
    """A ninjs item, an array of them, or one a line."""

    name = "ninjs"
    suffixes: tuple[str, ...] = (".ninjs", ".json")
    isolated = True

    def recognises(self, data: bytes, name: str) -> int:  # noqa: ARG002 - a reader's signature
        """Return 3 for an object with two of the keys that ninjs alone has."""
        if not re.match(rb"(?:\xef\xbb\xbf)?\s*[\[{]", data):
            return 0
        return 3 if len(set(_SIGNS.findall(data[:65_536]))) >= 2 else 0

    def read(self, data: bytes, name: str) -> Contents:
        """Return the items that may be used."""
        text, _ = decoded(data)
        items = _items(text)
        articles: list[RawArticle] = []
        failures: list[Failure] = []
        for number, item in enumerate(items, 1):
            what = name if len(items) == 1 else f"{name}, item {number}"
            try:
                articles.append(_article(item, name, stem(name) if len(items) == 1 else f"{stem(name)}-{number}"))
            except InputError as reason:
                failures.append(Failure(what=what, reason=str(reason)))
        return Contents(articles=tuple(articles), failures=tuple(failures))


def _items(text: str) -> list[Any]:
    try:
        whole = msgspec.json.decode(text)
    except RecursionError as error:
        raise InputError("JSON that is nested too deeply") from error
    except msgspec.DecodeError as error:
        try:
            return [msgspec.json.decode(line) for line in text.splitlines() if line.strip()]
        except (msgspec.DecodeError, RecursionError):
            raise InputError(f"not valid JSON: {error}") from error
    if isinstance(whole, dict) and isinstance(whole.get("items"), list):
        return list(whole["items"])
    return whole if isinstance(whole, list) else [whole]


def _article(item: object, name: str, id_: str) -> RawArticle:
    if not isinstance(item, dict):
        raise InputError("no ninjs item")
    reason = withheld(item.get("pubstatus"), item.get("embargoed"))
    if reason:
        raise InputError(reason)
    found = Found()
    found.tell("title", item.get("headline"), "ninjs: headline")
    found.tell("title", _first(item.get("headlines"), "value"), "ninjs: headlines")
    found.tell("byline", item.get("byline"), "ninjs: byline")
    found.tell("byline", _first(item.get("bylines"), "byline"), "ninjs: bylines")
    for key in ("firstcreated", "contentcreated", "versioncreated"):
        found.tell("published", item.get(key), f"ninjs: {key}")
    found.tell("updated", item.get("versioncreated"), "ninjs: versioncreated")
    found.tell("language", item.get("language"), "ninjs: language")
    found.tell("url", item.get("uri"), "ninjs: uri")
    found.tell("url", _first(item.get("altids"), "value"), "ninjs: altids")
    for key in ("source", "copyrightholder"):
        found.tell("outlet", item.get(key), f"ninjs: {key}")
    found.tell("outlet", _first(item.get("infosources"), "name"), "ninjs: infosources")
    body = _body(item)
    if not body:
        raise InputError(f"a ninjs item without a text (type {item.get('type', 'not given')!r})")
    return raw_article(under_headline(found.values.get("title"), body), name, "ninjs", found, id_=id_)


def _first(values: object, key: str) -> object:
    first = values[0] if isinstance(values, list) and values else None
    return first.get(key) if isinstance(first, dict) else None


def _body(item: Mapping[str, Any]) -> str:
    for key in ("body_text", "body_xhtml", "body_html5", "body_html"):
        if isinstance(item.get(key), str) and item[key].strip():
            return str(item[key]) if key == "body_text" else plain(item[key])
    bodies = [b for b in item.get("bodies") or () if isinstance(b, dict)] if isinstance(item.get("bodies"), list) else []
    for body in sorted(bodies, key=lambda b: b.get("contenttype") != "text/plain"):
        if isinstance(body.get("value"), str) and body["value"].strip():
            return plain(body["value"])
    return ""
