"""Errors that reporter raises on purpose, and the exit code of each.

    ReporterError       1   anything that stops a run
    ├── ConfigError     2   a setting, flag or configured thing that cannot be used
    ├── InputError      3   an article or folder that cannot be read
    ├── ModelError      4   a model that is missing, changed or unusable
    ├── ArchiveError    5   the archive cannot be opened, read or written
    └── RenderError     6   a briefing cannot be rendered or written

A message says what failed, where, and what to do about it.
"""

from __future__ import annotations


class ReporterError(Exception):
    """Base of every error that reporter raises on purpose."""

    exit_code: int = 1


class ConfigError(ReporterError):
    """A setting, flag or configured thing that cannot be used."""

    exit_code = 2


class InputError(ReporterError):
    """An article, folder or description of a story that cannot be read."""

    exit_code = 3


class ModelError(ReporterError):
    """A model that is missing, is not the pinned one, or does not run."""

    exit_code = 4


class ArchiveError(ReporterError):
    """The archive cannot be opened, read or written."""

    exit_code = 5


class RenderError(ReporterError):
    """A briefing cannot be rendered or written."""

    exit_code = 6
