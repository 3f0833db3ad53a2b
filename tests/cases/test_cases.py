"""Runs the whole pipeline on each folder beside this file and holds the briefing to the facts in its expected.json."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

import reporter
from reporter.schema import Briefing, Claim, Finding, Mention, Origin, Passage

HERE = Path(__file__).resolve().parent
AT = "2024-01-01T00:00:00Z"
CASES = sorted(path.parent for path in HERE.glob("*/expected.json"))
Fact = Mapping[str, Any]
_BRIEFINGS: dict[Path, Briefing] = {}


def briefing(case: Path) -> Briefing:
    """The case's briefing, made once."""
    folder = case / json.loads((case / "expected.json").read_text("utf-8")).get("articles", ".")
    if case not in _BRIEFINGS:
        _BRIEFINGS[case] = reporter.brief(folder, at=AT)
    return _BRIEFINGS[case]


def facts(case: Path) -> list[Fact]:
    told: list[Fact] = json.loads((case / "expected.json").read_text("utf-8"))["facts"]
    return told


@pytest.mark.parametrize(
    ("case", "fact"),
    [pytest.param(c, f, id=f"{c.name}-{n}-{f['why'][:50]}") for c in CASES for n, f in enumerate(facts(c), 1)],
)
def test_fact(case: Path, fact: Fact) -> None:
    made = briefing(case)
    [key] = [k for k in CHECKS if k in fact]
    for passage in passages(fact[key]) if isinstance(fact[key], (dict, list)) and key not in ("name", "unnamed", "origin") else ():
        for article, words in passage.items():
            assert words in {a.id: a.text for a in made.articles}[article], f"the case is wrong: {article} has no “{words}”"
    assert CHECKS[key](made, fact), f"{fact['why']}: {fact}"


def test_every_case_has_facts_and_articles() -> None:
    assert len(CASES) > 4
    for case in CASES:
        expected = json.loads((case / "expected.json").read_text("utf-8"))
        assert expected["facts"]
        assert list((case / expected.get("articles", ".")).glob("*.txt"))


def passages(value: Any) -> list[dict[str, str]]:
    """The passages that a fact names."""
    if isinstance(value, list):
        return [p for p in value if isinstance(p, dict)]
    given = value.get("at", {}) if "rule" in value or "at" in value else value
    return [given]


def at(held: Passage, passage: Mapping[str, str]) -> bool:
    """Whether words of a passage are in what is held, or it stands within them."""
    words = passage.get(held.article)
    return words is not None and (words in held.exact or held.exact.strip(' .,;“”"') in words)


def covers(held: Iterable[Passage], passage: Mapping[str, str]) -> bool:
    """Whether each words of the passage are met."""
    told = list(held)
    return all(any(at(h, {article: words}) for h in told) for article, words in passage.items())


# -- the kinds of facts --------------------------------------------------------


def claim(made: Briefing, fact: Fact) -> bool:
    return any(covers(c.mentions, fact["claim"]) and counted(c, fact) for c in made.claims)


def counted(found: Claim, fact: Fact) -> bool:
    given = found.agreement
    return (
        fact.get("status", found.status) == found.status
        and fact.get("outlets", given.outlet_count) == given.outlet_count
        and fact.get("origins", [given.origin_count_min, given.origin_count_max]) == [given.origin_count_min, given.origin_count_max]
        and (not fact.get("only") or {m.article for m in found.mentions} == set(fact["claim"]))
    )


def alone(made: Briefing, fact: Fact) -> bool:
    told = [c for c in made.claims if covers(c.mentions, fact["alone"])]
    return bool(told) and all(c.agreement.outlet_count == 1 for c in told)


def apart(made: Briefing, fact: Fact) -> bool:
    one, other = ([c for c in made.claims if covers(c.mentions, p)] for p in fact["apart"])
    return bool(one) and bool(other) and not {c.id for c in one} & {c.id for c in other}


def mention(made: Briefing, fact: Fact) -> bool:
    shown = {n.key: n.display for n in made.names}

    def fits(m: Mention) -> bool:
        speaker = shown.get(m.speaker or "", m.speaker)
        return (
            at(m, fact["mention"])
            and fact.get("speaker", speaker) == speaker
            and fact.get("quoted", m.quoted) == m.quoted
            and fact.get("certainty", m.certainty) == m.certainty
        )

    return any(fits(m) for c in made.claims for m in c.mentions)


def matching(made: Briefing, wanted: Mapping[str, Any]) -> list[Finding]:
    return [
        f
        for f in made.findings
        if wanted.get("rule", f.rule) == f.rule
        and wanted.get("kind", f.kind) == f.kind
        and wanted.get("severity", f.severity) == f.severity
        and all(words in f.message for words in wanted.get("says", ()))
        and covers(f.evidence, wanted.get("at", {}))
    ]


def finding(made: Briefing, fact: Fact) -> bool:
    return bool(matching(made, fact["finding"]))


def no_finding(made: Briefing, fact: Fact) -> bool:
    return not matching(made, fact["no_finding"])


def origin(made: Briefing, fact: Fact) -> bool:
    wanted = fact["origin"]
    return any(based(o, wanted) for o in made.origins if list(o.articles) == wanted["articles"] and o.kind == wanted["kind"])


def based(found: Origin, wanted: Mapping[str, Any]) -> bool:
    credited = {(b.from_, b.to) for b in found.basis if b.kind == "credit"}
    wordings = {(b.from_, b.to): b for b in found.basis if b.kind == "wording"}
    runs = [wordings[a, b].longest_run == words for a, b, words in wanted.get("run", ())]
    shares = [least <= wordings[a, b].from_share <= most for a, b, least, most in wanted.get("share", ())]
    return all(tuple(c) in credited for c in wanted.get("credit", ())) and all(runs) and all(shares)


def set_aside(made: Briefing, fact: Fact) -> bool:
    found = [s for s in made.set_aside if at(s, fact["set_aside"]) and fact.get("reason", s.reason) == s.reason]
    told = [
        m for c in made.claims for m in c.mentions if any(m.article == s.article and m.start < s.end and s.start < m.end for s in found)
    ]
    return bool(found) and not told


def name(made: Briefing, fact: Fact) -> bool:
    return any(set(fact["name"]) <= set(n.variants) for n in made.names)


def unnamed(made: Briefing, fact: Fact) -> bool:
    return bool([a.id for a in made.articles if not a.outlet_named] == fact["unnamed"])


def summary(made: Briefing, fact: Fact) -> bool:
    return covers(made.summary, fact["summary"])


def lead(made: Briefing, fact: Fact) -> bool:
    return covers(made.summary[:1], fact["lead"])


CHECKS: Mapping[str, Callable[[Briefing, Fact], bool]] = {
    "claim": claim,
    "alone": alone,
    "apart": apart,
    "mention": mention,
    "finding": finding,
    "no_finding": no_finding,
    "origin": origin,
    "set_aside": set_aside,
    "name": name,
    "unnamed": unnamed,
    "summary": summary,
    "lead": lead,
}
