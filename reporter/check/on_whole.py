"""Rules on the draft as a whole: wording taken over without credit, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.assess.context import shortened
from reporter.check.draws import Draws
from reporter.schema import Span
from reporter.schema.check import DraftFinding
from reporter.text import fold, same_outlet, words

_PICKUP = 20  # words of prose in a row that are long


def uncredited_pickup(draws: Draws) -> Iterator[DraftFinding]:
    """Tell of each long stretch of prose that the draft has word for word from articles none of whose outlets it credits."""
    beside = draws.judge.beside
    credited = [c.credited for c in beside.alone.credits]
    text = fold(beside.written.prose)
    by_stretch: dict[tuple[int, int], list[str]] = {}
    for article, wording in beside.shared.items():
        agencies = [c.credited for c in beside.told.story.credits if c.article == article]
        outlet = draws.context.outlet(article)
        named = fold(outlet) in text if draws.context.articles[article].outlet_named else False
        if named or any(same_outlet(o, c) for o in (outlet, *agencies) for c in credited):
            continue
        for span in wording.prose:
            if span.article == beside.id and len(words(draws.context.exact(span))) >= _PICKUP:
                by_stretch.setdefault((span.start, span.end), []).append(article)
    for (start, end), articles in by_stretch.items():
        count = len(words(beside.written.prose[start:end]))
        yield draws.finding(
            "uncredited-pickup",
            "warning",
            f"{count} words in a row stand word for word in {draws.outlets(articles)}, and the draft credits no outlet for them.",
            "Safe wording: credit the outlet or agency, or word it anew.",
            Span(article=beside.id, start=start, end=end),
            evidence=[draws.evidence(s, "wording") for a in articles for s in _same_stretch(draws, a, start, end)],
        )


def _same_stretch(draws: Draws, article: str, start: int, end: int) -> Iterator[Span]:
    """Yield where an article has a stretch of the draft."""
    told = " ".join(fold(draws.judge.beside.written.prose[start:end]).split())
    for span in draws.judge.beside.shared[article].prose:
        if span.article == article and " ".join(fold(draws.context.exact(span)).split()) == told:
            yield span
            return


def left_out(draws: Draws) -> Iterator[DraftFinding]:
    """Tell of each claim that all outlets report and of which the draft has nothing."""
    for one in draws.left_out:
        yield draws.finding(
            "left-out",
            "note",
            f"All {one.agreement.outlet_total} outlets report it, the draft does not: “{shortened(one.text, 120)}”.",
            "Consider whether readers need it.",
            None,
            evidence=[draws.evidence(p, "left out") for p in one.passages],
        )
