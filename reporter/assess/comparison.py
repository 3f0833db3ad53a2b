"""What was compared without finding a difference: shows that the checks ran."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from reporter.assess.context import listed
from reporter.config import Assess
from reporter.schema import Claim, Comparison, Finding, Moment, Name, Statement, Story
from reporter.text import collapse, fold

_SHOWN = 6  # names, dates and terms that are shown of each kind


def compared(
    story: Story,
    claims: Sequence[Claim],
    statements: Sequence[Statement],
    names: Sequence[Name],
    findings: Sequence[Finding],
    config: Assess,
) -> tuple[Comparison, ...]:
    """Return, for each kind of detail that was compared, what was taken for the same; nothing where a difference was found."""
    if len(story.articles) < 2:
        return ()
    statements = [s for s in statements if s.article not in story.off_topic]
    ran = "conflict" not in config.rules_off
    differing = {f.kind for f in findings if f.rule == "conflict"}
    rows = [*_dates(statements, ran and "date" not in differing), *_numbers(claims, statements, ran and "number" not in differing)]
    rows += _names(names)
    rows += _negation(ran and "negation" not in differing)
    rows += _speakers(claims, ran and "speaker" not in differing)
    rows += _quotations(claims, {f.rule for f in findings}, config)
    rows += _articles(story, {f.rule for f in findings}, config)
    rows += _set_aside(story)
    return tuple(rows)


def _dates(statements: Sequence[Statement], clear: bool) -> Iterator[Comparison]:
    dates = [m for s in statements for m in s.dates]
    full = {m.first[4:]: (m.first, m.last) for m in dates if not m.first.startswith("--") and m.first == m.last}
    said: dict[tuple[str, str], dict[str, Moment]] = {}
    for moment in dates:
        span = full.get(moment.first[1:], (moment.first, moment.last)) if moment.first.startswith("--") else (moment.first, moment.last)
        said.setdefault(span, {}).setdefault(fold(collapse(moment.exact)), moment)
    same = [list(forms.values()) for forms in said.values() if len(forms) > 1]
    parts = [f"{listed(f'“{collapse(m.exact)}”' for m in forms)} are the same {_length(forms[0])}." for forms in same[:_SHOWN]]
    if clear:
        parts.append("No claim has two dates that exclude each other." if said else "No dates were found.")
    if parts:
        yield Comparison(what="Dates", result=" ".join(parts))


def _length(moment: Moment) -> str:
    return "day" if moment.first == moment.last else "time"


def _numbers(claims: Sequence[Claim], statements: Sequence[Statement], clear: bool) -> Iterator[Comparison]:
    if not clear:
        return
    carrying = {s.id for s in statements if s.numbers}
    several = sum(1 for c in claims if c.agreement.outlet_count > 1 and any(m.statement in carrying for m in c.mentions))
    result = "No number is given twice with different values."
    if several:
        result += f" Compared in {several} claim{'' if several == 1 else 's'} of several outlets."
    yield Comparison(what="Numbers", result=result)


def _negation(clear: bool) -> Iterator[Comparison]:
    if clear:
        yield Comparison(what="Negation", result="No claim is affirmed in one article and denied in another.")


def _speakers(claims: Sequence[Claim], clear: bool) -> Iterator[Comparison]:
    several = sum(1 for c in claims if len({m.article for m in c.mentions if m.speaker}) > 1)
    if clear and several:
        times = f"Compared in {several} claim{'' if several == 1 else 's'} that several articles give to a speaker."
        yield Comparison(what="Speakers", result=f"No words are given to two different persons. {times}")


def _quotations(claims: Sequence[Claim], told: AbstractSet[str], config: Assess) -> Iterator[Comparison]:
    """Yield how many claims several articles quote, where no quotation is told as worded differently."""
    several = sum(1 for c in claims if len({m.article for m in c.mentions if m.quoted}) > 1)
    if several and not {"altered-quote", "truncated-quote", "fused-quote"} & (told | set(config.rules_off)):
        times = f"{several} claim{' is' if several == 1 else 's are'} quoted in several articles"
        yield Comparison(what="Quotations", result=f"{times}; none is worded differently, cut before a qualifier or run into another.")


def _articles(story: Story, told: AbstractSet[str], config: Assess) -> Iterator[Comparison]:
    if not {"insufficient-extraction", "off-topic"} & (told | set(config.rules_off)):
        yield Comparison(what="Articles", result=f"All {len(story.articles)} seem to be whole and about one event.")


def _names(names: Sequence[Name]) -> Iterator[Comparison]:
    """Yield the names that are spelled in more than one way, persons and other things apart."""
    spelled = [n for n in names if len({fold(v) for v in n.variants}) > 1]
    for what, chosen in (
        ("Names treated as one person", [n for n in spelled if n.kind == "person"]),
        ("Terms treated as one thing", [n for n in spelled if n.kind != "person"]),
    ):
        if chosen:
            more = f"; and {len(chosen) - _SHOWN} more" if len(chosen) > _SHOWN else ""
            yield Comparison(what=what, result="; ".join(", ".join(n.variants) for n in chosen[:_SHOWN]) + more + ".")


def _set_aside(story: Story) -> Iterator[Comparison]:
    count = len(story.set_aside)
    if count:
        reasons = listed(sorted({s.reason for s in story.set_aside}))
        yield Comparison(
            what="Set aside",
            result=f"{count} passage{'' if count == 1 else 's'} that {'is' if count == 1 else 'are'} not reporting ({reasons}).",
        )
