"""Commands on the archive of nights: search it, follow claims and stories, hand it on, look whether it is whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec
import typer

from reporter import recall, terminal
from reporter.cli.app import app
from reporter.cli.ends import EXIT_CODES, ends, say
from reporter.errors import ArchiveError
from reporter.why.blocks import Block, Line

Archive = Annotated[Path, typer.Option("--archive", metavar="FILE", help="The archive.")]
Format = Annotated[Literal["text", "json"], typer.Option("--format", help="What is printed: text to read, or JSON for programs.")]

_T = TypeVar("_T")
_HERE = Path("nights/archive.sqlite")  # where `reporter nightly` puts it

commands = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="What was told from night to night.")
app.add_typer(commands, name="archive", epilog=EXIT_CODES)


@commands.command(epilog=EXIT_CODES)
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help='Words that a passage must all have; "two words" as a phrase.')],
    archive: Archive = _HERE,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="How many claims at most.")] = 20,
    form: Format = "text",
) -> None:
    """Print the claims whose passages have all the words, the latest night first."""
    from reporter import archive as kept

    with ends():
        # What a shell took the quotation marks off is a phrase all the same.
        wanted = " ".join(f'"{word}"' if len(word.split()) > 1 and '"' not in word else word for word in words)
        with kept.reading(archive) as opened:
            hits = opened.search(wanted, limit=limit)
        _print(hits, recall.found, form)


@commands.command(epilog=EXIT_CODES)
def story(
    id_: Annotated[str, typer.Argument(metavar="STORY", help="A story's id, or its beginning.")],
    archive: Archive = _HERE,
    form: Format = "text",
) -> None:
    """Print a story from night to night: its briefings, and the texts that its articles had."""
    from reporter import archive as kept

    with ends():
        with kept.reading(archive) as opened:
            history = opened.story(id_)
        _print(history, recall.story, form)


@commands.command(epilog=EXIT_CODES)
def claim(
    id_: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's lasting id, or its beginning.")],
    archive: Archive = _HERE,
    form: Format = "text",
) -> None:
    """Print a claim from night to night: who reported it in which words, and what it was split from or became one with."""
    from reporter import archive as kept

    with ends():
        with kept.reading(archive) as opened:
            history = opened.claim(id_)
        _print(history, recall.claim, form)


@commands.command(epilog=EXIT_CODES)
def export(
    archive: Archive = _HERE,
    out: Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="File to write to; - for standard output.")] = "-",
) -> None:
    """Write everything as JSON lines, sorted: nights, stories with their claims, and articles with every text that they had."""
    from reporter import archive as kept

    with ends(), kept.reading(archive) as opened:
        if out == "-":
            for line in opened.export():
                sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
            return
        part = Path(out).parent / f".{Path(out).name}.{os.getpid()}.part"
        try:
            try:
                with part.open("wb") as file:
                    file.writelines(opened.export())
                part.replace(out)
            finally:
                part.unlink(missing_ok=True)
        except OSError as error:
            raise ArchiveError(f"export {out}: cannot be written ({error.strerror}); give a file that can be to --out") from error


@commands.command(epilog=EXIT_CODES)
def verify(archive: Archive = _HERE) -> None:
    """Look whether all nights, stories, claims and texts, and the files of all briefings, are as they were recorded."""
    from reporter import archive as kept

    with ends():
        faults = kept.verify(archive)
        if not faults:
            terminal.show([Line("Everything is as it was recorded.")])
    for fault in faults:
        say(f"{fault.what}: {fault.reason}")
    if faults:
        raise typer.Exit(ArchiveError.exit_code)


def _print(answer: _T, told: Callable[[_T], Sequence[Block]], form: str) -> None:
    if form == "json":
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(answer), indent=2) + b"\n")
        sys.stdout.buffer.flush()
    else:
        terminal.show(told(answer))
