from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.render import wording


@pytest.mark.parametrize(
    ("outlets", "low", "high", "expected"),
    [
        (5, 2, 3, "Five outlets, at most three origins"),
        (5, 3, 3, "Five outlets, three origins"),
        (5, 1, 1, "Five outlets, one origin"),
        (2, 1, 2, "Two outlets, one or two origins"),
        (5, 1, 5, "Five outlets, one to five origins"),
        (1, 1, 1, "One outlet, one origin"),
        (40, 12, 31, "40 outlets, at most 31 origins"),
    ],
)
def test_headline(outlets, low, high, expected):
    assert wording.headline(outlets, low, high) == expected


def test_plural_and_range():
    assert wording.outlets_counted(1) == "1 outlet"
    assert wording.outlets_counted(0) == "0 outlets"
    assert wording.words(1204) == "1,204 words"
    assert wording.origins(1, 1) == "1 origin"
    assert wording.origins(2, 3) == "2–3 origins"


def test_lists():
    assert [wording.listed(x) for x in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == ["", "A", "A and B", "A, B and C"]


def test_letters_go_on_after_z():
    assert [wording.letters(i) for i in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


@given(st.lists(st.integers(0, 5000), unique=True, min_size=2, max_size=2))
def test_letters_differ(places):
    assert wording.letters(places[0]) != wording.letters(places[1])


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-11-22T03:10:00Z", "22 Nov 2026, 03:10 UTC"),
        ("2023-09-20", "20 Sep 2023"),
        ("last week", "last week"),
        (None, "not given"),
        ("", "not given"),
    ],
)
def test_day(when, expected):
    assert wording.day(when) == expected


def test_shorten_cuts_at_a_word():
    assert wording.shorten("one two three four", 12) == "one two…"
    assert wording.shorten("one\n two", 12) == "one two"
    assert wording.shorten("x" * 100_000, 10) == "x" * 9 + "…"


@given(st.text(max_size=300), st.integers(5, 60))
def test_shorten_keeps_to_the_limit(text, limit):
    assert len(wording.shorten(text, limit)) <= limit


def test_no_word_passes_a_verdict():
    told = str((wording.RULES, wording.CONFLICTS, wording.STATES, wording.CERTAINTIES)).lower()
    assert not [w for w in ("true", "false", "verified", "fake", "copied", "biased", "plagiar") if w in told]
