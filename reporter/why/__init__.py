"""Why two passages were joined, or why a finding was told: from the briefing's JSON alone.

`read` takes the briefing in, `answer` says what is asked as blocks that any kind of terminal can show.
"""

from __future__ import annotations

from reporter.why.answers import answer
from reporter.why.briefings import read

__all__ = ["answer", "read"]
