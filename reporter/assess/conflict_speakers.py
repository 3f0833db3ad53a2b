"""Conflicting speakers, and how sure a speaker is told to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import combinations

from reporter.assess.conflict_sides import TELLING, Difference, Side
from reporter.assess.context import Context
from reporter.assess.offices import OFFICES
from reporter.assess.quotations import Match, by_words, speaker_of
from reporter.schema import Claim, Mention
from reporter.text import fold

_SPOKEN = 6  # mentions that one phrase stands in; more is a topic
_ALIKE = 0.6  # part of the shorter passage's words that both have: then it is one utterance, whoever spoke
_LEAST_ALIKE = 6  # words that carry meaning
_ONE_SPELLED_TWICE = 0.75  # likeness of two surnames from which one may be the other's misspelling
_SHARED = 2  # words that carry meaning, in passages that are one claim
_LEAST_QUOTED = 5  # words that carry meaning
_QUOTED_ALIKE = 0.75  # part of the words inside quotation marks
_SURENESS: Mapping[str, str] = {"certain": "sure", "confident": "confident", "hoped": "hopeful"}


def speakers(left: Side, right: Side) -> Iterator[Difference]:
    """Yield the named persons whom two passages have saying one thing in much the same words."""
    if (_two_persons(left, right) and _in_same_words(left, right)) or _of_one_matter(left, right):
        yield _difference(left, right)


def _two_persons(left: Side, right: Side) -> bool:
    return all(_utters(s.context, s.mention) for s in (left, right)) and _apart(left, right)


def _in_same_words(left: Side, right: Side) -> bool:
    return bool(_phrases(left) & _phrases(right)) or _alike(left, right)


def _difference(left: Side, right: Side) -> Difference:
    values = [s.value(str(s.mention.speaker), str(s.context.speaker(s.mention.speaker))) for s in (left, right)]
    return Difference("speaker", "", *values)


def _utters(context: Context, mention: Mention) -> bool:
    """Tell whether a mention is the utterance of a named person, known by more than an office."""
    statement, name = context.of(mention), context.name.get(mention.speaker or "")
    if name is None or name.kind != "person" or not (statement.cue or statement.quoted):
        return False
    return fold(name.display).split()[-1:] != [] and fold(name.display).split()[-1] not in OFFICES


def _apart(left: Side, right: Side) -> bool:
    """Tell whether two speakers are surely two persons, and neither sentence names the other's: then it may speak of both."""
    a, b = str(left.mention.speaker), str(right.mention.speaker)
    one, other = (fold(str(s.context.speaker(s.mention.speaker))).split() for s in (left, right))
    if a == b or one[-1:] == other[-1:] or set(one) <= set(other) or set(other) <= set(one):  # a given name may be shared
        return False
    return b not in left.wide_names(right) and a not in right.wide_names(left)


def _phrases(side: Side) -> set[tuple[str, ...]]:
    """Return the runs of three words, all of which carry meaning and none of which is part of a name."""
    told = side.words
    fit = [w.content and w.form not in TELLING and not side.names_word(w) and not side.text[w.start].isupper() for w in told]
    return {tuple(w.stem for w in told[i : i + 3]) for i in range(len(told) - 2) if all(fit[i : i + 3])}


def _alike(left: Side, right: Side) -> bool:
    one, other = left.content - TELLING, right.content - TELLING
    common = len(one & other)
    return common >= _LEAST_ALIKE and common >= _ALIKE * max(len(one), len(other))


def _of_one_matter(left: Side, right: Side) -> bool:
    """Tell whether two passages of a claim share words, and one of the speakers is nobody whom the other outlet knows of.

    Whom a single article names by a surname alone is a person too, where the other passage has a named one speak.
    """
    utter = [_utters(s.context, s.mention) for s in (left, right)]
    if not any(utter) or not all(u or _by_surname(s) for u, s in zip(utter, (left, right), strict=True)) or not _apart(left, right):
        return False
    shown = [fold(str(s.context.speaker(s.mention.speaker))).split()[-1] for s in (left, right)]
    if SequenceMatcher(None, shown[0], shown[1]).ratio() >= _ONE_SPELLED_TWICE:
        return False
    known = [_known(other, side) for side, other in ((left, right), (right, left))]
    return len((left.framed & right.framed) - TELLING) >= _SHARED and not all(known)


def _by_surname(side: Side) -> bool:
    """Tell whether a mention is given to one capitalised word that is no name of the story but for that."""
    key, cue = side.mention.speaker or "", side.statement.cue
    name = side.context.name.get(key)
    shown = name.display if name is not None else key
    return cue is not None and cue != "report" and shown.isalpha() and shown.istitle() and (name is None or name.kind == "other")


def _known(other: Side, side: Side) -> bool:
    """Tell whether an outlet's article has the speaker of another one's passage."""
    key = str(side.mention.speaker)
    name = side.context.name.get(key)
    return other.told_anywhere(name) if name is not None else key in other.text


def spoken_by_others(context: Context) -> Iterator[tuple[list[Claim], Difference]]:
    """Yield what two outlets have different persons saying in much the same words: such mentions are seldom joined as one claim."""
    looked_at: set[frozenset[str]] = set()
    for (claim, one), (other_claim, other) in _candidates(context):
        pair = frozenset((one.statement, other.statement))
        joined = {c.id for c in context.claims_of[one.statement]} & {c.id for c in context.claims_of[other.statement]}
        if pair in looked_at or joined or context.outlets[one.article] == context.outlets[other.article]:
            continue
        looked_at.add(pair)
        left, right = Side(context, one), Side(context, other)
        if _two_persons(left, right) and _in_same_words(left, right):
            yield [claim, other_claim], _difference(left, right)


def _candidates(context: Context) -> Iterator[tuple[tuple[Claim, Mention], tuple[Claim, Mention]]]:
    """Yield the utterances of two persons that share a phrase or several words."""
    by_phrase: dict[tuple[str, ...], list[tuple[Claim, Mention]]] = {}
    for claim in context.claims:
        for mention in claim.mentions:
            if _utters(context, mention):
                side = Side(context, mention)
                keys = _phrases(side) if not mention.quoted else set()
                keys |= set(combinations(sorted(side.content - TELLING), 2)) if len(side.content) >= _LEAST_ALIKE else set()
                for phrase in sorted(keys):
                    by_phrase.setdefault(phrase, []).append((claim, mention))
    for found in by_phrase.values():
        if len({m.speaker for _, m in found}) == 2 and len(found) <= _SPOKEN:
            yield from combinations(found, 2)


def quoted_of_others(context: Context) -> Iterator[tuple[list[Claim], Difference]]:
    """Yield the quotations that two outlets give to different persons."""
    for match in by_words(context, _of_two_persons):
        mentions = [_mention(context, q.span(part).article, q.span(part).start, q.span(part).end) for q, part in match.sides()]
        if None in mentions or match.alignment.closeness < _QUOTED_ALIKE or match.alignment.content_count < _LEAST_QUOTED:
            continue
        left, right = (Side(context, m) for m in mentions if m is not None)
        if _utters(context, left.mention) and _utters(context, right.mention) and _apart(left, right):
            claims = [context.claims_of[s.mention.statement][0] for s in (left, right)]
            yield claims, _difference(left, right)


def _of_two_persons(context: Context, match: Match) -> bool:
    left, right = (speaker_of(context, q.span(part)) for q, part in match.sides())
    return left in context.name and right in context.name and left != right


def _mention(context: Context, article: str, start: int, end: int) -> Mention | None:
    """Return the mention that shares most with a stretch of text."""
    best: tuple[int, Mention] | None = None
    for statement in context.statements:
        shared = min(statement.end, end) - max(statement.start, start)
        if statement.article != article or shared <= 0 or (best and shared <= best[0]):
            continue
        found = next((m for c in context.claims_of.get(statement.id, ()) for m in c.mentions if m.statement == statement.id), None)
        best = (shared, found) if found else best
    return best[1] if best else None


def certainties(left: Side, right: Side) -> Iterator[Difference]:
    """Yield how sure each passage has the speaker be, where one only hopes and another is sure.

    What may, might or is expected to happen is the outlet's own hedge more often than the speaker's: left out.
    """
    levels = [s.mention.certainty for s in (left, right)]
    if levels[0] == levels[1] or "hoped" not in levels:
        return
    if all(level in _SURENESS for level in levels) and all(s.statement.speaker is not None for s in (left, right)):
        values = [s.value(level, _SURENESS[level]) for s, level in zip((left, right), levels, strict=True)]
        yield Difference("certainty", "", *values)
