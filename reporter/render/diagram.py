"""The diagram of origins: lanes by origin, in each a tree of the strongest links.

Arrows are drawn for stated credits only, from what is credited to the outlet
that credits it: shared words do not tell who wrote first. Above ten outlets
each lane lists its outlets instead.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from reporter.render import origins, view, wording
from reporter.render.index import Index
from reporter.render.language import gettext as _
from reporter.render.origins import Link
from reporter.schema import Origin

_WIDTH, _MARGIN = 500, 6
_BOX, _CELL, _HALF, _TALL, _LOW = 172, 150, 229, 44, 28  # widths: in a tree, three or two in a row; heights: article, agency
_STEP, _INDENT = 60, 34
_LINE = 62  # characters that fit in a lane
_MOST = 10  # outlets drawn one by one


class _Canvas:
    """What has been drawn so far, from the top down."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.y = 0
        self.lanes: list[view.Lane] = []
        self.boxes: list[view.Box] = []
        self.lines: list[view.Line] = []
        self.labels: list[view.Label] = []
        self.outside = origins.agencies(index)

    def label(self, x: int, y: int, text: str, *, strong: bool = False) -> None:
        if text:
            self.labels.append(view.Label(x=x, y=y, text=text, strong=strong))

    def article(self, x: int, y: int, article: str, width: int = _BOX) -> None:
        title = fit(f"{self.index.letter(article)} {self.index.articles[article].outlet}", width - 24)
        words = wording.words(self.index.articles[article].word_count)
        self.boxes.append(view.Box(x=x, y=y, width=width, height=_TALL, title=title, detail=words, outside=False))

    def agency(self, x: int, y: int, name: str) -> None:
        self.boxes.append(view.Box(x=x, y=y, width=110, height=_LOW, title=fit(name, 118), detail="", outside=True))


def fit(text: str, width: int) -> str:
    """Return `text` in one line, cut where its letters, set in bold, would be wider than `width` units."""
    line, used = wording.shorten(text, 80), 0.0
    for place, char in enumerate(line):
        narrow, broad = char in " .,:;'’|!iIjlfrt()[]", char.isupper() or char in "mw"
        used += 16 if unicodedata.east_asian_width(char) in "WF" else 5 if narrow else 12 if broad else 8.8
        if used > width:
            return line[: max(1, place - 1)].rstrip() + "…"
    return line


def diagram(index: Index) -> view.Diagram:
    """Return the diagram, laid out in a width of 500 units."""
    canvas = _Canvas(index)
    drawn: set[str] = set()
    number = 1
    few = len(index.articles) <= _MOST
    for origin in (o for o in index.origins if o.kind in ("shared", "wire")):
        _lane(canvas, origin, index.ordered(origin.articles), _("Origin %(number)s", number=number), few=few)
        drawn |= set(origin.articles)
        number += 1
    for origin in (o for o in index.origins if o.kind == "unclear"):
        rest = [a for a in index.ordered(origin.articles) if a not in drawn]
        units = len({index.unit(a) for a in index.ordered(origin.articles)})
        title = _unclear_title(number, len(rest), part=units > len(rest))
        _lane(canvas, origin, rest, title, few=few)
        drawn |= set(rest)
        number += len(rest)
    own = [a.id for a in index.briefing.articles if a.id not in drawn]
    counted = [a for a in own if a not in index.apart]
    title = _own_title(number, len(counted))
    alone = "" if len(index.articles) == 1 else _(": no shared wording, no credit among them")
    _own(canvas, counted, f"{title}{alone}", few=few)
    _own(canvas, [a for a in own if a in index.apart], _("Not counted: about another event, it seems"), few=few)
    return view.Diagram(
        width=_WIDTH,
        height=max(canvas.y, 1),
        description=" ".join([*origins.gist(index), _("The same is in the table under Origins.")]),
        lanes=tuple(canvas.lanes),
        boxes=tuple(canvas.boxes),
        lines=tuple(canvas.lines),
        labels=tuple(canvas.labels),
    )


def _unclear_title(number: int, count: int, *, part: bool) -> str:
    """Return the title of a lane of `count` outlets of which it is unclear whether they have one origin."""
    ends = {"first": number, "last": number + count - 1}
    if count == 1:
        return _("Origin %(number)s, or part of one above", number=number)
    if part and count > 1:
        return _("Origins %(first)s–%(last)s, or part of one above", **ends)
    return _("Origins %(first)s–%(last)s, or fewer", **ends) if count > 2 else _("Origins %(first)s and %(last)s, or one", **ends)


def _own_title(number: int, count: int) -> str:
    """Return the title of the lane of outlets that have an origin each."""
    ends = {"first": number, "last": number + count - 1}
    if count == 1:
        return _("Origin %(number)s", number=number)
    return _("Origins %(first)s and %(last)s", **ends) if count == 2 else _("Origins %(first)s–%(last)s", **ends)


def _lane(canvas: _Canvas, origin: Origin, members: Sequence[str], title: str, *, few: bool) -> None:
    """Draw one lane: a title, then a tree of its members on a tinted or dashed ground."""
    canvas.label(_MARGIN + 10, canvas.y + 16, title, strong=True)
    top = canvas.y + 24
    canvas.y = top + 10
    if not few:
        _listing(canvas, members)
    else:
        _tree(canvas, origin, members)
    outside = [k for k in origins.links(canvas.index, origin) if few and origin.kind == "unclear" and not {k.left, k.right} <= set(members)]
    for link in outside:
        if link.right in canvas.index.place:
            text = f"{canvas.index.names((link.left, link.right))}: {_about(canvas, link)[0]}"
            canvas.label(_MARGIN + 14, canvas.y + 12, wording.shorten(text, _LINE))
            canvas.y += 20
    canvas.y += 4
    kind = "unclear" if origin.kind == "unclear" else "shared"
    canvas.lanes.append(view.Lane(y=top, height=canvas.y - top, kind=kind))
    canvas.y += 16


def _listing(canvas: _Canvas, members: Sequence[str]) -> None:
    """Name the outlets of a lane instead of drawing them, as many as fit in four lines."""
    index = canvas.index
    line, lines = "", []
    for a in members:
        part = wording.shorten(f"{index.letter(a)} {index.articles[a].outlet}", 24)
        if line and len(line) + len(part) > _LINE - 4:
            lines.append(line)
            line = ""
        line = f"{line}, {part}" if line else part
    lines.append(line)
    if len(lines) > 4:
        shown = lines[:3]
        lines = [*shown, _("and %(n)s more", n=len(members) - sum(text.count(", ") + 1 for text in shown))]
    canvas.label(_MARGIN + 14, canvas.y + 14, wording.outlets_counted(len(members)), strong=True)
    lines = [f"{text}," if at + 1 < len(lines) else text for at, text in enumerate(lines)]
    for text in lines:
        canvas.y += 20
        canvas.label(_MARGIN + 14, canvas.y + 14, text)
    canvas.y += 24


def _tree(canvas: _Canvas, origin: Origin, members: Sequence[str]) -> None:
    """Draw the members from the one that most others hang on, each below what it is linked to."""
    tree = [k for k in origins.strongest(canvas.index, origin) if {k.left, k.right} & set(members)]
    nodes = [*members, *dict.fromkeys(a for k in tree for a in (k.left, k.right) if a not in canvas.index.place)]
    tree = [k for k in tree if {k.left, k.right} <= set(nodes)]
    left = list(nodes)
    while left:
        root = max(left, key=lambda a: (_given(tree, a), -nodes.index(a)))
        _branch(canvas, tree, root, None, 0, left, dashed=origin.kind == "unclear")


def _given(tree: Sequence[Link], node: str) -> tuple[int, int]:
    """Return how often `node` is credited and how many links it has."""
    credited = sum(b.from_ == node for k in tree for b in k.credits)
    return credited, sum(node in (k.left, k.right) for k in tree)


def _branch(canvas: _Canvas, tree: Sequence[Link], node: str, parent: Link | None, depth: int, left: list[str], *, dashed: bool) -> int:
    """Draw `node` and what hangs on it; return the height of its middle."""
    left.remove(node)
    x = _MARGIN + 12 + min(depth, 4) * _INDENT
    inside = node in canvas.index.place
    height = _TALL if inside else _LOW
    middle = canvas.y + height // 2
    if inside:
        canvas.article(x, canvas.y, node)
    else:
        canvas.agency(x, canvas.y, node)
        canvas.label(x + 120, middle + 5, _("not supplied"))
    bottom = canvas.y + height
    if parent is not None:
        first, second = _about(canvas, parent)
        canvas.label(x + _BOX + 12, middle - 3 if second else middle + 5, first, strong=True)
        canvas.label(x + _BOX + 12, middle + 14, second)
    canvas.y += height + (_STEP - _TALL)
    own = canvas.outside.get(node, []) if not any(a not in canvas.index.place for k in tree for a in (k.left, k.right)) else []
    if own:
        _credited(canvas, x, bottom, own)
    for link in (k for k in tree if node in (k.left, k.right)):
        child = link.right if link.left == node else link.left
        if child in left:
            at = _branch(canvas, tree, child, link, depth + 1, left, dashed=dashed)
            _connect(canvas, link, (x + 14, bottom), (x + _INDENT if depth < 4 else x + 8, at), child, dashed=dashed)
    return middle


def _credited(canvas: _Canvas, x: int, bottom: int, names: Sequence[str]) -> None:
    """Draw the agencies outside the story that an article credits, with an arrow up to it."""
    y = canvas.y - 4
    canvas.agency(x + _INDENT, y, wording.listed(names))
    canvas.label(x + _INDENT + 120, y + 19, _("credited, not supplied"))
    left = x + 24
    canvas.lines.append(view.Line(path=f"M{x + _INDENT} {y + 14}H{left}V{bottom + 9}", head=f"M{left} {bottom}l-5 11h10z", kind="outside"))
    canvas.y += _LOW + 12


def _connect(canvas: _Canvas, link: Link, start: tuple[int, int], end: tuple[int, int], child: str, *, dashed: bool) -> None:
    """Draw a link from a parent's lower edge to a child's left one; an arrow where the child or the parent states a credit."""
    (x, y), (x2, y2) = start, end
    kind = "unclear" if dashed else "credit" if link.credits else "wording"
    towards = {b.to for b in link.credits}
    if child in towards:
        canvas.lines.append(view.Line(path=f"M{x} {y}V{y2}H{x2 - 9}", head=f"M{x2} {y2}l-11 -5v10z", kind=kind))
    elif towards:
        canvas.lines.append(view.Line(path=f"M{x} {y + 9}V{y2}H{x2}", head=f"M{x} {y}l-5 11h10z", kind=kind))
    else:
        canvas.lines.append(view.Line(path=f"M{x} {y}V{y2}H{x2}", head="", kind=kind))


def _about(canvas: _Canvas, link: Link) -> tuple[str, str]:
    """Return one or two short lines about a link."""
    index = canvas.index
    words = ""
    if link.wording is not None:
        words = _("%(share)s of %(letter)s’s words", share=wording.percent(link.wording.share), letter=index.letter(link.shorter))
    if link.credits:
        source = wording.shorten(index.name(link.credits[0].from_), 18)
        return _("credits %(source)s", source=source), words or ("" if link.right not in index.place else _("no long shared passage"))
    run = _("%(words)s in a row", words=wording.words(link.wording.longest_run)) if link.wording else ""
    return words, run


def _own(canvas: _Canvas, own: Sequence[str], title: str, *, few: bool) -> None:
    """Draw the articles that are in no group, two or three in a row."""
    if not own:
        return
    canvas.label(_MARGIN + 10, canvas.y + 16, title, strong=True)
    most, cell = (3, _CELL) if len(own) > 4 or len(own) == 3 else (2, _HALF)
    top = canvas.y + 24
    canvas.y = top + 10
    if not few:
        _listing(canvas, own)
    for start in range(0, len(own) if few else 0, most):
        row = own[start : start + most]
        for place, article in enumerate(row):
            x = _MARGIN + 12 + place * (cell + 8)
            canvas.article(x, canvas.y, article, cell)
            if canvas.outside.get(article):
                y = canvas.y + _TALL + 16
                canvas.agency(x + 20, y, wording.listed(canvas.outside[article]))
                canvas.lines.append(view.Line(path=f"M{x + 75} {y}V{y - 8}", head=f"M{x + 75} {y - 16}l-5 11h10z", kind="outside"))
        credited = any(canvas.outside.get(a) for a in row)
        canvas.y += _TALL + 12 + (_LOW + 16 if credited else 0)
    if few and any(canvas.outside.get(a) for a in own):
        canvas.label(_MARGIN + 14, canvas.y + 8, _("Dashed: credited, not supplied"))
        canvas.y += 18
    canvas.lanes.append(view.Lane(y=top, height=canvas.y - top, kind="own"))
    canvas.y += 16
