"""Rule `single-outlet`: what one outlet only reports, graded by what is at stake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reporter.assess import denial, gravity
from reporter.assess.context import Context, Severity, finding
from reporter.schema import Claim, Finding, Mention

_ANSWERED: Mapping[str | None, str] = {
    "denial": "denial",
    "accusation": "accusation",
    "charge": "accusation",
}  # somebody must stand behind it
_GRADES: Mapping[str | None, tuple[Severity, str]] = {
    "denial": ("error", "a denial"),
    "accusation": ("error", "an accusation"),
    "charge": ("warning", "an accusation that names no person"),
    "official-act": ("warning", "an official act"),
    "number": ("warning", "a number"),
    "leader": ("warning", "a commitment{speaker} inside quotation marks"),
    "quotation": ("note", "a quotation{speaker}"),
    None: ("note", ""),
}
_ADVICE: Mapping[str | None, str] = {
    "denial": "Safe wording: “{outlet} reports that … denies …”; say what is denied, and look for the denial in its own words.",
    "accusation": "Safe wording: “according to {outlet}, … accused …”; leave it out until a second outlet has it; ask the person named.",
    "charge": "Safe wording: “{outlet} reports that … accused …”, never in your own voice.",
    "number": "Safe wording: give the number with its outlet (“{outlet} puts it at …”).",
    "quotation": "Safe wording: credit the quotation to {outlet} (“…, {outlet} quotes … as saying”).",
    "leader": "Safe wording: credit the quotation to {outlet}; look for the speech or statement itself.",
}
_NAMED_OUTLET = "Safe wording: name the outlet (“{outlet} reports …”), or leave it out until a second one has it."


def single_outlet(context: Context) -> Iterator[Finding]:
    """Tell of each sentence with claims that one outlet only reports; grave for denials, accusations, official acts and numbers.

    Claims of one sentence that are of one kind are told together, and what one leader is quoted as saying in one article.
    A charge, denial or number that only one outlet adds to a claim of several is told too.
    """
    if len(set(context.outlets.values())) < 2:
        return
    found: dict[tuple[str, str | None], list[tuple[Claim, Mention]]] = {}
    for claim, mentions, kind in _told(context):
        place = f"{mentions[0].article} {mentions[0].speaker}" if kind == "leader" else mentions[0].sentence
        found.setdefault((place, kind), []).extend((claim, m) for m in mentions)
    for (_, kind), told in found.items():
        yield _finding(context, kind, told)


def _told(context: Context) -> Iterator[tuple[Claim, Sequence[Mention], str | None]]:
    """Yield the claims of one outlet, and what one outlet adds to a claim of several, with what makes them grave."""
    for claim in context.claims:
        if claim.agreement.outlet_count == 1:
            yield claim, claim.mentions, gravity.kind(context, claim)
        yield from ((claim, [mention], kind) for mention, kind in gravity.added(context, claim))


def _finding(context: Context, kind: str | None, told: Sequence[tuple[Claim, Mention]]) -> Finding:
    severity, noun = _GRADES[kind]
    mentions = sorted({m.statement: m for _, m in told}.values(), key=lambda m: m.start)
    first, total = mentions[0], len(set(context.outlets.values()))
    outlet = context.outlet(first.article)
    speaker = context.name.get(first.speaker or "")
    noun = noun.format(speaker=f" of {speaker.display}" if speaker else "")
    message = f"Reported by 1 of {total} outlets, {outlet}{f': {noun}' if noun else ''}."
    if any(c.agreement.outlet_count > 1 for c, _ in told):
        message = f"Reported by 1 of {total} outlets, {outlet}, beside what others report too: {noun}."
    if kind in _ANSWERED and all(context.of(m).speaker is None for m in mentions):
        message += f" No speaker is named for the {_ANSWERED[kind]}."
    denied = denial.denied(context, mentions) if kind == "denial" else []
    message += denial.in_words(context, denied, {outlet})
    return finding(
        "single-outlet",
        severity,
        message,
        _ADVICE.get(kind, _NAMED_OUTLET).format(outlet=outlet),
        (*(context.evidence(m, "passage") for m in mentions), *denial.evidence(context, denied)),
        kind="quotation" if kind == "leader" else kind,
        claims=(*(c.id for c, _ in told), *(c.id for c in denial.charged(context, denied))),
    )
