"""Which articles are of no one event: live blogs, round-ups and digests, told by their structure and their headline."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import combinations

from reporter.schema import Article
from reporter.schema.stories import KeptOutReason
from reporter.stemming import stems

_ENTRIES = 4  # entries with a time of their own, from which a text is a live blog
_ITEMS = 4  # items on different things, from which a text is a round-up or a digest
_ITEM_WORDS = 12  # content words of an item at least
_ALIKE = 0.1  # part of their words that two items share, from which they are about one thing
_APART = 0.8  # part of the pairs of items that are about two things
_CLOCK = re.compile(
    r"(?:updated |posted )?(?:at )?\d{1,2}(?::|\.|h)\d{2}(?: ?[ap]\.?m\.?)?(?: ?(?:gmt|utc|bst|cet|cest|e[ds]?t|p[ds]?t))?\b", re.IGNORECASE
)
_MARK = re.compile(r"(?:[•●▪■◆►*–—-]|\d{1,2}[.)]|[IVX]{1,4}[.)])\s+")
_LIVE = re.compile(r"\blive\b(?: blog| updates?|:| —| –)|\bliveblog\b|: live$|\bas it happened\b", re.IGNORECASE)
_DIGEST = re.compile(
    r"\b(?:news(?: in brief| digest| roundup| round-up)|(?:daily|morning|evening|weekly|weekend) (?:briefing|digest|round-?up|news)"
    r"|week in review|today's headlines|headlines of the (?:day|week)|top stories|in brief|round-?up)\b",
    re.IGNORECASE,
)
_SENTENCE_END = (".", "!", "?", "”", '"', ":", ";", ",")
_HEADING_WORDS = 9


def reason(article: Article) -> KeptOutReason | None:
    """Return why an article is of no one event, None where it may be of one."""
    title = article.title or ""
    lines = [line.strip() for line in article.text.splitlines() if line.strip()]
    if any(loss.kind == "live-blog" for loss in article.losses):
        return "live-blog"
    stamped = sum(_CLOCK.match(line) is not None for line in lines)
    if stamped >= _ENTRIES or (stamped >= 2 and _LIVE.search(title)):
        return "live-blog"
    if _on_many_things(_items(lines, _marked)):
        return "digest"
    if _on_many_things(_items(lines, _heading)):
        return "round-up"
    if _DIGEST.search(title) and _on_many_things(lines):
        return "digest"
    return None


def _marked(line: str) -> bool:
    return _MARK.match(line) is not None


def _heading(line: str) -> bool:
    return len(line.split()) <= _HEADING_WORDS and not line.endswith(_SENTENCE_END)


def _items(lines: Sequence[str], begins: Callable[[str], bool]) -> list[str]:
    """Return the stretches of text that begin with such a line; what stands before the first is not one."""
    found: list[str] = []
    for line in lines[1:]:
        if begins(line):
            found.append(line)
        elif found:
            found[-1] += f"\n{line}"
    return found


def _on_many_things(items: Sequence[str]) -> bool:
    """Tell whether there are enough items, nearly all of them on different things: hardly two share their words."""
    bags = [bag for item in items if len(bag := frozenset(stems(item))) >= _ITEM_WORDS]
    if len(bags) < _ITEMS:
        return False
    pairs = list(combinations(bags[:40], 2))
    different = sum(len(a & b) < _ALIKE * min(len(a), len(b)) for a, b in pairs)
    return different >= _APART * len(pairs)
