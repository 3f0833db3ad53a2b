"""Rules `single-outlet` and `single-origin`: how far a claim is corroborated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reporter.assess.context import Context, Severity, finding
from reporter.schema import Claim, Finding, Mention, Quantity

_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|denials?|refut(?:e|es|ed|ing)|disavow(?:s|ed|ing)?|disclaim(?:s|ed|ing)?"
    r"|disput(?:e|es|ed|ing) (?:the|that|his|her|its|their|any|this|those|these)|(?:did|does|do) not dispute"
    r"|reject(?:s|ed|ing)? (?:the |any |all )?(?:allegations?|accusations?|claims?|charges?|suggestions?|reports?))\b",
    re.IGNORECASE,
)
_NEITHER = re.compile(r"\b(?:neither|not|nor|or|cannot|can't|could) (?:confirm (?:n?or )?)?(?:nor )?deny\b", re.IGNORECASE)
_ACCUSATION = re.compile(
    r"\b(?:accus(?:e|es|ed|ing)|alleg(?:e|es|ed|edly|ing)|blam(?:es|ed|ing)|charged with|indicted|sued|guilty of|convicted of|"
    r"defraud\w{0,3}|fraud|brib(?:e|es|ed|ery|ing)|corrupt|perjur(?:y|ed)|embezzl\w{1,8}|launder(?:ed|ing)|harass(?:ed|ing)|"
    r"sexual harassment|assaulted|molest\w{1,4}|plagiari[sz]ed|racist|liar|lied|"
    r"(?:a|the|all|big|outright|utter|complete|political) lies?|cover(?:ed|ing) up|"
    r"misconduct|violat(?:e|es|ed|ing)|violations? of|broke the law|illegally|unlawful(?:ly)?|stole|stolen|treason|traitor|"
    r"collud(?:e|ed|ing)|spied)\b",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"\b(?:sign(?:s|ed)|veto(?:es|ed)|ratif(?:y|ies|ied)|enact(?:s|ed)|order(?:s|ed)|subpoena(?:s|ed)|sentenc(?:es|ed)|convict(?:s|ed)|"
    r"acquitt(?:s|ed)|arrest(?:s|ed)|indict(?:s|ed)|extradit(?:es|ed)|deport(?:s|ed)|resign(?:s|ed)|appoint(?:s|ed)|nominat(?:es|ed)|"
    r"confirmed by|sworn in|dismiss(?:es|ed)|fired|banned|bans|sanctioned|impos(?:es|ed)|lifted|suspend(?:s|ed)|repeal(?:s|ed)|"
    r"overturn(?:s|ed)|ruled|approv(?:es|ed)|adopt(?:s|ed)|vot(?:es|ed) (?:to|for|against|on|\d)|pass(?:es|ed) (?:a|the|legislation)|"
    r"declar(?:es|ed) (?:a|war|an)|recall(?:s|ed) (?:its|his|her|the) ambassador|withdr(?:ew|aws))\b",
    re.IGNORECASE,
)
_HUNDRED = 100
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
    "quotation": ("warning", "a quotation"),
    None: ("note", ""),
}


def single_outlet(context: Context) -> Iterator[Finding]:
    """Tell of each claim that one outlet only reports; graver for denials, accusations, official acts, numbers and quotations."""
    for claim in context.claims:
        agreement = claim.agreement
        if agreement.outlet_count != 1 or agreement.outlet_total < 2:
            continue
        kind = _kind(context, claim)
        severity, noun = _GRADES[kind]
        outlet = context.outlet(claim.mentions[0].article)
        message = f"Reported by 1 of {agreement.outlet_total} outlets, {outlet}{f': {noun}' if noun else ''}."
        if kind in _ANSWERED and all(context.of(m).speaker is None for m in claim.mentions):
            message += f" No speaker is named for the {_ANSWERED[kind]}."
        yield finding(
            "single-outlet",
            severity,
            message,
            f"Safe wording: name the outlet (“{outlet} reports …”), or leave it out until a second one has it.",
            (context.evidence(m, "passage") for m in claim.mentions),
            kind=kind,
            claims=(claim.id,),
        )


def _kind(context: Context, claim: Claim) -> str | None:
    """Return what makes the claim grave if it stood alone, the gravest first."""
    mentions = claim.mentions
    if any(_denies(context, m) for m in mentions):
        return "denial"
    accused = [kind for m in mentions for kind in _accused(context, m)]
    if accused:
        return "accusation" if "person" in accused else "charge"
    if any(not m.quoted and _ACT.search(m.exact) for m in mentions):
        return "official-act"
    if any(_counts(q) for m in mentions for q in context.of(m).numbers):
        return "number"
    return "quotation" if any(m.quoted for m in mentions) else None


def _denies(context: Context, mention: Mention) -> bool:
    if mention.quoted or _NEITHER.search(mention.exact):
        return False
    return mention.certainty == "denied" or context.of(mention).cue == "deny" or bool(_DENIAL.search(mention.exact))


def _accused(context: Context, mention: Mention) -> list[str]:
    """Return the kinds of the names, other than its speaker's, in a clause that makes a grave charge."""
    if not _ACCUSATION.search(mention.exact):
        return []
    statement = context.of(mention)
    return [context.name[k].kind for k in statement.names if k != statement.speaker and k in context.name]


def _counts(quantity: Quantity) -> bool:
    """Tell whether a number is one that a reader would hold on to: not "two countries"."""
    return any(c.isdigit() for c in quantity.exact) or quantity.high >= _HUNDRED


def single_origin(context: Context) -> Iterator[Finding]:
    """Tell of each claim that several outlets report from one origin, or from origins that cannot be told apart."""
    for claim in context.claims:
        agreement = claim.agreement
        if agreement.outlet_count < 2 or agreement.origin_count_min > 1:
            continue
        told = f"Reported by {agreement.outlet_count} of {agreement.outlet_total} outlets, "
        if agreement.origin_count_max == 1:
            kind, origin = "one", "all from one origin."
        else:
            kind, origin = "unclear", f"origin unclear: 1–{agreement.origin_count_max} origins."
        yield finding(
            "single-origin",
            "note",
            told + origin,
            "Safe wording: count these outlets as one report; name the one that is quoted.",
            (context.evidence(m, "passage") for m in claim.mentions),
            kind=kind,
            claims=(claim.id,),
        )
