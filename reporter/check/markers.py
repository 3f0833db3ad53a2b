"""Markers in a draft by which somebody accepts a finding, with a name and a reason.

`<!-- reporter: accept altered-quote f-0123 by="A. Editor" reason="…" -->` in Markdown, which shows nothing of it; the same between
`[[` and `]]` in text, Word files and pages. It stands anywhere in the draft. The code is the finding's id, which rests on the words of
the sentence and of its passages: where either changes there is no such finding any more, and the marker has lapsed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from reporter.check.written import LINE_END, DraftKind
from reporter.schema.check import Draft, DraftBlock, DraftFinding
from reporter.schema.gate import Accepted, Lapsed, Marker

_LONGEST = 1000  # characters of a marker: what is not closed by then is none
_OPENING = {kind: re.compile(rf"{re.escape(mark)}\s*reporter\s*:") for kind, mark in (("markdown", "<!--"), ("other", "[["))}
_CLOSING = {"markdown": "-->", "other": "]]"}
_MARKS = '"“”„‟″'  # a word processor makes curly ones of the straight ones
_BODY = re.compile(
    rf"\s*accept\s+(?P<rule>[a-z][a-z-]*)\s+(?P<finding>[A-Za-z0-9-]+)"
    rf"\s+by\s*=\s*[{_MARKS}](?P<by>[^{_MARKS}]*)[{_MARKS}]\s+reason\s*=\s*[{_MARKS}](?P<reason>[^{_MARKS}]*)[{_MARKS}]\s*"
)


def found(draft: Draft) -> tuple[Marker, ...]:
    """Return the markers of a draft in text order; what stands in a block of code is none."""
    code = [(b.start, b.end) for b in draft.blocks if _is_code(b)]
    starts = [0, *(m.end() for m in LINE_END.finditer(draft.text))]
    stand = spans(draft.text, draft.kind)
    return tuple(_marker(draft, a, b, starts) for a, b in stand if not any(x <= a < y for x, y in code))


def spans(text: str, kind: DraftKind) -> Iterator[tuple[int, int]]:
    """Yield where markers stand in a text: nothing of them is the draft's own words. One that is not closed ends with its line."""
    family = _family(kind)
    place = 0
    while match := _OPENING[family].search(text, place):
        end = text.find(_CLOSING[family], match.end(), match.start() + _LONGEST)
        line = LINE_END.search(text, match.end())
        place = end + len(_CLOSING[family]) if end >= 0 else line.start() if line else len(text)
        yield match.start(), place


def without(text: str, kind: DraftKind) -> str:
    """Return a draft's text on one line as if there were no markers in it, nor the white space before each."""
    kept, at = "", 0
    for start, end in spans(text, kind):
        kept, at = kept + text[at:start].rstrip(), end
    return " ".join((kept + text[at:]).split())


def judged(
    findings: Sequence[DraftFinding], markers: Sequence[Marker]
) -> tuple[tuple[DraftFinding, ...], tuple[Accepted, ...], tuple[Lapsed, ...]]:
    """Return the findings that are open, those that are accepted, and the markers that accept nothing."""
    by_id = {f.id: f for f in findings}
    accepted: dict[str, Accepted] = {}
    lapsed: list[Lapsed] = []
    for marker in markers:
        why = _fault(marker, by_id)
        if why is not None:
            lapsed.append(Lapsed(marker=marker, why=why))
        elif marker.finding is not None:
            accepted.setdefault(marker.finding, Accepted(finding=by_id[marker.finding], marker=marker))
    return tuple(f for f in findings if f.id not in accepted), tuple(accepted.values()), tuple(lapsed)


def _family(kind: DraftKind) -> str:
    return "markdown" if kind == "markdown" else "other"


def _is_code(block: DraftBlock) -> bool:
    """Tell whether a block is code; a comment that stands by itself is a block of HTML, which is of the same kind."""
    return block.kind == "code" and (not block.exact.startswith("<") or block.column > 4)


def _marker(draft: Draft, start: int, end: int, starts: Sequence[int]) -> Marker:
    exact = draft.text[start:end]
    family = _family(draft.kind)
    opening = _OPENING[family].match(exact)
    told = _BODY.fullmatch(exact.removesuffix(_CLOSING[family]), opening.end()) if opening and exact.endswith(_CLOSING[family]) else None
    values = {name: " ".join(value.split()) for name, value in told.groupdict().items()} if told else {}
    (line, column), (end_line, end_column) = (_position(starts, place) for place in (start, end))
    return Marker(start=start, end=end, exact=exact, line=line, column=column, end_line=end_line, end_column=end_column, **values)


def _position(starts: Sequence[int], place: int) -> tuple[int, int]:
    line = bisect_right(starts, place)
    return line, place - starts[line - 1] + 1


def _fault(marker: Marker, by_id: Mapping[str, DraftFinding]) -> str | None:
    """Return why a marker accepts nothing, None where it does."""
    if marker.rule is None or marker.finding is None:
        return 'it cannot be read; a marker reads: reporter: accept RULE CODE by="NAME" reason="WHY"'
    if not marker.by or not marker.reason:
        return f"it gives no {'reason' if marker.by else 'name'}"
    finding = by_id.get(marker.finding)
    if finding is None:
        return "no finding has its code: the sentence or its passages changed, or there is nothing to accept any more"
    if finding.rule != marker.rule:
        return f"its code is that of a finding of the rule {finding.rule}"
    return None
