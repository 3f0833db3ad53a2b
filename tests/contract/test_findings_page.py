"""docs/findings.md has a section on every rule, each under the same headings, and on nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from reporter import assess, explain
from reporter.config import Config
from reporter.render import wording


def faults(page: str, rules: set[str]) -> list[str]:
    """Return what is wrong with a page of rules."""
    sections = explain.parsed(page)
    found = [f"no section: {rule}" for rule in sorted(rules - set(sections))]
    found += [f"no rule: {name}" for name in sections if name not in rules]
    found += [f"twice: {name}" for name in sections if len(re.findall(rf"^## {re.escape(name)}$", page, re.MULTILINE)) > 1]
    for name, text in sections.items():
        lines = text.splitlines()
        headings = [line.removeprefix("### ") for line in lines if line.startswith("### ")]
        if headings != list(explain.HEADINGS):
            found.append(f"headings of {name}: {headings}")
        bodies = re.split(r"^### .*$", text, flags=re.MULTILINE)
        if not all(body.strip() for body in bodies[1:]) or not bodies[0].partition("\n")[2].strip():
            found.append(f"empty: {name}")
    return found


def test_every_rule_has_its_section_and_no_section_is_without_a_rule():
    assert faults(explain.page().read_text("utf-8"), set(assess.RULES)) == []


def test_a_page_that_is_not_whole_is_told():
    page = "# Findings\n\n## kept\n\nWhat it says.\n\n" + "".join(f"### {h}\n\nText.\n\n" for h in explain.HEADINGS)
    assert faults(page, {"kept"}) == []
    assert faults(page, {"kept", "new"}) == ["no section: new"]
    assert faults(page, set()) == ["no rule: kept"]
    assert faults(page.replace("### Settings\n", ""), {"kept"}) == [
        "headings of kept: ['What fires it', 'What does not', 'Example', 'Measured']"
    ]
    assert faults(page.replace("What it says.\n", ""), {"kept"}) == ["empty: kept"]


def test_each_kind_of_conflict_that_is_described_has_its_words_on_the_page():
    kinds = re.findall(r"^- `([a-z]+)`: ", explain.part("conflict", "What fires it"), re.MULTILINE)
    assert len(kinds) > 5
    assert set(kinds) <= set(wording.CONFLICTS)


@pytest.mark.parametrize("rule", sorted(assess.RULES))
def test_its_settings_are_there(rule: str):
    told = explain.part(rule, "Settings")
    assert f'assess.rules_off = ["{rule}"]' in told
    for section, name in re.findall(r"`(\w+)\.(\w+)`", told.replace("`story.toml`", "")):
        fields = {f.name for f in msgspec.structs.fields(type(getattr(Config(), section)))}
        assert name in fields


def test_every_example_is_made_up(root: Path):
    """No outlet of a story that ships stands in an example: only the two invented ones."""
    for rule in assess.RULES:
        for outlet in re.findall(r"^> \*([^*:]+):?\*", explain.part(rule, "Example"), re.MULTILINE):
            assert outlet in {"Coast Post", "Harbour News"}
