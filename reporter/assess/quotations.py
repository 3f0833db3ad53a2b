"""Quotations of a story, and which of two outlets are one utterance by their words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from reporter.assess.context import Context
from reporter.assess.offices import OFFICES
from reporter.assess.wording import Alignment, Word, alignments, quotation_words
from reporter.schema import Span
from reporter.text import fold, quoted

LEAST_WORDS = 3  # a shorter stretch inside quotation marks is a term or a title
MOST_WORDS = 200  # a longer one is cut: aligning takes time by the square
_LONG = 10  # so many same words in a stretch show one utterance, whatever stands around them


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


def quotations(context: Context, article: str) -> list[Quotation]:
    """Return the article's quotations in text order; passages that are not reporting have none."""
    text = context.articles[article].text
    ends = [s.end for s in context.sentences_of(article)]
    aside = [s.aside is not None for s in context.sentences_of(article)]
    found = []
    for start, end in quoted(text):
        place = bisect_right(ends, start)
        if place < len(aside) and aside[place]:
            continue
        told = quotation_words(text, start, end, ends)
        if len(told) >= LEAST_WORDS:
            found += [Quotation(article, tuple(told[i : i + MOST_WORDS])) for i in range(0, len(told), MOST_WORDS)]
    return found


def by_words(context: Context, fits: Callable[[Context, Match], bool] | None = None) -> Iterator[Match]:
    """Yield the stretches of two outlets' quotations that are one utterance by their words, differing or not.

    `fits` says which pairs of speakers are looked at: by default those that may be one person.
    """
    fits = fits or same_speaker
    held = {a.id: quotations(context, a.id) for a in context.story.articles}
    for left, right in combinations(sorted(held), 2):
        if context.outlets[left] == context.outlets[right]:
            continue
        found = []
        for one, other in _candidates(held[left], held[right]):
            matches = (Match(one, other, alignment) for alignment in alignments(one.words, other.words))
            found += [m for m in matches if _is_close(m) and fits(context, m)]
        yield from best(found)


def best(matches: Sequence[Match]) -> list[Match]:
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


def same_speaker(context: Context, match: Match) -> bool:
    """Tell whether both may be the same speaker's: an unnamed or missing one may be anybody, one with another surname may not."""
    left, right = (speaker_of(context, q.span(part)) for q, part in match.sides())
    if left in context.name and right in context.name:
        return left == right
    return not any(_another(context, one, other) for one, other in ((left, right), (right, left)))


def _another(context: Context, speaker: str | None, named: str | None) -> bool:
    """Tell whether a speaker who is no name of the story ends in a surname that a named person does not have."""
    name = context.name.get(named or "")
    if speaker is None or speaker in context.name or name is None or name.kind != "person":
        return False
    last = speaker.split()[-1]
    return last.istitle() and last.isalpha() and fold(last) not in OFFICES and fold(last) not in fold(" ".join(name.variants))


def speaker_of(context: Context, span: Span) -> str | None:
    """Return the speaker of the statement that shares most with `span`."""
    over = context.statements_in(span)
    best = max(over, key=lambda s: min(s.end, span.end) - max(s.start, span.start), default=None)
    return best.speaker if best else None
