"""What matching costs: against embedding the statements once, in memory, and as a story grows.

usage: python -m benchmarks.matching_cost FOLDER

FOLDER is a story of a few articles. Larger stories are made of its sentences with a fixed seed: each article takes some of them, in
a changed order, leaves out words and puts in others, so that the articles report much the same in different words. Matching is
everything from statements to pairs, the reading of pairs included, the sentence encoder left out; seconds are the processor's, one
thread. Memory is the peak of a process: one that makes the whole briefing of FOLDER, and this one.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from reporter import extract, pair, read, segment
from reporter.config import Config
from reporter.models.claim_pairs import ClaimPairs
from reporter.models.minilm import MiniLM
from reporter.models.remembering import Remembering
from reporter.schema import RawArticle, Sentence, Statement, Story

SEED = 1
SENTENCES = 20  # of a made article
DROPPED, SWAPPED = 0.15, 0.1  # parts of a sentence's words
SMALL, LARGE = 10, 100
ROUNDS = 3
MEGABYTE = 1024  # ru_maxrss counts kilobytes

Parts = tuple[Story, tuple[Sentence, ...], tuple[Statement, ...]]


def taken_apart(story: Story) -> Parts:
    """Return a story with its sentences and statements."""
    sentences = segment.sentences(story)
    return story, sentences, tuple(extract.statements(story, sentences, extract.names(story, sentences)))


def made(story: Story, count: int) -> list[RawArticle]:
    """Return `count` articles made of the story's sentences; the first ones are the same whatever the count."""
    texts = {a.id: a.text for a in story.articles}
    told = [" ".join(texts[s.article][s.start : s.end].split()) for s in segment.sentences(story) if s.aside is None]
    lexicon = sorted({word for sentence in told for word in sentence.split() if word.isalpha() and word.islower() and len(word) > 3})
    rng = random.Random(SEED)
    return [
        RawArticle(id=f"{n:03}", text="\n\n".join(varied(sentence, lexicon, rng) for sentence in rng.sample(told, SENTENCES)) + "\n")
        for n in range(count)
    ]


def varied(sentence: str, lexicon: list[str], rng: random.Random) -> str:
    """Return a sentence with some inner words left out and others put in their place."""
    first, *inner = sentence.split()
    kept = [word for word in inner[:-1] if rng.random() >= DROPPED]
    return " ".join([first, *(rng.choice(lexicon) if word in lexicon and rng.random() < SWAPPED else word for word in kept), *inner[-1:]])


def seconds(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median processor seconds of a few rounds."""
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        act()
        spent.append(time.process_time() - start)
    return median(spent)


def texts(parts: Parts) -> list[str]:
    """Return what matching has encoded: statements' frames and whole sentences."""
    story, sentences, statements = parts
    text = {a.id: a.text for a in story.articles}
    return [*(s.frame for s in statements), *(" ".join(text[s.article][s.start : s.end].split()) for s in sentences if s.aside is None)]


def matching(parts: Parts, encoder: MiniLM, reader: ClaimPairs, rounds: int = ROUNDS) -> float:
    """Return the seconds that matching takes; the encoder has done its part before."""
    config, embedder = Config().pair, Remembering(encoder)
    matcher = pair.semantic(lambda: embedder, lambda: reader)

    def match() -> object:
        return pair.score(*parts, pair.candidates(parts[0], parts[2], config), matcher, config)

    embedder.encode(texts(parts))
    return seconds(match, rounds)


def peak(folder: Path) -> float:
    """Return the megabytes that the whole briefing of a folder needs at its peak."""
    code = "import sys, resource, reporter; reporter.brief(sys.argv[1]); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    return int(subprocess.run([sys.executable, "-c", code, folder], check=True, capture_output=True, text=True).stdout) / MEGABYTE


def main(folder: Path) -> None:
    """Print the three figures."""
    encoder, reader = MiniLM(), ClaimPairs()
    story = read.story([folder], Config().read)
    parts = taken_apart(story)
    frames = [s.frame for s in parts[2]]
    embedding, spent = seconds(lambda: encoder.encode(frames)), matching(parts, encoder, reader)
    print(f"{len(story.articles)} articles, {len(frames)} statements: embedding them {embedding:.2f} s, matching {spent:.2f} s")
    print(f"  matching takes {spent / embedding:.2f} times the embedding (at most 4); peak memory {peak(folder):.0f} MB (at most 600)")
    times = []
    for count in (SMALL, LARGE):
        articles = made(story, count)
        parts = taken_apart(read.assemble(articles))
        compared = pair.candidates(parts[0], parts[2], Config().pair)
        times.append(matching(parts, encoder, reader, ROUNDS if count == SMALL else 1))
        pairs = f"{len(compared)} of {count * (count - 1) // 2} pairs of articles compared"
        print(f"{count} made articles, {len(parts[2])} statements: {pairs}, matching {times[-1]:.2f} s", flush=True)
    print(f"  {LARGE} articles take {times[1] / times[0]:.1f} times the matching of {SMALL} (at most 25)")
    print(f"  peak memory of all this {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE:.0f} MB (at most 600)")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
