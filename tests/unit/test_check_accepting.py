"""Markers in the example's draft, read by the engine: they change nothing of what is found, wherever they stand."""

from __future__ import annotations

from typing import Any

import pytest

from reporter import check
from reporter.check import policies
from reporter.check.written import DraftKind
from reporter.config import Check
from reporter.schema.gate import GateReport, to_paste
from tests.conftest import EXAMPLE, EXAMPLE_AT, ROOT

TEXT = (ROOT / "examples" / "draft.md").read_text("utf-8")


@pytest.fixture(scope="module")
def against() -> check.Against:
    return check.Against([EXAMPLE])


def gate(against: check.Against, text: str, kind: DraftKind = "markdown", **known: Any) -> GateReport:
    report = against.report(check.in_text(text, kind), at=EXAMPLE_AT)
    return policies.applied(report, policies.policy(Check(**known), check.RULES))


def markers(made: GateReport) -> list[str]:
    return [to_paste(f, made.draft).replace('by=""', 'by="A. Editor"').replace('reason=""', 'reason="seen"') for f in made.findings]


def behind_each(text: str, made: GateReport) -> str:
    for finding, marker in sorted(zip(made.findings, markers(made), strict=True), key=lambda pair: -pair[0].end):
        text = f"{text[: finding.end]} {marker}{text[finding.end :]}"
    return text


@pytest.mark.parametrize("kind", ["markdown", "text"])
def test_at_the_end_they_accept_all_of_it(against, kind):
    made = gate(against, TEXT, kind, fail_on="note")
    accepted = gate(against, "\n\n".join([TEXT, *markers(made)]) + "\n", kind, fail_on="note")
    assert made.shut
    assert (accepted.findings, accepted.lapsed, accepted.shut) == ((), (), False)
    assert {a.finding.id for a in accepted.accepted} == {f.id for f in made.findings}


@pytest.mark.parametrize("kind", ["markdown", "text"])
def test_behind_the_words_that_they_are_about_too(against, kind):
    made = gate(against, TEXT, kind, fail_on="note")
    accepted = gate(against, behind_each(TEXT, made), kind, fail_on="note")
    assert (accepted.findings, accepted.lapsed, accepted.shut) == ((), (), False)


def test_one_lapses_with_a_word_of_its_sentence(against):
    made = gate(against, TEXT)
    text = "\n\n".join([TEXT.replace("140 missiles", "150 missiles"), *markers(made)]) + "\n"
    changed = gate(against, text)
    assert [f.exact for f in changed.findings if f.rule == "detail-not-found"] == ["150"]
    assert "detail-not-found" in [x.marker.rule for x in changed.lapsed]
    assert changed.shut


def test_a_demand_of_a_profile_is_accepted_like_any_other(against):
    made = gate(against, TEXT, profile="strict")
    assert policies.ORIGINS in {f.rule for f in made.findings}
    accepted = gate(against, behind_each(TEXT, made), profile="strict")
    assert (accepted.findings, accepted.shut) == ((), False)


def test_a_quotation_of_several_sentences_is_nobodys_opinion(against):
    made = gate(against, TEXT)
    assert [s.quoted for s in made.statements if s.exact.startswith("We see in this a common vision")] == [True]
    assert [b.exact for b in made.draft.blocks if b.kind == "opinion"] == ["We think that the region deserves better than this."]


@pytest.mark.parametrize("words", ["Iranian Defense Minister", "SCO and BRICS", "We think that", "Read our earlier", "call the embassy"])
def test_nothing_grave_is_told_of_what_is_well_or_left_alone(against, words):
    made = gate(against, TEXT)
    start = TEXT.index(words)
    assert not [f for f in made.findings if f.severity != "note" and f.start < start + len(words) and start < f.end]
