"""Pages opened in the system's Chromium. Where it is missing the tests fail: a check that is skipped checks nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from reporter.render import Html
from reporter.schema import Briefing
from tests.briefings import SHAPES

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next((found for found in map(shutil.which, _NAMES) if found), None)
    assert path, f"no Chromium on this machine (looked for {', '.join(_NAMES)}); install the package chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory, example_briefing: Briefing) -> dict[str, Path]:
    """The page of each shape, and of the example."""
    folder = tmp_path_factory.mktemp("pages")
    briefings = {**{name: make() for name, make in SHAPES.items()}, "example": example_briefing}
    written = {name: folder / f"{name.replace(' ', '-')}.html" for name in briefings}
    for name, path in written.items():
        path.write_bytes(Html().render(briefings[name]))
    return written


Opener = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, pages: dict[str, Path]) -> Iterator[Opener]:
    """A function that opens a page; at the end, nothing may have been asked for but the file, or said on the console."""
    contexts = []
    noise: list[str] = []

    def visit(name: str, *, width: int = 1280, expect_noise: bool = False, path: Path | None = None, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        url = (path or pages[name]).as_uri()
        if not expect_noise:
            page.on("console", lambda message: noise.append(f"console: {message.text}"))
            page.on("pageerror", lambda error: noise.append(f"error: {error}"))
            page.on("request", lambda request: noise.append(f"request: {request.url}") if request.url.split("#")[0] != url else None)
        page.goto(url)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert noise == []
