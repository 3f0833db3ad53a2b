"""The teacher: all-mpnet-base-v2 as a cross-encoder, which reads two statements together and says whether they report the same claim.

usage: python -m training.teacher STORIES.pkl SOFT.pkl --base FILE --tokenizer FILE [--seeds N] [--passes N] [--batch N]

Learns from the labels in STORIES.pkl (`training.pairs`) once a seed, and writes the mean of the logits: event to one array for each
two articles, shape (rows, columns), NaN where a pair isn't read. It runs on a GPU where torch finds one; there, and while it learns,
in bfloat16 but for weights and loss. Cross-encoders as teachers: Thakur et al., "Augmented SBERT", NAACL 2021.
"""

from __future__ import annotations

import argparse
import pickle
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from training.model import MPNET, Encoder, Reader, padded, pooled, published
from training.pairs import Tale

RATE, WARM = 3e-5, 0.06
DECAY = 0.01  # of matrices
LONGEST = 46  # word pieces of a statement that are read
_SORTED = 50  # batches drawn at once and sorted by length, so that little is padding
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"

Pair = tuple[list[int], list[int]]  # ids of the word pieces of two statements


class CrossEncoder(nn.Module):
    """Scores two statements read together.

    Each statement is pooled over its own tokens; the logit starts as the cosine of the two and learns corrections from their product,
    their difference and the first token.
    """

    def __init__(self, encoder: Encoder) -> None:
        """Start from a sentence encoder."""
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(3 * encoder.shape.width, 1)
        self.scale = nn.Parameter(torch.tensor(8.0))
        nn.init.zeros_(self.head.weight)
        nn.init.constant_(self.head.bias, -5.0)

    def forward(self, pairs: Sequence[Pair]) -> Tensor:
        """Return a logit a pair."""
        shape, device = self.encoder.shape, self.head.weight.device
        between = [shape.end] * shape.between
        ids = padded([[shape.start, *a, *between, *b, shape.end] for a, b in pairs], shape.blank)
        place = torch.arange(ids.shape[1])[None, :]
        ends = torch.tensor([[1 + len(a), 1 + len(a) + len(between), 1 + len(a) + len(between) + len(b)] for a, b in pairs])
        left = (place >= 1) & (place < ends[:, :1])
        right = (place >= ends[:, 1:2]) & (place < ends[:, 2:])
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda" or self.training):
            hidden = self.encoder(ids.to(device), ((place >= ends[:, 1:2]) & (place <= ends[:, 2:])).to(device))
        hidden = hidden.float()
        u, v = (pooled(hidden, side.float().to(device)) for side in (left, right))
        features = torch.cat([hidden[:, 0], u * v, (u - v).abs()], 1)
        logit: Tensor = self.scale * functional.cosine_similarity(u, v) + self.head(features)[:, 0]
        return logit


@dataclass(frozen=True)
class Read:
    """The pairs to be read, over all stories; arrays have an element a pair."""

    pairs: list[Pair]
    same: NDArray[np.bool_]
    known: NDArray[np.bool_]
    taught: NDArray[np.bool_]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Word pieces of each pair."""
        return np.array([len(a) + len(b) for a, b in self.pairs])


def read(tales: Sequence[Tale], reader: Reader) -> Read:
    """Return the pairs of the stories that get a label, in the order of the stories, blocks, rows and columns."""
    pairs: list[Pair] = []
    for tale in tales:
        pieces = [reader.pieces(text) for text in tale["frames"]]
        for b in tale["blocks"]:
            pairs += [(pieces[b["rows"][r]], pieces[b["columns"][c]]) for r, c in np.argwhere(b["asked"])]
    same, known, taught = (np.concatenate([b[k][b["asked"]] for t in tales for b in t["blocks"]]) for k in ("same", "known", "taught"))
    return Read(pairs, same, known, taught)


def batches(lengths: NDArray[np.int64], size: int, rng: np.random.Generator) -> list[NDArray[np.int64]]:
    """Return all places of `lengths` in batches drawn by chance, each of about one length."""
    order = rng.permutation(len(lengths))
    made = []
    for at in range(0, len(order), size * _SORTED):
        part = order[at : at + size * _SORTED]
        part = part[np.argsort(lengths[part], kind="stable")]
        made += [part[n : n + size] for n in range(0, len(part), size)]
    return [made[n] for n in rng.permutation(len(made))]


def train(model: CrossEncoder, given: Read, passes: int, size: int, seed: int) -> None:
    """Fit the model to the labels, in place."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    taught = np.flatnonzero(given.taught)
    plan = [taught[b] for _ in range(passes) for b in batches(given.lengths[taught], size, rng)]
    same = torch.tensor(given.same, dtype=torch.float32, device=DEVICE)
    fit(model, given, plan, (RATE, WARM * len(plan)), lambda z, b: functional.binary_cross_entropy_with_logits(z, same[b]), rng)


def fit(
    model: CrossEncoder,
    given: Read,
    plan: Sequence[NDArray[np.int64]],
    rate: tuple[float, float],
    loss_of: Callable[[Tensor, NDArray[np.int64]], Tensor],
    rng: np.random.Generator,
) -> None:
    """Fit the model in place, a step a batch; the word vectors stay as they are, and either statement may come first.

    Args:
        model: what is fitted.
        given: the pairs.
        plan: the numbers of the pairs of each batch.
        rate: the highest rate, and the steps after which it is reached; then it falls to nothing.
        loss_of: the loss of the logits of a batch.
        rng: turns pairs round.
    """
    model.encoder.words.weight.requires_grad_(requires_grad=False)
    learned = [p for p in model.parameters() if p.requires_grad]
    matrices, rest = ([p for p in learned if (p.ndim > 1) == many] for many in (True, False))
    optimiser = torch.optim.AdamW([{"params": matrices, "weight_decay": DECAY}, {"params": rest, "weight_decay": 0.0}], lr=rate[0])
    warm = rate[1]
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min((s + 1) / (warm + 1), (len(plan) - s) / (len(plan) - warm)))
    model.train()
    started = time.monotonic()
    for number, batch in enumerate(plan):
        pairs = [given.pairs[n] for n in batch]
        logits = model([(b, a) for a, b in pairs] if rng.random() < 0.5 else pairs)
        loss = loss_of(logits, batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(learned, 1.0)
        optimiser.step()
        schedule.step()
        if number % 100 == 0:
            sys.stderr.write(f"step {number} of {len(plan)}: loss {loss.item():.4f}, {time.monotonic() - started:.0f} s\n")


def scores(model: CrossEncoder, given: Read, size: int) -> NDArray[np.float32]:
    """Return a logit a pair."""
    model.eval()
    out = np.zeros(len(given.pairs), np.float32)
    order = np.argsort(given.lengths, kind="stable")
    with torch.inference_mode():
        for batch in np.split(order, range(size, len(order), size)):
            out[batch] = model([given.pairs[n] for n in batch]).cpu().numpy()
    return out


def spread(tales: Sequence[Tale], logits: NDArray[np.float32]) -> dict[str, list[NDArray[np.float16]]]:
    """Return the logits, which come in the order of `read`, where their pairs stand."""
    out: dict[str, list[NDArray[np.float16]]] = {}
    at = 0
    for tale in tales:
        out[tale["event"]] = []
        for b in tale["blocks"]:
            block = np.full(b["asked"].shape, np.nan, np.float16)
            count = int(b["asked"].sum())
            block[b["asked"]] = logits[at : at + count]
            at += count
            out[tale["event"]].append(block)
    return out


def main() -> None:
    """Train and write the labels."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("stories", "out"):
        ap.add_argument(name, type=Path)
    for name in ("base", "tokenizer"):
        ap.add_argument(f"--{name}", type=Path, required=True)
    for name, number in (("seeds", 2), ("passes", 2), ("batch", 256)):
        ap.add_argument(f"--{name}", type=int, default=number)
    args = ap.parse_args()
    tales: list[Tale] = pickle.loads(args.stories.read_bytes())  # written by training.pairs
    given = read(tales, Reader(args.tokenizer, LONGEST))
    logits = []
    for seed in range(1, args.seeds + 1):
        model = CrossEncoder(published(args.base, MPNET)).to(DEVICE)
        train(model, given, args.passes, args.batch, seed)
        logits.append(scores(model, given, args.batch))
    args.out.write_bytes(pickle.dumps(spread(tales, np.mean(logits, axis=0))))


if __name__ == "__main__":
    main()
