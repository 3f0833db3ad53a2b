"""Two passages of one claim side by side: what every comparison of `conflict` is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct

from reporter.assess.conflict_words import lemma
from reporter.assess.context import Context
from reporter.assess.wording import Word, quotation_words
from reporter.schema import Mention, Name, Sentence, Span, Statement
from reporter.text import fold, words

_FIRST = 6  # words
_BESIDE = 6  # words to each side of a value that tell what it is of
_ROOT = 4  # letters that the forms of a country's name begin with: Russia, Russian

TELLING = frozenset("said says say saying told tells announced announce added reported".split())  # dates the telling, not the act


class Value(Struct, frozen=True):
    """What one mention has for a detail: equal keys are one value."""

    mention: Mention
    key: str
    shown: str
    passage: Span | None = None  # where in the article the value stands, None where it is the mention as a whole


class Difference(Struct, frozen=True):
    """Two values that exclude each other; those of one kind and topic are told together."""

    kind: str
    topic: str
    left: Value
    right: Value


class Side:
    """One mention: its words, and the statements that may give the same detail for the same outlet."""

    def __init__(self, context: Context, mention: Mention, beside: Sequence[Mention] = ()) -> None:
        self.context = context
        self.mention = mention
        self.statement: Statement = context.of(mention)
        self.text = context.articles[mention.article].text
        self._beside = beside  # the outlet's other mentions of the claim
        self._around: dict[str, Sequence[Statement]] = {}
        self._wide_keys: dict[str, frozenset[str]] = {}

    @cached_property
    def words(self) -> Sequence[Word]:
        """The words of the mention."""
        return _told(self.text, self.mention.start, self.mention.end)

    @cached_property
    def keys(self) -> Sequence[str]:
        """For each word, the form in which words of one verb or noun are equal."""
        return [lemma(w) for w in self.words]

    @cached_property
    def content(self) -> frozenset[str]:
        """The words that carry meaning and are no part of a name."""
        return frozenset(k for k, w in zip(self.keys, self.words, strict=True) if w.content and not self.names_word(w))

    @cached_property
    def framed(self) -> frozenset[str]:
        """The words that carry meaning once its subject is given back to the clause."""
        frame = self.statement.frame
        return frozenset(lemma(w) for w in _told(frame, 0, len(frame)) if w.content)

    @cached_property
    def subject(self) -> frozenset[str]:
        """The words of names among the first of the clause once its subject is given back: whom it is about, mostly."""
        frame = self.statement.frame
        start = frame.find(" said: ") + len(" said: ") if " said: " in frame else 0
        return frozenset(w.form for w in _told(frame, start, len(frame))[:_FIRST] if self.names_word(w))

    @cached_property
    def terms(self) -> frozenset[str]:
        """The words that carry meaning, names included."""
        return frozenset(k for k, w in zip(self.keys, self.words, strict=True) if w.content)

    def around(self, other: Side) -> Sequence[Statement]:
        """Return the statements that may give a detail for this side's outlet.

        They are those of the mention's sentence, and of the outlet's other mentions of the claim that have as much in common with the
        other side: an outlet that has both values speaks of two things, unless the passage at hand is plainly the nearer one.
        """
        known = self._around.get(other.statement.id)
        if known is not None:
            return known
        shared = len(self.terms & other.terms)
        near = [s for s in self._others if len(s.terms & other.terms) >= shared]
        found: dict[str, Statement] = {}
        for mention in (self.mention, *(s.mention for s in near)):
            found |= {s.id: s for s in self.context.statements_in(self.context.sentence[mention.sentence])}
        self._around[other.statement.id] = list(found.values())
        return self._around[other.statement.id]

    @cached_property
    def _others(self) -> Sequence[Side]:
        return [Side(self.context, m) for m in self._beside]

    def siblings(self) -> Sequence[Side]:
        """Return the other statements of the sentence that carry a claim, as sides of their own."""
        found = []
        for statement in self.context.statements_in(self.context.sentence[self.mention.sentence]):
            carried = (m for c in self.context.claims_of.get(statement.id, ()) for m in c.mentions if m.statement == statement.id)
            mention = next(carried, None) if statement.id != self.statement.id else None
            found += [Side(self.context, mention)] if mention is not None else []
        return found

    def sentences(self, other: Side) -> Sequence[Sentence]:
        """Return the sentences that `around` covers, each once."""
        return list({s.sentence: self.context.sentence[s.sentence] for s in self.around(other)}.values())

    def wide_keys(self, other: Side) -> frozenset[str]:
        """Return the keys of the words of those sentences."""
        if other.statement.id not in self._wide_keys:  # asked for each pair of contrary words
            told = [_told(self.text_of(s), s.start, s.end) for s in self.sentences(other)]
            self._wide_keys[other.statement.id] = frozenset(lemma(w) for group in told for w in group)
        return self._wide_keys[other.statement.id]

    def text_of(self, span: Span) -> str:
        """Return the article's text that a span lies in."""
        return self.context.articles[span.article].text

    def names_word(self, word: Word) -> bool:
        """Tell whether a word is part of a name of the story."""
        return word.form.removesuffix("'s") in self.context.name_words

    def near(self, span: Span, reach: int) -> Sequence[int]:
        """Return the places of the words that stand within `reach` words of a span, those in it left out."""
        before = [i for i, w in enumerate(self.words) if w.end <= span.start]
        after = [i for i, w in enumerate(self.words) if w.start >= span.end]
        return [*before[-reach:], *after[:reach]]

    def beside(self, span: Span, reach: int = _BESIDE) -> frozenset[str]:
        """Return the words within `reach` words of a value that carry meaning, names left out: what it is of."""
        return frozenset(self.keys[i] for i in self.near(span, reach)) & self.content

    def span(self, first: int, last: int) -> Span:
        """Return the span of the words from `first` to `last`, both included."""
        return Span(article=self.mention.article, start=self.words[first].start, end=self.words[last].end)

    def value(self, key: str, shown: str, passage: Span | None = None) -> Value:
        """Return a value of this mention."""
        return Value(self.mention, key, shown, passage)

    @cached_property
    def named(self) -> Mapping[str, Sequence[Span]]:
        """Where each name stands in the mention, by key."""
        found: dict[str, list[Span]] = {}
        taken: list[tuple[int, int]] = []
        variants = [
            (v, self.context.name[k]) for k in self.statement.names if k in self.context.name for v in self.context.name[k].variants
        ]
        for variant, name in sorted(variants, key=lambda v: (-len(v[0]), v[0], v[1].key)):
            for start, end in self._places(variant):
                if not any(start < b and a < end for a, b in taken):
                    taken.append((start, end))
                    found.setdefault(name.key, []).append(Span(article=self.mention.article, start=start, end=end))
        return found

    def _places(self, variant: str) -> Iterator[tuple[int, int]]:
        """Yield where a name stands in the mention as a word of its own."""
        at = self.text.find(variant, self.mention.start, self.mention.end) if variant else -1
        while at >= 0:
            end = at + len(variant)
            if not (self.text[at - 1 : at].isalnum() or self.text[end : end + 1].isalnum()):
                yield at, end
            at = self.text.find(variant, end, self.mention.end)

    def wide_names(self, other: Side) -> Collection[str]:
        """Return the keys of the names and speakers around the mention."""
        return {k for s in self.around(other) for k in (*s.names, s.speaker) if k is not None}

    def told_anywhere(self, name: Name) -> bool:
        """Tell whether the outlet's article has a name in any form: a surname, the beginning of a country's."""
        held = _article_words(self.text)
        if name.kind == "place":
            forms = [fold(v).split() for v in (*name.variants, name.key)]
            return any(f and all(any(h.startswith(w[:_ROOT]) for h in held) for w in f) for f in forms)
        return any(fold(v).split()[-1].removesuffix("'s") in held for v in (*name.variants, name.key) if v.split())

    def name(self, key: str) -> Name:
        """Return a name by its key."""
        return self.context.name[key]


@lru_cache(maxsize=256)
def _article_words(text: str) -> frozenset[str]:
    """Return the words of an article, case and accents levelled."""
    told = (fold(text[a:b]).removesuffix("'s") for a, b in words(text))
    return frozenset(part for word in told for part in (word, *word.split("-")))


@lru_cache(maxsize=4096)
def _told(text: str, start: int, end: int) -> Sequence[Word]:
    """Return the words of a stretch of text: a mention is compared with many."""
    return tuple(quotation_words(text, start, end))
