"""What is shown on a terminal: in colour where it is one, plain text where it is piped. Whatever text comes in is made inert."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from reporter.render import inert
from reporter.why.blocks import Block, Column, Heading, Line, SideBySide, Waterfall

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

_PIPED_WIDTH = 100
_LEAST_COLUMN = 30  # characters of a passage beside others
_BAR = 28  # characters of the widest picture of weights
_FOR, _AGAINST = "█", "░"


def markdown(text: str) -> None:
    """Write Markdown of our own: set in type on a terminal, as it is into a pipe."""
    if not sys.stdout.isatty():
        _write(text)
        return
    from rich.markdown import Markdown

    _console(sys.stdout).print(Markdown(inert.visible(text)))


def show(blocks: Sequence[Block]) -> None:
    """Write an answer, a blank line between its parts."""
    if sys.stdout.isatty():
        _print(_console(sys.stdout), blocks)
    else:
        _write(plain(blocks))


def plain(blocks: Sequence[Block]) -> str:
    """Return an answer as text without colours, 100 characters wide."""
    text = io.StringIO()
    _print(_console(text), blocks)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().split("\n")[:-1])


def _write(text: str) -> None:
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _console(stream: io.StringIO | object) -> Console:
    from rich.console import Console

    piped = isinstance(stream, io.StringIO)
    return Console(
        file=stream,  # type: ignore[arg-type]
        width=_PIPED_WIDTH if piped else None,
        color_system=None if piped else "auto",
        force_terminal=False if piped else None,
        markup=False,
        emoji=False,
        highlight=False,
    )


def _print(console: Console, blocks: Iterable[Block]) -> None:
    before: Block | None = None
    for block in blocks:
        if before is not None and not (isinstance(block, Line) and isinstance(before, Line)):
            console.print()
        console.print(_shown(block, console.width))
        before = block


def _shown(block: Block, width: int) -> RenderableType:
    from rich.text import Text

    if isinstance(block, Heading):
        return Text(_inert(block.text), style="bold")
    if isinstance(block, Line):
        return Text.assemble((f"{_inert(block.label)}: ", "bold") if block.label else "", _inert(block.text))
    return _side_by_side(block.columns, width) if isinstance(block, SideBySide) else _waterfall(block)


def _side_by_side(columns: Sequence[Column], width: int) -> Table:
    """Return the passages in as many columns as fit, in rows."""
    from rich.table import Table
    from rich.text import Text

    fitting = max(1, min(len(columns), width // _LEAST_COLUMN))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=True)
    for _ in range(fitting):
        table.add_column(ratio=1, overflow="fold")
    for start in range(0, len(columns), fitting):
        row = columns[start : start + fitting]
        empty = [""] * (fitting - len(row))
        if start:
            table.add_row(*[""] * fitting)
        table.add_row(*(Text(_inert(c.head), style="bold") for c in row), *empty)
        table.add_row(*(_marked(c) for c in row), *empty)
    return table


def _marked(column: Column) -> Text:
    """Return a passage; the words that differ stand in square brackets, so that they show without colour too."""
    from rich.text import Text

    told = Text()
    for segment in column.segments:
        text = _inert(segment.text, edges=True)
        if segment.mark == "differs" and text.strip():
            told.append(f"[{text}]", style="bold red")
        else:
            told.append(text, style="dim" if segment.mark == "context" else "")
    return told


def _waterfall(block: Waterfall) -> Table:
    """Return a line a comparison, with its bar where the one before ended; the last line adds up."""
    from rich.table import Table
    from rich.text import Text

    sums = [Decimal(0), *(s.after for s in block.steps)]
    low, high = min(sums), max(sums)
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("compared", "found"):
        table.add_column(name, overflow="fold")
    table.add_column("weight", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True, min_width=_BAR)
    for step in block.steps:
        bar = _bar(step.before, step.after, low, high)
        weight = _signed(step.weight)
        table.add_row(Text(_inert(step.name)), Text(_inert(step.level)), weight, Text(bar, style="red" if step.weight < 0 else "blue"))
    if block.silent:
        table.add_row(Text("nothing either way", style="dim"), Text(_inert(", ".join(block.silent)), style="dim"), "0.00", "")
    table.add_row(Text("match weight", style="bold"), f"probability {block.probability}", _signed(block.total), "")
    return table


def _bar(before: Decimal, after: Decimal, low: Decimal, high: Decimal) -> str:
    """Return a bar from one sum to the next, its ends rounded to whole characters, at least one long."""
    if high == low:
        return ""
    ends = sorted(round((x - low) / (high - low) * _BAR) for x in (before, after))
    start = min(ends[0], _BAR - 1)
    return " " * start + (_FOR if after > before else _AGAINST) * max(1, ends[1] - start)


def _signed(weight: Decimal) -> str:
    """Return a weight with its sign and two decimals, more where it has more: what is shown adds up."""
    exponent = weight.as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 2)
    return f"{weight:+.{places}f}"


def _inert(text: str, *, edges: bool = False) -> str:
    """Return text on one line, with what could steer a terminal written out; `edges` keeps white space at both ends."""
    line = " ".join(inert.visible(text).split())
    if not edges:
        return line
    return f"{' ' if text[:1].isspace() else ''}{line}{' ' if text[-1:].isspace() and line else ''}"
