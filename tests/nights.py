"""A small night: articles of several stories in a folder, the command that makes briefings of them, and what came of it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests import stories
from tests.conftest import ROOT

AT = "2026-11-27T03:00:00Z"
LATER = "2026-11-28T03:00:00Z"
PLUGINS = f"{ROOT}{os.pathsep}{ROOT / 'tests' / 'plugins'}"  # where the stand-ins are found by name
_STORIES = (
    (
        "Fire in the market hall of Kellwick",
        "A fire broke out in the old market hall of Kellwick on Monday evening.",
        "Fire chief Ines Calder said that {count} people were brought to safety.",
        "The flames began in a fish shop, Calder told reporters.",
        "“We will build the hall again before winter,” Calder said.",
    ),
    (
        "Sund's orchestra loses its conductor",
        "Conductor Mara Lind leaves the Sund orchestra after {count} seasons.",
        "Lind announced her departure during a rehearsal of Brahms.",
        "Musicians applauded, violinist Tom Hale recalled.",
        "“My heart stays among these players,” Lind wrote.",
    ),
    (
        "Parliament votes to raise pensions",
        "Parliament voted {count} to nine yesterday for higher pensions.",
        "Minister Layla Haddad defended the bill against critics in both chambers.",
        "Economists expect inflation because pensions rise faster than wages.",
        "“Retired workers earned this money,” Haddad argued.",
    ),
    (
        "Cargo ship aground near Elva",
        "Cargo vessel Aldora ran aground near Elva with grain aboard.",
        "Tugs pulled unsuccessfully throughout Tuesday, harbour authorities reported.",
        "Its owner blamed faulty steering for this accident.",
        "Crew members number {count}; none required medical treatment.",
    ),
    (
        "Researchers find new bat species",
        "Biologists discovered an unknown bat inside limestone caves at Quill.",
        "Researcher Jonas Berg counted {count} animals hanging there.",
        "Genetic tests confirmed it differs from all relatives.",
        "“Nobody imagined mammals could hide here,” Berg exclaimed.",
    ),
)


def articles(folder: Path, *, of: int = len(_STORIES), each: int = 3) -> Path:
    """Write articles of `of` stories by `each` outlets into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for story in range(of):
        for outlet in range(each):
            write(folder, story, outlet)
    return folder


def write(folder: Path, story: int, outlet: int, count: int | None = None) -> Path:
    """Write one outlet's article on a story; `count` is a number in it."""
    headline, *facts = _STORIES[story]
    told = [fact.format(count=count or 11 + story) for n, fact in enumerate(facts) if n != outlet]
    path = folder / f"{headline.split()[-1].lower()}-{outlet}.txt"
    path.write_text("\n\n".join([f"{headline}\n{stories.paper(story + 3 * outlet)}", *told, ""]), "utf-8")
    return path


def settings(folder: Path, *, matcher: str = "lexical", **more: object) -> Path:
    """Write the settings of a night whose articles lie in `articles`: words alone are compared, by a stand-in for the model."""
    lines = [f"{name} = {json.dumps(value)}" for name, value in {"sources": ["articles"], "partition": 4, "log": "-", **more}.items()]
    models = ["[briefing.models]", f'matcher = "{matcher}"', 'embedder = "word-vectors"']
    path = folder / "night.toml"
    path.write_text("\n".join([*lines, *models, ""]), "utf-8")
    return path


def begun(config: Path, *flags: str, at: str = AT, file_bytes: int | None = None) -> subprocess.Popen[str]:
    """Begin the command; `file_bytes` is how large a file may become, as on a disk that is nearly full."""
    environment = os.environ | {"PYTHONPATH": PLUGINS, "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "reporter", "nightly", str(config), "--at", at, *flags]
    if file_bytes is not None:
        command = ["prlimit", f"--fsize={file_bytes}", *command]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def run(config: Path, *flags: str, at: str = AT, code: int = 0, file_bytes: int | None = None) -> str:
    """Run the command to its end, and return what it told on standard error."""
    process = begun(config, *flags, at=at, file_bytes=file_bytes)
    _, told = process.communicate(timeout=120)
    assert process.returncode == code, told
    return told


def events(told: str) -> Iterator[dict[str, object]]:
    """Return what a run logged."""
    return (json.loads(line) for line in told.splitlines() if line.startswith("{"))


def made(folder: Path) -> dict[str, str]:
    """Return the hash of every file that a night leaves for others: briefings, index, archive."""
    out = folder / "nights"
    files = [path for path in sorted(out.rglob("*")) if path.is_file() and ".work" not in path.parts and path.name != "run.json"]
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
