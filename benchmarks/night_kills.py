"""Kill a small night, or one of its workers, at random points; after it was run again its files must be those of one left alone.

usage: python -m benchmarks.night_kills [--engine local|dask] [--points 100] [--seed N]

Points are times between the beginning and the end of a night that was left alone; a night that is over before is no point. With the engine
`local` it is drawn whether the run or one of its workers is killed; with `dask` a worker is, of a cluster on loopback that stays for all
points and starts another worker each time. The files are compared with those of a night of the engine `local` in either case.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from tests import nights
from tests.clusters import cluster, workers

_LOCAL = ("--workers", "2")
_OVER = "over before anything was killed"


class Engine(NamedTuple):
    """What the command is told of its engine, and below which processes the workers are; none: below the run, which may be killed too."""

    flags: tuple[str, ...] = _LOCAL
    parents: tuple[int, ...] = ()
    ready: Callable[[], object] = lambda: None  # waits for the worker in the place of the one that was killed


def main() -> None:
    """Print what was killed and how often the files were others; end with 1 where they ever were."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--engine", choices=["local", "dask"], default="local")
    parser.add_argument("--points", type=int, default=100)
    parser.add_argument("--seed", type=int, default=20261127)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as name, begun(given.engine, Path(name)) as engine:
        wanted, seconds = whole(Path(name, "alone"), Engine())
        for n in range(2 if engine.parents else 0):  # again: the workers have the models then
            made, seconds = whole(Path(name, f"alone on dask {n}"), engine)
            if made != wanted:
                sys.exit("a night left alone has OTHER FILES on dask")
        print(f"a night left alone takes {seconds:.1f} s and leaves {len(wanted)} files", flush=True)
        counts: Counter[str] = Counter()
        while counts.total() - counts[_OVER] < given.points:
            folder = Path(name, str(counts.total()))
            engine.ready()
            what, resumed = disturbed(folder, engine, chance, chance.uniform(0.0, seconds))
            others = sorted(name for name, _ in nights.made(folder).items() ^ wanted.items())
            told = f"{what}{', run again' * resumed}{': OTHER FILES' * bool(others)}"
            counts[told] += 1
            print(f"{counts.total()}. {told} {', '.join(dict.fromkeys(others))}".rstrip(), flush=True)
            shutil.rmtree(folder)
    for what, count in sorted(counts.items()):
        print(f"{count:4} {what}")
    sys.exit(any("OTHER" in what for what in counts))


@contextmanager
def begun(engine: str, folder: Path) -> Iterator[Engine]:
    """Give the engine called so; a cluster, whose processes keep their files in `folder`, where it is Dask."""
    if engine == "local":
        yield Engine()
        return
    from distributed import Client

    place = folder / "cluster"
    place.mkdir()
    with cluster(place, plugins=nights.PLUGINS) as started, Client(started.scheduler, set_as_default=False) as client:
        nannies = started.processes[1:]
        yield Engine(("--engine", "dask", "--scheduler", started.scheduler), nannies, lambda: client.wait_for_workers(len(nannies)))


def whole(folder: Path, engine: Engine) -> tuple[dict[str, str], float]:
    """Run a night, and return its files and how many seconds it took."""
    nights.articles(folder / "articles")
    start = time.monotonic()
    nights.run(nights.settings(folder), *engine.flags)
    return nights.made(folder), time.monotonic() - start


def disturbed(folder: Path, engine: Engine, chance: random.Random, after: float) -> tuple[str, bool]:
    """Run a night of which something is killed after so many seconds; return what, and whether it had to be run again."""
    nights.articles(folder / "articles")
    config = nights.settings(folder)
    run = nights.begun(config, *engine.flags)
    try:
        run.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        alive = [worker for parent in engine.parents or (run.pid,) for worker in workers(parent)]
        victim = chance.choice(alive if engine.parents else [run.pid, *alive])
        what = "the run was killed" if victim == run.pid else "a worker was killed"
        with suppress(ProcessLookupError):  # it ended just now
            os.kill(victim, signal.SIGKILL)
        run.communicate()
    else:
        what = _OVER
    if run.returncode not in {0, 7}:
        nights.run(config, *engine.flags)
        return what, True
    return what, False


if __name__ == "__main__":
    main()
