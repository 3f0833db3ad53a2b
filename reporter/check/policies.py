"""Policies: how grave each rule's findings are, what a profile demands beyond them, and whether the gate is shut.

A profile is a TOML file in `profiles/`: `title`, `demands` (sentences for an editor), and the tables `rules` and `origins` of the
settings' section `[check]`, which go over it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from importlib import resources

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from reporter.check import markers
from reporter.config import Check
from reporter.errors import ConfigError
from reporter.schema import Evidence, digest
from reporter.schema.check import CheckReport, DraftFinding, DraftStatement, Severity
from reporter.schema.gate import GateReport, Policy

ORIGINS = "too-few-origins"  # the rule of what rests on fewer origins than the policy demands
STAKES = ("accusation", "charge", "denial", "leader", "number", "official-act", "quotation")
_GRAVITY: tuple[Severity, ...] = ("error", "warning", "note")
_SUFFIX = ".toml"


class Profile(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of `profiles/`."""

    title: str
    demands: tuple[str, ...] = ()
    rules: dict[str, str] = {}
    origins: dict[str, int] = {}


def profiles() -> dict[str, Profile]:
    """Return the ready profiles by name."""
    files = sorted(resources.files("reporter.check").joinpath("profiles").iterdir(), key=lambda f: f.name)
    return {
        f.name.removesuffix(_SUFFIX): msgspec.convert(tomllib.loads(f.read_text("utf-8")), Profile)
        for f in files
        if f.name.endswith(_SUFFIX)
    }


def policy(settings: Check, rules: Collection[str]) -> Policy:
    """Return the policy that the settings ask for; `rules` are the names of the engine's.

    Raises:
        ConfigError: a profile, a rule or a stake that is not known.
    """
    ready = profiles()
    profile = ready.get(settings.profile)
    if profile is None:
        raise ConfigError(f"profile {settings.profile!r} is not known; known: {', '.join(ready)}")
    _known("check.rules", settings.rules, {*rules, ORIGINS})
    _known("check.origins", settings.origins, STAKES)
    return Policy(
        profile=settings.profile,
        title=profile.title,
        demands=profile.demands,
        fail_on=settings.fail_on,
        rules={**profile.rules, **settings.rules},
        origins={**profile.origins, **settings.origins},
    )


def applied(report: CheckReport, held: Policy) -> GateReport:
    """Return what the policy makes of a check: findings as grave as it says, what it demands beyond, and what markers accept."""
    found: dict[str, DraftFinding] = {}
    for finding in (*report.findings, *_demanded(report, held)):
        found.setdefault(finding.id, finding)  # of a sentence that stands in the draft twice, the first
    findings = [f for finding in found.values() if (f := _graded(finding, held)) is not None]
    findings.sort(key=lambda f: (_GRAVITY.index(f.severity), f.start))
    left, accepted, lapsed = markers.judged(findings, markers.found(report.draft))
    levels = _GRAVITY[: _GRAVITY.index(held.fail_on) + 1]
    given = asdict(report) | {"findings": left}
    return GateReport(**given, policy=held, accepted=accepted, lapsed=lapsed, shut=any(f.severity in levels for f in left))


def _known(setting: str, given: Collection[str], known: Collection[str]) -> None:
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise ConfigError(f"{setting}: {', '.join(unknown)} is not known; known: {', '.join(sorted(known))}")


def _graded(finding: DraftFinding, held: Policy) -> DraftFinding | None:
    level = held.rules.get(finding.rule)
    if level == "off":
        return None
    return replace(finding, severity=level) if level else finding


def _demanded(report: CheckReport, held: Policy) -> Iterator[DraftFinding]:
    """Yield what rests on fewer independent origins than the policy demands of what is at stake in it."""
    for statement in report.statements:
        needed = held.origins.get(statement.stake or "", 0)
        if statement.support != "not-found" and statement.agreement.origin_count_min < needed:
            yield _too_few(statement, needed, markers.without(statement.exact, report.draft.kind))


def _too_few(statement: DraftStatement, needed: int, words: str) -> DraftFinding:
    evidence = tuple(Evidence(article=m.article, start=m.start, end=m.end, exact=m.exact, role="passage") for m in statement.matches)
    agreement = statement.agreement
    low, high = agreement.origin_count_min, agreement.origin_count_max
    origins = f"{low}" if low == high else f"{low}–{high}"
    counted = f"{origins} {'origin' if origins == '1' else 'origins'}"
    return DraftFinding(
        id=f"f-{digest(ORIGINS, words, *sorted(e.exact for e in evidence))}",
        rule=ORIGINS,
        kind=statement.stake,
        severity="error",
        sentence=statement.sentence,
        sentence_exact=words,
        statements=(statement.id,),
        message=f"Reported by {agreement.outlet_count} of {agreement.outlet_total} outlets from {counted}; "
        f"the profile demands {needed} independent ones for this ({(statement.stake or '').replace('-', ' ')}).",
        advice="Find another origin, attribute it to the outlet that reports it, or refer it up.",
        evidence=evidence,
        start=statement.start,
        end=statement.end,
        exact=statement.exact,
        line=statement.line,
        column=statement.column,
        end_line=statement.end_line,
        end_column=statement.end_column,
    )
