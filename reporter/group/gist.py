"""What grouping keeps of an article: the meaning of how it begins, the terms in it, and a sketch of its wording."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reporter import text as words_of
from reporter.group import copies, terms
from reporter.group.apart import reason
from reporter.protocols import Embedder
from reporter.schema import Article, digest
from reporter.schema.stories import ArticleGist
from reporter.stemming import stems

LEAD = 450  # characters: what news is about stands in its first sentences
BODY = 2500  # characters: what an article goes into
PLACES = ("title", "lead", "shares", "body", "names", "days")
_TITLE_LONGEST = 120
_NAME = re.compile(r"\b[A-Z][\w’'-]*\w")
_VERSION = "2"


def gists(articles: Sequence[Article], embedder: Embedder) -> tuple[ArticleGist, ...]:
    """Return one gist an article, in order; the same for an article whatever else is among them.

    Raises:
        ConfigError: the library for sketches of wording is not installed.
        ModelError: the package's word counts cannot be read.
    """
    made_with = digest(_VERSION, embedder.sha256, copies.maker())
    titles = [_title(article) for article in articles]
    leads = [f"{article.title or ''}\n{article.text[:LEAD]}".strip() for article in articles]
    encoded = embedder.encode([*leads, *titles])
    vectors = [_packed(encoding.vector) for encoding in encoded]
    return tuple(
        ArticleGist(
            id=article.id,
            sha256=article.sha256,
            maker=made_with,
            title=title,
            meaning=vectors[number],
            headline=vectors[len(articles) + number],
            minhash=copies.sketch(article.text),
            terms=_terms(article, title, lead),
            published=article.published,
            kept_out=reason(article),
        )
        for number, (article, title, lead) in enumerate(zip(articles, titles, leads, strict=True))
    )


def _title(article: Article) -> str:
    """Return the headline, or how the text begins."""
    first = next((line for line in article.text.splitlines() if line.strip()), "")
    title = words_of.collapse(article.title or first[: 4 * _TITLE_LONGEST])
    return title if len(title) <= _TITLE_LONGEST else title[:_TITLE_LONGEST].rsplit(" ", 1)[0] + "…"


def _terms(article: Article, title: str, lead: str) -> dict[str, bytes]:
    found = stems(lead)
    folded = words_of.fold(lead)
    return {
        "title": terms.bag(stems(title)),
        "lead": terms.bag(found),
        "shares": terms.shares(found),
        "body": terms.shares(stems(f"{article.title or ''}\n{article.text[:BODY]}")),
        "names": terms.bag(stem for name in _NAME.findall(lead) for stem in stems(name)),
        "days": terms.shares({folded[start:end] for start, end in words_of.words(folded)} & set(words_of.WEEKDAYS)),
    }


def _packed(vector: NDArray[np.float32]) -> bytes:
    return np.clip(np.rint(vector * 127), -127, 127).astype(np.int8).tobytes()
