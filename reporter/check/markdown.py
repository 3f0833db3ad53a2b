"""The parts of a draft in Markdown: what is prose, what it reads as without marks, and where each stretch of it stands.

The parser is markdown-it (CommonMark with tables). It tells the lines of a block, but not the columns of what is inside; those
are found by going through a block's tokens and its text side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from reporter.check.written import LINE_END, Block
from reporter.schema.check import BlockKind

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?:[^\n]{0,2000}\n){0,60}?---[ \t]*(?:\r?\n|$)")
_FRONT_LINE = re.compile(r"([A-Za-z_-]{1,30})[ \t]*:[ \t]*(.{1,1000})")
_ALONE: dict[str, BlockKind] = {"fence": "code", "code_block": "code", "html_block": "code", "table_open": "table"}
_SENTENCE_END = re.compile(r"[.!?…:][\"”’»)]*\s*$")
_SAYS_ITSELF = re.compile(r"[\"“”„«»]|^\s*(?:[-–—]|\[)")  # what of a block quote is quoted, or the line with its author
_FEW = 3  # words beside a link that make it no sentence ("Read more: …")


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """Return what a draft's front matter says, by key in small letters, and where it ends."""
    front = _FRONT.match(text)
    if not front:
        return {}, 0
    found = {m[1].lower(): m[2].strip().strip("\"'") for line in LINE_END.split(front[0]) if (m := _FRONT_LINE.match(line))}
    return found, front.end()


def blocks(text: str, start: int = 0) -> list[Block]:
    """Return the parts of `text` from `start` on, in text order."""
    text = text.replace("\0", "\ufffd")  # as the parser does, so that what it gives back is found
    lines = [start, *(m.end() for m in LINE_END.finditer(text, start))]
    lines.append(len(text) + 1)
    tokens = _parser().parse(text[start:])
    found: list[Block] = [Block("furniture", 0, start)] if start else []
    until = 0  # line up to which a table reaches
    quote = 0  # block quotes that a token stands in
    for place, token in enumerate(tokens):
        quote += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if token.map is None or token.map[0] < until:
            continue
        begin, end = _trimmed(text, lines[token.map[0]], min(lines[token.map[1]], len(text)))
        if token.type in _ALONE:
            found.append(Block(_ALONE[token.type], begin, end))
            until = token.map[1]
        elif token.type == "inline":
            heading = tokens[place - 1].type == "heading_open"
            found.append(Block("heading", begin, end) if heading else _prose(text, lines, token, begin, end, quote=quote > 0))
    return found


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable("text_join")


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return begin, end


def _prose(text: str, lines: Sequence[int], token: Token, begin: int, end: int, *, quote: bool) -> Block:
    """Return a paragraph; one that is hardly more than a link is left alone. One of a block quote reads as a quotation."""
    places = _places(text, lines, token)
    reads = tuple(_reads(token, places, end))
    linked = "".join(c.content for c in _linked(token.children or ()))
    prose = "".join(read for read, _, _ in reads)
    few = len(prose.split()) - len(linked.split()) <= _FEW
    if not prose.strip() or (linked and few and not _SENTENCE_END.search(prose)) or prose.strip() == linked.strip() != "":
        return Block("link" if linked else "furniture", begin, end)
    if quote and not _SAYS_ITSELF.search(prose):
        reads = (("“", reads[0][1], 0), *reads, ("”", reads[-1][1] + reads[-1][2], 0))
    return Block("text", begin, end, reads)


def _linked(children: Sequence[Token]) -> Iterator[Token]:
    depth = 0
    for child in children:
        depth += (child.type == "link_open") - (child.type == "link_close")
        if depth and child.type == "text":
            yield child


def _places(text: str, lines: Sequence[int], token: Token) -> list[int]:
    """Return where each character of an inline token's content stands in `text`: its lines are the block's without what opens them."""
    places: list[int] = []
    first = token.map[0] if token.map else 0
    for number, line in enumerate(token.content.split("\n")):
        low, high = lines[first + number], min(lines[first + number + 1], len(text))
        at = text.find(line, low, high)
        start = at if at >= 0 else low
        places += range(start, start + len(line))
        places.append(start + len(line))  # its line end
    return places


def _reads(token: Token, places: Sequence[int], end: int) -> Iterator[tuple[str, int, int]]:
    """Yield what the tokens inside a block read as, with place and length in the draft."""
    content, at = token.content, 0

    def source(index: int) -> int:
        return places[index] if index < len(places) else end

    children = token.children or []
    for child, after in zip(children, [*children[1:], None], strict=True):
        if child.type == "text":
            found = content.find(child.content, at)
            if found < 0 or not child.content:
                continue
            comment = after is not None and after.type == "html_inline" and after.content.startswith("<!--")
            read = child.content.rstrip() if comment else child.content  # as if there were none
            yield read, places[found], len(read)
            at = found + len(child.content)
        elif child.type == "text_special":
            found = max(at, content.find(child.markup, at))
            yield child.content, source(found), len(child.markup)
            at = found + len(child.markup)
        elif child.type in {"softbreak", "hardbreak"}:
            found = max(at, content.find("\n", at))
            yield " ", source(found), 1
            at = found + 1
        elif child.type == "link_close":
            at = _after_link(content, at, autolink=child.markup == "autolink")
        elif child.type in {"code_inline", "html_inline"}:
            found = content.find(child.content, at)
            at = found + len(child.content) + len(child.markup) if found >= 0 else at
        elif child.type == "image":
            found = content.find("![", at)
            at = _after_link(content, content.find("]", found), autolink=False) if found >= 0 else at


def _after_link(content: str, at: int, *, autolink: bool) -> int:
    """Return where what follows a link begins: behind its address and title, or behind its label."""
    from markdown_it.helpers import parseLinkDestination, parseLinkTitle

    if autolink:
        return at + 1
    close = content.find("]", at)
    if close < 0:
        return at
    if content[close + 1 : close + 2] == "[":
        label = content.find("]", close + 2)
        return label + 1 if label >= 0 else close + 1
    if content[close + 1 : close + 2] != "(":
        return close + 1
    inside = close + 2 + len(content[close + 2 :]) - len(content[close + 2 :].lstrip())
    destination = parseLinkDestination(content, inside, len(content))
    after = destination.pos if destination.ok else inside
    rest = after + len(content[after:]) - len(content[after:].lstrip())
    if rest > after:
        title = parseLinkTitle(content, rest, len(content))
        rest = title.pos if title.ok else rest
    final = content.find(")", rest)
    return final + 1 if final >= 0 else rest
