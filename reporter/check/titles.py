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
_OUTSIDE = lexicon.PREPOSITIONS - _INSIDE
_CLOSING = {", ": (",", "."), " (": (")",)}
_PARTIES = {"d": ("democrat", "democratic"), "r": ("republican",)}  # "Steve Gallardo, D-Phoenix"


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
        """Yield each person of a sentence with the stretch before the name that describes them, and that set apart behind it."""
        for one in self.facts.in_sentence(sentence):
            if one.group == "person":
                yield one.key, _before(text, sentence.start, one.start), one.start
                yield one.key, one.end, _after(text, one.end, sentence.end)


def _before(text: str, start: int, name: int) -> int:
    """Return where the words that describe a name begin, which ends them."""
    at = name
    for a, b in reversed(list(words(text[start:name]))[-_MOST_WORDS:]):
        if text[start + b : at].strip(" -") or _ends(text[start + a : start + b]) or fold(text[start + a : start + b]) in _OUTSIDE:
            break
        at = start + a
    return at


def _after(text: str, name: int, end: int) -> int:
    """Return where the words end that are set apart behind a name by commas or brackets; `name`, its end, where there are none."""
    opening = text[name : name + 2]
    if opening not in (", ", " ("):
        return name
    at = name + 2
    told = [(at + a, at + b) for a, b in words(text[at:end])][:_MOST_WORDS]
    if not told or fold(text[slice(*told[0])]) in _OUTSIDE:
        return name
    for a, b in told:
        if text[at:a].strip(" -") or _ends(text[a:b]):
            break
        at = b
    return at if text[at : at + 1] in _CLOSING[opening] else name


def _ends(word: str) -> bool:
    form = fold(word)
    return form in lexicon.PERSONAL or (form == word and form not in _INSIDE and lexicon.is_finite(form))


def _folded(text: str) -> frozenset[str]:
    told = (fold(text[a:b]).removesuffix("'s") for a, b in words(text))
    return frozenset(form for word in told for part in (word, *word.split("-")) for form in (part, *_PARTIES.get(part, ())))
