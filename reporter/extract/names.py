"""Names: the people, places and organisations of a story, the spellings of each joined over its articles.

There is no model behind it: capitals where no sentence begins, titles, given names, tables of countries and institutions,
and how the story itself writes a word elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from reporter.extract.acronyms import glosses, initials
from reporter.extract.countries import capital_words, countries, country_words
from reporter.extract.country_groups import groups
from reporter.extract.glossary import entries
from reporter.extract.name_index import NameIndex
from reporter.extract.names_lexicon import CALENDAR
from reporter.extract.people import Person, letters, parse, people, romanised
from reporter.extract.phrases import scan
from reporter.extract.runs import Kind, Run, runs
from reporter.schema import Name, Sentence, Story
from reporter.text import fold

__all__ = ["NameIndex", "names", "related"]

_ASIDES_WITH_NAMES = (None, "caption", "dateline", "credit")
# British spelling, American spelling.
_SPELLINGS = (
    ("isation", "ization"), ("defence", "defense"), ("centre", "center"), ("labour", "labor"), ("programme", "program"),
    ("theatre", "theater"), ("honour", "honor"), ("harbour", "harbor"),
)  # fmt: skip
_KIND_ORDER: tuple[Kind, ...] = ("person", "organisation", "place", "other")


def names(story: Story, sentences: Sequence[Sentence]) -> tuple[Name, ...]:
    """Return the names of the whole story, sorted by key; `variants` as they occur in it."""
    found = runs(story, [s for s in sentences if s.aside in _ASIDES_WITH_NAMES])
    texts = [a.text for a in story.articles]
    groups_ = _Groups(found, texts)
    candidates = groups_.names()
    index = NameIndex(candidates, texts)
    occurring: dict[str, set[str]] = {}
    for article in story.articles:
        for key, start, end in index.mentions(article.text, 0, len(article.text)):
            occurring.setdefault(key, set()).add(article.text[start:end])
    kept = [n for n in candidates if n.key in occurring]
    return tuple(
        Name(key=n.key, display=n.display, kind=n.kind, variants=tuple(sorted(occurring[n.key]))) for n in sorted(kept, key=lambda n: n.key)
    )


@cache
def related(key: str) -> str | None:
    """Return the key of the country whose capital a place is, None for anything else: "tehran" stands near "iran"."""
    return {city.casefold(): country for city, country in capital_words().items()}.get(key)


class _Groups:
    """Names in the making."""

    def __init__(self, found: Sequence[Run], texts: Sequence[str]) -> None:
        self.found, self.texts = found, texts
        self.glosses = [gloss for text in texts for gloss in glosses(text)]
        self.variants: dict[str, set[str]] = {}
        self.kinds: dict[str, Counter[Kind]] = {}
        self.displays: dict[str, str] = {}

    def names(self) -> tuple[Name, ...]:
        """Return all candidates with every form that may stand for each."""
        self.add_people()
        self.add_things()
        for keys, phrases in groups(self.texts):
            self.add(", ".join(keys[:-1]) + " and " + keys[-1], phrases, "place", max(phrases, key=lambda p: (p.count(","), p)))
        return tuple(
            Name(key=key, display=self.displays[key], kind=self.kind(key), variants=tuple(sorted(self.variants[key])))
            for key in sorted(self.variants)
        )

    def add(self, key: str, variants: Iterable[str], kind: Kind, display: str) -> None:
        """Add forms to a name."""
        self.variants.setdefault(key, set()).update(variants)
        self.kinds.setdefault(key, Counter())[kind] += 1
        self.displays.setdefault(key, display)

    def kind(self, key: str) -> Kind:
        """Return the kind most often told; "other" gives way to any."""
        told = self.kinds[key]
        sure = [k for k in _KIND_ORDER[:-1] if told[k]]
        return max(sure, key=lambda k: (told[k], -_KIND_ORDER.index(k)), default="other")

    # -- people -------------------------------------------------------------------------------------------------------

    def add_people(self) -> None:
        """Join full names, then give each person the short forms that may mean them."""
        self.spellings = {r.text for r in self.found}
        bare = [r for r in self.found if r.kind in (None, "person") and r.key is None and len(r.words) == 1]
        alone = {fold(r.text) for r in bare}
        titled = {fold(r.text) for r in bare if r.kind == "person"}
        full = [
            r
            for r in self.found
            if len(r.words) > 1 and r.key is None and (r.kind == "person" or (r.kind is None and fold(r.words[-1]) in alone))
        ]
        first = {n.given[0] for n in map(parse, full) if n.given}
        taken = set(full)
        full += [r for r in self.found if r.kind is None and len(r.words) in {2, 3} and r not in taken and letters(r.words[0]) in first]
        self.persons = people(full)
        self.bearers: dict[str, list[Person]] = {}
        self.given: dict[str, list[Person]] = {}
        for person in self.persons:
            self.add(fold(person.display), person.spellings, "person", person.display)
            for surname in sorted(person.surnames):
                self.bearers.setdefault(surname, []).append(person)
            for given in sorted({n.given[0] for n in person.names if n.given}):
                self.given.setdefault(given, []).append(person)
        self.levelled: dict[str, list[Person]] = {}
        for surname in sorted(self.bearers):
            self.levelled.setdefault(romanised(surname), []).extend(self.bearers[surname])
        where: dict[str, set[str]] = {}
        for run in bare:
            where.setdefault(run.text, set()).add(run.article)
        for spelling in sorted(where):
            self.add_bare(spelling, where[spelling], titled=fold(spelling) in titled)
        known = {r.text for r in self.found if r.key is not None and len(r.words) == 1}
        known |= {w.capitalize() for w in self.bearers if w in CALENDAR}
        for spelling in sorted(known):  # a place that is also somebody's surname
            for person in self.bearers.get(fold(spelling), ()):
                self.add(fold(person.display), (spelling,), "person", person.display)

    def add_bare(self, spelling: str, articles: set[str], *, titled: bool) -> None:
        """Give a surname or given name that stands alone to whom it may mean; nobody: it is a name of its own."""
        word = letters(spelling)
        whom = self.bearers.get(word) or self.by_spelling(word, articles) or self.by_given(word)
        for person in whom:
            self.add(fold(person.display), (spelling,), "person", person.display)
        if not whom or len(whom) > 1:
            kind: Kind = "person" if titled or whom else "other"
            one = spelling.removesuffix("s") if spelling.removesuffix("s") in self.spellings else spelling
            self.add(fold(one), (spelling,), kind, spelling)

    def by_spelling(self, word: str, articles: set[str]) -> list[Person]:
        """Return who bears a surname in another spelling: never where one article writes both."""
        if len(word) < 4:
            return []
        near = self.levelled.get(romanised(word), ())
        return [p for p in {id(p): p for p in near}.values() if not p.articles & articles]

    def by_given(self, word: str) -> list[Person]:
        """Return who bears a given name that stands alone, where only one person does."""
        near = self.given.get(word, [])
        return near if len(near) == 1 else []

    # -- everything else ----------------------------------------------------------------------------------------------

    def add_things(self) -> None:
        """Join organisations, places and the rest by spelling, glossary and acronym."""
        spelt = {s for p in self.persons for s in p.spellings}
        tables = {c.key: (c.display, c.names + c.demonyms) for c in countries()} | {e.key: (e.display, e.words) for e in entries()}
        things = [r for r in self.found if r.key is not None or (r.kind != "person" and len(r.words) > 1 and r.text not in spelt)]
        things += [r for r in self.found if r.key is None and r.kind == "other" and len(r.words) == 1]
        self.table = {_thing_fold(w): e.key for e in entries() for w in e.words if " " in w}
        long_forms = self.long_forms(things)
        for run in things:
            key = self.thing_key(run, long_forms)
            display = tables[key][0] if key in tables else run.text
            old = self.displays.get(key, "")
            if key in tables or (old.isupper(), len(display)) > (display.isupper(), len(old)):  # "Moscow" rather than "MOSCOW"
                self.displays[key] = display
            self.add(key, (run.text,), run.kind or "other", display)
        for acronym, long in self.glosses:
            told = long_forms.get(acronym.replace(".", ""))
            if told is not None:
                self.add(told, (acronym, long, *_number_forms(long)), "other", self.displays.get(told, long))

    def long_forms(self, things: Sequence[Run]) -> dict[str, str]:
        """Return the key that each acronym of the story stands for, explained or by its initials alone."""
        glossed: dict[str, set[str]] = {}
        for acronym, long in self.glosses:
            glossed.setdefault(acronym.replace(".", ""), set()).add(self.long_key(long))
        told = {a: next(iter(k)) for a, k in glossed.items() if len(k) == 1}
        guessed: dict[str, set[str]] = {}
        for run in things:
            if len(run.words) > 2 and run.key is None:
                for acronym in initials(run.text):
                    guessed.setdefault(acronym, set()).add(self.long_key(run.text))
        known = {w.replace(".", "") for e in entries() for w in e.words}
        return {a: next(iter(k)) for a, k in sorted(guessed.items()) if len(k) == 1 and a not in known} | told

    def long_key(self, long: str) -> str:
        return _known_words().get(long) or _thing_fold(long)

    def thing_key(self, run: Run, long_forms: dict[str, str]) -> str:
        """Return what a run is called: a gloss in the story is worth more than the table."""
        letters = run.text.replace(".", "")
        if letters.isupper() and letters in long_forms:
            return long_forms[letters]
        if run.key is not None:
            return run.key
        folded = _thing_fold(run.text)
        return self.table.get(folded, folded)


@cache
def _known_words() -> dict[str, str]:
    return {w: e.key for e in entries() for w in e.words} | country_words()


def _thing_fold(text: str) -> str:
    """Return the key of an organisation or thing: articles, hyphens and British spelling levelled."""
    words = " ".join(w.text for w in scan(fold(text), 0, len(text) * 2) if w.text[0].isalnum())
    words = words.removeprefix("the ")
    for british, american in _SPELLINGS:
        words = words.replace(british, american)
    return words


def _number_forms(long: str) -> tuple[str, ...]:
    """Return singular and plural of a long form in small letters: an acronym stands for both."""
    if not long[-1:].islower() or long[:1].isupper():
        return ()
    return (long[:-1],) if long.endswith("s") else (long + "s",)
