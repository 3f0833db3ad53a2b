"""One file, or one page of the web, into raw articles: what it holds, the files in it, and what it leads to."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from msgspec.structs import replace

from reporter import plugins
from reporter.config import Read
from reporter.errors import ConfigError, InputError
from reporter.protocols import Contents, Part, Reader
from reporter.read.isolation import Isolation
from reporter.read.manifest import NAME, Described
from reporter.read.web.address import shown
from reporter.schema import Failure, RawArticle

if TYPE_CHECKING:
    from reporter.read.web.fetching import Web

MEGABYTE = 1_000_000
PLAIN = frozenset({"text", "markdown"})  # the whole file is the article
REACH = 2  # from a list of feeds to a feed, and from there to a page
_MOST_ARTICLES = 500  # of one file: no story has as many
_DEEPEST = 3  # files within files within files
_PAGES = frozenset({"html", "mhtml"})  # what they say of their address is theirs to say: it is believed on their own site
_FEEDS = frozenset({"feed", "jsonfeed"})
_FEED_TELLS = ("outlet", "title", "byline", "published", "updated", "language")
_FETCHED = "the web"


class Place(NamedTuple):
    """Where a file comes from."""

    name: str
    url: str | None = None
    url_from: str = "its archive"
    depth: int = 0  # in how many other files it lies
    reach: int = 0  # how many links may be followed from here, one after the other

    @property
    def fetched(self) -> bool:
        """Tell whether it was fetched, and is not a part of what was."""
        return self.url is not None and self.url_from.startswith(_FETCHED)


class Taken:
    """What was read so far, the process that reads, and the way to the web."""

    def __init__(self, config: Read, apart: Isolation, web: Web | None = None) -> None:
        self.config = config
        self.articles: list[RawArticle] = []
        self.failures: list[Failure] = []
        self._apart = apart
        self._web = web

    @property
    def web(self) -> Web:
        """The way to the web, begun when it is first needed. Raises ConfigError where its libraries are not installed."""
        if self._web is None:
            try:
                from reporter.read.web.fetching import Web
            except ModuleNotFoundError as error:
                command = "pip install 'reporter-brief[web]'; in a checkout, make setup"
                raise ConfigError(f"fetching from the web needs {error.name}: {command}") from error
            self._web = Web(self.config)
        return self._web

    def fetch(self, url: str, said: Described, reach: int = REACH) -> None:
        """Read what is at a URL; where it cannot be read, that is noted."""
        try:
            place, data = self._fetched(url, reach)
            self.take(data, place, said)
        except InputError as reason:
            self.failures.append(Failure(what=shown(url), reason=str(reason)))

    def take(self, data: bytes, place: Place, said: Described) -> None:
        """Read one file, and the files in it. Raises InputError where it cannot be read."""
        if place.depth > _DEEPEST:
            raise InputError(f"a file within more than {_DEEPEST} others; not read")
        contents = self._contents(data, place.name)
        self.failures += contents.failures
        if len(contents.articles) > _MOST_ARTICLES:
            more = f"holds {len(contents.articles)} articles; the first {_MOST_ARTICLES} are read"
            self.failures.append(Failure(what=place.name, reason=more))
        alone = len(contents.articles) == 1 and not contents.parts
        for article in contents.articles[:_MOST_ARTICLES]:
            if article.kind in _FEEDS:
                self._item(article, place, said)
            else:
                self._keep(_located(article, place) if alone else article, said)
        for part in contents.parts:
            self._part(part, place, said)
        for link in contents.links:
            if place.reach:
                self.fetch(link, said, place.reach - 1)
            else:
                self.failures.append(
                    Failure(what=place.name, reason=f"lists {shown(link)}; give the list by its name to have that fetched")
                )

    def _keep(self, article: RawArticle, said: Described) -> None:
        if len(article.text.encode("utf-8", "replace")) > self.config.max_megabytes * MEGABYTE:
            self.failures.append(Failure(what=article.path or article.id, reason=_too_long(article.text, self.config)))
        else:
            self.articles.append(_described(article, said))

    def _part(self, part: Part, place: Place, said: Described) -> None:
        before = len(self.failures)
        try:
            self.take(part.data, Place(part.name, part.url, depth=place.depth + 1), said)
        except InputError as reason:
            self.failures.append(Failure(what=part.name, reason=str(reason)))
        self.failures[before:] = [replace(f, what=f"{place.name}, {f.what}") for f in self.failures[before:]]

    def _fetched(self, url: str, reach: int) -> tuple[Place, bytes]:
        page = self.web.fetch(url)
        led = "" if page.url == page.asked else f", where {page.asked} leads to"
        return Place(page.url, page.url, f"{_FETCHED}{led}", reach=reach), page.body

    def _item(self, item: RawArticle, place: Place, said: Described) -> None:
        """Keep a feed's item: its page, where it has no text or a summary only and its feed was fetched, and there is a page."""
        partly = item.losses or not item.text.strip()
        page = self._page_of(item) if item.url and partly and place.fetched and place.reach else None
        if page is not None or item.text.strip():
            self._keep(page or item, said)
        elif not (place.fetched and place.reach):
            self.failures.append(Failure(what=f"{place.name}, {item.url}", reason="no text in it; its page is fetched where its feed is"))

    def _page_of(self, item: RawArticle) -> RawArticle | None:
        """Return the page of a feed's item, with what the feed alone tells of it; where there is none, that is noted."""
        url = item.url or ""
        try:
            place, data = self._fetched(url, 0)
            contents = self._contents(data, place.name)
        except InputError as error:
            self.failures.append(Failure(what=shown(url), reason=str(error)))
            return None
        self.failures += contents.failures
        if len(contents.articles) != 1:
            self.failures.append(Failure(what=shown(url), reason="holds more than one article, or none; what its feed has is read"))
            return None
        page = _located(contents.articles[0], place)
        told = {name: value for name in _FEED_TELLS if getattr(page, name) is None and (value := getattr(item, name)) is not None}
        return replace(page, id=item.id, known_from=page.known_from | {name: item.known_from[name] for name in told}, **told)

    def _contents(self, data: bytes, name: str) -> Contents:
        if not data:
            raise InputError("the file is empty")
        reader = reader_of(data, name)
        if reader.name in PLAIN and len(data) > self.config.max_megabytes * MEGABYTE:
            limit = f"{self.config.max_megabytes} MB (setting read.max_megabytes)"
            raise InputError(f"{len(data) / MEGABYTE:.1f} MB is more than the {limit}; no news article is that long")
        safe = name.encode("utf-8", "replace").decode()
        return self._apart.read(reader.name, data, safe) if reader.isolated else reader.read(data, safe)


def reader_of(data: bytes, name: str) -> Reader:
    """Return the reader that knows a file best by its content, else by its name; plain text where none does."""
    return max(readers(), key=lambda r: (r.recognises(data, name), r.name == "text", r.name))


@functools.cache
def readers() -> tuple[Reader, ...]:
    """Return all readers, by name."""
    return tuple(plugins.load(plugins.READERS, name)() for name in plugins.names(plugins.READERS))


def _too_long(text: str, config: Read) -> str:
    size = len(text.encode("utf-8", "replace")) / MEGABYTE
    limit = f"{config.max_megabytes} MB (setting read.max_megabytes)"
    return f"its text of {size:.1f} MB is more than the {limit}; no news article is that long"


def _located(article: RawArticle, place: Place) -> RawArticle:
    """Return the article with the address that its file was found at, where it has none, or one that is not its site's to give."""
    if place.url is None or (article.url and not (place.fetched and article.kind in _PAGES and not _one_site(article.url, place.url))):
        return article
    named = f"; the page itself names {article.url}" if article.url else ""
    return replace(article, url=place.url, known_from=article.known_from | {"url": place.url_from + named})


def _one_site(left: str, right: str) -> bool:
    def host(url: str) -> str:
        try:
            return (urlsplit(url).hostname or "").removeprefix("www.")
        except ValueError:
            return ""

    return host(left) == host(right)


def _described(article: RawArticle, said: Described) -> RawArticle:
    """Return the article with what story.toml says of it, before what its file says."""
    values = {name: value for name in said.__struct_fields__ if (value := getattr(said, name)) is not None}
    return replace(article, known_from=article.known_from | dict.fromkeys(values, NAME), **values)
