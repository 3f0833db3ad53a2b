"""Which web addresses may be asked: none inside anyone's own network, however it is written, unless the user allows it."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

from reporter.errors import InputError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Sequence[str]]

_PORTS = {"http": 80, "https": 443}
_MISREAD = re.compile(r"[\x00-\x20\x7f\\]")  # what browsers and libraries read in different ways
_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_NUMBER = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)")
_LONGEST = 2000
# What clouds answer machines on with their own secrets: never asked, not even where their network is allowed.
_METADATA = frozenset(
    map(
        ip_address,
        "169.254.169.254 169.254.170.2 169.254.170.23 100.100.100.200 168.63.129.16 192.0.0.192 fd00:ec2::254 fd00:ec2::23".split(),
    )
)
_TRANSLATED = (ip_network("64:ff9b::/96"), ip_network("::/96"), ip_network("::ffff:0:0:0/96"))
_TRANSLATED_AT_HOME = ip_network("64:ff9b:1::/48")  # RFC 8215: where in it the IPv4 address stands, each network decides
_KEPT = "/%:@!$&'()*+,;=~?[]"  # of a path and a query, as it is
_LOOKUP_SECONDS = 10.0


class Target(NamedTuple):
    """Where a page is asked for: connect to one of `addresses`, never to what the name resolves to later."""

    url: str  # without its fragment
    host: str
    port: int
    addresses: tuple[str, ...]


def target(url: str, resolve: Resolve, allowed: Sequence[Network] = ()) -> Target:
    """Return where to connect for a URL; to be asked again after every redirect.

    Raises:
        InputError: the URL is not one that may be asked for, or one of its host's addresses is not.
    """
    if len(url) > _LONGEST or _MISREAD.search(url):
        raise InputError(f"the URL has spaces, backslashes or more than {_LONGEST} characters; check it")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InputError(f"not a URL ({error}); check it") from error
    if parts.scheme not in _PORTS:
        raise InputError("only http and https are fetched; save the page and give the file")
    if "@" in parts.netloc:
        raise InputError("a URL with a user's name or password is not fetched; save the page and give the file")
    host = _host(parts.hostname or "")
    port = _PORTS[parts.scheme] if port is None else port
    addresses = tuple(resolve(host, port))
    if not addresses:
        raise InputError(f"{host} has no address; check its spelling and the network")
    for address in addresses:
        _check(address, host, allowed)
    netloc = f"[{host}]" if ":" in host else host
    netloc += "" if port == _PORTS[parts.scheme] else f":{port}"
    try:
        path, query = quote(parts.path or "/", safe=_KEPT), quote(parts.query, safe=_KEPT)
    except UnicodeError as error:  # half of a character, as broken file names have
        raise InputError("not a URL: characters that are no valid Unicode; check it") from error
    return Target(urlunsplit((parts.scheme, netloc, path, query, "")), host, port, addresses)


def shown(url: str) -> str:
    """Return a URL as it may be printed and kept: without a user's name and password."""
    head, mark, rest = url.partition("://")
    place = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    return f"{head}{mark}…@{rest[place.rindex('@') + 1 :]}" if "@" in place else url


def system_resolve(host: str, port: int) -> list[str]:
    """Return a host's addresses as the system knows them, none where it knows none."""
    try:
        return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return []


def in_time(resolve: Resolve, seconds: float = _LOOKUP_SECONDS) -> Resolve:
    """Return `resolve` with a limit on its time: the system's own look-up has none."""

    def limited(host: str, port: int) -> Sequence[str]:
        told: list[Sequence[str]] = []
        asking = threading.Thread(target=lambda: told.append(resolve(host, port)), daemon=True)
        asking.start()
        asking.join(seconds)
        if asking.is_alive():
            raise InputError(f"the address of {host} was not found within {seconds:g} seconds; check the network")
        return told[0] if told else ()

    return limited


def _host(name: str) -> str:
    """Return a host in ASCII, without a trailing dot."""
    if ":" in name:
        try:
            return str(IPv6Address(name)) if "%" not in name else _odd(name)
        except ValueError:
            return _odd(name)
    try:
        host = name.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        return _odd(name)
    if not _NAME.fullmatch(host):
        return _odd(name)
    if _NUMBER.fullmatch(host.rpartition(".")[2]):  # some libraries read 0x7f.1 and 2130706433 as 127.0.0.1
        try:
            return str(IPv4Address(host))
        except ValueError:
            return _odd(name)
    return host


def _odd(name: str) -> str:
    raise InputError(f'"{name}" is not the name of a host, or an address written in an unusual way; check it')


def _check(address: str, host: str, allowed: Sequence[Network]) -> None:
    try:
        ip = _innermost(ip_address(address))
    except ValueError as error:
        raise InputError(f"{host} has an address that cannot be read: {address}") from error
    if ip in _METADATA or not (_public(ip) or any(ip in network for network in allowed)):
        where = "" if host == address else f"at {address}, which is "
        raise InputError(f"{host} is {where}not on the public web; save the page and give the file (one's own: read.web.allow_networks)")


def _innermost(ip: Address) -> Address:
    """Return the IPv4 address that an IPv6 address stands for, if it does."""
    if isinstance(ip, IPv4Address):
        return ip
    inside = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
    if inside is None and any(ip in network for network in _TRANSLATED) and int(ip) > 1:
        inside = IPv4Address(int(ip) & 0xFFFFFFFF)
    return inside or ip


def _public(ip: Address) -> bool:
    if ip in _TRANSLATED_AT_HOME:
        return False
    inner = ip.is_multicast or ip.is_reserved or ip.is_link_local or ip.is_unspecified or ip.is_loopback or ip.is_private
    return ip.is_global and not inner and not (isinstance(ip, IPv6Address) and ip.is_site_local)
