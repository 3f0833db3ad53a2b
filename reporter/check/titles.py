"""How persons are described beside their names: "Iranian Defense Minister Mohammad Reza Ashtiani", "Sergei Shoigu, the minister"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from reporter.check.facts import Detail, Facts
from reporter.extract import lexicon
from reporter.schema import Sentence
from reporter.text import fold, words

_MOST_WORDS = 8  # of a description
_INSIDE = frozenset("of for and the".split())  # "Chief of Staff of the Armed Forces"


class Titles:
    """Look-ups of descriptions: a sentence that names a person need not repeat what an article calls them elsewhere."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self._texts = facts, facts.beside.story_text

    def holds(self, sentence: Sentence, detail: Detail) -> bool:
        """Tell whether a detail of the draft's sentence is part of a person's description that articles give of the same person."""
        if detail.kind not in ("name", "place") or detail.group == "person":
            return False
        text, wanted = self._texts[sentence.article], _folded(detail.exact)
        return any(
            start <= detail.start and detail.end <= end and (wanted <= self._words.get(person, frozenset()) or self._placed(person, detail))
            for person, start, end in self._described(sentence, text)
        )

    def _placed(self, person: str, detail: Detail) -> bool:
        return detail.kind == "place" and detail.key in self._words.get(person, frozenset())

    @cached_property
    def _words(self) -> Mapping[str, frozenset[str]]:
        """The words, and the keys of the places, beside each person's name in the articles."""
        found: dict[str, set[str]] = {}
        for sentence in self.facts.beside.told.sentences:
            if sentence.aside is None:
                text = self._texts[sentence.article]
                for person, start, end in self._described(sentence, text):
                    places = [d.key for d in self.facts.in_sentence(sentence) if d.kind == "place" and start <= d.start and d.end <= end]
                    found.setdefault(person, set()).update(_folded(text[start:end]), places)
        return {person: frozenset(held) for person, held in found.items()}

    def _described(self, sentence: Sentence, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield each person of a sentence with the stretch before the name that describes them, and that between commas behind it."""
        for one in self.facts.in_sentence(sentence):
            if one.group == "person":
                yield one.key, _before(text, sentence.start, one.start), one.start
                if text[one.end : one.end + 2] == ", ":
                    yield one.key, one.end, _after(text, one.end + 2, sentence.end)


def _before(text: str, start: int, name: int) -> int:
    """Return where the words that describe a name begin, which ends them."""
    at = name
    for a, b in reversed(list(words(text[start:name]))[-_MOST_WORDS:]):
        between = text[start + b : at]
        if between.strip(" -") or _ends(text[start + a : start + b]):
            break
        at = start + a
    return at


def _after(text: str, start: int, end: int) -> int:
    """Return where the words between commas end that describe a name; `start` where the next is no comma near."""
    at = start
    for a, b in list(words(text[start:end]))[:_MOST_WORDS]:
        if text[at : start + a].strip(" -") or _ends(text[start + a : start + b]):
            break
        at = start + b
    return at if text[at : at + 1] == "," else start


def _ends(word: str) -> bool:
    form = fold(word)
    if form in _INSIDE:
        return False
    return form in lexicon.PREPOSITIONS or form in lexicon.PERSONAL or (form == word and lexicon.is_finite(form))


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(text[a:b]).removesuffix("'s") for a, b in words(text))
