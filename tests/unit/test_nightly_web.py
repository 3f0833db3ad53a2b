"""A night over a feed on the web: read anew every night, its articles known again by their URLs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from reporter import nightly, why
from tests import nights
from tests.conftest import ROOT

_ITEM = "<item><title>{title}</title><link>{link}</link><content:encoded>{text}</content:encoded></item>"
_TEXT = (
    "The council of Port Elva voted nine to four on Tuesday to close the harbour bridge, its mayor said. The closure is expected to last "
    "{months} months. Ferries are to run every ten minutes while the bridge is closed, the building office said on its site. "
) * 2


@pytest.fixture
def feed() -> Iterator[tuple[str, list[str]]]:
    """The URL of a feed, and its items, to be changed from night to night."""
    items: list[str] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/feed.xml"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "application/rss+xml")
            self.end_headers()
            if found:
                head = "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
                self.wfile.write(f"{head}<channel><title>Elva Post</title>{''.join(items)}</channel></rss>".encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/feed.xml", items
        server.shutdown()


def item(number: int, months: int) -> str:
    return _ITEM.format(
        title="Port Elva closes its bridge", link=f"https://www.example.org/bridge-{number}", text=_TEXT.format(months=months)
    )


def test_a_feed_from_night_to_night(feed: tuple[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(ROOT / "tests" / "plugins")
    url, items = feed
    config = nights.settings(tmp_path, sources=[url], log="", workers=1)
    web = '[briefing.read.web]\nallow_networks = ["127.0.0.0/8"]\ndelay_seconds = 0.0\ncache = ""\n'
    config.write_text(config.read_text("utf-8") + web, "utf-8")
    items += [item(1, 14)]
    first = nightly.run(nightly.load(config), at=nights.AT)
    assert first.failures == ()  # the feed holds all of it: nothing else is asked for
    assert (first.sources, first.articles_new, len(first.stories)) == (1, 1, 1)
    assert nightly.run(nightly.load(config), at=nights.LATER).articles_new == 0
    items[:] = [item(1, 18)]  # the same URL, edited
    third = nightly.run(nightly.load(config), at="2026-11-29T03:00:00Z")
    assert [story.id for story in third.stories] == [first.stories[0].id]
    briefing = why.read(tmp_path / "nights" / third.stories[0].files[1])
    assert [article.id.startswith("bridge-1-") for article in briefing.articles] == [True]
    assert briefing.changes is not None
    assert len(briefing.changes.articles_edited) == 1
