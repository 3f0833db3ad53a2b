"""docs/check.md says of profiles, rules, formats and exit codes what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reporter import check
from reporter.check import policies
from reporter.check.policies import Profile
from reporter.cli.check import _LEVELS, _TERMINAL
from reporter.config import Check
from reporter.render.check import RENDERERS


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "check.md").read_text("utf-8")


def told(name: str, profile: Profile) -> str:
    """Return a profile's section as it stands on the page."""
    lines = [f"### {name}", "", f"{profile.title}.", ""]
    lines += [f"- {demand}" for demand in profile.demands] or ["- Nothing beyond what the rules say by themselves."]
    levels = [f"`{rule}` is {'an error' if level == 'error' else f'a {level}'}" for rule, level in profile.rules.items()]
    levels += [f"{stake} needs {count} origins" for stake, count in profile.origins.items()]
    return "\n".join([*lines, *(["", f"So {', '.join(levels)}."] if levels else [])])


def test_each_profile_stands_on_the_page_as_it_is(page: str):
    marked = re.search(r"<!-- profiles -->\n\n(.*)\n\n<!-- end -->", page, re.DOTALL)
    assert marked
    assert marked[1] == "\n\n".join(told(name, profile) for name, profile in policies.profiles().items())


def test_profiles_name_rules_and_stakes_that_there_are():
    for name, profile in policies.profiles().items():
        policy = policies.policy(Check(profile=name), check.RULES)
        assert set(profile.rules) <= set(check.RULES)
        assert set(profile.origins) <= set(policies.STAKES)
        assert set(policy.rules.values()) <= set(_LEVELS)
        assert profile.title
        assert not profile.title.endswith(".")


def test_each_rule_format_and_level_is_named(page: str):
    for name in (*check.RULES, policies.ORIGINS, *RENDERERS, _TERMINAL):
        assert f"| `{name}` |" in page
    for stake in policies.STAKES:
        assert f"`{stake}`" in page


def test_the_exit_codes_are_those_of_the_readme(page: str, root: Path):
    readme = (root / "README.md").read_text("utf-8")
    codes = re.findall(r"^\| (\d) \|", page, re.MULTILINE)
    assert codes == ["0", "1", "2", "3", "4", "6", "7"]
    assert all(re.search(rf"^\| {code} \|", readme, re.MULTILINE) for code in codes)
