from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reporter
from reporter import once
from reporter.errors import ConfigError, InputError, RenderError
from reporter.schema import Briefing, RawArticle

HARBOUR = "The harbour master said the ferry left on time. Two crew members were missing."
DENIAL = "The ferry company denied that anybody was missing. It left on time, the harbour master said."


def articles() -> list[RawArticle]:
    return [
        RawArticle(id="a", text=HARBOUR, outlet="Coast Post", published="2024-03-01"),
        RawArticle(id="b", text=DENIAL, outlet="Bay News", published="2024-03-02"),
    ]


@pytest.mark.usefixtures("word_vectors")
class TestBrief:
    def test_articles_in_a_briefing_out(self):
        found = once.brief(articles(), title="Ferry", at="2024-03-03T00:00:00Z")
        assert found.story.title == "Ferry"
        assert (found.story.from_, found.story.to) == ("2024-03-01", "2024-03-02")
        assert [a.outlet for a in found.articles] == ["Coast Post", "Bay News"]
        assert found.claims
        assert found.provenance.models[0].id == "word-vectors"

    def test_order_changes_nothing(self):
        one, two = (once.brief(raw, title="Ferry", at="2024-03-03") for raw in (articles(), articles()[::-1]))
        assert msgspec.json.encode(one) == msgspec.json.encode(two)

    def test_paths_may_be_strings_a_folder_or_files(self, tmp_path: Path):
        for raw in articles():
            (tmp_path / f"{raw.id}.txt").write_text(raw.text, "utf-8")
        at = "2024-03-03"
        whole = once.brief(str(tmp_path), title="Ferry", at=at)
        assert whole == once.brief([tmp_path / "b.txt", tmp_path / "a.txt"], title="Ferry", at=at)
        assert [a.id for a in whole.articles] == ["a", "b"]

    def test_paths_and_articles_are_not_mixed(self, tmp_path: Path):
        with pytest.raises(ConfigError, match="both as paths and as RawArticle"):
            once.brief([tmp_path, *articles()])

    def test_the_inputs_hash_covers_text_metadata_title_and_note(self):
        def inputs(raw: list[RawArticle], *, title: str = "Ferry", note: str | None = None, at: str = "2024-03-03") -> str:
            return once.brief(raw, title=title, note=note, at=at).provenance.inputs_sha256

        base = inputs(articles())
        first, second = articles()
        assert base == inputs([second, first], at="2024-03-04")
        changed = [
            inputs([msgspec.structs.replace(first, text=first.text + " "), second]),
            inputs([msgspec.structs.replace(first, url="https://example.org/ferry"), second]),
            inputs(articles(), title="Boat"),
            inputs(articles(), note="Hold this."),
        ]
        assert len({base, *changed}) == 5

    def test_one_article_says_that_nothing_was_compared(self):
        found = once.brief(articles()[:1], at="2024-03-03")
        assert "there is one article only, so nothing can be compared" in [f.reason for f in found.failures]
        assert {c.status for c in found.claims} == {"one-outlet"}

    def test_steps_are_told(self):
        steps: list[str] = []
        once.brief(articles(), at="2024-03-03", on_step=steps.append)
        assert steps == ["reading the articles", "loading the model", "comparing the articles"]


class TestTime:
    @pytest.mark.parametrize(
        ("at", "made"),
        [
            ("2023-09-21T06:00:00Z", "2023-09-21T06:00:00Z"),
            ("2023-09-21T06:00:00+03:30", "2023-09-21T02:30:00Z"),
            ("2023-09-21", "2023-09-21T00:00:00Z"),
            (dt.datetime(2023, 9, 21, 6, tzinfo=dt.UTC), "2023-09-21T06:00:00Z"),
        ],
    )
    def test_given(self, at: str | dt.datetime, made: str, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
        assert once.made_at(at) == made

    def test_source_date_epoch(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
        assert once.made_at(None) == "1970-01-02T00:00:00Z"

    def test_else_now(self):
        before = dt.datetime.now(tz=dt.UTC).replace(microsecond=0)
        made = dt.datetime.fromisoformat(once.made_at(None))
        assert before <= made <= dt.datetime.now(tz=dt.UTC)

    @pytest.mark.parametrize("at", ["yesterday", "", "0001-01-01T00:00:00+23:59"])
    def test_what_is_no_time(self, at: str):
        with pytest.raises(ConfigError, match=f"time '{at[:4]}"):
            once.made_at(at)

    @pytest.mark.parametrize("epoch", ["soon", "9" * 30])
    def test_an_epoch_that_is_no_time(self, epoch: str, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        with pytest.raises(ConfigError, match="SOURCE_DATE_EPOCH"):
            once.made_at(None)


class TestSlug:
    @pytest.mark.parametrize(
        ("title", "name"),
        [
            ("Ashtiani–Shoigu meeting in Tehran, 20 September 2023", "ashtiani-shoigu-meeting-in-tehran-20-september-2023"),
            ("../../etc/passwd", "etc-passwd"),
            ("Été à Genève", "ete-a-geneve"),
            ("会谈", "the-id"),
            ("Index", "index-story"),
            ("\x00..\n", "the-id"),
        ],
    )
    def test_examples(self, title: str, name: str):
        assert once.slug(title, "the-id") == name

    def test_never_empty(self):
        assert once.slug("", "…") == "story"

    @given(st.text(), st.text())
    def test_always_a_plain_file_name(self, title: str, fallback: str):
        name = once.slug(title, fallback)
        assert name
        assert len(name) <= 80
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert name[0] != "-"


@pytest.mark.usefixtures("word_vectors")
class TestWrite:
    @pytest.fixture
    def briefing(self) -> Briefing:
        return once.brief(articles(), title="Ferry", at="2024-03-03")

    def test_one_file_a_format_and_nothing_else(self, briefing: Briefing, tmp_path: Path):
        paths = once.write(briefing, ["md", "json", "md"], tmp_path / "new" / "folder")
        assert [p.name for p in paths] == ["ferry.md", "ferry.json"]
        assert sorted(p.name for p in (tmp_path / "new" / "folder").iterdir()) == ["ferry.json", "ferry.md"]
        assert paths[0].read_bytes() == once.rendered(briefing, "md")

    def test_json_gives_the_briefing_back(self, briefing: Briefing):
        assert msgspec.json.decode(once.rendered(briefing, "json"), type=Briefing) == briefing

    def test_an_unknown_format_writes_nothing(self, briefing: Briefing, tmp_path: Path):
        with pytest.raises(ConfigError, match="format 'odt' is not known"):
            once.write(briefing, ["md", "odt"], tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_no_format_is_an_error(self, briefing: Briefing, tmp_path: Path):
        with pytest.raises(ConfigError, match="no format is named; known: csv, docx, html, json, jsonld, md, pdf, xlsx"):
            once.write(briefing, [], tmp_path)

    def test_a_folder_that_is_a_file(self, briefing: Briefing, tmp_path: Path):
        (tmp_path / "reports").write_text("in the way")
        with pytest.raises(RenderError, match=r"ferry\.md: cannot be written"):
            once.write(briefing, ["md"], tmp_path / "reports")

    def test_a_failed_write_leaves_the_old_file(self, briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        (tmp_path / "ferry.md").write_text("old")

        def full(self: Path, data: bytes) -> int:
            self.touch()
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "write_bytes", full)
        with pytest.raises(RenderError, match="No space left on device"):
            once.write(briefing, ["md"], tmp_path)
        assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("ferry.md", "old")]


def test_the_public_functions_are_these():
    assert reporter.brief is once.brief
    assert reporter.write is once.write
    with pytest.raises(InputError):
        reporter.brief([])
