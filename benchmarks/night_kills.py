"""Kill a small night, or one of its workers, at random points; after it was run again its files must be those of one left alone.

usage: python -m benchmarks.night_kills [--points 100] [--seed N]

Points are times between the beginning and the end of a night that was left alone; which process is killed is drawn too.
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
from pathlib import Path

from tests import nights
from tests.clusters import family


def main() -> None:
    """Print what was killed and how often the files were others; end with 1 where they ever were."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--points", type=int, default=100)
    parser.add_argument("--seed", type=int, default=20261127)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as name:
        start = time.monotonic()
        wanted = whole(Path(name, "alone"))
        seconds = time.monotonic() - start
        print(f"a night left alone takes {seconds:.1f} s and leaves {len(wanted)} files")
        counts: Counter[str] = Counter()
        for point in range(given.points):
            folder = Path(name, str(point))
            what, resumed = disturbed(folder, chance, chance.uniform(0.0, seconds))
            same = nights.made(folder) == wanted
            told = f"{what}{', run again' if resumed else ''}: {'the same files' if same else 'OTHER FILES'}"
            print(f"{point + 1}. {told}", flush=True)
            counts[told] += 1
            shutil.rmtree(folder)
    for what, count in sorted(counts.items()):
        print(f"{count:4} {what}")
    sys.exit(any("OTHER" in what for what in counts))


def whole(folder: Path) -> dict[str, str]:
    """Run a night, and return its files."""
    nights.articles(folder / "articles")
    nights.run(nights.settings(folder), "--workers", "2")
    return nights.made(folder)


def disturbed(folder: Path, chance: random.Random, after: float) -> tuple[str, bool]:
    """Run a night of which something is killed after so many seconds; return what, and whether it had to be run again."""
    nights.articles(folder / "articles")
    config = nights.settings(folder)
    run = nights.begun(config, "--workers", "2")
    try:
        run.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        workers = family(run.pid)[1:]
        victim = chance.choice([run.pid, *workers])
        what = "the run was killed" if victim == run.pid else "a worker was killed"
        os.kill(victim, signal.SIGKILL)
        run.communicate()
    else:
        what = "over before it was killed"
    if run.returncode not in {0, 7}:
        nights.run(config, "--workers", "2")
        return what, True
    return what, False


if __name__ == "__main__":
    main()
