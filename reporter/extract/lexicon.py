"""Closed-class words and word forms of English that clause splitting and attribution rest on."""

from __future__ import annotations

from reporter.text import WEEKDAYS


def _split(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _present(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


_DOUBLED = _split(
    "admit permit quip rebut regret drop plan stop step slam transfer rap recap submit omit commit occur refer prefer ban plot chat"
)


def _stem(base: str) -> str:
    return base + base[-1] if base in _DOUBLED else base


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return _stem(base) + "ed"


def _participle(base: str) -> str:
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return _stem(base) + "ing"


# Irregular verbs, as base:past[:participle].
_IRREGULAR_VERBS = """
say:said tell:told write:wrote:written think:thought know:knew:known feel:felt find:found hold:held see:saw:seen hear:heard
begin:began:begun break:broke:broken bring:brought build:built buy:bought catch:caught choose:chose:chosen come:came:come cut:cut
deal:dealt do:did:done draw:drew:drawn drive:drove:driven eat:ate:eaten fall:fell:fallen fight:fought fly:flew:flown
forget:forgot:forgotten get:got:gotten give:gave:given go:went:gone grow:grew:grown have:had hit:hit hurt:hurt keep:kept lay:laid
lead:led leave:left let:let lose:lost make:made mean:meant meet:met overcome:overcame:overcome pay:paid put:put quit:quit read:read
ride:rode:ridden rise:rose:risen run:ran:run seek:sought sell:sold send:sent set:set shake:shook:shaken shoot:shot show:showed:shown
shut:shut sit:sat sleep:slept speak:spoke:spoken spend:spent stand:stood steal:stole:stolen stick:stuck strike:struck swear:swore:sworn
sweep:swept take:took:taken teach:taught tear:tore:torn throw:threw:thrown understand:understood undertake:undertook:undertaken
wear:wore:worn win:won withdraw:withdrew:withdrawn withhold:withheld become:became:become bear:bore:born bid:bid bind:bound burst:burst
cast:cast forbid:forbade:forbidden foresee:foresaw:foreseen freeze:froze:frozen hang:hung hide:hid:hidden lie:lay:lain light:lit
ring:rang:rung shrink:shrank:shrunk sing:sang:sung sink:sank:sunk slide:slid spread:spread spring:sprang:sprung split:split swing:swung
uphold:upheld wake:woke:woken rebuild:rebuilt mislead:misled oversee:oversaw:overseen undergo:underwent:undergone foretell:foretold
misunderstand:misunderstood
""".split()

# Verbs that report an utterance or a belief and take a clause of their own ("said that ...").
_SAY_VERBS = _split("""
say tell add note explain state claim argue insist stress emphasize emphasise underline underscore acknowledge admit concede confirm
deny announce declare report reveal disclose warn caution suggest assert maintain contend believe think expect hope predict estimate
reiterate repeat recall observe remark comment continue conclude allege indicate point write tweet post reply respond answer ask joke
quip testify vow pledge promise complain lament mention highlight clarify propose recommend imply hint signal affirm reaffirm stipulate
charge counter boast concur agree assure inform notify advise demand find know feel fear worry doubt suspect speculate guess figure
conjecture determine rule hold understand learn hear cry shout yell whisper mutter interject exclaim proclaim profess opine posit muse
retort rebut protest object urge tell remind echo elaborate specify stipulate
""")

# Verbs that report a stance or a speech act; their clause is told whole ("hailed the relations").
_ACT_VERBS = _split("""
hail praise criticize criticise condemn denounce blast slam attack accuse defend welcome reject dismiss express voice call urge support
oppose back endorse question challenge mock ridicule rebuke tout thank congratulate apologize apologise invite blame describe
characterize characterise label dub refuse decline offer appeal address discuss cite quote compare applaud decry deride lambaste rip
tear bash chide scold assail commend laud salute object threaten promise order demand request advocate dispute contest refute cast liken
portray justify regret mourn
""")

_COMMON_VERBS = _split("""
accept achieve act affect aim allow appear apply appoint approve arrange arrest arrive attempt attend avoid ban base block boost cancel
carry cause cease change charge clear close collapse combine commit complete concern conduct confront consider consist contain
contribute control cover crash create cross damage date decide declare decrease defeat delay deliver depend deploy deserve design
destroy detail develop die differ direct disagree discover display divide donate double drop earn elect emerge employ enable encourage
end engage enjoy enter ensure establish evacuate examine exceed exist expand extend face fail favor favour file fill fire flee focus
follow force form found fund gain gather grant guarantee handle happen help hire host identify ignore impose improve include increase
indict injure insert intend introduce invade investigate involve issue join jump kill lack last launch leak lift like limit link live
look love lower mark matter move name need negotiate nominate obtain occupy occur open operate oppose outline own pass permit phase
place plan plant play point pose postpone prepare prevent produce prohibit prompt protect prove provide publish pull push raise range
reach receive recognize reduce refer regard reflect release rely remain remove replace represent require rescue resign resolve resume
retain retire return reverse review roll save schedule secure seem seize serve settle share sign soar spark stage start stay stem step
stop struggle submit succeed sue suffer suspend tend test topple total touch track trade trail travel treat trigger try turn undermine
unveil use value veto view violate visit vote wait walk want warrant watch work wound yield appeal argue prompt echo threaten plummet
sit strip target tie wrap fuel stoke reignite ease tighten weaken strengthen harm overturn override
""")

_IRREGULAR: dict[str, tuple[str, str]] = {}
for _entry in _IRREGULAR_VERBS:
    _parts = _entry.split(":")
    _IRREGULAR[_parts[0]] = (_parts[1], _parts[-1])


def _forms(bases: frozenset[str]) -> dict[str, str]:
    """Every inflected form of `bases`, mapped to its lemma; the base form itself is included."""
    forms: dict[str, str] = {}
    for base in sorted(bases):
        past, done = _IRREGULAR.get(base, (_past(base), _past(base)))
        for form in (base, _present(base), past, done, _participle(base)):
            forms.setdefault(form, base)
    return forms


_LEMMA_SPELLING = {"emphasise": "emphasize", "criticise": "criticize", "apologise": "apologize", "characterise": "characterize"}


def _spelled(forms: dict[str, str]) -> dict[str, str]:
    return {form: _LEMMA_SPELLING.get(lemma, lemma) for form, lemma in forms.items()}


SAY = _spelled(_forms(_SAY_VERBS))
ACT = {form: lemma for form, lemma in _spelled(_forms(_ACT_VERBS)).items() if form not in SAY}
GERUNDS = frozenset(form for form in (*SAY, *ACT) if form.endswith("ing"))
BASES = _SAY_VERBS | _ACT_VERBS | _COMMON_VERBS | frozenset(_IRREGULAR)
PAST_IRREGULAR = frozenset(past for past, _ in _IRREGULAR.values())
_SHORT_PAST = frozenset(_past(base) for base in BASES - _IRREGULAR.keys() if len(_past(base)) <= 4) - {"used"}  # "the emails used"
DONE_IRREGULAR = frozenset(done for _, done in _IRREGULAR.values())
PRESENT = frozenset(_present(base) for base in BASES) | {"has", "does"}

# Forms far more often nouns than verbs after a conjunction or a noun: no evidence of a finite verb.
PRESENT_NOUNS = _split("""
plans claims reports comments calls demands charges votes moves talks attacks concerns changes issues forces places states sets cuts
deals results returns rules supports views visits works orders needs uses trades tests terms shares services sales rights remains
questions programs challenges offers leads lives limits links laws increases houses helps hopes hits grants goods funds fires figures
files estimates effects efforts drops drives doubts dates costs covers controls conducts causes breaks bills bans backs arms answers
appeals aims acts works interests looks lies leaves names notes objects signals shows stands starts steps stops targets ties times touts
tracks values walks fears fights finds falls faces feeds forms promises protests ranges reviews rises runs quotes
""")
PARTICIPLE_ADJECTIVES = _split("""
united related limited so-called unprecedented alleged wounded armed advanced increased hundred sacred naked red bed need seed indeed
speed exceed proceed feed breed weed deed embed led shed wed unidentified unnamed detailed complicated mixed aged talented
""")

AUXILIARIES = _split("""
is are was were has have had do does did will would shall should can could may might must cannot isn't aren't wasn't weren't hasn't
haven't hadn't don't doesn't didn't won't wouldn't shan't shouldn't can't couldn't mightn't mustn't ain't
""")
PRONOUN_SUBJECTS = _split("i you he she it we they there this that these those who which someone everyone nobody everybody nothing none")
CONTRACTED_SUBJECTS = frozenset(
    f"{p}'{v}" for p in ("i", "you", "he", "she", "it", "we", "they", "there", "that") for v in ("m", "re", "s", "d", "ve", "ll")
)
PERSONAL = _split("he she they it i we")
DETERMINERS = _split(
    "the a an this that these those his her its their our my your some any no each every all both many several few most other another such"
)
PREPOSITIONS = _split("""
at in on during to after before with for from by about against amid among as because between beyond despite following in inside into
like near of off onto over outside per since through throughout toward towards under until upon via within without ahead according
""")
SUBORDINATORS = _split("while whereas although though after before because since as when until unless once if whether where")
COORDINATORS = _split("and but or nor yet")
RELATIVES = _split("which who whose whom where")
ADVERBS = _split("""
also then later further again now still already never not always often earlier once just even only too recently previously thus
therefore however meanwhile instead simply actually immediately eventually subsequently reportedly ever soon long since finally
""")
MONTHS = _split(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec"
)
TIMES = (
    frozenset(WEEKDAYS)
    | MONTHS
    | _split("today yesterday tomorrow tonight earlier later last this morning afternoon evening night week month year recently")
)
# Where and how something was said: an occasion is a claim of its own, a medium only where much is told about it.
VENUES = _split("""
meeting talks interview conference briefing speech hearing testimony rally event visit summit session debate appearance call program
programme show broadcast forum ceremony reception gathering tour trip lunch dinner breakfast address panel podcast
""")
MEDIA = _split("statement remarks email e-mail letter tweet post press ad video message note memo report filing")

# Openings that only set the topic of what follows.
TOPIC_FRAMES = _split("regarding concerning commenting speaking asked responding referring turning when about on as answering addressing")

FUNCTION_WORDS = (
    DETERMINERS
    | PREPOSITIONS
    | SUBORDINATORS
    | COORDINATORS
    | RELATIVES
    | AUXILIARIES
    | PRONOUN_SUBJECTS
    | CONTRACTED_SUBJECTS
    | ADVERBS
    | _split("""
him her them us me himself herself itself themselves be been being not than so if what how why when there here more very up out down
back own one
""")
)


def is_adverb(word: str) -> bool:
    """Whether `word` may stand between a subject and its verb."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in _LY_NOUNS)


_LY_NOUNS = _split(
    "family assembly ally july italy reply supply rally belly bully daily early only friendly deadly costly likely lonely elderly"
)


def is_past(word: str) -> bool:
    """Whether `word` looks like a past tense (it may also be a participle)."""
    if word in PAST_IRREGULAR or word in _SHORT_PAST:
        return True
    return word.endswith("ed") and len(word) > 4 and word not in PARTICIPLE_ADJECTIVES and "-" not in word


def is_finite(word: str) -> bool:
    """Whether `word` looks like a finite verb form by itself."""
    if word in AUXILIARIES or word in CONTRACTED_SUBJECTS or is_past(word):
        return True
    return word in PRESENT and word not in PRESENT_NOUNS


# Cue verbs that take a clause without "that"; the others need "that", a colon, or a quotation.
BARE_CLAUSE = _split("""
say tell add note explain claim argue insist stress emphasize acknowledge admit warn suggest maintain contend believe think hope concede
confirm announce predict joke reply assure feel imply doubt fear vow promise complain declare expect
""")

# Cue verbs that often mean something else: only beside a quotation or before "that".
WEAK_CUES = _split("""
find hold feel hear charge rule continue observe recall determine post point learn know ask object order agree repeat guess figure
report state comment counter signal advise cry echo demand write project conclude understand answer respond worry testify indicate show
pledge propose reveal declare recommend inform notify mention highlight urge remind elaborate muse tweet hint disclose estimate
""")

# Cue verbs whose words are left out of the claim; a belief, denial or promise is itself what is claimed.
UTTERANCES = _split("""
say tell add note explain state claim argue insist stress emphasize underline underscore announce declare report reveal disclose suggest
maintain contend assert mention highlight point reiterate repeat recall observe remark comment continue conclude write tweet post reply
respond answer ask quip joke
""")

# Verbs that report a clause but whose noun object is nothing said: "held a meeting", "found a way".
NO_SPEECH_ACT = _split("""
hold find feel hear continue determine post point learn know order rule write show understand guess figure indicate worry project
believe think expect observe maintain charge see repeat add tell explain
""")

# Cue verbs that end names.
CUES_IN_NAMES = _split("states state post posts report reports note call calls")

# Forms that are mostly nouns: an attribution only where what is said is sure to follow.
NOUN_CUES = _split("""
comment comments remark remarks state states report reports claim claims answer answers note post posts project projects charge charges
order orders estimate estimates promise promises pledge pledges vow vows hope hopes fear fears worry worries doubt doubts demand demands
rule rules signal signals guess point points figure figures hint hints tweet tweets urge caution joke jokes quip object objects cry
cries echo echoes counter counters figure suspect suspects reply replies response protest protests project repeat feel show shows question
""")
