"""The made stories as pages: links last, and what is set apart or held together is said."""

from __future__ import annotations

import re

import pytest

import reporter
from reporter.render import Html
from reporter.render.context import view_of
from reporter.schema import Briefing
from tests.briefings import outlets
from tests.stories import STORIES

AT = "2026-03-05T03:10:00Z"


def made(name: str, *, at: str = AT, backwards: bool = False) -> Briefing:
    title, articles = STORIES[name]
    given = articles()
    return reporter.brief(given[::-1] if backwards else given, title=title, at=at)


def targets(page: str) -> dict[str, str]:
    """Return each id of a claim, finding or sentence with the beginning of what it stands on."""
    return {m[1]: m[2] for m in re.finditer(r'<(?:tr|article|div|li)[^>]* id="((?:[cf]-[\w-]+)|[A-Z]+\d+)"[^>]*>(.{0,300})', page)}


@pytest.mark.usefixtures("word_vectors")
@pytest.mark.parametrize("name", ["two", "rules"])
def test_links_to_claims_findings_and_sentences_last(name):
    first = targets(Html().render(made(name)).decode())
    again = targets(Html().render(made(name, at="2026-03-09T03:10:00Z", backwards=True)).decode())
    assert {k[:2] for k in first} >= {"c-", "f-", "A1"}
    assert first == again


@pytest.mark.usefixtures("word_vectors")
def test_an_article_about_another_event_is_said_to_be_set_apart():
    view = view_of(made("rules"))
    apart = [o for o in view.outlets if o.apart]
    assert [o.name for o in apart] == ["Sund Monitor"]
    assert apart[0].origin == "not counted"
    assert view.gist[-1] == "Sund Monitor seems to be about another event and is not counted."
    assert any(label.text.startswith("Not counted") for label in view.diagram.labels)
    rows = [c for g in view.groups for c in g.claims if {x.outlet for x in c.cells if x} == {"Sund Monitor"}]
    assert rows
    assert {(c.outlets, c.origins) for c in rows} == {("Set apart", "not counted")}


def test_an_origin_of_many_outlets_is_one_sentence():
    view = view_of(outlets(40))
    assert "13 outlets count as one origin: twelve credit Outlet 001." in view.gist
    assert len(view.gist) <= 5


def test_our_sentences_run_from_left_to_right_whatever_name_begins_them():
    from tests.briefings import right_to_left

    page = Html().render(right_to_left()).decode()
    assert '<bdi dir="ltr">No outlet credits another, and no two articles share long passages.</bdi>' in page
    assert re.search(r'<bdi dir="ltr">A صحيفة الميناء', page)
