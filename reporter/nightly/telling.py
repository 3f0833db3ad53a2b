"""Who is told in the morning: by mail, and by a webhook."""

from __future__ import annotations

import smtplib
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from reporter.nightly.settings import Mail, Night, Webhook
from reporter.nightly.summary import Summary, subject, text
from reporter.schema import Failure

_SECONDS = 30


def tell(night: Night, summary: Summary) -> Iterator[Failure]:
    """Send the summary to whom the settings name; yield what could not be sent."""
    for what, send in (("mail", _mailed), ("webhook", _posted)):
        try:
            send(night, summary)
        except (OSError, smtplib.SMTPException, HTTPException, ValueError) as error:  # urllib's errors are OSErrors
            yield Failure(what=what, reason=f"the summary was not sent ({type(error).__name__}: {error})")


def _mailed(night: Night, summary: Summary) -> None:
    if night.mail is not None:
        send(night.mail, subject(summary), text(summary))


def send(mail: Mail, about: str, body: str) -> None:
    """Send a mail. Raises OSError, SMTPException or ValueError."""
    message = EmailMessage()
    message["From"], message["To"] = mail.sender, ", ".join(mail.to)
    message["Subject"] = " ".join(f"reporter: {about}".split())
    message.set_content(body)
    with smtplib.SMTP(mail.host, mail.port, timeout=_SECONDS) as server:
        if mail.starttls:
            server.starttls(context=ssl.create_default_context())
        if mail.user:
            server.login(mail.user, _secret(mail.password_file))
        server.send_message(message)


def _posted(night: Night, summary: Summary) -> None:
    if night.webhook is not None:
        post(night.webhook, msgspec.json.encode(summary))


def post(hook: Webhook, body: bytes) -> None:
    """Post JSON; a redirect is not followed. Raises OSError, HTTPException or ValueError."""
    if urlsplit(hook.url).scheme not in {"http", "https"}:
        raise ValueError(f"webhook.url {hook.url!r} is neither http nor https")
    headers = {"Content-Type": "application/json", "User-Agent": "reporter"}
    if hook.token_file:
        headers["Authorization"] = f"Bearer {_secret(hook.token_file)}"
    request = urllib.request.Request(hook.url, body, headers, method="POST")  # noqa: S310 - http and https only, see above
    with urllib.request.build_opener(_Straight).open(request, timeout=hook.seconds) as answer:
        if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
            raise ValueError(f"it answered {answer.status}")


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: what is posted goes where the settings say."""

    def redirect_request(self, *_: object) -> None:
        """Return no request, so that the redirect is an error."""


def _secret(path: str) -> str:
    return Path(path).read_text("utf-8").strip()
