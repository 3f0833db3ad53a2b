"""What grouping keeps of an article: the meaning and the words of how it begins, and a sketch of its whole wording."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reporter import text as words_of
from reporter.group import copies
from reporter.protocols import Embedder
from reporter.schema import Article, digest
from reporter.schema.stories import ArticleGist

_BEGINNING = 1200  # characters of the text that are compared, beside the headline
_TITLE_LONGEST = 100
_CAPITALISED = re.compile(r"[A-Z]\w+")
_VERSION = "1"


def gists(articles: Sequence[Article], embedder: Embedder) -> tuple[ArticleGist, ...]:
    """Return one gist an article, in order; the same for an article whatever else is among them.

    Raises:
        ConfigError: the library for sketches is not installed.
    """
    made_with = digest(_VERSION, embedder.sha256, copies.maker())
    beginnings = [f"{a.title or ''}\n{a.text[:_BEGINNING]}".strip() for a in articles]
    vectors = [encoding.vector.astype("<f2").tobytes() for encoding in embedder.encode(beginnings)]
    folded = [[words_of.fold(a.text[start:end]) for start, end in words_of.words(a.text)] for a in articles]
    sketches = copies.sketches(folded)
    return tuple(
        ArticleGist(
            id=article.id,
            sha256=article.sha256,
            maker=made_with,
            title=article.title or words_of.collapse(article.text[: 4 * _TITLE_LONGEST])[:_TITLE_LONGEST],
            vector=vector,
            minhash=sketch,
            words=dict(sorted(Counter(words_of.fold(beginning[start:end]) for start, end in words_of.words(beginning)).items())),
            names=tuple(sorted({words_of.fold(name) for name in _CAPITALISED.findall(beginning)})),
            published=article.published,
        )
        for article, beginning, vector, sketch in zip(articles, beginnings, vectors, sketches, strict=True)
    )
