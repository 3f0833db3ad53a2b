"""One article in many kinds of file: made when they are needed, so that no file of a foreign format lies in the checkout."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import html
import io
import json
import zipfile
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime
from textwrap import wrap
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True)
class Piece:
    """An article as its outlet has it."""

    id: str
    paragraphs: tuple[str, ...]
    headline: str = ""
    outlet: str = "Coast Post"
    url: str = "https://coastpost.example/news/ferry"
    published: str = "2024-03-01T08:30:00+00:00"
    byline: str = "Ada Writer"
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The article as plain text."""
        return "\n\n".join([*([self.headline] if self.headline else []), *self.paragraphs]) + "\n"


def page(piece: Piece, *, data: dict[str, object] | None = None, head: str = "", around: str = "") -> bytes:
    """A page with what surrounds an article on a newspaper's site."""
    about: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "datePublished": piece.published,
        "author": [{"@type": "Person", "name": piece.byline}],
        "publisher": {"@type": "Organization", "name": piece.outlet},
        "url": piece.url,
    }
    if piece.headline:
        about["headline"] = piece.headline
    about |= data or {}
    stated = json.dumps(about).replace("</", "<\\/")
    links = "".join(f'<li><a href="/{w}">{w.title()}</a></li>' for w in ("world", "politics", "sport", "weather", "business"))
    more = "".join(f'<li><a href="/more/{n}">Another story, number {n}, that has nothing to do with it</a></li>' for n in range(6))
    heading = f"<h1>{html.escape(piece.headline)}</h1>" if piece.headline else ""
    body = "\n".join(f"<p>{html.escape(p)}</p>" for p in piece.paragraphs)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{html.escape(piece.headline or piece.outlet)}</title>
<link rel="canonical" href="{piece.url}"><meta property="og:site_name" content="{html.escape(piece.outlet)}">
<script type="application/ld+json">{stated}</script>{head}
<style>.ad {{ float: right }}</style><script>window.track = function () {{ return "tracked" }};</script></head>
<body><header><nav><ul>{links}</ul></nav><form><input type="search" placeholder="Search"></form></header>{around}
<main><article>{heading}<div class="article-body">{body}</div></article>
<aside class="related"><h2>Most read</h2><ul>{more}</ul></aside></main>
<footer><p>About us · Contact · Terms of use</p><p>Sign up to our newsletter</p></footer></body></html>""".encode()


def docx(piece: Piece) -> bytes:
    """A Word document."""
    import docx as word

    document = word.Document()
    for paragraph in ([piece.headline] if piece.headline else []) + list(piece.paragraphs):
        document.add_paragraph(paragraph)
    document.core_properties.title = piece.headline
    document.core_properties.author = piece.byline
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(piece: Piece, width: int = 86) -> bytes:
    """A PDF as a program without libraries writes one: a Type 1 font, lines broken by hand, more space between paragraphs."""
    lines: list[str] = []
    for paragraph in ([piece.headline] if piece.headline else []) + list(piece.paragraphs):
        lines += [*wrap(paragraph, width, break_on_hyphens=False), ""]
    pages = [lines[i : i + 48] for i in range(0, len(lines), 48)]
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    kids = []
    for page_lines in pages:
        shown = " T* ".join(f"({_escaped(line)}) Tj" if line else "" for line in page_lines)
        stream = f"BT /F1 10 Tf 14 TL 60 780 Td {shown} ET"
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return pdf_of(objects)


def pdf_of(objects: list[str]) -> bytes:
    """Objects, numbered from 1, as a PDF with its table of where they are."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _mailed(moment: str) -> str:
    return format_datetime(dt.datetime.fromisoformat(moment))


def eml(piece: Piece) -> bytes:
    """An e-mail whose text is the article."""
    message = EmailMessage()
    message["From"] = f"{piece.byline} <desk@coastpost.example>"
    message["Subject"] = piece.headline or "Article"
    message["Date"] = _mailed(piece.published)
    message["Message-ID"] = f"<{piece.id}@coastpost.example>"
    message.set_content(piece.text)
    return message.as_bytes()


def mhtml(piece: Piece) -> bytes:
    """A page as Chromium saves it in one file."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = piece.url
    message["Subject"] = piece.headline
    message["MIME-Version"] = "1.0"
    message.set_content(page(piece).decode(), subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_related(b"\x89PNG\r\n", "image", "png")
    return message.as_bytes()


def jsonl(*pieces: Piece) -> bytes:
    """A line an article."""
    return "".join(json.dumps({"id": p.id, "text": p.text, "outlet": p.outlet, "published": p.published}) + "\n" for p in pieces).encode()


def rows(*pieces: Piece) -> bytes:
    """CSV with a header line."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, ["id", "text", "outlet", "url", "published"])
    writer.writeheader()
    writer.writerows({"id": p.id, "text": p.text, "outlet": p.outlet, "url": p.url, "published": p.published} for p in pieces)
    return stream.getvalue().encode()


def ninjs(piece: Piece, **more: object) -> bytes:
    """An IPTC ninjs item."""
    item = {
        "uri": piece.url, "type": "text", "pubstatus": "usable", "versioncreated": piece.published, "headline": piece.headline,
        "byline": piece.byline, "language": "en", "copyrightholder": piece.outlet, "body_text": "\n\n".join(piece.paragraphs),
    } | more  # fmt: skip
    return json.dumps(item).encode()


def newsml(piece: Piece, status: str = "stat:usable", embargoed: str = "") -> bytes:
    """A NewsML-G2 item with its text as XHTML."""
    body = "".join(f"<p>{escape(p)}</p>" for p in piece.paragraphs)
    embargo = f"<embargoed>{embargoed}</embargoed>" if embargoed else ""
    headline = f"<headline>{escape(piece.headline)}</headline>" if piece.headline else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:coastpost.example:1" version="3" standard="NewsML-G2">
<itemMeta><provider literal="coast"><name>{escape(piece.outlet)}</name></provider><versionCreated>{piece.published}</versionCreated>
{embargo}<pubStatus qcode="{status}"/></itemMeta>
<contentMeta><by>{escape(piece.byline)}</by>{headline}<language tag="en"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body>{body}</body></html></inlineXML></contentSet></newsItem>""".encode()


def rss(*pieces: Piece) -> bytes:
    """RSS 2.0 with the articles' whole text; each item names its publisher."""
    items = "".join(
        f"<item><title>{escape(p.headline)}</title><link>{escape(p.url)}</link><pubDate>{_mailed(p.published)}</pubDate>"
        f"<source url={quoteattr(p.url)}>{escape(p.outlet)}</source>"
        f"<content:encoded>{escape(''.join(f'<p>{html.escape(x)}</p>' for x in p.paragraphs))}</content:encoded></item>"
        for p in pieces
    )
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    return f'<?xml version="1.0"?>{head}<channel><title>A collector of news</title>{items}</channel></rss>'.encode()


def atom(*pieces: Piece) -> bytes:
    """Atom; an entry's source is the feed that it was copied from."""
    entries = "".join(
        f"<entry><title>{escape(p.headline)}</title><link href={quoteattr(p.url)}/><updated>{p.published}</updated><id>urn:x:{p.id}</id>"
        f"<source><title>Some other feed</title></source><content type='html'>"
        f"{escape(''.join(f'<p>{html.escape(x)}</p>' for x in p.paragraphs))}</content></entry>"
        for p in pieces
    )
    return (
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(pieces[0].outlet)}</title>{entries}</feed>'.encode()
    )


def json_feed(*pieces: Piece) -> bytes:
    """JSON Feed 1.1."""
    items = [
        {"id": p.id, "url": p.url, "title": p.headline, "content_html": "".join(f"<p>{html.escape(x)}</p>" for x in p.paragraphs),
         "date_published": p.published} for p in pieces
    ]  # fmt: skip
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": pieces[0].outlet, "items": items}).encode()


def warc(*pieces: Piece) -> bytes:
    """A crawl's archive, each record compressed: pages fetched with success, and one that was not found."""
    fetched = [(p.url, "200 OK", page(p)) for p in pieces]
    records: list[bytes] = []
    for url, status, body in [*fetched, ("https://coastpost.example/gone", "404 Not Found", b"<html><body>gone</body></html>")]:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-01T09:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(records):032}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        records.append(gzip.compress(head.encode() + answer + b"\r\n\r\n", mtime=0))
    return b"".join(records)


def zipped(**files: bytes) -> bytes:
    """A zip of files; an underscore in a name stands for its dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return stream.getvalue()
