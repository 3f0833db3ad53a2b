"""Rule `anonymous-source`: what rests on unnamed people only, in every outlet that reports it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reporter.assess import gravity
from reporter.assess.context import Context, Severity, finding, listed, shortened
from reporter.assess.likeness import alike, stems
from reporter.schema import Claim, Finding, Mention, Statement

_PEOPLE = re.compile(
    r"\b(?:officials?|sources?|aides?|advis[eo]rs?|insiders?|staffers?|operatives?|strategists?|diplomats?|associates?|confidants?|"
    r"employees?|executives?|friends?|allies|ally|negotiators?|lawmakers?|people|persons?|individuals?|someone|somebody|others?|"
    r"donors?|supporters?)\b",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"\b(?:sources?|insiders?|anonym\w+|condition of|familiar with|close to|briefed on|with (?:direct )?knowledge of|unnamed|"
    r"(?:was|were|is|are) not authori[sz]ed|who (?:asked|declined|requested|spoke)|people|person|individuals?|someone|somebody)\b",
    re.IGNORECASE,
)
# Who speaks for an institution by name is no anonymous person, nor are those whom everybody can see.
_INSTITUTION = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|police|authorities|prosecutors?|polls?|surveys?|reports?|documents?|campaigns?|committees?|"
    r"statement|letter|court|ministry|department|agency|office|critics|opponents|analysts?|experts?|percent|voters|protesters|"
    r"demonstrators|residents|witnesses|observers|most|many|millions|thousands|hundreds)\b|[%\d]",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[,(]|\b(?:of|for|to|with|in|inside|from|at|on|by|within|near|close|familiar|briefed|interviewed|who|whom|whose|that)\b", re.IGNORECASE
)
_ONE_OF = re.compile(r"^\W*(?:one|two|three|some|several|many|both|none|each) of ", re.IGNORECASE)
_PLEDGED = re.compile(
    r"\b(?:on (?:the )?condition of anonymity|(?:asked|requested|insisted|declined|refused) (?:not )?to be (?:named|identified|quoted)|"
    r"(?:was|were|is|are) not authori[sz]ed to (?:speak|discuss|comment)|spoke anonymously)\b",
    re.IGNORECASE,
)
_UTTERED = frozenset(
    "say tell add note claim argue insist maintain contend assert allege according believe suspect estimate warn suggest confirm "
    "acknowledge admit concede report state describe fear explain predict expect reveal disclose complain deny".split()
)
_GRAVE = ("denial", "accusation", "charge", "number", "official-act")
_LEAST_TOLD = 3  # meaningful words: fewer are left of "said an official at the talks"
_SHOWN = 4  # passages of one article


def anonymous_source(context: Context) -> Iterator[Finding]:
    """Tell of the claims that every outlet takes from unnamed people only, with how they are described.

    Claims of the same articles are told together, those of people who hide and grave ones apart.
    """
    told: dict[tuple[tuple[str, ...], Severity], list[Claim]] = {}
    for claim in context.claims:
        mentions = [m for m in claim.mentions if not context.is_headline(m)]
        described = [_described(context, m) for m in mentions]
        whole = {m.article for m in mentions} == {m.article for m in claim.mentions}
        if whole and all(described) and not _elsewhere(context, claim):
            articles = tuple(sorted({m.article for m in claim.mentions}))
            told.setdefault((articles, _severity(context, claim, [d for d in described if d])), []).append(claim)
    for (articles, severity), claims in told.items():
        yield _finding(context, articles, severity, claims)


def _described(context: Context, mention: Mention) -> str | None:
    """Return how the unnamed people are described who say it, None where it has another speaker or none."""
    statement = context.of(mention)
    uttered = statement.cue in _UTTERED or statement.quoted
    told = len(stems(mention.exact, [statement.speaker or ""])) >= _LEAST_TOLD
    return statement.speaker if uttered and told and unnamed(statement) else None


def unnamed(statement: Statement) -> bool:
    """Tell whether people without a name speak, and no institution for which somebody does."""
    speaker = statement.speaker
    if speaker is None or statement.speaker_named:
        return False
    head = _TAIL.split(_ONE_OF.sub("", speaker), maxsplit=1)[0]
    return bool(_PEOPLE.search(head)) and not _INSTITUTION.search(head) and " including " not in speaker


def _elsewhere(context: Context, claim: Claim) -> bool:
    """Tell whether an outlet has the same words from somebody else, though they were not matched: then it does not rest on these alone."""
    told = [(context.outlets[m.article], stems(m.exact, [m.speaker or ""])) for m in claim.mentions]
    known = {s.id for m in claim.mentions for s in context.statements_in(context.sentence[m.sentence])}
    for statement, held in context.statement_stems:
        other = statement.id not in known and not unnamed(statement)
        if other and any(outlet != context.outlets[statement.article] and alike(words, held) for outlet, words in told):
            return True
    return False


def _finding(context: Context, articles: Sequence[str], severity: Severity, claims: Sequence[Claim]) -> Finding:
    told = [m for c in claims for m in c.mentions if not context.is_headline(m)]
    shown = [m for a in articles for m in [m for m in told if m.article == a][:_SHOWN]]
    people = {a: dict.fromkeys(m.speaker or "" for m in told if m.article == a) for a in articles}
    described = listed(f"{listed(f'“{shortened(d, 60)}”' for d in people[a])} ({context.outlet(a)})" for a in articles)
    alone = len(claims) == 1
    message = f"{'One claim rests' if alone else f'{len(claims)} claims rest'} on unnamed people only: {described}."
    outlets = {context.outlets[a] for a in articles}
    if len(outlets) > 1:
        total = claims[0].agreement.outlet_total
        message += f" Reported by {len(outlets)} of {total} outlets, which may all have it from the same people."
    first, outlet = next(iter(people[articles[0]])), context.outlet(articles[0])
    return finding(
        "anonymous-source",
        severity,
        message,
        f"Safe wording: say who is not named (“according to {first} whom {outlet} does not name”); look for one who is.",
        (context.evidence(m, "passage") for m in shown),
        claims=(c.id for c in claims),
    )


def _severity(context: Context, claim: Claim, described: Sequence[str]) -> Severity:
    """Grade: grave claims, and people who hide, are a warning; an office that speaks through officials is a note."""
    pledged = any(_PLEDGED.search(context.exact(context.sentence[m.sentence])) for m in claim.mentions)
    hidden = pledged or any(_HIDDEN.search(d) for d in described)
    return "warning" if hidden or gravity.kind(context, claim) in _GRAVE else "note"
