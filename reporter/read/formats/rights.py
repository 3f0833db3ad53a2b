"""Whether an agency's item may be used: its publishing status and its embargo (IPTC NewsCodes, pubstatus)."""

from __future__ import annotations

import datetime as dt

from reporter.read.formats.metadata import moment, now

_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld", "killed", "withdrawn", "commissioned", "deleted"})


def withheld(status: object, embargo: object) -> str | None:
    """Return why an item may not be used; None where it may."""
    if status is not None and not isinstance(status, str):
        return "its publishing status is no text; not used"
    plain = (status or "usable").rpartition(":")[2].strip().lower()
    if plain in _WITHDRAWN:
        return f"its publishing status is {plain!r}; not used"
    if plain != "usable":
        return f"its publishing status {plain!r} is not known; not used"
    return _embargoed(embargo)


def _embargoed(embargo: object) -> str | None:
    if embargo is None or embargo == "":
        return None
    told = moment(embargo) if isinstance(embargo, str) else None
    if told is None:
        return f"its embargo {embargo!r} is no time; not used"
    until = dt.datetime.fromisoformat(told)
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt.UTC)
    return f"under embargo until {told}; not used" if until > now() else None
