"""Quotation marks of all styles, over sentences and paragraphs, and what is no mark."""

from __future__ import annotations

from itertools import pairwise

import pytest

from reporter.extract.quotations import quotations


def inside(text: str) -> list[str]:
    """What stands inside the marks."""
    return [text[q.inner_start : q.inner_end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('He said "we will. Soon," and "maybe".', ["we will. Soon,", "maybe"]),
        ("He said “we will. Soon,” and left.", ["we will. Soon,"]),
        ("Er sagte „wir kommen“ und ging.", ["wir kommen"]),
        ("Il a dit « nous venons » hier.", [" nous venons "]),
        ("Growth 'at a new level' - minister", ["at a new level"]),
        ("‘The officials’ plan is bad,’ he said. It’s fine.", ["The officials’ plan is bad,"]),
        ("He said, “They told us ‘no’ twice.”", ["They told us ‘no’ twice."]),
        ("The workers' strike and the '90s and 'tis the season isn't quoted.", []),
        ("The officials’ plan and the drivers’ strike", []),
        ('A 6" pipe burst.', []),
        ("", []),
        ('"', []),
    ],
)
def test_marks(text: str, wanted: list[str]) -> None:
    assert inside(text) == wanted


def test_each_paragraph_of_a_long_quotation_opens_and_the_last_one_closes() -> None:
    text = "“First part.\n\n“Second part.\n\n“Third part,” she said."
    assert inside(text) == ["First part.", "Second part.", "Third part,"]
    assert [q.continues for q in quotations(text)] == [False, True, True]


def test_a_quotation_may_run_on_without_a_mark_of_its_own() -> None:
    text = "“First part.\n\nSecond part,” she said. No more."
    assert inside(text) == ["First part.", "Second part,"]
    assert [q.continues for q in quotations(text)] == [False, True]


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    assert inside("She said “it is over.\n\nThe crowd left.\n\nHe called it “fine” later.") == ["it is over.", "fine"]


def test_quotations_come_in_order_and_do_not_overlap() -> None:
    found = quotations("“A ‘b’ c” and 'd' and \"e\" «f»")
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(q.start <= q.inner_start <= q.inner_end <= q.end for q in found)
