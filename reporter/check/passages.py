"""Which passages of the articles a statement of the draft is held against, and how near they are to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct, structs

from reporter import cluster
from reporter.assess.conflict_words import lemma
from reporter.assess.wording import Alignment, Word, quotation_words, whole
from reporter.check.beside import Beside
from reporter.schema import Claim, Sentence, Statement
from reporter.text import fold, words

_SENTENCES = 3  # of one article that a statement is held against at most
_NEARLY = 0.75  # part of the meaningful words of a statement that stand in a sentence: much the same wording
_RUN = 5  # words in a row that show the same passage
SURE = 0.5  # match probability from which a passage that words it otherwise is held to say the same
_LEAST_WORDS = 3  # meaningful ones; fewer show no wording


class Passage(Struct, frozen=True):
    """A sentence of an article that may give what a statement of the draft says."""

    sentence: Sentence
    statement: Statement  # the one in it that matches best
    probability: float
    cover: float  # part of the statement's meaningful words that stand in the sentence
    word_for_word: bool
    joined: bool = False  # the briefing counts it as corroboration of a passage that the statement stands in word for word

    @property
    def near(self) -> bool:
        """Whether both are in much the same words."""
        return self.word_for_word or self.cover >= _NEARLY

    @property
    def sure(self) -> bool:
        """Whether it is held to report what the statement says, details apart."""
        return self.near or self.joined or self.probability >= SURE


class Library:
    """The draft's statements with their passages, and what is known of each sentence, gathered once."""

    def __init__(self, beside: Beside) -> None:
        self.beside = beside
        self._words: dict[str, Sequence[Word]] = {}
        self._sentence = {s.id: s for s in (*beside.told.sentences, *beside.sentences)}
        self._text = {a.id: a.text for a in beside.story.articles}

    def words(self, span: Statement | Sentence) -> Sequence[Word]:
        """Return the words of a sentence or statement."""
        known = self._words.get(span.id)
        if known is None:
            known = self._words[span.id] = tuple(quotation_words(self._text[span.article], span.start, span.end))
        return known

    def content(self, span: Statement | Sentence) -> frozenset[str]:
        """Return its words that carry meaning, in the form in which those of one verb or noun are equal."""
        return frozenset(lemma(w) for w in self.words(span) if w.content)

    def sentence(self, statement: Statement) -> Sentence:
        """Return the sentence that a statement stands in."""
        return self._sentence[statement.sentence]

    def exact(self, span: Statement | Sentence) -> str:
        """Return its text."""
        return self._text[span.article][span.start : span.end]

    def alignment(self, statement: Statement, passage: Passage) -> Alignment:
        """Lay a statement of the draft beside a passage, word by word."""
        return whole(self.words(statement), self.words(passage.sentence))

    def passages(self, statement: Statement) -> Mapping[str, Sequence[Passage]]:
        """Return the passages by article, the nearest first; articles without any are left out."""
        found: dict[str, dict[str, Passage]] = {}
        for other, probability in self._matched.get(statement.id, ()):
            held = found.setdefault(other.article, {})
            if other.sentence not in held or held[other.sentence].probability < probability:
                held[other.sentence] = self._passage(statement, other, probability)
        for other in self._word_for_word(statement):
            found.setdefault(other.article, {})[other.sentence] = self._passage(statement, other, 1.0, word_for_word=True)
        for other, probability in self._joined([p for held in found.values() for p in held.values() if p.word_for_word]):
            if not any(p.sure for p in found.get(other.article, {}).values()):
                passage = self._passage(statement, other, probability)
                found.setdefault(other.article, {})[other.sentence] = structs.replace(passage, joined=True)
        return {a: sorted(p.values(), key=_nearest)[:_SENTENCES] for a, p in sorted(found.items())}

    def _joined(self, passages: Sequence[Passage]) -> Iterator[tuple[Statement, float]]:
        """Yield what the briefing counts as corroboration of passages: a draft that has their words has its count of outlets."""
        for passage in passages:
            for claim in self._claims.get(passage.statement.id, ()):
                probability = {s: p.match_probability for p in claim.explanation for s in (p.left, p.right)}
                for mention in claim.mentions:
                    if mention.sure and mention.article != passage.sentence.article:
                        yield self.beside.statement[mention.statement], probability.get(mention.statement, 1.0)

    @cached_property
    def _claims(self) -> Mapping[str, Sequence[Claim]]:
        """The claims of the articles that each statement surely carries."""
        found: dict[str, list[Claim]] = {}
        for claim in self.beside.told.claims:
            for mention in claim.mentions:
                if mention.sure:
                    found.setdefault(mention.statement, []).append(claim)
        return found

    def _passage(self, statement: Statement, other: Statement, probability: float, *, word_for_word: bool = False) -> Passage:
        told, sentence = self.content(statement), self.sentence(other)
        cover = len(told & self.content(sentence)) / len(told) if len(told) >= _LEAST_WORDS else 0.0
        return Passage(sentence, other, probability, cover, word_for_word)

    @cached_property
    def _matched(self) -> Mapping[str, Sequence[tuple[Statement, float]]]:
        """Return the statements of articles that match each of the draft's, weakly at least."""
        beside = self.beside
        both = (*beside.told.statements, *beside.statements)
        found: dict[str, list[tuple[Statement, float]]] = {}
        for pair in cluster.undecided(both, beside.pairs, beside.config.cluster):
            one, other = beside.statement[pair.left], beside.statement[pair.right]
            mine, theirs = (one, other) if one.article == beside.id else (other, one)
            found.setdefault(mine.id, []).append((theirs, pair.match_probability))
        return found

    def _word_for_word(self, statement: Statement) -> Sequence[Statement]:
        """Return the statements of articles in whose sentences the draft's, or its whole sentence, stands word for word."""
        own, around = self._folded(self.exact(statement)), self._folded(self.exact(self.sentence(statement)))
        told = own if own.count(" ") > _RUN else around
        if told.count(" ") <= _RUN and told != around:
            return ()
        return [self._in(s, own) for s, text in self._reporting if told in text]

    @cached_property
    def _reporting(self) -> Sequence[tuple[Sentence, str]]:
        apart = set(self.beside.told.story.off_topic)
        told = {s.sentence for s in self.beside.told.statements}
        return [(s, self._folded(self.exact(s))) for s in self.beside.told.sentences if s.id in told and s.article not in apart]

    @cached_property
    def _statements(self) -> Mapping[str, Sequence[Statement]]:
        found: dict[str, list[Statement]] = {}
        for statement in self.beside.told.statements:
            found.setdefault(statement.sentence, []).append(statement)
        return found

    def _in(self, sentence: Sentence, told: str) -> Statement:
        """Return the statement of a sentence that shares most words with a stretch of it."""
        wanted = set(told.split())
        return max(self._statements[sentence.id], key=lambda s: (len(wanted & set(self._folded(self.exact(s)).split())), -s.start))

    @staticmethod
    def _folded(text: str) -> str:
        folded = fold(text)
        return " " + " ".join(folded[a:b] for a, b in words(folded)) + " "


def _nearest(passage: Passage) -> tuple[float, float, int]:
    return -passage.word_for_word - passage.cover - passage.probability, -passage.probability, passage.sentence.start
