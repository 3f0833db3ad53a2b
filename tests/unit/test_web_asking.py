"""Redirects, busy servers and time, with a server and a clock that are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.errors import InputError
from reporter.read.web.address import Target
from reporter.read.web.asking import LIMITS, Answer, Clock, Limits, NoAnswerError, asked_for, page

NAMES = {"news.example": ["93.184.215.14"], "inside.example": ["10.0.0.1"]}


class Server:
    """Gives its answers in turn, the last one for ever; each takes `takes` seconds."""

    def __init__(self, *answers: Answer, takes: float = 0.0) -> None:
        self.answers, self.takes = list(answers), takes
        self.asked: list[str] = []
        self.slept: list[float] = []
        self.time = 0.0

    def send(self, at: Target, seconds: float) -> Answer:
        assert seconds > 0
        self.asked.append(at.url)
        self.time += self.takes
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    def page(self, limits: Limits = LIMITS) -> str:
        clock = Clock(lambda: self.time, lambda: self.time, self.sleep)
        return page("http://news.example/a", self.send, lambda host, _: NAMES.get(host, []), (), limits, clock).url


def says(status: int, **headers: str) -> Answer:
    return Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, b"")


def test_a_page_has_the_url_that_it_ends_up_at() -> None:
    assert Server(says(302, location="../b?c#d"), says(200)).page() == "http://news.example/b?c"


@pytest.mark.parametrize(
    "to", ["http://inside.example/", "//127.0.0.1/", "file:///a", "http://u:p@news.example/", "http://[x/", "http://0x7f.1/"]
)
def test_a_redirect_is_checked_as_what_was_given_is(to: str) -> None:
    server = Server(says(301, location=to), says(200))
    with pytest.raises(InputError):
        server.page()
    assert server.asked == ["http://news.example/a"]


def test_redirects_end() -> None:
    server = Server(says(307, location="/a"))
    with pytest.raises(InputError, match="more than 5 redirects"):
        server.page()
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("said", "slept"),
    [
        ({}, 1.0),
        ({"retry_after": "7"}, 7.0),
        ({"retry_after": "0"}, 0.0),
        ({"retry_after": "-0000"}, 1.0),
        ({"retry_after": "-7"}, 1.0),
        ({"retry_after": "²"}, 1.0),
        ({"retry_after": "Thu, 01 Jan 1970 00:00:09 GMT"}, 9.0),
        ({"retry_after": "Thu, 01 Jan 1970 00:00:09 -0000"}, 9.0),
        ({"retry_after": "Thu, 01 Jan 1970 00:00:09"}, 9.0),
        ({"retry_after": "Thu, 01 Jan 1969 00:00:09 GMT"}, 0.0),
        ({"retry_after": "Thu, 01 Jan 0000 00:00:09 +99999999"}, 1.0),
    ],
)
def test_a_busy_server_is_asked_again_when_it_says(said: dict[str, str], slept: float) -> None:
    server = Server(says(503, **said), says(200))
    assert server.page() == "http://news.example/a"
    assert server.slept == [slept]


def test_a_server_that_stays_busy_is_left_alone() -> None:
    server = Server(says(429))
    with pytest.raises(InputError, match="answered 429"):
        server.page()
    assert server.slept == [1.0, 2.0]


def test_nobody_waits_longer_than_the_limit() -> None:
    server = Server(says(503, retry_after="99999999999"))
    with pytest.raises(InputError, match="left alone"):
        server.page()
    assert server.slept == []
    with pytest.raises(InputError, match="within 30 seconds"):
        Server(says(302, location="/a"), takes=16.0).page(Limits(redirects=9))


@given(st.text(max_size=40) | st.text("Thu, 01 Jan 1970:+-GMT", max_size=40))
def test_any_time_that_a_server_asks_for_is_seconds_or_nothing(said: str) -> None:
    seconds = asked_for(says(503, retry_after=said), 0.0)
    assert seconds is None or 0.0 <= seconds < 1e12
    assert asked_for(says(200, retry_after=said), 0.0) is None


def test_a_server_that_breaks_off_is_asked_again_and_then_named_with_what_it_did() -> None:
    server = Server(says(200))

    def broken(at: Target, seconds: float) -> Answer:
        server.send(at, seconds)
        raise NoAnswerError("broke off")

    clock = Clock(lambda: server.time, lambda: server.time, server.sleep)
    with pytest.raises(InputError, match=r"news\.example broke off, and was asked 3 times; try again later"):
        page("http://news.example/a", broken, lambda host, _: NAMES.get(host, []), (), LIMITS, clock)
    assert len(server.asked) == 3
    with pytest.raises(InputError, match=r"news\.example broke off; try again later"):
        page("http://news.example/a", broken, lambda host, _: NAMES.get(host, []), (), Limits(seconds=2.0), clock)


def test_a_page_that_is_not_there_is_said_to_be() -> None:
    with pytest.raises(InputError, match="answered 404"):
        Server(says(404)).page()
