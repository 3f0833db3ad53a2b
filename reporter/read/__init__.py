"""Stage `read`: files, or articles handed over, into a story.

Text is kept as it is. What is not reporting is set aside with a reason, stated credits are noted, and what could not be read
becomes a recorded failure: one bad article never stops the rest.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reporter import text as words_of
from reporter.config import Read
from reporter.errors import InputError
from reporter.read import domains, outlets
from reporter.read.examine import Examined, examine
from reporter.read.files import found
from reporter.read.language import NAMES, language
from reporter.read.publication import iso
from reporter.read.versions import newest
from reporter.schema import Article, Credit, Failure, RawArticle, SetAside, Story, digest

if TYPE_CHECKING:
    from reporter.read.web.fetching import Web

__all__ = ["assemble", "story"]

_UNSAFE = re.compile(r"[^\w.-]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TITLE_LONGEST = 100
_LESS_THAN_A_DOMAIN = ("JSON-LD", "OpenGraph", "meta", "RSS: the feed", "Atom: the feed", "JSON Feed")  # what names an outlet less surely
_TOLD_FROM = 20  # words from which an unknown language is worth a word


def story(places: Sequence[Path | str], config: Read, *, title: str | None = None, web: Web | None = None) -> Story:
    """Return the story that files, folders and URLs (as `str`) hold, with the optional `story.toml` beside the files.

    Raises:
        InputError: a path is missing or cannot be opened, a `story.toml` is broken, or nothing could be read.
        ConfigError: a URL is given, and what fetches is not installed.
    """
    if not places:
        raise InputError("no articles given; give files, a folder of them, or URLs")
    lying = found(places, config, web)
    if not lying.articles:
        reasons = "\n".join(f"  {f.what}: {f.reason}" for f in lying.failures) or "  none is given, and story.toml names no URL"
        raise InputError(f"none of the articles can be read:\n{reasons}")
    assembled = assemble(lying.articles, config, title=title or lying.title)
    return replace(assembled, failures=_sorted([*lying.failures, *assembled.failures]))


def assemble(raw: Sequence[RawArticle], config: Read | None = None, *, title: str | None = None, story_id: str | None = None) -> Story:
    """Return the story that the articles in `raw` make, the same for any order of them; what is given twice counts once.

    Raises:
        InputError: none of them has any text.
    """
    failures: list[Failure] = []
    stated: list[Credit] = []
    asides: list[SetAside] = []
    own = config.outlets if config else {}
    examined: list[tuple[Article, RawArticle, Examined]] = []
    taken = _with_ids([_clean(r, failures) for r in raw if _has_text(r, failures)])
    unlisted = tuple(sorted({given.outlet for _, given in taken if given.outlet and not outlets.known(given.outlet)}))
    for id_, given in taken:
        seen = examine(given.text, unlisted)
        examined.append((_article(id_, given, seen, own), given, seen))
    articles, said = newest([article for article, _, _ in examined])
    failures += said
    kept = {article.id for article in articles}
    for article, given, seen in examined:
        id_ = article.id
        if id_ not in kept:
            continue
        failures += _language_failures(article)
        asides += [SetAside(article=id_, start=a, end=b, exact=given.text[a:b], reason=why) for a, b, why in seen.asides]
        stated += _credits(article, seen)
    if not articles:
        raise InputError("none of the articles has any text")
    articles.sort(key=lambda a: a.id)
    return Story(
        id=story_id or digest("story", *sorted(a.text for a in articles)),
        title=title or _title(articles, asides),
        articles=tuple(articles),
        credits=tuple(sorted(stated, key=lambda c: (c.article, c.start, c.end, c.credited))),
        set_aside=tuple(sorted(asides, key=lambda a: (a.article, a.start))),
        failures=_sorted(failures),
    )


def _sorted(failures: list[Failure]) -> tuple[Failure, ...]:
    return tuple(sorted(failures, key=lambda f: (f.what, f.reason)))


def _has_text(raw: RawArticle, failures: list[Failure]) -> bool:
    if not raw.text.strip():
        failures.append(Failure(what=raw.path or raw.id, reason="holds no text"))
        return False
    return True


def _clean(raw: RawArticle, failures: list[Failure]) -> RawArticle:
    """Replace what no output could hold, and leave out a date that is none; both are said."""
    what = raw.path or raw.id
    if _SURROGATE.search(raw.text):
        failures.append(Failure(what=what, reason="characters that are no valid Unicode were replaced by U+FFFD"))
        raw = replace(raw, text=_SURROGATE.sub("\ufffd", raw.text))
    if raw.published is not None and iso(raw.published) is None:
        failures.append(Failure(what=what, reason=f"published {raw.published!r} is no ISO 8601 date or time; left out"))
        raw = replace(raw, published=None)
    if raw.updated is not None and iso(raw.updated) is None:
        failures.append(Failure(what=what, reason=f"updated {raw.updated!r} is no ISO 8601 date or time; left out"))
        raw = replace(raw, updated=None)
    return raw


def _with_ids(raw: Sequence[RawArticle]) -> list[tuple[str, RawArticle]]:
    """Give each article an id that is safe in paths and pages, and unique; the same for any order of `raw`."""
    ordered = sorted(
        raw, key=lambda r: (_safe(r.id), r.id, r.text, r.path or "", r.outlet or "", r.published or "", r.url or "", r.title or "")
    )
    taken = {_safe(r.id) for r in ordered}
    used: set[str] = set()
    given: list[tuple[str, RawArticle]] = []
    for article in ordered:
        id_, number = _safe(article.id), 1
        while id_ in used or (number > 1 and id_ in taken):
            number += 1
            id_ = f"{_safe(article.id)}-{number}"
        used.add(id_)
        given.append((id_, article))
    return given


def _safe(id_: str) -> str:
    return _UNSAFE.sub("-", _SURROGATE.sub("-", id_)).strip("-.")[:80] or "article"


def _article(id_: str, given: RawArticle, seen: Examined, own: Mapping[str, str]) -> Article:
    values, known_from = _believed(given, seen, own)
    named = values.get("outlet")
    return Article(
        id=id_,
        outlet=named or f"Outlet {id_}",
        outlet_named=named is not None,
        text=given.text,
        sha256=hashlib.sha256(given.text.encode("utf-8")).hexdigest(),
        word_count=len(words_of.words(given.text)),
        url=given.url,
        title=values.get("title"),
        byline=values.get("byline"),
        published=values.get("published"),
        updated=given.updated,
        language=language(given.text) or given.language,
        path=Path(given.path).name if given.path else None,
        kind=given.kind,
        known_from=known_from,
        losses=given.losses,
    )


def _believed(given: RawArticle, seen: Examined, own: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what is taken for an article's outlet, title and so on, and what told it: what was given, its file, then its text."""
    values: dict[str, str] = {}
    known_from: dict[str, str] = {}
    placed = domains.outlet(given.url, own)
    if placed and (given.outlet is None or given.known_from.get("outlet", "").startswith(_LESS_THAN_A_DOMAIN)):
        values["outlet"], known_from["outlet"] = placed, "the domain of its url"
    for name in ("outlet", "title", "byline", "published", "updated", "url", "language"):
        told: str | None = getattr(given, name)
        believed = told or getattr(seen, name, None)
        if name not in values and believed:
            values[name] = believed
            known_from[name] = given.known_from.get(name, "given") if told else "its text"
    return values, known_from


def _language_failures(article: Article) -> list[Failure]:
    what = article.path or article.id
    if article.language is None and article.word_count >= _TOLD_FROM:
        return [Failure(what=what, reason="language could not be told; read as English")]
    if article.language not in {None, "en"}:
        named = NAMES.get(article.language or "", article.language)
        return [Failure(what=what, reason=f"language not supported by the matcher: {named}")]
    return []


def _credits(article: Article, seen: Examined) -> list[Credit]:
    """Return whom the article credits, itself left out."""
    itself = outlets.canonical(article.outlet)
    return [
        Credit(article=article.id, start=s.start, end=s.end, exact=article.text[s.start : s.end], credited=s.credited, form=s.form)
        for s in seen.credits
        if s.credited != itself
    ]


def _title(articles: list[Article], asides: list[SetAside]) -> str:
    """Return the earliest article's headline, or the beginning of the first text."""
    by_time = sorted(articles, key=lambda a: (a.published or "9999", a.id))
    titled = next((a.title for a in by_time if a.title), None)
    if titled:
        return titled
    first = by_time[0]
    start = next((s.end for s in asides if s.article == first.id and s.reason == "dateline" and not first.text[: s.start].strip()), 0)
    opening = words_of.collapse(first.text[start : start + 4 * _TITLE_LONGEST])
    if len(opening) <= _TITLE_LONGEST:
        return opening
    return opening[:_TITLE_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + "…"
