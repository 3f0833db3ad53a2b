"""Dates as written: what is found, what it may mean, what is no date."""

from __future__ import annotations

import pytest

from reporter.extract.dates import moments

WEDNESDAY = "2023-09-20"


def found(text: str, published: str | None = WEDNESDAY) -> list[tuple[str, str, str]]:
    return [(m.exact, m.first, m.last) for m in moments("a", text, 0, len(text), published)]


@pytest.mark.parametrize(
    ("text", "exact", "first", "last"),
    [
        ("in Rome on September 20, they", "September 20", "2023-09-20", "2023-09-20"),
        ("It was Sept. 20, 2022.", "Sept. 20, 2022", "2022-09-20", "2022-09-20"),
        ("since 20 September 2021 and", "20 September 2021", "2021-09-20", "2021-09-20"),
        ("on the 5th of May", "5th of May", "2023-05-05", "2023-05-05"),
        ("on Sunday, March 8, 2015", "Sunday, March 8, 2015", "2015-03-08", "2015-03-08"),
        ("date 2023-09-20 PARIS", "2023-09-20", "2023-09-20", "2023-09-20"),
        ("on 3/14/2015", "3/14/2015", "2015-03-14", "2015-03-14"),
        ("on 14/3/2015", "14/3/2015", "2015-03-14", "2015-03-14"),
        ("am 20.09.2023", "20.09.2023", "2023-09-20", "2023-09-20"),
        ("from July 3 to 5", "July 3 to 5", "2023-07-03", "2023-07-05"),
        ("on Dec. 30", "Dec. 30", "2023-12-30", "2023-12-30"),
        ("met on Wednesday", "Wednesday", "2023-09-20", "2023-09-20"),
        ("said Thursday that he would", "Thursday", "2023-09-14", "2023-09-14"),
        ("last Wednesday", "last Wednesday", "2023-09-13", "2023-09-13"),
        ("next Monday", "next Monday", "2023-09-25", "2023-09-25"),
        ("will meet on Friday", "Friday", "2023-09-22", "2023-09-22"),
        ("came yesterday", "yesterday", "2023-09-19", "2023-09-19"),
        ("back tomorrow", "tomorrow", "2023-09-21", "2023-09-21"),
        ("last month", "last month", "2023-08-01", "2023-08-31"),
        ("this week", "this week", "2023-09-18", "2023-09-24"),
        ("earlier this week", "earlier this week", "2023-09-18", "2023-09-19"),
        ("next year", "next year", "2024-01-01", "2024-12-31"),
        ("three days ago", "three days ago", "2023-09-17", "2023-09-17"),
        ("an upcoming drill in February", "February", "2024-02-01", "2024-02-29"),
        ("threatened in November", "November", "2022-11-01", "2022-11-30"),
        ("as soon as Friday", "Friday", "2023-09-22", "2023-09-22"),
        ("in last October", "October", "2022-10-01", "2022-10-31"),
        ("in May 2015", "May 2015", "2015-05-01", "2015-05-31"),
        ("the 2019 trade pact", "2019", "2019-01-01", "2019-12-31"),
        ("in the 1990s", "1990s", "1990-01-01", "1999-12-31"),
        ("the 2014-15 season", "2014-15", "2014-01-01", "2015-12-31"),
    ],
)
def test_a_date_is_found_with_the_days_it_may_mean(text: str, exact: str, first: str, last: str) -> None:
    assert found(text) == [(exact, first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "2000 people came",
        "more than 1950 ships",
        "he may 20 times",
        "S/2015/1",
        "the $2000 fee",
        "call 2015-555",
        "in the world today",
        "today's world",
        "They may march.",
        "February 31",
        "2023-13-40",
        "a year of talks",
        "every Sunday",
        "the show This Week",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_without_a_publication_day_the_year_stays_open() -> None:
    assert found("on September 20", None) == [("September 20", "--09-20", "--09-20")]
    assert found("in February", None) == [("February", "--02", "--02")]


def test_without_a_publication_day_relative_dates_are_left_out() -> None:
    assert found("on Wednesday, yesterday, last month, two weeks ago", None) == []


def test_the_nearest_year_is_taken_around_new_year() -> None:
    assert found("on January 3", "2023-12-28")[0][1] == "2024-01-03"
    assert found("on December 28", "2024-01-03")[0][1] == "2023-12-28"


def test_a_publication_time_and_a_broken_one() -> None:
    assert found("on Wednesday", "2023-09-20T15:17:00+03:00")[0][1] == "2023-09-20"
    assert found("on Wednesday", "yesterday-ish") == []


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "On May 1 and on May 2."
    assert [m.exact for m in moments("a", text, 9, len(text), WEDNESDAY)] == ["May 2"]
