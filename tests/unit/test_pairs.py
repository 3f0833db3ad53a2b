"""Pairs of statements for training: which a cross-encoder reads, and what the encoder is to learn of them."""

from __future__ import annotations

import numpy as np
import pytest

from training import pairs
from training.written import Written

_NAN = np.nan


def test_a_cross_encoder_learns_from_near_pairs_and_from_those_of_one_claim() -> None:
    odds = np.array([[4.0, -5.0, -6.0], [-7.0, -6.0, -5.0]])
    same = np.array([[True, False, False], [True, False, False]])
    known = np.array([[True, False, True], [True, True, True]])
    taught, _ = pairs.chosen(odds, same, known)
    assert taught.tolist() == [[True, False, False], [True, False, True]]


def test_it_labels_the_three_nearest_of_each_statement_as_well() -> None:
    odds = -10.0 - np.add.outer(np.arange(5), np.arange(6))  # all far; the first rows and columns nearest
    nothing, everything = np.zeros((5, 6), bool), np.ones((5, 6), bool)
    taught, asked = pairs.chosen(odds, nothing, everything)
    assert not taught.any()
    assert asked.tolist() == [[row < 3 or column < 3 for column in range(6)] for row in range(5)]


def test_of_a_pair_of_which_the_labels_say_nothing_it_is_not_asked() -> None:
    odds = np.zeros((2, 2))
    known = np.array([[True, False], [False, True]])
    taught, asked = pairs.chosen(odds, np.zeros((2, 2), bool), known)
    assert taught.tolist() == asked.tolist() == known.tolist()


def test_the_encoder_learns_three_quarters_of_what_the_teacher_says() -> None:
    same = np.array([[True, True, False, False]])
    logits = np.array([[0.0, _NAN, 0.0, _NAN]], np.float16)
    assert pairs.targets(same, logits).tolist() == [[0.625, 1.0, 0.375, 0.0]]


def test_a_logit_that_is_very_sure_is_a_probability() -> None:
    got = pairs.targets(np.array([[True, False]]), np.array([[60.0, -60.0]], np.float16))
    assert got[0] == pytest.approx([1.0, 0.0])


def test_a_story_is_compared_and_its_labels_are_carried_to_pairs() -> None:
    texts = {
        "local": "On Monday the mayor stepped down.\n\nSome hope remains.\n",
        "wire": "The mayor resigned on Monday.\n\nRain fell in Ohio.\n",
    }
    same, unsure = [["wire", 0, 29], ["local", 0, 33]], [["wire", 31, 49], ["local", 35, 53]]
    (tale,) = pairs.prepared([Written("mayor", texts, [same], [unsure])])
    (block,) = tale["blocks"]
    assert [tale["frames"][n] for n in (*block["rows"], *block["columns"])] == [
        "On Monday the mayor stepped down.",
        "Some hope remains.",
        "The mayor resigned on Monday.",
        "Rain fell in Ohio.",
    ]
    assert block["same"].tolist() == block["target"].tolist() == [[True, False], [False, False]]
    assert block["known"].tolist() == block["asked"].tolist() == [[True, True], [True, False]]
    assert block["taught"][0, 0]
    assert block["words"].shape[:2] == (2, 2)


def test_of_a_story_without_labels_nothing_is_known_but_what_is_in_question_is_asked() -> None:
    texts = {"local": "On Monday the mayor stepped down.\n", "wire": "The mayor resigned on Monday.\n"}
    (tale,) = pairs.prepared([Written("mayor", texts, [], [])], more=True)
    (block,) = tale["blocks"]
    assert block["asked"].tolist() == [[True]]
    assert not block["known"].any()
    assert not block["taught"].any()


def _tale(frames: list[str], rows: list[int], columns: list[int]) -> pairs.Tale:
    block = pairs.asking(np.array(rows), np.array(columns), np.ones((len(rows), len(columns)), bool))
    block["known"] = block["taught"] = block["asked"]
    return pairs.Tale(event="mayor", frames=frames, blocks=[block])


def _asked(tale: pairs.Tale) -> list[tuple[str, str]]:
    frames = tale["frames"]
    return [(frames[b["rows"][r]], frames[b["columns"][c]]) for b in tale["blocks"] for r, c in np.argwhere(b["asked"])]


def test_statements_are_replaced_by_their_sentences_and_no_pair_of_these_is_asked_twice() -> None:
    tale = pairs.in_sentences(_tale(["He left", "she stayed", "He went."], [0, 1], [2]), ["He left and she stayed."] * 2 + ["He went."])
    assert tale["event"] != "mayor"
    assert _asked(tale) == [("He left and she stayed.", "He went.")]
    assert not any(b[k].any() for b in tale["blocks"] for k in ("same", "known", "taught"))


def test_a_sentence_that_is_too_long_replaces_nothing() -> None:
    tale = pairs.in_sentences(_tale(["He left", "He went"], [0], [1]), ["He left." + "x" * pairs.LONGEST, "He went away."])
    assert _asked(tale) == [("He left", "He went away.")]


def test_by_chance_one_statement_alone_is_replaced() -> None:
    frames = [f"left {n}" for n in range(40)]
    asked = _asked(pairs.in_sentences(_tale(frames, list(range(20)), list(range(20, 40))), [f"{f}, he said" for f in frames]))
    both = [one.endswith("said") and other.endswith("said") for one, other in asked]
    assert both.count(True) == 400
    assert 400 * pairs.ALONE * 0.7 < both.count(False) < 400 * pairs.ALONE * 1.3
    assert len(set(asked)) == len(asked)
