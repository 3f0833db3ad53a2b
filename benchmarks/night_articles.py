"""Articles of a night, made by a fixed seed from texts at hand: stories of 1 to 30 articles, near duplicates, late arrivals, junk.

A story is made from one report, another one as long as there are more: they suffice for 10,000 articles. Its names are replaced by names of
its own; each of its outlets has some of the sentences, in wordings of its own, and a sentence of its own.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

from reporter import segment
from reporter.config import Read
from reporter.read import assemble
from reporter.schema import RawArticle

SEED = 20261127
_SIZES = ((1, 30), (2, 20), (3, 15), (4, 10), (5, 8), (8, 8), (12, 5), (20, 3), (30, 1))  # articles of a story, and how many of 100 are so
_CHARACTERS = 20_000  # of a text; longer ones are lists mostly
_SHORTEST, _LONGEST = 6, 16  # sentences of a report: a longer text is cut into several
_NEAR = 0.12  # of a story's further articles: nearly the words of an earlier one
_LATE = 0.05  # of articles: they come the day after
_JUNK = 0.04  # of all: live blogs, round-ups, notices, other languages, next to nothing
_WORDINGS = (
    (" said ", (" said ", " told reporters ", " stated ")),
    (" announced ", (" announced ", " said ", " made known ")),
    (" big ", (" big ", " large ")),
    (" about ", (" about ", " some ", " around ")),
    (" also ", (" also ", " ", " too ")),
    (" However, ", (" However, ", " But ", " Still, ")),
    (" in order to ", (" to ", " in order to ")),
    (" begin ", (" begin ", " start ")),
    (" people ", (" people ", " persons ")),
)
_NAME = re.compile(r"(?<=[a-z,;’'] )[A-Z][a-z]{3,}")
_START, _MIDDLE, _END = (
    "Bra Kel Os Tar Vin Mor Hal Quil Sun El Dra Fen Lor Nev Pas".split(),
    "o a en i ar u el".split(),
    "wick mar den va lund sted ton by ria holt".split(),
)
_OUTLETS = "Courier Post Herald Gazette Standard Echo Ledger Mercury Monitor Observer Times Star Dispatch Tribune Voice".split()
_JUNK_TEXTS = (
    "LIVE UPDATES: the day as it happened\n\n{a}\n\n10:05 {b}\n\n10:20 {a}\n\n10:45 {b}",
    "Morning briefing: what you need to know today\n\n{a}\n\nElsewhere: {b}",
    "Subscribe to our newsletter to read on.",
    "Die Stadt hat am Montag beschlossen, die Brücke zu schließen. Der Bürgermeister sagte, die Arbeiten dauerten bis zum Winter.",
    "Ok.",
)


def reports(data: Path) -> list[list[str]]:
    """Return reports made of the texts at hand, each as its sentences, shuffled; of several texts on one event, of the last alone."""
    ecb = {doc["event_id"]: " ".join(doc["sentences"]) for doc in _lines(data / "ecbplus" / "docs.jsonl")}
    spark = [event["documents"][-1] for event in _lines(data / "spark" / "events.jsonl")]
    pol = [doc["text"] for part in ("train", "dev") for doc in _lines(data / "polnear" / f"{part}.jsonl")]
    wsj = ["\n\n".join(" ".join(paragraph) for paragraph in doc["paragraphs"]) for doc in _lines(data / "sent_boundary" / "wsj_nltk.jsonl")]
    texts = sorted(text for text in (*ecb.values(), *spark, *pol, *wsj) if len(text) < _CHARACTERS)
    parts = [part for text in texts for part in _parts(_sentences(text))]
    return random.Random(SEED).sample(parts, len(parts))


def write(folder: Path, late: Path, data: Path, count: int) -> int:
    """Write `count` articles, those that come late into `late`, and return how many of them are late."""
    chance = random.Random(SEED)
    pool = reports(data)
    folder.mkdir(parents=True)
    late.mkdir(parents=True)
    after = 0
    for n, text in enumerate(_articles(chance, pool, count)):
        is_late = chance.random() < _LATE
        after += is_late
        (late if is_late else folder).joinpath(f"{n:07}.txt").write_text(text, "utf-8")
    return after


def _articles(chance: random.Random, pool: Sequence[list[str]], count: int) -> Iterator[str]:
    made = 0
    later = cycle(pool)
    while made < count:
        if chance.random() < _JUNK:
            a, b = (" ".join(chance.choice(pool)[:2]) for _ in range(2))
            yield chance.choice(_JUNK_TEXTS).format(a=a, b=b)
            made += 1
            continue
        size = chance.choices([s for s, _ in _SIZES], [w for _, w in _SIZES])[0]
        for text in _story(chance, next(later), pool, min(size, count - made)):
            yield text
            made += 1


def _story(chance: random.Random, report: Sequence[str], pool: Sequence[list[str]], size: int) -> Iterator[str]:
    names = {name: _invented(chance) for name in sorted(set(_NAME.findall(" ".join(report))))}
    facts = [_NAME.sub(lambda m: names[m[0]], sentence) for sentence in report]
    told: list[str] = []
    for _ in range(size):
        outlet = f"{_invented(chance)} {chance.choice(_OUTLETS)}"
        if told and chance.random() < _NEAR:
            body = chance.choice(told).replace(" the ", " that ", 2)
        else:
            share = chance.uniform(0.35, 0.9)
            held = [_reworded(chance, fact) for n, fact in enumerate(facts) if n < 2 or chance.random() < share]
            held.insert(chance.randrange(2, len(held) + 1), chance.choice(chance.choice(pool)))
            body = "\n\n".join(" ".join(held[n : n + 2]) for n in range(0, len(held), 2))
            told.append(body)
        yield f"{' '.join(facts[0].split()[:9]).rstrip('.,')}\n{outlet}\n\n{body}\n"


def _reworded(chance: random.Random, sentence: str) -> str:
    for word, others in _WORDINGS:
        if word in sentence:
            sentence = sentence.replace(word, chance.choice(others), 1)
    return sentence


def _invented(chance: random.Random) -> str:
    return chance.choice(_START) + chance.choice(_MIDDLE) + chance.choice(_END)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _parts(sentences: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(sentences), _LONGEST):
        part = sentences[start : start + _LONGEST]
        if len(part) >= _SHORTEST:
            yield part


def _sentences(text: str) -> list[str]:
    story = assemble([RawArticle(id="a", text=text)], Read())
    return [text[s.start : s.end] for s in segment.sentences(story) if s.aside is None]
