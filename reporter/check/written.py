"""A draft as it is written: its prose without marks, and the way back from the prose to line and column."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import asdict, replace

from reporter.schema.check import BlockKind, Draft, DraftBlock, DraftSpan
from reporter.text import words

DraftKind = Literal["markdown", "text", "docx", "html"]

LINE_END = re.compile(r"\r\n?|\n")
_BETWEEN = "\n\n"  # two blocks of prose


class Piece(NamedTuple):
    """A stretch of prose and the stretch of the draft that it was read from; of unlike length where a mark stands for a character."""

    start: int  # in the prose
    length: int
    source: int  # in the draft
    source_length: int


class Block(NamedTuple):
    """A part of the draft; of prose, what it reads as: strings, each with where it stands in the draft and how long it is there."""

    kind: BlockKind
    start: int
    end: int
    reads: tuple[tuple[str, int, int], ...] = ()


class Written(Struct, frozen=True):
    """A draft with its prose; `draft.blocks` are all of its parts."""

    draft: Draft
    prose: str
    pieces: tuple[Piece, ...]
    lines: tuple[int, ...]  # where each line of the draft begins

    def place(self, start: int, end: int) -> DraftSpan:
        """Return the stretch of the draft that `prose[start:end]` was read from."""
        first = self.pieces[max(0, bisect_right(self.pieces, start, key=lambda p: p.start) - 1)]
        last = self.pieces[max(0, bisect_right(self.pieces, max(start, end - 1), key=lambda p: p.start) - 1)]
        return self.span(_back(first, start), max(_back(first, start), _back(last, max(start, end - 1), after=True)))

    def span(self, start: int, end: int) -> DraftSpan:
        """Return a stretch of the draft's text with its lines and columns."""
        (line, column), (end_line, end_column) = self._at(start), self._at(end)
        return DraftSpan(
            start=start,
            end=end,
            exact=self.draft.text[start:end],
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
        )

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1


def _back(piece: Piece, at: int, *, after: bool = False) -> int:
    """Return where a character of the prose stands in the draft, or where it ends there."""
    inside = min(max(0, at - piece.start), max(0, piece.length - 1))
    if piece.length != piece.source_length:
        return piece.source + (piece.source_length if after else 0)
    return piece.source + inside + after


def written(
    text: str,
    kind: DraftKind,
    blocks: Sequence[Block],
    *,
    id_: str = "draft",
    path: str | None = None,
    title: str | None = None,
    published: str | None = None,
    language: str | None = None,
) -> Written:
    """Put a draft together from its parts, which stand in text order and apart from each other."""
    prose, pieces = _prose(blocks)
    lines = (0, *(m.end() for m in LINE_END.finditer(text)))
    draft = Draft(
        id=id_,
        kind=kind,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        word_count=len(words(prose)),
        path=path,
        title=title,
        published=published,
        language=language,
    )
    bare = Written(draft, prose, pieces, lines)
    shown = tuple(block(bare.span(b.start, b.end), b.kind) for b in blocks)
    return Written(replace(draft, blocks=shown), prose, pieces, lines)


def block(span: DraftSpan, kind: BlockKind) -> DraftBlock:
    """Return a stretch of the draft as a block."""
    return DraftBlock(**asdict(span), kind=kind)


def _prose(blocks: Iterable[Block]) -> tuple[str, tuple[Piece, ...]]:
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for part in blocks:
        if part.kind != "text" or not part.reads:
            continue
        if parts:
            parts.append(_BETWEEN)
            length += len(_BETWEEN)
        for read, source, source_length in part.reads:
            parts.append(read)
            pieces.append(Piece(length, len(read), source, source_length))
            length += len(read)
    return "".join(parts), tuple(pieces)
