"""Saved web pages: the article by trafilatura (Barbaresi 2021), what the page says of it from its own markup."""

from __future__ import annotations

import re
from typing import Any

from reporter.errors import InputError
from reporter.protocols import Contents
from reporter.read.encoding import marked_up
from reporter.read.formats.metadata import Found, raw_article, under_headline
from reporter.read.formats.needs import extra
from reporter.read.formats.page_data import Data, data_of
from reporter.read.formats.page_losses import losses

_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,300}>\s*)?(?:<!--[^>]{0,2000}-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_UTF_16 = (b"\xff\xfe<", b"\xfe\xff\x00<")
# What no page may have, as it is or by its number: the tree that the page becomes cannot hold it.
_INVALID = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], " ")
_INVALID_REFERENCES = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef]))(?![0-9a-f]);?", re.IGNORECASE)
_LONGEST = 8_000_000  # characters of a page
_DEEPEST = 3_000  # levels, elements that a page forgets to close included
_TAGS = re.compile(r"<(/?)(div|span|section|article|table|tr|td|ul|ol|li|b|i|em|strong|font|blockquote|a|p)\b", re.IGNORECASE)


class Html:
    """A page as a browser saves it."""

    name = "html"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")
    isolated = True

    def recognises(self, data: bytes, name: str) -> int:
        """Return 2 for what begins as a page does, 1 for a page by its name."""
        if _START.match(data[:8_192]):
            return 2
        named = name.lower().endswith(self.suffixes) or "://" in name
        return 1 if data.startswith(_UTF_16) or (named and b"<" in data[:8_192]) else 0

    def read(self, data: bytes, name: str) -> Contents:
        """Return the page's article: its headline, then its text."""
        with extra("pages", "web pages"):
            from trafilatura import bare_extraction
        html = _INVALID_REFERENCES.sub(" ", marked_up(data).translate(_INVALID))
        if len(html) > _LONGEST:
            raise InputError(f"a page of {len(html) / 1_000_000:.1f} million characters; at most {_LONGEST // 1_000_000} million are read")
        _shallow(html)
        page = data_of(html)
        found = page.found
        extracted: Any = bare_extraction(html, url=found.values.get("url"), include_comments=False, as_dict=False, with_metadata=False)
        text = (getattr(extracted, "text", None) or "").strip()
        lacking = losses(html, page, text)
        if not text:
            raise InputError(f"no article found in the page{_why(lacking)}")
        _date(html, page, found)
        return Contents(articles=(raw_article(under_headline(page.headline, text), name, self.name, found, lacking),))


def _shallow(html: str) -> None:
    """Raise InputError where elements are nested so deeply that a parser gives up or takes for ever."""
    level = 0
    for match in _TAGS.finditer(html):
        level = max(0, level - 1) if match[1] else level + (match[2].lower() not in {"li", "p", "td", "tr"})
        if level > _DEEPEST:
            raise InputError(f"a page with more than {_DEEPEST} elements inside each other")


def _why(lacking: tuple[Any, ...]) -> str:
    return f": {lacking[0].reason}" if lacking else "; perhaps it is filled by a script: save it from the browser as shown"


def _date(html: str, page: Data, found: Found) -> None:
    """Where the markup names no date, let htmldate look for one."""
    if "published" in found.values or page.live:
        return
    from htmldate import find_date

    found.tell("published", find_date(html, original_date=True, extensive_search=False, url=found.values.get("url")), "htmldate")
