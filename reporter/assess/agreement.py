"""Agreement: who reports a claim, in how many outlets and from how many origins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct, structs

from reporter.assess.claim_text import named
from reporter.assess.corroboration import Corroboration
from reporter.assess.doubts import Doubts
from reporter.assess.incomplete import lack
from reporter.assess.mentions import mention_of
from reporter.assess.passages import Groups, Passages, join_outlets
from reporter.config import Assess
from reporter.schema import (
    Agreement,
    Article,
    Claim,
    Cluster,
    Finding,
    Mention,
    Name,
    Omission,
    Origin,
    OriginBasis,
    Pair,
    Sentence,
    SharedWording,
    Statement,
    Story,
    digest,
)
from reporter.text import outlet_key


class _Parties(Struct, frozen=True):
    """What is counted against: the story's outlets and origins, and what is known of its passages."""

    outlet: Mapping[str, str]
    outlet_total: int  # articles about another event left out, here and in the origins
    origin_min: int
    origin_max: int
    passages: Passages

    def agreement(self, mentions: Sequence[Mention]) -> tuple[Agreement, tuple[OriginBasis, ...]]:
        """Count the outlets and origins of `mentions` against the whole story; say what joins them beyond the articles' origins."""
        counted, surely = self.passages.count(mentions), [m for m in mentions if m.sure]
        agreement = Agreement(
            outlet_count_min=self.outlets(surely),
            outlet_count=self.outlets(mentions),
            outlet_total=self.outlet_total,
            origin_count_min=counted.least if len(surely) == len(mentions) else self.passages.count(surely).least,
            origin_count_max=counted.most,
            origin_total_min=max(self.origin_min, counted.least),
            origin_total_max=max(self.origin_max, counted.most),
        )
        return agreement, counted.basis

    def outlets(self, mentions: Sequence[Mention]) -> int:
        """Return how many outlets have the mentions."""
        return len({self.outlet[m.article] for m in mentions})

    def size(self, mentions: Sequence[Mention]) -> tuple[int, int]:
        """Return how many origins at least and how many outlets have the mentions."""
        return self.passages.count(mentions).least, self.outlets(mentions)


def claims(
    story: Story,
    clusters: Sequence[Cluster],
    statements: Sequence[Statement],
    origins: Sequence[Origin],
    names: Sequence[Name] = (),
    sentences: Sequence[Sentence] = (),
    shared: Sequence[SharedWording] = (),
    config: Assess = Assess(),  # noqa: B008 - frozen
    pairs: Sequence[Pair] = (),
) -> tuple[Claim, ...]:
    """Return one claim a cluster, those that most outlets surely report first, then by where they are first reported.

    Agreement is counted in origins, by the passages that carry the claim; where they cannot be told apart it is a range. `names`
    gives speakers their display names in the claims' texts; without `sentences` and `shared`, origins are those of whole articles.
    Only passages that matches of at least `config.sure_probability` join count as corroboration, and only where none of their details
    may differ (`doubts.py`); the others may be about something else. `pairs` are the matches beside those that hold each claim together.
    """
    apart = frozenset(story.off_topic)
    clusters = [part for cluster in clusters for part in _apart(cluster, statements, apart)] if apart else clusters
    outlets = {a.id: outlet_key(a.id, a.outlet, named=a.outlet_named) for a in story.articles}
    passages = Passages(story, outlets, origins, shared, sentences, statements)
    parties = _parties(story, outlets, origins, passages)
    articles = {a.id: a for a in story.articles}
    by_id = {s.id: s for s in statements}
    by_name = {n.key: n for n in names}
    corroboration = Corroboration(by_id, pairs, Doubts(statements, articles, by_name), config.sure_probability)
    made = [_claim([by_id[i] for i in c.statements], c, articles, parties, corroboration) for c in clusters]
    made.sort(key=lambda c: (*_most_reported(c), place(c.mentions[0], articles), c.id))
    return tuple(named(made, by_id, articles, by_name))


def marked(claims: Sequence[Claim], findings: Sequence[Finding]) -> tuple[Claim, ...]:
    """Return the claims, with status "outlets-differ" where a conflict was found on one."""
    differ = {claim for f in findings if f.rule == "conflict" for claim in f.claims}
    return tuple(structs.replace(c, status="outlets-differ") if c.id in differ else c for c in claims)


def omissions(story: Story, claims: Sequence[Claim]) -> tuple[Omission, ...]:
    """Return, for each article, the claims that two or more other outlets report and that were not found in it.

    An article about another event lacks nothing. That it is one, or is short, cut off or badly extracted, is said.
    """
    outlet = {a.id: outlet_key(a.id, a.outlet, named=a.outlet_named) for a in story.articles}
    about = [a for a in story.articles if a.id not in story.off_topic]
    missing: dict[str, list[str]] = {a.id: [] for a in about}
    for claim in claims:
        told = {outlet[m.article] for m in claim.mentions}
        for article, without in missing.items():
            if claim.agreement.outlet_count_min > 1 and outlet[article] not in told:
                without.append(claim.id)
    lacks = {a.id: lack(story, a) for a in about}
    lacking = [Omission(article=a, claims=tuple(c), doubt=why.reason if (why := lacks[a]) else None) for a, c in missing.items() if c]
    return (*lacking, *(Omission(article=a, claims=(), doubt="is about another event and set apart") for a in story.off_topic))


def place(mention: Mention, articles: Mapping[str, Article]) -> tuple[str, str, int]:
    """Return the order of mentions: publication (unknown last), article, place in it."""
    return articles[mention.article].published or "~", mention.article, mention.start


def _apart(cluster: Cluster, statements: Sequence[Statement], apart: frozenset[str]) -> list[Cluster]:
    """Return the cluster without what was joined from articles about another event, and that by itself."""
    foreign = {s.id for s in statements if s.article in apart}
    parts = [[s for s in cluster.statements if (s in foreign) is far] for far in (False, True)]
    if not all(parts):
        return [cluster]
    return [
        Cluster(
            id=digest("cluster", *part),
            statements=tuple(part),
            explanation=tuple(p for p in cluster.explanation if p.left in part and p.right in part),
        )
        for part in parts
    ]


def _parties(story: Story, outlets: Mapping[str, str], origins: Sequence[Origin], passages: Passages) -> _Parties:
    ids = [a.id for a in story.articles]
    about = [i for i in ids if i not in story.off_topic]
    sure, wide = Groups(ids), Groups(ids)
    for origin in origins:
        wide.join(origin.articles)
        if origin.kind != "unclear":
            sure.join(origin.articles)
    for groups in (sure, wide):
        join_outlets(groups, outlets)
    return _Parties(outlets, len({outlets[i] for i in about}), wide.number(about), sure.number(about), passages)


def _most_reported(claim: Claim) -> tuple[int, int, int]:
    return -claim.agreement.outlet_count_min, -claim.agreement.outlet_count, -claim.agreement.origin_count_min


def _claim(
    told: Sequence[Statement], cluster: Cluster, articles: Mapping[str, Article], parties: _Parties, corroboration: Corroboration
) -> Claim:
    mentions = sorted((mention_of(s, articles[s.article].text) for s in told), key=lambda m: place(m, articles))
    doubted = corroboration.doubted(mentions, cluster, parties.size)
    mentions = [structs.replace(m, doubt=doubted.get(m.statement)) for m in mentions]
    agreement, basis = parties.agreement(mentions)
    return Claim(
        id=digest("claim", *(f"{m.article}:{m.start}-{m.end}" for m in sorted(mentions, key=lambda m: (m.article, m.start, m.end)))),
        text="",
        status=status(agreement),
        mentions=tuple(mentions),
        agreement=agreement,
        explanation=cluster.explanation,
        basis=basis,
    )


def status(agreement: Agreement) -> Literal["one-outlet", "several-origins", "one-origin", "unclear-origin"]:
    """Return what the counts of outlets and origins come to."""
    if agreement.outlet_count == 1:
        return "one-outlet"
    if agreement.origin_count_min > 1:
        return "several-origins"
    return "one-origin" if agreement.origin_count_max == 1 else "unclear-origin"
