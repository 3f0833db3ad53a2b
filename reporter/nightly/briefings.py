"""A story's briefing: written in all its formats, whole or not at all. Work for an engine, from a path to a path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from urllib.parse import quote

from msgspec.structs import replace

from reporter import archive, once, pipeline, plugins, read, why
from reporter.config import Config, Models
from reporter.nightly import partitions, store
from reporter.protocols import Matcher
from reporter.render import overview
from reporter.render.language import speaking
from reporter.schema import Article, Briefing, RawArticle, Record
from reporter.version import __version__

_NAME = 60  # characters of a file's name that are the story's title


class Ref(Record, frozen=True, kw_only=True):
    """Where an article of tonight's lies."""

    article: str
    path: str
    start: int
    end: int


class StoryTask(Record, frozen=True, kw_only=True):
    """A task: a story's articles, and its briefings of earlier nights."""

    version: str = __version__
    key: str  # of the articles and all else that the briefing is made of, but for the earlier ones
    story: str
    title: str
    run: str
    made_at: str
    articles: tuple[str, ...]
    refs: tuple[Ref, ...]  # of tonight's; the others are in the earlier briefings
    earlier: tuple[str, ...]  # paths, as the archive names them
    config: Config
    formats: tuple[str, ...]
    folder: str  # of the night, for the briefing
    made: str  # path of what is to be made


class Made(Record, frozen=True, kw_only=True):
    """What came of it."""

    key: str  # of the task
    story: str
    inputs_sha256: str
    settings_sha256: str
    files: tuple[str, ...]  # paths
    entry: overview.Entry  # for the index page


def briefing(path: str) -> str:
    """Make the briefing of the task at `path`, and return the path of the `Made` that tells of it.

    Raises:
        ReporterError: another version of reporter wrote the task, or the story cannot be told.
    """
    task = store.saved(Path(path), StoryTask)
    partitions.same_version(task.version)
    earlier = [why.read(Path(lies)) for lies in task.earlier]
    story = read.assemble(list(_articles(task, earlier)), task.config.read, story_id=task.story)
    story = replace(story, articles=tuple(_called(story.articles)))
    if task.title in {*(article.title for article in story.articles), *(before.story.title for before in earlier)}:
        story = replace(story, title=task.title)  # else it is how a text without a headline begins, and reading makes more of that
    told = pipeline.brief(story, task.config, _models(task.config.models), made_at=task.made_at)
    followed = archive.followed(told, earlier, task.run)
    with speaking(task.config.render.language):
        files = _written(task, followed)
        entry = overview.entry(followed, addresses(files))
    made = Made(
        key=task.key,
        story=task.story,
        inputs_sha256=followed.provenance.inputs_sha256,
        settings_sha256=followed.provenance.settings_sha256,
        files=tuple(str(file) for file in files),
        entry=entry,
    )
    return str(store.save(Path(task.made), made))


def addresses(files: tuple[Path, ...]) -> dict[str, str]:
    """Return the address of each format, relative to the index page, which lies beside the night's folder."""
    return {file.suffix[1:]: f"./{quote(file.parent.name)}/{quote(file.name)}" for file in files}


def _written(task: StoryTask, told: Briefing) -> tuple[Path, ...]:
    stem = f"{once.slug(told.story.title, 'story')[:_NAME].strip('-')}-{task.story}"
    contents = [(renderer.suffix, renderer.render(told)) for renderer in once.renderers(task.formats)]
    return tuple(store.write(Path(task.folder, stem + suffix), content) for suffix, content in contents)


def _articles(task: StoryTask, earlier: list[Briefing]) -> Iterator[RawArticle]:
    """Yield the articles: tonight's as they were read, the others as their last briefing had them."""
    tonight = {ref.article: ref for ref in task.refs}
    kept = {article.id: article for told in reversed(earlier) for article in told.articles}
    for id_ in task.articles:
        if id_ in tonight:
            yield partitions.row(Path(tonight[id_].path), tonight[id_].start, tonight[id_].end)
        elif id_ in kept:
            yield _raw(kept[id_])


def _called(articles: Sequence[Article]) -> Iterator[Article]:
    """Yield the articles with outlets that nothing names called as in a briefing by hand: by the file, not by the id.

    Of articles that would be called the same each keeps its id.
    """
    names = {article.id: _in_its_file(article) for article in articles if not article.outlet_named}
    counts = Counter(names.values())
    for article in articles:
        name = names.get(article.id)
        yield replace(article, outlet=f"Outlet {name}") if name and counts[name] == 1 else article


def _in_its_file(article: Article) -> str:
    name, stem = article.id.rpartition("-")[0], Path(article.path or "").stem
    return stem if stem and partitions.name(stem) == name else name


def _raw(article: Article) -> RawArticle:
    """Return an article as it was handed over."""
    known = {name: getattr(article, name) for name in RawArticle.__struct_fields__}
    raw = RawArticle(**known)
    return raw if article.outlet_named else replace(raw, outlet=None)


@cache
def _models(chosen: Models) -> pipeline.Models:
    """Return the models, loaded once a process."""
    matcher: Matcher = plugins.load(plugins.MATCHERS, chosen.matcher)(
        partial(partitions.embedder, chosen.embedder), partial(plugins.made, plugins.CROSS_ENCODERS, chosen.cross_encoder)
    )
    return pipeline.Models(matcher=matcher)
