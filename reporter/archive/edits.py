"""Articles that were edited after publication: their sentences of both texts side by side, with the words that differ."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from reporter.archive.alignment import Alignment, Gap
from reporter.schema import Article, Passage, Sentence, Span
from reporter.schema.archive import EditedArticle, Rewording
from reporter.text import quoted

_Place = tuple[int, int]  # 0 for the earlier text, 1 for the later one; number of the sentence in it


class _Side(Struct, frozen=True):
    """One of an article's two texts: where its words stand, in which sentence and quotation."""

    article: Article
    spans: Sequence[tuple[int, int]]
    sentences: Sequence[tuple[int, int]]
    sentence: Sequence[int]  # of each word
    quotation: Sequence[int]  # of each word; -1 outside quotation marks

    def passage(self, numbers: Sequence[int], at: int) -> Passage:
        """Return the stretch of the sentences `numbers`; of none, an empty one where the word `at` would stand."""
        if numbers:
            start, end = self.sentences[min(numbers)][0], self.sentences[max(numbers)][1]
        else:
            start = end = self.spans[at - 1][1] if 0 < at <= len(self.spans) else 0
        return Passage(article=self.article.id, start=start, end=end, exact=self.article.text[start:end])

    def differing(self, first: int, last: int) -> Span:
        """Return the span of a range of words."""
        return Span(article=self.article.id, start=self.spans[first][0], end=self.spans[last - 1][1])

    def touched(self, first: int, last: int) -> set[int]:
        """Return which sentences the words are in; of no words, the one that goes on around their place."""
        of = self.sentence
        if first < last:
            return set(of[first:last])
        return {of[first]} if 0 < first < len(of) and of[first - 1] == of[first] else set()


def edited(before: Article, after: Article, old: Sequence[Sentence], new: Sequence[Sentence], alignment: Alignment) -> EditedArticle | None:
    """Return what was edited in an article, given both its texts' sentences in text order; None where text and headline are the same."""
    retitled = before.title != after.title
    if before.sha256 == after.sha256 and not retitled:
        return None
    sides = (_side(before, alignment.before_words, old), _side(after, alignment.after_words, new))
    passages = [_rewording(sides, group, gaps) for group, gaps in _groups(sides, alignment)]
    return EditedArticle(
        article=after.id,
        sha256_before=before.sha256,
        sha256_after=after.sha256,
        title_before=before.title if retitled else None,
        title_after=after.title if retitled else None,
        passages=tuple(sorted(passages, key=lambda p: (not p.in_quotation, p.after.start, p.before.start))),
    )


def _side(article: Article, spans: Sequence[tuple[int, int]], sentences: Sequence[Sentence]) -> _Side:
    places = [(s.start, s.end) for s in sentences]
    return _Side(article, spans, places, _numbers(spans, places), _numbers(spans, quoted(article.text), outside=-1))


def _numbers(spans: Iterable[tuple[int, int]], stretches: Sequence[tuple[int, int]], outside: int = 0) -> list[int]:
    """Return for each span the number of the stretch that it begins in, `outside` where it is in none that reaches it."""
    starts = [a for a, _ in stretches]
    found = []
    for start, _ in spans:
        number = bisect_right(starts, start) - 1
        inside = number >= 0 and (outside == 0 or start < stretches[number][1])
        found.append(number if inside else outside)
    return found


def _groups(sides: tuple[_Side, _Side], alignment: Alignment) -> Iterator[tuple[list[_Place], list[Gap]]]:
    """Yield the sentences of both texts that belong together and are not the same, with the gaps in them, in text order."""
    partners: dict[_Place, set[_Place]] = {}
    for a, b, n in alignment.runs:
        for here, there in zip(sides[0].sentence[a : a + n], sides[1].sentence[b : b + n], strict=True):
            partners.setdefault((0, here), set()).add((1, there))
            partners.setdefault((1, there), set()).add((0, here))
    last: tuple[list[_Place], list[Gap]] | None = None
    for gap in alignment.gaps():
        touched = {(n, s) for n in (0, 1) for s in sides[n].touched(*gap[2 * n : 2 * n + 2])}
        touched |= {p for place in touched for p in partners.get(place, ())}
        if last and touched & set(last[0]):
            last = (sorted({*last[0], *touched}), [*last[1], gap])
        else:
            if last:
                yield last
            last = (sorted(touched), [gap])
    if last:
        yield last


def _rewording(sides: tuple[_Side, _Side], group: Sequence[_Place], gaps: Sequence[Gap]) -> Rewording:
    old, new = ([s for n, s in group if n == side] for side in (0, 1))
    return Rewording(
        kind="reworded" if old and new else "added" if new else "removed",
        in_quotation=bool(old and new)
        and any(all(_in_quotation(side, *gap[2 * n : 2 * n + 2]) for n, side in enumerate(sides)) for gap in gaps),
        before=sides[0].passage(old, gaps[0][0]),
        after=sides[1].passage(new, gaps[0][2]),
        before_differs=tuple(sides[0].differing(a, b) for a, b, _, _ in gaps if a < b),
        after_differs=tuple(sides[1].differing(c, d) for _, _, c, d in gaps if c < d),
    )


def _in_quotation(side: _Side, first: int, last: int) -> bool:
    """Tell whether one of the words, or one beside the place where they would stand, is inside quotation marks."""
    return any(n >= 0 for n in side.quotation[max(0, first - (first == last)) : last + (first == last)])
