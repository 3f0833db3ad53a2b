"""Which night it is: a new one, or one that was killed and goes on. Nights never go back in time, whatever the clock does."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from reporter.archive import Keeper
from reporter.schema import Failure

_GOES_ON = dt.timedelta(hours=20)  # a night that was killed longer ago is left as it is; the archive says so


class Begun(NamedTuple):
    """The night, and what is to be said of it."""

    run: str
    made_at: str
    resumed: bool
    failures: tuple[Failure, ...] = ()


def begin(keeper: Keeper, now: str) -> Begun:
    """Return the night that is to be worked on, begun in the archive. The same time is the same night, also where that was finished.

    A clock that went back never opens a finished night again: it begins one more of that day.

    Raises:
        ArchiveError: it cannot be written.
    """
    runs = keeper.runs()
    failures = []
    last = runs[-1] if runs else None
    again = last is not None and now == last.made_at
    if last and now < last.made_at:
        failures.append(Failure(what="clock", reason=f"says {now}, which is before the last night, {last.made_at}; that time is used"))
        now = last.made_at
    if last and (again or (not last.finished and _time(now) - _time(last.made_at) < _GOES_ON)):
        keeper.begin(last.id, last.made_at)
        return Begun(last.id, last.made_at, resumed=True, failures=tuple(failures))
    known = {run.id for run in runs}
    day = now[:10]
    run = next(name for n in range(1, len(known) + 2) if (name := day if n == 1 else f"{day}-{n}") not in known)
    keeper.begin(run, now)
    return Begun(run, now, resumed=False, failures=tuple(failures))


def _time(iso: str) -> dt.datetime:
    return dt.datetime.fromisoformat(iso)
