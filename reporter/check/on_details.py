"""Rules on details and attribution: what the articles have otherwise, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reporter.assess.context import listed, shortened
from reporter.check.details import Found
from reporter.check.draws import Draws
from reporter.schema.check import DraftFinding

_NOUNS: Mapping[str, str] = {
    "number": "number",
    "date": "date",
    "name": "name",
    "place": "place",
    "speaker": "speaker",
    "negation": "negation",
    "outcome": "outcome",
    "certainty": "degree of certainty",
}


def detail_differs(draws: Draws) -> Iterator[DraftFinding]:
    """Tell of each detail for which the articles have another value."""
    for one in draws.judged:
        for found in one.found:
            if found.kind in ("attribution", "certainty") or not found.others:
                continue
            difference = draws.shown.difference(found)
            rivals = listed(f"“{shortened(r.value, 60)}” ({draws.outlets(r.articles)})" for r in difference.rivals)
            evidence = [draws.evidence(o.span, "value") for o in found.others if o.span]
            yield draws.finding(
                "detail-differs",
                "error",
                _differing(found, rivals),
                "Safe wording: take over what the passages have, or name each outlet with its own.",
                found.span or one.statement,
                evidence=(*draws.passages(one, [o.article for o in found.others]), *evidence),
                kind=found.kind,
                statements=[one],
                differences=[difference],
            )


def _differing(found: Found, rivals: str) -> str:
    if found.kind == "negation":
        return f"The draft says the opposite of the articles: {rivals}."
    return f"The {_NOUNS.get(found.kind, found.kind)} differs: the draft has “{shortened(found.value, 60)}”, articles have {rivals}."


def detail_not_found(draws: Draws) -> Iterator[DraftFinding]:
    """Tell of each number, name, place or date that no matched passage has."""
    for one in draws.judged:
        for found in one.found:
            if found.others or found.kind in ("attribution", "certainty"):
                continue
            noun = _NOUNS.get(found.kind, found.kind)
            where = f"only elsewhere, in {draws.outlets(found.anywhere)}" if found.anywhere else "in none of the articles"
            yield draws.finding(
                "detail-not-found",
                "warning" if found.anywhere else "error",
                f"The {noun} “{shortened(found.value, 60)}” was not found in a passage that reports this; it stands {where}.",
                "Safe wording: leave it out, or say where it comes from.",
                found.span or one.statement,
                evidence=draws.passages(one),
                kind=found.kind,
                statements=[one],
                differences=[draws.shown.difference(found)],
            )


def attribution_dropped(draws: Draws) -> Iterator[DraftFinding]:
    """Tell of each statement that all matched passages attribute and the draft states as fact."""
    for one in draws.judged:
        for found in one.found:
            if found.kind == "attribution":
                speakers = listed(dict.fromkeys(o.value for o in found.others))
                yield draws.finding(
                    "attribution-dropped",
                    "error" if one.stake in ("accusation", "charge", "denial", "number") else "warning",
                    f"The draft states as fact what {draws.outlets(found.articles)} {_verb(found.articles, 'attribute')} to {speakers}.",
                    "Safe wording: say who says so.",
                    one.statement,
                    evidence=[draws.evidence(p.statement, "attributed") for p in one.agreeing],
                    statements=[one],
                    differences=[draws.shown.difference(found)],
                )


def attribution_strengthened(draws: Draws) -> Iterator[DraftFinding]:
    """Tell of each statement that the draft has as surer than any matched passage."""
    for one in draws.judged:
        for found in one.found:
            if found.kind == "certainty":
                rivals = listed(dict.fromkeys(f"“{o.value}”" for o in found.others))
                yield draws.finding(
                    "attribution-strengthened",
                    "warning",
                    f"The draft makes it surer (“{found.value}”) than {draws.outlets(found.articles)} ({rivals}).",
                    "Safe wording: keep the weakest of the wordings, or quote the outlet's own.",
                    one.statement,
                    evidence=[draws.evidence(p.statement, "passage") for p in one.agreeing],
                    statements=[one],
                    differences=[draws.shown.difference(found)],
                )


def _verb(articles: Sequence[str], verb: str) -> str:
    return verb if len(set(articles)) > 1 else f"{verb}s"
