"""IPTC NewsML-G2 (https://iptc.org/std/NewsML-G2/): news items, alone or in a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reporter.errors import InputError
from reporter.protocols import Contents
from reporter.read.formats.markup import paragraphs
from reporter.read.formats.metadata import Found, raw_article, stem, under_headline
from reporter.read.formats.rights import withheld
from reporter.read.formats.trees import parsed
from reporter.schema import Failure, RawArticle

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:newsMessage|newsItem|packageItem)[\s>]")


class NewsMl:
    """A newsItem, or a newsMessage with several."""

    name = "newsml"
    suffixes: tuple[str, ...] = (".xml", ".newsml")
    isolated = True

    def recognises(self, data: bytes, name: str) -> int:  # noqa: ARG002 - a reader's signature
        """Return 3 for a root element of NewsML-G2."""
        return 3 if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _ROOT.search(data[:16_384]) else 0

    def read(self, data: bytes, name: str) -> Contents:
        """Return the items that may be used."""
        root = parsed(data)
        items = [e for e in root.iter() if _tag(e) == "newsItem"]
        if not items:
            raise InputError("NewsML-G2 without a newsItem")
        articles: list[RawArticle] = []
        failures: list[Failure] = []
        for number, item in enumerate(items, 1):
            id_ = stem(name) if len(items) == 1 else f"{stem(name)}-{number}"
            try:
                articles.append(_article(item, name, id_))
            except InputError as reason:
                failures.append(Failure(what=name if len(items) == 1 else f"{name}, item {number}", reason=str(reason)))
        return Contents(articles=tuple(articles), failures=tuple(failures))


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _all(item: Element, name: str) -> Iterator[Element]:
    return (e for e in item.iter() if _tag(e) == name)


def _text(item: Element, name: str) -> str | None:
    return next((" ".join("".join(e.itertext()).split()) for e in _all(item, name) if "".join(e.itertext()).strip()), None)


def _article(item: Element, name: str, id_: str) -> RawArticle:
    status = next((e.get("qcode") or e.get("literal") for e in _all(item, "pubStatus")), None)
    reason = withheld(status, _text(item, "embargoed"))
    if reason:
        raise InputError(reason)
    found = Found()
    found.tell("title", _text(item, "headline"), "NewsML-G2: headline")
    found.tell("byline", _text(item, "by"), "NewsML-G2: by")
    for tag in ("firstCreated", "contentCreated", "versionCreated"):
        found.tell("published", _text(item, tag), f"NewsML-G2: {tag}")
    found.tell("updated", _text(item, "versionCreated"), "NewsML-G2: versionCreated")
    found.tell("language", next((e.get("tag") for e in _all(item, "language")), None), "NewsML-G2: language")
    for provider in _all(item, "provider"):
        found.tell("outlet", _text(provider, "name"), "NewsML-G2: provider")
        found.tell("outlet", provider.get("literal"), "NewsML-G2: provider")
    body = _body(item)
    if not body:
        raise InputError("a NewsML-G2 item without a text")
    return raw_article(under_headline(found.values.get("title"), body), name, "newsml", found, id_=id_)


def _body(item: Element) -> str:
    from xml.etree.ElementTree import tostring

    for content in _all(item, "inlineXML"):
        body = next((e for e in content.iter() if _tag(e) in {"body.content", "body"}), content)
        told = paragraphs(re.sub(r"(</?)\w{1,20}:", r"\1", tostring(body, encoding="unicode")))
        if told:
            return "\n\n".join(told)
    return next(("".join(e.itertext()).strip() for e in _all(item, "inlineData") if "".join(e.itertext()).strip()), "")
