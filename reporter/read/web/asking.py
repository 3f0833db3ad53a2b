"""Asking for one page: redirects are followed and checked anew, busy servers are asked again, all within a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urljoin

from reporter.errors import InputError
from reporter.read.web.address import Network, Resolve, Target, target

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 500, 502, 503, 504})
_OK = 200


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes


class Page(NamedTuple):
    """A page and the URL that it was found at in the end."""

    url: str
    answer: Answer


class Limits(NamedTuple):
    """How far one page is worth going for."""

    redirects: int = 5
    tries: int = 3
    seconds: float = 30.0  # for all of it, waiting included


class Clock(NamedTuple):
    """The time, to be replaced in tests."""

    elapsed: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


LIMITS = Limits()
CLOCK = Clock()
Send = Callable[[Target, float], Answer]  # to one of the target's addresses, in so many seconds; follows no redirect


def page(url: str, send: Send, resolve: Resolve, allowed: Sequence[Network] = (), limits: Limits = LIMITS, clock: Clock = CLOCK) -> Page:
    """Return the page at a URL.

    Raises:
        InputError: the URL, or one that it leads to, may not be asked; or no page came within the limits.
    """
    end = clock.elapsed() + limits.seconds
    at = target(url, resolve, allowed)
    for _ in range(limits.redirects + 1):
        answer = _answer(at, send, limits, clock, end)
        if answer.status == _OK:
            return Page(at.url, answer)
        if answer.status not in _REDIRECTS or not answer.headers.get("location"):
            raise InputError(f"{at.host} answered {answer.status}; open the page in a browser, save it and give the file")
        at = target(_joined(at.url, answer.headers["location"]), resolve, allowed)
    raise InputError(f"more than {limits.redirects} redirects; give the address that the page ends up at")


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise InputError(f"redirects to what is not a URL ({error})") from error


def _answer(at: Target, send: Send, limits: Limits, clock: Clock, end: float) -> Answer:
    """Return the answer of a server that is not busy, else the last one of `tries`."""
    for tried in range(1, limits.tries + 1):
        left = end - clock.elapsed()
        if left <= 0:
            break
        answer = send(at, left)
        if answer.status not in _BUSY or tried == limits.tries:
            return answer
        wait = _wait(answer.headers.get("retry-after", ""), clock.now(), float(2 ** (tried - 1)))
        if wait >= end - clock.elapsed():
            raise InputError(f"{at.host} answered {answer.status} and asks to be left alone for {wait:.0f} seconds; try again later")
        clock.sleep(wait)
    raise InputError(f"no page from {at.host} within {limits.seconds:.0f} seconds; try again later")


def _wait(said: str, now: float, otherwise: float) -> float:
    """Return the seconds that Retry-After asks for, as a number or a date; `otherwise` where it is neither."""
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - now)
    except (ValueError, OverflowError):
        return otherwise
