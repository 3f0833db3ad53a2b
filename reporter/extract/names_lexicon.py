"""Words that tell names from other words: titles, heads of organisations, given names, words that begin sentences."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HONORIFICS = dict.fromkeys(_words("mr sir lord king prince congressman spokesman chairman"), "m") | dict.fromkeys(
    _words("mrs ms miss lady dame queen princess congresswoman spokeswoman chairwoman"), "f"
)
# Words that stand before a person's name. Abbreviations without their full stop.
TITLES = _words("""
presidents ministers secretaries generals justices judges governors leaders mr mrs ms miss dr prof professor president
vice-president sen senator senators sens rep reps representative representatives gov govs governor lt lieutenant gen general
brigadier major maj col colonel capt captain sgt sergeant cpl corporal adm admiral cmdr commander marshal minister premier
chancellor counsel pm mp ag vp potus secretary undersecretary speaker chairman chairwoman judge justice mayor ambassador princess
pope cardinal archbishop bishop rev reverend ayatollah sheikh sheik imam rabbi mullah sir lord lady dame congressman congresswoman
congressmen sheriff spokesman spokeswoman spokesperson adviser advisor ceo correspondent commissioner administrator treasurer
comptroller envoy superintendent attorney solicitor emperor sultan emir first-lady pvt private spc chief attorney- general
councilman councilwoman alderman assemblyman assemblywoman ex-president co-chairman
""")
# Words for people that, capitalised, are as often part of something else ("Star Wars"): only before a given name.
WEAK_TITLES = _words("""
activist actor actress agent aide analyst anchor author billionaire businessman businesswoman candidate chair coach columnist
comedian commentator consultant crown delegate deputy detective director economist editor father founder historian host insider
inspector investigator journalist king lawmaker lawyer leader mogul navy nominee officer official operative pollster prince
prosecutor quarterback queen reporter sailor singer sister specialist star strategist veteran whip
""")
# Those that are written with a full stop.
TITLE_ABBREVIATIONS = _words("""
mr mrs ms dr prof sen sens rep reps gov govs lt gen maj col capt sgt cpl adm cmdr rev hon st jr sr pvt spc brig
""")
# What may stand between or before title words: "Vice President", "Prime Minister", "House Majority Leader".
TITLE_MODIFIERS = _words("""
vice prime deputy acting interim former then ex late brigadier major lieutenant attorney national security defense defence foreign
press interior finance justice home trade education health energy senior chief first lady supreme majority minority house senate
special assistant state communications campaign republican democratic gop democrat u.s us united states presidential senatorial
gubernatorial executive managing general armed forces support crown top staff opposition independent retired sitting two-term
one-term incumbent tea party white homeland treasury commerce labor agriculture transportation veterans environment intelligence
economic policy political legislative district police fire army navy air force marine coast guard rear fleet
""")
# "Secretary of State", "Chief of Staff": what follows "of" and still belongs to the title.
OFFICES = _words("""
state defense defence energy education commerce labor transportation agriculture interior treasury homeland security health staff
war
""")

ORGANISATION_WORDS = _words("""
committee subcommittee department dept agency party corps university college school institute institution court council congress
parliament ministry organisation organization association federation union league society commission bureau office board bank fund
foundation center centre group company corp corporation inc ltd llc co airlines motors news times post journal tribune gazette
herald guardian network broadcasting television radio press magazine army navy force forces guard guards police church assembly
administration service services authority alliance coalition movement caucus conference campaign project initiative club team
trust hospital museum chamber cabinet government embassy senate house republicans democrats lawyers studios records productions
partners associates holdings industries technologies systems international global airways railways electric mills media monitor
enquirer examiner chronicle observer globe sun mail telegraph independent review report reports daily weekly network pac nations
states brotherhood front brigade
""")
PLACE_WORDS = _words("""
county city town village river lake mountain mountains island islands valley beach bay sea ocean gulf peninsula street avenue road
boulevard square park bridge airport heights hill hills creek springs falls forest desert coast province district region strait
canal plaza tower towers hotel palace castle garden gardens monument memorial cemetery prison base camp port harbor harbour
""")
# Common nouns that capitalised runs end with and that no person bears.
THING_WORDS = _words("""
act bill amendment law treaty agreement accord deal plan program programme war crisis scandal election primary convention debate
summit speech address order rule doctrine report day week month year award prize medal cup bowl games festival show book song film
movie constitution declaration resolution protocol pact account email emails server dossier memo letter budget reform care
security lives matter medicare medicaid tax americans voters website christmas easter thanksgiving god bible capitol freedom dream
right rights statement fund
""")
CONNECTED_HEADS = _words("""
committee subcommittee department ministry institutes institute bureau office council center centre centers university chamber
court corps association society league union organization organisation federation commission board bank agency foundation  church
college school republic kingdom daughters sons conference congress academy museum alliance
""")
PARTICLES = _words("de del della da di do dos du van von der den ter bin ibn ben al el la le abu bint y zu")
SUFFIXES = _words("jr sr ii iii iv")

CALENDAR = _words("""
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
november december jan feb mar apr jun jul aug sept sep oct nov dec a.m p.m
""")

# Words that often begin a sentence and are no part of a name there.
OPENERS = _words("""
a an the this that these those some any all both each every no none not many much more most several few other others another such
i we you he she it they me us him her them my your his its our their mine one two three four five six seven eight nine ten who
whom whose which what when where why how whether if unless because since while although though until till after before once and or
but nor so yet for as at by in of on to from with without within about above across against along among around behind below
beneath beside besides between beyond despite down during except inside into like near off onto out outside over past per than
through throughout toward towards under up upon via versus is are was were be been being am do does did have has had will would
can could shall should may might must let let's there here then now today yesterday tomorrow also again already always never ever
often sometimes still just only even perhaps maybe indeed however meanwhile moreover furthermore nevertheless nonetheless instead
otherwise therefore thus hence later earlier recently currently finally first second third last next previously asked former
speaking according following regarding given including citing noting adding responding yes oh well ok okay please thanks thank
don't doesn't didn't can't won't isn't it's that's there's he's she's they're we're i'm i'd i'll i've you're we've what's who's
new old good great big top read photo watch see look listen click image video update breaking exclusive editor's note said says
hours days weeks months years critics officials authorities people voters lawmakers supporters sources aides advisers experts
analysts
""")
GIVEN_MALE = _words("""
aaron abdul abdullah abraham adam ahmad ahmed alan albert alberto alejandro alex alexander alexei alexey alfonso alfred ali allen
amir anatoly andre andreas andrei andrew andrey angel anthony antonio ari arnold arthur ashraf asif bashar barack barry ben
benjamin beto bernard bernie bill billy blake bob bobby boris brad bradley brandon brent brett brian bruce bryan carl carlos
charles charlie chester chris christian christopher chuck clarence clark claude colin cory craig curtis dan daniel darrell dave
david dean denis dennis derek dick diego dmitri dmitry dominic don donald doug douglas dwight earl ed eddie edgar eduardo edward
edwin elijah eliot emmanuel enrique eric erik ernest eugene evan everett felix fernando francis francisco francois frank franklin
fred frederick gary gene george gerald gerhard gilbert giuseppe glenn gordon graham greg gregory guillermo gustavo guy hamid hans
harold harry hassan hector henry herbert herman hossein howard hugh hugo hussein ian ibrahim igor imran isaac ismail ivan jack
jackson jacob jacques jake jamal james jan jared jason jeb javad javier jay jean jeff jeffrey jeremy jerome jerry jesse jim jimmy
joe joel john johnny jon jonathan jorge jose joseph josh joshua juan julian julio justin karl keith ken kenneth kevin khalid kim
nigel kristian kurt kyle lance larry lars lawrence lee leo leon leonard leonid lewis lindsey lloyd lou louis lucas luis luke
mahmoud manuel marc marco marcus mario mark marshall martin marvin masoud matt matthew maurice max michael michel miguel mike
mikhail mitch mitt mohamed mohammad mohammed morgan muhammad mustafa nathan nasser neil newt nicholas nick nicolas nikolai noah
norman oleg oliver omar orrin oscar osama otto pablo patrick paul pavel pedro perry pete peter phil philip phillip pierre preet
qasem rafael ralph ramon rand randy raul ray raymond recep reggie rex reza ricardo richard rick ricky rob robert roberto rodney
rodrigo roger roland ron ronald ross roy rubens rudolph rudy russ russell ryan salman salvador sam samuel santiago scott sean
sebastian sherrod sergei sergey seth shane shawn shinzo simon stanley stephen steve steven stuart sidney silvio ted terrence terry
theodore thomas tim timothy toby todd tom tommy tony travis trent trey tyler vadim vern victor viktor vince vincent vitaly
vladimir volodymyr wade wallace walter warren wayne wendell wesley will willard william willie winston wolfgang xavier yasser
yousef yuri yusuf zachary
""")
GIVEN_FEMALE = _words("""
abigail agnes alexandra alice alicia alison allison alma amanda amber amy ana andrea angela angelica angie anita ann anna anne
annie antonia ashley audrey ayesha barbara beatrice becky april benazir beth betty beverly bonnie brenda bridget brittany camilla
candace carla carly carmen carol caroline carolyn carrie catherine cathy charlotte cheri cheryl chloe christina christine cindy
claire claudia condoleezza connie cristina crystal cynthia dana danielle dawn deborah debbie debra denise diana diane dianne donna
dorothy edith eileen elaine eleanor elena elise elizabeth ella ellen elsa emily emma erica erin esther eva evelyn fatima fiona
florence frances gabriela gail gina gladys glenda gloria grace greta hannah harriet heather heidi helen hillary hilary hope huma
ida ilhan inge ingrid irene iris isabel ivanka jackie jacqueline jane janet janice jeanne jen jenna jennifer jessica jill jo joan
joanna jocelyn jodi josephine joy joyce juanita judith judy julia julie june kamala karen karin kate katherine kathleen kathryn
kathy katie katrina kay kayleigh kellyanne kelly kim kimberly kirsten kristen kristin kristi laura lauren leah leila lena leslie
lily linda lisa liz lois loretta lori lorraine louise lucia lucy lydia lynn madeleine maggie malala malia marcia margaret maria
marianne marie marilyn marina marine marjorie martha mary maryam maureen maxine megan meghan melania melinda megyn melissa
meredith michele michelle mildred mimi miriam molly monica muriel nadia nancy naomi natalia natalie natasha nicola nicole nikki
nina nora norma olga olivia olympia pamela pat patricia patti patty paula peggy penny phyllis priscilla rachel rebecca regina rita
roberta robin rosa rose rosemary ruth sabrina sally samantha sandra sandy sara sarah sasha shannon sharon sheila shelley sheryl
shirley sonia sonya sophia sophie stacey stacy stella stephanie stormy sue susan susanna suzanne svetlana sylvia tammy tara
tatiana teresa theresa tiffany tina tracy tulsi ursula valerie vanessa vera veronica victoria violet virginia vivian wanda wendy
whitney xiomara yolanda yvette yvonne zoe
""")
GIVEN = GIVEN_MALE | GIVEN_FEMALE
# Short forms of given names, each with the names it may stand for.
NICKNAMES: dict[str, tuple[str, ...]] = {
    short: tuple(full.split("/"))
    for short, full in (
        pair.split(":")
        for pair in """
abe:abraham al:albert/alan/alfred alex:alexander/alexandra/alejandro/alexei andy:andrew barb:barbara becky:rebecca ben:benjamin
bernie:bernard beth:elizabeth bill:william billy:william bob:robert bobby:robert brad:bradley cathy:catherine charlie:charles
chris:christopher/christine/christian chuck:charles cindy:cynthia cory:cory dan:daniel danny:daniel dave:david deb:deborah
debbie:deborah/debra dick:richard don:donald doug:douglas ed:edward/edwin eddie:edward frank:francis/franklin fred:frederick
gabby:gabrielle gene:eugene greg:gregory hank:henry harry:harold/henry jack:john jake:jacob jeff:jeffrey jen:jennifer
jerry:gerald/jerome/jerrold jim:james jimmy:james joe:joseph joey:joseph johnny:john jon:jonathan josh:joshua
kate:katherine/catherine kathy:katherine/kathleen katie:katherine ken:kenneth kim:kimberly larry:lawrence liz:elizabeth lou:louis
maggie:margaret matt:matthew max:maxwell/maximilian meg:margaret mel:melvin mick:michael mickey:michael mike:michael
mitch:mitchell nan:nancy nate:nathan/nathaniel ned:edward nick:nicholas pat:patrick/patricia patty:patricia peggy:margaret
pete:peter phil:philip/phillip ray:raymond reggie:reginald rich:richard rick:richard/eric/patrick ricky:richard rob:robert
ron:ronald ronny:ronald russ:russell sam:samuel/samantha sandy:sandra shelly:michelle steve:steven/stephen stu:stuart
sue:susan/suzanne ted:theodore/edward/rafael terry:terence/terrence/theresa theo:theodore tim:timothy toby:tobias tom:thomas
tommy:thomas tony:anthony/antonio trish:patricia val:valerie vic:victor vicky:victoria vince:vincent walt:walter wes:wesley
will:william zach:zachary rudy:rudolph mitt:willard rand:randal newt:newton sasha:alexander/natasha dmitri:dmitry bibi:benjamin
jeb:john
""".split()
    )
}
SAY_NEXT = re.compile(
    r"[,\s]{1,3}(?:said|says|told|added|noted|tweeted|wrote|argued|asked|replied|warned|insisted|called|claimed|stated|testified|who|whose)\b"
)
SAY_BEFORE = re.compile(r"(?:said|says|told|added|tweeted|wrote|asked|argued|noted|replied|warned|insisted)\s$")
PARTY_NEXT = re.compile(r"\s?[,(]{1,2}\s?(?:R|D|I)[-.–,)]")
