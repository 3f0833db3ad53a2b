"""Who speaks: names, titles, pronouns and role noun phrases resolved to the story's names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from reporter.extract import lexicon
from reporter.extract.tokens import Token
from reporter.schema import Name
from reporter.text import collapse

_ROLES = frozenset(
    """
    minister president secretary chairman chairwoman chair chief general commander spokesman spokeswoman spokesperson senator
    congressman congresswoman representative governor mayor chancellor premier leader adviser advisor ambassador director officer
    attorney lawyer judge justice candidate nominee official lawmaker diplomat envoy speaker king queen prince princess pope bishop
    professor analyst economist expert founder executive ceo head deputy member author activist sheriff prosecutor counsel farmer
    businessman businesswoman mogul tycoon billionaire politician democrat republican conservative host journalist reporter scientist
    doctor manager coach player captain coordinator commissioner negotiator strategist consultant pollster whip counterpart successor
    predecessor owner retired veteran tsar czar treasurer
    """.split()
)
_INDEFINITE = frozenset("a an another one some".split())  # who is told so is a newcomer, and nobody named before
_GENERIC = frozenset("official leader politician lawmaker man woman candidate diplomat republican democrat executive counterpart".split())
_MALE = frozenset("he mr sir his king prince chairman congressman spokesman businessman father husband son brother".split())
_FEMALE = frozenset(
    "she ms mrs miss madam her queen princess chairwoman congresswoman spokeswoman businesswoman mother wife daughter sister".split()
)
_FIRST_PERSON = frozenset({"i", "we", "i'm", "we're", "i've", "we've"})
_REMEMBERED = 100  # people of an article that a title or pronoun may mean, the last ones
_TITLE_REACH = 7  # words before a name that may be its title
_ASIDE_REACH = 14  # words after a name and a comma that may describe it


class Speaker(NamedTuple):
    """A speaker: the key of a Name, or a description of somebody unnamed."""

    who: str
    named: bool
    display: str


class Occurrence(NamedTuple):
    """A name at tokens [start, end)."""

    start: int
    end: int
    name: Name


def occurrences(sentence: Sequence[Token], mentions: Iterable[tuple[str, int, int]], names: Mapping[str, Name]) -> list[Occurrence]:
    """Return at which tokens of `sentence` the mentions (key, start, end in the article) stand."""
    found = []
    at = 0
    for key, start, end in mentions:
        while at < len(sentence) and sentence[at].end <= start:
            at += 1
        last = at
        while last < len(sentence) and sentence[last].start < end:
            last += 1
        if key in names and last > at:
            found.append(Occurrence(at, last, names[key]))
    return found


def _bare(word: str) -> str:
    """A word without its possessive ending."""
    return word[:-2] if word.endswith("'s") else word.rstrip("'")


class Cast:
    """The people of one article as they have been introduced so far, and who spoke last."""

    def __init__(self) -> None:
        self._described: dict[str, set[str]] = {}
        self._gender: dict[str, str] = {}
        self._display: dict[str, str] = {}
        self._recent: list[str] = []  # keys of persons, the last one to speak or act last
        self._group: Speaker | None = None  # the last several people who spoke: whom "they" may mean
        self._body: Speaker | None = None  # the last organisation or document that spoke: what "it" may mean

    def read(self, sentence: Sequence[Token], found: Iterable[Occurrence]) -> None:
        """Learn titles and descriptions from a sentence and its names."""
        for one in found:
            if one.name.kind != "person":
                continue
            self._display[one.name.key] = one.name.display
            words = _title(sentence, one.start) | _aside(sentence, one.end)
            self._described.setdefault(one.name.key, set()).update(words)
            gender = "m" if words & _MALE else "f" if words & _FEMALE else ""
            if gender:
                self._gender[one.name.key] = gender

    def spoke(self, key: str) -> None:
        """Note that a person spoke or acted just now."""
        if key in self._recent:
            self._recent.remove(key)
        self._recent.append(key)
        del self._recent[:-_REMEMBERED]

    def told(self, speaker: Speaker) -> None:
        """Note that somebody was named as a speaker just now: people may be meant by "they" later, a body by "it"."""
        if speaker.who in self._display:
            self.spoke(speaker.who)
        elif speaker.named:
            self._body = speaker
        elif _is_plural(speaker.who):
            self._group = speaker
        elif not _ROLES & set(speaker.who.lower().split()):
            self._body = speaker

    def resolve(self, sentence: Sequence[Token], start: int, end: int, found: Sequence[Occurrence]) -> Speaker | None:
        """Return whom tokens [start, end) of `sentence`, a noun phrase, stand for."""
        first = sentence[start].word
        if first in {"he", "she", "him", "her"} and end - start == 1:
            return self._pronoun("m" if first in {"he", "him"} else "f")
        if first in _FIRST_PERSON:
            return None
        if first in {"they", "it"} and end - start == 1:
            return self._group or self._body if first == "they" else self._body
        if first in {"who", "which"}:
            return _antecedent(start, found)
        named = _named(sentence, start, end, found)
        if named is not None:
            return Speaker(named.key, named=True, display=named.display)
        role = self._role(sentence, start, end)
        if role is not None:
            return role
        if first in {"that", "this"} or (end - start == 1 and first in lexicon.PRONOUN_SUBJECTS):
            return None
        return _description(sentence, start, end)

    def _pronoun(self, gender: str) -> Speaker | None:
        for key in reversed(self._recent):
            if self._gender.get(key, gender) == gender:
                self._gender.setdefault(key, gender)
                return Speaker(key, named=True, display=self._display.get(key, key))
        return None

    def _role(self, sentence: Sequence[Token], start: int, end: int) -> Speaker | None:
        """`the Iranian minister`: the person described by most of these words, the latest speaker among equals."""
        first = sentence[start]
        if first.word not in {"the", "his", "her", "this"} and (not first.capital or first.word in _INDEFINITE):
            return None
        stop = next((i for i in range(start + 1, end) if sentence[i].word in lexicon.PREPOSITIONS or sentence[i].word == ","), end)
        words = [t.word for t in sentence[start:stop] if t.is_word]
        if not words or words[-1] not in _ROLES or sentence[start].word in {"his", "her"}:
            return None
        wanted = [_root(w) for w in words if w not in lexicon.FUNCTION_WORDS]
        best: tuple[float, int, str] | None = None
        for key in islice(reversed(self._described), _REMEMBERED):
            described = self._described[key]
            roots = {_root(w) for w in described}
            if words[-1] not in described and words[-1] not in _GENERIC:
                continue
            fit = sum(1.0 for w in wanted if w in roots) - 0.5 * sum(1 for w in wanted if w not in roots)
            place = self._recent.index(key) if key in self._recent else -1
            if best is None or (fit, place) > best[:2]:
                best = fit, place, key
        if best is None or (best[1] < 0 and best[0] <= 0):
            return None
        return Speaker(best[2], named=True, display=self._display[best[2]])


def _antecedent(relative: int, found: Sequence[Occurrence]) -> Speaker | None:
    """The name right before `who` or `which`, with at most a comma between."""
    last = next((o for o in reversed(found) if relative - 2 <= o.end <= relative), None)
    return Speaker(last.name.key, named=True, display=last.name.display) if last is not None else None


def _is_plural(description: str) -> bool:
    """Whether a description's head is plural: `aides to the governor`, `police`."""
    words = description.split()
    stop = next((i for i, w in enumerate(words) if i and w.lower() in lexicon.PREPOSITIONS | lexicon.RELATIVES), len(words))
    head = words[stop - 1].lower() if words else ""
    return head in {"police", "people", "women", "men"} or (head.endswith("s") and not head.endswith(("ss", "us", "'s", "’s")))


def _root(word: str) -> str:
    """Enough of a word to match `Iran` with `Iranian`."""
    return _bare(word).replace("defence", "defense")[:4]


def _title(sentence: Sequence[Token], start: int) -> set[str]:
    """The words of a title before a name."""
    words: set[str] = set()
    i = start - 1
    while i >= 0 and start - i <= _TITLE_REACH:
        token = sentence[i]
        if not token.is_word:
            if token.text in {".", ","} and i == start - 1:
                i -= 1
                continue
            break
        if not (
            token.capital
            or token.word in _ROLES
            or token.word in {"and", "of", "the", "former"}
            or token.word.endswith(("ian", "ish", "ese"))
        ):
            break
        words.add(_bare(token.word))
        if token.word.endswith("'s"):
            break  # "President Lind's Secretary": before it stands somebody else's title
        i -= 1
    return words - {"the", "and", "of"} if words & (_ROLES | _MALE | _FEMALE | _TITLES) else set()


_TITLES = frozenset("sen rep gov gen maj brig lt col capt adm dr prof sgt rev".split())


def _aside(sentence: Sequence[Token], end: int) -> set[str]:
    """The words of a description after a name and a comma."""
    if end >= len(sentence) or sentence[end].word not in {",", "("}:
        return set()
    words: set[str] = set()
    for token in sentence[end + 1 : end + 1 + _ASIDE_REACH]:
        if token.text in {",", ")", ";"}:
            break
        if token.is_word:
            if lexicon.is_finite(token.word) and not words:
                return set()
            words.add(_bare(token.word))
            if token.word.endswith("'s"):
                words -= _ROLES  # "Rice, President Lind's adviser": she is no president
    return words - lexicon.FUNCTION_WORDS if words & (_ROLES | _MALE | _FEMALE) else set()


def _named(sentence: Sequence[Token], start: int, end: int, found: Sequence[Occurrence]) -> Name | None:
    """The name that heads a noun phrase: not one that only modifies it (`Trump's aide`, `an aide to Trump`)."""
    inside = [o for o in found if o.start >= start and o.end <= end]
    cut = next((i for i in range(start, end) if sentence[i].word in lexicon.PREPOSITIONS or sentence[i].word == ","), end)
    if any(o.end < cut and sentence[o.end].word == "and" for o in inside) and not _titled_with_and(sentence, cut, inside):
        return None  # several: "Iran and Russia"
    heads = [o for o in inside if o.end <= cut and not sentence[o.end - 1].word.endswith("'s")]
    account = [o for o in inside if o.end == end - 1 and sentence[end - 1].word in _ACCOUNTS and o.name.kind == "person"]
    if account:
        return account[-1].name  # "according to Smith's assessment"
    if heads:
        last = heads[-1]
        if last.end - start > 1 and sentence[last.end - 1].word.rpartition("-")[2] in _MEMBERS:
            return None  # one of a party: "the Texas Republican"
        if last.end == cut or (last.name.kind == "person" and sentence[last.end].text in {"(", "."}):
            return last.name
        return last.name if cut < end and last.end >= cut else None
    if sentence[start].word in {"a", "an"}:  # "A city official, Ole Berg, said"
        apposed = (o.name for o in inside if o.start == cut + 1 and o.name.kind == "person" and sentence[cut].word == ",")
        return next(apposed, None)
    after = [
        o
        for o in inside
        if o.start > cut and o.name.kind == "person" and sentence[o.start - 1].text == "," and not sentence[o.end - 1].word.endswith("'s")
    ]
    titled = [
        o
        for o in inside
        if o.start > cut and o.name.kind == "person" and _title(sentence, o.start) and not sentence[o.end - 1].word.endswith("'s")
    ]
    chosen = after or [o for o in titled if sentence[cut].word == ","]
    return chosen[0].name if chosen else None


_MEMBERS = frozenset({"republican", "democrat", "conservative", "liberal", "socialist", "tory"})


def _titled_with_and(sentence: Sequence[Token], end: int, inside: Sequence[Occurrence]) -> bool:
    """Whether a title has the "and" before the one person named: `Trade and Industry Secretary Ana Lind`."""
    people = [o for o in inside if o.name.kind == "person" and o.end <= end]
    return len(people) == 1 and people[0].end == end and sentence[people[0].start - 1].word in _ROLES


def _description(sentence: Sequence[Token], start: int, end: int) -> Speaker | None:
    while end > start and sentence[end - 1].word in {",", "too", "himself", "themselves"}:
        end -= 1
    words = [t.text for t in sentence[start:end]]
    if not words or words[-1].lower().endswith(("'s", "’s")) or (len(words) == 1 and words[0].lower() in _NOBODY):
        return None  # "Lind's remarks that", "past reports"
    text = collapse(" ".join(words)).replace(" ,", ",").replace(" .", ".")
    first = words[0].lower()
    if first in lexicon.DETERMINERS or first in _COUNTS:
        text = first + text[len(first) :]
    elif len(words) == 1 and words[0].lower() in _PLURALS:
        text = text.lower()
    return Speaker(text, named=False, display=text)


_NOBODY = frozenset("first past earlier recent several".split())
_COUNTS = frozenset("one two three four five six seven eight nine ten another several people sources officials".split())
_ACCOUNTS = frozenset("assessment account statement words tweet remarks testimony letter letters estimate".split())
_PLURALS = frozenset(
    """
    officials aides sources critics lawmakers experts analysts police authorities witnesses organizers supporters opponents
    investigators prosecutors ministers senators reporters protesters demonstrators activists residents economists scientists researchers
    doctors lawyers attorneys advocates diplomats commanders soldiers observers voters leaders sources insiders advisers advisors
    """.split()
)
