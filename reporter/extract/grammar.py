"""What closed word lists and word forms tell about a sentence: verbs, subjects, asides."""

from __future__ import annotations

from collections.abc import Sequence

from reporter.extract import lexicon
from reporter.extract.tokens import Token

MARKS = frozenset("\"“”„«»‘’'‹›")
_LONGEST_NOUN_PHRASE = 24  # words; no speaker is described longer
_LONGEST_ASIDE = 12  # tokens of one of several asides after a name
_MOST_ASIDES = 4
_LONGEST_RELATIVE = 14  # tokens
_BE = frozenset(
    {
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "it's",
        "he's",
        "she's",
        "they're",
        "i'm",
        "we're",
        "isn't",
        "wasn't",
        "weren't",
        "aren't",
    }
)
_CLAUSE_ENDS = frozenset({",", ";", ":", "but", "—", "–", "--"})


class Sentenced:
    """A sentence's tokens, and for each whether it stands inside a quotation (its marks included)."""

    __slots__ = ("_content", "_finite", "_words", "quoted", "tokens")

    def __init__(self, tokens: Sequence[Token], quoted: Sequence[bool]) -> None:
        """Count finite verbs and content words once: asking for any stretch then takes constant time."""
        self.tokens = tokens
        self.quoted = quoted
        self._words = [token.word for token in tokens]
        self._finite = [0]
        self._content = [0]
        for i, token in enumerate(tokens):
            self._finite.append(self._finite[-1] + _finite(self, i))
            self._content.append(self._content[-1] + (token.is_word and token.word not in lexicon.FUNCTION_WORDS))

    def word(self, i: int) -> str:
        """The word at `i`, or '' outside the sentence."""
        return self._words[i] if 0 <= i < len(self._words) else ""

    def plain(self, i: int) -> bool:
        """Whether `i` is a word outside quotations."""
        return 0 <= i < len(self.tokens) and self.tokens[i].is_word and not self.quoted[i]

    def finite_count(self, start: int, end: int) -> int:
        """How many words in tokens [start, end) look like finite verbs."""
        start, end = max(0, start), min(end, len(self.tokens))
        return self._finite[end] - self._finite[start] if end > start else 0

    def content_count(self, start: int, end: int) -> int:
        """How many words in tokens [start, end) are not function words."""
        start, end = max(0, start), min(end, len(self.tokens))
        return self._content[end] - self._content[start] if end > start else 0


def _finite(sentence: Sentenced, i: int) -> bool:
    """Whether the word at `i` looks like a finite verb where it stands."""
    word, before = sentence.word(i), sentence.word(i - 1)
    if not sentence.tokens[i].is_word or not (lexicon.is_finite(word) or _plural_present(sentence, i) or _takes_object(sentence, i)):
        return False
    named = sentence.tokens[i].capital and i > 0
    if word in lexicon.AUXILIARIES or word in lexicon.CONTRACTED_SUBJECTS:
        return not (named and word == "may")
    if before in lexicon.DETERMINERS or before in {"to", "having", "being"} or named:
        return False
    if before in lexicon.PREPOSITIONS:
        return False
    return not lexicon.is_past(word) or sentence.word(i + 1) != "by"


def _takes_object(sentence: Sentenced, i: int) -> bool:
    """Whether a word that is as often a noun is a verb where it stands: `its harbour remains a safe one`, not `and plans the town made`."""
    before = sentence.word(i - 1)
    joined = before in lexicon.COORDINATORS or not sentence.plain(i - 1)
    return sentence.word(i) in lexicon.PRESENT and sentence.word(i + 1) in ({"a", "an"} if joined else {"a", "an", "the"})


def _plural_present(sentence: Sentenced, i: int) -> bool:
    """Whether a bare verb follows a plural and an adverb, as in `organizers routinely defend`; without the adverb it may be a noun."""
    subject = sentence.word(i - 2)
    plural = (subject.endswith("s") and sentence.plain(i - 2)) or subject in {"they", "we"}
    return sentence.word(i) in lexicon.BASES and lexicon.is_adverb(sentence.word(i - 1)) and plural and subject not in lexicon.AUXILIARIES


def is_finite_at(sentence: Sentenced, i: int) -> bool:
    """Whether the word at `i` looks like a finite verb where it stands."""
    return sentence.finite_count(i, i + 1) > 0


def has_finite(sentence: Sentenced, start: int, end: int) -> bool:
    """Whether a finite verb stands in tokens [start, end)."""
    return sentence.finite_count(start, end) > 0


def is_passive(sentence: Sentenced, i: int) -> bool:
    """Whether a form of `be` governs the verb at `i`: `is expected to`."""
    j = i - 1
    while j >= 0 and (lexicon.is_adverb(sentence.word(j)) or sentence.word(j) == "not"):
        j -= 1
    return sentence.word(j) in _BE


def clause_ahead(sentence: Sentenced, start: int, end: int, stops: frozenset[str] = frozenset()) -> bool:
    """Whether a subject and a finite verb follow at `start` before anything ends the clause, or a word of `stops` comes."""
    pronoun = sentence.word(start) in lexicon.PERSONAL | {"you"}
    for k in range(start, min(end, start + _LONGEST_NOUN_PHRASE)):
        word = sentence.word(k)
        if word == "," and k > start:
            closing = aside_end(sentence, k, end)
            return closing > 0 and is_finite_at(sentence, closing)
        if word in _CLAUSE_ENDS or word in stops or (k > start and word in lexicon.SUBORDINATORS - {"as"}):
            return False
        if is_finite_at(sentence, k):
            return k > start or word in lexicon.CONTRACTED_SUBJECTS
        if pronoun and k == start + 1 and word in lexicon.BASES:
            return True
    return False


def aside_end(sentence: Sentenced, comma: int, end: int) -> int:
    """Where what follows an aside begins that opens at `comma` (`, chairman of the panel, | said`), or 0."""
    closing = next((m for m in range(comma + 1, min(end, comma + 12)) if sentence.word(m) == ","), 0)
    if not closing or closing + 1 >= end:
        return 0
    return closing + 1 if sentence.word(comma + 1) in lexicon.RELATIVES or not has_finite(sentence, comma + 1, closing) else 0


def subject_before(sentence: Sentenced, verb: int, floor: int) -> tuple[int, int] | None:
    """Return the tokens of the noun phrase that is the subject of the verb at `verb`, or None."""
    j = verb - 1
    while j >= floor and sentence.plain(j) and (_beside_verb(sentence.word(j)) or sentence.word(j) in lexicon.AUXILIARIES):
        j -= 1
    if j < floor or sentence.quoted[j]:
        return None
    j = _before_time(sentence, j, floor)
    end = j + 1
    if sentence.word(j) == ",":
        j = _before_asides(sentence, j, floor)
        if j < floor:
            return None
    if sentence.word(j) == ")":
        j = _before_bracket(sentence, j, floor)
    if not sentence.plain(j) or (sentence.word(j) in lexicon.FUNCTION_WORDS and sentence.word(j) not in lexicon.PRONOUN_SUBJECTS):
        return None
    if sentence.word(j) in lexicon.PERSONAL:
        return j, j + 1
    doing = sentence.word(j).endswith("ing") and len(sentence.word(j)) > 5 and not sentence.tokens[j].capital
    if doing and (not sentence.plain(j - 1) or sentence.word(j - 1) in lexicon.PREPOSITIONS):
        return None  # what is done is no speaker
    described = _before_relative(sentence, j, floor)
    start = _phrase_start(sentence, described if described >= floor else j, floor)
    return (start, end) if start is not None else None


def _beside_verb(word: str) -> bool:
    return lexicon.is_adverb(word) or word == "first"  # "Lind first said"


def _before_relative(sentence: Sentenced, last: int, floor: int) -> int:
    """The token before a relative clause without commas that ends at `last`: `an official | who was at the talks`; -1 for none."""
    for k in range(last, max(floor, last - _LONGEST_RELATIVE), -1):
        if not sentence.plain(k) or sentence.word(k) in lexicon.COORDINATORS:
            return -1
        if sentence.word(k) == "who":
            noun = sentence.plain(k - 1) and sentence.word(k - 1) not in lexicon.FUNCTION_WORDS
            return k - 1 if noun and has_finite(sentence, k + 1, last + 1) else -1
    return -1


def _before_time(sentence: Sentenced, last: int, floor: int) -> int:
    """The token before a time that follows a noun phrase: `the opposition on Thursday`, `the court this week`; `last` for none."""
    j = last
    while j > floor and sentence.plain(j) and (sentence.word(j) in lexicon.TIMES or sentence.word(j).isdigit()):
        j -= 1
    timed = j < last and any(sentence.word(k) in lexicon.TIMES for k in range(j + 1, last + 1))
    while timed and j > floor and sentence.word(j) in {"on", "late", "early", "in", "just", "since"}:
        j -= 1
    return j if timed and j >= floor and sentence.plain(j) and sentence.word(j) not in lexicon.FUNCTION_WORDS else last


def _before_asides(sentence: Sentenced, comma: int, floor: int) -> int:
    """The token before one aside or several: `Anna Lind, 59, of Ashton, Md., who watched, | said`."""
    j = _before_aside(sentence, comma, floor)
    for _ in range(_MOST_ASIDES):
        m = next((k for k in range(j - 1, max(floor, j - _LONGEST_ASIDE), -1) if sentence.word(k) == ","), -1)
        if j < floor or m < 0 or has_finite(sentence, m + 1, j + 1) or sentence.quoted[m]:
            break
        inside = sentence.word(m + 1)
        place = sentence.word(j) == "." or (j == m + 1 and sentence.tokens[j].capital)
        if not (inside in {"of", "from", "a", "an", "the", "speaking"} or inside.isdigit() or (place and _after_of(sentence, m, floor))):
            break
        j = m - 1
    return j


def _after_of(sentence: Sentenced, comma: int, floor: int) -> bool:
    """Whether `, of Ashton` stands before a comma: what follows it is the state."""
    m = next((k for k in range(comma - 1, max(floor, comma - _LONGEST_ASIDE), -1) if sentence.word(k) == ","), -1)
    return m > floor and sentence.word(m + 1) in {"of", "from"}


def _before_aside(sentence: Sentenced, comma: int, floor: int) -> int:
    """The token before `, the Iranian minister,` or `, for his part,`; -1 where the comma ends no such aside."""
    k = comma - 1
    while k >= floor and comma - k <= _LONGEST_NOUN_PHRASE and not sentence.quoted[k]:
        if sentence.word(k) == ",":
            inside = sentence.word(k + 1)
            relative = next((m for m in range(k + 1, comma) if sentence.word(m) in lexicon.RELATIVES), comma)
            clause = has_finite(sentence, k + 1, relative)  # a verb of "the lawyer who runs the group" is none of the aside's own
            return -1 if clause or inside in {"and", "but"} or sentence.word(k - 1) in lexicon.TIMES else k - 1
        k -= 1
    return -1


def _before_bracket(sentence: Sentenced, closing: int, floor: int) -> int:
    k = closing
    while k > floor and sentence.word(k) != "(":
        k -= 1
    return k - 1


def _phrase_start(sentence: Sentenced, last: int, floor: int) -> int | None:
    """Walk left from a noun phrase's last word to its first one."""
    j = last
    while j >= floor and last - j < _LONGEST_NOUN_PHRASE:
        word = sentence.word(j)
        if sentence.quoted[j] or not (sentence.tokens[j].is_word or (word == "." and _abbreviation(sentence, j))):
            break
        if word in lexicon.SUBORDINATORS or word in lexicon.RELATIVES or word in {"that", "but", "or", "than", "if"}:
            break
        if word == "and" and (j - 1 < floor or has_finite(sentence, floor, j) or not sentence.plain(j - 1)):
            break
        if j < last and is_finite_at(sentence, j) and not _reduced(sentence, j):
            break
        j -= 1
    return _without_preposition(sentence, j + 1, last)


_REDUCED = frozenset("briefed interviewed asked contacted reached quoted involved".split())


def _reduced(sentence: Sentenced, i: int) -> bool:
    """Whether a participle describes the people before it: `people briefed on the matter`."""
    return sentence.word(i) in _REDUCED and sentence.word(i + 1) in {"on", "by", "for", "in"} and sentence.plain(i - 1)


def _abbreviation(sentence: Sentenced, dot: int) -> bool:
    """A full stop inside a name: `Sen.`, `J.`."""
    return sentence.plain(dot - 1) and sentence.tokens[dot - 1].capital and len(sentence.word(dot - 1)) <= 4


def _without_preposition(sentence: Sentenced, start: int, last: int) -> int | None:
    """Drop `On Tuesday` and the like from the front of a noun phrase."""
    while start <= last and (
        sentence.word(start) in lexicon.PREPOSITIONS or lexicon.is_adverb(sentence.word(start)) or sentence.word(start) in {"and", "."}
    ):
        prepositional = sentence.word(start) in lexicon.PREPOSITIONS
        start += 1
        if not prepositional:
            continue
        while start <= last and (sentence.word(start) in lexicon.TIMES or sentence.word(start).isdigit()):
            start += 1
        nxt = next((k for k in range(last, start - 1, -1) if sentence.word(k) in {"the", "a", "an", "mr", "ms", "mrs"}), None)
        if nxt is not None and nxt > start:
            start = nxt
    return start if start <= last else None
