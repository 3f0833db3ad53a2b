"""The bare loop that `reporter brief` is measured against: starts Python, loads the model, embeds the sentences, no more.

usage: bare_embed.py SENTENCES.json    (a list of lists of sentences, one list an article)
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer


def data(package: str, name: str) -> str:
    """Return the path of a data file of an installed package."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed")
    return str(Path(spec.submodule_search_locations[0], name))


def main() -> None:
    """Embed every sentence, one by one on one thread, as reporter does."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    session = onnxruntime.InferenceSession(data("reporter", "models/claims_minilm.onnx"), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(data("reporter", "models/claims_minilm_tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    sentences = [sentence for article in json.loads(Path(sys.argv[1]).read_text("utf-8")) for sentence in article]
    for encoding in tokenizer.encode_batch(sentences):
        ids = np.array([encoding.ids], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        session.run(["last_hidden_state"], feed)[0][0].mean(axis=0)


if __name__ == "__main__":
    main()
