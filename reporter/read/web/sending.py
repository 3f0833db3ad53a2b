"""One request over HTTP/1.1: to the addresses that were checked and to no others, bounded in time and size whatever the server does."""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpcore

from reporter.errors import InputError
from reporter.read.web.address import Target
from reporter.read.web.asking import OK, Answer, NoAnswerError

_SILENCE = 10.0  # seconds for one address to be reached, and without a byte from it
_PACKED = frozenset({"gzip", "x-gzip"})
_GZIP = 16 + zlib.MAX_WBITS
_ACCEPTED = "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5"
_MEGABYTE = 1_000_000
_Left = Callable[[], float]  # the seconds that are left; raises httpcore.ReadTimeout where there are none


class Sender:
    """Sends one request at a time, each over a connection of its own. No proxy, cookie or password of the environment is used."""

    def __init__(
        self,
        agent: str,
        most_megabytes: int,
        elapsed: Callable[[], float],
        *,
        silence: float = _SILENCE,
        certificates: ssl.SSLContext | None = None,
    ) -> None:
        self._agent = agent
        self._most = most_megabytes * _MEGABYTE
        self._elapsed = elapsed
        self._silence = silence
        self._certificates = certificates  # None: those of certifi

    def send(self, at: Target, headers: Mapping[str, str], seconds: float) -> Answer:
        """Return what one of the target's addresses answers within `seconds`.

        Raises:
            NoAnswerError: none can be reached, or it broke off, or it took too long.
            InputError: its certificate or encoding cannot be used, or it sends too much.
        """
        end = self._elapsed() + seconds

        def left() -> float:
            rest = end - self._elapsed()
            if rest <= 0:
                raise httpcore.ReadTimeout
            return min(rest, self._silence)

        sent = {"Host": urlsplit(at.url).netloc, "User-Agent": self._agent, "Accept": _ACCEPTED, "Accept-Encoding": "gzip"}
        sent |= {"Connection": "close", **headers}
        backend = _Checked(at.addresses, left)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self._certificates, network_backend=backend) as pool,
                pool.stream("GET", at.url, headers=list(sent.items())) as response,
            ):
                told = _told(response.headers)
                return Answer(response.status, told, self._body(response.iter_stream(), told, left) if response.status == OK else b"")
        except httpcore.TimeoutException as error:
            raise NoAnswerError("did not answer in time") from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise NoAnswerError(f"cannot be reached, or broke off ({str(error)[:100] or type(error).__name__})") from error

    def _body(self, chunks: Iterable[bytes], headers: Mapping[str, str], left: _Left) -> bytes:
        packing = headers.get("content-encoding", "identity").lower()
        if packing not in _PACKED | {"identity", ""}:
            raise InputError(f"sent in an encoding that is not read ({packing[:40]})")
        body = bytearray()
        given = self._counted(chunks)
        for chunk in _unpacked(given) if packing in _PACKED else given:
            left()
            body += chunk
            self._enough(len(body))
        return bytes(body)

    def _counted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        count = 0
        for chunk in chunks:
            count += len(chunk)
            self._enough(count)
            yield chunk

    def _enough(self, count: int) -> None:
        if count > self._most:
            raise InputError(f"more than {self._most // _MEGABYTE} MB (setting read.max_file_megabytes); broken off")


def _unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what is packed with gzip, a megabyte at a time at most: what is enough is known before more is unpacked."""
    unpacking = zlib.decompressobj(_GZIP)
    try:
        for packed in chunks:
            rest, piece = packed, b""
            while rest or len(piece) == _MEGABYTE:
                if unpacking.eof:  # gzip files may follow each other
                    unpacking = zlib.decompressobj(_GZIP)
                piece = unpacking.decompress(rest, _MEGABYTE)
                rest = unpacking.unconsumed_tail or unpacking.unused_data
                yield piece
    except zlib.error as error:
        raise NoAnswerError("sent what cannot be unpacked") from error
    if not unpacking.eof:
        raise NoAnswerError("broke off")


def _told(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    told: dict[str, str] = {}
    for name, value in headers:
        told.setdefault(name.decode("latin-1").lower(), value.decode("utf-8", "replace"))
    return told


class _Checked(httpcore.NetworkBackend):
    """Connects to the first address that answers, whatever name is asked for: no name is looked up again."""

    def __init__(self, addresses: tuple[str, ...], left: _Left) -> None:
        self._addresses = addresses
        self._left = left
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - the addresses are known
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - what is left bounds it
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        for address in self._addresses:
            try:
                return _Bounded(self._system.connect_tcp(address, port, self._left(), local_address, socket_options), self._left)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last


class _Bounded(httpcore.NetworkStream):
    """A connection of which every step ends when the request's time does."""

    def __init__(self, stream: httpcore.NetworkStream, left: _Left) -> None:
        self._stream = stream
        self._left = left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - as above
        return self._stream.read(max_bytes, self._left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - as above
        self._stream.write(buffer, self._left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - as above
    ) -> httpcore.NetworkStream:
        try:
            return _Bounded(self._stream.start_tls(ssl_context, server_hostname, self._left()), self._left)
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                raise InputError(f"the certificate of {server_hostname} cannot be trusted ({error.__cause__.verify_message})") from error
            raise

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - the library's signature
        return self._stream.get_extra_info(info)
