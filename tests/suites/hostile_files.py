"""Files made to hurt whoever reads them: bombs, loops, nesting, cuts, wrong encodings. Made by code with fixed seeds, none copied."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage

from tests import kinds
from tests.kinds import Piece

PIECE = Piece(
    id="a",
    headline="Bridge closed for a month",
    paragraphs=tuple(f"The mayor said on day {n} that the bridge will stay closed, and that work on it is to go on." for n in range(6)),
)
WHOLE: dict[str, Callable[[Piece], bytes]] = {
    "html": kinds.page, "docx": kinds.docx, "pdf": kinds.pdf, "eml": kinds.eml, "mhtml": kinds.mhtml, "jsonl": kinds.jsonl,
    "csv": kinds.rows, "ninjs": kinds.ninjs, "newsml": kinds.newsml, "rss": kinds.rss, "atom": kinds.atom, "json": kinds.json_feed,
    "warc.gz": kinds.warc,
}  # fmt: skip
_XML = {
    "rss": b"<rss version='2.0'><channel><item><title>%s</title></item></channel></rss>",
    "atom": b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>%s</title></entry></feed>",
    "opml": b"<opml><body><outline xmlUrl='%s'/></body></opml>",
    "newsml": b"<newsItem><contentMeta><headline>%s</headline></contentMeta><inlineData>%s</inlineData></newsItem>",
}
_DEEP = 100_000


def files() -> Iterator[tuple[str, bytes]]:
    """Yield names and contents; the name tells what it does."""
    for part in (_cut, _bent, _entities, _nested, _encodings, _long, _pages, _zips, _documents, _pdfs, _messages, _archives, _tables):
        yield from part()


def _cut() -> Iterator[tuple[str, bytes]]:
    for kind, make in WHOLE.items():
        data = make(PIECE)
        for share in (0.1, 0.5, 0.95):
            yield f"cut-{int(share * 100)}.{kind}", data[: int(len(data) * share)]


def _bent() -> Iterator[tuple[str, bytes]]:
    for kind, make in WHOLE.items():
        for seed in range(4):
            chance = random.Random(seed)
            data = bytearray(make(PIECE))
            for _ in range(max(3, len(data) // 200)):
                data[chance.randrange(8, len(data))] = chance.randrange(256)
            yield f"bent-{seed}.{kind}", bytes(data)


def _entities() -> Iterator[tuple[str, bytes]]:
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    types = {
        "laughs": (b'<!DOCTYPE x [<!ENTITY l0 "ha">' + laughs + b"]>", b"&l9;"),
        "square": (b'<!DOCTYPE x [<!ENTITY q "' + b"q" * 50_000 + b'">]>', b"&q;" * 50_000),
        "outside": (b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>', b"&f;"),
        "parameter": (b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>', b"x"),
    }
    for kind, root in _XML.items():
        for name, (head, use) in types.items():
            yield f"entities-{name}.{kind}", b"<?xml version='1.0'?>" + head + root.replace(b"%s", use)
    yield "entities-laughs.html", types["laughs"][0] + b"<html><body><p>&l9;</p></body></html>"


def _nested() -> Iterator[tuple[str, bytes]]:
    for kind, root in _XML.items():
        yield f"nested.{kind}", root.replace(b"%s", b"<a>" * _DEEP + b"</a>" * _DEEP)
    for tag in (b"div", b"b", b"table", b"ul><li", b"blockquote", b"font", b"q", b"x-y", b"object"):
        name = tag.decode().partition(">")[0]
        yield f"nested-{name}.html", b"<html><body>" + b"<" + tag.replace(b"><", b"><") + b">" * 1 + (b"<" + tag + b">") * _DEEP + b"text"
    for kind, opening in {"json": b'{"text":', "jsonl": b"[", "ninjs": b'{"pubstatus":"usable","body_text":'}.items():
        yield f"nested.{kind}", opening * _DEEP
    yield "nested-feed.json", b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * _DEEP + b"]" * _DEEP + b"}"


def _encodings() -> Iterator[tuple[str, bytes]]:
    text = kinds.page(PIECE).decode()
    for name in ("utf-16", "utf-32", "utf-7", "cp037"):
        yield f"in-{name}.html", text.encode(name)
    for declared in ("utf-9", "zip", "idna", "unicode_escape", "x" * 39, "utf-16"):
        yield f"says-{declared[:12]}.html", text.replace("utf-8", declared).encode() + b"\xff\xfe caf\xe9"
    for kind in ("rss", "atom", "newsml"):
        yield f"says-utf-16.{kind}", b"<?xml version='1.0' encoding='utf-16'?>" + WHOLE[kind](PIECE).partition(b"?>")[2]
        yield f"says-no-ascii.{kind}", b"<?xml version='1.0' encoding='utf-1\xce'?>" + WHOLE[kind](PIECE).partition(b"?>")[2]
        yield f"in-utf-16.{kind}", WHOLE[kind](PIECE).decode().encode("utf-16")
    mixed = "".join(map(chr, [*range(0x300, 0x370), *range(0x2000, 0x2070), *range(0xFFF0, 0xFFFD)])) * 500
    yield "mixed.txt", f"{mixed} Мэр said что 橋 closed. \u202eevil".encode()
    yield "surrogates.json", rb'{"text":"The mayor \ud800 said \udfff so."}'
    yield "half.txt", b"The mayor said so.\n" * 50 + bytes(range(128, 256)) * 20


def _long() -> Iterator[tuple[str, bytes]]:
    yield "line.txt", b"word " * 190_000
    yield "no-space.txt", b"x" * 990_000
    yield "over.txt", b"x" * 1_100_000
    yield "line.html", b"<html><body><p>" + b"word " * 1_000_000
    yield "line.csv", b"text\n" + b"x" * 5_000_000
    yield "line.jsonl", b'{"text":"' + b"x" * 5_000_000 + b'"}'
    yield "line.md", b"*_[(" * 200_000
    yield "brackets.md", b"[" * 900_000
    yield "header.eml", b"From: " + b"a" * 3_000_000 + b"\nMessage-ID: <x>\n\ntext"


def _pages() -> Iterator[tuple[str, bytes]]:
    yield "less.html", b"<html>" + b"<" * 500_000
    yield "section.html", kinds.page(PIECE).replace(b"<main>", b"<![CDobj[ x ]]><![if y]><main>")
    yield (
        "controls.html",
        kinds.page(PIECE)
        .replace(b"</p>", b"</p>\x01&#2;&#x1f;&#xFFFE;\x0e<script>x</script>\x03 so&#14;", 1)
        .replace(b"<p>", b"<p>\x02", 1),
    )
    yield "comment.html", b"<html><body><!--" + b"-" * 500_000
    yield "ampersands.html", b"<html><body><p>" + b"&" * 500_000
    yield "attributes.html", b"<html><body><p " + b"".join(b"a%d=x " % n for n in range(10_000)) + b">x</p>"
    yield "script.html", b"<html><script>" + b"if (a < b) " * 100_000
    yield "metas.html", b"<html><head>" + b"<meta name='author' content='x'>" * 20_000
    yield "data.html", b'<html><head><script type="application/ld+json">' + b'{"@graph":[' * 30_000 + b"</script></head><body><p>x</p>"
    yield "picture.html", b"<html><body><img src='data:image/png;base64," + b"A" * 3_000_000 + b"'><p>" + b"He said so. " * 60 + b"</p>"
    yield "paragraphs.html", b"<html><body><article>" + b"<p>He said so again.</p>" * 5_000
    yield "links.html", b"<html><body>" + b"<a href='/x'>more of it</a> " * 5_000
    yield "table.html", b"<html><body><table>" + b"<tr><td>1<td>2<td>3" * 5_000


def _zip(files: Sequence[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return stream.getvalue()


def _zips() -> Iterator[tuple[str, bytes]]:
    yield "bomb.zip", _zip([(f"{n}.txt", b"\0" * 20_000_000) for n in range(8)])
    inner = _zip([("a.txt", b"The mayor said so.")])
    for _ in range(6):
        inner = _zip([("in.zip", inner)])
    yield "within.zip", inner
    yield "many.zip", _zip([(f"{n}.txt", b"x") for n in range(2_500)])
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    names: list[str | zipfile.ZipInfo] = ["../../out.txt", "/etc/out.txt", "C:\\out.txt", "..\\..\\out.txt", "a/../../out.txt", link]
    for number, name in enumerate(names):
        yield f"leads-out-{number}.zip", _zip([(name, b"/etc/hostname")])
    locked = bytearray(_zip([("a.txt", b"x" * 100)]))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    yield "locked.zip", bytes(locked)
    lying = bytearray(_zip([("a.txt", b"\0" * 5_000_000)]))
    lying[lying.index(b"PK\x01\x02") + 24 : lying.index(b"PK\x01\x02") + 28] = (10).to_bytes(4, "little")
    yield "lying.zip", bytes(lying)
    yield "nothing.zip", _zip([])
    yield "only-the-end.zip", b"PK\x05\x06" + b"\xff" * 18


def _documents() -> Iterator[tuple[str, bytes]]:
    whole = zipfile.ZipFile(io.BytesIO(kinds.docx(PIECE)))
    parts = {n: whole.read(n) for n in whole.namelist()}
    body = parts["word/document.xml"]
    macros = parts["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", b"vnd.ms-word.document.macroEnabled.main+xml"
    )
    laughs = (
        b'<!DOCTYPE x [<!ENTITY a "' + b"ha" * 1_000 + b'"><!ENTITY b "' + b"&a;" * 1_000 + b'"><!ENTITY c "' + b"&b;" * 1_000 + b'">]>'
    )
    changed: dict[str, dict[str, bytes]] = {
        "macros": {"[Content_Types].xml": macros},
        "bomb": {"word/document.xml": body.replace(b"<w:body>", b"<w:body>" + b" " * 140_000_000)},
        "large": {"word/document.xml": body.replace(b"<w:body>", b"<w:body>" + b"<w:p><w:r><w:t>He said so.</w:t></w:r></w:p>" * 300_000)},
        "deep": {"word/document.xml": body.replace(b"<w:body>", b"<w:body>" + b"<w:p>" * _DEEP)},
        "entities": {"word/document.xml": laughs + body.partition(b"?>")[2].replace(b"The mayor", b"&c;")},
        "not-xml": {"word/document.xml": b"no xml at all"},
        "no-types": {"[Content_Types].xml": b""},
        "no-relations": {"_rels/.rels": b"<Relationships/>"},
        "properties": {"docProps/core.xml": b"<x>" * 1_000},
    }
    for name, parts_changed in changed.items():
        yield f"{name}.docx", _zip([(n, parts_changed.get(n, d)) for n, d in parts.items()])
    yield "no-document.docx", _zip([(n, d) for n, d in parts.items() if n != "word/document.xml"] + [("word/document.xml.bak", b"x")])


def _pdfs() -> Iterator[tuple[str, bytes]]:
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    of = kinds.pdf_of
    yield "loop.pdf", of(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"])
    yield "count.pdf", of(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 999999999 >>"])
    yield "no-pages.pdf", of(["<< /Type /Catalog >>"])
    yield "itself.pdf", of(["1 0 R", "2 0 R"])
    yield "deep.pdf", of(["<< /Type /Catalog /Pages " + "[" * 20_000 + "]" * 20_000 + " >>"])
    yield "start.pdf", kinds.pdf(PIECE).replace(b"startxref\n", b"startxref\n9")
    yield "just-the-head.pdf", b"%PDF-1.7\n"
    yield "previous.pdf", kinds.pdf(PIECE).replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9")
    bomb = zlib.compress(zlib.compress(b"(x) Tj " * 20_000_000, 9), 9)
    head = f"<< /Length {len(bomb)} /Filter [/FlateDecode /FlateDecode] >>\nstream\n"
    page = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
    pages = "<< /Type /Pages /Kids [5 0 R] /Count 1 >>"
    made = of(["<< /Type /Catalog /Pages 2 0 R >>", pages, font, head + "HERE\nendstream", page])
    yield "bomb.pdf", made.replace(b"HERE", bomb)
    form = "<< /Type /XObject /Subtype /Form /Resources << /XObject << /X 4 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream"
    page = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 4 0 R >> >> >>"
    yield "form.pdf", of(["<< /Type /Catalog /Pages 2 0 R >>", pages, font, form, page])


def _messages() -> Iterator[tuple[str, bytes]]:
    message = EmailMessage()
    message.set_content("The mayor said so.")
    for _ in range(40):
        outer = EmailMessage()
        outer["From"], outer["MIME-Version"] = "a@x.example", "1.0"
        outer.add_attachment(message)
        message = outer
    yield "within.eml", message.as_bytes()
    head = b"From: a@x.example\nMIME-Version: 1.0\n"
    yield "parts.eml", head + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 3_000
    yield "date.eml", head + b"Date: Fri, 99999999999999999999 Mar 2024 08:30:00 +0000\n\nThe mayor said so."
    yield "no-boundary.eml", head + b"Content-Type: multipart/mixed\n\nThe mayor said so."
    yield "charset.eml", head + b"Content-Type: text/plain; charset=no-such\n\nThe mayor said so."
    yield "base64.eml", head + b"Content-Transfer-Encoding: base64\n\n!!!!not base64"
    yield "words.eml", head + b"Subject: " + b"=?utf-8?q?x?= " * 20_000 + b"\n\nThe mayor said so."
    yield "addresses.eml", b"From: " + b"(" * 5_000 + b"\nMIME-Version: 1.0\n\nThe mayor said so."
    yield "no-page.mhtml", b"From: <Saved by Blink>\nSnapshot-Content-Location: x\nMIME-Version: 1.0\nContent-Type: multipart/related\n\nx"


def _archives() -> Iterator[tuple[str, bytes]]:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/\r\nContent-Type: application/http\r\nContent-Length: "
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    yield "length.warc", head + b"99999999999\r\n\r\n" + answer + b"<html>x"
    yield "minus.warc", head + b"-5\r\n\r\n" + answer
    yield "no-number.warc", head + b"x\r\n\r\n" + answer
    body = answer + b"<html><body>" + b" " * 60_000_000
    yield "bomb.warc.gz", gzip.compress(head + str(len(body)).encode() + b"\r\n\r\n" + body, mtime=0)
    inside = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b" " * 60_000_000, mtime=0)
    yield "inside.warc", head + str(len(inside)).encode() + b"\r\n\r\n" + inside
    yield "no-warc.warc.gz", gzip.compress(b"The mayor said so.", mtime=0)
    yield "half.warc.gz", gzip.compress(head, mtime=0)[:40]


def _tables() -> Iterator[tuple[str, bytes]]:
    yield "quote.csv", b'text\n"The mayor said so'
    yield "columns.csv", b"text," * 100_000 + b"\n" + b"x," * 100_000
    yield "rows.csv", b"text\n" + b"The mayor said so.\n" * 30_000
    yield "no-text.csv", b"a,b\n1,2\n"
    yield "numbers.json", b'{"text": 1e999999, "outlet": [' + b"9" * 100_000 + b"]}"
    yield "keys.json", b"{" + b",".join(b'"text%d":"x"' % n for n in range(100_000)) + b"}"
