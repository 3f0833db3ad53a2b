"""Conflicting extent and rank: what is done in part or not at all, and who is the largest."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.assess.conflict_names import ORDINALS, surely_apart
from reporter.assess.conflict_sides import Difference, Side
from reporter.schema import Span

_REACH = 6  # words
_PARTLY = frozenset("fully completely entirely adequately sufficiently properly satisfactorily wholly totally".split())
_AT_ALL = frozenset("any all ever whatsoever anything anyone".split())
_SUPERLATIVE_REACH = 5  # words after a name
_OF_ONE = frozenset({"the", "its", "their"})  # before a superlative


def extents(left: Side, right: Side) -> Iterator[Difference]:
    """Yield what one passage has done in part ("not fully", "yet to adequately") and the other not at all."""
    for one, other in ((left, right), (right, left)):
        partly, never = _partly(one), _never(other)
        for key in sorted(partly.keys() & never.keys()):
            values = one.value("in part", "in part", partly[key]), other.value("not at all", "not at all", never[key])
            yield Difference("outcome", f"extent of {key}", *(values if one is left else values[::-1]))


def _partly(side: Side) -> dict[str, Span]:
    found = {}
    for i, word in enumerate(side.words):
        before = side.words[max(0, i - _REACH) : i]
        if (
            word.form in _PARTLY
            and i + 1 < len(side.words)
            and any(w.negates or w.form in ("yet", "failed", "refused", "only") for w in before)
        ):
            found[side.keys[i + 1]] = side.span(i, i + 1)
    return found


def _never(side: Side) -> dict[str, Span]:
    found = {}
    for i, word in enumerate(side.words):
        if word.negates and i + 1 < len(side.words):
            following = range(i + 2, min(len(side.words), i + _REACH))
            last = next((k for k in following if side.words[k].form in _AT_ALL), None)
            if last is not None and not _PARTLY & {w.form for w in side.words[i:last]}:
                found[side.keys[i + 1]] = side.span(i, last)
    return found


def ranks(left: Side, right: Side) -> Iterator[Difference]:
    """Yield the two names of which two passages of a claim tell the same superlative: only one can be the largest."""
    one, other = _first(left), _first(right)
    for rank in sorted(one.keys() & other.keys()):
        (a, here), (b, there) = one[rank], other[rank]
        if a != b and surely_apart(left.name(a), right.name(b)):
            values = [s.value(k, f"“{s.name(k).display}”", x) for s, k, x in ((left, a, here), (right, b, there))]
            yield Difference("place" if left.name(a).kind == "place" else "name", rank, *values)


def _first(side: Side) -> dict[str, tuple[str, Span]]:
    """Return the name of which a passage tells each superlative; what is second largest is not."""
    if ORDINALS & {w.form for w in side.words}:
        return {}
    found = {_superlative(side, span): (k, span) for k, spans in side.named.items() for span in spans}
    return {rank: named for rank, named in found.items() if rank}


def _superlative(side: Side, span: Span) -> str:
    """Return the superlative that is told of a name ("X is the largest"): only one can be the largest."""
    if side.text[span.end : span.end + 2] in ("'s", "’s"):
        return ""
    before = ""
    for word in [w for w in side.words if w.start >= span.end][:_SUPERLATIVE_REACH]:
        if any(s.start <= word.start < s.end for spans in side.named.values() for s in spans):
            return ""
        if before in _OF_ONE and word.form.endswith("est"):
            return word.form
        before = word.form
    return ""
