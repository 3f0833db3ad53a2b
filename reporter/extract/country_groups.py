"""Groups of countries: "three European countries" in one article, "the UK, France and Germany" in another.

A group is joined to a list only where the story has one list of that many countries of that region.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reporter.extract.countries import REGION_WORDS, countries, regions
from reporter.extract.phrases import Phrases, Word, scan

_COUNTS = {w: n for n, w in enumerate("two three four five six seven eight nine ten".split(), 2)} | {str(n): n for n in range(2, 11)}
_GROUP = re.compile(
    r"\b(?P<count>[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[2-9]|10) (?P<region>"
    + "|".join(sorted(REGION_WORDS, key=len, reverse=True))
    + r") (?:countries|nations|states|powers|governments|allies)\b"
)
_LINKS = frozenset({",", "and", "the", "&"})
_MOST = 10


def lists(text: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return (sorted keys, text) of each list of countries, two at least, closed by "and", in text order."""
    words = scan(text, 0, len(text))
    nouns = Phrases({name: c.key for c in countries() for name in c.names})
    found = []
    run: list[tuple[str, int, int]] = []
    for key, first, after in (*nouns.find(words), ("", len(words), len(words))):
        between = {w.text for w in words[run[-1][2] : first]} if run else set()
        if run and not (between and between <= _LINKS and not words[run[-1][2] - 1].possessive and key):
            found += _closed(run, words, text)
            run = []
        if key:
            run.append((key, first, after))
    return tuple(found)


def _closed(run: Sequence[tuple[str, int, int]], words: Sequence[Word], text: str) -> list[tuple[tuple[str, ...], str]]:
    keys = tuple(sorted({k for k, _, _ in run}))
    if not 2 <= len(keys) == len(run) <= _MOST or not {"and", "&"} & {w.text for w in words[run[-2][2] : run[-1][1]]}:
        return []
    return [(keys, text[words[run[0][1]].start : words[run[-1][2] - 1].end])]


def groups(texts: Sequence[str]) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Return (keys of the countries, phrases that stand for them) for each group that a list in the story explains."""
    listed: dict[tuple[str, ...], set[str]] = {}
    for text in texts:
        for keys, phrase in lists(text):
            listed.setdefault(keys, set()).add(phrase)
    named: dict[tuple[int, str], set[str]] = {}
    for text in texts:
        for match in _GROUP.finditer(text):
            named.setdefault((_COUNTS[match["count"].lower()], REGION_WORDS[match["region"]]), set()).add(match[0])
    found = []
    for (count, region), phrases in sorted(named.items()):
        fitting = [keys for keys in listed if len(keys) == count and all(regions()[k] == region for k in keys)]
        if len(fitting) == 1:
            found.append((fitting[0], tuple(sorted(phrases | listed[fitting[0]]))))
    return tuple(found)
