"""Time a check of a draft against the briefing of the same articles: the first one, and one again after a word was changed.

usage: python -m benchmarks.check_cost FOLDER DRAFT [--rounds N]

The commands take turns in one run, so that what else the machine does falls on all of them; medians are compared. "again, process kept"
is what --watch and the language server do: the articles stay in memory. Targets: 1.3 times the briefing, and a fifth of that.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.bench import Command, as_installed, timed
from reporter import check

FIRST, AGAIN = 1.3, 0.2
_CHANGES = "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()


def kept(folder: Path, draft: Path, text: str, rounds: int) -> float:
    """Return the processor seconds of a check again in one process."""
    held = check.Against([folder])
    held.check(draft)
    told = []
    for n in range(rounds):
        draft.write_text(text.replace("three", _CHANGES[n % len(_CHANGES)], 1), "utf-8")
        start = time.process_time()
        held.check(draft)
        told.append(time.process_time() - start)
    return statistics.median(told)


def main() -> None:
    """Print seconds and ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("draft", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    text = given.draft.read_text("utf-8")
    command = Path(sys.executable).with_name("reporter")
    cpu: dict[str, list[float]] = {"reporter brief": [], "reporter check": [], "again, one word changed": []}
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        as_installed(work / "bytecode")
        timed([command, "check", given.draft, "--against", given.folder, "--cache", "", "-o", work / "out"], ends_with=(0, 1))  # compiles
        draft = work / given.draft.name
        for n in range(given.rounds):
            draft.write_text(text, "utf-8")
            checking: Command = [command, "check", draft, "--against", given.folder, "--cache", work / f"kept-{n}", "--format", "json"]
            checking += ["--fail-on", "error", "-o", work / "out"]
            cpu["reporter brief"].append(timed([command, "brief", given.folder, "-o", work / "out"])[1])
            cpu["reporter check"].append(timed(checking, ends_with=(0, 1))[1])
            draft.write_text(text.replace("three", _CHANGES[n + 1], 1), "utf-8")
            cpu["again, one word changed"].append(timed(checking, ends_with=(0, 1))[1])
        again = kept(given.folder, draft, text, given.rounds)
    medians = {label: statistics.median(seconds) for label, seconds in cpu.items()} | {"again, process kept": again}
    brief, first = medians["reporter brief"], medians["reporter check"]
    print(f"{given.rounds} rounds taking turns, medians of processor seconds\n")
    for label, seconds in medians.items():
        print(f"{label:24} {seconds:6.2f}   {seconds / brief:.2f} times the briefing, {seconds / first:.2f} times the first check")
    print(f"\ntargets: the first check {FIRST} times the briefing, again {AGAIN} times that, {FIRST * AGAIN:.2f} times the briefing")


if __name__ == "__main__":
    main()
