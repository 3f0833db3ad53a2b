"""Wording that two articles share: runs of the same words, names and set phrases left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby

from msgspec import Struct

from reporter.config import Trace
from reporter.schema import Article, Passage, SharedWording, Span, Story
from reporter.text import fold, quoted, words
from reporter.trace.runs import longest

_JOINTS = frozenset({"of", "the", "and", "for", "in", "on", "at", "to", "a", "de", "du", "al", "el", "la", "le", "von", "van", "bin"})
_LEAST_WORDS = 20  # fewer shared words than this show nothing, however short the text
_MOSTLY = 0.6  # a text with more capitalised words than this is set in capitals or title case: case tells nothing
_LEAST_OWN = 2  # words of a run that are no part of a name: one alone is what a long name is written with
# What every newsroom writes: two articles that both have it share nothing by it.
_SET_PHRASES = re.compile(
    r"\b(?:did|have|has|had) not (?:immediately )?(?:respond|responded|return|returned|reply|replied)\b[^.\n]{0,60}?"
    r"\b(?:comment|e-?mails?|calls?|messages?)"
    r"|\bcould not (?:immediately )?be reached\b(?: (?:for comment|immediately))?"
    r"|\b(?:on|under) (?:the )?condition (?:of anonymity|that (?:he|she|they) not be (?:named|identified))\b[^.\n]{0,80}"
    r"|\b(?:is|was|were|are) not authori[sz]ed to (?:speak|discuss|comment)\b[^.\n]{0,60}"
    r"|\b(?:declined|refused) (?:to comment|comment|a request for comment|requests for comment)\b[^.\n]{0,40}"
    r"|\b(?:said|wrote) in (?:a|an|his|her|their) (?:\w+ )?(?:statement|tweet|email|e-mail|letter|post)"
    r"(?: (?:on|released|issued|posted|late|early)[^.,\n]{0,30})?",
    re.IGNORECASE,
)


class Text(Struct, frozen=True):
    """An article's words in a form for comparing."""

    article: Article
    spans: tuple[tuple[int, int], ...]
    ids: tuple[int, ...]  # one a word; a negative id stands at a gap and matches nothing
    quoted: tuple[bool, ...]
    fixed: tuple[bool, ...]  # may be part of a name
    phrase: tuple[bool, ...]  # stands in a set phrase
    grams: Mapping[int, tuple[int, ...]]  # run of words -> where it starts
    count: int  # words, gaps left out


def wordings(story: Story, config: Trace) -> tuple[SharedWording, ...]:
    """Return what each two articles of `story` have word for word, in order of the articles' ids; nothing where they share no run."""
    if len(story.articles) < 2:
        return ()
    vocabulary: dict[str, int] = {}
    texts = [_prepare(a, story, vocabulary, config.run_words) for a in sorted(story.articles, key=lambda a: a.id)]
    return tuple(found for left, right in combinations(texts, 2) if (found := _compare(left, right, config)) is not None)


def _prepare(article: Article, story: Story, vocabulary: dict[str, int], size: int) -> Text:
    """Number the words of `article` that are reporting, and index their runs of `size`."""
    aside = sorted((s.start, s.end) for s in story.set_aside if s.article == article.id)
    inside = quoted(article.text)
    spans: list[tuple[int, int]] = []
    ids: list[int] = []
    flags: list[bool] = []
    seen: dict[str, int] = {}  # folding is slow, and words recur
    at = mark = 0
    for start, end in words(article.text):
        gap = False
        while at < len(aside) and aside[at][1] <= start:
            at, gap = at + 1, True
        if at < len(aside) and aside[at][0] < end:
            continue
        if gap and ids:
            spans.append((start, start))
            ids.append(-1 - len(ids))
            flags.append(False)
        while mark < len(inside) and inside[mark][1] <= start:
            mark += 1
        spans.append((start, end))
        word = article.text[start:end]
        if word not in seen:
            seen[word] = vocabulary.setdefault(fold(word), len(vocabulary))
        ids.append(seen[word])
        flags.append(mark < len(inside) and inside[mark][0] <= start)
    grams: dict[int, list[int]] = {}
    for i, gram in _runs(ids, size):
        grams.setdefault(gram, []).append(i)
    count = sum(1 for i in ids if i >= 0)
    fixed, phrase = tuple(_fixed(article.text, spans)), tuple(_in_phrases(article.text, spans))
    return Text(article, tuple(spans), tuple(ids), tuple(flags), fixed, phrase, {g: tuple(p) for g, p in grams.items()}, count)


def _fixed(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[bool]:
    """Tell of each word whether it could be part of a name: a run of such words alone is no shared wording."""
    capital = [start < end and (text[start].isupper() or text[start].isdigit()) for start, end in spans]
    cased = sum(capital) <= _MOSTLY * max(1, len(capital))
    for up, (start, end) in zip(capital, spans, strict=True):
        yield cased and (up or text[start:end].casefold() in _JOINTS)


def _in_phrases(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[bool]:
    """Tell of each word whether it stands in a set phrase, which counts as shared wording nowhere."""
    phrases = [m.span() for m in _SET_PHRASES.finditer(text)]
    at = 0
    for start, _ in spans:
        while at < len(phrases) and phrases[at][1] <= start:
            at += 1
        yield at < len(phrases) and phrases[at][0] <= start


def _runs(ids: Sequence[int], size: int) -> Iterable[tuple[int, int]]:
    """Yield the start and the number of each run of `size` words without a gap."""
    mask = (1 << (32 * size)) - 1
    run = key = 0
    for i, word in enumerate(ids):
        if word < 0:
            run = key = 0
            continue
        key = ((key << 32) | word) & mask
        run += 1
        if run >= size:
            yield i - size + 1, key


def _compare(left: Text, right: Text, config: Trace) -> SharedWording | None:
    same = left.ids == right.ids and left.count > 0
    common = left.grams.keys() & right.grams.keys()
    if not common and not same:
        return None
    here, there = (_covered(t, common, config.run_words, whole=same) for t in (left, right))
    if not any(here) or not any(there):
        return None
    shares = sum(here) / left.count, sum(there) / right.count
    short, covered = (left, here) if (left.count, left.article.id) <= (right.count, right.article.id) else (right, there)
    share = sum(covered) / short.count
    enough = same or (sum(covered) >= _LEAST_WORDS and share >= config.unclear_share)
    at, other, length = longest(_cut(left.ids, here), _cut(right.ids, there)) if enough else (0, 0, 0)
    return SharedWording(
        left=left.article.id,
        right=right.article.id,
        same=same,
        enough=enough,
        share=share,
        left_share=shares[0],
        right_share=shares[1],
        prose_share=_prose_share(short, covered, share),
        longest_run=length,
        evidence=(_stretch(left, at, length), _stretch(right, other, length)) if enough else (),
        prose=(*_prose(left, here), *_prose(right, there)),
    )


def _covered(text: Text, common: Iterable[int], size: int, *, whole: bool) -> list[bool]:
    """Tell of each word whether it stands in a run that both texts have and that is more than a name or a set phrase."""
    if whole:
        return [i >= 0 for i in text.ids]
    flags = [False] * len(text.ids)
    for gram in common:
        for i in text.grams[gram]:
            flags[i : i + size] = [True] * size
    flags = [inside and not phrase for inside, phrase in zip(flags, text.phrase, strict=True)]
    start = 0
    for inside, run in groupby(flags):
        end = start + sum(1 for _ in run)
        if inside and text.fixed[start:end].count(False) < _LEAST_OWN:
            flags[start:end] = [False] * (end - start)
        start = end
    return flags


def _prose_share(text: Text, covered: Sequence[bool], share: float) -> float:
    """Return the shared part of the words outside quotation marks; a text that is all quotation has none of its own."""
    prose = [c for c, q, i in zip(covered, text.quoted, text.ids, strict=True) if not q and i >= 0]
    return sum(prose) / len(prose) if prose else share


def _prose(text: Text, covered: Sequence[bool]) -> Iterator[Span]:
    """Yield the shared stretches of an article's own prose: what stands inside quotation marks both may have heard."""
    start = 0
    for inside, run in groupby(zip(covered, text.quoted, strict=True), key=lambda c: c[0] and not c[1]):
        end = start + sum(1 for _ in run)
        if inside:
            yield Span(article=text.article.id, start=text.spans[start][0], end=text.spans[end - 1][1])
        start = end


def _cut(ids: Sequence[int], covered: Sequence[bool]) -> list[int]:
    """Return `ids` with a gap in place of every word that is not shared."""
    return [word if here else -1 - i for i, (word, here) in enumerate(zip(ids, covered, strict=True))]


def _stretch(text: Text, at: int, length: int) -> Passage:
    start, end = text.spans[at][0], text.spans[at + length - 1][1] if length else text.spans[at][0]
    return Passage(article=text.article.id, start=start, end=end, exact=text.article.text[start:end])
