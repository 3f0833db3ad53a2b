"""The night: many articles in, stories grouped, a briefing a story, an archive, an index that says where to look first.

`run` is the order of it. What is done on many articles or stories at once is in `partitions` and `briefings`: functions from a path to
a path, which an engine runs wherever it likes.
"""

from __future__ import annotations

from reporter.nightly.job import run
from reporter.nightly.settings import Night, load

__all__ = ["Night", "load", "run"]
