"""Rule `conflict`: one claim, incompatible detail; the values side by side.

Details are compared between the passages of a claim, two outlets at a time
(`conflict_numbers`, `conflict_dates`, `conflict_names`, `conflict_homes`, `conflict_polarity`, `conflict_speakers`).
A detail conflicts where each passage has one of its kind that the other outlet
has nowhere around its own passage, and the words beside both are about one thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from reporter.assess.conflict_dates import dates, days_of
from reporter.assess.conflict_extent import extents, ranks
from reporter.assess.conflict_homes import homes
from reporter.assess.conflict_names import names
from reporter.assess.conflict_numbers import numbers, numbers_beside
from reporter.assess.conflict_polarity import negation, outcomes
from reporter.assess.conflict_sides import Difference, Side, Value
from reporter.assess.conflict_speakers import certainties, quoted_of_others, speakers, spoken_by_others
from reporter.assess.context import Context, finding, listed, shortened
from reporter.assess.mentions import mention_of
from reporter.assess.spelling import spellings
from reporter.schema import Claim, Evidence, Finding, Mention, Possible

_NAME_BOTH = "Safe wording: name each outlet with what it has, or leave the detail out."
_ADVICE: Mapping[str, str] = {
    "number": "Safe wording: give both numbers with their outlets, or the range; do not choose one.",
    "date": "Safe wording: give the date with its outlet, or leave it out until it is settled.",
    "speaker": "Safe wording: name the outlet with the speaker it gives, or attribute to nobody until it is settled.",
    "spelling": "Safe wording: look up how the person spells the name, and use that throughout.",
    "negation": "Safe wording: report both with their outlets (“A reports …, while B reports …”); state neither as settled.",
    "outcome": "Safe wording: report both with their outlets (“A reports …, while B reports …”); state neither as settled.",
    "certainty": "Safe wording: keep the weakest of the wordings, or quote each outlet's own.",
}
_NOUNS: Mapping[str, str] = {
    "number": "Outlets differ on the number",
    "date": "Outlets differ on the date",
    "speaker": "Outlets differ on the speaker",
    "name": "Outlets differ on the name",
    "spelling": "Outlets spell the name differently",
    "place": "Outlets differ on the place",
    "negation": "One outlet negates what another affirms",
    "outcome": "Outlets differ on the outcome",
    "certainty": "Outlets differ on the degree of certainty",
}
_LIKELY = 0.26  # match probability from which two passages themselves speak for one claim: `cluster.join_probability`, as it comes
_SHARED = 3  # words that carry meaning, names included
_GRAVE = frozenset({"number", "speaker", "negation", "outcome"})
Comparison = Callable[[Side, Side], Iterator[Difference]]
_COMPARISONS: Sequence[Comparison] = (
    numbers,
    numbers_beside,
    dates,
    speakers,
    names,
    homes,
    negation,
    outcomes,
    extents,
    ranks,
    certainties,
)
# Of one topic there are many names, places and outcomes: for those the two passages must match each other.
_ANCHORED: Sequence[Comparison] = (numbers, numbers_beside, dates)


def conflict(context: Context) -> Iterator[Finding]:
    """Tell of each claim whose mentions give incompatible details."""
    found: dict[tuple[str, str, str], tuple[Claim, list[Value]]] = {}
    for claim in context.claims:
        if claim.agreement.outlet_count > 1 or claim.unclear:
            for difference in (*_differences(context, claim), *_unjoined(context, claim)):
                told = found.setdefault((difference.kind, difference.topic, claim.id), (claim, []))[1]
                told += [v for v in (difference.left, difference.right) if v not in told]
    statements = {k: frozenset(v.mention.statement for v in told) for k, (_, told) in found.items()}
    said: set[tuple[str, frozenset[str]]] = set()
    for key, (claim, told) in found.items():
        # a statement may carry several claims: told once, in full
        covered = any(key[0] == other[0] and statements[key] < statements[other] for other in found)
        if not covered and (key[0], statements[key]) not in said:
            said.add((key[0], statements[key]))
            yield _finding(context, [claim], key[0], told)
    yield from _apart(context, {s for (kind, _, _), s in zip(found, statements.values(), strict=True) if kind == "speaker"})
    yield from _spelled_otherwise(context)


def _differences(context: Context, claim: Claim) -> Iterator[Difference]:
    """Yield what differs between every two passages of a claim that are not one outlet's."""
    sides = []
    for mention in claim.mentions:
        outlet = context.outlets[mention.article]
        beside = [m for m in claim.mentions if m != mention and context.outlets[m.article] == outlet]
        sides.append((outlet, Side(context, mention, beside)))
    for (one, left), (other, right) in combinations(sides, 2):
        if one != other:
            joined = context.likelihood(left.mention, right.mention) >= _LIKELY  # else by passages between them
            yield from _between(context, left, right, _COMPARISONS if joined else _ANCHORED)


def _unjoined(context: Context, claim: Claim) -> Iterator[Difference]:
    """Yield what differs between the passages of a claim and those that may report it too, where they share several words."""
    for possible in claim.unclear:
        other = Side(context, _mention_of(context, possible))
        likely = [m for m in claim.mentions if min(possible.match_probability, context.likelihood(m, other.mention)) >= _LIKELY]
        for side in (Side(context, m) for m in likely):
            if context.outlets[side.mention.article] != context.outlets[possible.article] and len(side.terms & other.terms) >= _SHARED:
                yield from _between(context, side, other, [compare for compare in _COMPARISONS if compare is not speakers])


def _between(context: Context, left: Side, right: Side, comparisons: Sequence[Comparison]) -> Iterator[Difference]:
    """Yield what differs between two passages, and beside it what further outlets have that are joined with one of them.

    Told beside is who has the same day as that one, or differs from the other in the same.
    """
    outlets = {context.outlets[side.mention.article] for side in (left, right)}
    for compare in comparisons:
        for told in compare(left, right):
            yield told
            for side, value, rival, other in ((left, told.left, told.right, right), (right, told.right, told.left, left)):
                joined = {m.statement: m for c in context.claims_of.get(side.mention.statement, ()) for m in c.mentions}
                for third in (Side(context, m) for m in joined.values() if context.outlets[m.article] not in outlets):
                    yield from (d for d in compare(third, other) if (d.kind, d.topic) == (told.kind, told.topic))
                    same = _of_equal_day(third, value) if told.kind == "date" else None
                    if same is not None:
                        yield Difference(told.kind, told.topic, same, rival)


def _of_equal_day(side: Side, value: Value) -> Value | None:
    """Return a passage's own day that is the same as a value, or None."""
    days = ((f"{d.first}-{d.last}", d.exact, d.span) for d in days_of(side))
    return next((side.value(key, f"“{exact}”", span) for key, exact, span in days if key == value.key), None)


def _mention_of(context: Context, possible: Possible) -> Mention:
    return mention_of(context.statement[possible.statement], context.articles[possible.article].text)


def _apart(context: Context, known: set[frozenset[str]]) -> Iterator[Finding]:
    """Tell of the speakers of one utterance whose passages were not joined."""
    told = set(known)
    for claims, difference in (*spoken_by_others(context), *quoted_of_others(context)):
        pair = frozenset((difference.left.mention.statement, difference.right.mention.statement))
        if not any(pair <= other for other in told):
            told.add(pair)
            yield _finding(context, claims, "speaker", [difference.left, difference.right])


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
            yield _finding(context, list(claims.values()), "spelling", values)


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
        "error" if kind in _GRAVE else "warning",
        f"{_NOUNS[kind]}: {sides}. “{shortened(claims[0].text, 100)}”",
        _ADVICE.get(kind, _NAME_BOTH),
        evidence,
        kind="name" if kind == "spelling" else kind,
        claims=(c.id for c in claims),
    )
