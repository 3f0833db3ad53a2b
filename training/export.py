"""Write an encoder's checkpoint as ONNX with int8 weights.

usage: python -m training.export CHECKPOINT.pt OUT.onnx

The weights of the linear layers are int8 with one scale an output, the word vectors int8 with one scale a word; all arithmetic is
float32, so that a text's vectors do not depend on its batch. Inputs: `input_ids`, `attention_mask` and `token_type_ids`, int64,
(texts, length); output: `last_hidden_state`, float32, (texts, length, 384): those of the published encoder.
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


def hidden(g: Graph, w: dict[str, Array], ids: str, sides: str, padded: str) -> str:
    """Return the hidden states of the last layer; `padded` tells the places that hold no token."""
    small, scale = rounded(w["words.weight"])
    words = g.add(
        "Mul",
        g.add("Cast", g.add("Gather", g.constant(small), ids), to=TensorProto.FLOAT),
        g.add("Gather", g.constant(scale[:, None]), ids),
    )
    length = g.add("Slice", g.add("Shape", ids), g.whole(1), g.whole(2))
    places = g.add("Slice", g.constant(w["places.weight"][:LONGEST]), g.whole(0), length, g.whole(0))
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
    last = hidden(g, w, "input_ids", "token_type_ids", padded)
    g.nodes.append(helper.make_node("Identity", [last], ["last_hidden_state"]))
    names = ("input_ids", "attention_mask", "token_type_ids")
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["pairs", "length"]) for name in names]
    output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["pairs", "length", MINILM.width])
    graph = helper.make_graph(g.nodes, "claims_minilm", inputs, [output], g.constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="")
    onnx.checker.check_model(made)
    return made


def main(checkpoint: Path, out: Path) -> None:
    """Write the file and say what it is."""
    weights = {k: v.numpy() for k, v in torch.load(checkpoint, weights_only=True).items()}
    data = build(weights).SerializeToString()
    out.write_bytes(data)
    print(f"{out.name}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
