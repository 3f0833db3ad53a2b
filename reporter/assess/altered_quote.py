"""Rule `altered-quote`: one utterance inside quotation marks in two outlets, worded differently.

Quotations are first compared by their words, whatever claims they carry; then
those parts of one claim that share too few words to be found that way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from reporter.assess.context import Context, Severity, finding, listed, shortened
from reporter.assess.quotations import LEAST_WORDS, MOST_WORDS, Match, Quotation, best, by_words, same_speaker, speaker_of
from reporter.assess.wording import Word, quotation_words, whole
from reporter.schema import Claim, Evidence, Finding, Mention, Span

_ADVICE = (
    "Safe wording: quote one outlet's version with credit to it, or report the words without quotation marks. Do not mix the versions."
)
_NEAR = 0.7  # part of the words that is the same: a negation in one of two such versions turns the sense
_LOOSE = 0.6  # part of the words: with fewer the same, one speaker may have spoken twice on one matter
_FAR = 12  # words; one in so many must be the same and carry meaning
_LEAST_REWORDED = 4  # words; fewer can be reworded by anybody
_ALIKE = 0.4  # part of the words that two quotations of one claim have in common where their articles share nothing else


def altered_quote(context: Context) -> Iterator[Finding]:
    """Tell of each utterance that two outlets quote in different words; outlets that share a wording are told together."""
    known = list(by_words(context))
    told: dict[tuple[tuple[str, ...], ...], list[Match]] = {}
    close = [m for m in known if m.alignment.closeness >= _LOOSE or _heard_together(context, m, known)]
    for match in [*close, *_by_claim(context, known)]:
        if match.alignment.differences:
            told.setdefault(_key(match), []).append(match)
    for matches in told.values():
        yield _finding(context, matches)


def _heard_together(context: Context, match: Match, known: Iterable[Match]) -> bool:
    """Tell whether both outlets quote the speaker elsewhere in much the same words: they heard one speech, not two on one matter."""
    pair, speaker = {match.left.article, match.right.article}, _speaker(context, match)
    others = (m for m in known if {m.left.article, m.right.article} == pair and m.alignment.closeness >= _NEAR)
    return any(_speaker(context, m) == speaker and not _overlap(m, match) for m in others)


def _speaker(context: Context, match: Match) -> str | None:
    """Return the named speaker of either quotation."""
    keys = (speaker_of(context, q.span(part)) for q, part in match.sides())
    return next((k for k in keys if k in context.name), None)


def _overlap(one: Match, other: Match) -> bool:
    spans = [q.span(part) for q, part in other.sides()]
    return any(_touches(q.span(part), [s for s in spans if s.article == q.article]) for q, part in one.sides())


# -- reworded throughout --------------------------------------------------


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
    return [m for matches in found.values() for m in best(matches)]


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
    shared = _plain(context, one) & _plain(context, other) if alignment.content_count * _FAR >= shorter else None
    return match if alignment.content_count and shared and (near or alike) and not part and same_speaker(context, match) else None


def _plain(context: Context, quotation: Quotation) -> set[str]:
    """Return the words that carry meaning and are no names: a name that both quotations have shows no one utterance."""
    text = context.articles[quotation.article].text
    return {w.form for w in quotation.words if w.content and text[w.start].islower()}


def _quotation_in(context: Context, mention: Mention) -> Quotation | None:
    """Return what stands inside quotation marks in a mention."""
    text = context.articles[mention.article].text
    told: list[Word] = []
    for part in context.of(mention).quotations:
        told += quotation_words(text, max(part.start, mention.start), min(part.end, mention.end))
    return Quotation(mention.article, tuple(told)) if LEAST_WORDS <= len(told) <= MOST_WORDS else None


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
    speaker = next((context.speaker(k) for m in matches if (k := _speaker(context, m))), None)
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
