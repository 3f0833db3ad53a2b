"""A new rule takes what CONTRIBUTING.md says and nothing else: the recipe is followed, word for word, in a copy of the checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

_BLOCK = re.compile(r"`([\w/.-]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_RULES = "reporter/assess/rules.py"
_PAGE = "docs/findings.md"
_TESTS = ("tests/conftest.py", "tests/vectors.py", "tests/cases/test_cases.py", "tests/contract/test_findings_page.py")


@pytest.fixture
def steps(root: Path) -> Mapping[str, str]:
    """What the recipe writes, by file."""
    _, _, recipe = (root / "CONTRIBUTING.md").read_text("utf-8").partition("## Recipe: a new rule\n")
    return dict(_BLOCK.findall(recipe))


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """What of the checkout a rule, its page and its cases need."""
    shutil.copytree(root / "reporter", tmp_path / "reporter", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", _PAGE, *_TESTS):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, tmp_path / name)
    return tmp_path


def run(copy: Path, *command: str) -> tuple[int, str]:
    env = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, *command], cwd=copy, capture_output=True, text=True, check=False, env=env)
    return done.returncode, done.stdout + done.stderr


def test_a_rule_is_one_function_one_entry_one_section_and_one_folder(copy: Path, steps: Mapping[str, str]):
    code = [name for name in steps if name.startswith("reporter/")]
    cases = {Path(name).parent for name in steps if name.startswith("tests/")}
    assert (len(code), len(cases), _RULES in code, _PAGE in steps) == (2, 1, True, True)
    assert len(re.findall("^def ", "".join(steps[name] for name in code), re.MULTILINE)) == 1

    for name in steps.keys() - {_RULES, _PAGE}:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text(steps[name], "utf-8")
    imported, entry = steps[_RULES].strip().split("\n\n")
    rules = (copy / _RULES).read_text("utf-8")
    rules = rules.replace("from reporter.config", f"{imported}\nfrom reporter.config", 1)
    before, start, rest = rules.partition("RULES: Mapping[str, Rule] = {")
    (copy / _RULES).write_text(before + start + rest.replace("\n}", f"\n{entry}\n}}", 1), "utf-8")

    pytest_ = ("-m", "pytest", "-q", "-p", "no:cacheprovider")
    page = (*pytest_, "tests/contract/test_findings_page.py", "-k", "every_rule_has_its_section")
    failed, said = run(copy, *page)
    assert failed == 1
    assert "no section: shouting" in said

    with (copy / _PAGE).open("a", encoding="utf-8") as written:
        written.write(f"\n{steps[_PAGE]}")
    passed, said = run(copy, *page)
    assert passed == 0, said

    passed, said = run(copy, *pytest_, "tests/cases/test_cases.py", "-k", "shouting")
    assert passed == 0, said
    assert "2 passed" in said

    passed, said = run(copy, "-m", "reporter", "explain", "shouting")
    assert (passed, said.splitlines()[0]) == (0, "## shouting")
