"""Checks of a draft while it is written: the articles are compared once, and again where their files change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from reporter import check
from reporter.check import cache, policies
from reporter.check.drafts import KINDS
from reporter.config import Config
from reporter.schema.gate import GateReport, Policy


class Writing:
    """What a language server asks for each version of a draft. One call at a time."""

    def __init__(self, against: Sequence[str], config: Config, policy: Policy) -> None:
        self._against, self._config, self._policy = list(against), config, policy
        self._held: check.Against | None = None
        self._state: str | None = None

    def __call__(self, text: str, name: str) -> GateReport:
        """Return what is found in the text of a draft; what it is called tells whether it is Markdown.

        Raises:
            ReporterError: the articles cannot be read or compared, or the draft holds nothing to compare.
        """
        kind = KINDS.get(PurePath(name).suffix.lower(), "markdown")
        return policies.applied(self._articles().report(check.in_text(text, kind, name)), self._policy)

    def _articles(self) -> check.Against:
        state = cache.state([Path(p) for p in self._against], self._config)
        if self._held is None or state != self._state:
            folder = Path(self._config.check.cache).expanduser() if self._config.check.cache else None
            self._held = check.Against(self._against, self._config, cache=folder)
            self._state = state
        return self._held
