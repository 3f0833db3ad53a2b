"""Rules on quotations: words that no article has inside quotation marks, cut or run together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reporter.assess.context import Context, shortened
from reporter.assess.fused_quote import fused_quote
from reporter.assess.truncated_quote import truncated_quote
from reporter.check.draws import Draws
from reporter.check.quotes import Quoted
from reporter.schema import Evidence, Finding
from reporter.schema.check import DraftFinding


def altered_quote(draws: Draws) -> Iterator[DraftFinding]:
    """Tell of each quotation that no article has word for word inside quotation marks."""
    for quoted in draws.judge.quotes:
        holding = [one for one in draws.judged if quoted in one.quotes]
        if quoted.verbatim or not holding:
            continue
        yield draws.finding(
            "altered-quote",
            "error",
            _quoted(draws, quoted),
            "Safe wording: quote word for word, mark cuts with “…” and own words with square brackets, or drop the quotation marks.",
            quoted.span,
            evidence=_quote_evidence(draws, quoted),
            kind="worded" if quoted.nearest else "unmarked" if quoted.unmarked else "nowhere",
            statements=holding,
            differences=[draws.shown.wording(quoted)],
        )


def _quoted(draws: Draws, quoted: Quoted) -> str:
    told = f"“{_words(draws, quoted)}”"
    if quoted.nearest:
        other = quoted.nearest[0].span
        return (
            f"Quote worded differently inside quotation marks: {told}; "
            f"{draws.outlets([other.article])} has “{shortened(draws.context.exact(other), 90)}”."
        )
    if quoted.unmarked:
        return f"Quote {told}: these words stand outside quotation marks in {draws.outlets(s.article for s in quoted.unmarked)}."
    return f"Quote {told} was not found inside quotation marks in any article."


def _quote_evidence(draws: Draws, quoted: Quoted) -> Iterator[Evidence]:
    for worded in quoted.nearest:
        yield draws.evidence(worded.span, "quote")
        yield from (draws.evidence(d, "differs") for d in worded.differs)
    if not quoted.nearest:
        yield from (draws.evidence(s, "quote") for s in quoted.unmarked)


def truncated(draws: Draws) -> Iterator[DraftFinding]:
    """Tell of each quotation of the draft that an article has with what limits it, behind its end or before its beginning."""
    yield from _by_rule(draws, truncated_quote, "truncated-quote")
    for quoted in draws.judge.quotes:
        if quoted.led:
            head, articles = shortened(draws.context.exact(quoted.led[0]), 90), [s.article for s in quoted.led]
            have = "have" if len(set(articles)) > 1 else "has"
            yield draws.finding(
                "truncated-quote",
                "warning",
                f"Quote cut short: {draws.outlets(articles)} {have} “{head}” before “{_words(draws, quoted)}”.",
                "Safe wording: quote it with what stands before it, or tell that in your own words.",
                quoted.span,
                evidence=[draws.evidence(s, "left out") for s in quoted.led],
                statements=[one for one in draws.judged if quoted in one.quotes],
            )


def _words(draws: Draws, quoted: Quoted) -> str:
    return shortened(draws.context.exact(quoted.span), 90)


def fused(draws: Draws) -> Iterator[DraftFinding]:
    """Tell of each quotation of the draft that joins two remarks which an article has apart."""
    yield from _by_rule(draws, fused_quote, "fused-quote")


def _by_rule(draws: Draws, rule: Callable[[Context], Iterable[Finding]], name: str) -> Iterator[DraftFinding]:
    """Run a rule of the briefing over the draft and one article at a time; its evidence's first passage is the draft's."""
    if not draws.judge.quotes:
        return
    beside = draws.judge.beside
    for two in beside.with_one.values():
        for told in rule(two):
            mine = [e for e in told.evidence if e.article == beside.id]
            theirs = [e for e in told.evidence if e.article != beside.id]
            if told.evidence and told.evidence[0].article == beside.id and mine:
                message = f"{told.message[:1].upper()}{told.message[1:]}"
                yield draws.finding(name, told.severity, message, told.advice, mine[0], evidence=theirs)
