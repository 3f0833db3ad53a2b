"""Capitalised runs: where names stand, before it is known what they name."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, NamedTuple

from reporter.extract import names_lexicon as lexicon
from reporter.extract.countries import capital_words, country_words
from reporter.extract.glossary import entries
from reporter.extract.phrases import Phrases, Word, scan
from reporter.schema import Sentence, Story

Kind = Literal["person", "place", "organisation", "other"]

_ENDS = frozenset(".:!?…\"“”'‘’(—–-[•*|/;")  # after one of these a capital may only begin a sentence
_SHOUTED = 0.6  # share of words in capitals from which a line is a headline
_CONNECTORS = frozenset({"of", "for", "on", "the", "and", "in", "to", "&"})
_PARTY_WORDS = frozenset({"republican", "democratic", "democrat", "republicans", "democrats", "gop"})
_INSTITUTIONAL = frozenset({"American", "America", "British", "Palestinian", "Irish"})  # often part of an institution's name
_NEVER = frozenset("i the a an and or but this that these those he she it we they you his her its our their my your if".split())
_HEADLINE_VERBS = frozenset("is are was were has have had does did not after over out from with by as at what how why when who".split())
_PARTY_LETTERS = frozenset("RDI")
_JOINT = frozenset(
    "committee subcommittee institute administration association commission agency department service services council board".split()
)
# Of Korean given names: "Moon Jae-in".
_SYLLABLES = frozenset("in un il hee ho eun jin sung won hwan soo hyun young ki jae chol nam suk woo".split())
_OFFICE_WORDS = lexicon.TITLES | lexicon.WEAK_TITLES | lexicon.TITLE_MODIFIERS | lexicon.OFFICES
_NO_ACRONYMS = frozenset(
    "am pm tv ok ceo cfo coo ad bc ii iii iv vi vii viii ix xi id pc pr dc false true not no yes all so sad read us et est gmt edt".split()
)
_WEAK_ENDINGS = ("ing", "ly", "ed")
_LONGEST_RUN = 14  # words
_LONGEST_NAME = 5  # words of a person's name, initials and particles counted


class Run(NamedTuple):
    """A stretch that may be a name."""

    article: str
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    kind: Kind | None  # None where only other places can tell
    title: str | None = None  # words before a person's name, e.g. "Russian Defense Minister"
    key: str | None = None  # of a country or an entry of the glossary


class _Seen(NamedTuple):
    """How the words of a story are written."""

    lower: Counter[str]
    capital: Counter[str]  # capitalised where no sentence begins


@cache
def known() -> Phrases:
    """Return the countries, capitals and the glossary as phrases."""
    table = {word: f"{e.kind}:{e.key}" for e in entries() for word in e.words}
    table |= {word: f"place:{key}" for word, key in country_words().items()}
    capitals = {word: "washington" if country == "united states" else word.casefold() for word, country in capital_words().items()}
    table |= {word: f"capital:{city}" for word, city in capitals.items()}
    return Phrases(table)


def runs(story: Story, sentences: Sequence[Sentence]) -> tuple[Run, ...]:
    """Return what may be names in the story's sentences, in order (article id, start)."""
    texts = {a.id: a.text for a in story.articles}
    lines = [(s, scan(texts[s.article], s.start, s.end)) for s in sentences]
    lines = [(s, words) for s, words in lines if words]
    headline = [_headline(words, texts[s.article][: s.end]) for s, words in lines]
    seen = _seen(words for (_, words), h in zip(lines, headline, strict=True) if not h)
    found: list[Run] = []
    for (sentence, words), is_headline in zip(lines, headline, strict=True):
        found += _Line(sentence.article, texts[sentence.article], words, seen).runs(headline=is_headline)
    return tuple(sorted(found, key=lambda r: (r.article, r.start, r.end)))


def _headline(words: Sequence[Word], text: str) -> bool:
    """Tell whether most of a line's longer words are capitalised, or the line shouts."""
    long = [w for w in words if len(w.text) > 3 and w.text.isalpha()]
    capital = sum(w.capital for w in long) / max(1, len(long))
    if len(long) < 4:
        return len(long) == 3 == capital * 3 and len(words) < 9 and text[-1:] not in '.!?”"'
    shouted = sum(w.text.isupper() for w in long) / len(long)
    return shouted > _SHOUTED or (capital > _SHOUTED + 0.1 and text[-1:] not in '.!”"')


def _begins(words: Sequence[Word], index: int) -> bool:
    return index == 0 or words[index - 1].text in _ENDS


def _seen(lines: Iterable[Sequence[Word]]) -> _Seen:
    seen = _Seen(Counter(), Counter())
    for words in lines:
        for i, word in enumerate(words):
            if not word.capital:
                seen.lower[word.text] += 1
            elif not _begins(words, i):
                seen.capital[word.text.lower()] += 1
    return seen


class _Line:
    """The words of one sentence, parted into runs."""

    def __init__(self, article: str, text: str, words: Sequence[Word], seen: _Seen) -> None:
        self.article, self.text, self.words, self.seen = article, text, words, seen

    def runs(self, *, headline: bool) -> list[Run]:
        """Return the runs, and the known things that no longer run holds. A headline's capitals show nothing."""
        found: list[Run] = []
        index = 0
        while index < len(self.words) and not headline:
            after = self.extent(index) if self.starts(index) else index
            if after > index:
                found += self.read(index, after)
            index = max(after, index + 1)
        return self.with_known(found)

    def with_known(self, found: Sequence[Run]) -> list[Run]:
        """Return the runs with the known things: one of these takes the place of an equal run, a longer run keeps its own."""
        longest: dict[int, tuple[int, int]] = {}  # the run that each word lies in
        begins = [w.start for w in self.words]
        for run in found:
            for i in range(bisect_left(begins, run.start), bisect_left(begins, run.end)):
                longest[i] = (run.start, run.end)
        kept = {(r.start, r.end): r for r in found}
        for hit, first, after in known().find(self.words):
            kind, _, key = hit.partition(":")
            run = self.run(first, after, "place" if kind == "capital" else kind, key=key)  # type: ignore[arg-type]
            around = longest.get(first, (run.start, run.end))
            inside = around[0] <= run.start and run.end <= around[1] and around != (run.start, run.end)
            if not inside and not self.party(first):
                kept[run.start, run.end] = run
        return list(kept.values())

    def run(self, first: int, after: int, kind: Kind | None, *, title: str | None = None, key: str | None = None) -> Run:
        a, b = self.words[first].start, self.words[after - 1].end
        return Run(self.article, a, b, self.text[a:b], tuple(w.text for w in self.words[first:after]), kind, title, key)

    def lower(self, index: int) -> str:
        return self.words[index].text.rstrip(".").lower() if index < len(self.words) else ""

    def word(self, index: int) -> str:
        return self.words[index].text if index < len(self.words) else ""

    def touching(self, index: int) -> bool:
        return self.words[index - 1].end == self.words[index].start

    def spaced(self, index: int) -> bool:
        """Tell whether only spaces stand before the word at an index."""
        return self.text[self.words[index - 1].end : self.words[index].start].strip(" ") == ""

    def starts(self, index: int) -> bool:
        """Tell whether a name may begin at an index."""
        word, lower = self.words[index], self.lower(index)
        if not self.nameable(index) or self.party(index):
            return False
        if not _begins(self.words, index) or lower in lexicon.TITLES:
            return True
        if lower in lexicon.OPENERS:
            return False
        if self.seen.capital[lower] or word.initials or lower in lexicon.GIVEN:
            return True
        return not (self.seen.lower[lower] or lower.endswith(_WEAK_ENDINGS))

    def nameable(self, index: int) -> bool:
        """Tell whether a word may be part of a name: capitalised, no weekday, no "The"; months only beside a given name or title."""
        word, lower = self.words[index], self.lower(index)
        if not word.capital or lower.startswith(("i'", "i’")) or (lower in _NEVER and not word.initials):
            return False
        if lower not in lexicon.CALENDAR:
            return True
        before = self.lower(index - 1) if index else ""
        if before == "" and index > 1:
            before = self.lower(index - 2)  # "Mrs. May"
        surname = index > 0 and self.spaced(index) and (before in lexicon.TITLES or self.is_given(index - 1))
        ahead = self.words[index + 1] if self.is_given(index) and index + 1 < len(self.words) else None
        return surname or (ahead is not None and ahead.capital and self.lower(index + 1) not in lexicon.CALENDAR)

    def party(self, index: int) -> bool:
        """Tell whether a word belongs to "R-Ohio" or "D-N.Y."."""
        at = index if self.words[index].text in _PARTY_LETTERS else index - 2
        return at >= 0 and at + 1 < len(self.words) and self.words[at].text in _PARTY_LETTERS and self.words[at + 1].text in "-–"

    def extent(self, index: int) -> int:
        """Return the index after the run that begins at `index`."""
        after = index + 1
        while after < len(self.words) and after - index < _LONGEST_RUN and not self.words[after - 1].possessive:
            step = self.step(index, after)
            if step == 0:
                break
            after += step
        return after

    def step(self, index: int, after: int) -> int:
        """Return how many more words the run takes in."""
        word, before = self.words[after], self.words[after - 1]
        following = after + 1 < len(self.words) and self.nameable(after + 1)
        if word.text == "." and self.touching(after) and self.lower(after - 1) in lexicon.TITLE_ABBREVIATIONS:
            return 1
        if not self.spaced(after) or (before.initials and before.text in country_words()):
            return 0
        if word.text == "-" and following and self.touching(after) and self.touching(after + 1):
            apart = before.text in country_words() or self.words[after + 1].text in country_words()
            return 0 if apart or before.initials else 2
        if (
            word.text == "-"
            and after > index + 1
            and self.word(after + 1) in _SYLLABLES
            and self.touching(after)
            and self.touching(after + 1)
        ):
            return 2
        if self.touching(after) and before.text != ".":
            return 0
        if self.nameable(after):
            return 0 if self.lower(after) in _HEADLINE_VERBS else 1
        if word.text in lexicon.PARTICLES and following:
            return 2
        return self.connected(index, after)

    def connected(self, index: int, after: int) -> int:
        """Return how many words "of the Treasury", "on Oversight and Reform" add to an office or an institution."""
        if self.words[after].text not in _CONNECTORS:
            return 0
        ahead = self.ahead(after)
        if ahead >= len(self.words) or not self.nameable(ahead):
            return 0
        so_far = {self.lower(i) for i in range(index, after)}
        if self.words[after].text == "of" and self.lower(after - 1) in {"secretary", "chief", "secretaries", "minister"}:
            return ahead + 1 - after if self.lower(ahead) in lexicon.OFFICES else 0
        if self.words[after].text == "and" and self.lower(ahead + 1) in _JOINT and not any(self.is_given(i) for i in range(index, after)):
            own = after - index > 1 or (index > 0 and self.words[index - 1].initials)  # "U.S. Fish and Wildlife Service"
            return 2 if own and not so_far & lexicon.TITLES else 0  # "House Ways and Means Committee"
        if not so_far & lexicon.CONNECTED_HEADS:
            return 0
        if self.words[after].text in {"of", "on", "for"}:
            return ahead + 1 - after if self.lower(after - 1) in lexicon.CONNECTED_HEADS or "on" in so_far else 0
        linked = bool(so_far & {"of", "on", "for"}) and self.words[after].text in {"and", "&"} and ahead == after + 1
        return 2 if linked and not self.is_given(ahead) and self.words[ahead].text not in country_words() else 0

    def is_given(self, index: int) -> bool:
        lower = self.lower(index)
        return lower in lexicon.GIVEN

    # -- reading a run ------------------------------------------------------------------------------------------------

    def read(self, first: int, after: int) -> list[Run]:
        """Return the names in a capitalised run."""
        while after > first and not self.words[after - 1].text[-1].isalnum() and not self.words[after - 1].initials:
            after -= 1 if self.lower(after - 2) not in lexicon.SUFFIXES else 0
            if self.lower(after - 2) in lexicon.SUFFIXES:
                break
        begin = self.after_title(first, after)
        if begin > first and begin < after and self.personal(begin, after):
            title = self.text[self.words[first].start : self.words[begin - 1].end]
            return [*self.before_title(first, begin), self.run(begin, after, "person", title=title)]
        begin = self.after_lead(first, after)
        return self.untitled(begin, after) if begin < after else []

    def after_title(self, first: int, after: int) -> int:
        """Return the index after the last title in a run, `first` where there is none."""
        begin = first
        for i in range(first, after):
            lower = self.lower(i)
            following = i + 2 if i + 1 < after and self.words[i + 1].text == "." else i + 1
            given = following < after and self.is_given(following)
            office = i > first and (self.lower(i - 1) in lexicon.TITLE_MODIFIERS or self.lower(i - 1) in lexicon.ORGANISATION_WORDS)
            if (
                lower in lexicon.TITLES
                or (lower in lexicon.WEAK_TITLES and (given or office))
                or (lower in lexicon.TITLE_MODIFIERS and begin == i > first)
            ):
                begin = following
            elif lower == "of" and begin == i and self.lower(self.ahead(i)) in lexicon.OFFICES:
                begin = self.ahead(i) + (2 if self.lower(self.ahead(i)) == "homeland" else 1)
        return begin if begin < after else first

    def ahead(self, index: int) -> int:
        """Return the index after a connector and an article."""
        return index + 2 if self.word(index + 1) == "the" else index + 1

    def before_title(self, first: int, begin: int) -> list[Run]:
        """Return the institution that a title may begin with: "House Intelligence Committee Chairman"."""
        for end in range(begin, first + 1, -1):
            last = self.lower(end - 1)
            if last in lexicon.ORGANISATION_WORDS and last not in lexicon.TITLE_MODIFIERS and end - first > 1:
                start = self.after_lead(first, end)
                return self.untitled(start, end) if end - start > 1 else []
        return []

    def personal(self, first: int, after: int) -> bool:
        """Tell whether words may be a person's name."""
        words = self.words[first:after]
        if len(words) > _LONGEST_NAME + 2 * sum(w.text == "-" for w in words):
            return False
        lowers = [w.text.rstrip(".").lower() for w in words]
        bad = lexicon.ORGANISATION_WORDS | lexicon.PLACE_WORDS | lexicon.THING_WORDS | _CONNECTORS
        given = len(lowers) > 1 and self.is_given(first)  # "Bill Bridge" is a man all the same
        spared = lowers[1:] if given and len(lowers) > 2 else lowers[1:-1] if given else lowers
        if any(w in bad for w in spared) or words[0].text in country_words():
            return False
        return all(w.capital or w.text in lexicon.PARTICLES or w.text in "-." or w.text in _SYLLABLES for w in words)

    def after_lead(self, first: int, after: int) -> int:
        """Return the index after a nationality, party or insult that a run begins with: "Iranian", "Crooked"."""
        begin = first
        while begin < after - 1:
            word, lower = self.words[begin].text, self.lower(begin)
            is_lead = (word in country_words() and word not in _INSTITUTIONAL) or lower in _PARTY_WORDS
            following = next((i for i in range(begin + 1, min(begin + 4, after)) if self.is_given(i)), None)
            if following is not None and following < after - 1 and not self.is_given(begin):
                common = self.seen.lower[lower] or lower in lexicon.ORGANISATION_WORDS or lower in lexicon.TITLE_MODIFIERS
                is_lead = is_lead or bool(common) or word in country_words()
                opens = following == begin + 1 and (lower.endswith("an") or _begins(self.words, begin))  # "Arizonan", "Meet"
                is_lead = is_lead or opens
            if not is_lead or self.is_given(begin):
                break
            begin += 1
            if self.words[begin].text in "-&":
                begin += 1
        return min(begin, after)

    def untitled(self, first: int, after: int) -> list[Run]:
        """Return a run without a title as what its words tell that it is."""
        lowers = [self.lower(i) for i in range(first, after)]
        last = lowers[-1]
        if after - first == 1:
            return self.single(first)
        if all(w in _OFFICE_WORDS or w in _CONNECTORS or not w for w in lowers) or self.all_known(first, after):
            return []
        if last in lexicon.TITLES and not self.is_given(first) and not _CONNECTORS & set(lowers):  # "Maricopa County Sheriff": an office
            return self.untitled(first, after - 1)
        personal = self.personal(first, after)
        common = any(self.seen.lower[w] for w in lowers)
        initial = self.words[first].initials and len(self.words[first].text) < 5 and self.words[first].text not in country_words()
        if personal and (self.is_given(first) or last in lexicon.SUFFIXES or initial):
            return [self.run(first, after, "person")]
        if last in lexicon.ORGANISATION_WORDS or _CONNECTORS & set(lowers[1:-1]):
            return [self.run(first, after, "organisation")]
        if last in lexicon.PLACE_WORDS or last in lexicon.THING_WORDS:
            return [self.run(first, after, "place" if last in lexicon.PLACE_WORDS else "other")]
        pair = after - first == 3 and self.words[first + 1].text == "-"
        if pair and self.seen.capital[lowers[0]] > 1 and self.seen.capital[last] > 1:
            return [*self.single(first), *self.single(after - 1)]
        middle = any(w.initials and len(w.text) < 5 for w in self.words[first + 1 : after - 1])
        if personal and (middle or (self.speaks(first, after) and not common)):
            return [self.run(first, after, "person")]
        return [self.run(first, after, "other" if common or not personal else None)]

    def all_known(self, first: int, after: int) -> bool:
        """Tell whether a run is nothing but known things side by side: "South Carolina Republican"."""
        return sum(end - start for _, start, end in known().find(self.words[first:after])) == after - first

    def speaks(self, first: int, after: int) -> bool:
        """Tell whether what stands beside a run shows a person."""
        a, b = self.words[first].start, self.words[after - 1].end
        near = self.text[b : b + 24]
        said = lexicon.SAY_NEXT.match(near) or lexicon.PARTY_NEXT.match(near)
        return bool(said or lexicon.SAY_BEFORE.search(self.text[max(0, a - 12) : a]))

    def single(self, index: int) -> list[Run]:
        """Return a capitalised word that stands alone, where it is likely a name."""
        word, lower = self.words[index], self.lower(index)
        if word.text.isupper() and len(word.text) > 4 and (place := known().at([word._replace(text=word.text.title())], 0)):
            return [self.run(index, index + 1, "place", key=place[0].partition(":")[2])]
        common = (_OFFICE_WORDS, lexicon.ORGANISATION_WORDS, lexicon.PLACE_WORDS, lexicon.THING_WORDS)
        letters = word.text.replace(".", "")
        if letters.isupper() and 2 <= len(letters) <= 7 and letters.isalpha():
            beside = (self.words[i].text for i in (index - 1, index + 1) if 0 <= i < len(self.words))
            shouted = any(w.isupper() and len(w) > 1 for w in beside) or self.seen.lower[lower] or len(letters) > 5
            return [] if lower in _NO_ACRONYMS or shouted else [self.run(index, index + 1, "other")]
        if any(lower in c for c in common) or len(letters) < 2 or lower in lexicon.OPENERS:
            return []
        if _begins(self.words, index) and not self.seen.capital[lower]:
            return []
        return [] if self.seen.lower[lower] * 3 > self.seen.capital[lower] else [self.run(index, index + 1, None)]
