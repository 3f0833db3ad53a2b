"""The table of claims as CSV and XLSX, and the briefing as a Word document, read back by other programs than wrote them."""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from typing import Any

import docx
import openpyxl
import pytest
from msgspec import structs

from reporter import once
from reporter.errors import ConfigError, RenderError
from reporter.render import spreadsheet
from reporter.render.context import view_of
from reporter.render.document import Docx, sign_off
from reporter.render.spreadsheet import Csv, Xlsx
from reporter.schema import Evidence, Finding, Omission, Possible
from tests.briefings import SHAPES, empty, harbour, hostile, outlets

_SPAN = ("article", "start", "end", "exact")


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet_of(content: bytes) -> list[list[str | int]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [["" if v is None else v for v in row] for row in book["Claims by outlet"].iter_rows(values_only=True)]


def text_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    return "\n".join(p.text for p in document.paragraphs)


class TestTable:
    def test_one_row_a_claim_with_its_passages_under_each_outlet(self):
        header, *rows = rows_of(Csv().render(harbour()))
        assert header[:5] == ["No.", "Id", "Claim", "Status", "Agreement"]
        assert header[5:] == ["A Coast Wire", "B Elva Courier", "C The Northern Post", "D Outlet 04", "Findings"]
        assert len(rows) == len(harbour().claims)
        vote = dict(zip(header, rows[0], strict=True))
        assert vote["Status"] == "several origins"
        assert vote["Agreement"] == "4 of 4 outlets, 2–3 origins"
        assert vote["C The Northern Post"].startswith("C1 (says part of it): Port Elva will shut its harbour bridge")
        long = next(dict(zip(header, r, strict=True)) for r in rows if r[3] == "outlets differ")
        assert long["B Elva Courier"] == "not found"
        assert long["Findings"].startswith("error, Different number: Outlets differ on the number")

    def test_what_the_comparison_cannot_decide_and_what_is_set_apart(self):
        briefing = harbour()
        sentence = next(s for s in briefing.sentences if s.article == "04")
        exact = next(a.text for a in briefing.articles if a.id == "04")[sentence.start : sentence.end]
        place: dict[str, Any] = {
            "article": "04",
            "start": sentence.start,
            "end": sentence.end,
            "exact": exact,
            "sentence": sentence.id,
            "statement": "s",
        }
        last = next(c for c in briefing.claims if c.text.startswith("Ferries"))
        unclear = structs.replace(last, unclear=(Possible(**place, match_probability=0.2),))
        apart = Finding(
            id="f",
            rule="off-topic",
            severity="note",
            message="m",
            advice="",
            evidence=(Evidence(**{k: place[k] for k in _SPAN}, role="text"),),
        )
        alone = structs.replace(
            last, id="apart", text="Apart", mentions=tuple(structs.replace(m, **{k: place[k] for k in _SPAN}) for m in last.mentions)
        )
        changed = structs.replace(briefing, claims=(unclear, alone), findings=(apart,))
        header, *rows = rows_of(Csv().render(changed))
        found, aside = (dict(zip(header, row, strict=True)) for row in rows)
        assert found["D Outlet 04 (not counted)"] == f"D1 (unclear whether it reports this): {exact}"
        assert aside["Agreement"] == "Set apart, not counted"
        assert "; unclear: D1" in docx.Document(io.BytesIO(Docx().render(changed))).tables[0].rows[1].cells[-1].text

    @pytest.mark.parametrize("shape", SHAPES)
    def test_both_files_hold_the_same(self, shape):
        briefing = SHAPES[shape]()
        assert [[str(v) for v in row] for row in sheet_of(Xlsx().render(briefing))] == rows_of(Csv().render(briefing))

    def test_ids_and_numbers_are_those_of_the_page(self):
        briefing = harbour()
        page = once.rendered(briefing, "html").decode()
        for number, identity, *_ in rows_of(Csv().render(briefing))[1:]:
            assert re.search(rf'href="#c-{identity}"[^>]*>{number}<', page)

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("=1+1", "'=1+1"),
            (" \n=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-5 degrees", "'-5 degrees"),
            ('"=1+1', "'\"=1+1"),
            ("\uff1d1+1", "'\uff1d1+1"),
            ("calm; =1+1", "calm;' =1+1"),
            ("A-1 = B", "A-1 = B"),
            ("a\tb\r\nc", "a b c"),
            ("\u202eabc", "⟨U+202E⟩abc"),
            ("", ""),
        ],
    )
    def test_a_cell(self, text, told):
        assert spreadsheet.cell(text) == told

    def test_a_cell_ends_before_a_spreadsheet_would_cut_it(self):
        assert spreadsheet.cell("x" * 40_000) == "x" * 32_000 + " …"
        assert len(str(sheet_of(Xlsx().render(hostile("=x" * 40_000)))[1][2])) < 32_767

    def test_no_cell_of_the_workbook_is_a_formula_or_a_link(self):
        book = openpyxl.load_workbook(io.BytesIO(Xlsx().render(hostile("=HYPERLINK(https://a.example/)"))))
        cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
        assert {c.data_type for c in cells} <= {"s", "n"}
        assert not [c for c in cells if c.hyperlink]

    def test_the_workbook_says_what_it_is(self):
        book = openpyxl.load_workbook(io.BytesIO(Xlsx().render(harbour())))
        about = [str(row[0]) for row in book["About"].iter_rows(values_only=True)]
        assert about[0] == harbour().story.title
        assert "It does not say what is true." in about[2]
        assert about[-1] == "Could not be done: 05.txt: the file is empty"

    def test_too_many_outlets_for_a_sheet(self, monkeypatch):
        monkeypatch.setattr(spreadsheet, "_MOST_COLUMNS", 7)
        with pytest.raises(RenderError, match="xlsx: 8 columns, a sheet holds 7; use csv"):
            Xlsx().render(outlets(2))


class TestDocument:
    def test_holds_what_an_editor_signs(self):
        text = text_of(Docx().render(harbour()))
        for part in (
            "Harbour bridge in Port Elva to close",
            "Not yet reviewed by an editor. This compares what outlets report.",
            "Four outlets, at most three origins",
            "Mayor Ilse Brandt said",
            "Different number.",
            "14 months",
            "05.txt: the file is empty",
            sign_off(),
        ):
            assert part in text
        headings = [
            p.text for p in docx.Document(io.BytesIO(Docx().render(harbour()))).paragraphs if p.style and p.style.name == "Heading 1"
        ]
        assert headings[:5] == [
            "Editor’s note",
            "Four outlets, at most three origins",
            "Summary",
            "Check before publishing",
            "All claims by outlet",
        ]

    def test_says_what_each_outlet_left_out(self):
        briefing = harbour()
        wide = next(c for c in view_of(briefing).groups[0].claims)
        left_out = structs.replace(briefing, omissions=(Omission(article=briefing.articles[3].id, claims=(wide.anchor[2:],)),))
        table = docx.Document(io.BytesIO(Docx().render(left_out))).tables[2]
        assert [[c.text for c in row.cells] for row in table.rows] == [
            ["Outlet", "From several origins, but not found here", "Only found here"],
            ["A Coast Wire", "nothing", "nothing"],
            ["B Elva Courier", "nothing", "Claim 6."],
            ["C The Northern Post", "nothing", "Claim 7."],
            ["D Outlet 04", "Claim 1.", "nothing"],
        ]

    def test_each_citation_leads_to_its_sentence(self):
        document = docx.Document(io.BytesIO(Docx().render(harbour())))
        xml = document.element.xml
        links = re.findall(r'<w:hyperlink w:anchor="(\w+)"', xml)
        marks = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"', xml)
        assert links
        assert set(links) <= set(marks)
        assert len(marks) == len(set(marks))
        marked = {m: p.text for p in document.paragraphs for m in re.findall(r'w:name="(sentence\d+)"', p._p.xml)}
        first = next(p for p in document.paragraphs if p.style and p.style.name == "List Number")
        codes = [(h.address, h.fragment, h.text) for h in first.hyperlinks]
        assert codes
        assert all(not address and marked[fragment].startswith(f"{code} ") for address, fragment, code in codes)

    @pytest.mark.parametrize(("make", "columns"), [(harbour, 7), (lambda: outlets(12), 4)])
    def test_the_table_has_a_column_an_outlet_up_to_eight(self, make, columns):
        table = docx.Document(io.BytesIO(Docx().render(make()))).tables[0]
        assert len(table.columns) == columns
        assert len(table.rows) == 1 + len(make().claims)
        assert "tblHeader" in table.rows[0]._tr.xml

    def test_without_claims(self):
        text = text_of(Docx().render(empty()))
        assert "No claims were found in these articles." in text
        assert "None of the rules found anything to check." in text


@pytest.mark.parametrize("renderer", [Csv, Xlsx, Docx])
@pytest.mark.parametrize("shape", ["harbour", "empty", "right to left"])
def test_equal_briefings_give_equal_bytes_at_any_time(renderer, shape, monkeypatch):
    one = renderer().render(SHAPES[shape]())
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert renderer().render(SHAPES[shape]()) == one


@pytest.mark.parametrize("renderer", [Xlsx, Docx])
def test_a_briefing_without_a_time(renderer):
    briefing = harbour()
    briefing = structs.replace(briefing, provenance=structs.replace(briefing.provenance, made_at="soon"))
    with pytest.raises(RenderError, match="made_at 'soon': no ISO 8601 time"):
        renderer().render(briefing)


@pytest.mark.parametrize(("name", "library", "module"), [("xlsx", "XlsxWriter", "xlsxwriter"), ("docx", "python-docx", "docx")])
def test_a_library_that_is_missing_is_told_before_any_work(name, library, module, monkeypatch):
    monkeypatch.setattr("reporter.render.extras.find_spec", lambda m: None if m == module else sys)
    with pytest.raises(ConfigError, match=f"format {name}: needs {library}; install reporter-brief with the extra `office`"):
        once.renderers([name])


@pytest.mark.parametrize("renderer", [Xlsx, Docx])
def test_nothing_leads_out_of_the_file(renderer):
    archive = zipfile.ZipFile(io.BytesIO(renderer().render(hostile("https://a.example/ <a href='x'>"))))
    assert not [n for n in archive.namelist() if re.search("macro|vba|external|embed", n, re.IGNORECASE)]
    assert not [n for n in archive.namelist() if b'TargetMode="External"' in archive.read(n)]
