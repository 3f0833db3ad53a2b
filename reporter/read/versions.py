"""The same article given twice: from two addresses, by two feeds, or in an updated version. The newest counts."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from reporter import text as words_of
from reporter.read import outlets
from reporter.read.domains import address
from reporter.schema import Article, Failure, Version

_RUN = 4  # words: what two texts have in common is counted in runs of that many
_SAME = 0.6  # of the shorter text's runs: the same article of one outlet, perhaps updated
_LEAST_RUNS = 20  # of a text that is compared


def newest(articles: Sequence[Article]) -> tuple[list[Article], list[Failure]]:
    """Return one article for each that was given more than once, its other versions with it, and what was said of them.

    The same for any order of `articles`. Only what one named outlet published is compared by its words: the same words in two
    outlets are two reports of one origin.
    """
    ordered = sorted(articles, key=lambda a: (_time(a), a.word_count, a.id), reverse=True)
    kept: list[Article] = []
    told: list[Failure] = []
    runs: dict[str, frozenset[tuple[str, ...]]] = {}
    places: dict[tuple[str, str], list[int]] = {}  # of what is kept, by address and by outlet: an article is compared with no other
    for article in ordered:
        keys = _keys(article)
        near = sorted({i for key in keys for i in places.get(key, ())})
        place, reason = next(((i, why) for i in near if (why := _same(kept[i], article, runs))), (None, None))
        if place is None or reason is None:
            for key in keys:
                places.setdefault(key, []).append(len(kept))
            kept.append(article)
            continue
        newer = kept[place]
        kept[place] = replace(newer, earlier=(*newer.earlier, _version(article, reason)))
        as_ = newer.path if newer.path and newer.path != article.path else newer.id
        told.append(Failure(what=article.path or article.id, reason=f"the same article as {as_} ({reason}); the newer counts"))
    return kept, told


def _time(article: Article) -> str:
    return article.updated or article.published or ""


def _keys(article: Article) -> list[tuple[str, str]]:
    """Return what two versions of an article have in common: their address, or their outlet."""
    at, outlet = address(article.url), outlets.canonical(article.outlet) if article.outlet_named else None
    return [(kind, value) for kind, value in (("address", at), ("outlet", outlet)) if value]


def _same(newer: Article, older: Article, runs: dict[str, frozenset[tuple[str, ...]]]) -> str | None:
    here, there = address(newer.url), address(older.url)
    if here and here == there:
        return "the same address"
    if not (newer.outlet_named and older.outlet_named and outlets.canonical(newer.outlet) == outlets.canonical(older.outlet)):
        return None
    if newer.sha256 == older.sha256:
        return "the same outlet and text"
    a, b = _runs(newer, runs), _runs(older, runs)
    least = min(len(a), len(b))
    if least >= _LEAST_RUNS and len(a & b) >= _SAME * least:
        return f"the same outlet, and {100 * len(a & b) // least}% of the same wording"
    return None


def _runs(article: Article, runs: dict[str, frozenset[tuple[str, ...]]]) -> frozenset[tuple[str, ...]]:
    if article.id not in runs:
        words = [words_of.fold(article.text[a:b]) for a, b in words_of.words(article.text)]
        runs[article.id] = frozenset(tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
    return runs[article.id]


def _version(article: Article, reason: str) -> Version:
    return Version(
        id=article.id,
        sha256=article.sha256,
        word_count=article.word_count,
        reason=reason,
        url=article.url,
        published=article.published,
        updated=article.updated,
        path=article.path,
    )
