"""The tables of the archive, as they were made: one script a version, applied in order, never changed afterwards.

No row has a number that says when it came in, but for nights and searched passages, which come in an order of their own: so an archive
is the same whatever order a night's stories were recorded in.
"""

from __future__ import annotations

APPLICATION_ID = 0x72657031  # "rep1": tells the file from other SQLite files

VERSIONS = (
    """
    CREATE TABLE runs (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, made_at TEXT NOT NULL, finished INTEGER NOT NULL, failures TEXT NOT NULL,
        sha256 TEXT NOT NULL
    ) STRICT;

    CREATE TABLE articles (
        article TEXT NOT NULL, version TEXT NOT NULL, sha256 TEXT NOT NULL, outlet TEXT NOT NULL, title TEXT, url TEXT, byline TEXT,
        published TEXT, updated TEXT, language TEXT, text TEXT NOT NULL,
        PRIMARY KEY (article, version)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE stories (
        run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, story TEXT NOT NULL, title TEXT NOT NULL, from_ TEXT, to_ TEXT,
        made_at TEXT NOT NULL, inputs_sha256 TEXT NOT NULL, settings_sha256 TEXT NOT NULL, sha256 TEXT NOT NULL,
        PRIMARY KEY (run, story)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX stories_by_story ON stories (story, run);

    CREATE TABLE briefings (
        run INTEGER NOT NULL, story TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, byte_count INTEGER NOT NULL,
        PRIMARY KEY (run, story, path),
        FOREIGN KEY (run, story) REFERENCES stories ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE members (
        run INTEGER NOT NULL, story TEXT NOT NULL, article TEXT NOT NULL, version TEXT NOT NULL,
        PRIMARY KEY (run, story, article),
        FOREIGN KEY (run, story) REFERENCES stories ON DELETE CASCADE,
        FOREIGN KEY (article, version) REFERENCES articles
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX members_by_article ON members (article, version);

    CREATE TABLE claims (
        run INTEGER NOT NULL, story TEXT NOT NULL, lasting_id TEXT NOT NULL, claim TEXT NOT NULL, text TEXT NOT NULL, status TEXT NOT NULL,
        agreement TEXT NOT NULL,
        PRIMARY KEY (run, story, lasting_id),
        FOREIGN KEY (run, story) REFERENCES stories ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX claims_by_lasting_id ON claims (lasting_id);

    CREATE TABLE mentions (
        run INTEGER NOT NULL, story TEXT NOT NULL, lasting_id TEXT NOT NULL, article TEXT NOT NULL, first INTEGER NOT NULL,
        last INTEGER NOT NULL, speaker TEXT, quoted INTEGER NOT NULL,
        PRIMARY KEY (run, story, lasting_id, article, first, last),
        FOREIGN KEY (run, story, lasting_id) REFERENCES claims ON DELETE CASCADE,
        FOREIGN KEY (run, story, article) REFERENCES members ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX mentions_by_place ON mentions (run, story, article, first, last);

    CREATE TABLE findings (
        run INTEGER NOT NULL, story TEXT NOT NULL, finding TEXT NOT NULL, rule TEXT NOT NULL, kind TEXT, severity TEXT NOT NULL,
        message TEXT NOT NULL, claims TEXT NOT NULL,
        PRIMARY KEY (run, story, finding),
        FOREIGN KEY (run, story) REFERENCES stories ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE passages (
        number INTEGER PRIMARY KEY, article TEXT NOT NULL, version TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (article, version, first, last),
        FOREIGN KEY (article, version) REFERENCES articles
    ) STRICT;
    CREATE VIRTUAL TABLE words USING fts5 (
        text, content = 'passages', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
    );
    """,
    # Claims that were divided or became one; what grouping made of an article, for the next night.
    """
    CREATE TABLE lineage (
        run INTEGER NOT NULL, story TEXT NOT NULL, kind TEXT NOT NULL, from_id TEXT NOT NULL, into_id TEXT NOT NULL,
        PRIMARY KEY (run, story, kind, from_id, into_id),
        FOREIGN KEY (run, story) REFERENCES stories ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX lineage_by_from ON lineage (from_id);
    CREATE INDEX lineage_by_into ON lineage (into_id);

    CREATE TABLE gists (
        article TEXT NOT NULL, version TEXT NOT NULL, gist BLOB NOT NULL, sha256 TEXT NOT NULL,
        PRIMARY KEY (article, version),
        FOREIGN KEY (article, version) REFERENCES articles ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    """,
)
