"""Train the pair model on a file of pairs, or go on from a checkpoint.

usage: python -m training.train PAIRS[:SHARE] ... OUT --base MODEL.safetensors --tokenizer FILE [--start CHECKPOINT] [--epochs N] ...
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from pathlib import Path

import torch
from torch.nn import functional

from training.model import PairModel, Reader, base


def batches(pairs: list[dict[str, object]], reader: Reader, size: int, rng: random.Random) -> list[list[dict[str, object]]]:
    """Return shuffled batches whose pairs are about equally long, so that little is padding."""
    shuffled = pairs[:]
    rng.shuffle(shuffled)
    made = []
    step = size * 50
    for at in range(0, len(shuffled), step):
        block = sorted(shuffled[at : at + step], key=lambda p: len(reader.tokens(str(p["a"]))) + len(reader.tokens(str(p["b"]))))
        made += [block[i : i + size] for i in range(0, len(block), size)]
    rng.shuffle(made)
    return made


def train(model: PairModel, pairs: list[dict[str, object]], reader: Reader, args: argparse.Namespace) -> None:
    """Fit `model` in place."""
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    model.words.weight.requires_grad_(requires_grad=False)
    head = [model.head.weight, model.head.bias, model.scale]
    body = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith(("head", "scale"))]
    optimiser = torch.optim.AdamW([{"params": body, "lr": args.rate}, {"params": head, "lr": args.rate * 10}], weight_decay=0.01)
    total = args.epochs * math.ceil(len(pairs) / args.size)
    warm = max(1, total // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min((s + 1) / warm, max(0.02, (total - s) / (total - warm))))
    model.train()
    started, seen, mean = time.monotonic(), 0, 0.0
    for _ in range(args.epochs):
        for chunk in batches(pairs, reader, args.size, rng):
            turned = [(str(p["b"]), str(p["a"])) if rng.random() < 0.5 else (str(p["a"]), str(p["b"])) for p in chunk]
            batch = reader.batch(turned)
            logits = model(batch.ids, batch.sides, batch.left, batch.right)
            target = torch.tensor([float(str(p["target"])) for p in chunk])
            weight = torch.tensor([float(str(p.get("weight", 1.0))) for p in chunk])
            loss = (functional.binary_cross_entropy_with_logits(logits, target, reduction="none") * weight).mean()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body + head, 1.0)
            optimiser.step()
            schedule.step()
            seen += len(chunk)
            mean = loss.item() if mean == 0.0 else 0.98 * mean + 0.02 * loss.item()
            if (seen // args.size) % 50 == 0:
                sys.stderr.write(f"{seen} pairs, loss {mean:.4f}, {time.monotonic() - started:.0f} s\n")


def main() -> None:
    """Read the pairs, train, write the checkpoint."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("pairs", nargs="+", help="a file of pairs, with the share of it to be drawn")
    ap.add_argument("out", type=Path)
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--tokenizer", type=Path, required=True)
    ap.add_argument("--start", type=Path)
    ap.add_argument("--epochs", type=int, default=1)
    ap.add_argument("--size", type=int, default=32)
    ap.add_argument("--rate", type=float, default=5e-5)
    ap.add_argument("--longest", type=int, default=96)
    ap.add_argument("--dropout", type=float, default=0.1)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--without", default="", help="names of folds to leave out, with commas")
    args = ap.parse_args()
    torch.set_num_threads(1)
    left_out = set(args.without.split(",")) - {""}
    rng = random.Random(args.seed)
    pairs: list[dict[str, object]] = []
    for name in args.pairs:
        path, _, share = name.partition(":")
        rows = [p for p in map(json.loads, Path(path).read_text("utf-8").splitlines()) if p.get("event") not in left_out]
        pairs += rng.sample(rows, round(float(share or 1) * len(rows)))
    model = base(args.base, args.dropout)
    if args.start:
        model.load_state_dict(torch.load(args.start, weights_only=True))
    train(model, pairs, Reader(args.tokenizer, args.longest), args)
    torch.save(model.state_dict(), args.out)


if __name__ == "__main__":
    main()
