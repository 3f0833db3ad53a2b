"""What is measured on a labelled event comes of models that did not see it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from reporter.models import claim_pairs
from reporter.pair.features import FEATURES, Block
from reporter.protocols import Two
from training import fitting, keep, left_out

EVENTS = [f"event-{n}" for n in range(6)]


class Told:
    """Readers that keep which events they were asked to be without, and what was read then."""

    def __init__(self) -> None:
        self.asked: list[tuple[frozenset[str], list[Two]]] = []

    def without(self, *events: str) -> Told._Reader:
        return self._Reader(self, frozenset(events))

    class _Reader:
        id = sha256 = "told"

        def __init__(self, told: Told, events: frozenset[str]) -> None:
            self.told, self.events = told, events

        def read(self, pairs: Sequence[Two]) -> list[float]:
            self.told.asked.append((self.events, list(pairs)))
            return [float(len(left) - len(right)) for left, right in pairs]


def example(event: str, seed: int) -> fitting.Examples:
    """Make an event of two articles with three statements each, of which those of equal number are one claim."""
    same = np.eye(3, dtype=bool)
    values = np.random.default_rng(seed).normal(size=(3, 3, len(FEATURES))).astype(np.float32)
    values[:, :, 0] += 3 * same
    sentences = np.arange(3)
    block = Block(rows=np.arange(3), columns=np.arange(3, 6), values=values, row_sentences=sentences, column_sentences=sentences)
    frames = tuple(f"{event}: {'x' * n}" for n in range(6))
    cells = [fitting.Cell(np.arange(3) + 3 * n, reported=True) for n in range(3)]
    return fitting.Examples(event, event, FEATURES, frames, [block], [same], [np.ones((3, 3), dtype=bool)], cells)


def test_no_reader_saw_what_it_reads_and_none_the_event_that_is_scored():
    told = Told()
    for scored, _, reader in fitting.left_out([example(event, n) for n, event in enumerate(EVENTS)], told):
        assert reader.events == {scored.event}  # type: ignore[attr-defined]
        assert told.asked
        for unseen, pairs in told.asked:
            read = {text.split(":")[0] for pair in pairs for text in pair}
            assert scored.event in unseen
            assert scored.event not in read
            assert read <= unseen
        told.asked.clear()


def test_every_two_events_have_a_reader_that_saw_neither():
    made = {left_out.name(folds): set(folds) for folds in left_out.unseen()}
    assert left_out.name(()) in made
    for one in EVENTS:
        for other in EVENTS:
            apart = {left_out.fold(EVENTS, one), left_out.fold(EVENTS, other)}
            assert made[left_out.name(apart)] == apart


def test_readers_come_from_their_files(tmp_path: Path):
    events = dict.fromkeys(EVENTS, "hash")
    for folds in left_out.unseen():
        (tmp_path / left_out.name(folds)).symlink_to(claim_pairs.FINE_TUNED.file())
    with pytest.raises(FileNotFoundError, match=r"reader-without-0-1\.onnx.*training\.tuned"):  # nobody knows what they learned from
        left_out.ByFold(tmp_path, events)
    (tmp_path / left_out.EVENTS).write_text(json.dumps(events), "utf-8")
    with pytest.raises(ValueError, match="learned from other events or labels"):
        left_out.ByFold(tmp_path, {**events, EVENTS[0]: "changed"})
    (tmp_path / left_out.name((2,))).rename(tmp_path / "away")
    with pytest.raises(FileNotFoundError, match=r"lacks reader-without-2\.onnx: make"):
        left_out.ByFold(tmp_path, events)
    (tmp_path / "away").rename(tmp_path / left_out.name((2,)))
    readers = left_out.ByFold(tmp_path, events)
    reader = readers.without(EVENTS[0], EVENTS[1])
    assert reader.id == left_out.name((0, 1))
    assert readers.without(EVENTS[1], EVENTS[0], EVENTS[4]) is reader  # event 4 is in the fold of event 0
    assert reader.sha256 == claim_pairs.FINE_TUNED.sha256
    assert reader.read([("It rains.", "It rains.")]) == claim_pairs.ClaimPairs().read([("It rains.", "It rains.")])


def test_what_readers_said_is_kept_without_their_texts(tmp_path: Path):
    labels, texts = tmp_path / "labels", tmp_path / "events"
    for event in EVENTS:
        (texts / event).mkdir(parents=True)
        (labels / f"{event}.json").parent.mkdir(exist_ok=True)
        (labels / f"{event}.json").write_text("{}", "utf-8")
    events = left_out.learned(labels, texts)
    pair, file = ("It rains.", "It pours."), left_out.name((0, 1))
    kept = tmp_path / "readings.json.gz"
    kept.write_bytes(gzip.compress(json.dumps({"events": events, "said": {file: {left_out.key(pair): 1.25}}}).encode()))
    readers = left_out.readers(kept, labels, texts)
    assert readers.without(EVENTS[0], EVENTS[1]).read([pair, pair]) == [1.25, 1.25]
    with pytest.raises(ValueError, match=r"a pair that reader-without-0-1\.onnx.*make readers"):
        readers.without(EVENTS[0], EVENTS[1]).read([("It pours.", "It rains.")])
    (labels / f"{EVENTS[2]}.json").write_text("{ }", "utf-8")
    with pytest.raises(ValueError, match="kept of other events or labels"):
        left_out.readers(kept, labels, texts)


def test_what_ships_of_it_is_of_each_reader_that_is_needed():
    told = json.loads(gzip.decompress(keep.READINGS.read_bytes()))
    assert set(told["said"]) == {left_out.name(folds) for folds in left_out.unseen() if folds}
    assert all(len(key) == 12 and -30 < logit < 30 for said in told["said"].values() for key, logit in said.items())


def test_one_reader_that_learned_from_no_event_stands_for_all(tmp_path: Path):
    readers = left_out.readers(claim_pairs.FINE_TUNED.file(), tmp_path, tmp_path)
    assert readers.without("event-1") is readers.without("event-2", "event-3")
    with pytest.raises(FileNotFoundError, match="make them with"):
        left_out.readers(tmp_path, tmp_path, tmp_path)
