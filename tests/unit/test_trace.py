"""Origins from credits and shared wording, on the example and on made-up texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter import trace
from reporter.config import Trace
from reporter.schema import Article, Credit, Origin, OriginBasis, SetAside, Story
from reporter.trace import runs

OPEN = Trace(shared_share=0, unclear_share=0, shared_prose=0, unclear_prose=0)


def article(id_: str, text: str, outlet: str | None = None) -> Article:
    return Article(id=id_, outlet=outlet or f"Outlet {id_}", outlet_named=outlet is not None, text=text, sha256="", word_count=0)


def story(*articles: Article, stated: tuple[Credit, ...] = (), aside: tuple[SetAside, ...] = ()) -> Story:
    return Story(id="s", title="t", articles=articles, credits=stated, set_aside=aside)


def credit(of: Article, exact: str, credited: str, form: str) -> Credit:
    start = of.text.index(exact)
    return Credit(article=of.id, start=start, end=start + len(exact), exact=exact, credited=credited, form=form)  # type: ignore[arg-type]


def wording(origins: tuple[Origin, ...]) -> OriginBasis:
    [basis] = [b for o in origins for b in o.basis if b.kind == "wording"]
    return basis


@pytest.fixture(scope="module")
def five() -> dict[str, Article]:
    folder = Path(__file__).resolve().parents[2] / "examples" / "ashtiani-shoigu"
    names = {"000": "TASS", "001": "GSV"}
    return {p.stem: article(p.stem, p.read_text("utf-8"), names.get(p.stem)) for p in sorted(folder.glob("*.txt"))}


@pytest.mark.parametrize(
    ("left", "right", "low", "high", "run"),
    [("000", "002", 0.53, 0.56, 37), ("000", "001", 0.21, 0.24, 14), ("003", "004", 0.11, 0.14, 10), ("002", "004", 0.03, 0.06, 6)],
)
def test_example_shared_wording(five: dict[str, Article], left: str, right: str, low: float, high: float, run: int) -> None:
    basis = wording(trace.origins(story(five[left], five[right]), OPEN))
    assert low < basis.share < high
    assert basis.longest_run == run
    assert len(basis.evidence) == 2


def test_example_origins(five: dict[str, Article]) -> None:
    stated = (
        credit(five["001"], "Based on materials from TASS", "TASS", "based-on"),
        credit(five["002"], "according to the Mehr news agency", "Mehr", "according-to"),
        credit(five["004"], "Anadolu Agency reports", "Anadolu", "reports"),
    )
    found = trace.origins(story(*five.values(), stated=stated), Trace())
    assert [(o.kind, o.articles) for o in found] == [("shared", ("000", "001", "002")), ("unclear", ("003", "004"))]
    assert {(b.kind, b.from_, b.to) for b in found[0].basis} >= {
        ("credit", "000", "001"),
        ("wording", "000", "002"),
        ("credit", "Mehr", "002"),
    }
    assert {(b.kind, b.from_, b.to) for b in found[1].basis} == {("credit", "Anadolu", "004"), ("wording", "003", "004")}


PROSE = (
    "The council voted late in the evening to close the bridge for repairs that will take most of the winter, and engineers "
    "warned that the work could run on into spring if the river freezes again as it did last year."
)
OTHER = "Shops along the harbour opened as usual while crews set out cones and the mayor walked the length of the pier with reporters."


def test_shared_prose_is_one_origin_and_little_of_it_is_none() -> None:
    assert [o.kind for o in trace.origins(story(article("a", PROSE), article("b", f"{PROSE} {OTHER}")), Trace())] == ["shared"]
    assert [o.kind for o in trace.origins(story(article("a", PROSE), article("b", OTHER)), Trace())] == ["own", "own"]


def test_words_inside_quotation_marks_do_not_make_one_origin() -> None:
    speech = f"“{PROSE}”"
    left = article("a", f"{speech} {OTHER}")
    right = article(
        "b", f"{speech} Nobody at the ferry office had been told about it, and the afternoon boats left with half their seats empty."
    )
    assert [o.kind for o in trace.origins(story(left, right), Trace())] == ["own", "own"]


def test_names_alone_are_no_shared_wording() -> None:
    names = "Deputy Prime Minister Anna Maria Lindqvist Sorensen of the United Northern Peoples Party"
    left, right = article("a", f"we saw {names} leave early in the day"), article("b", f"later {names} came back by train")
    assert all(o.kind == "own" for o in trace.origins(story(left, right), OPEN))


def test_set_aside_text_does_not_count_and_leaves_a_gap() -> None:
    a = article("a", f"{OTHER} {PROSE}")
    b = article("b", f"{PROSE} The ferry ran twice.")
    aside = SetAside(article="b", start=0, end=len(PROSE), exact=PROSE, reason="caption")
    assert [o.kind for o in trace.origins(story(a, b, aside=(aside,)), Trace())] == ["own", "own"]


def test_identical_texts_are_one_origin_however_short() -> None:
    [origin] = trace.origins(story(article("a", "“Yes, we do.”"), article("b", "“Yes, we do.”")), Trace())
    assert (origin.kind, origin.articles) == ("shared", ("a", "b"))
    assert origin.basis[0].from_share == origin.basis[0].to_share == 1.0


def test_a_credit_to_an_outlet_of_the_story_is_one_origin() -> None:
    a, b = article("a", OTHER, "TASS"), article("b", f"{PROSE} Based on materials from TASS")
    [origin] = trace.origins(story(a, b, stated=(credit(b, "Based on materials from TASS", "TASS news agency", "based-on"),)), Trace())
    assert origin.kind == "shared"
    assert origin.basis[0].from_ == "a"
    assert origin.basis[0].form == "based-on"


@pytest.mark.parametrize(("form", "kinds"), [("dateline", ["wire"]), ("reports", ["unclear"]), ("told", ["own", "own"])])
def test_two_articles_that_credit_one_agency_outside_the_story(form: str, kinds: list[str]) -> None:
    a, b = article("a", f"{OTHER} AP"), article("b", f"{PROSE} AP")
    found = trace.origins(story(a, b, stated=(credit(a, "AP", "AP", form), credit(b, "AP", "AP", form))), Trace())
    assert [o.kind for o in found] == kinds


def test_crediting_oneself_joins_nothing() -> None:
    a, b = article("a", f"{OTHER} /TASS/", "TASS"), article("b", PROSE)
    found = trace.origins(story(a, b, stated=(credit(a, "/TASS/", "TASS", "dateline"),)), Trace())
    assert [(o.kind, o.basis) for o in found] == [("own", ()), ("own", ())]


def test_an_unclear_group_spans_a_sure_one() -> None:
    half = " ".join(PROSE.split()[:22])
    filler = "rain fell on the hills " + " ".join(f"word{i} went{i} past{i} them{i}" for i in range(40))
    a, b, c = article("a", PROSE), article("b", f"{PROSE} {OTHER}"), article("c", f"{half} {filler}")
    found = trace.origins(story(a, b, c), Trace(unclear_share=0.1, shared_share=0.6))
    assert [(o.kind, o.articles) for o in found] == [("shared", ("a", "b")), ("unclear", ("a", "b", "c"))]


@given(st.lists(st.text(alphabet='ab \n“”"«Á中', max_size=40), min_size=1, max_size=4))
def test_any_texts_every_article_has_an_origin_and_evidence_is_exact(texts: list[str]) -> None:
    articles = [article(str(i), t) for i, t in enumerate(texts)]
    found = trace.origins(story(*articles), OPEN)
    assert {a for o in found for a in o.articles} == {a.id for a in articles}
    assert found == trace.origins(story(*articles), OPEN)
    by_id = {a.id: a.text for a in articles}
    for passage in (p for o in found for b in o.basis for p in b.evidence):
        assert by_id[passage.article][passage.start : passage.end] == passage.exact


@given(st.lists(st.sampled_from("abc"), max_size=30), st.lists(st.sampled_from("abc"), max_size=30))
def test_longest_run_agrees_with_looking_at_every_run(left: list[str], right: list[str]) -> None:
    one, other = ([ord(c) for c in side] for side in (left, right))
    at, there, length = runs.longest(one, other)
    assert one[at : at + length] == other[there : there + length]
    longest = max(
        (n for i in range(len(one)) for n in range(len(one) - i + 1) if any(one[i : i + n] == other[j : j + n] for j in range(len(other)))),
        default=0,
    )
    assert length == (longest if other else 0)
