"""Commands on the briefing of one story: making it, what it is made of, and asking it why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from reporter import config as settings
from reporter import explain as rules
from reporter import once, overview, reading, terminal
from reporter import read as articles
from reporter import why as reasons
from reporter.cli.app import app
from reporter.cli.ends import EXIT_CODES, PARTIAL, ends, listed, progress, tell
from reporter.errors import ConfigError, InputError
from reporter.render.environment import overriding
from reporter.render.language import speaking

_LANGUAGE = "Language of the briefing's own words: en or de."
_STEPS = 4
_FORMATS = ("html", "json", "md")  # what is made where none is named: these need no extra


@app.command(epilog=EXIT_CODES)
def brief(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Articles: files, folders of them, URLs, - for standard input.")],
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
    language: Annotated[str | None, typer.Option(metavar="CODE", help=_LANGUAGE)] = None,
) -> None:
    """Make the briefing of one story and print where it was written."""
    with ends():
        given = settings.load(config)
        with overriding(templates), speaking(language or given.render.language):
            names = _formats(formats, out)
            once.renderers(names, chromium=chromium)  # an unknown format is told before any work
            with progress(_STEPS) as on_step:
                briefing = once.brief(paths, title=title, config=given, note=_read_note(note) if note else None, at=at, on_step=on_step)
                on_step("writing the briefing")
                if out == "-":
                    said = once.rendered(briefing, names[0], chromium=chromium)
                else:
                    said = listed(once.write(briefing, names, out, chromium=chromium))
        sys.stdout.buffer.write(said)
        sys.stdout.buffer.flush()
    tell(briefing.failures)


@app.command(epilog=EXIT_CODES)
def read(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Articles: files, folders of them, URLs, - for standard input.")],
    config: Annotated[Path | None, typer.Option(metavar="TOML", help="Settings, over the defaults.")] = None,
) -> None:
    """Print what is read of articles: their text, what is set aside, and what is believed of each and why."""
    with ends():
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
    with ends():
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
    with ends():
        terminal.show(reasons.answer(reasons.read(briefing), name, other))


@app.command(epilog=EXIT_CODES)
def index(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder with briefings as JSON, and folders below it.")],
    language: Annotated[str | None, typer.Option(metavar="CODE", help=_LANGUAGE)] = None,
) -> None:
    """Write DIR/index.html, a page over all briefings in DIR, and print where it is."""
    with ends(), speaking(language):
        made = overview.write(folder)
        sys.stdout.buffer.write(listed([made.path]))
        sys.stdout.buffer.flush()
    tell(made.failures)


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
