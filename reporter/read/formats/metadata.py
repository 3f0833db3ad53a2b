"""What a file tells about its article, and which part of the file told it."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath, PureWindowsPath

from msgspec import Struct, field

from reporter.read.publication import iso, written
from reporter.schema import Loss, RawArticle

_LONGEST = 1_000  # characters of a value
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8}){0,3}$")
_HTTP = re.compile(r"https?://[^\s<>\"]+$", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:\.[A-Za-z0-9]{1,8}){1,2}$")


class Found(Struct):
    """Values by the name of RawArticle's field; the first that is told of each counts."""

    values: dict[str, str] = field(default_factory=dict)
    known_from: dict[str, str] = field(default_factory=dict)

    def tell(self, name: str, value: object, source: str) -> None:
        """Take `value` for `name` where it is usable and nothing better was told before."""
        if name in self.values or not isinstance(value, str):
            return
        usable = _usable(name, " ".join(value[:_LONGEST].split()))
        if usable:
            self.values[name] = usable
            self.known_from[name] = source


def _usable(name: str, value: str) -> str | None:
    if name in {"published", "updated"}:
        return moment(value)
    if name == "language":
        match = _LANGUAGE.match(value)
        return match[1].lower() if match else None
    if name == "url":
        return value if _HTTP.match(value) else None
    return value or None


def moment(value: str) -> str | None:
    """Return a date, or a date and time, in ISO 8601, from ISO 8601, from an e-mail's form or from words; None where it is none."""
    text = value.strip()
    if iso(text):
        return text
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return written(text)


def now() -> dt.datetime:
    """Return the present time: an embargo is the one thing that a clock decides."""
    return dt.datetime.now(tz=dt.UTC)


def stem(name: str) -> str:
    """Return a file's name without folders and without what says its kind."""
    bare = PurePosixPath(PureWindowsPath(name).name).name if "://" not in name else name.rstrip("/").rpartition("/")[2].partition("?")[0]
    return _SUFFIX.sub("", bare) or bare or "article"


def raw_article(text: str, name: str, kind: str, found: Found, losses: tuple[Loss, ...] = (), id_: str | None = None) -> RawArticle:
    """Return the article that a reader hands over."""
    return RawArticle(id=id_ or stem(name), text=text, path=name, kind=kind, known_from=found.known_from, losses=losses, **found.values)


def under_headline(headline: str | None, body: str) -> str:
    """Return the article with its headline as the first line, where the body does not begin with it: headlines carry claims."""
    top = " ".join((headline or "").split())
    opening = " ".join(body[: 2 * len(top) + 200].split())
    return body if not top or opening.startswith(top) else f"{top}\n\n{body}"
