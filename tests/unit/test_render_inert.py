from __future__ import annotations

import pytest

from reporter.errors import RenderError
from reporter.render import inert


@pytest.mark.parametrize(
    "sign", ["\x00", "\x1b", "\x7f", "\u202e", "\u2066", "\u200b", "\u200e", "\ufeff", "\ud800", "\U000e0041", "\u2028"]
)
def test_unseen_characters_are_written_out(sign):
    assert inert.visible(f"a{sign}b") == f"a⟨U+{ord(sign):04X}⟩b"


def test_joiners_stay_where_they_belong():
    persian, family = "می\u200cخواهم", "👩\u200d👧"
    assert inert.visible(persian) == persian
    assert inert.visible(family) == family
    assert inert.visible("pass\u200dword") == "pass⟨U+200D⟩word"


def test_plain_text_stays_plain():
    for text in ("“Many countries,” he said – 3.5% of them.", "Re-opened at 10:30 (local time); AT&T's", "S&P 500, it's #1 + 2"):
        assert inert.visible(text) == text
        assert inert.markdown(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a|b", r"a\|b"),
        ("`code`", r"\`code\`"),
        ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
        ("<script>", "&lt;script&gt;"),
        ("&lt;script&gt;", "&amp;lt;script&amp;gt;"),
        ("# heading", r"\# heading"),
        ("1. one", r"1\. one"),
        ("0.1.0", "0.1.0"),
        ("- item", r"\- item"),
        ("two\n\nlines", "two lines"),
        ("{{ 7*7 }}", r"\{\{ 7\*7 \}\}"),
        ("a\\|b", r"a\\\|b"),
    ],
)
def test_markdown_has_no_syntax_left(text, expected):
    assert inert.markdown(text) == expected


def test_anchors_last_and_hold_no_markup():
    assert inert.anchor("c", "3f9a") == "c-3f9a"
    odd = inert.anchor("c", '"><script>')
    assert odd == inert.anchor("c", '"><script>')
    assert odd.removeprefix("c-").isalnum()
    assert odd != inert.anchor("c", "other odd id")


@pytest.mark.parametrize("url", ["https://a.example/b?c=d#e", "HTTP://a.example"])
def test_web_addresses_are_links(url):
    assert inert.http(url) == url


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "data:text/html,x", "//a.example", "https://a b", "file:///etc", 'https://a"onx=']
)
def test_other_addresses_are_not(url):
    assert inert.http(url) is None


def test_note_keeps_its_formatting():
    html = inert.note_html("# Title\n\n*one* **two** [three](https://a.example)\n\n- four")
    assert "<h3>Title</h3>" in html
    assert "<em>one</em> <strong>two</strong>" in html
    assert '<a href="https://a.example" rel="noopener noreferrer nofollow">three</a>' in html
    assert "<li>four</li>" in html


@pytest.mark.parametrize(
    "note",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://a.example/p.png)",
        '<p onclick="x" style="color:red">x</p>',
        "<svg onload=alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        "[x](data:text/html,y)",
    ],
)
def test_note_holds_nothing_that_acts(note):
    html = inert.note_html(note)
    assert not [w for w in ("<script", "href=", "<img", "onclick", "style=", "<svg", "onload=") if w in html]


def test_note_nested_too_deep_is_refused():
    with pytest.raises(RenderError, match="nested too deep"):
        inert.note_html("\n".join("    " * i + "- x" for i in range(300)))


def test_note_in_markdown_is_a_quoted_block():
    said = inert.note_markdown("One *two*.\n\n[x](https://a.example) [y](javascript:z) ![p](https://a.example/p.png)\n<b>")
    assert said.splitlines() == [
        "> One *two*.",
        ">",
        r"> [x](https://a.example) [y]\(javascript:z) !\[p](https://a.example/p.png)",
        "> &lt;b>",
    ]
