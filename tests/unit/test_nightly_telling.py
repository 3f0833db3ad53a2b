"""The morning's summary by mail and webhook: what is sent, to whom, and what is said where it cannot be."""

from __future__ import annotations

import json
import smtplib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Self

import pytest

from reporter.nightly import index, telling
from reporter.nightly.settings import Mail, Night, Webhook
from reporter.nightly.summary import Summary, ToldStory, said, subject, text
from reporter.render import overview
from reporter.render.language import speaking
from reporter.schema import Failure


def summary(**more: object) -> Summary:
    story = ToldStory(
        id="a1",
        title="Fire in Kellwick",
        files=("2026-11-27/fire.html",),
        errors=1,
        warnings=2,
        changes=("A number moved: 11 before, 40 now",),
    )
    values: dict[str, object] = {
        "run": "2026-11-27",
        "made_at": "2026-11-27T03:00:00Z",
        "exit_code": 0,
        "sources": 4,
        "articles": 12,
        "articles_new": 5,
        "stories": (story,),
        "set_aside": (),
        "kept_out": (),
        "also_on": (),
        "failures": (),
        "index": "/srv/nights/index.html",
    }
    return Summary(**{**values, **more})  # type: ignore[arg-type]


@contextmanager
def listening(status: int) -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """Give the URL of a server that answers with `status`, and what it was sent."""
    got: list[tuple[str, bytes]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((self.headers.get("Authorization", ""), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/hook", got
        server.shutdown()


def test_the_summary_is_posted(tmp_path: Path):
    (tmp_path / "token").write_text("s3cret\n", "utf-8")
    with listening(204) as (url, got):
        night = Night(sources=("a",), webhook=Webhook(url=url, token_file=str(tmp_path / "token")))
        assert list(telling.tell(night, summary())) == []
    ((authorization, body),) = got
    assert authorization == "Bearer s3cret"
    assert json.loads(body)["stories"][0]["title"] == "Fire in Kellwick"


@pytest.mark.parametrize("status", [302, 500])
def test_a_webhook_that_refuses_or_leads_elsewhere_is_told(status: int):
    with listening(status) as (url, got):
        (failure,) = telling.tell(Night(sources=("a",), webhook=Webhook(url=url)), summary())
    assert len(got) == 1
    assert failure.what == "webhook"
    assert "the summary was not sent" in failure.reason
    assert str(status) in failure.reason


def test_a_webhook_that_speaks_no_http_is_told():
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            asked, _ = server.accept()
            with asked:
                asked.recv(1 << 16)
                asked.sendall(b"no HTTP at all\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        (failure,) = telling.tell(Night(sources=("a",), webhook=Webhook(url=url)), summary())
    assert "BadStatusLine" in failure.reason
    (failure,) = telling.tell(Night(sources=("a",), webhook=Webhook(url="http://host:port/")), summary())
    assert "InvalidURL" in failure.reason


def test_a_webhook_is_http():
    (failure,) = telling.tell(Night(sources=("a",), webhook=Webhook(url="file:///etc/passwd")), summary())
    assert "neither http nor https" in failure.reason


def test_the_summary_is_mailed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "password").write_text("pass\n", "utf-8")
    did: list[object] = []

    class Server:
        def __init__(self, host: str, port: int, **_: object) -> None:
            did.append((host, port))

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            did.append("left")

        def starttls(self, **_: object) -> None:
            did.append("tls")

        def login(self, user: str, password: str) -> None:
            did.append((user, password))

        def send_message(self, message: object) -> None:
            did.append(message)

    monkeypatch.setattr(smtplib, "SMTP", Server)
    mail = Mail(
        host="mail.example",
        sender="night@example.org",
        to=("desk@example.org", "chief@example.org"),
        user="night",
        password_file=str(tmp_path / "password"),
    )
    assert list(telling.tell(Night(sources=("a",), mail=mail), summary())) == []
    where, tls, login, message, left = did
    assert (where, tls, login, left) == (("mail.example", 587), "tls", ("night", "pass"), "left")
    assert str(message["To"]) == "desk@example.org, chief@example.org"  # type: ignore[index]
    assert str(message["Subject"]) == "reporter: 1 briefing of 2026-11-27"  # type: ignore[index]
    assert "Fire in Kellwick (1 grave, 2 to check)\n    A number moved: 11 before, 40 now" in message.get_content()  # type: ignore[attr-defined]


def test_a_mail_server_that_is_not_there_is_told():
    (failure,) = telling.tell(Night(sources=("a",), mail=Mail(host="127.0.0.1", port=1, sender="a@b", to=("c@d",))), summary())
    assert failure.what == "mail"
    assert "refused" in failure.reason


def test_the_text_says_what_was_not_done():
    failures = tuple(Failure(what=f"file {n}", reason="cannot be read") for n in range(22))
    told = summary(failures=failures, set_aside=failures[:1], stories=())
    assert subject(told) == "0 briefings of 2026-11-27, in part"
    assert said(told) == "0 stories told from 5 new articles, 1 set aside; 12 articles are in the 4 files and URLs of the sources."
    assert "22 things could not be done:" in text(told)
    assert text(told).endswith("- and 2 more, in run.json\n")


def test_the_index_page_speaks_the_language_of_the_briefings_but_the_mail_english(tmp_path: Path):
    told = summary(failures=(), set_aside=(Failure(what="x", reason="y"),))
    with speaking("de"):
        page = index.write(Night(sources=("a",), out=str(tmp_path)), [overview.gone("Fire", told.made_at)], told).read_text("utf-8")
        assert "5 new articles, 1 set aside" in text(told)
    assert "<b>Nacht vom 27. Nov. 2026, 03:00 UTC:</b> 1 Ereignis dargestellt nach 5 neuen Artikeln, 1 zurückgestellt;" in page
    assert "12 Artikel stehen in den 4 Dateien und URLs der Quellen." in page
    assert "Das Briefing ist nicht mehr da" in page
