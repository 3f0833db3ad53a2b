"""How sure a clause is told to be."""

from __future__ import annotations

import pytest

from reporter.extract.certainty import certainty, negated
from reporter.extract.tokens import tokens


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I'm sure that it will work", "certain"),
        ("There is no doubt that it works", "certain"),
        ("A certain number of them work", "plain"),
        ("He expressed confidence that it would work", "confident"),
        ("She is confident it will work", "confident"),
        ("They voiced hope for peace", "hoped"),
        ("The vote is expected to pass", "expected"),
        ("The vote will likely pass", "expected"),
        ("The likely winner spoke", "plain"),
        ("The vote may pass", "possible"),
        ("The vote passed on May 4", "plain"),
        ("The firm reportedly sold it", "possible"),
        ("The firm denied the sale", "denied"),
        ("The firm was denied entry to the port", "plain"),
        ("The firm would neither confirm nor deny it", "plain"),
        ("The firm sold it", "plain"),
        ("", "plain"),
    ],
)
def test_levels(text: str, wanted: str) -> None:
    assert certainty(tokens(text, 0, len(text))) == wanted


def test_a_cue_verb_outside_the_clause_counts() -> None:
    assert certainty(tokens("it sold arms", 0, 12), "deny") == "denied"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He did not sign", True),
        ("He won't sign", True),
        ("He left without signing", True),
        ("They failed to agree", True),
        ("No minister resigned", True),
        ("He signed because he had not understood", False),
        ("He signed a law that has not been read", False),
        ("Not only he signed", False),
        ("It was the No. 1 song", False),
    ],
)
def test_negation(text: str, wanted: bool) -> None:
    assert negated(tokens(text, 0, len(text))) is wanted
