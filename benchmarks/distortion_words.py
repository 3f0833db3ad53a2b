"""What a detail is replaced by: words of general news language, apart from the lists that the project itself reads with."""

from __future__ import annotations

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve".split()

STRANGERS = ("Daniel Whitfield", "Karen Lindqvist", "Thomas Arbuckle", "Rachel Okafor", "Peter Vandermeer", "Laura Castellano")

ORGANISATIONS: tuple[tuple[str, ...], ...] = (
    ("CNN", "Fox News", "ABC News", "NBC News", "CBS News", "MSNBC"),
    ("The New York Times", "The Washington Post", "The Wall Street Journal", "USA Today", "The Boston Globe"),
    ("The Associated Press", "Reuters", "Bloomberg News", "Agence France-Presse"),
    ("Senate", "House"),
    ("Justice Department", "State Department", "Treasury Department", "Defense Department", "Energy Department"),
    ("Department of Justice", "Department of State", "Department of Energy", "Department of Homeland Security"),
    ("FBI", "CIA", "NSA", "IRS", "DEA"),
    ("Republican Party", "Democratic Party", "Green Party", "Libertarian Party"),
    ("European Union", "African Union", "Arab League"),
    ("United Nations", "World Bank", "International Monetary Fund", "NATO"),
    ("Supreme Court", "Court of Appeals", "District Court"),
    ("Apple", "Microsoft", "Intel", "Amazon", "Google", "Facebook", "Twitter"),
    ("Republican National Committee", "Democratic National Committee", "Libertarian National Committee"),
    ("House Judiciary Committee", "House Intelligence Committee", "House Ethics Committee", "House Oversight Committee"),
    ("Pentagon", "White House", "Kremlin"),
    ("Sierra Club", "Humane Society", "World Wildlife Fund", "Audubon Society"),
)

PLACES: tuple[tuple[str, ...], ...] = tuple(
    tuple(row.split(", "))
    for row in (
        (
            "Canada, Mexico, Brazil, Argentina, Australia, South Korea, Japan, China, Russia, Iran, Israel, Turkey, Germany, "
            "France, Britain, Spain, Italy, Egypt, Kenya, Zimbabwe, Zambia, Libya, Iraq, Syria"
        ),
        (
            "Texas, Iowa, Ohio, Florida, Arizona, Nevada, Colorado, Michigan, Wisconsin, Virginia, Illinois, Georgia, Massachusetts, "
            "Pennsylvania, New Hampshire, South Carolina, North Carolina, California, New Jersey, Kansas"
        ),
        "London, Paris, Moscow, Tehran, Berlin, Brussels, Madrid, Benghazi, Jerusalem, Beijing, Ankara",
        "Chicago, Denver, Boston, Dallas, Phoenix, Cleveland, Detroit, Miami, Seattle, Atlanta, Houston, New York City",
        "New York, New Mexico, New Hampshire, New Jersey, South Dakota",
    )
)

# Verbs in forms that may stand for each other in a sentence: what happened, and what is its contrary.
OUTCOMES: tuple[tuple[str, str], ...] = (
    ("approved", "rejected"),
    ("approve", "reject"),
    ("passed", "defeated"),
    ("won", "lost"),
    ("win", "lose"),
    ("winning", "losing"),
    ("rose", "fell"),
    ("rising", "falling"),
    ("increased", "decreased"),
    ("increase", "decrease"),
    ("raise", "lower"),
    ("raised", "lowered"),
    ("killed", "injured"),
    ("support", "oppose"),
    ("supports", "opposes"),
    ("supported", "opposed"),
    ("supporting", "opposing"),
    ("accepted", "declined"),
    ("accept", "decline"),
    ("praised", "criticized"),
    ("praising", "criticizing"),
    ("praise", "criticize"),
    ("signed", "vetoed"),
    ("sign", "veto"),
    ("upheld", "overturned"),
    ("granted", "denied"),
    ("began", "ended"),
    ("begin", "end"),
    ("lift", "impose"),
    ("lifted", "imposed"),
    ("confirmed", "denied"),
    ("ban", "allow"),
    ("banned", "allowed"),
    ("banning", "allowing"),
    ("joined", "left"),
    ("defended", "attacked"),
    ("defend", "attack"),
    ("endorsed", "opposed"),
    ("endorse", "oppose"),
    ("endorsing", "opposing"),
    ("hired", "fired"),
    ("opened", "closed"),
    ("convicted", "acquitted"),
    ("strengthened", "weakened"),
    ("canceled", "scheduled"),
    ("delayed", "hastened"),
    ("delay", "hasten"),
    ("resigned", "stayed on"),
    ("resign", "stay on"),
    ("succeeded", "failed"),
    ("permanent", "temporary"),
    ("legal", "illegal"),
    ("backed", "opposed"),
    ("backing", "opposing"),
    ("blocked", "allowed"),
    ("block", "allow"),
    ("agreed to", "refused to"),
    ("withdrew", "kept"),
    ("expand", "shrink"),
    ("gained", "lost"),
    ("accused", "cleared"),
)

BEFORE_BASE_FORM = frozenset(
    "to will would not can could should must may might".split()
)  # elsewhere "lift", "ban" and "support" may be nouns
BASE_FORMS = frozenset(
    "approve reject win lose increase decrease raise lower support oppose accept decline praise criticize sign veto begin end lift impose "
    "ban allow defend attack endorse delay hasten resign block expand shrink".split()
)
AUXILIARIES = "is are was were will would has have had can could should does did do may must might".split()
PAST: dict[str, str] = {
    "said": "say",
    "told": "tell",
    "gave": "give",
    "made": "make",
    "took": "take",
    "found": "find",
    "met": "meet",
    "wrote": "write",
    "sent": "send",
    "knew": "know",
    "held": "hold",
    "spoke": "speak",
    "won": "win",
    "left": "leave",
    "came": "come",
    "went": "go",
    "ran": "run",
    "saw": "see",
    "drew": "draw",
    "began": "begin",
    "withdrew": "withdraw",
    "announced": "announce",
    "received": "receive",
    "issued": "issue",
    "released": "release",
    "used": "use",
    "refused": "refuse",
    "voted": "vote",
    "tweeted": "tweet",
    "responded": "respond",
    "called": "call",
    "signed": "sign",
    "vetoed": "veto",
    "asked": "ask",
    "accused": "accuse",
    "approved": "approve",
    "passed": "pass",
    "criticized": "criticize",
    "supported": "support",
    "served": "serve",
    "declared": "declare",
    "resigned": "resign",
    "apologized": "apologize",
    "mentioned": "mention",
    "visited": "visit",
    "joined": "join",
    "demanded": "demand",
    "backed": "back",
    "opposed": "oppose",
    "admitted": "admit",
    "promised": "promise",
    "discovered": "discover",
    "offered": "offer",
    "worked": "work",
    "posted": "post",
    "reported": "report",
    "filed": "file",
    "appeared": "appear",
    "rejected": "reject",
    "attended": "attend",
    "settled": "settle",
    "delayed": "delay",
    "endorsed": "endorse",
    "warned": "warn",
    "lifted": "lift",
    "agreed": "agree",
    "urged": "urge",
    "decided": "decide",
    "canceled": "cancel",
    "compared": "compare",
    "argued": "argue",
    "published": "publish",
    "reversed": "reverse",
}
TELLING = frozenset("say tell report announce ask call".split())  # whoever did not say it: that is another matter
CONTRARY_CUES: tuple[tuple[str, str], ...] = (
    ("confirmed", "denied"),
    ("admitted", "denied"),
    ("acknowledged", "denied"),
    ("denied", "confirmed"),
    ("denies", "confirms"),
    ("agreed to", "refused to"),
    ("refused to", "agreed to"),
    ("declined to", "agreed to"),
    ("refuses to", "agrees to"),
    ("has yet to", "has managed to"),
    ("plans to", "refuses to"),
    ("vowed to", "refused to"),
)
