"""Make training pairs out of the published sets (ECB+, MNLI dev, RTE, STS-B).

usage: python -m training.external DATA_DIR OUT.jsonl [--seed N] [--keep-topic N]
Every fifth ECB+ topic is left out, so that it can be measured on.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
NEWS = {"headlines", "deft-news"}
FLIPS = {
    "said": "denied", "will": "will not", "has": "has not", "was": "was not", "is": "is not", "were": "were not", "did not": "did",
    "not": "", "rejected": "approved", "approved": "rejected", "won": "lost", "lost": "won", "rose": "fell", "fell": "rose",
    "killed": "wounded", "increase": "decrease",
}  # fmt: skip


def lines(path: Path) -> list[Row]:
    """Return the JSON objects of a file, one a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def plain(text: str) -> str:
    """Return text with TeX quotation marks made plain and single spaces."""
    return re.sub(r"\s+", " ", text.replace("``", '"').replace("''", '"')).strip()


def held(topic: str) -> bool:
    """Whether an ECB+ topic is kept for measuring."""
    return int(topic) % 5 == 0


def sentences(doc: Row) -> Iterator[tuple[str, set[str], set[str], bool]]:
    """Yield each annotated sentence: text, event chains, other chains, whether it was checked by hand."""
    events: dict[int, set[str]] = defaultdict(set)
    others: dict[int, set[str]] = defaultdict(set)
    for n, m in enumerate(doc["mentions"]):
        chain = m["chain"] or f"{doc['doc']}/{n}"
        if "ACTION" not in m["type"]:
            others[m["sent"]].add(chain)
        elif "REPORTING" not in m["type"]:
            events[m["sent"]].add(("not " if m["type"].startswith("NEG") else "") + chain)
    checked = set(doc["validated_sentences"] or [])
    for n, text in enumerate(doc["sentences"]):
        if events[n]:
            yield plain(text), events[n], others[n], n in checked


def ecb(data: Path, rng: random.Random) -> list[Row]:
    """Pairs of sentences of two documents: how much of the shorter one's events the other has too."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for doc in lines(data / "ecbplus/docs.jsonl"):
        if not held(doc["topic"]):
            groups[doc["event_id"]].append(doc)
    rows: list[Row] = []
    for event in sorted(groups):
        found: dict[float, list[Row]] = {0.0: [], 1.0: []}
        for one, two in itertools.combinations(groups[event], 2):
            for (a, ea, oa, ca), (b, eb, ob, cb) in itertools.product(sentences(one), sentences(two)):
                shared = len(ea & eb) / min(len(ea), len(eb))
                target = shared if oa & ob else 0.7 * shared
                if a != b and (shared > 0 or (ca and cb)):
                    found[float(target > 0)].append({"a": a, "b": b, "target": round(target, 3), "source": "ecbplus"})
        positives = rng.sample(found[1.0], min(len(found[1.0]), 90))
        # the negatives that share the most words are the ones worth reading
        negatives = sorted(found[0.0], key=lambda r: -likeness(r))[: len(positives) * 3 // 2]
        rows += positives + negatives
    return rows


def likeness(row: Row) -> float:
    """Return the share of the shorter text's words that the other has too."""
    a, b = set(row["a"].lower().split()), set(row["b"].lower().split())
    return len(a & b) / min(len(a), len(b))


def inference(data: Path, rng: random.Random) -> list[Row]:
    """Entailment in one direction is taken for "the same claim", the rest not."""
    rows = [
        {"a": plain(r["premise"]), "b": plain(r["hypothesis"]), "target": float(r["label"] == "entailment"), "source": "rte"}
        for r in lines(data / "rte/rte_train.jsonl")
    ]
    mnli = [
        {
            "a": plain(r["premise"]),
            "b": plain(r["hypothesis"]),
            "target": float(r["label"] == "entailment"),
            "source": "mnli",
            "weight": 0.5,
        }
        for r in lines(data / "rte/mnli_dev.jsonl")
        if r["label"] in {"entailment", "neutral", "contradiction"}
    ]
    return rows + rng.sample(mnli, 5000)


def similarity(data: Path, rng: random.Random) -> list[Row]:
    """Graded similarity of headlines, news and captions; the pairs that are also MRPC's are left out."""
    rows = []
    for r in lines(data / "stsb/train.jsonl") + lines(data / "stsb/dev.jsonl"):
        if r["source"] != "MSRpar" and (r["source"] in NEWS or rng.random() < 0.4):
            target = min(1.0, max(0.0, (float(r["score"]) - 1.5) / 3))
            rows.append({"a": plain(r["a"]), "b": plain(r["b"]), "target": round(target, 3), "source": "stsb"})
    return rows


def altered(rows: list[Row], rng: random.Random, count: int) -> list[Row]:
    """Change one detail of a pair that says the same: a number or a word that turns its sense."""
    made = []
    good = [r for r in rows if r["target"] >= 0.9 and r["source"] != "mnli"]
    rng.shuffle(good)
    for r in good:
        text = r["b"]
        numbers = [m for m in re.finditer(r"\d+", text) if m.group() in r["a"]]
        turns = [w for w in FLIPS if f" {w} " in text]
        if numbers:
            m = rng.choice(numbers)
            changed = text[: m.start()] + str(int(m.group()[:9]) + rng.choice([1, 2, 7, 10, 100])) + text[m.end() :]
        elif turns:
            w = rng.choice(turns)
            changed = text.replace(f" {w} ", f" {FLIPS[w]} ".replace("  ", " "), 1)
        else:
            continue
        made.append({"a": r["a"], "b": changed, "target": 0.15, "source": "altered"})
        if len(made) == count:
            break
    return made


def main() -> None:
    """Write the pairs."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    rng = random.Random(args.seed)
    rows = ecb(args.data, rng) + inference(args.data, rng) + similarity(args.data, rng)
    rows += altered(rows, rng, 1500)
    rng.shuffle(rows)
    args.out.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")


if __name__ == "__main__":
    main()
