"""The command that says which of many articles are on one event."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from msgspec.structs import replace

from reporter import config as settings
from reporter import plugins, read, terminal
from reporter.cli.app import app
from reporter.cli.ends import EXIT_CODES, ends, tell
from reporter.errors import ConfigError, InputError
from reporter.read.apiece import apiece, below
from reporter.read.files import found, is_url
from reporter.read.manifest import NAME
from reporter.schema import Story
from reporter.schema.stories import Grouping
from reporter.why.blocks import Block, Heading, Line

_FORMATS = ("json", "text")


@app.command(epilog=EXIT_CODES)
def group(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Articles: files, folders with those below, URLs, - for stdin.")],
    format_: Annotated[str, typer.Option("--format", metavar="NAME", help="text, or json for programs.")] = "text",
    config: Annotated[Path | None, typer.Option(metavar="TOML", help="Settings, over the defaults.")] = None,
) -> None:
    """Print which articles are on one event: the stories among them, and what is of no one event."""
    from reporter import group as grouping

    with ends():
        if format_ not in _FORMATS:
            raise ConfigError(f"format {format_!r} is not known; known: {', '.join(_FORMATS)}")
        wanted = settings.load(config)
        given = _read(paths, wanted.read)
        embedder = plugins.load(plugins.EMBEDDERS, wanted.models.grouping_embedder)()
        made = grouping.stories(grouping.gists(given.articles, embedder), (), wanted.group)
        if format_ == "json":
            sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")
            sys.stdout.buffer.flush()
        else:
            terminal.show(_blocks(made))
    tell(given.failures)


def _read(paths: list[str], config: settings.Read) -> Story:
    """Return all articles, folders read as a night reads them: with those below them, which are told in the ids."""
    folders = [Path(path) for path in dict.fromkeys(paths) if not is_url(path) and Path(path).is_dir()]
    described = [story for folder in folders if (story := folder / NAME).is_file()]  # may name URLs
    others = [path for path in paths if is_url(path) or Path(path) not in folders]
    articles, failures, _ = found([*others, *described], config)
    seen = {Path(path).resolve() for path in others}
    for folder in folders:
        files, unlisted = below(folder)
        failures += unlisted
        fresh = {path.resolve(): path for path in files if path.resolve() not in seen}
        seen |= fresh.keys()
        for path, lying in apiece(sorted(fresh.values()), config):
            inside = path.relative_to(folder).parent
            articles += [replace(raw, id=(inside / raw.id).as_posix()) for raw in lying.articles]
            failures += [replace(failure, what=(inside / failure.what).as_posix()) for failure in lying.failures]
    if not articles:
        reasons = "".join(f"\n  {failure.what}: {failure.reason}" for failure in failures)
        raise InputError(f"no article in {', '.join(paths)}, or in folders below{reasons}")
    given = read.assemble(articles, config)
    return replace(given, failures=(*failures, *given.failures))


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
