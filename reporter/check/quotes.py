"""Quotations of the draft, word for word against the articles: verbatim, worded differently, or nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from reporter.assess.quotations import MOST_WORDS, Quotation, quotations
from reporter.assess.wording import Alignment, Word, alignments, quotation_words
from reporter.check.beside import Beside
from reporter.schema import Span

_SAME = 0.5  # part of the words of the draft's quotation that show one utterance
_LEAST_SAME = 3
_LEAST_CUT = 4  # words; a shorter quotation is a term, and begins where it likes
_CONDITIONS = frozenset("if unless until whether".split())
_JOINING = frozenset("and but or so yet".split())
_PAUSE = frozenset(",;:–—-")
_CLOSE = 0.6  # where few words are shared, the part that must be the same


class Quoted(Struct, frozen=True):
    """A quotation of the draft, and what the articles have for it."""

    span: Span  # in the draft's prose, marks left out
    verbatim: tuple[str, ...]  # articles that have it word for word inside quotation marks
    unmarked: tuple[Span, ...] = ()  # where its words stand outside quotation marks only
    nearest: tuple[Worded, ...] = ()  # the nearest wordings, where none is verbatim
    led: tuple[Span, ...] = ()  # in articles, the words right before it in its sentence, inside the quotation, that limit it


class Worded(Struct, frozen=True):
    """A passage of an article that words a quotation differently."""

    span: Span
    differs: tuple[Span, ...]  # its words that differ
    marks: tuple[Span, ...]  # the draft's
    same: float  # part of the draft's words


class Quotes:
    """The quotations of the articles, gathered once."""

    def __init__(self, beside: Beside) -> None:
        self.beside = beside
        self._told: dict[str, Sequence[Word]] = {}

    def all(self) -> Iterator[Quoted]:
        """Yield each quotation of the draft of three words and more."""
        for quotation in quotations(self.beside.context, self.beside.id):
            yield self._checked(quotation)

    @cached_property
    def _held(self) -> Mapping[str, Sequence[tuple[Quotation, str]]]:
        """Return each article's quotations, with their words as one line."""
        return {a: [(q, _line(q.words)) for q in quotations(self.beside.context, a)] for a in self.beside.articles}

    def _words(self, article: str) -> Sequence[Word]:
        known = self._told.get(article)
        if known is None:
            text = self.beside.story_text[article]
            known = self._told[article] = quotation_words(text, 0, len(text))
        return known

    def _checked(self, quotation: Quotation) -> Quoted:
        span = quotation.span((0, len(quotation.words)))
        parts = [_line(part) for part in _parts(quotation.words)]
        verbatim = tuple(a for a, held in self._held.items() if all(any(part in line for _, line in held) for part in parts))
        if verbatim:
            return Quoted(span, verbatim, led=tuple(self._led(quotation, parts[0])))
        unmarked = [a for a in self._held if all(part in _line(self._words(a)) for part in parts)]
        nearest = sorted(self._nearest(quotation), key=lambda w: (-w.same, w.span.article, w.span.start))
        return Quoted(span, (), tuple(self._place(a, parts[0]) for a in unmarked), tuple(nearest))

    def _led(self, quotation: Quotation, part: str) -> Iterator[Span]:
        """Yield what limits a quotation right before its words and was cut off, where the draft's own words do not limit it alike."""
        sentence = next(s for s in self.beside.sentences if s.start <= quotation.words[0].start < s.end)
        own = quotation_words(self.beside.story_text[self.beside.id], sentence.start, quotation.words[0].start)
        if len(part.split()) < _LEAST_CUT or any(w.negates or w.form in _CONDITIONS for w in own):
            return
        for article, held in self._held.items():
            for other, line in held:
                at = line[: line.index(part)].count(" ") if part in line else 0
                head = [w for w in other.words[:at] if w.sentence == other.words[at].sentence]
                if _limits(self.beside.story_text[article], head, other.words[at].start):
                    yield Span(article=article, start=head[0].start, end=head[-1].end)

    def _place(self, article: str, part: str) -> Span:
        """Return where a line of words stands in an article."""
        words = self._words(article)
        forms = part.split()
        first = next(i for i in range(len(words)) if [w.form for w in words[i : i + len(forms)]] == forms)
        return Span(article=article, start=words[first].start, end=words[first + len(forms) - 1].end)

    def _nearest(self, quotation: Quotation) -> Iterator[Worded]:
        """Yield the nearest wording of each article that has one."""
        stems = {w.stem for w in quotation.words if w.content}
        for held in self._held.values():
            best: Worded | None = None
            for other, _ in held:
                if len(stems & {w.stem for w in other.words if w.content}) < min(2, len(stems)):
                    continue
                for alignment in alignments(quotation.words, other.words):
                    worded = _worded(quotation, other, alignment)
                    if worded is not None and (best is None or worded.same > best.same):
                        best = worded
            if best is not None:
                yield best


def _limits(text: str, head: Sequence[Word], at: int) -> bool:
    """Tell whether the beginning of a sentence negates what follows it in one breath, or makes it depend on something."""
    joined = max((i + 1 for i, w in enumerate(head) if w.form in _JOINING), default=0)
    return any(w.form in _CONDITIONS or (w.negates and not _PAUSE & set(text[w.end : at])) for w in head[joined:])


def _worded(quotation: Quotation, other: Quotation, alignment: Alignment) -> Worded | None:
    """Return two wordings of one utterance; None where they share too little to be one."""
    same = alignment.same_count / len(quotation.words)
    if alignment.same_count < _LEAST_SAME or not alignment.content_count or (same < _SAME and alignment.closeness < _CLOSE):
        return None
    differs = tuple(other.span(d.right) for d in alignment.differences if d.right[0] < d.right[1])
    marks = tuple(quotation.span(d.left) for d in alignment.differences if d.left[0] < d.left[1])
    return Worded(other.span(alignment.right), differs, marks, same)


def _parts(words: Sequence[Word]) -> list[Sequence[Word]]:
    """Return the sentences of a quotation, cut at an ellipsis and at brackets of the outlet's own."""
    parts: list[list[Word]] = [[]]
    for word in words[:MOST_WORDS]:
        if word.marked or word.skipped or (parts[-1] and parts[-1][-1].sentence != word.sentence):
            parts.append([])
        if not word.marked:
            parts[-1].append(word)
    return [p for p in parts if p] or [words]


def _line(words: Sequence[Word]) -> str:
    return " " + " ".join(w.form for w in words) + " "
