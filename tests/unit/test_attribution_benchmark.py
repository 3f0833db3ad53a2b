"""The measure of attribution: what counts as found, and whose words they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.attribution import KINDS, measure

TEXT = "“The bridge will open in May,” Mayor Anna Lind said. Ole Berg said the bridge was too dear. The river rose at night."


def _span(words: str) -> list[list[int]]:
    return [[TEXT.index(words), TEXT.index(words) + len(words)]]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    attributions = [
        {"source": _span("Mayor Anna Lind"), "content": _span("“The bridge will open in May,”")},
        {"source": _span("Mayor Anna Lind"), "content": _span("the bridge was too dear")},  # the wrong speaker
        {"source": _span("Ole Berg"), "content": _span("The river rose at night")},  # never told
        {"source": [], "content": []},
    ]
    path = tmp_path / "made.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": attributions}) + "\n", "utf-8")
    return path


def test_found_told_and_speakers_are_counted_a_kind_each(document: Path) -> None:
    errors: list[str] = []
    scores = measure(document, errors)
    assert tuple(scores) == KINDS
    assert scores["direct"] == (1, 1, 1, 1, 1, 1)
    assert scores["direct"].f1 == scores["direct"].speaker == 1.0
    assert scores["indirect"] == (2, 1, 1, 1, 1, 0)
    assert scores["indirect"].recall == 0.5
    assert scores["mixed"] == (0, 0, 0, 0, 0, 0)
    assert [e.split(" / ")[0] for e in errors] == ["indirect speaker ole berg", "indirect not found"]
