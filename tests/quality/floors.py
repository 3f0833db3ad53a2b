"""Floors under what the example's briefing gets right, by its hand labels (ashtiani-shoigu.json).

usage: python -m tests.quality.floors [--raise]

Prints each figure beside its floor. `--raise` rewrites floors.toml where a figure has risen, and only upwards: to lower
one, edit the file and say why in the commit.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import reporter
from benchmarks import scorer
from reporter.schema import Briefing

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parent.parent / "examples" / "ashtiani-shoigu"
LABELS = HERE / "ashtiani-shoigu.json"
FLOORS = HERE / "floors.toml"
AT = "2023-09-21T06:00:00Z"
SLACK = 0.05  # a figure that is further above its floor asks for the floor to be raised


def measured(briefing: Briefing) -> dict[str, float]:
    """Return the figures that have floors, each in [0, 1]."""
    score = scorer.score(json.loads(LABELS.read_text("utf-8")), briefing)
    return {
        "mentions_covered": score.coverage,
        "cells_precision": score.cells.precision,
        "cells_recall": score.cells.recall,
        "cells_f1": score.cells.f1,
        "single_f1": score.single.f1,
        "corroborated_precision": score.corroborated.precision,
        "corroborated_recall": score.corroborated.recall,
        "altered_quotes_recall": score.altered_quotes.recall,
        "altered_quotes_useful": score.altered_quotes.usefulness,
        "conflicts_recall": score.conflicts.recall,
    }


def corpus_sha256() -> str:
    """Return the hash of the labels and of the texts that they label."""
    held = hashlib.sha256()
    for path in (LABELS, *sorted(EXAMPLE.glob("*.txt"))):
        held.update(hashlib.sha256(path.read_bytes()).digest())
    return held.hexdigest()


def floors(text: str) -> Mapping[str, float]:
    """Return the floors in the text of floors.toml."""
    return {name: float(value) for name, value in tomllib.loads(text)["floors"].items()}


def problems(figures: Mapping[str, float], held: Mapping[str, float]) -> list[str]:
    """Return what is wrong: a figure under its floor or far above it, a floor without a figure or a figure without a floor."""
    found = [f"{name}: has a figure or a floor, but not both" for name in sorted(figures.keys() ^ held.keys())]
    for name in sorted(figures.keys() & held.keys()):
        figure, floor = figures[name], held[name]
        if figure < floor:
            found.append(f"{name}: {figure:.3f} is under its floor of {floor:.3f}")
        elif figure > floor + SLACK:
            found.append(
                f"{name}: {figure:.3f} is far above its floor of {floor:.3f}: raise the floor (python -m tests.quality.floors --raise)"
            )
    return found


def raised(text: str, figures: Mapping[str, float]) -> str:
    """Return the text of floors.toml with each floor raised to its figure, cut to three digits; none is lowered."""

    def line(match: re.Match[str]) -> str:
        name, floor = match[1], float(match[2])
        figure = math.floor(figures.get(name, floor) * 1000) / 1000
        return f"{name} = {max(floor, figure):.3f}"

    return re.sub(r"^(\w+) = ([0-9.]+)$", line, text, flags=re.MULTILINE)


def main(arguments: list[str]) -> int:
    """Print the figures, and raise the floors where asked."""
    text = FLOORS.read_text("utf-8")
    if tomllib.loads(text)["corpus_sha256"] != corpus_sha256():
        sys.stderr.write(
            f"the labels or the texts have changed: set corpus_sha256 in {FLOORS.name} to {corpus_sha256()} and every floor anew\n"
        )
        return 2
    figures = measured(reporter.brief(EXAMPLE, at=AT))
    if arguments == ["--raise"]:
        text = raised(text, figures)
        FLOORS.write_text(text, "utf-8")
    held = floors(text)
    for name, figure in figures.items():
        sys.stdout.write(f"{name:24}{figure:.3f}  floor {held.get(name, 0.0):.3f}\n")
    wrong = problems(figures, held)
    sys.stdout.writelines(f"{problem}\n" for problem in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
