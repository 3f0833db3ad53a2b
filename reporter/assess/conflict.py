"""Rule `conflict`: one claim, incompatible detail; the values side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, permutations

from msgspec import Struct

from reporter.assess.context import Context, finding, listed, shortened
from reporter.assess.spelling import spellings
from reporter.assess.wording import Word, quotation_words
from reporter.schema import Claim, Evidence, Finding, Mention, Moment, Quantity, Span
from reporter.text import fold

_NAME_BOTH = "Safe wording: name each outlet with what it has, or leave the detail out."
_ADVICE: Mapping[str, str] = {
    "number": "Safe wording: give both numbers with their outlets, or the range; do not choose one.",
    "date": "Safe wording: give the date with its outlet, or leave it out until it is settled.",
    "speaker": "Safe wording: name the outlet with the speaker it gives, or attribute to nobody until it is settled.",
    "name": "Safe wording: look up how the person spells the name, and use that throughout.",
    "negation": "Safe wording: report both with their outlets (“A reports …, while B reports …”); state neither as settled.",
    "certainty": "Safe wording: keep the weakest of the wordings, or quote each outlet's own.",
}
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_OFFICES = frozenset(
    "minister president secretary spokesman spokeswoman spokesperson official officer sheriff governor senator congressman congresswoman "
    "representative mayor chairman chairwoman chair director general republican democrat leader ambassador judge justice king queen prince "
    "attorney lawyer candidate speaker chancellor premier commander adviser aide".split()
)  # what ends in one of these is an office, and any person may hold it
_SPOKEN = 6  # mentions that one phrase stands in; more is a topic
_SAME_WORDS = 0.6  # part of the longer of two clauses' words that both have: then a negation is the difference
_DENYING = frozenset("deny denies denied denying denial refuse refuses refused refusing fail fails failed failing unlikely".split())
_OPEN = frozenset("whether or if unless should could may might must ought".split())  # what leaves it open
_TO = frozenset("refuse refuses refused refusing fail fails failed failing unlikely".split())  # negate what is to be done: "fail to"
_NEGATED = 3  # words after a negation that it negates
_TELLING = frozenset("said says say saying told tells announced announce added reported".split())  # dates the telling, not the act
_BESIDE = 5  # words to each side of a date that tell what it dates
_NEXT = 30  # characters after a percentage in which the next word stands
_BOUND = re.compile(r"\b(until|till|by|since|from|before|after|through|between)\s+(?:\w+\s+)?$", re.IGNORECASE)
_NEGATED_TERMS = 2  # words that carry meaning: so many next to each other are what is affirmed or negated
_SURENESS: Mapping[str, str] = {
    "certain": "sure",
    "confident": "confident",
    "hoped": "hopeful",
}


class Value(Struct, frozen=True):
    """What one mention has for a detail: equal keys are one value."""

    mention: Mention
    key: str
    shown: str
    passage: Span | None = None  # where in the article the value stands, None where it is the mention as a whole


def conflict(context: Context) -> Iterator[Finding]:
    """Tell of each claim whose mentions give incompatible numbers, dates, speakers or degrees of certainty."""
    for kind, values in _KINDS.items():
        found = []
        for claim in context.claims:
            told = _by_outlet(context, claim, values) if claim.agreement.outlet_count > 1 else []
            if len({v.key for v in told}) > 1:
                found.append((frozenset(v.mention.statement for v in told), claim, told))
        for statements, claim, told in found:
            if not any(statements < other for other, _, _ in found):  # a statement may carry several claims: told once, in full
                yield _finding(context, [claim], kind, told)
    yield from _spoken_by_others(context)
    yield from _spelled_otherwise(context)


def _by_outlet(context: Context, claim: Claim, values: Callable[[Context, Sequence[Mention]], list[Value]]) -> list[Value]:
    """Return the claim's values; none unless two outlets have no value in common: one that has both speaks of two things."""
    told = values(context, claim.mentions)
    held: dict[str, set[str]] = {}
    for value in told:
        held.setdefault(context.outlets[value.mention.article], set()).add(value.key)
    return told if any(not one & other for one, other in combinations(held.values(), 2)) else []


def _finding(context: Context, claims: Sequence[Claim], kind: str, told: Sequence[Value]) -> Finding:
    evidence: list[Evidence] = []
    versions: dict[str, list[Value]] = {}
    for value in told:
        versions.setdefault(value.key, []).append(value)
        evidence.append(context.evidence(value.mention, "passage"))
        if value.passage is not None:
            evidence.append(context.evidence(value.passage, "value"))
    sides = listed(f"{v[0].shown} ({context.outlet_list(x.mention.article for x in v)})" for v in versions.values())
    return finding(
        "conflict",
        "error" if kind in ("number", "speaker", "negation") else "warning",
        f"{_NOUNS[kind]}: {sides}. “{shortened(claims[0].text, 100)}”",
        _ADVICE.get(kind, _NAME_BOTH),
        evidence,
        kind=kind,
        claims=(c.id for c in claims),
    )


# -- kinds: what each mention has for one detail -------------------------------


def _numbers(context: Context, mentions: Sequence[Mention]) -> list[Value]:
    """Return the one number of a unit that each mention has, where no range meets another."""
    by_unit: dict[str, list[tuple[Mention, Quantity]]] = {}
    for mention in mentions:
        counted: dict[str, list[Quantity]] = {}
        for quantity in context.of(mention).numbers:
            if quantity.unit is not None:
                counted.setdefault(quantity.unit, []).append(quantity)
        for unit, quantities in counted.items():
            if len(quantities) == 1:
                by_unit.setdefault(unit, []).append((mention, quantities[0]))
    for unit in sorted(by_unit):
        told = by_unit[unit]
        if _disjoint([(q.low, q.high) for _, q in told]):
            values = [Value(m, f"{q.low}-{q.high}", f"“{q.exact}”", q) for m, q in told]
            if unit != "%" or len({_whole(context, v) for v in values}) == 1:
                return _of_one_act(context, values, common=1)
    return []


def _whole(context: Context, value: Value) -> str:
    """Return what a percentage is of: the word after it, "of" included."""
    end = value.passage.end if value.passage else value.mention.end
    text = context.articles[value.mention.article].text
    told = quotation_words(text, end, min(len(text), end + _NEXT))
    return told[0].stem if told else ""


def _dates(context: Context, mentions: Sequence[Mention]) -> list[Value]:
    """Return the one date that each mention has, where those of the same length never meet.

    Where an article's own date is unknown its weekdays cannot be placed; they are then compared by name.
    """
    told = [(m, context.of(m).dates[0]) for m in mentions if len(context.of(m).dates) == 1]
    if len({_length(d) for _, d in told}) == 1:
        years = all(not d.first.startswith("--") for _, d in told)
        ranges = [(d.first, d.last) if years else (d.first[-5:], d.last[-5:]) for _, d in told]
        if _disjoint(ranges):
            dated = [Value(m, f"{low}-{high}", f"“{d.exact}”", d) for (m, d), (low, high) in zip(told, ranges, strict=True)]
            return _of_one_act(context, dated) if _of_one_kind(context, dated) else []
    named = _weekdays(context, mentions)
    return _of_one_act(context, named) if _of_one_kind(context, named) else []


def _of_one_kind(context: Context, dated: Sequence[Value]) -> bool:
    """Tell whether all dates are of what is to come or all of what was, and all days or all limits ("until June")."""
    bounds = set()
    for value in dated:
        start = value.passage.start if value.passage else value.mention.start
        found = _BOUND.search(context.articles[value.mention.article].text, max(0, start - _NEXT), start)
        bounds.add(found.group(1).lower() if found else "")
    return len(bounds) == 1 and len({v.mention.certainty in ("expected", "possible") for v in dated}) == 1


def _of_one_act(context: Context, told: Sequence[Value], common: int = 2) -> list[Value]:
    """Return the values that stand beside `common` words that a differing one stands beside too: a claim may tell of two acts."""
    near = [_beside(context, v) for v in told]
    pairs = [(i, j) for i, j in combinations(range(len(told)), 2) if told[i].key != told[j].key and len(near[i] & near[j]) >= common]
    kept = {told[i].key for pair in pairs for i in pair}
    return [v for v in told if v.key in kept] if len(kept) == 2 else []  # more than two: several acts


def _beside(context: Context, value: Value) -> set[str]:
    """Return the stems of the words next to a value in its mention."""
    if value.passage is None:
        return set()
    text, mention = context.articles[value.mention.article].text, value.mention
    before = quotation_words(text, mention.start, value.passage.start)
    after = quotation_words(text, value.passage.end, mention.end)
    near = (w for w in (*before[-_BESIDE:], *after[:_BESIDE]) if w.content and w.form not in _TELLING)
    return {w.stem for w in near if w.form.removesuffix("'s") not in context.name_words}


def _length(moment: Moment) -> str:
    """Return how much time a date covers: dates of unlike length are not compared."""
    if moment.first == moment.last:
        return "month" if len(moment.first) == len("--02") else "day"
    return "month" if moment.first[:7] == moment.last[:7] else "longer"


def _weekdays(context: Context, mentions: Sequence[Mention]) -> list[Value]:
    """Return the one weekday that each mention names outside quotation marks, where none has a date."""
    if any(context.of(m).dates for m in mentions):
        return []
    told = []
    for mention in mentions:
        named = list(_WEEKDAY.finditer(mention.exact))
        if len(named) == 1 and not mention.quoted:
            start = mention.start + named[0].start()
            day = Span(article=mention.article, start=start, end=start + len(named[0].group()))
            told.append(Value(mention, named[0].group(), f"“{named[0].group()}”", day))
    return told


def _disjoint(ranges: Sequence[tuple[float, float]] | Sequence[tuple[str, str]]) -> bool:
    """Tell whether there are several ranges and any two are equal or apart."""
    distinct = sorted(set(ranges))
    return len(distinct) > 1 and all(distinct[i][1] < distinct[i + 1][0] for i in range(len(distinct) - 1))  # type: ignore[operator]


def _speakers(context: Context, mentions: Sequence[Mention]) -> list[Value]:
    """Return the named person whom each mention has saying it, where the same thing is said in much the same words."""
    said = [m for m in mentions if _utters(context, m)]
    told = [Value(m, str(m.speaker), str(context.speaker(m.speaker))) for m in said]
    phrases = [_phrases(context, m) for m in said]
    pairs = [(i, j) for i, j in combinations(range(len(told)), 2) if _apart(context, told[i], told[j]) and phrases[i] & phrases[j]]
    kept = {i for pair in pairs for i in pair}
    keys = {told[i].key for i in kept}
    return [v for v in told if v.key in keys] if len(keys) == 2 else []  # more speakers than two: a topic, not an utterance


def _utters(context: Context, mention: Mention) -> bool:
    """Tell whether a mention is the utterance of a named person, known by more than an office."""
    statement, name = context.of(mention), context.name.get(mention.speaker or "")
    if name is None or name.kind != "person" or not (statement.cue or statement.quoted):
        return False
    return fold(name.display).split()[-1:] != [] and fold(name.display).split()[-1] not in _OFFICES


def _apart(context: Context, left: Value, right: Value) -> bool:
    """Tell whether two speakers are surely two persons, and neither sentence names the other's: then it may speak of both."""
    one, other = fold(left.shown).split(), fold(right.shown).split()
    if left.key == right.key or one[-1:] == other[-1:] or set(one) <= set(other) or set(other) <= set(one):  # a given name may be shared
        return False
    return right.key not in _named_beside(context, left.mention) and left.key not in _named_beside(context, right.mention)


def _named_beside(context: Context, mention: Mention) -> set[str]:
    """Return the keys of the names in a mention's sentence."""
    sentence = context.sentence[mention.sentence]
    return {key for s in context.statements_in(sentence) for key in (*s.names, s.speaker) if key is not None}


def _phrases(context: Context, mention: Mention) -> set[tuple[str, ...]]:
    """Return the runs of three words, all of which carry meaning and none of which is part of a name."""
    text = context.articles[mention.article].text
    told = quotation_words(text, mention.start, mention.end)
    fit = [w.content and w.form not in _TELLING and w.form not in context.name_words and not text[w.start].isupper() for w in told]
    return {tuple(w.stem for w in told[i : i + 3]) for i in range(len(told) - 2) if all(fit[i : i + 3])}


def _spoken_by_others(context: Context) -> Iterator[Finding]:
    """Tell of what two outlets have different persons saying in the same phrase: such mentions are seldom joined as one claim."""
    by_phrase: dict[tuple[str, ...], list[tuple[Claim, Mention]]] = {}
    for claim in context.claims:
        for mention in claim.mentions:
            if not mention.quoted and _utters(context, mention):
                for phrase in sorted(_phrases(context, mention)):
                    by_phrase.setdefault(phrase, []).append((claim, mention))
    told: set[frozenset[str]] = set()
    for found in by_phrase.values():
        if len({m.speaker for _, m in found}) != 2 or len(found) > _SPOKEN:
            continue
        for (claim, one), (other_claim, other) in combinations(found, 2):
            values = [Value(m, str(m.speaker), str(context.speaker(m.speaker))) for m in (one, other)]
            pair = frozenset((one.statement, other.statement))
            joined = {c.id for c in context.claims_of[one.statement]} & {c.id for c in context.claims_of[other.statement]}
            if pair in told or joined or context.outlets[one.article] == context.outlets[other.article] or not _apart(context, *values):
                continue
            told.add(pair)
            yield _finding(context, [claim, other_claim], "speaker", values)


def _stems(text: str) -> set[str]:
    return {w.stem for w in quotation_words(text, 0, len(text)) if w.content}


def _negation(context: Context, mentions: Sequence[Mention]) -> list[Value]:
    """Return what one outlet affirms and another negates, in its own voice and in much the same words."""
    own = [m for m in mentions if not m.quoted]
    kept: dict[int, bool] = {}
    for i, j in permutations(range(len(own)), 2):
        if _negates(context, own[i], own[j]):
            kept |= {i: True, j: False}
    words = {True: "negated", False: "affirmed"}
    return [Value(own[i], str(kept[i]), words[kept[i]]) for i in sorted(kept)]


def _negates(context: Context, negating: Mention, other: Mention) -> bool:
    """Tell whether the first negates, once, a word that the second has without any negation in its sentence.

    Two words that carry meaning, next to each other in both, are enough; otherwise the clauses must be much the same.
    """
    told, plain = (quotation_words(context.exact(m), 0, m.end - m.start) for m in (negating, other))
    following = [w.form for w in told[1:]] + [""]
    at = [i for i, w in enumerate(told) if w.negates or (w.form in _DENYING and (w.form not in _TO or following[i] == "to"))]
    left_open = _OPEN - context.name_words  # a person may be called May
    if len(at) != 1 or any(w.negates or w.form in _DENYING or w.form in left_open for w in plain):
        return False
    negated = {w.stem for w in told[at[0] + 1 : at[0] + 1 + _NEGATED] if w.content}
    if len(negated) >= _NEGATED_TERMS and _together(negated, plain) and other.certainty != "denied":
        return True
    whole = context.exact(context.sentence[other.sentence])
    if any(w.negates or w.form in _DENYING for w in quotation_words(whole, 0, len(whole))):
        return False
    left, right = {w.stem for w in told if w.content and w.form not in _DENYING}, _stems(other.exact)
    return bool(negated & right) and len(left & right) >= max(4, _SAME_WORDS * max(len(left), len(right)))


def _together(stems: set[str], told: Sequence[Word]) -> bool:
    """Tell whether all of `stems` stand within a few words of each other."""
    reach = _NEGATED + 1
    return any(stems <= {w.stem for w in told[i : i + reach]} for i in range(len(told)))


def _spelled_otherwise(context: Context) -> Iterator[Finding]:
    """Tell of each person whose full name outlets spell in two ways."""
    for places in spellings(context):
        values = []
        for spelling, where in places.items():
            for span in where.values():
                carried = [s for s in context.statements_in(span) if s.id in context.claims_of]
                mention = next((m for s in carried for c in context.claims_of[s.id] for m in c.mentions if m.statement == s.id), None)
                if mention is not None:
                    values.append(Value(mention, spelling, f"“{spelling}”", span))
        claims = {c.id: c for v in values for c in context.claims_of[v.mention.statement]}
        if len({v.key for v in values}) > 1:
            yield _finding(context, list(claims.values()), "name", values)


def _certainty(context: Context, mentions: Sequence[Mention]) -> list[Value]:
    """Return how sure each mention has the speaker be, where one only hopes and another is sure.

    What may, might or is expected to happen is the outlet's own hedge more often than the speaker's: left out.
    """
    told = [m for m in mentions if m.certainty in _SURENESS and context.of(m).speaker is not None]
    levels = {m.certainty for m in told}
    if "hoped" not in levels or len(levels) < 2:
        return []
    return [Value(m, m.certainty, _SURENESS[m.certainty]) for m in told]


_KINDS: Mapping[str, Callable[[Context, Sequence[Mention]], list[Value]]] = {
    "number": _numbers,
    "date": _dates,
    "speaker": _speakers,
    "negation": _negation,
    "certainty": _certainty,
}
_NOUNS: Mapping[str, str] = {
    "number": "Outlets differ on the number",
    "date": "Outlets differ on the date",
    "speaker": "Outlets differ on the speaker",
    "name": "Outlets spell the name differently",
    "negation": "One outlet negates what another affirms",
    "certainty": "Outlets differ on the degree of certainty",
}
