from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from reporter import terminal, why
from reporter.errors import ConfigError, InputError
from reporter.render import Json
from reporter.render.index import Index
from reporter.schema import Briefing, Evidence, Mention, Weight
from reporter.why.blocks import Block, Column, Heading, Line, SideBySide, Waterfall, steps
from tests.briefings import empty, harbour, hostile
from tests.terminals import drain, run


def stored(folder: Path, briefing: Briefing) -> Path:
    path = folder / "briefing.json"
    path.write_bytes(Json().render(briefing))
    return path


def flat(text: str) -> str:
    return " ".join(text.split())


def of(blocks: tuple[Block, ...], kind: type[Any]) -> list[Any]:
    return [b for b in blocks if isinstance(b, kind)]


def _evidence(mention: Mention) -> Evidence:
    return Evidence(article=mention.article, start=mention.start, end=mention.end, exact=mention.exact, role="text")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return stored(tmp_path, harbour())


class TestClaim:
    def test_the_page_s_number_its_anchor_and_a_beginning_name_the_same(self):
        briefing = harbour()
        claim = Index(briefing).claims[1]
        names = ["2", f"c-{claim.id}", f"#c-{claim.id}", claim.id, claim.id[:5], f"c-{claim.id[:4]}"]
        told = {why.answer(briefing, name) for name in names}
        assert len(told) == 1
        assert of(told.pop(), Heading)[0].text.startswith(f"Claim 2 (c-{claim.id}): ")

    def test_weights_add_up_exactly_to_the_match_weight(self):
        for waterfall in of(why.answer(harbour(), "1"), Waterfall):
            assert sum((s.weight for s in waterfall.steps), Decimal(0)) == waterfall.total == Decimal("3.0")
            assert waterfall.probability == "89%"
            assert waterfall.silent == ("numbers",)
            assert [s.after for s in waterfall.steps[:-1]] == [s.before for s in waterfall.steps[1:]]

    def test_what_is_printed_adds_up_too(self, made: Path, capfd: pytest.CaptureFixture[str]):
        code, out, err = run(capfd, "why", made, "3")
        assert (code, err) == (0, "")
        (table,) = re.findall(r"^compared .*?^match weight .*?$", out, re.MULTILINE | re.DOTALL)
        weights = [Decimal(w) for w in re.findall(r"(?<= )[+-]\d+\.\d\d(?!\d)", table)]
        assert sum(weights[:-1], Decimal(0)) == weights[-1]
        assert len(weights) == 6
        assert "probability 89%" in table

    def test_bars_begin_where_the_one_before_ended(self, made: Path, capfd: pytest.CaptureFixture[str]):
        _, out, _ = run(capfd, "why", made, "3")
        bars = [(m.start(), m.end(), line[m.start()]) for line in out.splitlines() for m in re.finditer("█+|░+", line)]
        assert [kind for _, _, kind in bars] == list("░███░")
        falling, *rising, last = bars
        assert rising[0][0] == falling[0]
        assert [r[0] for r in rising[1:]] == [r[1] for r in rising[:-1]]
        assert last[1] in (rising[-1][1], rising[-1][1] + 1)

    def test_the_passages_stand_side_by_side(self, made: Path, capfd: pytest.CaptureFixture[str]):
        _, out, _ = run(capfd, "why", made, "3")
        assert re.search(r"^Coast Wire, A3, direct quote, Ilse Brandt +Elva Courier, B2, direct quote, Ilse Brandt$", out, re.MULTILINE)

    @pytest.mark.parametrize(("probability", "weak"), [(0.49, True), (0.5, False), (0.89, False)])
    def test_a_weak_join_is_said_to_be_weak(self, probability: float, weak: bool):
        briefing = harbour()
        pairs = tuple(structs.replace(p, match_probability=probability) for p in Index(briefing).claims[0].explanation)
        claims = (structs.replace(Index(briefing).claims[0], explanation=pairs), *Index(briefing).claims[1:])
        told = of(why.answer(structs.replace(briefing, claims=claims), "1"), Line)
        assert [line.label for line in told].count("weak") == len(pairs) * weak
        assert all("as likely as not these are two claims" in line.text for line in told if line.label == "weak")

    def test_a_claim_of_an_article_set_apart_is_not_said_to_be_reported(self):
        briefing = harbour()
        claim = Index(briefing).claims[-1]
        apart = structs.replace(briefing.findings[0], id="apart", rule="off-topic", evidence=(_evidence(claim.mentions[0]),))
        told = of(why.answer(structs.replace(briefing, findings=(apart,)), f"c-{claim.id}"), Line)
        assert told[0].text == "Set apart, not counted: only articles about another event have it."

    def test_a_claim_of_one_passage_was_not_joined(self):
        briefing = harbour()
        number = next(n for c, n in ((c, Index(briefing).number[c.id]) for c in briefing.claims) if c.status == "one-outlet")
        blocks = why.answer(briefing, str(number))
        assert not of(blocks, Waterfall)
        assert Line("One passage carries it, so nothing was joined.") in blocks

    def test_with_a_sentence_only_its_pairs_are_told(self):
        assert len(of(why.answer(harbour(), "1"), Waterfall)) == 3
        assert [h.text for h in of(why.answer(harbour(), "1", "C1"), Heading)][1:] == ["Why A2 and C1 were joined"]

    def test_findings_on_it_are_named(self):
        rules = {b.label for b in of(why.answer(harbour(), "A5"), Line)}
        assert "conflict" in rules


class TestSentences:
    def test_two_that_were_joined(self):
        headings = [h.text for h in of(why.answer(harbour(), "A2", "C1"), Heading)]
        assert headings[1:] == ["Why A2 and C1 were joined"]

    def test_two_of_one_claim_that_a_third_joins(self):
        blocks = why.answer(harbour(), "C1", "D2")
        assert not of(blocks, Waterfall)
        assert any("No comparison of C1 and D2 is kept here" in b.text for b in of(blocks, Line))

    def test_two_that_were_not(self):
        (line,) = why.answer(harbour(), "A4", "B4")
        assert isinstance(line, Line)
        assert line.text.startswith("A4 and B4 carry no claim together")

    def test_one_that_carries_nothing_and_why(self):
        (line,) = why.answer(harbour(), "A6")
        assert line == Line("A6 carries no claim. It was set aside: link.")


class TestFinding:
    def test_it_tells_what_why_and_what_to_do(self):
        blocks = why.answer(harbour(), "conflict")
        assert of(blocks, Heading)[0].text.endswith("conflict, number, error")
        said = {b.label: b.text for b in of(blocks, Line)}
        assert said["value"] == "Coast Wire “14 months”; The Northern Post “18 months”"
        assert "numbers of the same unit" in said["why it fired"]
        assert "two different named persons" not in said["why it fired"]
        assert said["what to do"].startswith("Safe wording")
        assert said["claim 5"].startswith("How long will the bridge be closed?")

    def test_the_differing_words_are_marked(self, made: Path, capfd: pytest.CaptureFixture[str]):
        code, out, _ = run(capfd, "why", made, "altered-quote")
        assert code == 0
        assert "[another winter]" in flat(out)
        assert "[one more winter]" in flat(out)
        assert "\x1b" not in out

    def test_one_of_a_rule_that_is_not_known_here(self):
        said = {b.label: b.text for b in of(why.answer(harbour(), "some-new-rule"), Line)}
        assert said["why it fired"] == "This version of reporter has no rule 'some-new-rule'."

    def test_a_finding_is_not_asked_about_with_another(self):
        with pytest.raises(ConfigError, match="leave it out"):
            why.answer(harbour(), "conflict", "A1")


class TestNames:
    @pytest.mark.parametrize("name", ["99", "zz", "", "A99", "c-zzzz", "\x1b[31mred"])
    def test_an_unknown_one_lists_near_ones(self, made: Path, capfd: pytest.CaptureFixture[str], name: str):
        code, out, err = run(capfd, "why", made, name)
        assert (code, out) == (2, "")
        assert err.startswith("reporter: nothing in this briefing is called ")
        assert len(err.splitlines()) > 2
        assert "\x1b" not in err

    def test_the_nearest_stands_among_them(self):
        claim = harbour().claims[0]
        typo = f"c-{claim.id[:-2]}zz"
        with pytest.raises(ConfigError, match=claim.id):
            why.answer(harbour(), typo)

    def test_what_names_several_lists_them(self):
        with pytest.raises(ConfigError, match=r"is more than one:\n(?s:.*)single-outlet(?s:.*)\n(?s:.*)single-outlet"):
            why.answer(harbour(), "single-outlet")

    def test_an_unknown_second_name(self):
        with pytest.raises(ConfigError, match="A77"):
            why.answer(harbour(), "1", "A77")

    def test_a_briefing_without_claims(self):
        with pytest.raises(ConfigError, match="it has no claims"):
            why.answer(empty(), "1")


class TestReading:
    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "not JSON"),
            (b"# A briefing", "not JSON"),
            (b"\xff\xfe", "not JSON"),
            (b'{"schema_version": "1.0", "x": ' + b"[" * 100_000, "not JSON"),
            (b"{}", "schema_version"),
            (b"[1]", "no briefing"),
            (b'{"schema_version": 1}', "no briefing"),
            (b'{"schema_version": "2.0"}', "schema_version '2.0' is not known, this reporter reads 1."),
            (b'{"schema_version": "1.0"}', "no briefing"),
            (b'{"schema_version": "\\ud800"}', "is not known"),
            (b'{"schema_version": "\\ud800", "x": NaN}', "not JSON"),
        ],
    )
    def test_what_is_no_briefing(self, tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes, says: str):
        path = tmp_path / "x.json"
        path.write_bytes(content)
        code, out, err = run(capfd, "why", path, "1")
        assert (code, out) == (3, "")
        assert f"briefing {path}: " in err
        assert says in err

    def test_a_missing_file_and_a_folder(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]):
        for path in (tmp_path / "nowhere.json", tmp_path):
            code, _, err = run(capfd, "why", path, "1")
            assert code == 3
            assert "cannot be read" in err

    @pytest.mark.parametrize("change", [{"article": "elsewhere"}, {"start": 3}, {"exact": "other words"}, {"end": 10**9}])
    def test_a_passage_that_is_not_in_its_article(self, tmp_path: Path, made: Path, change: dict[str, object]):
        raw = json.loads(made.read_bytes())
        raw["claims"][0]["mentions"][0] |= change
        path = tmp_path / "changed.json"
        path.write_text(json.dumps(raw))
        with pytest.raises(InputError, match="a passage is not what article"):
            why.read(path)

    def test_fields_of_a_later_minor_version_are_no_hindrance(self, tmp_path: Path, made: Path):
        raw = json.loads(made.read_bytes()) | {"schema_version": "1.9", "later": [1]}
        path = tmp_path / "later.json"
        path.write_text(json.dumps(raw))
        assert why.read(path).claims == harbour().claims


def test_a_terminal_gets_colours(made: Path):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "reporter", "why", str(made), "altered-quote"]
    env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm-256color", "COLUMNS": "100"}
    with subprocess.Popen(command, stdout=theirs, env=env) as process:
        os.close(theirs)
        shown = drain(ours)
    assert process.returncode == 0
    assert re.search(rb"\x1b\[[0-9;]*31m\[another", shown)


@pytest.mark.parametrize("forced", ["FORCE_COLOR", "CLICOLOR_FORCE"])
def test_a_pipe_gets_none_whatever_the_environment_says(
    made: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, forced: str
):
    monkeypatch.setenv(forced, "1")
    assert "\x1b" not in run(capfd, "why", made, "altered-quote")[1]


def test_the_same_bytes_however_wide_the_terminal(made: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    told = set()
    for columns in ("20", "300"):
        monkeypatch.setenv("COLUMNS", columns)
        told.add(run(capfd, "why", made, "1"))
    assert len(told) == 1


_TURNING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
_PRINTED = st.one_of(
    st.sampled_from(["\x1b]0;x\x07", "\x9b31m", "\u202eabc", "[bold red]x[/]", "\ud800", "a\r\nreporter: ok", ":smile:"]), st.text()
)


@given(text=_PRINTED)
@settings(max_examples=60, deadline=None)
def test_any_text_is_inert(text: str, tmp_path_factory: pytest.TempPathFactory):
    briefing = why.read(stored(tmp_path_factory.mktemp("hostile"), hostile(text)))
    names = ["1", *(f"f-{f.id}" for f in briefing.findings)]
    for blocks in [why.answer(briefing, name) for name in names]:
        shown = terminal.plain(blocks)
        assert not {c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")} - {"\n"}
        assert not {c for c in shown if unicodedata.bidirectional(c) in _TURNING}


@given(st.lists(st.floats(-20, 20).map(lambda w: round(w, 2)), max_size=12))
def test_sums_are_exact(weights: list[float]):
    made = steps([("a", "b", w) for w in weights])
    assert [s.weight for s in made] == [Decimal(str(w)) for w in weights]
    if made:
        assert made[-1].after == sum((Decimal(str(w)) for w in weights), Decimal(0))


def test_weights_of_more_decimals_are_shown_in_full():
    briefing = harbour()
    claim = Index(briefing).claims[0]
    pair = structs.replace(
        claim.explanation[0], weights=(Weight(comparison="x", level="y", weight=0.1255), Weight(comparison="z", level="y", weight=-0.1))
    )
    changed = structs.replace(claim, explanation=(pair,))
    blocks = why.answer(structs.replace(briefing, claims=(changed,)), "1")
    shown = terminal.plain(blocks)
    assert "+0.1255" in shown
    assert "+0.0255" in shown


def test_columns_that_do_not_fit_go_below():
    shown = terminal.plain((SideBySide(tuple(Column(f"Outlet {n}", ()) for n in range(5))),))
    assert [len(re.findall("Outlet", line)) for line in shown.splitlines() if line.strip()] == [3, 2]
