"""Model files that come inside packages: checked against their hashes before use, run on the processor, one thread a text."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import onnxruntime
from tokenizers import Tokenizer

from reporter.errors import ModelError

MAX_TOKENS = 256  # of a text, special ones included: no model reads more
MAX_THREADS = 4  # texts that run side by side
MAX_CHARACTERS = 8192  # far beyond 256 tokens of any written language; bounds the work on a text of a few megabytes

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


@dataclass(frozen=True)
class Weights:
    """A model file: the name it goes by, and the installed package, file and hash of its content."""

    id: str
    package: str
    name: str
    sha256: str

    def file(self) -> Path:
        """Return the path of the file, once its content is the pinned one; the package is not imported. Raises ModelError."""
        spec = importlib.util.find_spec(self.package)
        if spec is None or not spec.submodule_search_locations:
            raise ModelError(f"model file {self.name}: package {self.package} is not installed; install reporter's dependencies again")
        path = Path(spec.submodule_search_locations[0], self.name)
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ModelError(f"model file {path}: cannot be read ({error.strerror}); install {self.package} again") from error
        if found != self.sha256:
            raise ModelError(f"model file {path}: sha256 is {found}, not {self.sha256}; install the pinned version of {self.package}")
        return path


VOCABULARY = Weights(
    "wordpiece-30522",
    "reporter",
    "models/claims_minilm_tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)


def session(weights: Weights) -> onnxruntime.InferenceSession:
    """Return a session that runs the model. Raises ModelError where its file is missing or is not the pinned one."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    # Basic folds the weights' casts away at load, for a fifth of a second; the higher levels cost more here than they save, and without
    # it the casts of each run take more memory than what is folded.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3  # errors only
    return onnxruntime.InferenceSession(str(weights.file()), options, providers=["CPUExecutionProvider"])


@cache
def tokenizer() -> Tokenizer:
    """Return the tokenizer of the models' word pieces, one for all of them; it reads the beginning of a long text. Raises ModelError."""
    made = Tokenizer.from_file(str(VOCABULARY.file()))
    made.no_padding()
    made.enable_truncation(MAX_TOKENS)
    return made


def clipped(text: str) -> str:
    """Return a text as a tokenizer takes it: not longer than any model reads, and lone surrogates as question marks."""
    return text[:MAX_CHARACTERS].encode("utf-8", "replace").decode()


def side_by_side(run: Callable[[_Given], _Made], given: Iterable[_Given]) -> list[_Made]:
    """Return what `run` makes of each, in order, several at a time, each on one thread: the number of processors changes nothing."""
    with ThreadPoolExecutor(max_workers=min(MAX_THREADS, os.cpu_count() or 1)) as pool:
        return list(pool.map(run, given))
