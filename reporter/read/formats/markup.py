"""A fragment of HTML, as feeds and agencies carry it, into paragraphs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "address article aside blockquote body br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p "
    "pre section table tbody td th thead tr ul block hedline hl1 hl2 body.content body.head".split()
)
_UNREAD = frozenset(
    "script style noscript template svg iframe object figure figcaption video audio picture head title select button".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SPACE = re.compile(r"[ \t\r\f\v\xa0\n]+")
_TAG = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9.:-]{0,30}(?=[\s/>])|!--)|&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});")


class Lenient(HTMLParser):
    """The library's parser, which else gives up on a section such as "<![x": browsers take it for a comment."""

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: FBT002 - as in the library
        """Return where the section that begins at `i` ends, -1 where it does not."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            end = self.rawdata.find(">", i)
            return end + 1 if end >= 0 else -1


class _Paragraphs(Lenient):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[str] = []
        self.current: list[str] = []
        self.unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - HTMLParser's signature
        if tag in _UNREAD:
            self.unread.append(tag)
        elif tag in _BLOCKS:
            self.end()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID or tag in _BLOCKS:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.unread:
            if tag in self.unread:
                del self.unread[self.unread.index(tag) :]
        elif tag in _BLOCKS:
            self.end()

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.current.append(data)

    def end(self) -> None:
        text = _SPACE.sub(" ", "".join(self.current)).strip()
        self.current.clear()
        if text:
            self.done.append(text)


def paragraphs(fragment: str) -> list[str]:
    """Return the paragraphs of an HTML fragment; what is no running text (scripts, figures, forms) is left out."""
    parser = _Paragraphs()
    parser.feed(fragment)
    parser.close()
    parser.end()
    return parser.done


def is_markup(text: str) -> bool:
    """Tell whether `text` is HTML rather than plain text."""
    return _TAG.search(text) is not None


def plain(text: str) -> str:
    """Return the text of what may be HTML or plain text."""
    return "\n\n".join(paragraphs(text)) if is_markup(text) else text.strip()
