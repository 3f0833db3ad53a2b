"""Makes a briefing out of several outlets' articles on one event."""

from __future__ import annotations

__version__ = "0.1.0"
