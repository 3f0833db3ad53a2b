"""Sentence vectors of the published encoder, for choosing candidate pairs and as a yardstick."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from training.model import CLS, PAD, SEP, PairModel, Reader, base, pooled

if TYPE_CHECKING:
    from torch import Tensor

LONGEST = 128


@cache
def loaded(weights: Path, tokenizer: Path) -> tuple[PairModel, Reader]:
    """Return the encoder and its tokenizer, read once."""
    return base(weights).eval(), Reader(tokenizer, LONGEST)


def embed(texts: list[str], weights: Path, tokenizer: Path) -> list[Tensor]:
    """Return a unit vector for each text."""
    torch.set_num_threads(1)
    torch.set_grad_enabled(mode=False)
    model, reader = loaded(weights, tokenizer)
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    out: list[Tensor] = [torch.empty(0)] * len(texts)
    for at in range(0, len(order), 32):
        chunk = order[at : at + 32]
        rows = [[CLS, *reader.tokens(texts[i])[: LONGEST - 2], SEP] for i in chunk]
        length = max(map(len, rows))
        ids = torch.tensor([r + [PAD] * (length - len(r)) for r in rows])
        used = (ids != PAD).float()
        hidden = model.norm(model.words(ids) + model.places.weight[:length] + model.sides.weight[0])
        for layer in model.layers:
            hidden = layer(hidden, ((1 - used) * -1e4)[:, None, None, :], 0.0)
        vectors = torch.nn.functional.normalize(pooled(hidden, used), dim=1)
        for i, vector in zip(chunk, vectors, strict=True):
            out[i] = vector
    return out
