"""Rules on who reports a statement: nobody, one outlet, one origin, unnamed people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporter.assess.anonymous_source import unnamed
from reporter.assess.context import listed, shortened
from reporter.check.draws import Draws
from reporter.check.verdicts import Judged
from reporter.schema import Statement
from reporter.schema.check import DraftFinding

_GRAVE_STAKES = frozenset({"accusation", "charge", "denial", "leader", "number", "official-act", "quotation"})


def not_found(draws: Draws) -> Iterator[DraftFinding]:
    """Tell of each statement that no article reports."""
    for one in draws.judged:
        if one.support == "not-found":
            yield draws.finding(
                "not-found",
                "error" if one.stake in _GRAVE_STAKES else "warning",
                f"Not found in any article: “{shortened(draws.context.exact(one.statement), 90)}”.",
                "Safe wording: leave it out, or add the article it comes from.",
                one.statement,
                statements=[one],
                kind=one.stake,
            )


def unclear(draws: Draws) -> Iterator[DraftFinding]:
    """Tell of each statement that a passage may report: the comparison cannot decide."""
    for one in draws.judged:
        if one.support == "unclear":
            yield draws.finding(
                "unclear",
                "warning" if one.stake in _GRAVE_STAKES else "note",
                f"A passage may report this; read it: “{shortened(draws.context.exact(one.statement), 90)}”.",
                "Compare the passages yourself: the comparison cannot decide.",
                one.statement,
                evidence=draws.passages(one),
                statements=[one],
                kind=one.stake,
            )


def single_outlet(draws: Draws) -> Iterator[DraftFinding]:
    """Tell of each statement that one outlet alone reports, where the draft does not name that outlet beside it."""
    for one in draws.judged:
        if one.support == "one-outlet" and one.claim is not None and not one.contradicted and not draws.names_outlet(one):
            total = one.claim.agreement.outlet_total
            if total < 2:
                continue
            outlet = draws.outlets(p.sentence.article for p in one.agreeing)
            yield draws.finding(
                "single-outlet",
                "warning" if one.stake in _GRAVE_STAKES else "note",
                f"Reported by 1 of {total} outlets, {outlet}: “{shortened(draws.context.exact(one.statement), 90)}”.",
                f"Safe wording: “{outlet} reports …”.",
                one.statement,
                evidence=[draws.evidence(p.statement, "passage") for p in one.agreeing],
                statements=[one],
                kind=one.stake,
            )


def single_origin(draws: Draws) -> Iterator[DraftFinding]:
    """Tell of each statement that several outlets have from one origin, as far as can be told."""
    for one in draws.judged:
        if one.support == "one-origin" and one.claim is not None and not one.contradicted:
            count = one.claim.agreement.outlet_count
            yield draws.finding(
                "single-origin",
                "note",
                f"Reported by {count} outlets from one origin: {draws.outlets(p.sentence.article for p in one.agreeing)}.",
                "Safe wording: do not present the outlets as independent of each other here.",
                one.statement,
                evidence=[draws.evidence(p.statement, "passage") for p in one.agreeing],
                statements=[one],
                kind=one.stake,
            )


def anonymous_source(draws: Draws) -> Iterator[DraftFinding]:
    """Tell of each statement that rests on unnamed people only, in every passage or in the draft."""
    for one in draws.judged:
        told = [p.statement for p in one.agreeing]
        everywhere = bool(told) and all(unnamed(s) for s in told)
        if everywhere or unnamed(one.statement):
            message, advice = _unnamed(draws, told) if everywhere else _unnamed_here(draws, one, told)
            yield draws.finding(
                "anonymous-source",
                "warning",
                message,
                f"Safe wording: {advice}.",
                one.statement,
                evidence=[draws.evidence(s, "passage") for s in told],
                statements=[one],
                kind=one.stake,
            )


def _unnamed(draws: Draws, told: Sequence[Statement]) -> tuple[str, str]:
    speakers = listed(dict.fromkeys(str(s.speaker) for s in told))
    message = f"Rests on unnamed people only: {speakers} ({draws.outlets(s.article for s in told)})."
    return message, "describe them as the outlet does, and name the outlet"


def _unnamed_here(draws: Draws, one: Judged, told: Sequence[Statement]) -> tuple[str, str]:
    """Return message and advice where it is the draft that names nobody."""
    naming = [s for s in told if s.speaker_named]
    if not naming:
        return (
            f"The draft rests this on unnamed people only: “{one.statement.speaker}”.",
            "say why they are not named, and who else says it",
        )
    named = listed(dict.fromkeys(str(draws.context.speaker(s.speaker)) for s in naming))
    message = (
        f"The draft does not name who says this, “{one.statement.speaker}”: in {draws.outlets(s.article for s in naming)} it is {named}."
    )
    return message, "name who says it, as the articles do"
