"""Any text whatever, in any field, is inert in the formats that other programs open."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import docx
import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reporter.render import overview
from reporter.render.document import Docx
from reporter.render.linked import JsonLd
from reporter.render.spreadsheet import Csv, Xlsx
from reporter.render.view import Problem
from tests.attacks import PAYLOADS
from tests.briefings import hostile

text = st.one_of(
    st.sampled_from(PAYLOADS),
    st.text(st.characters(), max_size=40),
    st.lists(st.sampled_from([*"=+-@|%;,\"'\t\r\n <>&_", "\uff1d", "cmd", "1", "\u202e", "\u00a0"]), max_size=14).map("".join),
)
TAGS = set(
    "html head meta title style body a header div span fieldset legend label h1 h2 h3 p main section ul ol li b bdi details summary code "
    "footer script".split()
)
_STARTS = re.compile(r"[\s\"]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class Page(HTMLParser):
    """Collects what could act."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs


def check_csv(content: bytes, claims: int) -> None:
    """However a spreadsheet cuts the lines, nothing begins as a formula does; cut as meant, each claim is one row."""
    read = content.decode("utf-8-sig")
    assert not _HIDDEN.search(read)
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(read, newline=""), delimiter=delimiter):
            assert not [cell for cell in row if _STARTS.match(cell)]
    rows = list(csv.reader(io.StringIO(read, newline="")))
    assert len(rows) == 1 + claims
    assert len({len(row) for row in rows}) == 1


def parts(content: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name) for name in archive.namelist()}


def check_archive(content: bytes) -> None:
    """Each part is XML without a document type, and nothing leads out of the file."""
    for name, part in parts(content).items():
        if name.endswith((".xml", ".rels")):
            ET.fromstring(part)
            assert b"<!DOCTYPE" not in part
            assert b'TargetMode="External"' not in part
            assert not _HIDDEN.search(part.decode())


def check_workbook(content: bytes) -> None:
    check_archive(content)
    cells = [c for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for c in row if c.value is not None]
    assert {c.data_type for c in cells} <= {"s", "n"}
    assert not [c for c in cells if isinstance(c.value, str) and _STARTS.match(c.value)]


def check_document(content: bytes) -> None:
    check_archive(content)
    document = docx.Document(io.BytesIO(content))
    assert re.findall(r"<w:instrText[^>]*>(.*?)</w:instrText>", document.element.xml) == []
    footers = [n for n in parts(content) if "footer" in n and n.endswith(".xml")]
    fields = [f for n in footers for f in re.findall(rb"<w:instrText[^>]*>(.*?)</w:instrText>", parts(content)[n])]
    assert fields == [b"PAGE"]
    addresses = [h.address for p in document.paragraphs for h in p.hyperlinks]
    assert not [a for a in addresses if a]


def check_linked(content: bytes, told: str) -> None:
    """Nothing in it can end a script element or hide, and decoded it is the text as it stands."""
    assert not re.search("[<>&\u2028\u2029]", content.decode())
    assert not _HIDDEN.search(content.decode())
    nodes = json.loads(content)["@graph"]
    assert {n["@type"] for n in nodes} == {"Report", "NewsArticle", "Claim"}
    assert next(n["text"] for n in nodes if n["@type"] == "Claim") == told
    ids = [n["@id"] for n in nodes]
    assert not [i for i in ids if not re.fullmatch(r"#[\w-]+", i, re.ASCII)]
    assert not [n["url"] for n in nodes if "url" in n and not n["url"].lower().startswith(("http://", "https://"))]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_known_attacks_stay_text(payload):
    briefing = hostile(payload)
    check_csv(Csv().render(briefing), len(briefing.claims))
    check_workbook(Xlsx().render(briefing))
    check_document(Docx().render(briefing))
    check_linked(JsonLd().render(briefing), payload)


@settings(max_examples=100, deadline=None)
@given(text)
@example(";\"'=")
def test_any_text_stays_text_in_csv(given_text):
    briefing = hostile(given_text)
    check_csv(Csv().render(briefing), len(briefing.claims))


@settings(max_examples=100, deadline=None)
@given(text)
def test_any_text_comes_back_from_linked_data(given_text):
    check_linked(JsonLd().render(hostile(given_text)), given_text)


@settings(max_examples=60, deadline=None)
@given(text)
def test_any_text_stays_text_in_a_workbook(given_text):
    check_workbook(Xlsx().render(hostile(given_text)))


@settings(max_examples=25, deadline=None)
@given(text)
def test_any_text_stays_text_in_a_document(given_text):
    check_document(Docx().render(hostile(given_text)))


def check_overview(page: bytes) -> None:
    read = Page(page.decode())
    assert set(read.tags) <= {*TAGS, "input", "br"}
    assert read.tags.count("script") == read.tags.count("style") == 1
    assert not [n for n, _ in read.attributes if re.fullmatch(r"on\w+|style|src|srcdoc|action|formaction", n, re.ASCII)]
    links = [v or "" for n, v in read.attributes if n == "href"]
    assert not [v for v in links if not re.fullmatch(r"#[\w-]+|\./a\.(html|json)(#[\w-]+)?", v, re.ASCII)]
    assert not _HIDDEN.search(page.decode())


def listed(told: str) -> bytes:
    entry = overview.entry(hostile(told), {"html": "./a.html", "json": "./a.json"})
    return overview.page([entry], [Problem(what=told, reason=told)])


@pytest.mark.parametrize("payload", PAYLOADS)
def test_known_attacks_stay_text_in_the_overview(payload):
    check_overview(listed(payload))


@settings(max_examples=60, deadline=None)
@given(text)
def test_any_text_stays_text_in_the_overview(given_text):
    check_overview(listed(given_text))
