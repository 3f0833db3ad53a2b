"""The table of claims by outlet: groups, rows, cells, bars of origins, and why passages were joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from reporter.render import inert, language, passages, view, wording
from reporter.render.index import GROUP_OF, Index
from reporter.render.language import gettext as _
from reporter.render.language import noted
from reporter.schema import Claim, Mention, Pair, Weight

# Group: short name, title in the list at the top, title in the table, what it means.
_GROUPS = {
    "s": (
        noted("several origins"),
        noted("reported from several origins"),
        noted("Reported by outlets that did not take it from one another, as far as the texts show."),
    ),
    "o": (
        noted("several outlets, one origin or unclear"),
        noted("several outlets, but one origin or unclear"),
        noted("The outlets share a credit or wording, so they may all rest on one report, or it is not sure that they report the same."),
    ),
    "x": (
        noted("outlets differ"),
        noted("outlets differ"),
        noted("Outlets report it in ways that cannot both be printed as they stand."),
    ),
    "1": (noted("one outlet only"), noted("one outlet only"), noted("Only one of the outlets has it.")),
}
_REF_LIMIT = 3  # sentences named in a cell; the rest stand in the row's passages
_SMALL = 1.0  # log2 units: comparisons below are shown as one


def groups(index: Index) -> tuple[view.Group, ...]:
    """Return the four groups of claims, those without a claim too."""
    found = []
    total, start = max(1, len(index.claims)), 0.0
    for key, (short, title, description) in _GROUPS.items():
        members = [c for c in index.claims if GROUP_OF[c.status] == key]
        telling = _telling(index, members) if members else None
        width = round(100 * len(members) / total, 2)
        found.append(
            view.Group(
                key=key,
                short=_(short),
                title=_(title),
                description=_(description),
                example=wording.shorten(telling.text, 110) if telling else "",
                example_language=index.link(telling).language if telling else None,
                claims=tuple(_row(index, c) for c in members),
                bar_start=round(start, 2),
                bar_width=width,
            )
        )
        start += width
    return tuple(found)


def _telling(index: Index, claims: Sequence[Claim]) -> Claim:
    """Return the claim that stands for a group: one that the summary tells, then one that most outlets have, then the first."""
    told = {s.claim for s in index.briefing.summary}
    return max(claims, key=lambda c: (c.id in told, c.agreement.outlet_count_min))


def outlets(claim: Claim) -> str:
    """Return "3 of 5 outlets", "2–3 of 5 outlets" where one is not sure to report it."""
    return wording.outlets(claim.agreement.outlet_count_min, claim.agreement.outlet_count, claim.agreement.outlet_total)


def origins(claim: Claim) -> str:
    """Return "2–3 origins"."""
    return wording.origins(claim.agreement.origin_count_min, claim.agreement.origin_count_max)


def counted(index: Index, claim: Claim) -> tuple[str, str]:
    """Return how many outlets and origins have the claim, or that it is counted nowhere: only articles about another event have it."""
    if index.set_apart(claim):
        return _("Set apart"), _("not counted")
    return outlets(claim), origins(claim)


def _row(index: Index, claim: Claim) -> view.ClaimRow:
    link = index.link(claim)
    cells = _cells(index, claim)
    in_outlets, from_origins = counted(index, claim)
    return view.ClaimRow(
        number=link.number,
        anchor=link.anchor,
        text=claim.text,
        language=link.language,
        tags=_tags(index, claim),
        cells=cells,
        lanes=_lanes(index, cells),
        outlets=in_outlets,
        origins=from_origins,
        why=_why(index, claim),
        passages=passages.mentions(index, claim),
        unclear=index.refs(*claim.unclear),
        matches=_matches(index, claim),
    )


def _tags(index: Index, claim: Claim) -> tuple[view.Tag, ...]:
    """Return a word for each rule that found something on the claim, once a rule."""
    tags: dict[str, str] = {}
    for finding in index.findings_on.get(claim.id, ()):
        text = _(wording.RULES[finding.rule].tag) if finding.rule in wording.RULES and wording.RULES[finding.rule].tag else ""
        if finding.rule == "conflict" and finding.kind in wording.CONFLICTS:
            text = wording.lower_first(_(wording.CONFLICTS[finding.kind]))
        if finding.rule == "single-outlet" and finding.kind in wording.ALONE_TAGS:
            text = _(wording.ALONE_TAGS[finding.kind])
        if text:
            tags.setdefault(text, inert.anchor("f", finding.id))
    return tuple(view.Tag(text=text, anchor=anchor) for text, anchor in tags.items())


# -- cells and bars -------------------------------------------------------------


def _cells(index: Index, claim: Claim) -> tuple[view.Cell | None, ...]:
    """Return a cell for each article in the order of the briefing; None where the claim was not found."""
    held: dict[str, list[Mention]] = {}
    for mention in sorted(claim.mentions, key=lambda m: m.start):
        held.setdefault(mention.article, []).append(mention)
    differ = {e.article for f in index.findings_on.get(claim.id, ()) if f.rule == "conflict" for e in f.evidence}
    bars = _bars(index, index.ordered(held))
    return tuple(_cell(index, held[a.id], bars[a.id], differs=a.id in differ) if a.id in held else None for a in index.briefing.articles)


def _cell(index: Index, mentions: Sequence[Mention], bar: str, *, differs: bool) -> view.Cell:
    article = mentions[0].article
    state = (
        "differs" if differs else "unsure" if not any(m.sure for m in mentions) else "part" if all(m.partial for m in mentions) else "full"
    )
    mode = passages.mode(mentions)
    return view.Cell(
        letter=index.letter(article),
        outlet=index.name(article),
        state=state,
        mark=wording.MARKS[state],
        says=_(wording.STATES[state]),
        mode=_(wording.MODES[mode]),
        quoted=mode == "quote",
        refs=index.refs(*mentions)[:_REF_LIMIT],
        bar=bar,
    )


def _bars(index: Index, articles: Sequence[str]) -> Mapping[str, str]:
    """Return for each article that has a claim the bar under its cell: "s" for one origin, "d" for unclear, with its ends."""
    bars = dict.fromkeys(articles, "")
    for kind, origin in (("s" if o.kind != "unclear" else "d", o) for o in index.origins if o.kind != "own"):
        inside = [a for a in articles if a in origin.articles and not bars[a]]
        if len(inside) < 2:
            continue
        for a in inside:
            ends = (" start" if a == inside[0] else "") + (" end" if a == inside[-1] else "")
            bars[a] = kind + ends
    return bars


def _lanes(index: Index, cells: Sequence[view.Cell | None]) -> tuple[tuple[view.Cell, ...], ...]:
    """Return the cells that have something, those of one origin together."""
    lanes: dict[tuple[str, ...], list[view.Cell]] = {}
    for article, cell in zip(index.briefing.articles, cells, strict=True):
        if cell is not None:
            unclear = cell.bar.startswith("d")
            group = next((o.id for o in index.origins if article.id in o.articles and (o.kind == "unclear") == unclear), "")
            lanes.setdefault((cell.bar[:1], group if cell.bar else article.id), []).append(cell)
    return tuple(tuple(lane) for lane in lanes.values())


def _why(index: Index, claim: Claim) -> tuple[str, ...]:
    """Return, a sentence each, why the claim has the number of origins that it has."""
    articles = index.ordered(m.article for m in claim.mentions if m.sure)
    possible = [a for a in index.ordered(m.article for m in claim.mentions) if a not in articles]
    if len(articles) + len(possible) < 2:
        return ()
    said = []
    for origin in (o for o in index.origins if o.kind != "own"):
        inside = [a for a in articles if a in origin.articles]
        units = len({index.unit(a) for a in inside})
        told = wording.listed([index.letter(a) for a in inside])
        bases = {"credit": _("a stated credit"), "wording": _("shared wording")}
        direct = [b for b in origin.basis if b.to in inside and (b.from_ in inside or origin.kind == "wire")]
        reasons = wording.listed([bases[k] for k in sorted({b.kind for b in direct or origin.basis})])
        reasons = f" ({reasons})" if reasons else ""
        if origin.kind != "unclear" and len(inside) > 1:
            said.append(_("%(outlets)s count as one origin%(reasons)s.", outlets=told, reasons=reasons))
        elif origin.kind == "unclear" and units > 1:
            names = {"outlets": told, "reasons": reasons, "origins": wording.origins(1, units)}
            said.append(_("%(outlets)s may rest on one report%(reasons)s, so they count as %(origins)s.", **names))
    if not said and len(articles) > 1:
        said.append(_("No credit and no long shared passage connects these articles, so each counts as an origin."))
    return (*said, *_doubts(index, claim, possible))


def _doubts(index: Index, claim: Claim, possible: Sequence[str]) -> Iterator[str]:
    """Yield why articles do not count as corroboration, a sentence a reason."""
    by_reason: dict[str, list[str]] = {}
    for article in possible:
        doubts = [m.doubt for m in claim.mentions if m.article == article and m.doubt]
        by_reason.setdefault(next((d for d in doubts if d != "match"), "match"), []).append(article)
    for doubt, articles in sorted(by_reason.items()):
        told = wording.listed([index.letter(a) for a in articles], "or")
        reason = _(wording.DOUBTS[doubt])
        yield _("It is not sure that %(outlets)s reports the same: %(reason)s. So the count is a range.", outlets=told, reason=reason)


# -- why passages were joined ----------------------------------------------------


def _matches(index: Index, claim: Claim) -> tuple[view.Match, ...]:
    """Return the matches that join the claim's passages; the weakest, which is most open to doubt, first."""
    mention = {m.statement: m for m in claim.mentions}
    pairs = [
        p
        for p in claim.explanation
        if p.left in mention and p.right in mention and index.refs(mention[p.left]) and index.refs(mention[p.right])
    ]
    return tuple(_match(index, p, mention[p.left], mention[p.right]) for p in sorted(pairs, key=lambda p: p.match_probability))


def _match(index: Index, pair: Pair, left: Mention, right: Mention) -> view.Match:
    bars, zero = _waterfall(pair.weights)
    return view.Match(
        left=index.refs(left)[0],
        right=index.refs(right)[0],
        total=_signed(sum(w.weight for w in pair.weights)),
        probability=wording.probability(pair.match_probability),
        zero=zero,
        comparisons=bars,
    )


def _waterfall(weights: Sequence[Weight]) -> tuple[tuple[view.Comparison, ...], int]:
    """Return a bar for each weight, each beginning where the one before ended, and where zero is, in hundredths of the whole width."""
    shown = [w for w in weights if abs(w.weight) >= _SMALL]
    small = [w for w in weights if 0.005 <= abs(w.weight) < _SMALL]
    if small:
        level = wording.listed([_(wording.COMPARISONS.get(w.comparison, w.comparison)) for w in small])
        shown.append(Weight(comparison=_("smaller ones"), level=level, weight=sum(w.weight for w in small)))
    steps = [0.0, *accumulate(w.weight for w in shown)]
    low, high = min(steps), max(steps)
    scale = 100 / (high - low) if high > low else 0.0
    bars = tuple(
        view.Comparison(
            name=_(wording.COMPARISONS.get(weight.comparison, weight.comparison)),
            level=weight.level,
            weight=_signed(weight.weight),
            start=round((min(before, after) - low) * scale),
            width=max(1, round(abs(weight.weight) * scale)),
            against=weight.weight < 0,
        )
        for weight, (before, after) in zip(shown, pairwise(steps), strict=True)
    )
    return bars, round(-low * scale)


def _signed(weight: float) -> str:
    return language.decimal(round(weight, 2), "+0.00;−0.00")
