"""Removing stories, and what is kept for them alone: texts, passages, gists."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

_UNUSED = """
    SELECT number, text FROM passages AS p WHERE article = ? AND version = ? AND NOT EXISTS (
        SELECT 1 FROM members AS m JOIN mentions USING (run, story, article)
        WHERE m.article = p.article AND m.version = p.version AND first = p.first AND last = p.last
    ) ORDER BY number
"""


def remove(connection: sqlite3.Connection, stories: Sequence[tuple[int, str]]) -> None:
    """Remove stories of nights, given by the night's number and the story's id, in the transaction that is open."""
    touched: set[tuple[str, str]] = set()
    for place in stories:
        touched.update(connection.execute("SELECT article, version FROM members WHERE run = ? AND story = ?", place))
        connection.execute("DELETE FROM stories WHERE run = ? AND story = ?", place)  # its other rows go with it
    for article in sorted(touched):
        for number, text in connection.execute(_UNUSED, article).fetchall():
            connection.execute("INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)", (number, text))
            connection.execute("DELETE FROM passages WHERE number = ?", (number,))
        if not connection.execute("SELECT 1 FROM members WHERE article = ? AND version = ?", article).fetchone():
            connection.execute("DELETE FROM articles WHERE article = ? AND version = ?", article)


def nights_before(connection: sqlite3.Connection, made_at: str) -> list[int]:
    """Return the numbers of the finished nights that were made before a time, ISO 8601 and in UTC as all of them are."""
    rows = connection.execute("SELECT number FROM runs WHERE finished AND datetime(made_at) < datetime(?) ORDER BY number", (made_at,))
    return [number for (number,) in rows]
