"""Measure the pair model on the labelled events, each event left out in turn.

usage: python -m training.evaluate DIR_OF_LABELLED [NAME=LOGITS.npy ...]
For the cosine, a regression on lexical and rank features, each set of logits alone and the
regression with the logits added: AUC, average precision, best pairwise F1, and the scorer's
cells and single F1 with a threshold chosen on the other events.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score
from sklearn.preprocessing import StandardScaler

from benchmarks.scorer import meets
from training.labelled import WORD, dot, weights

Row = dict[str, Any]
Floats = NDArray[np.float64]


def ranked(rows: list[Row], values: Floats) -> Floats:
    """Return, a pair, how it ranks among the pairs of either side with the other's article, and by how much it leads."""
    best: dict[tuple[int, str], list[float]] = defaultdict(list)
    for r, x in zip(rows, values, strict=True):
        best[r["i"], r["right"]].append(x)
        best[r["j"], r["left"]].append(x)
    for found in best.values():
        found.sort(reverse=True)
    out = []
    for r, x in zip(rows, values, strict=True):
        one, two = best[r["i"], r["right"]], best[r["j"], r["left"]]
        lead = [x - next((y for y in found if y != x), 0.0) if x == found[0] else x - found[0] for found in (one, two)]
        ranks = [1 / (1 + found.index(x)) for found in (one, two)]
        out.append([min(ranks), max(ranks), min(lead), max(lead)])
    return np.array(out)


def shared_run(a: list[str], b: list[str]) -> int:
    """Return the length of the longest run of words that both have."""
    best, last = 0, [0] * (len(b) + 1)
    for x in a:
        row = [0] * (len(b) + 1)
        for j, y in enumerate(b):
            if x == y:
                row[j + 1] = last[j] + 1
                best = max(best, row[j + 1])
        last = row
    return best


def features(units: list[Row], rows: list[Row]) -> Floats:
    """Return the lexical, embedding and rank features of the pairs of one event."""
    vectors = weights(units)
    tokens = [[w.lower() for w in WORD.findall(u["text"])] for u in units]
    names = [set(re.findall(r"\b[A-Z]\w+", u["text"][1:])) for u in units]
    numbers = [set(re.findall(r"\d[\d.,]*\d|\d", u["text"])) for u in units]
    places = [u["start"] / max(1, *(v["end"] for v in units if v["article"] == u["article"])) for u in units]
    semantic = np.array([u["vector"] for u in units])
    table = []
    for r in rows:
        i, j = r["i"], r["j"]
        both = set(tokens[i]) & set(tokens[j])
        mass = [sum(vectors[k][w] ** 2 for w in both) for k in (i, j)]
        pairs = [set(itertools.pairwise(t)) for t in (tokens[i], tokens[j])]
        run = shared_run(tokens[i], tokens[j])
        short = max(1, min(len(tokens[i]), len(tokens[j])))
        table.append([
            float(semantic[i] @ semantic[j]), dot(vectors[i], vectors[j]), min(mass), max(mass),
            len(pairs[0] & pairs[1]) / short, run / short, min(run, 12),
            len(names[i] & names[j]) / max(1, min(len(names[i]), len(names[j]))), len(names[i] & names[j]),
            float(bool(names[i]) and bool(names[j]) and not names[i] & names[j]),
            len(numbers[i] & numbers[j]), float(bool(numbers[i]) and bool(numbers[j]) and not numbers[i] & numbers[j]),
            abs(np.log(len(tokens[i]) / max(1, len(tokens[j])))) if tokens[i] and tokens[j] else 0.0,
            np.log(short), abs(places[i] - places[j]), sum(float(bool(set('"“') & set(units[k]["text"]))) for k in (i, j)),
        ])  # fmt: skip
    made = np.array(table, dtype=float)
    return np.hstack([made, ranked(rows, made[:, 0]), ranked(rows, made[:, 1]), ranked(rows, made[:, 3])])


def counts(event: Row, rows: list[Row], scores: Floats, thresholds: Floats) -> NDArray[np.int64]:
    """Return the scorer's tp, fp, fn of cells and of single, a threshold a row."""
    units, mentions = event["units"], event["mentions"]
    best: dict[tuple[int, str], float] = defaultdict(lambda: -np.inf)
    for r, s in zip(rows, scores, strict=True):
        best[r["i"], r["right"]] = max(best[r["i"], r["right"]], s)
        best[r["j"], r["left"]] = max(best[r["j"], r["left"]], s)
    articles = sorted({u["article"] for u in units})
    gold: dict[str, set[str]] = defaultdict(set)
    for m in mentions:
        gold[m["claim"]].add(m["article"])
    out = np.zeros((len(thresholds), 6), dtype=np.int64)
    for m in mentions:
        same = [n for n in mentions if n["article"] == m["article"] and meets(n["span"], m["span"])]
        want = set().union(*(gold[n["claim"]] for n in same)) - {m["article"]}
        matched = [k for k, u in enumerate(units) if u["article"] == m["article"] and meets((u["start"], u["end"]), m["span"])]
        said = np.array([[max((best[k, o] for k in matched), default=-np.inf) >= t for o in articles] for t in thresholds])
        wanted = np.array([o in want for o in articles])
        flagged = ~said.any(1) & bool(matched)
        out[:, 0] += (said & wanted).sum(1)
        out[:, 1] += (said & ~wanted).sum(1)
        out[:, 2] += (~said & wanted).sum(1)
        out[:, 3] += flagged if not want else 0
        out[:, 4] += flagged if want else 0
        out[:, 5] += ~flagged if not want else 0
    return out


def f1(c: NDArray[np.int64]) -> Floats:
    """Return F1 from tp, fp, fn in the last axis."""
    made: Floats = 2 * c[..., 0] / np.maximum(1, 2 * c[..., 0] + c[..., 1] + c[..., 2])
    return made


def tabled(events: dict[str, Row], groups: dict[str, list[int]], rows: list[Row], scores: Floats) -> str:
    """Return cells and single, each event at the threshold that is best for cells on the others."""
    thresholds = np.unique(np.quantile(scores, np.linspace(0.6, 0.995, 80)))
    per = np.array([counts(events[e], [rows[k] for k in at], scores[at], thresholds) for e, at in groups.items()])
    text = ""
    for aim, columns in (("cells", slice(0, 3)), ("both", None)):
        total = np.zeros(6, dtype=np.int64)
        for k in range(len(per)):
            others = per.sum(0) - per[k]
            goal = f1(others[:, columns]) if columns else f1(others[:, :3]) + f1(others[:, 3:])
            total += per[k, int(goal.argmax())]
        c, s = total[:3], total[3:]
        text += f"  [{aim}] cells P {c[0] / (c[0] + c[1]):.3f} R {c[0] / (c[0] + c[2]):.3f} F1 {f1(c):.3f}, single F1 {f1(s):.3f}"
    return text


def left_out(x: Floats, y: NDArray[np.int64], groups: dict[str, list[int]], strength: float = 0.3) -> Floats:
    """Return log-odds of a regression that never saw the event."""
    out = np.zeros(len(y))
    for at in groups.values():
        keep = np.ones(len(y), dtype=bool)
        keep[at] = False
        scaler = StandardScaler().fit(x[keep])
        fitted = LogisticRegression(C=strength, max_iter=2000).fit(scaler.transform(x[keep]), y[keep])
        out[at] = fitted.decision_function(scaler.transform(x[at]))
    return out


def pairwise(y: NDArray[np.int64], s: Floats) -> str:
    """Return AUC, average precision and best F1 of pairs."""
    p, r, _ = precision_recall_curve(y, s)
    return f"AUC {roc_auc_score(y, s):.3f} AP {average_precision_score(y, s):.3f} F1 {(2 * p * r / np.maximum(1e-9, p + r)).max():.3f}"


def main() -> None:
    """Print the table."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("labelled", type=Path)
    ap.add_argument("logits", nargs="*")
    ap.add_argument("--keep", type=float, help="keep this many pairs a unit, by the regression, and measure the rest on those only")
    ap.add_argument("--write", type=Path, help="write the kept pairs there, for training and scoring")
    args = ap.parse_args()
    events: dict[str, Row] = json.loads((args.labelled / "units.json").read_text("utf-8"))
    rows = [json.loads(line) for line in (args.labelled / "candidates.jsonl").read_text("utf-8").splitlines()]
    groups: dict[str, list[int]] = defaultdict(list)
    for k, r in enumerate(rows):
        groups[r["event"]].append(k)
        r["left"], r["right"] = (events[r["event"]]["units"][r[side]]["article"] for side in "ij")
    y = np.array([r["label"] for r in rows])
    x = np.vstack([features(events[e]["units"], [rows[k] for k in at]) for e, at in groups.items()])
    print(f"{len(rows)} pairs, {y.sum()} the same claim")

    def show(name: str, scores: Floats) -> None:
        print(f"{name:28} {pairwise(y, scores)}{tabled(events, groups, rows, scores)}", flush=True)

    show("perfect pairs", y.astype(float) + 1e-6 * x[:, 0])
    show("cosine", x[:, 0])
    first = left_out(x, y, groups)
    show("regression", first)
    if args.keep:
        kept = sorted(
            k for e, at in groups.items() for k in sorted(at, key=lambda k: -first[k])[: round(args.keep * len(events[e]["units"]))]
        )
        print(f"kept {len(kept)} pairs, {y[kept].sum()} of {y.sum()} that are the same claim")
        place = {k: n for n, k in enumerate(kept)}
        groups = defaultdict(list, {e: [place[k] for k in at if k in place] for e, at in groups.items()})
        rows, x, y, first = (
            [{**rows[k], "target": rows[k]["label"], "weight": 1.0 if rows[k]["known"] else 0.5} for k in kept],
            x[kept],
            y[kept],
            first[kept],
        )
        show("perfect pairs", y.astype(float) + 1e-6 * x[:, 0])
        show("regression", first)
        show("regression on kept", left_out(x, y, groups))
    if args.write:
        args.write.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    for item in args.logits:
        name, _, path = item.partition("=")
        logit = np.load(path)
        rank = np.vstack([ranked([rows[k] for k in at], logit[at]) for at in groups.values()])
        show(name, logit)
        show(f"{name} + ranks", left_out(np.hstack([logit[:, None], rank]), y, groups))
        show(f"regression + {name}", left_out(np.hstack([x, logit[:, None], rank]), y, groups))


if __name__ == "__main__":
    main()
