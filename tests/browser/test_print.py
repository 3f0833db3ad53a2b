"""The briefing printed by the real Chromium: tagged, numbered, with bookmarks, dated as the briefing; nothing is asked of a network."""

from __future__ import annotations

import io
import random
import re
import socket
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest

from reporter.render import pdf
from reporter.render.pdf import Pdf
from tests.attacks import PAYLOADS
from tests.briefings import harbour, hostile

pytestmark = pytest.mark.browser
_ACTIVE = (b"/JavaScript", b"/JS ", b"/Launch", b"/OpenAction", b"/AA ", b"/SubmitForm", b"/EmbeddedFile")


@pytest.fixture(scope="module")
def paper(chromium: str) -> bytes:
    return Pdf(chromium).render(harbour())


def opened(paper: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(paper))


def titles(outline: list[Any]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from titles(entry)
        else:
            yield entry.title


def test_holds_the_whole_briefing_tagged_and_numbered(paper):
    read = opened(paper)
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert read.metadata.title == "Briefing: Harbour bridge in Port Elva to close"
    pages = [page.extract_text() for page in read.pages]
    assert len(pages) > 1
    assert all(f"{number} / {len(pages)}" in page for number, page in enumerate(pages, 1))
    text = "".join("".join(pages).split())  # lines break anywhere
    assert "Reviewedby:____" in text
    for article in harbour().articles:
        assert "".join(article.text.split())[:25] in text


def test_has_a_bookmark_a_section(paper):
    found = list(titles(opened(paper).outline))
    wanted = ["Summary", "Check before publishing", "All claims by outlet", "Origins: who shares text with whom", "Method and limits"]
    assert [t for t in found if t in wanted] == wanted


def test_the_same_bytes_again_with_the_briefings_date(paper, chromium):
    assert Pdf(chromium).render(harbour()) == paper
    assert paper.count(b"(D:20261122031000+00'00')") == 2


def test_hostile_text_is_printed_as_text(chromium):
    attack = "</style></title><script>document.title='owned'</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a>"
    made = Pdf(chromium).render(hostile(attack))
    read = opened(made)
    assert read.metadata.title == f"Briefing: {attack}"
    assert not [mark for mark in _ACTIVE if mark in made]
    addresses = [str(a["/A"].get("/URI", "")) for p in read.pages for ref in p.get("/Annots", ()) if "/A" in (a := ref.get_object())]
    assert not [address for address in addresses if not address.startswith(("http://", "https://"))]


def test_a_page_that_asks_for_more_reaches_nobody(chromium):
    """Even without the page's policy: what is printed here asks for a picture at an address, by name and by number."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        asked = "".join(f'<img src="http://{host}:{port}/p.png">' for host in ("127.0.0.1", "localhost", "[::1]"))
        made = pdf.printed(f"<!doctype html><title>t</title>{asked}<p>words".encode(), chromium)
        listening.settimeout(0)
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert "words" in opened(made).pages[0].extract_text()


def test_hundreds_of_hostile_texts_are_printed_as_text(chromium):
    """All known attacks and 300 made texts at once, in every field: one print."""
    chance = random.Random(5)
    parts = [
        *"<>&\"'`|[](){}*_~#\\!\t -=+:./;@%",
        "script",
        "img src=x onerror=",
        "javascript:",
        "</title>",
        "\u202e",
        "\u200b",
        "é",
        "]]>",
        "/JS",
    ]
    made = ["".join(chance.choices(parts, k=chance.randint(2, 14))) for _ in range(300)]
    attack = " ".join([*(p for p in PAYLOADS if len(p) < 1000), *made])
    content = Pdf(chromium).render(hostile(attack))
    read = opened(content)
    assert not [mark for mark in _ACTIVE if mark in content]
    addresses = [str(a["/A"].get("/URI", "")) for p in read.pages for ref in p.get("/Annots", ()) if "/A" in (a := ref.get_object())]
    assert not [address for address in addresses if not address.startswith(("http://", "https://"))]
    text = "".join("".join(page.extract_text() for page in read.pages).split())
    assert "onerror=" in text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", text)
