"""What changed in a story since its last briefing, as the page shows it: what an editor should look at first above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from reporter.render import changes, inert, passages, view, wording
from reporter.render.index import Index
from reporter.render.language import gettext as _
from reporter.render.language import noted
from reporter.schema import Passage, Quantity, Span
from reporter.schema.archive import ChangedClaim, Changes, EditedArticle, GoneReason, MovedNumber, Rewording

_BECAUSE: dict[GoneReason | None, str] = {
    "article-gone": noted("an article that it rests on is not here any more"),
    "passage-changed": noted("a passage that it rests on reads otherwise now"),
    "claim-changed": noted("other outlets report its claim now, or it is divided or joined otherwise"),
    None: noted("its passages are as they were"),
}
_KINDS = {"reworded": noted("Reads otherwise now"), "added": noted("Added"), "removed": noted("No longer there")}


def view_of(index: Index, flags: Sequence[view.FlagGroup]) -> view.Since | None:
    """Return what changed, None where there is no earlier briefing; `flags` are the briefing's findings as the page shows them."""
    told = index.briefing.changes
    if told is None:
        return None
    new = {inert.anchor("f", f.id) for f in changes.came(index.briefing)}
    shown = replace(told, findings_new=tuple(sorted(new)), findings_gone=changes.went(told))
    return view.Since(
        when=wording.day(told.since),
        nothing=shown == Changes(since=told.since),
        edited=tuple(_edited(index, e) for e in told.articles_edited),
        moved=tuple(_moved(index, told.numbers_moved)),
        findings=tuple(f for g in flags for f in g.flags if f.anchor in new),
        gone=tuple(view.Check(what=c.text, result=_("before in %(outlets)s", outlets=wording.listed(c.outlets))) for c in told.claims_gone),
        reach=tuple(_reach(index, told.claims_changed)),
        new=index.links(told.claims_new),
        findings_gone=tuple(view.Check(what=f.message, result=_(_BECAUSE[f.because])) for f in shown.findings_gone),
        articles_new=tuple(index.name(a) for a in told.articles_new),
        articles_gone_count=len(told.articles_gone),
        lineage_count=len(told.lineage),
    )


def _edited(index: Index, edited: EditedArticle) -> view.Edited:
    return view.Edited(
        name=index.name(edited.article),
        title_before=edited.title_before,
        title_after=edited.title_after,
        language=index.language(edited.article),
        retitled=edited.title_before != edited.title_after,
        edits=tuple(_edit(index, p, edited.article) for p in edited.passages),
    )


def _edit(index: Index, told: Rewording, article: str) -> view.Edit:
    """Return both texts of a passage; of what was added or removed, one."""
    marks = [(s.start, s.end, "differs") for s in told.after_differs]
    shown = passages.passage(index, [told.after], marks) if told.after.exact else None
    return view.Edit(
        kind=_("Quotation reads otherwise now") if told.in_quotation else _(_KINDS[told.kind]),
        quoted=told.in_quotation,
        before=_before(told.before, told.before_differs) if told.before.exact else (),
        after=shown.segments if shown else (),
        refs=shown.refs if shown else (),
        language=index.language(article),
    )


def _before(told: Passage, differs: Sequence[Span]) -> tuple[view.Segment, ...]:
    marks = [(s.start - told.start, s.end - told.start, "differs") for s in differs]
    return passages.segments(told.exact, 0, len(told.exact), marks)


def _moved(index: Index, told: Sequence[MovedNumber]) -> Iterator[view.ChangedClaim]:
    for moved in told:
        for link in index.links([moved.claim]):
            detail = _("%(was)s before, %(now)s now", was=_values(moved.before), now=_values(moved.after))
            yield view.ChangedClaim(claim=link, detail=detail, refs=index.refs(*moved.after))


def _values(numbers: Sequence[Quantity]) -> str:
    return wording.listed(list(dict.fromkeys(n.exact for n in numbers)))


def _reach(index: Index, told: Sequence[ChangedClaim]) -> Iterator[view.ChangedClaim]:
    """Yield the claims that other outlets report now, those that lost any first."""
    for changed in sorted(told, key=lambda c: not c.outlets_lost):
        before, after = changed.before, changed.after
        parts = [_("not found any more in %(outlets)s", outlets=wording.listed(changed.outlets_lost))] if changed.outlets_lost else []
        parts += [_("now also in %(outlets)s", outlets=wording.listed(changed.outlets_gained))] if changed.outlets_gained else []
        was, now = (wording.origins(a.origin_count_min, a.origin_count_max) for a in (before, after))
        parts += [_("%(was)s before, %(now)s now", was=was, now=now)] if was != now else []
        for link in index.links([changed.claim]):
            yield view.ChangedClaim(claim=link, detail="; ".join(parts), refs=())
