"""The order of a night: read, group, tell each story, record it, show where to look first."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from reporter import archive, once, plugins
from reporter.archive import Keeper
from reporter.errors import ReporterError
from reporter.nightly import begun, gathering, handled, index, lock, store, stories, telling, watch
from reporter.nightly.begun import Begun
from reporter.nightly.gathering import Articles, Progress
from reporter.nightly.handled import Aside
from reporter.nightly.settings import Night
from reporter.nightly.summary import PARTIAL, Summary, ToldStory, encoded
from reporter.nightly.watch import Log, Watch
from reporter.protocols import Engine
from reporter.render import overview
from reporter.render.language import speaking
from reporter.render.overview import Entry
from reporter.schema import Failure
from reporter.schema.archive import Told
from reporter.schema.stories import Grouping

_KEY = frozenset("0123456789abcdef")  # what tasks and groupings are called by


def run(night: Night, *, at: str | None = None, progress: Progress = lambda *_: None) -> Summary:
    """Make the night's briefings, the archive's rows and the index page, or what is missing of them where a run was killed.

    Args:
        night: the settings.
        at: when it is, ISO 8601; else SOURCE_DATE_EPOCH, else now.
        progress: called as the work goes on.

    Raises:
        ConfigError: a setting cannot be used.
        InputError: none of the sources is there.
        ModelError: a model is missing or is not the pinned one.
        ArchiveError: the archive cannot be used.
        RenderError: nothing more can be written.
        ReporterError: another night is at work, or no process is to be had.
    """
    watch.needed()
    once.renderers(night.formats)  # an unknown format is told before any work
    now = once.made_at(at)
    with lock.alone(Path(night.work), now), archive.writing(Path(night.archive)) as keeper:
        tonight = begun.begin(keeper, now)
        store.sweep(Path(night.out))
        with watch.logging_to(night, tonight.run) as log:

            def on_progress(part: str, done: int, total: int) -> None:
                progress(part, done, total)
                log("at work", part=part, done=done, total=total)

            log("night resumed" if tonight.resumed else "night begun", made_at=tonight.made_at, engine=night.engine)
            try:
                with speaking(night.briefing.render.language):
                    return _night(night, tonight, keeper, log, on_progress)
            except ReporterError as error:
                log("night stopped", failed=True, reason=str(error), exit_code=error.exit_code)
                raise


def _night(night: Night, tonight: Begun, keeper: Keeper, log: Log, progress: Progress) -> Summary:
    clock = Watch()
    folder = Path(night.out, tonight.run)
    if tonight.resumed:
        for path in keeper.repair(tonight.run, folder):
            log("removed what a killed run left", file=path.name)
    done = handled.before(night, tonight, keeper)
    lost = keeper.lost(tonight.run, night.index_nights)
    for told in lost:
        log("briefing not as it was recorded", failed=True, story=told.story, told_on=told.run)
    engine: Engine = plugins.load(plugins.ENGINES, night.engine)(night.workers, night.scheduler)
    try:
        articles = gathering.gather(night, tonight.run, engine, progress)
        log("articles read", articles=len(articles.gists), failures=len(articles.failures), seconds=clock.done("reading"))
        fresh = [gist for gist in articles.gists.values() if done.articles.get(gist.id) != gist.sha256]
        grouping = stories.with_lost(stories.grouped(night, tonight, keeper, fresh), lost)
        log("articles grouped", articles=len(fresh), stories=len(grouping.stories), seconds=clock.done("grouping"))
        asides = _aside(stories.tell(night, tonight, keeper, engine, articles, grouping, done.failed, progress), log)
        log("stories told", stories=len(grouping.stories), set_aside=len(asides), seconds=clock.done("telling"))
    finally:
        engine.close()
    _sweep(night, tonight, keeper, grouping, log)
    failures = (*tonight.failures, *articles.failures, *(aside.failure for aside in asides if aside.tried))
    handled.keep(night, tonight, articles.gists, asides)
    _forget(night, tonight, keeper, log)
    found = index.entries(night, keeper)
    left = {id_ for aside in asides if not aside.tried for id_ in aside.story.articles}
    new = sum(gist.id not in left for gist in fresh)
    summary = _summary(night, tonight, keeper, articles, new, grouping, asides, failures, found)
    index.write(night, (entry for _, entry in found.values()), summary)
    log("index written", seconds=clock.done("index"))
    summary = _tell(night, summary, clock, log)
    keeper.finish(tonight.run, summary.failures)  # the last thing: a night that is killed before goes on
    try:
        _tidy(night, keeper, articles)
    except OSError as error:  # the night is whole all the same
        log("not tidied", failed=True, file=str(error.filename), reason=str(error.strerror))
    log("night done", exit_code=summary.exit_code, stories=len(summary.stories), failures=len(summary.failures))
    return summary


def _sweep(night: Night, tonight: Begun, keeper: Keeper, grouping: Grouping, log: Log) -> None:
    """Remove what workers left half written when they were killed, and what a night that went on tells in other stories by now."""
    for folder in (Path(night.out, tonight.run), Path(night.work, "partitions"), stories.made_of(night, tonight.run, "").parent):
        store.sweep(folder)
    if tonight.resumed:
        for path in keeper.replaced(tonight.run, {story.id for story in grouping.stories}):
            log("removed what is told in other stories", file=path.name)


def _aside(found: Iterable[Aside], log: Log) -> tuple[Aside, ...]:
    """Return what could not be told, in an order of its own."""
    asides = []
    for aside in found:
        event = "story told anew" if aside.failed is None else "story set aside" if aside.tried else "story left aside"
        log(event, failed=aside.tried, story=aside.story.id, reason=aside.failure.reason)
        asides.append(aside)
    return tuple(sorted(asides, key=lambda a: (a.story.id, a.failure.reason)))


def _tell(night: Night, summary: Summary, clock: Watch, log: Log) -> Summary:
    """Send the summary to whom the settings name, and write it down with what could not be sent."""
    unsent = tuple(telling.tell(night, summary))
    for failure in unsent:
        log("summary not sent", failed=True, to=failure.what, reason=failure.reason)
    failures = (*summary.failures, *unsent)
    summary = replace(summary, failures=failures, exit_code=PARTIAL if failures else 0)
    store.write(Path(night.out, "run.json"), encoded(summary))
    watch.measure(night, summary, clock.seconds, time.time())
    return summary


def _summary(
    night: Night,
    tonight: Begun,
    keeper: Keeper,
    articles: Articles,
    new: int,
    grouping: Grouping,
    asides: Sequence[Aside],
    failures: tuple[Failure, ...],
    found: Mapping[str, tuple[Told, Entry]],
) -> Summary:
    titles = {story.id: story.title for story in grouping.stories}
    told = {found[t.story][1]: t for t in keeper.told(tonight.run)}
    return Summary(
        run=tonight.run,
        made_at=tonight.made_at,
        exit_code=PARTIAL if failures else 0,
        sources=articles.sources,
        articles=len(articles.gists),
        articles_new=new,
        stories=tuple(_told(entry, told[entry]) for entry in overview.ordered(told)),
        set_aside=tuple(aside.failure for aside in asides if aside.failed),
        kept_out=tuple(Failure(what=_title(articles, kept.article), reason=kept.reason) for kept in grouping.kept_out),
        also_on=tuple(
            Failure(what=_title(articles, also.article), reason=f"tells of “{titles.get(also.also_on, also.also_on)}” too")
            for also in grouping.also_on
        ),
        failures=failures,
        index=str(Path(night.out, index.FILE)),
    )


def _told(entry: Entry, told: Told) -> ToldStory:
    return ToldStory(
        id=told.story,
        title=entry.title,
        files=tuple(file.path for file in told.files),
        errors=entry.errors,
        warnings=entry.warnings,
        changes=entry.changes,
    )


def _title(articles: Articles, article: str) -> str:
    return articles.gists[article].title if article in articles.gists else article


# -- from night to night ----------------------------------------------------------------


def _forget(night: Night, tonight: Begun, keeper: Keeper, log: Log) -> None:
    """Remove the nights that are kept no longer."""
    if night.keep_days:
        before = datetime.fromisoformat(tonight.made_at) - timedelta(days=night.keep_days)
        for path in keeper.forget(before.strftime("%Y-%m-%dT%H:%M:%SZ")):
            log("removed as it is kept no longer", file=str(path))


def _tidy(night: Night, keeper: Keeper, articles: Articles) -> None:
    """Remove what the work folder needs no more, and nothing else: it may be a folder that holds other things too. Raises OSError."""
    work = Path(night.work)
    for folder in ("tasks", "groupings"):
        _clear(work / folder)
    runs = [run.id for run in keeper.runs()]
    for folder in handled.FOLDERS:
        for path in (work / folder).glob("*.msgpack"):
            if path.stem not in runs[-night.known_nights - 1 :] and _is_night(path.stem):
                path.unlink()
    for folder, kept in (("stories", runs[-night.index_nights :]), ("logs", runs)):
        for path in (work / folder).glob("*"):
            if path.stem in kept or not _is_night(path.stem):
                continue
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    gathering.clear(night, articles)


def _clear(folder: Path) -> None:
    """Remove tasks and groupings, and their folder where it holds nothing else."""
    for path in folder.glob("*"):
        if path.is_file() and (_KEY.issuperset(path.stem) or path.suffix == ".part"):
            path.unlink()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _is_night(name: str) -> bool:
    """Tell whether something is called as a night is: by its day, with a number where the day had more of them."""
    try:
        return date.fromisoformat(name[:10]).isoformat() == name[:10] and (not name[10:] or name[11:].isdecimal())
    except ValueError:
        return False
