"""Names, numbers and dates of any text whatever: spans slice to what they say, nothing fails, nothing depends on chance."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.extract.dates import moments
from reporter.extract.name_index import NameIndex
from reporter.extract.names import names
from reporter.extract.numbers import quantities
from reporter.schema import Article, Sentence, Story

_SCRAPS = st.sampled_from(
    """
    Sen. Mr. Mrs. President Jane Roe J. Jr. O'Dell al- van de U.S. UK France Germany and , . ( ) - – 's ’s "the" (NFU)
    NFU R-Ohio of Committee House on May March 3 20 2015 1,500 $ € % percent million dozen two twenty one half a third
    to between from at least about Monday last next week ago yesterday \ud800 ü İ ß Ⅳ ٣ 3pm 10:30 12-15 F-16 three
    European countries 2015 nuclear deal JCPOA
    """.split()
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(_SCRAPS, max_size=25).map(" ".join), st.lists(_SCRAPS, max_size=25).map("".join))


def _story(texts: list[str]) -> tuple[Story, list[Sentence]]:
    articles = tuple(Article(id=f"{n:03}", outlet="O", outlet_named=False, text=t, sha256="", word_count=0) for n, t in enumerate(texts))
    sentences = [Sentence(id=a.id, article=a.id, start=0, end=len(a.text), number=1, paragraph=1) for a in articles]
    return Story(id="s", title="t", articles=articles), sentences


@given(TEXTS, st.sampled_from([None, "2023-09-20", "0001-01-01", "9999-12-31", "nonsense"]))
def test_dates_slice_to_what_they_say(text: str, published: str | None) -> None:
    for moment in moments("a", text, 0, len(text), published):
        assert text[moment.start : moment.end] == moment.exact != ""
        assert moment.first <= moment.last


@given(TEXTS)
def test_numbers_slice_to_what_they_say(text: str) -> None:
    end = 0
    for quantity in quantities("a", text, 0, len(text)):
        assert text[quantity.start : quantity.end] == quantity.exact != ""
        assert 0 <= quantity.low <= quantity.high < float("inf")
        assert quantity.start >= end
        end = quantity.end


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_stretches_stay_within_their_bounds(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    found = [*quantities("a", text, start, end), *moments("a", text, start, end, "2023-09-20")]
    assert all(start <= f.start < f.end <= end for f in found)


@settings(max_examples=60)
@given(st.lists(TEXTS, max_size=3))
def test_names_occur_and_every_mention_is_one_of_their_variants(texts: list[str]) -> None:
    story, sentences = _story(texts)
    found = names(story, sentences)
    assert [n.key for n in found] == sorted({n.key for n in found})
    assert all(v in "\n".join(texts) for n in found for v in n.variants)
    assert all(n.variants == tuple(sorted(set(n.variants))) != () for n in found)
    index, by_key = NameIndex(found, texts), {n.key: n for n in found}
    for text in texts:
        mentions = index.mentions(text, 0, len(text))
        assert all(text[a:b] in by_key[key].variants for key, a, b in mentions)
        assert all(left[2] <= right[1] for left, right in pairwise(mentions))


@settings(max_examples=30)
@given(st.lists(TEXTS, min_size=2, max_size=3))
def test_the_order_of_sentences_and_articles_changes_no_name(texts: list[str]) -> None:
    story, sentences = _story(texts)
    turned = Story(id="s", title="t", articles=story.articles[::-1])
    assert names(story, sentences) == names(turned, sentences[::-1])
