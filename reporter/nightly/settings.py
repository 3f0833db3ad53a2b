"""A night's settings: what is read, where to, by whom it is worked on, and who is told."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import msgspec
from msgspec.structs import replace

from reporter.config import Config, Section, refused
from reporter.errors import ConfigError
from reporter.read.files import is_url


class Mail(Section, frozen=True):
    """Whom the morning's summary is sent to by mail."""

    host: str
    sender: str
    to: tuple[str, ...]
    port: int = 587
    starttls: bool = True
    user: str = ""
    password_file: str = ""  # a file that holds the password alone


class Webhook(Section, frozen=True):
    """Where the morning's summary is posted to as JSON."""

    url: str
    token_file: str = ""  # a file that holds what is sent as `Authorization: Bearer …`
    seconds: float = 20.0


class Night(Section, frozen=True):
    """All of it. Paths are relative to the folder of the settings' file."""

    sources: tuple[str, ...]  # files, folders with those below them, URLs
    out: str = "nights"  # a folder a night with its briefings, the index page, run.json
    archive: str = ""  # the archive's file; archive.sqlite in `out` if not given
    work: str = ""  # what a night has done so far; .work in `out` if not given
    formats: tuple[str, ...] = ("html", "json", "md")
    engine: str = "local"
    scheduler: str | None = None  # of an engine that has one
    workers: int = 0  # processes; 0: as many as there are processors
    partition: int = 50  # files that are read by one process at a time
    task_seconds: int = 1800  # the longest that one partition or story may take
    known_nights: int = 7  # tonight's articles may join the stories of so many nights
    index_nights: int = 7  # nights on the index page
    keep_days: int = 0  # nights that are older are removed; 0: none is
    log: str = ""  # a file of JSON lines, "-" for standard error; logs/<night>.jsonl in `work` if not given
    metrics: str = ""  # a file in Prometheus' text form; metrics.prom in `work` if not given
    mail: Mail | None = None
    webhook: Webhook | None = None
    briefing: Config = Config()  # the settings of each briefing, as in --config of `reporter brief`


def load(path: Path) -> Night:
    """Return the settings in the TOML file at `path`, with all paths made whole.

    Raises:
        ConfigError: the file cannot be read, is not TOML, has an unknown key or a wrong type, or asks for what cannot be.
    """
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"settings {path}: cannot be read ({error.strerror}); give a readable TOML file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"settings {path}: not valid TOML: {error}") from error
    try:
        night = msgspec.convert(raw, Night)
    except msgspec.ValidationError as error:
        raise ConfigError(f"settings {path}: {refused(error, Night)}") from error
    return _whole(night, path)


def _whole(night: Night, path: Path) -> Night:
    base = Path(os.path.abspath(path)).parent  # noqa: PTH100 - resolve() would follow links, and a folder would be called otherwise
    if not night.sources:
        raise ConfigError(f"settings {path}: sources: none is given; give files, folders or URLs")
    if "json" not in night.formats:
        raise ConfigError(f"settings {path}: formats: json is missing; the archive and the next night need it")
    for name in ("partition", "task_seconds", "known_nights", "index_nights"):
        if getattr(night, name) < 1:
            raise ConfigError(f"settings {path}: {name} must be 1 or more")
    for name in ("workers", "keep_days"):
        if getattr(night, name) < 0:
            raise ConfigError(f"settings {path}: {name} must not be below 0")
    out = base / night.out
    archive = base / night.archive if night.archive else out / "archive.sqlite"
    if not out.resolve().is_relative_to(archive.resolve().parent):
        raise ConfigError(f"settings {path}: archive: {archive} must lie in the folder {out} or above it: it names files from there")
    work = base / night.work if night.work else out / ".work"
    return replace(
        night,
        sources=tuple(source if is_url(source) else str(base / source) for source in night.sources),
        out=str(out),
        archive=str(archive),
        work=str(work),
        workers=night.workers or os.cpu_count() or 1,
        log=night.log if night.log == "-" else str(base / night.log) if night.log else "",
        metrics=str(base / night.metrics) if night.metrics else str(work / "metrics.prom"),
        mail=replace(night.mail, password_file=_beside(base, night.mail.password_file)) if night.mail else None,
        webhook=replace(night.webhook, token_file=_beside(base, night.webhook.token_file)) if night.webhook else None,
    )


def _beside(base: Path, name: str) -> str:
    return str(base / name) if name else ""


def changed(night: Night, *, engine: str | None, scheduler: str | None, workers: int | None) -> Night:
    """Return the settings with what flags say on top."""
    return replace(night, engine=engine or night.engine, scheduler=scheduler or night.scheduler, workers=workers or night.workers)
