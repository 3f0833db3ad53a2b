"""Plain text, and Markdown without its marks."""

from __future__ import annotations

import re
from pathlib import PurePath

from reporter.errors import InputError
from reporter.protocols import Contents
from reporter.read.encoding import decoded
from reporter.read.formats.metadata import Found, raw_article
from reporter.schema import Failure

_KINDS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office file of the old format (.doc, .xls, .msg); save it as .docx or .txt"),
    (b"{\\rtf", "an RTF file; save it as .docx or .txt"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file that is no WARC; unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it, or make a zip of it"),
    (b"Rar!", "a RAR archive; unpack it, or make a zip of it"),
    (b"bplist00", "a binary property list (perhaps a Safari web archive); save the page as HTML"),
)
_FRONT = re.compile(r"---[ \t]*\r?\n((?:[^\n]{0,2000}\n){0,60}?)---[ \t]*(?:\r?\n|$)")
_FRONT_LINE = re.compile(r"([A-Za-z_-]{1,30})[ \t]*:[ \t]*(.{1,1000})")
_FRONT_KEYS = {
    "title": "title", "headline": "title", "date": "published", "published": "published", "updated": "updated", "lastmod": "updated",
    "author": "byline", "byline": "byline", "outlet": "outlet", "publisher": "outlet", "url": "url", "link": "url",
    "canonical_url": "url", "lang": "language", "language": "language",
}  # fmt: skip
_LINE_MARKS = re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?=\S))+")
_RULE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,200}$|[ \t]*(?:```|~~~).{0,80}$")
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\([^()\n]{0,2000}\)")
_REFERENCE = re.compile(r"[ \t]{0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+.{0,200}$")
_EMPHASIS = re.compile(r"(\*\*|__|\*|(?<!\w)_|_(?!\w))(?=\S)|(?<=\S)(?:\*\*|__|\*|_(?!\w))")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>-])")


class Text:
    """Text as it is; also what no other reader recognises."""

    name = "text"
    suffixes: tuple[str, ...] = (".txt", ".text")
    isolated = False

    def recognises(self, data: bytes, name: str) -> int:  # noqa: ARG002 - a reader's signature
        """Return 1: any file may be text."""
        return 1

    def read(self, data: bytes, name: str) -> Contents:
        """Return the text, unchanged."""
        for mark, kind in _KINDS:
            if data.startswith(mark):
                raise InputError(kind)
        text, encoding = decoded(data)
        return Contents(articles=(raw_article(text, name, self.name, Found()),), failures=_told(name, encoding))


class Markdown:
    """Markdown: its front matter is metadata, its marks are no part of the text."""

    name = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown")
    isolated = True

    def recognises(self, data: bytes, name: str) -> int:  # noqa: ARG002 - a reader's signature
        """Return 2 where the name says so: nothing else would."""
        return 2 if PurePath(name).suffix.lower() in self.suffixes else 0

    def read(self, data: bytes, name: str) -> Contents:
        """Return the text without marks."""
        text, encoding = decoded(data)
        found = Found()
        front = _FRONT.match(text)
        if front:
            for line in front[1].splitlines():
                match = _FRONT_LINE.match(line)
                key = _FRONT_KEYS.get(match[1].lower()) if match else None
                if match and key:
                    found.tell(key, match[2].strip().strip("\"'"), f"front matter: {match[1]}")
            text = text[front.end() :]
        return Contents(articles=(raw_article(unmarked(text), name, self.name, found),), failures=_told(name, encoding))


def unmarked(text: str) -> str:
    """Return Markdown without its marks, line by line."""
    lines = []
    for line in text.splitlines():
        if _RULE.match(line) or _REFERENCE.match(line):
            lines.append("")
            continue
        bare = _LINK.sub(r"\1", _PICTURE.sub("", _LINE_MARKS.sub("", line)))
        lines.append(_ESCAPED.sub(r"\1", _EMPHASIS.sub("", bare)))
    return "\n".join(lines).strip("\n") + "\n"


def _told(name: str, encoding: str | None) -> tuple[Failure, ...]:
    if encoding is None:
        return ()
    return (Failure(what=name, reason=f"not UTF-8: read as {encoding}; check its accents and quotation marks"),)
