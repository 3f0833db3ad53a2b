"""A run's way to the web: robots.txt, delays, busy servers, pages kept on disk, limits. The server is real, the clock is not."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.errors import ConfigError, InputError
from reporter.read.web.address import Target
from reporter.read.web.asking import Answer, NoAnswerError
from reporter.read.web.fetching import Web, _in_its_charset
from reporter.read.web.robots import Rules
from reporter.read.web.store import Store
from tests.web import HOSTS, PUBLIC, Hands, Reply, Site, resolve, running, settings


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        yield site


def web(hands: Hands | None = None, **more: object) -> Web:
    return Web(settings(**more), clock=(hands or Hands()).clock)


# -- addresses ----------------------------------------------------------------


class Transport:
    """Answers in place of the network, and keeps where it was sent."""

    def __init__(self, **locations: str) -> None:
        self.locations = {f"/{path}": location for path, location in locations.items()}
        self.asked: list[Target] = []

    def send(self, at: Target, headers: Mapping[str, str], seconds: float) -> Answer:
        assert (dict(headers), seconds > 0) == ({}, True)
        if at.url.endswith("/robots.txt"):
            return Answer(404, {}, b"")
        self.asked.append(at)
        location = self.locations.get("/" + at.url.rpartition("/")[2])
        return Answer(302, {"location": location}, b"") if location else Answer(200, {}, b"Hello")


@pytest.mark.parametrize("host", HOSTS)
def test_no_trick_of_an_address_is_asked_given_or_redirected_to(host: str):
    assert len(HOSTS) >= 40
    transport = Transport(a=f"http://{host}/")
    public = Web(settings(allow_networks=()), resolve=resolve, clock=Hands().clock, send=transport.send)
    with pytest.raises(InputError):
        public.fetch(f"http://{host}/")
    assert transport.asked == []
    with pytest.raises(InputError):
        public.fetch("http://news.example/a")
    assert [at.url for at in transport.asked] == ["http://news.example/a"]


def test_a_name_that_moves_is_asked_at_the_address_that_was_checked():
    """DNS rebinding: the look-up answers with a public address first, and with one inside afterwards."""
    answers = iter([[PUBLIC], [PUBLIC], ["127.0.0.1"]])  # for the page, for robots.txt, for the redirect
    transport = Transport(a="/b")
    public = Web(settings(allow_networks=()), resolve=lambda *_: next(answers), clock=Hands().clock, send=transport.send)
    with pytest.raises(InputError, match=r"news\.example is at 127\.0\.0\.1, which is not on the public web"):
        public.fetch("http://news.example/a")
    assert [at.addresses for at in transport.asked] == [(PUBLIC,)]


def test_a_robots_txt_that_leads_inside_is_not_followed():
    def send(at: Target, headers: Mapping[str, str], seconds: float) -> Answer:
        assert at.host == "news.example"
        return Answer(302, {"location": "http://intranet.example/robots.txt"}, b"")

    public = Web(settings(allow_networks=()), resolve=resolve, clock=Hands().clock, send=send)
    with pytest.raises(InputError, match=r"robots\.txt cannot be read: intranet\.example is at 10\.1\.2\.3"):
        public.fetch("http://news.example/a")


def test_loopback_is_asked_where_it_is_allowed_alone(site: Site):
    url = site.page("/a", b"Hello")
    assert web().fetch(url).body == b"Hello"
    with pytest.raises(InputError, match="not on the public web"):
        web(allow_networks=()).fetch(url)
    with pytest.raises(ConfigError, match=r"read\.web\.allow_networks"):
        web(allow_networks=("mine",))


# -- robots.txt ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("robots", "refused"),
    [
        (Reply(status=404), None),
        (Reply(b"User-agent: *\nDisallow: /private/\n"), None),
        (Reply(b"User-agent: *\nDisallow: /\n\nUser-agent: reporter\nAllow: /\n"), None),
        (Reply(b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /*.html$\r\n"), "asks programs such as reporter not to fetch it"),
        (Reply(b"User-agent: Reporter\nDisallow: /news\n"), "asks programs such as reporter not to fetch it"),
        (Reply(status=503), "robots.txt cannot be read: 127.0.0.1 answered 503"),
        (Reply(status=501), "robots.txt cannot be read: 127.0.0.1 answered 501"),
        (Reply(raw=b"x"), "robots.txt cannot be read"),
        (Reply(b"User-agent: a\n" * 2000 + b"Disallow: /\n" * 2000), "robots.txt is too large"),
    ],
)
def test_robots_txt_is_honoured(site: Site, robots: Reply, refused: str | None):
    site.says("/robots.txt", robots)
    url = site.page("/news/a.html", b"Hello")
    if refused is None:
        assert web().fetch(url).body == b"Hello"
        return
    with pytest.raises(InputError, match=refused):
        web().fetch(url)
    assert site.paths() == []


def test_it_is_asked_for_once_a_site_and_counts_for_where_a_redirect_leads(site: Site):
    site.page("/robots.txt", b"User-agent: *\nDisallow: /b\n")
    one = web()
    assert one.fetch(site.page("/c", b"Hello")).body == b"Hello"
    for _ in range(2):
        with pytest.raises(InputError, match="not to fetch it"):
            one.fetch(site.says("/a", Reply(status=302, headers={"Location": "/b"})))
    assert site.paths() == ["/c", "/a", "/a"]
    assert [a.path for a in site.asked].count("/robots.txt") == 1


@given(st.binary(max_size=300) | st.text("User-agent: *\nDisallow:/Crawl-delay9$\r\t", max_size=300).map(str.encode))
def test_any_robots_txt_allows_or_refuses(body: bytes):
    rules = Rules(body, "reporter")
    assert rules.refusal("http://news.example/a") is None or "robots.txt" in str(rules.refusal("http://news.example/a"))
    assert rules.delay() >= 0


def test_a_rule_of_many_wildcards_is_matched_without_going_back():
    rules = Rules(b"User-agent: *\nDisallow: /" + b"*a" * 60 + b"$\n", "reporter")  # by backtracking, longer than the universe lasts
    assert rules.refusal(f"http://news.example/{'a' * 1900}b") is None
    assert rules.refusal(f"http://news.example/{'a' * 1900}")


# -- time ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("robots", "pause"),
    [
        (b"", 2.0),
        (b"User-agent: *\nCrawl-delay: 7\n", 7.0),
        (b"User-agent: *\nRequest-rate: 1/5\n", 5.0),
        (b"User-agent: *\nCrawl-delay: 1", 2.0),
    ],
)
def test_two_pages_of_a_host_are_apart(site: Site, robots: bytes, pause: float):
    site.page("/robots.txt", robots)
    hands = Hands()
    one = web(hands, delay_seconds=2)
    one.fetch(site.page("/a", b"a"))
    assert hands.slept == []
    one.fetch(site.page("/b", b"b"))
    assert hands.slept == [pause]


def test_a_busy_server_is_asked_again_and_one_that_wants_rest_is_left_alone_for_all_its_pages(site: Site):
    hands = Hands()
    one = web(hands)
    url = site.says("/a", Reply(status=503, headers={"Retry-After": "4"}), Reply(b"Hello"))
    assert one.fetch(url).body == b"Hello"
    assert hands.slept == [4.0]
    site.says("/b", Reply(status=429, headers={"Retry-After": "3600"}))
    for path in ("/b", "/a"):
        with pytest.raises(InputError, match="left alone for 3600 seconds"):
            one.fetch(site.address + path)
    assert site.paths() == ["/a", "/a", "/b"]
    assert hands.slept == [4.0]


def test_a_site_that_had_no_time_to_give_its_robots_txt_is_asked_again():
    hands, spent, asked = Hands(), [19.0, 0.0], []

    def send(at: Target, *_: object) -> Answer:
        asked.append(at.url)
        if at.url == "http://news.example/a":
            hands.time += spent.pop(0)
            return Answer(302, {"location": "http://other.example/b"}, b"")
        if at.url == "http://other.example/robots.txt" and asked.count(at.url) == 1:
            raise NoAnswerError("broke off")
        return Answer(404 if at.url.endswith("/robots.txt") else 200, {}, b"Hello")

    one = Web(settings(max_seconds=20), resolve=resolve, clock=hands.clock, send=send)
    with pytest.raises(InputError, match=r"robots\.txt cannot be read"):
        one.fetch("http://news.example/a")
    assert one.fetch("http://news.example/a").body == b"Hello"


def test_the_run_ends_in_time(site: Site):
    site.says("/slow", Reply(raw=b"HTTP/1.1 200 OK\r\n\r\n", without_end=b"x"))
    hands = Hands(step=1.0)
    one = web(hands, max_seconds=20, max_total_seconds=60)
    reasons = []
    for _ in range(6):
        with pytest.raises(InputError) as ended:
            one.fetch(site.address + "/slow")
        reasons.append(str(ended.value))
    assert hands.time < 100
    assert reasons[-1] == "not fetched: the web took more than 60 seconds (read.web.max_total_seconds)"


def test_so_many_pages_and_no_more(site: Site):
    one = web(max_pages=2)
    url = site.page("/a", b"a")
    one.fetch(url)
    one.fetch(url)
    with pytest.raises(InputError, match=r"more than 2 pages in one run \(setting read\.web\.max_pages\)"):
        one.fetch(url)


# -- pages on disk ------------------------------------------------------------


def test_a_page_that_has_not_changed_is_read_from_disk(site: Site, tmp_path: Path):
    told = {"ETag": '"1"', "Last-Modified": "Fri, 01 Mar 2024 08:30:00 GMT"}
    url = site.says("/a", Reply(b"Hello", headers=told), Reply(status=304), Reply(b"Changed", headers=told))
    bodies = [web(cache=str(tmp_path / "pages")).fetch(url).body for _ in range(3)]
    assert bodies == [b"Hello", b"Hello", b"Changed"]
    sent = [a.headers for a in site.asked if a.path == "/a"]
    assert "if-none-match" not in sent[0]
    assert (sent[1]["if-none-match"], sent[1]["if-modified-since"]) == (told["ETag"], told["Last-Modified"])


@pytest.mark.parametrize("headers", [{}, {"ETag": '"1"', "Cache-Control": "private, No-Store"}])
def test_what_cannot_be_asked_about_or_must_not_be_kept_is_not(site: Site, tmp_path: Path, headers: dict[str, str]):
    url = site.says("/a", Reply(b"Hello", headers=headers))
    web(cache=str(tmp_path)).fetch(url)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("broken", [b"", b"\xc1", b"cut"])
def test_a_broken_copy_is_fetched_whole(site: Site, tmp_path: Path, broken: bytes):
    url = site.says("/a", Reply(b"Hello", headers={"ETag": '"1"'}))
    web(cache=str(tmp_path)).fetch(url)
    (file,) = tmp_path.iterdir()
    file.write_bytes(broken if broken != b"cut" else file.read_bytes().replace(b"Hello", b"Jello"))
    assert web(cache=str(tmp_path)).fetch(url).body == b"Hello"
    assert "if-none-match" not in site.asked[-1].headers


def test_the_longest_unasked_go_first(tmp_path: Path):
    store = Store(tmp_path, 10)
    for age, name in enumerate(("new", "middle", "old")):
        store.keep(name, Answer(200, {"etag": name}, b"x" * 800_000))
        (newest,) = (file for file in tmp_path.iterdir() if file.stat().st_mtime > 10_000)
        os.utime(newest, (1_000 - age, 1_000 - age))
    kept = Store(tmp_path, 2)
    assert [name for name in ("new", "middle", "old") if kept.known(name)] == ["new", "middle"]


def test_a_folder_that_cannot_be_written_is_told_with_its_setting(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ConfigError, match=r"pages cannot be kept there .* read\.web\.cache"):
        web(cache=str(tmp_path / "file" / "pages"))


# -- what pages are -----------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "sent", "read"),
    [
        ("text/html; charset=windows-1252", "“Café”".encode("cp1252"), "\ufeff“Café”".encode()),
        ("text/html; charset=windows-1252", "“Café”".encode(), "“Café”".encode()),
        ("text/html; charset=no-such", "“Café”".encode("cp1252"), "“Café”".encode("cp1252")),
        ("text/html; charset=zip", "“Café”".encode("cp1252"), "“Café”".encode("cp1252")),
        ("text/html; charset*=us-ascii''a%00b", "“Café”".encode("cp1252"), "“Café”".encode("cp1252")),
        ("text/html; charset*=a%00b''x", "“Café”".encode("cp1252"), "“Café”".encode("cp1252")),
        ("text/html; charset*=a\x00b''x", "“Café”".encode("cp1252"), "“Café”".encode("cp1252")),
        ("text/html", "“Café”".encode("cp1252"), "“Café”".encode("cp1252")),
        ("application/pdf; charset=windows-1252", b"\x93", b"\x93"),
    ],
)
def test_the_servers_charset_counts_where_a_page_is_not_utf_8(kind: str, sent: bytes, read: bytes):
    assert _in_its_charset(Answer(200, {"content-type": kind}, sent)) == read


@given(st.text(max_size=60), st.binary(max_size=60))
def test_any_content_type_leaves_a_page(kind: str, body: bytes):
    assert _in_its_charset(Answer(200, {"content-type": f"text/html; charset={kind}"}, body)) is not None


@pytest.mark.parametrize("agent", ["", "(reporter)", "reporter\r\nX: y", "répórter", "reporter é"])
def test_a_user_agent_says_who_asks(agent: str):
    with pytest.raises(ConfigError, match=r"read\.web\.user_agent"):
        web(user_agent=agent)
