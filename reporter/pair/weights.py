"""The fitted match weights: a logistic regression over the comparisons, kept in weights.json and shown a comparison at a time.

The regression is fitted by training/fit_weights.py on the labelled events. A
feature's weight counts from its mean over all pairs, so that "prior" is the
weight of an ordinary pair and each comparison shows what it adds to that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from reporter.errors import ModelError
from reporter.pair.features import FEATURES
from reporter.schema import Weight

Values = Mapping[str, float]


class Feature(Struct, frozen=True, forbid_unknown_fields=True):
    """What one feature adds: `weight` log2 units for each unit above `mean`."""

    weight: float
    mean: float


class MatchWeights(Struct, frozen=True, forbid_unknown_fields=True):
    """The content of weights.json."""

    fitted_on: str  # which events, as a sentence
    events_sha256: str
    prior: float  # log2 odds of a pair with every feature at its mean
    features: dict[str, Feature]

    @property
    def sha256(self) -> str:
        """The hash of the weights, however they are laid out in a file."""
        return hashlib.sha256(msgspec.json.encode(self, order="sorted")).hexdigest()

    def probabilities(self, values: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the match probability of each row of features, shape (pairs,)."""
        weight = np.array([self.features[name].weight for name in FEATURES])
        mean = np.array([self.features[name].mean for name in FEATURES])
        probability: NDArray[np.float64] = 1 / (1 + np.exp2(-(self.prior + (values - mean) @ weight)))
        return probability

    def explain(self, values: Values) -> tuple[tuple[Weight, ...], float]:
        """Return what each comparison adds, rounded to hundredths, and the probability that the sum gives."""
        shown = [Weight(comparison="prior", level="any two statements of two articles", weight=round(self.prior, 2))]
        for comparison, (names, level) in COMPARISONS.items():
            added = sum(self.features[name].weight * (values[name] - self.features[name].mean) for name in names)
            shown.append(Weight(comparison=comparison, level=level(values), weight=round(added, 2) + 0.0))
        total = round(sum(w.weight for w in shown), 2)
        return tuple(shown), round(1 / (1 + 2**-total), 4)


def _rank(values: Values) -> str:
    near, far = values["cosine_rank_near"], values["cosine_rank_far"]
    if far == 0:
        return "each the other’s closest in meaning"
    return "the closest in meaning for one of them" if near == 0 else "others are closer in meaning"


def _quoted(values: Values) -> str:
    if values["quoted_both"]:
        return f"{values['quoted_overlap']:.0%} of the quoted words in both"
    return "quoted in one only" if values["quoted_one"] else "neither is quoted"


def _names(values: Values) -> str:
    if values["names_apart"]:
        return "names, none in common"
    return "names in common" if values["names_shared"] else "no names to compare"


def _numbers(values: Values) -> str:
    if values["numbers_agree"]:
        return "a number in common"
    return "different numbers" if values["numbers_differ"] else "no numbers to compare"


def _speaker(values: Values) -> str:
    if values["speaker_same"]:
        return "the same speaker"
    if values["speaker_differs"]:
        return "different speakers"
    return "a speaker in one only" if values["speaker_one"] else "no speaker in either"


COMPARISONS: dict[str, tuple[tuple[str, ...], Callable[[Values], str]]] = {
    "meaning": (("cosine", "sentence_cosine"), lambda v: f"cosine {v['cosine']:.2f}"),
    "alignment": (
        ("alignment_shorter", "alignment_longer", "sentence_alignment_near", "sentence_alignment_far"),
        lambda v: f"words of the shorter one matched {v['alignment_shorter']:.2f}, of the longer one {v['alignment_longer']:.2f}",
    ),
    "wording": (
        ("tfidf", "overlap_max", "overlap_min", "overlap_mass", "coverage_near", "coverage_far"),
        lambda v: f"{v['overlap_max']:.0%} and {v['overlap_min']:.0%} of the words in both, by rarity",
    ),
    "characters": (("characters",), lambda v: f"cosine of letter groups {v['characters']:.2f}"),
    "rank": (
        tuple(f"{base}_{what}_{view}" for base in ("cosine", "tfidf") for what in ("rank", "gap") for view in ("near", "far")),
        _rank,
    ),
    "quoted words": (("quoted_both", "quoted_overlap", "quoted_one"), _quoted),
    "names": (("names_shared", "names_apart"), _names),
    "numbers": (("numbers_agree", "numbers_differ"), _numbers),
    "speaker": (("speaker_same", "speaker_differs", "speaker_one"), _speaker),
    "negation": (("negation_differs",), lambda v: "negated in one only" if v["negation_differs"] else "alike"),
    "place in the article": (("position", "neighbour_cosine"), lambda v: f"{v['position']:.0%} of an article apart"),
    "length": (("length_ratio", "length"), lambda v: "alike" if v["length_ratio"] < 0.4 else "one is longer"),
}


@cache
def shipped() -> MatchWeights:
    """Return the weights that come with the package.

    Raises:
        ModelError: the file is missing, broken, or was fitted for other features.
    """
    try:
        raw = resources.files("reporter.pair").joinpath("weights.json").read_bytes()
        model = msgspec.json.decode(raw, type=MatchWeights)
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"match weights reporter/pair/weights.json: {error}; install reporter again") from error
    if tuple(sorted(model.features)) != tuple(sorted(FEATURES)):
        raise ModelError("match weights reporter/pair/weights.json: fitted for other features; run training/fit_weights.py")
    return model
