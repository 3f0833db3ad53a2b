"""Splitting a sentence into clauses that a careful editor would report one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from reporter.extract import lexicon
from reporter.extract.attributions import Attribution, Sentenced, aside_end, attributions, clause_ahead, has_finite, is_finite_at, subject_before

CutKind = Literal["participle", "relative", "resumed", "subordinate", "main", "coordinated", "coordinated-verb", "dash", "semicolon", "gerund", "sentence", "absolute", "fronted", "gerund-chained", "gerund-bare", "preposition"]

LEAST_WORDS = 3  # content words: a shorter piece joins its neighbour
_DASHES = frozenset({"—", "–", "--", "―"})
_MARKS = frozenset("\"“”„«»‘’'‹›")


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


class Cut(NamedTuple):
    """A new clause begins at token `at`."""

    at: int
    kind: CutKind


def clauses(sentence: Sentenced) -> list[Clause]:
    """Return the clauses of a sentence in order; none overlap, and there is at least one."""
    size = len(sentence.tokens)
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


def content_words(sentence: Sentenced, start: int, end: int) -> int:
    """How many words in tokens [start, end) are not function words."""
    return sum(1 for i in range(start, end) if sentence.tokens[i].is_word and sentence.word(i) not in lexicon.FUNCTION_WORDS)


def _content(sentence: Sentenced, start: int, end: int, lead: int | None = None) -> list[Clause]:
    """Clauses of a stretch of content, short ones joined to their neighbours; words from `lead` on go with the first."""
    first = start if lead is None else lead
    starts = [start, *sorted({cut.at for cut in cuts(sentence, start, end) if cut.at > start})]
    joined: list[tuple[int, int]] = []
    for a, b in zip(starts, [*starts[1:], end], strict=True):
        if joined and (_short(sentence, first if len(joined) == 1 else joined[-1][0], joined[-1][1]) or _short(sentence, a, b)):
            joined[-1] = joined[-1][0], b
        elif b > a:
            joined.append((a, b))
    return [Clause(a, a, b) for a, b in joined if any(sentence.tokens[i].is_word for i in range(a, b))]


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
    told = one.cue == "tell" and count > LEAST_WORDS and any(sentence.tokens[i].capital and sentence.word(i) not in lexicon.TIMES for i in after)
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
        elif _short(sentence, piece.start, piece.end) and has_finite(sentence, last.start, last.end):
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
    return not _subject_verb(sentence, first, right.end)


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
    return piece._replace(attribution=chosen, subject=_missing_subject(sentence, piece, begin))


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


# -- where clauses begin --------------------------------------------------------


def cuts(sentence: Sentenced, start: int, end: int) -> list[Cut]:
    """Return where clauses begin in tokens (start, end), in order."""
    found: list[Cut] = []
    open_aside = start  # where the last relative or participle clause began
    for i in range(start + 1, end):
        if open_aside > start and _resumes(sentence, i, open_aside):
            found.append(Cut(i, "resumed"))
            open_aside = start
            continue
        for rule in _RULES:
            cut = rule(sentence, i, start, end)
            if cut is None:
                continue
            opens = cut.kind in {"relative", "participle", "gerund"}
            head = found[-1].at if found else start
            if opens and not has_finite(sentence, head, i) and not (found and found[-1].kind in {"relative", "participle"}):
                open_aside = i  # it describes the subject: the clause is cut where its verb comes
            else:
                found.append(cut)
                open_aside = i if opens else start
            break
        else:
            if _opens_aside(sentence, i) and not has_finite(sentence, found[-1].at if found else start, i):
                open_aside = i
    return found


def _opens_aside(sentence: Sentenced, i: int) -> bool:
    """`The emails, disclosed in ...,` or `a man who ...,`: a description of the subject."""
    word = sentence.word(i)
    if word in {"which", "who", "whose"}:
        return True
    participle = word in lexicon.DONE_IRREGULAR or (word.endswith("ed") and len(word) > 4)
    return participle and sentence.word(i - 1) == ","


def _resumes(sentence: Sentenced, i: int, aside: int) -> bool:
    """Whether the main verb follows a relative or participle clause: `The decision, which ..., | means ...`."""
    if sentence.word(i - 1) not in {",", *_DASHES} or i - aside < LEAST_WORDS:
        return False
    j = i
    while lexicon.is_adverb(sentence.word(j)):
        j += 1
    return j < len(sentence.tokens) and is_finite_at(sentence, j) and sentence.word(j) not in lexicon.CONTRACTED_SUBJECTS


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


def _subordinate(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    word = sentence.word(i)
    if word not in _CUTTING_SUBORDINATORS:
        return None
    if word in {"as", "since", "when", "if", "because", "until", "before", "after", "where", "so"} and not clause_ahead(sentence, i + 1, end, _NO_SUBJECT):
        return None
    if word in {"while", "although", "though", "whereas"} and not _after_comma(sentence, i) and not clause_ahead(sentence, i + 1, end) and not sentence.word(i + 1).endswith("ing"):
        return None
    if word == "as" and sentence.word(i - 1) in {"such", "well", "same", "so", "known", "seen", "far", "long", "soon", "regarded", "described"}:
        return None
    del start
    first = i
    while sentence.word(first - 1) in {"even", "just", "shortly", "hours", "days", "soon", "months", "weeks", "years", "only"}:
        first -= 1
    return Cut(first, "subordinate")


_NO_SUBJECT = frozenset({"to", "that", "which", "who"})  # before the verb: `before a panel to explain what they did`
_CUTTING_SUBORDINATORS = frozenset({"while", "although", "though", "whereas", "after", "before", "as", "when", "because", "since"})


def _main(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """The main clause after an opening subordinate one: `While ..., | he is concerned`."""
    opening = start
    while sentence.word(opening) in lexicon.COORDINATORS | _MARKS or lexicon.is_adverb(sentence.word(opening)) or sentence.word(opening) in {"shortly", "hours", "days"}:
        opening += 1
    if sentence.word(opening) not in {"while", "although", "though", "whereas", "after", "before", "as", "when", "because", "since", "if"} or sentence.word(i - 1) != ",":
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
    comma = _after_comma(sentence, i)
    j = i + 1
    while j < end and (lexicon.is_adverb(sentence.word(j)) or sentence.word(j) in _MARKS or sentence.word(j) in _TIME_WORDS):
        j += 1
    if sentence.word(j) in lexicon.PREPOSITIONS:  # "and in recent years, they have ..."
        j = next((k + 1 for k in range(j, min(end, j + 8)) if sentence.word(k) == ","), j)
    if j >= end or not has_finite(sentence, start, i) or is_finite_at(sentence, i - 1):
        return None
    word = sentence.word(j)
    if word in {"that"} or word in {"while", "although", "though", "after", "as", "when", "if", "because", "since"}:
        return Cut(i, "coordinated") if has_finite(sentence, j, end) else None
    if is_finite_at(sentence, j) and word not in lexicon.CONTRACTED_SUBJECTS and word not in {"have", "do"}:
        return Cut(i, "coordinated-verb")
    sure = comma or sentence.word(i) == "but" or word in lexicon.PERSONAL or word in lexicon.CONTRACTED_SUBJECTS
    return Cut(i, "coordinated") if sure and _subject_verb(sentence, j, end) else None


_TIME_WORDS = lexicon.TIMES | {",", "on", "in"}


def _absolute(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """`..., with several saying that ...`"""
    del start
    if sentence.word(i) != "with" or not _after_comma(sentence, i):
        return None
    for k in range(i + 2, min(end, i + 12)):
        if sentence.word(k) in {",", ";"}:
            return None
        if sentence.word(k).endswith("ing") and len(sentence.word(k)) > 5:
            return Cut(i, "absolute")
    return None


def _fronted(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """The main clause after an opening phrase: `At a fund-raiser in Texas, | he urged ...`."""
    if sentence.word(i - 1) != "," or i - start > 30:
        return None
    opening = sentence.word(start)
    if opening in _MARKS:
        opening = sentence.word(start + 1)
    if not (opening in lexicon.PREPOSITIONS or opening in lexicon.SUBORDINATORS or opening.endswith("ing")) or opening in lexicon.TOPIC_FRAMES - {"on", "when", "as"}:
        return None
    if content_words(sentence, start, i) < LEAST_WORDS or has_finite(sentence, start, i):
        return None
    return Cut(i, "fronted") if _subject_verb(sentence, i, end) else None


def _preposition(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """`..., despite calls for a veto`: a circumstance that is a report of its own."""
    if not _after_comma(sentence, i):
        return None
    word, after = sentence.word(i), sentence.word(i + 1)
    if word in {"despite", "amid", "following"} or (word, after) in {("in", "light"), ("in", "response"), ("along", "with"), ("in", "spite")}:
        del start, end
        return Cut(i, "preposition")
    return None


def _chained_gerund(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """`labeling him a menace and hinting that ...`; `a pledge ... promising to support ...`"""
    word = sentence.word(i)
    if word in {"and", "but"} and sentence.word(i + 1) in lexicon.GERUNDS and has_finite(sentence, start, i):
        return Cut(i, "gerund-chained")
    if word in lexicon.GERUNDS and word in lexicon.SAY and sentence.word(i + 1) in {"that", "to"} | _MARKS and sentence.plain(i - 1):
        if sentence.word(i - 1) not in lexicon.FUNCTION_WORDS | {"and"} and has_finite(sentence, start, i):
            return Cut(i, "gerund-bare")
    del end
    return None


def _subject_verb(sentence: Sentenced, i: int, end: int) -> bool:
    """Whether a noun phrase and its finite verb start at `i`."""
    word = sentence.word(i)
    if word in lexicon.CONTRACTED_SUBJECTS:
        return True
    pronoun = word in lexicon.PERSONAL or word in {"you", "there", "this", "that", "it"}
    k = i
    while k + 1 < min(end, i + 20):
        k += 1
        if sentence.word(k) == "," and not pronoun:
            closing = aside_end(sentence, k, end)
            return closing > 0 and is_finite_at(sentence, closing)
        if sentence.word(k) in {",", ";", ":", *_DASHES} or sentence.word(k) in lexicon.SUBORDINATORS | {"which", "who", "to", "that"}:
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
    _subordinate,
    _main,
    _chained_gerund,
    _absolute,
    _fronted,
    _preposition,
    _coordinated,
    _dash,
)
