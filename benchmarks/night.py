"""What a night costs: time, memory, the share of bare embedding, a night with nothing new, and one with late articles.

usage: python -m benchmarks.night DATA [--articles 1000 10000] [--workers 2] [--keep DIR]

DATA is the folder of the texts at hand. Processor seconds are told beside seconds: other work on the machine falls on the latter alone.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks import night_articles
from reporter import plugins
from reporter.config import Config

_SAMPLE = 1500  # sentences of which bare embedding is timed
_NIGHTS = ("2026-11-27T03:00:00Z", "2026-11-28T03:00:00Z", "2026-11-29T03:00:00Z")


class Cost(NamedTuple):
    """What a run took: seconds, processor seconds of all its processes, and memory of the largest one in megabytes."""

    wall: float
    cpu: float
    megabytes: float


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    first: tuple[int, Cost] | None = None
    for count in given.articles:
        with tempfile.TemporaryDirectory() as name:
            cost = night(given.keep / str(count) if given.keep else Path(name), given.data, count, given.workers)
        if first is None:
            first = count, cost
        else:
            times = f"{cost.wall / first[1].wall:.1f} times the seconds, {cost.cpu / first[1].cpu:.1f} times the processor seconds"
            print(f"{count} articles take {times} of {first[0]}\n")


def night(folder: Path, data: Path, count: int, workers: int) -> Cost:
    """Run a night of `count` articles, one with nothing new, and one with the late ones, and print what each cost."""
    late = folder / "late"
    after = night_articles.write(folder / "articles", late, data, count)
    config = folder / "night.toml"
    config.write_text(f'sources = ["articles"]\nworkers = {workers}\n', "utf-8")
    first, told = run(config, _NIGHTS[0])
    made = json.loads((folder / "nights" / "run.json").read_text("utf-8"))
    print(f"{count - after} articles, {len(made['stories'])} stories, {workers} workers")
    line("the night", first)
    per_second = (count - after) / first.wall
    print(f"  {per_second:.2f} articles a second, {(count - after) / first.cpu:.2f} a processor second")
    print("  " + ", ".join(f"{part} {seconds:.1f} s" for part, seconds in told.items()))
    sentences, seconds = embedding(folder / "nights" / _NIGHTS[0][:10])
    print(
        f"  {sentences} sentences; bare embedding of all of them {seconds:.1f} s, {100 * seconds / first.cpu:.0f}% of the processor seconds"
    )
    again, _ = run(config, _NIGHTS[1])
    shares = f"{100 * again.cpu / first.cpu:.1f}% of the processor seconds, {100 * again.wall / first.wall:.1f}% of the seconds"
    line(f"again, nothing new: {shares}", again)
    for path in late.iterdir():
        path.rename(folder / "articles" / path.name)
    joined, _ = run(config, _NIGHTS[2])
    made = json.loads((folder / "nights" / "run.json").read_text("utf-8"))
    line(f"with {after} late articles, {len(made['stories'])} stories told", joined)
    return first


def run(config: Path, at: str) -> tuple[Cost, dict[str, float]]:
    """Run the command; return its cost, and how long each part took."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-m", "reporter", "nightly", str(config), "--at", at]
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, env=os.environ | {"OMP_NUM_THREADS": "1"}
    )
    if done.returncode not in {0, 7}:
        raise SystemExit(done.stderr.decode())
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    log = config.parent / "nights" / ".work" / "logs" / f"{at[:10]}.jsonl"
    parts = {e["event"]: e["seconds"] for e in map(json.loads, log.read_text("utf-8").splitlines()) if "seconds" in e}
    return Cost(wall, cpu, after.ru_maxrss / 1024), parts


def embedding(folder: Path) -> tuple[int, float]:
    """Return how many sentences the briefings have, and how long embedding each once takes on one thread, from a sample."""
    sentences: list[str] = []
    for path in sorted(folder.glob("*.json")):
        told = json.loads(path.read_bytes())
        texts = {article["id"]: article["text"] for article in told["articles"]}
        sentences += [texts[s["article"]][s["start"] : s["end"]] for s in told["sentences"] if s["aside"] is None]
    embedder = plugins.load(plugins.EMBEDDERS, Config().models.embedder)()
    sample = random.Random(night_articles.SEED).sample(sentences, min(_SAMPLE, len(sentences)))
    start = time.process_time()
    embedder.encode(sample)
    return len(sentences), (time.process_time() - start) * len(sentences) / len(sample)


def line(what: str, cost: Cost) -> None:
    """Print one run's cost."""
    print(f"  {what}: {cost.wall:.1f} s, {cost.cpu:.1f} processor s, largest process {cost.megabytes:.0f} MB")


if __name__ == "__main__":
    main()
