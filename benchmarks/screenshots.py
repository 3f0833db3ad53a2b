"""Take the pictures of the documentation: a page on a desk, on a phone, in the dark, and as it is printed.

usage: screenshots.py PAGE.html DIR
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from reporter.render.pdf import NAMES


class Picture(NamedTuple):
    """One picture: the size of the window in CSS pixels, and what is asked of the page."""

    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"
    anchor: str = ""  # the section at the top of the window; the top of the page where empty


PICTURES = {
    "desktop": Picture(1280, 1100),
    "desktop-check": Picture(1280, 900, anchor="flags"),
    "desktop-claims": Picture(1280, 900, anchor="claims"),
    "phone": Picture(390, 844),
    "phone-claims": Picture(390, 844, anchor="claims"),
    "dark": Picture(1280, 900, scheme="dark"),
    "print": Picture(794, 1123, media="print"),  # A4 at 96 pixels an inch
}


def take(browser: Browser, page: Path, name: str, picture: Picture, folder: Path) -> Path:
    """Write one picture as PNG and return its path."""
    context = browser.new_context(viewport={"width": picture.width, "height": picture.height}, color_scheme=picture.scheme)
    opened = context.new_page()
    opened.emulate_media(media=picture.media)
    opened.goto(page.resolve().as_uri())
    if picture.media == "print":  # a window has no margins
        opened.evaluate("document.body.style.padding = '16mm 15mm 18mm'")
    if picture.anchor:
        opened.evaluate("id => document.getElementById(id).scrollIntoView()", picture.anchor)
    path = folder / f"{name}.png"
    opened.screenshot(path=path, animations="disabled")
    context.close()
    return path


def main() -> None:
    """Take all pictures and print their paths."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    program = next(found for found in map(shutil.which, NAMES) if found)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for name, picture in PICTURES.items():
            print(take(browser, given.page, name, picture, given.folder))
        browser.close()


if __name__ == "__main__":
    main()
