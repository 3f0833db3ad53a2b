"""The index page of a night in a real browser: accessible, whole without its script, what moved since last time above all else."""

from __future__ import annotations

import importlib.resources
from pathlib import Path

import pytest
from msgspec import structs

from reporter.render import overview
from reporter.render.overview import Tonight
from reporter.render.view import Problem
from tests.briefings import harbour, one_origin, outlets

pytestmark = pytest.mark.browser
AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A night of three stories, of which the quietest is the one that moved, and that could not do everything."""
    entries = [overview.entry(told, {"html": f"./2026-11-28/{n}.html"}) for n, told in enumerate((harbour(), one_origin(), outlets(12)))]
    quiet = min(entries, key=lambda e: (e.errors, e.warnings, e.notes))
    moved = structs.replace(quiet, title="What moved", urgent=2, changes=("Coast Post was edited after publication", "2 new claims"))
    night = Tonight(
        title="Night of 28 Nov 2026",
        said="3 stories told from 9 new articles.",
        problems=(Problem(what="feeds/broken.xml", reason="not XML <script>"),),
        kept_out=(Problem(what="As it happened", reason="live-blog"),),
        also_on=(Problem(what="Two in one", reason="tells of “What moved” too"),),
    )
    path = tmp_path_factory.mktemp("nights") / "index.html"
    path.write_bytes(overview.page([moved, *(e for e in entries if e is not quiet)], [], night))
    return path


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_axe_finds_nothing(visit, index, width, scheme):
    page = visit("", path=index, width=width, color_scheme=scheme)
    page.evaluate(f"{AXE}; undefined")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})")
    assert [(v["id"], n["target"], n["failureSummary"]) for v in found["violations"] for n in v["nodes"]] == []


def test_what_moved_stands_first_and_what_was_not_done_is_one_click_away(visit, index):
    page = visit("", path=index, width=320)
    assert page.locator(".all > li h3").first.inner_text() == "What moved"
    assert page.locator(".since").inner_text() == "Since last time: Coast Post was edited after publication\n2 new claims"
    page.click("text=Could not be done")
    assert page.evaluate("location.hash") == "#problems"
    assert page.locator("h2:visible").all_inner_texts()[-3:] == ["Could not be done", "Articles on two events", "Kept out of the stories"]
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_the_page_is_whole_without_its_script(visit, index):
    page = visit("", path=index, java_script_enabled=False)
    assert page.locator(".all > li:visible").count() == 3
    assert "3 stories told from 9 new articles." in page.inner_text("header")
    assert "not XML <script>" in page.inner_text("main")
