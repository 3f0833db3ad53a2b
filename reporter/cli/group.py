"""The command that says which of many articles are on one event."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from reporter import config as settings
from reporter import group as grouping
from reporter import plugins, read, terminal
from reporter.cli.app import app
from reporter.cli.ends import EXIT_CODES, ends, tell
from reporter.errors import ConfigError
from reporter.schema.stories import Grouping
from reporter.why.blocks import Block, Heading, Line

_FORMATS = ("json", "text")


@app.command(epilog=EXIT_CODES)
def group(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Articles: files, folders of them, URLs, - for standard input.")],
    format_: Annotated[str, typer.Option("--format", metavar="NAME", help="text, or json for programs.")] = "text",
    config: Annotated[Path | None, typer.Option(metavar="TOML", help="Settings, over the defaults.")] = None,
) -> None:
    """Print which articles are on one event: the stories among them, and what is of no one event."""
    with ends():
        if format_ not in _FORMATS:
            raise ConfigError(f"format {format_!r} is not known; known: {', '.join(_FORMATS)}")
        wanted = settings.load(config)
        given = read.story(paths, wanted.read)
        embedder = plugins.load(plugins.EMBEDDERS, wanted.models.embedder)()
        made = grouping.stories(grouping.gists(given.articles, embedder), (), wanted.group)
        if format_ == "json":
            sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")
            sys.stdout.buffer.flush()
        else:
            terminal.show(_blocks(made))
    tell(given.failures)


def _blocks(made: Grouping) -> list[Block]:
    """Return the stories, the largest first, and what else was found."""
    blocks: list[Block] = []
    titles = {story.id: story.title for story in made.stories}
    for story in sorted(made.stories, key=lambda s: (-len(s.articles), s.id)):
        when = f", {story.from_} to {story.to}" if story.from_ else ""
        blocks += [Heading(f"{story.title} ({len(story.articles)}{when})"), *(Line(article) for article in story.articles)]
    told = [Line(f"has the words of {d.of}" if d.kind == "exact" else f"nearly the words of {d.of}", d.article) for d in made.duplicates]
    told += [Line(f"also tells of “{titles.get(a.also_on, a.also_on)}”", a.article) for a in made.also_on]
    told += [Line(f"kept out: it is a {k.reason}", k.article) for k in made.kept_out]
    return [*blocks, Heading("What else was found"), *told] if told else blocks
