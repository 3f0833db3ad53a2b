"""Feeds: RSS and Atom by feedparser, JSON Feed (https://www.jsonfeed.org/version/1.1/), and OPML, which lists feeds."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from reporter.errors import InputError
from reporter.protocols import Contents
from reporter.read.encoding import decoded
from reporter.read.formats.markup import plain
from reporter.read.formats.metadata import Found, raw_article, stem, under_headline
from reporter.read.formats.needs import extra
from reporter.read.formats.trees import parsed, shallow, without_entities
from reporter.schema import Failure, Loss, RawArticle

_FEED = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]")
_OPML = re.compile(rb"<opml[\s>]", re.IGNORECASE)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org')
_SUMMARY = Loss(kind="truncated", reason="its feed carries a summary, not the article")
_FULL_WORDS = 150  # a description of that many words is the article itself


class Feed:
    """RSS 0.9 to 2.0 and Atom."""

    name = "feed"
    suffixes: tuple[str, ...] = (".rss", ".atom", ".rdf", ".xml")
    isolated = True

    def recognises(self, data: bytes, name: str) -> int:  # noqa: ARG002 - a reader's signature
        """Return 3 for a root element of RSS or Atom."""
        return 3 if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _FEED.search(data[:4_096]) else 0

    def read(self, data: bytes, name: str) -> Contents:
        """Return an article an entry."""
        with extra("feeds", "feeds"):
            import feedparser
        without_entities(data)
        shallow(data)
        try:
            feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
        except UnicodeDecodeError as error:  # of the encoding's name: all else the library works around
            raise InputError("its first line names an encoding that is none; save it as UTF-8") from error
        if not feed.entries:
            raise InputError(f"a feed without entries ({feed.bozo_exception})" if feed.get("bozo") else "a feed without entries")
        rss = str(feed.get("version", "")).startswith("rss")
        rows = [_entry(e, feed.feed, name, f"{stem(name)}-{n}", rss=rss) for n, e in enumerate(feed.entries, 1)]
        told = [Failure(what=name, reason=f"not well-formed ({feed.bozo_exception}); read as far as it goes")] if feed.get("bozo") else []
        return _gathered(name, rows, told)


class JsonFeed:
    """JSON Feed 1 and 1.1."""

    name = "jsonfeed"
    suffixes: tuple[str, ...] = (".json",)
    isolated = True

    def recognises(self, data: bytes, name: str) -> int:  # noqa: ARG002 - a reader's signature
        """Return 3 for the version that a JSON Feed must name."""
        return 3 if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _JSON_FEED.search(data[:65_536]) else 0

    def read(self, data: bytes, name: str) -> Contents:
        """Return an article an item."""
        try:
            feed = msgspec.json.decode(decoded(data)[0])
        except (msgspec.DecodeError, RecursionError) as error:
            raise InputError(f"not valid JSON: {error}") from error
        items = feed.get("items") if isinstance(feed, dict) else None
        if not isinstance(items, list) or not items:
            raise InputError("a JSON Feed without items")
        return _gathered(name, [_item(i, feed, name, f"{stem(name)}-{n}") for n, i in enumerate(items, 1)], [])


class Opml:
    """A list of feeds: nothing of it is an article."""

    name = "opml"
    suffixes: tuple[str, ...] = (".opml",)
    isolated = True

    def recognises(self, data: bytes, name: str) -> int:  # noqa: ARG002 - a reader's signature
        """Return 3 for OPML's root element."""
        return 3 if _OPML.search(data[:4_096]) else 0

    def read(self, data: bytes, name: str) -> Contents:  # noqa: ARG002 - a reader's signature
        """Return the urls of the feeds, sorted."""
        links = {(e.get("xmlUrl") or "").strip() for e in parsed(data).iter() if str(e.tag).lower().endswith("outline")}
        if not links - {""}:
            raise InputError("OPML that lists no feed")
        return Contents(links=tuple(sorted(links - {""})))


def _gathered(name: str, rows: list[RawArticle | str], told: list[Failure]) -> Contents:
    failures = [Failure(what=f"{name}, item {n}", reason=row) for n, row in enumerate(rows, 1) if isinstance(row, str)]
    return Contents(articles=tuple(r for r in rows if isinstance(r, RawArticle)), failures=(*told, *failures))


def _entry(entry: Mapping[str, Any], feed: Mapping[str, Any], name: str, id_: str, *, rss: bool) -> RawArticle | str:
    """Return the article, or why there is none; one without text where its page is named."""
    kind = "RSS" if rss else "Atom"
    found = Found()
    found.tell("title", plain(str(entry.get("title") or "")), f"{kind}: title")
    if rss and isinstance(entry.get("source"), Mapping):  # in Atom it names the feed that an entry was copied from, not who published it
        found.tell("outlet", entry["source"].get("title"), "RSS: source")
    found.tell("outlet", entry.get("dc_publisher") or entry.get("publisher"), f"{kind}: publisher")
    found.tell("outlet", plain(str(feed.get("title") or "")), f"{kind}: the feed's title")
    found.tell("byline", entry.get("author"), f"{kind}: author")
    found.tell("published", entry.get("published"), f"{kind}: published")
    found.tell("updated", entry.get("updated"), f"{kind}: updated")
    found.tell("published", entry.get("updated"), f"{kind}: updated")
    found.tell("url", entry.get("link"), f"{kind}: link")
    contents = [c.get("value", "") for c in entry.get("content") or ()]
    found.tell("language", next((c.get("language") for c in entry.get("content") or ()), None), f"{kind}: language")
    found.tell("language", feed.get("language"), f"{kind}: the feed's language")
    return _told(max(contents, key=len, default=""), str(entry.get("summary") or ""), found, name, id_, "feed")


def _item(item: object, feed: Mapping[str, Any], name: str, id_: str) -> RawArticle | str:
    if not isinstance(item, dict):
        return "no item of a JSON Feed"
    found = Found()
    found.tell("title", item.get("title"), "JSON Feed: title")
    authors = [a for a in item.get("authors") or [item.get("author")] if isinstance(a, dict)] if isinstance(item, dict) else []
    found.tell("byline", ", ".join(str(a["name"]) for a in authors[:20] if a.get("name")), "JSON Feed: authors")
    found.tell("outlet", feed.get("title"), "JSON Feed: the feed's title")
    found.tell("published", item.get("date_published"), "JSON Feed: date_published")
    found.tell("updated", item.get("date_modified"), "JSON Feed: date_modified")
    found.tell("url", item.get("url"), "JSON Feed: url")
    found.tell("language", item.get("language") or feed.get("language"), "JSON Feed: language")
    text, html = item.get("content_text"), item.get("content_html")
    content = text if isinstance(text, str) and text.strip() else html if isinstance(html, str) else ""
    return _told(content, str(item.get("summary") or ""), found, name, id_, "jsonfeed")


def _told(content: str, summary: str, found: Found, name: str, id_: str, kind: str) -> RawArticle | str:
    text = plain(content)
    losses: tuple[Loss, ...] = ()
    if not text:
        text = plain(summary)
        losses = () if len(text.split()) >= _FULL_WORDS else (_SUMMARY,)
    if not text and "url" not in found.values:
        return "no text in it"
    if not text:  # its page may be fetched
        return raw_article("", name, kind, found, losses, id_)
    return raw_article(under_headline(found.values.get("title"), text), name, kind, found, losses, id_)
