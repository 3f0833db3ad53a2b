"""Kill a small night, or one of its workers, at random points; after it was run again its files must be those of one left alone.

usage: python -m benchmarks.night_kills [--engine local|dask] [--points 100] [--seed N]

Points are times between the beginning and the end of a night that was left alone. With the engine `local` it is drawn whether the run or
one of its workers is killed; with `dask` a worker is, of a cluster on loopback that each point has to itself. The files are compared with
those of a night of the engine `local` in either case.
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
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from tests import nights
from tests.clusters import cluster, workers

_LOCAL = ("--workers", "2")


class Engine(NamedTuple):
    """What the command is told of its engine, and below which processes the workers are; none: below the run, which may be killed too."""

    flags: tuple[str, ...] = _LOCAL
    parents: tuple[int, ...] = ()


def main() -> None:
    """Print what was killed and how often the files were others; end with 1 where they ever were."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--engine", choices=["local", "dask"], default="local")
    parser.add_argument("--points", type=int, default=100)
    parser.add_argument("--seed", type=int, default=20261127)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as name:
        wanted, seconds = whole(Path(name, "alone"), "local")
        if given.engine == "dask":
            made, seconds = whole(Path(name, "alone on dask"), "dask")
            if made != wanted:
                sys.exit("a night left alone has OTHER FILES on dask")
        print(f"a night left alone takes {seconds:.1f} s and leaves {len(wanted)} files", flush=True)
        counts: Counter[str] = Counter()
        for point in range(given.points):
            folder = Path(name, str(point))
            with begun(given.engine, folder) as engine:
                what, resumed = disturbed(folder, engine, chance, chance.uniform(0.0, seconds))
            same = nights.made(folder) == wanted
            told = f"{what}{', run again' if resumed else ''}: {'the same files' if same else 'OTHER FILES'}"
            print(f"{point + 1}. {told}", flush=True)
            counts[told] += 1
            shutil.rmtree(folder)
    for what, count in sorted(counts.items()):
        print(f"{count:4} {what}")
    sys.exit(any("OTHER" in what for what in counts))


@contextmanager
def begun(engine: str, folder: Path) -> Iterator[Engine]:
    """Give the engine called so; a cluster of its own, whose processes keep their files below `folder`, where it is Dask."""
    if engine == "local":
        yield Engine()
        return
    place = folder / "cluster"
    place.mkdir(parents=True)
    with cluster(place, plugins=nights.PLUGINS) as started:
        yield Engine(("--engine", "dask", "--scheduler", started.scheduler), started.processes[1:])


def whole(folder: Path, name: str) -> tuple[dict[str, str], float]:
    """Run a night, and return its files and how many seconds it took."""
    nights.articles(folder / "articles")
    with begun(name, folder) as engine:
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
        what = "over before it was killed"
    if run.returncode not in {0, 7}:
        nights.run(config, *engine.flags)
        return what, True
    return what, False


if __name__ == "__main__":
    main()
