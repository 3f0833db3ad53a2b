"""WARC, the archive format of web crawls (ISO 28500), by warcio."""

from __future__ import annotations

import io
import re

from reporter.errors import InputError
from reporter.protocols import Contents, Part
from reporter.read.formats.needs import extra
from reporter.schema import Failure

_READ = re.compile(r"text/(?:html|plain|xml)|application/(?:(?:xhtml\+|rss\+|atom\+)?xml|pdf|(?:feed\+)?json|vnd\.openxml)")
_MOST_RECORDS = 2_000
_LARGEST = 8_000_000  # bytes of a record, unpacked
_LARGEST_TOGETHER = 64_000_000


class Warc:
    """The pages of an archive, each read as a file of its own."""

    name = "warc"
    suffixes: tuple[str, ...] = (".warc", ".warc.gz")
    isolated = True

    def recognises(self, data: bytes, name: str) -> int:
        """Return 3 for a WARC record, 2 for a compressed one by its name."""
        if data.startswith(b"WARC/"):
            return 3
        return 2 if data.startswith(b"\x1f\x8b") and name.lower().endswith(self.suffixes) else 0

    def read(self, data: bytes, name: str) -> Contents:
        """Return what was fetched with success, the pages and documents of it."""
        with extra("warc", "WARC"):
            from warcio.archiveiterator import ArchiveIterator
            from warcio.exceptions import ArchiveLoadFailed
        parts: list[Part] = []
        failures: list[Failure] = []
        room = _LARGEST_TOGETHER
        try:
            for number, record in enumerate(ArchiveIterator(io.BytesIO(data)), 1):
                if number > _MOST_RECORDS or room <= 0:
                    failures.append(Failure(what=name, reason=f"read as far as record {number - 1}: too much for one file"))
                    break
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                if not _wanted(record):
                    continue
                body = record.content_stream().read(_LARGEST + 1)
                room -= len(body)
                if len(body) > _LARGEST:
                    failures.append(Failure(what=f"{name}, {url}", reason=f"more than {_LARGEST // 1_000_000} MB unpacked; not read"))
                else:
                    parts.append(Part(name=url or f"{name}, record {number}", data=body, url=url or None))
        except (ArchiveLoadFailed, AttributeError, ValueError, EOFError, OSError) as error:
            if not parts:
                raise InputError(f"not a readable WARC: {str(error)[:60]!r}") from error
            failures.append(Failure(what=name, reason=f"broken after record {len(parts)}: {str(error)[:60]!r}"))
        if not parts:
            raise InputError("a WARC without a page that was fetched with success")
        return Contents(parts=tuple(parts), failures=tuple(failures))


def _wanted(record: object) -> bool:
    kind = getattr(record, "rec_type", None)
    http = getattr(record, "http_headers", None)
    if kind == "response" and http is not None:
        return http.get_statuscode() == "200" and bool(_READ.match((http.get_header("Content-Type") or "text/html").lower()))
    headers = getattr(record, "rec_headers")  # noqa: B009 - warcio ships no types
    return kind == "resource" and bool(_READ.match((headers.get_header("Content-Type") or "").lower()))
