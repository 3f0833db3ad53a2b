"""Gists into stories."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reporter.config import Group
from reporter.errors import ConfigError
from reporter.schema import digest
from reporter.schema.stories import ArticleGist, GroupedStory, Grouping, KnownStory


def stories(gists: Sequence[ArticleGist], known: Sequence[KnownStory], config: Group) -> Grouping:
    """Return the stories that `gists` make or join; the same for any order of both.

    A known story keeps its id and its articles, whatever joins; two known stories stay two. An article that is known already stays
    where it is.

    Raises:
        ConfigError: some gists were made with another model or version than others.
    """
    if len({g.maker for g in gists} | {g.maker for story in known for g in story.gists}) > 1:
        raise ConfigError("gists were made with different models or versions; make those of the known stories again")
    of_story = {g.id: story.id for story in known for g in story.gists}
    members: dict[str, list[ArticleGist]] = {story.id: list(story.gists) for story in sorted(known, key=lambda s: s.id)}
    titles = {story.id: story.title for story in known}
    touched = set()
    for gist in sorted(gists, key=lambda g: (g.published or "9999", g.id)):
        story_id = of_story.get(gist.id) or _nearest(gist, members, config)
        if story_id is None:
            story_id = digest("story", gist.id, gist.sha256)
            members[story_id], titles[story_id] = [], gist.title
        members[story_id] = [*(g for g in members[story_id] if g.id != gist.id), gist]
        touched.add(story_id)
    return Grouping(stories=tuple(_grouped(i, titles[i], members[i]) for i in sorted(touched)))


def _nearest(gist: ArticleGist, members: dict[str, list[ArticleGist]], config: Group) -> str | None:
    """Return the id of the story whose articles are most alike to `gist` on average, where they are enough so."""
    vector = np.frombuffer(gist.vector, dtype="<f2").astype(np.float32)
    alike = {i: float(np.mean([np.frombuffer(g.vector, dtype="<f2").astype(np.float32) @ vector for g in m])) for i, m in members.items()}
    best = min(alike, key=lambda i: (-alike[i], i), default=None)
    return best if best is not None and alike[best] >= config.join_probability else None


def _grouped(story_id: str, title: str, members: Sequence[ArticleGist]) -> GroupedStory:
    published = sorted(g.published for g in members if g.published)
    return GroupedStory(
        id=story_id,
        title=title,
        articles=tuple(sorted(g.id for g in members)),
        from_=published[0] if published else None,
        to=published[-1] if published else None,
    )
