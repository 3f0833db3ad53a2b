"""Findings as they stand under "Check before publishing": the gravest first, many of one rule folded."""

from __future__ import annotations

from collections.abc import Sequence

from reporter.render import inert, passages, view, wording
from reporter.render.index import Index
from reporter.schema import Finding

_SHOWN = 3  # of one rule and gravity; one more is shown rather than folded alone
_ORDER = ("error", "warning", "note")


def groups(index: Index) -> tuple[view.FlagGroup, ...]:
    """Return the findings by gravity and rule."""
    held: dict[tuple[str, str], list[Finding]] = {}
    for finding in sorted(index.briefing.findings, key=lambda f: _ORDER.index(f.severity)):
        held.setdefault((finding.severity, finding.rule), []).append(finding)
    return tuple(_group(index, severity, rule, members) for (severity, rule), members in held.items())


def count(index: Index, rule: str) -> int:
    """Return how many findings of `rule` there are."""
    return sum(f.rule == rule for f in index.briefing.findings)


def quote_example(index: Index) -> str:
    """Return two differing wordings inside quotation marks: "“remarkable growth” or “unprecedented development”"."""
    for finding in index.briefing.findings:
        words = [e for e in finding.evidence if finding.rule == "altered-quote" and e.role == "differs" and " " in e.exact.strip()]
        first = {e.article: e for e in reversed(words)}
        told = list(dict.fromkeys(f"“{wording.shorten(first[a].exact, 45)}”" for a in index.ordered(first)))
        if len(told) > 1:
            return f"Inside quotation marks: {told[0]} or {told[1]}."
    return ""


def _group(index: Index, severity: str, rule: str, members: Sequence[Finding]) -> view.FlagGroup:
    shown = 0 if severity == "note" and len(members) > 2 else len(members) if len(members) <= _SHOWN + 1 else _SHOWN
    flags = [_flag(index, f) for f in members]
    plural = wording.RULES[rule][1] if rule in wording.RULES else f"findings of the rule {rule}"
    singular = {"claims": "claim", "quotes": "quote", "articles": "article", "credits": "credit", "pairs": "pair", "findings": "finding"}
    rest = len(members) - shown
    noun, _, tail = plural.partition(" ")
    return view.FlagGroup(
        anchor=f"{inert.anchor('rule', rule)}-{severity}",
        title=f"{rest}{' more' if shown else ''} {singular.get(noun, noun) if rest == 1 else noun} {tail}" if rest else "",
        grave=severity != "note",
        shown=tuple(flags[:shown]),
        folded=tuple(flags[shown:]),
    )


def _flag(index: Index, finding: Finding) -> view.Flag:
    kind = wording.RULES[finding.rule][0] if finding.rule in wording.RULES else finding.rule.replace("-", " ").capitalize()
    if finding.rule == "conflict":
        kind = wording.CONFLICTS.get(finding.kind or "", kind)
    if finding.rule == "single-outlet" and finding.kind in _GRAVE:
        kind = _GRAVE[finding.kind]
    return view.Flag(
        anchor=inert.anchor("f", finding.id),
        kind=kind,
        message=finding.message,
        advice=finding.advice,
        severity=finding.severity,
        claims=index.links(finding.claims),
        passages=passages.evidence(index, finding.evidence),
    )


_GRAVE = {
    "denial": "Denial in one outlet only",
    "accusation": "Accusation in one outlet only",
    "charge": "Accusation in one outlet only",
    "leader": "Quotation in one outlet only",
    "number": "Number in one outlet only",
    "official-act": "Official act in one outlet only",
    "quotation": "Quotation in one outlet only",
}
