"""The page in another language: complete, accessible, and marked where it is not translated."""

from __future__ import annotations

import pytest

from reporter import once, overview
from reporter.render.language import speaking
from tests.briefings import harbour, one_origin
from tests.browser.test_floors import _OPEN, _SMALL, _WIDE, prepare, violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["story rules", "story fourteen", "harbour"])
def test_floors_in_german(visit, made, tmp_path, name):
    path = tmp_path / "de.html"
    path.write_bytes(once.rendered(made[name].briefing, "html", language="de"))
    page = visit("", path=path, color_scheme="light")
    assert page.locator("html").get_attribute("lang") == "de"
    prepare(page)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(_SMALL) == []
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate(_OPEN)
    assert page.evaluate(_WIDE) == []
    languages = page.evaluate("[...document.querySelectorAll('blockquote bdi, .sn .src bdi')].map(e => e.closest('[lang]').lang)")
    if name != "harbour":  # whose articles have no known language
        assert set(languages) == {"en"}


def test_the_page_over_several_in_german(visit, tmp_path):
    for briefing in (harbour(), one_origin()):
        once.write(briefing, ["html", "json"], tmp_path, language="de")
    with speaking("de"):
        listing = overview.write(tmp_path).path
    page = visit("", path=listing, color_scheme="light")
    assert page.locator("html").get_attribute("lang") == "de"
    assert page.locator("h1").inner_text() == "2 Briefings"
    page.fill("#q", "Harbour")
    assert page.locator("#said").inner_text() == "1 von 2 Briefings"
    prepare(page)
    assert violations(page) == []
