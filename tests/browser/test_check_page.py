"""The page of a draft beside the passages in a real browser: accessible, readable when narrow or dark, each number leads somewhere."""

from __future__ import annotations

import importlib.resources

import pytest

from reporter import check
from reporter.check import policies
from reporter.config import Check
from reporter.render.check import RENDERERS
from tests.conftest import EXAMPLE, EXAMPLE_AT, ROOT
from tests.drafts import bridge, judged
from tests.unit.test_check_renderers import hostile, with_markers

pytestmark = pytest.mark.browser
DRAFT = ROOT / "examples" / "draft.md"
AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
REPORTS = {
    "example": lambda: policies.applied(check.Against([EXAMPLE]).check(DRAFT, at=EXAMPLE_AT), policies.policy(Check(), check.RULES)),
    "bridge": judged,
    "markers": with_markers,
    "open": lambda: judged(bridge(), findings=(), shut=False),
    "hostile": lambda: hostile("<img src=https://a.example/p.png onerror=alert(1)><script>document.title='owned'</script>\u202e"),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("checks")
    for name, report in REPORTS.items():
        (folder / f"{name}.html").write_bytes(RENDERERS["html"](report(), "draft.md"))
    return folder


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
@pytest.mark.parametrize("name", REPORTS)
def test_axe_finds_nothing(visit, pages, name, width, scheme):
    page = visit("", path=pages / f"{name}.html", width=width, color_scheme=scheme)
    page.evaluate(f"{AXE}; undefined")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})")
    assert [(v["id"], n["target"], n["failureSummary"]) for v in found["violations"] for n in v["nodes"]] == []


@pytest.mark.parametrize("name", REPORTS)
def test_no_sideways_scroll_on_a_narrow_screen(visit, pages, name):
    page = visit("", path=pages / f"{name}.html", width=320)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", ["markers", "example"])
def test_every_link_within_the_page_leads_somewhere(visit, pages, name):
    page = visit("", path=pages / f"{name}.html")
    missing = "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.hash.slice(1)).filter(id => !document.getElementById(id))"
    assert page.evaluate(missing) == []
    assert page.evaluate("document.querySelectorAll('[id]').length === new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size")


def test_the_words_that_differ_stand_beside_the_articles(visit, pages):
    page = visit("", path=pages / "bridge.html", java_script_enabled=False)
    row = page.locator(".row", has_text="Engineers counted")
    assert row.locator(".dr .df").all_inner_texts() == ["47", "very unsafe"]
    assert row.locator(".ev .df").all_inner_texts() == ["41", "not safe"]
    aside = [text.split() for text in page.locator(".row.aside").all_inner_texts()]
    assert [" ".join(words) for words in aside] == ["# Bridge to close Left alone: heading", "the bridge as code Left alone: code"]
    row.locator(".dr .mark").first.click()
    assert page.locator(":target .ty").inner_text() == "Error: Different number."
    assert page.locator("h2").first.inner_text() == "2 errors and 1 warning"


def test_a_text_that_attacks_does_nothing(visit, pages):
    assert visit("", path=pages / "hostile.html").title() != "owned"
