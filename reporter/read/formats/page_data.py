"""What a page says of its article: JSON-LD (schema.org), OpenGraph, meta elements, <time>, <title>."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct, field

from reporter.read.formats.markup import Lenient
from reporter.read.formats.metadata import Found

_ARTICLES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle BlogPosting LiveBlogPosting "
    "Report ImageGallery MediaGallery".split()
)
_META = {
    "og:title": ("title", "OpenGraph"), "og:site_name": ("outlet", "OpenGraph"), "og:url": ("url", "OpenGraph"),
    "article:published_time": ("published", "OpenGraph"), "article:modified_time": ("updated", "OpenGraph"),
    "og:updated_time": ("updated", "OpenGraph"), "og:locale": ("language", "OpenGraph"),
    "author": ("byline", "meta"), "article:author": ("byline", "OpenGraph"), "parsely-author": ("byline", "meta"),
    "byl": ("byline", "meta"),
    "parsely-pub-date": ("published", "meta"), "pubdate": ("published", "meta"), "date": ("published", "meta"),
    "dc.date.issued": ("published", "meta"), "datepublished": ("published", "microdata"), "datemodified": ("updated", "microdata"),
    "last-modified": ("updated", "meta"), "application-name": ("outlet", "meta"), "citation_title": ("title", "meta"),
}  # fmt: skip
_TRUSTED = ("JSON-LD", "OpenGraph", "microdata", "meta", "link", "<time>", "<h1>", "<html lang>", "<title>")  # the first that tells counts
_MOST_SCRIPTS = 40
_LONGEST_SCRIPT = 1_000_000
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_PLACES = re.compile(r"\s+[|–—-]\s+[^|–—-]{2,40}$")  # "Ferry accident - Coast Post"


class Data(Struct):
    """A page's own words about itself."""

    found: Found = field(default_factory=Found)
    types: frozenset[str] = frozenset()
    free: bool = True  # False where it says that it is not accessible for free
    body_words: int = 0  # of the article's text in JSON-LD, where it is given, or as stated
    headline: str | None = None  # for the text's first line: stated or in <h1>, never the <title>
    live: bool = False
    figures: int = 0


class _Scanner(Lenient):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.told: list[tuple[str, str, str]] = []  # field, value, where
        self.scripts: list[str] = []
        self.figures = 0
        self.open: str | None = None
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v for k, v in attrs if v}
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            known = _META.get(name.lower())
            if known and given.get("content"):
                self.told.append((known[0], given["content"], f"{known[1]} {name}" if known[1] != "OpenGraph" else f"OpenGraph {name}"))
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.told.append(("url", given.get("href", ""), "link canonical"))
        elif tag == "html" and given.get("lang"):
            self.told.append(("language", given["lang"], "<html lang>"))
        elif tag == "time" and given.get("datetime"):
            which = "updated" if "modif" in given.get("itemprop", "").lower() or "updat" in given.get("class", "").lower() else "published"
            self.told.append((which, given["datetime"], "<time>"))
        elif tag == "figure":
            self.figures += 1
        if tag in {"title", "h1"} or (tag == "script" and "ld+json" in given.get("type", "")):
            self.open, self.text = tag, []

    def handle_data(self, data: str) -> None:
        if self.open:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag != self.open:
            return
        text = "".join(self.text)
        self.open = None
        if tag == "script" and len(self.scripts) < _MOST_SCRIPTS:
            self.scripts.append(text)
        elif tag in {"title", "h1"}:
            self.told.append(("title", text, f"<{tag}>"))


def data_of(html: str) -> Data:
    """Return what the page says; the source that is trusted most counts where several differ."""
    scanner = _Scanner()
    scanner.feed(html)
    page = Data(figures=scanner.figures)
    for script in scanner.scripts:
        for thing in _things(script):
            _from_json_ld(thing, page)
    ranked = sorted(scanner.told, key=lambda t: next(i for i, source in enumerate(_TRUSTED) if t[2].startswith(source)))
    for name, value, where in ranked:
        if name == "title" and where == "<h1>" and page.headline is None:
            page.headline = " ".join(value.split())[:300] or None
        page.found.tell(name, _PLACES.sub("", value) if where == "<title>" else _BY.sub("", value) if name == "byline" else value, where)
    if page.found.known_from.get("title", "<title>") != "<title>":
        page.headline = page.headline or page.found.values["title"]
    return page


def _things(script: str) -> Iterator[dict[str, Any]]:
    """Yield the articles that a JSON-LD script describes."""
    if len(script) > _LONGEST_SCRIPT:
        return
    try:
        waiting: list[Any] = [msgspec.json.decode(script.strip().removeprefix("<!--").removesuffix("-->"), strict=False)]
    except (msgspec.DecodeError, RecursionError):  # many pages have broken ones: their other markup still tells
        return
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting = [*thing[:50], *waiting]
        elif isinstance(thing, dict):
            waiting += [thing[k] for k in ("@graph", "mainEntity") if isinstance(thing.get(k), (list, dict))]
            if _types(thing) & _ARTICLES:
                yield thing


def _types(thing: dict[str, Any]) -> frozenset[str]:
    kind = thing.get("@type")
    return frozenset(k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str))


def _from_json_ld(thing: dict[str, Any], page: Data) -> None:
    page.types |= _types(thing)
    page.live = page.live or "LiveBlogPosting" in page.types
    page.free = page.free and str(thing.get("isAccessibleForFree", True)).lower() not in {"false", "0", "http://schema.org/false"}
    body = thing.get("articleBody")
    if isinstance(body, str):
        page.body_words = max(page.body_words, len(body.split()))
    for name, key in (("title", "headline"), ("title", "name"), ("published", "datePublished"), ("updated", "dateModified"),
                      ("language", "inLanguage"), ("url", "url"), ("url", "mainEntityOfPage"), ("byline", "author"),
                      ("outlet", "publisher")):  # fmt: skip
        page.found.tell(name, _named(thing.get(key)), f"JSON-LD {key}")
    headline = thing.get("headline")
    if page.headline is None and isinstance(headline, str):
        page.headline = " ".join(headline.split())[:300] or None


def _named(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(n for v in value[:20] if (n := _named(v))) or None
    if isinstance(value, dict):
        return _named(value.get("name") or value.get("@id") or value.get("url") or value.get("alternateName"))
    return value if isinstance(value, str) else None
