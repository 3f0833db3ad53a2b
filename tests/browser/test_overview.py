"""The page over several briefings in a real browser: accessible, searchable from the file, whole without its script."""

from __future__ import annotations

import importlib.resources

import pytest
from msgspec import structs

from reporter import once, overview
from tests.briefings import harbour, hostile, one_origin, outlets, right_to_left

pytestmark = pytest.mark.browser
AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def listing(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    attack = hostile("<img src=https://a.example/p.png onerror=alert(1)><script>document.title='owned'</script>\u202e")
    for place, briefing in enumerate((harbour(), one_origin(), outlets(12), right_to_left(), attack)):
        dated = structs.replace(briefing.provenance, made_at=f"2026-11-2{place // 2}T03:00:00Z")
        once.write(structs.replace(briefing, provenance=dated), ["html", "json"], folder)
    (folder / "broken.json").write_text("{", "utf-8")
    return overview.write(folder).path


def shown(page) -> list[str]:
    return list(page.locator(".all > li:visible h3").all_inner_texts())


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_axe_finds_nothing(visit, listing, width, scheme):
    page = visit("", path=listing, width=width, color_scheme=scheme)
    page.evaluate(f"{AXE}; undefined")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})")
    assert [(v["id"], n["target"], n["failureSummary"]) for v in found["violations"] for n in v["nodes"]] == []


def test_no_sideways_scroll_on_a_narrow_screen(visit, listing):
    page = visit("", path=listing, width=320)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_searches_titles_outlets_and_claims_without_a_server(visit, listing):
    page = visit("", path=listing)
    assert len(shown(page)) == 5
    page.fill("#q", "port ELVA cracks")
    assert shown(page) == ["Harbour bridge in Port Elva to close"]
    assert page.inner_text("#said") == "1 of 5 briefings"
    page.fill("#q", "engineers")
    assert page.locator(".all ol li:visible").all_inner_texts() == ["Engineers counted 41 cracks in February."]
    page.fill("#q", "الجسر")
    assert len(shown(page)) == 1
    page.fill("#q", "no such word")
    assert shown(page) == []
    assert page.locator("h2:visible").all_inner_texts() == ["Could not be read"]
    page.fill("#q", "")
    assert len(shown(page)) == 5


def test_only_the_grave_ones_and_a_finding_that_is_followed(visit, listing):
    page = visit("", path=listing, expect_noise=True)
    page.locator("label:has(#a-grave)").click()
    assert "Airport of Sund closed" not in shown(page)
    assert len(shown(page)) == 2
    page.locator("li.grave", has_text="Port Elva").locator("ul a").first.click()
    page.wait_for_url("**/harbour-bridge-in-port-elva-to-close.html#f-*")
    assert page.locator(":target").count() == 1


def test_is_whole_without_its_script(visit, listing):
    page = visit("", path=listing, java_script_enabled=False)
    assert len(page.locator(".all > li").all()) == 5
    assert not page.locator("#q").is_visible()
    page.locator("label:has(#a-grave)").click()
    assert page.locator(".all > li:visible").count() == 2
    page.locator("summary").first.click()
    assert page.locator(".all ol li:visible").count() > 0


def test_hostile_titles_stay_text(visit, listing):
    page = visit("", path=listing)
    assert page.title() == "Briefings"
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1
