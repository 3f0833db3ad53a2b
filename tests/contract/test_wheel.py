"""A wheel built from the checkout carries all that a briefing needs, and makes the same one from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command: list[str | Path] = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, root]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    (built,) = folder.glob("*.whl")
    return built


def test_every_file_of_the_package_is_in_it(wheel: Path, root: Path):
    packed = set(zipfile.ZipFile(wheel).namelist())
    files = [p for p in (root / "reporter").rglob("*") if p.is_file() and p.suffix != ".pyc"]
    assert {p.relative_to(root).as_posix() for p in files} <= packed
    assert {f"reporter/{p.relative_to(root).as_posix()}" for p in (root / "templates").rglob("*") if p.is_file()} <= packed
    assert "reporter/docs/findings.md" in packed
    assert not [name for name in packed if name.startswith(("tests/", "examples/", "training/"))]
    assert any(name.endswith("LICENSE") for name in packed)


def test_it_makes_the_same_briefing(wheel: Path, root: Path, example: Path, tmp_path: Path):
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    script = (
        "import sys, reporter\n"
        "assert reporter.__file__.startswith(sys.argv[1]), reporter.__file__\n"
        "briefing = reporter.brief(sys.argv[2], at='2023-09-21T06:00:00Z')\n"
        "reporter.write(briefing, ['md', 'html', 'json'], 'out')\n"
    )
    env = os.environ | {"PYTHONPATH": str(installed)}
    subprocess.run([sys.executable, "-c", script, installed, example], cwd=tmp_path, check=True, env=env)
    made = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    kept = {p.name: p.read_bytes() for p in (root / "reports" / "example").iterdir()}
    assert made == kept


def test_it_explains_its_rules(wheel: Path, root: Path, tmp_path: Path):
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    command: list[str | Path] = [sys.executable, "-c", "from reporter.__main__ import main; main()", "explain", "altered-quote"]
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(installed)})
    page = (root / "docs" / "findings.md").read_text("utf-8")
    assert done.stdout.decode().splitlines()[:3] == page[page.index("## altered-quote") :].splitlines()[:3]
