"""A cross-encoder of MiniLM's size that reads two statements together and says whether they report the same claim, with int8 weights.

It learned from a larger one (Hinton, Vinyals and Dean, "Distilling the knowledge in a neural network", 2015); how stands in
training/README.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from reporter.models.pinned import Weights, clipped, session, side_by_side, tokenizer
from reporter.protocols import Two

FINE_TUNED = Weights(
    "claim-pairs-int8",
    "reporter",
    "models/claim_pairs.onnx",
    "ecc89386588c31ea08f3e82255686d224fd62827301b2636604e302c8c8bef0d",
)
MAX_TOKENS = 46  # of each statement: what the model was trained on
_CLS, _SEP, _PAD = 101, 102, 0
_BATCH = 8  # larger ones gain nothing: few pairs are equally long, and fewer batches keep fewer processors busy


class ClaimPairs:
    """Reads pairs of statements of up to 46 tokens each; what is longer counts by its beginning."""

    def __init__(self, weights: Weights = FINE_TUNED) -> None:
        self.id, self.sha256 = weights.id, weights.sha256
        self._weights = weights

    @cached_property
    def _loaded(self) -> tuple[Tokenizer, onnxruntime.InferenceSession]:  # when a pair is read: often all of them were read before
        return tokenizer(), session(self._weights)

    def read(self, pairs: Sequence[Two]) -> list[float]:
        """Return the log odds, to the base e, that each pair reports one claim, in order, rounded to hundredths.

        Raises:
            ModelError: a file of the model is missing or is not the pinned one.
        """
        if not pairs:
            return []
        cutting, running = self._loaded
        texts = sorted({text for pair in pairs for text in pair})
        tokens = cutting.encode_batch([clipped(text) for text in texts], add_special_tokens=False)
        pieces = {text: found.ids[:MAX_TOKENS] for text, found in zip(texts, tokens, strict=True)}

        def logits(some: Sequence[Two]) -> list[float]:
            rows = [(pieces[left], pieces[right]) for left, right in some]
            ids = np.full((len(rows), max(len(a) + len(b) for a, b in rows) + 3), _PAD, dtype=np.int64)
            sides = np.zeros_like(ids)
            for n, (a, b) in enumerate(rows):
                end = len(a) + len(b) + 3
                ids[n, :end] = [_CLS, *a, _SEP, *b, _SEP]
                sides[n, len(a) + 2 : end] = 1
            found: NDArray[np.float32] = running.run(["logit"], {"ids": ids, "sides": sides})[0]
            return [round(float(logit), 2) for logit in found]

        distinct = sorted(set(pairs), key=lambda two: (sum(len(pieces[text]) for text in two), two))  # little to fill up in a batch
        batches = [distinct[at : at + _BATCH] for at in range(0, len(distinct), _BATCH)]
        # a pair that is left alone is run twice: a product of one row is rounded differently, one of two and more is not
        found = side_by_side(logits, [batch * 2 if len(batch) == 1 else batch for batch in batches])
        known = dict(pair for batch, said in zip(batches, found, strict=True) for pair in zip(batch, said, strict=False))
        return [known[pair] for pair in pairs]
