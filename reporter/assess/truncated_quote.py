"""Rule `truncated-quote`: one outlet's quotation ends where another outlet's goes on with a qualifier."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from reporter.assess.context import Context, finding, listed, shortened
from reporter.assess.quotations import Match, Quotation, by_words, quotations, speaker_of
from reporter.assess.wording import Word, quotation_words
from reporter.schema import Finding, Span

_QUALIFIERS = frozenset(
    "but unless except excepting if however although though yet until only provided providing assuming despite without whereas".split()
)
_OPENING = frozenset("but however unless except only although though yet still nevertheless".split())  # as a sentence's first word
_PHRASES = (("as", "long", "as"), ("so", "long", "as"), ("subject", "to"), ("on", "condition"), ("at", "least"), ("and", "only", "if"))
_LEAST_SAME = 4  # words; a shorter quotation is a term, and ends where it likes
_PARTED = 90  # characters of an attribution between two parts of one utterance
_NEAR = 2  # sentences after a quotation in which its outlet may give the qualifier in its own words
_TOLD_NEAR, _TOLD_ANYWHERE = 0.5, 0.75  # part of the qualifier's words that shows it there


_Told = Mapping[str, Sequence[Quotation]]  # each article's quotations, in text order


class _Cut(Struct, frozen=True):
    """A quotation that ends before a qualifier, and where the other outlet has it."""

    ending: Span
    going_on: Span
    qualifier: Span
    next_sentence: bool  # the qualifier opens a sentence of its own


def truncated_quote(context: Context) -> Iterator[Finding]:
    """Tell of each quotation that ends, without a sign of a cut, where another outlet's same quotation goes on with a qualifier.

    Not told where the outlet gives the qualifier nearby, inside quotation marks or in its own words.
    """
    held = {a.id: quotations(context, a.id) for a in context.story.articles}
    found: dict[tuple[str, ...], list[_Cut]] = {}
    for match in by_words(context):
        for side in (0, 1):
            for cut in _cuts(context, held, match, side):
                words = quotation_words(context.exact(cut.qualifier), 0, cut.qualifier.end - cut.qualifier.start)
                found.setdefault(tuple(w.stem for w in words[:4]), []).append(cut)
    for cuts in found.values():
        yield _finding(context, cuts)


def _cuts(context: Context, told: _Told, match: Match, side: int) -> Iterator[_Cut]:
    """Yield where one side's quotation, or a sentence of it, ends in words after which the other side's goes on with a qualifier."""
    (ending, part), (going_on, other) = match.sides()[side], match.sides()[1 - side]
    tails: dict[tuple[str, ...], int] = {}
    for after in range(other[0] + _LEAST_SAME, len(going_on.words) + 1):
        tails.setdefault(tuple(w.form for w in going_on.words[after - _LEAST_SAME : after]), after)
    for after in range(part[0] + _LEAST_SAME, len(ending.words) + 1):
        same = tails.get(tuple(w.form for w in ending.words[after - _LEAST_SAME : after])) if _ends(context, ending, after) else None
        cut = _cut(context, told, (ending, (part[0], after)), (going_on, (other[0], same))) if same else None
        if cut is not None:
            yield cut


def _cut(context: Context, told: _Told, left: tuple[Quotation, tuple[int, int]], right: tuple[Quotation, tuple[int, int]]) -> _Cut | None:
    (ending, part), (going_on, other) = left, right
    last, same = ending.words[part[1] - 1], going_on.words[other[1] - 1]
    rest = _rest(context, told, going_on, other[1])
    opens_sentence = bool(rest) and rest[0].sentence != same.sentence
    if not rest or rest[0].skipped or not _qualifies(rest, opens_sentence=opens_sentence):
        return None
    rest = [w for w in rest if w.sentence == rest[0].sentence]
    if not any(w.content for w in rest) or _told(context, ending, last, rest):
        return None
    qualifier = Span(article=going_on.article, start=rest[0].start, end=rest[-1].end)
    return _Cut(ending.span(_sentence(ending, part)), going_on.span(_sentence(going_on, other)), qualifier, opens_sentence)


def _sentence(quotation: Quotation, part: tuple[int, int]) -> tuple[int, int]:
    """Return the words from the beginning of the sentence that a stretch ends in."""
    last = quotation.words[part[1] - 1].sentence
    return next(i for i, w in enumerate(quotation.words) if w.sentence == last), part[1]


def _ends(context: Context, quotation: Quotation, after: int) -> bool:
    """Tell whether a quotation, or its sentence, ends before the word at `after`, without an ellipsis."""
    text, last = context.articles[quotation.article].text, quotation.words[after - 1]
    if "…" in text[last.end : last.end + 3] or ".." in text[last.end : last.end + 3]:
        return False
    return after == len(quotation.words) or quotation.words[after].sentence != last.sentence


def _rest(context: Context, told: _Told, quotation: Quotation, after: int) -> Sequence[Word]:
    """Return the words of an utterance from `after` on: of the same quotation, or of the next one behind an attribution."""
    if after < len(quotation.words):
        return quotation.words[after:]
    text, end = context.articles[quotation.article].text, quotation.words[-1].end
    held = told[quotation.article]
    following = next(iter(held[bisect_right(held, end, key=lambda q: q.words[0].start) :]), None)
    if following is None or following.words[0].start - end > _PARTED:
        return ()
    between = text[end : following.words[0].start]
    speakers = {speaker_of(context, q.span((0, len(q.words)))) for q in (quotation, following)}
    parted = "\n" not in between and not any(c in between.strip('“”"., ') for c in ".;")
    return following.words if parted and len(speakers) == 1 else ()


def _qualifies(rest: Sequence[Word], *, opens_sentence: bool) -> bool:
    forms = tuple(w.form for w in rest[:3])
    if opens_sentence:
        return forms[0] in _OPENING
    return forms[0] in _QUALIFIERS or any(forms[: len(p)] == p for p in _PHRASES) or (forms[0] == "and" and forms[1:2] == ("only",))


def _told(context: Context, ending: Quotation, last: Word, rest: Sequence[Word]) -> bool:
    """Tell whether the outlet that ends its quotation has the qualifier's words in a sentence nearby, or nearly all of them anywhere."""
    wanted = {w.stem for w in rest if w.content}
    sentences = context.sentences_of(ending.article)
    here = next((i for i, s in enumerate(sentences) if s.start <= last.start < s.end), 0)
    text = context.articles[ending.article].text
    for i, sentence in enumerate(sentences):
        begin = last.end if i == here else sentence.start
        held = {w.stem for w in quotation_words(text, begin, sentence.end)} if begin < sentence.end else set()
        part = len(wanted & held) / len(wanted)
        if part >= (_TOLD_NEAR if here - 1 <= i <= here + _NEAR else _TOLD_ANYWHERE):
            return True
    return False


def _finding(context: Context, cuts: Sequence[_Cut]) -> Finding:
    cutting = context.outlet_list(c.ending.article for c in cuts)
    going_on = context.outlet_list(c.going_on.article for c in cuts)
    qualifier = shortened(context.exact(cuts[0].qualifier), 100)
    speaker = next((context.speaker(k) for k in (speaker_of(context, c.going_on) for c in cuts) if k in context.name), None)
    several = len({context.outlet(c.ending.article) for c in cuts}) > 1, len({context.outlet(c.going_on.article) for c in cuts}) > 1
    ends = listed(sorted({f"“{shortened(context.exact(c.ending), 70)}”" for c in cuts}))
    carried = {c.id for cut in cuts for s in context.statements_in(cut.going_on) for c in context.claims_of.get(s.id, ())}
    return finding(
        "truncated-quote",
        "note" if all(c.next_sentence for c in cuts) else "warning",
        f"Quote{f' of {speaker}' if speaker else ''} cut short: {cutting} {'end' if several[0] else 'ends'} it after {ends}; "
        f"{going_on} {'have' if several[1] else 'has'} it go on with “{qualifier}”.",
        "Safe wording: quote it with what follows, or tell what follows in your own words.",
        (
            *(context.evidence(c.ending, "quote") for c in cuts),
            *(context.evidence(c.going_on, "quote") for c in cuts),
            *(context.evidence(c.qualifier, "left out") for c in cuts),
        ),
        claims=(c.id for c in context.claims if c.id in carried),
    )
