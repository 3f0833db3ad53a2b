"""The night's stories: which articles are on one event, and the work on each story, handed to the engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reporter import group, why
from reporter.archive import Keeper
from reporter.errors import ArchiveError
from reporter.nightly import briefings, store
from reporter.nightly.begun import Begun
from reporter.nightly.briefings import Made, StoryTask
from reporter.nightly.gathering import Articles, Progress
from reporter.nightly.settings import Night
from reporter.protocols import Engine
from reporter.schema import Failure
from reporter.schema.archive import Told
from reporter.schema.stories import ArticleGist, GroupedStory, Grouping
from reporter.version import __version__


class Aside(NamedTuple):
    """A story that could not be told, or not as it should be."""

    story: GroupedStory
    failure: Failure
    told: bool = False


def grouped(night: Night, tonight: Begun, keeper: Keeper, fresh: Sequence[ArticleGist]) -> Grouping:
    """Return the stories that tonight's articles make or join. A night that goes on has those that it had before."""
    if not fresh:
        return Grouping()
    which = store.key(tonight.run, sorted((g.id, g.sha256, g.maker, g.title, g.published or "") for g in fresh), night.briefing.group)
    path = Path(night.work, "groupings", f"{which}.msgpack")
    grouping = store.there(path, Grouping)
    if grouping is None:
        makers = {gist.maker for gist in fresh}  # what another model made of articles cannot be compared: such stories are joined no more
        known = [s for s in keeper.known(tonight.run, night.known_nights) if makers >= {gist.maker for gist in s.gists}]
        grouping = group.stories(fresh, known, night.briefing.group)
        store.save(path, grouping)
    return grouping


def tell(
    night: Night, tonight: Begun, keeper: Keeper, engine: Engine, articles: Articles, grouping: Grouping, progress: Progress
) -> Iterator[Aside]:
    """Tell each story that was not told before, the largest first, and record it; yield what could not be told.

    Raises:
        ArchiveError: a story cannot be recorded.
        UnwritableError: no more can be written.
    """
    had = {told.story: told for told in keeper.told(tonight.run)}
    tasks: dict[str, GroupedStory] = {}
    for story in sorted(grouping.stories, key=lambda s: (-len(s.articles), s.id)):
        try:
            earlier = keeper.earlier(tonight.run, story.id, story.articles)
        except ArchiveError as error:
            yield Aside(story, Failure(what=f"{story.title} ({story.id})", reason=f"told as if for the first time: {error}"), told=True)
            earlier = ()
        task = _task(night, tonight, articles, story, earlier)
        if not _told_before(task, had.get(story.id)):
            tasks[str(store.save(Path(night.work, "tasks", f"{story.id}.msgpack"), task))] = story
    progress("telling", 0, len(tasks))
    for n, outcome in enumerate(engine.run(briefings.briefing, list(tasks), store.FATAL, night.task_seconds), 1):
        story = tasks[outcome.task]
        if outcome.made is None:
            yield Aside(story, Failure(what=f"{story.title} ({story.id})", reason=f"set aside after two tries: {outcome.reason}"))
        else:
            _record(keeper, tonight.run, store.saved(Path(outcome.made), Made), articles)
        progress("telling", n, len(tasks))


def made_of(night: Night, run: str, story: str) -> Path:
    """Return where the work on a story leaves word of what it made."""
    return Path(night.work, "stories", run, f"{story}.msgpack")


def _task(night: Night, tonight: Begun, articles: Articles, story: GroupedStory, earlier: tuple[Path, ...]) -> StoryTask:
    texts = [(id_, articles.gists[id_].sha256 if id_ in articles.gists else "") for id_ in story.articles]
    return StoryTask(
        key=store.key(story.id, story.title, tonight.made_at, texts, night.briefing.sha256(), night.formats, __version__),
        story=story.id,
        title=story.title,
        run=tonight.run,
        made_at=tonight.made_at,
        articles=story.articles,
        refs=tuple(articles.refs[id_] for id_ in story.articles if id_ in articles.refs),
        earlier=tuple(map(str, earlier)),
        config=night.briefing,
        formats=night.formats,
        folder=str(Path(night.out, tonight.run)),
        made=str(made_of(night, tonight.run, story.id)),
    )


def _told_before(task: StoryTask, told: Told | None) -> bool:
    """Tell whether the story was recorded tonight, of the same articles: a killed run goes on after it."""
    made = store.there(Path(task.made), Made)
    return told is not None and made is not None and made.key == task.key and made.inputs_sha256 == told.inputs_sha256


def _record(keeper: Keeper, run: str, made: Made, articles: Articles) -> None:
    files = [Path(file) for file in made.files]
    briefing = why.read(next(file for file in files if file.suffix == ".json"))
    gists = {article.id: articles.gists[article.id] for article in briefing.articles if article.id in articles.gists}
    keeper.record(run, briefing, files, gists)
