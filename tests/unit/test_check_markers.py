"""Markers in drafts: read in every kind of draft, answered for by name, and void as soon as what they accept changes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from reporter.check import markers
from reporter.schema.gate import to_paste
from tests.drafts import DRAFT, bridge


def marked(text: str, kind: str = "markdown"):
    return structs.replace(bridge(DRAFT + text).draft, kind=kind)


def paste(finding, draft, by="A. Editor", reason="seen the report") -> str:
    return to_paste(finding, draft).replace('by=""', f'by="{by}"').replace('reason=""', f'reason="{reason}"')


def judged(text: str, kind: str = "markdown"):
    report = bridge(DRAFT + text)
    return markers.judged(report.findings, markers.found(structs.replace(report.draft, kind=kind)))


@pytest.mark.parametrize("kind", ["markdown", "text", "docx", "html"])
def test_what_is_printed_accepts_once_name_and_reason_are_filled_in(kind):
    report = bridge()
    draft = structs.replace(report.draft, kind=kind)
    left, accepted, lapsed = judged("\n" + paste(report.findings[1], draft) + "\n", kind)
    assert left == (report.findings[0], report.findings[2])
    assert [(a.finding, a.marker.by, a.marker.reason) for a in accepted] == [(report.findings[1], "A. Editor", "seen the report")]
    assert lapsed == ()


def test_as_it_is_printed_it_accepts_nothing():
    report = bridge()
    left, accepted, lapsed = judged(to_paste(report.findings[0], report.draft))
    assert (left, accepted) == (report.findings, ())
    assert [x.why for x in lapsed] == ["it gives no name"]
    assert [x.why for x in judged(paste(report.findings[0], report.draft, reason=" "))[2]] == ["it gives no reason"]


def test_a_word_processors_quotation_marks_and_lines_are_read():
    report = bridge()
    text = f"[[reporter: accept conflict {report.findings[0].id}\nby=“A.\u00a0Editor” reason=„seen\n the report“]]"
    (marker,) = markers.found(marked(text, "docx"))
    assert (marker.by, marker.reason) == ("A. Editor", "seen the report")
    assert (marker.line, marker.column, marker.end_line) == (10, 1, 12)


def test_it_lapses_with_its_sentence_and_with_its_passage():
    report = bridge()
    changed = paste(structs.replace(report.findings[0], id="f-000000000000"), report.draft)
    left, accepted, lapsed = judged(changed)
    assert (left, accepted) == (report.findings, ())
    assert lapsed[0].why.startswith("no finding has its code: the sentence or its passages changed")
    assert lapsed[0].marker.exact == changed


def test_a_code_of_another_rule_accepts_nothing():
    report = bridge()
    text = paste(structs.replace(report.findings[0], rule="not-found"), report.draft)
    assert [x.why for x in judged(text)[2]] == ["its code is that of a finding of the rule conflict"]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- reporter: accept -->",
        "<!-- reporter: ignore conflict f-1 by='x' reason='y' -->",
        '<!-- reporter: accept conflict f-1 by="A. Editor" -->',
        '<!-- reporter: accept conflict f-1 by="A. Editor" reason="never closed"\n',
        '<!-- reporter: accept conflict f-1 by="x" reason="' + "y" * 600 + "\n" + "y" * 600 + '" -->',
    ],
)
def test_what_cannot_be_read_is_told(text):
    left, accepted, lapsed = judged(text)
    assert (len(left), accepted) == (3, ())
    assert [x.why for x in lapsed] == ['it cannot be read; a marker reads: reporter: accept RULE CODE by="NAME" reason="WHY"']


def test_code_and_other_comments_are_no_markers():
    report = bridge()
    marker = paste(report.findings[0], report.draft)
    text = DRAFT.replace("    the bridge as code", f"    {marker}")
    draft = bridge().draft
    moved = [
        structs.replace(b, start=text.index(marker), end=text.index(marker) + len(marker), exact=marker, column=5)
        for b in draft.blocks[-1:]
    ]
    assert markers.found(structs.replace(draft, text=text, blocks=tuple(moved))) == ()
    alone = [structs.replace(b, column=1) for b in moved]
    assert len(markers.found(structs.replace(draft, text=text, blocks=tuple(alone)))) == 1
    assert markers.found(marked("<!-- a reporter wrote this -->[[reporter: no]]")) == ()


@given(st.text("<!->[] reporter:accept\"'\n=by", max_size=120), st.sampled_from(["markdown", "text"]))
def test_markers_stand_apart_in_text_order(text, kind):
    found = list(markers.spans(text, kind))
    assert all(0 <= a < b <= len(text) for a, b in found)
    assert all(b <= c for (_, b), (c, _) in pairwise(found))
    assert [m.exact for m in markers.found(structs.replace(marked(""), text=text, blocks=(), kind=kind))] == [text[a:b] for a, b in found]
