"""Suites for credits and for the rules on whose words an article has: all sentences are made up, the seeds are fixed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import NamedTuple

from reporter import assess, read, trace
from reporter.config import Assess, Trace
from reporter.read.credits import credits_in
from reporter.schema import Finding, RawArticle
from tests.suites.made import FILLERS

FACTS = (
    "the ferry will stay in the dock until the spring",
    "the council had known about the cracks in the bridge",
    "the mill will close before the end of the year",
    "two of the three lifts in the tower were out of order",
    "the lighthouse keeper had asked for help twice",
    "the new school has no room for a library",
)
_BIG = ("CNN", "Fox News", "MSNBC", "CNBC", "NPR", "the BBC", "Sky News", "NBC News")
_PAPERS = (
    "The New York Times",
    "The Washington Post",
    "The Guardian",
    "the Boston Globe",
    "the Miami Herald",
    "Politico",
    "the Harbour City Gazette",
)
_AGENCIES = ("Reuters", "AFP", "TASS", "the Associated Press", "the AP", "Kyodo News", "Anadolu Agency")


class Stating(NamedTuple):
    """A sentence, and the outlets that it credits."""

    text: str
    credited: tuple[str, ...]


# {who} is the outlet credited, {fact} a clause.
CREDITING: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "told": (_BIG, ("Mayor Anna Lind told {who} that {fact}.", "“It is sad,” Lind told {who} on Tuesday. “But {fact}.”")),
    "interview": (
        _BIG,
        ("In an interview with {who}, Lind said {fact}.", "Lind said in an interview broadcast Monday on {who} that {fact}."),
    ),
    "on air": (
        _BIG,
        ("“It is sad,” Lind said on {who}.", "Speaking on {who}, Lind said {fact}.", "Lind appeared on {who} and said {fact}."),
    ),
    "according to": (_PAPERS + _AGENCIES, ("According to {who}, {fact}.", "Now {fact}, according to {who}.")),
    "according to a report": (_PAPERS, ("Now {fact}, according to a report in {who}.",)),
    "reported": (_PAPERS + _AGENCIES, ("Now {fact}, {who} reported on Monday.", "As {who} first reported, {fact}.")),
    "reported by": (_PAPERS, ("The plan, first reported by {who}, is to be voted on.", "It was reported by {who} that {fact}.")),
    "obtained": (_PAPERS + _AGENCIES, ("In a letter obtained by {who}, Lind wrote that {fact}.",)),
    "citing": (_AGENCIES, ("Citing {who}, the station said {fact}.",)),
    "article": (_PAPERS, ("An article in {who} said {fact}.", "The vote followed a report in {who} on the matter.")),
    "contributed": (_AGENCIES, ("{who} contributed to this report.",)),
    "sources tell": (_BIG, ("Two people who were there tell {who} that {fact}.",)),
    "closing": (("Reuters", "AFP", "TASS", "Interfax"), ("Lind said {fact}. ({who})",)),
    "source line": (("Reuters", "AFP", "TASS", "Interfax"), ("Source: {who}", "Based on materials from {who}")),
}
# Near misses: nobody is credited.
NOT_CREDITING: Mapping[str, tuple[str, ...]] = {
    "reporters": ("Lind told reporters that {fact}.", "Lind said to journalists on the quay that {fact}."),
    "people": ("Now {fact}, according to police.", "Now {fact}, according to the harbour master.", "According to Lind, {fact}."),
    "offices": (
        "Lind told the Senate that {fact}.",
        "The National Security Agency reported that {fact}.",
        "Lind told the agency that {fact}.",
    ),
    "topic": (
        "The New York Times said it would close its office in the town.",
        "CNN executives met the council on Monday.",
        "The Washington Post reported a loss for the third year.",
        "The mayor sued The Guardian over a headline.",
        "Reuters employees went on strike.",
        "Politico said in a statement that it stood by its work.",
        "Fox News was fined for the sign on its roof.",
        "The Boston Globe building will be sold.",
    ),
    "reading": ("He reads The Times on the ferry.", "She watches CNN in the evening.", "Lind keeps The Economist on her desk."),
    "names": (
        "Mr. Post told the court that {fact}.",
        "Sun and wind told the sailors that {fact}.",
        "Forbes said {fact}.",
        "The Star Ferry reported late.",
    ),
    "spoken": ("“According to CNN, {fact},” a woman on the quay said.", "“The BBC reported it,” he shouted."),
    "staff": ("The editor told CNN staff that {fact}.", "The owner of The Washington Post told guests that {fact}."),
    "polls of two": ("He leads, according to a Reuters/Ipsos poll.",),
}


def crediting(seed: int = 7) -> list[Stating]:
    """Return sentences that each credit one outlet."""
    random = Random(seed)
    found = {}
    for whose, templates in CREDITING.values():
        for template in templates:
            for who in random.sample(whose, min(4, len(whose))):
                text = template.format(who=who, fact=random.choice(FACTS))
                found[text] = Stating(text[0].upper() + text[1:], (read.outlets.canonical(who),))
    return list(found.values())


def not_crediting(seed: int = 7) -> list[Stating]:
    """Return sentences that credit nobody."""
    random = Random(seed)
    told = [t.format(fact=fact) for templates in NOT_CREDITING.values() for t in templates for fact in random.sample(FACTS, 2)]
    return [Stating(text, ()) for text in dict.fromkeys(told)]


def credited(text: str) -> tuple[str, ...]:
    """Return whom `text` credits, a filler before it."""
    return tuple(dict.fromkeys(c.credited for c in credits_in(f"{FILLERS[0]}\n{text}")))


# -- the rules about articles ------------------------------------------------------

_OUTLETS = {"post": "Lervik Courier", "herald": "Harbour City Gazette", "mail": "Coast Mail"}
SHARED = tuple(
    " ".join(lines)
    for lines in (
        (
            "The ferry left the quay at six in the morning and turned east too early, so that its bow struck the rocks below the old",
            "lighthouse and the water came in through two of the five doors on the lower deck.",
        ),
        (
            "Crews worked through the night with pumps that had been brought over from the mainland, and by the time the tide turned the",
            "deck was dry enough for the divers to look at the hole and to close it with a sheet of steel.",
        ),
        (
            "The council had put off the repair of the bridge for nine years, although its own engineers had written in every one of",
            "their yearly letters that the bearings under the middle span were worn down to less than half.",
        ),
        (
            "Nobody had opened the cellar since the brewery closed, and when the workers broke through the bricked-up door they found",
            "forty barrels in a row and a ledger that listed every delivery until the last day of the war.",
        ),
    )
)
OWN = (
    "It rained in the hills that week, and the sheep fair had to move into the hall.",
    "A choir from the valley sang on the steps of the town hall until it got dark.",
    "Bakers sold out by noon, since many had come to see the old tram run again.",
    "The museum shows maps of the coast that a teacher drew by hand a century ago.",
    "Two roads stay closed while pipes are laid between the station and the mill.",
    "Children planted a hundred young oaks behind the sports ground on Friday.",
    "The library lends out tools as well, from drills to a machine that folds paper.",
    "Fishermen mended their nets on the pier and waited for the wind to drop.",
)


def _two(random: Random) -> tuple[str, str]:
    """Return two texts that have no sentence in common."""
    told = random.sample(OWN, len(OWN))
    return "\n\n".join(told[:4]), "\n\n".join(told[4:])


def _own(random: Random, count: int = 3) -> str:
    return "\n\n".join(random.sample(OWN, count))


def found(rule: str, articles: Mapping[str, str]) -> list[Finding]:
    """Return what a rule about articles finds: no claims are needed, so no model is."""
    story = read.assemble([RawArticle(id=i, outlet=_OUTLETS[i], text=t) for i, t in articles.items()])
    shared = trace.wordings(story, Trace())
    origins = trace.origins(story, Trace(), shared)
    off = tuple(sorted(set(assess.RULES) - {rule}))
    return list(assess.findings(story, (), (), (), (), origins, Assess(rules_off=off), shared))


def pickups(seed: int = 11) -> list[tuple[Mapping[str, str], bool]]:
    """Return stories in which prose is shared without a credit, and near misses."""
    random = Random(seed)
    cases: list[tuple[Mapping[str, str], bool]] = []
    for n in range(36):
        shared, (first, second) = SHARED[n % len(SHARED)], _two(random)
        cut = shared.split(" ")
        part = " ".join(cut[n % 4 : n % 4 + 24])
        told = (f"{first}\n\n{shared}", f"{part}.\n\n{second}") if n % 2 else (f"{shared}\n\n{first}", f"{second}\n\n{shared}")
        cases.append(({"post": told[0], "herald": told[1]}, True))
    spoken = "“" + SHARED[0] + "”"
    for n in range(9):
        shared, (first, second) = SHARED[n % len(SHARED)], _two(random)
        words = shared.split(" ")
        near: Sequence[tuple[str, str]] = (
            (f"{first}\n\n{shared}", f"{shared}\n\n{second}\n\nThat is what happened, according to the Lervik Courier."),
            (f"LERVIK (Reuters) — {shared}\n\n{first}", f"LERVIK (Reuters) — {shared}\n\n{second}"),
            (f"{first}\n\nLind said: {spoken}", f"{spoken} Lind said.\n\n{second}"),
            (f"{first}\n\n{' '.join(words[:12])}.", f"{' '.join(words[:12])}, it was said.\n\n{second}"),
            (
                f"{first}\n\nThe harbour office did not immediately respond to a request for comment sent on Monday by this newspaper.",
                f"{second}\n\nThe harbour office did not immediately respond to a request for comment sent on Monday by this newspaper.",
            ),
        )
        cases += [({"post": a, "herald": b}, False) for a, b in near]
    return cases


CUT = (
    "Subscribe to continue reading.",
    "Sign in to continue",
    "Already a subscriber? Log in",
    "This article is for subscribers only.",
    "To continue reading, please register.",
    "You have reached your limit of free articles.",
    "Read the full story at harbourpost.example",
    "Continue reading",
    "Read more",
    "Register now to unlock this article",
    "[+2314 chars]",
)
TAILS = (
    " and the captain then…",
    " but the owner of the mill...",
    " after which the council and its […]",
    " and when the engineers came to look at it they",
)
WHOLE = (
    "Subscribers of the theatre will get their money back.",
    "He asked people to subscribe to the fund for the sailors.",
    "The paywall of the Post has been the talk of the town.",
    "“I was tired … and then it was over,” she said.",
    "Anna Lind",
    "Read more books, the teacher said.",
    "The club has more members than ever.",
    "More: the fair goes on until Sunday.",
    "“We will see,” he said",
    "It is not over yet!",
    "Sign up to help with the harvest at the town hall.",
    "— The Harbour Post",
)


def _beside(other: str, text: str) -> Mapping[str, str]:
    return {"post": other, "herald": f"{other}\n\n{SHARED[1]}", "mail": text}


def extractions(seed: int = 13) -> list[tuple[Mapping[str, str], bool]]:
    """Return stories with one article that is not all there, and near misses."""
    random = Random(seed)
    cases: list[tuple[Mapping[str, str], bool]] = []
    for n in range(12):
        text, other = _own(random, 5), "\n\n".join(OWN)
        broken = text.replace("’", "â€™").replace(" the ", " â€œtheâ€\u009d ", 3)
        bad = (
            f"{text}\n\n{CUT[n % len(CUT)]}",
            text.rstrip(".") + TAILS[n % len(TAILS)],
            broken if n % 3 == 0 else f"{text}\n\n{text}" if n % 3 == 1 else "Please enable JavaScript to view this page.",
            OWN[n % 8],
        )
        cases += [(_beside(other, b), True) for b in bad]
        good = (f"{text}\n\n{WHOLE[n % len(WHOLE)]}", f"{WHOLE[n % len(WHOLE)]}\n\n{text}", text)
        cases += [(_beside(other, g), False) for g in good]
    return cases


_EVENTS = (
    (
        "The ferry Nordlys struck rocks off Hesten before dawn with ninety passengers aboard.",
        "Captain Tor Aas blamed a broken lamp on the western buoy for the grounding of his ferry.",
        "Rescue boats carried the passengers of the Nordlys to Hesten, where nurses looked after them.",
        "Divers will examine the hull of the ferry once tugs have pulled it off the rocks.",
        "Fishermen from Hesten had complained about the buoy and its broken lamp twice.",
        "The coast guard opened an inquiry into the grounding and questioned Captain Aas.",
    ),
    (
        "Engineers stopped the drill under Graben after water burst into the railway tunnel.",
        "Geologists had warned of the wet layer beneath Graben in a study for the railway.",
        "The tunnel will cost forty million more than planned, chief engineer Ida Falk admitted.",
        "Cracks appeared in cellars above the shaft, and families in Graben left their houses.",
        "Falk promised that pumps would empty the tunnel and that the drill would start again.",
        "The railway paid hotels for the families whose cellars have cracks.",
    ),
    (
        "A judge ordered a recount of the ballots in Marlow county, where eleven votes decide.",
        "Observers found three voting machines unsealed in the gym used as a polling place.",
        "Candidate Paula Renner demanded the recount; her rival called it a waste of money.",
        "Turnout in Marlow was the highest ever, and clerks ran out of ballots by noon.",
        "The judge gave clerks ten days to count the ballots by hand under the eyes of observers.",
        "Renner leads by eleven votes, with the machines of one polling place left out.",
    ),
    (
        "Frost killed the blossom of most cherry orchards in the valley within two nights.",
        "Growers lit heaters between their trees, yet the frost was too hard for the blossom.",
        "Insurance will not pay, grower Tomas Krell said, because frost in April is excluded.",
        "The harvest of cherries may fall to a tenth, and pickers have been told to stay home.",
        "Krell asked the province for loans so that growers can keep their orchards.",
        "Bees were brought to the orchards too early, and many hives in the valley died of cold.",
    ),
)


def event_article(random: Random, event: int) -> str:
    """Return an article on one of the made-up events."""
    return "\n".join(random.sample(_EVENTS[event], 4))


def topics(seed: int = 17) -> list[tuple[Mapping[str, str], tuple[str, ...]]]:
    """Return stories with the ids of the articles that are about another event."""
    random = Random(seed)
    cases: list[tuple[Mapping[str, str], tuple[str, ...]]] = []
    for n in range(36):
        event, other = random.sample(range(len(_EVENTS)), 2)
        about = {f"a{i}": event_article(random, event) for i in range(2 + n % 3)}
        cases.append(({**about, "x": event_article(random, other)}, ("x",)))
        cases.append((about if n % 2 else {"p": event_article(random, event), "q": event_article(random, other)}, ()))
    return cases
