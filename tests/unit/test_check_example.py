"""The example's draft has one problem of each kind: what is told of it, a line a finding that is more than a note."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from reporter import check
from reporter.check import cache
from reporter.models.minilm import MiniLM
from reporter.protocols import Encoding
from reporter.schema.check import CheckReport


@pytest.fixture(scope="module")
def made(root: Path, example: Path) -> CheckReport:
    return check.check(root / "examples" / "draft.md", example, at="2024-01-01")


def test_findings_are_those_of_the_golden_case(made: CheckReport, root: Path):
    expected = json.loads((root / "tests" / "golden" / "draft.json").read_text("utf-8"))
    told = [f for f in made.findings if f.severity != "note"]
    assert [[f.severity, f.rule, f.kind, f.exact] for f in told] == expected


def test_each_finding_leads_back_into_the_draft_and_into_articles(made: CheckReport, root: Path):
    lines = (root / "examples" / "draft.md").read_text("utf-8").split("\n")
    texts = {a.id: a.text for a in made.articles}
    for finding in made.findings:
        first = lines[finding.line - 1][finding.column - 1 :]
        assert finding.exact.split("\n")[0] == first[: len(finding.exact.split("\n")[0])]
        assert all(texts[e.article][e.start : e.end] == e.exact for e in finding.evidence)


def test_every_kind_of_problem_is_told(made: CheckReport):
    told = {f.rule for f in made.findings}
    assert told == set(check.RULES)


def test_a_check_after_a_changed_word_encodes_its_sentence_alone_and_gives_the_bytes_of_a_first_check(
    root: Path, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(cache, "_code", lambda: "the same program")
    text, draft, kept = (root / "examples" / "draft.md").read_text("utf-8"), tmp_path / "draft.md", tmp_path / "kept"
    draft.write_text(text, "utf-8")
    check.check(draft, example, cache=kept, at="2024-01-01")
    draft.write_text(text.replace("three months", "four months"), "utf-8")
    encoded: list[str] = []
    encode = MiniLM.encode

    def watched(model: MiniLM, texts: Sequence[str]) -> list[Encoding]:
        encoded.extend(texts)
        return encode(model, texts)

    monkeypatch.setattr(MiniLM, "encode", watched)
    again = check.check(draft, example, cache=kept, at="2024-01-01")
    assert encoded
    assert all("four months" in told for told in encoded)
    assert msgspec.json.encode(again) == msgspec.json.encode(check.check(draft, example, at="2024-01-01"))
