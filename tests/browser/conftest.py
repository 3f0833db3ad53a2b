"""Pages opened in the system's Chromium. Where it is missing the tests fail: a check that is skipped checks nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import reporter
from reporter.render import Html
from reporter.schema import Briefing
from tests.briefings import SHAPES
from tests.stories import STORIES

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
AT = "2026-03-05T03:10:00Z"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next((found for found in map(shutil.which, _NAMES) if found), None)
    assert path, f"no Chromium on this machine (looked for {', '.join(_NAMES)}); install the package chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield opened
        opened.close()


class Made:
    """A briefing and its page, each made once, where a test first asks for it."""

    def __init__(self, make: Callable[[], Briefing], path: Path) -> None:
        self._make, self._path = make, path

    @cached_property
    def briefing(self) -> Briefing:
        return self._make()

    @cached_property
    def page(self) -> Path:
        self._path.write_bytes(Html().render(self.briefing))
        return self._path


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Mapping[str, Made]:
    """Each shape, the example, and each story, which has gone through the whole pipeline ("story two")."""
    folder = tmp_path_factory.mktemp("pages")
    makers: dict[str, Callable[[], Briefing]] = {**SHAPES, "example": lambda: request.getfixturevalue("example_briefing")}
    for name, (title, articles) in STORIES.items():
        makers[f"story {name}"] = lambda title=title, articles=articles: reporter.brief(articles(), title=title, at=AT)  # type: ignore[misc]
    return {name: Made(make, folder / f"{name.replace(' ', '-')}.html") for name, make in makers.items()}


Opener = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, made: Mapping[str, Made]) -> Iterator[Opener]:
    """A function that opens a page; at the end, nothing may have been asked for but the file, or said on the console."""
    contexts = []
    noise: list[str] = []

    def visit(name: str, *, width: int = 1280, expect_noise: bool = False, path: Path | None = None, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        url = (path or made[name].page).as_uri()
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
