"""Suites for the rules on quotations: cut before a qualifier, and two remarks run into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from tests.suites.made import PEOPLE, Case, Template, suite

_REMARKS = (
    ("We will rebuild the old bridge before the winter", "the bridge"),
    ("The harbour company may keep its licence for ten more years", "the licence"),
    ("Nobody in this town has to leave a flat because of the flood", "the flats"),
    ("The school on the hill stays open for all children", "the school"),
    ("I am ready to sell the ferry to the islands next month", "the ferry"),
    ("Our hospital can take in every patient from the valley", "the hospital"),
    ("The river wall is strong enough for any storm", "the wall"),
    ("This council has kept every promise that it made to farmers", "the promises"),
    ("Taxes on small shops are not going to rise this year", "the taxes"),
    ("The police acted within the law on the night of the march", "the march"),
)
_QUALIFIERS = (  # inside a quotation; and the same in an outlet's own words
    ("but only if the region pays half of the cost", "but only if the region paid half of the cost"),
    ("unless the judges in the capital decide otherwise", "unless the judges in the capital decided otherwise"),
    ("except in years when the budget does not allow it", "except in years when the budget did not allow it"),
    ("if the insurers agree to the terms of March", "if the insurers agreed to the terms of March"),
    ("although there are grave doubts among the engineers", "although there were grave doubts among the engineers"),
    ("as long as the unions accept longer shifts", "as long as the unions accepted longer shifts"),
    ("provided that the auditors find no new debts", "provided that the auditors found no new debts"),
    ("until somebody shows me a cheaper plan", "until somebody showed a cheaper plan"),
    ("but not without a vote of the whole assembly", "but not without a vote of the whole assembly"),
    ("only when the last lorry has left the quay", "only when the last lorry had left the quay"),
)
_SECOND = (
    "However, the region has to pay half of the cost first.",
    "But the engineers have grave doubts about the ground.",
    "Unless the insurers agree, none of it can happen.",
    "But we need a vote of the whole assembly for that.",
    "Although, to be fair, the unions have to accept it.",
)
_PLAIN_END = ("and the first workers arrive in the spring", "and everybody here knows it by now", "just as we said in the summer")
_PLAIN_SECOND = ("The first workers arrive in the spring.", "Everybody here knows it by now.", "That is what we said in the summer.")
_ASIDE = (
    "The weather in these weeks has been harder on us than anybody expected.",
    "We have been through worse days in this town than these.",
)


def _said(random: Random, words: str, person: tuple[str, str, str, str], end: str = ",") -> str:
    """Return a whole quotation with its speaker before or after it."""
    title, full, last, pronoun = person
    del last, pronoun
    after = (f"“{words}{end}” {title} {full} said on Monday.", f"“{words}{end}” said {full}.")
    return random.choice((*after, f"{title} {full} said: “{words}{'.' if end == ',' else end}”"))


def _long(random: Random, words: str, more: str, person: tuple[str, str, str, str]) -> str:
    """Return an utterance that goes on, in one quotation or parted by its speaker."""
    title, full, *_ = person
    return random.choice(
        (
            f"“{words}, {more},” {title} {full} said on Monday.",
            f"“{words} {more},” {title} {full} told reporters.",
            f"“{words},” {title} {full} said on Monday, “{more}.”",
            f"{title} {full} said: “{words}, {more}.”",
        )
    )


def _draw(random: Random) -> tuple[str, str, str, tuple[str, str, str, str]]:
    words, _ = random.choice(_REMARKS)
    inside, outside = random.choice(_QUALIFIERS)
    return words, inside, outside, random.choice(PEOPLE)


def _cut(random: Random) -> Sequence[str]:
    words, inside, _, person = _draw(random)
    return _said(random, words, person), _long(random, words, inside, person)


def _cut_among_three(random: Random) -> Sequence[str]:
    words, inside, _, person = _draw(random)
    return _long(random, words, inside, person), _said(random, words, person), _long(random, words, inside, person)


def _cut_before_a_sentence(random: Random) -> Sequence[str]:
    words, _, _, person = _draw(random)
    return _said(random, words, person), f"“{words}. {random.choice(_SECOND)}” {person[0]} {person[1]} said on Monday."


def _cut_and_went_on(random: Random) -> Sequence[str]:
    words, inside, _, person = _draw(random)
    return f"“{words}. {random.choice(_ASIDE)}” {person[0]} {person[1]} said.", _long(random, words, inside, person)


def _both_whole(random: Random) -> Sequence[str]:
    words, inside, _, person = _draw(random)
    return _long(random, words, inside, person), _long(random, words, inside, person)


def _marked(random: Random) -> Sequence[str]:
    words, inside, _, person = _draw(random)
    return _said(random, words, person, end=" …"), _long(random, words, inside, person)


def _own_words(random: Random) -> Sequence[str]:
    words, inside, outside, person = _draw(random)
    return f"“{words},” {person[0]} {person[1]} said, {outside}.", _long(random, words, inside, person)


def _own_words_next(random: Random) -> Sequence[str]:
    words, inside, outside, person = _draw(random)
    told = f"“{words},” {person[0]} {person[1]} said. That would hold, {person[3]} added, {outside}."
    return told, _long(random, words, inside, person)


def _goes_on_plainly(random: Random) -> Sequence[str]:
    words, _, _, person = _draw(random)
    return _said(random, words, person), _long(random, words, random.choice(_PLAIN_END), person)


def _sentence_plainly(random: Random) -> Sequence[str]:
    words, _, _, person = _draw(random)
    return _said(random, words, person), f"“{words}. {random.choice(_PLAIN_SECOND)}” {person[0]} {person[1]} said on Monday."


def _no_marks(random: Random) -> Sequence[str]:
    words, inside, _, person = _draw(random)
    return f"{person[0]} {person[1]} said that {words[0].lower()}{words[1:]}.", _long(random, words, inside, person)


def _other_speaker(random: Random) -> Sequence[str]:
    words, inside, _, person = _draw(random)
    other = random.choice([p for p in PEOPLE if p != person])
    return _said(random, words, other), _long(random, words, inside, person)


def _outside_marks(random: Random) -> Sequence[str]:
    words, _, outside, person = _draw(random)
    return _said(random, words, person), f"“{words},” {person[0]} {person[1]} said on Monday, {outside}."


TRUNCATED_FIRES: Mapping[str, Template] = {
    "cut": _cut,
    "cut, three outlets": _cut_among_three,
    "cut before a sentence": _cut_before_a_sentence,
    "cut and went on": _cut_and_went_on,
}
TRUNCATED_NEAR: Mapping[str, Template] = {
    "both whole": _both_whole,
    "cut is marked": _marked,
    "qualifier in the outlet's words": _own_words,
    "qualifier in the next sentence": _own_words_next,
    "goes on plainly": _goes_on_plainly,
    "a plain sentence more": _sentence_plainly,
    "no quotation marks": _no_marks,
    "another speaker": _other_speaker,
    "qualifier outside the marks": _outside_marks,
}


def truncated() -> list[Case]:
    """Return the suite for `truncated-quote`."""
    return suite(11, 10, TRUNCATED_FIRES, TRUNCATED_NEAR)


# -- fused quotations -----------------------------------------------------------

_MIDDLE = (
    "The storms of the last two winters have taught all of us a hard lesson.",
    "Not one of the big companies has offered us a single coin so far.",
    "My own family has lived beside this river for five generations now.",
    "People from the whole valley have written long letters to the assembly.",
)


def _three(random: Random) -> tuple[str, str, str, tuple[str, str, str, str]]:
    first, last = random.sample(_REMARKS, 2)
    return f"{first[0]}.", random.choice(_MIDDLE), last[0], random.choice(PEOPLE)


def _fused(random: Random) -> Sequence[str]:
    one, middle, two, person = _three(random)
    whole = random.choice(
        (
            f"“{one} {middle} {two},” {person[0]} {person[1]} said.",
            f"“{one[:-1]},” {person[0]} {person[1]} said. “{middle} {two}.”",
            f"{person[0]} {person[1]} said: “{one} {middle}” Later {person[3]} said: “{two}.”",
        )
    )
    joined = random.choice((f"“{one} {two},” {person[0]} {person[1]} said.", f"{person[0]} {person[1]} said: “{one} {two}.”"))
    return random.choice(((whole, joined), (joined, whole)))


def _fused_marked(random: Random) -> Sequence[str]:
    one, middle, two, person = _three(random)
    return f"“{one} {middle} {two},” {person[1]} said.", f"“{one[:-1]} … {two},” {person[1]} said."


def _quoted_apart(random: Random) -> Sequence[str]:
    one, middle, two, person = _three(random)
    return f"“{one} {middle} {two},” {person[1]} said.", f"“{one[:-1]},” {person[1]} said. Then {person[3]} added: “{two}.”"


def _told_between(random: Random) -> Sequence[str]:
    one, _, two, person = _three(random)
    told = f"“{one[:-1]},” {person[1]} said. The hall was full to the last seat by then. “{two},” {person[3]} added."
    return told, f"“{one} {two},” {person[1]} said."


def _little_between(random: Random) -> Sequence[str]:
    one, _, two, person = _three(random)
    return f"“{one} Not at all. {two},” {person[1]} said.", f"“{one} {two},” {person[1]} said."


def _both_have_it(random: Random) -> Sequence[str]:
    one, middle, two, person = _three(random)
    return f"“{one} {middle} {two},” {person[1]} said.", f"{person[1]} said: “{one} {middle} {two}.”"


def _one_alone(random: Random) -> Sequence[str]:
    one, middle, two, person = _three(random)
    return f"“{one} {middle} {two},” {person[1]} said.", f"“{one[:-1]},” {person[1]} said."


def _other_between(random: Random) -> Sequence[str]:
    one, middle, two, person = _three(random)
    other = random.choice([p for p in PEOPLE if p != person])
    told = f"“{one[:-1]},” {person[1]} said.\n\n“{middle[:-1]},” {other[1]} said.\n\n“{two},” {person[1]} said."
    return told, f"“{one} {two},” {person[1]} said."


FUSED_FIRES: Mapping[str, Template] = {"fused": _fused}
FUSED_NEAR: Mapping[str, Template] = {
    "cut is marked": _fused_marked,
    "quoted apart": _quoted_apart,
    "only told between": _told_between,
    "too little between": _little_between,
    "both have it": _both_have_it,
    "one remark alone": _one_alone,
    "another speaker between": _other_between,
}


def fused() -> list[Case]:
    """Return the suite for `fused-quote`."""
    return [*suite(12, 36, FUSED_FIRES, {}), *suite(13, 6, {}, FUSED_NEAR)]
