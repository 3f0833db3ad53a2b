"""From a check to what its templates are given: the draft in stretches, each finding beside the paragraph that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from reporter.render import environment, inert, passages, wording
from reporter.render import view as shown
from reporter.render.check import view, words
from reporter.schema import Article, Passage
from reporter.schema.check import DraftBlock, DraftFinding, DraftSpan, DraftStatement
from reporter.schema.gate import GateReport, to_paste

_MARKED = ("differs", "value", "left out")
_AROUND = 160  # characters of an article shown on each side of a passage that is a few words only
_MOST = 1200  # characters of a passage
_SUPPORTS = ("several-origins", "unclear-origin", "one-origin", "one-outlet", "unclear", "not-found")
_SUPPORTED = {
    "several-origins": "reported from several origins",
    "unclear-origin": "reported by several outlets, origins unclear",
    "one-origin": "reported by several outlets with one origin",
    "one-outlet": "reported by one outlet only",
    "unclear": "perhaps reported: the comparison cannot decide",
    "not-found": "not found in any article",
}


def view_of(report: GateReport, name: str) -> view.CheckView:
    """Return what the templates are given; `name` is the draft's, as whoever asked wrote it."""
    return _Maker(report).made(name)


def hover(report: GateReport, place: int) -> str:
    """Return, as Markdown, what is to be said of the draft at `place` (code points): findings, and what the articles give; may be empty."""
    maker = _Maker(report)
    notes = [maker.notes[f.id] for f in report.findings if f.sentence is not None and f.start <= place < f.end]
    given = [maker.given(s) for s in report.statements if s.start <= place < s.end]
    return environment.render("hover.md.j2", notes=notes, given=given).strip()


class _Maker:
    """Look-ups into one report while its view is made."""

    def __init__(self, report: GateReport) -> None:
        self.report = report
        self.articles = {a.id: a for a in report.articles}
        self.order = {a.id: place for place, a in enumerate(report.articles)}
        in_text_order = sorted(report.findings, key=lambda f: (f.sentence is None, f.start, f.end))
        self.notes = {f.id: self._note(number, f) for number, f in enumerate(in_text_order, 1)}

    def made(self, name: str) -> view.CheckView:
        report = self.report
        placed = [self._block(block) for block in report.draft.blocks]
        held = {n.number for block in placed for n in block.notes}
        return view.CheckView(
            title=report.draft.title or name,
            name=name,
            headline=words.headline(report),
            shut=report.shut,
            fail_on=report.policy.fail_on,
            profile=report.policy.title,
            demands=report.policy.demands,
            made=wording.day(report.provenance.made_at),
            basis=self._basis(),
            counts=self._counts(),
            blocks=tuple(placed),
            whole=tuple(n for n in self.notes.values() if n.number not in held),
            missing=tuple(
                view.Absent(text=m.text, told=words.agreement(m.agreement), passages=self._passages(m.passages)) for m in report.left_out
            ),
            accepted=tuple(
                view.Answered(
                    title=words.title(a.finding),
                    message=a.finding.message,
                    by=a.marker.by or "",
                    reason=a.marker.reason or "",
                    where=_where(a.finding),
                )
                for a in report.accepted
            ),
            lapsed=tuple(view.Void(message=words.lapsed(x), exact=x.marker.exact, where=_where(x.marker)) for x in report.lapsed),
            problems=tuple(shown.Problem(what=f.what, reason=f.reason) for f in report.failures),
            sources=tuple(_source(a) for a in report.articles),
            method=f"reporter {report.provenance.reporter_version}, check format {report.schema_version}, "
            f"settings {report.provenance.settings_sha256[:12]}, input {report.provenance.inputs_sha256[:12]}",
        )

    def _basis(self) -> str:
        outlets = len({a.outlet for a in self.report.articles})
        articles = wording.counted(len(self.report.articles), "article")
        return f"Checked against {articles} of {wording.counted(outlets, 'outlet')}"

    def _counts(self) -> tuple[view.Count, ...]:
        held = [s.support for s in self.report.statements]
        return tuple(view.Count(support=s, count=held.count(s), title=_SUPPORTED[s]) for s in _SUPPORTS if s in held)

    def _note(self, number: int, finding: DraftFinding) -> view.Note:
        return view.Note(
            number=number,
            anchor=words.anchor(finding),
            title=words.title(finding),
            severity=finding.severity,
            message=finding.message,
            advice=finding.advice,
            where=_where(finding),
            line=finding.line,
            passages=self._passages(finding.evidence),
            marker=to_paste(finding, self.report.draft),
        )

    def _block(self, block: DraftBlock) -> view.Block:
        if block.kind != "text":
            plain = view.Chunk(text=block.exact, support="", differs=False, sentence=0, notes=())
            return view.Block(aside=words.KINDS.get(block.kind, block.kind), chunks=(plain,), notes=(), given=())
        findings = [f for f in self.report.findings if f.sentence is not None and block.start <= f.start < block.end]
        statements = [s for s in self.report.statements if block.start <= s.start < block.end]
        return view.Block(
            aside="",
            chunks=self._chunks(block, statements, findings),
            notes=tuple(sorted((self.notes[f.id] for f in findings), key=lambda n: n.number)),
            given=tuple(self.given(s) for s in statements),
        )

    def _chunks(self, block: DraftBlock, statements: Sequence[DraftStatement], findings: Sequence[DraftFinding]) -> tuple[view.Chunk, ...]:
        text = self.report.draft.text
        marks = [(m.start, min(m.end, block.end)) for f in findings for m in f.marks]
        ends = {f.id: min(f.end, block.end) for f in findings}
        firsts: dict[int, int] = {}  # where each sentence begins, by that place
        for s in sorted(statements, key=lambda s: s.start, reverse=True):
            firsts = {place: n for place, n in firsts.items() if n != s.sentence} | {s.start: s.sentence}
        spans = [(s.start, min(s.end, block.end), s.support) for s in statements]
        cuts = {block.start, block.end, *firsts, *ends.values(), *(e for m in marks for e in m), *(e for a, b, _ in spans for e in (a, b))}
        found = []
        for a, b in pairwise(sorted(c for c in cuts if block.start <= c <= block.end)):
            held = sorted((y - x, support) for x, y, support in spans if x <= a and b <= y)
            found.append(
                view.Chunk(
                    text=text[a:b],
                    support=held[0][1] if held else "",
                    differs=any(x <= a and b <= y for x, y in marks),
                    sentence=firsts.get(a, 0),
                    notes=tuple(sorted(self.notes[id_].number for id_, end in ends.items() if end == b)),
                )
            )
        return tuple(found)

    def given(self, statement: DraftStatement) -> view.Given:
        return view.Given(
            sentence=statement.sentence,
            text=statement.exact,
            support=statement.support,
            told=words.verdict(statement),
            passages=self._passages(statement.matches),
        )

    def _passages(self, spans: Iterable[Passage]) -> tuple[shown.Passage, ...]:
        """Return passages of articles, an article at a time in the order of the articles, the words that differ marked."""
        held: dict[str, list[Passage]] = {}
        for span in spans:
            held.setdefault(span.article, []).append(span)
        return tuple(_passage(self.articles[a], held[a]) for a in sorted(held, key=lambda a: self.order[a]))


def _passage(article: Article, spans: Sequence[Passage]) -> shown.Passage:
    marked = [s for s in spans if getattr(s, "role", "") in _MARKED]
    whole = [s for s in spans if s not in marked] or spans
    start, end = min(s.start for s in whole), max(s.end for s in whole)
    if whole is spans:
        start, end = _widened(article.text, start, end)
    end = min(end, start + _MOST)
    speakers = dict.fromkeys(str(speaker) for s in spans if (speaker := getattr(s, "speaker", None)))
    return shown.Passage(
        outlet=article.outlet,
        refs=(),
        detail=", ".join(speakers),
        segments=passages.segments(article.text, start, end, [(s.start, s.end, "differs") for s in marked]),
        language=inert.language(article.language),
    )


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch of one line around another, at words' ends."""
    low = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    line = text.find("\n", end)
    high = min(line if line >= 0 else len(text), end + _AROUND)
    while low > 0 and low < start and not text[low - 1].isspace():
        low += 1
    while high < len(text) and high > end and not text[high].isspace():
        high -= 1
    return low, high


def _where(place: DraftSpan) -> str:
    return f"line {place.line}, column {place.column}"


def _source(article: Article) -> view.Source:
    return view.Source(
        name=article.outlet, title=article.title or "", url=inert.http(article.url), published=wording.day(article.published)
    )
