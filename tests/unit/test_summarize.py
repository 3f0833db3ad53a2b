"""The summary: whole sentences of claims from several origins, none twice."""

from __future__ import annotations

from typing import Any

import msgspec

from reporter import summarize
from reporter.config import Summarize
from reporter.schema import SummarySentence


def select(d: Any, limit: int = 7) -> tuple[SummarySentence, ...]:
    return summarize.select(d.story, d.claims(), d.sentences, Summarize(max_sentences=limit))


def test_only_claims_of_several_origins_the_lead_first_then_most_outlets(draft):
    d = draft("a", "b", "c")
    d.group("shared", "a", "b")
    d.say("a", "The council voted to close the old bridge on Monday evening.", "two")
    d.say("c", "On Monday the council decided that the old bridge will be closed.", "two")
    d.say("a", "Engineers found cracks in three of the pillars below the road.", "three")
    d.say("b", "Three of the pillars have cracks, according to the engineers' report.", "three")
    d.say("c", "There are cracks in three pillars of the bridge, engineers found.", "three")
    d.say("a", "The ferry will run every ten minutes until the spring comes.", "one-origin")
    d.say("b", "Until spring there will be a ferry every ten minutes for all.", "one-origin")
    d.say("c", "The mayor was on holiday and could not be asked about it.", "one-outlet")
    d.say("a", "A crane will be brought up the river on Thursday morning.", "later")
    d.say("c", "The crane that takes the bridge down comes by river on Thursday.", "later")
    chosen = select(d)
    assert [s.exact[:9] for s in chosen] == ["The counc", "Engineers", "A crane w"]
    assert [len(s.citations) for s in chosen] == [1, 2, 1]
    for s in chosen:
        assert d.texts[s.article][s.start : s.end] == s.exact


def test_prefers_a_sentence_that_can_be_read_alone(draft):
    d = draft("a", "b", "c")
    d.say("a", "He said it would be closed by the end of the winter months.", "c")
    d.say("b", "closed “for the whole of the winter and part of the spring too.", "c")
    d.say("c", "The old bridge will be closed for the whole of the winter.", "c")
    [chosen] = select(d)
    assert chosen.article == "c"


def test_prefers_the_sentence_with_fewest_details_of_one_outlet(draft):
    d = draft("a", "b")
    plain = d.say("b", "The old bridge will be closed for the whole of the winter.", "c")
    full = d.say("a", "The old bridge will be closed for the winter and the mayor will resign.", "c")
    extra = d.say("a", "the mayor will resign", "alone")
    d.statements[-1] = type(extra)(**{f: getattr(extra, f) for f in extra.__struct_fields__} | {"sentence": full.sentence})
    [chosen] = select(d)
    assert chosen.start == plain.start
    assert chosen.article == "b"


def test_a_detail_of_one_origin_does_not_stand_under_the_count_of_several(draft):
    d = draft("a", "b", "c")
    d.group("shared", "a", "b")
    full = d.say("a", "The old bridge will be closed for the winter and the mayor will resign.", "c")
    extra = d.say("a", "the mayor will resign", "two of one origin")
    d.statements[-1] = type(extra)(**{f: getattr(extra, f) for f in extra.__struct_fields__} | {"sentence": full.sentence})
    d.say("b", "The mayor is said to resign before the end of this winter.", "two of one origin")
    plain = d.say("c", "The old bridge will be closed for the whole of the winter.", "c")
    assert [(s.article, s.start) for s in select(d)] == [(plain.article, plain.start)]


def test_near_duplicates_and_the_limit(draft):
    d = draft("a", "b")
    d.say("a", "The old bridge will be closed for the whole of the winter.", "one")
    d.say("b", "The bridge shuts for the winter months, the council has said.", "one")
    d.say("a", "The old bridge will be closed for the whole of the winter, they say.", "same")
    d.say("b", "The old bridge will be closed for the whole winter, officials say.", "same")
    assert len(select(d)) == 1
    for n in range(9):
        d.say("a", f"Number{n} alpha{n} was beta{n} gamma{n} delta{n} epsilon{n} zeta{n} eta{n} theta{n}.", f"n{n}")
        d.say("b", f"Count{n} alpha{n} was one{n} two{n} three{n} four{n} five{n} six{n} seven{n}.", f"n{n}")
    assert len(select(d)) == 7
    assert len(select(d, limit=3)) == 3


def test_no_claims_no_summary(draft):
    assert select(draft("a", "b")) == ()


def test_no_caption_and_nothing_from_the_middle_of_a_quotation_where_there_is_better(draft):
    d = draft("a", "b")
    d.say("a", "The mayor and the head of the council at the bridge in 2017.", "caption")
    d.say("b", "The mayor at the bridge with the head of the council, in 2017.", "caption")
    d.say("a", "We want it to be that way for all of the people here.", "middle", quoted=True)
    d.say("b", "We want it that way for all of the people of the town.", "middle", quoted=True)
    for n in range(3):
        d.say("a", f"Number{n} alpha{n} beta{n} was gamma{n} delta{n} epsilon{n} zeta{n}.", f"n{n}")
        d.say("b", f"Count{n} alpha{n} one{n} is two{n} three{n} four{n} five{n}.", f"n{n}")
    assert [s.exact[:6] for s in select(d)] == ["Number"] * 3


def test_what_leans_is_taken_where_there_is_little_else(draft):
    d = draft("a", "b")
    d.say("a", "It’s going to be closed for the whole of the winter.", "c")
    d.say("b", "They said that it would be closed for the winter.", "c")
    assert len(select(d)) == 1


def test_a_sentence_on_which_outlets_differ_comes_last(draft):
    d = draft("a", "b")
    d.say("a", "The old bridge was closed by the council on Monday evening.", "c")
    plain = d.say("b", "On orders of the council the old bridge was closed.", "c")
    full = d.say("a", "seven people were hurt", "differ")
    d.say("b", "nine people were hurt", "differ")
    first = d.statements[0].sentence
    d.statements[2] = msgspec.structs.replace(full, sentence=first)
    claims = [msgspec.structs.replace(c, status="outlets-differ") if "people" in c.mentions[0].exact else c for c in d.claims()]
    [chosen] = summarize.select(d.story, claims, d.sentences, Summarize())
    assert (chosen.article, chosen.start) == ("b", plain.start)


class TestAlone:
    """What no other outlet has is marked in a sentence of the summary."""

    @staticmethod
    def marked(d: Any) -> list[str]:
        [chosen] = summarize.select(d.story, d.claims(), d.sentences, Summarize(max_sentences=1), d.names)
        assert all(chosen.start <= s.start < s.end <= chosen.end for s in chosen.alone)
        return [d.texts[s.article][s.start : s.end] for s in chosen.alone]

    @staticmethod
    def story(
        draft: Any, first: str, other: str = "the bridge will be closed for the whole winter, the council decided", **more: Any
    ) -> Any:
        d = draft("a", "b", **more)
        d.say("a", first, "c")
        d.say("b", other, "c")
        return d

    def test_a_name_and_a_number(self, draft):
        d = self.story(draft, "The council of Port Elva closed the bridge for the winter after 41 cracks were found.")
        assert self.marked(d) == ["Port Elva", "41"]

    def test_what_another_outlet_has_anywhere_is_not_marked(self, draft):
        d = self.story(draft, "The council of Port Elva closed the bridge for the winter after 41 cracks were found.")
        d.say("b", "PORT ELVA’s engineers counted 41 of them.", "other")
        assert self.marked(d) == []

    def test_one_outlet_s_other_article_is_no_other_outlet(self, draft):
        d = draft("a", "A", "b")  # both are called A
        d.say("a", "The council of Port Elva closed the bridge for the winter.", "c")
        d.say("b", "the bridge will be closed for the whole winter, the council decided", "c")
        d.say("A", "Port Elva has one bridge.", "other")
        assert self.marked(d) == ["Port Elva"]

    def test_another_spelling_of_a_name_is_the_same(self, draft):
        d = self.story(draft, "The bridge is closed for the winter, said Minister Sergey Shoygu.")
        d.say("b", "Sergei Shoigu spoke.", "other")
        assert self.marked(d) == ["Sergey Shoygu"]
        d.person("shoigu", "Sergei Shoigu", "Sergey Shoygu")
        assert self.marked(d) == []

    def test_british_and_american_spelling_are_the_same(self, draft):
        d = self.story(draft, "The bridge is closed for the winter, said the Defence Organisation and the Labour Centre.")
        d.say("b", "The defense organization has a labor center.", "other")
        assert self.marked(d) == []

    def test_dates_small_numbers_and_first_words_are_not_marked(self, draft):
        assert self.marked(self.story(draft, "Voters closed the bridge for the winter on Tuesday, March 24, by 9 votes.")) == []

    def test_a_clause_that_only_this_outlet_has(self, draft):
        d = draft("a", "b")
        full = d.say("a", "The old bridge will be closed for the winter and the mayor will resign.", "c")
        d.say("b", "for the winter the old bridge is going to be closed", "c")
        at = d.texts["a"].index("the mayor")
        extra = msgspec.structs.replace(full, id="x", start=at, end=at + len("the mayor will resign"))
        d.statements.append(extra)
        d.claimed["alone"] = ["x"]
        assert self.marked(d) == ["the mayor will resign"]


def test_a_sentence_is_counted_by_the_least_reported_of_its_clauses(draft):
    d = draft("a", "b", "c")
    whole = d.say("a", "The council closed the bridge on Monday and cracks were found in its pillars.", "close")
    d.say("b", "The council closed the bridge.", "close")
    d.say("c", "On Monday the council shut it.", "close")
    d.say("b", "Cracks were found in pillars.", "cracks")
    second = msgspec.structs.replace(whole, id="second", start=whole.start + 43)
    d.statements.append(second)
    d.claimed["cracks"].append(second.id)
    (chosen,) = [s for s in select(d) if s.article == "a"]
    claim = next(c for c in d.claims() if c.id == chosen.claim)
    assert claim.agreement.outlet_count == 2
    assert len(chosen.citations) == 1


def test_what_may_report_it_is_neither_told_nor_cited(draft):
    d = draft("a", "b", "c")
    d.say("a", "The council voted to close the old bridge for the winter.", "c")
    d.say("b", "The old bridge will be closed for the whole of the winter.", "c")
    d.say("c", "The council spoke of the old bridge and of its many costs.", "c")
    a, b, c = d.statements
    d.match(a, b, 0.9)
    d.match(b, c, 0.4)
    [chosen] = select(d)
    assert {chosen.article, *(s.article for s in d.sentences if s.id in chosen.citations)} == {"a", "b"}
