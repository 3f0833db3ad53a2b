"""What in a draft is the author's own view or question: no article could report it, so it is left alone."""

from __future__ import annotations

import re

from reporter.text import quoted

_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|mine|myself|[Ww]e|[Ww]e['’](?:re|ve|d|ll)|[Oo]ur|ours|us)\b")
_PHRASES = re.compile(r"\b(?:in (?:my|our) (?:view|opinion)|it is (?:a shame|high time|worth asking)|let us|arguably)\b", re.IGNORECASE)


def is_opinion(sentence: str) -> bool:
    """Tell whether a sentence speaks in the first person outside quotation marks, or asks a question there."""
    own = _outside(sentence)
    return bool(_FIRST_PERSON.search(own) or _PHRASES.search(own)) or own.rstrip().endswith("?")


def _outside(sentence: str) -> str:
    kept, at = [], 0
    for start, end in quoted(sentence):
        kept.append(sentence[at:start])
        at = end
    return "".join([*kept, sentence[at:]])
