"""Choose-one-by-name things, found through entry points; nothing is imported until asked for."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Any

from reporter.errors import ConfigError

CROSS_ENCODERS = "reporter.cross_encoders"
EMBEDDERS = "reporter.embedders"
ENGINES = "reporter.engines"
MATCHERS = "reporter.matchers"
READERS = "reporter.readers"
RENDERERS = "reporter.renderers"
_CALLED = {
    CROSS_ENCODERS: "cross-encoder",
    EMBEDDERS: "embedder",
    ENGINES: "engine",
    MATCHERS: "matcher",
    READERS: "reader",
    RENDERERS: "format",
}  # by those who choose


def names(group: str) -> tuple[str, ...]:
    """Return the names known in `group`, sorted."""
    return tuple(sorted(_known(group)))


def load(group: str, name: str) -> Any:  # noqa: ANN401 - what a group's things are is said by its Protocol
    """Return what the entry point `name` of `group` stands for.

    Raises:
        ConfigError: there is no such name, or it is there and cannot be imported.
    """
    known = _known(group)
    kind = _CALLED.get(group, group)
    if name not in known:
        raise ConfigError(f"{kind} {name!r} is not known; known: {', '.join(sorted(known)) or 'none (is reporter installed?)'}")
    try:
        return known[name].load()
    except (ImportError, AttributeError) as error:
        raise ConfigError(f"{kind} {name!r}: {known[name].value} cannot be imported ({error}); install what provides it again") from error


def made(group: str, name: str) -> Any:  # noqa: ANN401 - as above
    """Return what the entry point `name` of `group` makes, called with nothing. Raises as `load`, and what making it raises."""
    return load(group, name)()


def _known(group: str) -> dict[str, EntryPoint]:
    known: dict[str, EntryPoint] = {}
    for point in entry_points(group=group):
        other = known.setdefault(point.name, point)
        if other.value != point.value:
            raise ConfigError(f"{group}: {point.name!r} is offered as {other.value} and as {point.value}; uninstall one of them")
    return known
