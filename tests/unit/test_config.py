from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from reporter.config import Config, Models, Summarize, load
from reporter.errors import ConfigError


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "reporter.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_no_file_gives_the_defaults():
    assert load(None) == Config()


def test_a_file_goes_over_the_defaults(tmp_path: Path):
    found = load(written(tmp_path, "[summarize]\nmax_sentences = 3\n"))
    assert found == Config(summarize=Summarize(max_sentences=3))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[sumarize]\nmax_sentences = 3\n", "unknown field `sumarize`; known: read, trace, pair"),
        ("[summarize]\nmax = 3\n", "unknown field `max` - at `$.summarize`; known in [summarize]: max_sentences"),
        ("[read.web]\nretries = 3\n", "unknown field `retries` - at `$.read.web`; known in [read.web]: allow_networks, cache, "),
        ("[read.outlets]\n'a.example' = 3\n", "Expected `str`, got `int` - at `$.read.outlets[...]`; known in [read]: max_megabytes"),
        ("[summarize]\nmax_sentences = 'many'\n", "Expected `int`, got `str`"),
        ("[summarize\n", "not valid TOML"),
        (b"[summarize] # \xff\n", "not valid TOML"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, text: str | bytes, message: str):
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path: Path):
    with pytest.raises(ConfigError, match=r"cannot be read \(No such file"):
        load(tmp_path / "reporter.toml")


def test_the_hash_says_whether_settings_are_equal():
    assert Config().sha256() == Config().sha256()
    assert Config(models=Models(embedder="other")).sha256() != Config().sha256()


def test_settings_survive_encoding():
    assert msgspec.json.decode(msgspec.json.encode(Config()), type=Config) == Config()
