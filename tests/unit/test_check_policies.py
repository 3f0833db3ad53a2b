"""Policies: what a profile and the settings make of findings, what they demand beyond them, and when the gate is shut."""

from __future__ import annotations

import pytest
from msgspec import structs

from reporter.check import policies
from reporter.config import Check
from reporter.errors import ConfigError
from reporter.schema.gate import to_paste
from tests.drafts import DRAFT, bridge

RULES = ("conflict", "altered-quote", "attribution-dropped", "not-found")


def gate(report=None, **known):
    return policies.applied(report or bridge(), policies.policy(Check(**known), RULES))


def graded(made) -> list[tuple[str, str]]:
    return [(f.rule, f.severity) for f in made.findings]


def test_the_standard_profile_leaves_rules_as_they_are():
    made = gate()
    assert made.findings == bridge().findings
    assert made.shut
    assert made.policy.profile == "standard"


def test_a_setting_goes_over_the_rule_and_the_gravest_come_first():
    made = gate(rules={"conflict": "note", "attribution-dropped": "error", "altered-quote": "off"})
    assert graded(made) == [("attribution-dropped", "error"), ("conflict", "note")]


@pytest.mark.parametrize(("fail_on", "rules", "shut"), [
    ("error", {"conflict": "warning", "altered-quote": "off"}, False),
    ("warning", {"conflict": "warning", "altered-quote": "off"}, True),
    ("warning", dict.fromkeys(RULES, "note"), False),
    ("note", dict.fromkeys(RULES, "note"), True),
    ("note", dict.fromkeys(RULES, "off"), False),
])  # fmt: skip
def test_the_gate_is_shut_from_a_level_on(fail_on, rules, shut):
    assert gate(fail_on=fail_on, rules=rules).shut is shut


def test_what_somebody_accepted_does_not_shut_it():
    first = bridge()
    text = DRAFT + "".join(
        to_paste(f, first.draft).replace('by=""', 'by="A. Editor"').replace('reason=""', 'reason="seen"') + "\n" for f in first.findings
    )
    made = gate(bridge(text), fail_on="note")
    assert (made.findings, made.shut) == ((), False)
    assert [a.finding.id for a in made.accepted] == [f.id for f in first.findings]


def test_a_charge_needs_two_origins():
    made = gate(profile="two-origins")
    (found,) = [f for f in made.findings if f.rule == policies.ORIGINS]
    assert (found.severity, found.kind, found.exact) == ("error", "charge", "The contractor bribed an inspector.")
    assert "Reported by 1 of 2 outlets from 1 origin; the profile demands 2 independent ones for this (charge)." in found.message
    assert gate(profile="two-origins", origins={"charge": 1}).findings == bridge().findings
    assert [f.severity for f in gate(profile="two-origins", rules={policies.ORIGINS: "warning"}).findings][-2:] == ["warning", "warning"]


def test_its_id_rests_on_words_alone():
    moved = bridge("A line before.\n\n" + DRAFT)
    ids = [next(f.id for f in gate(r, profile="two-origins").findings if f.rule == policies.ORIGINS) for r in (bridge(), moved)]
    assert ids[0] == ids[1]


def test_what_no_article_has_is_told_by_its_own_rule():
    report = bridge()
    lost = [structs.replace(s, support="not-found", agreement=structs.replace(s.agreement, origin_count_min=0)) for s in report.statements]
    assert not [
        f for f in gate(structs.replace(report, statements=tuple(lost)), profile="two-origins").findings if f.rule == policies.ORIGINS
    ]


def test_verbatim_quotes_makes_quotes_errors():
    report = bridge()
    as_warnings = structs.replace(report, findings=tuple(structs.replace(f, severity="warning") for f in report.findings))
    assert graded(gate(as_warnings, profile="verbatim-quotes"))[0] == ("altered-quote", "error")


@pytest.mark.parametrize(
    ("known", "says"),
    [
        (
            {"profile": "lax"},
            "profile 'lax' is not known; known: agency-credit, named-sources, standard, strict, two-origins, verbatim-quotes",
        ),
        ({"rules": {"conflcit": "off"}}, "check.rules: conflcit is not known; known: altered-quote"),
        ({"origins": {"rumour": 2}}, "check.origins: rumour is not known; known: accusation"),
    ],
)
def test_what_is_not_known_is_told_with_what_is(known, says):
    with pytest.raises(ConfigError) as raised:
        gate(**known)
    assert says in str(raised.value)


def test_regraded_findings_stand_in_text_order_and_each_once():
    report = bridge()
    given = structs.replace(report, statements=(*report.statements, *report.statements))
    made = gate(given, profile="two-origins", rules=dict.fromkeys((*RULES, policies.ORIGINS), "warning"))
    assert [f.start for f in made.findings] == sorted(f.start for f in made.findings)
    assert len({f.id for f in made.findings}) == len(made.findings)
