"""Time a large briefing's page in Chromium, until its load event, against static pages of as many bytes.

The static page is the same markup without style and script, the bytes made up with white space; a page of bare paragraphs, which has
a third of the elements, is timed beside it.

usage: opening.py [--rounds N]

The pages take turns in one run, so that what else the machine does falls on both; medians are compared. Exit code 1 where the briefing
takes more than twice the time of the static page.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from reporter.render import Html
from reporter.render.pdf import NAMES
from tests.briefings import outlets

MOST = 2.0  # times the static page's time
_LOADED = "() => { const [n] = performance.getEntriesByType('navigation'); return n.loadEventEnd - n.startTime }"


def static(page: bytes) -> bytes:
    """Return the markup of `page` without style and script, as many bytes long."""
    bare = re.sub(rb"<(style|script)>.*?</\1>", b"", page, flags=re.DOTALL)
    return bare + b" " * (len(page) - len(bare))


def paragraphs(size: int) -> bytes:
    """Return a page of bare paragraphs, `size` bytes long."""
    start, end = b'<!doctype html><html lang="en"><meta charset="utf-8"><title>Static</title><body>\n', b"</body></html>\n"
    line = b"<p>The river rose by two metres near Kellwick, as people in the town and in the villages around it tell.</p>\n"
    count, rest = divmod(size - len(start) - len(end), len(line))
    return start + line * count + b" " * rest + end


def opened(browser: Browser, page: Path) -> tuple[float, float]:
    """Return the milliseconds until the load event of a page, and the processor's in its main thread until it is laid out."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        tab = context.new_page()
        session = context.new_cdp_session(tab)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        tab.goto(page.as_uri(), wait_until="load")
        wall = float(tab.evaluate(_LOADED))
        tab.evaluate("document.body.offsetHeight")
        measured = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
        return wall, 1000 * measured["TaskDuration"]
    finally:
        context.close()


def main() -> None:
    """Print the times and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    page = Html().render(outlets(6, sentences=60, claims=300))
    contents = {"300 claims": page, "static": static(page), "paragraphs": paragraphs(len(page))}
    program = next(found for found in map(shutil.which, NAMES) if found)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = {name: Path(folder, f"{place}.html") for place, name in enumerate(contents)}
        for name, path in pages.items():
            path.write_bytes(contents[name])
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for path in pages.values():
            opened(browser, path)
        rounds = [{name: opened(browser, path) for name, path in pages.items()} for _ in range(given.rounds)]
        browser.close()
    print(f"{len(page):,} bytes each, {given.rounds} rounds taking turns, medians in ms; in brackets how many times that the page takes\n")
    print(f"{'':12} {'load event':>16} {'processor':>16}")
    medians = {name: [statistics.median(r[name][i] for r in rounds) for i in (0, 1)] for name in pages}
    own = medians["300 claims"]
    for name, times in medians.items():
        print(f"{name:12}" + "".join(f" {time:8.0f} ({mine / time:4.2f})" for time, mine in zip(times, own, strict=True)))
    print(f"\nat most {MOST} times the static page's load event are allowed")
    sys.exit(own[0] > MOST * medians["static"][0])


if __name__ == "__main__":
    main()
