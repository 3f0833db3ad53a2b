"""Two hundred and forty attacks, generated from a seed, each in every field: the page and the Markdown keep them text."""

from __future__ import annotations

import random
import re

import markdown
import pytest
from markdown_it import MarkdownIt

from reporter.render import Html, Markdown
from tests.briefings import SHAPES, hostile
from tests.properties.test_render_inert import check_markdown, check_page

_PARTS = (
    *(
        "<script>alert(1)</script>",
        "</script>",
        "<svg/onload=alert(1)>",
        "</style><style>*{display:none}</style>",
        "<!--",
        "-->",
        "<![CDATA[",
    ),
    *(
        "<img src=x onerror=alert(1)>",
        '" onfocus=alert(1) autofocus="',
        "' style='x",
        "<a href=javascript:alert(1)>",
        "<base href=//a.example>",
    ),
    *(
        "javascript:alert(1)",
        "JaVaScRiPt&colon;alert(1)",
        "data:text/html,<script>1</script>",
        "vbscript:x",
        "//a.example",
        "https://a.example/?a=<b>",
    ),
    *("{{ 7*7 }}", "{% include 'x' %}", "{#", "${7*7}", "&lt;", "&#x3c;", "&amp;lt;", "&nbsp", "%3Cscript%3E", "\\u003cscript"),
    *(
        "[a](javascript:alert(1))",
        "![a](https://a.example/p.png)",
        "[a]: javascript:x",
        "[^A1]: x",
        "[^A1]",
        "<https://a.example>",
        "`",
        "```\n",
        "~~~",
    ),
    *(
        "| a | b |\n|-|-|\n",
        "|",
        "\\|",
        "# x",
        "\n# x\n",
        "\n===\n",
        "\n---\n",
        "> ",
        "- [ ] ",
        "1. ",
        "*",
        "**",
        "_",
        "~~",
        "$$",
        "<details>",
    ),
    *("\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\x00", "\x08", "\x1b[31m", "\x85", "\u2028", "\ud800", "\U000e0041", "\ufffe"),
    *("../../etc/<b>.txt", "CON.txt", "a\u0301" * 40, "w" * 5000, "\r\n", "\t", " ", "é", "مرحبا", "שלום", "你好"),
)


def attacks(count: int) -> list[str]:
    """Return `count` texts, each of one to six parts."""
    chance = random.Random(20260305)
    made = [*_PARTS, *("".join(chance.choices(_PARTS, k=chance.randint(2, 6))) for _ in range(count - len(_PARTS)))]
    assert len(made) == count
    return made


@pytest.mark.parametrize("part", range(8))
def test_generated_attacks_stay_text(part):
    for attack in attacks(240)[part::8]:
        briefing = hostile(attack)
        check_page(Html().render(briefing))
        check_markdown(Markdown().render(briefing).decode())


@pytest.mark.parametrize("length", [100_000])
def test_a_word_without_end_stays_one_word(length):
    page = Html().render(hostile("w" * length))
    check_page(page)
    assert b"w" * length in page


@pytest.mark.parametrize("shape", SHAPES)
def test_tables_and_footnotes_of_the_markdown_are_read_as_such(shape):
    text = Markdown().render(SHAPES[shape]()).decode()
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    told = [line for line in text.splitlines() if line.startswith("|")]
    ruled = [line for line in told if re.fullmatch(r"\|(:?-+:?\|)+", line)]
    assert sum(t.type == "table_open" for t in tokens) == len(ruled)
    assert sum(t.type == "tr_open" for t in tokens) == len(told) - len(ruled)  # every row is in a table
    widths: list[int] = []
    for token in tokens:
        if token.type == "tr_open":
            widths.append(0)
        widths[-1:] = [widths[-1] + 1] if widths and token.type in ("td_open", "th_open") else widths[-1:]
    assert set(widths) <= {line.count("|") - 1 for line in ruled}
    html = markdown.markdown(text, extensions=["footnotes", "tables", "sane_lists"])
    summary = text.split("\n## Summary\n")[1].split("\n## ")[0] if "\n## Summary\n" in text else ""
    named = set(re.findall(r"(?<!\\)\[\^(\w+)\]", summary))
    assert set(re.findall(r'<li id="fn:(\w+)">', html)) == named
    assert set(re.findall(r'href="#fn:(\w+)"', html)) == named
