"""Rule `denial`: a denial together with what it denies, and who reports the charge without it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from reporter.assess import gravity
from reporter.assess.context import Context, finding, listed, shortened
from reporter.assess.wording import quotation_words
from reporter.schema import Claim, Evidence, Finding, Mention, Span, Statement

_VERB = re.compile(r"\b(?:den(?:y|ies|ied|ying)|denials?|refut\w+|disput\w+|reject\w*|disavow\w*|disclaim\w*)\b", re.IGNORECASE)
_ANAPHORIC = re.compile(
    r"\W*(?:[\w'’]+ ){0,3}?(?:allegations?|accusations?|claims?|charges?|reports?|rumou?rs?|suggestions?|assertions?|wrongdoing|"
    r"characteri[sz]ations?|it|them|this|these|that|those)\b",
    re.IGNORECASE,
)
_CHARGING = re.compile(r"\b(?:accus\w+|alleg\w+|claim\w*|charg\w+|rumou?r\w*|suggest\w*|critici\w+|report\w*)\b", re.IGNORECASE)
_ACCUSING = re.compile(r"\b(?:accus(?:e|es|ed|ing)|alleg(?:e|es|ed|ing)|claim(?:s|ed|ing)|charg(?:es|ed) (?:that|with))\b", re.IGNORECASE)
_LEAST_SAME = 2  # meaningful words that what is denied has in common with the denial
_PART = 0.5  # of the denial's object
_REACH = 3000  # characters around a denial in which its article says what is denied
_BACK = 4  # sentences before a denial of "the allegations" in which they are looked for


class Denied(Struct, frozen=True):
    """What a denial denies; not `sure` where it only points back ("the allegations")."""

    statement: Statement
    sure: bool


def denial(context: Context) -> Iterator[Finding]:
    """Tell of each denial that several outlets report with what it denies, and of outlets that have the one without the other."""
    for claim in context.claims:
        told = [m for m in claim.mentions if gravity.denials(context, m)]
        if len({context.outlets[m.article] for m in told}) > 1:
            yield _finding(context, claim, told)


def denied(context: Context, mentions: Iterable[Mention]) -> list[Denied]:
    """Return what denials deny: by their words in their own article, else right before them, else by their words elsewhere."""
    found = (_denied(context, m) for m in mentions)
    return sorted(dict.fromkeys(d for d in found if d is not None), key=lambda d: not d.sure)


def _denied(context: Context, mention: Mention) -> Denied | None:
    match = _VERB.search(mention.exact)
    if match is None:
        return None
    own = [s for s in context.statements if s.article == mention.article and s.id != mention.statement]
    text = mention.exact[match.end() :]
    wanted = {w.stem for w in quotation_words(text, 0, len(text)) if w.content}
    near = _by_words(context, wanted, [s for s in own if abs(s.start - mention.start) < _REACH])
    if near is not None:
        return Denied(near, sure=True)
    beside = [s for s in own if s.sentence == mention.sentence and s.end <= mention.start]
    if beside and (mention.exact.startswith("which") or _CHARGING.search(context.exact(beside[-1]))):
        return Denied(beside[-1], sure=True)
    before = _before(context, mention, own) if not wanted or _ANAPHORIC.match(text) else None
    if before is not None:
        return Denied(before, sure=False)
    elsewhere = _by_words(context, wanted, [s for s in context.statements if s.article != mention.article])
    return Denied(elsewhere, sure=True) if elsewhere is not None else None


def _by_words(context: Context, wanted: set[str], statements: Sequence[Statement]) -> Statement | None:
    """Return the statement that has most of the wanted words, if it has enough that are no names, and denies nothing itself."""
    best: tuple[float, Statement] | None = None
    for statement in statements:
        exact = context.exact(statement)
        if _VERB.search(exact) or statement.certainty == "denied":
            continue
        held = {w.stem: w.form for w in quotation_words(exact, 0, len(exact)) if w.content}
        same = wanted & held.keys()
        plain = sum(held[s].removesuffix("'s") not in context.name_words for s in same)
        if plain >= _LEAST_SAME and len(same) >= _PART * len(wanted) and (best is None or len(same) > best[0]):
            best = len(same), statement
    return best[1] if best else None


def _before(context: Context, mention: Mention, own: Sequence[Statement]) -> Statement | None:
    """Return the last statement in the sentences before a denial that makes a charge and is not the denier's own."""
    sentences = context.sentences_of(mention.article)
    here = next(i for i, s in enumerate(sentences) if s.id == mention.sentence)
    first = sentences[max(0, here - _BACK)].start
    speaker = context.of(mention).speaker
    told = [s for s in own if first <= s.start < mention.start and not _VERB.search(context.exact(s))]
    charging = [s for s in told if _ACCUSING.search(context.exact(s)) and (speaker is None or s.speaker != speaker)]
    return charging[-1] if charging else None


def charged(context: Context, what: Sequence[Denied]) -> list[Claim]:
    """Return the claims that are denied for sure."""
    ids = {d.statement.id for d in what if d.sure}
    return [c for c in context.claims if ids & {m.statement for m in c.mentions}] if ids else []


def evidence(context: Context, what: Sequence[Denied]) -> list[Evidence]:
    """Return what is denied as evidence."""
    spans = ((Span(article=d.statement.article, start=d.statement.start, end=d.statement.end), d.sure) for d in what)
    return [context.evidence(span, "denied" if sure else "before the denial") for span, sure in spans]


def in_words(context: Context, what: Sequence[Denied], denying: Collection[str]) -> str:
    """Return what is denied, and which outlets other than the `denying` ones have it, in words; nothing where it is not known."""
    if not what:
        return ""
    passage = f"“{shortened(context.exact(what[0].statement), 70)}” ({context.outlet(what[0].statement.article)})"
    if not what[0].sure:
        return f" The article has {passage} before it: see whether that is what it denies."
    others = dict.fromkeys(context.outlet(m.article) for c in charged(context, what) for m in c.mentions)
    without = [o for o in others if o not in denying]
    message = f" It denies {passage}."
    if without:
        message += f" {listed(without)} {'have' if len(without) > 1 else 'has'} what is denied; the denial was not found there."
    return message


def _finding(context: Context, claim: Claim, told: Sequence[Mention]) -> Finding:
    what, denying = denied(context, told), {context.outlet(m.article) for m in told}
    accused = charged(context, what)
    without = [m for c in accused for m in c.mentions if context.outlet(m.article) not in denying and not context.is_headline(m)]
    outlets = context.outlet_list(m.article for m in told)
    message = f"A denial, reported by {len(denying)} of {claim.agreement.outlet_total} outlets, {outlets}."
    return finding(
        "denial",
        "warning" if without else "note",
        message + in_words(context, what, denying),
        "Safe wording: tell the denial with what it denies, in the same place.",
        (
            *(context.evidence(m, "denies") for m in told),
            *evidence(context, what),
            *(context.evidence(m, "without the denial") for m in without),
        ),
        claims=(claim.id, *(c.id for c in accused)),
    )
