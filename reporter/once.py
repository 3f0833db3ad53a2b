"""One story by hand: reads the articles, loads the models, makes the briefing, renders and writes it."""

from __future__ import annotations

import datetime as dt
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from reporter import pipeline, plugins, read
from reporter.config import Config, Models
from reporter.errors import ConfigError, RenderError
from reporter.protocols import Matcher, Renderer
from reporter.render.language import speaking
from reporter.schema import Briefing, RawArticle, Story

_SLUG_LENGTH = 80
_UNSAFE = re.compile(r"[^a-z0-9]+")

Source = str | Path | RawArticle


def brief(
    sources: Source | Iterable[Source],
    *,
    title: str | None = None,
    config: Config | None = None,
    note: str | None = None,
    at: str | dt.datetime | None = None,
    on_step: Callable[[str], None] = lambda _: None,
) -> Briefing:
    """Return the briefing of the articles in `sources`: files, folders and URLs, or `RawArticle`s.

    Args:
        sources: where the articles are (a URL is a `str`), or the articles themselves; not both at once.
        title: the story's title; else the one in story.toml, else one made from the articles.
        config: settings; the defaults where None.
        note: an editor's note in Markdown, shown at the top.
        at: when the briefing is made, ISO 8601; else SOURCE_DATE_EPOCH, else now.
        on_step: called with the name of each step as it begins.

    Raises:
        ConfigError: a setting or `at` cannot be used.
        InputError: no article can be read.
        ModelError: a model is missing or is not the pinned one.
    """
    config = config or Config()
    when = made_at(at)
    on_step("reading the articles")
    story = _story(sources, config, title)
    on_step("loading the model")
    models = pipeline.Models(matcher=_matcher(config.models))
    on_step("comparing the articles")
    return pipeline.brief(story, config, models, note=note, made_at=when)


def rendered(briefing: Briefing, name: str, *, chromium: str | Path | None = None, language: str | None = None) -> bytes:
    """Return the briefing in the format called `name`; `chromium` prints "pdf", else the system's does.

    Raises:
        ConfigError: the format or the language is not known, or a library is not installed.
        RenderError: it cannot be rendered.
    """
    with speaking(language):
        return renderers([name], chromium=chromium)[0].render(briefing)


def write(
    briefing: Briefing,
    names: Sequence[str],
    folder: str | Path,
    *,
    chromium: str | Path | None = None,
    language: str | None = None,
) -> tuple[Path, ...]:
    """Write the briefing into `folder`, one file a format, and return their paths. Each file appears whole or not at all.

    Raises:
        ConfigError: a format or the language is not known, or a library is not installed.
        RenderError: a format cannot be rendered, or a file cannot be written.
    """
    with speaking(language):  # all formats before any is written
        contents = [(renderer.suffix, renderer.render(briefing)) for renderer in renderers(names, chromium=chromium)]
    stem = Path(folder, slug(briefing.story.title, briefing.story.id))
    return tuple(write_whole(stem.with_name(stem.name + suffix), content) for suffix, content in contents)


def renderers(names: Sequence[str], *, chromium: str | Path | None = None) -> list[Renderer]:
    """Return the renderers called `names`, each once.

    Raises:
        ConfigError: a name is not known, its library is not installed, or there is no name.
        RenderError: there is no Chromium to print with.
    """
    wanted = list(dict.fromkeys(names))
    if not wanted:
        raise ConfigError(f"no format is named; known: {', '.join(plugins.names(plugins.RENDERERS))}")
    return [plugins.load(plugins.RENDERERS, name)(*[chromium] if name == "pdf" else []) for name in wanted]


def slug(title: str, fallback: str) -> str:
    """Return a file name for `title` in small ASCII letters, digits and hyphens; never empty, never a path."""
    for text in (title, fallback):
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        name = _UNSAFE.sub("-", plain.casefold())[:_SLUG_LENGTH].strip("-")
        if name:
            return name if name != "index" else "index-story"  # index.html is the page over all briefings
    return "story"


def _matcher(chosen: Models) -> Matcher:
    """Return the matcher that the settings name, with the models that it needs. Raises ConfigError, ModelError."""
    loaded: Matcher = plugins.load(plugins.MATCHERS, chosen.matcher)(
        partial(plugins.made, plugins.EMBEDDERS, chosen.embedder), partial(plugins.made, plugins.CROSS_ENCODERS, chosen.cross_encoder)
    )
    return loaded


def _story(sources: Source | Iterable[Source], config: Config, title: str | None) -> Story:
    given = [sources] if isinstance(sources, (str, Path, RawArticle)) else list(sources)
    raw = [source for source in given if isinstance(source, RawArticle)]
    places = [source for source in given if not isinstance(source, RawArticle)]
    if raw and places:
        raise ConfigError("articles are given both as paths and as RawArticle; give one kind")
    return read.assemble(raw, title=title) if raw else read.story(places, config.read, title=title)


def made_at(at: str | dt.datetime | None) -> str:
    """Return the time of making in UTC, to the second; SOURCE_DATE_EPOCH where `at` is None, else now. Raises ConfigError."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if isinstance(at, dt.datetime):
            moment = at
        elif at is not None:
            moment = dt.datetime.fromisoformat(at)
        elif epoch:
            moment = dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC)
        else:
            moment = dt.datetime.now(tz=dt.UTC)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=dt.UTC)
        return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError) as error:
        named = f"time {at!r}" if at is not None else f"SOURCE_DATE_EPOCH {epoch!r}"
        raise ConfigError(f"{named}: cannot be used ({error}); give ISO 8601, or to SOURCE_DATE_EPOCH seconds since 1970") from error


def write_whole(path: Path, content: bytes) -> Path:
    """Write beside `path`, then rename: a reader never sees half a file. Raises RenderError."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(content)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise RenderError(f"{path}: cannot be written ({error.strerror}); give a folder that can be written to") from error
    return path
