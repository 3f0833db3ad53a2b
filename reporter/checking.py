"""What a check of a draft gave, for `reporter check` on a terminal: the findings with their passages, then each statement."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.render import passages, wording
from reporter.render.check import view, view_of, words
from reporter.render.view import Passage, Segment
from reporter.schema.check import DraftFinding
from reporter.schema.gate import GateReport
from reporter.why.blocks import Block, Column, Heading, Line, SideBySide

_BRIEF = 70  # characters of a statement that is only named


def answer(report: GateReport, name: str) -> list[Block]:
    """Return the blocks that tell what was found; `name` is the draft's, as whoever asked wrote it."""
    shown = view_of(report, name)
    notes = {n.anchor: n for block in shown.blocks for n in block.notes} | {n.anchor: n for n in shown.whole}
    blocks: list[Block] = []
    for finding in report.findings:
        if finding.severity != "note":
            blocks += _finding(report, finding, notes[words.anchor(finding)], name)
    light = [f for f in report.findings if f.severity == "note"]
    if light:
        blocks.append(Heading(wording.counted(len(light), "note")))
    blocks += [Line(f.message, f"{f.line}:{f.column} {words.title(f)}") for f in light]
    blocks += _statements(shown)
    blocks += _rest(shown)
    state = "shut" if report.shut else "open"
    blocks.append(Heading(f"{name}: {shown.headline}. The gate is {state} (profile {report.policy.profile}, fails on {shown.fail_on})."))
    return blocks


def _finding(report: GateReport, finding: DraftFinding, note: view.Note, name: str) -> Iterator[Block]:
    yield Heading(f"{name}:{finding.line}:{finding.column}: {note.severity}: {note.title}")
    yield Line(f"{note.message} {note.advice}".strip())
    columns = []
    if finding.sentence is not None:
        around = [finding, *(s for s in report.statements if s.id in finding.statements)]
        start, end = min(p.start for p in around), max(p.end for p in around)
        marks = [(m.start, m.end, "differs") for m in finding.marks if (m.start, m.end) != (start, end)]
        columns.append(Column("the draft", passages.segments(report.draft.text, start, end, marks)))
    columns += [_column(p) for p in note.passages]
    if columns:
        yield SideBySide(tuple(columns))
    yield Line(note.marker, "accept with")


def _column(passage: Passage) -> Column:
    said = f" ({passage.detail})" if passage.detail else ""
    return Column(f"{passage.outlet}{said}", tuple(Segment(text=s.text, mark=s.mark) for s in passage.segments))


def _statements(shown: view.CheckView) -> Iterator[Block]:
    given = [g for block in shown.blocks for g in block.given]
    if given:
        yield Heading(f"What the articles give for {wording.counted(len(given), 'statement')}")
    for g in given:
        yield Line(g.told, f"{g.sentence} {wording.shorten(g.text, _BRIEF)}")


def _rest(shown: view.CheckView) -> Iterator[Block]:
    if shown.missing:
        yield Heading("Left out of the draft")
        yield from (Line(m.told, wording.shorten(m.text, _BRIEF)) for m in shown.missing)
    if shown.accepted:
        yield Heading("Accepted")
        yield from (Line(f"{a.message} Accepted by {a.by}: {a.reason}", f"{a.where}: {a.title}") for a in shown.accepted)
    if shown.lapsed:
        yield Heading("Markers that accept nothing")
        yield from (Line(x.message, x.where) for x in shown.lapsed)
    if shown.problems:
        yield Heading("What could not be done")
        yield from (Line(p.reason, p.what) for p in shown.problems)
