"""What is a conflict and what only looks like one: two sentences of two outlets, read as articles are and taken for one claim."""

from __future__ import annotations

import pytest
from msgspec import structs

from reporter import assess, extract, read, segment
from reporter.assess.conflict import _LIKELY
from reporter.config import Assess, Config
from reporter.schema import Cluster, Possible, RawArticle
from tests.suites.conflict_cases import Joined, Pair, findings


def told(left: str, right: str) -> list[tuple[str | None, tuple[str, ...]]]:
    """Return the kind of each conflict, with its values as they stand in the articles."""
    found = findings(Joined("", fires=True, pair=Pair(left, right)))
    return [(f.kind, tuple(e.exact for e in f.evidence if e.role == "value")) for f in found if f.rule == "conflict"]


@pytest.mark.parametrize(
    ("left", "right", "kind", "values"),
    [
        (
            "The company has yet to adequately respond to the subpoena for its ledgers.",
            "The company did not respond to any of the subpoenas for ledgers.",
            "outcome",
            ("adequately respond", "not respond to any"),
        ),
        (
            "Canada is the largest exporter of timber to the valley.",
            "Brazil made up the largest share of the timber shipped to the valley.",
            "place",
            ("Canada", "Brazil"),
        ),
        (
            "Senate Majority Leader Omar Haddad got a letter on the levy.",
            "The letter went to the Senate majority leader, Paula Renner.",
            "name",
            ("Omar Haddad", "Paula Renner"),
        ),
        (
            "A visit to Berlin to open the new embassy was cancelled.",
            "She declined to attend the opening of the new embassy in London.",
            "place",
            ("Berlin", "London"),
        ),
        ("The talks, scheduled for March 3, were called off.", "The talks were set for March 22.", "date", ("March 3", "March 22")),
        (
            "The ship left for Lima on Monday.",
            "On the way to Lima the ship lost its mast; it came to Lima on Friday.",
            "date",
            ("Monday", "Friday"),
        ),
        (
            "The town said it would hold talks with the builder.",
            "The town will not hold talks with the builder.",
            "negation",
            ("hold", "not hold"),
        ),
        (
            "The lanes to the bridge were closed for four days in May.",
            "The lanes to the bridge were opened for four days in May.",
            "outcome",
            ("closed", "opened"),
        ),
        (
            "They had brought up 15 bills on the harbour, but the council ignored them.",
            "The council ignored 18 measures on the harbour.",
            "number",
            ("15", "18"),
        ),
        (
            "The council shared the papers on the 2012 harbour attack.",
            "The council shared the papers on the 2013 harbour attack.",
            "date",
            ("2012", "2013"),
        ),
        (
            "The council shared the papers on the 2012 harbour attack.",
            "The council shared the papers on the 2013 deadly attacks.",
            "date",
            ("2012", "2013"),
        ),
        (
            "The council shared the papers on the 2012 ban of the nets.",
            "The council shared the papers on the 2013 ban in the valley.",
            "date",
            ("2012", "2013"),
        ),
        (
            "Anna Lind opened the door to talks with the valley on Monday.",
            "Anna Lind closed the door to talks with the valley on Monday.",
            "outcome",
            ("opened", "closed"),
        ),
        (
            "Despite warnings, Omar Haddad endorsed Anna Lind.",
            "Omar Haddad did not endorse Anna Lind.",
            "negation",
            ("endorsed", "not endorse"),
        ),
        (
            "In a short speech Omar Haddad endorsed Anna Lind.",
            "Omar Haddad did not endorse Anna Lind in the speech.",
            "negation",
            ("endorsed", "not endorse"),
        ),
        (
            "Omar Haddad, originally from Lima, was charged with the murder.",
            "Omar Haddad was not charged with the murder.",
            "negation",
            ("charged", "not charged"),
        ),
        (
            "Anna Lind opened the harbour to the ships on Monday.",
            "Anna Lind closed the harbour to the ships on Monday.",
            "outcome",
            ("opened", "closed"),
        ),
    ],
)
def test_what_excludes_the_other_is_told(left, right, kind, values):
    assert (kind, values) in told(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The vote is not putting people back to work.", "The plan helps the valley by putting people back to work."),
        ("The island will not pay for the wall.", "He has stood by his plan for a wall and for getting the island to pay."),
        ("Omar Haddad vowed the island will not pay for the wall.", "Despite Omar Haddad's promises that the island will pay for the wall"),
        ("Aides expect Lind to announce that she is not running for the council.", "Lind to Announce Decision on Council Run"),
        ("Governor Paula Renner holds off reversing the ban on nets.", "The town dropped its plan to reverse a Lind-era ban on nets."),
        ("The visit has strained the bond between Paula Renner and Omar Haddad.", "Anna Lind: Haddad visit strains the bond."),
        ("The ship came from Lima on Sunday with grain.", "The ship sailed to Quito on Sunday with grain."),
        ("The council spoke of its decision to lift the ban on nets.", "For now the council will keep the ban on nets."),
        ("Senators vowed to block the levy on steel.", "Members who are hoping to pass the levy on steel met."),
        ("He is not above the law.", "No one, the king included, is above the law."),
        ("He will shake hands with Anna Lind and meet the king.", "Reports suggest that Omar Haddad will meet the king."),
        ("She lifted the ban on nets from Africa.", "She lifted the ban on nets that come from two African countries."),
        ("The council shared the papers on the 2012 harbour attack.", "The council kept the papers on the harbour attack into 2016."),
        (
            "Aides to the 2020 candidates shared the papers on meddling in the harbour vote.",
            "The council shared the papers on meddling in the 2016 harbour vote.",
        ),
        ("Anna Lind bows out as moderator of the debate.", "I have decided not to be the moderator of the debate, Anna Lind said."),
        ("Omar Haddad's visit will fall short of the full-blown state visit.", "Because Omar Haddad's visit will not be a state one."),
        ("It was initially planned that Omar Haddad's visit would be a full state visit.", "Omar Haddad's visit will not be a state one."),
        ("Anna Lind said that she was ending the debate.", "The statement of Anna Lind on the debate opens the door to threats."),
        (
            "Before opting against a campaign, Paula Renner feared to siphon away votes from Democratic nominee Anna Lind.",
            "Paula Renner spoke before backing Anna Lind's White House run.",
        ),
        ("The council imposed the tariffs on March 23.", "The council announced the tariffs on March 8."),
        (
            "Tariffs would hit steel worth $7.7 billion of the metals that the valley sells.",
            "The valley has a list of tariffs worth $3.5 billion on jeans.",
        ),
        ("Canada is the second largest exporter of timber.", "Brazil is the largest exporter of timber."),
        ("Germany, Brazil's largest exporter of timber, met the council.", "Canada is the largest exporter of timber."),
    ],
)
def test_what_only_looks_like_it_is_not(left, right):
    assert told(left, right) == []


def test_passages_that_are_joined_by_default_are_those_that_speak_for_one_claim():
    assert Config().cluster.join_probability == _LIKELY


def test_a_passage_that_was_not_joined_is_compared_where_it_may_report_the_claim():
    texts = {
        "a": "On Wednesday the council voted on a bill that reaffirmed the motto of the town.",
        "b": "He mocked the council for passing a bill on Tuesday that reaffirmed the motto of the town.",
        "c": "The bill on the motto of the town passed the council on Tuesday.",
    }
    story = read.assemble([RawArticle(id=i, outlet=i.upper(), text=f"{t}\n") for i, t in texts.items()], title="made")
    sentences = segment.sentences(story)
    names = extract.names(story, sentences)
    statements = extract.statements(story, sentences, names)
    of = {a: [s for s in statements if s.article == a] for a in texts}
    groups = [Cluster(id="1", statements=tuple(s.id for s in of["a"])), Cluster(id="2", statements=tuple(s.id for s in of["b"] + of["c"]))]
    second, first = sorted(assess.claims(story, groups, statements, (), names), key=lambda c: {m.article for m in c.mentions} == {"a"})
    likely = max(of["b"], key=lambda s: s.end - s.start)
    possible = Possible(
        article="b",
        start=likely.start,
        end=likely.end,
        exact=texts["b"][likely.start : likely.end],
        sentence=likely.sentence,
        statement=likely.id,
        match_probability=0.6,
    )

    def dates(probability: float) -> list[tuple[str, ...]]:
        unclear = structs.replace(possible, match_probability=probability)
        claims = (structs.replace(first, unclear=(unclear,)), second)
        found = assess.findings(story, claims, statements, sentences, names, (), Assess())
        return [tuple(e.article for e in f.evidence if e.role == "value") for f in found if f.rule == "conflict"]

    assert dates(0.6) == [("a", "b", "c")]  # who has the same day as the passage is told beside it
    assert dates(0.2) == []
