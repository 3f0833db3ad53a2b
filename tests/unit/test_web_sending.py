"""One request to a server on loopback: where it goes, what it says, and how it ends whatever the server does."""

from __future__ import annotations

import gzip
import socket
import ssl
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.errors import InputError
from reporter.read.web.address import Target
from reporter.read.web.asking import Answer, NoAnswerError
from reporter.read.web.sending import Sender, _unpacked
from tests.web import CERTIFICATE, Hands, Reply, Site, running

AGENT = "reporter (tests)"


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        yield site


def ask(site: Site, path: str = "/a", *addresses: str, sender: Sender | None = None, **headers: str) -> Answer:
    """Ask the site under a name that no look-up knows."""
    scheme = site.address.partition(":")[0]
    at = Target(f"{scheme}://news.example:{site.port}{path}", "news.example", site.port, addresses or ("127.0.0.1",))
    sender = sender or Sender(AGENT, 1, Hands().elapsed)
    return sender.send(at, {name.replace("_", "-"): value for name, value in headers.items()}, 5.0)


def test_the_checked_address_is_asked_under_the_name(site: Site, monkeypatch: pytest.MonkeyPatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.page("/a?b=c", b"Hello", Content_Type="text/plain")
    answer = ask(site, "/a?b=c", if_none_match='"x"')
    assert (answer.status, answer.body, answer.headers["content-type"]) == (200, b"Hello", "text/plain")
    sent = site.asked[0].headers
    assert sent["host"] == f"news.example:{site.port}"
    assert sent["user-agent"] == AGENT
    assert sent["if-none-match"] == '"x"'
    assert sent.keys().isdisjoint({"cookie", "authorization", "proxy-authorization"})


def test_the_next_address_is_asked_where_one_refuses(site: Site):
    site.page("/a", b"Hello")
    assert ask(site, "/a", "127.0.0.9", "127.0.0.1").body == b"Hello"


def test_nobody_there():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(NoAnswerError, match="cannot be reached"):
        Sender(AGENT, 1, Hands().elapsed).send(Target(f"http://news.example:{port}/", "news.example", port, ("127.0.0.1",)), {}, 5.0)


def test_a_certificate_is_that_of_the_name():
    trusting = ssl.create_default_context(cafile=str(CERTIFICATE))
    with running(tls=True) as site:
        site.page("/a", b"Hello")
        assert ask(site, sender=Sender(AGENT, 1, Hands().elapsed, certificates=trusting)).body == b"Hello"
        other = Target(f"https://other.example:{site.port}/a", "other.example", site.port, ("127.0.0.1",))
        with pytest.raises(InputError, match=r"certificate of other\.example cannot be trusted"):
            Sender(AGENT, 1, Hands().elapsed, certificates=trusting).send(other, {}, 5.0)
        with pytest.raises(InputError, match=r"certificate of news\.example cannot be trusted"):
            ask(site)


@pytest.mark.parametrize("status", [301, 403, 404, 500])
def test_of_an_error_or_a_redirect_nothing_is_read(site: Site, status: int):
    site.says("/a", Reply(b"x" * 5_000_000, status, {"Location": "/b"}))
    answer = ask(site)
    assert (answer.status, answer.body, answer.headers["location"]) == (status, b"", "/b")


def test_packed_pages_are_unpacked(site: Site):
    body = b"He said so. " * 100_000
    site.page("/a", gzip.compress(body), Content_Encoding="gzip")
    assert ask(site, sender=Sender(AGENT, 2, Hands().elapsed)).body == body
    site.page("/b", gzip.compress(b"One ") + gzip.compress(b"two"), Content_Encoding="x-gzip")
    assert ask(site, "/b").body == b"One two"


def test_a_bomb_is_not_unpacked_to_its_end(site: Site):
    packing = zlib.compressobj(9, wbits=31)
    bomb = b"".join([*(packing.compress(bytes(10_000_000)) for _ in range(20)), packing.flush()])
    assert len(bomb) < 300_000
    site.page("/a", bomb, Content_Encoding="gzip")
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match=r"more than 1 MB \(setting read\.max_file_megabytes\)"):
            ask(site)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@given(st.lists(st.binary(max_size=200), max_size=4), st.integers(1, 50))
def test_what_was_packed_is_unpacked_however_it_arrives(members: list[bytes], size: int):
    packed = b"".join(map(gzip.compress, members)) or gzip.compress(b"")
    chunks = [packed[i : i + size] for i in range(0, len(packed), size)]
    assert b"".join(_unpacked(chunks)) == b"".join(members)
    with pytest.raises(NoAnswerError):
        list(_unpacked([*chunks[:-1], chunks[-1][:-1]]))


@given(st.lists(st.binary(max_size=40), max_size=4))
def test_what_was_never_packed_is_no_answer(chunks: list[bytes]):
    with pytest.raises(NoAnswerError):
        list(_unpacked([b"\x1f\x8b\x08\x00", *chunks]))


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"x" * 2_000_000),
        Reply(raw=b"HTTP/1.1 200 OK\r\n\r\n", without_end=b"x" * 1000),
        Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", without_end=b"3e8\r\n" + b"x" * 1000 + b"\r\n"),
        Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", without_end=gzip.compress(b"")),
    ],
)
def test_what_is_too_large_is_broken_off(site: Site, reply: Reply):
    site.says("/a", reply)
    with pytest.raises(InputError, match="more than 1 MB"):
        ask(site)


@pytest.mark.parametrize(
    "raw",
    [
        b"no HTTP at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: minus\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"Hello" * 100)[:-6],
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nHello",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n",
    ],
)
def test_what_breaks_off_or_is_no_http_is_no_answer(site: Site, raw: bytes):
    site.says("/a", Reply(raw=raw))
    with pytest.raises(NoAnswerError):
        ask(site)


def test_an_encoding_that_was_not_asked_for_is_refused(site: Site):
    site.page("/a", b"x", Content_Encoding="br")
    with pytest.raises(InputError, match=r"encoding that is not read \(br\)"):
        ask(site)


@pytest.mark.parametrize(
    ("start", "rest"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n", b"x"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    ],
)
def test_a_server_that_never_comes_to_an_end_is_left_in_time(site: Site, start: bytes, rest: bytes):
    site.says("/a", Reply(raw=start, without_end=rest))
    hands = Hands(step=1.0)  # a second for each look at the clock: each read takes one
    with pytest.raises(NoAnswerError):
        ask(site, sender=Sender(AGENT, 1, hands.elapsed))
    assert hands.time < 12


def test_a_server_that_says_nothing_is_left_in_time(site: Site):
    site.says("/a", Reply(silent=True))
    with pytest.raises(NoAnswerError, match="did not answer in time"):
        ask(site, sender=Sender(AGENT, 1, Hands().elapsed, silence=0.05))
