"""Stage `group`: which of many articles are on one event. Tonight's articles join the stories of earlier nights.

`gists` looks at each article alone, so it may be run on any partition of them, anywhere. `stories` needs the gists only, and gives the
same for any order of them.
"""

from __future__ import annotations

from reporter.group.gist import gists
from reporter.group.grouping import stories

__all__ = ["gists", "stories"]
