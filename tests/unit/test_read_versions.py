"""The same article twice: seen, the newest counts, the others are kept as its history."""

from __future__ import annotations

from itertools import permutations

import pytest

from reporter import read
from reporter.read.domains import address, outlet
from reporter.schema import RawArticle, Story

FIRST = " ".join(
    f"The mayor said on day {n} that the bridge over the river is to stay closed until the work on it has ended." for n in range(8)
)
UPDATED = FIRST + " The council is to meet on Thursday."
OTHER = " ".join(
    f"Number {n} of the teams in the league won its match at home, and its coach was glad of the young players." for n in range(8)
)


def story(*raw: RawArticle) -> Story:
    return read.assemble(raw)


def test_an_updated_version_takes_the_place_of_the_earlier_one_in_any_order():
    old = RawArticle(id="old", text=FIRST, outlet="Coast Post", published="2024-03-01T08:00")
    new = RawArticle(id="new", text=UPDATED, outlet="Coast Post", published="2024-03-01T08:00", updated="2024-03-01T12:00")
    foreign = RawArticle(id="foreign", text=OTHER, outlet="Coast Post", published="2024-03-02")
    stories = [story(*order) for order in permutations([old, new, foreign])]
    assert all(s == stories[0] for s in stories)
    assert [a.id for a in stories[0].articles] == ["foreign", "new"]
    (version,) = stories[0].articles[1].earlier
    assert (version.id, version.published, version.word_count) == ("old", "2024-03-01T08:00", len(FIRST.split()))
    assert "of the same wording" in version.reason
    assert [(f.what, "the newer counts" in f.reason) for f in stories[0].failures] == [("old", True)]


def test_one_address_written_in_two_ways_is_one_article():
    left = RawArticle(id="a", text=FIRST, url="https://www.coastpost.example/bridge/amp?utm_source=feed#top")
    right = RawArticle(id="b", text=OTHER, url="http://coastpost.example/bridge/")
    assert [len(a.earlier) for a in story(left, right).articles] == [1]


def test_the_same_words_in_two_outlets_are_two_reports():
    assert len(story(RawArticle(id="a", text=FIRST, outlet="Coast Post"), RawArticle(id="b", text=FIRST, outlet="Hill Mail")).articles) == 2


def test_outlets_that_are_not_named_are_not_taken_for_one():
    assert len(story(RawArticle(id="a", text=FIRST), RawArticle(id="b", text=FIRST)).articles) == 2


def test_two_articles_of_one_outlet_stay_two():
    both = [RawArticle(id=i, text=t, outlet="Coast Post") for i, t in (("a", FIRST), ("b", OTHER))]
    assert len(story(*both).articles) == 2


@pytest.mark.parametrize("url", [None, "", "coast", "https://coastpost.example/", "https://[broken", "https://x.example:99999999/"])
def test_what_names_no_page_has_no_address(url: str | None):
    assert address(url) is None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://edition.cnn.com/x", "CNN"),
        ("https://timesofindia.indiatimes.com/x", "The Times of India"),
        ("https://notcnn.com/x", None),
        ("https://cnn.com.evil.example/x", None),
        ("https://abc.net.au/x", "ABC (Australia)"),
        (None, None),
    ],
)
def test_domains(url: str | None, name: str | None):
    assert outlet(url, {}) == name
    assert outlet("https://www.cnn.com/1", {"CNN.com": "Mine"}) == "Mine"


def test_shipped_domains_use_the_names_of_the_table():
    from reporter.read.domains import shipped
    from reporter.read.outlets import canonical, known

    assert [n for n in shipped().values() if known(n) and canonical(n) != n] == []
