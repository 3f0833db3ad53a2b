"""How grave it is that one outlet only reports a claim: denials, accusations, official acts, numbers, quotations."""

from __future__ import annotations

import re

from reporter.assess.context import Context
from reporter.assess.wording import quotation_words
from reporter.schema import Claim, Mention, Quantity

_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)(?! (?:(?!that\b|of\b|about\b|on\b|over\b|any\b|it\b|\w+ing\b)[\w'’-]+ ){0,4}"
    r"(?:services?|entry|access|care|coverage|benefits|visas?|bail|requests?|appeals?|motions?|petitions?|applications?|permits?|permission|"
    r"loans?|funding|aid|rights?|asylum|parole|licen[cs]es?)\b)"
    r"|denials?(?! of (?:service|entry|access|care|coverage|benefits|visas?|bail|rights|asylum)\b)"
    r"|refut(?:e|es|ed|ing)|disclaim(?:s|ed|ing)?"
    r"|disput(?:e|es|ed|ing) (?:the|that|his|her|its|their|any|this|those|these)"
    r"|reject(?:s|ed|ing)? (?:the |any |all )?(?:allegations?|accusations?|claims?|charges?|suggestions?|reports?|rumou?rs?))\b",
    re.IGNORECASE,
)
_NEITHER = re.compile(
    r"\b(?:neither|not|nor|or|cannot|can't|could) (?:confirm (?:n?or )?)?(?:nor )?(?:deny|dispute)\b"
    r"|\b(?:ask|asks|asked|urge|urges|urged|told|want|wants|wanted|allow\w{0,3}) (?:[\w'’-]+ ){1,6}to (?:deny|refute|dispute)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\bden(?:y|ies|ied|ying)\b", re.IGNORECASE)
_ACCUSATION = re.compile(
    r"\b(?:accus(?:e|es|ed|ing)|alleg(?:e|es|edly|ing)|alleged that|blam(?:es|ed|ing)(?! on\b)|"
    r"charged with (?!negotiat|oversee|manag|handl|lead|runn|develop|prepar|enforc|find|draw)|indicted|sued|guilty of|convicted of|"
    r"defraud\w{0,3}|fraud|brib(?:e|es|ed|ery|ing)|corrupt|perjur(?:y|ed)|embezzl\w{1,8}|launder(?:ed|ing)|harass(?:ed|ing)|"
    r"sexual harassment|assaulted|molest\w{1,4}|plagiari[sz]ed|racist|liar|lied|"
    r"(?:a|the|all|big|outright|utter|complete|political) lies?|cover(?:ed|ing) up|"
    r"misconduct|violat(?:e|es|ed|ing)|violations? of|broke the law|illegally|unlawful(?:ly)?|stole|stolen|treason|traitor|"
    r"collud(?:e|ed|ing)|spied)\b",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"\b(?:(?:sign(?:s|ed)|ratif(?:ies|ied)|enact(?:s|ed)|pass(?:es|ed)|approv(?:es|ed)|adopt(?:s|ed)|repeal(?:s|ed)|overturn(?:s|ed)|"
    r"lift(?:s|ed)|impos(?:es|ed)|suspend(?:s|ed)|declar(?:es|ed)|issu(?:es|ed)|block(?:s|ed)|revers(?:es|ed)) "
    r"(?:[\w'’-]+ ){0,4}(?:laws?|bills?|acts?|orders?|decrees?|treat(?:y|ies)|agreements?|memorand(?:um|a)|legislation|resolutions?|"
    r"measures?|bans?|sanctions|tariffs?|emergency|war|permits?|subpoenas?|rulings?|verdicts?)"
    r"|veto(?:es|ed)|subpoenaed|sentenced|acquitted|indicted|extradited|deported|nominated|sworn in|arrested|"
    r"resign(?:s|ed)|appointed|vot(?:es|ed) (?:\d|unanimously|to |against )|recall(?:s|ed) (?:its|his|her|the) ambassador|"
    r"ruled (?:that|in favou?r|against))\b",
    re.IGNORECASE,
)
# What binds others when the head of a state or party says it; the rest of a speech is chosen differently by everybody.
_COMMITMENT = re.compile(
    r"\b(?:I|we|my (?:government|administration|country|party))(?:['’](?:ll|m going to|re going to(?! be able))"
    r"| (?:will|won['’]t|shall|cannot accept|intend|have (?:decided|ordered|agreed|signed)|promise|pledge|vow|demand|reject|refuse)"
    r"| (?:am|are|is) (?:not )?going to)\b",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"\b(?:who|whom|people|those|anyone|recently|having)\b", re.IGNORECASE)  # tells of some, not of an act
_UNDONE = re.compile(
    r"\b(?:if|whether|unless|could|would|should|might|may|can|must|hop(?:e|es|ed)|expect\w*|plan(?:s|ned)|want(?:s|ed)?|not|never|yet|"
    r"until|before|urg\w+|ask\w*|call\w*|unclear)\b",
    re.IGNORECASE,
)
# Before a grave word: what is asked, ruled out or opposed is no charge against anybody.
_NO_CHARGE = re.compile(
    r"\b(?:whether|if|no|any|without|prevent\w*|combat\w*|oppos\w+|reviews? of|claims? (?:that|of)|challenged)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"(?:hundred|thousand|million|billion)s?\b", re.IGNORECASE)
_TIME = frozenset("second minute hour day week month year decade century".split())
_PEOPLE = frozenset(
    "person people man woman child victim life death casualty soldier troop worker employee passenger student voter protester migrant "
    "refugee prisoner hostage civilian officer signature resident household job vote".split()
)
_THOUSAND = 1000


def kind(context: Context, claim: Claim) -> str | None:
    """Return what makes the claim grave if it stood alone, the gravest first."""
    mentions = claim.mentions
    told = {of_mention(context, m) for m in mentions}
    for grave in ("denial", "accusation", "charge"):
        if grave in told:
            return grave
    if any(not m.quoted and _acts(m.exact) for m in mentions):
        return "official-act"
    if any(_counts(q) for m in mentions for q in context.of(m).numbers):
        return "number"
    if not any(m.quoted for m in mentions):
        return None
    leading = any(m.quoted and m.speaker in context.leaders and _COMMITMENT.search(m.exact) for m in mentions)
    return "leader" if leading else "quotation"


def of_mention(context: Context, mention: Mention) -> str | None:
    """Return "denial", "accusation" (of a named person) or "charge" (of others) where one mention is such."""
    return "denial" if _denies(context, mention) else accusation(context, mention)


def _denies(context: Context, mention: Mention) -> bool:
    if mention.quoted or _NEITHER.search(mention.exact):
        return False
    return bool(_DENIAL.search(mention.exact)) or (context.of(mention).cue == "deny" and not _VERB.search(mention.exact))


def _acts(text: str) -> bool:
    """Tell whether a text tells an official act that was done, rather than one that may be."""
    match = _ACT.search(text)
    return match is not None and not _ATTRIBUTE.search(text) and not _UNDONE.search(text[: match.start()])


def denials(context: Context, mention: Mention) -> set[str]:
    """Return one word where the mention is a denial, none where it is not: for comparing with other outlets' mentions."""
    return {"denial"} if _denies(context, mention) else set()


def accuses(text: str) -> bool:
    """Tell whether a text makes a grave charge."""
    return bool(_ACCUSATION.search(text))


def charges(context: Context, mention: Mention) -> set[str]:
    """Return the stems of the words that make a grave charge; verbs of accusing are one."""
    del context  # of one shape with `_denials`
    told = {w.stem for m in _ACCUSATION.finditer(mention.exact) for w in quotation_words(mention.exact, *m.span()) if w.content}
    return {"accus" if stem.startswith(("accus", "alleg", "blam")) else stem for stem in told}


def numbers(context: Context, mention: Mention) -> set[str]:
    """Return the units of the numbers of people or money in a mention."""
    return {q.unit or "" for q in context.of(mention).numbers if _counts(q)}


def accusation(context: Context, mention: Mention) -> str | None:
    """Return "accusation" where a clause makes a grave charge and names a person besides its speaker, "charge" where another name."""
    match = _ACCUSATION.search(mention.exact)
    if match is None:
        return None
    statement = context.of(mention)
    kinds = {context.name[k].kind for k in statement.names if k != statement.speaker and k in context.name}
    if "person" in kinds:
        return "accusation"
    return "charge" if kinds and not _NO_CHARGE.search(mention.exact[: match.start()]) else None


def _counts(quantity: Quantity) -> bool:
    """Tell whether a number is one of people or money, or large: what a reader would hold on to."""
    unit = quantity.unit or ""
    if unit in _TIME or (_VAGUE.search(quantity.exact) and not any(c.isdigit() for c in quantity.exact) and quantity.low != quantity.high):
        return False
    money = len(unit) == 3 and unit.isupper()
    return money or (unit in _PEOPLE and (quantity.high > 2 or "death" in unit)) or quantity.high >= _THOUSAND


def added(context: Context, claim: Claim) -> list[tuple[Mention, str | None]]:
    """Return charges, denials and numbers that stand in a claim of several outlets and of which no other outlet has a word.

    They stand in a part of it: another mention of the same article matches the others' better.
    """
    found: list[tuple[Mention, str | None]] = []
    if claim.agreement.outlet_count < 2:
        return found
    for mention in claim.mentions:
        for grave, held in (("denial", denials), ("charge", charges), ("number", numbers)):
            stems = held(context, mention)
            others = (m for c in context.claims_of[mention.statement] for m in c.mentions if m.article != mention.article)
            if stems and _beside_a_better_match(claim, mention) and not any(stems & held(context, m) for m in others):
                found.append((mention, accusation(context, mention) if grave == "charge" else grave))
    return found


def _beside_a_better_match(claim: Claim, mention: Mention) -> bool:
    """Tell whether another mention of the same article matches the other articles' better than this one."""
    best: dict[str, float] = {}
    for pair in claim.explanation:
        for statement in (pair.left, pair.right):
            best[statement] = max(best.get(statement, 0.0), pair.match_probability)
    here = best.get(mention.statement, 0.0)
    return any(best.get(m.statement, 0.0) > here for m in claim.mentions if m.article == mention.article)
