"""Rules about the articles themselves: `credit-differs`, `same-text`, `unnamed-outlet`."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.assess.context import Context, finding, listed
from reporter.schema import Credit, Finding, OriginBasis
from reporter.text import fold

_STATED = frozenset({"dateline", "based-on", "according-to", "reports", "contributed", "byline"})


def credit_differs(context: Context) -> Iterator[Finding]:
    """Tell of each article that credits one outlet and carries the wording of another article, which it does not credit."""
    for basis in _wordings(context):
        for carrier, other in ((basis.from_, basis.to), (basis.to, basis.from_)):
            credit = _differing(context, carrier, other)
            if credit is not None:
                yield _credit_finding(context, basis, credit, other)


def _wordings(context: Context) -> list[OriginBasis]:
    """Return the bases of groups that share wording beyond doubt."""
    return [b for o in context.origins if o.kind in ("shared", "wire") for b in o.basis if b.kind == "wording"]


def _differing(context: Context, carrier: str, other: str) -> Credit | None:
    """Return the carrier's first credit, if none of its credits is to `other` or to what `other` credits."""
    stated = [c for c in context.story.credits if c.article == carrier and c.form in _STATED]
    shared = {fold(c.credited) for c in context.story.credits if c.article == other} | {fold(context.outlet(other))}
    joined = {b.from_ for o in context.origins for b in o.basis if b.kind == "credit" and b.to == carrier}
    if other in joined or any(fold(c.credited) in shared for c in stated):
        return None
    own = fold(context.outlet(carrier))
    return next(
        (c for c in sorted(stated, key=lambda c: c.start) if fold(c.credited) != own and c.credited not in joined - {c.credited}), None
    )


def _credit_finding(context: Context, basis: OriginBasis, credit: Credit, other: str) -> Finding:
    carrier, here = context.outlet(credit.article), context.outlet(other)
    share = round(100 * basis.share)
    return finding(
        "credit-differs",
        "warning",
        f"{carrier} credits {credit.credited} and shares wording with {here}: {basis.longest_run} words in a row, "
        f"{share}% of the shorter text. Shared words do not tell who wrote first.",
        f"Safe wording: credit neither alone; look up the text of {credit.credited} before naming an origin.",
        (*(context.evidence(p, "wording") for p in basis.evidence), context.evidence(credit, "credit")),
    )


def same_text(context: Context) -> Iterator[Finding]:
    """Tell of each pair of articles that have the same text."""
    for basis in _wordings(context):
        if basis.from_share == basis.to_share == 1.0:
            left, right = context.outlet(basis.from_), context.outlet(basis.to)
            yield finding(
                "same-text",
                "note",
                f"{left} and {right} have the same text; they count as one origin.",
                "Safe wording: count the two as one report.",
                (context.evidence(p, "wording") for p in basis.evidence),
            )


def unnamed_outlet(context: Context) -> Iterator[Finding]:
    """Tell once which articles do not say whose they are."""
    unnamed = [a for a in context.story.articles if not a.outlet_named]
    if not unnamed:
        return
    first = {s.article: s for s in sorted(context.sentences, key=lambda s: -s.start) if s.aside is None}
    yield finding(
        "unnamed-outlet",
        "note",
        f"The outlet is not named in {listed(a.outlet for a in unnamed)}: the name shown is only a fallback.",
        "Give the outlets in story.toml, so that credits to them are recognised and they are counted by name.",
        (context.evidence(first[a.id], "opening") for a in unnamed if a.id in first),
    )
