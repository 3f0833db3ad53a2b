"""Who may import whom, held by import-linter; the sizes at which a room asks for a seam."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

MAX_FILE = 400
MAX_FUNCTION = 40


def test_the_import_contracts_hold(root: Path):
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_no_room_outgrows_its_size(root: Path):
    large = []
    for path in sorted((root / "reporter").rglob("*.py")):
        text = path.read_text("utf-8")
        lines = text.count("\n")
        if lines > MAX_FILE:
            large.append(f"{path.name}: {lines} lines")
        functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
        large += [f"{path.name}: {f.name}" for f in functions if (f.end_lineno or 0) - f.lineno >= MAX_FUNCTION]
    assert large == []
