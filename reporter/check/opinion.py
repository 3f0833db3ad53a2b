"""What in a draft is the author's own view or question: no article could report it, so it is left alone."""

from __future__ import annotations

import re
from functools import lru_cache

from reporter.extract import lexicon
from reporter.text import quoted

_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|mine|myself|[Ww]e|[Ww]e['’](?:re|ve|d|ll)|[Oo]ur|ours|us)\b")
_PHRASES = re.compile(r"\b(?:in (?:my|our) (?:view|opinion)|it is (?:a shame|high time|worth asking)|let us|arguably)\b", re.IGNORECASE)


_EXCLAIMS = re.compile(r"(?:[Ww]hat an? (?:[a-z’'-]+ ?){1,6}|[A-Z][a-z]+(?: [a-z]+)?(?=!))[.!]+")  # no number and no name in it


def is_opinion(prose: str, start: int, end: int) -> bool:
    """Tell whether the sentence `prose[start:end]` speaks in the first person outside quotation marks, or asks or exclaims there."""
    own = _outside(prose, start, end)
    if _EXCLAIMS.fullmatch(own.strip()) and not any(lexicon.is_finite(word) for word in own.lower().strip(" .!").split()):
        return True
    return bool(_FIRST_PERSON.search(own) or _PHRASES.search(own)) or own.rstrip().endswith("?")


def _outside(prose: str, start: int, end: int) -> str:
    """Return what of a sentence stands outside quotation marks, which may have opened before it and close behind it."""
    kept, at = [], start
    for opens, closes in _quoted(prose):
        if opens < end and closes > start:
            kept.append(prose[at : max(at, opens)])
            at = max(at, min(closes, end))
    return "".join([*kept, prose[at:end]])


@lru_cache(4)
def _quoted(prose: str) -> list[tuple[int, int]]:
    return quoted(prose)
