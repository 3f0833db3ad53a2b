"""What all commands share: exit codes, how errors are told, progress, and what may be printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from reporter.errors import ReporterError
from reporter.schema import Failure

PARTIAL = 7  # a briefing was made, and says what it could not do
BROKEN_PIPE = 141  # as the shell has it for a program ended by SIGPIPE
INTERRUPTED = 130

EXIT_CODES = """\b
Exit codes:
  0    the briefing was made, or what was asked for was printed
  1    something else stopped the run; of a check: a finding is as grave as `--fail-on`
  2    a flag, a setting, a format or a name that cannot be used
  3    no article could be read, or no briefing
  4    a model is missing or is not the pinned one
  5    the archive cannot be used, or is not as it was recorded
  6    the briefing could not be rendered or written
  7    the briefing was made, and says what it could not do
  130  interrupted
  141  whoever read the output stopped reading
"""


@contextmanager
def ends() -> Iterator[None]:
    """Turn what ends a command early into its message and exit code."""
    try:
        yield
    except ReporterError as error:
        say(str(error))
        raise typer.Exit(error.exit_code) from error
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains when it flushes at its end
        raise typer.Exit(BROKEN_PIPE) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None


def tell(failures: Sequence[Failure]) -> None:
    """Say what could not be done, and end with its exit code where there is anything."""
    for failure in failures:
        say(f"{failure.what}: {failure.reason}")
    if failures:
        raise typer.Exit(PARTIAL)


def listed(paths: Iterable[Path]) -> bytes:
    """Return `paths`, a line each, as they go to standard output."""
    return "".join(f"{visible(str(path))}\n" for path in paths).encode()


@contextmanager
def progress(steps: int) -> Iterator[Callable[[str], None]]:
    """Give a function that shows each step: a bar on a terminal, nothing where standard error is piped."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task("", total=steps)
        yield lambda step: bar.update(task, description=step, advance=1, refresh=True)


def say(message: str) -> None:
    """Write a message; its further lines are indented, so that a file name with a line end in it starts no message of its own."""
    lines = "\n  ".join(visible(line).strip() for line in message.split("\n"))
    sys.stderr.write(f"reporter: {lines}\n")


def visible(text: str) -> str:
    """Return `text` on one line, with control and direction characters written out: a file name cannot steer a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
