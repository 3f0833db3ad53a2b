"""The texts of the interface: all of them in one catalogue, all of it in each language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from jinja2 import Environment

from reporter import once
from reporter.errors import ConfigError
from reporter.render import language, wording
from reporter.render.environment import templates
from reporter.render.language import speaking
from tests.briefings import SHAPES, harbour
from tests.terminals import run

ROOT = Path(__file__).resolve().parents[2]
RENDER = ROOT / "reporter" / "render"
OTHERS = [code for code in language.languages() if code != "en"]
_VALUE = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
_MARKS = {
    "_": 1,
    "gettext": 1,
    "noted": 1,
    "ngettext": 2,
    "noted_many": 2,
    "plural": 2,
}  # functions, and how many of their arguments are texts
_NO_WORDS = {"sha256:x"}
_TEMPLATES = sorted({p.name for p in templates().glob("*.j2")} - {"check.html.j2", "check.md.j2", "hover.md.j2"})  # a check speaks English


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=path.stem if path.suffix == ".po" else None, abort_invalid=True)


def ids(messages: Catalog) -> set[object]:
    return {m.id for m in messages if m.id}


def forms(message: object) -> tuple[str, ...]:
    return tuple(message) if isinstance(message, (list, tuple)) else (str(message),)


def test_every_text_of_code_and_templates_is_in_the_catalogue():
    keywords = {"_": None, "ngettext": (1, 2), "noted": None, "noted_many": (1, 2)}
    methods = [("reporter/render/**.py", "python"), ("templates/**.j2", "jinja2")]
    found = extract_from_dir(ROOT, methods, {"templates/**.j2": {"trimmed": "true"}}, keywords)
    known = ids(catalogue(language.FOLDER / "messages.pot"))
    assert {forms(message)[0] for _, _, message, _, _ in found} == {forms(message)[0] for message in known}, "run make messages"


def marked(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKS:
            texts = node.args[: _MARKS[node.func.id]]
            yield from (t.value for t in texts if isinstance(t, ast.Constant) and isinstance(t.value, str))


def test_no_text_hides_where_it_is_not_found():
    known = {form for message in ids(catalogue(language.FOLDER / "messages.pot")) for form in forms(message)}
    used = {text for path in RENDER.glob("*.py") for text in marked(path)}
    assert len(used) > 150
    assert used - known == set()  # as inside an f-string


class Words(HTMLParser):
    """Collects what a page says by itself: text, and attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden = tag in ("script", "style")
        self.said += [value or "" for name, value in attrs if name in ("title", "aria-label", "data-l", "alt", "placeholder")]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.said.append(data)


@pytest.mark.parametrize("name", _TEMPLATES)
def test_templates_say_nothing_by_themselves(name):
    lexed = Environment(autoescape=True).lex((templates() / name).read_text("utf-8"))
    data = "".join(value if kind == "data" else "x" * (kind == "variable_begin") for _, kind, value in lexed)
    words = Words()
    words.feed(data if ".html." in name else f"<p>{data}</p>")
    said = {word for text in words.said for word in text.split() if re.search(r"[^\W\d_]{2}", word.strip("x"))}
    assert said - _NO_WORDS == set()


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_is_complete(code):
    made = catalogue(language.FOLDER / f"{code}.po")
    assert ids(made) == ids(catalogue(language.FOLDER / "messages.pot"))
    assert not made.obsolete
    assert [m.id for m in made if m.fuzzy and m.id] == []
    assert [m.id for m in made if m.id and not all(forms(m.string))] == []
    assert [(m.id, str(e)) for m in made for e in m.check(made)] == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_has_the_same_values_spaces_and_markup(code):
    for message in (m for m in catalogue(language.FOLDER / f"{code}.po") if m.id):
        for place, text in enumerate(forms(message.string)):
            source = forms(message.id)[min(place, len(forms(message.id)) - 1)]
            values = set(_VALUE.findall(text))
            of_one = place == 0 and len(forms(message.id)) > 1  # "one word" needs no number
            assert values <= set(_VALUE.findall(forms(message.id)[-1] if of_one else source)), text
            assert of_one or values == set(_VALUE.findall(source)), text
            assert (text[:1].isspace(), text[-1:].isspace()) == (source[:1].isspace(), source[-1:].isspace()), text
            assert re.findall(r"</?\w+>|[<>\"\\]", text) == re.findall(r"</?\w+>|[<>\"\\]", source), text


def test_german():
    with speaking("de"):
        assert wording.headline(5, 2, 3) == "Fünf Medien, höchstens drei Ursprünge"
        assert wording.outlets(3, 3, 5) == "3 von 5 Medien"
        assert wording.origins(2, 3) == "2–3 Ursprünge"
        assert wording.words(1204) == "1.204 Wörter"
        assert wording.percent(0.54) == "54\xa0%"
        assert wording.probability(0.999) == "über 99\xa0%"
        assert wording.day("2023-09-20") == "20. Sept. 2023"
        assert wording.day("2026-11-22T03:10:00Z") == "22. Nov. 2026, 03:10 UTC"
        assert wording.listed(["A", "B", "C"]) == "A, B und C"
    assert wording.day("2023-09-20") == "20 Sep 2023"


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("code", OTHERS)
def test_a_page_in_another_language(shape, code):
    briefing = SHAPES[shape]()
    page = once.rendered(briefing, "html", language=code).decode()
    assert f'<html lang="{code}">' in page
    assert once.rendered(briefing, "json", language=code) == once.rendered(briefing, "json")
    assert "Check before publishing" not in page
    assert once.rendered(briefing, "html") == once.rendered(briefing, "html", language="en")
    for name in ("md", "csv", "docx", "xlsx", "jsonld"):
        assert once.rendered(briefing, name, language=code) != once.rendered(briefing, name)


def test_what_is_not_translated_is_marked_as_what_it_is():
    briefing = harbour()
    english = msgspec.structs.replace(briefing, articles=tuple(msgspec.structs.replace(a, language="en") for a in briefing.articles))
    page = once.rendered(english, "html", language="de").decode()
    assert '<bdi lang="en">The city council of Port Elva voted 9 to 4' in page
    assert '<h1><bdi lang="en">Harbour bridge' in page
    assert '<bdi dir="ltr" lang="en">Outlets differ on the number' in page
    assert 'lang="en"' not in once.rendered(english, "html").decode().replace('<html lang="en">', "")


def test_unknown_languages_are_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    with pytest.raises(ConfigError, match="'xx': there is no catalogue for it; known: en, de"):
        once.rendered(harbour(), "md", language="xx")
    (tmp_path / "a.txt").write_text("The bridge is closed.", "utf-8")
    (tmp_path / "s.toml").write_text('[render]\nlanguage = "../de"', "utf-8")
    code, out, err = run(capfd, "brief", str(tmp_path / "a.txt"), "--config", str(tmp_path / "s.toml"), "-o", "-")
    assert (code, out) == (2, "")
    assert "'../de'" in err


def test_the_command_speaks_the_language_of_the_flag_before_that_of_the_settings(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    (tmp_path / "a.txt").write_text("The bridge is closed, the mayor said.", "utf-8")
    (tmp_path / "s.toml").write_text('[render]\nlanguage = "de"', "utf-8")
    settings = ["brief", str(tmp_path / "a.txt"), "--config", str(tmp_path / "s.toml"), "-o", "-"]
    assert "## Zusammenfassung" in run(capfd, *settings)[1]
    assert "## Summary" in run(capfd, *settings, "--language", "en")[1]
