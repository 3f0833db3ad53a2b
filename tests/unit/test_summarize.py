"""The summary: whole sentences of claims from several origins, none twice."""

from __future__ import annotations

from typing import Any

from reporter import summarize
from reporter.config import Summarize
from reporter.schema import SummarySentence


def select(d: Any, limit: int = 7) -> tuple[SummarySentence, ...]:
    return summarize.select(d.story, d.claims(), d.sentences, Summarize(max_sentences=limit))


def test_only_claims_of_several_origins_most_outlets_first(draft):
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
    chosen = select(d)
    assert [s.exact[:9] for s in chosen] == ["Engineers", "The counc"]
    assert [len(s.citations) for s in chosen] == [2, 1]
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


def test_near_duplicates_and_the_limit(draft):
    d = draft("a", "b")
    d.say("a", "The old bridge will be closed for the whole of the winter.", "one")
    d.say("b", "The bridge shuts for the winter months, the council has said.", "one")
    d.say("a", "The old bridge will be closed for the whole of the winter, they say.", "same")
    d.say("b", "The old bridge will be closed for the whole winter, officials say.", "same")
    assert len(select(d)) == 1
    for n in range(9):
        d.say("a", f"Number{n} alpha{n} beta{n} gamma{n} delta{n} epsilon{n} zeta{n} eta{n} theta{n}.", f"n{n}")
        d.say("b", f"Count{n} alpha{n} one{n} two{n} three{n} four{n} five{n} six{n} seven{n}.", f"n{n}")
    assert len(select(d)) == 7
    assert len(select(d, limit=3)) == 3


def test_no_claims_no_summary(draft):
    assert select(draft("a", "b")) == ()
