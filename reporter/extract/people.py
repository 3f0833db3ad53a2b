"""People: full names that are spellings of one, and the short forms that belong to each.

Two full names are one person when their surnames agree up to transliteration and nothing in the given names speaks against
it. A name that fits two people joins neither: wrongly joined people are worse than people left apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from reporter.extract import names_lexicon as lexicon
from reporter.extract.runs import Run
from reporter.text import fold

_LETTERS = re.compile(r"[^\W\d_]+")
# Romanisations that stand for one letter elsewhere; applied in order to folded letters.
_ROMANISED = (
    ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("oo", "u"), ("ou", "u"), ("ee", "i"),
    ("y", "i"), ("ie", "i"), ("dj", "j"), ("zh", "j"), ("x", "ks"), ("w", "v"),
)  # fmt: skip
_SHORT = 4  # letters below which only equal spelling joins
_LONG = 6  # letters from which one wrong letter is forgiven, where the given names agree
_SURNAME_FIRST_WORDS = frozenset("van von de del la le bin di da du st mc".split())


class FullName(NamedTuple):
    """A person's name in its parts, folded."""

    given: tuple[str, ...]  # full given names
    initials: str  # of the middle names, or of the first where it is not written out
    surname: str
    suffix: str

    @property
    def first(self) -> str:
        """The first given name or its initial."""
        return self.given[0] if self.given else self.initials[:1]


class Person:
    """Spellings that name one person."""

    def __init__(self, name: FullName, run: Run) -> None:
        """Begin with one spelling."""
        self.names = [name]
        self.spellings: Counter[str] = Counter({run.text: 1})
        self.articles = {run.article}

    def add(self, name: FullName, run: Run) -> None:
        """Take in one more spelling."""
        if name not in self.names:
            self.names.append(name)
        self.spellings[run.text] += 1
        self.articles.add(run.article)

    @property
    def display(self) -> str:
        """The fullest spelling: the most words, then the longest, then by alphabet, so that a copied article changes nothing."""
        return min(self.spellings, key=lambda s: (-len(_LETTERS.findall(s)), -len(s), s))

    @property
    def surnames(self) -> frozenset[str]:
        """Its surnames as spelt, folded."""
        return frozenset(n.surname for n in self.names)


@lru_cache(maxsize=65536)
def romanised(word: str) -> str:
    """Return a folded word with the ways of writing one foreign sound levelled: Shoygu and Shoigu, Sergei and Sergey."""
    for written, levelled in _ROMANISED:
        word = word.replace(written, levelled)
    return re.sub(r"(.)\1+", r"\1", word)


def parse(run: Run) -> FullName:
    """Return the parts of a person's name."""
    words = [w for w in run.words if w != "."]
    suffix = ""
    while len(words) > 1 and words[-1].rstrip(".").lower() in lexicon.SUFFIXES:
        suffix = words.pop().rstrip(".").lower()
    cut = len(words) - 1
    while cut > 1 and words[cut - 1] == "-" and words[cut - 2][0].isupper() and words[cut - 2].lower() not in lexicon.PARTICLES and cut > 2:
        cut -= 2
    surname = "".join(letters(w) for w in words[cut:])
    given: list[str] = []
    initials = ""
    for word in words[:cut]:
        if word.endswith(".") or len(word) == 1:
            initials += "".join(_LETTERS.findall(fold(word)))
        elif word != "-" and not (word.lower() in lexicon.PARTICLES and (given or word.lower() in _SURNAME_FIRST_WORDS or word.islower())):
            given.append(letters(word))
    return FullName(tuple(given), initials, surname, suffix)


def letters(word: str) -> str:
    """Return a word's letters, folded: "O'Brien" is "obrien"."""
    return "".join(_LETTERS.findall(fold(word)))


def same_surname(left: str, right: str) -> bool:
    """Tell whether two folded surnames are spellings of one."""
    return left == right or (min(len(left), len(right)) >= _SHORT and romanised(left) == romanised(right))


def same_person(left: FullName, right: FullName) -> bool:
    """Tell whether two full names may be one person's: surname and given names agree, nothing speaks against it."""
    if left.suffix != right.suffix and not _formal_suffix(left, right):
        return False
    if not same_surname(left.surname, right.surname):
        long = min(len(left.surname), len(right.surname)) >= _LONG and left.given and right.given
        if not (long and romanised(left.given[0]) == romanised(right.given[0]) and _one_edit(left.surname, right.surname)):
            return False
    return _same_given(left, right)


def _formal_suffix(left: FullName, right: FullName) -> bool:
    """Tell whether a suffix only makes a name formal ("Jon M. Roe Jr.", "Jon Roe"), rather than telling son from father."""
    if left.suffix and right.suffix:
        return False
    formal, plain = (left, right) if left.suffix else (right, left)
    return formal.suffix not in {"jr", "sr"} or formal.given != plain.given or bool(formal.initials and not plain.initials)


def _same_given(left: FullName, right: FullName) -> bool:
    if romanised("".join(left.given)) == romanised("".join(right.given)) and left.given:
        return _initials_agree(left.initials, right.initials)
    if _double_surname(left, right) or _double_surname(right, left):
        return True
    if not left.given or not right.given:
        first, second = left.first, right.first
        return bool(first and second) and first[0] == second[0] and (not left.given or not right.given) and _initials_fit(left, right)
    if not _same_first(left.given[0], right.given[0]):
        return False
    middle, other = left.given[1:], right.given[1:]
    if middle and other:
        return romanised("".join(middle)) == romanised("".join(other))
    if (middle and right.initials) or (other and left.initials):
        return (middle or other)[0][0] == (right.initials or left.initials)[0]
    return _initials_agree(left.initials, right.initials)


def _double_surname(short: FullName, full: FullName) -> bool:
    """Tell whether a name without its given name is the end of the other: "Peña Nieto", "Enrique Peña Nieto"."""
    return len(short.given) == 1 and len(full.given) > 1 and full.given[-1] == short.given[0] and short.given[0] not in lexicon.GIVEN


def _initials_fit(left: FullName, right: FullName) -> bool:
    """Tell whether initials alone fit a name's: "J. K." and "Joanne K.", but "T. J." need not be Tom."""
    bare, other = (left, right) if not left.given else (right, left)
    return ("".join(g[0] for g in other.given) + other.initials).startswith(bare.initials)


def _initials_agree(left: str, right: str) -> bool:
    return not left or not right or left == right


def _same_first(left: str, right: str) -> bool:
    if {_sex(left), _sex(right)} == {"f", "m"}:
        return False  # Michael, Michelle
    if romanised(left) == romanised(right) or _consonants(left) == _consonants(right) != "":
        return True
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) >= _LONG and longer.startswith(shorter):  # Mohammad, Mohammadreza
        return True
    if len(shorter) >= _LONG and left[0] == right[0] and _one_edit(left, right) and not (left in lexicon.GIVEN and right in lexicon.GIVEN):
        return True  # a slip of the pen
    forms = {left, *lexicon.NICKNAMES.get(left, ())}
    return bool(forms & {right, *lexicon.NICKNAMES.get(right, ())}) and (left in lexicon.NICKNAMES or right in lexicon.NICKNAMES)


def _sex(given: str) -> str:
    return "".join(s for s, table in (("f", lexicon.GIVEN_FEMALE), ("m", lexicon.GIVEN_MALE)) if given in table)


def _consonants(word: str) -> str:
    """Return the consonants of a longer given name: Mohammad and Muhammed write their vowels as they like."""
    kept = "".join(c for c in romanised(word) if c not in "aeiou")
    return kept if len(kept) > 3 and word[0] == romanised(word)[:1] else ""


def _one_edit(left: str, right: str) -> bool:
    """Tell whether one inserted, missing, wrong or swapped letter makes the difference."""
    if abs(len(left) - len(right)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    a, b = left[start:], right[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def people(runs: Iterable[Run]) -> tuple[Person, ...]:
    """Return the people whose full names stand in the story, the spellings of each joined."""
    spelt: dict[FullName, list[Run]] = {}
    for run in runs:
        name = parse(run)
        if name.surname and name.first:
            spelt.setdefault(name, []).append(run)
    for name in _run_together(spelt):
        del spelt[name]
    together = _suffixed_apart(spelt)
    blocks: dict[str, list[Person]] = {}
    made: list[Person] = []
    # Longer names first: a short one must see all whom it may name.
    for name in sorted(spelt, key=lambda n: (-len(n.given), -len(n.initials), n)):
        near = _unique(p for key in _block_keys(name) for p in blocks.get(key, ()))
        fit = [p for p in near if all(same_person(name, n) and (name, n) not in together for n in p.names)]
        if len(fit) == 1:
            for run in spelt[name]:
                fit[0].add(name, run)
            person = fit[0]
        else:
            person = Person(name, spelt[name][0])
            for run in spelt[name][1:]:
                person.add(name, run)
            made.append(person)
        for key in _block_keys(name):
            if person not in blocks.setdefault(key, []):
                blocks[key].append(person)
    return tuple(made)


def _unique(found: Iterable[Person]) -> list[Person]:
    return list({id(p): p for p in found}.values())


def _block_keys(name: FullName) -> tuple[str, ...]:
    """Return keys of which two surnames share one wherever a single letter differs (symmetric delete)."""
    levelled = romanised(name.surname)
    deletions = {name.surname[:i] + name.surname[i + 1 :] for i in range(len(name.surname))} if _LONG <= len(name.surname) < 30 else set()
    return tuple(sorted({levelled, name.surname, *deletions}))


def _run_together(spelt: Mapping[FullName, Sequence[Run]]) -> list[FullName]:
    """Return what is one full name and another surname side by side in a headline: "Theresa May Trump"."""
    written = {fold(r.text) for runs in spelt.values() for r in runs}
    surnames = Counter(name.surname for name in spelt)
    found = []
    for name, runs in spelt.items():
        rest = fold(runs[0].text).rpartition(" ")[0]
        if not name.suffix and " " in rest and rest in written and surnames[name.surname] > 1:
            found.append(name)
    return found


def _suffixed_apart(spelt: Mapping[FullName, Sequence[Run]]) -> set[tuple[FullName, FullName]]:
    """Return the pairs of names, with and without Jr., that one article uses side by side: father and son."""
    apart: set[tuple[FullName, FullName]] = set()
    by_surname: dict[str, list[FullName]] = {}
    for name in spelt:
        by_surname.setdefault(name.surname, []).append(name)
    for name in spelt:
        if name.suffix not in {"jr", "sr"}:
            continue
        articles = {r.article for r in spelt[name]}
        for other in by_surname[name.surname]:
            if not other.suffix and other.given == name.given and articles & {r.article for r in spelt[other]}:
                apart |= {(name, other), (other, name)}
    return apart
