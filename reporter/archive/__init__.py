"""Stage `archive`: what was told from night to night, in one SQLite file; which claims are the same ones, and what changed.

An article's id is taken for the article from night to night: the same id, the same article, whatever became of its text.

    with archive.writing(path) as keeper:                 # one writer; a second one is told that the archive is locked
        keeper.begin("2026-11-22", made_at)               # again with the same id: the night goes on
        known = keeper.known(nights=3)                    # for `group.stories`
        for story in stories, without those that keeper.told("2026-11-22") names:
            earlier = keeper.earlier("2026-11-22", story.id, article_ids)   # paths of briefings as JSON, checked by hash
            # in a worker, from paths to paths, with briefings decoded from `earlier`:
            briefing = archive.followed(pipeline.brief(...), earlier_briefings, "2026-11-22")
            # written and renamed by the worker, all formats; then:
            keeper.record("2026-11-22", briefing, paths, gists)
        keeper.finish("2026-11-22", failures)             # search finds the night from here on; the same bytes in any order of stories

    with archive.reading(path) as kept: ...               # any number of readers, also while a writer writes
"""

from __future__ import annotations

from reporter.archive.follow import changes, followed
from reporter.archive.reader import Kept, reading
from reporter.archive.verify import verify
from reporter.archive.writer import Keeper, writing

__all__ = ["Keeper", "Kept", "changes", "followed", "reading", "verify", "writing"]
