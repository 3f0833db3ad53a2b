"""Time an archive of made claims: recording, sealing, look-up, history and search. Nothing is random: a counter decides each word.

usage: archive.py [--claims N] [--nights N] [--write docs/archive.md]
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from msgspec import structs

from reporter import archive
from reporter.schema import Agreement, Article, Briefing, Claim, Mention, Provenance, StoryHeader, digest

PER_STORY = 250  # claims
OUTLETS = 5  # articles of a story
_NAMES = "Coast Post|Harbour Mail|Sund Echo|Tarn Ledger|Elva Courier|Hale Monitor".split("|")
_AGREEMENT = Agreement(**{f.name: 1 for f in structs.fields(Agreement)})


@cache
def word(n: int) -> str:
    """Return the word at place `n` of a language in which the n-th word is about as frequent as in English: one in n."""
    consonants, vowels = "bdfgklmnprstvz", "aeiou"
    said = ""
    while True:
        n, c = divmod(n, len(consonants))
        n, v = divmod(n, len(vowels))
        said += consonants[c] + vowels[v]
        if not n:
            return said


def sentences() -> Iterator[str]:
    """Yield sentences of 14 words; word n stands in about one of n places."""
    state = 1
    while True:
        told = []
        for _ in range(14):
            state = state * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
            told.append(word(int(50_000 ** ((state >> 11) / (1 << 53))) - 1))
        yield " ".join(told).capitalize() + "."


def briefing(night: int, story: int, said: Iterator[str]) -> Briefing:
    """Return a story of `PER_STORY` claims, of which every second one is in two of its articles."""
    name = f"story-{story:06}"
    texts: list[str] = [""] * OUTLETS
    claims = []
    for n, sentence in enumerate(itertools.islice(said, PER_STORY)):
        mentions = []
        for outlet in [n % OUTLETS, *([(n + 1) % OUTLETS] if n % 2 else [])]:
            start = len(texts[outlet])
            texts[outlet] += sentence + " "
            place = {"article": f"{name}-{outlet}", "start": start, "end": start + len(sentence), "exact": sentence}
            mentions.append(Mention(**place, sentence="", statement="", speaker=None))  # type: ignore[arg-type]
        id_ = digest("claim", name, str(n))
        claims.append(
            Claim(
                id=id_, text=sentence, status="one-outlet", mentions=tuple(mentions), agreement=_AGREEMENT, lasting_id=digest(id_, size=8)
            )
        )
    articles = tuple(
        Article(
            id=f"{name}-{n}",
            outlet=_NAMES[(story + n) % len(_NAMES)],
            outlet_named=True,
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            word_count=len(text.split()),
            published=f"2026-11-{night:02}",
        )
        for n, text in enumerate(texts)
    )
    made = Provenance(reporter_version="0", settings_sha256="0", inputs_sha256="0", models=(), made_at=f"2026-11-{night:02}T03:00:00Z")
    empty = dict.fromkeys("findings origins credits summary omissions set_aside sentences names compared failures".split(), ())
    return Briefing(story=StoryHeader(id=name, title=name), articles=articles, claims=tuple(claims), provenance=made, **empty)  # type: ignore[arg-type]


def fill(path: Path, claims: int, nights: int) -> dict[str, float]:
    """Record the nights; return the processor seconds for recording, finishing and sealing."""
    said, stories = sentences(), claims // PER_STORY
    took = {"recorded": 0.0, "finished": 0.0, "sealed": 0.0}
    for night in range(1, nights + 1):
        run = f"2026-11-{night:02}"
        with archive.writing(path) as keeper:
            keeper.begin(run, f"{run}T03:00:00Z")
            for story in range(stories * (night - 1) // nights, stories * night // nights):
                told = briefing(night, story, said)
                file = path.parent / run / f"{told.story.id}.json"
                file.parent.mkdir(exist_ok=True)
                file.write_bytes(b"{}\n")
                with timed(took, "recorded"):
                    keeper.record(run, told, [file])
            with timed(took, "finished"):
                keeper.finish(run)
            closing = time.process_time()
        took["sealed"] += time.process_time() - closing
    return took


class timed:  # noqa: N801 - reads as a word
    """Adds the processor seconds of what is within to an entry."""

    def __init__(self, took: dict[str, float], name: str) -> None:
        self._took, self._name = took, name

    def __enter__(self) -> None:
        self._began = time.process_time()

    def __exit__(self, *_: object) -> None:
        self._took[self._name] += time.process_time() - self._began


def milliseconds(asked: Callable[[str], object], of: Sequence[str]) -> tuple[float, float]:
    """Return the median and the longest time of asking, each question once."""
    took = []
    for question in of:
        began = time.perf_counter()
        asked(question)
        took.append(1000 * (time.perf_counter() - began))
    return statistics.median(took), max(took)


def table(path: Path) -> list[tuple[str, float, float]]:
    """Return what was asked of the archive, with the median and the longest time in milliseconds."""
    with archive.reading(path) as kept:
        last = int(next(iter(kept.told(kept.runs()[-1].id))).story.removeprefix("story-"))
        stories = [f"story-{n:06}" for n in range(0, last, max(1, last // 200))]
        claims = [digest(digest("claim", story, str(n % PER_STORY)), size=8) for n, story in enumerate(stories)]
        rare, common = [word(n) for n in range(5_000, 5_200)], [word(n) for n in range(40, 60)]
        asked = [
            ("a claim's history", kept.claim, claims),
            ("a story's history", kept.story, stories),
            ("what a night compares a story with", lambda s: kept.earlier("none", s, [f"{s}-{n}" for n in range(OUTLETS)]), stories),
            ("search: one rare word", kept.search, rare),
            ("search: one common word", kept.search, common),
            ("search: three common words", kept.search, [" ".join(three) for three in itertools.combinations(common[:8], 3)]),
            ("search: a phrase of two common words", kept.search, [f'"{a} {b}"' for a, b in itertools.pairwise(common)]),
        ]
        return [(what, *milliseconds(ask, of)) for what, ask, of in asked]


def main() -> None:
    """Print the times; with --write, put them into the page too."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--nights", type=int, default=4)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "archive.sqlite")
        took = fill(path, given.claims, given.nights)
        size = path.stat().st_size
        rows = table(path)
    stories, mentions, rate = given.claims // PER_STORY, given.claims * 3 // 2, given.claims / took["recorded"]
    summary = (
        f"{given.claims:,} claims of {stories:,} stories in {given.nights} nights, {mentions:,} mentions: {size / 1e6:,.0f} MB. "
        f"Recording took {took['recorded']:.0f} s of processor time ({rate:,.0f} claims a second), ending the nights "
        f"{took['finished']:.0f} s, sealing {took['sealed']:.0f} s."
    )
    said = [summary, "", "| asked | median, ms | longest, ms |", "| --- | --: | --: |"]
    said += [f"| {what} | {median:.2f} | {longest:.2f} |" for what, median, longest in rows]
    print("\n".join(said))
    if given.write:
        before, _, rest = given.write.read_text("utf-8").partition("<!-- figures -->\n")
        after = rest.partition("<!-- end -->")[2]
        given.write.write_text("\n".join([f"{before}<!-- figures -->", *said, f"<!-- end -->{after}"]), "utf-8")


if __name__ == "__main__":
    main()
