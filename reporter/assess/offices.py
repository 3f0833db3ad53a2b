"""Who holds an office whose words bind others: heads of state and government, leaders of parties and of parliaments."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from reporter.schema import Article, Name
from reporter.text import collapse, fold

OFFICES = frozenset(
    "minister president secretary spokesman spokeswoman spokesperson official officer sheriff governor senator congressman congresswoman "
    "representative mayor chairman chairwoman chair director general republican democrat leader ambassador judge justice king queen prince "
    "attorney lawyer candidate speaker chancellor premier commander adviser aide".split()
)  # what ends in one of these is an office, and any person may hold it
_ALWAYS = (
    r"(?:(?:Prime|First) Minister|Chancellor|Taoiseach|King|Queen|Emperor|Emir|Sultan|Pope|Supreme Leader"
    r"|(?:House|Senate) (?:Speaker|(?:Majority|Minority) Leader)|(?:Majority|Minority|Opposition) Leader)"
)
_BEFORE = re.compile(rf"(?P<word>[\w.'’-]*)[ ]?\b(?P<office>{_ALWAYS}|President|Premier),? $")
_AFTER = re.compile(
    r"^,? (?:the |who is )?(?:(?P<place>[A-Z][\w.]*)(?:['’]s)? )?(?P<office>president|prime minister|chancellor|premier|king|queen)\b"
    r"(?: of (?:the )?(?P<of>[A-Z][\w.]*))?(?! from \d)",
    re.IGNORECASE,
)
_PARTY = re.compile(r"^,? (?:the )?(?:\w+ ){0,3}(?:leader|chair(?:man|woman)?) of the (?:\w+ ){1,3}party\b", re.IGNORECASE)
_NOT_NOW = re.compile(r"\b(?:former|ex|vice|deputy|late|then)[- ](?:\w+[- ]){0,2}$", re.IGNORECASE)
_STATES = frozenset({"united", "republic", "u.s", "us"})
_LOOK = 60  # characters to each side of a name in which its office stands


def leaders(names: Collection[Name], articles: Mapping[str, Article]) -> frozenset[str]:
    """Return the keys of the persons to whom an article gives such an office, next to their name.

    A president must be a state's: clubs and companies have presidents too.
    """
    places = frozenset(fold(v) for n in names if n.kind == "place" for v in n.variants) | _STATES
    found = set()
    for name in names:
        forms = [re.escape(v) for v in name.variants if v] if name.kind == "person" else []
        if forms and any(_holds(article.text, re.compile(rf"\b(?:{'|'.join(forms)})\b"), places) for article in articles.values()):
            found.add(name.key)
    return frozenset(found)


def _holds(text: str, named: re.Pattern[str], places: frozenset[str]) -> bool:
    for match in named.finditer(text):
        before = collapse(text[max(0, match.start() - _LOOK) : match.start()]) + " "
        title = _BEFORE.search(before)
        if title and _of_state(title, places) and not _NOT_NOW.search(before[: title.start("office")]):
            return True
        after = collapse(text[match.end() : match.end() + _LOOK])
        office = _AFTER.search(after)
        if _PARTY.search(after) or (office and fold(office["of"] or office["place"] or "").strip(".") in places):
            return True
    return False


def _of_state(title: re.Match[str], places: frozenset[str]) -> bool:
    """Tell whether a title is a state's: by itself, by the place before it, or because no capital word is before it.

    "A President X" is none yet.
    """
    if title["word"].lower() in ("a", "an"):
        return False
    if title["office"] not in ("President", "Premier"):
        return True
    word = fold(title["word"]).strip(".")
    return not title["word"][:1].isupper() or word in places
