"""A statement of the draft held strictly against its passages: what each article has for every detail of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from reporter.assess.anonymous_source import unnamed
from reporter.assess.conflict_polarity import negation, outcomes
from reporter.assess.conflict_sides import Difference, Side
from reporter.assess.conflict_words import CONTRARIES, key, lemma
from reporter.assess.wording import Word
from reporter.check.beside import Beside
from reporter.check.facts import Detail, Facts, meet
from reporter.check.passages import Library, Passage
from reporter.check.titles import Titles
from reporter.schema import Certainty, Sentence, Span, Statement
from reporter.schema.check import DifferenceKind

Passages = Mapping[str, Sequence[Passage]]

_DENYING = frozenset(
    "deny denies denied denying denial denials refuse refuses refused refusing decline declines declined fail failed".split()
)
_GAINSAYING = frozenset(key(w) for w in "deny denial refuse decline reject dispute dismiss contradict".split())
_RANK: Mapping[Certainty, int] = {"hoped": 0, "possible": 0, "expected": 1, "denied": 2, "plain": 2, "confident": 2, "certain": 3}
_IN_PLACE = tuple(  # contrary where one stands in the other's place, and of many things elsewhere
    (frozenset(key(w) for w in one.split()), frozenset(key(w) for w in other.split()))
    for one, other in (
        ("favor support", "against"),
        ("for", "against"),
        ("before", "after"),
        ("more", "less fewer"),
        ("above over", "below under"),
        ("first", "last"),
        ("force compel oblige", "allow permit let"),
    )
)
_MUCH_SURER = 3  # ranks: where outlets differ that much, the draft has taken the surest
_SAID: Mapping[Certainty, str] = {
    "hoped": "hopes",
    "possible": "may",
    "expected": "expects",
    "denied": "denies",
    "plain": "says",
    "confident": "is confident",
    "certain": "is certain",
}
_PLAINLY = 0.9  # match probability from which an article that states something as fact says the same beyond doubt
_LONGER = 6  # words by which what stands in a name's place may be longer than what the draft has there
_WEAK = frozenset("allege claim suggest believe suspect hope think fear estimate expect speculate".split())
_FACTIVE = frozenset("confirm show find prove reveal admit acknowledge concede demonstrate note discover determine establish".split())
_HEDGED = re.compile(
    r"\b(?:reportedly|allegedly|alleged|purported(?:ly)?|apparently|supposed(?:ly)?|accus(?:e|es|ed|ing)|claim(?:s|ed|ing)|said to|"
    r"believed to|thought to|according to|sa(?:ys|id|ying)|told|tells|reported(?:ly)?|argu(?:es|ed)|insist(?:s|ed)|warn(?:s|ed)|wrote|"
    r"writes|tweeted|announced|added|stated|noted|explained|suggest(?:s|ed)|confirmed|acknowledged|den(?:y|ies|ied)|called|asked|ruled)\b",
    re.IGNORECASE,
)


class Other(Struct, frozen=True):
    """What an article has instead."""

    article: str
    value: str
    span: Span | None = None


class Found(Struct, frozen=True):
    """A detail of a statement that the articles have otherwise, or not at all."""

    kind: DifferenceKind
    value: str
    span: Span | None  # in the draft's prose
    others: tuple[Other, ...] = ()
    anywhere: tuple[str, ...] = ()  # articles that have it, but in another place
    articles: tuple[str, ...] = ()  # those whose passages disagree


class Strict:
    """The comparisons, over what was gathered of the draft and the articles."""

    def __init__(self, beside: Beside, library: Library) -> None:
        self.beside, self.library = beside, library
        self.facts = Facts(beside, library)
        self.titles = Titles(self.facts)

    def differences(self, statement: Statement, passages: Passages) -> list[Found]:
        """Return what differs between a statement and its passages, by kind."""
        held = {a: kept for a, p in passages.items() if (kept := [x for x in p if x.sure])}
        if not held:
            return list(self._nowhere(statement))
        speaker = list(self._speaker(statement, held))
        found = [f for f in self._details(statement, held) if f.kind != "name" or not any(f.span == s.span for s in speaker)]
        found += [*speaker, *self._polarity(statement, held)]
        return [*found, *self._attribution(statement, held)]

    # -- numbers, dates, names ----------------------------------------------------------

    def _details(self, statement: Statement, held: Passages) -> Iterator[Found]:
        sentence = self.library.sentence(statement)
        own = self.facts.in_sentence(sentence)
        for detail in self.facts.of(statement):
            having = {a for a, passages in held.items() if any(self._has(p, detail) for p in passages)}
            nearest = self._nearest(held)
            if having and (nearest is None or nearest.sentence.article in having or not self._replaced(statement, detail, nearest)):
                continue
            if self.titles.holds(sentence, detail):
                continue
            anywhere = self.facts.articles_with(detail)
            rivals = {a: passages[0] for a, passages in held.items() if a not in having}
            others = [o for p in rivals.values() for o in self._rivals(statement, detail, own, p, in_place=bool(anywhere))]
            if having and not others:
                continue
            span = Span(article=statement.article, start=detail.start, end=detail.end)
            articles = tuple(sorted(set(held) - having))
            yield Found(detail.kind, detail.exact, span, tuple(others), anywhere, articles)

    def _nowhere(self, statement: Statement) -> Iterator[Found]:
        """Yield the details that no article has anywhere."""
        for detail in self.facts.of(statement):
            if not self.facts.articles_with(detail):
                yield Found(detail.kind, detail.exact, Span(article=statement.article, start=detail.start, end=detail.end))

    def _has(self, passage: Passage, detail: Detail) -> bool:
        if detail.group in ("word", "other") and self.facts.has_word(passage.sentence, detail):
            return True
        if any(meet(detail, other) for other in self.facts.in_sentence(passage.sentence)):
            return True
        if detail.kind == "place" and self.facts.abbreviates(passage.sentence, detail):
            return True
        return detail.kind in ("name", "place") and detail.key in self.facts.names_in(passage.sentence)

    def _nearest(self, held: Passages) -> Passage | None:
        """Return the one passage that is in much the same words, the nearest of all articles."""
        near = [p for passages in held.values() for p in passages if p.near]
        return max(near, key=lambda p: (p.word_for_word, p.cover, p.probability, p.sentence.article), default=None)

    def _replaced(self, statement: Statement, detail: Detail, passage: Passage) -> bool:
        """Tell whether a passage has another value of the detail's group, and not the detail."""
        return not self._has(passage, detail) and bool(self._alike(statement, detail, passage, in_place=True))

    def _alike(self, statement: Statement, detail: Detail, passage: Passage, *, in_place: bool) -> list[Detail]:
        """Return a passage's values of the detail's group; `in_place`: of names, those that stand where the draft has the detail."""
        told = [o for o in self.facts.in_sentence(passage.sentence) if o.kind == detail.kind and o.group == detail.group]
        beside = not (statement.start <= detail.start and detail.end <= statement.end)
        if not in_place or beside or detail.kind not in ("name", "place"):
            return told
        mine, theirs = self.library.words(statement), self.library.words(passage.sentence)
        differing = [(mine[slice(*d.left)], theirs[slice(*d.right)]) for d in self.library.alignment(statement, passage).differences]
        facing = [there for here, there in differing if _touch(here, detail) and len(there) <= len(here) + _LONGER]
        return [o for o in told if any(_touch(there, o) for there in facing)]

    def _rivals(self, statement: Statement, detail: Detail, own: Sequence[Detail], passage: Passage, *, in_place: bool) -> list[Other]:
        """Return the values of the detail's group in an article's nearest passage that the draft's sentence does not have."""
        told = self._alike(statement, detail, passage, in_place=in_place)
        if detail.kind == "number":
            told = [o for o in told if o.unit == detail.unit] or (told if len(told) == 1 else [])
        rivals = {o.key: o for o in told if not any(meet(mine, o) for mine in own)}
        article = passage.sentence.article
        return [Other(article, o.exact, Span(article=article, start=o.start, end=o.end)) for o in rivals.values()]

    # -- who says it --------------------------------------------------------------------

    def _speaker(self, statement: Statement, held: Passages) -> Iterator[Found]:
        context = self.beside.context
        key = statement.speaker
        if key is None or not statement.speaker_named or key not in context.name:
            return
        sentence = self.library.sentence(statement)
        if not any(d.key == key for d in self.facts.in_sentence(sentence)):
            return  # told by a pronoun, or before: whom it means is not sure enough
        plain = [p for passages in held.values() for p in passages if p in passages[:1] or _plainly(p)]  # others are only like it
        if any(key in self.facts.names_in(p.sentence) for p in plain):
            nearest = self._nearest(held)
            if nearest is None or key in self.facts.names_in(nearest.sentence):
                return
        others = []
        for article, passages in held.items():
            other = passages[0].statement
            if other.speaker is not None and other.speaker_named and other.speaker != key and not self._same_person(key, other.speaker):
                others.append(Other(article, str(context.speaker(other.speaker))))
        if others:
            span = next((d for d in self.facts.in_sentence(sentence) if d.key == key), None)
            place = Span(article=statement.article, start=span.start, end=span.end) if span else None
            yield Found("speaker", str(context.speaker(key)), place, tuple(others), articles=tuple(sorted(held)))

    def _same_person(self, one: str, other: str) -> bool:
        left, right = (set(str(self.beside.context.speaker(k)).casefold().split()) for k in (one, other))
        return left <= right or right <= left

    # -- what is affirmed ---------------------------------------------------------------

    def _polarity(self, statement: Statement, held: Passages) -> Iterator[Found]:
        denied = self._denied(statement, held)
        if denied is not None:
            yield denied
            return
        nearest = self._nearest(held)
        if nearest is not None and nearest.word_for_word:
            return
        if nearest is not None:
            found = self._turned(statement, nearest)
            if found is not None and not any(
                p.near and self._turned(statement, p) is None and p.cover >= nearest.cover
                for ps in held.values()
                for p in ps
                if p != nearest
            ):
                yield found
            return
        yield from self._by_sides(statement, held, negation, "negation")
        yield from self._by_sides(statement, held, outcomes, "outcome")

    def _denied(self, statement: Statement, held: Passages) -> Found | None:
        """Return where the draft has somebody deny what every article has affirmed, or the other way round."""
        told = [p for passages in held.values() for p in passages[:1]]
        denies = statement.certainty == "denied"
        if any((p.statement.certainty == "denied") == denies for p in told):
            return None
        affirming = [p.sentence for p in told] if denies else [self.library.sentence(statement)]
        if any(w.negates or lemma(w) in _GAINSAYING for s in affirming for w in self.library.words(s)):
            return None
        said = _SAID["denied" if denies else "plain"], _SAID["plain" if denies else "denied"]
        others = tuple(Other(p.sentence.article, said[1], p.statement) for p in told)
        return Found("negation", said[0], _whole(statement), others, articles=tuple(o.article for o in others))

    def _turned(self, statement: Statement, passage: Passage) -> Found | None:
        """Return where the wording of a passage is turned into its opposite, by a negation or a contrary word."""
        mine, theirs = self.library.words(statement), self.library.words(passage.sentence)
        alignment = self.library.alignment(statement, passage)
        for difference in alignment.differences:
            (a, b), (c, d) = difference.left, difference.right
            edge = a == 0 or b == len(mine)
            here, there = mine[a:b], theirs[c:d]
            if edge and (c == 0 or d == len(theirs)):
                there = there[len(there) - min(len(here), len(there)) :] if a == 0 else there[: len(here)]
            kind = _opposed(here, there)
            if kind is not None:
                return Found(
                    kind,
                    self._shown(statement.article, here, mine, a),
                    _span(statement.article, here, mine, a),
                    (
                        Other(
                            passage.sentence.article,
                            self._shown(passage.sentence.article, there, theirs, c),
                            _span(passage.sentence.article, there, theirs, c),
                        ),
                    ),
                    articles=(passage.sentence.article,),
                )
        return None

    def _shown(self, article: str, words: Sequence[Word], around: Sequence[Word], place: int) -> str:
        """Return words as they stand in a text; where there are none, the two words that their place is between."""
        words = words or around[max(0, place - 1) : place + 1]
        return self.beside.story_text[article][words[0].start : words[-1].end]

    def _by_sides(
        self, statement: Statement, held: Passages, compare: Callable[[Side, Side], Iterator[Difference]], kind: DifferenceKind
    ) -> Iterator[Found]:
        """Yield what the comparison of conflicting outlets tells of a statement and its passages."""
        left = Side(self.beside.context, self.beside.mention(statement))
        others: list[Other] = []
        value, span = "", None
        for article, passages in held.items():
            for told in (s for p in passages for s in self.beside.context.statements_in(p.sentence)):
                right = Side(self.beside.context, self.beside.mention(told))
                for difference in compare(left, right):
                    mine, theirs = difference.left, difference.right
                    value, span = mine.shown, mine.passage
                    if not any(o.article == article for o in others):
                        others.append(Other(article, theirs.shown, theirs.passage))
        if others:
            yield Found(kind, value, span, tuple(others), articles=tuple(o.article for o in others))

    # -- how it is attributed -----------------------------------------------------------

    def _attribution(self, statement: Statement, held: Passages) -> Iterator[Found]:
        told = [p for passages in held.values() for p in passages[:1]]
        if self._own_voice(statement):
            attributed = [p for p in told if p.statement.speaker not in (None, statement.speaker)]
            if attributed and not _stated([p for p in told if p not in attributed], told):
                whose = tuple(Other(p.sentence.article, self._who(p)) for p in attributed)
                yield Found("attribution", "", _whole(statement), whose, articles=tuple(o.article for o in whose))
            return
        rank, most = _RANK[statement.certainty], max(_RANK[p.statement.certainty] for p in told)
        weakest = min(_RANK[p.statement.certainty] for p in told)
        if (rank > most or rank - weakest >= _MUCH_SURER) and all(not _FACTIVE & {p.statement.cue or ""} for p in told):
            weaker = [p for p in told if _RANK[p.statement.certainty] < rank]
            others = tuple(Other(p.sentence.article, _SAID[p.statement.certainty]) for p in weaker)
            yield Found("certainty", _SAID[statement.certainty], _whole(statement), others, articles=tuple(o.article for o in others))
        cues = [p.statement.cue for p in told]
        if (
            statement.cue is not None
            and all(c is not None for c in cues)
            and _strength(statement.cue) > max(_strength(str(c)) for c in cues)
        ):
            others = tuple(Other(p.sentence.article, str(p.statement.cue)) for p in told)
            yield Found("certainty", statement.cue, _whole(statement), others, articles=tuple(o.article for o in others))

    def _own_voice(self, statement: Statement) -> bool:
        """Tell whether the draft states something as fact: no speaker and no quotation in its sentence, and no hedge of its own."""
        sentence = self.library.sentence(statement)
        told = self.beside.context.statements_in(sentence)
        if any(s.speaker_named or s.quotations or unnamed(s) for s in told):
            return False
        return not any(_HEDGED.search(part) for part in self._apart(sentence, [s for s in told if s.id != statement.id]))

    def _apart(self, sentence: Sentence, others: Sequence[Statement]) -> Iterator[str]:
        """Yield what of a sentence stands in none of some statements."""
        text, at = self.beside.story_text[sentence.article], sentence.start
        for other in sorted(others, key=lambda s: s.start):
            yield text[at : max(at, other.start)]
            at = max(at, other.end)
        yield text[at : sentence.end]

    def _who(self, passage: Passage) -> str:
        return str(self.beside.context.speaker(passage.statement.speaker))


def _touch(words: Sequence[Word], detail: Detail) -> bool:
    """Tell whether a detail stands in a run of words, in part at least."""
    return bool(words) and words[0].start < detail.end and detail.start < words[-1].end


def _stated(stated: Sequence[Passage], told: Sequence[Passage]) -> bool:
    """Tell whether some of the passages told state it as fact: in the draft's words where any has those, or plainly the same."""
    verbatim = any(p.word_for_word for p in told)
    return any(_plainly(p) or not verbatim for p in stated)


def _plainly(passage: Passage) -> bool:
    """Tell whether a passage says the same beyond doubt."""
    return passage.near or passage.probability >= _PLAINLY


def _strength(cue: str) -> int:
    return 0 if cue in _WEAK else 2 if cue in _FACTIVE else 1


def _whole(statement: Statement) -> Span:
    return Span(article=statement.article, start=statement.start, end=statement.end)


def _span(article: str, words: Sequence[Word], around: Sequence[Word], place: int) -> Span | None:
    """Return where words stand; where there are none, the word that follows their place."""
    if words:
        return Span(article=article, start=words[0].start, end=words[-1].end)
    word = around[min(place, len(around) - 1)]
    return Span(article=article, start=word.start, end=word.end)


def _opposed(here: Sequence[Word], there: Sequence[Word]) -> DifferenceKind | None:
    """Tell whether differing words say the opposite of each other: contrary words, or one thing that one side alone negates."""
    turns = [sum(w.negates or w.form in _DENYING for w in words) % 2 for words in (here, there)]
    one, other = (frozenset(lemma(w) for w in words) for words in (here, there))
    contrary = any((one & a and other & b) or (one & b and other & a) for a, b in (*CONTRARIES, *_IN_PLACE))
    if turns[0] == turns[1]:
        return "outcome" if contrary else None
    if contrary:
        return None if one & other else "negation"
    negated, affirmed = (_content(here), _content(there)) if turns[0] else (_content(there), _content(here))
    return "negation" if not negated or negated & affirmed else None


def _content(words: Sequence[Word]) -> frozenset[str]:
    """Return the words that carry meaning, those that turn it left out."""
    return frozenset(lemma(w) for w in words if w.content and not w.negates and w.form not in _DENYING)
