"""What a claim is called: the mention that reads best by itself, with its speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import structs

from reporter.assess.parts import Parts
from reporter.schema import Article, Claim, Mention, Name, Statement
from reporter.text import collapse, fold, words

_LEADING = re.compile(r"^(?:and|but|or|nor|so|yet|while|however|that|also)[\s,]+", re.IGNORECASE)
_UNCLEAR_SUBJECT = frozenset("he she it they this that these those there his her their its".split())
_NO_SUBJECT = frozenset(
    "which who whom whose is are was were be been has have had will would can could may might must should did does do "
    "led made went told gave took saw kept held left met won lost sent set put got".split()
)  # a clause that begins with one has its subject elsewhere
_NO_CLAUSE = frozenset(
    "as with by to for of in on at from before after during when where because if although though since until despite amid than about "
    "under over against between without regarding following according including".split()
)  # what begins with one is a part of a clause, or leans on one
_ENDLESS = _NO_CLAUSE | _NO_SUBJECT | frozenset("the a an and or but that not so".split())  # no clause ends with one
_PRONOUN = re.compile(r"(?:He|She|They)\s+")
_NEARLY = 0.7
_CLOSING = ("”", '"', "’", "»")
_AGAIN = 7  # penalty of a mention that is another claim's text already
_READABLE = (30, 220)  # characters of a claim's text that read well in a table
_LONG_SPEAKER = 6  # words; a longer description of a speaker is told by the passage itself
_CUT = 280  # a longer text is cut at a word


def named(
    claims: Sequence[Claim], statements: Mapping[str, Statement], articles: Mapping[str, Article], names: Mapping[str, Name]
) -> Iterator[Claim]:
    """Give each claim the mention that reads best by itself as its text, of those that hold it together; mark who says part of it.

    Another one's to each where there is a choice.
    """
    used: set[str] = set()
    parts = Parts(statements.values(), articles, names)
    for claim in claims:
        fit = _central(claim)
        penalties = [_unreadable(m, articles[m.article].text) + _AGAIN * (m.statement in used) for m in fit]
        best = fit[min(range(len(penalties)), key=lambda n: (penalties[n], n))]
        used.add(best.statement)
        named = structs.replace(claim, text=_text(best, statements[best.statement], names))
        yield parts.marked(named, best, statements[best.statement])


def _central(claim: Claim) -> list[Mention]:
    """Return the mentions whose best match is nearly as sure as the claim's surest one. A straggler names no claim."""
    surely = [m for m in claim.mentions if m.sure]
    best = [max((p.match_probability for p in claim.explanation if m.statement in (p.left, p.right)), default=0.0) for m in surely]
    return [m for m, own in zip(surely, best, strict=True) if own >= _NEARLY * max(best)]


def _text(mention: Mention, statement: Statement, names: Mapping[str, Name]) -> str:
    """Return the mention with its speaker: put for the pronoun that it begins with, or before it where it does not name them."""
    text = _clean(mention)
    name = names.get(mention.speaker or "")
    speaker = name.display if name else mention.speaker
    if speaker is None or _named_in(speaker, name, text) or len(speaker.split()) > _LONG_SPEAKER:
        return text
    pronoun = _PRONOUN.match(text)
    if name is not None and pronoun and statement.cue and not mention.quoted:
        return f"{speaker} {text[pronoun.end() :]}"
    return f"{speaker[:1].upper()}{speaker[1:]}: {text}"


def _unreadable(mention: Mention, article: str) -> int:
    """Return a penalty for what makes a clause hard to read by itself."""
    text = collapse(mention.exact)
    told = [fold(text[a:b]) for a, b in words(text)]
    first, last = (told[0], told[-1]) if told else ("", "")
    penalty = 2 * bool(mention.quoted) + 3 * (first.split("'")[0] in _UNCLEAR_SUBJECT)
    penalty += 2 * (_balance(text) != text) + (not text[:1].isupper())
    penalty += 3 * _is_fragment(text, first) + 4 * (last in _ENDLESS)
    after = article[mention.end : mention.end + 1]
    penalty += 2 * (after == " " and text[-1:].isalnum())  # the sentence goes on
    penalty += 3 * article[max(0, mention.start - 3) : mention.start].rstrip(" ").endswith(_CLOSING)  # it only says who spoke, and where
    low, high = _READABLE
    return penalty + (4 if len(text) < low else 0) + (2 if len(text) > high else 0)


def _is_fragment(text: str, first: str) -> bool:
    """Tell whether a text that begins with the word `first` lacks its subject or its clause."""
    participle = first.endswith(("ing", "ed")) and not text[:1].isupper()
    opening = participle or first in _NO_SUBJECT
    return opening or (first in _NO_CLAUSE and ("," not in text or not text[:1].isupper()))


def _clean(mention: Mention) -> str:
    """Return the mention on one line, without a dangling conjunction or half a pair of quotation marks; "…" before a mere part."""
    text = collapse(mention.exact).strip(" ,;:–—-")
    text = _LEADING.sub("", text)
    first = next((fold(text[a:b]) for a, b in words(text)), "")
    part = text[:1].islower() and not mention.quoted and _is_fragment(text, first)
    bare = text.strip('“”"„«» ,')
    text = f"“{bare}”" if mention.quoted and not any(c in bare for c in '“”"') else _balance(text)
    if len(text) > _CUT:
        text = text[:_CUT].rsplit(" ", 1)[0] + " …"
    return f"… {text}" if part else text[:1].upper() + text[1:]


def _balance(text: str) -> str:
    """Leave out quotation marks that have no partner."""
    if text.count("“") != text.count("”"):
        text = text.replace("“", "").replace("”", "")
    return text.replace('"', "") if text.count('"') % 2 else text


def _named_in(speaker: str, name: Name | None, text: str) -> bool:
    """Tell whether `text` names the speaker, by any spelling or by the last word of one."""
    spellings = (speaker, *(name.variants if name else ()))
    present = {fold(text[a:b]).removesuffix("'s") for a, b in words(text)}
    return any(fold(s).split()[-1:] and fold(s).split()[-1] in present for s in spellings)
