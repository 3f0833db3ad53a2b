"""Rule `altered-quote`: one utterance inside quotation marks in two outlets, worded differently.

Quotations are first compared by their words, whatever claims they carry; then
those parts of one claim that share too few words to be found that way.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from reporter.assess.context import Context, Severity, finding, listed, shortened
from reporter.assess.wording import Alignment, Word, alignments, quotation_words, whole
from reporter.schema import Claim, Evidence, Finding, Mention, Span
from reporter.text import quoted

_ADVICE = (
    "Safe wording: quote one outlet's version with credit to it, or report the words without quotation marks. Do not mix the versions."
)
_LEAST_WORDS = 3  # a shorter stretch inside quotation marks is a term or a title
_NEAR = 0.7  # part of the words that is the same: a negation in one of two such versions turns the sense
_LEAST_REWORDED = 4  # words; fewer can be reworded by anybody
_ALIKE = 0.4  # part of the words that two quotations of one claim have in common where their articles share nothing else
_LONG = 10  # so many same words in a stretch show one utterance, whatever stands around them
_MOST_WORDS = 200  # a longer one is cut: aligning takes time by the square


class Quotation(Struct, frozen=True):
    """What one article has between two quotation marks."""

    article: str
    words: tuple[Word, ...]

    def span(self, part: tuple[int, int]) -> Span:
        """Return the span of a half-open range of words."""
        return Span(article=self.article, start=self.words[part[0]].start, end=self.words[part[1] - 1].end)


class Match(Struct, frozen=True):
    """Two quotations of one utterance."""

    left: Quotation
    right: Quotation
    alignment: Alignment

    def sides(self) -> tuple[tuple[Quotation, tuple[int, int]], tuple[Quotation, tuple[int, int]]]:
        """Return each quotation with the range of words that is compared."""
        return (self.left, self.alignment.left), (self.right, self.alignment.right)

    def differing(self) -> list[tuple[Quotation, tuple[int, int]]]:
        """Return the differing words of both, where there are any."""
        found = [(self.left, d.left) for d in self.alignment.differences] + [(self.right, d.right) for d in self.alignment.differences]
        return [(q, part) for q, part in found if part[0] < part[1]]


def altered_quote(context: Context) -> Iterator[Finding]:
    """Tell of each utterance that two outlets quote in different words; outlets that share a wording are told together."""
    by_words = list(_by_words(context))
    told: dict[tuple[tuple[str, ...], ...], list[Match]] = {}
    for match in [*by_words, *_by_claim(context, by_words)]:
        if match.alignment.differences:
            told.setdefault(_key(match), []).append(match)
    for matches in told.values():
        yield _finding(context, matches)


# -- which quotations are one utterance ---------------------------------------


def _quotations(context: Context, article: str, text: str) -> list[Quotation]:
    """Return the article's quotations in text order; passages that are not reporting have none."""
    ends = [s.end for s in context.sentences_of(article)]
    aside = [s.aside is not None for s in context.sentences_of(article)]
    found = []
    for start, end in quoted(text):
        place = bisect_right(ends, start)
        if place < len(aside) and aside[place]:
            continue
        told = quotation_words(text, start, end, ends)
        if len(told) >= _LEAST_WORDS:
            found += [Quotation(article, tuple(told[i : i + _MOST_WORDS])) for i in range(0, len(told), _MOST_WORDS)]
    return found


def _by_words(context: Context) -> Iterator[Match]:
    """Yield the stretches of two outlets' quotations that are one utterance by their words, differing or not."""
    quotations = {a.id: _quotations(context, a.id, a.text) for a in context.story.articles}
    for left, right in combinations(sorted(quotations), 2):
        if context.outlets[left] == context.outlets[right]:
            continue
        found = []
        for one, other in _candidates(quotations[left], quotations[right]):
            matches = (Match(one, other, alignment) for alignment in alignments(one.words, other.words))
            found += [m for m in matches if _is_close(m) and _same_speaker(context, m)]
        yield from _best(found)


def _best(matches: Sequence[Match]) -> list[Match]:
    """Return the matches, longest first, that touch no longer one: a phrase that recurs is told once."""
    taken: dict[str, list[tuple[int, int]]] = {}
    kept = []
    for match in sorted(matches, key=lambda m: -m.alignment.same_count):
        spans = [q.span(part) for q, part in match.sides()]
        if not any(s.start < end and start < s.end for s in spans for start, end in taken.get(s.article, ())):
            kept.append(match)
            for span in spans:
                taken.setdefault(span.article, []).append((span.start, span.end))
    return kept


def _candidates(left: Sequence[Quotation], right: Sequence[Quotation]) -> Iterator[tuple[Quotation, Quotation]]:
    """Yield the pairs of quotations that share two words that carry meaning."""
    where: dict[str, list[int]] = {}
    for j, quotation in enumerate(right):
        for stem in {w.stem: None for w in quotation.words if w.content}:
            where.setdefault(stem, []).append(j)
    for quotation in left:
        common: dict[int, int] = {}
        for stem in {w.stem: None for w in quotation.words if w.content}:
            for j in where.get(stem, ()):
                common[j] = common.get(j, 0) + 1
        yield from ((quotation, right[j]) for j, count in sorted(common.items()) if count > 1)


def _is_close(match: Match) -> bool:
    """Tell whether the words alone show one utterance: most of the shorter one, and mostly the same."""
    alignment = match.alignment
    shorter = min(_sentence_words(q, part) for q, part in match.sides())
    most = alignment.same_count >= 0.45 * shorter or alignment.same_count >= _LONG
    one_goes_on = len({_sentence_count(q, part) for q, part in match.sides()}) > 1
    long = alignment.same_count >= 6 and alignment.content_count >= 2 and alignment.closeness >= (0.65 if one_goes_on else 0.5)
    short = alignment.same_count >= 3 and alignment.content_count >= 2 and alignment.closeness >= 0.7
    going_on = alignment.same_count >= 2 and alignment.chain_count >= 6 and alignment.closeness >= 0.7
    return most and (long or short or going_on)


def _sentence_count(quotation: Quotation, part: tuple[int, int]) -> int:
    return len({w.sentence for w in quotation.words[slice(*part)]})


def _sentence_words(quotation: Quotation, part: tuple[int, int]) -> int:
    """Return how many words the quotation has in the sentences that a range of its words lies in."""
    first, last = quotation.words[part[0]].sentence, quotation.words[part[1] - 1].sentence
    return sum(first <= w.sentence <= last for w in quotation.words)


def _same_speaker(context: Context, match: Match) -> bool:
    """Tell whether both may be the same speaker's: an unnamed or missing one may be anybody."""
    left, right = (_speaker(context, q.span(part)) for q, part in match.sides())
    named = left in context.name and right in context.name
    return not named or left == right


def _speaker(context: Context, span: Span) -> str | None:
    over = context.statements_in(span)
    best = max(over, key=lambda s: min(s.end, span.end) - max(s.start, span.start), default=None)
    return best.speaker if best else None


def _by_claim(context: Context, known: Sequence[Match]) -> list[Match]:
    """Return the quotations of one claim that were not found by their words: reworded throughout."""
    seen: dict[tuple[str, str], list[Span]] = {}
    for match in known:
        for (q, part), other in zip(match.sides(), (match.right, match.left), strict=True):
            seen.setdefault((q.article, other.article), []).append(q.span(part))
    found: dict[tuple[str, str], list[Match]] = {}
    for claim in context.claims:
        for left, right in combinations([m for m in claim.mentions if context.of(m).quotations], 2):
            if context.outlets[left.article] == context.outlets[right.article]:
                continue
            pair = _reworded(context, left, right)
            if pair is None or any(_touches(q.span(part), seen.get((q.article, other), ())) for q, part, other in _opposed(pair)):
                continue
            found.setdefault((left.article, right.article), []).append(pair)
    return [m for matches in found.values() for m in _best(matches)]


def _opposed(match: Match) -> list[tuple[Quotation, tuple[int, int], str]]:
    """Return each side of a match with the article on the other side."""
    return [(match.left, match.alignment.left, match.right.article), (match.right, match.alignment.right, match.left.article)]


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < o.end and o.start < span.end for o in others)


def _reworded(context: Context, left: Mention, right: Mention) -> Match | None:
    """Return two mentions' quotations as one utterance, if they are of like length and not one a part of the other.

    Two articles that may rest on one report can word an utterance quite differently (two translations of it); others
    may have heard the speaker twice, so their words must be alike.
    """
    one, other = (_quotation_in(context, m) for m in (left, right))
    if one is None or other is None or max(len(one.words), len(other.words)) > 3 * min(len(one.words), len(other.words)):
        return None
    alignment = whole(one.words, other.words)
    match = Match(one, other, alignment)
    near = any(left.article in o.articles and right.article in o.articles for o in context.origins)
    alike = alignment.content_count > 1 and alignment.closeness >= _ALIKE
    shorter = min(len(one.words), len(other.words))
    part = alignment.same_count == shorter or shorter < _LEAST_REWORDED
    return match if alignment.content_count and (near or alike) and not part and _same_speaker(context, match) else None


def _quotation_in(context: Context, mention: Mention) -> Quotation | None:
    """Return what stands inside quotation marks in a mention."""
    text = context.articles[mention.article].text
    told: list[Word] = []
    for part in context.of(mention).quotations:
        told += quotation_words(text, max(part.start, mention.start), min(part.end, mention.end))
    return Quotation(mention.article, tuple(told)) if _LEAST_WORDS <= len(told) <= _MOST_WORDS else None


# -- the finding --------------------------------------------------------------


def _key(match: Match) -> tuple[tuple[str, ...], ...]:
    """Return the differing words: outlets that differ from others in the same words are told together."""
    return tuple(tuple(sorted((_form(match.left, d.left), _form(match.right, d.right)))) for d in match.alignment.differences)


def _form(quotation: Quotation, part: tuple[int, int]) -> str:
    return " ".join(w.form for w in quotation.words[slice(*part)])


def _finding(context: Context, matches: Sequence[Match]) -> Finding:
    evidence: dict[Evidence, None] = {}
    versions: dict[str, list[str]] = {}
    for match in matches:
        for quotation, part in match.sides():
            passage = context.evidence(quotation.span(part), "quote")
            if passage not in evidence:
                versions.setdefault(shortened(passage.exact), []).append(quotation.article)
            evidence[passage] = None
        evidence.update(dict.fromkeys(context.evidence(q.span(part), "differs") for q, part in match.differing()))
    keys = (_speaker(context, q.span(part)) for m in matches for q, part in m.sides())
    speaker = next((context.speaker(k) for k in keys if k in context.name), None)
    told = listed(f"“{text}” ({context.outlet_list(articles)})" for text, articles in versions.items())
    return finding(
        "altered-quote",
        _severity(matches),
        f"Quote{f' of {speaker}' if speaker else ''} worded differently inside quotation marks: {told}.",
        _ADVICE,
        evidence,
        claims=[c.id for m in matches for c in _claims(context, m)],
    )


def _severity(matches: Sequence[Match]) -> Severity:
    """Grade by the differing words: a negation is grave, words that carry no meaning by themselves are not."""
    differing = [w for m in matches for q, part in m.differing() for w in q.words[slice(*part)]]
    near = [m for m in matches if m.alignment.closeness >= _NEAR]
    if any(_negations(m.left, d.left) != _negations(m.right, d.right) for m in near for d in m.alignment.differences):
        return "error"
    return "warning" if any(w.content for w in differing) else "note"


def _negations(quotation: Quotation, part: tuple[int, int]) -> int:
    return sum(w.negates for w in quotation.words[slice(*part)])


def _claims(context: Context, match: Match) -> list[Claim]:
    """Return the claims that both quotations carry."""
    left, right = ([c for s in context.statements_in(q.span(part)) for c in context.claims_of.get(s.id, ())] for q, part in match.sides())
    ids = {c.id for c in right}
    return [c for c in left if c.id in ids]
