"""Matchers are found by name; the lexical one needs no encoder, and the briefing says which one took part."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import reporter
from reporter import pair, plugins
from reporter.config import Config, Models, PairSettings
from reporter.protocols import Embedder
from reporter.schema import RawArticle
from tests.unit.test_pair import FERRY, LATER, told

LEXICAL = Config(models=Models(matcher="lexical"))
ARTICLES = [RawArticle(id="a", text=FERRY), RawArticle(id="b", text=LATER)]


def no_model() -> Embedder:
    raise AssertionError("a model was asked for")


def test_matchers_are_found_by_name():
    assert plugins.names(plugins.MATCHERS) == ("lexical", "semantic")


def test_words_alone_find_the_same_report():
    story, sentences, statements = told(a=FERRY, b=LATER)
    text = {a.id: a.text for a in story.articles}
    exact = {s.id: text[s.article][s.start : s.end] for s in statements}
    found = pair.score(story, sentences, statements, [("a", "b")], pair.lexical(no_model, no_model), PairSettings(floor_probability=0))
    best = max(found, key=lambda p: p.match_probability)
    assert any(word in exact[best.left] and word in exact[best.right] for word in ("damage", "Tarn"))
    for p in found:
        total = round(sum(w.weight for w in p.weights), 2)
        assert p.match_probability == round(1 / (1 + 2**-total), 4)
        assert not {w.comparison for w in p.weights} & {"meaning", "alignment", "read together"}


def test_no_encoder_is_imported_and_the_briefing_says_so(tmp_path: Path):
    for article in ARTICLES:
        (tmp_path / f"{article.id}.txt").write_text(article.text)
    code = f"""if True:
        import sys, reporter
        from reporter.config import Config, Models
        made = reporter.brief({str(tmp_path)!r}, config=Config(models=Models(matcher="lexical")))
        assert sys.modules.keys().isdisjoint({{"onnxruntime", "tokenizers"}}), sorted(sys.modules)
        assert [(m.role, m.id) for m in made.provenance.models] == [
            ("match weights", "logistic regression (words alone, no encoder)")
        ]
        for name in ("html", "md"):
            assert b"words alone, no encoder" in reporter.rendered(made, name), name
    """
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.usefixtures("word_vectors")
def test_the_default_matcher_records_its_models():
    made = reporter.brief(ARTICLES)
    assert [m.role for m in made.provenance.models] == ["embedder", "cross-encoder", "match weights"]
    assert made.provenance.settings_sha256 != reporter.brief(ARTICLES, config=LEXICAL).provenance.settings_sha256


def test_an_unknown_matcher_is_an_error():
    with pytest.raises(reporter.ConfigError, match="matcher 'psychic' is not known; known: lexical, semantic"):
        reporter.brief(ARTICLES, config=Config(models=Models(matcher="psychic")))
