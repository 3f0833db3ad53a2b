"""Engine `local`: processes of this machine, each begun again when it dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from reporter.engines.attempt import Fatal, Tried, Work, attempt, gone, twice
from reporter.errors import ReporterError
from reporter.protocols import Outcome

_STARTS = 3  # a process that dies at once is not begun more often


class Local:
    """Runs tasks side by side, one a process. Each process is a pool of its own, so that its death is that of its own task alone."""

    name = "local"

    def __init__(self, workers: int, scheduler: str | None = None) -> None:
        """Begin no process yet. There is no scheduler here."""
        del scheduler
        self._pools: list[ProcessPoolExecutor | None] = [None] * workers

    def run(self, work: Work, tasks: Sequence[str], fatal: Fatal, seconds: int) -> Iterator[Outcome]:
        """Yield what came of each task, as it ends. See `reporter.protocols.Engine`."""
        once = partial(attempt, work, fatal=fatal, seconds=seconds)
        return twice(partial(self._tried, once, gone(seconds)), tasks, len(self._pools))

    def close(self) -> None:
        """End the processes; what they were at is lost, and no more than that."""
        for place in range(len(self._pools)):
            self._ended(place)

    def _tried(self, once: Callable[[str], Tried], died: Tried, tasks: Sequence[str], width: int) -> Iterator[tuple[str, Tried]]:
        queue, free = deque(tasks), list(range(width))
        for place in range(width if tasks else len(self._pools), len(self._pools)):
            self._ended(place)  # what is tried alone gets the memory of the others
        running: dict[Future[Tried], tuple[str, int]] = {}
        while queue or running:
            while queue and free:
                task, place = queue.popleft(), free.pop()
                running[self._submitted(place, once, task)] = task, place
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                task, place = running.pop(future)
                free.append(place)
                try:
                    tried = future.result()
                except BrokenProcessPool:
                    self._ended(place)
                    tried = died
                yield task, tried

    def _submitted(self, place: int, once: Callable[[str], Tried], task: str) -> Future[Tried]:
        try:
            return self._pool(place).submit(once, task)
        except BrokenProcessPool:  # it died while it had nothing to do
            self._ended(place)
            return self._pool(place).submit(once, task)

    def _pool(self, place: int) -> ProcessPoolExecutor:
        """Return the process at `place`. Raises ReporterError where none lives."""
        starts = 0
        while (pool := self._pools[place]) is None:
            starts += 1
            begun = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=_begun)
            try:
                begun.submit(os.getpid).result()
            except BrokenProcessPool as error:
                begun.shutdown()
                if starts == _STARTS:
                    raise ReporterError(
                        "worker processes end as soon as they begin; is there memory for as many? (setting workers)"
                    ) from error
            else:
                self._pools[place] = begun
        return pool

    def _ended(self, place: int) -> None:
        pool, self._pools[place] = self._pools[place], None
        if pool is not None:
            for process in list((pool._processes or {}).values()):  # noqa: SLF001 - public from Python 3.14 on: kill_workers
                process.kill()
            pool.shutdown(cancel_futures=True)


def _begun() -> None:
    """Prepare a process: its parent alone answers Ctrl-C, and it ends when its parent is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
