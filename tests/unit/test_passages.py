"""Origins of a claim, by the passages that carry it: credits, chains, cycles, shared prose, and paragraphs of an outlet's own."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from reporter import assess, read, trace
from reporter.config import Trace
from reporter.schema import Claim, Cluster, RawArticle, Sentence, Statement

FILL = {
    "a": "Snow fell on the hills above the town for three days, and the school bus could not run until a plough from the valley came up.",
    "b": "The brewery has a new roof of copper sheets, paid for by a raffle in which half of the people on the island bought a ticket.",
    "c": "Nine old trams will be sold next month to collectors who want to drive them on a disused line along the edge of the moor.",
}
CHOIR = "A choir of forty sang twice, and the baker gave away what he had left."
PROSE = (
    "The harbour master had known since the autumn that the western buoy was loose, and he had asked in two letters for a ship to tow"
    " it in before the winter storms."
)


class Told(NamedTuple):
    """What is asked of a claim."""

    least: int
    most: int
    status: str


def counted(articles: dict[str, str], outlets: dict[str, str] | None = None) -> Claim:
    """The claim that the lines with "buoy" carry, one line a sentence."""
    raw = [RawArticle(id=i, outlet=(outlets or {}).get(i, f"Paper {i}"), text=t) for i, t in articles.items()]
    story = read.assemble(raw)
    sentences, statements = [], []
    for article in story.articles:
        at = 0
        for number, line in enumerate(article.text.split("\n"), 1):
            if line:
                id_ = f"{article.id}-{number}"
                sentences.append(Sentence(id=id_, article=article.id, start=at, end=at + len(line), number=number, paragraph=number))
                if "buoy" in line:
                    speaker = "berg" if "Berg" in line else None
                    end = at + len(line)
                    statements.append(Statement(id=id_, article=article.id, start=at, end=end, sentence=id_, frame=line, speaker=speaker))
            at += len(line) + 1
    shared = trace.wordings(story, Trace())
    origins = trace.origins(story, Trace(), shared)
    [claim] = assess.claims(
        story, [Cluster(id="c", statements=tuple(s.id for s in statements))], statements, origins, sentences=sentences, shared=shared
    )
    return claim


def told(articles: dict[str, str], outlets: dict[str, str] | None = None) -> Told:
    agreement = (claim := counted(articles, outlets)).agreement
    return Told(agreement.origin_count_min, agreement.origin_count_max, claim.status)


ONE, TWO, OPEN = Told(1, 1, "one-origin"), Told(2, 2, "several-origins"), Told(1, 2, "unclear-origin")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("The western buoy was loose.", "A loose buoy was seen in the west.", TWO),
        ("Berg told CNN the buoy was loose.", "“The buoy is loose,” Berg said on CNN.", ONE),
        ("The buoy was loose, according to The New York Times.", "As The New York Times first reported, the buoy had come loose.", ONE),
        ("The buoy was loose, according to The New York Times.", "The Washington Post reported that the buoy had come loose.", TWO),
        ("Berg told CNN the buoy was loose.", "The buoy is loose, Berg said.", OPEN),  # whom did the second hear?
        ("Berg told CNN the buoy was loose.", "A loose buoy was seen in the west.", TWO),
        ("The buoy was loose, according to The New York Times.", "The buoy is loose, Berg said.", TWO),
        (f"{PROSE} So much for the buoy.", f"{PROSE} That buoy!", ONE),
        (f"Berg said: “{PROSE}”", f"“{PROSE}” were his words on the buoy.", TWO),  # both may have heard him
        (
            "The owner of the buoy did not immediately respond to a request for comment that was sent on Monday.",
            "The owner of the buoy did not immediately respond to a request for comment that was sent on Monday.",
            TWO,
        ),
    ],
)
def test_two_articles_that_share_nothing_else(first: str, second: str, expected: Told) -> None:
    assert told({"a": f"{FILL['a']}\n{first}", "b": f"{FILL['b']}\n{second}"}) == expected


def test_credits_elsewhere_in_the_article_are_not_the_claims() -> None:
    articles = {
        "a": f"{FILL['a']}\nBerg told CNN that he will resign.\nThe western buoy was loose.",
        "b": f"{FILL['b']}\nThe mayor told CNN that Berg has to go.\nA loose buoy was seen.",
    }
    assert told(articles) == TWO


def test_the_credited_outlet_is_in_the_story() -> None:
    articles = {"a": f"{FILL['a']}\nThe buoy was loose, according to Politico.", "b": f"{FILL['b']}\nA loose buoy was seen."}
    assert told(articles, {"b": "Politico"}) == ONE
    assert told(articles, {"b": "Axios"}) == TWO
    [basis] = counted(articles, {"b": "Politico"}).basis
    assert (basis.kind, basis.from_, basis.to, basis.form) == ("credit", "b", "a", "according-to")


def test_chains_and_cycles_of_credits_are_one_origin() -> None:
    outlets = {"a": "Politico", "b": "Axios", "c": "Newsweek"}
    chain = {
        "a": f"{FILL['a']}\nThe buoy was loose, according to Axios.",
        "b": f"{FILL['b']}\nThe buoy was loose, Newsweek reported.",
        "c": f"{FILL['c']}\nA loose buoy was seen.",
    }
    assert told(chain, outlets) == ONE
    assert told({**chain, "c": f"{FILL['c']}\nThe buoy was loose, as Politico first reported."}, outlets) == ONE
    assert told({**chain, "b": f"{FILL['b']}\nA loose buoy was seen."}, outlets) == TWO


def test_an_outlet_is_of_one_origin_in_one_paragraph_and_its_own_in_the_next() -> None:
    """Enough is shared for the articles to be one origin; only what the claim's paragraphs share settles it."""
    apart = {"a": f"{PROSE}\n{FILL['a']}\nA tug went out.", "b": f"{PROSE}\n{FILL['b']} {FILL['c']}"}
    carried = counted(apart).agreement
    assert (carried.origin_count_min, carried.origin_count_max) == (1, 1)
    own = {
        "a": f"{PROSE.replace('buoy', 'lamp')}\n{FILL['a']} {CHOIR}\nA fisher saw the buoy drift.",
        "b": f"{PROSE.replace('buoy', 'lamp')}\nOn the pier it was said that a buoy had come loose.\n{FILL['b']} {FILL['c']}",
    }
    agreement = counted(own).agreement
    assert (agreement.origin_count_min, agreement.origin_count_max) == (1, 2)


def test_agency_copy_is_one_origin_whatever_its_passages_say() -> None:
    articles = {
        "a": f"LERVIK (Reuters) — {FILL['a']}\nBerg told CNN the buoy was loose.",
        "b": f"LERVIK (Reuters) — {FILL['b']}\nA loose buoy was seen.",
    }
    assert told(articles) == ONE


def test_a_contribution_is_no_more_than_part_of_a_report() -> None:
    line = "The Associated Press contributed to this report."
    articles = {"a": f"{FILL['a']}\nA loose buoy was seen.\n{line}", "b": f"{FILL['b']}\nThe buoy was loose.\n{line}"}
    assert told(articles) == OPEN


def test_a_copy_with_a_credit_line_raises_nothing() -> None:
    articles = {"a": f"{FILL['a']}\nThe western buoy was loose.", "b": f"{FILL['b']}\nA loose buoy was seen."}
    before = counted(articles).agreement
    for line in ("", "\n(Reuters)", "\nSource: AFP", "\nPaper b contributed to this report."):
        after = counted({**articles, "z": articles["a"] + line}).agreement
        assert after.outlet_count == before.outlet_count + 1
        assert after.origin_count_max == before.origin_count_max
        assert after.origin_count_min <= before.origin_count_min  # fewer, where the line says that the other outlet took part
