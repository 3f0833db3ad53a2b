"""Passages of articles as they are shown: whole sentences, with what matters in them marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from reporter.render import view, wording
from reporter.render.index import Index
from reporter.render.language import gettext as _
from reporter.schema import Claim, Mention, Passage, Span

_MARKED = ("differs", "value", "left out")
_LONG = 1500  # characters of a passage: more is not evidence but a text, which stands under Source texts


def segments(text: str, start: int, end: int, marks: Iterable[tuple[int, int, str]]) -> tuple[view.Segment, ...]:
    """Return `text[start:end]` in stretches; `marks` are (start, end, mark), of overlapping ones the earlier in order wins."""
    edges = {start, end}
    inside = [(max(a, start), min(b, end), mark) for a, b, mark in marks if a < end and b > start]
    for a, b, _mark in inside:
        edges |= {a, b}
    cuts = sorted(edges)
    found: list[view.Segment] = []
    for a, b in pairwise(cuts):
        mark = next((m for x, y, m in inside if x <= a and b <= y), "")
        if found and found[-1].mark == mark:
            found[-1] = view.Segment(text=found[-1].text + text[a:b], mark=mark)
        else:
            found.append(view.Segment(text=text[a:b], mark=mark))
    return tuple(found)


def passage(index: Index, spans: Sequence[Span], marks: Sequence[tuple[int, int, str]], detail: str = "") -> view.Passage:
    """Return the sentences of one article that `spans` touch, cut at both ends where they are very long."""
    article = spans[0].article
    sentences = list(dict.fromkeys(s for span in spans for s in index.sentences_at(span)))
    text = index.articles[article].text
    start = min([s.start for s in sentences] or [span.start for span in spans])
    end = max([s.end for s in sentences] or [span.end for span in spans])
    low, high = min(span.start for span in spans), max(span.end for span in spans)
    if end - start > _LONG:
        start, end = max(start, low - _LONG // 4), min(end, high + _LONG // 4, low + _LONG)
    return view.Passage(
        outlet=index.name(article),
        refs=tuple(index.ref(s) for s in sentences),
        detail=detail,
        segments=segments(text, start, end, marks),
        language=index.language(article),
    )


def mention(index: Index, group: Sequence[Mention]) -> view.Passage:
    """Return the sentences that carry a claim in one article; what does not carry it is set back."""
    text = index.articles[group[0].article].text
    sentences = [s for m in group for s in index.sentences_at(m)]
    carried = [(m.start, m.end, "") for m in group]
    # A full stop or a quotation mark beside the clause is not worth setting back.
    around = [(s.start, s.end, "context") for s in sentences if sum(len(text[m.start : m.end]) for m in group) < 0.8 * (s.end - s.start)]
    return passage(index, group, [*carried, *around], how(index, group))


def mentions(index: Index, claim: Claim) -> tuple[view.Passage, ...]:
    """Return a claim's passages, an article at a time, neighbouring sentences together."""
    found: list[view.Passage] = []
    for article in index.ordered(m.article for m in claim.mentions):
        group: list[Mention] = []
        for item in sorted((m for m in claim.mentions if m.article == article), key=lambda m: m.start):
            if group and not _neighbours(index, group[-1], item):
                found.append(mention(index, group))
                group = []
            group.append(item)
        found.append(mention(index, group))
    return tuple(found)


def _neighbours(index: Index, left: Span, right: Span) -> bool:
    before, after = index.sentences_at(left), index.sentences_at(right)
    return bool(before and after) and after[0].number - before[-1].number <= 1


def how(index: Index, group: Sequence[Mention]) -> str:
    """Return in which way an article says it: "direct quote, Jane Doe"."""
    parts = [_(wording.MODES[mode(group)])]
    names = {n.key: n.display for n in index.briefing.names}
    parts += dict.fromkeys(names.get(m.speaker, m.speaker) for m in group if m.speaker)
    parts += dict.fromkeys(_(wording.CERTAINTIES[m.certainty]) for m in group if m.certainty in wording.CERTAINTIES)
    return ", ".join(parts)


def mode(group: Sequence[Mention]) -> str:
    """Return "quote" where any of the mentions is one, else "reported" where any has a speaker, else "own"."""
    return "quote" if any(m.quoted for m in group) else "reported" if any(m.speaker for m in group) else "own"


def evidence(index: Index, spans: Sequence[Passage]) -> tuple[view.Passage, ...]:
    """Return a finding's evidence, an article at a time, its differing words and values marked."""
    found = []
    for article in index.ordered(s.article for s in spans):
        own = [s for s in spans if s.article == article]
        marks = [(s.start, s.end, "differs") for s in own if getattr(s, "role", "") in _MARKED]
        blocks: list[list[Passage]] = []
        for span in sorted(own, key=lambda s: (s.start, -s.end)):
            if blocks and _neighbours(index, blocks[-1][-1], span):
                blocks[-1].append(span)
            else:
                blocks.append([span])
        found += [passage(index, block, marks) for block in blocks]
    return tuple(found)
