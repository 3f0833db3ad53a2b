"""Briefings built by hand, of many shapes: the renderers work from a `Briefing` alone, so no other stage is needed to test them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from msgspec import structs

from reporter import archive
from reporter.schema import (
    Agreement,
    Article,
    Briefing,
    Claim,
    Comparison,
    Credit,
    Evidence,
    Failure,
    Finding,
    Mention,
    ModelRecord,
    Name,
    Omission,
    Origin,
    OriginBasis,
    Pair,
    Passage,
    Provenance,
    Quantity,
    Sentence,
    SetAside,
    Span,
    StoryHeader,
    SummarySentence,
    Weight,
    digest,
)
from reporter.schema.archive import ChangedClaim, Changes, EditedArticle, GoneClaim, GoneFinding, Lineage, MovedNumber, Rewording

WEIGHTS = (
    Weight(comparison="prior", level="any two statements of two articles", weight=-6.5),
    Weight(comparison="meaning", level="cosine 0.81, each the other’s closest", weight=5.25),
    Weight(comparison="wording", level="7 of 9 rare words", weight=3.5),
    Weight(comparison="numbers", level="none in either", weight=0.0),
    Weight(comparison="speaker", level="same", weight=1.25),
    Weight(comparison="dates", level="different days", weight=-0.5),
)


class Maker:
    """Puts a briefing together from texts: sentences are found by their place, spans by their words."""

    def __init__(self, *articles: tuple[str, str, Sequence[str]], **known: Any) -> None:
        self.articles: dict[str, Article] = {}
        self.sentences: dict[str, list[Sentence]] = {}
        for key, outlet, sentences in articles:
            self._article(key, outlet, sentences, known.get(key, {}))
        self.claims: list[Claim] = []
        self.findings: list[Finding] = []

    def _article(self, key: str, outlet: str, sentences: Sequence[str], known: dict[str, Any]) -> None:
        text, rows = "", []
        for number, sentence in enumerate(sentences, 1):
            start = len(text)
            text += sentence
            rows.append(
                Sentence(id=digest(key, str(number)), article=key, start=start, end=len(text), number=number, paragraph=1 + number // 3)
            )
            text += "\n\n" if number % 3 == 2 else " "
        self.sentences[key] = rows
        self.articles[key] = Article(
            id=key,
            outlet=outlet,
            outlet_named=known.pop("outlet_named", True),
            text=text,
            sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
            word_count=len(text.split()),
            **known,
        )

    def passage(self, key: str, words: str | int) -> dict[str, Any]:
        """Return the place of a sentence by number, or of words by their first occurrence."""
        text = self.articles[key].text
        if isinstance(words, int):
            sentence = self.sentences[key][words - 1]
            start, end = sentence.start, sentence.end
        else:
            start = text.index(words)
            end = start + len(words)
        return {"article": key, "start": start, "end": end, "exact": text[start:end]}

    def place(self, key: str, words: str | int) -> dict[str, Any]:
        """Return the same without the words themselves."""
        return {k: v for k, v in self.passage(key, words).items() if k != "exact"}

    def mention(self, key: str, words: str | int, **more: Any) -> Mention:
        place = self.passage(key, words)
        sentence = next(s for s in self.sentences[key] if s.start <= place["start"] < s.end)
        return Mention(**place, sentence=sentence.id, statement=digest("statement", key, str(place["start"]), str(place["end"])), **more)

    def claim(self, text: str, status: Any, origins: tuple[int, int], *mentions: Mention, total: tuple[int, int] = (2, 3)) -> str:
        """Add a claim and return its id."""
        outlets = len({m.article for m in mentions})
        key = digest("claim", text, *(f"{m.article}{m.start}" for m in mentions))
        pairs = [
            Pair(left=mentions[0].statement, right=m.statement, match_probability=0.89, weights=WEIGHTS)
            for m in mentions[1:]
            if m.article != mentions[0].article
        ]
        agreement = Agreement(
            outlet_count_min=outlets,
            outlet_count=outlets,
            outlet_total=len(self.articles),
            origin_count_min=origins[0],
            origin_count_max=origins[1],
            origin_total_min=total[0],
            origin_total_max=total[1],
        )
        self.claims.append(Claim(id=key, text=text, status=status, mentions=tuple(mentions), agreement=agreement, explanation=tuple(pairs)))
        return key

    def finding(self, rule: str, severity: Any, message: str, *evidence: tuple[str, str | int, str], **more: Any) -> str:
        """Add a finding and return its id."""
        key = digest("finding", rule, message)
        self.findings.append(
            Finding(
                id=key,
                rule=rule,
                severity=severity,
                message=message,
                advice=more.pop("advice", "Safe wording: name each outlet with what it has."),
                evidence=tuple(Evidence(**self.passage(a, w), role=role) for a, w, role in evidence),
                **more,
            )
        )
        return key

    def briefing(self, title: str, origins: Sequence[Origin], **more: Any) -> Briefing:
        """Return the briefing; `more` are fields of it."""
        aside = {(s.article, s.start): s.reason for s in more.get("set_aside", ())}
        sentences = [structs.replace(s, aside=aside.get((s.article, s.start))) for a in self.articles for s in self.sentences[a]]
        fields: dict[str, Any] = {
            "articles": tuple(self.articles.values()),
            "claims": tuple(self.claims),
            "findings": tuple(self.findings),
            "origins": tuple(origins),
            "credits": (),
            "summary": (),
            "omissions": (),
            "set_aside": (),
            "sentences": tuple(sentences),
            "names": (),
            "compared": (),
            "failures": (),
            **more,
        }
        return Briefing(story=StoryHeader(id=digest(title), title=title), provenance=provenance(), **fields)


def provenance() -> Provenance:
    return Provenance(
        reporter_version="0.1.0",
        settings_sha256="5" * 64,
        inputs_sha256="1" * 64,
        models=(ModelRecord(role="embedder", id="minilm-int8", sha256="a" * 64),),
        made_at="2026-11-22T03:10:00Z",
    )


def own(*articles: str) -> list[Origin]:
    return [Origin(id=digest("own", a), articles=(a,), kind="own") for a in articles]


# -- the harbour bridge: all states, an invented story ------------------------------------------------

_HARBOUR = (
    (
        "01",
        "Coast Wire",
        (
            "PORT ELVA, March 3 (Coast Wire).",
            "The city council of Port Elva voted 9 to 4 on Tuesday to close the harbour bridge for repairs, Mayor Ilse Brandt said.",
            "“We cannot wait another winter with cracks like these,” Brandt told reporters.",
            "Engineers counted 41 cracks in the northern pillar in February.",
            "The closure begins on 1 April and is expected to last 14 months.",
            "Read more: The bridge in pictures",
        ),
    ),
    (
        "02",
        "Elva Courier",
        (
            "The city council of Port Elva voted 9 to 4 on Tuesday to close the harbour bridge for repairs, Coast Wire reported.",
            "“We can’t wait one more winter with such cracks,” Mayor Ilse Brandt said.",
            "Engineers counted 41 cracks in the northern pillar in February.",
            "Ferries will run every ten minutes during the closure, the Courier has learned.",
        ),
    ),
    (
        "03",
        "The Northern Post",
        (
            "Port Elva will shut its harbour bridge after a council vote on Tuesday.",
            "The work will take 18 months, according to the city’s building office, as Metro Radio first reported.",
            "Shop owners on the south bank fear for their trade and want the city to pay.",
            "The building firm denied that it had known of the cracks since 2019.",
        ),
    ),
    (
        "04",
        "Outlet 04",
        (
            "Shop owners on the south bank fear for their trade and want compensation.",
            "Port Elva’s council voted on Tuesday to close the harbour bridge.",
            "Photo: The bridge seen from the south bank in 2020.",
        ),
    ),
)


def harbour() -> Briefing:
    """Return a briefing of four outlets with every status, findings of each gravity, a note, failures and lines set aside."""
    known = {
        "01": {
            "published": "2024-03-05",
            "url": "https://wire.example/bridge",
            "title": "Harbour bridge to close",
            "byline": "By A. Reporter",
        },
        "02": {"published": "2024-03-06", "language": "en"},
        "04": {"outlet_named": False, "url": "javascript:alert(1)"},
    }
    make = Maker(*_HARBOUR, **known)
    say = make.mention
    brandt = {"speaker": "ilse brandt"}
    vote = make.claim(
        "The city council of Port Elva voted on Tuesday to close the harbour bridge.",
        "several-origins",
        (2, 3),
        say("01", "The city council of Port Elva voted 9 to 4 on Tuesday to close the harbour bridge for repairs", **brandt),
        say("02", "The city council of Port Elva voted 9 to 4 on Tuesday to close the harbour bridge for repairs"),
        say("03", 1, partial=True),
        say("04", 2),
    )
    cracks = make.claim("Engineers counted 41 cracks in February.", "one-origin", (1, 1), say("01", 4), say("02", 3))
    winter = make.claim(
        "Ilse Brandt: “We cannot wait another winter with cracks like these”",
        "one-origin",
        (1, 1),
        say("01", "We cannot wait another winter with cracks like these", quoted=True, **brandt),
        say("02", "We can’t wait one more winter with such cracks", quoted=True, **brandt),
    )
    make.claim("Shop owners on the south bank fear for their trade.", "unclear-origin", (1, 2), say("03", 3), say("04", 1))
    long = make.claim(
        "How long will the bridge be closed?",
        "outlets-differ",
        (2, 2),
        say("01", "is expected to last 14 months", certainty="expected"),
        say("03", "The work will take 18 months"),
    )
    ferries = make.claim("Ferries will run every ten minutes during the closure.", "one-outlet", (1, 1), say("02", 4))
    denial = make.claim("The building firm denied that it had known of the cracks.", "one-outlet", (1, 1), say("03", 4, certainty="denied"))
    _harbour_findings(make, long, winter, denial, ferries, cracks)
    return make.briefing("Harbour bridge in Port Elva to close", _harbour_origins(make), **_harbour_rest(make, vote, cracks))


def _harbour_findings(make: Maker, long: str, winter: str, denial: str, ferries: str, cracks: str) -> None:
    make.finding(
        "conflict",
        "error",
        "Outlets differ on the number: “14 months” (Coast Wire) and “18 months” (The Northern Post).",
        ("01", "is expected to last 14 months", "passage"),
        ("01", "14 months", "value"),
        ("03", "The work will take 18 months", "passage"),
        ("03", "18 months", "value"),
        kind="number",
        claims=(long,),
    )
    make.finding(
        "altered-quote",
        "warning",
        "Quote of Ilse Brandt worded differently inside quotation marks.",
        ("01", "We cannot wait another winter with cracks like these", "quote"),
        ("01", "another winter", "differs"),
        ("02", "We can’t wait one more winter with such cracks", "quote"),
        ("02", "one more winter", "differs"),
        claims=(winter,),
    )
    make.finding("single-outlet", "error", "Reported by 1 of 4 outlets: a denial.", ("03", 4, "passage"), kind="denial", claims=(denial,))
    make.finding("single-outlet", "note", "Reported by 1 of 4 outlets.", ("02", 4, "passage"), claims=(ferries,))
    make.finding("single-origin", "note", "Reported by 2 of 4 outlets, one origin.", ("01", 4, "passage"), claims=(cracks, winter))
    make.finding("unnamed-outlet", "note", "The outlet is not named in Outlet 04.", ("04", 1, "opening"))
    make.finding("some-new-rule", "note", "A rule that the page does not know.", ("04", 1, "passage"))


def _harbour_origins(make: Maker) -> list[Origin]:
    run = "The city council of Port Elva voted 9 to 4 on Tuesday to close the harbour bridge for repairs"
    wording = OriginBasis(
        kind="wording",
        from_="01",
        to="02",
        share=0.46,
        from_share=0.37,
        to_share=0.46,
        longest_run=19,
        evidence=(Passage(**make.passage("01", run)), Passage(**make.passage("02", run))),
    )
    credit = OriginBasis(kind="credit", from_="01", to="02", evidence=(Passage(**make.passage("02", "Coast Wire reported")),))
    radio = OriginBasis(
        kind="credit", from_="Metro Radio", to="03", evidence=(Passage(**make.passage("03", "as Metro Radio first reported")),)
    )
    shops = OriginBasis(kind="wording", from_="03", to="04", share=0.13, from_share=0.1, to_share=0.13, longest_run=9)
    return [
        Origin(id="shared1", articles=("01", "02"), kind="shared", basis=(credit, wording)),
        Origin(id="unclear1", articles=("03", "04"), kind="unclear", basis=(radio, shops)),
    ]


def _harbour_rest(make: Maker, vote: str, cracks: str) -> dict[str, Any]:
    cited = tuple(make.sentences[a][n - 1].id for a, n in (("01", 2), ("02", 1), ("03", 1), ("04", 2)))
    return {
        "summary": (
            SummarySentence(
                **make.passage("01", 2), claim=vote, citations=cited, alone=(Span(**make.place("01", "Mayor Ilse Brandt said")),)
            ),
        ),
        "omissions": (Omission(article="03", claims=(cracks,)), Omission(article="04", claims=(cracks,))),
        "credits": (
            Credit(**make.passage("02", "Coast Wire reported"), credited="Coast Wire", form="reports"),
            Credit(**make.passage("03", "as Metro Radio first reported"), credited="Metro Radio", form="reports"),
        ),
        "set_aside": (
            SetAside(**make.passage("01", 6), reason="link"),
            SetAside(**make.passage("04", 3), reason="caption"),
        ),
        "names": (Name(key="ilse brandt", display="Ilse Brandt", kind="person", variants=("Ilse Brandt", "Brandt")),),
        "compared": (Comparison(what="Dates", result="“Tuesday” is the same day in all four."),),
        "failures": (Failure(what="05.txt", reason="the file is empty"),),
        "note": "Desk: *call the building office* before noon. See [the minutes](https://elva.example/minutes).\n\n- length of the closure",
    }


# -- shapes -----------------------------------------------------------------------------------------------


def outlets(count: int, *, sentences: int = 4, claims: int = 12, alone: int = 0, name: str = "Outlet", words: str = "") -> Briefing:
    """Return a story of `count` outlets: a third share an origin, two are unclear, the rest are on their own.

    A claim has every outlet, or every second to fourth; `alone` more have one each, with the note on it. Sentences end in `words`.
    """
    keys = [f"{i:03}" for i in range(1, count + 1)]
    told = "Article {} says in sentence {} that the river rose by {} metres near Kellwick" + words + "."
    texts = [tuple(told.format(k, n, n) for n in range(1, sentences + 1)) for k in keys]
    make = Maker(*((k, f"{name} {k}", t) for k, t in zip(keys, texts, strict=True)))
    group, unclear, rest = keys[: count // 3], keys[count // 3 : count // 3 + 2], keys[count // 3 + 2 :]
    origins: list[Origin] = own(*rest)
    if len(group) > 1:
        basis = tuple(OriginBasis(kind="credit", from_=group[0], to=k) for k in group[1:])
        origins.append(Origin(id="g", articles=tuple(group), kind="shared", basis=basis))
    else:
        origins += own(*group)
    if len(unclear) > 1:
        basis = (OriginBasis(kind="wording", from_=unclear[0], to=unclear[1], share=0.12, from_share=0.12, to_share=0.1, longest_run=11),)
        origins.append(Origin(id="u", articles=tuple(unclear), kind="unclear", basis=basis))
    high = len(origins) + 1 if len(unclear) > 1 else len(origins)
    for number in range(claims):
        held = keys[number % 3 :: 1 + number % 4]
        status = "one-outlet" if len(held) == 1 else "several-origins" if number % 2 else "unclear-origin"
        mentions = [make.mention(k, 1 + number % sentences) for k in held]
        counted = (1, min(len(held), high))
        make.claim(f"The river rose near Kellwick, claim {number + 1}.", status, counted, *mentions, total=(high - 1, high))
    for number in range(alone):
        key, sentence = keys[number % count], 1 + number // count % sentences
        text = f"The river rose near Kellwick, says {name} {key}{words}, claim {number + 1}."
        claim = make.claim(text, "one-outlet", (1, 1), make.mention(key, sentence), total=(high - 1, high))
        message = f"Reported by 1 of {count} outlets, {name} {key}: a quotation of speaker {number}."
        make.finding("single-outlet", "note", message, (key, sentence, "passage"), claims=(claim,))
    return make.briefing(f"Flood near Kellwick, {count} outlets", origins)


def one_origin() -> Briefing:
    """Return a story of three outlets that all credit an agency outside it."""
    text = ("A storm closed the airport of Sund on Friday, the Baltic agency said.", "Forty flights were cancelled.")
    make = Maker(("a", "Daily A", text), ("b", "Daily B", text), ("c", "Daily C", text))
    basis = tuple(OriginBasis(kind="credit", from_="Baltic agency", to=k) for k in "abc")
    mentions = [make.mention(k, 1) for k in "abc"]
    claim = make.claim("A storm closed the airport of Sund on Friday.", "one-origin", (1, 1), *mentions, total=(1, 1))
    make.finding("single-origin", "note", "Reported by 3 of 3 outlets, all from one origin.", ("a", 1, "passage"), claims=(claim,))
    return make.briefing("Airport of Sund closed", [Origin(id="w", articles=("a", "b", "c"), kind="wire", basis=basis)])


def one_outlet() -> Briefing:
    """Return a story of one outlet."""
    make = Maker(("only", "The Only Times", ("A lighthouse on Tarn was lit again on Monday.",)))
    make.claim("A lighthouse on Tarn was lit again.", "one-outlet", (1, 1), make.mention("only", 1), total=(1, 1))
    return make.briefing("Lighthouse on Tarn", own("only"), failures=(Failure(what="comparison", reason="there is one article only"),))


def empty() -> Briefing:
    """Return a story without claims, findings or sentences that carry anything."""
    make = Maker(("a", "Left Daily", ("…",)), ("b", "Right Daily", ("",)))
    return make.briefing("Nothing to compare", own("a", "b"))


def right_to_left() -> Briefing:
    """Return a story with names and texts written from right to left, in brackets and beside numbers."""
    make = Maker(
        ("x", "صحيفة الميناء (طبعة 2)", ("قال الوزير إن الجسر سيغلق في 1 أبريل.", "وأضاف: «لن ننتظر شتاء آخر».")),
        ("y", "עיתון הנמל [דיגיטלי]", ("השר אמר שהגשר ייסגר ב־1 באפריל.",)),
        ("z", "Harbour Daily", ("The minister said the bridge will close on 1 April.",)),
        x={"language": "ar"},
        y={"language": "he"},
    )
    mentions = [make.mention("x", 1, speaker="الوزير"), make.mention("y", 1), make.mention("z", 1)]
    claim = make.claim("قال الوزير إن الجسر سيغلق في 1 أبريل.", "several-origins", (3, 3), *mentions, total=(3, 3))
    make.claim("وأضاف: «لن ننتظر شتاء آخر».", "one-outlet", (1, 1), make.mention("x", 2, quoted=True), total=(3, 3))
    cited = (make.sentences["x"][0].id, make.sentences["z"][0].id)
    summary = (SummarySentence(**make.passage("x", 1), claim=claim, citations=cited),)
    return make.briefing("الجسر – הגשר – the bridge", own("x", "y", "z"), summary=summary)


def hostile(text: str) -> Briefing:
    """Return the harbour briefing with `text` in every field that can hold text from outside."""
    make = Maker(("a", text, (text or "…", "Second.", text or "…")), ("b", text, (text or "…", text or "…")))
    given = {"title": text, "byline": text, "url": text, "published": text, "language": text, "path": text}
    make.articles = {k: structs.replace(a, **given) for k, a in make.articles.items()}
    mentions = [make.mention(k, 1, speaker=text, quoted=True) for k in "ab"]
    claim = make.claim(text, "outlets-differ", (1, 2), *mentions, total=(1, 2))
    make.claims[0] = structs.replace(
        make.claims[0],
        explanation=(
            Pair(
                left=mentions[0].statement,
                right=mentions[1].statement,
                match_probability=0.5,
                weights=(Weight(comparison=text, level=text, weight=1.0),),
            ),
        ),
    )
    make.finding("conflict", "error", text, ("a", 1, "value"), ("b", 1, text), kind=text, claims=(claim, text), advice=text)
    make.finding(text, "note", text, ("a", 1, text), kind=text, claims=(text,), advice=text)
    basis = (
        OriginBasis(kind="wording", from_="a", to="b", share=0.5, longest_run=7, evidence=(Passage(**make.passage("a", 1)),)),
        OriginBasis(kind="credit", from_=text, to="b", form=text, evidence=(Passage(**make.passage("b", 1)),)),
    )
    made = make.briefing(
        text,
        [Origin(id=text, articles=("a", "b"), kind="shared", basis=basis)],
        summary=(
            SummarySentence(
                **make.passage("a", 1), claim=claim, citations=(make.sentences["b"][0].id, text), alone=(Span(**make.place("a", 1)),)
            ),
        ),
        omissions=(Omission(article="b", claims=(claim, text)),),
        credits=(Credit(**make.passage("b", 1), credited=text, form="reports"),),
        set_aside=(SetAside(**make.passage("a", 3), reason="link"),),
        names=(Name(key=text, display=text, kind="other", variants=(text,)),),
        compared=(Comparison(what=text, result=text),),
        failures=(Failure(what=text, reason=text),),
        note=text,
        changes=_changed(text, make, claim),
    )
    header = StoryHeader(id=text, title=text, from_=text, to=text)
    models = (ModelRecord(role=text, id=text, sha256=text),)
    return structs.replace(made, story=header, provenance=structs.replace(made.provenance, models=models))


def _changed(text: str, make: Maker, claim: str) -> Changes:
    """Return changes of two articles with `text` in every field that can hold text from outside."""
    passage, before = Passage(**make.passage("a", 1)), Passage(article="a", start=0, end=len(text), exact=text)
    number = Quantity(**make.passage("a", 1), low=1, high=1, unit=text)
    agreement = make.claims[0].agreement
    reworded = Rewording(
        kind="reworded",
        in_quotation=True,
        before=before,
        after=passage,
        before_differs=(Span(article="a", start=0, end=len(text)),),
        after_differs=(Span(**make.place("a", 1)),),
    )
    edited = EditedArticle(
        article="a", sha256_before=text, sha256_after=text, title_before=text, title_after=f"{text} ", passages=(reworded, reworded)
    )
    return Changes(
        since=text,
        articles_new=("a", "b"),
        articles_gone=(text,),
        articles_edited=(edited,),
        claims_new=(claim, text),
        claims_changed=(
            ChangedClaim(claim=claim, lasting_id=text, outlets_gained=(text,), outlets_lost=(text,), before=agreement, after=agreement),
        ),
        claims_gone=(GoneClaim(lasting_id=text, text=text, outlets=(text, text)),),
        numbers_moved=(MovedNumber(claim=claim, lasting_id=text, unit=text, before=(number,), after=(number,)),),
        findings_new=tuple(f.id for f in make.findings),
        findings_gone=(GoneFinding(rule=text, kind=text, severity="note", message=text),),
        lineage=(Lineage(kind="split", from_=text, into=text),),
    )


def changed() -> Briefing:
    """Return a story that was told the night before: a quotation edited, a number that moved, a claim that another outlet has now."""
    from tests.archives import ferry

    return archive.followed(ferry(2), [archive.followed(ferry(1), [], "one")], "two")


SHAPES = {
    "harbour": harbour,
    "two": lambda: outlets(2),
    "five": lambda: outlets(5),
    "eight": lambda: outlets(8, sentences=12, claims=30),
    "twelve": lambda: outlets(12),
    "twenty": lambda: outlets(20, sentences=40, claims=60),
    "full": lambda: outlets(20, sentences=40, claims=60, alone=900, words=", as people in the town and in the villages around it tell"),
    "forty": lambda: outlets(40, sentences=8, claims=40),
    "300 claims": lambda: outlets(6, sentences=60, claims=300),
    "one origin": one_origin,
    "one outlet": one_outlet,
    "empty": empty,
    "right to left": right_to_left,
    "changed": changed,
    "hostile": lambda: hostile("<script>alert(1)</script> | `x` [a](javascript:alert(1)) {{ 7*7 }} \u202e"),
}
