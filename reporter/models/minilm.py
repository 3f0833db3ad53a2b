"""The sentence encoder all-MiniLM-L6-v2, fine-tuned, with int8 weights, run on the processor, one thread a text.

Reimers and Gurevych, "Sentence-BERT", EMNLP 2019; the mean of the last layer's vectors over a text's tokens is its embedding.
How it was fine-tuned stands in training/README.md. Weights and vocabulary are data files of this package; both are checked against
the hashes below before use.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from reporter.errors import ModelError
from reporter.protocols import Encoding


@dataclass(frozen=True)
class Weights:
    """A model file: the name it goes by, and the installed package, file and hash of its content."""

    id: str
    package: str
    name: str
    sha256: str


FINE_TUNED = Weights(
    "claims-minilm-int8",
    "reporter",
    "models/claims_minilm.onnx",
    "ba87934550c439fe9fcc939dd42894df3c253d694bd68f5df0b488d691933f81",
)
OF_EVENTS = Weights(
    "events-minilm-int8",
    "reporter",
    "models/events_minilm.onnx",
    "347ed3138d4b9a11b64849f8f70e4eb387b777b08e4c12aafccc4c3f68325ee3",
)
VOCABULARY = (
    "reporter",
    "models/claims_minilm_tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)
MAX_TOKENS = 256  # what the model was trained on
MAX_THREADS = 4  # texts that run side by side
MAX_CHARACTERS = 8192  # far beyond 256 tokens of any written language; bounds the work on a text of a few megabytes


class MiniLM:
    """Embeds texts of up to 256 tokens; what is longer counts by its beginning."""

    def __init__(self, weights: Weights = FINE_TUNED) -> None:
        """Check and load the model. Raises ModelError where a file is missing or is not the pinned one."""
        self.id, self.sha256 = weights.id, weights.sha256
        self._tokenizer = _tokenizer(_checked(*VOCABULARY))
        self._session = _session(_checked(weights.package, weights.name, weights.sha256))

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """Return one encoding a text, in order: vectors of 384 dimensions; equal texts are run once.

        Each text runs alone on one thread, several side by side: a batch would save nothing, and so no text's vectors
        depend on its neighbours or on the machine's number of processors.
        """
        distinct = list(dict.fromkeys(texts))
        clipped = [text[:MAX_CHARACTERS].encode("utf-8", "replace").decode() for text in distinct]  # lone surrogates become "?"
        pieces = [tokens.ids for tokens in self._tokenizer.encode_batch(clipped)]
        with ThreadPoolExecutor(max_workers=min(MAX_THREADS, os.cpu_count() or 1)) as pool:
            known = dict(zip(distinct, pool.map(self._encoding, pieces), strict=True))
        return [known[text] for text in texts]

    def _encoding(self, token_ids: list[int]) -> Encoding:
        ids = np.array([token_ids], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        layer: NDArray[np.float32] = self._session.run(["last_hidden_state"], feed)[0][0]
        pieces = layer[1:-1]  # without [CLS] and [SEP], which stand at the ends
        return Encoding(vector=_unit(layer.mean(axis=0)), piece_ids=tuple(token_ids[1:-1]), pieces=_unit(pieces))


def of_events() -> MiniLM:
    """Return the encoder that groups articles: fine-tuned on other stories than the one that compares statements. Raises ModelError."""
    return MiniLM(OF_EVENTS)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return unit


def _checked(package: str, name: str, sha256: str) -> Path:
    """Return the path of an installed package's data file, once its content is the pinned one. The package is not imported."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"model file {name}: package {package} is not installed; install reporter's dependencies again")
    path = Path(spec.submodule_search_locations[0], name)
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"model file {path}: cannot be read ({error.strerror}); install {package} again") from error
    if found != sha256:
        raise ModelError(f"model file {path}: sha256 is {found}, not {sha256}; install the pinned version of {package}")
    return path


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    # Basic folds the weights' casts away at load, for a fifth of a second; the higher levels cost more here than they save.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3  # errors only
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _tokenizer(path: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer
