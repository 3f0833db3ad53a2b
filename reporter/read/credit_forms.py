"""The forms in which news credits an outlet: what stands before its name, after it, and what makes it something else."""

from __future__ import annotations

import functools
import re
from typing import Literal

from reporter.read import outlets

Form = Literal["dateline", "based-on", "according-to", "reports", "told", "contributed", "byline"]

# Words that may stand between a trigger and the name: "according to [Iran’s semi-official] Mehr news agency".
_BETWEEN = (
    r"(?:(?:the|a|an|his|her|its|their|reporters? (?:at|for|from)|reports?|reporting|story|article|interview|statement|sources?|information"
    r"|materials?|published|carried|aired|airing|broadcast|from|by|in|on|of|at|with|for|to|state|state-run|state-owned|state-controlled"
    r"|official|semi-official|independent|private|fellow|rival|conservative|liberal|host|hosts|anchor|correspondent|columnist|reporter"
    r"|local|national|government|news|agency|agencies|newspaper|daily|weekly|magazine|outlet|broadcaster|network|channel|television|tv|website"
    r"|site|radio|station|affiliate|program|programme|show|podcast|live|exclusive|recent|later|early|late|earlier"
    r"|(?:[A-Z][a-z]+ ){0,2}(?:Fox|NBC|CBS|ABC|CNN|PBS|NPR|CW) affiliate"
    r"|wire|service|media|tabloid|British|French|German|Dutch|Greek|Turkish|Swedish|Spanish|Polish|Finnish|Danish|Irish|Chinese|Japanese"
    r"|[A-Z][a-z]+(?:an|ian|i|’s|'s)|US|U\.S\.|UK|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|morning|afternoon|evening|night"
    r"|today|this|last|week|month)\s+){0,7}?"
)
_TIME = r"(?:(?:on |late |early |last |this )?(?:\w+day|today|yesterday|week|month|year)(?: (?:morning|afternoon|evening|night))?\s+)?"
_TALK = (
    r"(?:interviews?|interviewed|appearances?|appeared|appearing|remarks|comments|exchange|discussion|conversation|segment|town hall"
    r"|speaking|spoke|said|says|saying|argued|insisted|asked|claimed|acknowledged|admitted|noted|added|warned|joked|declared|explained|suggested)"
)
BEFORE_NAME: tuple[tuple[Form, str], ...] = (
    ("based-on", r"\b(?:[Bb]ased on|[Ww]ith) (?:the )?(?:materials?|reports?|reporting|information|files|copy) (?:from|by|of|provided by)"),
    ("based-on", r"\b(?:originally|first) (?:appeared|published|ran) (?:in|on|by|at|with)"),
    ("based-on", r"(?:^|(?<=\n))[ \t]{0,8}(?:Sources?|SOURCE|Via)\s?:"),
    ("based-on", r"\b(?:[Rr]epublished|[Rr]eprinted|[Dd]istributed|[Ss]yndicated) (?:with permission )?(?:from|by)"),
    ("based-on", r"\b(?:in partnership with|in collaboration with|co-?published with)"),
    ("reports", r"(?:(?:^|(?<=\n))[ \t]{0,8}|[(\[])(?:[Vv]ia|[Hh]/[Tt]|[Hh]at tip):?"),
    ("reports", r"\b(?:[Pp]rovided by|[Cc]ourtesy of)"),
    ("reports", r"\b(?:first|as|was|were|been|also) (?:reported|published|broken) (?:by|in|on)"),
    ("reports", r"\b(?:reported|published|carried|cited|quoted|obtained|released|aired|seen|reviewed) (?:\w+ ){0,2}?by"),
    ("reports", r"\b(?:quoted|cited|profiled|detailed|described|documented|revealed|disclosed|reported|published) (?:\w+day )?(?:in|on)"),
    (
        "reports",
        r"\b(?:[Aa]n?|[Tt]he|this) (?:\w+ )?(?:article|story|report|investigation|exposé|account|profile) (?:\w+ )?(?:in|by|from|on)",
    ),
    ("reports", r"\b(?:letter|column|post|essay|op-ed|piece|editorial|blog) .{0,30}?\b(?:in|on|for)"),
    ("according-to", r"\b[Aa]ccording to"),
    ("according-to", r"\b(?:[Cc]iting|[Qq]uoting|[Rr]eports? (?:in|by|from)|[Aa]s per)"),
    (
        "told",
        r"\b(?:told|telling|tells?\b|[Ss]peaking (?:to|with|on)|spoke (?:to|with|on)|confirmed to|said to|talk(?:ing|ed) (?:to|with))",
    ),
    ("told", rf"\b{_TALK} (?:broadcast |aired |airing |published |conducted |granted |given )?{_TIME}(?:with|on|by|to|for|in)"),
    (
        "told",
        (
            r"\b(?:[Ii]n|[Dd]uring|[Gg]ave|giving) (?:an?|his|her|their|the|one) (?:\w+ )?"
            r"(?=(?:{name})(?:[’']s?)? (?:\w+ )?(?:interview|appearance|town hall|podcast)\b)"
        ),
    ),
    ("told", r"(?:^|(?<=\n)|(?<=[.!?”\"] ))On(?=.{3,60}[“\"][^”\"\n]{2,40}[,”\"])"),
)
# A person between the verb and the name: "told Jane Roe of MSNBC", "told Jorge Ramos in an interview for Fusion".
PERSON_BETWEEN = re.compile(
    r"\s+(?:\w+ ){0,2}?[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2},? (?:of|from|at|on|in an interview (?:for|with|on)|in an appearance on)(?=\s)"
)
_REPORT_VERB = (
    r"(?:reports?|reported|has reported|had reported|is reporting|quoted|quotes|cited|first reported|broke the story|has learned|learned)"
)
_SAY_VERB = (
    r"(?:says?|said|writes|wrote|notes|noted|estimated|estimates|found|described|revealed|obtained|put it|points out|pointed out|observed)"
)
SAYS = re.compile(_SAY_VERB)
_ADVERBS = r"(?:\s+(?:first|also|later|earlier|previously|recently|then|has|had|said and|news agency|this week|last week|\w+day))*\s+"
_APPOSITION = r"(?:, (?:an?|the|which|whose) [^,.\n]{3,60},)?"
# What an outlet does as a company, not as a reporter: "The Times said it would cut jobs", "reported a loss".
_AS_COMPANY = (
    r"(?!\s+(?:that\s+)?(?:it|its|they|he|she|in an? (?:\w+ )?(?:statement|memo|filing|letter|tweet|note|email)"
    r"|on \w+day (?:that )?it|no|goodbye|farewell|the company"
    r"|(?:an? )?(?:\w+ ){0,2}(?:loss|losses|profits?|earnings|revenues?|layoffs?|circulation|subscribers))\b)"
)
# After a name these mean something other than the outlet's reporting: "the Post's headquarters", "CNN executives".
NOT_REPORTING = re.compile(
    r"(?:/[\w ]{2,20})?[’']?s?\s+(?:affiliates?|stations?|headquarters|building|debates?|executives?|employees?|staff|staffers|newsroom"
    r"|shareholders|owners?|publishers?|spokes\w+|lawyers?|attorneys?|subscribers|Company|Co\.|Corp\.?|parent|stylebook|Stylebook|bestseller|best-seller|crossword|lawsuit|board)\b"
)
NOT_REPORTING_POLLS = re.compile(r"(?:/[\w ]{2,20})[’']?s?\s+(?:polls?|surveys?)\b")
# Station call signs, and what stands in for a station's name: "KBFX-TV", "a CBS affiliate in Denver".
STATION = r"(?:[KW][A-Z]{2,3}-(?:TV|FM|AM|DT)|(?:[A-Z]{2,4}|Fox(?: News)?) affiliate(?: in [A-Z][a-z]+(?: [A-Z][a-z]+)?)?(?! [A-Z]))"
# A paper by the last word of its name, once the article has named it in full: "the Journal".
SHORT = (
    r"(?:[Tt]he (?:Times|Post|Journal|Herald|Tribune|Chronicle|Globe|Register|Star|Courier|Standard|Mail|Telegraph|News"
    r"|Sun)(?![\w-]| [A-Z]))"
)
SAYING_PAPER = re.compile(
    r"\b[Tt]he (?:article|newspaper|paper|magazine|news agency|broadcaster) (?:also |first |later |then )?"
    rf"(?:reports?|reported|said|says|added|adds|wrote|writes|noted|notes|quoted|quotes|cited)\b{_AS_COMPANY}"
)


@functools.lru_cache(maxsize=64)
def name(also: tuple[str, ...] = ()) -> str:
    """Return the pattern of any name that can be credited; `also` are the story's own outlets."""
    return rf"(?:{STATION}|{outlets.pattern(also)}|{SHORT})"


@functools.lru_cache(maxsize=64)
def before_name(also: tuple[str, ...] = ()) -> tuple[tuple[Form, re.Pattern[str], bool], ...]:
    """Return each form with what stands before the name, and whether the name follows at once: nothing may stand between."""
    return tuple((form, re.compile(trigger.replace("{name}", name(also))), "{name}" in trigger) for form, trigger in BEFORE_NAME)


@functools.lru_cache(maxsize=64)
def named(also: tuple[str, ...], *, at_once: bool) -> re.Pattern[str]:
    """Return the name that follows, with what may stand between; compiled where something stands before a name, which is seldom."""
    here = rf"(?P<name>{name(also)})"
    return re.compile(here if at_once else rf"\s+[“\"‘]?{_BETWEEN}[“\"‘]?{here}")


@functools.lru_cache(maxsize=64)
def after_name(also: tuple[str, ...] = ()) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the verb of an outlet that reports, and the name that ends before it."""
    verb = re.compile(
        rf"\b(?:{_REPORT_VERB}\b(?!\s+(?:an? )?(?:\w+ )?(?:loss|losses|profits?|earnings|revenues?)\b)|{_SAY_VERB}\b{_AS_COMPANY})"
    )
    return verb, re.compile(rf"(?<![\w’'-])(?P<as>[Aa]s )?(?P<name>{name(also)})(?P<rest>{_APPOSITION}{_ADVERBS})$")
