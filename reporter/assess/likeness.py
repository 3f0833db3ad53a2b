"""Whether two passages say the same by their words: a tight check, where a match alone is not sure enough."""

from __future__ import annotations

from collections.abc import Collection

from reporter.assess.wording import quotation_words

_SHORTER, _LONGER = 0.65, 0.45  # part of the meaningful words that two passages must have in common, of the shorter and of the longer one
_LEAST_SAME = 4  # meaningful words
_SAID = frozenset({"said", "say"})


def stems(text: str, without: Collection[str] = ()) -> set[str]:
    """Return the stems of the meaningful words of a passage, those of the names in `without` left out."""
    own = {w.stem for name in without for w in quotation_words(name, 0, len(name))} | _SAID
    return {w.stem for w in quotation_words(text, 0, len(text)) if w.content} - own


def alike(one: Collection[str], other: Collection[str]) -> bool:
    """Tell whether two sets of stems have most in common."""
    same = len(set(one) & set(other))
    return same >= _LEAST_SAME and same >= _SHORTER * min(len(one), len(other)) and same >= _LONGER * max(len(one), len(other))
