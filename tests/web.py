"""A site on loopback whose pages are what a test says, and a clock that a test moves: nothing waits."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import cast

from reporter.config import Read, Web
from reporter.read.web.asking import Clock

CERTIFICATE = Path(__file__).parent / "news.example.pem"
LOOPBACK = "127.0.0.0/8"
PUBLIC = "93.184.215.14"
NAMES = {
    "news.example": [PUBLIC],
    "xn--bcher-kva.example": [PUBLIC],
    "localhost": ["127.0.0.1", "::1"],
    "mixed.example": [PUBLIC, "10.0.0.1"],
    "intranet.example": ["10.1.2.3"],
    "unknown.example": [],
}
# What must not be asked, however it is written.
HOSTS = """
localhost localhost. LOCALHOST 127.0.0.1 127.0.0.1. 127.0.0.1.. 127.1 127.0.1 2130706433 0x7f000001 0x7f.0.0.1 0x7f.1 0177.0.0.1
017700000001 127.0.0.0x1 0x 00127.0.0.1 １２７.0.0.1 ①②⑦.0.0.1 127。0。0。1 127%2e0.0.1 0 0.0.0.0 10.0.0.1 172.16.0.1 192.168.1.1
100.64.0.1 169.254.1.1 169.254.169.254 100.100.100.200 168.63.129.16 192.0.0.192 192.0.2.1 198.18.0.1 224.0.0.1 240.0.0.1
255.255.255.255 256.1.1.1 1.2.3.4.5 [::] [::1] [::1%25lo] [::127.0.0.1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:0:127.0.0.1]
[64:ff9b::7f00:1] [64:ff9b:1::a00:1] [64:ff9b:1::8.8.8.8] [64:ff9b:1:808:8:800::]
[2002:7f00:1::] [2002:a00:1::] [2001:0:1:1:1:1:80ff:fffe] [fe80::1] [fec0::1] [fc00::1]
[fd00:ec2::254] [ff02::1] [2001:db8::1] [::ffff:169.254.169.254] [1 [x] mixed.example intranet.example unknown.example
user@news.example user:word@news.example news.example@127.0.0.1 a..example news.example\\@x
""".split()


def resolve(host: str, port: int) -> list[str]:
    """An address is itself; a name that no table knows is public, so that what is refused is refused for how it is written."""
    try:
        return [str(ip_address(host))]
    except ValueError:
        return NAMES.get(host, [PUBLIC])


@dataclass(frozen=True)
class Reply:
    """What the site answers. `raw` is sent as it is and the connection closed; `without_end` repeats it for ever; `silent` says nothing."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes = b""
    without_end: bytes = b""
    silent: bool = False


@dataclass(frozen=True)
class Asked:
    """A request that reached the site."""

    path: str
    headers: dict[str, str]


class Site:
    """Answers each path with its replies in turn, the last one for ever; other paths are not found."""

    def __init__(self, server: ThreadingHTTPServer, scheme: str) -> None:
        self.port = server.server_port
        self.address = f"{scheme}://127.0.0.1:{self.port}"
        self.asked: list[Asked] = []
        self.closed = threading.Event()
        self._replies: dict[str, list[Reply]] = {}

    def says(self, path: str, *replies: Reply) -> str:
        """Set what is answered at `path`, and return its URL."""
        self._replies[path] = list(replies)
        return self.address + path

    def page(self, path: str, body: bytes, **headers: str) -> str:
        """Set a page, and return its URL."""
        return self.says(path, Reply(body, headers={name.replace("_", "-"): value for name, value in headers.items()}))

    def reply(self, path: str) -> Reply:
        """Return the next reply at `path`."""
        replies = self._replies.get(path, [Reply(status=404)])
        return replies.pop(0) if len(replies) > 1 else replies[0]

    def paths(self) -> list[str]:
        """Return what was asked for, robots.txt left out."""
        return [a.path for a in self.asked if a.path != "/robots.txt"]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients of these tests break off."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site = cast("_Server", self.server).site
        site.asked.append(Asked(self.path, {name.lower(): value for name, value in self.headers.items()}))
        reply = site.reply(self.path)
        self.close_connection = True
        if reply.silent:
            site.closed.wait()
        elif reply.raw or reply.without_end:
            self.wfile.write(reply.raw)
            while reply.without_end:
                self.wfile.write(reply.without_end)
        else:
            self.send_response(reply.status)
            for name, value in (reply.headers | {"Content-Length": str(len(reply.body))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def running(*, tls: bool = False) -> Iterator[Site]:
    """Give a site, and end it."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        server.site = Site(server, "https" if tls else "http")
        thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01))
        thread.start()
        try:
            yield server.site
        finally:
            server.site.closed.set()
            server.shutdown()
            thread.join()


class Hands:
    """A clock's hands: sleeping moves them, and so may a test."""

    def __init__(self, step: float = 0.0) -> None:
        self.time = 0.0
        self.step = step  # by which each look at them moves them
        self.slept: list[float] = []

    def elapsed(self) -> float:
        self.time += self.step
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    @property
    def clock(self) -> Clock:
        """The clock."""
        return Clock(self.elapsed, lambda: self.time, self.sleep)


def settings(**more: object) -> Read:
    """Settings for a site on loopback: nothing is kept, nothing waits between pages."""
    plain = {"allow_networks": (LOOPBACK,), "cache": "", "delay_seconds": 0.0}
    return Read(web=Web(**(plain | more)))  # type: ignore[arg-type]
