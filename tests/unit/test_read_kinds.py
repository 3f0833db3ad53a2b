"""Kinds of files: told by their content, what each tells about its article, what is said to be lost."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reporter import read
from reporter.config import Read
from reporter.errors import InputError
from reporter.read.taking import readers
from reporter.schema import Article, Story
from tests import kinds
from tests.kinds import Piece

FERRY = Piece(
    id="ferry",
    headline="Two missing after ferry accident",
    paragraphs=(
        "The harbour master said on Friday that the ferry had left on time, and that two members of its crew were missing.",
        "“Nobody saw the rock,” he told reporters at the pier. “We are looking for them with three boats and a helicopter.”",
        "The company that owns the ferry denied that the ship had been too fast, and announced an inquiry of its own into the accident.",
        "The search is to go on through the night, the coast guard said, although the wind had become stronger by the evening.",
    ),
)


def story(folder: Path, config: Read | None = None, **given: bytes) -> Story:
    """Read files; an underscore in a name stands for its dot."""
    for name, data in given.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    return read.story([folder], config or Read())


def one(folder: Path, **given: bytes) -> Article:
    (article,) = story(folder, None, **given).articles
    return article


KINDS: dict[str, Callable[[Piece], bytes]] = {
    "html": kinds.page, "docx": kinds.docx, "pdf": kinds.pdf, "eml": kinds.eml, "mhtml": kinds.mhtml, "json": kinds.jsonl,
    "csv": kinds.rows, "ninjs": kinds.ninjs, "newsml": kinds.newsml, "feed": kinds.rss, "jsonfeed": kinds.json_feed, "warc": kinds.warc,
}  # fmt: skip


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in {"csv", "warc"}])
def test_a_kind_is_told_by_its_content_whatever_the_name(tmp_path: Path, kind: str):
    article = one(tmp_path, a_txt=KINDS[kind](FERRY))
    assert article.kind == ("html" if kind == "mhtml" else kind)
    assert [p for p in article.text.split("\n") if p.strip()][1:] == list(FERRY.paragraphs)


def test_text_that_only_begins_like_another_kind_is_text(tmp_path: Path):
    for name, text in {
        "a": "{Brackets} open this text.",
        "b": "From: the mayor.\n\nHe left.",
        "c": "<b>He</b> left <- here.",
    }.items():
        (tmp_path / f"{name}.txt").write_text(text)
    assert {a.kind for a in read.story([tmp_path], Read()).articles} == {"text"}


def test_a_page_tells_about_its_article(tmp_path: Path):
    article = one(tmp_path, a_html=kinds.page(FERRY, data={"dateModified": "2024-03-01T10:00:00Z"}))
    assert (article.outlet, article.title, article.byline, article.published) == (
        FERRY.outlet,
        FERRY.headline,
        FERRY.byline,
        FERRY.published,
    )
    assert (article.updated, article.url, article.language) == ("2024-03-01T10:00:00Z", FERRY.url, "en")
    assert article.known_from == {
        "outlet": "JSON-LD publisher", "title": "JSON-LD headline", "byline": "JSON-LD author", "published": "JSON-LD datePublished",
        "updated": "JSON-LD dateModified", "url": "JSON-LD url",
    } | {"language": "<html lang>"}  # fmt: skip
    assert "Most read" not in article.text
    assert "newsletter" not in article.text


def test_a_page_without_json_ld_tells_by_its_other_markup(tmp_path: Path):
    head = b'<meta property="article:published_time" content="2024-03-02"><meta name="author" content="By Ben Roe">'
    data = kinds.page(FERRY, head=head.decode()).replace(b"application/ld+json", b"text/plain")
    article = one(tmp_path, a_html=data)
    assert (article.outlet, article.published, article.byline) == ("Coast Post", "2024-03-02", "Ben Roe")
    assert article.known_from["outlet"] == "OpenGraph og:site_name"
    assert article.known_from["url"] == "link canonical"


def test_the_domain_names_an_outlet_that_its_page_names_in_passing(tmp_path: Path):
    data = kinds.page(Piece(id="a", paragraphs=FERRY.paragraphs, outlet="The wire at work", url="https://www.reuters.com/world/1"))
    article = one(tmp_path, a_html=data)
    assert (article.outlet, article.known_from["outlet"]) == ("Reuters", "the domain of its url")


def test_a_users_own_domains_go_first(tmp_path: Path):
    config = Read(outlets={"coastpost.example": "The Coast Post of Foo"})
    assert story(tmp_path, config, a_html=kinds.page(FERRY)).articles[0].outlet == "The Coast Post of Foo"


def test_story_toml_goes_before_a_page(tmp_path: Path):
    (tmp_path / "story.toml").write_text('[articles.a]\noutlet = "Mine"\n')
    article = one(tmp_path, a_html=kinds.page(FERRY))
    assert (article.outlet, article.known_from["outlet"]) == ("Mine", "story.toml")


def test_rss_source_names_the_publisher_and_atom_source_does_not(tmp_path: Path):
    assert one(tmp_path, a_rss=kinds.rss(FERRY)).outlet == "Coast Post"
    (tmp_path / "a.rss").unlink()
    article = one(tmp_path, a_atom=kinds.atom(FERRY))
    assert (article.outlet, article.known_from["outlet"]) == ("Coast Post", "Atom: the feed's title")
    assert "Some other feed" not in str(article)


def test_a_feeds_summary_is_a_loss(tmp_path: Path):
    item = b"<item><title>Ferry</title><description>Two are missing.</description></item>"
    rss = b"<rss version='2.0'><channel><title>P</title>" + item + b"</channel></rss>"
    article = one(tmp_path, a_xml=rss)
    assert article.text == "Ferry\n\nTwo are missing."
    assert [loss.kind for loss in article.losses] == ["truncated"]


def test_opml_is_a_list_and_no_article(tmp_path: Path):
    opml = b"<opml version='2.0'><body><outline text='x'><outline xmlUrl='https://coastpost.example/rss'/></outline></body></opml>"
    (tmp_path / "f.txt").write_bytes(FERRY.text.encode())
    found = story(tmp_path, list_opml=opml)
    reason = "lists https://coastpost.example/rss; give the list by its name to have that fetched"
    assert [(f.what, f.reason) for f in found.failures] == [("list.opml", reason)]


@pytest.mark.parametrize("status", ["withheld", "canceled", "stat:canceled", "unheard-of"])
def test_a_withdrawn_item_is_not_used(tmp_path: Path, status: str):
    (tmp_path / "f.txt").write_bytes(FERRY.text.encode())
    found = story(tmp_path, a_json=kinds.ninjs(FERRY, pubstatus=status), b_xml=kinds.newsml(FERRY, f"stat:{status.removeprefix('stat:')}"))
    assert [a.id for a in found.articles] == ["f"]
    assert all("publishing status" in f.reason and f.what in {"a.json", "b.xml"} for f in found.failures)
    assert len(found.failures) == 2


@pytest.mark.parametrize(("days", "used"), [(-1, True), (1, False)])
def test_an_embargo_is_kept(tmp_path: Path, days: int, used: bool):
    until = (dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=days)).isoformat()
    (tmp_path / "f.txt").write_text("Another text, of some length, so that something is read in any case.")
    found = story(tmp_path, a_json=kinds.ninjs(FERRY, embargoed=until))
    assert ({"a"} <= {a.id for a in found.articles}) is used
    assert any("embargo" in f.reason for f in found.failures) is not used


def test_ninjs_three_has_its_parts_in_lists(tmp_path: Path):
    item = {
        "uri": "urn:x:1", "pubstatus": "usable", "versioncreated": "2024-03-01T08:30:00Z", "headlines": [{"value": "Ferry"}],
        "bylines": [{"byline": "Ada Writer"}], "infosources": [{"name": "Coast Agency"}],
        "bodies": [{"contenttype": "text/html", "value": "<p>Marked up.</p>"}, {"contenttype": "text/plain", "value": "Plain."}],
    }  # fmt: skip
    article = one(tmp_path, a_json=json.dumps([item]).encode())
    assert (article.text, article.outlet, article.byline, article.title) == ("Ferry\n\nPlain.", "Coast Agency", "Ada Writer", "Ferry")


def test_markdown_loses_its_marks_and_tells_by_its_front_matter(tmp_path: Path):
    front = "---\ntitle: Ferry\nauthor: Ada\ndate: 2024-03-01\n---\n"
    text = front + "# Ferry\n\nThe **mayor** of [the town](https://x.example) said *no* to snake_case.\n"
    path = tmp_path / "a.md"
    path.write_text(text)
    (article,) = read.story([path], Read()).articles
    assert article.text == "Ferry\n\nThe mayor of the town said no to snake_case.\n"
    assert (article.title, article.byline, article.published) == ("Ferry", "Ada", "2024-03-01")


def test_changes_in_a_word_document_count_as_accepted(tmp_path: Path):
    import docx
    from docx.oxml import parse_xml

    name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = docx.Document()
    paragraph = document.add_paragraph("The ferry ")
    paragraph._p.append(parse_xml(f'<w:ins {name} w:id="1" w:author="x"><w:r><w:t>left on time</w:t></w:r></w:ins>'))
    paragraph._p.append(parse_xml(f'<w:del {name} w:id="2" w:author="x"><w:r><w:delText>sank</w:delText></w:r></w:del>'))
    stream = io.BytesIO()
    document.save(stream)
    assert one(tmp_path, a_docx=stream.getvalue()).text == "The ferry left on time"


def test_attachments_are_files_of_their_own(tmp_path: Path):
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["Subject"], message["MIME-Version"] = "desk@x.example", "Two", "1.0"
    message.set_content("The text of the message itself, which is short.")
    message.add_attachment(kinds.docx(FERRY), maintype="application", subtype="octet-stream", filename="../../ferry.docx")
    found = story(tmp_path, a_eml=message.as_bytes())
    assert [(a.id, a.kind, a.path) for a in found.articles] == [("a", "eml", "a.eml"), ("ferry", "docx", "ferry.docx")]


def test_standard_input(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(kinds.page(FERRY))))
    (article,) = read.story([Path("-")], Read()).articles
    assert (article.kind, article.outlet) == ("html", "Coast Post")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({"isAccessibleForFree": False}, "paywalled"),
        ({"articleBody": "word " * 900}, "truncated"),
        ({"@type": "LiveBlogPosting"}, "live-blog"),
        ({"@type": "ImageGallery"}, "gallery"),
    ],
)
def test_what_a_page_says_to_be_missing(tmp_path: Path, data: dict[str, object], kind: str):
    assert [loss.kind for loss in one(tmp_path, a_html=kinds.page(FERRY, data=data)).losses] == [kind]


def test_a_whole_page_lacks_nothing(tmp_path: Path):
    assert one(tmp_path, a_html=kinds.page(FERRY)).losses == ()


def test_a_cookie_wall(tmp_path: Path):
    wall = b"<html><body><div><p>Before you continue: we use cookies and store your choices. Accept all cookies?</p></div></body></html>"
    (tmp_path / "f.txt").write_bytes(FERRY.text.encode())
    found = story(tmp_path, a_html=wall)
    lost = [loss.kind for a in found.articles for loss in a.losses]
    assert lost == ["cookie-wall"] or "consent" in found.failures[0].reason


def test_a_page_without_an_article_is_said(tmp_path: Path):
    with pytest.raises(InputError, match=r"a\.html: no article found in the page"):
        story(tmp_path, a_html=b"<!doctype html><html><body><div id='root'></div><script>render()</script></body></html>")


def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    from reporter.read.formats.pdf import Pdf

    with pytest.raises(InputError, match=r"needs pypdf: pip install 'reporter-brief\[pdf\]'"):
        Pdf().read(kinds.pdf(FERRY), "a.pdf")


def test_every_reader_is_on_the_page_of_inputs(root: Path):
    text = (root / "docs" / "inputs.md").read_text("utf-8")
    assert [reader.name for reader in readers() if f"| `{reader.name}` |" not in text] == []
