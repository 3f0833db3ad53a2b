"""Rules `single-outlet` and `single-origin`: how far a claim is corroborated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reporter.assess.context import Context, Severity, finding
from reporter.schema import Claim, Finding, Mention

_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|denials?|refut(?:e|es|ed|ing)|disavow(?:s|ed|ing)?|disput(?:e|es|ed|ing)|disclaim(?:s|ed|ing)?"
    r"|reject(?:s|ed|ing)? (?:the |any |all )?(?:allegations?|accusations?|claims?|charges?|suggestions?|reports?))\b",
    re.IGNORECASE,
)
_ACCUSATION = re.compile(
    r"\b(?:accus(?:e|es|ed|ing|ations?)|alleg(?:e|es|ed|edly|ing|ations?)|blam(?:e|es|ed|ing) |charged with|indicted|sued|guilty|"
    r"fraud(?:ulent)?|brib(?:e|es|ed|ery)|corrupt(?:ion)?|perjur(?:y|ed)|embezzl\w{1,8}|launder\w{1,4} money|money laundering|"
    r"harass(?:ed|ing|ment)|assaulted|molest\w{1,4}|plagiari\w{1,5}|racist|liar|lied|lying|cover-up|scandal|misconduct|abus(?:ed|ing)|"
    r"violat(?:e|es|ed|ing|ions?)|illegal(?:ly)?|unlawful(?:ly)?|stole|stolen|treason|traitor|collu(?:de|ded|sion)|espionage)\b",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"\b(?:sign(?:s|ed)|veto(?:es|ed)|ratif(?:y|ies|ied)|enact(?:s|ed)|order(?:s|ed)|subpoena(?:s|ed)|sentenc(?:es|ed)|convict(?:s|ed)|acquitt(?:s|ed)|"
    r"arrest(?:s|ed)|indict(?:s|ed)|extradit(?:es|ed)|deport(?:s|ed)|resign(?:s|ed)|appoint(?:s|ed)|nominat(?:es|ed)|confirmed by|sworn in|"
    r"dismiss(?:es|ed)|fired|banned|bans|sanctioned|imposed|impos(?:es|ed)|lifted|suspend(?:s|ed)|repeal(?:s|ed)|overturn(?:s|ed)|ruled|"
    r"approv(?:es|ed)|adopt(?:s|ed)|vot(?:es|ed) (?:to|for|against|on|\d)|pass(?:es|ed) (?:a|the|legislation)|declar(?:es|ed) (?:a|war|an)|"
    r"recall(?:s|ed) (?:its|his|her|the) ambassador|withdr(?:ew|aws)|ceasefire|treaty|agreement)\b",
    re.IGNORECASE,
)
_GRADES: Mapping[str | None, tuple[Severity, str]] = {
    "denial": ("error", "a denial"),
    "accusation": ("error", "an accusation"),
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
        if kind in ("denial", "accusation") and all(context.of(m).speaker is None for m in claim.mentions):
            message += f" No speaker is named for {noun.replace('an ', 'the ').replace('a ', 'the ')}."
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
    if any(_accuses(context, m) for m in mentions):
        return "accusation"
    if any(not m.quoted and _ACT.search(m.exact) for m in mentions):
        return "official-act"
    if any(context.of(m).numbers for m in mentions):
        return "number"
    return "quotation" if any(m.quoted for m in mentions) else None


def _denies(context: Context, mention: Mention) -> bool:
    return mention.certainty == "denied" or context.of(mention).cue == "deny" or bool(not mention.quoted and _DENIAL.search(mention.exact))


def _accuses(context: Context, mention: Mention) -> bool:
    """Tell whether a grave charge stands in a clause with a person other than its speaker."""
    statement = context.of(mention)
    persons = [k for k in statement.names if k != statement.speaker and k in context.name and context.name[k].kind == "person"]
    return bool(persons and _ACCUSATION.search(mention.exact))


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
