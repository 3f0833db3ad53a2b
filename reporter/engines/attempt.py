"""A task is tried twice: side by side with others, and where that failed, alone. What all engines share."""

from __future__ import annotations

import faulthandler
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from reporter.protocols import Outcome

_STANDARD_ERROR = 2

Work = Callable[[str], str]
Fatal = tuple[type[Exception], ...]


class Tried(NamedTuple):
    """What came of a try: the path of what was made, or why there is none."""

    made: str | None
    reason: str | None = None


def twice(tried: Callable[[Sequence[str], int], Iterator[tuple[str, Tried]]], tasks: Sequence[str], width: int) -> Iterator[Outcome]:
    """Yield what came of each task, as it ends. What failed is tried again alone, at the end: it may have wanted for memory.

    Args:
        tried: tries tasks, at most so many at a time, and yields what came of each.
        tasks: each once.
        width: how many are tried at a time.
    """
    failed = []
    for task, first in tried(tasks, width):
        if first.reason is None:
            yield Outcome(task=task, made=first.made)
        else:
            failed.append(task)
    for task, second in tried(sorted(failed), 1):
        yield Outcome(task=task, made=second.made, reason=second.reason)


def attempt(work: Work, task: str, fatal: Fatal, seconds: int) -> Tried:
    """Return what `work` makes of `task`. Past `seconds` the process ends itself: not all code can be interrupted.

    Raises:
        Exception: one of `fatal`, which no other task would be spared.
    """
    faulthandler.dump_traceback_later(seconds, exit=True, file=_STANDARD_ERROR)
    try:
        return Tried(work(task))
    except fatal:
        raise
    except Exception as error:  # noqa: BLE001 - the boundary: whatever a task breaks on is that task's failure
        return Tried(None, f"{type(error).__name__}: {error}")
    finally:
        faulthandler.cancel_dump_traceback_later()


def gone(seconds: int) -> Tried:
    """Return what is said of a task whose process died."""
    return Tried(None, f"the process that worked on it ended: killed, out of memory, or past {seconds} seconds")
