"""The command for the night."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from reporter.cli.app import app
from reporter.cli.ends import EXIT_CODES, ends, listed, tell


@app.command(epilog=EXIT_CODES)
def nightly(
    config: Annotated[Path, typer.Argument(metavar="CONFIG.toml", help="What is read, where to, and who is told (docs/nightly.md).")],
    engine: Annotated[str | None, typer.Option(metavar="NAME", help="Where the work is done: local or dask; over the settings.")] = None,
    scheduler: Annotated[str | None, typer.Option(metavar="URL", help="The address of Dask's scheduler, as in tls://host:8786.")] = None,
    workers: Annotated[int | None, typer.Option(metavar="N", min=1, help="Processes of the engine local; over the settings.")] = None,
    at: Annotated[str | None, typer.Option(metavar="ISO", help="When the night is (SOURCE_DATE_EPOCH, or now).")] = None,
) -> None:
    """Make a briefing a story of all that is new in feeds and folders, and print where the index page is."""
    from reporter import nightly as night
    from reporter.nightly import settings

    with ends():
        wanted = settings.changed(night.load(config), engine=engine, scheduler=scheduler, workers=workers)
        with _shown() as progress:
            told = night.run(wanted, at=at, progress=progress)
        sys.stdout.buffer.write(listed([Path(told.index)]))
        sys.stdout.buffer.flush()
    tell(told.failures)


@contextmanager
def _shown() -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that shows how far each part is: a bar on a terminal, nothing where standard error is piped."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    console = Console(stderr=True)
    with Progress(console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bars:
        parts: dict[str, TaskID] = {}

        def show(part: str, done: int, total: int) -> None:
            if part not in parts:
                parts[part] = bars.add_task(part, total=total)
            bars.update(parts[part], completed=done, total=total, refresh=True)

        yield show
