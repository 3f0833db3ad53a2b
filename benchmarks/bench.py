"""Time the whole `reporter brief` against a bare embedding loop and against sumy's LexRank, all on the same sentences.

usage: bench.py FOLDER --lexrank-python PYTHON [--rounds N]

The commands take turns in one run, so that what else the machine does falls on all of them; medians are compared.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import reporter

HERE = Path(__file__).parent
Command = list[str | Path]


def timed(command: Command, *, ends_with: tuple[int, ...] = (0,)) -> tuple[float, float]:
    """Return the wall-clock and the processor seconds of one run. Raises CalledProcessError where it ends with another code."""
    before, start = os.times(), time.perf_counter()
    code = subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode
    if code not in ends_with:
        raise subprocess.CalledProcessError(code, command)
    wall, after = time.perf_counter() - start, os.times()
    return wall, after.children_user + after.children_system - before.children_user - before.children_system


def as_installed(folder: Path) -> None:
    """Let commands keep their bytecode in `folder`, as installed ones keep theirs, even where the environment says not to."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder)


def sentences(folder: Path) -> list[list[str]]:
    """Return the sentences that reporter reads in `folder`, by article, without what it sets aside."""
    briefing = reporter.brief(folder)
    texts = {article.id: article.text for article in briefing.articles}
    return [
        [texts[s.article][s.start : s.end] for s in briefing.sentences if s.article == article and s.aside is None] for article in texts
    ]


def main() -> None:
    """Print seconds and ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lexrank-python", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        as_installed(work / "bytecode")
        read = sentences(given.folder)
        (work / "sentences.json").write_text(json.dumps(read), "utf-8")
        command = Path(sys.executable).with_name("reporter")
        commands: dict[str, Command] = {
            "reporter brief": [command, "brief", given.folder, "-o", work / "out"],
            "bare embedding loop": [sys.executable, HERE / "bare_embed.py", work / "sentences.json"],
            "sumy LexRank": [given.lexrank_python, HERE / "lexrank.py", work / "sentences.json", "7"],
        }
        for warm in commands.values():
            timed(warm)
        rounds = [{label: timed(turn) for label, turn in commands.items()} for _ in range(given.rounds)]
    print(f"{sum(map(len, read))} sentences of {len(read)} articles, {given.rounds} rounds taking turns, medians\n")
    print(f"{'':20} {'seconds':>8} {'cpu':>6}   reporter takes")
    medians = {label: [statistics.median(r[label][i] for r in rounds) for i in (0, 1)] for label in commands}
    wall, cpu = medians["reporter brief"]
    for label, (w, c) in medians.items():
        print(f"{label:20} {w:8.2f} {c:6.2f}   {wall / w:.2f} times its seconds, {cpu / c:.2f} times its cpu")


if __name__ == "__main__":
    main()
