"""What must hold of any draft: its prose leads back into it, and copies of articles count nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.check import drafts
from reporter.check.written import Written
from reporter.errors import InputError
from reporter.schema import RawArticle
from tests.checks import checked, told

_COAST = (
    "The ferry ran aground on Tuesday with 45 passengers aboard, harbour master Jane Lind said. Nobody was hurt when it struck the rock."
)
_HARBOUR = (
    "Jane Lind, the harbour master, said that 45 passengers were on the ferry that ran aground on Tuesday. The island has no other ferry."
)
_DRAFT = "The ferry ran aground on Tuesday with 45 passengers aboard, Jane Lind said. Nobody was hurt. The island has no other ferry."

_WORDS = st.sampled_from(
    [
        "ferry",
        "*45*",
        "**ran**",
        '[aground](http://a.b/c "d")',
        "&amp;",
        "\\*",
        "`code`",
        "“quoted”",
        "<b>",
        "</b>",
        "![x](y.png)",
        "é",
        "😀",
        "<!-- c -->",
        "a_b_",
        "http://a.b",
        "1.",
        "|",
        "#",
        "-",
        ">",
        "\u202e",
        "\x00",
    ]
)
_LINES = st.lists(st.builds(" ".join, st.lists(_WORDS, min_size=1, max_size=8)), min_size=1, max_size=8)
_DOCUMENTS = st.builds(
    lambda lines, ends, opening: opening + "".join(a + b for a, b in zip(lines, ends, strict=False)),
    _LINES,
    st.lists(st.sampled_from(["\n", "\n\n", "\r\n", "\n> ", "\n- ", "\n    ", "\n# ", "\n```\n"]), min_size=8, max_size=8),
    st.sampled_from(["", "# ", "> ", "---\ntitle: x\n---\n", "1. "]),
)


def leads_back(written: Written) -> None:
    """Assert that each character of the prose stands in the draft where it is said to."""
    for piece in written.pieces:
        if piece.length == piece.source_length:
            for place in range(piece.start, piece.start + piece.length):
                span = written.place(place, place + 1)
                character = written.prose[place]
                assert span.exact == character or (character == " " and span.exact.isspace()) or character == "\ufffd"
                line = written.draft.text[written.lines[span.line - 1] :]
                assert line[span.column - 1 : span.column] == span.exact


@settings(max_examples=200, deadline=None)
@given(_DOCUMENTS)
def test_every_character_of_the_prose_leads_back(text: str):
    try:
        written = drafts.in_text(text)
    except InputError:
        return
    leads_back(written)
    ends = [b.end for b in written.draft.blocks]
    assert all(a.start >= end for a, end in zip(written.draft.blocks[1:], ends, strict=False))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_a_draft_or_told_not_to_be_one(text: str):
    for kind in ("markdown", "text"):
        try:
            leads_back(drafts.in_text(text, kind))
        except InputError:
            assert not text.strip()


@pytest.mark.parametrize("copied", ["coast", "harbour"])
@pytest.mark.parametrize("outlet", ["Bay Times", None])
def test_a_copy_of_an_article_raises_no_count_of_origins(copied: str, outlet: str | None):
    texts = {"coast": _COAST, "harbour": _HARBOUR}
    raw = [RawArticle(id=key, text=text, outlet=f"The {key} paper") for key, text in texts.items()]
    plain = checked(_DRAFT, told(raw))
    more = checked(_DRAFT, told([*raw, RawArticle(id="copy", text=texts[copied], outlet=outlet)]))
    assert [s.exact for s in plain.statements] == [s.exact for s in more.statements]
    for before, after in zip(plain.statements, more.statements, strict=True):
        assert after.agreement.origin_count_max <= max(1, before.agreement.origin_count_max)
        assert (after.support == "several-origins") <= (before.support == "several-origins")


def test_the_order_of_articles_changes_nothing():
    raw = [RawArticle(id="coast", text=_COAST, outlet="A"), RawArticle(id="harbour", text=_HARBOUR, outlet="B")]
    assert checked(_DRAFT, told(raw)) == checked(_DRAFT, told(raw[::-1]))
