"""Messages: an e-mail that carries an article, and MHTML, a saved page in the form of one."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import PurePath

from reporter.errors import InputError
from reporter.protocols import Contents, Part
from reporter.read.formats.markup import plain
from reporter.read.formats.metadata import Found, raw_article
from reporter.schema import RawArticle

_HEADER = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]", re.MULTILINE)
_CLEAR = {b"mime-version", b"message-id", b"received", b"return-path"}
_MOST_PARTS = 200
_DEEPEST = 20


class Eml:
    """An e-mail: its text is the article, its attachments are files of their own."""

    name = "eml"
    suffixes: tuple[str, ...] = (".eml",)
    isolated = True

    def recognises(self, data: bytes, name: str) -> int:
        """Return 2 for the headers of a message."""
        names = _headers(data)
        mail = b"from" in names and (names & _CLEAR or PurePath(name).suffix.lower() in self.suffixes)
        return 2 if mail else 0

    def read(self, data: bytes, name: str) -> Contents:
        """Return the message's text, and what is attached."""
        message, leaves = _message(data)
        found = Found()
        found.tell("title", _header(message, "Subject"), "e-mail: Subject")
        found.tell("published", _header(message, "Date"), "e-mail: Date")
        sender = _header(message, "From") or ""
        found.tell("byline", re.sub(r"\s*<[^>]*>", "", sender).strip('" '), "e-mail: From")
        texts = [p for p in leaves if not p.get_filename() and p.get_content_type() == "text/plain"]
        pages = [p for p in leaves if not p.get_filename() and p.get_content_type() == "text/html"]
        body = next((t for t in map(_text, texts) if t.strip()), "") or next((t for t in (plain(_text(p)) for p in pages) if t.strip()), "")
        parts = [Part(name=_file(p), data=_bytes(p)) for p in leaves if p.get_filename()]
        if not body.strip() and not parts:
            raise InputError("an e-mail without text or attachments")
        articles: tuple[RawArticle, ...] = (raw_article(body, name, self.name, found),) if body.strip() else ()
        return Contents(articles=articles, parts=tuple(parts))


class Mhtml:
    """A page saved as one file by a browser."""

    name = "mhtml"
    suffixes: tuple[str, ...] = (".mhtml", ".mht")
    isolated = True

    def recognises(self, data: bytes, name: str) -> int:
        """Return 3 for a message of related parts that a browser saved."""
        names = _headers(data)
        head = data[:8_192].lower()
        saved = b"snapshot-content-location" in names or PurePath(name).suffix.lower() in self.suffixes
        return 3 if saved and b"multipart/related" in head and names & {b"mime-version", b"from"} else 0

    def read(self, data: bytes, name: str) -> Contents:
        """Return the page, to be read as one."""
        message, leaves = _message(data)
        page = next((p for p in leaves if p.get_content_type() in {"text/html", "application/xhtml+xml"}), None)
        if page is None:
            raise InputError("a saved page (MHTML) without a page in it")
        url = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
        mark = b"\xef\xbb\xbf"  # what the message says of the encoding goes before what the page says
        return Contents(parts=(Part(name=f"{PurePath(name).stem}.html", data=mark + _text(page).encode(), url=url),))


def _headers(data: bytes) -> set[bytes]:
    head = re.split(rb"\r?\n\r?\n", data[:16_384].lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    return {m[1].lower() for m in _HEADER.finditer(head)} if _HEADER.match(head) else set()


def _message(data: bytes) -> tuple[EmailMessage, list[EmailMessage]]:
    """Return a message and its parts that are no containers."""
    message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=email.policy.default)
    leaves: list[EmailMessage] = []
    waiting: list[tuple[object, int]] = [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        if not isinstance(part, EmailMessage):
            continue
        if depth > _DEEPEST or len(leaves) > _MOST_PARTS:
            raise InputError(f"a message with more than {_MOST_PARTS} parts, or parts within more than {_DEEPEST} others")
        if part.is_multipart():
            waiting += [(p, depth + 1) for p in reversed(list(part.iter_parts()))]
        else:
            leaves.append(part)
    return message, leaves


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError):  # the library's parser gives up on some broken headers
        return None
    return None if value is None else str(value).replace("\n", " ").replace("\r", " ")


def _bytes(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(part: EmailMessage) -> str:
    try:
        return _bytes(part).decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):
        return _bytes(part).decode("utf-8", "replace")


def _file(part: EmailMessage) -> str:
    return re.split(r"[\\/]", part.get_filename() or "attachment")[-1][:120]
