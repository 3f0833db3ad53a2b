"""How sure a clause is told to be, and whether it is negated: by the words that govern it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reporter.extract import lexicon
from reporter.extract.tokens import Token

if TYPE_CHECKING:
    from reporter.schema import Certainty

_SURE = frozenset({"undoubtedly", "certainly", "unquestionably", "definitely"})
_POSSIBLE = frozenset(
    {"might", "could", "possibly", "perhaps", "reportedly", "allegedly", "apparently", "potentially", "purportedly", "supposedly", "maybe"}
)
_BE = frozenset(
    {
        "am",
        "is",
        "are",
        "was",
        "were",
        "i'm",
        "he's",
        "she's",
        "we're",
        "they're",
        "be",
        "been",
        "feel",
        "feels",
        "felt",
        "seem",
        "seems",
        "remain",
        "remains",
    }
)
_HOPE = frozenset({"hope", "hopes", "hoped", "hoping", "hopeful"})
_EXPECT = frozenset({"expect", "expects", "anticipate", "anticipates", "expecting"})
_NOT = frozenset({"not", "never", "cannot", "without", "neither", "nobody", "none", "nothing"})
_REFUSE = frozenset(
    {"refuse", "refused", "refuses", "refusing", "fail", "failed", "fails", "failing", "decline", "declined", "declines", "declining"}
)
_DENY = frozenset({"deny", "denies", "denied", "denying"})
# What is denied to somebody is withheld, not disputed: "denied entry", "deny the request".
_WITHHELD = frozenset(
    """
    service services entry access care coverage benefits benefit visa visas bail request requests appeal appeals motion motions petition
    application applications permit permits permission loan loans funding aid right rights asylum parole license licence
    """.split()
)
_SUBORDINATE = frozenset({"which", "who", "whose", "because", "if", "unless", "than"})


def certainty(tokens: Sequence[Token], cue: str | None = None) -> Certainty:
    """Return how sure `tokens`, a clause with the words that attribute it, are told to be."""
    words = [token.word for token in tokens]
    if cue == "deny" or any(_denies(words, i) for i in range(len(words))):
        return "denied"
    found = {level for i in range(len(words)) if (level := _level(tokens, words, i)) is not None}
    for level in _ORDER:
        if level in found:
            return level
    return "plain"


def _denies(words: Sequence[str], i: int) -> bool:
    """Whether the word at `i` disputes what is said; not `neither confirm nor deny` or `was denied entry`."""
    if words[i] not in _DENY or any(w in {"nor", "or", "neither"} for w in words[max(0, i - 1) : i]):
        return False
    return not _WITHHELD & set(words[i + 1 : i + 4])


_ORDER: tuple[Certainty, ...] = ("certain", "confident", "hoped", "expected", "possible")


def _level(tokens: Sequence[Token], words: Sequence[str], i: int) -> Certainty | None:
    """The level that the word at `i` sets, if any."""
    word = words[i]
    before = words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    negated = before in _NOT or before.endswith("n't") or before == "no"
    if word in _SURE or (word == "doubt" and before == "no") or (word in {"sure", "convinced", "certain"} and before in _BE):
        return "certain"
    if word == "certainty" and before in {"express", "expressed", "expresses", "expressing", "voiced"}:
        return "certain"
    if word == "confident" and not negated:
        return "confident"
    if word == "confidence" and any(
        w in {"express", "expressed", "expresses", "expressing", "voiced", "voice", "voices", "full"} for w in words[max(0, i - 3) : i]
    ):
        return "confident"
    if word in _HOPE and not negated and after != "of":
        return "hoped"
    if (word in _EXPECT and after not in {"", ".", ",", "?"}) or (
        word in {"expected", "anticipated"} and (after == "to" or before in {"widely", "is", "are"})
    ):
        return "expected"
    if word == "likely" and not negated and before not in {"a", "the", "his", "her", "their", "its"}:
        return "expected"
    if word in _POSSIBLE:
        return "possible"
    if word == "may" and not tokens[i].capital and not after[:1].isdigit():
        return "possible"
    return "possible" if word == "possible" and before in _BE else None


def negated(tokens: Sequence[Token]) -> bool:
    """Return whether the main assertion of a clause is grammatically negated."""
    words = [token.word for token in tokens]
    for i, word in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else ""
        if i and (word in _SUBORDINATE or (word == "that" and lexicon.is_finite(after))):
            return False
        if word in _NOT and after != "only":
            return True
        if word.endswith("n't") and after != "only":
            return True
        if word == "no" and after not in {"", ",", ".", "one's"} and not after[:1].isdigit():
            return True
        if word in _REFUSE and after == "to":
            return True
    return False
