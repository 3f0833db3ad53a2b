"""The briefing on paper: the page, printed to PDF by the system's Chromium. Tagged, with page numbers, bookmarks and a line to sign.

The page loads nothing and its policy forbids it; Chromium is told to reach no network besides, with an empty profile of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from reporter.errors import RenderError
from reporter.render import Html, extras
from reporter.schema import Briefing

NAMES = ("chromium", "chromium-browser", "google-chrome")
_SECONDS = 300
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # no name has an address,
    "--proxy-server=127.0.0.1:9",  # and what has one is sent to where nobody listens
    "--proxy-bypass-list=<-loopback>",
    "--no-pdf-header-footer",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
)
_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}\+00'00'\)")


class Pdf:
    """The page as PDF, by Chromium. Equal briefings give equal bytes with one version of Chromium and the same fonts."""

    name = "pdf"
    suffix = ".pdf"

    def __init__(self, chromium: str | Path | None = None) -> None:
        """Raise RenderError where the program `chromium`, or any of the usual names, is not there: told before any work."""
        self.program = found(chromium)

    def render(self, briefing: Briefing) -> bytes:
        """Return the PDF, dated as the briefing is. Raises RenderError where Chromium does not print it."""
        when = f"{extras.made_at(briefing):%Y%m%d%H%M%S}".zfill(14)  # of the same length: the file's table of offsets holds
        return _DATE.sub(lambda m: b"/%s (D:%s+00'00')" % (m[1], when.encode()), printed(Html().render(briefing), self.program))


def found(chromium: str | Path | None = None) -> str:
    """Return the path of Chromium: the program given, or the first of the usual names. Raises RenderError."""
    for name in NAMES if chromium is None else (str(chromium),):
        path = shutil.which(name)
        if path is not None:
            return path
    if chromium is not None:
        raise RenderError(f"pdf: {chromium} is no program that can be run; give the path of Chromium to --chromium")
    raise RenderError(f"pdf: no Chromium (looked for {', '.join(NAMES)}); install the package chromium, or give its path to --chromium")


def printed(page: bytes, program: str) -> bytes:
    """Return an HTML page as PDF. Raises RenderError where `program` fails, takes too long or writes no PDF."""
    with tempfile.TemporaryDirectory(prefix="reporter-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_bytes(page)
        command = [program, *_FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # as root Chromium starts no other way
        try:
            done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS, stdin=subprocess.DEVNULL)  # noqa: S603 - no shell
        except subprocess.TimeoutExpired as error:
            raise RenderError(f"pdf: {program} printed nothing within {_SECONDS} seconds; is it Chromium?") from error
        except OSError as error:
            raise RenderError(f"pdf: {program} cannot be run ({error.strerror}); give the path of Chromium to --chromium") from error
        content = target.read_bytes() if target.is_file() else b""
    if done.returncode or not content.startswith(b"%PDF-"):
        last = extras.line(done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2])[:300]
        raise RenderError(f"pdf: {program} printed nothing (exit code {done.returncode}; {last or 'no message'}); is it Chromium?")
    return content
