"""Suites for `conflict` and `altered-quote`: two passages that are one claim, and whether they differ in a detail. Made up; seeds fixed.

A template gives the two passages, at times with the days on which their articles were published. Passages are joined by
hand: what is measured is the finding, not the matching.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple

from reporter import assess, extract, read, segment
from reporter.config import Assess
from reporter.schema import Cluster, Finding, RawArticle
from tests.suites import made

PEOPLE = [p for p in made.PEOPLE if " " not in p[0]]


class Pair(NamedTuple):
    """Two passages of one claim, and the days on which their articles were published."""

    left: str
    right: str
    days: tuple[str | None, str | None] = (None, None)


class Joined(NamedTuple):
    """A case: a pair, and whether the rule must fire on it."""

    name: str
    fires: bool
    pair: Pair


Template = Callable[[Random], Pair]


def cases(seed: int, each: int, fires: Mapping[str, Template], near: Mapping[str, Template]) -> list[Joined]:
    """Return `each` cases a template; all differ."""
    random = Random(seed)
    found: dict[Pair, Joined] = {}
    for expected, templates in ((True, fires), (False, near)):
        for name, template in templates.items():
            for _ in range(each):
                pair = template(random)
                pair = pair if random.random() < 0.5 else Pair(pair.right, pair.left, pair.days[::-1])
                found[pair] = Joined(name, expected, pair)
    return list(found.values())


def findings(case: Joined) -> tuple[Finding, ...]:
    """Return what the two rules find in a case whose passages are one claim."""
    texts = {"a": case.pair.left, "b": case.pair.right}
    raw = [RawArticle(id=i, outlet=i.upper(), text=f"{t}\n", published=d) for (i, t), d in zip(texts.items(), case.pair.days, strict=True)]
    story = read.assemble(raw, title="made")
    sentences = segment.sentences(story)
    names = extract.names(story, sentences)
    statements = extract.statements(story, sentences, names)
    claims = assess.claims(story, [Cluster(id="c", statements=tuple(s.id for s in statements))], statements, (), names)
    off = tuple(sorted(set(assess.RULES) - {"conflict", "altered-quote"}))
    return assess.findings(story, claims, statements, sentences, names, (), Assess(rules_off=off))


def score(told: Sequence[Joined], rule: str, kinds: Sequence[str] = ()) -> tuple[float, float, list[str]]:
    """Return precision and recall of a rule, and which cases went wrong; on a near miss any finding of the rule is wrong."""
    right = fired = must = 0
    wrong = []
    for case in told:
        found = [f for f in findings(case) if f.rule == rule]
        hit = any(not kinds or f.kind in kinds for f in found) if case.fires else bool(found)
        must += case.fires
        fired += hit
        right += hit and case.fires
        if hit != case.fires:
            wrong.append(f"{case.name} ({'missed' if case.fires else 'told'}): {case.pair.left} / {case.pair.right}")
    return right / max(1, fired), right / max(1, must), wrong


def _two(random: Random, choices: Sequence[str]) -> tuple[str, str]:
    one, other = random.sample(list(choices), 2)
    return one, other


def _filled(
    left: str, right: str, values: Callable[[Random], tuple[str, str]], days: tuple[str | None, str | None] = (None, None)
) -> Template:
    """Return a template of two sentences, with {x} for the detail and {who}, {town} for what both have."""

    def template(random: Random) -> Pair:
        x, y = values(random)
        title, name, surname, _ = random.choice(PEOPLE)
        town = random.choice(_TOWNS)
        return Pair(
            left.format(x=x, who=f"{title} {name}", town=town),
            right.format(x=y, who=f"{title} {name}", surname=surname, town=town),
            days,
        )

    return template


_TOWNS = ("Denver", "Boston", "Chicago", "Dallas", "Seattle", "Phoenix")


def _templates(rows: Sequence[tuple[str, str, str, Callable[[Random], tuple[str, str]]]]) -> dict[str, Template]:
    return {name: _filled(left, right, values) for name, left, right, values in rows}


def _same(values: Sequence[str]) -> Callable[[Random], tuple[str, str]]:
    def chosen(random: Random) -> tuple[str, str]:
        one = random.choice(list(values))
        return one, one

    return chosen


def _unlike(values: Sequence[str]) -> Callable[[Random], tuple[str, str]]:
    return lambda random: _two(random, values)


def _of(pairs: Sequence[tuple[str, str]]) -> Callable[[Random], tuple[str, str]]:
    return lambda random: random.choice(list(pairs))


# -- number --------------------------------------------------------------------

_SMALL = ("three", "five", "seven", "nine", "12", "16", "21")
NUMBER_FIRES = _templates(
    [
        (
            "dead",
            "The fire in the mill killed {x} people on the night shift.",
            "Police said {x} people were killed in the fire in the mill.",
            _unlike(_SMALL),
        ),
        (
            "bills",
            "The House has passed {x} bills on the harbour this year.",
            "This year the House passed {x} harbour measures.",
            _unlike(_SMALL),
        ),
        (
            "sum",
            "The bridge in {town} will cost ${x} million to repair.",
            "Repairs to the bridge in {town} are put at ${x} million.",
            _unlike(("40", "65", "90", "120")),
        ),
        (
            "percent",
            "Turnout in {town} was {x} percent on Sunday.",
            "On Sunday {x}% of voters took part in the vote in {town}, where turnout was {x}%.",
            _unlike(("31", "44", "57", "72")),
        ),
        (
            "votes",
            "The council approved the budget by {x} votes.",
            "By {x} votes the council approved the budget.",
            _unlike(("four", "nine", "15", "22")),
        ),
        (
            "years",
            "The clerk was sentenced to {x} years in prison for the theft.",
            "For the theft the clerk was sentenced to {x} years in prison.",
            _unlike(("three", "five", "eight", "14")),
        ),
        (
            "of two",
            "The levy is {x} percent on steel and 10 percent on tin.",
            "A levy of {x} percent on steel and 10 percent on tin was set.",
            _unlike(("15", "25", "35", "50")),
        ),
        (
            "exact",
            "The petition has {x} signatures, the clerk of {town} said.",
            "The petition drew {x} signatures in {town}.",
            _unlike(("4,120", "7,350", "2,410", "9,870")),
        ),
        (
            "far apart",
            "About {x} people marched through {town}.",
            "Some {x} people marched through {town}.",
            _of((("2,000", "9,000"), ("500", "3,000"), ("10,000", "40,000"))),
        ),
        (
            "words",
            "The storm left {x} homes without power in {town}.",
            "In {town} {x} homes were left without power by the storm.",
            _unlike(("200", "350", "610", "900")),
        ),
        (
            "disjoint ranges",
            "Between {x} homes were flooded in {town}.",
            "Between {x} homes were flooded in {town}, the town said.",
            _of((("10 and 20", "40 and 60"), ("100 and 150", "300 and 350"))),
        ),
    ]
)
NUMBER_NEAR = _templates(
    [
        ("same", "The fire in the mill killed {x} people.", "Police said {x} people were killed in the fire in the mill.", _same(_SMALL)),
        (
            "words and digits",
            "The fire in the mill killed {x} people.",
            "{x} people died in the fire in the mill.",
            _of((("12", "Twelve"), ("seven", "7"), ("21", "Twenty-one"))),
        ),
        (
            "rounding",
            "The bridge cost ${x}.",
            "The bridge cost ${x}, the town said.",
            _of((("1.98 million", "2 million"), ("4,012", "4,000"), ("648 million", "650 million"))),
        ),
        (
            "about",
            "About {x} people marched through {town}.",
            "The march through {town} drew {x} people.",
            _of((("2,000", "1,900"), ("500", "540"), ("10,000", "10,700"))),
        ),
        (
            "at least",
            "At least {x} people were hurt in the crash.",
            "The crash hurt {x} people.",
            _of((("10", "12"), ("20", "23"), ("six", "seven"))),
        ),
        ("dozens", "Dozens of people were hurt in the crash.", "The crash hurt {x} people.", _unlike(("36", "48", "72"))),
        ("hundreds", "Hundreds of homes lost power in {town}.", "In {town} {x} homes lost power.", _unlike(("340", "610", "900"))),
        (
            "ranges meet",
            "Between {x} homes were flooded in {town}.",
            "Between {x} homes were flooded in {town}.",
            _of((("10 and 20", "15 and 25"), ("100 and 150", "120 and 180"))),
        ),
        ("up to", "The clerk faces up to {x} years in prison.", "The clerk faces {x} years in prison.", _of((("10", "8"), ("20", "15")))),
        (
            "other currency",
            "The bridge cost {x}.",
            "The bridge cost {x}, the town said.",
            _of((("$12 million", "11 million euros"), ("£3 million", "$4 million"))),
        ),
        (
            "other unit",
            "The march was {x} long.",
            "The march was {x} long.",
            _of((("3 miles", "5 kilometers"), ("two weeks", "14 days"), ("one year", "12 months"))),
        ),
        (
            "telephone",
            "Readers in {town} can call {x} with questions.",
            "Questions from {town} are taken at {x}.",
            _of((("555-0133", "555-0177"), ("212-555-0101", "212-555-0190"))),
        ),
        (
            "bill number",
            "The Senate passed {x} on the harbour.",
            "{x} on the harbour was passed by the Senate.",
            _of((("S.B. 1062", "Bill 1062"), ("House Bill 212", "H.B. 212"))),
        ),
        ("ages of two", "Anna Lind, 34, met Ole Berg in {town}.", "Ole Berg, 61, met Anna Lind in {town}.", _same(("x",))),
        (
            "percent of two things",
            "The levy on steel imports is {x} percent.",
            "The levy covers {x} percent of all steel imports.",
            _of((("25", "40"), ("10", "60"))),
        ),
        (
            "clock",
            "The council of {town} met at {x} to vote.",
            "The council of {town} met to vote, ending at {x}.",
            _of((("9 a.m.", "11 a.m."), ("7:30 p.m.", "8:15 p.m."))),
        ),
    ]
)
# A toll that is higher in the later article is an update.
TOLL_NEAR: dict[str, Template] = {
    "toll": _filled(
        "The quake killed {x} people in the valley.",
        "The quake killed {x} people in the valley.",
        _of((("12", "19"), ("30", "41"), ("five", "eight"))),
        ("2024-03-01T08:00:00Z", "2024-03-01T20:00:00Z"),
    )
}

# -- date ----------------------------------------------------------------------

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_MONTHS = ("January", "March", "April", "September", "November")
DATE_FIRES = _templates(
    [
        ("vote", "The council voted on {x} to close the harbour.", "On {x} the council voted to close the harbour.", _unlike(_DAYS)),
        ("resigned", "{who} resigned from the council on {x}.", "On {x} {who} resigned from the council.", _unlike(_DAYS)),
        ("month", "The tunnel in {town} was opened in {x}.", "In {x} the tunnel in {town} was opened.", _unlike(_MONTHS)),
        (
            "year",
            "The mill in {town} burned down in {x}.",
            "In {x} the mill in {town} burned down.",
            _unlike(("1998", "2004", "2011", "2015")),
        ),
        (
            "day of month",
            "The trial of the clerk begins on May {x} in {town}.",
            "On May {x} the trial of the clerk begins in {town}.",
            _unlike(("2", "9", "17", "24")),
        ),
        (
            "deadline",
            "The panel set a deadline of {x} for the papers.",
            "The panel set a {x} deadline for the papers.",
            _unlike(("May 1", "June 3", "July 12")),
        ),
        ("afternoon", "The storm reached {town} on {x} afternoon.", "On {x} afternoon the storm reached {town}.", _unlike(_DAYS)),
        ("sued", "{who} was sued by a former aide in {x}.", "A former aide sued {who} in {x}.", _unlike(("2009", "2012", "2016"))),
        ("until", "The bridge stays closed until {x}.", "Until {x} the bridge stays closed.", _unlike(("June 4", "July 9", "August 20"))),
        (
            "said",
            "{who} said on {x} that the harbour would be dredged.",
            "The harbour would be dredged, {who} said on {x}.",
            _unlike(_DAYS),
        ),
    ]
)
DATE_NEAR = _templates(
    [
        ("same", "The council voted on {x} to close the harbour.", "On {x} the council voted to close the harbour.", _same(_DAYS)),
        ("two acts", "The letter was sent to members on {x}.", "The call with members was ended on {x}.", _unlike(_DAYS)),
        (
            "day and month",
            "The council voted on May 7 to close the harbour.",
            "In May the council voted to close the harbour.",
            _same(_DAYS),
        ),
        ("month and year", "The tunnel was opened in {x} 2011.", "The tunnel was opened in 2011.", _same(_MONTHS)),
        (
            "two written forms",
            "The tunnel was opened on {x}.",
            "The tunnel was opened on {x}.",
            _of((("May 7, 2011", "7 May 2011"), ("Sept. 3, 2012", "September 3, 2012"))),
        ),
        ("start and end", "The strike at the mill began on {x}.", "The strike at the mill lasted until {x}.", _unlike(_DAYS)),
        ("plan", "The council will vote on {x} on the harbour.", "The council met on {x} about the market.", _unlike(_DAYS)),
        ("one only", "The council voted to close the harbour on {x}.", "The council voted to close the harbour.", _same(_DAYS)),
        ("decade", "The mill in {town} burned down in the 1990s.", "In {x} the mill in {town} burned down.", _same(("1994", "1998"))),
        ("since and on", "Work on the bridge has gone on since {x}.", "Work on the bridge was checked on {x}.", _unlike(_DAYS)),
        (
            "number like a year",
            "The march through {town} drew {x} people.",
            "The march through {town} drew {x} people.",
            _same(("1998", "2011")),
        ),
    ]
)
DATE_NEAR["of the telling"] = _filled(
    "The prosecutor in {town} opened the inquiry into the harbour on {x}.",
    "The prosecutor in {town} has opened the inquiry into the harbour, a clerk said on Friday.",
    _unlike(("Monday", "Tuesday", "Wednesday", "Thursday")),
)
DATE_NEAR["relative"] = _filled(
    "The council voted on Tuesday to close the harbour.",
    "The council voted yesterday to close the harbour.",
    _same(("x",)),
    ("2024-05-08", "2024-05-08"),
)
DATE_NEAR["weekday and date"] = _filled(
    "The council voted on Tuesday to close the harbour.",
    "The council voted on May 7 to close the harbour.",
    _same(("x",)),
    ("2024-05-09", "2024-05-09"),
)
DATE_FIRES["relative"] = _filled(
    "The council voted on {x} to close the harbour.",
    "The council voted yesterday to close the harbour.",
    _unlike(("Monday", "Thursday", "Friday", "Sunday")),
    ("2024-05-08", "2024-05-08"),
)
DATE_FIRES["week so far"] = _filled(
    "The council voted on {x} to close the harbour.",
    "The council voted earlier this week to close the harbour.",
    _unlike(("Friday", "Thursday")),
    ("2024-05-10", "2024-05-09"),
)
DATE_NEAR["week so far"] = _filled(
    "The council voted on {x} to close the harbour.",
    "The council voted earlier this week to close the harbour.",
    _same(("Monday", "Tuesday", "Wednesday")),
    ("2024-05-10", "2024-05-10"),
)
DATE_FIRES["week so far, by its telling"] = _filled(
    "The council in {town} voted on Thursday to close the harbour.",
    "{who} said on Thursday that the fish had gone. The council in {town} voted earlier this week to close the harbour.",
    _same(("x",)),
)
DATE_NEAR["week so far, by its telling"] = _filled(
    "The council in {town} voted on {x} to close the harbour.",
    "{who} said on Thursday that the fish had gone. The council in {town} voted earlier this week to close the harbour.",
    _same(("Monday", "Tuesday")),
)

# -- negation ------------------------------------------------------------------

_ACTS = (  # affirmed, negated
    ("will close the old bridge for the winter", "will not close the old bridge for the winter"),
    ("signed the pact with the island states", "did not sign the pact with the island states"),
    ("agreed to publish the letters to the bank", "refused to publish the letters to the bank"),
    ("has received the report on the mine", "has not received the report on the mine"),
    ("met the families of the miners", "never met the families of the miners"),
    ("was invited to the summit in the capital", "was not invited to the summit in the capital"),
    ("supports the levy on steel", "does not support the levy on steel"),
    ("plans to sell the ferry company", "has no plan to and will not sell the ferry company"),
    ("answered the questions of the panel", "declined to answer the questions of the panel"),
    ("paid the builder for the tower", "did not pay the builder for the tower"),
    ("is likely to meet the queen", "is unlikely to meet the queen"),
    ("can stop the work on the dam", "cannot stop the work on the dam"),
)
_PARAPHRASED = (  # the same, with unlike words of negation
    ("did not sign the pact", "refused to sign the pact"),
    ("will not close the bridge", "said no to closing the bridge"),
    ("declined to answer the panel", "did not answer the panel"),
    ("never met the families", "did not meet the families"),
    ("is not likely to meet the queen", "is unlikely to meet the queen"),
    ("won't pay for the wall", "will not pay for the wall"),
    ("will not sell the ferry", "rejected a plan to sell the ferry"),
    ("is interested only in the letters of the bank", "is not interested in anything but the letters of the bank"),
)


def _acting(left: str, right: str, acts: Sequence[tuple[str, str]]) -> Template:
    return _filled(left, right, _of(acts))


NEGATION_FIRES: dict[str, Template] = {
    "said": _acting("{who} {x}, a spokesman said on Monday.", "{who} {x}, the town said.", _ACTS),
    "plain": _acting("{who} {x}.", "On Monday it was known that {who} {x}.", _ACTS),
    "title left": _acting("The council was told that {who} {x}.", "{surname} {x}, people close to the talks said.", _ACTS),
    "quoted": _acting("“{who} {x},” the clerk said.", "{who} {x}, according to the clerk.", _ACTS),
}
NEGATION_NEAR: dict[str, Template] = {
    "same": _filled("{who} {x}.", "On Monday {who} {x}.", _same([a for act in _ACTS for a in act])),
    "other words": _acting("{who} {x}.", "On Monday {who} {x}.", _PARAPHRASED),
    "left open": _acting("It is open whether {who} {x}.", "{who} {x}.", [(a, n) for a, n in _ACTS if a.startswith("will")]),
    "another act": _filled(
        "{who} {x}.",
        "{who} {x}.",
        _of(
            (
                ("will close the old bridge", "will not repair the ferry"),
                ("signed the pact", "did not speak to the press after the pact"),
                ("met the families of the miners", "did not say what the families were told"),
                ("not only signed the pact but praised it", "signed the pact and praised it"),
                ("paid the builder", "paid the builder without delay"),
            )
        ),
    ),
    "not told why": _filled("It was not said why {who} {x}.", "{who} {x}.", _same([a for a, _ in _ACTS[:2]])),
}

# -- speaker -------------------------------------------------------------------

_SAYINGS = (
    "a long-term fishing pact with the island states was being drawn up",
    "the old bridge across the harbour would stay closed until the spring",
    "the builder of the tower had used cheap concrete in the foundations",
    "the levy on imported steel would cost the valley four hundred jobs",
    "nobody in the ministry had read the warning letters of the engineers",
    "the new school would open its doors before the end of the summer",
)


def _speaking(left: str, right: str, *, same: bool, other_words: bool = False) -> Template:
    def template(random: Random) -> Pair:
        one, other = random.sample(PEOPLE, 2)
        other = one if same else other
        said = random.choice(_SAYINGS)
        second = random.choice([s for s in _SAYINGS if s != said]) if other_words else said
        return Pair(
            left.format(who=f"{one[0]} {one[1]}", surname=one[2], said=said, Said=said[0].upper() + said[1:]),
            right.format(who=f"{other[0]} {other[1]}", surname=other[2], said=second, Said=second[0].upper() + second[1:]),
        )

    return template


SPEAKER_FIRES: dict[str, Template] = {
    "said that": _speaking("{who} said that {said}.", "{who} said {said}.", same=False),
    "after": _speaking("{Said}, {who} said.", "{who} said that {said}.", same=False),
    "quoted": _speaking("“{Said},” {who} said.", "“{Said},” said {who}.", same=False),
    "mixed": _speaking("“{Said},” {who} told reporters.", "{who} said {said}.", same=False),
}
SPEAKER_FIRES["nobody known"] = _filled(
    "{who} said that the bridge in {town} would be closed for repairs in autumn.",
    "{x} said the bridge in {town} must stay shut for repairs.",
    _unlike(("Vandermeer", "Okafor", "Castellano", "Arbuckle")),
)
SPEAKER_NEAR: dict[str, Template] = {
    "same": _speaking("{who} said that {said}.", "{Said}, {who} said.", same=True),
    "surname": _speaking("{who} said that {said}.", "{Said}, {surname} said.", same=True),
    "other words": _speaking("{who} said that {said}.", "{who} said that {said}.", same=False, other_words=True),
    "unnamed": _speaking("{who} said that {said}.", "Officials said that {said}.", same=False),
    "own voice": _speaking("{who} said that {said}.", "{Said}.", same=False),
    "both": _speaking("Ada Stone and {who} said that {said}.", "Ada Stone said that {said}.", same=True),
}

# -- place, name, outcome --------------------------------------------------------

PLACE_FIRES = _templates(
    [
        (
            "met in",
            "The ministers met in {x} on Sunday.",
            "On Sunday the ministers met in {x}.",
            _unlike(("Paris", "Madrid", "Berlin", "Ankara")),
        ),
        (
            "country",
            "The ship was built in {x} for the navy.",
            "For the navy, the ship was built in {x}.",
            _unlike(("Canada", "Japan", "Germany", "Brazil")),
        ),
        (
            "largest",
            "{x} is the largest exporter of steel.",
            "{x} is the largest steel exporter, the institute said.",
            _unlike(("Canada", "Japan", "Germany", "Brazil")),
        ),
        (
            "state",
            "The governor flew to {x} for the talks.",
            "For the talks the governor flew to {x}.",
            _unlike(("Ohio", "Iowa", "Nevada", "Texas")),
        ),
    ]
)
PLACE_NEAR = _templates(
    [
        ("same", "The ministers met in {x} on Sunday.", "On Sunday the ministers met in {x}.", _same(("Paris", "Madrid", "Berlin"))),
        (
            "town and country",
            "The ministers met in {x} on Sunday.",
            "On Sunday the ministers met in {x}.",
            _of((("Paris", "France"), ("Madrid", "Spain"), ("Ottawa", "Canada"))),
        ),
        (
            "from and to",
            "The ship sailed from {x} on Sunday.",
            "The ship sailed to {x} on Sunday.",
            _unlike(("Canada", "Japan", "Germany", "Brazil")),
        ),
        (
            "list",
            "Talks with {x} go on.",
            "Talks with {x} go on, the ministry said.",
            _of((("Canada, Japan and Brazil", "Canada, Brazil and Japan"), ("Spain and Italy", "Italy and Spain"))),
        ),
    ]
)
PLACE_FIRES["home"] = _filled(
    "{who} (R-{x}) voted against the levy on steel.",
    "{who} of {x} voted against the levy on steel.",
    _unlike(("Ohio", "Iowa", "Nevada", "Texas")),
)
PLACE_NEAR["home"] = _filled(
    "{who} (R-{x}) voted against the levy on steel.",
    "{who} of {x} voted against the levy on steel.",
    _same(("Ohio", "Iowa", "Nevada", "Texas")),
)
PLACE_NEAR["two things"] = _filled(
    "The ministers met in {x} on Sunday.", "The ship for the navy was built in {x}.", _unlike(("Canada", "Japan", "Germany", "Brazil"))
)
PLACE_NEAR["home of one"] = _filled(
    "{who} of {x} met the ministers on Sunday.",
    "On Sunday {surname} met the ministers in {x}.",
    _unlike(("Ohio", "Iowa", "Nevada", "Texas")),
)
NAME_FIRES: dict[str, Template] = {
    "met": _speaking("The clerk of the court met {who} at the harbour.", "At the harbour the clerk of the court met {who}.", same=False),
    "resigned": _speaking("{who} resigned from the board of the bank.", "From the board of the bank {who} resigned.", same=False),
    "letter": _speaking("The letter to {who} was read out in court.", "In court the letter to {who} was read out.", same=False),
}
NAME_NEAR: dict[str, Template] = {
    "same": _speaking("The clerk of the court met {who} at the harbour.", "At the harbour the clerk met {surname}.", same=True),
    "by office": _speaking("The clerk of the court met {who} at the harbour.", "At the harbour the clerk met a politician.", same=True),
    "two acts": _speaking("{who} resigned from the board of the bank.", "The letter to {who} was read out in court.", same=False),
    "two parts": _speaking("{who} called the clerk of the court.", "The clerk of the court wrote to {who}.", same=False),
    "with another": _speaking("The clerk met {who} and Ada Stone at the harbour.", "At the harbour the clerk met {surname}.", same=True),
    "title alone": _speaking(
        "{who} resigned from the board of the bank.", "The politician resigned from the board of the bank.", same=True
    ),
}
OUTCOME_FIRES = _templates(
    [
        (
            "bill",
            "The Senate {x} the harbour bill on Monday.",
            "On Monday the Senate {x} the harbour bill.",
            _of((("passed", "rejected"), ("approved", "defeated"))),
        ),
        ("veto", "{who} {x} the harbour bill.", "The harbour bill was {x} by {who}.", _of((("signed", "vetoed"),))),
        ("prices", "Prices of steel {x} in April.", "In April prices of steel {x}.", _of((("rose", "fell"), ("increased", "decreased")))),
        ("vote", "{who} {x} the election in {town}.", "The election in {town} was {x} by {who}.", _of((("won", "lost"),))),
        (
            "view",
            "{who} {x} the levy on steel.",
            "The levy on steel is {x} by {who}.",
            _of((("supported", "opposed"), ("praised", "criticized"))),
        ),
        (
            "trial",
            "The clerk was {x} of theft by the court in {town}.",
            "The court in {town} {x} the clerk of theft.",
            _of((("convicted", "acquitted"),)),
        ),
        ("harm", "The blast in {town} {x} four miners.", "Four miners were {x} in the blast in {town}.", _of((("killed", "injured"),))),
    ]
)
OUTCOME_NEAR = _templates(
    [
        (
            "left open",
            "The Senate is considering whether to {x} the harbour bill.",
            "The Senate {x} the harbour bill.",
            _of((("pass", "rejected"), ("adopt", "defeated"), ("block", "approved"))),
        ),
        (
            "same side",
            "The Senate {x} the harbour bill.",
            "The harbour bill was {x} by the Senate.",
            _of((("passed", "approved"), ("rejected", "defeated"), ("vetoed", "vetoed"))),
        ),
        (
            "negated",
            "The Senate {x} the harbour bill.",
            "The Senate {x} the harbour bill.",
            _of((("did not pass", "rejected"), ("did not approve", "rejected"))),
        ),
        (
            "ban lifted",
            "{who} {x} of tin.",
            "{who} {x} of tin.",
            _of((("lifted the ban on imports", "allowed imports"), ("ended the ban on imports", "allowed the imports"))),
        ),
        (
            "both told",
            "The Senate passed the bill that the House rejected.",
            "The House rejected the bill that the Senate passed.",
            _same(("x",)),
        ),
        (
            "other place",
            "The old mill in {town} was opened in {x}.",
            "The new school by the river was closed in {x}.",
            _unlike(_MONTHS),
        ),
        (
            "same view",
            "{who} {x} the levy on steel.",
            "The levy on steel is {x} by {who}.",
            _of((("supported", "backed"), ("opposed", "rejected"), ("praised", "hailed"), ("criticized", "denounced"))),
        ),
        ("other thing", "Prices of steel rose in April.", "The number of jobs at the tin mine fell in June.", _same(("x",))),
    ]
)

# -- altered quotes --------------------------------------------------------------

_QUOTES = (  # as said, and in other words
    ("We will not leave the valley before the last miner is found", "We will never leave the valley until the last miner is found"),
    ("This bridge is the biggest shame of our town", "This bridge is the greatest disgrace of our town"),
    ("Nobody told us that the water was poisoned", "No one told us the water in the wells was poisoned"),
    ("I have the greatest respect for the men of the lifeboat", "I have enormous respect for the men of the lifeboat"),
    ("They sold the harbour for the price of a used car", "They gave away the harbour for the price of a used car"),
    ("The levy will destroy four hundred jobs in this valley", "The levy will cost three hundred jobs in this valley"),
    ("Our patience with the builder of this tower has ended", "Our patience with the owner of this tower has run out"),
    ("You cannot run a hospital on promises and prayers", "You can run a hospital on promises and prayers"),
)


def _quoting(left: str, right: str, changed: Callable[[str, str], tuple[str, str]]) -> Template:
    def template(random: Random) -> Pair:
        title, name, surname, _ = random.choice(PEOPLE)
        said, other = changed(*random.choice(_QUOTES))
        who = f"{title} {name}"
        return Pair(left.format(who=who, surname=surname, said=said), right.format(who=who, surname=surname, said=other))

    return template


_AFTER, _BEFORE, _TOLD = "“{said},” {who} said.", "{who} said: “{said}.”", "“{said},” {who} told reporters in the harbour."
QUOTE_FIRES: dict[str, Template] = {
    "after": _quoting(_AFTER, _BEFORE, lambda s, o: (s, o)),
    "told": _quoting(_TOLD, _AFTER, lambda s, o: (s, o)),
    "before": _quoting(_BEFORE, _TOLD, lambda s, o: (o, s)),
    "straight marks": _quoting('"{said}," {who} said.', _AFTER, lambda s, o: (s, o)),
    "going on": _quoting("“{said},” {who} said. “That is all.”", _AFTER, lambda s, o: (s, o)),
}
QUOTE_NEAR: dict[str, Template] = {
    "same": _quoting(_AFTER, _BEFORE, lambda s, _: (s, s)),
    "commas": _quoting(_AFTER, _BEFORE, lambda s, _: (s, s.replace(" of ", ", of ", 1).replace(" that ", ", that ", 1))),
    "marks and dashes": _quoting('"{said}," {who} said.', _AFTER, lambda s, _: (s.replace("cannot", "can not"), s)),
    "ellipsis": _quoting(_AFTER, _BEFORE, lambda s, _: (s, " ".join([*s.split()[:4], "…", *s.split()[-3:]]))),
    "brackets": _quoting(_AFTER, _BEFORE, lambda s, _: (s, s.replace("the ", "[this] ", 1).replace("They", "[Officials]", 1))),
    "indirect": _quoting(_AFTER, "{who} said that {said}.", lambda s, o: (s, o[0].lower() + o[1:])),
    "part": _quoting(_AFTER, "{who} spoke of “{said}.”", lambda s, _: (s, " ".join(s.split()[-5:]))),
    "capital": _quoting(_AFTER, "“{said}!” {who} said.", lambda s, _: (s, s.upper() if len(s) < 46 else s)),
}


def suites() -> Iterator[tuple[str, str, tuple[str, ...], list[Joined]]]:
    """Yield each suite: its name, the rule, the kinds that must be told, its cases."""
    yield "number", "conflict", ("number",), cases(31, 4, NUMBER_FIRES, NUMBER_NEAR | TOLL_NEAR)
    yield "date", "conflict", ("date",), cases(32, 4, DATE_FIRES, DATE_NEAR)
    yield "negation", "conflict", ("negation", "outcome"), cases(33, 12, NEGATION_FIRES, NEGATION_NEAR)
    yield "speaker", "conflict", ("speaker",), cases(34, 10, SPEAKER_FIRES, SPEAKER_NEAR)
    yield "place", "conflict", ("place",), cases(35, 10, PLACE_FIRES, PLACE_NEAR)
    yield "name", "conflict", ("name",), cases(36, 12, NAME_FIRES, NAME_NEAR)
    yield "outcome", "conflict", ("outcome",), cases(37, 9, OUTCOME_FIRES, OUTCOME_NEAR)
    yield "altered-quote", "altered-quote", (), cases(38, 8, QUOTE_FIRES, QUOTE_NEAR)


def told(name: str) -> Iterator[tuple[bool, bool]]:
    """Yield of each case of a suite whether the rule must fire, and whether it did: on a near miss any finding of the rule counts."""
    rule, kinds, made_cases = next((r, k, c) for n, r, k, c in suites() if n == name)
    for case in made_cases:
        found = [f for f in findings(case) if f.rule == rule]
        yield case.fires, any(not kinds or not case.fires or f.kind in kinds for f in found)
