"""Splitting a sentence into clauses that a careful editor would report one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from reporter.extract import lexicon
from reporter.extract.attributions import Attribution, Sentenced, attributions, has_finite, is_finite_at, subject_before

CutKind = Literal["participle", "relative", "resumed", "subordinate", "main", "coordinated", "coordinated-verb", "dash", "semicolon", "gerund", "said-what", "sentence"]

LEAST_WORDS = 3  # content words: a shorter piece joins its neighbour
_DASHES = frozenset({"—", "–", "--", "―"})
_MARKS = frozenset("\"“”„«»‘’'‹›")


class Clause(NamedTuple):
    """Tokens [start, end) of a clause, what attributes it, and the subject that it leaves out."""

    start: int
    end: int
    attribution: Attribution | None = None
    subject: tuple[int, int] | None = None
    frame: bool = False  # an utterance's occasion: "said at a meeting with ..."


class Cut(NamedTuple):
    """A new clause begins at token `at`."""

    at: int
    kind: CutKind


def clauses(sentence: Sentenced) -> list[Clause]:
    """Return the clauses of a sentence in order; none overlap, and there is at least one."""
    size = len(sentence.tokens)
    found = attributions(sentence)
    outside = [a for a in found if a.kind in {"before", "after"} or (a.kind == "chained" and a.end > a.start)]
    pieces: list[Clause] = []
    at = 0
    for one in outside:
        pieces += _content(sentence, at, one.start)
        pieces += _occasion(sentence, one)
        at = max(at, one.end)
    pieces += _content(sentence, at, size)
    pieces = _rejoined(sentence, pieces, outside)
    if not pieces:
        return [Clause(0, size, found[0] if found else None)]
    return [_governed(sentence, piece, found) for piece in pieces]


def content_words(sentence: Sentenced, start: int, end: int) -> int:
    """How many words in tokens [start, end) are not function words."""
    return sum(1 for i in range(start, end) if sentence.tokens[i].is_word and sentence.word(i) not in lexicon.FUNCTION_WORDS)


def _content(sentence: Sentenced, start: int, end: int) -> list[Clause]:
    """Clauses of a stretch of content, short ones joined to their neighbours."""
    starts = [start]
    kinds: dict[int, CutKind] = {}
    for cut in cuts(sentence, start, end):
        if cut.at > starts[-1]:
            starts.append(cut.at)
            kinds[cut.at] = cut.kind
    pieces = [(a, b) for a, b in zip(starts, [*starts[1:], end], strict=True) if b > a]
    joined: list[tuple[int, int]] = []
    for a, b in pieces:
        short_before = bool(joined) and content_words(sentence, *joined[-1]) < LEAST_WORDS
        if joined and (short_before or content_words(sentence, a, b) < LEAST_WORDS):
            joined[-1] = joined[-1][0], b
        else:
            joined.append((a, b))
    return [Clause(a, b) for a, b in joined if any(sentence.tokens[i].is_word for i in range(a, b))]


def _occasion(sentence: Sentenced, one: Attribution) -> list[Clause]:
    """An attribution that tells an occasion of its own: `said at a meeting with his counterpart`."""
    venue = any(sentence.word(i) in lexicon.VENUES for i in range(one.cue_at + 1, one.end))
    if one.cue == "according" or not venue or content_words(sentence, one.start, one.end) < LEAST_WORDS + 1:
        return []
    return [Clause(one.start, one.end, one, None, frame=True)]


def _rejoined(sentence: Sentenced, pieces: list[Clause], outside: list[Attribution]) -> list[Clause]:
    """Join `"Our relations," the minister continued, "have ..."`, and lone short pieces, over their attribution."""
    if not pieces:
        return pieces
    joined = [pieces[0]]
    for piece in pieces[1:]:
        last = joined[-1]
        between = any(last.end <= a.start and a.end <= piece.start for a in outside)
        if between and not piece.frame and not last.frame and _one_clause(sentence, last, piece):
            joined[-1] = last._replace(end=piece.end)
        else:
            joined.append(piece)
    return joined


def _one_clause(sentence: Sentenced, left: Clause, right: Clause) -> bool:
    """Whether an attribution stands inside one clause, of which these are the halves."""
    short = content_words(sentence, left.start, left.end) < LEAST_WORDS or content_words(sentence, right.start, right.end) < LEAST_WORDS
    if short or not has_finite(sentence, left.start, left.end):
        return True
    first = next((i for i in range(right.start, right.end) if sentence.tokens[i].is_word), right.start)
    return not sentence.tokens[first].capital and sentence.word(first) not in lexicon.COORDINATORS | lexicon.SUBORDINATORS and not _subject_verb(sentence, first, right.end)


def _governed(sentence: Sentenced, piece: Clause, found: list[Attribution]) -> Clause:
    """Give a clause its attribution: one inside it, one after it, or the last before it."""
    if piece.attribution is not None:
        return piece
    inside = [a for a in found if piece.start <= a.cue_at < piece.end]
    following = next((a for a in found if a.start >= piece.end - 1 and a.kind in {"before", "after"}), None)
    preceding = [a for a in found if a.end <= piece.start + 1 and a not in inside]
    outer = None
    if following is not None and following.kind == "after":
        outer = following
    elif preceding and preceding[-1].kind in {"before", "chained"}:
        outer = preceding[-1]
    own = inside[0] if inside else None
    if own is not None and own.speaker is None:
        own = own._replace(speaker=_inherited(sentence, own, found))
    chosen = own if own is not None and (outer is None or own.start <= piece.start + 2 or own.kind in {"before", "after"}) else outer
    if chosen is not None and chosen.speaker is None:
        chosen = chosen._replace(speaker=_inherited(sentence, chosen, found))
    return piece._replace(attribution=chosen, subject=_missing_subject(sentence, piece))


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
            if subject is not None:
                return subject
    return None


def _missing_subject(sentence: Sentenced, piece: Clause) -> tuple[int, int] | None:
    """The subject of the clause before, where this one starts with a bare verb."""
    first = piece.start
    while sentence.word(first) in lexicon.COORDINATORS or lexicon.is_adverb(sentence.word(first)):
        first += 1
    if piece.start == 0 or first >= piece.end:
        return None
    verb = is_finite_at(sentence, first) and sentence.word(first) not in lexicon.CONTRACTED_SUBJECTS
    if not verb and not sentence.word(first).endswith("ing") and sentence.word(first) not in lexicon.RELATIVES:
        return None
    return first_subject(sentence, 0, piece.start)


# -- where clauses begin --------------------------------------------------------


def cuts(sentence: Sentenced, start: int, end: int) -> list[Cut]:
    """Return where clauses begin in tokens (start, end), in order."""
    found: list[Cut] = []
    for i in range(start + 1, end):
        for rule in _RULES:
            cut = rule(sentence, i, start, end)
            if cut is not None:
                found.append(cut)
                break
    return found


def _after_comma(sentence: Sentenced, i: int) -> bool:
    """Whether a comma or dash stands before `i`, quotation marks passed over."""
    j = i - 1
    while j > 0 and sentence.word(j) in _MARKS:
        j -= 1
    return sentence.word(j) == "," or sentence.word(j) in _DASHES


def _participle(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    word = sentence.word(i)
    if not word.endswith("ing") or len(word) < 6 or word in {"including", "during", "regarding", "following", "according", "excluding", "pending", "something", "nothing", "anything", "everything", "morning", "evening"}:
        return None
    if not _after_comma(sentence, i):
        return None
    del start, end
    return Cut(i, "gerund" if word in lexicon.GERUNDS else "participle")


def _relative(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    del start
    if not _after_comma(sentence, i):
        return None
    j = i
    if sentence.word(i) in lexicon.RELATIVES and sentence.word(i) != "whom":
        return Cut(i, "relative") if has_finite(sentence, i, end) else None
    while j < min(end, i + 5) and sentence.plain(j) and sentence.word(j) not in {"which", "whom"}:
        j += 1
    if sentence.word(j) in {"which", "whom"} and sentence.word(j - 1) in lexicon.PREPOSITIONS and j > i:
        return Cut(i, "relative")
    return None


def _resumed(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """The main verb after a relative clause: `The decision, which ..., | means ...`."""
    del end
    if sentence.word(i - 1) not in {",", *_DASHES}:
        return None
    j = i
    while lexicon.is_adverb(sentence.word(j)):
        j += 1
    if j >= len(sentence.tokens) or not is_finite_at(sentence, j) or sentence.word(j) in lexicon.CONTRACTED_SUBJECTS:
        return None
    k = i - 2
    while k > start and sentence.word(k) not in {",", *_DASHES}:
        k -= 1
    return Cut(i, "resumed") if sentence.word(k + 1) in lexicon.RELATIVES and k > start else None


def _subordinate(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    word = sentence.word(i)
    if word not in _CUTTING_SUBORDINATORS:
        return None
    if word in {"as", "since", "when", "if", "because", "until", "before", "after", "where", "so"} and not _clause_ahead(sentence, i + 1, end):
        return None
    if word in {"while", "although", "though", "whereas"} and not _after_comma(sentence, i) and not _clause_ahead(sentence, i + 1, end) and not sentence.word(i + 1).endswith("ing"):
        return None
    del start
    first = i
    while sentence.word(first - 1) in {"even", "just", "shortly", "hours", "days", "soon", "months", "weeks", "years", "only"}:
        first -= 1
    return Cut(first, "subordinate")


_CUTTING_SUBORDINATORS = frozenset({"while", "although", "though", "whereas", "after", "before", "as", "when", "because", "since"})


def _clause_ahead(sentence: Sentenced, start: int, end: int) -> bool:
    """Whether a subject and a finite verb follow before the next comma."""
    for k in range(start, min(end, start + 14)):
        if sentence.word(k) in {",", ";", ":", "."}:
            return False
        if is_finite_at(sentence, k):
            return k > start or sentence.word(k) in lexicon.CONTRACTED_SUBJECTS
    return False


def _main(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """The main clause after an opening subordinate one: `While ..., | he is concerned`."""
    if sentence.word(start) not in {"while", "although", "though", "whereas", "after", "before", "as", "when", "because", "since", "if"} or sentence.word(i - 1) != ",":
        return None
    if not has_finite(sentence, start + 1, i) or sentence.word(i) in lexicon.RELATIVES or any(sentence.word(k) == "," for k in range(start, i - 1)):
        return None
    return Cut(i, "main") if _subject_verb(sentence, i, end) else None


def _coordinated(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """`and` before a verb phrase or a clause."""
    if sentence.word(i) not in {"and", "but", "or", "yet", "nor", "then", "so"}:
        return None
    if sentence.word(i) in {"then", "so"} and not _after_comma(sentence, i):
        return None
    j = i + 1
    while j < end and (lexicon.is_adverb(sentence.word(j)) or sentence.word(j) in _MARKS or sentence.word(j) == ","):
        j += 1
    if j >= end or not has_finite(sentence, start, i):
        return None
    word = sentence.word(j)
    if word in {"that"} or word in {"while", "although", "though", "after", "as", "when", "if", "because", "since"}:
        return Cut(i, "coordinated") if has_finite(sentence, j, end) else None
    if is_finite_at(sentence, j) and word not in lexicon.CONTRACTED_SUBJECTS and word not in {"have", "do"}:
        return Cut(i, "coordinated-verb")
    if _subject_verb(sentence, j, end):
        return Cut(i, "coordinated")
    return None


def _subject_verb(sentence: Sentenced, i: int, end: int) -> bool:
    """Whether a noun phrase and its finite verb start at `i`."""
    word = sentence.word(i)
    if word in lexicon.CONTRACTED_SUBJECTS:
        return True
    pronoun = word in lexicon.PERSONAL or word in {"you", "there", "this", "that", "it"}
    for k in range(i + 1, min(end, i + 12)):
        if sentence.word(k) in {",", ";", ":", *_DASHES} or sentence.word(k) in lexicon.SUBORDINATORS | {"which", "who", "to"}:
            return False
        if is_finite_at(sentence, k):
            return True
        if pronoun and sentence.word(k) in lexicon.BASES:
            return True
    return False


def _dash(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    if sentence.word(i - 1) not in _DASHES:
        return None
    if content_words(sentence, start, i) < LEAST_WORDS + 1 or content_words(sentence, i, end) < LEAST_WORDS + 1:
        return None
    return Cut(i, "dash")


def _semicolon(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    del start, end
    return Cut(i, "semicolon") if sentence.word(i - 1) == ";" else None


def _ended(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """A sentence that ended inside this one: `"Who will pay?" he asks`, or two quoted sentences."""
    del start, end
    j = i - 1
    while j > 0 and sentence.word(j) in _MARKS:
        j -= 1
    return Cut(i, "sentence") if sentence.word(j) in {"?", "!"} and sentence.tokens[i].is_word and sentence.tokens[i].capital else None


_RULES: tuple[Callable[[Sentenced, int, int, int], Cut | None], ...] = (
    _semicolon,
    _ended,
    _participle,
    _relative,
    _resumed,
    _subordinate,
    _main,
    _coordinated,
    _dash,
)
