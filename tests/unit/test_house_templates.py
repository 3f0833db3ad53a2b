"""Templates of a house: `--templates DIR`, file by file."""

from __future__ import annotations

import re
from html import unescape

import pytest
from msgspec import structs
from typer.testing import CliRunner

from reporter.cli import app
from reporter.errors import ConfigError, RenderError
from reporter.render import Html, Markdown
from reporter.render.environment import overriding
from tests.briefings import harbour


def test_one_file_is_taken_and_the_rest_stays(tmp_path):
    before = Html().render(harbour()), Markdown().render(harbour())
    (tmp_path / "flags.html.j2").write_text('{% include "_logo.html.j2" %}<p id="flags">{{ b.flags|length }} of {{ b.title }}</p>', "utf-8")
    (tmp_path / "_logo.html.j2").write_text("<b>The Desk</b>", "utf-8")
    with overriding(tmp_path):
        page = Html().render(harbour()).decode()
        plain = Markdown().render(harbour())
    assert re.search(r'<b>The Desk</b><p id="flags">\d+ of Harbour bridge in Port Elva to close</p>', page)
    assert '<section id="claims">' in page
    assert plain == before[1]
    assert (Html().render(harbour()), Markdown().render(harbour())) == before  # and afterwards nothing has changed


def test_house_colours_stand_after_the_style_and_the_policy_knows_them(tmp_path):
    (tmp_path / "house.css").write_bytes(b"\xef\xbb\xbf:root{--link:#060}\r\n")
    with overriding(tmp_path):
        page = Html().render(harbour()).decode()
    assert ":root{--link:#060}\n</style>" in page
    policies = {unescape(text).split("style-src ")[1].split(";")[0] for text in (page, Html().render(harbour()).decode())}
    assert len(policies) == 2


def test_text_of_articles_stays_text_in_templates_of_a_house(tmp_path):
    (tmp_path / "report.md.j2").write_text("{{ b.outlets[0].name }}", "utf-8")
    (tmp_path / "report.html.j2").write_text("{{ b.outlets[0].name }}", "utf-8")
    made = harbour()
    made = structs.replace(made, articles=(structs.replace(made.articles[0], outlet="<b>*x*</b>"), *made.articles[1:]))
    with overriding(tmp_path):
        assert Html().render(made) == b"&lt;b&gt;*x*&lt;/b&gt;"
        assert Markdown().render(made) == rb"&lt;b&gt;\*x\*&lt;/b&gt;"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{% if %}", "report.html.j2, line 1"),
        ("{{ b.titel }}", "no attribute 'titel'"),
        ("{{ 1 / 0 }}", "ZeroDivisionError"),
        ("{{ b.title + 1 }}", "TypeError"),
        ('{% include "nothing.html.j2" %}', "nothing.html.j2"),
    ],
)
def test_a_template_that_fails_is_named(tmp_path, content, told):
    (tmp_path / "report.html.j2").write_text(content, "utf-8")
    with overriding(tmp_path), pytest.raises(RenderError) as caught:
        Html().render(harbour())
    assert "report.html.j2" in str(caught.value)
    assert told in str(caught.value)


def test_a_style_that_is_not_text_is_named(tmp_path):
    (tmp_path / "house.css").write_bytes(b"\xff\xfe\x00")
    with overriding(tmp_path), pytest.raises(RenderError, match=r"house\.css: cannot be read \(it is not UTF-8\)"):
        Html().render(harbour())


def test_a_slip_in_a_name_does_not_go_unseen(tmp_path):
    (tmp_path / "raport.css").write_text("", "utf-8")
    with pytest.raises(ConfigError, match=r"raport\.css; the templates are: .*report\.css"), overriding(tmp_path):
        pass
    with pytest.raises(ConfigError, match="no such folder"), overriding(tmp_path / "nowhere"):
        pass


@pytest.mark.usefixtures("word_vectors")
def test_flag_of_the_command(tmp_path, example):
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "report.md.j2").write_text("Ours: {{ b.title }}\n", "utf-8")
    done = CliRunner().invoke(app, ["brief", str(example), "-o", "-", "--templates", str(tmp_path / "house")])
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("Ours: ")
    missing = CliRunner().invoke(app, ["brief", str(example), "--templates", str(tmp_path / "none")])
    assert missing.exit_code == ConfigError.exit_code
