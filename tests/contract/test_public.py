"""The public interface is what docs and README say it is, and importing it is light."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import reporter

HEAVY = set("charset_normalizer jinja2 markdown msgspec nh3 nltk numpy onnxruntime rich sqlite3 tokenizers typer".split())
HEAVY |= set("defusedxml docx feedparser htmldate httpcore lxml protego pypdf trafilatura warcio xlsxwriter".split())


def imported_by(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sorted({{m.partition('.')[0] for m in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_is_light():
    assert imported_by("import reporter; reporter.__version__; dir(reporter)").isdisjoint(HEAVY)


def test_the_errors_are_light():
    assert imported_by("from reporter import ReporterError").isdisjoint(HEAVY)


def test_the_model_is_not_loaded_before_it_is_asked_for():
    loaded = imported_by("import reporter.once, reporter.cli")
    assert loaded.isdisjoint({"charset_normalizer", "jinja2", "nltk", "onnxruntime", "rich", "sqlite3", "tokenizers"})
    assert loaded.isdisjoint({"docx", "lxml", "xlsxwriter"})


def test_every_public_name_is_there():
    for name in reporter.__all__:
        assert getattr(reporter, name) is not None
        assert name in dir(reporter)
    assert set(reporter._HOMES) == set(reporter.__all__) - {"__version__"}


def test_no_public_name_is_a_module_too(root: Path):
    """Importing the module would put it in the place of the name."""
    rooms = {path.stem for path in (root / "reporter").iterdir()}
    assert rooms.isdisjoint(set(reporter.__all__) - {"__version__"})


def test_a_name_that_is_not_there():
    with pytest.raises(AttributeError, match="module 'reporter' has no attribute 'briefs'"):
        _ = reporter.briefs


def test_the_readme_names_the_public_interface_exactly(root: Path):
    section = re.search(r"^## In Python$(.*?)^## ", (root / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert section
    named = set(re.findall(r"^\| `([\w.]+)", section[1], re.MULTILINE))
    assert named == set(reporter.__all__)
