"""The fitted match weights: logistic regressions over the comparisons, kept in files and shown a comparison at a time.

They are fitted by training/fit_weights.py on the labelled events. A feature's
weight counts from its mean over all pairs, so that "prior" is the weight of an
ordinary pair and each comparison shows what it adds to that. Comparisons that
say much the same share their weight, so a single one may point the other way.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from reporter.errors import ModelError
from reporter.pair.context import AROUND, CONTEXT, ELSEWHERE
from reporter.pair.features import FEATURES, LEXICAL
from reporter.pair.reading import READ, UNREAD
from reporter.schema import Weight

Values = Mapping[str, float]
FIRST = "first"  # the odds by the comparisons alone, where another regression sees them


class Feature(Struct, frozen=True, forbid_unknown_fields=True):
    """What one feature adds: `weight` log2 units for each unit above `mean`."""

    weight: float
    mean: float


class Regression(Struct, frozen=True, forbid_unknown_fields=True):
    """A logistic regression: the log2 odds of a pair with every feature at its mean, and what each feature adds."""

    prior: float
    features: dict[str, Feature]

    def odds(self, values: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
        """Return the match weight of each pair, in log2 units; `values` has shape (..., features)."""
        weight = np.array([f.weight for f in self.features.values()])
        mean = np.array([f.mean for f in self.features.values()])
        return np.asarray(self.prior + (values - mean) @ weight, dtype=np.float64)


class MatchWeights(Struct, frozen=True, forbid_unknown_fields=True):
    """The content of a file of weights: `first` sees the comparisons alone, `final` what was read and their context too.

    `read` makes of `first` and of what was read the odds that count as context of other pairs; None where nothing is read.
    """

    fitted_on: str  # which events, as a sentence
    events_sha256: str
    first: Regression
    read: Regression | None
    final: Regression

    @property
    def sha256(self) -> str:
        """The hash of the weights, however they are laid out in a file."""
        return hashlib.sha256(msgspec.json.encode(self, order="sorted")).hexdigest()

    @property
    def lexical(self) -> bool:
        """Whether they were fitted for words alone, without a model that reads."""
        return tuple(self.first.features) == LEXICAL

    def explain(self, values: Values) -> tuple[tuple[Weight, ...], float]:
        """Return what each comparison adds, rounded to hundredths, and the probability that the sum gives."""
        prior, features = self.final.prior, self.final.features
        shown = [Weight(comparison="prior", level="any two statements of two articles", weight=round(prior, 2))]
        for comparison, (names, level) in (LEXICAL_COMPARISONS if self.lexical else COMPARISONS).items():
            added = sum(features[name].weight * (values[name] - features[name].mean) for name in names)
            shown.append(Weight(comparison=comparison, level=level(values), weight=round(added, 2) + 0.0))
        total = round(sum(w.weight for w in shown), 2)
        return tuple(shown), round(1 / (1 + 2**-total), 4)


def probability(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probabilities of log2 odds."""
    return np.asarray(1 / (1 + np.exp2(-odds)), dtype=np.float64)


def _rank(base: str, of: str) -> Callable[[Values], str]:
    def level(values: Values) -> str:
        if values[f"{base}_rank_far"] == 0:
            return f"each the other’s closest in {of}"
        return f"the closest in {of} for one of them" if values[f"{base}_rank_near"] == 0 else f"others are closer in {of}"

    return level


def _ranked(*bases: str) -> tuple[str, ...]:
    return tuple(f"{base}_{what}_{view}" for base in bases for what in ("rank", "gap") for view in ("near", "far"))


def _rare(values: Values) -> str:
    if values["exclusive"]:
        return "words in common that stand nowhere else in either article"
    return "only in their sentences" if values["exclusive_sentence"] else "none in common"


def _context(values: Values) -> str:
    return "statements around them match too" if max(values[name] for name in AROUND) >= 0.5 else "little around them matches"


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


def _read_together(values: Values) -> str:
    if values[READ] <= UNREAD:
        return "not likely enough to be read"
    return f"{1 / (1 + math.exp(-values[READ])):.0%} for one claim, by the two texts alone"


COMPARISONS: dict[str, tuple[tuple[str, ...], Callable[[Values], str]]] = {
    "meaning": (("cosine", "sentence_cosine"), lambda v: f"cosine {v['cosine']:.2f}"),
    "alignment": (
        ("alignment_shorter", "alignment_longer", "sentence_alignment_near", "sentence_alignment_far"),
        lambda v: f"words of the shorter one matched {v['alignment_shorter']:.2f}, of the longer one {v['alignment_longer']:.2f}",
    ),
    "read together": ((READ,), _read_together),
    "wording": (
        ("tfidf", "overlap_max", "overlap_min", "overlap_mass", "coverage_near", "coverage_far"),
        lambda v: f"{v['overlap_max']:.0%} and {v['overlap_min']:.0%} of the words in both, by rarity",
    ),
    "rare words": (("exclusive", "exclusive_sentence", "exclusive_part"), _rare),
    "characters": (("characters",), lambda v: f"cosine of letter groups {v['characters']:.2f}"),
    "rank": (_ranked("cosine", "tfidf", "overall"), _rank("cosine", "meaning")),
    "quoted words": (("quoted_both", "quoted_overlap", "quoted_one"), _quoted),
    "names": (("names_shared", "names_apart"), _names),
    "numbers": (("numbers_agree", "numbers_differ"), _numbers),
    "speaker": (("speaker_same", "speaker_differs", "speaker_one"), _speaker),
    "negation": (("negation_differs",), lambda v: "negated in one only" if v["negation_differs"] else "alike"),
    "place in the article": (("position", "neighbour_cosine"), lambda v: f"{v['position']:.0%} of an article apart"),
    "context": (AROUND, _context),
    "other passages": ((ELSEWHERE,), lambda v: "others match them too" if v[ELSEWHERE] >= -1 else "few others match them"),
    "length": (("length_ratio", "length"), lambda v: "alike" if v["length_ratio"] < 0.4 else "one is longer"),
}


LEXICAL_COMPARISONS = {name: shown for name, shown in COMPARISONS.items() if name not in {"meaning", "alignment", "read together"}} | {
    "sentence": (("sentence_tfidf",), lambda v: f"their sentences’ words alike {v['sentence_tfidf']:.2f}"),
    "rank": (_ranked("tfidf", "wording"), _rank("wording", "wording")),
    "place in the article": (("position", "neighbour_tfidf"), COMPARISONS["place in the article"][1]),
}


def shipped() -> MatchWeights:
    """Return the weights that come with the package for comparisons by an encoder. Raises ModelError."""
    return _read("weights.json", FEATURES, (FIRST, READ), (*FEATURES, READ, *CONTEXT))


def shipped_lexical() -> MatchWeights:
    """Return the weights that come with the package for comparisons by words alone. Raises ModelError."""
    return _read("weights_lexical.json", LEXICAL, (), (*LEXICAL, *CONTEXT))


@cache
def _read(name: str, first: tuple[str, ...], read: tuple[str, ...], final: tuple[str, ...]) -> MatchWeights:
    """Return the weights in a file of the package.

    Raises:
        ModelError: the file is missing, broken, or was fitted for other features.
    """
    try:
        raw = resources.files("reporter.pair").joinpath(name).read_bytes()
        model = msgspec.json.decode(raw, type=MatchWeights)
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"match weights reporter/pair/{name}: {error}; install reporter again") from error
    fitted = (tuple(r.features) if r is not None else () for r in (model.first, model.read, model.final))
    if tuple(fitted) != (first, read, final):
        raise ModelError(f"match weights reporter/pair/{name}: fitted for other features; run training/fit_weights.py")
    return model
