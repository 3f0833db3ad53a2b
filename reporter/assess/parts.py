"""Which outlets say only part of a claim: a detail of its text stands neither in their passages nor beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from reporter.assess.wording import quotation_words
from reporter.schema import Article, Claim, Mention, Name, Quantity, Statement
from reporter.text import fold, words

_BESIDE = 2  # statements to each side in which a detail counts as said too
_LONG = 8  # words that carry meaning; a shorter claim has no half that could be left out
_HALF = 0.5  # of the claim's words that carry meaning: who has fewer, in a passage as much shorter, says part of it


class Parts:
    """Statements in text order, to look for a claim's details in and beside what an outlet says."""

    def __init__(self, statements: Iterable[Statement], articles: Mapping[str, Article], names: Mapping[str, Name]) -> None:
        self._articles, self._names = articles, names
        self._ordered: dict[str, list[Statement]] = {}
        for statement in sorted(statements, key=lambda s: (s.article, s.start, s.end, s.id)):
            self._ordered.setdefault(statement.article, []).append(statement)

    def marked(self, claim: Claim, text: Mention, statement: Statement) -> Claim:
        """Return the claim with the mentions of each article that lacks a detail of `text`, which the claim is called by, as partial."""
        own = self._articles[text.article].text
        whole = {w.stem for w in quotation_words(own, text.start, text.end) if w.content}
        held: dict[str, list[Mention]] = {}
        for mention in claim.mentions:
            held.setdefault(mention.article, []).append(mention)
        short = {a for a, told in held.items() if a != text.article and self._lacks(statement, whole, told)}
        if not short:
            return claim
        return structs.replace(claim, mentions=tuple(structs.replace(m, partial=m.article in short) for m in claim.mentions))

    def _lacks(self, statement: Statement, whole: set[str], mentions: Sequence[Mention]) -> bool:
        around = [s for m in mentions for s in self._around(m)]
        text = self._articles[mentions[0].article].text
        if any(not _counted(q, around) for q in statement.numbers if q.unit is not None):
            return True
        if statement.dates and not any(s.dates for s in around):
            return True
        said = {form for s in around for told in (text[s.start : s.end], s.frame) for form in _forms(told)}
        if any(not self._named(key, around, said) for key in statement.names if key != statement.speaker):
            return True
        has = {w.stem for m in mentions for w in quotation_words(text, m.start, m.end) if w.content}
        return len(whole) >= _LONG and len(has) <= _HALF * len(whole) and len(has & whole) <= _HALF * len(whole)

    def _around(self, mention: Mention) -> Sequence[Statement]:
        """Return a mention's statement with its neighbours."""
        ordered = self._ordered[mention.article]
        first = bisect_left(ordered, mention.start, key=lambda s: s.start)
        return ordered[max(0, first - _BESIDE) : first + 1 + _BESIDE]

    def _named(self, key: str, around: Sequence[Statement], said: set[str]) -> bool:
        """Tell whether a name stands there, by its key or by any word of its spellings."""
        if any(key in s.names or key == s.speaker for s in around):
            return True
        name = self._names.get(key)
        return name is None or any(form in said for v in name.variants for form in _forms(v))


def _forms(text: str) -> list[str]:
    return [fold(text[a:b]).removesuffix("'s") for a, b in words(text)]


def _counted(number: Quantity, around: Iterable[Statement]) -> bool:
    """Tell whether a number of the same unit stands there, be it another one, or the same number of something else."""
    told = [q for s in around for q in s.numbers]
    return any(q.unit == number.unit or (q.low, q.high) == (number.low, number.high) for q in told)
