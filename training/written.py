"""Stories written for training, with marks for what more than one of their outlets reports.

usage: python -m training.written FOLDER     (checks the marks, and prints what they hold)

A file is a story: `## OUTLET | DATE` begins an article, a line is a paragraph, `[7: passage]` carries claim 7 of the story,
`[7,8: passage]` two of them. Of `[?: passage]` it is not said whether another article reports it; what is not marked no other reports.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

_MARK = re.compile(r"\[((?:\d+(?:, ?\d+)*)|\?): ([^\[\]]*)\]")


class Written(NamedTuple):
    """A story: its articles' texts, and the passages (article, start, end) of each claim, and those of which nothing is said."""

    name: str
    texts: dict[str, str]
    same: list[list[list[Any]]]
    unsure: list[list[list[Any]]]


def stories(folder: Path) -> Iterator[Written]:
    """Yield the stories of the files in `folder`, by name.

    Raises ValueError where marks are left open or nested, and where a claim is marked in one article only.
    """
    for path in sorted(folder.glob("*.txt")):
        texts: dict[str, str] = {}
        claims: dict[str, list[list[Any]]] = defaultdict(list)
        for block in path.read_text("utf-8").split("\n## ")[1:]:
            head, *lines = block.splitlines()
            outlet = head.split("|")[0].strip()
            texts[outlet], spans = _plain("\n\n".join(line.strip() for line in lines if line.strip()))
            if set(texts[outlet]) & set("[]"):
                raise ValueError(f"{path.name}: a mark of {outlet} is left open or nested")
            for claim, start, end in spans:
                claims[claim].append([outlet, start, end])
        unsure = [[at] for at in claims.pop("?", [])]
        if lone := [c for c, at in claims.items() if len({a for a, *_ in at}) == 1]:
            raise ValueError(f"{path.name}: marked in one article only: {', '.join(lone)}")
        yield Written(path.stem, texts, list(claims.values()), unsure)


def _plain(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Return the text without its marks, and each mark's claims with the place of its passage."""
    text, spans, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        spans += [(claim.strip(), len(text), len(text) + len(mark[2])) for claim in mark[1].split(",")]
        text += mark[2]
        at = mark.end()
    return text + marked[at:], spans


if __name__ == "__main__":
    found = list(stories(Path(sys.argv[1])))
    articles = sum(len(s.texts) for s in found)
    words = sum(len(t.split()) for s in found for t in s.texts.values())
    print(f"{len(found)} stories, {articles} articles, {words} words, {sum(len(s.same) for s in found)} claims of several outlets")
