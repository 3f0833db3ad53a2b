"""Who says only part of a claim: a detail of what it is called by stands neither in a passage nor beside it."""

from __future__ import annotations

from typing import Any

import pytest


def partial(d: Any) -> dict[str, bool]:
    """Whether each article says only part of the claim, by article."""
    [claim] = [c for c in d.claims() if len({m.article for m in c.mentions}) > 1]
    return {m.article: m.partial for m in claim.mentions}


FULL = "The city council of Elva voted to close the harbour bridge."


def test_who_says_all_of_it_says_no_part(draft):
    d = draft("a", "b")
    d.say("a", FULL, "c")
    d.say("b", "The harbour bridge will be closed, the council of Elva decided in a vote.", "c")
    assert partial(d) == {"a": False, "b": False}


def test_without_the_number_it_is_a_part(draft):
    d = draft("a", "b", "c")
    d.say("a", "The council voted to close the bridge for 14 months.", "c", number=("14 months", 14, 14, "month"))
    d.say("b", "the council voted to close the bridge", "c")
    d.say("c", "the council closes the bridge for more than a year", "c", number=("a year", 14, 14, "month"))
    assert partial(d) == {"a": False, "b": True, "c": False}


def test_another_number_of_the_same_thing_is_no_part_but_a_difference(draft):
    d = draft("a", "b")
    d.say("a", "The council voted to close the bridge for 14 months.", "c", number=("14 months", 14, 14, "month"))
    d.say("b", "the council voted to close the bridge for 18 months", "c", number=("18 months", 18, 18, "month"))
    assert partial(d) == {"a": False, "b": False}


def test_the_same_number_counted_otherwise_is_no_part(draft):
    d = draft("a", "b")
    d.say("a", "The bill passed in the council with 396 votes.", "c", number=("396 votes", 396, 396, "vote"))
    d.say("b", "in the council the bill passed, 396 to 9", "c", number=("396", 396, 396))
    assert partial(d) == {"a": False, "b": False}


def test_without_the_date_it_is_a_part(draft):
    d = draft("a", "b")
    d.say("a", "The council voted on Tuesday to close the bridge.", "c", date=("Tuesday", "2024-03-05", "2024-03-05"))
    d.say("b", "the council voted to close the bridge", "c")
    assert partial(d) == {"a": False, "b": True}


def test_without_a_name_it_is_a_part(draft):
    d = draft("a", "b", "c")
    d.person("elva", "Port Elva", kind="place")
    d.say("a", "The council voted to close the bridge in Port Elva.", "c", names=("elva",))
    d.say("b", "the council voted to close the bridge", "c")
    d.say("c", "Elva’s council voted to close the bridge", "c")
    assert partial(d) == {"a": False, "b": True, "c": False}


def test_the_speaker_is_no_part_of_what_is_said(draft):
    d = draft("a", "b")
    d.person("brandt", "Ilse Brandt")
    d.say("a", "Ilse Brandt said the council voted to close the bridge.", "c", names=("brandt",), speaker="brandt")
    d.say("b", "the council voted to close the bridge", "c")
    assert partial(d) == {"a": False, "b": False}


@pytest.mark.parametrize(("between", "expected"), [(0, False), (1, False), (3, True)])
def test_a_detail_beside_the_passage_is_said_too(draft, between: int, expected: bool):
    d = draft("a", "b")
    d.say("a", "The council voted on Tuesday to close the bridge.", "c", date=("Tuesday", "2024-03-05", "2024-03-05"))
    d.say("b", "There was a session on Tuesday.", "session", date=("Tuesday", "2024-03-05", "2024-03-05"))
    for n in range(between):
        d.say("b", f"Members spoke for and against it {n}.", f"other{n}")
    d.say("b", "the council voted to close the bridge", "c")
    assert partial(d) == {"a": False, "b": expected}


def test_half_of_a_long_claim_is_a_part(draft):
    d = draft("a", "b", "c")
    d.say("a", "The harbour authority ordered divers to search the flooded engine room for missing sailors.", "c")
    d.say("b", "the harbour authority ordered divers down", "c")
    d.say("c", "divers searched the flooded engine room for the missing sailors on orders of the harbour authority", "c")
    assert partial(d) == {"a": False, "b": True, "c": False}


def test_two_passages_of_one_article_count_together(draft):
    d = draft("a", "b")
    d.say("a", "The council voted on Tuesday to close the bridge for 14 months.", "c", number=("14 months", 14, 14, "month"))
    d.say("b", "the council voted to close the bridge", "c")
    for n in range(4):
        d.say("b", f"Members spoke for and against it {n}.", f"other{n}")
    d.say("b", "closed for 14 months, it decided", "c", number=("14 months", 14, 14, "month"))
    assert partial(d) == {"a": False, "b": False}


def test_a_claim_of_one_outlet_has_no_parts(draft):
    d = draft("a", "b")
    d.say("a", FULL, "c")
    d.say("b", "Ferries run every ten minutes.", "other")
    assert not any(m.partial for c in d.claims() for m in c.mentions)
