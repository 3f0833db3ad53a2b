"""Agreement: who reports a claim, in how many outlets and from how many origins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from reporter.assess.claim_text import named
from reporter.schema import Agreement, Article, Claim, Cluster, Finding, Mention, Name, Omission, Origin, Statement, Status, Story, digest
from reporter.text import collapse, fold


class _Parties(Struct, frozen=True):
    """What articles count as: outlets, sure origins, and origins when unclear groups are taken for one."""

    outlet: Mapping[str, str]
    sure: Mapping[str, str]
    wide: Mapping[str, str]

    def agreement(self, articles: Iterable[str]) -> Agreement:
        """Count `articles` against the whole story."""
        told = sorted(set(articles))
        return Agreement(
            outlet_count=len({self.outlet[a] for a in told}),
            outlet_total=len(set(self.outlet.values())),
            origin_count_min=len({self.wide[a] for a in told}),
            origin_count_max=len({self.sure[a] for a in told}),
            origin_total_min=len(set(self.wide.values())),
            origin_total_max=len(set(self.sure.values())),
        )


def claims(
    story: Story, clusters: Sequence[Cluster], statements: Sequence[Statement], origins: Sequence[Origin], names: Sequence[Name] = ()
) -> tuple[Claim, ...]:
    """Return one claim a cluster, those with most outlets first, then by where they are first reported.

    Agreement is counted in origins; where they cannot be told apart it is a range. `names` gives speakers their
    display names in the claims' texts.
    """
    parties = _parties(story, origins)
    articles = {a.id: a for a in story.articles}
    by_id = {s.id: s for s in statements}
    made = [_claim([by_id[i] for i in c.statements], c, articles, parties) for c in clusters]
    made.sort(key=lambda c: (-c.agreement.outlet_count, -c.agreement.origin_count_min, place(c.mentions[0], articles), c.id))
    return tuple(named(made, by_id, articles, {n.key: n for n in names}))


def marked(claims: Sequence[Claim], findings: Sequence[Finding]) -> tuple[Claim, ...]:
    """Return the claims, with status "outlets-differ" where a conflict was found on one."""
    differ = {claim for f in findings if f.rule == "conflict" for claim in f.claims}
    return tuple(structs.replace(c, status="outlets-differ") if c.id in differ else c for c in claims)


def omissions(story: Story, claims: Sequence[Claim]) -> tuple[Omission, ...]:
    """Return, for each article, the claims that two or more other outlets report and that were not found in it."""
    outlet = {a.id: outlet_key(a) for a in story.articles}
    missing: dict[str, list[str]] = {a.id: [] for a in story.articles}
    for claim in claims:
        told = {outlet[m.article] for m in claim.mentions}
        for article, without in missing.items():
            if len(told) > 1 and outlet[article] not in told:
                without.append(claim.id)
    return tuple(Omission(article=a, claims=tuple(c)) for a, c in missing.items() if c)


def outlet_key(article: Article) -> str:
    """Return what an article counts as when outlets are counted: one name, one outlet; an unnamed one stands for itself."""
    return f"outlet {fold(collapse(article.outlet))}" if article.outlet_named else f"article {article.id}"


def place(mention: Mention, articles: Mapping[str, Article]) -> tuple[str, str, int]:
    """Return the order of mentions: publication (unknown last), article, place in it."""
    return articles[mention.article].published or "~", mention.article, mention.start


def _parties(story: Story, origins: Sequence[Origin]) -> _Parties:
    sure = {a.id: a.id for a in story.articles}
    for origin in origins:
        if origin.kind in ("shared", "wire"):
            sure.update(dict.fromkeys(origin.articles, min(origin.articles)))
    wide = dict(sure)
    for origin in origins:
        if origin.kind == "unclear":
            merged = {wide[a] for a in origin.articles}
            wide = {a: min(merged) if group in merged else group for a, group in wide.items()}
    return _Parties({a.id: outlet_key(a) for a in story.articles}, sure, wide)


def _claim(told: Sequence[Statement], cluster: Cluster, articles: Mapping[str, Article], parties: _Parties) -> Claim:
    mentions = sorted((_mention(s, articles[s.article]) for s in told), key=lambda m: place(m, articles))
    agreement = parties.agreement(m.article for m in mentions)
    return Claim(
        id=digest("claim", *(f"{m.article}:{m.start}-{m.end}" for m in sorted(mentions, key=lambda m: (m.article, m.start, m.end)))),
        text="",
        status=_status(agreement),
        mentions=tuple(mentions),
        agreement=agreement,
        explanation=cluster.explanation,
    )


def _mention(s: Statement, article: Article) -> Mention:
    return Mention(
        article=s.article,
        start=s.start,
        end=s.end,
        exact=article.text[s.start : s.end],
        speaker=s.speaker,
        quoted=s.quoted,
        certainty=s.certainty,
        sentence=s.sentence,
        statement=s.id,
    )


def _status(agreement: Agreement) -> Status:
    if agreement.outlet_count == 1:
        return "one-outlet"
    if agreement.origin_count_min > 1:
        return "several-origins"
    return "one-origin" if agreement.origin_count_max == 1 else "unclear-origin"
