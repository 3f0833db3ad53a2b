"""What became of a story's claims, articles and findings since its last briefing. Pure: from briefings to a briefing."""

from __future__ import annotations

from collections.abc import Sequence

from reporter.schema import Briefing
from reporter.schema.archive import Changes


def followed(briefing: Briefing, earlier: Sequence[Briefing], run: str) -> Briefing:
    """Return the briefing with the claims' lasting ids, and with what changed since `earlier[0]` where there is any.

    Args:
        briefing: tonight's.
        earlier: briefings of earlier nights, as `Kept.earlier` names them.
        run: the night: it takes part in the ids of claims that are new.
    """
    raise NotImplementedError


def changes(before: Briefing, after: Briefing) -> Changes:
    """Return what changed from one briefing to a later one, both with lasting ids, as `followed` returns them."""
    raise NotImplementedError
