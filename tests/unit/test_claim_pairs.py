"""The cross-encoder: reads two statements together, each pair by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporter.errors import ModelError
from reporter.models import claim_pairs
from reporter.models.claim_pairs import ClaimPairs

DENIED = "The minister denied on Tuesday that he had taken the money."
REJECTED = "On Tuesday the minister rejected the accusation that he had been paid."
TRAVELLED = "The minister travelled to Lisbon on Tuesday to talk about the money."


@pytest.fixture(scope="module")
def reader() -> ClaimPairs:
    return ClaimPairs()


# What is learned from are pairs in question, a quarter of them one claim, so no logit is a verdict: the match weights weigh it.
@pytest.mark.parametrize(
    ("told", "reworded", "another"),
    [
        (DENIED, REJECTED, TRAVELLED),
        (
            "The minister said on Tuesday that 40 people were killed in the attack in Lyon.",
            "40 people died in Tuesday's attack in Lyon, the minister said.",
            "The minister said on Tuesday that he would travel to Lyon.",
        ),
    ],
)
def test_the_same_claim_in_other_words_is_likelier_than_another_claim_in_the_same_words(
    reader: ClaimPairs, told: str, reworded: str, another: str
):
    same, other = reader.read([(told, reworded), (told, another)])
    assert same > other + 2


def test_neighbours_order_and_the_number_of_processors_change_nothing(reader: ClaimPairs, monkeypatch: pytest.MonkeyPatch):
    texts = [DENIED, REJECTED, TRAVELLED, "Rain.", f"{DENIED} {TRAVELLED}"]
    pairs = [(one, f"{other} {'Again. ' * n}") for one in texts for n, other in enumerate(texts)]  # several batches of unlike length
    together = reader.read(pairs)
    assert reader.read(pairs[::-1]) == together[::-1]
    assert [reader.read([pair])[0] for pair in pairs] == together
    assert reader.read(pairs[3:20:2]) == together[3:20:2]
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert reader.read(pairs) == together


def test_log_odds_have_two_decimals_and_equal_pairs_one_answer(reader: ClaimPairs):
    found = reader.read([(DENIED, REJECTED), (DENIED, REJECTED)])
    assert found[0] == found[1] == round(found[0], 2)


def test_nothing_to_read_loads_nothing():
    gone = ClaimPairs(replace(claim_pairs.FINE_TUNED, package="no_such_package"))
    assert gone.read([]) == []
    with pytest.raises(ModelError, match="package no_such_package is not installed"):
        gone.read([(DENIED, REJECTED)])


def test_a_long_text_counts_by_its_beginning(reader: ClaimPairs):
    long = "The minister " + "really " * 300
    assert reader.read([(long, DENIED), (long + "resigned", DENIED)])[0] == reader.read([(long + "resigned", DENIED)])[0]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(left=st.text(alphabet=st.characters(), max_size=60), right=st.text(alphabet=st.characters(), max_size=60))
def test_any_two_texts_have_finite_odds(reader: ClaimPairs, left: str, right: str):
    (found,) = reader.read([(left, right)])
    assert -50 < found < 50
