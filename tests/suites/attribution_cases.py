"""Suites for the rules on who says it: the attribution left out, and unnamed people only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from tests.suites.made import PEOPLE, Case, Template, suite

_FACTS = (  # what one claims, and the same in other words
    ("the builder used cheap concrete in the harbour wall", "the builder used cheap concrete for the harbour wall"),
    ("the mill poured acid into the river for three years", "for three years the mill poured acid into the river"),
    ("half of the hospital beds in the valley stood empty", "half of the hospital beds in the valley were empty"),
    ("the bank hid heavy losses from its auditors", "the bank hid its heavy losses from the auditors"),
    ("the ferry company ignored warnings about the old engine", "the ferry company had ignored warnings about the old engine"),
    ("the brewery paid its drivers in cash for a decade", "for a decade the brewery paid its drivers in cash"),
    ("the council lost the tapes of the night of the fire", "the council has lost the tapes of the night of the fire"),
    ("the railway cut the inspections of its tunnels in spring", "the railway cut inspections of its tunnels in spring"),
    ("guards at the prison opened the gate to the attackers", "guards of the prison opened the gate to the attackers"),
    ("the airline sold 300 seats that did not exist", "the airline sold 300 seats which did not exist"),
    ("smugglers used the empty warehouse behind the station", "smugglers were using the empty warehouse behind the station"),
    ("the fund spent the money for orphans on a yacht", "the fund spent money for orphans on a yacht"),
)
_CUES = ("said that", "claimed that", "said", "alleged that", "insisted that", "argued that")
_OTHER = "The {place} has been the talk of the town since Sunday, and many came to the square to hear more about it."


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _attributed(random: Random, fact: str, person: tuple[str, str, str, str]) -> str:
    return random.choice(
        (
            f"{person[0]} {person[1]} {random.choice(_CUES)} {fact}.",
            f"{_upper(fact)}, {person[0]} {person[1]} said on Tuesday.",
            f"“{_upper(fact)},” {person[0]} {person[1]} said on Tuesday.",
            f"According to {person[0]} {person[1]}, {fact}.",
        )
    )


def _by_group(random: Random, fact: str) -> str:
    return random.choice(
        (
            f"Inspectors claimed that {fact}.",
            f"{_upper(fact)}, two former workers alleged.",
            f"According to a lawyer for the families, {fact}.",
        )
    )


def _draw(random: Random) -> tuple[str, str, tuple[str, str, str, str]]:
    said, stated = random.choice(_FACTS)
    if random.random() < 0.3:
        stated = said
    return said, stated, random.choice(PEOPLE)


def _stated(random: Random) -> Sequence[str]:
    said, stated, person = _draw(random)
    told = [_attributed(random, said, person), f"{_upper(stated)}."]
    return told if random.random() < 0.5 else told[::-1]


def _stated_against_a_group(random: Random) -> Sequence[str]:
    said, stated, _ = _draw(random)
    return _by_group(random, said), f"{_upper(stated)}."


def _one_of_three_states_it(random: Random) -> Sequence[str]:
    said, stated, person = _draw(random)
    return _attributed(random, said, person), f"{_upper(stated)}.", _attributed(random, said, person)


def _stated_beside_others(random: Random) -> Sequence[str]:
    said, stated, person = _draw(random)
    return _attributed(random, said, person), f"The rain did not stop for days.\n\n{_upper(stated)}.\n\nA choir sang in the church."


def _both_attribute(random: Random) -> Sequence[str]:
    said, stated, person = _draw(random)
    return _attributed(random, said, person), _attributed(random, stated, person)


def _other_attributes(random: Random) -> Sequence[str]:
    said, stated, person = _draw(random)
    return _attributed(random, said, person), _by_group(random, stated)


def _neither_attributes(random: Random) -> Sequence[str]:
    said, stated, _ = _draw(random)
    return f"{_upper(said)}.", f"{_upper(stated)}."


def _named_before(random: Random) -> Sequence[str]:
    said, stated, person = _draw(random)
    before = random.choice(("spoke to reporters for an hour on Tuesday", "gave the assembly an account of the affair"))
    return _attributed(random, said, person), f"{person[0]} {person[1]} {before}. {_upper(stated)}."


def _added_after(random: Random) -> Sequence[str]:
    said, stated, person = _draw(random)
    return _attributed(random, said, person), f"{_upper(stated)}. {person[0]} {person[1]} said so in a speech on Tuesday."


def _chain(random: Random) -> Sequence[str]:
    said, stated, person = _draw(random)
    pronoun = person[3]
    told = (
        f"{person[0]} {person[1]} said the affair had to be looked into. “It cannot go on like this,” {pronoun} said.\n\n"
        f"{_upper(pronoun)} added that a new inquiry should begin at once. {_upper(stated)}. {_upper(pronoun)} said so twice."
    )
    return _attributed(random, said, person), told


def _hedged(random: Random) -> Sequence[str]:
    said, stated, person = _draw(random)
    hedge = random.choice(("Reportedly, {}.", "Allegedly, {}.", "It is alleged that {}.", "There are claims that {}."))
    return _attributed(random, said, person), hedge.format(stated)


def _another_fact(random: Random) -> Sequence[str]:
    (said, _), (_, stated) = random.sample(_FACTS, 2)
    return _attributed(random, said, random.choice(PEOPLE)), f"{_upper(stated)}."


def _other_number(random: Random) -> Sequence[str]:
    person = random.choice(PEOPLE)
    return _attributed(random, "the airline sold 300 seats that did not exist", person), "The airline sold 200 seats which did not exist."


def _own_doing(random: Random) -> Sequence[str]:
    person = random.choice(PEOPLE)
    doing = random.choice(("close the old bridge to lorries", "sell the ferry to the islands", "open the archive of the prison"))
    time = random.choice(("in May", "next week", "before the winter"))
    said = f"{person[0]} {person[1]} said {person[3]} would {doing} {time}."
    return said, f"{person[0]} {person[1]} will {doing} {time}."


def _most_state_it(random: Random) -> Sequence[str]:
    said, stated, person = _draw(random)
    return _attributed(random, said, person), f"{_upper(stated)}.", f"{_upper(said)}."


DROPPED_FIRES: Mapping[str, Template] = {
    "stated": _stated,
    "against a group": _stated_against_a_group,
    "one of three": _one_of_three_states_it,
    "beside others": _stated_beside_others,
}
DROPPED_NEAR: Mapping[str, Template] = {
    "both attribute": _both_attribute,
    "others attribute": _other_attributes,
    "neither": _neither_attributes,
    "named in the sentence before": _named_before,
    "attributed in the sentence after": _added_after,
    "he added": _chain,
    "hedged": _hedged,
    "another fact": _another_fact,
    "another number": _other_number,
    "own doing": _own_doing,
    "most state it": _most_state_it,
}


def dropped() -> list[Case]:
    """Return the suite for `attribution-dropped`."""
    return suite(21, 10, DROPPED_FIRES, DROPPED_NEAR)


# -- unnamed people -------------------------------------------------------------

_UNNAMED = (
    "a person familiar with the talks",
    "two people briefed on the matter",
    "a senior official",
    "several aides to the governor",
    "sources close to the board",
    "a diplomat who asked not to be named",
    "an adviser to the bishop",
    "three officials with knowledge of the case",
    "one former employee",
    "a source inside the ministry",
    "city officials",
    "an official who was not authorized to speak about the case",
)
_IN_THE_OPEN = (
    "a spokeswoman for the council",
    "the police",
    "the ministry",
    "prosecutors in the capital",
    "a report by the auditors",
    "experts from two universities",
    "the harbour company",
    "witnesses of the fire",
    "most voters in a poll",
    "a statement of the court",
    "residents of the quay",
    "a campaign spokesman",
)


def _says(random: Random, who: str, fact: str) -> str:
    return random.choice((f"{_upper(who)} said {fact}.", f"{_upper(fact)}, {who} said.", f"{_upper(fact)}, according to {who}."))


def _unnamed_alone(random: Random) -> Sequence[str]:
    said, _, _ = _draw(random)
    return _says(random, random.choice(_UNNAMED), said), _OTHER.format(place=random.choice(("harbour", "prison", "theatre")))


def _unnamed_everywhere(random: Random) -> Sequence[str]:
    said, stated, _ = _draw(random)
    one, other = random.sample(_UNNAMED, 2)
    return _says(random, one, said), _says(random, other, stated)


def _unnamed_quoted(random: Random) -> Sequence[str]:
    said, _, _ = _draw(random)
    who = random.choice(_UNNAMED)
    return f"“{_upper(said)},” {who} said.", _OTHER.format(place=random.choice(("harbour", "prison", "theatre")))


def _named(random: Random) -> Sequence[str]:
    said, _, person = _draw(random)
    return _attributed(random, said, person), _OTHER.format(place="harbour")


def _named_official(random: Random) -> Sequence[str]:
    said, _, person = _draw(random)
    told = random.choice(
        (
            f"{_upper(said)}, said {person[1]}, a city official.",
            f"A city official, {person[1]}, said {said}.",
            f"{person[1]}, an adviser to the bishop, said {said}.",
        )
    )
    return told, _OTHER.format(place="prison")


def _named_elsewhere(random: Random) -> Sequence[str]:
    said, stated, person = _draw(random)
    return _says(random, random.choice(_UNNAMED), said), _attributed(random, stated, person)


def _in_the_open(random: Random) -> Sequence[str]:
    said, _, _ = _draw(random)
    return _says(random, random.choice(_IN_THE_OPEN), said), _OTHER.format(place="theatre")


def _own_voice(random: Random) -> Sequence[str]:
    said, _, _ = _draw(random)
    return f"{_upper(said)}.", _OTHER.format(place="theatre")


def _own_voice_elsewhere(random: Random) -> Sequence[str]:
    said, stated, _ = _draw(random)
    return _says(random, random.choice(_UNNAMED), said), f"{_upper(stated)}."


def _about_officials(random: Random) -> Sequence[str]:
    doing = random.choice(("met behind closed doors on Monday", "left the building through a side door", "took part in the parade"))
    return f"{_upper(random.choice(_UNNAMED[2:4]))} {doing}.", _OTHER.format(place="harbour")


ANONYMOUS_FIRES: Mapping[str, Template] = {
    "one outlet": _unnamed_alone,
    "every outlet": _unnamed_everywhere,
    "quoted": _unnamed_quoted,
}
ANONYMOUS_NEAR: Mapping[str, Template] = {
    "named": _named,
    "named with an office": _named_official,
    "named elsewhere": _named_elsewhere,
    "in the open": _in_the_open,
    "own voice": _own_voice,
    "own voice elsewhere": _own_voice_elsewhere,
    "about officials": _about_officials,
}


def anonymous() -> list[Case]:
    """Return the suite for `anonymous-source`."""
    return suite(22, 14, ANONYMOUS_FIRES, ANONYMOUS_NEAR)
