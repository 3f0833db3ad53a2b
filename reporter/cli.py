"""The command line: flags in, files or standard output out; messages and progress on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from reporter import config as settings
from reporter import explain as rules
from reporter import once, overview, reading, terminal
from reporter import read as articles
from reporter import why as reasons
from reporter.errors import ConfigError, InputError, ReporterError
from reporter.render.environment import overriding
from reporter.schema import Failure
from reporter.version import __version__

PARTIAL = 7  # a briefing was made, and says what it could not do
BROKEN_PIPE = 141  # as the shell has it for a program ended by SIGPIPE
INTERRUPTED = 130
_STEPS = 4
_FORMATS = ("html", "json", "md")  # what is made where none is named: these need no extra

EXIT_CODES = """\b
Exit codes:
  0    the briefing was made, or what was asked for was printed
  1    something else stopped the run
  2    a flag, a setting, a format or a name that cannot be used
  3    no article could be read, or no briefing
  4    a model is missing or is not the pinned one
  6    the briefing could not be rendered or written
  7    the briefing was made, and says what it could not do
  130  interrupted
  141  whoever read the output stopped reading
"""

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


@app.command(epilog=EXIT_CODES)
def brief(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Articles: files, folders of them, - for standard input.")],
    out: Annotated[str, typer.Option("--out", "-o", metavar="DIR", help="Folder to write to; - for standard output.")] = "reports",
    formats: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="LIST", help="Any of html,md,json,csv,xlsx,docx,pdf,jsonld (the first three; md on standard output)."
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="The story's title.")] = None,
    config: Annotated[Path | None, typer.Option(metavar="TOML", help="Settings, over the defaults.")] = None,
    note: Annotated[Path | None, typer.Option(metavar="MD", help="An editor's note, shown at the top of the briefing.")] = None,
    at: Annotated[str | None, typer.Option(metavar="ISO", help="When the briefing is made (SOURCE_DATE_EPOCH, or now).")] = None,
    chromium: Annotated[str | None, typer.Option(metavar="PATH", help="The Chromium that prints pdf, else the system's.")] = None,
    templates: Annotated[Path | None, typer.Option(metavar="DIR", help="Files used in place of the templates of these names.")] = None,
) -> None:
    """Make the briefing of one story and print where it was written."""
    with _ends(), overriding(templates):
        names = _formats(formats, out)
        once.renderers(names, chromium=chromium)  # an unknown format is told before any work
        with _progress() as on_step:
            briefing = once.brief(
                paths, title=title, config=settings.load(config), note=_read_note(note) if note else None, at=at, on_step=on_step
            )
            on_step("writing the briefing")
            if out == "-":
                said = once.rendered(briefing, names[0], chromium=chromium)
            else:
                said = _listed(once.write(briefing, names, out, chromium=chromium))
        sys.stdout.buffer.write(said)
        sys.stdout.buffer.flush()
    _tell(briefing.failures)


@app.command(epilog=EXIT_CODES)
def read(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Articles: files, folders of them, - for standard input.")],
    config: Annotated[Path | None, typer.Option(metavar="TOML", help="Settings, over the defaults.")] = None,
) -> None:
    """Print what is read of articles: their text, what is set aside, and what is believed of each and why."""
    with _ends():
        story = articles.story(paths, settings.load(config).read)
        terminal.show(reading.answer(story))
    if story.failures:
        raise typer.Exit(PARTIAL)


@app.command(epilog=EXIT_CODES)
def explain(
    rule: Annotated[
        str | None, typer.Argument(metavar="[RULE]", help="A rule's name, as findings show it; all of them if not given.")
    ] = None,
) -> None:
    """Print what a rule says: what fires it, what does not, an example, its settings and how well it was measured to do."""
    with _ends():
        terminal.markdown(rules.section(rule) if rule is not None else rules.listing())


@app.command(epilog=EXIT_CODES)
def why(
    briefing: Annotated[Path, typer.Argument(metavar="BRIEFING.json", help="A briefing as JSON.")],
    name: Annotated[
        str, typer.Argument(metavar="CLAIM_OR_FINDING", help="A claim's number, an id or its beginning, a sentence (A1), or a rule's name.")
    ],
    other: Annotated[str | None, typer.Argument(metavar="[OTHER]", help="A sentence: why it was joined with that.")] = None,
) -> None:
    """Print, from the briefing alone, why two passages were joined or why a finding was told."""
    with _ends():
        terminal.show(reasons.answer(reasons.read(briefing), name, other))


@app.command(epilog=EXIT_CODES)
def index(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder with briefings as JSON, and folders below it.")]) -> None:
    """Write DIR/index.html, a page over all briefings in DIR, and print where it is."""
    with _ends():
        made = overview.write(folder)
        sys.stdout.buffer.write(_listed([made.path]))
        sys.stdout.buffer.flush()
    _tell(made.failures)


@contextmanager
def _ends() -> Iterator[None]:
    """Turn what ends a command early into its message and exit code."""
    try:
        yield
    except ReporterError as error:
        _say(str(error))
        raise typer.Exit(error.exit_code) from error
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains when it flushes at its end
        raise typer.Exit(BROKEN_PIPE) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None


def _tell(failures: Sequence[Failure]) -> None:
    """Say what could not be done, and end with its exit code where there is anything."""
    for failure in failures:
        _say(f"{failure.what}: {failure.reason}")
    if failures:
        raise typer.Exit(PARTIAL)


def _formats(given: str | None, out: str) -> list[str]:
    if given is None:
        return ["md"] if out == "-" else list(_FORMATS)
    names = [name.strip() for name in given.split(",") if name.strip()]
    if out == "-" and len(names) != 1:
        raise ConfigError("-o - writes one format to standard output; name one with --format")
    return names


def _read_note(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(f"note {path}: cannot be read ({reason}); give a Markdown file to --note") from error


def _listed(paths: Iterable[Path]) -> bytes:
    return "".join(f"{_visible(str(path))}\n" for path in paths).encode()


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Give a function that shows each step: a bar on a terminal, nothing where standard error is piped."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task("", total=_STEPS)
        yield lambda step: bar.update(task, description=step, advance=1, refresh=True)


def _say(message: str) -> None:
    """Write a message; its further lines are indented, so that a file name with a line end in it starts no message of its own."""
    lines = "\n  ".join(_visible(line).strip() for line in message.split("\n"))
    sys.stderr.write(f"reporter: {lines}\n")


def _visible(text: str) -> str:
    """Return `text` on one line, with control and direction characters written out: a file name cannot steer a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
