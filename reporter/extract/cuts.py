"""Where clauses begin inside a sentence: conjunctions, relative and participle clauses, dashes, semicolons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from reporter.extract import lexicon
from reporter.extract.grammar import MARKS, Sentenced, aside_end, clause_ahead, has_finite, is_finite_at

CutKind = Literal[
    "participle",
    "relative",
    "resumed",
    "subordinate",
    "main",
    "coordinated",
    "coordinated-verb",
    "dash",
    "semicolon",
    "gerund",
    "sentence",
    "absolute",
    "fronted",
    "gerund-chained",
    "gerund-bare",
    "preposition",
    "circumstance",
    "restrictive",
    "reduced",
]

LEAST_WORDS = 3  # content words: a shorter piece joins its neighbour
_LONGEST_OPENING = 40  # tokens of a phrase before the main clause
_INNER = lexicon.RELATIVES | lexicon.SUBORDINATORS | {"that", "what"}  # a clause inside a phrase begins here
_DASHES = frozenset({"—", "–", "--", "―"})


class Cut(NamedTuple):
    """A new clause begins at token `at`; where it goes on after an aside about its subject, that begins at token `aside`."""

    at: int
    kind: CutKind
    aside: int = 0


def content_words(sentence: Sentenced, start: int, end: int) -> int:
    """How many words in tokens [start, end) are not function words."""
    return sentence.content_count(start, end)


def cuts(sentence: Sentenced, start: int, end: int) -> list[Cut]:
    """Return where clauses begin in tokens (start, end), in order."""
    found: list[Cut] = []
    open_aside = start  # where the last relative or participle clause began
    for i in range(start + 1, end):
        if open_aside > start and _resumes(sentence, i, open_aside):
            found.append(Cut(i, "resumed", 0 if found and found[-1].at == open_aside else open_aside))
            open_aside = start
            continue
        word, before = sentence.word(i), sentence.word(i - 1)
        if word not in _TRIGGERS and before not in _BREAKS and not word.endswith("ing"):
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
    return _looks_done(word) and sentence.word(i - 1) == ","


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
    while j > 0 and sentence.word(j) in MARKS:
        j -= 1
    return sentence.word(j) == "," or sentence.word(j) in _DASHES


def _participle(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """`..., offering ...`, and `..., potentially offering ...`."""
    word = sentence.word(i + lexicon.is_adverb(sentence.word(i)))
    if not _is_doing(word) or not _after_comma(sentence, i):
        return None
    del start, end
    return Cut(i, "gerund" if word in lexicon.GERUNDS else "participle")


_NO_PARTICIPLES = frozenset(
    """
    including during regarding following according excluding pending something nothing anything everything morning evening
    """.split()
)


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
    if word in {"as", "since", "when", "if", "because", "until", "before", "after", "where", "so"} and not clause_ahead(
        sentence, i + 1, end, _NO_SUBJECT
    ):
        return None
    if (
        word in {"while", "although", "though", "whereas"}
        and not _after_comma(sentence, i)
        and not clause_ahead(sentence, i + 1, end)
        and not sentence.word(i + 1).endswith("ing")
    ):
        return None
    if word == "as" and sentence.word(i - 1) in _BEFORE_AS:
        return None
    del start
    first = i
    while sentence.word(first - 1) in {"even", "just", "shortly", "hours", "days", "soon", "months", "weeks", "years", "only"}:
        first -= 1
    return Cut(first, "subordinate")


_BEFORE_AS = frozenset("such well same so known seen far long soon regarded described".split())  # these make one phrase with "as"
_NO_SUBJECT = frozenset({"to", "that", "which", "who"})  # before the verb: `before a panel to explain what they did`
_CUTTING_SUBORDINATORS = frozenset({"while", "although", "though", "whereas", "after", "before", "as", "when", "because", "since"})


def _main(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """The main clause after an opening subordinate one: `While ..., | he is concerned`."""
    opening = start
    while (
        sentence.word(opening) in lexicon.COORDINATORS | MARKS
        or lexicon.is_adverb(sentence.word(opening))
        or sentence.word(opening) in {"shortly", "hours", "days"}
    ):
        opening += 1
    if (
        sentence.word(opening) not in {"while", "although", "though", "whereas", "after", "before", "as", "when", "because", "since", "if"}
        or sentence.word(i - 1) != ","
    ):
        return None
    if (
        not has_finite(sentence, start + 1, i)
        or sentence.word(i) in lexicon.RELATIVES
        or any(sentence.word(k) == "," for k in range(start, i - 1))
    ):
        return None
    return Cut(i, "main") if subject_and_verb(sentence, i, end) else None


def _coordinated(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """`and` before a verb phrase or a clause."""
    if sentence.word(i) not in {"and", "but", "or", "yet", "nor", "then", "so"}:
        return None
    if sentence.word(i) in {"then", "so"} and not _after_comma(sentence, i):
        return None
    comma = _after_comma(sentence, i)
    j = i + 1
    while j < end and (lexicon.is_adverb(sentence.word(j)) or sentence.word(j) in MARKS or sentence.word(j) in _TIME_WORDS):
        j += 1
    if sentence.word(j) in lexicon.PREPOSITIONS:  # "and in recent years, they have ..."
        phrase = range(j, min(end, j + 8))
        j = next((k + (word == ",") for k in phrase if (word := sentence.word(k)) == "," or word in lexicon.PERSONAL), j)
    if j >= end or not has_finite(sentence, start, i) or is_finite_at(sentence, i - 1):
        return None
    word = sentence.word(j)
    if word in {"that", "while", "although", "though", "after", "as", "when", "if", "because", "since"}:
        return Cut(i, "coordinated") if has_finite(sentence, j, end) else None
    if is_finite_at(sentence, j) and word not in lexicon.CONTRACTED_SUBJECTS and word not in {"have", "do"}:
        return Cut(i, "coordinated-verb")
    sure = comma or sentence.word(i) == "but" or word in lexicon.PERSONAL | lexicon.CONTRACTED_SUBJECTS | {"there", "no"}
    return Cut(i, "coordinated") if sure and subject_and_verb(sentence, j, end) else None


_TIME_WORDS = lexicon.TIMES | {",", "on", "in"}


def _absolute(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """`..., with several saying that ...`, `..., with the final set to be held there`: a clause of its own."""
    del start
    if sentence.word(i) != "with" or not _after_comma(sentence, i):
        return None
    for k in range(i + 2, min(end, i + 12)):
        if sentence.word(k) in {",", ";"}:
            return None
        done = _looks_done(sentence.word(k)) and sentence.word(k + 1) in lexicon.PREPOSITIONS
        if _is_doing(sentence.word(k)) or done:
            return Cut(i, "absolute")
    return None


def _looks_done(word: str) -> bool:
    """Whether a word may be a past participle."""
    return word in lexicon.DONE_IRREGULAR or (word.endswith("ed") and len(word) > 4 and word not in lexicon.PARTICIPLE_ADJECTIVES)


def _fronted(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """The main clause after an opening phrase: `At a fund-raiser in Texas, | he urged ...`."""
    if sentence.word(i - 1) != "," or i - start > _LONGEST_OPENING:
        return None
    first = start
    while sentence.word(first) in lexicon.COORDINATORS | MARKS:
        first += 1
    opening = sentence.word(first)
    if not (
        opening in lexicon.PREPOSITIONS or opening in lexicon.SUBORDINATORS or opening.endswith("ing")
    ) or opening in lexicon.TOPIC_FRAMES - {"on", "when", "as"}:
        return None
    if content_words(sentence, first, i) < LEAST_WORDS or _has_own_finite(sentence, first, i):
        return None
    return Cut(i, "fronted") if subject_and_verb(sentence, i, end) else None


def _has_own_finite(sentence: Sentenced, start: int, end: int) -> bool:
    """Whether a finite verb stands in tokens [start, end) before any clause inside them: `promises | that Mexico will pay`."""
    inner = next((k for k in range(start + 1, end) if sentence.word(k) in _INNER), end)
    return has_finite(sentence, start, inner)


def _preposition(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """`..., despite calls for a veto`: a circumstance that is a report of its own."""
    if not _after_comma(sentence, i):
        return None
    word, after = sentence.word(i), sentence.word(i + 1)
    if word in {"despite", "amid", "following"} or (word, after) in {
        ("in", "light"),
        ("in", "response"),
        ("along", "with"),
        ("in", "spite"),
    }:
        del start, end
        return Cut(i, "preposition")
    return None


def _circumstance(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """A circumstance without a comma: `despite ...`, `after failing to ...`, `without asking ...`."""
    word, after = sentence.word(i), sentence.word(i + 1 + lexicon.is_adverb(sentence.word(i + 1)))
    doing = word in {"by", "without", "after", "before"} and _is_doing(after)
    if not (doing or word in {"despite", "amid", "following"}) or not has_finite(sentence, start, i):
        return None
    return Cut(i, "circumstance") if min(content_words(sentence, start, i), content_words(sentence, i, end)) >= LEAST_WORDS else None


def _restrictive(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """A relative clause without a comma, where both it and what it hangs on tell much."""
    if sentence.word(i) not in {"that", "which", "who"} or i + 1 >= end or not is_finite_at(sentence, i + 1):
        return None
    before = sentence.word(i - 1)
    if (
        not sentence.tokens[i - 1].is_word
        or before in lexicon.FUNCTION_WORDS
        or before in lexicon.SAY
        or not has_finite(sentence, start, i)
    ):
        return None
    return Cut(i, "restrictive") if min(content_words(sentence, start, i), content_words(sentence, i, end)) > LEAST_WORDS else None


def _reduced(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """`..., built in 1950 by ...`, and the later members of `rose, fell and recovered`."""
    word = sentence.word(i)
    if sentence.word(i - 1) != "," or not has_finite(sentence, start, i) or content_words(sentence, i, end) < LEAST_WORDS:
        return None
    verb = is_finite_at(sentence, i) and word not in lexicon.AUXILIARIES | lexicon.CONTRACTED_SUBJECTS
    return Cut(i, "reduced") if verb or _looks_done(word) else None


def _chained_gerund(sentence: Sentenced, i: int, start: int, end: int) -> Cut | None:
    """`labeling him a menace and hinting that ...`; `a pledge ... promising to support ...`: a cue verb in -ing."""
    word = sentence.word(i)
    if word in {"and", "but"} and sentence.word(i + 1) in lexicon.GERUNDS and has_finite(sentence, start, i):
        return Cut(i, "gerund-chained")
    del end
    says = word in lexicon.GERUNDS and word in lexicon.SAY and sentence.word(i + 1) in {"that", "to"} | MARKS and sentence.plain(i - 1)
    if sentence.word(i + 1) == "that" and not clause_ahead(sentence, i + 2, len(sentence.tokens)):
        return None  # "a court ruling that covers four states"
    hangs_on = sentence.word(i - 1) not in lexicon.FUNCTION_WORDS and has_finite(sentence, start, i)
    return Cut(i, "gerund-bare") if says and hangs_on else None


def _is_doing(word: str) -> bool:
    return word.endswith("ing") and len(word) > 5 and word not in _NO_PARTICIPLES


def subject_and_verb(sentence: Sentenced, i: int, end: int) -> bool:
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
    while j > 0 and sentence.word(j) in MARKS:
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
    _circumstance,
    _restrictive,
    _coordinated,
    _reduced,
    _dash,
)
_TRIGGERS = (
    lexicon.COORDINATORS
    | lexicon.SUBORDINATORS
    | lexicon.RELATIVES
    | frozenset({"then", "so", "with", "that", "by", "without", "after", "before", "despite", "amid", "following"})
)
_BREAKS = frozenset({",", ";", "?", "!"}) | _DASHES | MARKS  # after any other word only a trigger can begin a clause
