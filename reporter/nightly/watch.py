"""What a night tells of itself while it works: JSON lines, and metrics in Prometheus' text form."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reporter.errors import ConfigError
from reporter.nightly.settings import Night
from reporter.nightly.store import UnwritableError
from reporter.nightly.summary import Summary

_LOGGER = "reporter.nightly"
Log = Callable[..., None]  # the event's name, and what is to be known of it by name


class _Line(logging.Formatter):
    """An event as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line: the time in UTC, the level, the event, and its fields."""
        when = dt.datetime.fromtimestamp(record.created, tz=dt.UTC).isoformat(timespec="milliseconds")
        known = getattr(record, "known", {})
        return json.dumps({"time": when, "level": record.levelname.lower(), "event": record.getMessage(), **known}, default=str)


@contextmanager
def logging_to(night: Night, run: str) -> Iterator[Log]:
    """Give a function that logs an event. Raises UnwritableError where the log cannot be written."""
    handler = _handler(night, run)
    handler.setFormatter(_Line())
    logger = logging.getLogger(_LOGGER)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)

    def log(event: str, *, failed: bool = False, **known: object) -> None:
        logger.log(logging.ERROR if failed else logging.INFO, event, extra={"known": {"night": run, **known}})

    try:
        yield log
    finally:
        logger.removeHandler(handler)
        handler.close()


def _handler(night: Night, run: str) -> logging.Handler:
    if night.log == "-":
        return logging.StreamHandler(sys.stderr)
    path = Path(night.log) if night.log else Path(night.work, "logs", f"{run}.jsonl")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise UnwritableError(f"log {path}: cannot be written ({error.strerror}); give another with the setting log") from error


class Watch:
    """Times the parts of a night."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = time.monotonic()

    def done(self, part: str) -> float:
        """Return how long the part took that ends now, in seconds."""
        now = time.monotonic()
        self.seconds[part] = round(now - self._since, 3)
        self._since = now
        return self.seconds[part]


def needed() -> None:
    """Raise ConfigError where the library for metrics is not installed."""
    try:
        import prometheus_client  # noqa: F401 - whether it is there
    except ImportError as error:
        raise ConfigError("a night needs prometheus-client; install reporter-brief with the extra `nightly`") from error


def measure(night: Night, summary: Summary, seconds: dict[str, float], at: float) -> None:
    """Write the night's metrics, the file whole or not at all. Raises UnwritableError."""
    from prometheus_client import CollectorRegistry, Gauge, write_to_textfile

    registry = CollectorRegistry()
    counts = {
        "sources": (summary.sources, "Files and URLs that were looked at"),
        "articles": (summary.articles, "Articles in them"),
        "articles_new": (summary.articles_new, "Articles that no earlier night had"),
        "stories_told": (len(summary.stories), "Stories with a new briefing"),
        "stories_set_aside": (len(summary.set_aside), "Stories that could not be told"),
        "failures": (len(summary.failures), "Things that could not be done"),
        "exit_code": (summary.exit_code, "0, or 7 where something could not be done"),
        "finished_timestamp_seconds": (at, "When the night ended"),
    }
    for name, (value, meaning) in counts.items():
        Gauge(f"reporter_night_{name}", meaning, registry=registry).set(value)
    parts = Gauge("reporter_night_part_seconds", "How long each part of the night took", ["part"], registry=registry)
    for part, took in seconds.items():
        parts.labels(part).set(took)
    try:
        Path(night.metrics).parent.mkdir(parents=True, exist_ok=True)
        write_to_textfile(night.metrics, registry)
    except OSError as error:
        raise UnwritableError(
            f"metrics {night.metrics}: cannot be written ({error.strerror}); give another with the setting metrics"
        ) from error
