"""Write the checkpoint of an encoder, or of the reader, as ONNX with int8 weights.

usage: python -m training.export CHECKPOINT.pt OUT.onnx

The weights of the linear layers are int8 with one scale an output, the word vectors int8 with one scale a word; all arithmetic is
float32, so that what comes of a text does not depend on its batch. Inputs of an encoder: `input_ids`, `attention_mask` and
`token_type_ids`, int64, (texts, length); output: `last_hidden_state`, float32, (texts, length, 384): those of the published encoder.
Inputs of the reader: `ids` and `sides`, int64, (pairs, length); output: `logit`, float32, (pairs).
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.model import MINILM

LONGEST = 256  # positions kept: what reporter.models.minilm reads
LONGEST_PAIR = 128  # no less than what reporter.models.claim_pairs reads
Array = NDArray[Any]


class Graph:
    """Collects nodes and constants."""

    def __init__(self) -> None:
        """Start empty."""
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def add(self, kind: str, *inputs: str, **attributes: object) -> str:
        """Add a node with one output and return the output's name."""
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def constant(self, value: Array) -> str:
        """Add a constant and return its name."""
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def floats(self, *values: float) -> str:
        """Add float32 constants as a vector (a scalar where there is one value)."""
        return self.constant(np.array(values if len(values) > 1 else values[0], dtype=np.float32))

    def whole(self, *values: int) -> str:
        """Add an int64 vector."""
        return self.constant(np.array(values, dtype=np.int64))

    def linear(self, x: str, weight: Array, bias: Array) -> str:
        """Multiply by an int8 matrix, with one scale an output, and add the bias."""
        small, scale = rounded(weight)
        restored = self.add("Mul", self.add("Cast", self.constant(small.T), to=TensorProto.FLOAT), self.constant(scale[None, :]))
        return self.add("Add", self.add("MatMul", x, restored), self.constant(bias))

    def norm(self, x: str, weight: Array, bias: Array) -> str:
        """Normalise over the last axis."""
        return self.add("LayerNormalization", x, self.constant(weight), self.constant(bias), axis=-1, epsilon=MINILM.epsilon)

    def gelu(self, x: str) -> str:
        """Apply the exact GELU."""
        inner = self.add("Erf", self.add("Mul", x, self.floats(0.5**0.5)))
        return self.add("Mul", self.add("Mul", x, self.floats(0.5)), self.add("Add", inner, self.floats(1.0)))


def rounded(weight: Array) -> tuple[Array, Array]:
    """Return int8 rows and the scale of each."""
    scale = np.maximum(np.abs(weight).max(1), 1e-8) / 127
    return np.round(weight / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def attention(g: Graph, w: dict[str, Array], n: int, x: str, mask: str) -> str:
    """Return the mixed hidden states of layer `n`."""
    parts = [g.linear(x, w[f"layers.{n}.{p}.weight"], w[f"layers.{n}.{p}.bias"]) for p in ("query", "key", "value")]
    split = g.whole(0, 0, MINILM.heads, MINILM.width // MINILM.heads)
    q, k, v = (g.add("Reshape", p, split) for p in parts)
    q, v = (g.add("Transpose", p, perm=[0, 2, 1, 3]) for p in (q, v))
    k = g.add("Transpose", k, perm=[0, 2, 3, 1])
    scores = g.add("Mul", g.add("MatMul", q, k), g.floats((MINILM.width // MINILM.heads) ** -0.5))
    shares = g.add("Softmax", g.add("Add", scores, mask), axis=-1)
    mixed = g.add("Transpose", g.add("MatMul", shares, v), perm=[0, 2, 1, 3])
    return g.add("Reshape", mixed, g.whole(0, 0, MINILM.width))


def hidden(g: Graph, w: dict[str, Array], ids: str, sides: str, padded: str, longest: int) -> str:
    """Return the hidden states of the last layer; `padded` tells the places that hold no token."""
    small, scale = rounded(w["words.weight"])
    words = g.add(
        "Mul",
        g.add("Cast", g.add("Gather", g.constant(small), ids), to=TensorProto.FLOAT),
        g.add("Gather", g.constant(scale[:, None]), ids),
    )
    length = g.add("Slice", g.add("Shape", ids), g.whole(1), g.whole(2))
    places = g.add("Slice", g.constant(w["places.weight"][:longest]), g.whole(0), length, g.whole(0))
    x = g.add("Add", g.add("Add", words, places), g.add("Gather", g.constant(w["sides.weight"]), sides))
    x = g.norm(x, w["norm.weight"], w["norm.bias"])
    mask = g.add("Unsqueeze", g.add("Mul", g.add("Cast", padded, to=TensorProto.FLOAT), g.floats(-1e4)), g.whole(1, 2))
    for n in range(MINILM.layers):
        name = f"layers.{n}."
        mixed = g.linear(attention(g, w, n, x, mask), w[name + "attended.weight"], w[name + "attended.bias"])
        x = g.norm(g.add("Add", x, mixed), w[name + "norm_attended.weight"], w[name + "norm_attended.bias"])
        inner = g.linear(
            g.gelu(g.linear(x, w[name + "widen.weight"], w[name + "widen.bias"])), w[name + "narrow.weight"], w[name + "narrow.bias"]
        )
        x = g.norm(g.add("Add", x, inner), w[name + "norm_out.weight"], w[name + "norm_out.bias"])
    return x


def build(w: dict[str, Array]) -> onnx.ModelProto:
    """Return the encoder's graph."""
    g = Graph()
    padded = g.add("Equal", "attention_mask", g.whole(0))
    last = hidden(g, w, "input_ids", "token_type_ids", padded, LONGEST)
    output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["pairs", "length", MINILM.width])
    return finished(g, "claims_minilm", ("input_ids", "attention_mask", "token_type_ids"), last, output)


def build_reader(w: dict[str, Array]) -> onnx.ModelProto:
    """Return the reader's graph."""
    g = Graph()
    padded = g.add("Equal", "ids", g.whole(MINILM.blank))
    last = head(g, w, hidden(g, w, "ids", "sides", padded, LONGEST_PAIR), padded)
    return finished(g, "claim_pairs", ("ids", "sides"), last, helper.make_tensor_value_info("logit", TensorProto.FLOAT, ["pairs"]))


def head(g: Graph, w: dict[str, Array], x: str, padded: str) -> str:
    """Return the logits of the hidden states `x`: what `training.teacher.CrossEncoder` makes of them."""
    starts, ends = (g.add("Equal", "ids", g.whole(mark)) for mark in (MINILM.start, MINILM.end))
    own = g.add("Cast", g.add("Not", g.add("Or", padded, g.add("Or", starts, ends))), to=TensorProto.FLOAT)
    second = g.add("Cast", "sides", to=TensorProto.FLOAT)
    pools = []
    for side in (g.add("Sub", g.floats(1.0), second), second):
        used = g.add("Mul", own, side)
        total = g.add("ReduceSum", g.add("Mul", x, g.add("Unsqueeze", used, g.whole(2))), g.whole(1), keepdims=0)
        count = g.add("Max", g.add("ReduceSum", used, g.whole(1), keepdims=1), g.floats(1.0))
        pools.append(g.add("Div", total, count))
    u, v = pools
    product = g.add("Mul", u, v)
    norms = [g.add("ReduceL2", p, axes=[1], keepdims=1) for p in pools]
    cosine = g.add("Div", g.add("ReduceSum", product, g.whole(1), keepdims=1), g.add("Max", g.add("Mul", *norms), g.floats(1e-8)))
    first = g.add("Squeeze", g.add("Slice", x, g.whole(0), g.whole(1), g.whole(1)), g.whole(1))
    joined = g.add("Concat", first, product, g.add("Abs", g.add("Sub", u, v)), axis=1)
    learned = g.add("Add", g.add("MatMul", joined, g.constant(w["head.weight"].T)), g.constant(w["head.bias"]))
    return g.add("Squeeze", g.add("Add", g.add("Mul", cosine, g.floats(float(w["scale"]))), learned), g.whole(1))


def restored(path: Path) -> dict[str, torch.Tensor]:
    """Return the weights of a reader that `build_reader` wrote, as a checkpoint names them; positions beyond `LONGEST_PAIR` are gone."""
    given = [c for c in map(numpy_helper.to_array, onnx.load(path).graph.initializer) if c.dtype != np.int64]
    values = iter([c for c in given if c.size > 1])  # the weights, in the order of the graph
    bias, scale = [c for c in given if c.size == 1][-2:]
    made: dict[str, Array] = {"words.weight": next(values) * next(values), "head.bias": bias, "scale": scale[0]}
    made |= {f"{name}.weight": next(values) for name in ("places", "sides")}

    def take(name: str, *, linear: bool) -> None:
        weight = next(values)
        made[f"{name}.weight"] = (weight * next(values)).T if linear else weight
        made[f"{name}.bias"] = next(values)

    take("norm", linear=False)
    for n in range(MINILM.layers):
        for part in ("query", "key", "value", "attended", "norm_attended", "widen", "narrow", "norm_out"):
            take(f"layers.{n}.{part}", linear=not part.startswith("norm"))
    made["head.weight"] = next(values).T
    return {name: torch.tensor(value) for name, value in made.items()}


def finished(g: Graph, name: str, inputs: tuple[str, ...], last: str, output: onnx.ValueInfoProto) -> onnx.ModelProto:
    """Return the model of a graph that gives `last` as its output."""
    g.nodes.append(helper.make_node("Identity", [last], [output.name]))
    values = [helper.make_tensor_value_info(i, TensorProto.INT64, ["pairs", "length"]) for i in inputs]
    graph = helper.make_graph(g.nodes, name, values, [output], g.constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="")
    onnx.checker.check_model(made)
    return made


def main(checkpoint: Path, out: Path) -> None:
    """Write the file and say what it is."""
    weights = {k: v.numpy() for k, v in torch.load(checkpoint, weights_only=True).items()}
    data = (build_reader if "scale" in weights else build)(weights).SerializeToString()
    out.write_bytes(data)
    print(f"{out.name}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
