from __future__ import annotations

import subprocess
import sys

import pytest

from reporter.toolkit import nltk_module

STEMMER = "nltk_module('nltk.stem.snowball', unused=('nltk.corpus.stopwords',))"


def in_python(code: str) -> str:
    script = f"import sys\nfrom reporter.toolkit import nltk_module\n{code}"
    return subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True).stdout.strip()


def test_punkt_and_the_stemmer_work():
    punkt = nltk_module("nltk.tokenize.punkt")
    assert punkt.PunktSentenceTokenizer().tokenize("It rained. He left.") == ["It rained.", "He left."]
    snowball = nltk_module("nltk.stem.snowball", unused=("nltk.corpus.stopwords",))
    assert snowball.EnglishStemmer().stem("obligations") == "oblig"
    assert nltk_module("nltk.tokenize.punkt") is punkt


def test_the_rest_of_nltk_is_not_loaded():
    code = f"nltk_module('nltk.tokenize.punkt'); {STEMMER}\nprint([m for m in sys.modules if m.startswith(('nltk', 'scipy', 'sklearn'))])"
    assert in_python(code) == "[]"


def test_the_sentence_splitter_loads_nothing_that_it_does_not_use():
    code = "from reporter.segment.boundaries import sentence_bounds as b\nprint(b('It rained. He left.'), 'ssl' in sys.modules)"
    assert in_python(code) == "[(0, 10), (11, 19)] False"


def test_what_a_version_of_nltk_does_not_have_is_not_missed():
    code = "print(nltk_module('nltk.tokenize.punkt', unused=('nltk.gone.thing',)).PunktSentenceTokenizer is not None)"
    assert in_python(code) == "True"


def test_whoever_imports_nltk_later_gets_it_whole():
    code = f"{STEMMER}\nimport nltk\nprint(nltk.corpus.stopwords is None, nltk.wordpunct_tokenize('a b'))"
    assert in_python(code) == "False ['a', 'b']"


def test_nltk_that_is_there_already_is_used():
    code = "import nltk\nprint(nltk_module('nltk.tokenize.punkt') is nltk.tokenize.punkt)"
    assert in_python(code) == "True"


def test_the_same_results_as_the_whole():
    words = "running nationally skies agreed obligations' generously"
    stems = f"print([{STEMMER}.EnglishStemmer().stem(w) for w in {words!r}.split()])"
    whole = f"from nltk.stem.snowball import EnglishStemmer\nprint([EnglishStemmer().stem(w) for w in {words!r}.split()])"
    assert in_python(stems) == in_python(whole)


def test_a_module_that_is_not_there():
    with pytest.raises(ImportError):
        nltk_module("nltk.no_such_module")
