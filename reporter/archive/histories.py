"""From the archive's rows to what is said of nights, stories, claims and passages."""

from __future__ import annotations

import sqlite3

import msgspec

from reporter.schema import Agreement, Failure, Passage
from reporter.schema.archive import (
    ArchivedClaim,
    ArchivedMention,
    ArticleVersion,
    ClaimHistory,
    File,
    Found,
    Lineage,
    Run,
    StoryHistory,
    Told,
)


def runs(connection: sqlite3.Connection) -> tuple[Run, ...]:
    """Return the nights, oldest first."""
    query = """
        SELECT id, made_at, finished, failures, (SELECT count(*) FROM stories WHERE run = number) FROM runs ORDER BY number
    """
    return tuple(
        Run(
            id=id_,
            made_at=made_at,
            finished=bool(finished),
            failures=msgspec.json.decode(failures, type=tuple[Failure, ...]),
            story_count=count,
        )
        for id_, made_at, finished, failures, count in connection.execute(query)
    )


def told(connection: sqlite3.Connection, run: int, story: str) -> Told:
    """Return a story as one night told it."""
    of = (run, story)
    row = connection.execute(
        """
        SELECT id, title, from_, to_, stories.made_at, inputs_sha256, settings_sha256,
            (SELECT count(*) FROM claims WHERE run = number AND claims.story = stories.story),
            (SELECT count(*) FROM findings WHERE run = number AND findings.story = stories.story)
        FROM stories JOIN runs ON number = run WHERE run = ? AND story = ?
        """,
        of,
    ).fetchone()
    articles = connection.execute("SELECT article FROM members WHERE run = ? AND story = ? ORDER BY article", of)
    return Told(
        run=row[0],
        story=story,
        title=row[1],
        from_=row[2],
        to=row[3],
        made_at=row[4],
        inputs_sha256=row[5],
        settings_sha256=row[6],
        claim_count=row[7],
        finding_count=row[8],
        articles=tuple(a for (a,) in articles),
        files=files(connection, run, story),
    )


def files(connection: sqlite3.Connection, run: int, story: str) -> tuple[File, ...]:
    """Return the files of a story's briefing of one night, by path."""
    rows = connection.execute("SELECT path, sha256, byte_count FROM briefings WHERE run = ? AND story = ? ORDER BY path", (run, story))
    return tuple(File(path=path, sha256=sha256, byte_count=count) for path, sha256, count in rows)


def story(connection: sqlite3.Connection, id_: str) -> StoryHistory:
    """Return a story from night to night, with the texts that its articles had in the order of the nights."""
    nights = connection.execute("SELECT run FROM stories WHERE story = ? ORDER BY run", (id_,)).fetchall()
    versions = connection.execute(
        """
        SELECT article, id, articles.sha256, outlet, title, url, published, updated FROM (
            SELECT article, version, min(run) AS run FROM members WHERE story = ? GROUP BY article, version
        ) JOIN articles USING (article, version) JOIN runs ON number = run ORDER BY article, run, version
        """,
        (id_,),
    )
    return StoryHistory(
        story=id_,
        nights=tuple(told(connection, run, id_) for (run,) in nights),
        versions=tuple(
            ArticleVersion(article=a, run=run, sha256=sha256, outlet=outlet, title=title, url=url, published=published, updated=updated)
            for a, run, sha256, outlet, title, url, published, updated in versions
        ),
    )


def claim(connection: sqlite3.Connection, lasting_id: str) -> ClaimHistory:
    """Return a claim from night to night."""
    nights = connection.execute("SELECT run, story FROM claims WHERE lasting_id = ? ORDER BY run, story", (lasting_id,)).fetchall()
    query = "SELECT run, kind, from_id, into_id FROM lineage WHERE {} = ?"
    lineage = {row for end in ("from_id", "into_id") for row in connection.execute(query.format(end), (lasting_id,))}
    return ClaimHistory(
        lasting_id=lasting_id,
        nights=tuple(_claim(connection, run, story, lasting_id) for run, story in nights),
        lineage=tuple(dict.fromkeys(Lineage(kind=kind, from_=from_, into=into) for _, kind, from_, into in sorted(lineage))),
    )


def found(connection: sqlite3.Connection, expression: str, limit: int) -> tuple[Found, ...]:
    """Return passages that an FTS5 expression matches, of one claim one, the latest first."""
    hits: dict[str, Found] = {}
    seen: set[int] = set()
    query = """
        SELECT number, lasting_id, claims.text, night, story, stories.title, outlet, article, first, last, passage
        FROM (SELECT number, article, version, first, last, passages.text AS passage
              FROM words JOIN passages ON number = words.rowid WHERE words MATCH ?)
        JOIN members USING (article, version) JOIN mentions USING (run, story, article, first, last)
        JOIN claims USING (run, story, lasting_id) JOIN stories USING (run, story) JOIN articles USING (article, version)
        JOIN (SELECT number AS run, id AS night FROM runs WHERE finished) USING (run)
        ORDER BY run DESC, number DESC, story, lasting_id
    """
    for number, lasting_id, text, run, story_id, title, outlet, article, first, last, exact in connection.execute(query, (expression,)):
        if len(hits) >= limit:
            break
        if number not in seen:
            seen.add(number)
            passage = Passage(article=article, start=first, end=last, exact=exact)
            hit = Found(lasting_id=lasting_id, text=text, run=run, story=story_id, title=title, outlet=outlet, passage=passage)
            hits.setdefault(lasting_id, hit)
    return tuple(hits.values())


def _claim(connection: sqlite3.Connection, run: int, story: str, lasting_id: str) -> ArchivedClaim:
    of = (run, story, lasting_id)
    id_, night, text, status, agreement = connection.execute(
        """
        SELECT claim, id, text, status, agreement FROM claims JOIN runs ON number = run
        WHERE run = ? AND story = ? AND lasting_id = ?
        """,
        of,
    ).fetchone()
    mentions = connection.execute(
        """
        SELECT article, first, last, text, outlet, sha256, speaker, quoted
        FROM mentions JOIN members USING (run, story, article) JOIN articles USING (article, version)
        WHERE run = ? AND story = ? AND lasting_id = ? ORDER BY published IS NULL, published, article, first, last
        """,
        of,
    )
    return ArchivedClaim(
        lasting_id=lasting_id,
        run=night,
        story=story,
        claim=id_,
        text=text,
        status=status,
        agreement=msgspec.json.decode(agreement, type=Agreement),
        mentions=tuple(
            ArchivedMention(
                article=article,
                start=first,
                end=last,
                exact=whole[first:last],
                outlet=outlet,
                sha256=sha256,
                speaker=speaker,
                quoted=bool(quoted),
            )
            for article, first, last, whole, outlet, sha256, speaker, quoted in mentions
        ),
    )
