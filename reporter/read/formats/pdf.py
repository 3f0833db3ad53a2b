"""PDF, by pypdf: lines are put together into paragraphs again."""

from __future__ import annotations

import io
import re
from collections import Counter
from itertools import pairwise
from statistics import quantiles
from typing import TYPE_CHECKING, NamedTuple

from reporter.errors import InputError
from reporter.protocols import Contents
from reporter.read.formats.metadata import Found, raw_article
from reporter.read.formats.needs import extra
from reporter.schema import Failure

if TYPE_CHECKING:
    from pypdf import PageObject

_MOST_PAGES = 60
_LEVEL = 2.0  # points: parts of one line stand level
_APART = 1.3  # times the usual step from line to line: a new paragraph
_FULL = 0.82  # of a full line's length: a shorter line ends its paragraph where it ends as a sentence does
_SHORT = 0.6  # a line that is shorter still ends it in any case
_ENDED = re.compile(r"[.!?:…][\"'”’)\]]*$")
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad\u2010]$")
_NUMBER = re.compile(r"(?:page )?\d{1,3}(?: ?(?:/|of) ?\d{1,3})?", re.IGNORECASE)


class Line(NamedTuple):
    """A line of a page, and how high it stands on it."""

    text: str
    height: float


class Pdf:
    """The text of a PDF; what is only a picture of text is not read."""

    name = "pdf"
    suffixes: tuple[str, ...] = (".pdf",)
    isolated = True

    def recognises(self, data: bytes, name: str) -> int:  # noqa: ARG002 - a reader's signature
        """Return 3 for a PDF."""
        return 3 if b"%PDF-" in data[:1_024] else 0

    def read(self, data: bytes, name: str) -> Contents:
        """Return the text of its pages."""
        with extra("pdf", "PDF"):
            from pypdf import PdfReader
            from pypdf.errors import PyPdfError
        try:
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise InputError("a PDF that is locked with a password")
            pages = [_lines(page) for page in reader.pages[:_MOST_PAGES]]
            more = len(reader.pages) > _MOST_PAGES
            known = reader.metadata
            title = known.title if known else None
            author = known.author if known else None
        except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError, NotImplementedError) as error:
            raise InputError(f"not a readable PDF ({type(error).__name__}: {error})") from error
        text = paragraphs(pages)
        if not text:
            raise InputError("a PDF without text; perhaps its pages are pictures: run it through text recognition first")
        found = Found()
        found.tell("title", title, "PDF: Title")
        found.tell("byline", author, "PDF: Author")
        told = (Failure(what=name, reason=f"read as far as page {_MOST_PAGES}"),) if more else ()
        return Contents(articles=(raw_article(text, name, self.name, found),), failures=told)


def _lines(page: PageObject) -> list[Line]:
    """Return a page's lines in the order in which it draws them, with their heights on it."""
    lines: list[Line] = []

    def see(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        height = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        for place, part in enumerate(text.split("\n")):
            if place == 0 and lines and abs(lines[-1].height - height) < _LEVEL:
                lines[-1] = Line(lines[-1].text + part, height)
            elif part.strip():
                lines.append(Line(part, height))

    page.extract_text(visitor_text=see)
    told = [Line(" ".join(line.text.split()), line.height) for line in lines]
    while told and (not told[-1].text or _NUMBER.fullmatch(told[-1].text)):
        told.pop()
    return told


def paragraphs(pages: list[list[Line]]) -> str:
    """Return the lines of pages as paragraphs, words put together again.

    A paragraph ends where the next line stands further below than lines do, and where its last line is short.
    """
    lines = [(line, number) for number, page in enumerate(pages) for line in page if line.text]
    if not lines:
        return ""
    lengths = [len(line.text) for line, _ in lines]
    full = quantiles(lengths, n=10)[-1] if len(lengths) > 1 else lengths[0]
    steps = [a.height - b.height for (a, here), (b, there) in pairwise(lines) if here == there and a.height > b.height]
    step = min(Counter(round(s) for s in steps).most_common(1))[0] if steps else 0
    text = [lines[0][0].text]
    for (line, here), (following, there) in pairwise(lines):
        apart = here == there and step and line.height - following.height > _APART * step
        short = len(line.text) < _SHORT * full or (len(line.text) < _FULL * full and _ENDED.search(line.text))
        if apart or short:
            text.append("\n\n" + following.text)
        elif _HYPHEN.search(line.text) and following.text[:1].islower():
            text[-1] = text[-1][:-1]
            text.append(following.text)
        else:
            text.append(" " + following.text)
    return "".join(text).strip()
