"""Agreement is counted in origins; statuses, order, texts, omissions."""

from __future__ import annotations

import pytest

from reporter import assess
from reporter.schema import Finding, Pair


def test_counts_outlets_and_origins_as_ranges(draft):
    d = draft("a", "b", "c", "d")
    d.group("shared", "a", "b")
    d.group("unclear", "c", "d")
    for article in "abcd":
        d.say(article, f"The bridge was closed on orders of the council, {article} has it.", "all")
    d.say("a", "The mayor opened the new school in the morning.", "pair")
    d.say("b", "The new school was opened by the mayor.", "pair")
    d.say("c", "Rain is expected for the whole of the weekend.", "unclear")
    d.say("d", "It will rain all weekend long, they say.", "unclear")
    d.say("a", "A fire broke out in the old mill at night.", "apart")
    d.say("c", "The old mill caught fire during the night.", "apart")
    d.say("d", "Two shops were robbed near the harbour.", "one")
    counted = {c.mentions[0].exact[:9]: c for c in d.claims()}
    told = {k: (c.agreement.outlet_count, c.agreement.origin_count_min, c.agreement.origin_count_max, c.status) for k, c in counted.items()}
    assert told == {
        "The bridg": (4, 2, 3, "several-origins"),
        "The mayor": (2, 1, 1, "one-origin"),
        "Rain is e": (2, 1, 2, "unclear-origin"),
        "A fire br": (2, 2, 2, "several-origins"),
        "Two shops": (1, 1, 1, "one-outlet"),
    }
    [agreement] = {(c.agreement.outlet_total, c.agreement.origin_total_min, c.agreement.origin_total_max) for c in counted.values()}
    assert agreement == (4, 2, 3)


def test_a_weak_match_is_no_corroboration(draft):
    d = draft("a", "b", "c", "d")
    for article in "abcd":
        d.say(article, f"The bridge was closed on orders of the council, {article} has it.", "c")
    a, b, c, e = d.statements
    d.match(a, b, 0.9)
    d.match(c, e, 0.7)
    d.match(b, c, 0.59)
    [claim] = d.claims()
    agreement = claim.agreement
    assert (agreement.outlet_count_min, agreement.outlet_count) == (2, 4)
    assert (agreement.origin_count_min, agreement.origin_count_max, claim.status) == (2, 4, "several-origins")
    assert {m.statement for m in claim.mentions if m.sure} == {a.id, b.id}


def test_what_only_weak_matches_join_is_not_told_as_corroborated(draft):
    d = draft("a", "b")
    d.say("a", "The bridge was closed on orders of the council.", "c")
    d.say("b", "The council spoke of closing the old bridge.", "c")
    d.match(*d.statements, 0.59)
    [claim] = d.claims()
    assert (claim.agreement.outlet_count_min, claim.agreement.origin_count_min, claim.status) == (1, 1, "unclear-origin")
    assert [m.doubt for m in claim.mentions] == [None, "match"]
    assert assess.omissions(d.story, [claim]) == ()


@pytest.mark.parametrize(
    ("left", "right", "doubt"),
    [
        ("Jane Doe opened the bridge.", "The bridge was opened by Ann Roe.", "names"),
        ("Jane Doe opened the bridge.", "The bridge was opened by the mayor.", None),
        ("Jane Doe opened the bridge with Ann Roe.", "The bridge was opened by Ann Roe.", None),
        ("The bridge opened on Monday.", "On Tuesday the bridge opened.", "dates"),
        ("The bridge opened on Monday.", "The bridge opened at last.", None),
        ("The council will not sell the bridge.", "The council will sell its bridge.", "negation"),
        ("The council will not sell the bridge.", "The council won't sell its bridge.", None),
        ("The court has upheld the ban.", "The ban was overturned by the court.", "outcome"),
        ("The court has upheld the ban.", "The ban was affirmed by the court.", None),
    ],
)
def test_details_that_may_differ_are_no_corroboration(draft, left, right, doubt):
    d = draft("a", "b")
    d.person("jane doe", "Jane Doe")
    d.person("ann roe", "Ann Roe")
    for article, clause in (("a", left), ("b", right)):
        d.say(article, clause, "c", names=tuple(n.key for n in d.names if n.display in clause))
    d.match(*d.statements, 0.99)
    [claim] = d.claims()
    assert [m.doubt for m in claim.mentions] == [None, doubt]
    assert claim.status == ("unclear-origin" if doubt else "several-origins")


@pytest.mark.parametrize(
    ("right", "speaker", "named", "doubt"),
    [
        ("there are several issues to discuss.", "ann roe", True, "speakers"),
        ("there are several issues to discuss.", "ann roe", False, "speakers"),  # "the minister", whom the article names before
        ("there are several issues to discuss.", "jane doe", True, None),
        ("there are several issues to discuss.", "a spokesman", False, None),  # he may speak for her
        ("Jane Doe met Ann Roe, who welcomed her.", "ann roe", True, None),
    ],
)
def test_what_two_persons_say_is_no_corroboration_but_of_their_meeting(draft, right, speaker, named, doubt):
    d = draft("a", "b")
    for key, display in (("jane doe", "Jane Doe"), ("ann roe", "Ann Roe")):
        d.person(key, display)
    left = "Jane Doe met Ann Roe, who thanked her." if "met" in right else "there are issues to discuss."
    for article, clause, who, by_name in (("a", left, "jane doe", True), ("b", right, speaker, named)):
        d.say(article, clause, "c", names=tuple(n.key for n in d.names if n.display in clause), speaker=who, speaker_named=by_name)
    d.match(*d.statements, 0.99)
    [claim] = d.claims()
    assert [m.doubt for m in claim.mentions] == [None, doubt]


def test_a_sure_match_that_holds_no_claim_together_counts_too(draft):
    d = draft("a", "b", "c")
    for article, clause in (("a", "The bridge opened on Monday."), ("b", "The bridge opened on Tuesday."), ("c", "The bridge opened.")):
        d.say(article, clause, "c")
    a, b, c = d.statements
    d.match(a, b, 0.99)
    d.match(b, c, 0.98)
    [told] = d.claims()
    assert [m.doubt for m in told.mentions] == ["dates", None, None]
    [told] = d.claims(Pair(left=a.id, right=c.id, match_probability=0.97, weights=()))
    assert [m.doubt for m in told.mentions] == [None, None, None]


def test_a_claim_whose_own_matches_are_lost_is_judged_by_the_others(draft):
    d = draft("a", "b")
    d.say("a", "The bridge opened on Monday.", "c")
    d.say("b", "The bridge opened on Tuesday.", "c")
    a, b = d.statements
    [told] = d.claims(Pair(left=a.id, right=b.id, match_probability=0.99, weights=()))
    assert [m.doubt for m in told.mentions] == [None, "dates"]


def test_two_articles_of_one_outlet_count_once_but_unnamed_ones_apart(draft):
    d = draft("a", "b", unnamed=("a", "b"))
    d.say("a", "The bridge was closed.", "c")
    d.say("b", "The bridge is closed.", "c")
    [claim] = d.claims()
    assert claim.agreement.outlet_count == 2
    same = draft("a", "A")
    same.say("a", "The bridge was closed.", "c")
    same.say("A", "The bridge is closed.", "c")
    [claim] = same.claims()
    assert (claim.agreement.outlet_count, claim.agreement.outlet_total, claim.status) == (1, 1, "one-outlet")


def test_an_unclear_group_over_a_shared_one_merges_all_of_it(draft):
    d = draft("a", "b", "c")
    d.group("shared", "a", "b")
    d.group("unclear", "a", "b", "c")
    d.say("a", "The bridge was closed.", "c")
    d.say("c", "The bridge is closed.", "c")
    [claim] = d.claims()
    assert (claim.agreement.origin_count_min, claim.agreement.origin_count_max, claim.status) == (1, 2, "unclear-origin")


def test_order_is_by_outlets_then_by_publication(draft):
    d = draft("a", "b", published={"b": "2024-01-01", "a": "2024-01-02"})
    d.say("a", "The first thing in the later article.", "late")
    d.say("b", "The first thing in the earlier article.", "early")
    d.say("a", "What both of them report about it.", "both")
    d.say("b", "What the two of them report about it.", "both")
    assert [c.mentions[0].exact[:14] for c in d.claims()] == ["What the two o", "The first thin", "The first thin"]
    assert [c.mentions[0].article for c in d.claims()] == ["b", "b", "a"]


def test_ids_rest_on_the_passages_alone(draft):
    d, e = draft("a", "b"), draft("a", "b")
    for made in (d, e):
        made.say("a", "The bridge was closed.", "c")
        made.say("b", "The bridge is closed.", "c")
    e.statements.reverse()
    e.claimed["c"].reverse()
    assert d.claims() == e.claims()


def test_text_is_the_most_readable_mention_with_its_speaker(draft):
    d = draft("a", "b")
    d.person("lind", "Anna Lind", "Lind")
    d.say("a", "he said it would be shut", "c", speaker="lind", speaker_named=True)
    d.say("b", "The bridge will be shut for the whole of the winter", "c", speaker="lind", speaker_named=True)
    [claim] = d.claims()
    assert claim.text == "Anna Lind: The bridge will be shut for the whole of the winter"


def test_text_names_the_speaker_once_and_keeps_quotation_marks_whole(draft):
    d = draft("a", "b")
    d.person("lind", "Anna Lind", "Lind")
    d.say("a", "Lind said the bridge would be shut all winter", "named", speaker="lind")
    d.say("b", "“We will shut the bridge for all of the winter,", "quoted", speaker="lind", quoted=True)
    assert {c.text for c in d.claims()} == {
        "Lind said the bridge would be shut all winter",
        "Anna Lind: “We will shut the bridge for all of the winter”",
    }


def test_marked_says_outlets_differ_where_a_conflict_sits(draft):
    d = draft("a", "b")
    d.say("a", "The bridge was closed.", "c")
    d.say("b", "The bridge is closed.", "c")
    d.say("a", "It rained.", "r")
    [first, second] = d.claims()
    found = Finding(id="f", rule="conflict", kind="date", severity="warning", claims=(first.id,), message="m", advice="a")
    quiet = Finding(id="g", rule="single-outlet", severity="note", claims=(second.id,), message="m", advice="a")
    assert [c.status for c in assess.marked([first, second], [found, quiet])] == ["outlets-differ", "one-outlet"]


def test_omissions_are_claims_of_two_other_outlets(draft):
    d = draft("a", "b", "c")
    d.say("a", "The bridge was closed.", "two")
    d.say("b", "The bridge is closed.", "two")
    d.say("a", "It rained.", "one")
    two = next(c.id for c in d.claims() if c.agreement.outlet_count == 2)
    assert [(o.article, o.claims) for o in assess.omissions(d.story, d.claims())] == [("c", (two,))]


def test_text_is_a_whole_clause_where_one_mention_is(draft):
    d = draft("a", "b")
    d.say("a", "solidifying the town's hold on the harbour for years", "c")
    d.say("b", "The town keeps its hold on the harbour for years", "c")
    d.say("a", "as well as the new ferries and the old tugs", "part")
    d.say("b", "During the long meeting in the old town hall", "part")
    d.say("a", "added that the bridge would be shut for good", "alone")
    assert {c.text for c in d.claims()} == {
        "The town keeps its hold on the harbour for years",
        "During the long meeting in the old town hall",
        "… added that the bridge would be shut for good",
    }


def test_two_claims_of_the_same_passage_have_texts_of_their_own(draft):
    d = draft("a", "b")
    both = d.say("a", "The bridge is shut and the ferry does not run at all", "one")
    d.say("b", "the bridge has been shut by order of the council", "one")
    d.claimed["two"] = [both.id]
    d.say("b", "the ferry has not run since the week before last", "two")
    assert len({c.text for c in d.claims()}) == 2
