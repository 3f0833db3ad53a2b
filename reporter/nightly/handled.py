"""What nights have done with: articles, by their words, and stories that could not be told. What is left over is for the next night."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from reporter.archive import Keeper
from reporter.nightly import store
from reporter.nightly.begun import Begun
from reporter.nightly.settings import Night
from reporter.schema import Failure, Record
from reporter.schema.stories import ArticleGist, GroupedStory

FOLDERS = ("handled", "aside")  # of the work folder, with a file a night

_NIGHTS = 2  # on which a story is tried as it is


class Failed(Record, frozen=True, kw_only=True):
    """A story that could not be told."""

    run: str  # the night that last tried it
    nights: int  # that tried it, as it is
    reason: str


class Aside(NamedTuple):
    """A story that could not be told, or not as it should be."""

    story: GroupedStory
    failure: Failure
    key: str = ""  # of all that its briefing is made of
    failed: Failed | None = None  # None where it was told after all
    tried: bool = True  # tonight


class Done(NamedTuple):
    """What the nights before have done with."""

    articles: dict[str, str]  # with which words, by their hash
    failed: dict[str, Failed]  # by the story's key


def before(night: Night, tonight: Begun, keeper: Keeper) -> Done:
    """Return what the last whole nights had done with: several nights, since a source may have been away on the last one."""
    runs = [run.id for run in keeper.runs() if run.finished and run.id != tonight.run]
    articles: dict[str, str] = {}
    for run in runs:
        articles |= store.there(_file(night, "handled", run), dict[str, str]) or {}
    failed = (store.there(_file(night, "aside", run), dict[str, Failed]) for run in reversed(runs))
    return Done(articles, next((found for found in failed if found is not None), {}))


def aside(story: GroupedStory, key: str, run: str, reason: str, last: Failed | None) -> Aside:
    """Return a story that was tried tonight, and before where it has failed before."""
    nights = 1 + (last.nights if last else 0)
    return Aside(story, Failure(what=called(story), reason=reason), key, Failed(run=run, nights=nights, reason=reason))


def left_aside(story: GroupedStory, key: str, last: Failed | None) -> Aside | None:
    """Return a story that is not tried again, as it has failed on several nights and nothing of it is another; None for any other."""
    if last is None or last.nights < _NIGHTS:
        return None
    told = f"not tried again until an article of it, a setting or reporter changes; on night {last.run}: {last.reason}"
    return Aside(story, Failure(what=called(story), reason=told), key, last, tried=False)


def called(story: GroupedStory) -> str:
    """Return what a story is called where it could not be told."""
    return f"{story.title} ({story.id})"


def keep(night: Night, tonight: Begun, gists: Mapping[str, ArticleGist], asides: Iterable[Aside]) -> None:
    """Write down what is done with, before the night is called finished; articles of stories set aside are not. Raises UnwritableError."""
    failed = [(aside, aside.failed) for aside in asides if aside.failed]
    again = {article for aside, _ in failed for article in aside.story.articles}
    store.save(_file(night, "handled", tonight.run), {id_: gist.sha256 for id_, gist in gists.items() if id_ not in again})
    store.save(_file(night, "aside", tonight.run), {aside.key: last for aside, last in failed})


def _file(night: Night, folder: str, run: str) -> Path:
    return Path(night.work, folder, f"{run}.msgpack")
