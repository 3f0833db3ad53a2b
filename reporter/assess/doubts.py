"""What keeps a match from counting as corroboration: details that may differ, too little to tell a conflict.

Two passages that look alike may speak of two persons, days or outcomes. Where each of them has a detail of one kind that the
other's sentence lacks, it is not sure that they report the same. Stricter than the rules of `conflict`, which must be sure that
they differ: here nothing is told, only not counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from reporter.assess.conflict_words import CONTRARIES, lemma
from reporter.assess.wording import Word, quotation_words
from reporter.schema import Article, Doubt, Name, Statement
from reporter.text import WEEKDAYS

_WEEKDAYS = re.compile(rf"\b(?:{'|'.join(day.capitalize() for day in WEEKDAYS)})\b")
_REACH = 4  # words after a negation of which one is what it negates
_KINDS = ("person", "place", "organisation", "other")
_NONE = frozenset[str]()


class Doubts:
    """The details of a story's statements, compared two statements at a time."""

    def __init__(self, statements: Sequence[Statement], articles: Mapping[str, Article], names: Mapping[str, Name]) -> None:
        self._names = names
        self._articles = articles
        self._sentences: dict[str, list[Statement]] = {}
        for s in statements:
            self._sentences.setdefault(s.sentence, []).append(s)
        self._known: dict[str, _Details] = {}
        self._around: dict[str, frozenset[str]] = {}

    def between(self, left: Statement, right: Statement) -> Doubt | None:
        """Return the first kind of detail that may differ between two statements, None where nothing speaks for it."""
        if self._said_by_two(left, right):
            return "speakers"
        here, there = self._details(left), self._details(right)
        around = self._named_in(left.sentence), self._named_in(right.sentence)
        if any(here.names.get(kind, _NONE) - around[1] and there.names.get(kind, _NONE) - around[0] for kind in _KINDS):
            return "names"
        for a, b in ((here.dates, there.dates), (here.weekdays, there.weekdays)):
            if a and b and not a & b:
                return "dates"
        if _turned(here, there) or _turned(there, here):
            return "negation"
        return "outcome" if _contrary(here.words, there.words) or _contrary(there.words, here.words) else None

    def _said_by_two(self, left: Statement, right: Statement) -> bool:
        """Tell whether two statements are what two persons say, and not of a meeting of both: each passage names both then.

        Stricter than `cluster`: whom "the minister" or "he" is taken for counts too.
        """
        spoke = [self._names.get(s.speaker or "") for s in (left, right)]
        two = {name.key for name in spoke if name is not None and name.kind == "person"}
        return len(two) > 1 and not two <= set(left.names) & set(right.names)

    def _details(self, s: Statement) -> _Details:
        if s.id not in self._known:
            text = self._articles[s.article].text
            told = quotation_words(text, s.start, s.end)
            negated, free = _negations(told)
            by_kind: dict[str, frozenset[str]] = {}
            for key in s.names:
                if key in self._names:
                    by_kind[self._names[key].kind] = by_kind.get(self._names[key].kind, frozenset()) | {key}
            speaker = {s.speaker} if s.speaker and s.speaker_named else set()
            self._known[s.id] = _Details(
                names=by_kind,
                named=frozenset(s.names) | speaker,
                dates=frozenset((d.first, d.last) for d in s.dates),
                weekdays=frozenset(_WEEKDAYS.findall(text, s.start, s.end)),
                words=frozenset(lemma(w) for w in told if w.content),
                negated=negated,
                affirmed=free,
            )
        return self._known[s.id]

    def _named_in(self, sentence: str) -> frozenset[str]:
        """Return the names and named speakers of all statements of a sentence."""
        if sentence not in self._around:
            self._around[sentence] = _NONE.union(*(self._details(s).named for s in self._sentences[sentence]))
        return self._around[sentence]


class _Details(Struct, frozen=True):
    """What a statement holds that can differ."""

    names: Mapping[str, frozenset[str]]  # by kind
    named: frozenset[str]  # of any kind, and its speaker
    dates: frozenset[tuple[str, str]]
    weekdays: frozenset[str]
    words: frozenset[str]
    negated: frozenset[str]  # words that stand after a negation
    affirmed: frozenset[str]  # those that stand after none


def _turned(here: _Details, there: _Details) -> bool:
    """Tell whether one negates a word that the other affirms."""
    return bool((here.negated & there.affirmed) - there.negated - here.affirmed)


def _contrary(here: frozenset[str], there: frozenset[str]) -> bool:
    """Tell whether one has a word and the other its contrary, and neither has both."""
    return any(here & one and there & other and not here & other and not there & one for one, other in CONTRARIES)


def _negations(told: Sequence[Word]) -> tuple[frozenset[str], frozenset[str]]:
    reached = {i for n, w in enumerate(told) if w.negates for i in range(n + 1, n + 1 + _REACH)}
    negated = frozenset(lemma(w) for i, w in enumerate(told) if w.content and i in reached)
    return negated, frozenset(lemma(w) for i, w in enumerate(told) if w.content and i not in reached)
