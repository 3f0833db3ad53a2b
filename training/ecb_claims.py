"""Same-claim labels on ECB+ stories: builds the stories, writes sheets to label, reads the labels back.

usage: python -m training.ecb_claims sheets DATA_DIR OUT_DIR     (one text file a story, to be labelled)
       python -m training.ecb_claims gather DATA_DIR SHEETS LABELS OUT.json
       python -m training.ecb_claims sum LABELS.json           (what the labels hold)

A story is up to six documents of one ECB+ event (CC BY 3.0), cut to 26 sentences each. A sheet lists every statement of
every document with a number; the answer is groups of numbers that report the same claim. Labels are kept as character spans
of the rebuilt texts, so that they outlive changes of `extract`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from nltk.tokenize.treebank import TreebankWordDetokenizer

from benchmarks.scorer import meets
from reporter import extract, read, segment
from reporter.schema import RawArticle, Sentence, Statement, Story
from training.written import Written

Row = dict[str, Any]
ARTICLES, SENTENCES, FEWEST, MOST_ALIKE = 6, 26, 4, 0.6
MORE, LEAST = 5, 3  # documents of a story without labels: at most, and where there are further ones at least
_SPACED = re.compile(r"(?<=\w) - (?=\w)")
_LEADING = re.compile(r" (?=['’](?:s|re|ve|ll|d|m|t)\b)|(?<=\() | (?=[)%])|(?<=[$£€#]) ")


def told(sentence: str) -> str:
    """Return an ECB+ sentence as running text: its words are spaced apart."""
    text = TreebankWordDetokenizer().detokenize(sentence.split())
    return " ".join(_LEADING.sub("", _SPACED.sub("-", text)).split())


def documents(data: Path) -> dict[str, dict[str, str]]:
    """Return each event's documents, the longest first: name to text, a paragraph a sentence; near copies and address lines left out."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for doc in map(json.loads, (data / "ecbplus/docs.jsonl").read_text("utf-8").splitlines()):
        groups[doc["event_id"]].append(doc)
    made = {}
    for event, docs in sorted(groups.items()):
        kept: dict[str, str] = {}
        bags: list[set[str]] = []
        for doc in sorted(docs, key=lambda d: (-min(len(d["sentences"]), SENTENCES), d["doc"])):
            body = [told(s) for s in doc["sentences"][:SENTENCES] if not s.lower().startswith(("http", "www"))]
            bag = {" ".join(g) for s in body for w in [s.lower().split()] for g in zip(w, w[1:], w[2:], w[3:], strict=False)}
            alike = any(len(bag & b) > MOST_ALIKE * min(len(bag), len(b)) for b in bags if b)
            if len(body) >= FEWEST and bag and not alike:
                kept[doc["doc"]] = "\n\n".join(body) + "\n"
                bags.append(bag)
        if len(kept) > 1:
            made[event] = kept
    return made


def stories(data: Path) -> dict[str, dict[str, str]]:
    """Return the documents of each event that are to be labelled."""
    return {event: dict(islice(kept.items(), ARTICLES)) for event, kept in documents(data).items()}


def rest(data: Path) -> Iterator[Written]:
    """Yield stories without labels of each event's further documents, and of the first ones where these are few."""
    for event, kept in documents(data).items():
        further = list(kept)[ARTICLES:]
        for at in range(0, len(further), MORE):
            names = further[at : at + MORE]
            names += list(kept)[: max(0, LEAST - len(names))]
            yield Written(f"{event}, from {at}", {name: kept[name] for name in names}, [], [])


def statements(texts: dict[str, str]) -> tuple[Story, tuple[Sentence, ...], tuple[Statement, ...]]:
    """Return the story with its sentences and statements, by the project's own stages."""
    story = read.assemble([RawArticle(id=k, text=t) for k, t in sorted(texts.items())])
    sentences = segment.sentences(story)
    return story, sentences, extract.statements(story, sentences, extract.names(story, sentences))


def labelled(data: Path, labels: Path) -> Iterator[Written]:
    """Yield the stories that have labels."""
    texts = stories(data)
    for event, told_groups in json.loads(labels.read_text("utf-8")).items():
        yield Written(event, texts[event], told_groups["same"], told_groups["unsure"])


def carried(groups: list[list[list[Any]]], found: Sequence[Statement]) -> list[set[int]]:
    """Return the numbers of the groups of which each statement shares half of a labelled passage, or of itself."""
    of: list[set[int]] = [set() for _ in found]
    for number, group in enumerate(groups):
        for article, start, end in group:
            for at, s in enumerate(found):
                if s.article == article and meets((s.start, s.end), (start, end)):
                    of[at].add(number)
    return of


def sheet(texts: dict[str, str]) -> tuple[str, dict[str, list[Any]]]:
    """Return a story's sheet, and where each of its numbers stands: article, start, end."""
    *_, found = statements(texts)
    out, where = [], {}
    for letter, article in zip("ABCDEF", sorted(texts), strict=False):
        out.append(f"=== {letter} ===")
        for n, s in enumerate(sorted((s for s in found if s.article == article), key=lambda s: (s.start, s.end)), 1):
            where[f"{letter}{n}"] = [article, s.start, s.end]
            who = f" (speaker: {s.speaker})" if s.speaker else ""
            out.append(f"{letter}{n}{who}: {' '.join(texts[article][s.start : s.end].split())}")
        out.append("")
    return "\n".join(out), where


def main() -> None:
    """Run one of the steps."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = ap.add_subparsers(dest="step", required=True)
    step = steps.add_parser("sheets")
    step.add_argument("data", type=Path)
    step.add_argument("out", type=Path)
    step = steps.add_parser("gather")
    for name in ("data", "sheets", "labels", "out"):
        step.add_argument(name, type=Path)
    step = steps.add_parser("sum")
    step.add_argument("labels", type=Path)
    args = ap.parse_args()
    if args.step == "sheets":
        for event, texts in stories(args.data).items():
            text, where = sheet(texts)
            (args.out / f"{event}.txt").write_text(text, "utf-8")
            (args.out / f"{event}.json").write_text(json.dumps(where), "utf-8")
    elif args.step == "gather":
        gathered = {}
        for path in sorted(args.labels.glob("*.json")):
            where = json.loads((args.sheets / path.name).read_text("utf-8"))
            told_groups = json.loads(path.read_text("utf-8"))
            unknown = {n for kind in ("same", "unsure") for g in told_groups[kind] for n in g} - where.keys()
            if unknown:
                raise SystemExit(f"{path}: no such numbers: {sorted(unknown)}")
            gathered[path.stem] = {kind: [[where[n] for n in g] for g in told_groups[kind]] for kind in ("same", "unsure")}
        args.out.write_text(json.dumps(gathered, separators=(",", ":")) + "\n", "utf-8")
    else:
        gathered = json.loads(args.labels.read_text("utf-8"))
        sizes = Counter(len(g) for v in gathered.values() for g in v["same"])
        print(f"{len(gathered)} stories, {sum(sizes.values())} groups, sizes {dict(sorted(sizes.items()))}")


if __name__ == "__main__":
    main()
