"""The example's figures stay above their floors, and the floors close below the figures."""

from __future__ import annotations

import tomllib

from reporter.schema import Briefing
from tests.quality import floors


def test_the_example_stands_above_its_floors(example_briefing: Briefing) -> None:
    text = floors.FLOORS.read_text("utf-8")
    assert tomllib.loads(text)["corpus_sha256"] == floors.corpus_sha256(), "the labels or the texts have changed: set every floor anew"
    assert floors.problems(floors.measured(example_briefing), floors.floors(text)) == []


def test_a_figure_under_or_far_above_its_floor_is_a_problem() -> None:
    held = {"a": 0.8, "b": 0.8, "c": 0.8, "gone": 0.1}
    told = floors.problems({"a": 0.79, "b": 0.86, "c": 0.84, "new": 1.0}, held)
    assert [t.split(":")[0] for t in told] == ["gone", "new", "a", "b"]
    assert "raise the floor" in told[-1]


def test_floors_are_raised_and_never_lowered() -> None:
    text = "# comment\n[floors]\nup = 0.500\ndown = 0.900\nother = 0.300\n"
    assert floors.raised(text, {"up": 0.61289, "down": 0.1}) == "# comment\n[floors]\nup = 0.612\ndown = 0.900\nother = 0.300\n"
