"""The pre-commit hook, the GitHub action and the GitLab template: well formed, and what they run is run here on the example."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml


def loaded(root: Path, name: str) -> Any:
    return yaml.safe_load((root / name).read_text("utf-8"))


@pytest.fixture
def work(root: Path, tmp_path: Path) -> Path:
    """A repository of drafts and articles, with names that a shell would take apart."""
    folder = tmp_path / "news room"
    (folder / "drafts").mkdir(parents=True)
    (folder / "articles").symlink_to(root / "examples" / "ashtiani-shoigu")
    (folder / "drafts" / "it's $(one).md").write_bytes((root / "examples" / "draft.md").read_bytes())
    (folder / "drafts" / "clean.md").write_text("Ashtiani held a meeting with Sergei Shoigu in Tehran on Wednesday.\n", "utf-8")
    return folder


def run(command: list[str], folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command with a home of its own: what a check keeps is kept there, and used by the next."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    given = os.environ | {"PATH": path, "HOME": str(folder.parent)} | env
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=given)


def test_the_hook_is_what_pre_commit_takes(root: Path):
    (hook,) = loaded(root, ".pre-commit-hooks.yaml")
    assert {"id", "name", "entry", "language"} <= hook.keys()
    assert hook["language"] == "python"
    assert hook["require_serial"] is True
    assert set(hook["types_or"]) == {"markdown", "plain-text"}


def test_the_hook_checks_all_files_that_were_changed(root: Path, work: Path):
    (hook,) = loaded(root, ".pre-commit-hooks.yaml")
    command = [*shlex.split(hook["entry"]), "--against", "articles"]
    clean = run([*command, "drafts/clean.md"], work)
    assert (clean.returncode, clean.stderr) == (0, "")
    both = run([*command, "drafts/clean.md", "drafts/it's $(one).md"], work)
    assert (both.returncode, both.stderr) == (1, "")
    assert "drafts/it's $(one).md:" in both.stdout
    assert "drafts/clean.md: Nothing to check. The gate is open" in both.stdout


def test_the_action_hands_values_over_as_environment_variables(root: Path):
    action = loaded(root, "action.yml")
    steps = action["runs"]["steps"]
    assert action["runs"]["using"] == "composite"
    assert all(step["shell"] == "bash" for step in steps)
    assert not [step for step in steps if "${{" in step["run"]]
    assert {f"${{{{ inputs.{name} }}}}" for name in action["inputs"]} == set(steps[1]["env"].values())


def test_the_action_annotates_and_comments(root: Path, work: Path, tmp_path: Path):
    step = loaded(root, "action.yml")["runs"]["steps"][1]
    summary = tmp_path / "summary.md"
    given = {"DRAFTS": "drafts/clean.md\n\ndrafts/it's $(one).md\n", "AGAINST": "articles\n", "OUT": "made here"}
    env = dict.fromkeys(step["env"], "") | given | {"GITHUB_STEP_SUMMARY": str(summary)}
    done = run(["bash", "-e", "-o", "pipefail", "-c", step["run"]], work, **env)
    assert (done.returncode, done.stderr) == (1, "")
    commands = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert [c for c in commands if c.startswith("::error file=drafts/it's $(one).md,line=")]
    assert summary.read_text("utf-8").count("## Draft check: ") == 2
    made = sorted(path.name for path in (work / "made here").iterdir())
    assert [name for name in made if name.endswith(".sarif")] == ["clean.sarif", "it's $(one).sarif"]


def test_the_template_reports_code_quality(root: Path, work: Path):
    (job,) = loaded(root, "integrations/gitlab-ci.yml").values()
    assert job["artifacts"]["reports"]["codequality"] == "reporter-check/*.gitlab.json"
    env = job["variables"] | {"REPORTER_DRAFTS": "drafts/clean.md", "REPORTER_AGAINST": "articles", "REPORTER_OPTIONS": "--fail-on note"}
    done = run(["sh", "-e", "-c", "\n".join(job["script"])], work, **env)
    (report,) = (work / "reporter-check").glob("*.gitlab.json")
    found = json.loads(report.read_text("utf-8"))
    assert (done.returncode, done.stderr) == (1 if found else 0, "")
    assert "## Draft check: drafts/clean.md" in done.stdout
