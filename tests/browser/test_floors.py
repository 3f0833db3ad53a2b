"""What the page must hold on any story. One load of a page serves all of its checks."""

from __future__ import annotations

import importlib.resources
import re
import unicodedata
from typing import Any

import pytest
from playwright.sync_api import Page

from reporter.render import inert
from reporter.render.context import view_of
from reporter.schema import Briefing
from tests.briefings import SHAPES
from tests.stories import STORIES

pytestmark = pytest.mark.browser
AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
MADE = [*SHAPES, "example", *(f"story {name}" for name in STORIES)]
LARGE = 3000  # elements: axe-core looks at a larger page once, with some of it open, for its time grows with what is shown
_OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"
_LOST = "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.hash.slice(1)).filter(i => !document.getElementById(i))"
_SMALL = """() => [...document.querySelectorAll('a.ref, .mx td.o a, .mx td.ls a, .mx .no, a.tag, .pl li a, summary, button, .seg label')]
    .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
    .filter(([, r]) => r.width && (r.width < 23.9 || r.height < 23.9)).map(([h, r]) => `${h} ${r.width}x${r.height}`)"""
_WIDE = """() => document.scrollingElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll('*')]
    .filter(e => e.getBoundingClientRect().right > 320).map(e => e.outerHTML.slice(0, 100))"""


def violations(page: Page) -> list[tuple[Any, ...]]:
    """Return what axe-core finds with everything open."""
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})")
    return [(v["id"], n["target"], n["failureSummary"]) for v in found["violations"] for n in v["nodes"]]


def prepare(page: Page, *, large: bool = False) -> None:
    """Open everything and bring axe-core in through the debugger, which the page's policy does not bind."""
    page.evaluate(_OPEN.replace("d.open = true", "d.open = !(i % 40)").replace("d =>", "(d, i) =>") if large else _OPEN)
    page.evaluate(f"{AXE}; undefined")


@pytest.mark.parametrize("name", MADE)
def test_floors(visit, name):
    page = visit(name, color_scheme="light")
    assert page.evaluate(_LOST) == []
    large = page.evaluate("document.querySelectorAll('*').length") > LARGE
    prepare(page, large=large)
    assert page.evaluate(_SMALL) == []
    assert violations(page) == []
    if not large:
        page.emulate_media(color_scheme="dark")
        assert page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(20, 24, 29)"
        assert violations(page) == []
        page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(_SMALL) == []
    if not large:
        assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate(_OPEN)
    assert page.evaluate(_WIDE) == []


@pytest.mark.parametrize("name", ["example", "harbour", "story rules", "story fourteen", "story scripts"])
def test_citations_land_on_their_passages_and_mark_them(visit, made, name):
    page = visit(name)
    texts = {s.code: "".join(g.text for g in s.segments) for o in view_of(made[name].briefing).outlets for s in o.sentences}
    plain = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    cited = page.locator(".sum .ref:visible, .flag .ref:visible, .mx td a[href^='#']:visible")
    for at in sorted({0, 1, cited.count() // 2, cited.count() - 1}):
        link = cited.nth(at)
        code = (link.get_attribute("href") or "").lstrip("#")
        link.click()
        target = page.locator(f"[id='{code}']")
        assert page.url.endswith(f"#{code}")
        assert " ".join(texts[code].split()) in " ".join((target.locator(".src").text_content() or "").split())
        assert target.evaluate("e => getComputedStyle(e).backgroundColor") not in (plain, "rgba(0, 0, 0, 0)")
        assert target.evaluate("e => { const r = e.getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight }")


@pytest.mark.parametrize("name", ["harbour", "story rules", "story one outlet"])
def test_keyboard_alone_reaches_everything(visit, name):
    page = visit(name)
    wanted = page.evaluate(
        """() => { const seen = new Set(); return [...document.querySelectorAll('a[href], button, summary, input')].filter(e => {
            if (e.type === 'radio') { if (seen.has(e.name)) return false; seen.add(e.name); return true }
            return !e.hidden && e.checkVisibility() }).length }"""
    )
    marks = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        marks.append(
            page.evaluate(
                """() => { const e = document.activeElement, n = window.at = (window.at || 0) + 1; const first = !e.dataset.at;
                e.dataset.at = n; const s = getComputedStyle(e.type === 'radio' ? e.parentElement : e);
                return [first && e !== document.body, s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2] }"""
            )
        )
    assert [m for m in marks if m != [True, True]] == []  # each is reached once, and seen to be
    page.locator("#claims details >> nth=0").locator("summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#claims details >> nth=0").evaluate("d => d.open")
    page.locator("#f-a").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#f-a").evaluate("e => !e.checked")


def told(briefing: Briefing) -> list[str]:
    """Return what a reader must find: each claim, finding, sentence of an article and of the summary."""
    items = [c.text for c in briefing.claims] + [f.message for f in briefing.findings] + [s.exact for s in briefing.summary]
    texts = {a.id: a.text for a in briefing.articles}
    items += [texts[s.article][s.start : s.end] for s in briefing.sentences]
    return [" ".join(inert.visible(item).split()) for item in items if item.strip()]


@pytest.mark.parametrize("name", ["harbour", "forty", "story rules", "story scripts", "story quiet", "story hostile"])
def test_everything_is_readable_without_the_script(visit, made, name):
    page = visit(name, java_script_enabled=False)
    assert not page.locator("#openall").is_visible()
    page.evaluate(_OPEN)
    shown = " ".join(page.locator("body").inner_text().split())
    assert [item for item in told(made[name].briefing) if item not in shown] == []


@pytest.mark.parametrize("name", ["harbour", "story rules", "story one outlet"])
def test_print_is_tagged_and_holds_the_text(visit, made, name):
    import io

    from pypdf import PdfReader

    page = visit(name)
    read = PdfReader(io.BytesIO(page.pdf(tagged=True, outline=True, prefer_css_page_size=True)))
    root: Any = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert {"Summary", "Check before publishing", "Source texts"} <= {str(o.title) for o in flat(read.outline)}
    sheets = [sheet.extract_text() for sheet in read.pages]
    printed = squeezed("".join(sheets))
    items = [c.text for c in made[name].briefing.claims] + [f.message for f in made[name].briefing.findings if f.severity != "note"]
    assert [item for item in items if squeezed(item) not in printed] == []
    assert "Reviewed by:" in sheets[-1]
    assert all(f"{number} / {len(sheets)}" in sheet for number, sheet in enumerate(sheets, 1))


def squeezed(text: str) -> str:
    """Return text without white space and hyphens: lines are broken on paper. Ligatures are the letters that they stand for."""
    return re.sub(r"[\s­-]", "", unicodedata.normalize("NFKC", text))


def flat(outline: list[Any]) -> list[Any]:
    return [entry for item in outline for entry in (flat(item) if isinstance(item, list) else [item])]


def test_policy_stops_what_got_in_on_a_hostile_story(visit, made, tmp_path):
    text = made["story hostile"].page.read_text("utf-8")
    attacks = (
        "<script>window.got='script'</script><img src=x onerror=\"window.got='handler'\"><svg onload=\"window.got='svg'\"></svg>"
        "<base href='https://a.example/'><iframe srcdoc=\"<script>parent.got='frame'</script>\"></iframe>"
        "<a id='attack' href=\"javascript:window.got='link'\">x</a><style>h1{display:none}</style>"
        "<form id='form' action='https://a.example/'><button>y</button></form>"
    )
    changed = tmp_path / "changed.html"
    changed.write_text(text.replace("<main", f"{attacks}<main"), "utf-8")
    page = visit("", path=changed, expect_noise=True)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.locator("#attack").click()
    page.evaluate("document.getElementById('form').submit()")
    assert page.evaluate("window.got") is None
    assert page.locator("h1").is_visible()
    assert page.url == changed.as_uri()
    assert any("Content Security Policy" in line for line in said)


def test_axe_would_find_something(visit):
    page = visit("one outlet", expect_noise=True)
    prepare(page)
    page.evaluate("document.querySelector('.lede').innerHTML += '<img src=\"data:,\"><a href=\"#glance\"></a>'")
    assert {"image-alt", "link-name"} <= {rule for rule, _, _ in violations(page)}
