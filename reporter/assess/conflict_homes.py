"""Conflicting states that a politician is from: "(R-Ohio)", "Senator Paula Renner of Ohio", "an Ohio Republican"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporter.assess.conflict_sides import Difference, Side
from reporter.assess.conflict_words import PLACE_CLASSES
from reporter.schema import Span
from reporter.text import fold

_REACH = 40  # characters to each side of a name
_STATE = r"([A-Z][a-z]+(?: [A-Z][a-z]+)?)"
_AFTER = re.compile(rf"(?: \(|, )?(?:[RDI][-–]| of |(?:an|a|the) (?={_STATE} (?:Republican|Democrat))){_STATE}\b")
_BEFORE = re.compile(
    rf"\b{_STATE} (?:Reps?\.?|Sens?\.?|Gov\.?|Representative|Senator|Governor|Congressman|Congresswoman|Republican|Democrat) $"
)


def homes(left: Side, right: Side) -> Iterator[Difference]:
    """Yield the two states that the passages give one person, where neither passage has the other's."""
    one, other = _homes(left), _homes(right)
    for person in sorted(one.keys() & other.keys()):
        (a, here), (b, there) = one[person], other[person]
        if a != b and not _has(left, b) and not _has(right, a):
            values = [s.value(k, f"“{s.text_of(x)[x.start : x.end]}”", x) for s, k, x in ((left, a, here), (right, b, there))]
            yield Difference("place", f"home of {person}", *values)


def _has(side: Side, state: str) -> bool:
    return state in fold(side.text[side.mention.start : side.mention.end])


def _homes(side: Side) -> dict[str, tuple[str, Span]]:
    """Return the state that stands beside each person of a passage, and where."""
    found: dict[str, tuple[str, Span]] = {}
    for key, spans in side.named.items():
        for span in spans if side.name(key).kind == "person" else ():
            after = _AFTER.match(side.text, span.end, min(side.mention.end, span.end + _REACH))
            before = _BEFORE.search(side.text, max(side.mention.start, span.start - _REACH), span.start)
            for match in (after, before):
                state = fold(match.group(match.lastindex or 0)) if match else ""
                if match and state in PLACE_CLASSES[0]:
                    start, end = match.span(match.lastindex or 0)
                    found.setdefault(key, (state, Span(article=side.mention.article, start=start, end=end)))
    return found
