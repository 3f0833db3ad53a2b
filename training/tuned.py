"""The reader's last step: it learns from the labelled events; and readers that did so without some of them, to measure with.

usage: python -m training.tuned LABELS_DIR EVENTS_DIR OUT_DIR [--start FILE] [--processes N]

It starts from the reader that learned from the teacher, and learns from pairs of statements that the comparisons leave in question, and
of the labels' own words for a claim with the statements that report it and those nearest that do not. Writes a reader of all events and
those of `training.left_out`; one that is in OUT_DIR already is not made again. What was learned is averaged with the weights that it
started from, which forgets less: Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from benchmarks import scorer
from reporter import extract, segment
from reporter.models.minilm import MiniLM
from reporter.models.pinned import VOCABULARY
from reporter.models.remembering import Remembering
from reporter.pair.weights import Regression
from reporter.protocols import Embedder
from training import export, fitting, left_out
from training.model import MINILM, Encoder, Reader
from training.teacher import LONGEST, CrossEncoder, Read, batches, fit

FAINT = -5.0  # first odds, log2, from which a pair is in question
NEAREST = 6  # statements that do not report a claim, beside those that do
RATE, WARM, PASSES, BATCH, DROPOUT, SEED = 6e-5, 0.1, 2, 32, 0.05, 1
SHARE = 0.7  # of the weights once they have learned, in the average with those before
Labelled = tuple[str, str, bool]


def pairs(example: fitting.Examples, first: Regression) -> Iterator[Labelled]:
    """Yield the labelled pairs of statements of an event that `first` leaves in question, each once, and whether they are one claim."""
    seen: set[tuple[str, str]] = set()
    for block, same, known in zip(example.blocks, example.same, example.known, strict=True):
        for row, column in np.argwhere(known & (first.odds(block.values) > FAINT)):
            two = example.frames[block.rows[row]], example.frames[block.columns[column]]
            if two not in seen:
                seen.add(two)
                yield *two, bool(same[row, column])


def worded(labels: Path, texts: Path, event: str, embedder: Embedder) -> Iterator[Labelled]:
    """Yield the labels' words for each claim with the statements that report it, and with the nearest of the others."""
    tale = fitting.story(texts / event)
    sentences = segment.sentences(tale)
    statements = extract.statements(tale, sentences, extract.names(tale, sentences))
    by_hand = json.loads((labels / f"{event}.json").read_bytes())
    claims = by_hand["claims"]
    carried = fitting.labelled(scorer.located(by_hand, {a.id: scorer.Text(a.text) for a in tale.articles}), statements)
    told, vectors = (np.stack([e.vector for e in embedder.encode(t)]) for t in ([c["text"] for c in claims], [s.frame for s in statements]))
    for claim, likeness in zip(claims, told @ vectors.T, strict=True):
        others = [n for n in np.argsort(-likeness, kind="stable") if carried[n] and claim["id"] not in carried[n]]
        frames = {statements[n].frame: False for n in others[:NEAREST]}
        frames |= {s.frame: True for s, c in zip(statements, carried, strict=True) if claim["id"] in c}
        yield from ((claim["text"], frame, same) for frame, same in frames.items() if frame != claim["text"])


def tune(start: dict[str, torch.Tensor], given: Sequence[Labelled]) -> dict[str, torch.Tensor]:
    """Return the weights of a reader that starts from `start` and learns from the labelled pairs."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    rng = np.random.default_rng(SEED)
    reader = Reader(VOCABULARY.file(), LONGEST)
    same = np.array([s for _, _, s in given])
    whole = np.ones(len(given), dtype=bool)
    read = Read([(reader.pieces(a), reader.pieces(b)) for a, b, _ in given], same, whole, whole)
    plan = [b for _ in range(PASSES) for b in batches(read.lengths, BATCH, rng)]
    model = CrossEncoder(Encoder(MINILM, DROPOUT))
    positions = model.encoder.places.weight.detach().clone()
    positions[: len(start["places.weight"])] = start["places.weight"]
    before = {_named(name): values for name, values in (start | {"places.weight": positions}).items()}
    model.load_state_dict(before)
    wanted = torch.tensor(same, dtype=torch.float32)
    fit(model, read, plan, (RATE, WARM * len(plan)), lambda z, b: functional.binary_cross_entropy_with_logits(z, wanted[b]), rng)
    learned = model.state_dict()
    return {name: SHARE * learned[_named(name)] + (1 - SHARE) * before[_named(name)] for name in start}


def _named(name: str) -> str:
    """Return a weight's name in the cross-encoder."""
    return name if name.startswith(("head", "scale")) else f"encoder.{name}"


def make(start: Path, given: Sequence[Labelled], out: Path) -> str:
    """Train one reader and write it."""
    weights = {name: values.numpy() for name, values in tune(export.restored(start), given).items()}
    written = out.with_suffix(".part")
    written.write_bytes(export.build_reader(weights).SerializeToString())
    written.replace(out)
    return f"{out.name}: {len(given)} pairs, {sum(same for _, _, same in given)} of one claim"


def main() -> None:
    """Make the readers."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for argument in ("labels", "events", "out"):
        ap.add_argument(argument, type=Path)
    ap.add_argument("--start", type=Path, default=Path(__file__).parent / "distilled_reader.onnx")
    ap.add_argument("--processes", type=int, default=1)
    args = ap.parse_args()
    events = left_out.learned(args.labels, args.events)
    missing = left_out.lacking(args.out, events)
    if not missing:
        return
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / left_out.EVENTS).write_text(json.dumps(events, indent=1) + "\n", "utf-8")
    embedder = Remembering(MiniLM())
    examples = [fitting.examples(args.labels, args.events, event, embedder) for event in events]
    told = {event: list(worded(args.labels, args.events, event, embedder)) for event in events}
    with ProcessPoolExecutor(args.processes, mp_context=get_context("spawn")) as pool:
        jobs = []
        for folds in left_out.unseen():
            if left_out.name(folds) in missing:
                kept = [e for e in examples if left_out.fold(events, e.event) not in folds]
                first = fitting.of_comparisons(kept)
                given = [pair for e in kept for pair in (*pairs(e, first), *told[e.event])]
                jobs.append(pool.submit(make, args.start, given, args.out / left_out.name(folds)))
        for job in jobs:
            print(job.result(), flush=True)


if __name__ == "__main__":
    main()
