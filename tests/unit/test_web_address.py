"""Which web addresses may be asked; no name is looked up and no address contacted."""

from __future__ import annotations

import threading
from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.errors import InputError
from reporter.read.web.address import in_time, shown, target
from tests.web import HOSTS, PUBLIC, resolve


@pytest.mark.parametrize(
    ("url", "host", "asked"),
    [
        ("http://news.example", "news.example", "http://news.example/"),
        ("HTTPS://News.Example.:443/a?b=c#d", "news.example", "https://news.example/a?b=c"),
        ("http://news.example:8080/a", "news.example", "http://news.example:8080/a"),
        ("http://bücher.example/", "xn--bcher-kva.example", "http://xn--bcher-kva.example/"),
        (f"http://{PUBLIC}/", PUBLIC, f"http://{PUBLIC}/"),
        ("http://[2606:2800:21f::1]/", "2606:2800:21f::1", "http://[2606:2800:21f::1]/"),
        ("http://[64:ff9b::5db8:d70e]/", "64:ff9b::5db8:d70e", "http://[64:ff9b::5db8:d70e]/"),
        ("http://news.example/é?q=ü%20|", "news.example", "http://news.example/%C3%A9?q=%C3%BC%20%7C"),
    ],
)
def test_the_public_web_is_asked_at_the_address_that_was_checked(url: str, host: str, asked: str) -> None:
    found = target(url, resolve)
    assert (found.host, found.url, found.addresses) == (host, asked, tuple(resolve(host, found.port)))


@pytest.mark.parametrize("host", HOSTS)
def test_what_is_not_the_public_web_is_refused(host: str) -> None:
    with pytest.raises(InputError):
        target(f"http://{host}/", resolve)


@pytest.mark.parametrize(
    "url", ["", "news.example", "file:///etc/hosts", "ftp://news.example/", "gopher://news.example", "data:,x", "http://", "http://news.example:x/",
            "http://news.example:99999/", "http://news.example/a\nb", " http://news.example/", "http:/\\news.example/",
            "http://news.example/" + "a" * 2000, "http://news.example/\udce9"],
)  # fmt: skip
def test_what_is_not_a_web_url_is_refused(url: str) -> None:
    with pytest.raises(InputError):
        target(url, resolve)


def test_ones_own_network_is_asked_where_it_is_allowed_and_no_other() -> None:
    allowed = [ip_network("10.1.0.0/16"), ip_network("169.254.0.0/16")]
    assert target("http://intranet.example/", resolve, allowed).addresses == ("10.1.2.3",)
    assert target("http://[::ffff:10.1.2.3]/", resolve, allowed).addresses
    for url in (
        "http://mixed.example/",
        "http://10.2.0.1/",
        "http://169.254.169.254/",
        "http://169.254.170.2/",
    ):  # metadata are never asked
        with pytest.raises(InputError):
            target(url, resolve, allowed)


def test_a_name_that_moves_into_the_network_is_refused_when_it_is_asked_again() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    assert target("http://news.example/", lambda *_: next(answers)).addresses == (PUBLIC,)
    with pytest.raises(InputError, match=r"127\.0\.0\.1"):
        target("http://news.example/", lambda *_: next(answers))


def test_a_look_up_that_does_not_end_is_left():
    forever = threading.Event()

    def stuck(host: str, port: int) -> list[str]:
        forever.wait()
        return []

    with pytest.raises(InputError, match=r"address of news\.example was not found within 0\.01 seconds"):
        in_time(stuck, 0.01)("news.example", 80)
    forever.set()
    assert in_time(resolve)("10.0.0.1", 80) == ["10.0.0.1"]


def test_what_is_printed_of_a_url_has_no_password_in_it():
    assert shown("https://user:word@news.example/a?b#c") == "https://…@news.example/a?b#c"
    assert shown("https://news.example/@user/a") == "https://news.example/@user/a"


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_host_is_asked_or_refused(host: str, path: str) -> None:
    try:
        found = target(f"http://{host}/{path}", lambda *_: [PUBLIC])
    except InputError:
        return
    assert found.url.isascii()
    assert target(found.url, lambda *_: [PUBLIC]) == found
