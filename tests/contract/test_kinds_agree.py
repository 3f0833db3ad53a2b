"""The example's five articles, whatever kind of file they come in, give the same claims and statuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import reporter
from reporter.config import Config, Models
from reporter.schema import Briefing
from tests import kinds
from tests.conftest import EXAMPLE_AT
from tests.kinds import Piece
from tests.web import running, settings

_CONFIG = Config(models=Models(matcher="lexical"))  # quick; what was read is the question
_ONE_BY_ONE: dict[str, Callable[[Piece], bytes]] = {
    "txt": lambda p: p.text.encode(),
    "html": kinds.page,
    "docx": kinds.docx,
    "pdf": kinds.pdf,
    "eml": kinds.eml,
    "mhtml": kinds.mhtml,
    "ninjs": kinds.ninjs,
    "newsml": kinds.newsml,
    "atom": kinds.atom,
    "json": kinds.json_feed,
}
_TOGETHER: dict[str, Callable[..., bytes]] = {
    "jsonl": kinds.jsonl,
    "csv": kinds.rows,
    "rss": kinds.rss,
    "warc.gz": kinds.warc,
}


@pytest.fixture(scope="module")
def pieces(example: Path) -> list[Piece]:
    """The articles: paragraphs without what their outlets' pages have around them, under the headline that one of them has."""
    made = []
    for file in sorted(example.glob("*.txt")):
        lines = [" ".join(line.split()) for line in file.read_text("utf-8").split("\n") if line.strip()]
        headline = lines[1] if file.stem == "004" else ""
        made.append(
            Piece(
                id=file.stem,
                paragraphs=tuple(lines[2:] if headline else lines),
                headline=headline,
                outlet=f"Paper {file.stem}",
                url=f"https://paper{file.stem}.example/{file.stem}",
                published="2023-09-20",
            )
        )
    return made


def told(briefing: Briefing) -> set[tuple[str, tuple[tuple[str, str], ...]]]:
    """Each claim's status, and the passages that carry it."""
    # By what no kind changes: a PDF does not keep where lines ended, and ids differ in feeds.
    first = {a.id: re.sub(r"\W+", "", a.text)[:60] for a in briefing.articles}
    return {
        (c.status, tuple(sorted((first[m.article], re.sub(r"\W+", " ", m.exact).strip()) for m in c.mentions))) for c in briefing.claims
    }


def story(folder: Path) -> Briefing:
    return reporter.brief(folder, at=EXAMPLE_AT, title="Meeting", config=_CONFIG)


@pytest.fixture(scope="module")
def as_text(pieces: list[Piece], tmp_path_factory: pytest.TempPathFactory) -> Briefing:
    folder = tmp_path_factory.mktemp("txt")
    for piece in pieces:
        (folder / f"{piece.id}.txt").write_bytes(piece.text.encode())
    toml = "".join(f'[articles.{p.id}]\noutlet = "{p.outlet}"\npublished = "{p.published}"\n' for p in pieces)
    (folder / "story.toml").write_text(toml)
    return story(folder)


def named(folder: Path, pieces: list[Piece], suffix: str) -> None:
    """What no file of this kind can say is said beside it."""
    described = "".join(f'[articles."{p.id}.{suffix}"]\noutlet = "{p.outlet}"\npublished = "{p.published}"\n' for p in pieces)
    (folder / "story.toml").write_text(described)


@pytest.mark.parametrize("kind", [k for k in _ONE_BY_ONE if k != "txt"])
def test_a_file_an_article(pieces: list[Piece], as_text: Briefing, tmp_path: Path, kind: str):
    for piece in pieces:
        (tmp_path / f"{piece.id}.{kind}").write_bytes(_ONE_BY_ONE[kind](piece))
    if kind in {"docx", "pdf", "eml"}:
        named(tmp_path, pieces, kind)
    briefing = story(tmp_path)
    assert [a.outlet for a in briefing.articles] == [p.outlet for p in pieces]
    assert told(briefing) == told(as_text)


@pytest.mark.parametrize("kind", list(_TOGETHER))
def test_all_in_one_file(pieces: list[Piece], as_text: Briefing, tmp_path: Path, kind: str):
    (tmp_path / f"all.{kind}").write_bytes(_TOGETHER[kind](*pieces))
    assert told(story(tmp_path)) == told(as_text)


@pytest.mark.parametrize("kind", ["html", "rss", "atom", "json"])
def test_served_on_loopback(pieces: list[Piece], as_text: Briefing, kind: str):
    with running() as site:
        if kind == "rss":  # items with summaries lead to pages; else all that is said is in the page or feed
            links = [site.page(f"/{p.id}", kinds.page(replace(p, url=f"{site.address}/{p.id}"))) for p in pieces]
            items = "".join(f"<item><title>{p.id}</title><link>{link}</link></item>" for p, link in zip(pieces, links, strict=True))
            urls = [site.page("/rss", f"<rss version='2.0'><channel><title>All</title>{items}</channel></rss>".encode())]
        else:
            urls = [site.page(f"/{p.id}.{kind}", _ONE_BY_ONE[kind](p)) for p in pieces]
        config = Config(models=Models(matcher="lexical"), read=settings())
        briefing = reporter.brief(urls, at=EXAMPLE_AT, title="Meeting", config=config)
    assert briefing.failures == as_text.failures
    assert told(briefing) == told(as_text)


def test_a_zip_of_several_kinds(pieces: list[Piece], as_text: Briefing, tmp_path: Path):
    mixed = zip(pieces, ("html", "ninjs", "mhtml", "newsml", "html"), strict=True)
    (tmp_path / "all.zip").write_bytes(kinds.zipped(**{f"{p.id}_{kind}": _ONE_BY_ONE[kind](p) for p, kind in mixed}))
    assert told(story(tmp_path)) == told(as_text)
