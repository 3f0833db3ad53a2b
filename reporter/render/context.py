"""From a briefing to what the templates are given."""

from __future__ import annotations

from reporter.render import claims, diagram, findings, origins, passages, since, view, wording
from reporter.render.index import Index
from reporter.render.language import gettext as _
from reporter.render.language import ngettext
from reporter.schema import Article, Briefing, Sentence

WIDE = 8  # outlets: with more, the table has one column with the outlets' codes, not a column an outlet


def view_of(briefing: Briefing) -> view.View:
    """Return the briefing in reading order. Raises RenderError where it contradicts itself."""
    index = Index(briefing)
    groups = claims.groups(index)
    cells = [c for g in groups for row in g.claims for c in row.cells if c is not None]
    flags = findings.groups(index)
    low, high = index.origin_range
    return view.View(
        title=briefing.story.title,
        language=index.story_language,
        made=wording.day(briefing.provenance.made_at),
        period=_period(briefing),
        articles=ngettext("%(n)s article", "%(n)s articles compared", len(briefing.articles)),
        headline=wording.headline(index.outlet_count, low, high),
        gist=origins.gist(index),
        note=briefing.note if briefing.note and briefing.note.strip() else None,
        wide=len(briefing.articles) > WIDE,
        claim_count=len(briefing.claims),
        states=tuple(s for s in wording.STATES if any(c.state == s for c in cells)),
        bars=tuple(b for b in "sd" if any(c.bar.startswith(b) for c in cells)),
        groups=groups,
        quote_count=findings.count(index, "altered-quote"),
        quote_example=findings.quote_example(index),
        summary=_summary(index),
        flags=flags,
        checks=tuple(view.Check(what=_(c.what) if c.what in wording.CHECKS else c.what, result=c.result) for c in briefing.compared),
        diagram=diagram.diagram(index),
        origins=origins.rows(index),
        missing=_missing(index),
        outlets=_outlets(index),
        asides=_asides(index),
        cited=_cited(index, flags),
        method=_method(index),
        problems=tuple(view.Problem(what=f.what, reason=f.reason) for f in briefing.failures),
        since=since.view_of(index, flags),
    )


def _period(briefing: Briefing) -> str:
    first, last = briefing.story.from_, briefing.story.to
    if not first and not last:
        return ""
    start, end = wording.day((first or last or "")[:10]), wording.day((last or first or "")[:10])
    return _("published %(day)s", day=start) if start == end else _("published %(first)s to %(last)s", first=start, last=end)


def _summary(index: Index) -> tuple[view.SummaryItem, ...]:
    by_id = {c.id: c for c in index.claims}
    found = []
    for item in (s for s in index.briefing.summary if s.claim in by_id):
        own = index.refs(item)
        cited = [index.ref(index.sentence[i]) for i in item.citations if i in index.sentence]
        claim = by_id[item.claim]
        outlets, from_origins = claims.counted(index, claim)
        alone = [(s.start - item.start, s.end - item.start) for s in item.alone]
        found.append(
            view.SummaryItem(
                text=item.exact,
                segments=passages.segments(item.exact, 0, len(item.exact), [(a, b, "alone") for a, b in alone]),
                alone=tuple(item.exact[a:b] for a, b in alone),
                language=index.language(item.article),
                refs=own,
                also=tuple(r for r in dict.fromkeys(cited) if r not in own),
                outlets=outlets,
                origins=from_origins,
                claim=index.link(claim),
            )
        )
    return tuple(found)


def _missing(index: Index) -> tuple[view.Missing, ...]:
    absent = {o.article: o.claims for o in index.briefing.omissions}
    doubt = {o.article: o.doubt for o in index.briefing.omissions}
    several = {c.id for c in index.claims if c.agreement.origin_count_min > 1}
    only: dict[str, list[str]] = {}
    for claim in index.claims:
        if claim.status == "one-outlet":
            only.setdefault(claim.mentions[0].article, []).append(claim.id)
    return tuple(
        view.Missing(
            letter=index.letter(a.id),
            outlet=a.outlet,
            absent=index.links(c for c in absent.get(a.id, ()) if c in several),
            only=index.links(only.get(a.id, ())),
            doubt=doubt.get(a.id),
        )
        for a in index.briefing.articles
    )


# -- texts ------------------------------------------------------------------------


def _outlets(index: Index) -> tuple[view.Outlet, ...]:
    return tuple(_outlet(index, a) for a in index.briefing.articles)


def _outlet(index: Index, article: Article) -> view.Outlet:
    shared = [
        (e.start, e.end, "shared")
        for o in index.origins
        for b in o.basis
        if b.kind == "wording"
        for e in b.evidence
        if e.article == article.id
    ]
    credited = dict.fromkeys(c.credited for c in index.briefing.credits if c.article == article.id)
    return view.Outlet(
        letter=index.letter(article.id),
        name=article.outlet,
        named=article.outlet_named,
        title=article.title,
        byline=article.byline,
        published=wording.day(article.published),
        url=article.url,
        language=index.language(article.id),
        words=article.word_count,
        credit=wording.listed(list(credited)) or _("none found"),
        origin=origins.label(index, article.id),
        apart=article.id in index.apart,
        sentences=tuple(_sentence(index, s, article, shared) for s in index.sentences_of[article.id]),
    )


def _sentence(index: Index, sentence: Sentence, article: Article, shared: list[tuple[int, int, str]]) -> view.SentenceRow:
    links = index.claims_of.get(sentence.id, ())
    return view.SentenceRow(
        code=index.ref(sentence).code,
        segments=passages.segments(article.text, sentence.start, sentence.end, shared),
        claims=links,
        aside=_aside(sentence.aside) if sentence.aside else None,
        cited=bool(links),
    )


def _aside(reason: str) -> str:
    return _(reason) if reason in wording.ASIDES else reason


def _asides(index: Index) -> tuple[view.Aside, ...]:
    found = []
    for item in sorted(index.briefing.set_aside, key=lambda s: (index.place.get(s.article, 0), s.start)):
        refs = index.refs(item)
        told = _aside(item.reason)
        found.append(view.Aside(ref=refs[0] if refs else None, outlet=index.name(item.article), text=item.exact, reason=told))
    return tuple(found)


def _cited(index: Index, flags: tuple[view.FlagGroup, ...]) -> tuple[view.Passage, ...]:
    """Return every sentence that the page names, once, in order: the list of source sentences of the plain text."""
    named = {r.code for g in flags for f in g.flags for p in f.passages for r in p.refs}
    named |= {index.ref(index.sentence[i]).code for s in index.briefing.summary for i in s.citations if i in index.sentence}
    return tuple(
        passages.passage(index, [s], [])
        for article in index.briefing.articles
        for s in index.sentences_of[article.id]
        if s.id in index.claims_of or index.ref(s).code in named
    )


def _method(index: Index) -> view.Method:
    made = index.briefing.provenance
    total = index.outlet_count
    half = (total + 1) // 2  # an example that this story can have
    return view.Method(
        version=made.reporter_version,
        schema=index.briefing.schema_version,
        settings=made.settings_sha256,
        inputs=made.inputs_sha256,
        models=tuple(view.Model(role=m.role, id=m.id, sha256=m.sha256) for m in made.models),
        sentences=len(index.briefing.sentences),
        cited=len(index.claims_of),
        aside=sum(s.aside is not None for s in index.briefing.sentences),
        outlets=wording.outlets(half, half, total),
        outlets_meaning=ngettext(
            "%(Some)s of the %(outlets)s has an article here that contains the claim.",
            "%(Some)s of the %(outlets)s have an article here that contains the claim.",
            half,
            Some=wording.upper_first(wording.number(half)),
            outlets=wording.outlets_spelled(total),
        ),
        origins=wording.origins(*((2, 3) if total > 2 else (1, 2))),
    )
