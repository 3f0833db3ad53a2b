"""Numbers as written: values, ranges, units, and what counts nothing."""

from __future__ import annotations

import pytest

from reporter.extract.number_words import singular
from reporter.extract.numbers import quantities


def found(text: str) -> list[tuple[str, float, float, str | None]]:
    return [(q.exact, q.low, q.high, q.unit) for q in quantities("a", text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "exact", "low", "high", "unit"),
    [
        ("12 people", "12", 12, 12, "person"),
        ("12,500 workers", "12,500", 12_500, 12_500, "worker"),
        ("twenty-one soldiers", "twenty-one", 21, 21, "soldier"),
        ("three hundred and five thousand", "three hundred and five thousand", 305_000, 305_000, None),
        ("two dozen homes", "two dozen", 24, 24, "home"),
        ("a hundred ships", "a hundred", 100, 100, "ship"),
        ("half a million people", "half a million", 500_000, 500_000, "person"),
        ("dozens of drones", "dozens", 24, 99, "drone"),
        ("tens of thousands of fans", "tens of thousands", 20_000, 99_000, "fan"),
        ("$1.5 billion", "$1.5 billion", 1.5e9, 1.5e9, "USD"),
        ("US$5 million", "US$5 million", 5e6, 5e6, "USD"),
        ("A$5 million", "A$5 million", 5e6, 5e6, "AUD"),
        ("€2m", "€2m", 2e6, 2e6, "EUR"),
        ("3bn euros", "3bn euros", 3e9, 3e9, "EUR"),
        ("5 per cent of voters", "5 per cent", 5, 5, "%"),
        ("5.5 percentage points", "5.5 percentage points", 5.5, 5.5, "percentage point"),
        ("two-thirds of voters", "two-thirds", 66.666667, 66.666667, "%"),
        ("10 to 15 people", "10 to 15", 10, 15, "person"),
        ("10-15 days", "10-15", 10, 15, "day"),
        ("between 10 and 15 troops", "10 and 15", 10, 15, "troop"),
        ("$10 to $15 million", "$10 to $15 million", 10e6, 15e6, "USD"),
        ("10% to 15%", "10% to 15%", 10, 15, "%"),
        ("at least 12 dead", "at least 12", 12, 24, None),
        ("nearly 300 ships", "nearly 300", 255, 300, "ship"),
        ("about 100 officials", "about 100", 85, 115, "official"),
        ("some 40 nations", "some 40", 34, 46, "nation"),
        ("up to 5 years", "up to 5", 0, 5, "year"),
        ("100-plus", "100-plus", 100, 200, None),
        ("a 34-year-old man", "34-year-old", 34, 34, "year-old"),
        ("aged 34", "34", 34, 34, "year-old"),
        ("Jo Doe, 34, of Ohio", "34", 34, 34, "year-old"),
        ("a 10-year deal", "10", 10, 10, "year"),
        ("four Asian countries", "four", 4, 4, "country"),
        ("1800 people", "1800", 1800, 1800, "person"),
        ("sent 30,000 more troops", "30,000", 30_000, 30_000, "troop"),
        ("a million-dollar cheque", "a million", 1e6, 1e6, "USD"),
        ("one year", "one", 1, 1, "year"),
        ("a couple of days", "couple", 2, 3, "day"),
    ],
)
def test_a_number_is_found_with_its_range_and_unit(text: str, exact: str, low: float, high: float, unit: str | None) -> None:
    assert found(text) == [(exact, low, high, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "the 2019 trade pact",
        "on March 3, 2015",
        "two weeks ago",
        "at 3:17 pm",
        "10 a.m.",
        "call 202-555-0199",
        "No. 1",
        "the 4+2 format",
        "Article 5",
        "S/2015/1",
        "an F-16",
        "Covid-19",
        "S.B. 1234",
        "the G7",
        "1600 Elm Avenue",
        "one of the men",
        "no one",
        "the 25th",
        "the fourth quarter",
        "a limited number",
        "9" * 40,
    ],
)
def test_what_counts_nothing_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_rise_is_two_numbers_and_a_vote_is_two() -> None:
    assert [q[1] for q in found("rose from 10 percent to 15 percent")] == [10, 15]
    assert [q[1] for q in found("a 52-48 vote")] == [52, 48]


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "12 men and 13 boys"
    assert [q.exact for q in quantities("a", text, 7, len(text))] == ["13"]


@pytest.mark.parametrize(
    ("plural", "single"), [("people", "person"), ("countries", "country"), ("boxes", "box"), ("gas", "gas"), ("ties", "tie")]
)
def test_singular(plural: str, single: str) -> None:
    assert singular(plural) == single
