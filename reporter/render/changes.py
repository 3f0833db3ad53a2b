"""What changed in a story since its last briefing, in a line each, what an editor should look at first above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reporter.render import wording
from reporter.render.index import Index
from reporter.schema import Briefing, Finding, Quantity
from reporter.schema.archive import Changes, EditedArticle, GoneFinding

_NAMED = 3  # numbers that are told one by one


def urgent(changes: Changes | None) -> int:
    """Return how many quotations were changed after publication and how many numbers moved."""
    if changes is None:
        return 0
    return sum(map(_quotations, changes.articles_edited)) + len(changes.numbers_moved)


def came(briefing: Briefing) -> tuple[Finding, ...]:
    """Return the findings that are new: to be checked, so no notes."""
    new = set(briefing.changes.findings_new) if briefing.changes else set()
    return tuple(f for f in briefing.findings if f.id in new and f.severity != "note")


def went(changes: Changes) -> tuple[GoneFinding, ...]:
    """Return the findings to be checked that are told no longer."""
    return tuple(f for f in changes.findings_gone if f.severity != "note")


def lines(index: Index) -> tuple[str, ...]:
    """Return what changed; nothing where there is no earlier briefing."""
    changes = index.briefing.changes
    return tuple(_lines(index, changes)) if changes else ()


def _lines(index: Index, changes: Changes) -> Iterator[str]:
    for edited in changes.articles_edited:
        count = _quotations(edited)
        what = f": {wording.counted(count, 'quotation reads', 'quotations read')} otherwise now" if count else ""
        yield f"{index.name(edited.article)} was edited after publication{what}"
    for moved in changes.numbers_moved[:_NAMED]:
        yield f"A number moved: {_values(moved.before)} before, {_values(moved.after)} now"
    if len(changes.numbers_moved) > _NAMED:
        yield f"{len(changes.numbers_moved) - _NAMED} more numbers moved"
    lost = sum(bool(c.outlets_lost) for c in changes.claims_changed)
    gained = sum(bool(c.outlets_gained) for c in changes.claims_changed)
    counts = (
        (len(came(index.briefing)), "new finding", " to check"),
        (len(changes.claims_gone), "claim", " not found any more"),
        (lost, "claim", " reported by fewer outlets"),
        (len(changes.claims_new), "new claim", ""),
        (gained, "claim", " reported by more outlets"),
        (len(went(changes)), "finding", " told no longer"),
        (len(changes.articles_new), "new article", ""),
        (len(changes.articles_gone), "article", " no longer there"),
    )
    told = [wording.counted(count, noun) + what for count, noun, what in counts if count]
    if told:
        yield ", ".join(told)


def _quotations(edited: EditedArticle) -> int:
    return sum(passage.in_quotation for passage in edited.passages)


def _values(quantities: Iterable[Quantity]) -> str:
    return wording.listed(list(dict.fromkeys(q.exact for q in quantities)))
