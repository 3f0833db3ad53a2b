"""Rule `single-origin`: what several outlets report, but from one origin or from origins that cannot be told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporter.assess import gravity
from reporter.assess.context import Context, finding, listed
from reporter.schema import Claim, Evidence, Finding, Mention

_GRAVE = {"denial": "a denial", "accusation": "an accusation", "charge": "an accusation that names no person"}


def single_origin(context: Context) -> Iterator[Finding]:
    """Tell, for each set of outlets that count as one origin or cannot be told apart, which claims they alone report.

    What each of them has as a denial or an accusation is told by itself.
    """
    found: dict[tuple[tuple[str, ...], int, str], list[Claim]] = {}
    for claim in context.claims:
        agreement = claim.agreement
        if agreement.outlet_count_min < 2 or agreement.origin_count_min > 1:
            continue
        kind, mentions = _grave(context, claim)
        if kind:
            yield _finding(context, [claim], mentions, kind)
        else:
            articles = tuple(sorted({m.article for m in claim.mentions if m.sure}))
            found.setdefault((articles, agreement.origin_count_max, _reason(context, claim)), []).append(claim)
    for (articles, _, _), claims in found.items():
        alone = len(claims) == 1
        shown = [m for c in claims for m in (c.mentions if alone else [m for m in c.mentions if m.article == articles[0]][:1])]
        yield _finding(context, claims, shown, None)


def _grave(context: Context, claim: Claim) -> tuple[str | None, list[Mention]]:
    """Return the denial or accusation that every article of the claim has, with its mentions."""
    added = {m.statement for m, _ in gravity.added(context, claim)}
    kinds = {m.statement: None if m.statement in added else gravity.of_mention(context, m) for m in claim.mentions}
    for group in (("denial",), ("accusation", "charge")):
        told = [m for m in claim.mentions if kinds[m.statement] in group]
        if {m.article for m in told} == {m.article for m in claim.mentions}:
            return min(str(kinds[m.statement]) for m in told), told
    return None, []


def _reason(context: Context, claim: Claim) -> str:
    """Return what the claim's own passages credit or share, in a sentence; empty where the articles as a whole are one origin."""
    credited = dict.fromkeys(context.outlet(b.from_) if b.from_ in context.articles else b.from_ for b in claim.basis if b.kind == "credit")
    run = max((b.longest_run for b in claim.basis if b.kind == "wording"), default=0)
    parts = [f"credit {listed(credited)}"] if credited else []
    if run:
        parts.append(f"have {run} words in a row in common")
    return f"For it they {' and '.join(parts)}." if parts else ""


def _stated(context: Context, claims: Sequence[Claim]) -> list[Evidence]:
    return [context.evidence(e, "credit") for c in claims for b in c.basis if b.kind == "credit" for e in b.evidence]


def _finding(context: Context, claims: Sequence[Claim], shown: Sequence[Mention], grave: str | None) -> Finding:
    agreement = claims[0].agreement
    articles = sorted({m.article for m in claims[0].mentions if m.sure})
    outlets, most = context.outlet_list(articles), agreement.origin_count_max
    origin = "all from one origin" if most == 1 else f"origin unclear: 1–{most} origins"
    told = f"{len(claims)} claims are" if len(claims) > 1 else "One claim is"
    message = f"{told} reported only by {outlets}: {agreement.outlet_count_min} of {agreement.outlet_total} outlets, {origin}."
    if grave:
        message = f"Reported by {agreement.outlet_count_min} of {agreement.outlet_total} outlets, {outlets}, {origin}: {_GRAVE[grave]}."
    reason = _reason(context, claims[0])
    return finding(
        "single-origin",
        "warning" if grave else "note",
        f"{message} {reason}" if reason else message,
        f"Safe wording: count {'these outlets' if len(articles) > 2 else 'the two'} as one report; name the one that you quote.",
        (*(context.evidence(m, "passage") for m in shown), *_stated(context, claims)),
        kind="one" if most == 1 else "unclear",
        claims=(c.id for c in claims),
    )
