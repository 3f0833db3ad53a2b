"""The web as one run asks it: what robots.txt lets programs fetch, each host in its own time, unchanged pages from disk."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping
from email.message import Message
from ipaddress import ip_network
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from reporter.config import Read
from reporter.errors import ConfigError, InputError
from reporter.read.web.address import Network, Resolve, Target, in_time, system_resolve
from reporter.read.web.asking import CLOCK, OK, Answer, Clock, Limits, asked_for, followed, page
from reporter.read.web.robots import Rules
from reporter.read.web.sending import Sender
from reporter.read.web.store import Store, conditions

Transport = Callable[[Target, Mapping[str, str], float], Answer]  # Sender.send
_CHARSET_COUNTS = frozenset({"text/html", "text/plain", "application/xhtml+xml"})  # others say it themselves
_CHARSET = re.compile(r"[A-Za-z0-9._:-]{1,40}")
_AGENT = re.compile(r"[A-Za-z_-]+")
_FAIR = 0.5  # part of a page's time in which a site that gives no robots.txt has failed, and not the page before it


class Fetched(NamedTuple):
    """A page as it was found."""

    asked: str  # the URL in its usual form
    url: str  # where it was found in the end
    body: bytes


class Web:
    """One run's way to the web."""

    def __init__(self, config: Read, *, resolve: Resolve = system_resolve, clock: Clock = CLOCK, send: Transport | None = None) -> None:
        self._settings = config.web
        self._clock = clock
        self._resolve = in_time(resolve)
        self._send = send or Sender(config.web.user_agent, config.max_file_megabytes, clock.elapsed).send
        self._store = Store(Path(config.web.cache).expanduser(), config.web.cache_megabytes) if config.web.cache else None
        self._allowed = _networks(config)
        self._agent = _agent(config)
        self._pages = 0
        self._end = clock.elapsed() + config.web.max_total_seconds
        self._rules: dict[tuple[str, str, int], Rules | InputError] = {}
        self._next: dict[str, float] = {}  # when a host may be asked again

    def fetch(self, url: str) -> Fetched:
        """Return the page at a URL.

        Raises:
            InputError: it may not be asked for, or did not come within the limits.
        """
        settings = self._settings
        self._pages += 1
        if self._pages > settings.max_pages:
            raise InputError(f"not fetched: more than {settings.max_pages} pages in one run (setting read.web.max_pages)")
        seconds = min(settings.max_seconds, self._end - self._clock.elapsed())
        if seconds <= 0:
            raise InputError(f"not fetched: the web took more than {settings.max_total_seconds:g} seconds (read.web.max_total_seconds)")
        limits = Limits(settings.max_redirects, settings.tries, seconds)
        found = page(url, self._obeying, self._resolve, self._allowed, limits, self._clock)
        return Fetched(found.asked, found.url, _in_its_charset(found.answer))

    def _obeying(self, at: Target, seconds: float) -> Answer:
        """Ask as the site's robots.txt and the delay between pages have it."""
        end = self._clock.elapsed() + seconds
        rules = self._rules_of(at, seconds)
        refusal = rules.refusal(at.url)
        if refusal:
            raise InputError(refusal)
        wait = self._next.get(at.host, 0.0) - self._clock.elapsed()
        if wait > 0:
            if wait >= end - self._clock.elapsed():
                raise InputError(f"{at.host} asks to be left alone for {wait:.0f} seconds; try again later")
            self._clock.sleep(wait)
        answer = self._asked(at, end - self._clock.elapsed())
        pause = max(self._settings.delay_seconds, rules.delay(), asked_for(answer, self._clock.now()) or 0.0)
        self._next[at.host] = self._clock.elapsed() + pause
        return answer

    def _rules_of(self, at: Target, seconds: float) -> Rules:
        site = (urlsplit(at.url).scheme, at.host, at.port)
        if site not in self._rules:
            try:
                self._rules[site] = self._read_rules(at, seconds)
            except InputError as error:  # RFC 9309: what cannot be reached allows nothing
                refused = InputError(f"not fetched, as the site's robots.txt cannot be read: {error}")
                if seconds < _FAIR * self._settings.max_seconds:
                    raise refused from error  # the next page may leave it the time to answer
                self._rules[site] = refused
        rules = self._rules[site]
        if isinstance(rules, InputError):
            raise InputError(str(rules)) from rules
        return rules

    def _read_rules(self, at: Target, seconds: float) -> Rules:
        parts = urlsplit(at.url)
        limits = Limits(self._settings.max_redirects, self._settings.tries, seconds)
        found = followed(f"{parts.scheme}://{parts.netloc}/robots.txt", self._asked, self._resolve, self._allowed, limits, self._clock)
        if found.answer.status >= 500:
            raise InputError(f"{found.host} answered {found.answer.status}")
        return Rules(found.answer.body if found.answer.status == OK else b"", self._agent)  # RFC 9309: none allows everything

    def _asked(self, at: Target, seconds: float) -> Answer:
        """Ask for a page, only whether it has changed where it is kept."""
        known = self._store.known(at.url) if self._store else None
        answer = self._send(at, conditions(known) if known else {}, seconds)
        if answer.status == 304 and known:
            return known
        if answer.status == OK and self._store:
            self._store.keep(at.url, answer)
        return answer


def _networks(config: Read) -> list[Network]:
    try:
        return [ip_network(network) for network in config.web.allow_networks]
    except ValueError as error:
        raise ConfigError(f'setting read.web.allow_networks: {error}; give networks such as "10.1.0.0/16"') from error


def _agent(config: Read) -> str:
    """Return the name that robots.txt files may call this program by."""
    name = _AGENT.match(config.web.user_agent)
    if name is None or not config.web.user_agent.isascii() or not config.web.user_agent.isprintable():
        raise ConfigError('setting read.web.user_agent: give a name and who runs it, such as "reporter (news@coastpost.example)"')
    return name[0]


def _in_its_charset(answer: Answer) -> bytes:
    """Return a page as UTF-8 where its server names another encoding: what the page itself says comes after that."""
    message = Message()
    message["Content-Type"] = answer.headers.get("content-type", "")
    try:
        charset = message.get_content_charset() or ""
    except ValueError:  # what it says of its own charset's charset is none
        return answer.body
    if message.get_content_type() not in _CHARSET_COUNTS or not _CHARSET.fullmatch(charset):
        return answer.body
    try:
        answer.body.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return codecs.BOM_UTF8 + answer.body.decode(charset).encode()
        except (LookupError, UnicodeError):  # no such encoding, or not in it: its own words and its looks decide
            return answer.body
    return answer.body
