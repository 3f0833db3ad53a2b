"""Denials with what they deny, unnamed people, attributions left out: what the made suites leave open."""

from __future__ import annotations

import pytest


def test_a_denial_is_shown_with_what_it_denies_in_its_own_words(draft):
    d = draft("a", "b")
    d.say("a", "Workers said the mill had poured acid into the river.", "charge", speaker="workers", cue="say")
    d.say("a", "The mill denied that it had poured acid into the river.", "denial", speaker="the mill", cue="deny")
    d.say("b", "The mill poured acid into the river, workers said.", "charge", speaker="workers", cue="say")
    [found] = [f for f in d.findings("single-outlet") if f.kind == "denial"]
    assert [e.role for e in found.evidence] == ["passage", "denied"]
    assert found.evidence[1].exact == "Workers said the mill had poured acid into the river."
    assert "It denies “Workers said" in found.message
    assert found.message.endswith("B has what is denied; the denial was not found there.")
    assert len(found.claims) == 2


def test_a_denial_that_only_points_back_is_shown_with_what_stands_before_it(draft):
    d = draft("a", "b")
    d.say("a", "Two workers accused the mill of waste.", "charge", speaker="two workers")
    d.say("a", "The mill denied the allegations on Monday.", "denial", speaker="the mill", cue="deny")
    d.say("b", "The weather was fine on the day of the march.", "weather")
    [found] = [f for f in d.findings("single-outlet") if f.kind == "denial"]
    assert [e.role for e in found.evidence] == ["passage", "before the denial"]
    assert "see whether that is what it denies" in found.message
    assert len(found.claims) == 1


def test_a_denial_of_several_outlets(draft):
    d = draft("a", "b", "c")
    d.say("a", "Workers said the mill had poured acid into the river.", "charge", speaker="workers", cue="say")
    d.say("a", "The mill denied pouring acid into the river.", "denial", speaker="the mill", cue="deny")
    d.say("b", "The mill has denied pouring any acid into the river.", "denial", speaker="the mill", cue="deny")
    assert [f.severity for f in d.findings("denial")] == ["note"]
    d.say("c", "The mill poured acid into the river, workers said.", "charge", speaker="workers", cue="say")
    [found] = d.findings("denial")
    assert found.severity == "warning"
    assert {e.article for e in found.evidence if e.role == "without the denial"} == {"c"}


@pytest.mark.parametrize(
    "clause",
    [
        "The council denied the request of the mill",
        "Guards denied entry to the two reporters",
        "The mill could neither confirm nor deny the report",
        "The bank denied the farmers a new loan",
    ],
)
def test_what_is_withheld_or_left_open_is_no_denial(draft, clause):
    d = draft("a", "b")
    d.say("a", clause, "c")
    d.say("b", "The weather was fine on the day of the march.", "weather")
    assert not [f for f in d.findings("single-outlet") if f.kind == "denial"]


def test_claims_of_unnamed_people_in_one_article_are_told_together(draft):
    d = draft("a", "b")
    for n, who in enumerate(("two aides", "an official", "an official")):
        d.say("a", f"The harbour plan number {n} has been given up.", f"c{n}", speaker=who, cue="say")
    d.say("b", "The weather was fine on the day of the march.", "weather")
    [found] = d.findings("anonymous-source")
    assert found.severity == "note"
    assert found.message == "3 claims rest on unnamed people only: “two aides” and “an official” (A)."
    assert len(found.claims) == len(found.evidence) == 3


def test_people_who_hide_are_a_warning(draft):
    d = draft("a", "b")
    d.say("a", "The harbour plan has been given up for good.", "c", speaker="two people familiar with the talks", cue="say")
    d.say("b", "The weather was fine on the day of the march.", "weather")
    assert [f.severity for f in d.findings("anonymous-source")] == ["warning"]


def test_an_attribution_that_is_left_out_is_graver_where_much_is_at_stake(draft):
    d = draft("a", "b")
    d.person("lind", "Anna Lind", "Lind")
    d.person("mill", "Northmill", kind="organisation")
    one = d.say("a", "Northmill defrauded its drivers in the harbour, Lind said.", "c", speaker="lind", cue="say", names=("lind", "mill"))
    two = d.say("b", "Northmill defrauded its drivers in the harbour.", "c", names=("mill",))
    d.match(one, two, 0.95)
    [found] = d.findings("attribution-dropped")
    assert (found.severity, [e.role for e in found.evidence]) == ("warning", ["attributed", "stated"])
    assert found.message == "A attributes this to Anna Lind; B states it as fact."


def test_a_doubtful_match_is_no_attribution_left_out(draft):
    d = draft("a", "b")
    d.person("lind", "Anna Lind", "Lind")
    one = d.say("a", "The mill cheated its drivers in the harbour, Lind said.", "c", speaker="lind", cue="say", names=("lind",))
    two = d.say("b", "The mill cheated its drivers in the harbour.", "c")
    d.match(one, two, 0.4)
    assert d.findings("attribution-dropped") == ()


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("The federal subpoenas are due in May", None),
        ("The governor may well have signed the bill by then", None),
        ("If the governor signed the bill, shops would close", None),
        ("The governor signed the bill on shops", "official-act"),
        ("Judges look into whether Northtown violated the pact", None),
        ("There was no proof of fraud in Northtown", None),
        ("Thousands of people marched through the rain", None),
    ],
)
def test_what_may_be_is_not_grave(draft, clause, kind):
    d = draft("a", "b")
    d.person("town", "Northtown", kind="place")
    d.say("a", clause, "c", names=("town",))
    d.say("b", "The weather was fine on the day of the march.", "weather")
    assert [f.kind for f in d.findings("single-outlet") if "weather" not in f.evidence[0].exact] == [kind]
