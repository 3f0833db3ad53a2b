"""Attributions of a sentence: who says it, with which cue verb, and where the content stands.

Only closed word lists, punctuation and quotation marks are used; see Pareti (2015),
"Attribution: A Computational Approach", for the terms source (here: speaker), cue and content.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from reporter.extract import lexicon
from reporter.extract.grammar import MARKS, Sentenced, clause_ahead, has_finite, is_finite_at, is_passive, subject_before

Kind = Literal["before", "after", "gerund", "chained", "act"]

_LONGEST_TITLE = 9  # tokens, marks included
_LONGEST_TAIL = 16  # tokens between a cue verb and its "that"
_LONGEST_SIGNATURE = 6  # tokens
_DASHES = frozenset({"—", "–", "--", "―"})


class Attribution(NamedTuple):
    """Tokens [start, end) of an attribution; `before`: its content follows it.

    `gerund` and `chained` cues take the speaker of what they hang on; an `act`
    verb ("hailed", "denounced") belongs to what is claimed.
    """

    kind: Kind
    start: int
    end: int
    cue: str
    cue_at: int
    speaker: tuple[int, int] | None


def attributions(sentence: Sentenced) -> list[Attribution]:
    """Return the attributions of a sentence in order, none overlapping."""
    found: list[Attribution] = []
    done = 0
    for i in range(len(sentence.tokens)):
        if i < done or not sentence.plain(i):
            continue
        one = _according(sentence, i) or _signed(sentence, i) or _cue(sentence, i, done)
        if one is None or one.start < done:
            continue
        if one.kind == "before" and found and found[-1].kind == "before" and found[-1].end == one.start:
            one = one._replace(kind="act", end=one.cue_at + 1)  # "he said Tehran believes that ...": part of what he said
        found.append(one)
        done = max(done, one.end)
    return found


def _according(sentence: Sentenced, i: int) -> Attribution | None:
    """`according to X`, before or after what it attributes."""
    if sentence.word(i) != "according" or sentence.word(i + 1) != "to":
        return None
    end = i + 2
    while end < len(sentence.tokens) and sentence.word(end) not in {",", ";", ":", "—", "–", "--"} and not sentence.quoted[end]:
        if end > i + 2 and is_finite_at(sentence, end) and sentence.word(end - 1) not in lexicon.RELATIVES:
            break
        end += 1
    last = end - 1 if sentence.word(end - 1) == "." else end
    if last <= i + 2:
        return None
    ends = not any(token.is_word for token in sentence.tokens[last:])
    first = i == 0 or not (ends or has_finite(sentence, 0, i))
    return Attribution("before" if first else "after", i, last, "according", i, (i + 2, last))


def _signed(sentence: Sentenced, i: int) -> Attribution | None:
    """A name that signs a quotation, to the sentence's end: `"We will." ― Anna Lind`."""
    dashed = sentence.word(i - 1) in _DASHES and i > 1 and bool(sentence.quoted[i - 2])
    end = len(sentence.tokens)
    while dashed and end > i and not sentence.tokens[end - 1].is_word:
        end -= 1
    named = dashed and i < end <= i + _LONGEST_SIGNATURE and not has_finite(sentence, i, end)
    capital = named and sentence.tokens[i].capital and sentence.tokens[end - 1].capital and not any(sentence.quoted[i:end])
    return Attribution("after", i - 1, len(sentence.tokens), "say", i - 1, (i, end)) if capital else None


def _cue(sentence: Sentenced, i: int, floor: int) -> Attribution | None:
    word = sentence.word(i)
    lemma = lexicon.SAY.get(word)
    if lemma is None:
        return _act(sentence, i, floor)
    progressive = word in lexicon.GERUNDS and is_passive(sentence, i)  # "is confirming that ..."
    if word in lexicon.GERUNDS and not progressive:
        return _gerund(sentence, i, lemma)
    if not progressive and (_no_verb(sentence, i) or is_passive(sentence, i)):
        return None
    inverted = _inverted(sentence, i, lemma)
    if inverted is not None:
        return inverted
    subject = subject_before(sentence, i, floor)
    content = _content_start(sentence, i, lemma, subject)
    if subject is None or (word in lexicon.NOUN_CUES and sentence.word(i + 1) in lexicon.PREPOSITIONS):
        return _chained(sentence, i, lemma, content)
    ended = _ends_quotation(sentence, subject[0] - 1)
    follows = _follows_content(sentence, subject[0], floor)
    if follows and (ended or not _announces(sentence, content)) and _closes_off(sentence, i, lemma, subject[0]):
        return Attribution("after", subject[0], _tail_end(sentence, i), lemma, i, subject)
    if word in lexicon.NOUN_CUES and not _announces(sentence, content):
        return None  # "favorable comments", "a state visit"
    if content is not None:
        return Attribution("before", subject[0], content, lemma, i, subject)
    if not has_finite(sentence, i + 1, len(sentence.tokens)) and subject[0] == 0 and lemma in {"say", "ask", "tell"}:
        return Attribution("after", subject[0], _tail_end(sentence, i), lemma, i, subject)
    return None if lemma in lexicon.NO_SPEECH_ACT else Attribution("act", subject[0], i + 1, lemma, i, subject)


def _no_verb(sentence: Sentenced, i: int) -> bool:
    """Whether the word at `i` is a noun or an infinitive, or part of a name: "the claims", "to say", "United States"."""
    before = sentence.word(i - 1)
    if before in {"to", "be", "been", "being"} or before in lexicon.DETERMINERS or before in lexicon.PREPOSITIONS:
        return True
    named = i > 0 and sentence.tokens[i].capital and sentence.tokens[i - 1].capital
    return named and sentence.word(i) in lexicon.CUES_IN_NAMES


def _act(sentence: Sentenced, i: int, floor: int) -> Attribution | None:
    lemma = lexicon.ACT.get(sentence.word(i))
    if lemma is None or sentence.word(i) in lexicon.GERUNDS or sentence.word(i) in lexicon.BASES:
        return None
    before = sentence.word(i - 1)
    if before in lexicon.DETERMINERS or before in lexicon.PREPOSITIONS or before == "to" or is_passive(sentence, i):
        return None
    if sentence.word(i) in lexicon.PRESENT_NOUNS or sentence.word(i + 1) == "by":
        return None
    subject = subject_before(sentence, i, floor)
    if subject is None:
        return Attribution("chained", i, i, lemma, i, None) if before in {"and", "but"} else None
    return Attribution("act", subject[0], i + 1, lemma, i, subject)


def _gerund(sentence: Sentenced, i: int, lemma: str) -> Attribution | None:
    before = sentence.word(i - 1)
    if i and before not in {",", "and", "while", "but", "—", "–", "--", "by", "also"} | MARKS and not _follows_medium(sentence, i):
        return None
    return Attribution("gerund", i, i, lemma, i, None)


def _follows_medium(sentence: Sentenced, i: int) -> bool:
    """Whether the cue at `i` tells what a text says: `issued a statement on Friday | saying`."""
    j = i - 1
    while j > 0 and (sentence.word(j) in lexicon.TIMES | {"on", "late", "early"} or sentence.word(j).isdigit()):
        j -= 1
    return sentence.word(j) in lexicon.MEDIA and has_finite(sentence, 0, j)


def _chained(sentence: Sentenced, i: int, lemma: str, content: int | None) -> Attribution | None:
    """`... and added that ...`: the speaker is the one before."""
    j = i - 1
    while lexicon.is_adverb(sentence.word(j)) or sentence.word(j) in {"has", "had", "have"}:
        j -= 1
    if sentence.word(j) not in {"and", "but", ",", "then", "who"} and sentence.word(j) not in MARKS:
        return None
    if lemma in lexicon.WEAK_CUES and content is None:
        return None
    return Attribution("chained", i, content if content is not None and sentence.word(j) != "who" else i, lemma, i, None)


def _inverted(sentence: Sentenced, i: int, lemma: str) -> Attribution | None:
    """`"...," said X, the minister of Y.`, after what X said."""
    beside = i > 0 and bool(sentence.quoted[i - 1])
    told = sentence.word(i - 1) == "," and lemma not in lexicon.WEAK_CUES and has_finite(sentence, 0, i)
    told = told and not clause_ahead(
        sentence, i + 1, len(sentence.tokens), lexicon.RELATIVES | {"that"}
    )  # "Lind, who was there, said the bridge is ..."
    if not beside and not told:
        return None
    after = i + 1
    if after >= len(sentence.tokens) or not sentence.plain(after):
        return None
    if not (sentence.tokens[after].capital or sentence.word(after) in lexicon.DETERMINERS or (beside and _plain_noun(sentence, after))):
        return None
    if sentence.word(after) in lexicon.TIMES or sentence.word(after) == "that":
        return None
    end = after
    while end < len(sentence.tokens) and not sentence.quoted[end] and sentence.word(end) not in {";", "—", "–", "--"}:
        if is_finite_at(sentence, end) and sentence.word(end - 1) not in lexicon.RELATIVES and end > after + 1:
            break
        end += 1
    last = end - 1 if sentence.word(end - 1) in {".", ",", "and"} else end
    name_end = after
    while name_end < last and sentence.word(name_end) != "," and sentence.word(name_end) not in lexicon.TIMES | {"in", "on", "at", "who"}:
        name_end += 1
    return Attribution("after", i, last, lemma, i, (after, max(name_end, after + 1)))


def _plain_noun(sentence: Sentenced, i: int) -> bool:
    """Whether a noun phrase without an article may begin at `i`: `said one official`, `said witnesses`."""
    word = sentence.word(i)
    return not (word in lexicon.FUNCTION_WORDS - {"one"} or word in lexicon.TIMES or lexicon.is_adverb(word) or is_finite_at(sentence, i))


def _content_start(sentence: Sentenced, cue: int, lemma: str, subject: tuple[int, int] | None) -> int | None:
    """Where the content begins that follows a cue verb: after `that` or a colon, at a quotation, or at a bare clause."""
    size = len(sentence.tokens)
    for j in range(cue + 1, min(size, cue + 1 + _LONGEST_TAIL)):
        word = sentence.word(j)
        if word == "that" and not sentence.quoted[j]:
            return j + 1
        if word == ":":
            return j + 1
        if sentence.quoted[j]:
            if _introduces(sentence, cue, j, lemma):
                return j
            break
        if word in {",", ";", ".", "—", "–", "--"} or is_finite_at(sentence, j):
            break
    return _bare_clause(sentence, cue, lemma) if subject is not None else None


def _introduces(sentence: Sentenced, cue: int, mark: int, lemma: str) -> bool:
    """Whether a cue verb introduces the quotation at `mark`, which is no part of its object (`called it "a stunt"`)."""
    between = range(cue + 1, mark)
    if any(sentence.word(k) in {"a", "an", "as", "of"} for k in between[-1:]):
        return False
    if not between or sentence.word(mark - 1) in {",", ":"}:
        return True
    first = sentence.word(cue + 1)
    return (
        lemma in {"tell", "ask"}
        or first in lexicon.TIMES
        or (first in lexicon.PREPOSITIONS and len(between) > 2)
        or lexicon.is_adverb(first)
    )


def _bare_clause(sentence: Sentenced, cue: int, lemma: str) -> int | None:
    if lemma not in lexicon.BARE_CLAUSE:
        return None
    j = cue + 1
    if lemma == "tell":
        j += 1
        while sentence.plain(j) and sentence.word(j) not in lexicon.PERSONAL and sentence.tokens[j].capital:
            j += 1
    while sentence.word(j) in lexicon.TIMES or (sentence.word(j) in {"on", "late", "early"} and sentence.word(j + 1) in lexicon.TIMES):
        j += 1
    if j >= len(sentence.tokens) or not (sentence.tokens[j].is_word or sentence.quoted[j]):
        return None
    first = sentence.word(j)
    if first in {"as", "after", "during", "at", "to", "on", "before", "in"} and j == cue + 1 and not _later_clause(sentence, j):
        return None
    return j if clause_ahead(sentence, j, len(sentence.tokens)) else None


def _later_clause(sentence: Sentenced, j: int) -> bool:
    """`said in a statement Sunday she would ...`: a finite verb with a subject of its own, with no subordinator before."""
    for k in range(j, len(sentence.tokens)):
        if k > j and (sentence.word(k) in lexicon.SUBORDINATORS or sentence.word(k) in {",", ";"}):
            return False
        if is_finite_at(sentence, k):
            return sentence.word(j) not in lexicon.SUBORDINATORS
    return False


def _follows_content(sentence: Sentenced, subject: int, floor: int) -> bool:
    """Whether the subject stands after a comma or closing mark with a clause or quotation before it."""
    before = subject - 1
    if before < floor:
        return False
    if sentence.quoted[before]:
        return True
    if sentence.word(before) not in {",", "—", "–", "--", "?", "!"}:
        return False
    while floor < before and (lexicon.is_adverb(sentence.word(floor)) or sentence.word(floor) in lexicon.COORDINATORS):
        floor += 1
    opening = sentence.word(floor)
    if (
        opening in lexicon.TOPIC_FRAMES
        or opening in lexicon.SUBORDINATORS
        or (opening.endswith("ing") and not has_finite(sentence, floor, min(before, floor + 4)))
    ):
        return False
    return has_finite(sentence, floor, before)


def _ends_quotation(sentence: Sentenced, mark: int) -> bool:
    """Whether a quotation ends at `mark` with a comma, so that its attribution must follow: `"We will," she told them`."""
    return mark > 0 and bool(sentence.quoted[mark]) and sentence.word(mark) in MARKS and sentence.word(mark - 1) in {",", "?", "!"}


def _closes_off(sentence: Sentenced, cue: int, lemma: str, subject: int) -> bool:
    """Whether nothing but a time, place, occasion or recipient comes after the cue verb."""
    after = sentence.word(cue + 1)
    if after in {"", ".", ",", ";", "?", "!"} | MARKS or (cue + 1 < len(sentence.tokens) and sentence.quoted[cue + 1]):
        return True
    if lemma == "point" and after == "out":
        return True
    beside = sentence.quoted[subject - 1]
    if lemma in lexicon.WEAK_CUES and not beside:
        return False
    if lemma in {"tell", "ask", "remind", "assure", "inform", "advise", "warn"}:
        return True
    return (
        after in lexicon.PREPOSITIONS | lexicon.SUBORDINATORS | lexicon.TIMES
        or lexicon.is_adverb(after)
        or (beside and after not in lexicon.DETERMINERS)
    )


def _announces(sentence: Sentenced, content: int | None) -> bool:
    """Whether content certainly follows: after `that`, a colon, or at a quotation right after the cue."""
    return content is not None and (sentence.word(content - 1) in {"that", ":"} or bool(sentence.quoted[content]))


def _tail_end(sentence: Sentenced, cue: int) -> int:
    """Where an attribution after its content ends: its time, place and occasion belong to it."""
    j = cue + 1
    while j < len(sentence.tokens) and sentence.word(j) not in {";", "—", "–", "--"}:
        if sentence.quoted[j]:
            title = _title_end(sentence, j)
            if not title:
                break
            j = title
            continue
        if sentence.word(j) == ",":
            following = sentence.word(j + 1)
            if (
                following in {"and", "but", *lexicon.GERUNDS}
                or sentence.quoted[min(j + 1, len(sentence.tokens) - 1)]
                or following == "according"
            ):
                break
            if following.endswith("ing") and following not in {"including", "during"}:
                break
            if following in lexicon.RELATIVES or following in lexicon.SUBORDINATORS:
                break
        j += 1
    return j - 1 if sentence.word(j - 1) in {".", ","} else j


def _title_end(sentence: Sentenced, mark: int) -> int:
    """Where a short title in quotation marks ends (`on the program "Meet the Press"`); 0 where a quotation begins."""
    end = mark
    while end < len(sentence.tokens) and sentence.quoted[end]:
        end += 1
    titled = all(t.capital or t.word in lexicon.FUNCTION_WORDS for t in sentence.tokens[mark:end] if t.is_word)
    return end if titled and end - mark <= _LONGEST_TITLE and sentence.plain(mark - 1) else 0
