"""Rule `fused-quote`: one quotation joins two utterances between which another outlet has something else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from reporter.assess.context import Context, finding, listed, shortened
from reporter.assess.quotations import Match, Quotation, by_words, speaker_of
from reporter.assess.wording import quotation_words
from reporter.schema import Finding, Sentence, Span, Statement

_SKIPPED = 8  # words that one outlet has between two remarks which another joins
_MARKS = '“”" '
_TOUCHING = 3  # words that may stand between two parts of one quotation that were compared


def fused_quote(context: Context) -> Iterator[Finding]:
    """Tell of each quotation that runs two remarks together which another outlet has apart, without a sign of the cut."""
    between: dict[tuple[str, str], list[Match]] = {}
    for match in by_words(context):
        between.setdefault((match.left.article, match.right.article), []).append(match)
    for matches in between.values():
        for side in (0, 1):
            ordered = sorted(matches, key=lambda m: _span(m, side).start)
            for one, other in pairwise(ordered):
                skipped = _skipped(context, _span(one, 1 - side), _span(other, 1 - side), speaker_of(context, _span(one, side)))
                if skipped is not None and _joined(one, other, side):
                    yield _finding(context, (one, other), side, skipped)


def _span(match: Match, side: int) -> Span:
    quotation, part = match.sides()[side]
    return quotation.span(part)


def _joined(one: Match, other: Match, side: int) -> bool:
    """Tell whether two parts stand next to each other in one quotation, in different sentences, without an ellipsis between."""
    (quotation, first), (same, second) = one.sides()[side], other.sides()[side]
    apart = second[0] - first[1]
    if quotation != same or not 0 <= apart <= _TOUCHING or any(w.skipped for w in quotation.words[first[1] : second[0] + 1]):
        return False
    return _sentence(quotation, first[1] - 1) != _sentence(quotation, second[0])


def _sentence(quotation: Quotation, place: int) -> int:
    return quotation.words[place].sentence


def _skipped(context: Context, one: Span, other: Span, speaker: str | None) -> Span | None:
    """Return a whole sentence that stands between two passages of an article and begins as a quotation of the same speaker."""
    if one.end >= other.start:
        return None
    for sentence in context.sentences_of(one.article):
        if sentence.start < one.end or sentence.end > other.start or sentence.aside is not None:
            continue
        first = next(iter(context.statements_in(sentence)), None)
        if first is None or not first.quoted or first.speaker != speaker or not _opens_quoted(context, sentence, first):
            return None  # the outlet's own words, or another occasion, part the two remarks
        if len(quotation_words(context.exact(sentence), 0, sentence.end - sentence.start)) >= _SKIPPED:
            return sentence
    return None


def _opens_quoted(context: Context, sentence: Sentence, first: Statement) -> bool:
    """Tell whether a sentence begins inside quotation marks: "In a letter, she wrote “…”" tells of another occasion."""
    words = quotation_words(context.exact(sentence), 0, sentence.end - sentence.start)
    begins = sentence.start + words[0].start if words else sentence.end
    return any(q.start <= begins for q in first.quotations)


def _finding(context: Context, matches: tuple[Match, Match], side: int, skipped: Span) -> Finding:
    joined = Span(article=_span(matches[0], side).article, start=_span(matches[0], side).start, end=_span(matches[1], side).end)
    joining, other = context.outlet(joined.article), context.outlet(skipped.article)
    apart = [_span(m, 1 - side) for m in matches]
    left_out = shortened(context.exact(skipped).strip(_MARKS), 100)
    parts = listed(f"“{shortened(context.exact(s), 60)}”" for s in apart)
    carried = {c.id for s in context.statements_in(joined) for c in context.claims_of.get(s.id, ())}
    return finding(
        "fused-quote",
        "warning",
        f"{joining} runs two remarks into one quotation; between them {other} has “{left_out}” ({parts}).",
        "Safe wording: quote the two remarks apart, or mark the cut with “…”.",
        (
            context.evidence(joined, "quote"),
            *(context.evidence(s, "quote") for s in apart),
            context.evidence(skipped, "left out"),
        ),
        claims=(c.id for c in context.claims if c.id in carried),
    )
