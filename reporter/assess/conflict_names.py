"""Conflicting names and places: the same slot of much the same clause is filled by another one of the kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reporter.assess.conflict_sides import TELLING, Difference, Side
from reporter.assess.conflict_words import PLACE_CLASSES, TITLES, key
from reporter.schema import Name, Span
from reporter.text import fold

_FEW = 2  # words that carry meaning, names included
_TITLE = 5  # words
_CLAUSE = re.compile(r"[;:()]|,.*,|\b(?:and|but|or|that|who|which)\b")
_HELD_BY_ONE = frozenset(
    key(w)
    for w in "leader speaker minister president secretary governor mayor chairman chair chancellor premier chief director king".split()
)
_OF_OFFICE = frozenset(key(w) for w in "majority minority prime attorney finance justice health".split())
_RANKS = frozenset(key(w) for w in "brigadier general admiral colonel captain rep sen dr mr mrs ms sir gen".split())
_PAST = frozenset(key(w) for w in "former ex late then acting deputy vice assistant".split())
_KINDS = {"person": "name", "organisation": "name", "place": "place"}
_PARTY = " Party"
_REACH = 8  # words to each side of a name in which its neighbour stands

_GENERIC = frozenset(
    "the of and for house senate committee department office party court news national united states state new national council board "
    "commission association union bank company university republican democratic".split()
)  # words that the names of two organisations may share
_LIST = re.compile(r"^(?:['’]s)?(?:,? (?:and|or|&) |, |-)(?:the )?$")
_PREPOSITIONS = {w: w for w in ("from", "to", "by", "with", "against", "for", "over", "of", "on")} | dict.fromkeys(
    ("in", "at", "near", "inside"), "in"
)
ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth next".split())
_OPPOSED = (frozenset({"from", "to"}), frozenset({"of", "in"}))  # "from X" and "to Y" go together
_SHARED = 3  # words that carry meaning, names left out
_SAME_SIDE = 0.8  # of the words that two passages share
_APPOSED = 5  # words between a name and what it is called by, on either side
_NEAR = 16  # characters before a place in which the person before it ends
_FROM = re.compile(r"(?:,? of |, (?:an? )?| \(|,? )(?:(?:[RDI]|Rep|Dem)\.?[-–] ?)?$")
_RANK = re.compile(r"(?:['’]s)? (?:[A-Z][\w.]*\.? ){1,3}")
_ROOT = 4  # letters that the forms of a place's name begin with: Africa, African
_APART = re.compile(r"[,;:()–—]|\b(?:and|but|or|that|which|who|as|while)\b")  # between two words: they are of two phrases
_LISTED = 3  # names; a longer list is seldom given in full by two outlets


def names(left: Side, right: Side) -> Iterator[Difference]:
    """Yield the one name of a kind that fills the same slot in each passage and that the other outlet does not have around it."""
    for kind, told in _KINDS.items():
        here, there = _only(left, right, kind), _only(right, left, kind)
        pairs = [(a, b, x, y) for a, x in here for b, y in there if surely_apart(left.name(a), right.name(b))]
        pairs = [p for p in pairs if _adherence(left, p[0], p[2]) is _adherence(right, p[1], p[3])]
        slots = [p for p in pairs if _one_slot(left, p[2], right, p[3], kind)]
        if not slots and _alone(left, kind) and _alone(right, kind) and len(left.content & right.content) >= _SHARED:
            slots = [p for p in pairs if _alike(left, p[2], right, p[3])]
        if not slots and kind == "person":
            slots = [p for p in pairs if _one_office(left, p[2], right, p[3])]
        if not slots and kind == "place":
            slots = _foreign(left, right, [p for p in pairs if _of_one_class(left.name(p[0]), right.name(p[1]))])
        if not slots and kind != "organisation":
            slots = [p for p in pairs if _one_role(left, p[2], right, p[3], kind) and _new_to_one(left, p[0], right, p[1])]
        if len(slots) == 1:
            a, b, x, y = slots[0]
            values = [s.value(k, f"“{s.name(k).display}”", span) for s, k, span in ((left, a, x), (right, b, y))]
            yield Difference(told, kind, *values)


def _adherence(side: Side, name: str, span: Span) -> bool:
    """Tell whether a name says whose party somebody is of, and names no body: "Democratic nominee Anna Lind"."""
    return side.name(name).display.endswith(_PARTY) and not side.text[span.start : span.end].endswith(_PARTY)


def _new_to_one(left: Side, here: str, right: Side, there: str) -> bool:
    """Tell whether one of two names stands nowhere in the article of the other: that outlet knows of no such person or place."""
    return not right.told_anywhere(left.name(here)) or not left.told_anywhere(right.name(there))


def _foreign(left: Side, right: Side, pairs: Sequence[tuple[str, str, Span, Span]]) -> list[tuple[str, str, Span, Span]]:
    """Return the one pair of places that the other passage lacks each, where the other outlet does not know one of them."""
    if len(pairs) != 1 or len((left.terms & right.terms) - TELLING) < _FEW:
        return []
    a, b, here, there = pairs[0]
    ranked = [ORDINALS & {w.form for w in s.words} for s in (left, right)]
    if {_preposition(left, here), _preposition(right, there)} in _OPPOSED or ranked[0] != ranked[1]:
        return []
    known = not _new_to_one(left, a, right, b) or _list_of(left, here, _FEW) != _list_of(right, there, _FEW)
    return [] if known else list(pairs)


def _of_one_class(one: Name, other: Name) -> bool:
    return _classes(one) == _classes(other)


def _one_office(left: Side, here: Span, right: Side, there: Span) -> bool:
    """Tell whether two persons are given one office that only one holds: "Senate Majority Leader X", "the Senate majority leader, Y"."""
    one, other = _office(left, here), _office(right, there)
    return bool(one & _HELD_BY_ONE & other) and len(one & other) > 1 and (one <= other or other <= one)


def _office(side: Side, span: Span) -> frozenset[str]:
    """Return the words of the title before a name."""
    found: list[str] = []
    for i in range(len(side.words) - 1, -1, -1):
        word = side.words[i]
        if word.end > span.start or word.form in ("of", "the", "for"):
            continue
        reach = side.text[word.end : span.start]
        if (
            len(found) == _TITLE
            or _CLAUSE.search(reach)
            or not (word.content and (side.text[word.start].isupper() or side.keys[i] in TITLES | _OF_OFFICE))
        ):
            break
        if side.keys[i] not in _RANKS:
            found.append(side.keys[i])
    if set(found) & _PAST:
        return frozenset()
    return frozenset(found)


def _one_role(left: Side, here: Span, right: Side, there: Span, kind: str) -> bool:
    """Tell whether two names have one part in what is told: a place is where one person is from, others stand alike among the words."""
    if kind == "place":
        return _whose(left, here) == _whose(right, there) != ""
    one, other = _around(left, here), _around(right, there)
    common = one.keys() & other.keys()
    same = sum(one[w] * other[w] > 0 or max(abs(one[w]), abs(other[w])) <= _APPOSED for w in common)
    return len(common) >= _SHARED and same >= _SAME_SIDE * len(common) and _use(left, here) == _use(right, there)


def _around(side: Side, span: Span) -> dict[str, int]:
    """Return how many words before (negative) or after a name each word stands that carries meaning and stands there once."""
    first = next((i for i, w in enumerate(side.words) if w.end > span.start), 0)
    last = next((i for i, w in enumerate(side.words) if w.end >= span.end), first)
    places = {k: i for i, k in enumerate(side.keys) if side.words[i].content and k not in TITLES and not first <= i <= last}
    once = {k: i for k, i in places.items() if side.keys.count(k) == 1}
    return {k: i - first if i < first else i - last for k, i in once.items()}


def _whose(side: Side, span: Span) -> str:
    """Return the person whom a place stands right beside: "Renner (R-Ohio)", "Paula Renner of Ohio", "Ohio Senator Paula Renner"."""
    before = _FROM.search(side.text, max(0, span.start - _NEAR), span.start)
    after = _RANK.match(side.text, span.end)
    for named, spans in side.named.items():
        if side.name(named).kind == "person":
            if before and any(s.end == before.start() for s in spans):
                return named
            if after and any(s.start == after.end() for s in spans):
                return named
    return ""


def _alone(side: Side, kind: str) -> bool:
    """Tell whether a passage has one person; places and organisations stand in too many parts of it."""
    return kind == "person" and sum(side.name(k).kind == kind for k in side.named) == 1


def _only(side: Side, other: Side, kind: str) -> list[tuple[str, Span]]:
    """Return the names of a kind that only this side has, each with where it first stands; the speaker is compared elsewhere."""
    held = fold(" ".join(other.context.exact(s) for s in other.sentences(side)))
    named = other.wide_names(side)
    return [
        (k, spans[0])
        for k, spans in sorted(side.named.items())
        if side.name(k).kind == kind
        and k not in named
        and k != side.statement.speaker
        and not any(fold(v) in held for v in side.name(k).variants)
    ]


def _list_of(side: Side, span: Span, least: int = _LISTED) -> frozenset[str]:
    """Return the other names of the list that a name stands in, if it has several."""
    places = sorted((s.start, s.end, k) for k, spans in side.named.items() for s in spans)
    runs: list[list[tuple[int, int, str]]] = []
    for place in places:
        if runs and _LIST.match(side.text[runs[-1][-1][1] : place[0]]):
            runs[-1].append(place)
        else:
            runs.append([place])
    run = next((r for r in runs if any(p[:2] == (span.start, span.end) for p in r)), [])
    return frozenset(k for _, _, k in run if k not in side.named or side.named[k][0] != span) if len(run) >= least else frozenset()


def surely_apart(one: Name, other: Name) -> bool:
    """Tell whether two names are no two forms of one, and neither of two places lies in the other."""
    left, right = ({w for v in n.variants for w in fold(v).split()} for n in (one, other))
    if one.kind == "place":
        classes = _classes(one), _classes(other)
        return bool(classes[0] & classes[1]) or (classes[0] == classes[1] and not _one_in_the_other(one, other))
    if left <= right or right <= left or (left & right if one.kind == "person" else (left & right) - _GENERIC):
        return False
    return not any(
        _initials(a) == fold(b).replace(".", "") for x, y in ((one, other), (other, one)) for a in x.variants for b in y.variants
    )


def _one_in_the_other(one: Name, other: Name) -> bool:
    """Tell whether two places have a word's beginning in common: "Africa" and "two African countries"."""
    left, right = ({w[:_ROOT] for v in n.variants for w in fold(v).split() if w not in _GENERIC} for n in (one, other))
    return bool(left & right)


def _classes(name: Name) -> frozenset[int]:
    forms = {fold(v).strip(".") for v in (*name.variants, name.key)}
    return frozenset(i for i, c in enumerate(PLACE_CLASSES) if forms & c)


def _initials(name: str) -> str:
    return "".join(w[0] for w in fold(name).split() if w[0].isalnum() and w not in ("of", "the", "and", "for"))


def _alike(left: Side, here: Span, right: Side, there: Span) -> bool:
    """Tell whether two names are used alike: "U.S. allies" are not the "U.S.", who leaves it is not who comes to it."""
    if _list_of(left, here) != _list_of(right, there):
        return False
    if _use(left, here) != _use(right, there):
        return False
    one, other = _preposition(left, here), _preposition(right, there)
    return one == other or not (one and other)


def _one_slot(left: Side, here: Span, right: Side, there: Span, kind: str) -> bool:
    """Tell whether two names have the same neighbour before or after them, be it a name too."""
    one, other = ([_neighbour(s, span, kind, after=after) for after in (False, True)] for s, span in ((left, here), (right, there)))
    if kind == "place":
        common = {n for n in one if n} & {n for n in other if n}
        near = any(n.startswith("name ") for n in common) or (bool(common) and _use(left, here) == _use(right, there))
        unlike = _preposition(left, here) and _preposition(right, there) and _preposition(left, here) != _preposition(right, there)
        return near and not unlike and _list_of(left, here) == _list_of(right, there)
    coordinated = {n for n in one if n.startswith("name ")} & set(other)
    return _alike(left, here, right, there) and (bool(coordinated) or any(a and a == b for a, b in zip(one, other, strict=True)))


def _preposition(side: Side, span: Span) -> str:
    word = next((w.form for w in reversed(side.words) if w.end <= span.start), "")
    return _PREPOSITIONS.get(word, "")


def _use(side: Side, span: Span) -> str:
    """Tell whether a name is part of a compound ("Lind-era"), stands right before a word that carries meaning, or by itself."""
    word = next((w for w in side.words if w.end > span.end), None)
    if word is not None and word.start < span.end:
        return "possessive" if side.text[word.start : word.end].lower().endswith(("'s", "’s")) else "compound"
    before = word is not None and word.start == span.end + 1 and word.content and side.text[word.start].islower()
    return "before a word" if before else ""


def _neighbour(side: Side, span: Span, kind: str, *, after: bool) -> str:
    """Return the next word that carries meaning before or after a name, titles and, beside a person, places left out; of a name its key."""
    places: Sequence[int] = [i for i, w in enumerate(side.words) if (w.start >= span.end if after else w.end <= span.start)]
    for i in places[:_REACH] if after else places[-_REACH:][::-1]:
        word = side.words[i]
        name = next((k for k, spans in side.named.items() if any(s.start <= word.start < s.end for s in spans)), None)
        if name is None and (not word.content or side.keys[i] in TITLES or word.form.endswith("ly")):
            continue
        between = side.text[span.end : word.start] if after else side.text[word.end : span.start]
        if _APART.search(between if name is None else between.replace(",", " ").replace(" and ", " ").replace(" or ", " ")):
            return ""
        if name is not None and (side.name(name).kind == kind or kind != "person"):
            return f"name {name}"
        if name is not None:
            continue
        return side.keys[i]
    return ""
