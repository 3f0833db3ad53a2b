"""docs/templates.md says exactly what the templates are given."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import msgspec
import pytest

import reporter.render
from reporter.render import Html, Markdown, check, environment, overview, view
from reporter.render.check import view as check_view
from tests.briefings import harbour
from tests.drafts import judged

ROOT = Path(__file__).resolve().parents[2]
_ROW = re.compile(r"^\| `(\w+)` \| `([^`]+)` \| (.+) \|$", re.MULTILINE)


def documented() -> dict[str, dict[str, str]]:
    """Return each section's names with their types."""
    page = (ROOT / "docs" / "templates.md").read_text("utf-8")
    sections = re.split(r"^### ", page, flags=re.MULTILINE)[1:]
    return {s.split("\n", 1)[0]: {name: kind.replace("\\|", "|") for name, kind, _ in _ROW.findall(s)} for s in sections}


def test_each_type_is_documented_field_by_field():
    known = [*vars(view).values(), *vars(overview).values(), *vars(check_view).values()]
    types = [c for c in known if inspect.isclass(c) and issubclass(c, view.Part) and c is not view.Part]
    real = {c.__name__: {f.name: str(c.__annotations__[f.name]) for f in msgspec.structs.fields(c)} for c in types}
    assert {name: rows for name, rows in documented().items() if not name.endswith(".j2")} == real


@pytest.mark.parametrize(("renderer", "template"), [(Markdown, "report.md.j2"), (Html, "report.html.j2")])
def test_each_template_gets_what_is_documented(renderer, template, monkeypatch):
    given = {}

    def capture(name, **values):
        given[name] = values
        return ""

    monkeypatch.setattr(reporter.render.environment, "render", capture)
    renderer().render(harbour())
    assert list(given) == [template]
    assert {name: type(value).__name__ for name, value in given[template].items()} == documented()[template]


def test_the_overview_gets_what_is_documented(monkeypatch):
    given = {}

    def capture(name, **values):
        given[name] = values
        return ""

    monkeypatch.setattr(environment, "render", capture)
    overview.page([overview.entry(harbour(), {"html": "./a.html"})], [])
    assert list(given) == ["overview.html.j2"]
    assert {name: type(value).__name__ for name, value in given["overview.html.j2"].items()} == documented()["overview.html.j2"]


@pytest.mark.parametrize(("name", "template"), [("html", "check.html.j2"), ("md", "check.md.j2")])
def test_each_template_of_a_check_gets_what_is_documented(name, template, monkeypatch):
    given = {}

    def capture(name, **values):
        given[name] = values
        return ""

    monkeypatch.setattr(environment, "render", capture)
    check.RENDERERS[name](judged(), "draft.md")
    assert list(given) == [template]
    assert {name: type(value).__name__ for name, value in given[template].items()} == documented()[template]


def test_each_file_and_filter_is_documented():
    page = (ROOT / "docs" / "templates.md").read_text("utf-8")
    for path in environment.templates().iterdir():
        assert f"`{path.name}`" in page
    for name in ("note", "http", "brief", "marked"):
        assert f"| `{name}` |" in page
        assert name in environment._environment((environment.templates(),), html=True).filters


def test_each_colour_is_documented():
    style = environment.text("report.css")
    page = (ROOT / "docs" / "templates.md").read_text("utf-8")
    root = re.search(r":root\{(.+?)\}", style)
    assert root
    colours = set(re.findall(r"(--[a-z]+):", root[1]))
    assert colours == set(re.findall(r"`(--[a-z]+)`", page))
    assert all(f"var({name})" in style for name in colours)
