"""The reader: all-MiniLM-L6-v2 as a cross-encoder that learns what the teacher says of two statements read together.

usage: python -m training.reader STORIES.pkl SOFT.pkl OUT.pt --base FILE --tokenizer FILE [--passes N] [--batch N] [--rate R] [--seed N]

SOFT.pkl is what `training.teacher` says of STORIES.pkl (`training.pairs`, with `--more`). Learned are both its probability mixed with
the label, where there is one, and its logit: Hinton, Vinyals and Dean, "Distilling the knowledge in a neural network", 2015; Ba and
Caruana, "Do deep nets really need to be deep?", NeurIPS 2014. It runs on a GPU where torch finds one, as the teacher does.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from training.model import MINILM, Reader, published
from training.pairs import Tale, targets
from training.teacher import DEVICE, LONGEST, CrossEncoder, batches, fit, read

WARM = 200  # steps
DROPOUT = 0.05
SURE = 0.003  # of pairs that the teacher gives less and the labels call different every other one is learned
LOGIT, FARTHEST = 0.05, 8.0  # weight of the squared difference from the teacher's logit, which is clipped


def train(tales: Sequence[Tale], soft: Mapping[str, Sequence[NDArray[np.float16]]], args: argparse.Namespace) -> dict[str, Tensor]:
    """Return the reader's weights. Raises KeyError, IndexError or ValueError where the teacher read other stories."""
    torch.manual_seed(args.seed)
    rng = np.random.default_rng(args.seed)
    given = read(tales, Reader(args.tokenizer, LONGEST))
    said = [logits[b["asked"]] for t in tales for b, logits in zip(t["blocks"], soft[t["event"]], strict=True)]
    logits = np.concatenate(said).astype(np.float32)
    if np.isnan(logits).any():
        raise ValueError("the teacher did not read all pairs")
    likely = 1 / (1 + np.exp(-logits))
    used = np.flatnonzero(given.same | (likely > SURE) | (rng.random(len(logits)) < 0.5))
    wanted, said_of = (
        torch.tensor(values, device=DEVICE)
        for values in (np.where(given.known, targets(given.same, logits), likely), logits.clip(-FARTHEST, FARTHEST))
    )

    def loss_of(found: Tensor, batch: NDArray[np.int64]) -> Tensor:
        apart = functional.mse_loss(found, said_of[batch])
        return functional.binary_cross_entropy_with_logits(found, wanted[batch]) + LOGIT * apart

    steps = max(1, int(args.passes * len(used) / args.batch))
    plan: list[NDArray[np.int64]] = []
    while len(plan) < steps:
        plan += [used[b] for b in batches(given.lengths[used], args.batch, rng)]
    encoder = published(args.base, MINILM)
    encoder.dropout = DROPOUT
    model = CrossEncoder(encoder).to(DEVICE)
    fit(model, given, plan[:steps], (args.rate, min(WARM, steps / 2)), loss_of, rng)
    return {name.removeprefix("encoder."): values.cpu() for name, values in model.state_dict().items()}


def main() -> None:
    """Train and write the weights."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("stories", "soft", "out"):
        ap.add_argument(name, type=Path)
    for name in ("base", "tokenizer"):
        ap.add_argument(f"--{name}", type=Path, required=True)
    for name, number in (("passes", 5.5), ("batch", 640), ("rate", 2.5e-4), ("seed", 1)):
        ap.add_argument(f"--{name}", type=type(number), default=number)
    args = ap.parse_args()
    tales: list[Tale] = pickle.loads(args.stories.read_bytes())  # written by training.pairs
    torch.save(train(tales, pickle.loads(args.soft.read_bytes()), args), args.out)  # the labels: written by training.teacher


if __name__ == "__main__":
    main()
