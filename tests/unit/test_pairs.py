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
