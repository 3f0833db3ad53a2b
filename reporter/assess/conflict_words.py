"""Words of general English by which two accounts of one thing exclude each other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from reporter.assess.wording import Word, level, stem

_FORMS = (
    "win won|lose lost losing|rise rose risen|fall fell fallen|give gave given|take took taken|meet met|make made|write wrote written|"
    "send sent|know knew known|hold held|uphold upheld|speak spoke spoken|leave left|come came|go went gone|run ran|see saw seen|"
    "draw drew drawn|begin began begun|withdraw withdrew withdrawn|find found|say said|tell told|keep kept|buy bought|sell sold|pay paid|"
    "lead led|think thought|bring brought|deny denied denies|die dies dead death deaths dying|forbid forbade forbidden|grow grew grown|"
    "become became|choose chose chosen|break broke broken|strike struck|shrink shrank shrunk|fight fought|feel felt|build built|"
    "stand stood|understand understood|respond response responses|get got gotten|overturn|victory victories|loss losses|"
    "criticize criticism|support supporter supporters|oppose opposition opponent opponents|approve approval|reject rejection|"
    "resign resignation|arrive arrival|announce announcement|decide decision|agree agreement|apply applies applied|"
    "justify justifies justified|carry carries carried|try tries tried|testify testifies testified|clarify clarified"
)
IRREGULAR: Mapping[str, str] = {form: forms.split()[0] for forms in _FORMS.split("|") for form in forms.split()}

_CONTRARIES = (
    "support back endorse favor champion|oppose reject denounce condemn fight",
    "pass approve adopt ratify enact|reject defeat block",
    "sign approve|veto reject",
    "win victory victorious|lose loss defeat",
    "rise increase grow climb gain jump surge raise hike boost|fall decrease drop cut lower reduce shrink slump",
    "kill die|injure wound hurt survive",
    "accept agree|decline refuse reject",
    "praise laud applaud hail|criticize condemn blast denounce attack slam",
    "defend|attack",
    "uphold affirm|overturn strike",
    "grant|deny withhold refuse",
    "begin start launch open|end finish close stop conclude",
    "lift remove repeal scrap reverse|impose keep maintain reinstate",
    "confirm admit acknowledge concede affirm|deny dispute",
    "ban bar prohibit block forbid outlaw|allow permit let",
    "join enter|leave quit exit withdraw",
    "hire appoint|fire dismiss oust sack",
    "arrest detain jail|release free",
    "convict guilty|acquit innocent",
    "accuse|clear exonerate",
    "strengthen|weaken",
    "schedule|cancel scrap",
    "delay postpone|hasten accelerate",
    "resign quit|stay remain",
    "succeed|fail",
    "permanent|temporary initial provisional interim preliminary tentative principle",
    "legal|illegal",
    "lawful|unlawful",
    "expand widen|shrink narrow limit",
    "withdraw|keep",
    "open|close",
    "public|private",
    "majority|minority",
    "guilty|innocent",
    "strong|weak",
    "likely|unlikely",
    "able|unable",
    "willing|unwilling",
    "optimistic|pessimistic",
    "gain|lose",
)


def key(word: str) -> str:
    """Return the form in which most forms of one verb or noun are equal."""
    base = stem(IRREGULAR.get(word, word))
    return base[:-1] if base[-2:-1] == base[-1:] else base  # "stopped", "kill" and "kil" (of "killed")


def lemma(word: Word) -> str:
    """Return the form in which the forms of one verb or noun are mostly equal."""
    return _lemma(word.form)


@lru_cache(maxsize=16384)
def _lemma(form: str) -> str:
    return key(form.removesuffix("'s"))


CONTRARIES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(key(level(w)) for w in one.split()), frozenset(key(level(w)) for w in other.split()))
    for one, _, other in (pair.partition("|") for pair in _CONTRARIES)
)

_STATES = (
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana "
    "iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska "
    "nevada new_hampshire new_jersey new_mexico new_york north_carolina north_dakota ohio oklahoma oregon pennsylvania "
    "rhode_island south_carolina south_dakota tennessee texas utah vermont virginia washington west_virginia wisconsin "
    "wyoming"
)
_COUNTRIES = (
    "afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus belgium "
    "bolivia brazil britain bulgaria cambodia cameroon canada chad chile china colombia congo croatia cuba cyprus denmark "
    "ecuador egypt england estonia ethiopia finland france georgia germany ghana greece guatemala haiti honduras hungary "
    "iceland india indonesia iran iraq ireland israel italy japan jordan kazakhstan kenya kosovo kuwait laos latvia lebanon "
    "liberia libya lithuania malaysia mali malta mexico moldova mongolia morocco mozambique myanmar namibia nepal netherlands "
    "new_zealand nicaragua niger nigeria north_korea norway oman pakistan panama paraguay peru philippines poland portugal "
    "qatar romania russia rwanda saudi_arabia scotland senegal serbia singapore slovakia slovenia somalia south_africa "
    "south_korea spain sri_lanka sudan sweden switzerland syria taiwan tanzania thailand tunisia turkey uganda ukraine "
    "united_arab_emirates united_kingdom united_states uruguay venezuela vietnam wales yemen zambia zimbabwe u.s america uk "
    "u.k us"
)
PLACE_CLASSES: tuple[frozenset[str], ...] = tuple(
    frozenset(name.replace("_", " ") for name in names.split()) for names in (_STATES, _COUNTRIES)
)  # a state is not compared with a country, nor either with a town

TITLES = frozenset(
    key(w)
    for w in "mr mrs ms dr sen rep gov sir president presidential minister prime secretary senator representative congressman "
    "congresswoman governor mayor chairman chair director general judge justice king queen prince sheriff former counterpart "
    "leader spokesman spokeswoman republican democrat democratic candidate nominee state city country lt brigadier defense "
    "foreign interior".split()
)  # stand before a name and tell nothing of what is said

# What counts as much the same thing when it is counted.
_ALIKE = (
    "bill measure legislation act",
    "person people individual resident citizen man woman passenger",
    "death fatality victim",
    "soldier troop serviceman marine",
    "signature signatory signer",
    "vehicle car",
    "employee worker staffer",
    "email message",
    "country nation",
    "child kid",
    "lawmaker legislator",
    "nomination nominee",
    "percentage percent",
)
SAME_UNIT: Mapping[str, str] = {unit: row.split()[0] for row in _ALIKE for unit in row.split()}
DAYS: Mapping[str, float] = {"day": 1, "week": 7, "month": 30.4, "year": 365, "decade": 3652}
TOLL = frozenset(key(w) for w in "die kill injure wound hurt arrest miss infect detain displace evacuate".split())
