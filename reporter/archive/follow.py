"""What became of a story's claims, articles and findings since its last briefing. Pure: from briefings to a briefing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import structs

from reporter.archive.edits import edited
from reporter.archive.lasting import Past, lasting, lineage, named, overlap
from reporter.archive.moved import moved
from reporter.schema import Agreement, Briefing, Claim, Finding, Sentence
from reporter.schema.archive import ChangedClaim, Changes, EditedArticle, GoneClaim, GoneFinding, GoneReason, MovedNumber
from reporter.text import outlet_key


def followed(briefing: Briefing, earlier: Sequence[Briefing], run: str) -> Briefing:
    """Return the briefing with the claims' lasting ids, and with what changed since `earlier[0]` where that is of the same story.

    Args:
        briefing: tonight's.
        earlier: briefings of earlier nights, as `Kept.earlier` names them.
        run: the night: it takes part in the ids of claims that are new.
    """
    past = Past(earlier, briefing)
    after = named(briefing, past, run)
    if not earlier or earlier[0].story.id != briefing.story.id:
        return after
    return structs.replace(after, changes=_changes(earlier[0], after, past))


def changes(before: Briefing, after: Briefing) -> Changes:
    """Return what changed from one briefing to a later one, both with lasting ids, as `followed` returns them."""
    return _changes(before, after, Past([before], after))


def _changes(before: Briefing, after: Briefing, past: Past) -> Changes:
    old, new = {lasting(c): c for c in before.claims}, {lasting(c): c for c in after.claims}
    both = [(old[id_], claim) for id_, claim in new.items() if id_ in old]
    had = {past.now[a.id].id if a.id in past.now else a.id for a in before.articles}
    has = {a.id for a in after.articles}
    changed = tuple(_changed(before, after, both))
    others = old.keys() - new.keys() | {c.lasting_id for c in changed}
    came, went = _findings(before, after, past, others)
    lines = lineage(after, past)
    apart = {line.from_ if line.kind == "merge" else line.into for line in lines}  # neither new nor gone: parts of what there was
    return Changes(
        since=before.provenance.made_at,
        articles_new=tuple(sorted(has - had)),
        articles_gone=tuple(sorted(had - has)),
        articles_edited=tuple(_edited(before, after, past)),
        claims_new=tuple(c.id for id_, c in new.items() if id_ not in old and id_ not in apart),
        claims_changed=changed,
        claims_gone=tuple(
            GoneClaim(lasting_id=id_, text=c.text, outlets=tuple(_outlets(before, c).values()))
            for id_, c in old.items()
            if id_ not in new and id_ not in apart
        ),
        numbers_moved=tuple(
            MovedNumber(claim=now.id, lasting_id=lasting(now), unit=unit, before=first, after=last)
            for then, now in both
            for unit, first, last in moved(then, now)
        ),
        findings_new=came,
        findings_gone=went,
        lineage=lines,
    )


def _changed(before: Briefing, after: Briefing, both: Sequence[tuple[Claim, Claim]]) -> Iterator[ChangedClaim]:
    """Yield the claims of both briefings that other outlets report now, or that rest on another number of origins."""
    for then, now in both:
        had, has = _outlets(before, then), _outlets(after, now)
        if had.keys() != has.keys() or _origins(then.agreement) != _origins(now.agreement):
            yield ChangedClaim(
                claim=now.id,
                lasting_id=lasting(now),
                outlets_gained=tuple(name for key, name in has.items() if key not in had),
                outlets_lost=tuple(name for key, name in had.items() if key not in has),
                before=then.agreement,
                after=now.agreement,
            )


def _origins(agreement: Agreement) -> tuple[int, int]:
    return agreement.origin_count_min, agreement.origin_count_max


def _outlets(briefing: Briefing, claim: Claim) -> dict[str, str]:
    """Return the names of the outlets that report a claim, by what they count as: one that is not named stands for itself."""
    articles = {a.id: a for a in briefing.articles}
    told = [articles[m.article] for m in claim.mentions]
    found = {outlet_key(a.id, a.outlet, named=a.outlet_named): a.outlet for a in told}
    return dict(sorted(found.items()))


def _edited(before: Briefing, after: Briefing, past: Past) -> Iterator[EditedArticle]:
    """Yield the articles of both briefings whose text or headline is another one."""
    was, old, new = {}, _sentences(before), _sentences(after)
    for then in sorted(before.articles, key=lambda a: (a.id in past.now and past.now[a.id].id == a.id, a.id)):
        if then.id in past.now:
            was[past.now[then.id].id] = then  # of several that are one now, the one that is called so
    for id_, then in sorted(was.items()):
        article = past.now[id_]
        copy = then.id != article.id and then.sha256 == article.sha256  # the same text, from elsewhere
        edit = None if copy else edited(then, article, old.get(then.id, ()), new.get(id_, ()), past.alignment(then.id))
        if edit:
            yield edit


def _sentences(briefing: Briefing) -> Mapping[str, Sequence[Sentence]]:
    found: dict[str, list[Sentence]] = {}
    for sentence in sorted(briefing.sentences, key=lambda s: (s.start, s.end)):
        found.setdefault(sentence.article, []).append(sentence)
    return found


def _findings(before: Briefing, after: Briefing, past: Past, others: set[str]) -> tuple[tuple[str, ...], tuple[GoneFinding, ...]]:
    """Return the ids of findings that came, and the findings that went: those without one of the same rule on the same claim or passage.

    `others` are the lasting ids of earlier claims that other outlets report now, or that are not there as such any more.
    """
    old, new = {c.id: lasting(c) for c in before.claims}, {c.id: lasting(c) for c in after.claims}
    by_rule: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in after.findings:
        by_rule.setdefault((finding.rule, finding.kind), []).append(finding)
    stayed: set[str] = set()
    went = []
    for then in before.findings:
        claims, evidence = {old[c] for c in then.claims if c in old}, [span for e in then.evidence if (span := past.carried(e))]
        same = [
            now.id
            for now in by_rule.get((then.rule, then.kind), ())
            if claims & {new.get(c) for c in now.claims} or any(overlap(e, span) for e in now.evidence for span in evidence)
        ]
        stayed.update(same)
        if not same:
            because = _because(then, past, others & claims)
            went.append(GoneFinding(rule=then.rule, kind=then.kind, severity=then.severity, message=then.message, because=because))
    return tuple(f.id for f in after.findings if f.id not in stayed), tuple(went)


def _because(gone: Finding, past: Past, others: set[str]) -> GoneReason | None:
    """Return what is known of why a finding is told no longer; `others` are its claims that are not as they were."""
    if any(e.article not in past.now for e in gone.evidence):
        return "article-gone"
    if any(e.exact not in past.now[e.article].text for e in gone.evidence):
        return "passage-changed"
    return "claim-changed" if others else None
