"""Gists into stories: duplicates first, then what match probabilities join, then what is to be said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reporter.config import Group
from reporter.errors import ConfigError
from reporter.group import candidates, comparison, copies, second
from reporter.group.gist import PLACES
from reporter.group.linkage import Linkage
from reporter.group.terms import Bags
from reporter.schema import digest
from reporter.schema.stories import AlsoOn, ArticleGist, Duplicate, GroupedStory, Grouping, KeptOut, KnownStory

Integers = NDArray[np.int64]

_LATE = "9999"


@dataclass(frozen=True)
class _Articles:
    """Known articles and tonight's, those kept out left aside, in an order of their own."""

    gists: list[ArticleGist]
    days: list[float]
    story: list[str | None]  # id of the known story of each

    def near(self, window_days: float, left: int, right: int) -> bool:
        """Tell whether two may be duplicates: near enough in time, and not of two known stories."""
        of_two = self.story[left] is not None and self.story[right] is not None and self.story[left] != self.story[right]
        return not of_two and not abs(self.days[left] - self.days[right]) > window_days


def stories(gists: Sequence[ArticleGist], known: Sequence[KnownStory], config: Group) -> Grouping:
    """Return the stories that `gists` make or join; the same for any order of both.

    A known story keeps its id, its title and its articles, whatever joins; two known stories stay two. An article that is known already
    stays where it is.

    Raises:
        ConfigError: some gists were made with another model or version than others.
        ModelError: the package's weights cannot be read.
    """
    if not gists:
        return Grouping()
    if len({g.maker for g in gists} | {g.maker for story in known for g in story.gists}) > 1:
        raise ConfigError("gists were made with different models or versions; make those of the known stories again")
    articles = _arranged(gists, known)
    kept_out = tuple(KeptOut(article=g.id, reason=g.kept_out) for g in sorted(gists, key=lambda g: g.id) if g.kept_out)
    if not articles.gists:
        return Grouping(kept_out=kept_out)
    first = copies.firsts(articles.gists, lambda a, b: articles.near(config.window_days, a, b))
    clusters, also = _clusters(articles, first, config)
    fresh = {g.id for g in gists}
    titles = {story.id: story.title for story in known}
    ids = [_story_id(articles, cluster) for cluster in clusters]
    told = {n: i for i, cluster in zip(ids, clusters, strict=True) for n in cluster}
    made = [
        _grouped(i, titles.get(i), articles, cluster)
        for i, cluster in zip(ids, clusters, strict=True)
        if any(articles.gists[n].id in fresh for n in cluster)
    ]
    return Grouping(
        stories=tuple(sorted(made, key=lambda s: s.id)),
        duplicates=_duplicates(articles.gists, first, fresh),
        kept_out=kept_out,
        also_on=tuple(
            AlsoOn(article=articles.gists[n].id, story=told[n], also_on=ids[other]) for n, other in also if articles.gists[n].id in fresh
        ),
    )


def _arranged(gists: Sequence[ArticleGist], known: Sequence[KnownStory]) -> _Articles:
    """Return all articles, known ones first, each once: tonight's version, else the known one, and of several that published last."""
    of_story = {g.id: story.id for story in sorted(known, key=lambda s: s.id, reverse=True) for g in story.gists}
    last = {g.id: g for versions in ((g for story in known for g in story.gists), gists) for g in sorted(versions, key=_version)}
    taking_part = [g for g in last.values() if not g.kept_out or g.id in of_story]
    ordered = sorted(taking_part, key=lambda g: (g.id not in of_story, g.published or _LATE, g.id))
    return _Articles(ordered, [candidates.day(g.published) for g in ordered], [of_story.get(g.id) for g in ordered])


def _version(gist: ArticleGist) -> tuple[str, str]:
    return gist.published or "", gist.sha256


def _clusters(articles: _Articles, first: Integers, config: Group) -> tuple[list[list[int]], list[tuple[int, int]]]:
    """Return the clusters of articles, by number, and which articles tell of which other cluster too."""
    once = np.unique(first)  # an article that is there several times is compared once: a copy moves nothing
    gists = [articles.gists[n] for n in once]
    days = [articles.days[n] for n in once]
    bags = Bags([g.terms for g in gists], PLACES)
    vectors = np.concatenate([comparison.vectors([g.meaning for g in gists]), bags.sketch("lead")], axis=1)
    left, right = candidates.pairs(vectors, np.array(days), config.window_days)
    values = comparison.values(gists, bags, left, right)
    matched = comparison.shipped().probability(values)
    given: dict[str, list[int]] = {}
    for place, number in enumerate(once):
        story = articles.story[number]
        if story is not None:
            given.setdefault(story, []).append(place)
    linkage = Linkage(days, config.window_days, [given[story] for story in sorted(given)])
    linkage.join(zip(left.tolist(), right.tolist(), matched.tolist(), strict=True), config.join_probability)
    found = [sorted(linkage.members[c]) for c in sorted(linkage.members)]
    also = second.also(found, bags)
    copies_of: dict[int, list[int]] = {}
    for number, original in enumerate(first.tolist()):
        copies_of.setdefault(original, []).append(number)
    whole = [[n for place in cluster for n in copies_of[int(once[place])]] for cluster in found]
    return whole, [(n, cluster) for place, cluster in also for n in copies_of[int(once[place])]]


def _story_id(articles: _Articles, cluster: Sequence[int]) -> str:
    """Return the known story's id, or one made from the first article: lasting, since the story is known from then on."""
    known = next((story for n in cluster if (story := articles.story[n]) is not None), None)
    first = articles.gists[min(cluster)]
    return known or digest("story", first.id, first.sha256)


def _grouped(story_id: str, title: str | None, articles: _Articles, cluster: Sequence[int]) -> GroupedStory:
    dated = sorted((articles.days[n], articles.gists[n].published or "") for n in cluster if articles.gists[n].published)
    return GroupedStory(
        id=story_id,
        title=title if title is not None else articles.gists[min(cluster)].title,
        articles=tuple(sorted(articles.gists[n].id for n in cluster)),
        from_=dated[0][1] if dated else None,
        to=dated[-1][1] if dated else None,
    )


def _duplicates(gists: Sequence[ArticleGist], first: Integers, fresh: set[str]) -> tuple[Duplicate, ...]:
    found = [
        Duplicate(article=g.id, of=gists[original].id, kind="exact" if g.sha256 == gists[original].sha256 else "near")
        for number, (g, original) in enumerate(zip(gists, first.tolist(), strict=True))
        if original != number and g.id in fresh
    ]
    return tuple(sorted(found, key=lambda d: d.article))
