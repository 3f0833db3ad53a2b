"""Word documents (.docx), by python-docx."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from reporter.errors import InputError
from reporter.protocols import Contents
from reporter.read.formats.metadata import Found, raw_article
from reporter.read.formats.needs import extra
from reporter.read.formats.packed import BROKEN, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MACROS = b"application/vnd.ms-word.document.macroEnabled"
_UNREAD = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr", f"{_W}footnoteReference"})
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class Docx:
    """A document as it reads with its changes accepted; macros and what is embedded are left alone."""

    name = "docx"
    suffixes: tuple[str, ...] = (".docx", ".docm")
    isolated = True

    def recognises(self, data: bytes, name: str) -> int:  # noqa: ARG002 - a reader's signature
        """Return 3 for a zip that holds a Word document."""
        return 3 if data.startswith(b"PK\x03\x04") and b"word/document.xml" in data else 0

    def read(self, data: bytes, name: str) -> Contents:
        """Return the paragraphs, those of tables included."""
        with extra("docx", "Word documents"):
            import docx
            from docx.opc.exceptions import PackageNotFoundError
            from lxml.etree import LxmlError
        archive = opened(data)
        try:
            types = b"".join(archive.read(info) for info in archive.infolist() if info.filename == "[Content_Types].xml")
            document = None if _MACROS in types else docx.Document(io.BytesIO(data))
        except (*BROKEN, PackageNotFoundError, LxmlError, LookupError, AttributeError) as error:
            raise InputError(f"not a readable Word document: {error}") from error
        if document is None:
            raise InputError("a Word document with macros; save it as .docx")
        text = "\n\n".join(t for p in document.element.body.iter(f"{_W}p") if (t := "".join(_text(p)).strip()))
        if not text:
            raise InputError("a Word document without text; perhaps it holds pictures only")
        return Contents(articles=(raw_article(text, name, self.name, _found(document.core_properties)),))


def _text(element: Any) -> Iterator[str]:  # noqa: ANN401 - lxml ships no types
    """Yield a paragraph's text: what was inserted is part of it, what was deleted is not."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"}:
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag not in _UNREAD and child.tag not in {f"{_W}p", _FALLBACK, f"{_W}txbxContent"}:
            yield from _text(child)


def _found(properties: Any) -> Found:  # noqa: ANN401 - python-docx's class has no stated type
    found = Found()
    found.tell("title", properties.title, "document properties: title")
    found.tell("byline", properties.author if properties.author != "python-docx" else None, "document properties: author")
    found.tell("language", properties.language, "document properties: language")
    changed = properties.modified
    if isinstance(changed, dt.datetime):
        found.tell("updated", changed.isoformat(), "document properties: modified")
    return found
