"""Unclear: an article in which a claim was not found has a passage that may report it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import structs

from reporter.schema import Claim, Pair, Possible, Statement, Story


def unclear(story: Story, claims: Sequence[Claim], statements: Sequence[Statement], undecided: Sequence[Pair]) -> tuple[Claim, ...]:
    """Return the claims, each with the likeliest passage of every article without a mention that every mention's pair speaks for.

    Copies of an article are not compared: their mentions have no pair and no say.
    """
    texts = {a.id: a.text for a in story.articles}
    by_id = {s.id: s for s in statements}
    partners: dict[str, dict[str, float]] = {}
    for pair in undecided:
        partners.setdefault(pair.left, {})[pair.right] = pair.match_probability
        partners.setdefault(pair.right, {})[pair.left] = pair.match_probability
    return tuple(
        structs.replace(c, unclear=tuple(_possible(by_id[s], p, texts) for s, p in _likeliest(c, partners, by_id))) for c in claims
    )


def _likeliest(claim: Claim, partners: Mapping[str, Mapping[str, float]], by_id: Mapping[str, Statement]) -> list[tuple[str, float]]:
    told = {m.article for m in claim.mentions}
    speaking = [partners[m.statement] for m in claim.mentions if m.statement in partners]
    shared = set(speaking[0]).intersection(*speaking[1:]) if speaking else set()
    best: dict[str, tuple[float, str]] = {}
    for probability, other in sorted((max(p[s] for p in speaking), s) for s in shared if by_id[s].article not in told):
        best[by_id[other].article] = probability, other
    return [(other, probability) for _, (probability, other) in sorted(best.items())]


def _possible(s: Statement, probability: float, texts: Mapping[str, str]) -> Possible:
    return Possible(
        article=s.article,
        start=s.start,
        end=s.end,
        exact=texts[s.article][s.start : s.end],
        sentence=s.sentence,
        statement=s.id,
        match_probability=probability,
    )
