"""Rule `altered-quote`: one utterance inside quotation marks in two outlets, worded differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from reporter.assess.context import Context, finding, listed, shortened
from reporter.assess.wording import Alignment, Word, align, quotation_words
from reporter.schema import Evidence, Finding, Span
from reporter.text import quoted

_ADVICE = (
    "Safe wording: quote one outlet's version with credit to it, or report the words without quotation marks. Do not mix the versions."
)
_LEAST_WORDS = 3  # a shorter stretch inside quotation marks is a term or a title


class Quotation(Struct, frozen=True):
    """What stands inside quotation marks within one sentence."""

    article: str
    words: tuple[Word, ...]
    speaker: str | None
    claims: frozenset[str]

    def span(self, first: int, last: int) -> Span:
        """Return the span of words `first` to `last`, half-open."""
        return Span(article=self.article, start=self.words[first].start, end=self.words[last - 1].end)


class Match(Struct, frozen=True):
    """Two quotations of one utterance."""

    left: Quotation
    right: Quotation
    alignment: Alignment
    score: float


def altered_quote(context: Context) -> Iterator[Finding]:
    """Tell of each utterance that two outlets quote in different words; outlets that share a wording are told together."""
    told: dict[tuple[tuple[str, str], ...], list[Match]] = {}
    for match in _matches(context):
        told.setdefault(_key(match), []).append(match)
    for matches in told.values():
        yield _finding(context, matches)


def quotations(context: Context) -> list[Quotation]:
    """Return what stands inside quotation marks, cut at sentence ends, in order of article and place."""
    found = []
    for article in context.story.articles:
        inside = quoted(article.text)
        at = 0
        for sentence in (s for s in context.sentences if s.article == article.id):
            while at < len(inside) and inside[at][1] <= sentence.start:
                at += 1
            reach = at
            while sentence.aside is None and reach < len(inside) and inside[reach][0] < sentence.end:
                start, end = max(inside[reach][0], sentence.start), min(inside[reach][1], sentence.end)
                reach += 1
                told = quotation_words(article.text, start, end)
                if len(told) >= _LEAST_WORDS:
                    found.append(_quotation(context, article.id, told))
    return found


def _quotation(context: Context, article: str, told: tuple[Word, ...]) -> Quotation:
    start, end = told[0].start, told[-1].end
    over = [s for s in context.statements_of(article) if min(s.end, end) > max(s.start, start)]
    nearest = max(over, key=lambda s: min(s.end, end) - max(s.start, start), default=None)
    claims = frozenset(context.claim_of[s.id].id for s in over if s.id in context.claim_of)
    return Quotation(article, told, nearest.speaker if nearest else None, claims)


def _matches(context: Context) -> Iterator[Match]:
    """Yield the pairs of quotations of two outlets that are one utterance and differ, each with its best partner only."""
    by_article: dict[str, list[Quotation]] = {}
    for quotation in quotations(context):
        by_article.setdefault(quotation.article, []).append(quotation)
    for left, right in combinations(sorted(by_article), 2):
        if context.outlets[left] == context.outlets[right]:
            continue
        candidates = _candidates(by_article[left], by_article[right])
        best: dict[tuple[int, int], float] = {}
        for i, j, match in candidates:
            best[0, i] = max(best.get((0, i), 0.0), match.score)
            best[1, j] = max(best.get((1, j), 0.0), match.score)
        for i, j, match in candidates:
            if match.score >= max(best[0, i], best[1, j]) and match.alignment.differences:
                yield match


def _candidates(left: Sequence[Quotation], right: Sequence[Quotation]) -> list[tuple[int, int, Match]]:
    where: dict[str, list[int]] = {}
    for j, quotation in enumerate(right):
        for stem in sorted({w.stem for w in quotation.words if w.content}):
            where.setdefault(stem, []).append(j)
    found = []
    for i, quotation in enumerate(left):
        common: dict[int, int] = {}
        for stem in sorted({w.stem for w in quotation.words if w.content}):
            for j in where.get(stem, ()):
                common[j] = common.get(j, 0) + 1
        for j, count in sorted(common.items()):
            match = _match(quotation, right[j], count)
            if match is not None:
                found.append((i, j, match))
    return found


def _match(left: Quotation, right: Quotation, common: int) -> Match | None:
    """Return the two as one utterance, if they are: by their words, or as parts of one claim."""
    joined = bool(left.claims & right.claims)
    if common < 2 and not joined:
        return None
    alignment = align(left.words, right.words)
    if alignment is None:
        return None
    shorter = min(len(left.words), len(right.words))
    same = alignment.same_count / shorter
    close = alignment.content_count >= 2 and alignment.same_count >= 4 and alignment.closeness >= 0.55 and same >= 0.45
    if close:
        return Match(left, right, alignment, alignment.same_count)
    agree = left.speaker is None or right.speaker is None or left.speaker == right.speaker
    if joined and agree and alignment.content_count >= 1 and _comparable(left, right):
        return Match(left, right, _whole(left, right, alignment), alignment.same_count)
    return None


def _comparable(left: Quotation, right: Quotation) -> bool:
    short, long = sorted((len(left.words), len(right.words)))
    return long <= 3 * short


def _whole(left: Quotation, right: Quotation, alignment: Alignment) -> Alignment:
    """Return the alignment widened to the whole of both quotations: what is reworded throughout has no local start."""
    return Alignment(
        left=(0, len(left.words)),
        right=(0, len(right.words)),
        same_count=alignment.same_count,
        content_count=alignment.content_count,
        differences=alignment.differences,
    )


def _key(match: Match) -> tuple[tuple[str, str], ...]:
    """Return the differing words: outlets that differ from others in the same words are told together."""
    return tuple(sorted((_form(match.left, d.left), _form(match.right, d.right))) for d in match.alignment.differences)  # type: ignore[misc]


def _form(quotation: Quotation, part: tuple[int, int]) -> str:
    return " ".join(w.form for w in quotation.words[slice(*part)])


def _finding(context: Context, matches: Sequence[Match]) -> Finding:
    first = matches[0]
    evidence: list[Evidence] = []
    versions: dict[str, list[str]] = {}
    for match in matches:
        for quotation, part in ((match.left, match.alignment.left), (match.right, match.alignment.right)):
            passage = context.evidence(quotation.span(*part), "quote")
            if passage in evidence:
                continue
            evidence.append(passage)
            versions.setdefault(shortened(passage.exact), []).append(quotation.article)
            evidence += [context.evidence(quotation.span(*d), "differs") for d in _differing(match, quotation)]
    speaker = context.speaker(first.left.speaker) or context.speaker(first.right.speaker)
    told = listed(f"“{text}” ({context.outlet_list(articles)})" for text, articles in versions.items())
    small = all(not w.content for m in matches for q in (m.left, m.right) for d in _differing(m, q) for w in q.words[slice(*d)])
    return finding(
        "altered-quote",
        "note" if small else "warning",
        f"Quote{f' of {speaker}' if speaker else ''} worded differently inside quotation marks: {told}.",
        _ADVICE,
        evidence,
        claims=sorted(first.left.claims & first.right.claims),
    )


def _differing(match: Match, quotation: Quotation) -> list[tuple[int, int]]:
    parts = [d.left if quotation is match.left else d.right for d in match.alignment.differences]
    return [p for p in parts if p[0] < p[1]]
