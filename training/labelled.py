"""Make units, candidate pairs and training pairs out of the labelled events.

usage: python -m training.labelled EVAL_DIR OUT_DIR [--units sentences|statements] [--near N] [--seed N]

Writes OUT_DIR/units.json (each event's units and labelled passages), OUT_DIR/candidates.jsonl
(the pairs that a matcher would look at, with their label) and OUT_DIR/train.jsonl.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.scorer import Text, meets

Row = dict[str, Any]
WORD = re.compile(r"\w+(?:['’.,]\w+)*")


def cut(texts: dict[str, str], kind: str) -> list[Row]:
    """Return the units of an event, cut by the project's own stages."""
    from reporter import schema, segment

    articles = tuple(
        schema.Article(id=k, outlet=k, outlet_named=True, text=t, sha256="", word_count=len(t.split())) for k, t in sorted(texts.items())
    )
    story = schema.Story(id="s", title="", articles=articles)
    sentences = segment.sentences(story)
    if kind == "sentences":
        return [
            {"article": s.article, "start": s.start, "end": s.end, "text": " ".join(texts[s.article][s.start : s.end].split())}
            for s in sentences
            if s.aside is None
        ]
    from reporter import extract, read

    story = read.assemble([schema.RawArticle(id=k, text=t) for k, t in sorted(texts.items())])
    sentences = segment.sentences(story)
    names = extract.names(story, sentences)
    return [
        {"article": s.article, "start": s.start, "end": s.end, "text": s.frame, "statement": True}
        for s in extract.statements(story, sentences, names)
    ]


def weights(units: list[Row]) -> list[dict[str, float]]:
    """Return each unit's words, weighted by how few units of the story have them, as unit vectors."""
    bags = [Counter(w.lower() for w in WORD.findall(u["text"])) for u in units]
    seen = Counter(w for bag in bags for w in bag)
    vectors = []
    for bag in bags:
        vector = {w: (1 + math.log(n)) * math.log(1 + len(units) / seen[w]) for w, n in bag.items()}
        norm = math.sqrt(sum(x * x for x in vector.values())) or 1.0
        vectors.append({w: x / norm for w, x in vector.items()})
    return vectors


def dot(a: dict[str, float], b: dict[str, float]) -> float:
    """Return the product of two sparse vectors."""
    if len(b) < len(a):
        a, b = b, a
    return sum(x * b[w] for w, x in a.items() if w in b)


def event_rows(labels: Row, texts: dict[str, str], kind: str) -> tuple[list[Row], list[Row]]:
    """Return the units (each with the claims it carries) and the labelled mentions of an event."""
    mentions = [
        {
            "claim": c["id"],
            "article": m["article"],
            "span": Text(texts[m["article"]]).find(m["quote"]),
            "quote": " ".join(m["quote"].split()),
        }
        for c in labels["claims"]
        for m in c["mentions"]
    ]
    units = cut(texts, kind)
    for u in units:
        here = [m for m in mentions if m["article"] == u["article"] and meets(m["span"], (u["start"], u["end"]))]
        u["claims"] = sorted({m["claim"] for m in here})
    return units, mentions


def taught(event: str, labels: Row, candidates: list[Row], mentions: list[Row], rng: random.Random) -> list[Row]:
    """Return training pairs: units, labelled passages, and claims as the labeller worded them."""
    rows = []
    positives = [c for c in candidates if c["label"]]
    negatives = [c for c in candidates if not c["label"]]
    known = [c for c in negatives if c["known"]]
    rest = [c for c in negatives if not c["known"]]
    known = rng.sample(known, min(len(known), 2 * len(positives) + 40))
    rest = rng.sample(rest, min(len(rest), 30))
    rows += [{"a": c["a"], "b": c["b"], "target": float(c["label"]), "source": "units"} for c in positives + known + rest]
    of = {c["id"]: c["text"] for c in labels["claims"]}
    wordings = [(m["claim"], m["article"], m["quote"]) for m in mentions] + [(k, "", t) for k, t in of.items()]
    vectors = weights([{"text": w[2]} for w in wordings])
    found: dict[bool, list[tuple[float, Row]]] = {True: [], False: []}
    for (i, x), (j, y) in itertools.combinations(enumerate(wordings), 2):
        if x[1] != y[1] and x[2] != y[2]:
            row = {"a": x[2], "b": y[2], "target": float(x[0] == y[0]), "source": "passages"}
            found[x[0] == y[0]].append((dot(vectors[i], vectors[j]), row))
    good = [r for _, r in found[True]]
    good = rng.sample(good, min(len(good), 110))
    # passages of one sentence may carry two claims, so what is worded nearly alike is left out of the negatives
    bad = [r for s, r in sorted(found[False], key=lambda x: -x[0]) if s < 0.6]
    rows += good + rng.sample(bad[: 3 * len(good)], min(len(bad), len(good))) + rng.sample(bad, min(len(bad), 20))
    return [{**r, "event": event} for r in rows]


def paired(units: list[Row], near: int) -> list[Row]:
    """Return, for each unit, the nearest few of each other article, by words and by meaning where given."""
    vectors = weights(units)
    by_article: dict[str, list[int]] = {}
    for i, u in enumerate(units):
        by_article.setdefault(u["article"], []).append(i)
    kept: dict[tuple[int, int], float] = {}
    for one, two in itertools.permutations(sorted(by_article), 2):
        for i in by_article[one]:
            scored = [(dot(vectors[i], vectors[j]), -j) for j in by_article[two]]
            meant = [(sum(x * y for x, y in zip(units[i]["vector"], units[j]["vector"], strict=True)), -j) for j in by_article[two]]
            for ranked in (scored, meant):
                for _, j in sorted(ranked, reverse=True)[:near]:
                    kept[min(i, -j), max(i, -j)] = 0.0
    rows = []
    for i, j in sorted(kept):
        a, b = units[i], units[j]
        rows.append(
            {
                "i": i,
                "j": j,
                "a": a["text"],
                "b": b["text"],
                "label": int(bool(set(a["claims"]) & set(b["claims"]))),
                "known": int(bool(a["claims"] and b["claims"])),
            }
        )
    return rows


def main() -> None:
    """Write the files."""
    from training.embed import embed

    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("evaluation", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--tokenizer", type=Path, required=True)
    ap.add_argument("--units", default="sentences", choices=["sentences", "statements"])
    ap.add_argument("--near", type=int, default=3)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    kept, candidates, train = {}, [], []
    for path in sorted((args.evaluation / "labels").glob("*.json")):
        labels = json.loads(path.read_text("utf-8"))
        texts = {p.stem: p.read_text("utf-8") for p in sorted((args.evaluation / "events" / path.stem).glob("*.txt"))}
        units, mentions = event_rows(labels, texts, args.units)
        for unit, vector in zip(units, embed([u["text"] for u in units], args.base, args.tokenizer), strict=True):
            unit["vector"] = [round(float(x), 5) for x in vector]
        kept[path.stem] = {"units": units, "mentions": mentions}
        rows = [{"event": path.stem, **r} for r in paired(units, args.near)]
        candidates += rows
        train += taught(path.stem, labels, rows, mentions, rng)
    (args.out / "units.json").write_text(json.dumps(kept), "utf-8")
    for name, rows in (("candidates", candidates), ("train", train)):
        (args.out / f"{name}.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")


if __name__ == "__main__":
    main()
