"""Fine-tune the sentence encoder so that statements which report the same claim lie close together, token by token.

usage: python -m training.encoder train STORIES.pkl OUT.pt --base FILE --tokenizer FILE [--start MODEL.pt] [--soft SOFT.pkl]
                                        [--rate R] [--passes N] [--stop N] [--seed N]
       python -m training.encoder soup OUT.pt MODEL.pt ... --base FILE [--share S]

`train` reads stories of `training.pairs`. A pair's logit is a regression over all comparisons: those of words as they are, those of
meaning made of the encoder's output while it learns. It starts from the regression's best weights for the encoder it starts from, so
that the encoder learns what words do not tell. With `--soft` it learns what `training.teacher` says of the pairs as well. `soup`
averages several models' weights with the published one's (Wortsman et al., "Model soups", ICML 2022).
"""

from __future__ import annotations

import argparse
import math
import pickle
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from torch import Tensor, nn
from torch.nn import functional

from training.model import MINILM, Reader, padded, pooled, published
from training.pairs import Compared, Tale, targets

ARTICLES, BATCH = 3, 32
LONGEST = 94  # word pieces of a statement that are read


class Learner:
    """An encoder and a regression over the comparisons."""

    def __init__(self, weights: Path, tokenizer: Path) -> None:
        """Start from the published encoder."""
        self.encoder = published(weights, MINILM)
        self.reader = Reader(tokenizer, LONGEST)
        self.head: nn.Linear

    def encode(self, texts: Sequence[str]) -> list[tuple[Tensor, Tensor]]:
        """Return each text's unit mean vector and the unit vectors of its pieces."""
        out: dict[int, tuple[Tensor, Tensor]] = {}
        order = sorted(range(len(texts)), key=lambda i: len(self.reader.pieces(texts[i])))
        for at in range(0, len(order), BATCH):
            rows = [[MINILM.start, *self.reader.pieces(texts[i]), MINILM.end] for i in order[at : at + BATCH]]
            ids = padded(rows, MINILM.blank)
            x = self.encoder(ids)
            mean = functional.normalize(pooled(x, (ids != MINILM.blank).float()), dim=1)
            for n, i in enumerate(order[at : at + BATCH]):
                out[i] = mean[n], functional.normalize(x[n, 1 : len(rows[n]) - 1], dim=1)
        return [out[i] for i in range(len(texts))]

    def meaning(self, story: Tale, block: Compared, encoded: dict[int, tuple[Tensor, Tensor]]) -> Tensor:
        """Return (rows, columns, 3): the alignment of the shorter and of the longer statement, weighted by rarity, and the cosine."""
        sides = []
        ids = {i: tuple(self.reader.pieces(story["frames"][i])) for i in (*block["rows"], *block["columns"])}
        distinct = set(ids.values())
        seen = Counter(p for pieces in distinct for p in set(pieces))
        rarity = {p: math.log((len(distinct) + 1) / n) + 1e-3 for p, n in seen.items()}
        for side in (block["rows"], block["columns"]):
            pieces = [ids[i] for i in side]
            lengths = torch.tensor([len(p) for p in pieces])
            owner = torch.repeat_interleave(torch.arange(len(pieces)), lengths)
            weight = torch.tensor([rarity[p] for of in pieces for p in of])
            sides.append((lengths, owner, weight, torch.zeros(len(pieces)).index_add(0, owner, weight)))
        (la, ia, wa, ta), (lb, ib, wb, tb) = sides
        table = torch.cat([encoded[i][1] for i in block["rows"]]) @ torch.cat([encoded[i][1] for i in block["columns"]]).T
        closest_a = torch.full((len(ia), len(lb)), -2.0).scatter_reduce(1, ib.expand(len(ia), -1), table, "amax")
        closest_b = torch.full((len(ib), len(la)), -2.0).scatter_reduce(1, ia.expand(len(ib), -1), table.T, "amax")
        of_a = torch.zeros(len(la), len(lb)).index_add(0, ia, closest_a * wa[:, None]) / ta[:, None]
        of_b = (torch.zeros(len(lb), len(la)).index_add(0, ib, closest_b * wb[:, None]) / tb[:, None]).T
        shorter = la[:, None] <= lb[None, :]
        cosine = torch.stack([encoded[i][0] for i in block["rows"]]) @ torch.stack([encoded[i][0] for i in block["columns"]]).T
        return torch.stack([torch.where(shorter, of_a, of_b), torch.where(shorter, of_b, of_a), cosine], 2)

    def begin(self, stories: Sequence[Tale]) -> None:
        """Fit the regression for the encoder as it is, and standardise its inputs."""
        self.encoder.eval()
        rows, same = [], []
        with torch.no_grad():
            for story in stories:
                encoded = dict(enumerate(self.encode(story["frames"])))
                for b in story["blocks"]:
                    rows.append(np.concatenate([self.meaning(story, b, encoded).numpy(), b["words"]], 2)[b["known"]])
                    same.append(b["same"][b["known"]])
        values, target = np.concatenate(rows), np.concatenate(same)
        mean, spread = values.mean(0), values.std(0) + 1e-6
        fitted = LogisticRegression(C=0.3, max_iter=500).fit((values - mean) / spread, target)
        self.mean, self.spread = (torch.tensor(v, dtype=torch.float32) for v in (mean, spread))
        self.head = nn.Linear(values.shape[1], 1)
        self.head.weight.data = torch.tensor(fitted.coef_, dtype=torch.float32)
        self.head.bias.data = torch.tensor(fitted.intercept_, dtype=torch.float32)

    def loss(self, story: Tale, blocks: Sequence[Compared]) -> Tensor:
        """Return the cross-entropy of the known pairs, summed and divided by 100: most pairs are easy."""
        self.encoder.train()
        used = sorted({i for b in blocks for i in (*b["rows"], *b["columns"])})
        encoded = dict(zip(used, self.encode([story["frames"][i] for i in used]), strict=True))
        logits, wanted = [], []
        for b in blocks:
            known = torch.tensor(b["known"])
            values = torch.cat([self.meaning(story, b, encoded), torch.tensor(b["words"])], 2)[known]
            logits.append(self.head((values - self.mean) / self.spread)[:, 0])
            wanted.append(torch.tensor(b["target"])[known])
        return functional.binary_cross_entropy_with_logits(torch.cat(logits), torch.cat(wanted), reduction="sum") / 100


def steps(stories: Iterable[Tale], rng: random.Random) -> list[tuple[Tale, list[Compared]]]:
    """Return the steps of one pass, shuffled: up to three articles of a story, with the blocks between them."""
    made = []
    for story in stories:
        articles = sorted({tuple(side) for b in story["blocks"] for side in (b["rows"], b["columns"])})
        rng.shuffle(articles)
        for at in range(0, len(articles), ARTICLES):
            some = set(articles[at : at + ARTICLES])
            blocks = [b for b in story["blocks"] if tuple(b["rows"]) in some and tuple(b["columns"]) in some]
            if blocks:
                made.append((story, blocks))
    rng.shuffle(made)
    return made


def train(stories: Sequence[Tale], args: argparse.Namespace) -> dict[str, Tensor]:
    """Return the encoder's weights after `args.stop` of `args.passes` passes (the rate falls to nothing over `args.passes`)."""
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    learner = Learner(args.base, args.tokenizer)
    if args.start:
        learner.encoder.load_state_dict(torch.load(args.start, weights_only=True))
    learner.begin(stories)
    learner.encoder.words.weight.requires_grad_(requires_grad=False)
    body = [p for p in learner.encoder.parameters() if p.requires_grad]
    groups = [{"params": body, "lr": args.rate}, {"params": [*learner.head.parameters()], "lr": 2e-3}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    total = args.passes * len(steps(stories, random.Random(args.seed)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min((s + 1) / 20, max(0.03, 1 - s / total)))
    started = time.monotonic()
    for number in range(args.stop or args.passes):
        losses = []
        for story, blocks in steps(stories, rng):
            loss = learner.loss(story, blocks)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(body, 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        sys.stderr.write(f"pass {number + 1}: loss {np.mean(losses):.4f}, {time.monotonic() - started:.0f} s\n")
    weights: dict[str, Tensor] = learner.encoder.state_dict()
    return weights


def soften(stories: Iterable[Tale], soft: Mapping[str, Sequence[NDArray[np.float16]]]) -> None:
    """Make what a teacher says part of what is to be learned. Raises KeyError or ValueError where it read other stories."""
    for story in stories:
        for block, logits in zip(story["blocks"], soft[story["event"]], strict=True):
            block["target"] = targets(block["same"], logits)


def soup(models: Sequence[Path], base: Path, share: float) -> dict[str, Tensor]:
    """Return `share` of the published weights and equal parts of the models' for the rest."""
    given = [torch.load(m, weights_only=True) for m in models]
    return {k: share * v + (1 - share) * sum(g[k] for g in given) / len(given) for k, v in published(base, MINILM).state_dict().items()}


def main() -> None:
    """Run one of the steps."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = ap.add_subparsers(dest="command", required=True)
    one = commands.add_parser("train")
    for name in ("stories", "out"):
        one.add_argument(name, type=Path)
    for name in ("base", "tokenizer"):
        one.add_argument(f"--{name}", type=Path, required=True)
    one.add_argument("--start", type=Path, help="weights to go on from; the published ones where none are given")
    one.add_argument("--soft", type=Path, help="what training.teacher says of the same stories")
    one.add_argument("--rate", type=float, default=5e-5)
    for name, number in (("passes", 1), ("stop", 0), ("seed", 1)):
        one.add_argument(f"--{name}", type=int, default=number)
    one = commands.add_parser("soup")
    one.add_argument("out", type=Path)
    one.add_argument("models", type=Path, nargs="+")
    one.add_argument("--base", type=Path, required=True)
    one.add_argument("--share", type=float, default=0.4)
    args = ap.parse_args()
    if args.command == "soup":
        torch.save(soup(args.models, args.base, args.share), args.out)
        return
    stories: list[Tale] = pickle.loads(args.stories.read_bytes())  # written by training.pairs
    if args.soft:
        soften(stories, pickle.loads(args.soft.read_bytes()))  # written by training.teacher
    torch.save(train(stories, args), args.out)


if __name__ == "__main__":
    main()
