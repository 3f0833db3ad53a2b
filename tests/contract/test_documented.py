"""Commands, flags, exit codes, settings and make targets stand in the README as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import typer

from reporter import cli, errors, plugins
from reporter.config import Config, Section


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text("utf-8")


def test_every_command_and_flag(readme: str):
    group = typer.main.get_command(cli.app)
    commands = dict(getattr(group, "commands"))  # noqa: B009 - typer keeps its own copy of click's Group
    assert commands
    commands |= {f"{name} {sub}": command for name, of in commands.items() for sub, command in getattr(of, "commands", {}).items()}
    for name, command in commands.items():
        assert f"reporter {name}" in readme
        for parameter in command.params:
            for flag in parameter.opts:
                if flag.startswith("-") and flag != "--help":
                    assert f"`{flag}" in readme, flag


def test_every_exit_code(readme: str):
    stated = {int(code): text.strip() for code, text in re.findall(r"^\| (\d+) \| (.+?) \|$", readme, re.MULTILINE)}
    told = {int(code): text for code, text in re.findall(r"^  (\d+) +(.+)$", cli.EXIT_CODES, re.MULTILINE)}
    assert stated == told
    kinds = [errors.ReporterError, errors.ConfigError, errors.InputError, errors.ModelError, errors.ArchiveError, errors.RenderError]
    assert {kind.exit_code for kind in kinds} | {0, cli.PARTIAL, cli.INTERRUPTED, cli.BROKEN_PIPE} == set(told)


def test_every_setting_with_its_default(readme: str):
    stated = dict(re.findall(r"^\| `(\w+(?:\.\w+)+)` \| `(.*?)` \|", readme, re.MULTILINE))
    assert stated == dict(settings("", Config()))


def settings(within: str, section: Section) -> Iterator[tuple[str, str]]:
    """Yield each setting's full name and its default."""
    for field in msgspec.structs.fields(section):
        value = getattr(section, field.name)
        if isinstance(value, Section):
            yield from settings(f"{within}{field.name}.", value)
        else:
            yield within + field.name, msgspec.json.encode(value).decode()


def test_every_format(readme: str):
    for name in plugins.names(plugins.RENDERERS):
        assert f"`{name}`" in readme


def test_every_make_target(root: Path, readme: str):
    targets = re.findall(r"^([a-z-]+):.*##", (root / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {"brief", "test"} <= set(targets)
    for target in set(targets) - {"help"}:
        assert f"`make {target}`" in readme, target


def test_the_version_heads_the_changelog(root: Path):
    from reporter.version import __version__

    first = re.search(r"^## (\S+)", (root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert first
    assert first[1] == __version__
