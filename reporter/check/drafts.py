"""Drafts read: Markdown by its parser, text as it is, Word files and pages by the readers of articles."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from reporter import read
from reporter.check import markdown, markers
from reporter.check.written import Block, DraftKind, Written, written
from reporter.config import Read
from reporter.errors import InputError
from reporter.read.encoding import decoded
from reporter.schema import Failure
from reporter.schema.check import BlockKind
from reporter.segment.paragraphs import paragraphs

STDIN = Path("-")
KINDS: dict[str, DraftKind] = {".md": "markdown", ".markdown": "markdown", ".txt": "text", ".text": "text"}
_READ_AS: dict[str, DraftKind] = {"docx": "docx", "html": "html", "mhtml": "html", "text": "text"}
_MEGABYTE = 1_000_000
_SENTENCE_END = re.compile(r"[.!?…:;,][\"”’»)\]]*$")
_HEADLINE_WORDS = 14
_TITLE = ("title", "headline")
_PUBLISHED = ("date", "published")


def draft(path: Path, config: Read) -> tuple[Written, tuple[Failure, ...]]:
    """Return the draft in a file ("-": Markdown on standard input), and what of it could not be read.

    Raises:
        InputError: it cannot be read, holds no text, or is no draft but several articles.
    """
    kind: DraftKind | None = "markdown" if path == STDIN else KINDS.get(path.suffix.lower())
    if kind is None:
        return _by_reader(path, config)
    try:
        text, encoding = decoded(_bytes(path, config))
    except InputError as error:
        raise _of(path, str(error)) from error
    failures = () if encoding is None else (Failure(what=path.name, reason=f"not UTF-8: read as {encoding}; check its accents"),)
    return in_text(text, kind, None if path == STDIN else path.name), failures


def _of(path: Path, reason: str) -> InputError:
    """Return an error with the name of the draft in it, where it is not there already."""
    return InputError(reason if reason.startswith("draft ") else f"draft {'on standard input' if path == STDIN else path}: {reason}")


def in_text(text: str, kind: DraftKind = "markdown", name: str | None = None) -> Written:
    """Return the draft that `text` is. Raises InputError where it holds no text."""
    if not text.strip():
        raise InputError(f"draft {name or 'on standard input'}: holds no text")
    if kind != "markdown":
        return written(text, kind, list(_plain_blocks(text, kind)), path=name)
    said, start = markdown.front_matter(text)
    title, published = (next((said[k] for k in keys if said.get(k)), None) for keys in (_TITLE, _PUBLISHED))
    return written(text, kind, markdown.blocks(text, start), path=name, title=title, published=published)


def _bytes(path: Path, config: Read) -> bytes:
    most = config.max_megabytes * _MEGABYTE
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read(most + 1)
        else:
            with path.open("rb") as file:
                data = file.read(most + 1)
    except OSError as error:
        raise InputError(f"draft {path}: cannot be read ({error.strerror}); give a Markdown, text, Word or HTML file") from error
    if len(data) > most:
        raise InputError(f"draft {path}: more than {config.max_megabytes} MB (setting read.max_megabytes)")
    return data


def _by_reader(path: Path, config: Read) -> tuple[Written, tuple[Failure, ...]]:
    if path.is_dir():
        raise InputError(f"draft {path}: a folder; give one file")
    try:
        story = read.story([path], config)
    except InputError as error:
        raise _of(path, str(error).replace("none of the articles can be read", "cannot be read")) from error
    if len(story.articles) > 1:
        raise InputError(f"draft {path}: holds {len(story.articles)} articles; give one draft")
    article = story.articles[0]
    kind = _READ_AS.get(article.kind or "")
    if kind is None:
        raise InputError(f"draft {path}: read as {article.kind}; a draft is Markdown, text, Word (.docx) or HTML")
    made = written(
        article.text,
        kind,
        list(_plain_blocks(article.text, kind)),
        path=path.name,
        title=article.title,
        published=article.published,
        language=article.language,
    )
    return made, story.failures


def _plain_blocks(text: str, kind: DraftKind) -> Iterator[Block]:
    """Yield the paragraphs of plain text; a short line that ends as no sentence does is a headline. Markers are no part of it."""
    marked = list(markers.spans(text, kind))
    for paragraph in paragraphs(text, []):
        reads, at = [], paragraph.start
        for start, end in [*(m for m in marked if m[0] < paragraph.end and m[1] > paragraph.start), (paragraph.end, paragraph.end)]:
            read = text[at:start].rstrip()  # the white space before a marker is part of it
            if read:
                reads.append((read, at, len(read)))
            at = max(at, min(end, paragraph.end))
        exact = "".join(read for read, _, _ in reads).rstrip()
        short = len(exact.split()) <= _HEADLINE_WORDS and not _SENTENCE_END.search(exact)
        told: BlockKind = "furniture" if not exact else "heading" if short else "text"
        yield Block(told, paragraph.start, paragraph.end, tuple(reads) if told == "text" else ())
