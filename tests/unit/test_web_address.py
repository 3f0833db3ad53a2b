"""Which web addresses may be asked; no name is looked up and no address contacted."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.errors import InputError
from reporter.read.web.address import target

PUBLIC = "93.184.215.14"
NAMES = {
    "news.example": [PUBLIC],
    "xn--bcher-kva.example": [PUBLIC],
    "localhost": ["127.0.0.1", "::1"],
    "mixed.example": [PUBLIC, "10.0.0.1"],
    "intranet.example": ["10.1.2.3"],
    "unknown.example": [],
}


def resolve(host: str, port: int) -> list[str]:
    """An address is itself; a name that no table knows is public, so that what is refused is refused for how it is written."""
    try:
        return [str(ip_address(host))]
    except ValueError:
        return NAMES.get(host, [PUBLIC])


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
    ],
)
def test_the_public_web_is_asked_at_the_address_that_was_checked(url: str, host: str, asked: str) -> None:
    found = target(url, resolve)
    assert (found.host, found.url, found.addresses) == (host, asked, tuple(resolve(host, found.port)))


HOSTS = """
localhost localhost. LOCALHOST 127.0.0.1 127.0.0.1. 127.0.0.1.. 127.1 127.0.1 2130706433 0x7f000001 0x7f.0.0.1 0x7f.1 0177.0.0.1
017700000001 127.0.0.0x1 0x 00127.0.0.1 １２７.0.0.1 ①②⑦.0.0.1 127。0。0。1 127%2e0.0.1 0 0.0.0.0 10.0.0.1 172.16.0.1 192.168.1.1
100.64.0.1 169.254.1.1 169.254.169.254 100.100.100.200 168.63.129.16 192.0.0.192 192.0.2.1 198.18.0.1 224.0.0.1 240.0.0.1
255.255.255.255 256.1.1.1 1.2.3.4.5 [::] [::1] [::1%25lo] [::127.0.0.1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:0:127.0.0.1]
[64:ff9b::7f00:1] [64:ff9b:1::a00:1] [2002:7f00:1::] [2002:a00:1::] [2001:0:1:1:1:1:80ff:fffe] [fe80::1] [fec0::1] [fc00::1]
[fd00:ec2::254] [ff02::1] [2001:db8::1] [::ffff:169.254.169.254] [1 [x] mixed.example intranet.example unknown.example
user@news.example user:word@news.example news.example@127.0.0.1 a..example news.example\\@x
""".split()


@pytest.mark.parametrize("host", HOSTS)
def test_what_is_not_the_public_web_is_refused(host: str) -> None:
    with pytest.raises(InputError):
        target(f"http://{host}/", resolve)


@pytest.mark.parametrize(
    "url", ["", "news.example", "file:///etc/hosts", "ftp://news.example/", "gopher://news.example", "data:,x", "http://", "http://news.example:x/",
            "http://news.example:99999/", "http://news.example/a\nb", " http://news.example/", "http:/\\news.example/",
            "http://news.example/" + "a" * 2000],
)  # fmt: skip
def test_what_is_not_a_web_url_is_refused(url: str) -> None:
    with pytest.raises(InputError):
        target(url, resolve)


def test_ones_own_network_is_asked_where_it_is_allowed_and_no_other() -> None:
    allowed = [ip_network("10.1.0.0/16"), ip_network("169.254.0.0/16")]
    assert target("http://intranet.example/", resolve, allowed).addresses == ("10.1.2.3",)
    assert target("http://[::ffff:10.1.2.3]/", resolve, allowed).addresses
    for url in ("http://mixed.example/", "http://10.2.0.1/", "http://169.254.169.254/"):  # metadata are never asked
        with pytest.raises(InputError):
            target(url, resolve, allowed)


def test_a_name_that_moves_into_the_network_is_refused_when_it_is_asked_again() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    assert target("http://news.example/", lambda *_: next(answers)).addresses == (PUBLIC,)
    with pytest.raises(InputError, match=r"127\.0\.0\.1"):
        target("http://news.example/", lambda *_: next(answers))


@given(st.text(max_size=40))
def test_any_host_is_asked_or_refused(host: str) -> None:
    try:
        found = target(f"http://{host}/", lambda *_: [PUBLIC])
    except InputError:
        return
    assert found.host.isascii()
    assert target(found.url, lambda *_: [PUBLIC]) == found
