"""The page in a real browser: accessible, complete in itself, readable without its script, and safe."""

from __future__ import annotations

import json
import re

import pytest

pytestmark = pytest.mark.browser


def test_a_citation_leads_to_its_sentence_and_marks_it(visit):
    page = visit("harbour")
    page.click(".sum .ref >> nth=1")
    assert page.url.endswith("#B1")
    target = page.locator("#B1")
    assert "The city council of Port Elva voted 9 to 4" in target.inner_text()
    assert target.evaluate("e => getComputedStyle(e).backgroundColor") != page.locator("#B2").evaluate(
        "e => getComputedStyle(e).backgroundColor"
    )
    assert target.evaluate("e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }")


def test_a_link_to_a_claim_opens_its_passages(visit):
    page = visit("harbour")
    page.click(".flag .todo a >> nth=0")
    row = page.locator(f"[id='{page.url.split('#')[1]}'] + tr details")
    assert row.evaluate("d => d.open")


def test_filters_and_open_all(visit):
    page = visit("harbour")
    page.check("#f-x", force=True)
    assert page.locator("tbody.g-x").is_visible()
    assert not page.locator("tbody.g-s").is_visible()
    page.check("#f-a", force=True)
    page.click("#openall")
    assert page.locator("#claims details:not([open])").count() == 0


def test_everything_is_readable_without_the_script(visit):
    page = visit("harbour", java_script_enabled=False)
    assert not page.locator("#openall").is_visible()
    first = page.locator("#claims details >> nth=0")
    first.locator("summary").click()
    assert first.locator("blockquote >> nth=0").is_visible()
    page.locator("label:has(#f-x)").click()
    assert not page.locator("tbody.g-s").is_visible()
    page.locator("label:has(#t-dark)").click()
    assert page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(20, 24, 29)"


def test_keyboard_reaches_the_answer_first(visit):
    page = visit("harbour")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#glance")


def test_policy_stops_a_script_that_got_in(visit, made, tmp_path):
    text = made["harbour"].page.read_text("utf-8")
    attacks = "<script>window.got='script'</script><img src=x onerror=\"window.got='handler'\"><style>h1{display:none}</style>"
    changed = tmp_path / "changed.html"
    changed.write_text(text.replace("<main", f"{attacks}<main"), "utf-8")
    page = visit("", path=changed, expect_noise=True)
    assert page.evaluate("window.got") is None
    assert page.locator("h1").is_visible()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert "unsafe" not in policy[1]


def test_hostile_text_is_shown_and_does_nothing(visit):
    page = visit("hostile")
    assert page.evaluate("document.querySelectorAll('script').length") == 1
    assert "<script>alert(1)</script> | `x` [a](javascript:alert(1)) {{ 7*7 }} ⟨U+202E⟩" in page.locator("h1").inner_text()


def test_print_shows_the_texts_and_the_line_to_sign(visit):
    page = visit("harbour")
    page.emulate_media(media="print")
    assert page.locator(".sign").is_visible()
    assert not page.locator("nav.toc").is_visible()
    assert page.pdf()[:5] == b"%PDF-"


def test_size_of_the_example(made):
    size = made["example"].page.stat().st_size
    assert size <= 300_000, json.dumps({"bytes": size})
