"""Train a late-interaction model: each statement is read once, alone, and pairs are compared token by token.

usage: python -m training.late LABELLED_DIR OUT.npy --base FILE --tokenizer FILE [--data DIR] [--epochs N] [--folds N]

Costs one pass over the statements instead of one over the pairs. Every pair of an event is
learned from in one step. Writes logits for candidates.jsonl, each event scored by a model of
the fold that did not see it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.external import held, lines, sentences
from training.model import CLS, PAD, SEP, PairModel, Reader, base, pooled

Row = dict[str, Any]


class LateModel(nn.Module):
    """An encoder with a weight a token, and a logit from how well each side's tokens are found in the other."""

    def __init__(self, encoder: PairModel) -> None:
        """Start from the encoder: all tokens weigh the same."""
        super().__init__()
        self.encoder = encoder
        self.weigh = nn.Linear(384, 1)
        self.mix = nn.Parameter(torch.tensor([6.0, 6.0, 2.0, 1.0]))
        self.bias = nn.Parameter(torch.tensor(-9.0))
        nn.init.zeros_(self.weigh.weight)
        nn.init.zeros_(self.weigh.bias)

    def encode(self, ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return each text's unit token vectors, token weights (adding up to 1) and unit mean vector."""
        m = self.encoder
        used = (ids != PAD).float()
        x = m.norm(m.words(ids) + m.places.weight[: ids.shape[1]] + m.sides.weight[0])
        x = functional.dropout(x, m.dropout, self.training)
        for layer in m.layers:
            x = layer(x, ((1 - used) * -1e4)[:, None, None, :], m.dropout)
        own = used * (ids != CLS) * (ids != SEP)
        weight = functional.softplus(self.weigh(x)[..., 0] + 1) * own
        return (
            functional.normalize(x, dim=-1),
            weight / weight.sum(1, keepdim=True).clamp(min=1e-6),
            functional.normalize(pooled(x, used), dim=-1),
        )

    def forward(self, ids: Tensor, left: Tensor, right: Tensor) -> Tensor:
        """Return the logits of the pairs (left[k], right[k]) of rows of `ids`."""
        tokens, weight, mean = self.encode(ids)
        out = []
        for a, b in zip(left.split(512), right.split(512), strict=True):
            table = torch.einsum("nld,nmd->nlm", tokens[a], tokens[b])
            table = table + (weight[a] == 0)[:, :, None] * -2.0 + (weight[b] == 0)[:, None, :] * -2.0
            there = (table.max(2).values * weight[a]).sum(1)
            back = (table.max(1).values * weight[b]).sum(1)
            cosine = (mean[a] * mean[b]).sum(1)
            features = torch.stack([torch.maximum(there, back), cosine, torch.minimum(there, back), cosine * torch.maximum(there, back)], 1)
            out.append(features @ self.mix + self.bias)
        return torch.cat(out)


def padded(reader: Reader, texts: list[str], longest: int) -> Tensor:
    """Return the token ids of `texts`, padded to one length."""
    rows = [[CLS, *reader.tokens(t)[: longest - 2], SEP] for t in texts]
    length = max(map(len, rows))
    return torch.tensor([r + [PAD] * (length - len(r)) for r in rows])


def labelled(folder: Path, rng: random.Random) -> dict[str, Row]:
    """Return each event's texts, pairs and targets: all near pairs, some of the others, and the claims as worded."""
    events = json.loads((folder / "units.json").read_text("utf-8"))
    made: dict[str, Row] = {e: {"texts": [u["text"] for u in v["units"]], "pairs": []} for e, v in events.items()}
    for r in lines(folder / "candidates.jsonl"):
        made[r["event"]]["pairs"].append((r["i"], r["j"], float(r["label"]), 1.0 if r["known"] or r["label"] else 0.5))
    for e, v in events.items():
        by_claim = defaultdict(list)
        for m in v["mentions"]:
            by_claim[m["claim"]].append(m)
        texts, pairs = made[e]["texts"], made[e]["pairs"]
        start = len(texts)
        texts += [m["quote"] for m in v["mentions"]]
        where = {id(m): start + k for k, m in enumerate(v["mentions"])}
        for m in v["mentions"]:
            others = [n for n in v["mentions"] if n["article"] != m["article"]]
            same = [n for n in others if n["claim"] == m["claim"]]
            differ = [n for n in others if n["claim"] != m["claim"]]
            pairs += [(where[id(m)], where[id(n)], 1.0, 0.5) for n in rng.sample(same, min(len(same), 3))]
            pairs += [(where[id(m)], where[id(n)], 0.0, 0.5) for n in rng.sample(differ, min(len(differ), 4))]
    return made


def outside(data: Path) -> dict[str, Row]:
    """Return ECB+ in the same form, with soft targets."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for doc in lines(data / "ecbplus/docs.jsonl"):
        if not held(doc["topic"]):
            groups[doc["event_id"]].append(doc)
    made: dict[str, Row] = {}
    for name, docs in sorted(groups.items()):
        units = [(n, *s) for n, doc in enumerate(docs) for s in sentences(doc)][:110]
        pairs = []
        for i, (d, _, events, others, checked) in enumerate(units):
            for j in range(i + 1, len(units)):
                e, _, events2, others2, checked2 = units[j]
                shared = len(events & events2) / min(len(events), len(events2))
                if d != e and (shared or (checked and checked2)):
                    pairs.append((i, j, shared if others & others2 else 0.7 * shared, 0.3))
        if pairs:
            made[name] = {"texts": [u[1] for u in units], "pairs": pairs}
    return made


def fit(model: LateModel, events: list[Row], reader: Reader, args: argparse.Namespace, epochs: int) -> None:
    """Train in place, an event a step."""
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    model.encoder.words.weight.requires_grad_(requires_grad=False)
    body = [
        p for n, p in model.named_parameters() if p.requires_grad and n.startswith("encoder.") and ".head" not in n and "scale" not in n
    ]
    top = [*model.weigh.parameters(), model.mix, model.bias]
    optimiser = torch.optim.AdamW([{"params": body, "lr": args.rate}, {"params": top, "lr": 3e-3}], weight_decay=0.01)
    total = epochs * len(events)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min((s + 1) / 20, max(0.03, 1 - s / total)))
    model.train()
    started = time.monotonic()
    for epoch in range(epochs):
        rng.shuffle(events)
        mean = []
        for event in events:
            pairs = event["pairs"] if len(event["pairs"]) <= 1500 else rng.sample(event["pairs"], 1500)
            used = sorted({k for p in pairs for k in p[:2]})
            place = {k: n for n, k in enumerate(used)}
            ids = padded(reader, [event["texts"][k] for k in used], args.longest)
            logit = model(ids, torch.tensor([place[p[0]] for p in pairs]), torch.tensor([place[p[1]] for p in pairs]))
            target, weight = torch.tensor([p[2] for p in pairs]), torch.tensor([p[3] for p in pairs])
            loss = (functional.binary_cross_entropy_with_logits(logit, target, reduction="none") * weight).sum() / weight.sum()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body + top, 1.0)
            optimiser.step()
            schedule.step()
            mean.append(loss.item())
        sys.stderr.write(f"epoch {epoch + 1}: loss {np.mean(mean):.4f}, {time.monotonic() - started:.0f} s\n")


def scored(model: LateModel, event: Row, pairs: list[tuple[int, int]], reader: Reader, longest: int) -> list[float]:
    """Return a logit a pair."""
    model.eval()
    with torch.inference_mode():
        logit = model(padded(reader, event["texts"], longest), torch.tensor([p[0] for p in pairs]), torch.tensor([p[1] for p in pairs]))
    return [float(x) for x in logit]


def main() -> None:
    """Train the folds, write the logits."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("labelled", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--tokenizer", type=Path, required=True)
    ap.add_argument("--data", type=Path, help="train on ECB+ first")
    ap.add_argument("--first", type=int, default=2, help="passes over ECB+")
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--folds", type=int, default=5)
    ap.add_argument("--rate", type=float, default=3e-5)
    ap.add_argument("--longest", type=int, default=72)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.set_num_threads(1)
    reader = Reader(args.tokenizer, 256)
    events = labelled(args.labelled, random.Random(args.seed))
    rows = lines(args.labelled / "candidates.jsonl")
    start = LateModel(base(args.base))
    out = np.full(len(rows), np.nan)
    if args.data:
        fit(start, list(outside(args.data).values()), reader, args, args.first)
    stored = {k: v.clone() for k, v in start.state_dict().items()}
    torch.save(stored, args.out.with_suffix(".first.pt"))
    names = sorted(events)
    for fold in range(args.folds):
        tests = names[fold :: args.folds]
        model = LateModel(base(args.base))
        model.load_state_dict(stored)
        if args.epochs:
            fit(model, [events[e] for e in names if e not in tests], reader, args, args.epochs)
        for e in tests:
            at = [k for k, r in enumerate(rows) if r["event"] == e]
            out[at] = scored(model, events[e], [(rows[k]["i"], rows[k]["j"]) for k in at], reader, args.longest)
        np.save(args.out, out)
        sys.stderr.write(f"fold {fold + 1} done\n")


if __name__ == "__main__":
    main()
