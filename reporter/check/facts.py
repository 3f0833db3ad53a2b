"""What a sentence gives that can be compared strictly: its numbers, dates and names, each where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import Literal

from msgspec import Struct

from reporter.assess.wording import Word
from reporter.check.beside import Beside
from reporter.check.passages import Library
from reporter.extract import NameIndex, glossary, lexicon, moments, quantities
from reporter.extract.names import related
from reporter.schema import Moment, Quantity, Sentence, Statement
from reporter.text import WEEKDAYS, fold, same_outlet
from reporter.text import words as word_places

_MONTHS = frozenset("january february march april may june july august september october november december".split())
_SHORT = {m[:3]: m for m in _MONTHS} | {"sept": "september"}
_LEAST_LETTERS = 3
_LEAST_SHORT = 2  # words of a short form: "House" is none of "White House"
_TITLE_CASE = 0.5  # part of a sentence's words in capitals from which capitals tell nothing
_UNITS = frozenset("minute hour day week month year decade".split())
_YEARS = range(1900, 2100)
_ROUNDED = 0.05  # part by which a round number may stand for another
_SAME_UNIT = {"people": "person", "lives": "life", "deaths": "death"}

DetailKind = Literal["number", "date", "name", "place"]


class Detail(Struct, frozen=True):
    """A value as it stands in a text; equal keys are one value."""

    kind: DetailKind
    key: str
    start: int
    end: int
    exact: str
    low: float = 0.0
    high: float = 0.0
    unit: str | None = None
    group: str = ""  # values of one group stand for each other: weekdays, months, years; kinds of names


def meet(one: Detail, other: Detail) -> bool:
    """Tell whether a detail of the draft may be another one: equal, a state and its capital, or numbers that meet or round each other."""
    if one.kind != other.kind:
        return False
    if one.kind == "place":
        return one.key == other.key or one.key == related(other.key) or other.key == related(one.key)  # "Moscow" may be its state
    if one.kind != "number":
        return one.key == other.key or (one.group == other.group == "organisation" and _contained(one.exact, other.exact))
    if one.unit and other.unit and one.unit != other.unit and "%" in (one.unit, other.unit):
        return False
    if one.low <= other.high and other.low <= one.high:
        return True
    return one.low == one.high and other.low == other.high and _rounds(one.low, other.low)


def _contained(one: str, other: str) -> bool:
    """Tell whether one name is the other's short form: its words, two at least, stand in a row in it ("Safari Club International")."""
    return min(len(word_places(one)), len(word_places(other))) >= _LEAST_SHORT and same_outlet(one, other)


def _rounds(one: float, other: float) -> bool:
    """Tell whether one number is another one's rounding: it is the rounder, and near. A number that is finer than the other is not."""
    return _grain(one) > _grain(other) and abs(one - other) <= min(_grain(one) / 2, _ROUNDED * max(one, other))


def _grain(value: float) -> float:
    step = 1.0
    while value and value % (step * 10) == 0:
        step *= 10
    return step


class Facts:
    """Look-ups of details, each sentence read once."""

    def __init__(self, beside: Beside, library: Library) -> None:
        self.beside, self.library = beside, library
        named = {a.outlet for a in beside.story.articles if a.outlet_named}
        self._outlets = sorted(named | {c.credited for c in beside.told.story.credits})
        self._published = {a.id: a.published for a in beside.story.articles}
        self._known: dict[str, Sequence[Detail]] = {}
        self._keys: dict[str, frozenset[str]] = {}

    def of(self, statement: Statement) -> Sequence[Detail]:
        """Return the details of a statement, those beside it in its sentence included that stand in no statement ("…, X said").

        The name of an outlet of the story, or of one that an article credits, is none: it says who reports, and its own articles seldom
        name it.
        """
        sentence = self.library.sentence(statement)
        told = self.beside.context.statements_in(sentence)
        return [d for d in self.in_sentence(sentence) if _holder(told, d) == statement.id and not self._names_outlet(d)]

    def _names_outlet(self, detail: Detail) -> bool:
        return detail.kind == "name" and any(same_outlet(outlet, detail.exact) for outlet in self._outlets)

    def in_sentence(self, sentence: Sentence) -> Sequence[Detail]:
        """Return the details of a sentence, in text order."""
        known = self._known.get(sentence.id)
        if known is None:
            text, words = self.beside.story_text[sentence.article], self.library.words(sentence)
            span = sentence.start, sentence.end
            dated = moments(sentence.article, text, *span, self._published[sentence.article])
            found = _numbers(quantities(sentence.article, text, *span)) + _dates(words, text, dated)
            found += _bare(words, text, [*found, *map(_detail_of, dated)])
            named = list(self._names(sentence, text))
            found += _capitals(words, text, [*found, *named, *map(_detail_of, dated)])
            found += {d.key: d for d in reversed(named)}.values()  # each where it first stands
            known = self._known[sentence.id] = tuple(sorted(found, key=lambda d: (d.start, d.end)))
        return known

    def names_in(self, sentence: Sentence) -> frozenset[str]:
        """Return the keys of the names in a sentence, of its speakers, and of whom its pronouns mean where that is known."""
        known = self._keys.get(sentence.id)
        if known is None:
            told = self.beside.context.statements_in(sentence)
            keys = {k for s in told for k in (*s.names, s.speaker) if k is not None}
            framed = {fold(w).removesuffix("'s") for s in told for w in s.frame.replace("’", "'").split()}
            framed = {w.strip(".,:;\"'“”()") for w in framed}
            known = self._keys[sentence.id] = frozenset(keys | {k for k, last in self._last_words if last <= framed})
        return known

    @cached_property
    def _last_words(self) -> Sequence[tuple[str, frozenset[str]]]:
        """The last word of each person's name, and of other names all words."""
        names = self.beside.context.name.values()
        return [(n.key, frozenset(fold(v).split()[-1:] if n.kind == "person" else fold(v).split())) for n in names for v in n.variants if v]

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(self.beside.names, list(self.beside.story_text.values()))

    def _names(self, sentence: Sentence, text: str) -> Iterator[Detail]:
        """Yield the names in a sentence, wherever they stand."""
        for key, start, end in self._index.mentions(text, sentence.start, sentence.end):
            kind = self.beside.context.name[key].kind
            yield Detail("place" if kind == "place" else "name", key, start, end, text[start:end], group=kind)

    def has_word(self, sentence: Sentence, detail: Detail) -> bool:
        """Tell whether a capitalised word stands in a sentence in any form."""
        return detail.key.removeprefix("word ") in _folded_words(self.library.exact(sentence))

    def abbreviates(self, sentence: Sentence, detail: Detail) -> bool:
        """Tell whether a sentence has a state as it stands behind a party ("R-Fla.")."""
        return _abbreviates(self.library.exact(sentence), detail)

    def articles_with(self, detail: Detail) -> tuple[str, ...]:
        """Return the articles that have a detail anywhere."""
        if detail.group == "word":
            word = detail.key.removeprefix("word ")
            return tuple(a for a in self.beside.articles if word in _folded_words(self.beside.story_text[a]))
        having = {a for a, told in self.anywhere.items() if any(meet(detail, t) for t in told)}
        return tuple(sorted(having | {a for a in self.anywhere if _abbreviates(self.beside.story_text[a], detail)}))

    @cached_property
    def anywhere(self) -> Mapping[str, Sequence[Detail]]:
        """All details of each article."""
        found: dict[str, list[Detail]] = {}
        for sentence in self.beside.told.sentences:
            if sentence.aside is None:
                found.setdefault(sentence.article, []).extend(self.in_sentence(sentence))
        return found


def _abbreviates(text: str, detail: Detail) -> bool:
    return detail.kind == "place" and any(f"-{short}" in text for short in _abbreviations().get(detail.key, ()))


@cache
def _abbreviations() -> Mapping[str, Sequence[str]]:
    """Return the abbreviations of places, by their keys."""
    return {e.key: [w for w in e.words if w.endswith(".")] for e in glossary.entries()}


@lru_cache(maxsize=512)
def _folded_words(text: str) -> frozenset[str]:
    """Return the words of a text, case and accents levelled, parts of hyphenated ones apart."""
    told = (fold(text[a:b]).removesuffix("'s") for a, b in word_places(text))
    return frozenset(part for word in told for part in (word, *word.split("-")))


def _holder(told: Sequence[Statement], detail: Detail) -> str | None:
    """Return the statement that a detail of a sentence belongs to: the one that it stands in, else the one before it, else the first."""
    inside = next((s for s in told if s.start <= detail.start and detail.end <= s.end), None)
    before = [s for s in told if s.end <= detail.end]
    found = inside or (max(before, key=lambda s: s.end) if before else next(iter(told), None))
    return found.id if found else None


def _detail_of(moment: Moment) -> Detail:
    return Detail("date", f"{moment.first}-{moment.last}", moment.start, moment.end, moment.exact)


def _numbers(quantities: Sequence[Quantity]) -> list[Detail]:
    return [
        Detail("number", f"{q.low!r}-{q.high!r}", q.start, q.end, q.exact, q.low, q.high, _SAME_UNIT.get(q.unit or "", q.unit), "quantity")
        for q in quantities
    ]


def _dates(words: Sequence[Word], text: str, dated: Sequence[Moment]) -> list[Detail]:
    """Return weekdays, months, days of the month and years as they are written: what each means depends on when it was published."""
    found = []
    for count, unit, ago in zip(words, words[1:], words[2:], strict=False):
        if ago.form == "ago" and unit.form.removesuffix("s") in _UNITS:
            value = "1" if count.form in {"a", "an"} else count.form
            key = f"ago {value} {unit.form.removesuffix('s')}"
            found.append(Detail("date", key, count.start, ago.end, text[count.start : ago.end], group="ago"))
    for word in words:
        exact = text[word.start : word.end]
        form = fold(exact).rstrip(".").removesuffix("'s")
        form = _SHORT.get(form, form)
        inside = any(m.start <= word.start and word.end <= m.end for m in dated)
        if form in WEEKDAYS and exact[:1].isupper():
            group = "weekday"
        elif form in _MONTHS and exact[:1].isupper() and (form not in {"may", "march"} or inside):
            group = "month"
        elif form.isdecimal() and len(form) == 4 and int(form) in _YEARS:
            group = "year"
        elif inside and form.removesuffix("th").removesuffix("st").removesuffix("nd").removesuffix("rd").isdecimal():
            group, form = "day", "".join(c for c in form if c.isdecimal())
        else:
            continue
        found.append(Detail("date", f"{group} {form}", word.start, word.end, exact, group=group))
    return found


def _bare(words: Sequence[Word], text: str, taken: Sequence[Detail]) -> list[Detail]:
    """Return the numbers that count nothing by their form ("Title 42") and names with digits ("Su-35"), those that were taken left out."""
    found = []
    for word in words:
        exact = fold(text[word.start : word.end])
        if exact[:1].isalpha() and exact[-1:].isdecimal():
            found.append(Detail("name", f"code {exact.replace('-', '')}", word.start, word.end, text[word.start : word.end], group="code"))
            continue
        digits = word.form.removesuffix("s")
        pronoun = digits == "1" and text[word.start : word.end].isalpha()
        if (
            not pronoun
            and digits.isdecimal()
            and digits.isascii()
            and len(digits) <= 9
            and not any(t.start < word.end and word.start < t.end for t in taken)
        ):
            value = float(digits)
            found.append(Detail("number", f"{value!r}", word.start, word.end, word.form, value, value, None, "bare"))
    return found


def _capitals(words: Sequence[Word], text: str, taken: Sequence[Detail]) -> list[Detail]:
    """Return the capitalised words that are no part of a known name: a stranger's surname, "(R-Ohio)"."""
    parts = [part for word in words for part in _parts(word, text)]
    capital = [p for p in parts if p[2][:1].isupper()]
    if len(capital) > _TITLE_CASE * max(1, len(parts)):
        return []
    found = []
    for start, end, exact in capital:
        free = not any(t.start < end and start < t.end for t in taken)
        if free and len(exact) >= _LEAST_LETTERS and exact.isalpha() and (not _opens(text, words, start) or _acts(words, text, end)):
            found.append(Detail("name", f"word {fold(exact)}", start, end, exact, group="word"))
    return found


def _parts(word: Word, text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of a hyphenated word, without the genitive's ending."""
    at = word.start
    for part in text[word.start : word.end].split("-"):
        bare = part.removesuffix("'s").removesuffix("’s")
        yield at, at + len(bare), bare
        at += len(part) + 1


def _opens(text: str, words: Sequence[Word], start: int) -> bool:
    """Tell whether a word opens a sentence or a quotation."""
    before = text[max(0, start - 2) : start].rstrip()
    return start == words[0].start or before[-1:] in tuple('.!?:"“‘(')


def _acts(words: Sequence[Word], text: str, end: int) -> bool:
    """Tell whether a word that opens a sentence is followed by a verb, as a surname is: "Arbuckle apologized"."""
    place = next((i for i, w in enumerate(words) if w.end >= end), len(words))
    following = text[words[place + 1].start : words[place + 1].end] if place + 1 < len(words) else ""
    word = words[place]
    plain = word.content and not word.form.endswith(("s", "ly", "ing", "ed"))
    return plain and text[word.end : words[place + 1].start].isspace() and lexicon.is_finite(following) if following else False
