"""What the extra `editor` installs."""

from __future__ import annotations

from importlib.util import find_spec

from reporter.errors import ConfigError


def require(library: str, what: str) -> None:
    """Raise ConfigError where a library is not installed: told before any work."""
    if find_spec(library) is None:
        raise ConfigError(f"{what}: needs {library}; install reporter-brief with the extra `editor`, or that library")
