"""Whatever is killed, and wherever the work is done: after the night is run again, its files are those of a night that was left alone."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from pathlib import Path

import pytest

from reporter import archive
from tests import nights
from tests.clusters import cluster, workers

_SEED = 20261127


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("undisturbed")
    nights.articles(folder / "articles")
    nights.run(nights.settings(folder), "--workers", "2")
    made = nights.made(folder)
    assert len(made) == 5 * 3 + 3  # five stories in three formats, the index, the archive and its hash
    return made


@pytest.fixture
def night(tmp_path: Path) -> Path:
    nights.articles(tmp_path / "articles")
    return nights.settings(tmp_path)


def at_line(run: subprocess.Popen[str], line: int) -> None:
    """Wait until a run has logged so many lines."""
    assert run.stderr is not None
    for _ in range(line):
        run.stderr.readline()


def killed(config: Path, line: int) -> None:
    """Kill a night after so many lines of its log."""
    run = nights.begun(config, "--workers", "2")
    at_line(run, line)
    run.kill()
    run.communicate(timeout=60)  # until its workers have ended too


def test_a_run_that_is_killed_goes_on(night: Path, undisturbed: dict[str, str]):
    """The same night is killed again and again, a little further on each time."""
    for line in (1, 3, 5, 8, 9, 10, 12, 14):
        killed(night, line)
    for name in ("run.json", "index.html"):  # killed between two calls of one writer, which no line of the log stands for
        (night.parent / "nights" / f".{name}.1.part").write_bytes(b"")
    told = nights.run(night, "--workers", "2")
    assert nights.made(night.parent) == undisturbed
    assert next(nights.events(told))["event"] == "night resumed"


def test_an_article_that_came_before_the_night_went_on_doubles_no_story(night: Path, tmp_path: Path):
    """It is the first of its story, which is called by that."""
    killed(night, 12)
    out = night.parent / "nights"
    with archive.reading(out / "archive.sqlite") as kept:
        assert any(told.title.startswith("Fire") for told in kept.told(nights.AT[:10]))
    alone = tmp_path / "alone"
    nights.articles(alone / "articles")
    for folder in (night.parent, alone):
        late = nights.write(folder / "articles", 0, 3)
        late.rename(late.with_name("a.txt"))
    told = nights.run(night, "--workers", "2")
    nights.run(nights.settings(alone), "--workers", "2")
    assert "removed what is told in other stories" in [event["event"] for event in nights.events(told)]
    assert nights.made(night.parent) == nights.made(alone)


def test_a_worker_that_is_killed_is_replaced(tmp_path: Path, undisturbed: dict[str, str]):
    chance = random.Random(_SEED)
    for n in range(4):
        folder = tmp_path / str(n)
        nights.articles(folder / "articles")
        run = nights.begun(nights.settings(folder), "--workers", "2")
        at_line(run, chance.randint(3, 12))
        alive = workers(run.pid)
        if alive:
            os.kill(chance.choice(alive), signal.SIGKILL)
        _, told = run.communicate(timeout=120)
        assert run.returncode == 0, told
        assert nights.made(folder) == undisturbed


@pytest.mark.parametrize(("processes", "partition"), [("1", 1), ("4", 7)])
def test_workers_and_partitions_change_nothing(tmp_path: Path, undisturbed: dict[str, str], processes: str, partition: int):
    nights.articles(tmp_path / "articles")
    nights.run(nights.settings(tmp_path, partition=partition), "--workers", processes)
    assert nights.made(tmp_path) == undisturbed


def test_dask_makes_the_same_though_a_worker_is_killed(tmp_path: Path, undisturbed: dict[str, str]):
    nights.articles(tmp_path / "articles")
    with cluster(tmp_path, plugins=nights.PLUGINS) as begun:
        run = nights.begun(nights.settings(tmp_path), "--engine", "dask", "--scheduler", begun.scheduler)
        at_line(run, 6)
        nanny = begun.processes[-1]
        (victim,) = workers(nanny)
        os.kill(victim, signal.SIGKILL)
        _, told = run.communicate(timeout=120)
        assert victim not in workers(nanny)
    assert run.returncode == 0, told
    assert nights.made(tmp_path) == undisturbed
