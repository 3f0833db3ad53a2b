"""Articles given by their URLs: pages, feeds and lists of feeds from a server on loopback, and what is said of those that do not come."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reporter import cli, read
from reporter.config import Read
from reporter.errors import InputError
from reporter.read.web.fetching import Web
from reporter.schema import Story
from tests import kinds
from tests.kinds import Piece
from tests.web import Hands, Reply, Site, running, settings


def piece(name: str, **more: str) -> Piece:
    """An article that no other one is like."""
    told = {"url": f"https://{name}post.example/news/{name}", "outlet": f"The {name.title()} Post"} | more
    return Piece(
        id=name,
        headline=f"{name.title()} bridge closed for a month",
        paragraphs=tuple(
            f"The mayor of {name} said on day {n} that the bridge stays closed, and that work number {n} goes on." for n in range(9)
        ),
        **told,  # type: ignore[arg-type]
    )


FERRY = piece("ferry")


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        yield site


def story(*places: str | Path, hands: Hands | None = None, **more: object) -> Story:
    config = settings(**more)
    return read.story(places, config, web=Web(config, clock=(hands or Hands()).clock))


def told(given: Story) -> list[tuple[str, str]]:
    return [(failure.what, failure.reason) for failure in given.failures]


# -- pages --------------------------------------------------------------------


def test_a_page_is_believed_of_its_own_address_alone(site: Site):
    own = Piece(id="a", headline=FERRY.headline, paragraphs=FERRY.paragraphs, outlet=FERRY.outlet, url=f"{site.address}/canonical")
    (article,) = story(site.page("/a?utm=x", kinds.page(own))).articles
    assert (article.url, article.known_from["url"]) == (own.url, "JSON-LD url")
    assert article.outlet == "The Ferry Post"

    url = site.page("/b", kinds.page(piece("b", url="https://www.reuters.com/world/1", outlet="The wire at work")))
    (article,) = story(url).articles
    assert (article.url, article.outlet) == (url, "The wire at work")
    assert article.known_from["url"] == "the web; the page itself names https://www.reuters.com/world/1"


def test_where_a_redirect_led_is_told(site: Site):
    page = site.page("/news/ferry", kinds.page(FERRY))
    url = site.says("/short", Reply(status=301, headers={"Location": "/news/ferry#top"}))
    (article,) = story(f"HTTP://127.0.0.1:{site.port}/news/ferry#top").articles
    assert article.known_from["url"].startswith("the web; ")
    (article,) = story(url).articles
    assert (article.id, article.url) == ("ferry", page)
    assert article.known_from["url"] == f"the web, where {url} leads to; the page itself names {FERRY.url}"


@pytest.mark.parametrize("kind", ["txt", "pdf", "docx", "ninjs"])
def test_other_kinds_are_known_by_their_content(site: Site, kind: str):
    make = {"txt": lambda p: p.text.encode(), "pdf": kinds.pdf, "docx": kinds.docx, "ninjs": kinds.ninjs}[kind]
    (article,) = story(site.page("/get?id=7", make(FERRY), Content_Type="application/octet-stream")).articles
    assert FERRY.paragraphs[-1].split()[-1] in article.text
    assert article.url == (FERRY.url if kind == "ninjs" else f"{site.address}/get?id=7")


def test_an_embargo_holds_on_the_web_too(site: Site, tmp_path: Path):
    (tmp_path / "a.txt").write_text(FERRY.text)
    urls = [
        site.page("/embargoed", kinds.ninjs(piece("b"), embargoed="2999-01-01T00:00:00Z")),
        site.page("/withheld", kinds.ninjs(piece("c"), pubstatus="withheld")),
    ]
    found = story(tmp_path, *urls)
    assert [a.id for a in found.articles] == ["a"]
    assert [(what, reason.rpartition(";")[2]) for what, reason in told(found)] == [(url, " not used") for url in urls]


def test_the_same_page_by_two_addresses_is_one_article(site: Site):
    found = story(*(site.page(path, kinds.page(FERRY)) for path in ("/a", "/a?utm_source=x")))
    assert len(found.articles) == 1
    assert [version.reason for version in found.articles[0].earlier] == ["the same address"]


def test_story_toml_names_and_describes_urls(site: Site, tmp_path: Path):
    url = site.page("/a", FERRY.text.encode())
    (tmp_path / "story.toml").write_text(f'title = "Bridges"\n[articles."{url}"]\noutlet = "Mine"\npublished = "2024-03-01"\n')
    found = story(tmp_path)
    (article,) = found.articles
    assert (found.title, article.outlet, article.published, article.url) == ("Bridges", "Mine", "2024-03-01", url)
    assert article.known_from["outlet"] == "story.toml"
    assert found.failures == ()


def test_story_toml_given_by_its_name_describes_urls_and_standard_input(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], config: Path
):
    url = site.page("/a", piece("harbour").text.encode())
    toml = tmp_path / "story.toml"
    toml.write_text(f'[articles.stdin]\noutlet = "Mine"\n[articles."{url}"]\noutlet = "Theirs"\n')
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FERRY.text.encode())))
    code, out, err = run(capfd, "read", "-", toml, "--config", config)
    assert (code, err) == (0, "")
    assert "outlet: Mine (from story.toml)" in out
    assert "outlet: Theirs (from story.toml)" in out
    toml.write_text('[articles.stdin]\noutlet = "Mine"\n')
    assert run(capfd, "read", toml, "--config", config)[0] == 3
    toml.unlink()
    with pytest.raises(InputError, match=r"story\.toml: no such file or folder"):
        story(toml)


def test_the_order_of_urls_changes_nothing(site: Site):
    urls = [site.page(f"/{name}", kinds.page(piece(name))) for name in ("ferry", "harbour", "port")]
    urls.append(site.page("/rss", feed(("Ferry", urls[0], "Closed."))))
    assert story(*urls) == story(*urls[::-1])


# -- feeds --------------------------------------------------------------------


def feed(*items: tuple[str, str, str]) -> bytes:
    """RSS of titles, links and descriptions."""
    inside = "".join(f"<item><title>{t}</title><link>{link}</link><description>{d}</description></item>" for t, link, d in items)
    return f"<rss version='2.0'><channel><title>Wire</title>{inside}</channel></rss>".encode()


def test_a_feed_with_whole_articles_needs_no_page(site: Site):
    found = story(site.page("/rss", kinds.rss(FERRY, piece("harbour"))))
    assert [a.outlet for a in found.articles] == ["The Ferry Post", "The Harbour Post"]
    assert site.paths() == ["/rss"]


def test_of_an_item_with_a_summary_or_less_the_page_is_read(site: Site):
    page = kinds.page(FERRY).replace(b'"datePublished": "2024-03-01T08:30:00+00:00", ', b"")
    items = [
        ("Ferry", site.page("/ferry", page), "Closed."),
        ("Harbour", site.page("/harbour", kinds.page(piece("harbour"))), ""),
        ("Gone", f"{site.address}/gone", "The mayor said that it is closed."),
        ("Nothing", f"{site.address}/nothing", ""),
    ]
    data = feed(*items).replace(b"Closed.</description>", b"Closed.</description><pubDate>Fri, 01 Mar 2024 08:30:00 GMT</pubDate>")
    found = story(site.page("/rss", data))
    ferry, harbour, gone = found.articles
    assert (ferry.url, ferry.outlet, ferry.losses) == (f"{site.address}/ferry", "The Ferry Post", ())
    assert FERRY.paragraphs[-1] in ferry.text
    assert harbour.losses == ()
    assert "The mayor said that it is closed." in gone.text
    assert [loss.kind for loss in gone.losses] == ["truncated"]
    answered = "127.0.0.1 answered 404; open the page in a browser, save it and give the file"
    assert told(found) == [
        (f"{site.address}/gone", answered),
        (f"{site.address}/nothing", answered),
    ]


def test_a_feed_that_lies_on_disk_fetches_nothing(site: Site, tmp_path: Path):
    (tmp_path / "a.rss").write_bytes(feed(("Ferry", site.page("/ferry", kinds.page(FERRY)), "The bridge is closed.")))
    (tmp_path / "b.rss").write_bytes(feed(("Port", f"{site.address}/port", "")))
    found = story(tmp_path)
    (article,) = found.articles
    assert [loss.kind for loss in article.losses] == ["truncated"]
    assert told(found) == [(f"b.rss, {site.address}/port", "no text in it; its page is fetched where its feed is")]
    assert site.asked == []


def test_lists_of_feeds_are_followed_where_they_are_given_by_name(site: Site, tmp_path: Path):
    site.page("/ferry", kinds.page(FERRY))
    site.page("/rss", feed(("Ferry", f"{site.address}/ferry", "Closed.")))
    opml = f"<opml version='2.0'><body><outline xmlUrl='{site.address}/rss'/><outline xmlUrl='{site.address}/list'/></body></opml>".encode()
    site.page("/list", opml)
    (tmp_path / "list.opml").write_bytes(opml)
    (tmp_path / "a.txt").write_text("The mayor said that the harbour is open.")
    (tmp_path / "all.zip").write_bytes(kinds.zipped(inside_opml=opml))
    assert [a.id for a in story(tmp_path, tmp_path / "all.zip").articles] == ["a"]
    assert site.asked == []
    found = story(tmp_path / "list.opml")
    assert [a.url for a in found.articles] == [f"{site.address}/ferry"]  # once for all ways that lead to it
    assert f"lists {site.address}/list; give the list by its name to have that fetched" in [reason for _, reason in told(found)]
    (tmp_path / "list.opml").write_bytes(b"<opml version='2.0'><body><outline xmlUrl='file:///etc/hostname'/></body></opml>")
    with pytest.raises(InputError, match="file:///etc/hostname: only http and https are fetched"):
        story(tmp_path / "list.opml")


def test_a_feed_leads_to_no_address_that_must_not_be_asked(site: Site):
    found = story(
        site.page("/rss", feed(("Ferry", "http://169.254.169.254/latest", "It is closed."), ("Port", "http://10.0.0.1/", "It is open.")))
    )
    assert len(found.articles) == 2
    assert all("is not on the public web" in reason for _, reason in told(found))
    assert site.paths() == ["/rss"]


# -- a bad night --------------------------------------------------------------


def bad_site(site: Site) -> dict[str, str]:
    """Pages that do not come, by URL with what must be said of them."""
    busy = {"Retry-After": "9999"}
    pages = {
        "/silent": (Reply(silent=True), "did not answer in time"),
        "/drip": (Reply(raw=b"HTTP/1.1 200 OK\r\n\r\n", without_end=b"x" * 4096), "more than 32 MB"),
        "/broken": (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<html>"), "broke off"),
        "/garbage": (Reply(raw=b"\x00\x01\x02"), "broke off"),
        "/loop": (Reply(status=302, headers={"Location": "/loop"}), "more than 5 redirects"),
        "/inside": (Reply(status=302, headers={"Location": "http://169.254.169.254/"}), "not on the public web"),
        "/file": (Reply(status=302, headers={"Location": "file:///etc/hostname"}), "only http and https"),
        "/bomb": (Reply(gzip.compress(bytes(40_000_000)), headers={"Content-Encoding": "gzip"}), "more than 32 MB"),
        "/304": (Reply(status=304), "answered 304"),
        "/403": (Reply(status=403), "answered 403"),
        "/empty": (Reply(), "the file is empty"),
        "/no-article": (Reply(b"<html><body></body></html>"), "no article found in the page"),
        "/private/a": (Reply(kinds.page(FERRY)), "robots.txt asks programs such as reporter not to fetch it"),
        "/x-429": (Reply(status=429), "answered 429, and was asked 2 times"),
        "/y-503": (Reply(status=503, headers=busy), "asks to be left alone for 9999 seconds"),  # and so are those after it
        "/z": (Reply(kinds.page(FERRY)), "asks to be left alone for 999"),
    }
    site.page("/robots.txt", b"User-agent: *\nDisallow: /private/\n")
    return {site.says(path, reply): reason for path, (reply, reason) in pages.items()}


def test_what_can_be_read_is_read_and_the_rest_is_named_with_its_reason(site: Site):
    expected = bad_site(site)
    good = [site.page(f"/a-{name}", kinds.page(piece(name))) for name in ("ferry", "harbour")]
    hands = Hands()
    config = Read(web=settings(tries=2, max_seconds=50).web, max_seconds=20)
    from reporter.read.web.sending import Sender

    sender = Sender("reporter", config.max_file_megabytes, hands.elapsed, silence=1.0)
    found = read.story([*expected, *good], config, web=Web(config, clock=hands.clock, send=sender.send))
    assert [a.url for a in found.articles] == good
    said = dict(told(found))
    assert said.keys() == expected.keys()
    assert [(url, said[url]) for url, reason in expected.items() if reason not in said[url]] == []
    assert hands.time < 100


def run(capfd: pytest.CaptureFixture[str], *args: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        cli.app(list(map(str, args)), prog_name="reporter")
    return int(ended.value.code or 0), *capfd.readouterr()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "reporter.toml"
    path.write_text(
        '[models]\nmatcher = "lexical"\n[read.web]\nallow_networks = ["127.0.0.0/8"]\ncache = ""\ndelay_seconds = 0\ntries = 1\n'
    )
    return path


def test_a_briefing_of_urls_is_partial_where_one_does_not_come(site: Site, config: Path, capfd: pytest.CaptureFixture[str]):
    urls = [site.page(f"/{name}", kinds.page(piece(name))) for name in ("ferry", "harbour")]
    code, out, err = run(capfd, "brief", *urls, f"{site.address}/gone", "--config", config, "-o", "-", "--format", "json")
    assert code == 7
    briefing = json.loads(out)
    assert [a["url"] for a in briefing["articles"]] == urls
    assert err == f"reporter: {site.address}/gone: 127.0.0.1 answered 404; open the page in a browser, save it and give the file\n"
    code, out, err = run(capfd, "read", *urls, "--config", config)
    assert (code, err) == (0, "")
    assert f"url: {urls[0]} (from the web; the page itself names {FERRY.url})" in " ".join(out.split())


def test_nothing_that_can_be_read_is_no_briefing_and_no_password_is_printed(config: Path, capfd: pytest.CaptureFixture[str]):
    code, out, err = run(
        capfd, "brief", "https://user:s3cret@news.example/a", "ftp://news.example/", "https:/news.example", "--config", config
    )
    assert (code, out) == (3, "")
    assert "s3cret" not in err
    for reason in ("https://…@news.example/a: a URL with a user's name or password", "only http and https are fetched"):
        assert reason in err


def test_a_missing_library_is_told_with_the_extra_that_brings_it(
    site: Site, config: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    import sys

    monkeypatch.setitem(sys.modules, "httpcore", None)
    for name in ("fetching", "sending"):
        monkeypatch.delitem(sys.modules, f"reporter.read.web.{name}", raising=False)
    code, _, err = run(capfd, "read", site.page("/a", kinds.page(FERRY)), "--config", config)
    assert code == 2
    assert err == "reporter: fetching from the web needs httpcore: pip install 'reporter-brief[web]'; in a checkout, make setup\n"


def test_nothing_readable_lists_urls_with_their_reasons(site: Site):
    with pytest.raises(InputError, match=rf"{site.address}/a: 127\.0\.0\.1 answered 404"):
        story(f"{site.address}/a")
