"""Engines: every task is done, whatever dies; what fails twice is set aside with its reason; nothing listens beyond loopback."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from reporter import plugins
from reporter.engines.dask import Dask
from reporter.engines.local import Local
from reporter.errors import ConfigError, ModelError, ReporterError
from reporter.protocols import Engine
from tests import works
from tests.clusters import Cluster, cluster, family, listening, workers


@pytest.fixture(scope="module")
def dask_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("dask")) as begun:
        yield begun


@pytest.fixture(params=["local", "dask"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    scheduler = request.getfixturevalue("dask_cluster").scheduler if request.param == "dask" else None
    made: Engine = plugins.load(plugins.ENGINES, request.param)(2, scheduler)
    yield made
    made.close()


def tasks(folder: Path, *texts: str) -> list[str]:
    paths = [folder / f"{n:02}.txt" for n in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return [str(path) for path in paths]


def test_every_task_is_done(engine: Engine, tmp_path: Path):
    given = tasks(tmp_path, *(f"text {n}" for n in range(12)))
    done = {o.task: o for o in engine.run(works.upper, given, (), 60)}
    assert sorted(done) == given
    assert all(o.reason is None and o.made and Path(o.made).read_text("utf-8") == f"TEXT {int(Path(t).stem)}" for t, o in done.items())
    assert list(engine.run(works.upper, [], (), 60)) == []


def test_a_process_that_dies_takes_its_own_task_alone(engine: Engine, tmp_path: Path):
    given = tasks(tmp_path, "one", "die", "two", "die once", "raise", "three", "raise once", "four")
    done = {Path(o.task).read_text("utf-8"): o for o in engine.run(works.told, given, (), 60)}
    assert len(done) == 8
    failed = {text: o.reason for text, o in done.items() if o.reason}
    assert failed.keys() == {"die", "raise"}
    assert "the process that worked on it ended" in (failed["die"] or "")
    assert failed["raise"] == "ValueError: what the file holds cannot be used"
    assert all(o.made for text, o in done.items() if text not in failed)


def test_what_all_tasks_would_meet_stops_the_run(engine: Engine, tmp_path: Path):
    with pytest.raises(ModelError, match="is not there"):
        list(engine.run(works.told, tasks(tmp_path, "one", "no model"), (ModelError,), 60))


def test_a_task_that_hangs_is_set_aside(tmp_path: Path):
    engine = Local(2)
    done = {Path(o.task).read_text("utf-8"): o for o in engine.run(works.told, tasks(tmp_path, "hang", "one", "two"), (), 1)}
    engine.close()
    assert "past 1 seconds" in (done["hang"].reason or "")
    assert done["one"].made
    assert done["two"].made


def test_what_is_tried_again_is_alone(tmp_path: Path):
    engine = Local(2)
    assert len(list(engine.run(works.upper, tasks(tmp_path, "one", "two", "three"), (), 60))) == 3
    assert len(multiprocessing.active_children()) == 2
    [told] = engine.run(works.told, tasks(tmp_path, "raise"), (), 60)
    assert told.reason
    assert len(multiprocessing.active_children()) == 1
    engine.close()


def test_an_idle_process_that_dies_is_replaced(tmp_path: Path):
    engine = Local(1)
    given = tasks(tmp_path, "one", "two")
    assert [o.reason for o in engine.run(works.upper, given[:1], (), 60)] == [None]
    for process in multiprocessing.active_children():
        process.kill()
        process.join()
    assert [o.reason for o in engine.run(works.upper, given[1:], (), 60)] == [None]
    engine.close()
    assert not multiprocessing.active_children()


def test_processes_end_with_the_one_that_began_them(tmp_path: Path):
    """A run that is killed leaves nobody behind who works on."""
    script = tmp_path / "run.py"
    script.write_text(
        textwrap.dedent("""
            import multiprocessing, os, signal, sys
            from reporter.engines.local import Local
            from tests import works

            if __name__ == "__main__":
                engine = Local(2)
                assert [o.reason for o in engine.run(works.upper, [sys.argv[1]], (), 60)] == [None]
                print(*(process.pid for process in multiprocessing.active_children()), flush=True)
                os.kill(os.getpid(), signal.SIGKILL)
            """),
        "utf-8",
    )
    run = subprocess.Popen([sys.executable, script, *tasks(tmp_path, "one")], stdout=subprocess.PIPE, text=True)
    said, _ = run.communicate(timeout=60)  # ends when all that hold its output have ended
    assert len(said.split()) in {1, 2}


def test_dask_listens_on_loopback_alone(dask_cluster: Cluster):
    processes = [pid for process in dask_cluster.processes for pid in family(process)]
    assert [len(workers(process)) for process in dask_cluster.processes] == [0, 1, 1]
    assert listening(processes) == {"127.0.0.1"}


def test_dask_workers_of_several_threads_are_refused(tmp_path: Path):
    with cluster(tmp_path, workers=1, threads=2) as begun:
        engine = Dask(2, begun.scheduler)
        with pytest.raises(ConfigError, match="works on 2 tasks at a time; start it with --nthreads 1"):
            engine.run(works.upper, tasks(tmp_path, "one"), (), 60)
        engine.close()


def test_dask_says_what_it_lacks():
    with pytest.raises(ConfigError, match="no scheduler is named"):
        Dask(2)
    with pytest.raises(ReporterError, match=r"scheduler nonsense://: does not answer"):
        Dask(2, "nonsense://")


def test_without_dask(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ConfigError, match="extra `dask`"):
        Dask(2, "tcp://127.0.0.1:1")
