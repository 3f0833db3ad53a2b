"""Asking for one page: redirects are followed and checked anew, busy servers are asked again, all within a time."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urljoin

from reporter.errors import InputError
from reporter.read.web.address import Network, Resolve, Target, target

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 500, 502, 503, 504})
OK = 200


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes  # unpacked; of a page that is there alone


class Page(NamedTuple):
    """An answer that is no redirect, and the URL that it was found at in the end."""

    asked: str  # the URL at the beginning, in its usual form
    url: str
    host: str
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


class NoAnswerError(Exception):
    """A server was not reached, or broke off: another try may do better."""


LIMITS = Limits()
CLOCK = Clock()
Send = Callable[[Target, float], Answer]  # to one of the target's addresses, in so many seconds; follows no redirect


def page(url: str, send: Send, resolve: Resolve, allowed: Sequence[Network] = (), limits: Limits = LIMITS, clock: Clock = CLOCK) -> Page:
    """Return the page at a URL.

    Raises:
        InputError: the URL, or one that it leads to, may not be asked; or no page came within the limits.
    """
    found = followed(url, send, resolve, allowed, limits, clock)
    if found.answer.status != OK:
        raise InputError(f"{found.host} answered {found.answer.status}; open the page in a browser, save it and give the file")
    return found


def followed(
    url: str, send: Send, resolve: Resolve, allowed: Sequence[Network] = (), limits: Limits = LIMITS, clock: Clock = CLOCK
) -> Page:
    """Return the answer at the end of a URL's redirects, whatever else its status is. Raises InputError as `page` does."""
    end = clock.elapsed() + limits.seconds
    at = first = target(url, resolve, allowed)
    for _ in range(limits.redirects + 1):
        answer = _answer(at, send, limits, clock, end)
        if answer.status not in _REDIRECTS or not answer.headers.get("location"):
            return Page(first.url, at.url, at.host, answer)
        at = target(_joined(at.url, answer.headers["location"]), resolve, allowed)
    raise InputError(f"more than {limits.redirects} redirects; give the address that the page ends up at")


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise InputError(f"redirects to what is not a URL ({error})") from error


def _answer(at: Target, send: Send, limits: Limits, clock: Clock, end: float) -> Answer:
    """Return the answer of a server that is not busy, else raise InputError with what the last of `tries` came to."""
    for tried in range(1, limits.tries + 1):
        left = end - clock.elapsed()
        if left <= 0:
            break
        said: float | None = None
        try:
            answer = send(at, left)
        except NoAnswerError as error:
            why = str(error)
        else:
            if answer.status not in _BUSY:
                return answer
            said = asked_for(answer, clock.now())
            why = f"answered {answer.status}"
        pause = float(2 ** (tried - 1)) if said is None else said
        if tried == limits.tries:
            raise InputError(f"{at.host} {why}, and was asked {tried} times; try again later")
        if pause >= end - clock.elapsed():
            asks = f", and asks to be left alone for {said:.0f} seconds" if said is not None else ""
            raise InputError(f"{at.host} {why}{asks}; try again later")
        clock.sleep(pause)
    raise InputError(f"no page from {at.host} within {limits.seconds:.0f} seconds; try again later")


def asked_for(answer: Answer, now: float) -> float | None:
    """Return the seconds for which a busy server asks to be left alone, as a number or a date; None where it does not say."""
    said = answer.headers.get("retry-after", "").strip() if answer.status in _BUSY else ""
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        moment = parsedate_to_datetime(said)
        until = (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).timestamp()  # "-0000" is a time without a zone
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, until - now)
