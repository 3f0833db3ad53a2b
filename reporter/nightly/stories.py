"""The night's stories: which articles are on one event, and the work on each story, handed to the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from reporter import group, why
from reporter.archive import Keeper
from reporter.errors import ArchiveError
from reporter.nightly import briefings, handled, store
from reporter.nightly.begun import Begun
from reporter.nightly.briefings import Made, StoryTask
from reporter.nightly.gathering import Articles, Progress
from reporter.nightly.handled import Aside, Failed
from reporter.nightly.settings import Night
from reporter.protocols import Engine
from reporter.schema import Failure
from reporter.schema.archive import Told
from reporter.schema.stories import ArticleGist, GroupedStory, Grouping
from reporter.version import __version__


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


def with_lost(grouping: Grouping, lost: Sequence[Told]) -> Grouping:
    """Return the grouping with the stories whose briefings were lost: they are told again, as they were."""
    known = {story.id for story in grouping.stories}
    again = [
        GroupedStory(id=told.story, title=told.title, articles=told.articles, from_=told.from_, to=told.to)
        for told in lost
        if told.story not in known
    ]
    return replace(grouping, stories=(*grouping.stories, *again))


def tell(
    night: Night,
    tonight: Begun,
    keeper: Keeper,
    engine: Engine,
    articles: Articles,
    grouping: Grouping,
    failed: Mapping[str, Failed],
    progress: Progress,
) -> Iterator[Aside]:
    """Tell each story that was not told before, the largest first, and record it; yield what could not be told.

    What has failed on nights before, by its key, is tried again on one more night only, unless something of it is another.

    Raises:
        ArchiveError: a story cannot be recorded.
        UnwritableError: no more can be written.
    """
    had = {told.story: told for told in keeper.told(tonight.run)}
    tasks: dict[str, tuple[GroupedStory, str]] = {}
    for story in sorted(grouping.stories, key=lambda s: (-len(s.articles), s.id)):
        key = _key(night, articles, story)
        earlier, aside = _earlier(tonight.run, keeper, articles, story, key, failed.get(key))
        if aside is not None:
            yield aside
            if aside.failed:
                continue
        task = _task(night, tonight, articles, story, key, earlier)
        if not _told_before(task, had.get(story.id)):
            tasks[str(store.save(Path(night.work, "tasks", f"{story.id}.msgpack"), task))] = story, key
    progress("telling", 0, len(tasks))
    for n, outcome in enumerate(engine.run(briefings.briefing, list(tasks), store.FATAL, night.task_seconds), 1):
        story, key = tasks[outcome.task]
        if outcome.made is None:
            yield handled.aside(story, key, tonight.run, f"set aside after two tries: {outcome.reason}", failed.get(key))
        else:
            _record(keeper, tonight.run, store.saved(Path(outcome.made), Made), articles)
        progress("telling", n, len(tasks))


def made_of(night: Night, run: str, story: str) -> Path:
    """Return where the work on a story leaves word of what it made."""
    return Path(night.work, "stories", run, f"{story}.msgpack")


def _earlier(
    run: str, keeper: Keeper, articles: Articles, story: GroupedStory, key: str, last: Failed | None
) -> tuple[tuple[Path, ...], Aside | None]:
    """Return the story's earlier briefings; and where they are lost, or it is not to be told, what is to be said of it."""
    left = handled.left_aside(story, key, last)
    if left is not None:
        return (), left
    try:
        return keeper.earlier(run, story.id, story.articles), None
    except ArchiveError as error:
        there = sum(id_ in articles.refs for id_ in story.articles)
        if not there:
            return (), handled.aside(story, key, run, f"set aside: it is in no source any more, and {error}", last)
        told = f"told as if for the first time, from {there} of its {len(story.articles)} articles: {error}"
        return (), Aside(story, Failure(what=handled.called(story), reason=told))


def _key(night: Night, articles: Articles, story: GroupedStory) -> str:
    """Return the key of all that a story's briefing is made of, but for the night and the briefings before."""
    texts = [(id_, articles.gists[id_].sha256 if id_ in articles.gists else "") for id_ in story.articles]
    return store.key(story.id, story.title, texts, night.briefing.sha256(), night.formats, __version__)


def _task(night: Night, tonight: Begun, articles: Articles, story: GroupedStory, key: str, earlier: tuple[Path, ...]) -> StoryTask:
    return StoryTask(
        key=store.key(key, tonight.made_at),
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
