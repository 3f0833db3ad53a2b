"""What makes a night run by itself holds together: units, crontab, image, workflow, settings; docs/nightly.md says what is."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
import typer
import yaml

from reporter import cli
from reporter.nightly import settings
from reporter.nightly.settings import Mail, Night, Webhook


@pytest.fixture(scope="module")
def deploy(root: Path) -> Path:
    return root / "deploy"


def known_command(words: list[str]) -> None:
    """Fail where the command line knows no such command or flag."""
    command = typer.main.get_command(cli.app).commands[words[0]]  # type: ignore[attr-defined]
    flags = {flag for parameter in command.params for flag in parameter.opts}
    assert {word for word in words[1:] if word.startswith("-")} <= flags


def unit(path: Path) -> configparser.ConfigParser:
    parsed = configparser.ConfigParser(strict=False, interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read_string(path.read_text("utf-8"))
    return parsed


def test_the_units(deploy: Path, tmp_path: Path):
    service, timer = (unit(deploy / "systemd" / f"reporter-nightly.{kind}") for kind in ("service", "timer"))
    program, *words = shlex.split(service["Service"]["ExecStart"])
    assert program.endswith("/bin/reporter")
    known_command(words)
    assert service["Service"]["SuccessExitStatus"] == str(cli.PARTIAL)
    assert timer["Timer"]["Unit"] == "reporter-nightly.service"
    assert timer["Timer"]["Persistent"] == "true"
    if shutil.which("systemd-analyze"):
        for path in (deploy / "systemd").iterdir():
            (tmp_path / path.name).write_text(path.read_text("utf-8").replace(program, sys.executable), "utf-8")
        done = subprocess.run(
            ["systemd-analyze", "verify", *sorted(tmp_path.glob("reporter-nightly.*"))], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")


def test_the_crontab(deploy: Path):
    (line,) = [line for line in (deploy / "crontab").read_text("utf-8").splitlines() if re.match(r"[\d*]", line)]
    fields = line.split(maxsplit=5)
    assert all(re.fullmatch(r"\*|\d{1,2}", field) for field in fields[:5])
    program, *words = shlex.split(fields[5].partition(">")[0])
    assert program.endswith("/bin/reporter")
    known_command(words)


def test_the_image(deploy: Path, root: Path):
    text = (deploy / "Containerfile").read_text("utf-8")
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line and not line.startswith("#")]
    parsed = [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines]
    assert {name for name, _ in parsed} <= {"FROM", "WORKDIR", "COPY", "RUN", "USER", "VOLUME", "ENV", "ENTRYPOINT", "CMD"}
    assert dict(parsed)["USER"] == "reporter"
    known_command(msgspec.json.decode(dict(parsed)["CMD"], type=list[str]))
    extras = re.search(r"'\.\[([\w,]+)\]'", text)
    assert extras
    project = (root / "pyproject.toml").read_text("utf-8")
    assert all(re.search(rf"^{extra} = \[", project, re.MULTILINE) for extra in extras[1].split(","))
    assert (root / "requirements-dev.lock").is_file()


def test_the_workflow(deploy: Path):
    flow = yaml.safe_load((deploy / "github" / "nightly.yml").read_text("utf-8"))
    assert flow[True]["schedule"] == [{"cron": "0 3 * * *"}]  # YAML 1.1 takes the key `on` for a truth value
    job = flow["jobs"]["night"]
    assert all(("uses" in step) != ("run" in step) for step in job["steps"])
    (night,) = [step["run"] for step in job["steps"] if "reporter nightly" in step.get("run", "")]
    known_command(shlex.split(night.partition("||")[0])[1:])
    assert night.endswith(f"-eq {cli.PARTIAL}")


def test_the_settings(deploy: Path, tmp_path: Path):
    assert settings.load(deploy / "night.toml").out == "/var/lib/reporter/nights"
    uncommented = re.sub(r"^# (?=[a-z_]+ = |\[)", "", (deploy / "night.toml").read_text("utf-8"), flags=re.MULTILINE)
    (tmp_path / "night.toml").write_text(uncommented, "utf-8")
    night = settings.load(tmp_path / "night.toml")
    assert night.mail is not None
    assert night.webhook is not None
    assert night.mail.password_file == str(tmp_path / "mail-password")


def test_every_setting_of_a_night_is_documented_with_its_default(root: Path):
    page = (root / "docs" / "nightly.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", page, re.MULTILINE))
    fields = {field.name: field for field in msgspec.structs.fields(Night)}
    assert rows.keys() == fields.keys()
    for name in fields.keys() - {"sources", "briefing"}:
        assert rows[name] == f"`{msgspec.json.encode(fields[name].default).decode()}`", name
    for table in (Mail, Webhook):
        for field in msgspec.structs.fields(table):
            assert f"`{field.name}`" in page, field.name
