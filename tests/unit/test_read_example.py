"""The example that came with the brief: what reading and segmenting must get right on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporter import read, segment
from reporter.schema import RawArticle, Story


@pytest.fixture(scope="module")
def story(example: Path) -> Story:
    """Return the example without its story.toml: what the texts alone tell."""
    return read.assemble([RawArticle(id=p.stem, text=p.read_bytes().decode()) for p in sorted(example.glob("*.txt"))])


def test_outlets_are_named_where_the_text_names_them(story: Story) -> None:
    named = {a.id: a.outlet for a in story.articles if a.outlet_named}
    assert named == {"000": "TASS", "001": 'GSV "Russia - Islamic World"'}
    assert [a.outlet for a in story.articles if not a.outlet_named] == ["Outlet 002", "Outlet 003", "Outlet 004"]


def test_publication(story: Story) -> None:
    assert {a.id: a.published for a in story.articles if a.published} == {"000": "2023-09-20", "004": "2023-09-20T15:17"}


def test_credits(story: Story) -> None:
    assert [(c.article, c.credited, c.form) for c in story.credits] == [
        ("001", "TASS", "based-on"),
        ("002", "Mehr", "according-to"),
        ("004", "Anadolu", "reports"),
    ]


def test_nine_lines_and_a_dateline_are_set_aside(story: Story) -> None:
    assert [(a.article, a.reason) for a in story.set_aside] == [
        ("000", "dateline"),
        ("001", "sign-off"),
        ("001", "caption"),
        ("001", "credit"),
        ("003", "code"),
        ("004", "slogan"),
        ("004", "time stamp"),
        ("004", "caption"),
        ("004", "link"),
        ("004", "link"),
    ]


def test_the_stray_paragraph_break_is_healed_and_the_headline_stays(story: Story) -> None:
    text = story.articles[4].text
    sentences = [text[s.start : s.end] for s in segment.sentences(story) if s.article == "004" and s.aside is None]
    assert sentences[0] == "Russia-Iran cooperation 'advanced to new level' - Minister" == story.title
    assert any(s.endswith("in dealing with\n\ncommon challenges, including the unilateralism of the US") for s in sentences)
    assert len(sentences) == 16
