"""The pictures of the documentation are those that `make screenshots` takes, and each is shown."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.screenshots import PICTURES

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_every_picture_is_there_and_shown():
    files = {path.name: path.read_bytes() for path in (DOCS / "screenshots").iterdir()}
    assert set(files) == {f"{name}.png" for name in PICTURES}
    assert all(content.startswith(b"\x89PNG") for content in files.values())
    for name, picture in PICTURES.items():
        content = files[f"{name}.png"]
        assert (int.from_bytes(content[16:20]), int.from_bytes(content[20:24])) == picture[:2], f"run make screenshots: {name}"
    shown = re.findall(r"!\[([^\]]+)\]\(screenshots/([\w-]+)\.png\)", (DOCS / "formats.md").read_text("utf-8"))
    assert {name for _, name in shown} == set(PICTURES)
