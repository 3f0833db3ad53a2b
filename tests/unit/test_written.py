"""Stories written for training: their marks are read as places in the texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from training import written

_STORY = """# fish
## wire | 2020-01-02
[1: Fish leave the harbour]
The mayor said [1,2: the fish had gone and would stay away]. It rained.
## local | 2020-01-03
[2: They will not be back], [?: some hope], and [1: the harbour is empty].
"""


def _written(folder: Path, text: str) -> written.Written:
    (folder / "fish.txt").write_text(text, "utf-8")
    return next(written.stories(folder))


def test_marks_become_places_in_the_texts(tmp_path: Path) -> None:
    story = _written(tmp_path, _STORY)
    assert story.texts == {
        "wire": "Fish leave the harbour\n\nThe mayor said the fish had gone and would stay away. It rained.",
        "local": "They will not be back, some hope, and the harbour is empty.",
    }
    told = [[story.texts[article][start:end] for article, start, end in group] for group in (*story.same, *story.unsure)]
    assert told == [
        ["Fish leave the harbour", "the fish had gone and would stay away", "the harbour is empty"],
        ["the fish had gone and would stay away", "They will not be back"],
        ["some hope"],
    ]


@pytest.mark.parametrize(
    ("was", "becomes", "reason"),
    [
        ("[?: some hope]", "[4: some hope]", "one article only: 4"),
        ("empty]", "empty", "open or nested"),
        ("It rained", "[It] rained", "open"),
    ],
)
def test_marks_that_cannot_be_right_are_named(tmp_path: Path, was: str, becomes: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        _written(tmp_path, _STORY.replace(was, becomes))


def test_the_stories_that_the_encoder_learns_from_can_be_read() -> None:
    stories = list(written.stories(Path("training/stories")))
    assert len(stories) > 100
    assert all(len(s.texts) > 2 and s.same for s in stories)
