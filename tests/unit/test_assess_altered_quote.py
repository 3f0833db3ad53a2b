"""Quotations side by side: what counts as one utterance, and which words differ."""

from __future__ import annotations

import pytest

from reporter.assess.wording import Word, alignments, quotation_words, whole


def differing(left: str, right: str) -> list[tuple[str, str]]:
    one, other = (quotation_words(t, 0, len(t)) for t in (left, right))

    def shown(told: list[Word], part: tuple[int, int]) -> str:
        return " ".join(w.form for w in told[slice(*part)])

    return [(shown(one, d.left), shown(other, d.right)) for a in alignments(one, other) for d in a.differences]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("We will defend the harbour's honour", "We will defend the harbor's honor"),
        ("They organise the defence of the theatre", "they organize the defense of the theater"),
        ("We lost 3 boats, all of them new", "We lost three boats – all of them new"),
        ("the multi-polar world that is coming", "the multipolar world that is coming"),
        ("We waited … for the boats to come in", "We waited a whole night for the boats to come in"),
        ("[The mayor] has lost the trust of this town", "He has lost the trust of this town"),
        ("ships & boats of every kind", "ships and boats of every kind"),
        ("We will not give up the harbour", "We will not give up the harbour, whatever the council may say to us"),
    ],
)
def test_no_difference_in_what_was_said(left, right):
    assert differing(left, right) == []


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        ("the issue of permits is put on hold", "the issue of permits is being put on hold", [("", "being")]),
        ("It hurts the fabric of the town", "It tears the fabric of the town", [("hurts", "tears")]),
        ("We do not want him. We reject his visit.", "we do not want him. We reject his message.", [("visit", "message")]),
        ("We are not afraid of the flood", "We are afraid of the flood", [("not", "")]),
    ],
)
def test_differing_words(left, right, words):
    assert differing(left, right) == words


def test_nothing_in_common_is_no_alignment():
    assert differing("The bridge is closed for winter", "Shops opened as usual today") == []
    assert differing("", "") == []
    assert whole(quotation_words("", 0, 0), quotation_words("", 0, 0)).closeness == 0.0


def test_two_outlets_quote_one_utterance_differently(draft):
    d = draft("a", "b", "c")
    d.person("lind", "Anna Lind")
    for article in "ab":
        d.say(article, "“Our town has seen unheard-of growth over the past decade,” Lind said", article, speaker="lind")
    d.say("c", "“Over the past decade our town has seen remarkable growth over the past decade,” she said", "c", speaker="lind")
    [found] = d.findings("altered-quote")
    assert found.severity == "warning"
    assert found.message.startswith("Quote of Anna Lind worded differently inside quotation marks: ")
    assert "(A and B)" in found.message
    assert {e.article for e in found.evidence if e.role == "quote"} == {"a", "b", "c"}
    assert {e.exact for e in found.evidence if e.role == "differs"} >= {"unheard-of", "remarkable"}


def test_function_words_alone_are_a_note(draft):
    d = draft("a", "b")
    d.say("a", "“It has been an honour and privilege to serve this town,” she said", "x")
    d.say("b", "“It has been an honour and a privilege to serve this town,” she said", "y")
    assert [f.severity for f in d.findings("altered-quote")] == ["note"]


def test_a_negation_is_never_a_note(draft):
    d = draft("a", "b")
    d.say("a", "“The harbour is not for sale to anybody from outside,” she said", "x")
    d.say("b", "“The harbour is for sale to anybody from outside,” she said", "y")
    assert [f.severity for f in d.findings("altered-quote")] == ["error"]


def test_two_named_speakers_say_two_things(draft):
    d = draft("a", "b")
    d.person("lind", "Anna Lind")
    d.person("berg", "Ole Berg")
    d.say("a", "“The people of this town deserve to see the report,” Lind said", "x", speaker="lind")
    d.say("b", "“The people of this town deserve to know the report,” Berg said", "y", speaker="berg")
    assert d.findings("altered-quote") == ()


def test_an_utterance_reworded_throughout_is_found_by_its_claim(draft):
    d = draft("a", "b")
    d.group("unclear", "a", "b")
    d.say("a", "“saw each and every precondition for creating a strong alliance”", "c")
    d.say("b", "“all the necessary foundations for establishing a robust and enduring alliance”", "c")
    [found] = d.findings("altered-quote")
    assert len([e for e in found.evidence if e.role == "quote"]) == 2
    assert found.claims == (d.claims()[0].id,)


def test_a_quote_and_its_paraphrase_are_no_altered_quote(draft):
    d = draft("a", "b")
    d.say("a", "“I am sure that our work will lead to peace in the region,” she said", "c")
    d.say("b", "She was sure that their work would lead to peace in the region", "c")
    assert d.findings("altered-quote") == ()


def test_two_occasions_of_unrelated_outlets_are_no_altered_quote(draft):
    d = draft("a", "b")
    d.say("a", "“We take no issue with the harbour company,” she said", "c")
    d.say("b", "“We do not have a problem with the company's existence,” she said", "c")
    assert d.findings("altered-quote") == ()


def fused(draft, between, joined):
    d = draft("a", "b")
    d.say("a", "“We are determined to finish the whole of the new harbour wall.", "one", quoted=True)
    d.say("a", between, "between", quoted=between.startswith("“"))
    d.say("a", "“We are glad that talks with the islands have been so intense.”", "two")
    d.texts["b"] += "“"
    d.say("b", joined[0], "one", quoted=True)
    d.say("b", joined[1], "two", quoted=True)
    return d.findings("fused-quote")


def test_two_remarks_run_into_one_quotation(draft):
    joined = ("We are set to finish the whole of the new harbour wall.", "We are glad that talks with the islands have been so intense.”")
    [found] = fused(draft, "“The pressure of the big ports on our town has come to nothing at all.”", joined)
    assert (found.severity, {e.article for e in found.evidence if e.role == "left out"}) == ("warning", {"a"})
    assert found.message.startswith("B runs two remarks into one quotation; between them A has “The pressure")


@pytest.mark.parametrize(
    ("between", "joined"),
    [
        ("The pressure of the big ports on the town had come to nothing at all by then.", None),  # the outlet's own words
        ("“Not at all.”", None),  # too little
        ("“The pressure of the big ports on our town has come to nothing at all.”", "…"),  # the cut is marked
    ],
)
def test_what_is_no_fused_quote(draft, between, joined):
    mark = " …" if joined else ""
    first = f"We are set to finish the whole of the new harbour wall{mark}."
    assert fused(draft, between, (first, "We are glad that talks with the islands have been so intense.”")) == ()


def test_contracted_words_are_the_same_words():
    assert (
        differing("I don't think we'll ever know, and I'm glad it's over", "I do not think we will ever know, and I am glad it is over")
        == []
    )
    assert differing("We can't say that it won't hold for the winter", "We cannot say that it will hold for the winter")
    assert [w.form for w in quotation_words("Boris's can't", 0, 13)] == ["boris's", "can", "not"]


@pytest.mark.parametrize(
    ("other", "count"), [("We have no quarrel with the harbour league as such", 0), ("We have no quarrel with any wise ferry plan", 1)]
)
def test_a_name_that_two_quotations_share_shows_no_one_utterance(draft, other, count):
    d = draft("a", "b")
    d.group("shared", "a", "b")
    d.say("a", "“What troubles us is the Harbour League and its odd ferry plan”", "c", quoted=True)
    d.say("b", f"“{other}”", "c", quoted=True)
    assert len(d.findings("altered-quote")) == count
