"""Made stories of different shapes, in invented towns, for the page: each goes through the whole pipeline, as a reader's would.

Shapes that take long to compare are made as briefings at once, in `tests.briefings`. Nothing is random: an outlet's place decides
which facts it has and how it words them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reporter.schema import RawArticle

AGENCY = (
    "KELLWICK (Coast Wire) - A cargo ship with 21 people on board ran aground off Kellwick early on Monday, the coast guard said.",
    "The Aldora struck a sandbank two miles north of the harbour at 4.40 a.m., harbour master Ines Calder told reporters.",
    "“We have no sign of a leak, and the crew is safe,” Calder said.",
    "Two tugs from Port Elva are expected to reach the ship before the evening tide.",
    "The ship was carrying 9,000 tonnes of grain from Sund to Tarn.",
)
_CREDITED = "The Aldora struck a sandbank two miles north of the harbour at 4.40 a.m., Coast Wire reported."
_FACTS = (  # each in three wordings; an outlet takes one
    (
        "A cargo ship ran aground off Kellwick on Monday.",
        "On Monday a cargo ship ran aground off Kellwick.",
        "A freighter has run aground near Kellwick, the coast guard said on Monday.",
    ),
    (
        "None of the 21 people on board was hurt, according to the coast guard.",
        "The coast guard said that all 21 crew members were unhurt.",
        "All 21 people aboard are safe, the coast guard said.",
    ),
    (
        "Harbour master Ines Calder said there was no sign of a leak.",
        "There was no sign of a leak, said Ines Calder, the harbour master.",
        "“There is no sign of a leak,” harbour master Ines Calder said.",
    ),
    (
        "The ship was carrying 9,000 tonnes of grain to Tarn.",
        "It had 9,000 tonnes of grain on board, bound for Tarn.",
        "The ship was carrying 9,000 tonnes of grain, port papers show.",
    ),
    (
        "Two tugs will try to pull it free at high tide.",
        "At high tide two tugs will try to pull the ship free.",
        "Two tugs are to pull the freighter free at high tide.",
    ),
    (
        "The owner, Aldora Lines, said that the steering had failed.",
        "Aldora Lines, which owns the ship, said its steering failed.",
        "The steering failed, the owner Aldora Lines said.",
    ),
    (
        "Kellwick closed its beach until Thursday.",
        "The beach of Kellwick is closed until Thursday.",
        "Until Thursday the beach at Kellwick stays closed.",
    ),
    (
        "The last grounding off Kellwick was in 1998.",
        "A ship last ran aground off Kellwick in 1998.",
        "It is the first grounding off Kellwick since 1998.",
    ),
)
_OWN = (
    "Fishermen in {town} say that they saw no lights that night.",
    "The mayor of {town} asked for a new buoy.",
    "A school in {town} gave its pupils the morning off.",
    "A hotel in {town} took in the relatives of the crew.",
)
_TOWNS = "Kellwick Sund Tarn Elva Marrow Quill Osten Hale Brackwater Lorne".split()
_PAPERS = "Courier Post Herald Gazette Standard Echo Ledger Mercury Monitor Observer".split()


def article(key: str, outlet: str, sentences: Sequence[str], **known: str) -> RawArticle:
    """Return an article of the sentences, two a paragraph."""
    paragraphs = [" ".join(sentences[i : i + 2]) for i in range(0, len(sentences), 2)]
    return RawArticle(id=key, outlet=outlet, text="\n\n".join(paragraphs), **known)  # type: ignore[arg-type]


def aground(place: int, *, facts: int = 5) -> list[str]:
    """Return the report of the outlet at `place`: some of the facts in its own order of wordings, and one sentence that only it has."""
    held = [f for n, f in enumerate(_FACTS) if (place * 3 + n * 5) % 8 < facts]
    told = [wordings[(place + n) % 3] for n, wordings in enumerate(held)]
    return [*told, _OWN[place % len(_OWN)].format(town=_TOWNS[place % len(_TOWNS)])]


def paper(place: int) -> str:
    """Return the name of the outlet at `place`."""
    return f"{_TOWNS[place % 10]} {_PAPERS[(place + place // 10) % 10]}"


# -- the stories ----------------------------------------------------------------------


def two() -> list[RawArticle]:
    """Return two outlets that differ on a number."""
    return [
        article("1", "Kellwick Courier", [*aground(0), "The rescue cost 40,000 crowns, the coast guard said."], published="2026-03-02"),
        article("2", "Sund Post", [*aground(1), "The rescue cost 60,000 crowns, the coast guard said."], published="2026-03-03T08:30:00Z"),
    ]


def apart() -> list[RawArticle]:
    """Return three outlets that share neither text nor a credit."""
    return [article(str(n), paper(n), aground(n), published=f"2026-03-0{n + 2}", title="A ship off Kellwick") for n in range(3)]


def fourteen() -> list[RawArticle]:
    """Return fourteen outlets: a third print the agency's report with its credit, some without, the rest have their own."""
    made = [article("00", "Coast Wire", AGENCY, title="Ship aground off Kellwick")]
    for n in range(1, 14):
        text = aground(n, facts=2 + n % 3)
        if n % 3 == 0:
            text = [_CREDITED, *AGENCY[2:]]
        elif n % 7 == 0:
            text = [AGENCY[0].partition(" - ")[2], *AGENCY[1:4]]
        made.append(article(f"{n:02}", paper(n), text, title="Ship aground off Kellwick"))
    return made


def one_origin() -> list[RawArticle]:
    """Return an agency and three outlets that print it."""
    rest = [article(str(n), paper(n), [_CREDITED, *AGENCY[2 : 3 + n]]) for n in range(1, 4)]
    return [article("0", "Coast Wire", AGENCY), *rest]


def one_outlet() -> list[RawArticle]:
    """Return one outlet."""
    return [article("0", "Kellwick Courier", aground(0), byline="By A. Reporter", published="2026-03-02")]


def scripts() -> list[RawArticle]:
    """Return outlets that write in five scripts and two directions, some with brackets and digits in the name."""
    return [
        article("ar", "صحيفة الميناء (طبعة 2)", ["قال الوزير إن الجسر سيغلق في 1 أبريل.", "وأضاف: «لن ننتظر شتاء آخر»."], language="ar"),
        article("he", "עיתון הנמל [דיגיטלי]", ["השר אמר שהגשר ייסגר ב־1 באפריל.", "«לא נחכה עוד חורף», אמר."], language="he"),
        article("zh", "港口日报", ["部长说，大桥将于4月1日关闭。", "“我们不会再等一个冬天。”他说。"], language="zh"),
        article(
            "ru",
            "Портовый вестник",
            ["Министр сказал, что мост закроют 1 апреля.", "«Мы не будем ждать ещё одну зиму», — сказал он."],
            language="ru",
        ),
        article(
            "en",
            "Harbour Daily",
            ["Minister Layla Haddad said the bridge will close on 1 April.", "“We will not wait another winter,” Haddad (ليلى حداد) said."],
        ),
        article(
            "fa",
            "Kellwick Courier",
            ["The bridge will close on 1 April, minister Layla Haddad said.", "Haddad told פורט נמל radio that the work lasts 14 months."],
        ),
    ]


def quiet() -> list[RawArticle]:
    """Return two outlets that have the same two claims and nothing else: no rule finds anything."""
    return [article(str(n), paper(n), [_FACTS[0][n], _FACTS[6][n]], title="Kellwick") for n in range(2)]


def rules() -> list[RawArticle]:
    """Return a story on which most rules find something, claims are told in part, and some passages are unclear."""
    shops = "Shop owners on the south bank fear for their trade and want the city to pay for the lost months of the summer."
    lorries = "A line of lorries reached back to the motorway on Tuesday night, and the police asked drivers to stay at home."
    talk = "“We will pay every family, once the court has ruled, and not a day before,” Mayor Ilse Brandt said."
    return [
        article(
            "1",
            "Coast Wire",
            [
                "PORT ELVA (Coast Wire) - The council voted 9 to 4 on Tuesday to close the harbour bridge, Mayor Ilse Brandt said.",
                talk,
                "The builder Norvik knew of the cracks since 2019, according to the audit office.",
                "“The pillars were safe in May,” engineer Tom Hale said. “Nobody could have known of the frost.”",
                "Officials who asked not to be named said that a second bridge may close.",
                "Norvik denied that it had known of the cracks.",
                "The closure is expected to last 14 months.",
            ],
            published="2026-03-03T10:00:00Z",
        ),
        article(
            "2",
            "Elva Courier",
            [
                "The council of Port Elva voted 9 to 5 on Tuesday to close the harbour bridge.",
                "“We will pay every family,” Mayor Ilse Brandt said.",
                "The builder Norvik knew of the cracks since 2019.",
                "“The pillars were safe in May. Nobody could have known of the frost,” engineer Tom Hale said.",
                "Ferries will run every ten minutes while the bridge is closed.",
                "The closure will last 18 months, the building office said.",
            ],
            published="2026-03-04T06:00:00Z",
        ),
        article(
            "3",
            "The Northern Post",
            [
                "Port Elva's council voted on Tuesday to shut its harbour bridge and to sell the old customs house.",
                "“We shall pay every household when the court has decided,” Mayor Ilse Brandt said.",
                shops,
                lorries,
                "Norvik knew of the cracks, the audit office said in a report.",
            ],
            published="2026-03-04",
        ),
        article(
            "4",
            "Quill Echo",
            [
                shops,
                lorries,
                "The council of Port Elva voted on Tuesday to close the harbour bridge…",
            ],
        ),
        article(
            "5",
            "Sund Monitor",
            [
                "The orchestra of Sund opens its season with three symphonies by a young composer.",
                "Tickets go on sale on Friday at the town hall.",
                "The conductor Mara Lind said that the hall was renewed last year.",
                "A choir of ninety voices sings in the last concert.",
                "Students pay half the price on weekdays.",
            ],
        ),
    ]


_HOSTILE = (
    "<script>window.got='text'</script>",
    "<svg onload=\"window.got='svg'\"></svg>",
    "</style><img src=x onerror=\"window.got='img'\">",
    "{{ 7*7 }}{% for x in y %}",
    "[a](javascript:alert(1)) ![b](https://a.example/p.png) | `x` |",
    "&lt;b&gt; &#60;b&#62; \u202egnirts\u202c \u200b\u2066 \x1b[31m",
    "javascript:alert(1)//",
    "w" * 400,
)


def hostile() -> list[RawArticle]:
    """Return a story whose every name and sentence tries to act."""
    return [
        article(
            f"{n}",
            f"{_HOSTILE[n]} {paper(n)}",
            [f"The council of Port Elva voted 9 to {4 + n} on Tuesday to close the {h} bridge." for h in _HOSTILE],
            title=_HOSTILE[(n + 1) % 8],
            byline=_HOSTILE[(n + 2) % 8],
            url=_HOSTILE[6],
        )
        for n in range(3)
    ]


STORIES: dict[str, tuple[str, Callable[[], list[RawArticle]]]] = {
    "two": ("Ship aground off Kellwick", two),
    "apart": ("Ship aground off Kellwick", apart),
    "fourteen": ("Ship aground off Kellwick", fourteen),
    "one origin": ("Ship aground off Kellwick", one_origin),
    "one outlet": ("Ship aground off Kellwick", one_outlet),
    "scripts": ("الجسر – הגשר – 大桥 – Мост – the bridge", scripts),
    "quiet": ("Ship aground off Kellwick", quiet),
    "rules": ("Port Elva closes its harbour bridge", rules),
    "hostile": (_HOSTILE[0] + _HOSTILE[5], hostile),
}
