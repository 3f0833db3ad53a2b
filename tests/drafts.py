"""Checks of drafts built by hand: what renders, judges and marks them works from the report alone, so no engine is needed to test it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import asdict

from reporter.schema import Agreement, Article, Evidence, Failure, Origin, Passage, Provenance, digest
from reporter.schema.check import (
    BlockKind,
    CheckReport,
    Draft,
    DraftBlock,
    DraftDifference,
    DraftFinding,
    DraftMatch,
    DraftSpan,
    DraftStatement,
    LeftOut,
    Rival,
    Severity,
    Support,
    Verdict,
)
from reporter.schema.gate import GateReport, Policy

DRAFT = """# Bridge to close

The harbour bridge in Port Elva will close on Monday, the mayor said.

Engineers counted 47 cracks in the steel. “The bridge is very unsafe,” said the engineer Ida Holm.

The contractor bribed an inspector.

    the bridge as code
"""
COAST = (
    "The harbour bridge in Port Elva will close on Monday, Mayor Olav Berg said.\n"
    "Engineers counted 41 cracks in the steel in February.\n"
    "“The bridge is not safe,” said Ida Holm, an engineer."
)
WIRE = (
    "Port Elva's harbour bridge closes on Monday, the mayor announced.\nA former employee alleged that the contractor bribed an inspector."
)


class Maker:
    """Puts a report together: places in the draft and in the articles are found by their words."""

    def __init__(self, text: str = DRAFT, coast: str = COAST, wire: str = WIRE, kind: Any = "markdown", **known: Any) -> None:
        self.text = text
        self.kind = kind
        self.known = known
        self.articles = {"coast": article("coast", "Coast Post", coast), "wire": article("wire", "Wire & Co", wire)}
        self.statements: list[DraftStatement] = []
        self.findings: list[DraftFinding] = []
        self.blocks: list[DraftBlock] = []

    def place(self, words: str) -> dict[str, Any]:
        start = self.text.index(words)
        return where(self.text, start, start + len(words))

    def block(self, words: str, kind: BlockKind = "text") -> None:
        self.blocks.append(DraftBlock(kind=kind, **self.place(words)))

    def passage(self, key: str, words: str) -> dict[str, Any]:
        start = self.articles[key].text.index(words)
        return {"article": key, "start": start, "end": start + len(words), "exact": words}

    def statement(self, words: str, sentence: int, support: Support, matches: Sequence[tuple[str, str]] = (), **known: Any) -> None:
        count = {"not-found": 0, "one-outlet": 1}.get(support, 2)
        low = 2 if support == "several-origins" else min(count, 1)
        verdicts: tuple[Verdict, ...] = (*known.pop("verdicts", ()), support)
        held = agreement(count, low)
        given = [
            DraftMatch(sentence="s", statement="t", match_probability=0.9, agrees=True, **self.passage(key, text)) for key, text in matches
        ]
        self.statements.append(
            DraftStatement(
                id=f"d-{digest(words)}",
                sentence=sentence,
                verdict=verdicts[0],
                verdicts=verdicts,
                support=support,
                agreement=held,
                matches=tuple(given),
                **self.place(words),
                **known,
            )
        )

    def finding(
        self, rule: str, severity: Severity, words: str, sentence: int, evidence: Sequence[tuple[str, str, str]] = (), **known: Any
    ) -> DraftFinding:
        given = tuple(Evidence(role=role, **self.passage(key, text)) for key, text, role in evidence)
        marks = tuple(DraftSpan(**self.place(m)) for m in known.pop("marks", ()))
        told = {"message": f"What {rule} says.", "advice": "What to do about it."} | known
        made = DraftFinding(
            id=f"f-{digest(rule, words, *sorted(e.exact for e in given))}",
            rule=rule,
            severity=severity,
            sentence=sentence,
            sentence_exact=words,
            evidence=given,
            marks=marks,
            **self.place(words),
            **told,
        )
        self.findings.append(made)
        return made

    def report(self, left_out: Sequence[LeftOut] = (), failures: Sequence[Failure] = ()) -> CheckReport:
        draft = Draft(
            id="draft",
            kind=self.kind,
            text=self.text,
            sha256=hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest(),
            word_count=len(self.text.split()),
            path="draft.md",
            blocks=tuple(self.blocks),
            **self.known,
        )
        return CheckReport(
            draft=draft,
            articles=tuple(self.articles.values()),
            origins=tuple(Origin(id=f"o-{key}", articles=(key,), kind="own") for key in self.articles),
            credits=(),
            statements=tuple(self.statements),
            findings=tuple(self.findings),
            left_out=tuple(left_out),
            failures=tuple(failures),
            provenance=Provenance(
                reporter_version="0.1.0", settings_sha256="a" * 64, inputs_sha256="b" * 64, models=(), made_at="2026-03-05T03:10:00Z"
            ),
        )


def where(text: str, start: int, end: int) -> dict[str, Any]:
    """Return the fields of a place in a text."""
    line, end_line = text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 1
    column, end_column = start - text.rfind("\n", 0, start), end - text.rfind("\n", 0, end)
    return {
        "start": start, "end": end, "exact": text[start:end],
        "line": line, "column": column, "end_line": end_line, "end_column": end_column,
    }  # fmt: skip


def agreement(outlets: int, origins: int) -> Agreement:
    counts = {"outlet_count": outlets, "outlet_count_min": outlets, "origin_count_min": origins, "origin_count_max": origins}
    totals = {"outlet_total": 2, "origin_total_min": 2, "origin_total_max": 2}
    return msgspec.convert(counts | totals, Agreement)


def article(key: str, outlet: str, text: str) -> Article:
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(
        id=key, outlet=outlet, outlet_named=True, text=text, sha256=sha256, word_count=len(text.split()), path=f"{key}.txt", language="en"
    )


def bridge(text: str = DRAFT) -> CheckReport:
    """Return a check with a finding of several kinds, one of them about a few words, and something left out."""
    make = Maker(text)
    make.block("# Bridge to close", "heading")
    make.block("The harbour bridge in Port Elva will close on Monday, the mayor said.")
    make.block("Engineers counted 47 cracks in the steel. “The bridge is very unsafe,” said the engineer Ida Holm.")
    make.block("The contractor bribed an inspector.")
    make.block("    the bridge as code", "code")
    closes = [("coast", "The harbour bridge in Port Elva will close on Monday"), ("wire", "Port Elva's harbour bridge closes on Monday")]
    make.statement("The harbour bridge in Port Elva will close on Monday", 1, "several-origins", closes)
    counted = ("coast", "Engineers counted 41 cracks in the steel in February.")
    make.statement("Engineers counted 47 cracks in the steel.", 2, "one-outlet", [counted], verdicts=("detail-differs",))
    make.statement("“The bridge is very unsafe,” said the engineer Ida Holm.", 3, "one-outlet", quoted=True)
    make.statement("The contractor bribed an inspector.", 4, "one-outlet", stake="charge", verdicts=("attribution-dropped",))
    value = Rival(value="41", articles=("coast",), passages=(Passage(**make.passage("coast", "41")),))
    differs = DraftDifference(kind="number", value="47", spans=(DraftSpan(**make.place("47")),), rivals=(value,))
    make.finding(
        "conflict",
        "error",
        "Engineers counted 47 cracks in the steel.",
        2,
        [(*counted, "passage"), ("coast", "41", "value")],
        kind="number",
        marks=["47"],
        differences=(differs,),
        message="The draft has 47 cracks, Coast Post has 41.",
    )
    make.finding(
        "altered-quote", "error", "“The bridge is very unsafe,” said the engineer Ida Holm.", 3, [("coast", "not safe", "differs")],
        marks=["very unsafe"],
    )  # fmt: skip
    alleged = ("wire", "A former employee alleged that the contractor bribed an inspector.", "passage")
    make.finding("attribution-dropped", "warning", "The contractor bribed an inspector.", 4, [alleged])
    held = agreement(2, 2)
    left = LeftOut(
        claim="c-1", text="The mayor announced it.", agreement=held, passages=(Passage(**make.passage("wire", "the mayor announced")),)
    )
    return make.report([left], [Failure(what="old.txt", reason="it is empty")])


def judged(report: CheckReport | None = None, **known: Any) -> GateReport:
    """Return a check under a policy, as the renderers are given it."""
    report = report or bridge()
    policy = Policy(profile="standard", title="Standard", demands=("Quotes are verbatim.",), fail_on="error", rules={}, origins={})
    return GateReport(**({**asdict(report), "policy": policy, "shut": True} | known))
