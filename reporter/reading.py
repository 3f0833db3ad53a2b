"""What reading gave, for `reporter read`: each article as it was read, what was set aside of it, and what is believed of it and why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporter.schema import Article, SetAside, Story
from reporter.why.blocks import Block, Heading, Line

_LINE = re.compile(r"\S[^\n\r]*")
_BELIEVED = ("title", "byline", "published", "updated", "url", "language")


def answer(story: Story) -> list[Block]:
    """Return the blocks that tell what was read."""
    blocks: list[Block] = []
    for article in story.articles:
        blocks += _article(article, story)
    if story.failures:
        blocks.append(Heading("What could not be done"))
        blocks += [Line(failure.reason, failure.what) for failure in story.failures]
    return blocks


def _article(article: Article, story: Story) -> Iterator[Block]:
    kind = f", read as {article.kind}" if article.kind else ""
    yield Heading(f"{article.id}: {article.path or 'given as text'}{kind}, {article.word_count} words")
    yield Line(_with_source(article, "outlet", article.outlet if article.outlet_named else "not named"), "outlet")
    for name in _BELIEVED:
        yield Line(_with_source(article, name, getattr(article, name) or "not known"), name)
    for credit in story.credits:
        if credit.article == article.id:
            yield Line(f"{credit.credited} ({credit.form}): {credit.exact}", "credits")
    for loss in article.losses:
        yield Line(f"{loss.kind}: {loss.reason}", "lost")
    for version in article.earlier:
        yield Line(f"{version.path or version.id} ({version.reason})", "takes the place of")
    yield Heading(f"{article.id}: text")
    yield from _text(article, [aside for aside in story.set_aside if aside.article == article.id])


def _with_source(article: Article, name: str, value: str) -> str:
    source = article.known_from.get(name)
    return f"{value} (from {source})" if source else value


def _text(article: Article, asides: list[SetAside]) -> Iterator[Line]:
    """Yield the text line by line; what was set aside is labelled with its reason."""
    place = 0
    for start, end, label in [*((a.start, a.end, f"set aside as {a.reason}") for a in asides), (len(article.text), len(article.text), "")]:
        for match in _LINE.finditer(article.text, place, start):
            yield Line(match[0].rstrip())
        if end > start:
            yield Line(article.text[start:end], label)
        place = end
