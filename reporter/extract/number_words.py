"""Words that numbers are written with, and words around them that tell what they are."""

from __future__ import annotations

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve"
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
SMALL = {word: float(n) for n, word in enumerate(f"{_UNITS} {_TEENS}".split())}
TENS = {word: 10.0 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
MAGNITUDES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
}
FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4, "fourth": 1 / 4, "fourths": 1 / 4} | {
    "fifth": 1 / 5,
    "fifths": 1 / 5,
    "tenth": 1 / 10,
    "tenths": 1 / 10,
}
# What an unnumbered plural allows.
VAGUE = {
    "couple": (2.0, 3.0),
    "tens": (20.0, 99.0),
    "dozens": (24.0, 99.0),
    "scores": (40.0, 99.0),
    "hundreds": (200.0, 999.0),
    "thousands": (2e3, 99_999.0),
    "millions": (2e6, 999e6),
    "billions": (2e9, 999e9),
}
# What a qualifier makes of the lower and the upper end.
QUALIFIERS = (
    dict.fromkeys(
        (
            "at least",
            "no fewer than",
            "no less than",
            "a minimum of",
            "more than",
            "over",
            "upwards of",
            "above",
            "in excess of",
            "greater than",
        ),
        (1.0, 2.0),
    )
    | dict.fromkeys(("nearly", "almost", "close to", "just under", "just shy of", "approaching"), (0.85, 1.0))
    | dict.fromkeys(
        ("about", "around", "roughly", "approximately", "some", "an estimated", "estimated", "circa", "approx", "more or less"),
        (0.85, 1.15),
    )
    | dict.fromkeys(
        ("up to", "as many as", "as much as", "no more than", "at most", "fewer than", "less than", "under", "below"), (0.0, 1.0)
    )
)
CURRENCY_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₪": "ILS", "₩": "KRW"}
DOLLARS = {"a": "AUD", "c": "CAD", "hk": "HKD", "nz": "NZD", "s": "SGD"}  # A$5
CURRENCY_WORDS = (
    dict.fromkeys(("dollar", "dollars", "usd"), "USD")
    | dict.fromkeys(("euro", "euros", "eur"), "EUR")
    | dict.fromkeys(("gbp", "sterling"), "GBP")
    | dict.fromkeys(("ruble", "rubles", "rouble", "roubles"), "RUB")
    | dict.fromkeys(("rial", "rials"), "IRR")
    | dict.fromkeys(("rupee", "rupees"), "INR")
    | dict.fromkeys(("shekel", "shekels"), "ILS")
    | dict.fromkeys(("peso", "pesos"), "peso")
    | dict.fromkeys(("franc", "francs"), "franc")
    | {"yen": "JPY", "yuan": "CNY", "renminbi": "CNY"}
)

# A number right after one of these names something.
BEFORE_LABEL = frozenset(
    """
    no nos number article articles section sections chapter title room rule resolution proposition prop amendment route highway
    interstate flight boeing airbus channel page pages group phase type apollo area district unit pier gate building suite apt
    level bowl bill act form sb hb hr ab s h.r psalm verse line annex appendix schedule figure table volume vol part item version
    windows iphone model exit zone ward precinct division battalion brigade regiment squadron studio stage formula
    """.split()
)
STREETS = frozenset("street st avenue ave road rd boulevard blvd lane drive place square court highway parkway".split())
# "one" counts only before a measure or a countable being; elsewhere it is a pronoun or an article.
COUNTABLE_AFTER_ONE = frozenset(
    "year month week day hour minute second mile person man woman child death percent vote seat point dollar soldier officer".split()
)
NOT_IN_NOUN_PHRASE = frozenset(
    """
    a an the of in on at to from by with for and or but as than that this these those who which when where while if so he she it
    they we you i his her its their is are was were be been has have had does did do said says will would can could may might
    into over under after before since until about against between during per not no also only just less most least
    last this next texas kansas arkansas illinois massachusetts
    """.split()
)
_IRREGULAR = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "lives": "life",
    "wives": "wife",
    "police": "police",
    "troops": "troop",
    "cents": "cent",
    "congressmen": "congressman",
    "congresswomen": "congresswoman",
    "servicemen": "serviceman",
    "gunmen": "gunman",
    "policemen": "policeman",
    "businessmen": "businessman",
    "businesses": "business",
    "media": "medium",
    "series": "series",
}
_NO_PLURAL = ("ss", "us", "is", "'s")


def singular(noun: str) -> str:
    """Return a plural noun in the singular, crudely; anything else as it is."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith(_NO_PLURAL) or not noun.endswith("s") or len(noun) < 4:
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes", "zes")):
        return noun[:-2]
    return noun[:-1]
