"""Reading: nights, stories, claims from night to night, and search. While a writer writes, a reader sees what was committed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from reporter.archive import database, histories, lines
from reporter.archive.query import match_expression
from reporter.errors import ArchiveError, ConfigError
from reporter.schema.archive import ClaimHistory, File, Found, Run, StoryHistory, Told
from reporter.schema.stories import ArticleGist, KnownStory

_LAST_STORIES = """
    SELECT max(run), story, title FROM stories
    WHERE run IN (SELECT number FROM runs WHERE ? IS NULL OR number < ? ORDER BY number DESC LIMIT ?) GROUP BY story ORDER BY story
"""
_GISTS = msgspec.msgpack.Decoder(ArticleGist)


class Kept:
    """An archive open for reading."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def runs(self) -> tuple[Run, ...]:
        """Return the nights, oldest first. Raises ArchiveError."""
        with database.errors_of(self._path):
            return histories.runs(self._connection)

    def told(self, run: str) -> tuple[Told, ...]:
        """Return the stories of a night, sorted by id; none where there is no such night. Raises ArchiveError."""
        with database.errors_of(self._path):
            number = self._number(run)
            stories = self._connection.execute("SELECT story FROM stories WHERE run = ? ORDER BY story", (number,)).fetchall()
            return tuple(histories.told(self._connection, number, story) for (story,) in stories) if number is not None else ()

    def earlier(self, run: str, story: str, articles: Iterable[str]) -> tuple[Path, ...]:
        """Return the JSON briefings of nights before `run` that `followed` is to be given: the story's own latest one first.

        Then the latest ones of the other stories that hold an article of tonight's which the story's own does not hold.

        Raises:
            ArchiveError: one of them is missing or is not as it was recorded.
        """
        with database.errors_of(self._path):
            places: list[tuple[int, str]] = []
            wanted, story = set(map(lines.plain, articles)), lines.plain(story)
            own = self._last_before(run, story)
            if own is not None:
                places.append((own, story))
                wanted -= self._members(own, story)
            others = {other for article in wanted for other in self._stories_with(article)} - {story}
            for other in sorted(others):
                number = self._last_before(run, other)
                if number is not None and wanted & self._members(number, other):
                    places.append((number, other))
            files = [f for place in places for f in histories.files(self._connection, *place) if f.path.endswith(".json")]
        return tuple(self._unchanged(f.path, f.sha256) for f in files)

    def known(self, run: str, nights: int) -> tuple[KnownStory, ...]:
        """Return the stories of the last so many nights before `run`, each as last told, with its articles' gists: for `group.stories`.

        A gist of a version of reporter that kept other things in it is left out: it could not be compared. Raises ArchiveError.
        """
        with database.errors_of(self._path):
            found = []
            for number, story, title in self._last_stories(run, nights):
                gists = self._connection.execute(
                    "SELECT gist FROM members JOIN gists USING (article, version) WHERE run = ? AND story = ? ORDER BY article",
                    (number, story),
                )
                found.append(KnownStory(id=story, title=title, gists=tuple(_gists(gists))))
            return tuple(found)

    def place(self, file: File) -> Path:
        """Return where a recorded file lies, or lay. Raises ArchiveError where that is outside of the archive's folder."""
        return database.lying(self._path, file.path)

    def search(self, words: str, *, limit: int = 20) -> tuple[Found, ...]:
        """Return passages that hold all the words, of one claim one, the latest first. No part of `words` acts as query syntax.

        A part between double quotation marks is looked for as a phrase. Case and accents make no difference.

        Raises:
            ConfigError: there is no word to look for, or too many.
            ArchiveError: the archive cannot be read.
        """
        expression = match_expression(words)
        with database.errors_of(self._path):
            return histories.found(self._connection, expression, limit)

    def story(self, story: str) -> StoryHistory:
        """Return a story from night to night. Raises ConfigError where no id, or more than one, begins so; else ArchiveError."""
        with database.errors_of(self._path):
            return histories.story(self._connection, self._one("story", "stories", "story", story))

    def claim(self, lasting_id: str) -> ClaimHistory:
        """Return a claim from night to night. Raises ConfigError where no id, or more than one, begins so; else ArchiveError."""
        with database.errors_of(self._path):
            return histories.claim(self._connection, self._one("claim", "claims", "lasting_id", lasting_id))

    def export(self) -> Iterator[bytes]:
        """Yield everything as JSON lines, sorted: the same for archives with the same content, in whatever order it came in.

        First the nights, then their stories with claims, mentions and findings, then the articles with each text they had. What is made
        of these, and the hashes, is left out. Raises ArchiveError.
        """
        with database.errors_of(self._path):
            names = dict(self._connection.execute("SELECT number, id FROM runs"))
            for run in lines.runs(self._connection):
                yield lines.encoded({"kind": "run", **run}) + b"\n"
            for number, story in list(lines.stories(self._connection)):
                yield lines.encoded({"kind": "story", "run": names[number], **lines.story(self._connection, number, story)}) + b"\n"
            for article in lines.articles(self._connection):
                yield lines.encoded({"kind": "article", **article}) + b"\n"

    # -- look-ups ---------------------------------------------------------------------

    def _number(self, run: str) -> int | None:
        row = self._connection.execute("SELECT number FROM runs WHERE id = ?", (lines.plain(run),)).fetchone()
        return None if row is None else int(row[0])

    def _last_before(self, run: str, story: str) -> int | None:
        """Return the number of the latest night before `run` that told the story."""
        number = self._number(run)
        query = "SELECT max(run) FROM stories WHERE story = ? AND (? IS NULL OR run < ?)"
        found = self._connection.execute(query, (lines.plain(story), number, number)).fetchone()[0]
        return None if found is None else int(found)

    def _last_stories(self, run: str, nights: int) -> list[tuple[int, str, str]]:
        """Return the stories of the last so many nights before `run`: the number of the latest that told it, its id and title."""
        last = self._number(run)
        return self._connection.execute(_LAST_STORIES, (last, last, nights)).fetchall()

    def _members(self, run: int, story: str) -> set[str]:
        return {a for (a,) in self._connection.execute("SELECT article FROM members WHERE run = ? AND story = ?", (run, story))}

    def _stories_with(self, article: str) -> list[str]:
        return [s for (s,) in self._connection.execute("SELECT DISTINCT story FROM members WHERE article = ?", (article,))]

    def _unchanged(self, name: str, sha256: str) -> Path:
        """Return the path of a recorded file. Raises ArchiveError where it is missing or was changed."""
        path = database.lying(self._path, name)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ArchiveError(f"archive {self._path}: its briefing {path} cannot be read ({error.strerror}); put it back") from error
        if lines.sha256(data) != sha256:
            raise ArchiveError(
                f"archive {self._path}: its briefing {path} was changed since it was recorded; put back the one of that night"
            )
        return path

    def _one(self, what: str, table: str, column: str, beginning: str) -> str:
        """Return the one id that begins so. Raises ConfigError where none does, or several."""
        beginning = lines.plain(beginning)
        found = self._connection.execute(
            f"SELECT DISTINCT {column} FROM {table} WHERE {column} >= ? AND {column} < ? ORDER BY {column} LIMIT 4",  # noqa: S608 - named here
            (beginning, beginning + "\U0010ffff"),
        ).fetchall()
        names = [name for (name,) in found]
        if beginning in names:
            return beginning
        if len(names) != 1:
            told = f"several {what} ids begin so: {', '.join(names)}" if names else f"no {what} of that id"
            raise ConfigError(f"archive {self._path}: {beginning!r}: {told}; `reporter archive search` shows ids")
        return str(names[0])


def _gists(rows: Iterable[tuple[bytes]]) -> Iterator[ArticleGist]:
    for (gist,) in rows:
        try:
            yield _GISTS.decode(gist)
        except msgspec.ValidationError:  # of another version
            continue


@contextmanager
def reading(path: Path, *, wait_seconds: float = 10.0) -> Iterator[Kept]:
    """Open the archive at `path` for reading; one of an earlier version is brought up to date first.

    Raises:
        ArchiveError: there is none, or it is locked, damaged, no archive, or of a later version.
    """
    if not database.is_current(path, wait_seconds):
        with database.writer(path, wait_seconds):
            pass
    with database.reader(path, wait_seconds) as connection:
        yield Kept(connection, path)
