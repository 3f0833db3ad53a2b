"""The draft gate: what articles give for each statement of a draft.

A draft is one more article seen from the other side: it is cut, compared and assessed as articles are. `check` does it all; who
checks one draft again and again makes `Against` once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from reporter import once, pipeline, plugins, read
from reporter.check import cache as kept
from reporter.check import drafts
from reporter.check.findings import RULES
from reporter.check.report import report
from reporter.check.written import DraftKind, Written
from reporter.config import Config
from reporter.errors import InputError
from reporter.models.remembering import Remembering, RememberingPairs
from reporter.protocols import Matcher
from reporter.schema import Failure
from reporter.schema.check import CheckReport

__all__ = ["RULES", "Against", "check", "in_text", "report"]


class Against:
    """Articles that drafts are checked against, read and compared once; what was learnt is kept in a folder, where one is given."""

    def __init__(
        self,
        paths: Sequence[str | Path],
        config: Config | None = None,
        *,
        cache: Path | None = None,
        on_step: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Read the articles and compare them.

        Raises:
            ConfigError: a setting or the cache's folder cannot be used.
            InputError: no article can be read.
            ModelError: a model is missing or is not the pinned one.
        """
        self.config = config or Config()
        self._cache = kept.Cache(cache)
        self._embedder: Remembering | None = None
        self._cross_encoder: RememberingPairs | None = None
        on_step("loading the model")
        matcher: Matcher = plugins.load(plugins.MATCHERS, self.config.models.matcher)(self._embedding, self._reading)
        self.models = pipeline.Models(matcher=matcher)
        keeps = cache is not None and "-" not in map(str, paths)
        self.key = kept.key([Path(p) for p in paths], self.config, matcher.models) if keeps else None
        on_step("comparing the articles")
        known = self._cache.told(self.key) if self.key is not None else None
        if known is not None:
            self.told, encodings = known
            self._learn((encodings, {}))
        else:
            self.told = pipeline.tell(read.story(list(paths), self.config.read), self.config, self.models)
            if self.key is not None and not self.told.story.failures:  # what failed once may be read the next time
                self._cache.keep(self.key, self.told, self._known()[0])
        self._of_articles = frozenset(self._known()[0])
        if self._cross_encoder is not None:
            self._cross_encoder.known.clear()  # two articles are not compared again

    def report(self, draft: Written, *, at: str | dt.datetime | None = None, failures: Sequence[Failure] = ()) -> CheckReport:
        """Return what the articles give for a draft.

        Raises:
            ConfigError: `at` cannot be used.
            InputError: the articles or the draft hold nothing that could be compared.
            ModelError: the model that reads two statements together cannot be loaded; it is when a pair has to be read.
        """
        try:
            return report(draft, self.told, self.models, self.config, made_at=once.made_at(at), failures=failures)
        finally:
            if self._embedder is not None:  # what an earlier draft said is not needed any more
                self._embedder.forget(self._of_articles)
            if self._cross_encoder is not None:
                self._cross_encoder.forget()

    def check(self, path: Path, *, at: str | dt.datetime | None = None) -> CheckReport:
        """Return what the articles give for the draft in a file ("-": Markdown on standard input).

        Raises:
            ConfigError: `at` cannot be used.
            InputError: the draft cannot be read, or holds nothing that could be compared.
        """
        draft, failures = drafts.draft(path, self.config.read)
        key = kept.draft_key(self.key, path) if self.key is not None and path != drafts.STDIN else None
        before: kept.Learnt = self._cache.of_draft(key) if key is not None else ({}, {})
        self._learn(before)
        made = self.report(draft, at=at, failures=failures)
        if key is not None:
            self._keep(key, before)
        return made

    def _embedding(self) -> Remembering:
        self._embedder = Remembering(plugins.made(plugins.EMBEDDERS, self.config.models.embedder))
        return self._embedder

    def _reading(self) -> RememberingPairs:
        self._cross_encoder = RememberingPairs(plugins.made(plugins.CROSS_ENCODERS, self.config.models.cross_encoder))
        return self._cross_encoder

    def _known(self) -> kept.Learnt:
        return dict(self._embedder.known) if self._embedder else {}, dict(self._cross_encoder.known) if self._cross_encoder else {}

    def _learn(self, learnt: kept.Learnt) -> None:
        encodings, readings = learnt
        if self._embedder is not None:
            self._embedder.known.update(encodings)
        if self._cross_encoder is not None:
            self._cross_encoder.known.update(readings)

    def _keep(self, key: str, before: kept.Learnt) -> None:
        """Keep what the models said of the draft's texts, where there is news."""
        encodings, readings = self._known()
        held = {text: encoding for text, encoding in encodings.items() if text not in self._of_articles}
        if (held.keys(), readings.keys()) != (before[0].keys(), before[1].keys()):
            self._cache.keep_draft(key, (held, readings))


def check(
    draft: str | Path,
    against: str | Path | Iterable[str | Path],
    *,
    config: Config | None = None,
    at: str | dt.datetime | None = None,
    cache: Path | None = None,
    on_step: Callable[[str], None] = lambda _: None,
) -> CheckReport:
    """Return what the articles in `against`, files and folders, give for a draft: a Markdown, text, Word or HTML file.

    Raises:
        ConfigError: a setting, `at` or the cache's folder cannot be used.
        InputError: the draft, or all of the articles, cannot be read.
        ModelError: a model is missing or is not the pinned one.
    """
    paths = [against] if isinstance(against, (str, Path)) else list(against)
    if not paths:
        raise InputError("no articles to check against; give files or a folder to --against")
    held = Against(paths, config, cache=cache, on_step=on_step)
    on_step("checking the draft")
    return held.check(Path(draft), at=at)


def in_text(text: str, kind: DraftKind = "markdown", name: str | None = None) -> Written:
    """Return the draft that a text is. Raises InputError where it holds none."""
    return drafts.in_text(text, kind, name)
