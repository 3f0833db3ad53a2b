-- An archive of the first version: its tables as they were made then, and what one night recorded. Never to be changed.
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
PRAGMA application_id = 1919250481;
PRAGMA user_version = 1;
INSERT INTO runs VALUES (1, '2026-11-21', '2026-11-21T03:00:00Z', 1, '[]', 'c498b236c4024c6c45a1d5a29a413de9f55403446df9dec3c5fbfd6c30067f10');
INSERT INTO articles VALUES ('ferry-post', 'a72ac40a6d23f6e557a523a71149fe6b', '063d4a0084796d06369bba51789715dd48ca07802f981bba8aa35c4f0f283842', 'Coast Post', NULL, NULL, NULL, NULL, NULL, NULL, 'A ferry ran aground off Sund at dawn. ');
INSERT INTO stories VALUES (1, 'ferry', 'ferry', NULL, NULL, '2026-11-21T03:00:00Z', '1111111111111111111111111111111111111111111111111111111111111111', '5555555555555555555555555555555555555555555555555555555555555555', 'e2a94bc43a9ffe36a51a1f0962af9228735ca780b319987993cd7e0f8e85614d');
INSERT INTO briefings VALUES (1, 'ferry', '2026-11-21/ferry.json', 'ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356', 3);
INSERT INTO members VALUES (1, 'ferry', 'ferry-post', 'a72ac40a6d23f6e557a523a71149fe6b');
INSERT INTO claims VALUES (1, 'ferry', '32a8582c180f3c2c', '18ca5d1b98d7', 'A ferry ran aground', 'one-outlet', '{"outlet_count_min":1,"outlet_count":1,"outlet_total":1,"origin_count_min":1,"origin_count_max":1,"origin_total_min":2,"origin_total_max":3}');
INSERT INTO mentions VALUES (1, 'ferry', '32a8582c180f3c2c', 'ferry-post', 0, 37, NULL, 0);
INSERT INTO passages VALUES (1, 'ferry-post', 'a72ac40a6d23f6e557a523a71149fe6b', 0, 37, 'A ferry ran aground off Sund at dawn.');
INSERT INTO words (words) VALUES ('rebuild');
