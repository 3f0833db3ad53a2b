"""Finding names in text: one pass over a text, and which person a surname alone means there."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from reporter.extract import names_lexicon as lexicon
from reporter.extract.phrases import Phrases, Word, scan
from reporter.schema import Name
from reporter.text import fold

_PLACE_BEFORE = frozenset("in from to near across of into throughout inside visit visiting visited leave left".split())
_AFTER_A_PERSON = frozenset("said says told added has had was is also insisted warned wants wrote tweeted".split())
_BLANK = "\x00"  # a month's name that is none here
_LEAD = 3  # times as many full mentions as all others of the surname make a person the one whom the story is about


class _Hit(NamedTuple):
    keys: tuple[str, ...]
    start: int
    end: int
    title: str  # the word before it where that is a title, folded without full stop


class NameIndex:
    """Finds the names of a story in its texts.

    A short form that several people share ("Clinton") is resolved within its text: by honorific and title, then by who is
    written out there, then by whom the story is about. Where that leaves doubt it is a name of its own.
    """

    def __init__(self, names: Iterable[Name], texts: Sequence[str] = ()) -> None:
        """Index `names`; `texts`, the story's articles, tell whom a shared surname mostly means."""
        self._names = {n.key: n for n in names}
        keys: dict[str, set[str]] = {}
        for name in self._names.values():
            for variant in name.variants:
                keys.setdefault(variant, set()).add(name.key)
        self._keys = {v: tuple(sorted(k)) for v, k in keys.items()}
        self._share_surnames()
        self._phrases = Phrases({v: v for v in self._keys})
        self._found: dict[str, tuple[tuple[str, int, int], ...]] = {}
        self._full: Counter[str] = Counter()  # times that a person is written out
        self._titled: Counter[tuple[str, str]] = Counter()
        self._hits_in = {text: self._hits(text) for text in sorted(texts)}
        for text, hits in self._hits_in.items():
            for hit in hits:
                if self._is_full(hit, text):
                    self._full[hit.keys[0]] += 1
                    self._titled[hit.keys[0], hit.title] += bool(hit.title)

    def mentions(self, text: str, start: int, end: int) -> tuple[tuple[str, int, int], ...]:
        """Return (key, start, end) of the names that lie in `text[start:end]`, in text order; `text` is the whole article."""
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = self._resolve(text)
        first = bisect_left(found, start, key=lambda m: m[1])
        kept = []
        for mention in found[first:]:
            if mention[1] >= end:
                break
            if mention[2] <= end:
                kept.append(mention)
        return tuple(kept)

    def _share_surnames(self) -> None:
        """Let a bare surname mean everybody who bears it, whoever's variant it is listed as."""
        bearers: dict[str, set[str]] = {}
        for name in self._names.values():
            if name.kind == "person":
                for variant in name.variants:
                    words = variant.split(" ")
                    if len(words) > 1 and words[-1][:1].isupper():
                        bearers.setdefault(words[-1], set()).add(name.key)
        for variant, keys in self._keys.items():
            if variant in bearers and any(self._names[k].kind == "person" for k in keys):
                self._keys[variant] = tuple(sorted({*keys, *bearers[variant]}))

    def _hits(self, text: str) -> list[_Hit]:
        words = _words(text)
        return [
            _Hit(self._keys[variant], words[first].start, words[after - 1].end, _title(words, first))
            for variant, first, after in self._phrases.find(words)
        ]

    def _is_full(self, hit: _Hit, text: str) -> bool:
        return len(hit.keys) == 1 and self._names[hit.keys[0]].kind == "person" and " " in text[hit.start : hit.end]

    def _resolve(self, text: str) -> tuple[tuple[str, int, int], ...]:
        hits = self._hits_in.get(text) or self._hits(text)
        full: dict[str, list[int]] = {}
        for hit in hits:
            if self._is_full(hit, text):
                full.setdefault(hit.keys[0], []).append(hit.start)
        bare: dict[tuple[str, ...], list[int]] = {}
        for hit in hits:
            if len(hit.keys) > 1 and hit.title not in lexicon.HONORIFICS:
                bare.setdefault(hit.keys, []).append(hit.start)
        for hit in hits:  # "President Clinton" writes out whom it means as well as a first name does
            titled = self._titled_one(hit) if len(hit.keys) > 1 else None
            if titled is not None:
                full.setdefault(titled, []).append(hit.start)
        return tuple((key, h.start, h.end) for h in hits if (key := self._one(h, text, full, bare)) is not None)

    def _titled_one(self, hit: _Hit) -> str | None:
        if not hit.title or hit.title in lexicon.HONORIFICS:
            return None
        bearers = [k for k in hit.keys if self._titled[k, hit.title]]
        return bearers[0] if len(bearers) == 1 else None

    def _one(self, hit: _Hit, text: str, full: dict[str, list[int]], bare: dict[tuple[str, ...], list[int]]) -> str | None:
        """Return the key that a hit means; None where it is in doubt and has no name of its own."""
        if len(hit.keys) == 1:
            return hit.keys[0]
        own = fold(text[hit.start : hit.end])
        own_key = own if own in hit.keys else None
        others = [k for k in hit.keys if self._names[k].kind != "person"]
        people = [k for k in hit.keys if self._names[k].kind == "person" and k != own_key and self._fits(k, hit.title)]
        if others:
            return self._place_or_person(hit, text, full, people, others)
        titled = self._titled_one(hit)
        if titled is not None:
            return titled
        if len(people) == 1:
            return people[0]
        return _established(full, bare.get(hit.keys, []), people) or self._present(hit, full, people) or own_key

    def _place_or_person(self, hit: _Hit, text: str, full: dict[str, list[int]], people: list[str], others: list[str]) -> str:
        before = text[max(0, hit.start - 12) : hit.start].split()
        present = [k for k in people if k in full]
        if len(present) == 1 and (hit.title or not (before and before[-1].lower() in _PLACE_BEFORE)):
            return present[0]
        return others[0]

    def _fits(self, key: str, title: str) -> bool:
        """Tell whether an honorific fits a person's given name."""
        sex = lexicon.HONORIFICS.get(title)
        given = self._names[key].display.split(" ")[0].split("-")[0].lower()
        female, male = given in lexicon.GIVEN_FEMALE, given in lexicon.GIVEN_MALE
        return sex is None or female == male or (female if sex == "f" else male)

    def _present(self, hit: _Hit, full: dict[str, list[int]], people: list[str]) -> str | None:
        """Return the one person whom a shared surname means in this text, None where it may mean several."""
        lead = self._story_lead(people)
        written = [k for k in people if k in full]
        if len(written) == 1 and (full[written[0]][0] <= hit.start or lead in (None, written[0])):
            return written[0]
        if not written or lead not in written:
            return lead if not written or all(len(full[k]) == 1 for k in written) else None
        rest = [k for k in written if k != lead]
        return lead if all(len(full[k]) * 2 <= max(2, len(full[lead]) * 2) for k in rest) else None

    def _story_lead(self, people: list[str]) -> str | None:
        ranked = sorted(people, key=lambda k: (-self._full[k], k))
        if not ranked or not self._full[ranked[0]]:
            return None
        return ranked[0] if self._full[ranked[0]] >= _LEAD * sum(self._full[k] for k in ranked[1:]) else None


def _established(full: dict[str, list[int]], bare: list[int], people: list[str]) -> str | None:
    """Return the person whom a text goes on to call by surname alone before it brings in another bearer of it."""
    written = sorted((full[k][0], k) for k in people if k in full)
    if len(written) < 2:
        return None
    (first, key), (second, _) = written[:2]
    return key if any(first < start < second for start in bare) else None


@lru_cache(maxsize=128)  # of a story's articles, for each index that is made of its names
def _words(text: str) -> Sequence[Word]:
    """Return the words and marks of a text, months blanked."""
    words = scan(text, 0, len(text))
    return [w._replace(text=_BLANK) if _is_month(words, i) else w for i, w in enumerate(words)]


def _is_month(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word is in the calendar, and no surname here: "Theresa May", "Mrs. May", "May said"."""
    if words[index].text.lower() not in lexicon.CALENDAR:
        return False
    before = words[index - 1].text.lower() if index else ""
    given = before in lexicon.GIVEN
    following = words[index + 1].text if index + 1 < len(words) else ""
    return not (given or _title(words, index) or words[index].possessive or following in _AFTER_A_PERSON)


def _title(words: Sequence[Word], first: int) -> str:
    """Return the title right before a word, folded, without its full stop; empty where there is none."""
    at = first - 1
    if at >= 0 and words[at].text == ".":
        at -= 1
    if at < 0 or words[at].possessive:
        return ""
    lower = words[at].text.rstrip(".").lower()
    return lower if lower in lexicon.TITLES or lower in lexicon.WEAK_TITLES or lower in lexicon.HONORIFICS else ""
