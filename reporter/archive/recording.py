"""A story's rows, and a night's passages for the search."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from reporter.archive import lines
from reporter.archive.lasting import lasting
from reporter.archive.lines import plain
from reporter.schema import Briefing, Claim
from reporter.schema.archive import File
from reporter.schema.stories import ArticleGist


def run_sha256(id_: str, made_at: str, finished: int, failures: str) -> str:
    """Return the hash of a night's row."""
    return lines.sha256(lines.encoded((id_, made_at, finished, failures)))


def insert(connection: sqlite3.Connection, run: int, briefing: Briefing, files: Sequence[File], gists: Mapping[str, ArticleGist]) -> None:
    """Insert all that is kept of a story, in the transaction that is open."""
    story, header, made = plain(briefing.story.id), briefing.story, briefing.provenance
    place = (run, story)
    versions = {a.id: lines.article_row(a) for a in briefing.articles}
    known = {c.id: lasting(c) for c in briefing.claims}
    told = (plain(header.title), header.from_, header.to, made.made_at, made.inputs_sha256, made.settings_sha256, "")
    _insert(connection, "stories", [(*place, *told)])
    _insert(connection, "briefings", [(*place, f.path, f.sha256, f.byte_count) for f in files])
    _insert(connection, "articles", versions.values(), again=True)  # other nights and stories may have the same text
    _insert(connection, "members", [(*place, *row[:2]) for row in versions.values()])
    _insert(connection, "claims", [(*place, *_claim(c)) for c in briefing.claims])
    mentions = {
        (lasting(c), plain(m.article), m.start, m.end): (None if m.speaker is None else plain(m.speaker), m.quoted)
        for c in briefing.claims
        for m in c.mentions
    }
    _insert(connection, "mentions", [(*place, *of, *said) for of, said in mentions.items()])
    on = {f.id: _json(sorted(known[c] for c in f.claims if c in known)) for f in briefing.findings}
    findings = [(*place, f.id, f.rule, f.kind, f.severity, plain(f.message), on[f.id]) for f in briefing.findings]
    _insert(connection, "findings", findings)
    if briefing.changes:
        _insert(connection, "lineage", [(*place, x.kind, x.from_, x.into) for x in briefing.changes.lineage])
    blobs = {a: msgspec.msgpack.encode(gist) for a, gist in gists.items() if a in versions}
    _insert(connection, "gists", [(*versions[a][:2], blob, lines.sha256(blob)) for a, blob in blobs.items()], again=True)
    connection.execute("UPDATE stories SET sha256 = ? WHERE run = ? AND story = ?", (story_sha256(connection, *place), *place))


def story_sha256(connection: sqlite3.Connection, run: int, story: str) -> str:
    """Return the hash of all the rows of a story."""
    return lines.sha256(lines.encoded(lines.story(connection, run, story)))


def index(connection: sqlite3.Connection, run: int) -> None:
    """Let the search find a night's passages, in the order of articles, in the transaction that is open."""
    new = connection.execute(
        """
        SELECT DISTINCT article, version, first, last FROM mentions JOIN members USING (run, story, article) WHERE run = ?
        EXCEPT SELECT article, version, first, last FROM passages ORDER BY article, version, first, last
        """,
        (run,),
    ).fetchall()
    number = connection.execute("SELECT coalesce(max(number), 0) FROM passages").fetchone()[0]
    place, text = None, ""
    for article, version, first, last in new:
        if place != (article, version):
            place = str(article), str(version)
            text = connection.execute("SELECT text FROM articles WHERE article = ? AND version = ?", place).fetchone()[0]
        number += 1
        connection.execute("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)", (number, article, version, first, last, text[first:last]))
        connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, text[first:last]))


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]], *, again: bool = False) -> None:
    """Insert rows into a table; `again` lets a row be there already."""
    for row in rows:
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT {'OR IGNORE ' if again else ''}INTO {table} VALUES ({marks})", row)  # noqa: S608 - named above


def _claim(claim: Claim) -> tuple[str, ...]:
    return lasting(claim), claim.id, plain(claim.text), claim.status, _json(claim.agreement)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
