"""The page over a folder of briefings."""

from __future__ import annotations

import html
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from reporter import once, overview
from reporter.errors import InputError, RenderError
from reporter.schema import Briefing
from tests.briefings import empty, harbour, hostile, one_origin, one_outlet, outlets
from tests.terminals import run


def dated(briefing: Briefing, at: str) -> Briefing:
    return structs.replace(briefing, provenance=structs.replace(briefing.provenance, made_at=at))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three days, of which the second has two stories."""
    written = tmp_path / "reports"
    once.write(dated(one_origin(), "2026-11-22T03:00:00Z"), ["json", "html"], written)
    once.write(dated(outlets(5), "2026-11-21T23:00:00Z"), ["json", "html", "md", "csv"], written)
    once.write(dated(harbour(), "2026-11-21T02:00:00Z"), ["json", "html"], written / "night")
    once.write(dated(one_outlet(), "2026-11-20T02:00:00Z"), ["json"], written)
    return written


def titles(page: str) -> list[str]:
    return re.findall(r"<h[23][^>]*>(?:<a [^>]*>)?(?:<bdi>)?([^<]+)", page)


def test_the_newest_day_first_and_of_a_day_the_gravest(folder: Path):
    made = overview.write(folder)
    assert (made.path, made.failures) == (folder / "index.html", ())
    page = made.path.read_text("utf-8")
    assert titles(page) == [
        "22 Nov 2026",
        "Airport of Sund closed",
        "21 Nov 2026",
        "Harbour bridge in Port Elva to close",
        "Flood near Kellwick, 5 outlets",
        "20 Nov 2026",
        "Lighthouse on Tarn",
    ]
    assert "▲ <b>2</b> grave</span>, <b>1</b> to check, <b>4</b> notes; 1 thing could not be done" in page
    assert page.count('<p class="cnt">Nothing found to check') == 2
    assert "4 briefings" in page


def test_links_lead_to_what_is_there(folder: Path):
    page = overview.write(folder).path.read_text("utf-8")
    links = [link for link in re.findall(r'href="([^"]+)"', page) if not link.startswith("#")]
    assert links
    for link in links:
        file, _, anchor = link.partition("#")
        target = folder / file
        assert target.is_file()
        assert not anchor or f'id="{anchor}"' in target.read_text("utf-8")
    assert "./night/harbour-bridge-in-port-elva-to-close.html#f-" in page
    assert 'href="./lighthouse-on-tarn.json"' in page  # the only file of it


def test_made_again_it_is_the_same(folder: Path):
    first = overview.write(folder).path.read_bytes()
    assert overview.write(folder).path.read_bytes() == first


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("broken.json", b'{"schema_version": "1.0", "sto', "not JSON"),
        ("empty.json", b"", "not JSON"),
        ("foreign.json", b'{"name": "left-pad"}', "no briefing as reporter writes it"),
        ("list.json", b"[1, 2]", "no briefing as reporter writes it"),
        ("newer.json", b'{"schema_version": "9.0"}', "schema_version '9.0' is not known"),
        ("bytes.json", b"\xff\xfe\x00", "not JSON"),
        ("deep.json", b"[" * 200_000, "not JSON|no briefing"),
    ],
)
def test_what_is_no_briefing_is_named_and_not_fatal(
    folder: Path, capfd: pytest.CaptureFixture[str], name: str, content: bytes, reason: str
):
    (folder / name).write_bytes(content)
    code, out, err = run(capfd, "index", folder)
    assert (code, out) == (7, f"{folder / 'index.html'}\n")
    assert re.match(rf"reporter: {name}: .*({reason})", err)
    page = html.unescape((folder / "index.html").read_text("utf-8"))
    assert "1 file could not be read" in page
    assert re.search(rf"<b><bdi>{name}</bdi>:</b> <bdi>[^<]*({reason})", page)
    assert len(titles(page)) == 8


def test_a_briefing_that_contradicts_itself_is_named(folder: Path):
    lost: dict[str, Any] = json.loads((folder / "lighthouse-on-tarn.json").read_bytes())
    lost["claims"][0]["mentions"][0]["article"] = "away"
    (folder / "lost.json").write_text(json.dumps(lost), "utf-8")
    assert [f.what for f in overview.write(folder).failures] == ["lost.json"]


def test_hidden_files_are_left_out(folder: Path):
    (folder / ".cache").mkdir()
    (folder / ".cache" / "x.json").write_text("{}")
    (folder / ".x.json").write_text("{}")
    assert overview.write(folder).failures == ()


def test_a_link_in_a_circle_ends(folder: Path):
    (folder / "again").symlink_to(folder, target_is_directory=True)
    (folder / "gone.json").symlink_to(folder / "nowhere")
    made = overview.write(folder)
    assert [f.what for f in made.failures] == ["gone.json"]
    assert made.path.read_text("utf-8").count("<h3>") == 4


@pytest.mark.parametrize("content", [None, "{}"])
def test_a_folder_without_a_briefing(tmp_path: Path, capfd: pytest.CaptureFixture[str], content: str | None):
    if content:
        (tmp_path / "x.json").write_text(content)
    code, out, err = run(capfd, "index", tmp_path)
    assert (code, out) == (3, "")
    assert "no briefing in it" in err
    assert not (tmp_path / "index.html").exists()


def test_no_folder(tmp_path: Path):
    with pytest.raises(InputError, match="cannot be read"):
        overview.write(tmp_path / "away")


def test_a_page_that_cannot_be_written(folder: Path):
    (folder / "index.html").mkdir()
    with pytest.raises(RenderError, match=r"index\.html: cannot be written"):
        overview.write(folder)


@pytest.mark.parametrize("at", ["", "soon", "0001-01-01T00:00:00+23:00"])
def test_a_briefing_without_a_usable_date_comes_last(folder: Path, at: str):
    once.write(dated(empty(), at), ["json"], folder)
    assert titles(overview.write(folder).path.read_text("utf-8"))[-2:] == ["No date", "Nothing to compare"]


def test_file_names_are_addresses_and_nothing_else(tmp_path: Path):
    name = 'javascript:alert(1)//"><script>&amp; #?%20\u202e'.replace("/", "")
    (tmp_path / f"{name}.json").write_bytes(once.rendered(one_outlet(), "json"))
    (tmp_path / f"{name}.html").write_bytes(b"")
    odd = os.fsencode(tmp_path) + b"/\xff.json"
    Path(os.fsdecode(odd)).write_bytes(once.rendered(hostile("<script>alert(1)</script>"), "json"))
    page = overview.write(tmp_path).path.read_text("utf-8")
    links = [link for link in re.findall(r'href="([^"]*)"', page) if not link.startswith("#")]
    assert links
    assert not [link for link in links if not re.fullmatch(r"\./[\w.%~-]+(#[\w-]+)?", link, re.ASCII)]
    assert page.count("<script>") == 1


def test_a_nights_folder_has_a_page_of_its_own(folder: Path, capfd: pytest.CaptureFixture[str]):
    (folder / "run.json").write_text('{"run": "2026-11-22", "made_at": "2026-11-22T03:00:00Z", "stories": []}')
    code, out, err = run(capfd, "index", folder)
    assert (code, out) == (3, "")
    assert "reporter nightly" in err
    assert not (folder / "index.html").exists()
    (folder / "run.json").write_text("[1]")  # somebody else's
    assert [f.what for f in overview.write(folder).failures] == ["run.json"]
