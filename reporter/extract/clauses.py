"""Splitting a sentence into clauses that a careful editor would report one by one."""

from __future__ import annotations

from typing import NamedTuple

from reporter.extract import lexicon
from reporter.extract.attributions import Attribution, attributions
from reporter.extract.cuts import LEAST_WORDS, Cut, content_words, cuts, subject_and_verb
from reporter.extract.grammar import Sentenced, has_finite, is_finite_at, subject_before

_LONGEST_SENTENCE = 400  # tokens: anything longer is a list or no prose, and told whole


class Clause(NamedTuple):
    """Tokens [start, end) of a clause, what attributes it, and the subject that it leaves out.

    Its content begins at token `content`, after an attribution that stands before it.
    """

    start: int
    content: int
    end: int
    attribution: Attribution | None = None
    subject: tuple[int, int] | None = None
    frame: bool = False  # an utterance's occasion: "said at a meeting with ..."


def clauses(sentence: Sentenced) -> list[Clause]:
    """Return the clauses of a sentence in order; none overlap, and there is at least one."""
    size = len(sentence.tokens)
    if size > _LONGEST_SENTENCE:
        return [Clause(0, 0, size)]
    found = attributions(sentence)
    pieces: list[Clause] = []
    at = 0
    for one in found:
        if not _stands_outside(one):
            continue
        pieces += _content(sentence, at, one.start)
        if one.kind == "after" or one.cue == "according":
            pieces += _occasion(sentence, one)
            at = max(at, one.end)
            continue
        described = _described_speaker(sentence, one)
        if described:
            pieces.append(Clause(one.start, one.start, described, None))
        begin = max(described, _scene(sentence, pieces, one))
        rest = _content(sentence, one.end, _next_start(found, one, size), begin)
        pieces += [rest[0]._replace(start=begin), *rest[1:]] if rest else [Clause(begin, begin, one.end)]
        at = _next_start(found, one, size)
    pieces += _content(sentence, at, size)
    pieces = _rejoined(sentence, pieces, found)
    if not pieces:
        return [Clause(0, 0, size, found[0] if found else None)]
    return [_governed(sentence, piece, found) for piece in pieces]


def _next_start(found: list[Attribution], one: Attribution, size: int) -> int:
    return next((a.start for a in found if a.start >= one.end and _stands_outside(a)), size)


def _described_speaker(sentence: Sentenced, one: Attribution) -> int:
    """Where the description of a speaker ends that makes a claim of its own: `The bank, which failed in May, | said ...`; 0 for none."""
    if one.speaker is None:
        return 0
    first, last = one.speaker
    telling = any(sentence.word(k) in lexicon.RELATIVES and has_finite(sentence, k, last) for k in range(first, last))
    return last if telling and content_words(sentence, first, last) > LEAST_WORDS else 0


def _scene(sentence: Sentenced, pieces: list[Clause], one: Attribution) -> int:
    """Where a clause with attribution `one` before it begins: at an opening phrase that only sets the scene or topic, if any."""
    if not pieces or pieces[-1].frame or pieces[-1].end < one.start - 1:
        return one.start
    last = pieces[-1]
    topic = sentence.word(last.start) in lexicon.TOPIC_FRAMES
    if has_finite(sentence, last.start, last.end) and not topic:
        return one.start
    if topic or content_words(sentence, last.start, last.end) < LEAST_WORDS:
        pieces.pop()
        return last.start
    return one.start


def _stands_outside(one: Attribution) -> bool:
    """Whether an attribution's words are no part of the claim: a belief or a denial is one."""
    if one.kind == "after":
        return True
    return one.end > one.start and one.kind in {"before", "chained"} and (one.cue in lexicon.UTTERANCES or one.cue == "according")


def _content(sentence: Sentenced, start: int, end: int, lead: int | None = None) -> list[Clause]:
    """Clauses of a stretch of content, short ones joined to their neighbours; words from `lead` on go with the first."""
    first = start if lead is None else lead
    found = {cut.at: cut for cut in cuts(sentence, start, end) if cut.at > start}
    starts = [start, *sorted(found)]
    joined: list[tuple[int, int]] = []
    for a, b in zip(starts, [*starts[1:], end], strict=True):
        if joined and (_short(sentence, first if len(joined) == 1 else joined[-1][0], joined[-1][1]) or _short(sentence, a, b)):
            joined[-1] = joined[-1][0], b
        elif b > a:
            joined.append((a, b))
    told = ((a, b) for a, b in joined if any(sentence.tokens[i].is_word for i in range(a, b)))
    return [Clause(a, a, b, None, _resumed_subject(sentence, found[a], start) if a in found else None) for a, b in told]


def _resumed_subject(sentence: Sentenced, cut: Cut, start: int) -> tuple[int, int] | None:
    """The subject of a clause that goes on after an aside: `Mr. Fox, who led the country, | called ...`.

    A relative clause with an aside of its own is not over there: `Mr. Fox, who, as president, | called ...`.
    """
    if not cut.aside:
        return None
    if sentence.word(cut.aside) in lexicon.RELATIVES and "," in {sentence.word(cut.aside + k) for k in (1, 2)}:
        return None
    subject = subject_before(sentence, cut.aside - (sentence.word(cut.aside - 1) == ","), start)
    if subject is None or sentence.word(subject[0] - 1) != "," or sentence.word(start) in lexicon.PREPOSITIONS:
        return subject
    if sentence.word(subject[0]) not in {"a", "an", "the"}:
        return None  # of several: "Iran, North Korea and Syria, which ..."
    apposed = subject_before(sentence, subject[0] - 1, start)  # "Mr. Fox, the man who led the country, called"
    return apposed if apposed is not None and sentence.tokens[apposed[1] - 1].capital else None


def _short(sentence: Sentenced, start: int, end: int) -> bool:
    """Whether a piece is too short to be reported by itself."""
    count = content_words(sentence, start, end)
    return count < LEAST_WORDS - 1 or (count < LEAST_WORDS and not has_finite(sentence, start, end))


def _occasion(sentence: Sentenced, one: Attribution) -> list[Clause]:
    """An attribution that tells an occasion of its own: `said at a meeting with his counterpart`, `told Reuters`."""
    after = range(one.cue_at + 1, one.end)
    count = content_words(sentence, one.start, one.end)
    venue = any(sentence.word(i) in lexicon.VENUES for i in after) and count > LEAST_WORDS
    venue = venue or (any(sentence.word(i) in lexicon.MEDIA for i in after) and count > 2 * LEAST_WORDS)
    told = (
        one.cue == "tell"
        and count > LEAST_WORDS
        and any(sentence.tokens[i].capital and sentence.word(i) not in lexicon.TIMES for i in after)
    )
    described = _described_speaker(sentence, one) > 0
    if one.cue == "according" or not (venue or told or described):
        return []
    return [Clause(one.start, one.start, one.end, one, None, frame=True)]


def _rejoined(sentence: Sentenced, pieces: list[Clause], found: list[Attribution]) -> list[Clause]:
    """Join `"Our relations," the minister continued, "have ..."`, and leave out what is left of an attribution."""
    joined: list[Clause] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        between = [a for a in found if a.kind == "after" and last is not None and last.end <= a.start and a.end <= piece.start]
        if last is None or not between or piece.frame or last.frame:
            joined.append(piece)
        elif _short(sentence, piece.start, piece.end) and has_finite(sentence, last.start, last.end) and sentence.plain(piece.start):
            continue  # ", addressing his guest"
        elif _one_clause(sentence, last, piece):
            joined[-1] = last._replace(end=piece.end)
        else:
            joined.append(piece)
    return joined


def _one_clause(sentence: Sentenced, left: Clause, right: Clause) -> bool:
    """Whether an attribution stands inside one clause, of which these are the halves."""
    if _short(sentence, left.start, left.end) or not has_finite(sentence, left.start, left.end):
        return True
    first = next((i for i in range(right.start, right.end) if sentence.tokens[i].is_word), right.start)
    if sentence.tokens[first].capital or sentence.word(first) in lexicon.COORDINATORS | lexicon.SUBORDINATORS | lexicon.GERUNDS:
        return False
    return not subject_and_verb(sentence, first, right.end)


def _governed(sentence: Sentenced, piece: Clause, found: list[Attribution]) -> Clause:
    """Give a clause its attribution: one inside it, one after it, or the last before it."""
    if piece.attribution is not None:
        return piece
    inside = [a for a in found if piece.content <= a.cue_at < piece.end]
    following = next((a for a in found if a.start >= piece.end - 1 and a.kind in {"before", "after"}), None)
    preceding = [a for a in found if a.end <= piece.content + 1 and a not in inside]
    outer = preceding[-1] if preceding and preceding[-1].kind in {"before", "chained"} and _stands_outside(preceding[-1]) else None
    if outer is None and following is not None and following.kind == "after":
        outer = following
    own = next((a for a in inside if outer is None or (a.kind in {"gerund", "chained"} and a.cue_at <= piece.content + 2)), None)
    if own is not None and own.speaker is None:
        own = own._replace(speaker=_inherited(sentence, own, found))
    chosen = own if own is not None else outer
    if chosen is not None and chosen.speaker is None:
        chosen = chosen._replace(speaker=_inherited(sentence, chosen, found))
    begin = outer.end if outer is not None and outer.end <= piece.start else 0
    return piece._replace(attribution=chosen, subject=piece.subject or _missing_subject(sentence, piece, begin))


def _inherited(sentence: Sentenced, one: Attribution, found: list[Attribution]) -> tuple[int, int] | None:
    """The speaker of a cue without one: that of the cue before it, else the subject of the clause before it."""
    before = [a for a in found if a.start < one.cue_at and a.speaker is not None and a.cue != "according"]
    if before:
        return before[-1].speaker
    return first_subject(sentence, 0, one.cue_at)


def first_subject(sentence: Sentenced, start: int, end: int) -> tuple[int, int] | None:
    """The subject of the first finite verb outside quotations in tokens [start, end)."""
    for i in range(start, end):
        if is_finite_at(sentence, i) and not sentence.quoted[i]:
            subject = subject_before(sentence, i, start)
            if subject is not None and sentence.word(subject[0] - 1) != "whose":
                return subject
    return None


def _missing_subject(sentence: Sentenced, piece: Clause, begin: int) -> tuple[int, int] | None:
    """The subject of the clause before, where this one starts with a bare verb."""
    first = piece.content
    while sentence.word(first) in lexicon.COORDINATORS | lexicon.SUBORDINATORS or lexicon.is_adverb(sentence.word(first)):
        first += 1
    if piece.content == 0 or first >= piece.end or piece.content > piece.start:
        return None
    verb = is_finite_at(sentence, first) and sentence.word(first) not in lexicon.CONTRACTED_SUBJECTS
    if not verb and not sentence.word(first).endswith("ing"):
        return None
    return first_subject(sentence, begin, piece.content)
