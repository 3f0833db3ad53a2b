"""The sentence encoder all-MiniLM-L6-v2, fine-tuned, with int8 weights.

Reimers and Gurevych, "Sentence-BERT", EMNLP 2019; the mean of the last layer's vectors over a text's tokens is its embedding.
How it was fine-tuned stands in training/README.md.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reporter.models.pinned import Weights, clipped, session, side_by_side, tokenizer
from reporter.protocols import Encoding

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


class MiniLM:
    """Embeds texts of up to 256 tokens; what is longer counts by its beginning."""

    def __init__(self, weights: Weights = FINE_TUNED) -> None:
        """Check and load the model. Raises ModelError where a file is missing or is not the pinned one."""
        self.id, self.sha256 = weights.id, weights.sha256
        self._tokenizer = tokenizer()
        self._session = session(weights)

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """Return one encoding a text, in order: vectors of 384 dimensions; equal texts are run once.

        Each text runs alone: a batch would save nothing, and so no text's vectors depend on its neighbours.
        """
        distinct = list(dict.fromkeys(texts))
        pieces = [tokens.ids for tokens in self._tokenizer.encode_batch([clipped(text) for text in distinct])]
        known = dict(zip(distinct, side_by_side(self._encoding, pieces), strict=True))
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
