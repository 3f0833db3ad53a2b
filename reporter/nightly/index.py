"""The index page over the last nights: where to look first. Each story once, as it was last told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from reporter import why
from reporter.archive import Keeper
from reporter.errors import ReporterError
from reporter.nightly import store, stories
from reporter.nightly.briefings import Made, addresses
from reporter.nightly.settings import Night
from reporter.nightly.summary import Summary, said
from reporter.render import overview, wording
from reporter.render.overview import Entry, Tonight
from reporter.render.view import Problem
from reporter.schema import Failure
from reporter.schema.archive import Told

FILE = "index.html"
_WITH_CLAIMS = 300  # briefings up to which the page lists their claims too, so that it stays small enough to open


def entries(night: Night, keeper: Keeper) -> dict[str, tuple[Told, Entry]]:
    """Return each story of the last nights as it was last told, by story."""
    found: dict[str, tuple[Told, Entry]] = {}
    for run in reversed(keeper.runs()[-night.index_nights :]):
        for told in keeper.told(run.id):
            if told.story not in found:
                found[told.story] = told, _entry(night, keeper, told)
    return found


def write(night: Night, found: Iterable[Entry], summary: Summary) -> Path:
    """Write the page. Raises UnwritableError."""
    tonight = Tonight(
        title=wording.night(summary.made_at),
        said=said(summary),
        problems=tuple(_problems(summary.failures)),
        kept_out=tuple(_problems(summary.kept_out)),
        also_on=tuple(_problems(summary.also_on)),
        set_aside=tuple(_problems(failure for failure in summary.set_aside if failure not in summary.failures)),
    )
    shown = list(found)
    if len(shown) > _WITH_CLAIMS:
        shown = [replace(entry, claims=()) for entry in shown]
    return store.write(Path(night.out, FILE), overview.page(shown, [], tonight))


def _entry(night: Night, keeper: Keeper, told: Told) -> Entry:
    """Return a story's entry as its work left it, else made again from its briefing."""
    made = store.there(stories.made_of(night, told.run, told.story), Made)
    try:
        files = tuple(path for file in told.files if (path := keeper.place(file)).is_file())
        if made is not None and made.inputs_sha256 == told.inputs_sha256 and len(files) == len(told.files):
            return made.entry
        return overview.entry(why.read(next(file for file in files if file.suffix == ".json")), addresses(files))
    except (ReporterError, StopIteration):  # what was deleted or changed is `reporter archive verify`'s to tell
        return overview.gone(told.title, told.made_at)


def _problems(failures: Iterable[Failure]) -> Iterator[Problem]:
    return (Problem(what=failure.what, reason=failure.reason) for failure in failures)
