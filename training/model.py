"""The pair model: a 6-layer BERT that reads two statements together and scores them.

Written out in plain torch, so that training needs no further package and the
export can name each weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

LAYERS, WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 6, 384, 12, 1536, 30522, 512
CLS, SEP, PAD = 101, 102, 0


class Layer(nn.Module):
    """One transformer layer of BERT (normalised after each part)."""

    def __init__(self) -> None:
        """Make the weights."""
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm_attended = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.norm_out = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, hidden: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """Return the hidden states after this layer; `mask` is added to the attention scores."""
        count, length, _ = hidden.shape

        def heads(x: Tensor) -> Tensor:
            return x.view(count, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        q, k, v = heads(self.query(hidden)), heads(self.key(hidden)), heads(self.value(hidden))
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        mixed = self.attended(mixed.transpose(1, 2).reshape(count, length, WIDTH))
        hidden = self.norm_attended(hidden + functional.dropout(mixed, dropout, self.training))
        inner = self.narrow(functional.gelu(self.widen(hidden)))
        out: Tensor = self.norm_out(hidden + functional.dropout(inner, dropout, self.training))
        return out


class PairModel(nn.Module):
    """Scores two statements read together.

    Each statement is pooled over its own tokens; the logit starts as the cosine of
    the two and learns corrections from their product, their difference and [CLS].
    """

    def __init__(self, dropout: float = 0.1) -> None:
        """Make the weights; `dropout` is used while training only."""
        super().__init__()
        self.dropout = dropout
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.sides = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.head = nn.Linear(3 * WIDTH, 1)
        self.scale = nn.Parameter(torch.tensor(8.0))
        nn.init.zeros_(self.head.weight)
        nn.init.constant_(self.head.bias, -5.0)

    def forward(self, ids: Tensor, sides: Tensor, left: Tensor, right: Tensor) -> Tensor:
        """Return a logit a pair; `left` and `right` are 1.0 on the tokens of each statement."""
        length = ids.shape[1]
        hidden = self.words(ids) + self.places.weight[:length] + self.sides(sides)
        hidden = functional.dropout(self.norm(hidden), self.dropout, self.training)
        mask = ((ids == PAD).float() * -1e4)[:, None, None, :]
        for layer in self.layers:
            hidden = layer(hidden, mask, self.dropout)
        hidden = hidden.float()
        u, v = pooled(hidden, left), pooled(hidden, right)
        features = torch.cat([hidden[:, 0], u * v, (u - v).abs()], 1)
        logit: Tensor = self.scale * functional.cosine_similarity(u, v) + self.head(features)[:, 0]
        return logit


def pooled(hidden: Tensor, weights: Tensor) -> Tensor:
    """Return the mean of the hidden states under `weights`."""
    return torch.einsum("nlw,nl->nw", hidden, weights) / weights.sum(1, keepdim=True).clamp(min=1)


def base(path: Path, dropout: float = 0.1) -> PairModel:
    """Return a model that starts from the published MiniLM sentence encoder at `path`."""
    stored = load_file(path)
    model = PairModel(dropout)
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "places.weight": "embeddings.position_embeddings.weight",
        "sides.weight": "embeddings.token_type_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "attended": "attention.output.dense",
        "norm_attended": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "norm_out": "output.LayerNorm",
    }
    for n in range(LAYERS):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                names[f"layers.{n}.{ours}.{kind}"] = f"encoder.layer.{n}.{theirs}.{kind}"
    missing = model.load_state_dict({ours: stored[theirs] for ours, theirs in names.items()}, strict=False)
    if sorted(missing.missing_keys) != ["head.bias", "head.weight", "scale"] or missing.unexpected_keys:
        message = f"{path} does not hold the expected weights: {missing}"
        raise ValueError(message)
    return model


@dataclass(frozen=True)
class Batch:
    """Token ids of several pairs, padded to one length."""

    ids: Tensor
    sides: Tensor
    left: Tensor
    right: Tensor


class Reader:
    """Turns pairs of texts into batches."""

    def __init__(self, path: Path, longest: int) -> None:
        """Read the tokenizer at `path`; pairs are cut to `longest` tokens, the longer side first."""
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.longest = longest
        self.known: dict[str, list[int]] = {}

    def tokens(self, text: str) -> list[int]:
        """Return the word-piece ids of `text`, without [CLS] and [SEP]."""
        if text not in self.known:
            self.known[text] = self.tokenizer.encode(text, add_special_tokens=False).ids
        return self.known[text]

    def cut(self, a: str, b: str) -> tuple[list[int], list[int]]:
        """Return the ids of both sides, cut so that the pair fits."""
        left, right = self.tokens(a), self.tokens(b)
        room = self.longest - 3
        if len(left) + len(right) > room:
            half = room // 2
            keep_left = max(half, room - len(right))
            left = left[:keep_left]
            right = right[: room - len(left)]
        return left, right

    def batch(self, pairs: list[tuple[str, str]]) -> Batch:
        """Return one batch of `pairs`."""
        rows = [self.cut(a, b) for a, b in pairs]
        length = max(len(a) + len(b) + 3 for a, b in rows)
        ids = torch.zeros(len(rows), length, dtype=torch.long)
        sides = torch.zeros_like(ids)
        left, right = torch.zeros(len(rows), length), torch.zeros(len(rows), length)
        for i, (a, b) in enumerate(rows):
            start = len(a) + 2
            ids[i, : start + len(b) + 1] = torch.tensor([CLS, *a, SEP, *b, SEP])
            sides[i, start : start + len(b) + 1] = 1
            left[i, 1 : 1 + len(a)] = 1
            right[i, start : start + len(b)] = 1
        return Batch(ids, sides, left, right)
