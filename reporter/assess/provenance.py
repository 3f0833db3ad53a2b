"""Rules about the articles themselves: whose words they are, whether they are all there, what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from reporter.assess.context import Context, finding, listed
from reporter.assess.incomplete import lack
from reporter.schema import Credit, Finding, OriginBasis, SharedWording, Span
from reporter.text import fold, same_outlet, words

_PICKUP = 20  # words of prose in a row that are long
_COMPARED = 400  # words of a stretch that are compared: a longer one is long in any case
_OPENING = 200  # characters of an opening that are shown
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


def uncredited_pickup(context: Context) -> Iterator[Finding]:
    """Tell of two articles with a long stretch of prose in common, where one credits nobody for it and neither credits the other."""
    told = {
        frozenset((b.from_, b.to)) for b in _wordings(context) if _differing(context, b.from_, b.to) or _differing(context, b.to, b.from_)
    }
    for wording in context.shared:
        if wording.same or {wording.left, wording.right} in told or context.outlets[wording.left] == context.outlets[wording.right]:
            continue
        stated = {
            a: {fold(c.credited) for c in context.story.credits if c.article == a and c.form in _STATED}
            for a in (wording.left, wording.right)
        }
        here, there = ({fold(context.outlet(a))} for a in (wording.left, wording.right))
        linked = (stated[wording.left] | here) & (stated[wording.right] | there) or any(
            same_outlet(context.outlet(a), c) for a, b in ((wording.left, wording.right), (wording.right, wording.left)) for c in stated[b]
        )
        stretch = None if linked or all(stated.values()) else _longest_prose(context, wording)
        if stretch is not None:
            yield _pickup(context, wording, stretch, [a for a in (wording.left, wording.right) if not stated[a]])


def _longest_prose(context: Context, wording: SharedWording) -> tuple[int, Span, Span] | None:
    """Return the longest stretch of prose in both, with its length in words; None where it is not long."""
    sides: dict[str, list[tuple[Span, list[str]]]] = {wording.left: [], wording.right: []}
    for span in wording.prose:
        text = context.exact(span)
        told = [fold(text[a:b]) for a, b in words(text)[:_COMPARED]]
        if len(told) >= _PICKUP:
            sides[span.article].append((span, told))
    found = []
    for left, here in sides[wording.left]:
        for right, there in sides[wording.right]:
            match = SequenceMatcher(None, here, there, autojunk=False).find_longest_match()
            if match.size >= _PICKUP:
                found.append((match.size, _part(context, left, match.a, match.size), _part(context, right, match.b, match.size)))
    return max(found, key=lambda f: (f[0], -f[1].start, -f[2].start), default=None)


def _part(context: Context, span: Span, first: int, count: int) -> Span:
    """Return `count` words of `span` from the word `first`."""
    told = words(context.exact(span))
    return Span(article=span.article, start=span.start + told[first][0], end=span.start + told[first + count - 1][1])


def _pickup(context: Context, wording: SharedWording, stretch: tuple[int, Span, Span], silent: list[str]) -> Finding:
    left, right = context.outlet(wording.left), context.outlet(wording.right)
    who = "neither credits anybody for them" if len(silent) == 2 else f"{context.outlet(silent[0])} credits nobody for them"
    return finding(
        "uncredited-pickup",
        "warning",
        f"{left} and {right} have {stretch[0]} words in a row in common, "
        f"{round(100 * wording.share)}% of the shorter text in all, and {who}. "
        "Shared words do not tell who wrote first.",
        "Safe wording: count the two as one report where they share words; ask where the words come from before you credit either.",
        (context.evidence(s, "wording") for s in stretch[1:]),
    )


def insufficient_extraction(context: Context) -> Iterator[Finding]:
    """Tell of each article that is cut off, badly extracted or very short: what it leaves out may have been lost."""
    for article in context.story.articles:
        found = lack(context.story, article)
        if found is not None:
            yield finding(
                "insufficient-extraction",
                "note" if found.kind == "short" else "warning",
                f"{article.outlet} {found.reason}: what is not found in it may stand in the part that is missing."
                if found.kind != "short"
                else f"{article.outlet} {found.reason}: what is not found in it may have been left out for its length.",
                "Give the whole article before you say that it left something out."
                if found.kind != "short"
                else "Safe wording: do not say that it left something out on purpose.",
                [context.evidence(found.place, "place")],
                kind=found.kind,
            )


def off_topic(context: Context) -> Iterator[Finding]:
    """Tell which articles are about another event; they are set apart and counted nowhere."""
    for article in context.whole.articles:
        if article.id in context.whole.off_topic:
            start = len(article.text) - len(article.text.lstrip())
            end = article.text.find("\n", start)
            span = Span(article=article.id, start=start, end=min(end if end > start else len(article.text), start + _OPENING))
            yield finding(
                "off-topic",
                "warning",
                f"{article.outlet} seems to be about another event: hardly anything in it stands in the other articles. "
                "It is set apart: it is not among the outlets counted, and what the others report is not missing from it.",
                "Take it out of the story, or give it a story of its own.",
                [context.evidence(span, "opening")],
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
