"""Conflicting polarity and outcome: what one passage affirms the other negates, or tells with the contrary word."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from msgspec import Struct

from reporter.assess.conflict_sides import Difference, Side
from reporter.assess.conflict_words import CONTRARIES, IRREGULAR, key, lemma
from reporter.assess.wording import Word, quotation_words

_REACH = 5  # words after a negation in which the word that it negates stands
_MUCH_SHARED = 3  # words that carry meaning
_NEAR = 5  # words to each side of contrary words that tell what they are of
_DENYING = frozenset("deny denies denied denying denial".split())
_TO = frozenset("refuse refuses refused refusing fail fails failed failing decline declines declined declining unlikely unable yet".split())
_MOSTLY_OTHER = frozenset({"back", "left", "close", "free"})  # forms that are seldom the verb
_ADJECTIVES = frozenset(
    "permanent temporary initial provisional interim preliminary tentative public private legal illegal majority minority".split()
)
_PASSED = frozenset("be been being is are was were have has had do does did so yet ever even really actually just still now".split())
_AHEAD = frozenset(
    "expected going set due scheduled likely plans planned planning agreed vowed promised pledged decided able has had have having".split()
)
_BEFORE_GERUND = frozenset("by for of from in on at to with about against after before despite without than".split())
_BEFORE_NOUN = frozenset("a an the this that these those his her its their our your my no any some".split())
_OPEN = frozenset("whether or if unless should could may might must ought would".split())
_LIKE_A_NEGATION = frozenset(
    "only hardly barely rarely seldom rather instead without except lack lacks lacked unlikely nobody refuse refuses refused "
    "refusing refusal reject rejects rejected stop stops stopped avoid avoided against fail failed fails failing oppose "
    "opposes opposed opposition decline declines declined unable impossible halt halted prevent prevented drop dropped cancel "
    "canceled cancelled deny denies denied denying denial dismiss dismissed doubt doubts doubted neither nor nothing none "
    "cannot never not no turned".split()
)  # a passage with one of these may say the same as a negated one
_REMOVING = frozenset(key(w) for w in "reverse lift end repeal overturn suspend halt block stop remove drop scrap avoid veto".split())
_ENDS_LIKE_AN_ADVERB = frozenset("comply apply reply rely supply multiply fly".split())


class _Head(Struct, frozen=True):
    """The word that a negation negates, with the place of both in their side's words."""

    key: str
    negation: int
    place: int


def negation(left: Side, right: Side) -> Iterator[Difference]:
    """Yield what one passage negates and the other affirms, where their other negations are the same."""
    here, there = _negated(left), _negated(right)
    for one, other, heads, others, swapped in ((left, right, here, there, False), (right, left, there, here, True)):
        own = [h for h in heads if h.key not in {o.key for o in others}]
        if len(own) != 1 or len(others) != len(heads) - 1:
            continue
        head = own[0]
        if one.keys.count(head.key) > 1 or not _affirms(other, one, head.key):
            continue
        at = other.keys.index(head.key)
        if _asserted(other, at) and _of_one_thing(one, head.place, other, at):
            values = (
                one.value("negated", "negated", one.span(head.negation, head.place)),
                other.value("affirmed", "affirmed", other.span(at, at)),
            )
            yield Difference("negation", head.key, *(values[::-1] if swapped else values))


def _negated(side: Side) -> list[_Head]:
    """Return what each negation of a passage negates: the next word that carries meaning."""
    found = [i for i, w in enumerate(side.words) if _turns(side, i, w)]
    heads = []
    for start in found:
        places = range(start + 1, min(start + 1 + _REACH, len(side.words)))
        place = next((p for p in places if _is_head(side, p)), start)
        heads.append(_Head("" if place == start or side.names_word(side.words[place]) else side.keys[place], start, place))
    return heads


def _is_head(side: Side, place: int) -> bool:
    form = side.words[place].form
    going = form == "going" and place + 1 < len(side.words) and side.words[place + 1].form == "to"
    adverb = form.endswith("ly") and form not in _ENDS_LIKE_AN_ADVERB
    return side.words[place].content and form not in _PASSED and not adverb and not going


def _turns(side: Side, place: int, word: Word) -> bool:
    following = side.words[place + 1].form if place + 1 < len(side.words) else ""
    if word.negates:
        return following != "only" and word.form not in ("no", "none", "nobody", "nothing")
    return word.form in _DENYING or (word.form in _TO and following == "to")


def _affirms(side: Side, negating: Side, key: str) -> bool:
    """Tell whether a passage has a word, and nothing that negates, doubts or opens it, beyond what the negating one has too."""
    if not key or key not in side.keys or (side.mention.certainty == "denied" and negating.mention.certainty != "denied"):
        return False
    known = {w.form for w in negating.words}
    left_open = (_OPEN | _LIKE_A_NEGATION) - side.context.name_words - known
    return not any(w.form in left_open for w in side.words)


def _asserted(side: Side, place: int) -> bool:
    """Tell whether a word is the verb of what is told to be so: no noun ("his run") nor what is only named ("by paying")."""
    before = [w.form for w in side.words[:place]]
    word, last = side.words[place], before[-1] if before else ""
    if last == "to":
        coordinated = before[-2:-1] in (["and"], ["or"])
        return bool(_AHEAD & set(before if coordinated else before[-3:]))
    if word.form.endswith("ing") and last in _BEFORE_GERUND:
        return False
    base = not word.form.endswith(("s", "ed", "ing")) and IRREGULAR.get(word.form, word.form) == word.form
    singular = bool(before) and side.text[side.words[place - 1].start].isupper() and not last.endswith("s")
    return last not in _BEFORE_NOUN and not (base and singular)  # "R.N.C. Run" is a noun, "Dems Run" is none


# -- contrary words ------------------------------------------------------------------


def outcomes(left: Side, right: Side) -> Iterator[Difference]:
    """Yield the contrary words of two passages, where neither has the other's and as much is negated in both."""
    for number, (one, other) in enumerate(CONTRARIES):
        for here, there in ((one, other), (other, one)):
            a, b = _places(left, here), _places(right, there)
            if len(a) != 1 or len(b) != 1 or left.wide_keys(right) & there or right.wide_keys(left) & here:
                continue
            if _turned(left, a[0]) or _turned(right, b[0]) or _negation_count(left, a[0]) != _negation_count(right, b[0]):
                continue
            if _of_one_thing(left, a[0], right, b[0]) and not _told_of_both(left, a[0], right, b[0], here, there):
                values = [s.value(s.keys[i], f"“{s.words[i].form}”", s.span(i, i)) for s, i in ((left, a[0]), (right, b[0]))]
                yield Difference("outcome", str(number), *values)


def _places(side: Side, keys: Collection[str]) -> list[int]:
    return [i for i, k in enumerate(side.keys) if k in keys and side.words[i].form not in _MOSTLY_OTHER]


def _told_of_both(left: Side, a: int, right: Side, b: int, here: Collection[str], there: Collection[str]) -> bool:
    """Tell whether an article has the contrary word before the same noun elsewhere: it speaks of two things then."""
    nouns = [s.keys[i + 1] if i + 1 < len(s.keys) and s.words[i].form in _ADJECTIVES else "" for s, i in ((left, a), (right, b))]
    if nouns[0] != nouns[1] or not nouns[0]:
        return False
    return any(
        x in contraries and y == nouns[0]
        for side, contraries in ((left, there), (right, here))
        for x, y in pairwise(lemma(w) for w in quotation_words(side.text, 0, len(side.text)))
    )


def _negation_count(side: Side, place: int) -> int:
    """Return how many negations a passage has, the word at `place` left out."""
    return sum(_turns(side, i, w) for i, w in enumerate(side.words) if i != place)


def _turned(side: Side, place: int) -> bool:
    """Tell whether a word before the one at `place` takes it away: "reversed the ban"."""
    return any(k in _REMOVING for k in side.keys[max(0, place - _NEAR) : place])


def _of_one_thing(left: Side, here: int, right: Side, there: int) -> bool:
    """Tell whether two words have a word beside them in common, or their passages several, names included."""
    one, other = (
        {s.keys[i] for i in range(max(0, at - _NEAR), min(len(s.keys), at + _NEAR + 1)) if i != at and s.words[i].content}
        for s, at in ((left, here), (right, there))
    )
    apart = {left.keys[here], right.keys[there]}
    return len((one & other) - apart) > 0 or len((left.terms & right.terms) - apart) >= _MUCH_SHARED
