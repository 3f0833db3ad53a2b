"""Score a file of pairs with one or several checkpoints.

usage: python -m training.infer PAIRS.jsonl OUT.npy --base FILE --tokenizer FILE MODEL[=EVENT,EVENT,...] ...
A checkpoint with events scores those events only (it was trained without them).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from training.model import PairModel, Reader, base


def logits(model: PairModel, reader: Reader, pairs: list[tuple[str, str]]) -> list[float]:
    """Return a logit a pair."""
    model.eval()
    out = [0.0] * len(pairs)
    order = sorted(range(len(pairs)), key=lambda i: len(reader.tokens(pairs[i][0])) + len(reader.tokens(pairs[i][1])))
    for at in range(0, len(order), 32):
        chunk = order[at : at + 32]
        batch = reader.batch([pairs[i] for i in chunk])
        with torch.inference_mode():
            found = model(batch.ids, batch.sides, batch.left, batch.right).tolist()
        for i, x in zip(chunk, found, strict=True):
            out[i] = x
    return out


def main() -> None:
    """Read the pairs, write the logits."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("pairs", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("models", nargs="+")
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--tokenizer", type=Path, required=True)
    ap.add_argument("--longest", type=int, default=96)
    ap.add_argument("--both", action="store_true", help="mean of both orders of the two sides")
    args = ap.parse_args()
    torch.set_num_threads(1)
    rows = [json.loads(line) for line in args.pairs.read_text("utf-8").splitlines()]
    reader = Reader(args.tokenizer, args.longest)
    out = np.full(len(rows), np.nan)
    for name in args.models:
        path, _, events = name.partition("=")
        model = base(args.base)
        model.load_state_dict(torch.load(path, weights_only=True))
        wanted = [i for i, r in enumerate(rows) if not events or r["event"] in events.split(",")]
        pairs = [(rows[i]["a"], rows[i]["b"]) for i in wanted]
        found = np.array(logits(model, reader, pairs))
        if args.both:
            found = (found + np.array(logits(model, reader, [(b, a) for a, b in pairs]))) / 2
        out[wanted] = found
    np.save(args.out, out)


if __name__ == "__main__":
    main()
