from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporter.errors import ModelError
from reporter.models import minilm, pinned
from reporter.models.minilm import MiniLM
from reporter.protocols import Encoding


@pytest.fixture(scope="module")
def model() -> MiniLM:
    return MiniLM()


def cosine(model: MiniLM, left: str, right: str) -> float:
    a, b = model.encode([left, right])
    return float(a.vector @ b.vector)


def test_a_paraphrase_is_nearer_than_another_claim(model: MiniLM):
    said = "The minister rejected the accusation on Tuesday."
    assert cosine(model, said, "On Tuesday the minister denied the charge.") > 0.6
    assert cosine(model, said, "Grain exports rose by a third last year.") < 0.2


def test_vectors_have_length_one(model: MiniLM):
    (encoding,) = model.encode(["The committee postponed its vote."])
    assert encoding.vector.shape == (384,)
    assert np.linalg.norm(encoding.vector) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(encoding.pieces, axis=1) == pytest.approx(np.ones(len(encoding.piece_ids)), abs=1e-5)


def test_known_pieces_of_the_pinned_vocabulary(model: MiniLM):
    (encoding,) = model.encode(["The committee postponed its vote."])
    assert encoding.piece_ids == (1996, 2837, 14475, 2049, 3789, 1012)


def test_neighbours_and_order_change_no_vector(model: MiniLM):
    texts = ["One.", "The committee postponed its vote until the spring session.", "Rain.", "Two ships left the harbour."]
    together = model.encode(texts)
    turned = model.encode(texts[::-1])[::-1]
    for text, a, b in zip(texts, together, turned, strict=True):
        (alone,) = model.encode([text])
        assert np.array_equal(alone.vector, a.vector)
        assert np.array_equal(alone.vector, b.vector)
        assert np.array_equal(alone.pieces, a.pieces)


def test_the_number_of_processors_changes_no_vector(model: MiniLM, monkeypatch: pytest.MonkeyPatch):
    texts = [f"Ship number {n} left the harbour {'and came back ' * n}." for n in range(12)]
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    alone = model.encode(texts)
    monkeypatch.setattr("os.cpu_count", lambda: 64)
    assert all(np.array_equal(a.pieces, b.pieces) for a, b in zip(alone, model.encode(texts), strict=True))


def test_equal_texts_are_run_once(model: MiniLM, monkeypatch: pytest.MonkeyPatch):
    runs: list[list[int]] = []
    real = model._encoding

    def counted(ids: list[int]) -> Encoding:
        runs.append(ids)
        return real(ids)

    monkeypatch.setattr(model, "_encoding", counted)
    assert len(model.encode(["Rain.", "Snow.", "Rain."])) == 3
    assert len(runs) == 2


def test_no_text_no_vector(model: MiniLM):
    assert model.encode([]) == []


def test_a_long_text_counts_by_its_beginning(model: MiniLM):
    start = "harbour " * 300
    a, b = model.encode([start, start + "and much more " * 400_000])
    assert len(a.piece_ids) == pinned.MAX_TOKENS - 2
    assert np.array_equal(a.vector, b.vector)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(), max_size=60))
def test_any_text_has_a_finite_vector(model: MiniLM, text: str):
    (encoding,) = model.encode([text])
    assert np.isfinite(encoding.vector).all()
    assert encoding.pieces.shape == (len(encoding.piece_ids), 384)


def test_a_changed_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    package = tmp_path / "weights_package"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "model.onnx").write_bytes(b"other weights")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModelError, match=r"model\.onnx: sha256 is [0-9a-f]{64}, not ba87"):
        pinned.session(replace(minilm.FINE_TUNED, package="weights_package", name="model.onnx"))
    with pytest.raises(ModelError, match=r"gone\.onnx: cannot be read \(No such file"):
        pinned.session(replace(minilm.FINE_TUNED, package="weights_package", name="gone.onnx"))


def test_a_missing_package_is_named():
    with pytest.raises(ModelError, match="package no_such_package is not installed") as caught:
        pinned.session(replace(minilm.FINE_TUNED, package="no_such_package"))
    assert caught.value.exit_code == 4
