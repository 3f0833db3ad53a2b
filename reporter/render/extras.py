"""What the formats that need an extra have in common: the check that it is installed, plain text, and when a briefing was made."""

from __future__ import annotations

import datetime as dt
from importlib.util import find_spec

from reporter.errors import ConfigError, RenderError
from reporter.render import inert
from reporter.render.language import gettext as _
from reporter.schema import Briefing


def not_reviewed() -> str:
    """Return what stands on every briefing until a person has signed it."""
    return _("Not yet reviewed by an editor")


def limits() -> str:
    """Return what a briefing does, and what it does not."""
    return _("This compares what outlets report. It does not say what is true.")


def require(name: str, module: str, library: str) -> None:
    """Raise ConfigError where the library of the format `name` is not installed: told before any work."""
    if find_spec(module) is None:
        raise ConfigError(f"format {name}: needs {library}; install reporter-brief with the extra `office`, or that library")


def line(text: str) -> str:
    """Return `text` on one line, with what hides or reorders text written out: XML can hold all of it."""
    return " ".join(inert.visible(text).split())


def column(letter: str, outlet: str, *, apart: bool) -> str:
    """Return the head of an outlet's column: "A Coast Post", and that it is not counted where its article is about another event."""
    name = f"{letter} {outlet}"
    return _("%(name)s (not counted)", name=name) if apart else name


def made_at(briefing: Briefing) -> dt.datetime:
    """Return when the briefing was made, in UTC and without a zone, as office formats keep it."""
    when = briefing.provenance.made_at
    try:
        moment = dt.datetime.fromisoformat(when)
    except ValueError as error:
        raise RenderError(f"made_at {when!r}: no ISO 8601 time; make the briefing again") from error
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment
