"""Engine `dask`: the workers of a Dask cluster, on this machine or others that see the same folders. Paths alone are sent.

Futures of Dask distributed (https://distributed.dask.org). The cluster is started by whoever runs it: docs/scale.md says how, on
loopback alone or with TLS between hosts.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED
from functools import partial
from typing import TYPE_CHECKING

from reporter.engines.attempt import Fatal, Tried, Work, attempt, gone, twice
from reporter.errors import ConfigError, ReporterError
from reporter.protocols import Outcome

if TYPE_CHECKING:
    from distributed import Client, Future

_CONNECT = 30  # seconds for the scheduler to answer, and for a worker to come
_LOOK = 10  # seconds after which it is looked whether there is still a worker


class Dask:
    """Runs tasks on the workers of a scheduler. A worker that dies takes none but its own task with it."""

    name = "dask"

    def __init__(self, workers: int, scheduler: str | None = None) -> None:
        """Connect to the scheduler at its address; its workers are as many as they are.

        Raises:
            ConfigError: Dask is not installed, or no scheduler is named.
            ReporterError: the scheduler does not answer, or has no worker.
        """
        del workers
        if scheduler is None:
            raise ConfigError("engine dask: no scheduler is named; give its address, as in --scheduler tls://host:8786")
        try:
            from distributed import Client
        except ImportError as error:
            raise ConfigError("engine dask needs distributed; install reporter-brief with the extra `dask`") from error
        self._scheduler = scheduler
        self._numbers = itertools.count()
        try:
            self._client: Client = Client(scheduler, timeout=_CONNECT, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            what_to_do = "start it, give the right address, or look after its certificates"
            raise ReporterError(f"scheduler {scheduler}: does not answer ({error}); {what_to_do}") from error
        try:
            self._client.wait_for_workers(1, timeout=_CONNECT)
        except TimeoutError as error:
            self._client.close()
            raise ReporterError(f"scheduler {scheduler}: has no worker; start some with `dask worker {scheduler}`") from error

    def run(self, work: Work, tasks: Sequence[str], fatal: Fatal, seconds: int) -> Iterator[Outcome]:
        """Yield what came of each task, as it ends. See `reporter.protocols.Engine`. Raises ConfigError for a worker of several threads."""
        threads = self._client.nthreads()
        for worker, several in sorted(threads.items()):
            if several > 1:  # the clock of `attempt` is one a process
                raise ConfigError(f"worker {worker}: works on {several} tasks at a time; start it with --nthreads 1")
        once = partial(attempt, work, fatal=fatal, seconds=seconds)
        return twice(partial(self._tried, once, gone(seconds)), tasks, max(1, len(threads)))

    def close(self) -> None:
        """Leave the cluster; it stays as it was."""
        self._client.close()

    def _tried(self, once: partial[Tried], died: Tried, tasks: Sequence[str], width: int) -> Iterator[tuple[str, Tried]]:
        from distributed import CancelledError, wait

        queue = deque(tasks)
        running: dict[Future[Tried], str] = {}
        while queue or running:
            while queue and len(running) < width:
                task = queue.popleft()
                key = f"reporter-{self._client.id}-{next(self._numbers)}"  # one of its own each time: Dask does not see what files hold
                running[self._client.submit(once, task, key=key, retries=0)] = task
            try:
                with self._client.as_current():
                    done = wait(list(running), timeout=_LOOK, return_when=FIRST_COMPLETED).done
            except TimeoutError:
                self._workers_there()
                continue
            except CancelledError as error:
                raise self._lost() from error
            for future in done:
                yield running.pop(future), _result(future, died)

    def _workers_there(self) -> None:
        try:
            there = self._client.nthreads()
        except (OSError, ValueError) as error:
            raise self._lost() from error
        if not there:
            raise ReporterError(f"scheduler {self._scheduler}: has lost all its workers; start some, then run this again")

    def _lost(self) -> ReporterError:
        return ReporterError(f"scheduler {self._scheduler}: is gone; start it, then run this again")


def _result(future: Future[Tried], died: Tried) -> Tried:
    from distributed import KilledWorker

    try:
        return future.result()
    except KilledWorker:
        return died
