"""Any text whatever, in any field, renders inert in every format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reporter.render import Html, Json, Markdown
from tests.briefings import hostile

_PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- -->",
    "]]>",
    "{{ 7*7 }}{% raw %}",
    "${7*7}",
    "javascript:alert(1)",
    "[a](javascript:alert(1))",
    "![a](https://a.example/p.png)",
    "[a]: javascript:alert(1)",
    "[^A1]: x",
    "<javascript:alert(1)>",
    "| a | b |\n| - | - |",
    "```\ncode",
    "~~~",
    "# heading",
    "> quote",
    "1. one",
    "***",
    "===",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "\u202e\u2066\u200b\x00\x1b[31m\x08",
    "\ud800",
    "\r\n\r\n<b>",
    "a\u0301" * 50,
    "x" * 100_000,
    "",
    " ",
)
_TAGS = set(
    "html head meta title style body a header div span fieldset legend label input h1 h2 h3 h4 h5 h6 p main section nav ol ul li figure "
    "figcaption svg desc line rect path text b bdi u details summary table caption thead tbody tr th td blockquote button article dl dt dd "
    "code footer script i em strong pre br hr".split()
)
_ATTRIBUTES = re.compile(r"on\w+|style|src|srcdoc|formaction|action|xlink:href", re.ASCII)
hostile_text = st.one_of(
    st.sampled_from(_PAYLOADS),
    st.text(st.characters(), max_size=40),
    st.lists(st.sampled_from([*"<>&\"'`|[](){}*_~#\\!\n\t -=+:.1", "script", "\u202e", "\u200b", "é"]), max_size=14).map("".join),
)


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


def check_page(page: bytes) -> None:
    read = Page(page.decode())
    assert set(read.tags) <= _TAGS
    assert read.tags.count("script") == read.tags.count("style") == 1
    assert not [n for n, _ in read.attributes if _ATTRIBUTES.fullmatch(n)]
    assert not [v for n, v in read.attributes if n == "href" and not re.match(r"#|https?://", v or "", re.IGNORECASE)]
    text = page.decode()
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200b]", text)


def check_markdown(text: str) -> None:
    for flavour in ("commonmark", "gfm-like"):
        parser = MarkdownIt(flavour, {"html": True, "linkify": False}).enable("table")
        tokens = parser.parse(text)
        flat = [t for token in tokens for t in (token, *(token.children or ()))]
        assert not [t for t in flat if t.type in ("html_block", "html_inline", "image")]
        links = [str(t.attrGet("href")) for t in flat if t.type == "link_open"]
        assert not [h for h in links if not h.startswith(("http://", "https://"))]
        outside = list(_outside_the_note(tokens))
        assert not [t for t in outside if t.type in ("fence", "code_block")]
        headings = [t.tag for t in outside if t.type == "heading_open"]
        assert headings.count("h1") == 1
        assert headings.count("h2") == len(headings) - 1 == text.count("\n## ")


def _outside_the_note(tokens: list[Token]) -> Iterator[Token]:
    """Yield the tokens that are not in a quoted block: the editor's note alone may have headings and code of its own."""
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type.startswith("blockquote") else 0
        if not depth:
            yield token


@pytest.mark.parametrize("payload", _PAYLOADS)
def test_known_attacks_stay_text(payload):
    briefing = hostile(payload)
    check_page(Html().render(briefing))
    check_markdown(Markdown().render(briefing).decode())


@settings(max_examples=60, deadline=None)
@given(hostile_text)
def test_any_text_stays_text_on_the_page(text):
    check_page(Html().render(hostile(text)))


@settings(max_examples=60, deadline=None)
@given(hostile_text)
def test_any_text_stays_text_in_markdown(text):
    check_markdown(Markdown().render(hostile(text)).decode())


@settings(max_examples=60, deadline=None)
@given(hostile_text)
def test_any_text_comes_back_from_json(text):
    written = json.loads(Json().render(hostile(text)))
    assert written["note"] == text
    assert written["articles"][0]["outlet"] == text
