"""The encoders that training starts from, in plain torch: all-MiniLM-L6-v2 (a BERT) and all-mpnet-base-v2 (an MPNet).

Written out, so that training needs no further package and the export can name each weight. Reimers and Gurevych, "Sentence-BERT",
EMNLP 2019; Wang et al., "MiniLM", NeurIPS 2020; Song et al., "MPNet", NeurIPS 2020.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

_SPAN = 128  # tokens apart from which all distances are one


@dataclass(frozen=True)
class Shape:
    """The sizes of an encoder, its special tokens, and how its publishers call the parts of its attention."""

    layers: int
    width: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float  # of its norms
    first: int  # position of a text's first token
    distances: int  # classes of distance between tokens that attention has biases for; none: 0
    sides: int  # vectors that tell the first text from the second; of a single text the first is added
    between: int  # end tokens between two texts that are read together
    start: int
    end: int
    blank: int
    attention: dict[str, str]


MINILM = Shape(
    layers=6, width=384, heads=12, inner=1536, vocabulary=30522, positions=512, epsilon=1e-12, first=0, distances=0, sides=2, between=1,
    start=101, end=102, blank=0,
    attention={
        "query": "self.query", "key": "self.key", "value": "self.value", "attended": "output.dense", "norm_attended": "output.LayerNorm",
    },
)  # fmt: skip
MPNET = Shape(
    layers=12, width=768, heads=12, inner=3072, vocabulary=30527, positions=514, epsilon=1e-5, first=2, distances=32, sides=0, between=2,
    start=0, end=2, blank=1,
    attention={"query": "attn.q", "key": "attn.k", "value": "attn.v", "attended": "attn.o", "norm_attended": "LayerNorm"},
)  # fmt: skip


class Layer(nn.Module):
    """One transformer layer, normalised after each part."""

    def __init__(self, shape: Shape) -> None:
        """Make the weights."""
        super().__init__()
        self.heads, width = shape.heads, shape.width
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.attended = nn.Linear(width, width)
        self.norm_attended = nn.LayerNorm(width, eps=shape.epsilon)
        self.widen = nn.Linear(width, shape.inner)
        self.narrow = nn.Linear(shape.inner, width)
        self.norm_out = nn.LayerNorm(width, eps=shape.epsilon)

    def forward(self, hidden: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """Return the hidden states after this layer; `mask` is added to the attention scores."""
        count, length, width = hidden.shape

        def heads(x: Tensor) -> Tensor:
            return x.view(count, length, self.heads, width // self.heads).transpose(1, 2)

        q, k, v = heads(self.query(hidden)), heads(self.key(hidden)), heads(self.value(hidden))
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        mixed = self.attended(mixed.transpose(1, 2).reshape(count, length, width))
        hidden = self.norm_attended(hidden + functional.dropout(mixed, dropout, self.training))
        inner = self.narrow(functional.gelu(self.widen(hidden)))
        out: Tensor = self.norm_out(hidden + functional.dropout(inner, dropout, self.training))
        return out


class Encoder(nn.Module):
    """Gives each token of a text a vector. Dropout is for training alone."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        """Make the weights."""
        super().__init__()
        self.shape, self.dropout = shape, dropout
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        if shape.sides:
            self.sides = nn.Embedding(shape.sides, shape.width)
        if shape.distances:
            self.distances = nn.Embedding(shape.distances, shape.heads)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(self, ids: Tensor, second: Tensor | None = None) -> Tensor:
        """Return (texts, length, width): the last layer's vectors of the tokens `ids`, (texts, length).

        `second`, of the same shape, is true on the tokens of the second of two texts.
        """
        length, first = ids.shape[1], self.shape.first
        hidden = self.words(ids) + self.places.weight[first : first + length]
        if self.shape.sides:
            hidden = hidden + (self.sides.weight[0] if second is None else self.sides(second.long()))
        hidden = functional.dropout(self.norm(hidden), self.dropout, self.training)
        mask = ((ids == self.shape.blank).float() * -1e4)[:, None, None, :]
        if self.shape.distances:
            mask = mask + self.distances(apart(length, self.shape.distances).to(ids.device)).permute(2, 0, 1)
        for layer in self.layers:
            hidden = layer(hidden, mask, self.dropout)
        return hidden


def apart(length: int, classes: int) -> Tensor:
    """Return (length, length): the class of the distance from each token to each other (Raffel et al., "T5", JMLR 2020).

    Half of the classes are for tokens that follow; of either half, half are for single steps and the rest grow with the logarithm.
    """
    places = torch.arange(length)
    steps = places[None, :] - places[:, None]
    half, single = classes // 2, classes // 4
    far = single + (torch.log(steps.abs().clamp(min=1) / single) / math.log(_SPAN / single) * (half - single)).long()
    return (steps > 0) * half + torch.where(steps.abs() < single, steps.abs(), far.clamp(max=half - 1))


def pooled(hidden: Tensor, weights: Tensor) -> Tensor:
    """Return the mean of the hidden states under `weights`."""
    return torch.einsum("nlw,nl->nw", hidden, weights) / weights.sum(1, keepdim=True).clamp(min=1)


def published(path: Path, shape: Shape) -> Encoder:
    """Return the encoder of which the published weights lie at `path`. Raises KeyError or RuntimeError where they are another's."""
    names = {"words": "word_embeddings", "places": "position_embeddings", "norm": "LayerNorm"}
    if shape.sides:
        names["sides"] = "token_type_embeddings"
    names = {ours: f"embeddings.{theirs}" for ours, theirs in names.items()}
    if shape.distances:
        names["distances"] = "encoder.relative_attention_bias"
    parts = {ours: f"attention.{theirs}" for ours, theirs in shape.attention.items()}
    parts |= {"widen": "intermediate.dense", "narrow": "output.dense", "norm_out": "output.LayerNorm"}
    names |= {f"layers.{n}.{ours}": f"encoder.layer.{n}.{theirs}" for n in range(shape.layers) for ours, theirs in parts.items()}
    stored = load_file(path)
    encoder = Encoder(shape)
    wanted = (name.rpartition(".") for name in encoder.state_dict())
    encoder.load_state_dict({f"{part}.{kind}": stored[f"{names[part]}.{kind}"] for part, _, kind in wanted})
    return encoder


class Reader:
    """Cuts texts into word pieces."""

    def __init__(self, path: Path, longest: int) -> None:
        """Read the tokenizer at `path`; of a text the first `longest` pieces are kept."""
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.longest = longest
        self.known: dict[str, list[int]] = {}

    def pieces(self, text: str) -> list[int]:
        """Return the ids of a text's word pieces, without special tokens."""
        if text not in self.known:
            self.known[text] = self.tokenizer.encode(text, add_special_tokens=False).ids[: self.longest]
        return self.known[text]


def padded(rows: list[list[int]], blank: int) -> Tensor:
    """Return (rows, longest row): the rows, filled up with `blank`."""
    length = max(map(len, rows))
    return torch.tensor([row + [blank] * (length - len(row)) for row in rows])
