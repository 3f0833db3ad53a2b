"""Findings as they stand under "Check before publishing": the gravest first, many of one rule folded."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reporter.render import inert, language, passages, view, wording
from reporter.render.index import Index
from reporter.render.language import gettext as _
from reporter.render.language import ngettext
from reporter.schema import Finding

_SHOWN = 3  # of one rule and gravity; one more is shown rather than folded alone
_ORDER = ("error", "warning", "note")
_OF_CLAIMS = ("single-outlet", "single-origin")  # rules that tell of claims, one finding of several
_BY_OUTLET = ("single-outlet", "altered-quote")  # rules that find most, and much of the same outlets


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
            return _("Inside quotation marks: %(one)s or %(other)s.", one=told[0], other=told[1])
    return ""


def _group(index: Index, severity: str, rule: str, members: Sequence[Finding]) -> view.FlagGroup:
    shown = 0 if severity == "note" and len(members) > 2 else len(members) if len(members) <= _SHOWN + 1 else _SHOWN
    flags = {f.id: _flag(index, f) for f in members}
    kind, rest = _kind(rule), members[shown:]
    plain = {f.id for f in rest if severity == "note" and f.claims and flags[f.id].kind == kind}
    return view.FlagGroup(
        anchor=f"{inert.anchor('rule', rule)}-{severity}",
        kind=kind,
        title=_title(rule, _counted(index, rule, rest), more=shown > 0) if rest else "",
        grave=severity != "note",
        shown=tuple(flags[f.id] for f in members[:shown]),
        folded=tuple(
            view.FlagList(
                title=title,
                claims=index.links(c for f in own for c in f.claims),
                brief=bool(title) and own[0].id in plain,
                flags=tuple(flags[f.id] for f in own),
            )
            for title, own in _lists(index, rule, rest, plain)
        ),
    )


def _counted(index: Index, rule: str, findings: Sequence[Finding]) -> int:
    """Return how many claims or other things the findings are about: one finding may tell of several claims of one sentence."""
    return len(index.links(c for f in findings for c in f.claims)) if rule in _OF_CLAIMS else len(findings)


def _title(rule: str, number: int, *, more: bool) -> str:
    """Return what is folded: "6 more quotes worded differently"."""
    n = language.decimal(number)
    told = _("%(n)s more", n=n) if more else n
    if rule in wording.RULES:
        return ngettext(*wording.RULES[rule].counted, number, n=told)
    return ngettext("%(n)s finding of the rule %(rule)s", "%(n)s findings of the rule %(rule)s", number, n=told, rule=rule)


def _lists(index: Index, rule: str, members: Sequence[Finding], plain: Collection[str]) -> Sequence[tuple[str, Sequence[Finding]]]:
    """Return the findings by the outlets that they are about, where a rule finds many of the same ones; else one list, untitled.

    Those that are plain notes stand in lists of their own.
    """
    if rule not in _BY_OUTLET:
        return [("", members)] if members else []
    held: dict[tuple[tuple[str, ...], bool], list[Finding]] = {}
    for finding in members:
        held.setdefault((index.ordered(e.article for e in finding.evidence), finding.id in plain), []).append(finding)
    ordered = sorted(held.items(), key=lambda h: ([index.place[a] for a in h[0][0]], h[0][1]))
    return [(index.names(articles), own) for (articles, _), own in ordered]


def _kind(rule: str) -> str:
    return _(wording.RULES[rule].name) if rule in wording.RULES else rule.replace("-", " ").capitalize()


def _flag(index: Index, finding: Finding) -> view.Flag:
    kind = _kind(finding.rule)
    if finding.rule == "conflict" and finding.kind in wording.CONFLICTS:
        kind = _(wording.CONFLICTS[finding.kind])
    if finding.rule == "single-outlet" and finding.kind in wording.ALONE:
        kind = _(wording.ALONE[finding.kind])
    return view.Flag(
        anchor=inert.anchor("f", finding.id),
        kind=kind,
        message=finding.message,
        advice=finding.advice,
        severity=finding.severity,
        claims=index.links(finding.claims),
        passages=passages.evidence(index, finding.evidence),
    )
