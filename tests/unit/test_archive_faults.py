"""What goes wrong with an archive: it is told, and nothing that was recorded before is lost."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import msgspec
import pytest

from reporter import archive
from reporter.archive import database, layout, seal
from reporter.errors import ArchiveError
from tests.archives import ferry, recorded, written

ONE, TWO = "2026-11-22", "2026-11-23"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reports" / "archive.sqlite"


def stories(path: Path) -> list[tuple[str, str]]:
    with archive.reading(path, wait_seconds=0.1) as kept:
        return [(r.id, t.story) for r in kept.runs() for t in kept.told(r.id)]


def unsealed(path: Path) -> None:
    """Take the seal off, so that what is inside has to be looked at."""
    seal.broken(path)


# -- opening --------------------------------------------------------------------------


def test_there_is_none(path: Path):
    with pytest.raises(ArchiveError, match="there is none") as told, archive.reading(path):
        pass
    assert told.value.exit_code == 5
    assert not path.exists()


@pytest.mark.parametrize("content", [b"no archive at all, but a text\n" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_no_database(path: Path, content: bytes):
    path.parent.mkdir()
    path.write_bytes(content)
    for opened in (archive.reading, archive.writing):
        with pytest.raises(ArchiveError, match=r"is no archive of reporter|is damaged"), opened(path):
            pass
    with pytest.raises(ArchiveError):
        archive.verify(path)
    assert path.read_bytes() == content


def test_another_programs_database(path: Path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE notes (text)")
    before = path.read_bytes()
    for opened in (archive.reading, archive.writing):
        with pytest.raises(ArchiveError, match="another program's file"), opened(path):
            pass
    assert path.read_bytes() == before


def test_a_later_version(path: Path):
    recorded(path, ONE, [ferry(1)])
    with closing(sqlite3.connect(path)) as later:
        later.execute(f"PRAGMA user_version = {len(layout.VERSIONS) + 1}")
    for opened in (archive.reading, archive.writing):
        with pytest.raises(ArchiveError, match="made by a newer reporter"), opened(path):
            pass


def test_rows_of_another_version(path: Path):
    recorded(path, ONE, [ferry(1)])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE claims SET agreement = '{}'")
    with archive.reading(path) as kept:
        (hit,) = kept.search("owner")
        with pytest.raises(ArchiveError, match="another version of reporter"):
            kept.claim(hit.lasting_id)


def test_a_folder_in_its_place(path: Path):
    path.mkdir(parents=True)
    with pytest.raises(ArchiveError, match="cannot be"), archive.writing(path):
        pass


def test_a_file_where_its_folder_should_be(path: Path):
    path.parent.write_text("")
    with pytest.raises(ArchiveError, match="cannot be written"), archive.writing(path):
        pass


# -- locked ---------------------------------------------------------------------------


def test_a_writer_beside_a_writer_is_told(path: Path):
    recorded(path, ONE, [ferry(1)])
    told = archive.followed(ferry(2), [], TWO)
    with archive.writing(path, wait_seconds=0.05) as keeper:
        keeper.begin(TWO, "2026-11-23T03:00:00Z")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(ArchiveError, match="is locked by another program"):
                keeper.record(TWO, told, written(path.parent, TWO, told))
            other.execute("ROLLBACK")
        assert keeper.told(TWO) == ()
        keeper.record(TWO, told, written(path.parent, TWO, told))
        keeper.finish(TWO)
    assert stories(path) == [(ONE, "ferry"), (TWO, "ferry")]


def test_readers_read_while_a_writer_writes_and_see_what_is_committed(path: Path):
    recorded(path, ONE, [ferry(1)])
    told = archive.followed(ferry(2), [], TWO)
    with archive.writing(path) as keeper:
        keeper.begin(TWO, "2026-11-23T03:00:00Z")
        assert stories(path) == [(ONE, "ferry")]
        keeper.record(TWO, told, written(path.parent, TWO, told))
        assert stories(path) == [(ONE, "ferry"), (TWO, "ferry")]
        keeper.finish(TWO)


def test_while_somebody_reads_the_archive_is_not_sealed_and_whole_all_the_same(path: Path):
    recorded(path, ONE, [ferry(1)])
    with archive.reading(path) as kept:
        before = list(kept.export())
        recorded(path, TWO, [ferry(2)])
        assert seal.holds(path) is None
        assert len(list(kept.export())) > len(before)
    assert archive.verify(path) == ()
    with archive.writing(path):
        pass
    assert seal.holds(path)
    assert stories(path) == [(ONE, "ferry"), (TWO, "ferry")]


def test_an_error_inside_leaves_it_unsealed_with_what_was_recorded(path: Path):
    recorded(path, ONE, [ferry(1)], finish=False)
    with pytest.raises(ArchiveError, match="was not begun"), archive.writing(path) as keeper:
        keeper.finish(TWO)
    assert seal.holds(path) is None
    assert stories(path) == [(ONE, "ferry")]


# -- no room, no right ----------------------------------------------------------------


def test_a_full_disk(path: Path):
    recorded(path, ONE, [ferry(1)])
    with archive.writing(path) as keeper:
        keeper.begin(TWO, "2026-11-23T03:00:00Z")
        pages = keeper._connection.execute("PRAGMA page_count").fetchone()[0]
        keeper._connection.execute(f"PRAGMA max_page_count = {pages}")  # as if the disk had no room for one more
        big = [archive.followed(ferry(2, story=f"ferry-{n}"), [], TWO) for n in range(40)]

        def record_all() -> None:
            for story in big:
                keeper.record(TWO, story, written(path.parent, TWO, story))

        with pytest.raises(ArchiveError, match="the disk is full"):
            record_all()
        assert len(keeper.told(TWO)) < len(big)
        keeper._connection.execute("PRAGMA max_page_count = 1000000")  # room was made
        record_all()
        keeper.finish(TWO)
    assert len(stories(path)) == 41
    assert archive.verify(path) == ()


_OPEN = """
    import os, sys
    from pathlib import Path
    from reporter import archive
    from reporter.errors import ArchiveError
    if os.geteuid() == 0:
        os.setuid(65534)  # root may write anywhere
    try:
        with getattr(archive, sys.argv[2])(Path(sys.argv[1])) as kept:
            print(len(kept.runs()), "nights")
    except ArchiveError as error:
        print(error)
"""


def opened_by_nobody(path: Path, how: str) -> str:
    """Open an archive in a process without root's rights; return what it said."""
    command = [sys.executable, "-c", textwrap.dedent(_OPEN), str(path), how]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, timeout=60).stdout


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that everybody may enter, which pytest's own is not."""
    folder = Path("/tmp") / f"archive-{os.getpid()}-{random.getrandbits(40)}"
    folder.mkdir(mode=0o755)
    yield folder
    for place in (folder, *folder.rglob("*")):
        place.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_is_read_only(open_to_all: Path):
    path = open_to_all / "archive.sqlite"
    recorded(path, ONE, [ferry(1)])
    path.chmod(0o444)
    open_to_all.chmod(0o555)
    assert opened_by_nobody(path, "reading") == "1 nights\n"  # a sealed archive can be read anywhere
    assert "cannot be written" in opened_by_nobody(path, "writing")
    assert "cannot be" in opened_by_nobody(open_to_all / "none.sqlite", "writing")
    assert archive.verify(path) == ()


# -- killed ---------------------------------------------------------------------------

_WRITE = """
    import os, signal, sys
    sys.path.insert(0, ".")
    from pathlib import Path
    from reporter import archive
    from tests.archives import ferry, written
    path, kill_after = Path(sys.argv[1]), int(sys.argv[2])
    count = 0
    def trace(statement):
        global count
        count += 1
        if count == kill_after:
            os.kill(os.getpid(), signal.SIGKILL)
    with archive.writing(path) as keeper:
        keeper._connection.set_trace_callback(trace)
        keeper.begin("2026-11-22", "2026-11-22T03:00:00Z")
        done = {t.story for t in keeper.told("2026-11-22")}
        keeper.repair("2026-11-22", path.parent / "2026-11-22")
        for story in (ferry(1, story=name) for name in ("a", "b", "c")):
            if story.story.id not in done:
                told = archive.followed(story, [], "2026-11-22")
                keeper.record("2026-11-22", told, written(path.parent, "2026-11-22", told))
        keeper.finish("2026-11-22")
    print(count)
"""


def write(path: Path, kill_after: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", textwrap.dedent(_WRITE), str(path), str(kill_after)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=60)


def test_a_writer_killed_at_any_statement_goes_on_to_the_same_bytes(tmp_path: Path):
    whole = tmp_path / "whole" / "archive.sqlite"
    done = write(whole, 0)
    assert done.returncode == 0, done.stderr
    statements = int(done.stdout)
    assert statements > 100
    path = tmp_path / "killed" / "archive.sqlite"
    for kill_after in sorted(random.Random(8).sample(range(1, statements), 12)):
        shutil.rmtree(path.parent, ignore_errors=True)
        assert write(path, kill_after).returncode == -signal.SIGKILL
        with contextlib.suppress(ArchiveError):  # killed before there were tables
            assert archive.verify(path) == ()
        again = write(path, 0)
        assert again.returncode == 0, again.stderr
        assert path.read_bytes() == whole.read_bytes(), f"killed after {kill_after} of {statements} statements"
        assert archive.verify(path) == ()


def test_what_a_killed_sealing_left_is_cleared(path: Path):
    recorded(path, ONE, [ferry(1)])
    whole = path.read_bytes()
    for beside in ("", "-journal", "-wal", "-shm"):
        (path.parent / f"archive.sqlite.1.packed{beside}").write_bytes(b"half")
    seal.beside(path).unlink()
    with archive.writing(path) as keeper:
        keeper.begin(ONE, "2026-11-22T03:00:00Z")
        keeper.finish(ONE)
    assert path.read_bytes() == whole
    assert sorted(p.name for p in path.parent.iterdir()) == [ONE, "archive.sqlite", "archive.sqlite.sha256"]


def test_a_writer_that_comes_while_another_seals_does_no_harm(path: Path, monkeypatch: pytest.MonkeyPatch):
    recorded(path, ONE, [ferry(1)])
    came = []

    def writer_comes(file: Path) -> None:
        if not file.name.endswith(".packed"):
            return
        with pytest.raises(ArchiveError, match="locked by another program"), archive.writing(path, wait_seconds=0.01):
            pass
        came.append(True)

    monkeypatch.setattr(seal, "_to_disk", writer_comes)
    recorded(path, TWO, [ferry(2)])
    assert came
    assert stories(path) == [(ONE, "ferry"), (TWO, "ferry")]
    assert seal.holds(path)


def test_who_opens_the_archive_before_its_seal_is_there_finds_it_unsealed(path: Path, monkeypatch: pytest.MonkeyPatch):
    recorded(path, ONE, [ferry(1)])
    put = seal._put
    with contextlib.ExitStack() as opened:

        def opened_before(place: Path, told: bytes) -> None:
            other = opened.enter_context(closing(sqlite3.connect(path, isolation_level=None)))
            other.execute("SELECT count(*) FROM runs").fetchone()
            put(place, told)

        monkeypatch.setattr(seal, "_put", opened_before)
        recorded(path, TWO, [ferry(2)])
        assert seal.holds(path) is None


def test_what_else_cannot_be_decoded_while_it_is_open_is_not_blamed_on_it(path: Path):
    with pytest.raises(msgspec.DecodeError), archive.writing(path):
        msgspec.json.decode(b"{")


def test_what_is_not_the_packed_archive_never_takes_its_place(path: Path, monkeypatch: pytest.MonkeyPatch):
    recorded(path, ONE, [ferry(1)])
    monkeypatch.setattr(seal, "_marks", lambda connection: connection.execute("PRAGMA database_list").fetchone()[2])
    with pytest.raises(ArchiveError, match="is not what was packed"):
        recorded(path, TWO, [ferry(2)])
    assert stories(path) == [(ONE, "ferry"), (TWO, "ferry")]


def test_an_archive_that_cannot_be_opened_keeps_its_seal(path: Path):
    recorded(path, ONE, [ferry(1)])
    path.write_bytes(b"x" + path.read_bytes()[1:])
    with pytest.raises(ArchiveError), archive.writing(path):
        pass
    assert seal.holds(path) is False


def test_a_seal_that_another_writer_put_back_does_not_outlast_what_is_written(path: Path):
    recorded(path, ONE, [ferry(1)])
    was = seal.beside(path).read_bytes()
    with archive.writing(path) as keeper:
        seal.beside(path).write_bytes(was)
        keeper.begin(TWO, "2026-11-23T03:00:00Z")
    assert seal.holds(path) is None  # the night is not finished


# -- places outside of its folder -----------------------------------------------------


@pytest.mark.parametrize("absolute", [False, True])
def test_files_outside_of_its_folder_are_neither_read_nor_removed(path: Path, tmp_path: Path, absolute: bool):
    recorded(path, ONE, [ferry(1)])
    victim = tmp_path / "victim.json"
    victim.write_text("{}", "utf-8")
    name = str(victim) if absolute else "../victim.json"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE briefings SET path = ? WHERE path LIKE '%.json'", (name,))
    with archive.writing(path) as keeper:
        (told,) = keeper.told(ONE)
        place = next(file for file in told.files if file.path == name)
        for outside in (lambda: keeper.earlier(TWO, "ferry", []), lambda: keeper.forget("2026-12-01"), lambda: keeper.place(place)):
            with pytest.raises(ArchiveError, match="outside of its folder"):
                outside()
    assert victim.exists()
    assert stories(path) == [(ONE, "ferry")]
    assert "it was not looked at" in next(f.reason for f in archive.verify(path) if f.what == name)


# -- verify ---------------------------------------------------------------------------


def test_a_flipped_byte_anywhere_is_found(path: Path):
    recorded(path, ONE, [ferry(1), ferry(1, story="other")])
    whole = path.read_bytes()
    assert archive.verify(path) == ()
    for at in random.Random(4).sample(range(len(whole)), 40):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :])
        try:
            found = archive.verify(path)
        except ArchiveError:  # its head says that it is no archive
            continue
        assert found, f"byte {at}"
    path.write_bytes(whole)
    assert archive.verify(path) == ()


def test_an_archive_at_work_is_not_faulty(path: Path):
    recorded(path, ONE, [ferry(1)], finish=False)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # a night that writes
        assert archive.verify(path, wait_seconds=0.01) == ()
        other.execute("ROLLBACK")
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ArchiveError, match="is locked"):
            archive.verify(path, wait_seconds=0.01)


def test_verify_opens_an_archive_only_for_reading(path: Path, monkeypatch: pytest.MonkeyPatch):
    recorded(path, ONE, [ferry(1)])
    unsealed(path)  # so that the search is looked at too
    modes = []
    connect = database._connect

    def connected(file: Path, mode: str, wait_seconds: float) -> sqlite3.Connection:
        modes.append(mode)
        return connect(file, mode, wait_seconds)

    monkeypatch.setattr(database, "_connect", connected)
    assert archive.verify(path) == ()
    assert modes == ["ro"]


def test_an_archive_of_an_earlier_version_is_not_called_damaged(path: Path):
    first_version(path)
    with pytest.raises(ArchiveError, match="of version 1, made by an earlier reporter"):
        archive.verify(path)


def test_a_passage_of_another_version_does_not_hide_a_missing_one(path: Path):
    recorded(path, ONE, [ferry(1)])
    recorded(path, TWO, [ferry(2)])
    unsealed(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        both = "SELECT max(number) FROM passages GROUP BY article, first, last HAVING count(*) > 1"
        assert other.execute(both).fetchall()
        other.execute(f"DELETE FROM passages WHERE number IN ({both})")
    assert any("is not searched" in f.reason for f in archive.verify(path))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE claims SET text = text || '.' WHERE lasting_id = (SELECT min(lasting_id) FROM claims)", "story ferry of night 2026-11-22"),
        ("UPDATE mentions SET last = last - 1 WHERE article = 'ferry-post'", "story ferry of night 2026-11-22"),
        ("UPDATE findings SET severity = 'note'", "story ferry of night 2026-11-22"),
        ("DELETE FROM findings WHERE rule = 'single-outlet'", "story ferry of night 2026-11-22"),
        ("DELETE FROM claims WHERE text = 'No lights'", "story ferry of night 2026-11-22"),
        ("UPDATE stories SET title = 'Other'", "story ferry of night 2026-11-22"),
        ("UPDATE articles SET text = replace(text, '12', '13') WHERE article = 'ferry-post'", "article ferry-post"),
        ("UPDATE articles SET published = '2020-01-01' WHERE article = 'ferry-mail'", "article ferry-mail"),
        ("UPDATE runs SET made_at = '2020-01-01'", "night 2026-11-22"),
        ("UPDATE passages SET text = 'other'", "article ferry-mail"),
        ("DELETE FROM passages WHERE number = 1", "article ferry-mail"),
        ("DELETE FROM words WHERE rowid = 1", "archive.sqlite"),
        ("DELETE FROM articles WHERE article = 'ferry-mail'", "archive.sqlite"),
    ],
)
def test_a_row_that_is_not_as_recorded_is_found(path: Path, change: str, what: str):
    recorded(path, ONE, [ferry(1)])
    unsealed(path)
    assert archive.verify(path) == ()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:  # foreign keys are off: as a bad program would
        other.execute(change)
    assert what in {f.what for f in archive.verify(path)}


def test_a_briefing_that_is_missing_or_changed_is_found(path: Path):
    recorded(path, ONE, [ferry(1)])
    (path.parent / ONE / "ferry.md").unlink()
    file = path.parent / ONE / "ferry.json"
    file.write_bytes(file.read_bytes()[:-1])
    assert [(f.what, f.reason) for f in archive.verify(path)] == [
        (f"{ONE}/ferry.json", "is not as it was recorded"),
        (f"{ONE}/ferry.md", "cannot be read (No such file or directory)"),
    ]


def test_a_row_that_was_half_written_is_found(path: Path):
    """A page that a power cut left half written."""
    recorded(path, ONE, [ferry(1)])
    unsealed(path)
    with closing(sqlite3.connect(path)) as other:
        (page,) = other.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'claims'").fetchone()
        (size,) = other.execute("PRAGMA page_size").fetchone()
    data = bytearray(path.read_bytes())
    middle = page * size - size // 2
    data[middle : page * size] = bytes(size // 2)
    path.write_bytes(bytes(data))
    assert archive.verify(path)


# -- earlier versions -----------------------------------------------------------------


def first_version(path: Path) -> None:
    """Make an archive as the first version did: its script as it was, and rows of one night."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        old.executescript((Path(__file__).parent / "archive_version_1.sql").read_text("utf-8"))


def test_an_archive_of_the_first_version_opens_with_all_it_holds(path: Path):
    first_version(path)
    with closing(sqlite3.connect(path)) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (1,)
        assert old.execute("SELECT count(*) FROM sqlite_schema WHERE name IN ('lineage', 'gists')").fetchone() == (0,)
    with archive.reading(path) as kept:
        history = kept.story("ferry")
        assert [(n.run, n.claim_count) for n in history.nights] == [("2026-11-21", 1)]
        (hit,) = kept.search("aground")
        assert kept.claim(hit.lasting_id).nights[0].mentions[0].exact == "A ferry ran aground off Sund at dawn."
        assert kept.claim(hit.lasting_id).lineage == ()
    with closing(sqlite3.connect(path)) as new:
        assert new.execute("PRAGMA user_version").fetchone() == (len(layout.VERSIONS),)
    assert [f.what for f in archive.verify(path)] == ["2026-11-21/ferry.json"]  # its file lies elsewhere
    told = archive.followed(ferry(1), [], ONE)
    with archive.writing(path) as keeper:
        keeper.begin(ONE, "2026-11-22T03:00:00Z")
        keeper.record(ONE, told, written(path.parent, ONE, told))
        keeper.finish(ONE)
    assert stories(path) == [("2026-11-21", "ferry"), (ONE, "ferry")]


def test_a_migrated_archive_has_the_tables_of_a_new_one(path: Path, tmp_path: Path):
    first_version(path)
    with archive.reading(path):
        pass
    recorded(tmp_path / "new" / "archive.sqlite", ONE, [])
    tables = []
    for file in (path, tmp_path / "new" / "archive.sqlite"):
        with closing(sqlite3.connect(file)) as connection:
            tables.append(connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall())
    assert tables[0] == tables[1]


@pytest.mark.parametrize("opened", [archive.writing, archive.reading])
def test_a_migrated_archive_is_sealed_anew(path: Path, opened: Callable[[Path], AbstractContextManager[object]]):
    first_version(path)
    seal.beside(path).write_text(f"{'0' * 64}  archive.sqlite\n")  # that of the earlier bytes
    with opened(path):
        pass
    assert seal.holds(path)


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch):
    first_version(path)
    monkeypatch.setattr(database, "VERSIONS", (*layout.VERSIONS, "CREATE TABLE broken (;"))
    with pytest.raises(ArchiveError, match="cannot be used"), archive.writing(path):
        pass
    monkeypatch.undo()
    with closing(sqlite3.connect(path)) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (1,)
        assert old.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'gists'").fetchone() == (0,)
