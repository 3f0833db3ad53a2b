"""The archive's content as JSON lines: what is exported, and what the hashes of its rows are made of."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from typing import Any

import msgspec

from reporter.schema import Article

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ARTICLES = """
    SELECT article, version, sha256, outlet, title, url, byline, published, updated, language, text FROM articles ORDER BY article, version
"""
_LINEAGE = """
    SELECT kind, from_id AS "from", into_id AS "into" FROM lineage WHERE run = ? AND story = ? ORDER BY kind, from_id, into_id
"""

Row = dict[str, Any]


def plain(text: str) -> str:
    """Return a text that UTF-8 has a form for: halves of surrogate pairs are replaced."""
    return _SURROGATE.sub("\ufffd", text)


def encoded(line: object) -> bytes:
    """Return one line, without its end."""
    return msgspec.json.encode(line)


def sha256(data: bytes) -> str:
    """Return the hash of some bytes."""
    return hashlib.sha256(data).hexdigest()


def article_row(article: Article) -> tuple[str | None, ...]:
    """Return an article's row: its version is the hash of all that is in it, so each text and headline that it had has one."""
    texts = (article.outlet, article.title, article.url, article.byline, article.published, article.updated, article.language)
    told = (plain(article.id), article.sha256, *(None if t is None else plain(t) for t in texts), plain(article.text))
    return (told[0], article_version(told), *told[1:])


def article_version(told: tuple[str | None, ...]) -> str:
    """Return the hash of an article's row without its version."""
    return sha256(encoded(told))[:32]


def articles(connection: sqlite3.Connection) -> Iterator[Row]:
    """Yield all versions of all articles, sorted."""
    return _rows(connection, _ARTICLES)


def runs(connection: sqlite3.Connection) -> Iterator[Row]:
    """Yield the nights, in the order in which they were begun."""
    for row in _rows(connection, "SELECT id AS run, made_at, finished, failures FROM runs ORDER BY number"):
        yield {**row, "failures": msgspec.json.decode(row["failures"])}


def stories(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Yield the number of the night and the id of each story, sorted."""
    yield from connection.execute("SELECT run, story FROM stories ORDER BY run, story")


def story(connection: sqlite3.Connection, run: int, id_: str) -> Row:
    """Return all that was recorded of a story in one night."""
    of = (run, id_)
    title, from_, to, made_at, inputs, settings = connection.execute(
        "SELECT title, from_, to_, made_at, inputs_sha256, settings_sha256 FROM stories WHERE run = ? AND story = ?", of
    ).fetchone()
    mentions: dict[str, list[Row]] = {}
    for lasting_id, article, first, last, speaker, quoted in connection.execute(
        "SELECT lasting_id, article, first, last, speaker, quoted FROM mentions WHERE run = ? AND story = ? "
        "ORDER BY lasting_id, article, first, last",
        of,
    ):
        mention = {"article": article, "start": first, "end": last, "speaker": speaker, "quoted": bool(quoted)}
        mentions.setdefault(lasting_id, []).append(mention)
    claims = _rows(
        connection,
        "SELECT lasting_id, claim, text, status, agreement FROM claims WHERE run = ? AND story = ? ORDER BY lasting_id",
        of,
    )
    findings = _rows(
        connection,
        "SELECT finding, rule, kind, severity, message, claims FROM findings WHERE run = ? AND story = ? ORDER BY finding",
        of,
    )
    return {
        "story": id_,
        "title": title,
        "from": from_,
        "to": to,
        "made_at": made_at,
        "inputs_sha256": inputs,
        "settings_sha256": settings,
        "briefings": list(
            _rows(connection, "SELECT path, sha256, byte_count FROM briefings WHERE run = ? AND story = ? ORDER BY path", of)
        ),
        "articles": list(_rows(connection, "SELECT article, version FROM members WHERE run = ? AND story = ? ORDER BY article", of)),
        "claims": [{**c, "agreement": msgspec.json.decode(c["agreement"]), "mentions": mentions.get(c["lasting_id"], [])} for c in claims],
        "findings": [{**f, "claims": msgspec.json.decode(f["claims"])} for f in findings],
        "lineage": list(_rows(connection, _LINEAGE, of)),
    }


def _rows(connection: sqlite3.Connection, query: str, values: tuple[object, ...] = ()) -> Iterator[Row]:
    cursor = connection.execute(query, values)
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)
