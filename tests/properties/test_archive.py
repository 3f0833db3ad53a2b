"""What must hold for any story that the archive follows, and any words that are searched."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from reporter import archive
from reporter.archive.alignment import aligned
from reporter.archive.query import match_expression
from reporter.errors import ConfigError
from reporter.schema import Briefing
from reporter.text import words
from tests.archives import Said, briefing, ferry, recorded

_SENTENCES = (
    "A ferry ran aground.",
    "“We saw no lights,” said Holm.",
    "Twelve people are missing.",
    "Schools are closed.",
    "The owner is silent.",
)
_TEXTS = st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=6)


@st.composite
def stories(draw: st.DrawFn) -> Briefing:
    """A story of up to four articles, its sentences shared out over claims in any way."""
    articles = {
        name: (f"The {name}", draw(_TEXTS)) for name in draw(st.lists(st.sampled_from("abcd"), min_size=1, max_size=4, unique=True))
    }
    places: list[Said] = [(name, n) for name, (_, said) in articles.items() for n in range(1, len(said) + 1)]
    of = draw(st.lists(st.integers(0, 4), min_size=len(places), max_size=len(places)))
    claims: list[tuple[str, Sequence[Said]]] = [
        (f"claim {c}", [p for p, n in zip(places, of, strict=True) if n == c]) for c in sorted(set(of))
    ]
    return briefing("s", articles, claims)


def turned(told: Briefing) -> Briefing:
    """Return the briefing with everything in the opposite order."""
    claims = tuple(structs.replace(c, mentions=c.mentions[::-1]) for c in told.claims[::-1])
    return structs.replace(told, articles=told.articles[::-1], claims=claims, findings=told.findings[::-1], sentences=told.sentences[::-1])


def ids(told: Briefing) -> dict[str, str | None]:
    return {c.id: c.lasting_id for c in told.claims}


@given(stories(), stories(), stories())
@settings(max_examples=150, deadline=None)
def test_ids_last_whatever_the_order(first: Briefing, second: Briefing, other: Briefing):
    first = archive.followed(first, [], "one")
    other = archive.followed(structs.replace(other, story=structs.replace(other.story, id="other")), [], "one")
    told = archive.followed(second, [first, other], "two")
    assert ids(told) == ids(archive.followed(turned(second), [turned(first), turned(other)], "two"))
    assert len(set(ids(told).values())) == len(told.claims)
    assert told.changes
    known = set(ids(first).values())
    new = {c.lasting_id for c in told.claims if c.id in told.changes.claims_new}
    gone = {c.lasting_id for c in told.changes.claims_gone}
    lines = told.changes.lineage
    split, merged = {x.into for x in lines if x.kind == "split"}, {x.from_ for x in lines if x.kind == "merge"}
    assert known - gone - merged == set(ids(told).values()) - new - split, "each claim stayed, came or went"
    for line in told.changes.lineage:
        assert line.into in ids(told).values()
        assert line.from_ != line.into


@given(stories())
@settings(max_examples=100, deadline=None)
def test_the_same_story_again_has_no_changes(told: Briefing):
    first = archive.followed(told, [], "one")
    again = archive.followed(told, [first], "two")
    assert ids(again) == ids(first)
    assert again.changes == archive.changes(first, first)
    assert again.changes
    assert structs.replace(again.changes, since="") == type(again.changes)(since="")


@given(st.text(max_size=300) | _TEXTS.map(" ".join), st.text(max_size=300) | _TEXTS.map(" ".join))
@settings(max_examples=200, deadline=None)
def test_an_alignment_pairs_equal_words_in_order(before: str, after: str):
    found = aligned(before, after)
    left, right = ([text[a:b] for a, b in words(text)] for text in (before, after))
    same = [(left[a : a + n], right[b : b + n]) for a, b, n in found.runs]
    assert all(one == other for one, other in same)
    assert [(a, b) for a, b, _ in found.runs] == sorted((a, b) for a, b, _ in found.runs)
    rest = sum(b - a for a, b, _, _ in found.gaps())
    assert rest + sum(n for _, _, n in found.runs) == len(left)
    for a, b in words(before):
        carried = found.carried(a, b)
        assert carried is None or after[slice(*carried)] == before[a:b]


@given(stories(), stories())
@settings(max_examples=100, deadline=None)
def test_every_passage_of_the_changes_slices_to_its_text(first: Briefing, second: Briefing):
    told = archive.followed(second, [archive.followed(first, [], "one")], "two").changes
    assert told
    old, new = ({a.id: a.text for a in b.articles} for b in (first, second))
    for edit in told.articles_edited:
        for p in edit.passages:
            assert old[edit.article][p.before.start : p.before.end] == p.before.exact
            assert new[edit.article][p.after.start : p.after.end] == p.after.exact
            assert all(p.before.start <= s.start < s.end <= p.before.end for s in p.before_differs)
            assert all(p.after.start <= s.start < s.end <= p.after.end for s in p.after_differs)
            assert p.before_differs or p.after_differs


@pytest.fixture(scope="module")
def searched() -> Iterator[archive.Kept]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "archive.sqlite")
        recorded(path, "2026-11-22", [ferry(1)])
        with archive.reading(path) as kept:
            yield kept


@given(st.text(max_size=40) | st.text(alphabet="ferry lights no\"“”*^:(){}-+ANDORNEAR,'\\\x00", max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_may_be_searched(searched: archive.Kept, typed: str):
    try:
        match_expression(typed)
    except ConfigError:
        return
    wanted = {w for w in re.findall(r"[a-z]+", typed.casefold()) if typed.isascii()}
    for hit in searched.search(typed):
        assert wanted <= set(re.findall(r"[a-z]+", hit.passage.exact.casefold()))
