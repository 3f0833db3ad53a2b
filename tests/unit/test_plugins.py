from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from reporter import plugins
from reporter.errors import ConfigError


def offer(monkeypatch: pytest.MonkeyPatch, *points: EntryPoint) -> None:
    monkeypatch.setattr(plugins, "entry_points", lambda group: [p for p in points if p.group == group])


def test_what_reporter_ships_is_known():
    assert plugins.names(plugins.EMBEDDERS) == ("claims-minilm-int8", "events-minilm-int8")
    assert plugins.names(plugins.RENDERERS) == ("csv", "docx", "html", "json", "jsonld", "md", "pdf", "xlsx")


def test_a_name_gives_its_class():
    from reporter.models.minilm import MiniLM

    assert plugins.load(plugins.EMBEDDERS, "claims-minilm-int8") is MiniLM


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(ConfigError, match=r"format 'odt' is not known; known: csv, docx, html, json, jsonld, md, pdf, xlsx") as caught:
        plugins.load(plugins.RENDERERS, "odt")
    assert caught.value.exit_code == 2


def test_one_that_cannot_be_imported_is_an_error(monkeypatch: pytest.MonkeyPatch):
    offer(
        monkeypatch,
        EntryPoint("away", "no_such_module:Thing", plugins.EMBEDDERS),
        EntryPoint("renamed", "json:NoSuchClass", plugins.EMBEDDERS),
    )
    with pytest.raises(ConfigError, match="embedder 'away': no_such_module:Thing cannot be imported"):
        plugins.load(plugins.EMBEDDERS, "away")
    with pytest.raises(ConfigError, match="embedder 'renamed': json:NoSuchClass cannot be imported"):
        plugins.load(plugins.EMBEDDERS, "renamed")


def test_two_offers_of_one_name_are_an_error(monkeypatch: pytest.MonkeyPatch):
    offer(monkeypatch, EntryPoint("x", "json:dumps", plugins.EMBEDDERS), EntryPoint("x", "json:loads", plugins.EMBEDDERS))
    with pytest.raises(ConfigError, match="'x' is offered as json:dumps and as json:loads"):
        plugins.load(plugins.EMBEDDERS, "x")


def test_the_same_offer_twice_is_one(monkeypatch: pytest.MonkeyPatch):
    import json

    offer(monkeypatch, EntryPoint("x", "json:dumps", plugins.EMBEDDERS), EntryPoint("x", "json:dumps", plugins.EMBEDDERS))
    assert plugins.load(plugins.EMBEDDERS, "x") is json.dumps
