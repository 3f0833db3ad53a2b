"""The rules, one by one, and how they are run."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from reporter import assess
from reporter.config import Assess
from reporter.errors import ConfigError
from reporter.schema import Credit, Origin, OriginBasis, Passage, SetAside, Story


def test_a_denial_of_one_outlet_is_the_gravest(draft):
    d = draft("a", "b")
    d.say("a", "However, the ministry denies sending any of the missing lorries.", "denial")
    d.say("a", "The lorries are painted green and white.", "colour")
    d.say("b", "The weather was fine on the day of the march.", "weather")
    found = d.findings("single-outlet")
    assert [(f.severity, f.kind) for f in found] == [("error", "denial"), ("note", None), ("note", None)]
    assert found[0].message == "Reported by 1 of 2 outlets, A: a denial. No speaker is named for the denial."
    assert found[0].evidence[0].exact.startswith("However, the ministry denies")
    assert found[0].advice.startswith("Safe wording:")


@pytest.mark.parametrize(
    ("clause", "more", "kind"),
    [
        ("Lind took bribes from the harbour company for years", {"names": ("lind",)}, "accusation"),
        ("The harbour company took part in a fraud", {}, None),
        ("Lind could neither confirm nor deny the report", {}, None),
        ("Northtown's statement is a big political lie", {"names": ("town",)}, "charge"),
        ("The governor signed the bill on the harbour", {}, "official-act"),
        ("The repairs will cost a great deal: 40 million", {"number": ("40 million", 4e7, 4e7, "kr")}, "number"),
        ("“We will be back by the end of the winter”", {}, "quotation"),
        ("The harbour lies to the east of the old town", {}, None),
    ],
)
def test_what_makes_a_claim_of_one_outlet_grave(draft, clause, more, kind):
    d = draft("a", "b")
    d.person("lind", "Anna Lind")
    d.person("town", "Northtown", kind="place")
    d.say("a", clause, "c", **more)
    [found] = d.findings("single-outlet")
    assert found.kind == kind
    assert (found.severity == "note") == (kind in (None, "quotation"))


def test_one_outlet_only_has_nothing_to_compare_with(draft):
    d = draft("a")
    d.say("a", "The ministry denies it.", "c")
    assert d.findings("single-outlet") == ()


def test_several_outlets_of_one_or_unclear_origin(draft):
    d = draft("a", "b", "c")
    d.group("shared", "a", "b")
    d.group("unclear", "a", "b", "c")
    d.say("a", "The bridge was closed.", "one")
    d.say("b", "The bridge is closed.", "one")
    d.say("a", "It will rain.", "range")
    d.say("c", "Rain is due.", "range")
    found = {f.kind: f for f in d.findings("single-origin")}
    assert found["one"].message == "One claim is reported only by A and B: 2 of 3 outlets, all from one origin."
    assert found["unclear"].message == "One claim is reported only by A and C: 2 of 3 outlets, origin unclear: 1–2 origins."


def test_claims_of_the_same_outlets_with_one_origin_are_told_together(draft):
    d = draft("a", "b", "c")
    d.group("shared", "a", "b")
    for n in range(3):
        d.say("a", f"The bridge number {n} was closed.", f"c{n}")
        d.say("b", f"Bridge number {n} is closed.", f"c{n}")
    [found] = d.findings("single-origin")
    assert found.message.startswith("3 claims are reported only by A and B")
    assert len(found.claims) == 3
    assert [e.article for e in found.evidence] == ["a", "a", "a"]


def test_the_words_of_a_head_of_government_are_no_ordinary_quotation(draft):
    d = draft("a", "b", "c")
    d.person("lind", "Anna Lind", "Lind")
    d.person("berg", "Ole Berg", "Berg")
    d.say("a", "Prime Minister Anna Lind spoke in the harbour", "c", speaker="lind")
    d.say("b", "Former President Ole Berg listened to her", "d", speaker="berg")
    d.say("b", "“We will build the bridge again by next winter”", "e", speaker="lind")
    d.say("b", "“The winter has been a long one for all of us”", "g", speaker="lind")
    d.say("c", "“I will never let the bridge stand in the town”", "f", speaker="berg")
    told = {f.evidence[0].exact[:12]: f for f in d.findings("single-outlet") if f.kind == "quotation"}
    assert {k: f.severity for k, f in told.items()} == {"“We will bui": "warning", "“The winter ": "note", "“I will neve": "note"}
    assert told["“We will bui"].message == "Reported by 1 of 3 outlets, B: a commitment of Anna Lind inside quotation marks."


def test_a_charge_that_one_outlet_adds_to_what_others_report(draft):
    d = draft("a", "b", "c")
    d.person("town", "Northtown", kind="place")
    one = d.say("a", "The council called the report of Northtown a clear violation of the pact", "c", names=("town",))
    two = d.say("b", "The report of Northtown is a violation of the pact, the council said", "c", names=("town",))
    three = d.say("b", "The council said Northtown's statement on the pact is a big political lie", "c", names=("town",))
    d.match(one, three, 0.5)
    assert d.findings("single-outlet") == ()
    d.match(one, two, 0.9)
    [found] = d.findings("single-outlet")
    assert (found.kind, found.severity, found.evidence[0].exact[-3:]) == ("charge", "warning", "lie")
    assert "beside what others report too" in found.message


def test_an_accusation_of_one_origin_is_told_by_itself(draft):
    d = draft("a", "b", "c")
    d.group("unclear", "a", "b")
    d.person("town", "Northtown", kind="place")
    for article in "ab":
        d.say(article, "Northtown's report is a clear violation of the pact", "c", names=("town",))
        d.say(article, "The harbour is to be dredged in May", "e")
    assert [(f.severity, len(f.evidence)) for f in d.findings("single-origin")] == [("warning", 2), ("note", 2)]


def test_claims_of_one_sentence_are_told_together(draft):
    d = draft("a", "b")
    one = d.say("a", "The harbour is old", "c")
    two = d.say("a", "and the bridge is grey", "e")
    d.statements[-1] = msgspec.structs.replace(two, sentence=one.sentence)
    [found] = d.findings("single-outlet")
    assert len(found.claims) == len(found.evidence) == 2


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("Vincente Lind", "Vicente Lind", 1),  # a letter more
        ("Anna Preibus", "Anna Priebus", 1),  # letters that changed places
        ("Sergey Shoygu", "Sergei Shoigu", 0),  # transliterations
        ("Hussein Berg", "Hossein Berg", 0),
        ("Mohammad-Reza Berg", "Mohammadreza Berg", 0),
        ("Anna Lind", "Ole Lind", 0),
    ],
)
def test_a_name_that_outlets_spell_differently(draft, one, other, count):
    d = draft("a", "b")
    d.person("x", one, other)
    d.say("a", f"The bridge was opened by {one} in person", "c")
    d.say("b", f"It was {other} who opened the bridge", "c")
    found = [f for f in d.findings("conflict") if f.kind == "name"]
    assert len(found) == count
    for f in found:
        assert {e.exact for e in f.evidence if e.role == "value"} == {one, other}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("The steel levy was put off until June", "June", "2024-06-01", "2024-06-30"),
            ("The steel levy came in March", "March", "2024-03-01", "2024-03-31"),
        ),
        (
            ("The Lind letter was sent to members on Saturday", "Saturday", "2024-05-04", "2024-05-04"),
            ("The Lind call with members was ended on Monday", "Monday", "2024-05-06", "2024-05-06"),
        ),
    ],
)
def test_dates_of_two_acts_are_no_conflict(draft, one, other):
    d = draft("a", "b")
    d.person("lind", "Anna Lind", "Lind")
    d.say("a", one[0], "c", date=one[1:])
    d.say("b", other[0], "c", date=other[1:])
    assert d.findings("conflict") == ()


def test_percentages_of_two_things_are_no_conflict(draft):
    d = draft("a", "b")
    d.say("a", "The steel levy on imports is a 25 percent tariff", "c", number=("25 percent", 25, 25, "%"))
    d.say("b", "The steel levy covered 30 percent of all imports", "c", number=("30 percent", 30, 30, "%"))
    assert d.findings("conflict") == ()
    d.say("a", "The vote gave the party 25 percent of seats", "e", number=("25 percent", 25, 25, "%"))
    d.say("b", "The party got 30 percent of seats in the vote", "e", number=("30 percent", 30, 30, "%"))
    assert [f.kind for f in d.findings("conflict")] == ["number"]


def test_a_meeting_that_one_outlet_has_and_another_thinks_unlikely(draft):
    d = draft("a", "b")
    d.say("a", "Reports suggest that Lind will meet the Queen during the visit", "c")
    d.say("b", "it means that he is unlikely to meet Queen Margrethe or see the castle", "c")
    [found] = d.findings("conflict")
    assert (found.kind, found.severity) == ("negation", "error")
    assert found.message.startswith("One outlet negates what another affirms: affirmed (A) and negated (B).")


def test_polarity_differs_only_between_passages_that_match_themselves(draft):
    for probability, told in ((0.5, ["negation"]), (0.2, [])):
        d = draft("a", "b", "copy")
        left = d.say("a", "Reports suggest that Lind will meet the Queen during the visit", "c")
        right = d.say("b", "it means that he is unlikely to meet Queen Margrethe or see the castle", "c")
        d.say("copy", "Reports suggest that Lind will meet the Queen during the visit", "c")  # has no pairs of its own
        d.match(left, right, probability)
        assert [f.kind for f in d.findings("conflict")] == told


def test_a_day_differs_between_passages_that_others_hold_together_too(draft):
    d = draft("a", "b", "c")
    left = d.say("a", "The council passed the motto bill on Tuesday", "c", date=("Tuesday", "2024-03-05", "2024-03-05"))
    right = d.say("b", "On Wednesday the council voted for the motto bill", "c", date=("Wednesday", "2024-03-06", "2024-03-06"))
    third = d.say(
        "c",
        "The bill that the mayor had laughed at and that passed Tuesday was brought in by Lind",
        "c",
        date=("Tuesday", "2024-03-05", "2024-03-05"),
    )
    for one, other, probability in ((left, right, 0.2), (left, third, 0.6), (right, third, 0.3)):
        d.match(one, other, probability)
    [found] = d.findings("conflict")
    assert found.kind == "date"
    assert {e.article for e in found.evidence if e.role == "value"} == {"a", "b", "c"}  # who has the same day is told beside it


def test_numbers_of_one_unit_that_exclude_each_other(draft):
    d = draft("a", "b", "c")
    d.say("a", "The fire killed 12 people in the mill", "c", number=("12 people", 12, 12, "person"))
    d.say("b", "At least 10 people died in the mill fire", "c", number=("At least 10 people", 10, 10, "person"))
    d.say("c", "The mill fire cost 12 lives", "c", number=("12 lives", 12, 12, "life"))
    [found] = d.findings("conflict")
    assert (found.kind, found.severity) == ("number", "error")
    assert {(e.article, e.exact) for e in found.evidence if e.role == "value"} == {("a", "12 people"), ("b", "At least 10 people")}


def test_ranges_that_meet_are_no_conflict(draft):
    d = draft("a", "b")
    d.say("a", "The fire killed about a dozen people", "c", number=("a dozen people", 11, 13, "person"))
    d.say("b", "The fire killed 12 people in the mill", "c", number=("12 people", 12, 12, "person"))
    assert d.findings("conflict") == ()


def test_an_outlet_that_has_both_values_speaks_of_two_things(draft):
    d = draft("a", "b")
    d.say("a", "The fire killed 12 people", "c", number=("12 people", 12, 12, "person"))
    d.say("a", "In the house next door 3 people died", "c", number=("3 people", 3, 3, "person"))
    d.say("b", "The fire killed 3 people next door", "c", number=("3 people", 3, 3, "person"))
    assert d.findings("conflict") == ()


def test_days_that_exclude_each_other_but_not_a_day_and_a_month(draft):
    d = draft("a", "b", "c")
    d.say("a", "The house voted on Tuesday", "c", date=("on Tuesday", "2024-05-07", "2024-05-07"))
    d.say("b", "The house held its vote on Wednesday", "c", date=("on Wednesday", "2024-05-08", "2024-05-08"))
    d.say("a", "The house passed the law on Tuesday", "m", date=("on Tuesday", "2024-05-07", "2024-05-07"))
    d.say("b", "The house passed the law in April", "m", date=("in April", "2024-04-01", "2024-04-30"))
    assert [f.kind for f in d.findings("conflict")] == ["date"]


def test_a_day_without_its_year_is_compared_by_month_and_day(draft):
    d = draft("a", "b")
    d.say("a", "The vote was held on May 7", "same", date=("May 7", "--05-07", "--05-07"))
    d.say("b", "The house voted on Tuesday", "same", date=("Tuesday", "2024-05-07", "2024-05-07"))
    assert d.findings("conflict") == ()
    d.say("a", "The march through town was on May 9", "apart", date=("May 9", "--05-09", "--05-09"))
    d.say("b", "People marched through town on Friday", "apart", date=("Friday", "2024-05-10", "2024-05-10"))
    assert [f.kind for f in d.findings("conflict")] == ["date"]


def test_weekdays_that_cannot_be_placed_are_compared_by_name(draft):
    d = draft("a", "b", "c")
    d.say("a", "The house voted on Tuesday", "c")
    d.say("b", "On Wednesday the house voted", "c")
    d.say("c", "Tuesday the house did vote", "c")
    [found] = d.findings("conflict")
    assert "“Tuesday” (A and C) and “Wednesday” (B)" in found.message


def test_two_named_speakers_of_one_utterance(draft):
    d = draft("a", "b", "c")
    d.person("lind", "Anna Lind")
    d.person("berg", "Ole Berg")
    d.person("town", "Northtown", kind="place")
    d.say("a", "Lind said that a long-term fishing pact with the islands was being drawn up", "c", speaker="lind", cue="say")
    d.say("b", "A pact is in the works, a long-term fishing pact with the islands, Berg said", "c", speaker="berg", cue="say")
    d.say("c", "Northtown said that a long-term fishing pact with the islands was near", "c", speaker="town", cue="say")
    [found] = d.findings("conflict")
    assert (found.kind, found.severity) == ("speaker", "error")
    assert "Anna Lind (A)" in found.message
    assert "Ole Berg (B)" in found.message
    assert {e.article for e in found.evidence} == {"a", "b"}


def test_two_speakers_of_one_phrase_in_claims_apart(draft):
    d = draft("a", "b")
    d.person("lind", "Anna Lind")
    d.person("berg", "Ole Berg")
    one = d.say("a", "Lind said that a long-term fishing pact was being drawn up", "x", speaker="lind", cue="say")
    two = d.say("b", "Berg said a long-term fishing pact would be signed soon", "y", speaker="berg", cue="say")
    d.say("b", "Security and stability matter to everybody, Berg said", "z", speaker="berg", cue="say")
    [found] = d.findings("conflict")
    assert found.kind == "speaker"
    assert {(e.article, e.start) for e in found.evidence} == {("a", one.start), ("b", two.start)}
    assert len(found.claims) == 2


def test_a_sentence_that_names_both_speakers_speaks_of_both(draft):
    d = draft("a", "b")
    d.person("lind", "Anna Lind")
    d.person("berg", "Ole Berg")
    d.say("a", "Lind said that a long-term fishing pact with the islands was being drawn up", "c", speaker="lind", cue="say")
    d.say(
        "b", "Lind and Berg said a long-term fishing pact with the islands is near", "c", speaker="berg", cue="say", names=("berg", "lind")
    )
    assert d.findings("conflict") == ()


@pytest.mark.parametrize(
    ("other", "count"),
    [
        ("The old bridge across the harbour will not be closed for the winter", 1),
        ("It was not said why the old bridge across the harbour will be closed for winter", 0),
        ("“The old bridge across the harbour will not be closed for the winter”", 1),
        ("No date was set for the closing of the ferry", 0),
    ],
)
def test_what_one_affirms_and_another_negates(draft, other, count):
    d = draft("a", "b")
    d.say("a", "The old bridge across the harbour will be closed for the winter", "c")
    d.say("b", other, "c")
    found = d.findings("conflict")
    assert [f.kind for f in found] == ["negation"] * count


def test_a_difference_is_told_once_where_statements_carry_several_claims(draft):
    d = draft("a", "b", "c")
    one = d.say("a", "The house voted on Tuesday", "c", date=("on Tuesday", "2024-05-07", "2024-05-07"))
    two = d.say("b", "The house held its vote on Wednesday", "c", date=("on Wednesday", "2024-05-08", "2024-05-08"))
    d.say("c", "On Tuesday the house voted", "c", date=("On Tuesday", "2024-05-07", "2024-05-07"))
    d.claimed["part"] = [one.id, two.id]
    [found] = d.findings("conflict")
    assert {e.article for e in found.evidence} == {"a", "b", "c"}


def test_degrees_of_certainty_around_one_utterance(draft):
    d = draft("a", "b", "c")
    d.say("a", "“I am sure that it will hold”", "c", speaker="he", certainty="certain")
    d.say("b", "He hoped that it would hold", "c", speaker="he", certainty="hoped")
    d.say("c", "It will hold", "c")
    [found] = d.findings("conflict")
    assert found.kind == "certainty"
    assert "sure (A) and hopeful (B)" in found.message


def carrier(d: Any, credited: str) -> None:
    text = d.texts["b"]
    start = text.index("Mehr")
    d.credits = (Credit(article="b", start=start, end=start + 4, exact="Mehr", credited=credited, form="according-to"),)
    evidence = tuple(Passage(article=i, start=0, end=9, exact=d.texts[i][:9]) for i in "ab")
    basis = OriginBasis(kind="wording", from_="a", to="b", share=0.54, longest_run=37, evidence=evidence)
    d.origins = (Origin(id="o", articles=("a", "b"), kind="shared", basis=(basis,)),)


@pytest.mark.parametrize(("credited", "count"), [("Mehr", 1), ("A", 0)])
def test_credit_to_one_and_the_wording_of_another(draft, credited, count):
    d = draft("a", "b")
    d.say("a", "The bridge was closed for the winter.", "c")
    d.say("b", "The bridge was closed, Mehr reports.", "c")
    carrier(d, credited)
    found = d.findings("credit-differs")
    assert len(found) == count
    for f in found:
        assert f.message.startswith("B credits Mehr and shares wording with A: 37 words in a row, 54% of the shorter text.")
        assert {(e.article, e.role) for e in f.evidence} == {("a", "wording"), ("b", "wording"), ("b", "credit")}


def test_unnamed_outlets_are_told_once(draft):
    d = draft("a", "b", "c", unnamed=("b", "c"))
    for i in "abc":
        d.say(i, "The bridge was closed.", "c")
    [found] = d.findings("unnamed-outlet")
    assert "Outlet b and Outlet c" in found.message
    assert [e.article for e in found.evidence] == ["b", "c"]


def test_a_rule_can_be_switched_off_and_an_unknown_name_is_an_error(draft):
    d = draft("a", "b")
    d.say("a", "The ministry denies it.", "c")
    assert [f.rule for f in d.findings()] == ["single-outlet"]
    with pytest.raises(ConfigError, match="no rule is called singel; the rules are: altered-quote, anonymous-source"):
        assess.findings(d.story, (), (), (), (), (), Assess(rules_off=("singel",)))


def test_findings_are_ordered_by_severity_then_rule_then_place(draft):
    d = draft("a", "b", unnamed=("b",))
    d.say("a", "The sky was grey over the harbour.", "x")
    d.say("a", "The ministry denies that it was told.", "y")
    d.say("b", "The governor vetoed the bill.", "z")
    assert [(f.severity, f.rule) for f in d.findings()] == [
        ("error", "single-outlet"),
        ("warning", "single-outlet"),
        ("note", "single-outlet"),
        ("note", "unnamed-outlet"),
    ]


def test_compared_tells_what_was_taken_for_the_same(draft):
    d = draft("a", "b")
    d.person("lind", "Anna Lind", "Ana Lind")
    d.say("a", "The house voted on May 7", "c", date=("May 7", "2024-05-07", "2024-05-07"))
    d.say("b", "The vote was on Tuesday", "c", date=("Tuesday", "2024-05-07", "2024-05-07"))
    story = Story(
        id="s", title="t", articles=d.story.articles, set_aside=(SetAside(article="a", start=0, end=3, exact="The", reason="caption"),)
    )
    rows = {c.what: c.result for c in assess.compared(story, d.claims(), d.statements, d.names, (), Assess())}
    assert rows["Dates"] == "“May 7” and “Tuesday” are the same day. No claim has two dates that exclude each other."
    assert rows["Names treated as one person"] == "Anna Lind, Ana Lind."
    assert rows["Set aside"] == "1 passage that is not reporting (caption)."


def test_compared_says_nothing_clear_where_a_difference_was_found_or_the_rule_is_off(draft):
    d = draft("a", "b")
    d.say("a", "The house voted on Tuesday", "c", date=("on Tuesday", "2024-05-07", "2024-05-07"))
    d.say("b", "The house held its vote on Wednesday", "c", date=("on Wednesday", "2024-05-08", "2024-05-08"))
    found = d.findings("conflict")
    assert "Dates" not in {c.what for c in assess.compared(d.story, d.claims(), d.statements, (), found, Assess())}
    off = Assess(rules_off=("conflict",))
    assert {c.what for c in assess.compared(d.story, d.claims(), d.statements, (), (), off)} == {"Articles"}
