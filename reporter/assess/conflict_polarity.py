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
_FEW = 2  # words that carry meaning
_NEAR = 5  # words to each side of contrary words that tell what they are of
_DENYING = frozenset("deny denies denied denying denial".split())
_TO = frozenset("refuse refuses refused refusing fail fails failed failing decline declines declined declining unlikely unable yet".split())
_MOSTLY_OTHER = frozenset({"back", "left", "close", "free"})  # forms that are seldom the verb
_ADJECTIVES = frozenset(
    "permanent temporary initial provisional interim preliminary tentative public private legal illegal majority minority".split()
)
_PASSED = frozenset("be been being is are was were have has had do does did so yet ever even really actually just still now".split())
_AHEAD = frozenset(
    "expected going set due scheduled likely plans planned planning agreed vows vowed promised pledged decided able has had have".split()
)
_BEFORE_GERUND = frozenset("by for of from in on at to with about against after before despite without than".split())
_BEFORE_TO = frozenset(
    "decision plan move effort attempt bid proposal push vote call hoping hopes hope hoped want wants wanted urge urges urged ask asks "
    "asked try tries tried seek seeks sought".split()
)  # what these words tell of is not done yet
_BEFORE_NOUN = frozenset("a an the this that these those his her its their our your my no any some".split())
_DOORS = frozenset({"door", "doors", "way"})  # "opens the door to" tells of nothing that is opened
_GIVING_UP = {  # two words that say what a negation says: "bows out as moderator", "falls short of a state visit"
    **dict.fromkeys(("bow", "bows", "bowed", "bowing"), "out"),
    **dict.fromkeys(("fall", "falls", "fell", "fallen", "falling"), "short"),
}
_FORMERLY = frozenset({"initially", "originally"})
_INTENDED = frozenset("planned expected scheduled meant intended supposed".split())
_WILL = frozenset({"will", "wo", "would"})
_SCOPE = 5  # words before a word in which something may negate it
_OPEN = frozenset("whether or if unless should could may might must ought would".split())
_ASKING = frozenset({"whether", "if"})
_NOBODY = frozenset("no nobody none neither nothing nor".split())
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
        if _asserted(other, at) and (_of_one_thing(one, head.place, other, at) or left.subject & right.subject):
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
    """Tell whether a passage has a word, and nothing that opens it or may negate it close by, beyond what the negating one has too."""
    if not key or key not in side.keys or (side.mention.certainty == "denied" and negating.mention.certainty != "denied"):
        return False
    known = {w.form for w in negating.words} | side.context.name_words
    known |= {"would"} if known & _WILL else set()  # "said that it would" is "will" when told
    at = side.keys.index(key)
    close = [w for i, w in enumerate(side.words) if -_SCOPE <= i - at <= 2 and i != at]
    left_open = any(w.form in _OPEN - known for w in side.words)
    beside = [(one.form, other.form) for one, other in pairwise(side.words)]
    given_up = any(_GIVING_UP.get(one) == other for one, other in beside[max(0, at - _SCOPE) : at + 2])
    superseded = any({one, other} & _FORMERLY and {one, other} & _INTENDED for one, other in beside)
    return (
        not (left_open or given_up or superseded)
        and not any(w.form in _LIKE_A_NEGATION - known for w in close)
        and not any(w.form in _NOBODY - known for w in side.words)
    )


def _asserted(side: Side, place: int) -> bool:
    """Tell whether a word is the verb of what is told to be so: no noun, nor what is only named or wished for."""
    before = [w.form for w in side.words[:place]]
    word, last = side.words[place], before[-1] if before else ""
    if before[:1] == ["despite"] and "," not in side.text[side.words[0].start : word.start]:
        return False  # "despite promises that they will pay"
    if last == "to":
        coordinated = before[-2:-1] in (["and"], ["or"])
        return bool(_AHEAD & set(before if coordinated else before[-3:]))
    base = not word.form.endswith(("s", "ed", "ing")) and IRREGULAR.get(word.form, word.form) == word.form
    singular = bool(before) and side.text[side.words[place - 1].start].isupper() and not last.endswith("s")
    return not _only_named(side, place) and not (base and singular)  # "R.N.C. Run" is a noun, "Dems Run" is none


def _only_named(side: Side, place: int) -> bool:
    """Tell whether a word names an act without telling that it is done: "his run", "by paying", "a plan to pay"."""
    last = side.words[place - 1].form if place else ""
    if last == "to":
        return bool(_BEFORE_TO & {w.form for w in side.words[max(0, place - _FEW - 1) : place - 1]})
    return last in _BEFORE_NOUN or (side.words[place].form.endswith("ing") and last in _BEFORE_GERUND)


# -- contrary words ------------------------------------------------------------------


def outcomes(left: Side, right: Side) -> Iterator[Difference]:
    """Yield the contrary words of two passages, where neither has the other's and as much is negated in both."""
    for number, (one, other) in enumerate(CONTRARIES):
        for here, there in ((one, other), (other, one)):
            if there & set(left.keys) or here & set(right.keys):
                continue  # a passage with both tells of two things
            pairs = [(a, b) for a in _places(left, here) for b in _places(right, there) if _against(left, a, right, b)]
            a, b = pairs[0] if pairs else (-1, -1)
            elsewhere = left.wide_keys(right) & there or right.wide_keys(left) & here
            if (
                pairs
                and not (elsewhere and len(_beside(left, a) & _beside(right, b)) < _FEW)
                and not _told_of_both(left, a, right, b, here, there)
            ):
                values = [s.value(s.keys[i], f"“{s.words[i].form}”", s.span(i, i)) for s, i in ((left, a), (right, b))]
                yield Difference("outcome", str(number), *values)


def _against(left: Side, a: int, right: Side, b: int) -> bool:
    """Tell whether two contrary words are told of one thing in one way, and as much is taken away or negated before both."""
    if _only_named(left, a) != _only_named(right, b) or _removed(left, a) != _removed(right, b):
        return False
    if _asked(left, a) != _asked(right, b) or _of_doors(left, a) != _of_doors(right, b):
        return False
    return _negation_count(left, a) == _negation_count(right, b) and _of_one_thing(left, a, right, b)


def _places(side: Side, keys: Collection[str]) -> list[int]:
    return [i for i, k in enumerate(side.keys) if k in keys and side.words[i].form not in _MOSTLY_OTHER]


def _of_doors(side: Side, place: int) -> bool:
    """Tell whether a word is of a door, as it is mostly said of what is no door: "opens the door to talks"."""
    following = [w.form for w in side.words[place + 1 : place + 3]]
    return following[:1] == ["the"] and not _DOORS.isdisjoint(following)


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
    """Return how many negations stand before a word."""
    return sum(_turns(side, i, w) for i, w in enumerate(side.words[:place]))


def _asked(side: Side, place: int) -> bool:
    """Tell whether a word stands in what is left open: "is considering whether to exempt"."""
    return not _ASKING.isdisjoint(w.form for w in side.words[:place])


def _removed(side: Side, place: int) -> set[str]:
    """Return the words before the one at `place` that take it away: "reversed the ban"."""
    held = {side.keys[i] for i in range(place - 1) if side.words[i + 1].form == "off"}  # "holds off lifting it"
    return held | (_REMOVING & set(side.keys[:place]))


def _beside(side: Side, at: int) -> set[str]:
    """Return the words that carry meaning beside a word."""
    places = range(max(0, at - _NEAR), min(len(side.keys), at + _NEAR + 1))
    return {side.keys[i] for i in places if i != at and side.words[i].content}


def _of_one_thing(left: Side, here: int, right: Side, there: int) -> bool:
    """Tell whether two words have a word beside them in common, or their passages several, names included."""
    one, other = _beside(left, here), _beside(right, there)
    apart = {left.keys[here], right.keys[there]}
    return len((one & other) - apart) > 0 or len((left.terms & right.terms) - apart) >= _MUCH_SHARED
