"""The command itself; each command joins it where it is defined."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from reporter.cli.ends import EXIT_CODES
from reporter.version import __version__

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False, epilog=EXIT_CODES)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"reporter {__version__}\n")
        raise typer.Exit


@app.callback()
def _front(
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.", callback=_version, is_eager=True)] = False,
) -> None:
    """Make a briefing out of several outlets' articles on one event."""
