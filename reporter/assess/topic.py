"""Which articles of a story are about another event: they are named and set apart, so that they do not spoil the rest.

Two articles belong together where their words are alike (cosine of the square roots of word counts, stop words left out) or where
much of one is found in the other. The largest group is the story; without one larger than all others nothing is set apart.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from reporter.assess.passages import Groups
from reporter.schema import Claim, Cluster, Pair, Statement, Story
from reporter.text import fold, words

_ALIKE = 0.24  # cosine from which two articles are about one event
_CARRIED = 0.15  # part of an article's statements, by match probability, that another one has too, from which they are about one event
_SHORTEST = 4  # letters of a word that counts
_STOP = frozenset(
    "that with said have from would this they were been about will more which their when there also after other than into some could"
    " them what people time just over only before while even first most such because those still where through should then like make"
    " against many made between being these under during both very much does each including told says saying news year years week weeks"
    " month months monday tuesday wednesday thursday friday saturday sunday today yesterday president reporters statement asked called"
    " whether since until upon however although another around without within according reported report".split()
)


def off_topic(
    story: Story,
    clusters: Sequence[Cluster],
    statements: Sequence[Statement],
    pairs: Sequence[Pair] = (),
    copies: Collection[str] = frozenset(),
) -> tuple[str, ...]:
    """Return the ids of the articles that are about another event than most of the story, sorted.

    Args:
        story: the articles.
        clusters: the claims, with the pairs that hold them together.
        statements: of all articles.
        pairs: what else was found of two statements.
        copies: the statements of copied articles: a copy says nothing of what most of the story is about.
    """
    ids = [a.id for a in story.articles]
    if len(ids) < 3:
        return ()
    counts = {a.id: _counts(a.text) for a in story.articles}
    lengths = {i: math.sqrt(sum(v * v for v in c.values())) for i, c in counts.items()}
    carried = _carried(clusters, statements, pairs)
    groups = Groups(ids)
    for left, right in combinations(ids, 2):
        short, long = sorted((counts[left], counts[right]), key=len)
        product = sum(value * long.get(word, 0.0) for word, value in short.items())
        if product >= _ALIKE * lengths[left] * lengths[right] or carried.get((left, right), 0.0) >= _CARRIED:
            groups.join((left, right))
    copying = {s.article for s in statements if s.id in copies}
    sizes = Counter(groups.find(i) for i in ids if i not in copying)
    largest = sizes.most_common(2)
    if largest[0][1] < 2 or (len(largest) > 1 and largest[0][1] == largest[1][1]):
        return ()
    return tuple(i for i in sorted(ids) if groups.find(i) != largest[0][0])


def about(story: Story, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims that are made about the story's event."""
    return tuple(c for c in claims if any(m.article not in story.off_topic for m in c.mentions))


def about_one_event(story: Story, statements: Sequence[Statement], pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return the pairs without those of an article on the story's event and one that is set apart."""
    apart = {s.id for s in statements if s.article in story.off_topic}
    return tuple(p for p in pairs if (p.left in apart) is (p.right in apart))


def _counts(text: str) -> Mapping[str, float]:
    found: Counter[str] = Counter()
    for start, end in words(text):
        if end - start >= _SHORTEST:
            word = fold(text[start:end]).removesuffix("'s")
            if len(word) >= _SHORTEST and word not in _STOP:
                found[word] += 1
    return {word: math.sqrt(count) for word, count in found.items()}


def _carried(clusters: Sequence[Cluster], statements: Sequence[Statement], pairs: Sequence[Pair]) -> Mapping[tuple[str, str], float]:
    """Return, for each two articles with a claim in common, the larger part of one's statements that is in such claims.

    A statement counts by its surest match in the other article.
    """
    article = {s.id: s.article for s in statements}
    total = Counter(article.values())
    known = {frozenset((p.left, p.right)): p.match_probability for c in clusters for p in c.explanation}
    known |= {frozenset((p.left, p.right)): p.match_probability for p in pairs}
    common: dict[tuple[str, str], tuple[dict[str, float], dict[str, float]]] = {}
    for cluster in clusters:
        for two in combinations(sorted(cluster.statements, key=lambda s: article[s]), 2):
            if article[two[0]] != article[two[1]]:
                sides = common.setdefault((article[two[0]], article[two[1]]), ({}, {}))
                for side, statement in zip(sides, two, strict=True):
                    side[statement] = max(side.get(statement, 0.0), known.get(frozenset(two), 0.0))
    return {articles: max(sum(s.values()) / total[a] for a, s in zip(articles, sides, strict=True)) for articles, sides in common.items()}
