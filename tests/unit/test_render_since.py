"""What changed since last time, as the page and the plain text tell it."""

from __future__ import annotations

import html
import re

import pytest
from msgspec import structs

from reporter import archive
from reporter.render import Html, Markdown, overview
from reporter.render.context import view_of
from reporter.schema import Briefing
from reporter.schema.archive import GoneFinding
from tests.archives import briefing, ferry
from tests.briefings import changed, harbour


def page(told: Briefing) -> str:
    return html.unescape(Html().render(told).decode())


def section(told: Briefing) -> str:
    found = re.search(r'<section id="changes">.*?</section>', page(told), re.DOTALL)
    assert found
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0]))


def test_the_first_briefing_has_no_such_section():
    assert 'id="changes"' not in page(harbour())
    assert "What changed" not in page(harbour()) + Markdown().render(harbour()).decode()


def test_what_an_editor_should_look_at_first_stands_above():
    text = section(changed())
    parts = [
        "What changed since 22 Nov 2026, 03:00 UTC",
        "Edited after publication: Coast Post",
        "Quotation reads otherwise now",
        "“We saw no lights at all,” said Ida Holm.",
        "“We saw few lights at all,” said Ida Holm.",
        "12 before, Fifteen now",
        "Outlets differ on how many are missing.",
        "now also in Sund Echo; 1 origin before, 2 origins now",
        "Schools are closed",
        "Only Coast Post has that people are missing.",
        "New articles Sund Echo",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_the_words_that_differ_are_marked_in_both_texts():
    told = page(changed())
    assert 'We saw <b class="df">no</b> lights at all' in told
    assert 'We saw <b class="df">few</b> lights at all' in told
    assert "We saw **no** lights at all" in Markdown().render(changed()).decode()


def test_every_link_of_it_leads_to_something():
    told = page(changed())
    found = re.search(r'<section id="changes">.*?</section>', told, re.DOTALL)
    assert found
    links = re.findall(r'href="#([^"]+)"', found[0])
    assert len(links) > 4
    assert all(f'id="{link}"' in told for link in links)
    assert '<a href="#changes">' in told


def test_nothing_changed_is_said():
    first = archive.followed(ferry(1), [], "one")
    again = archive.followed(ferry(1), [first], "two")
    assert "Nothing: the same articles and claims, and the same to check." in section(again)
    assert "Nothing: the same articles" not in section(changed())


def test_the_index_counts_the_findings_that_the_briefing_tells():
    """Notes are told by neither, and one that is told no longer with what is known of why."""
    told = changed()
    assert told.changes
    noted = structs.replace(told.findings[-1], id="note", severity="note")
    gone = told.changes.findings_gone[0]
    more = structs.replace(
        told.changes,
        findings_new=(*told.changes.findings_new, "note"),
        findings_gone=(gone, structs.replace(gone, severity="note", message="a note")),
    )
    told = structs.replace(told, findings=(*told.findings, noted), changes=more)
    seen = view_of(told).since
    assert seen
    (*_, line) = overview.entry(told, {"html": "./a.html"}).changes
    assert f"{len(seen.findings)} new finding to check" in line
    assert f"{len(seen.findings_gone)} finding told no longer" in line
    assert [c.what for c in seen.findings_gone] == ["Only Coast Post has that people are missing."]
    why = "other outlets report its claim now, or it is divided or joined otherwise"
    assert f"Findings told no longer Only Coast Post has that people are missing. ( {why} )" in section(told)
    assert f"- Finding told no longer ({why}): Only Coast Post has" in Markdown().render(told).decode()


def test_where_notes_alone_are_others_nothing_changed():
    first = archive.followed(ferry(1), [], "one")
    again = archive.followed(ferry(1), [first], "two")
    assert again.changes
    gone = GoneFinding(rule="single-outlet", severity="note", message="m")
    assert "the same to check." in section(structs.replace(again, changes=structs.replace(again.changes, findings_gone=(gone,))))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (["A ferry sank."], ["A ferry sank…"], "No word of it is another one"),
        (["A ferry sank."], ["A ferry sank.", "Twelve are missing."], "Added Before not there Now A2 Twelve are missing"),
        (["A ferry sank.", "Twelve are missing."], ["A ferry sank."], "No longer there Before Twelve are missing . Now not there"),
        (["A ferry sank."], ["A boat sank."], "1 passage outside quotation marks"),
    ],
)
def test_edits(before: list[str], after: list[str], said: str):
    first = archive.followed(briefing("s", {"a": ("Post", before)}, [], a={"title": "Old"}), [], "one")
    second = archive.followed(briefing("s", {"a": ("Post", after)}, [], a={"title": "Old"}), [first], "two")
    assert said in section(second)
    assert "Headline" not in section(second)
    retitled = structs.replace(first, articles=tuple(structs.replace(a, title=None) for a in first.articles))
    assert "Headline before: none Headline now: Old" in section(archive.followed(first, [retitled], "two"))


def test_claims_that_are_gone_and_many_new_ones_are_told():
    said = [f"Sentence {n} says something." for n in range(12)]
    first = archive.followed(briefing("s", {"a": ("Post", said), "b": ("Mail", said)}, [("gone", [("a", 1), ("b", 1)])]), [], "one")
    told = archive.followed(briefing("s", {"a": ("Post", said)}, [(f"claim {n}", [("a", n)]) for n in range(2, 13)]), [first], "two")
    text = section(told)
    assert "gone ( before in Mail and Post )" in text
    assert "New claims 11 1 claim" in text, "many are folded, with their number"
    assert "1 article of that briefing is not here any more." in text
