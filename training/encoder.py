"""Fine-tune the sentence encoder so that statements which report the same claim lie close together, token by token.

usage: python -m training.encoder prepare OUT.pkl [--ecb DATA_DIR LABELS.json] [--written FOLDER]   (in reporter's own environment)
       python -m training.encoder train STORIES.pkl OUT.pt --base FILE --tokenizer FILE [--rate R] [--passes N] [--stop N]
       python -m training.encoder soup OUT.pt --base FILE MODEL.pt ... [--share S]

`prepare` reads the stories of `ecb_claims`, of `written` or of both, and compares their statements as `reporter.pair` does. A pair's
logit is a regression over all comparisons: those of words as they are, those of meaning made of the encoder's output while it learns. It
starts from the regression's best weights for the published encoder, so that the encoder learns what words do not tell. `soup`
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
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from torch import Tensor, nn

    from training.written import Written

Row = dict[str, Any]
MEANING = ("cosine", "alignment", "coverage", "overall")  # beginnings of the names of features made by the encoder
ARTICLES, BATCH, LONGEST = 3, 32, 94


def prepare(labelled: Iterable[Written]) -> Iterator[Row]:
    """Yield each labelled story: frames, and for each two articles what their words tell, which pairs are the same, which are known."""
    from reporter.models.minilm import MiniLM
    from reporter.pair.features import FEATURES, compare
    from training import ecb_claims, fitting

    by_words = [n for n, f in enumerate(FEATURES) if not any(part in f for part in MEANING)]
    embedder = fitting.Remembering(MiniLM())
    for told in labelled:
        story, sentences, statements = ecb_claims.statements(told.texts)
        groups = [ecb_claims.carried(spans, statements) for spans in (told.same, told.unsure)]
        blocks = []
        for b in compare(story, sentences, statements, embedder):
            same, unsure = (np.array([[bool(of[i] & of[j]) for j in b.columns] for i in b.rows]) for of in groups)
            blocks.append({"rows": b.rows, "columns": b.columns, "same": same, "known": same | ~unsure, "words": b.values[:, :, by_words]})
        yield {"event": told.name, "frames": [s.frame for s in statements], "blocks": blocks}


class Learner:
    """An encoder and a regression over the comparisons."""

    def __init__(self, weights: Path, tokenizer: Path) -> None:
        """Start from the published encoder."""
        from training.model import Reader, base

        self.encoder = base(weights)
        self.reader = Reader(tokenizer, 256)
        self.head: nn.Linear

    def pieces(self, text: str) -> list[int]:
        """Return the word-piece ids of a text, cut."""
        return self.reader.tokens(text)[:LONGEST]

    def encode(self, texts: list[str], *, training: bool) -> list[tuple[Tensor, Tensor]]:
        """Return each text's unit mean vector and the unit vectors of its pieces."""
        import torch
        from torch.nn import functional

        from training.model import CLS, PAD, SEP, pooled

        m, rate = self.encoder, self.encoder.dropout if training else 0.0
        out: dict[int, tuple[Tensor, Tensor]] = {}
        order = sorted(range(len(texts)), key=lambda i: len(self.reader.tokens(texts[i])))
        for at in range(0, len(order), BATCH):
            rows = [[CLS, *self.pieces(texts[i]), SEP] for i in order[at : at + BATCH]]
            length = max(map(len, rows))
            ids = torch.tensor([r + [PAD] * (length - len(r)) for r in rows])
            used = (ids != PAD).float()
            x = m.norm(m.words(ids) + m.places.weight[:length] + m.sides.weight[0])
            x = functional.dropout(x, rate, training)
            for layer in m.layers:
                x = layer(x, ((1 - used) * -1e4)[:, None, None, :], rate)
            mean = functional.normalize(pooled(x, used), dim=1)
            for n, i in enumerate(order[at : at + BATCH]):
                out[i] = mean[n], functional.normalize(x[n, 1 : len(rows[n]) - 1], dim=1)
        return [out[i] for i in range(len(texts))]

    def meaning(self, story: Row, block: Row, encoded: dict[int, tuple[Tensor, Tensor]]) -> Tensor:
        """Return (rows, columns, 3): the alignment of the shorter and of the longer statement, weighted by rarity, and the cosine."""
        import torch

        sides = []
        ids = {i: tuple(self.pieces(story["frames"][i])) for i in (*block["rows"], *block["columns"])}
        distinct = set(ids.values())
        seen = Counter(p for pieces in distinct for p in set(pieces))
        rarity = {p: math.log((len(distinct) + 1) / n) + 1e-3 for p, n in seen.items()}
        for side in ("rows", "columns"):
            pieces = [ids[i] for i in block[side]]
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

    def begin(self, stories: list[Row]) -> None:
        """Fit the regression for the encoder as it is, and standardise its inputs."""
        import torch
        from sklearn.linear_model import LogisticRegression

        rows, same = [], []
        with torch.no_grad():
            for story in stories:
                encoded = dict(enumerate(self.encode(story["frames"], training=False)))
                for b in story["blocks"]:
                    rows.append(np.concatenate([self.meaning(story, b, encoded).numpy(), b["words"]], 2)[b["known"]])
                    same.append(b["same"][b["known"]])
        values, target = np.concatenate(rows), np.concatenate(same)
        mean, spread = values.mean(0), values.std(0) + 1e-6
        fitted = LogisticRegression(C=0.3, max_iter=500).fit((values - mean) / spread, target)
        self.mean, self.spread = (torch.tensor(v, dtype=torch.float32) for v in (mean, spread))
        self.head = torch.nn.Linear(values.shape[1], 1)
        self.head.weight.data = torch.tensor(fitted.coef_, dtype=torch.float32)
        self.head.bias.data = torch.tensor(fitted.intercept_, dtype=torch.float32)

    def loss(self, story: Row, blocks: list[Row]) -> Tensor:
        """Return the cross-entropy of the known pairs, summed and divided by 100: most pairs are easy."""
        import torch
        from torch.nn import functional

        used = sorted({int(i) for b in blocks for side in ("rows", "columns") for i in b[side]})
        encoded = dict(zip(used, self.encode([story["frames"][i] for i in used], training=True), strict=True))
        logits, targets = [], []
        for b in blocks:
            known = torch.tensor(b["known"])
            values = torch.cat([self.meaning(story, b, encoded), torch.tensor(b["words"])], 2)[known]
            logits.append(self.head((values - self.mean) / self.spread)[:, 0])
            targets.append(torch.tensor(b["same"])[known].float())
        return functional.binary_cross_entropy_with_logits(torch.cat(logits), torch.cat(targets), reduction="sum") / 100


def steps(stories: Iterable[Row], rng: random.Random) -> list[tuple[Row, list[Row]]]:
    """Return the steps of one pass, shuffled: up to three articles of a story, with the blocks between them."""
    made = []
    for story in stories:
        articles = sorted({tuple(b[side]) for b in story["blocks"] for side in ("rows", "columns")})
        rng.shuffle(articles)
        for at in range(0, len(articles), ARTICLES):
            some = set(articles[at : at + ARTICLES])
            blocks = [b for b in story["blocks"] if tuple(b["rows"]) in some and tuple(b["columns"]) in some]
            if blocks:
                made.append((story, blocks))
    rng.shuffle(made)
    return made


def train(stories: list[Row], args: argparse.Namespace) -> dict[str, Tensor]:
    """Return the encoder's weights after `args.stop` of `args.passes` passes (the rate falls to nothing over `args.passes`)."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    learner = Learner(args.base, args.tokenizer)
    learner.begin(stories)
    learner.encoder.words.weight.requires_grad_(requires_grad=False)
    body = [p for n, p in learner.encoder.named_parameters() if p.requires_grad and not n.startswith(("head", "scale"))]
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
            torch.nn.utils.clip_grad_norm_(body, 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        sys.stderr.write(f"pass {number + 1}: loss {np.mean(losses):.4f}, {time.monotonic() - started:.0f} s\n")
    return {k: v.detach() for k, v in learner.encoder.state_dict().items()}


def soup(models: list[Path], published: Path, share: float) -> dict[str, Tensor]:
    """Return `share` of the published weights and equal parts of the models' for the rest."""
    import torch

    from training.model import base

    given = [torch.load(m, weights_only=True) for m in models]
    return {k: share * v + (1 - share) * sum(g[k] for g in given) / len(given) for k, v in base(published).state_dict().items()}


def main() -> None:
    """Run one of the steps."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = ap.add_subparsers(dest="command", required=True)
    one = commands.add_parser("prepare")
    one.add_argument("out", type=Path)
    one.add_argument("--ecb", type=Path, nargs=2, metavar=("DATA_DIR", "LABELS"))
    one.add_argument("--written", type=Path)
    one = commands.add_parser("train")
    one.add_argument("stories", type=Path)
    one.add_argument("out", type=Path)
    for name in ("base", "tokenizer"):
        one.add_argument(f"--{name}", type=Path, required=True)
    one.add_argument("--rate", type=float, default=5e-5)
    for name, number in (("passes", 1), ("stop", 0), ("seed", 1)):
        one.add_argument(f"--{name}", type=int, default=number)
    one = commands.add_parser("soup")
    one.add_argument("out", type=Path)
    one.add_argument("models", type=Path, nargs="+")
    one.add_argument("--base", type=Path, required=True)
    one.add_argument("--share", type=float, default=0.4)
    args = ap.parse_args()
    if args.command == "prepare":
        from training import ecb_claims, written

        given = [*(ecb_claims.labelled(*args.ecb) if args.ecb else ()), *(written.stories(args.written) if args.written else ())]
        args.out.write_bytes(pickle.dumps(list(prepare(given))))
        return
    import torch

    if args.command == "train":
        torch.save(train(pickle.loads(args.stories.read_bytes()), args), args.out)  # this script's own file
    else:
        torch.save(soup(args.models, args.base, args.share), args.out)


if __name__ == "__main__":
    main()
