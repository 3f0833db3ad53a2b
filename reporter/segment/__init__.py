"""Stage `segment`: articles into sentences.

Every character that is not white space stands in exactly one sentence, text
that was set aside included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.schema import Sentence, digest
from reporter.segment.boundaries import sentence_bounds
from reporter.segment.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reporter.schema import Article, Story

__all__ = ["sentences"]


def sentences(story: Story) -> tuple[Sentence, ...]:
    """Return the sentences of all articles, by article and place. What was set aside has its reason in `aside`."""
    reasons: dict[str, dict[tuple[int, int], str]] = {}
    for span in story.set_aside:
        reasons.setdefault(span.article, {})[span.start, span.end] = span.reason
    return tuple(sentence for article in story.articles for sentence in _article_sentences(article, reasons.get(article.id, {})))


def _article_sentences(article: Article, reasons: dict[tuple[int, int], str]) -> Iterator[Sentence]:
    number = 0
    for paragraph in paragraphs(article.text, sorted(reasons)):
        whole = (paragraph.start, paragraph.end)
        aside = reasons.get(whole)
        shifted = (
            [whole] if aside else [(paragraph.start + a, paragraph.start + b) for a, b in sentence_bounds(article.text[slice(*whole)])]
        )
        for start, end in shifted:
            number += 1
            yield Sentence(
                article=article.id,
                start=start,
                end=end,
                id=digest("sentence", article.id, str(start), str(end)),
                number=number,
                paragraph=paragraph.number,
                aside=aside,
            )
