"""What holds of grouping for any articles: their order, copies of them and articles on other things change nothing."""

from __future__ import annotations

import hashlib
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reporter.config import Group
from reporter.group import gists, stories
from reporter.models.minilm import of_events
from reporter.schema import Article
from reporter.schema.stories import ArticleGist

_WHAT = (
    ("ferry", "Holm", "ran aground", "lifeboats took everybody ashore and the captain blamed fog"),
    ("budget", "Ostrava", "was passed by three votes", "the opposition walked out and the finance minister praised pensions"),
    ("bridge", "Velm", "was closed", "engineers found cracks in two pillars and lorries queue for hours"),
    ("goalkeeper", "Tarn", "scored twice", "the visitors went through to the cup final after extra time"),
)
_SAYS = ("said the mayor", "according to the police", "a spokesman told reporters", "witnesses said")
_UNRELATED = (
    "Biologists discovered an unknown bat inside limestone caves at Quill, where it hunts moths by scent and sleeps in snail shells."
)


@cache
def _pool() -> tuple[ArticleGist, ...]:
    made = []
    for subject, place, act, more in _WHAT:
        for number, says in enumerate(_SAYS):
            text = f"The {subject} in {place} {act} on Tuesday, {says}. Report {number} from {place}: {more}."
            if number % 2:
                text = f"In {place}, {more}, {says}, when the {subject} {act} on Tuesday. It was report {number}."
            made.append(_article(f"{subject}-{number}", text, f"{subject} in {place} {act}".capitalize()))
    return gists([*made, _article("bat", _UNRELATED, "Unknown bat found")], of_events())


def _article(id_: str, text: str, title: str) -> Article:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(id=id_, outlet=id_, outlet_named=True, text=text, title=title, sha256=sha256, word_count=len(text.split()))


nights = st.lists(st.integers(0, 15), min_size=1, max_size=12, unique=True)


@settings(deadline=None, max_examples=60)
@given(numbers=nights, data=st.data())
def test_no_order_shows(numbers: list[int], data: st.DataObject):
    chosen = [_pool()[n] for n in numbers]
    assert stories(data.draw(st.permutations(chosen)), (), Group()) == stories(chosen, (), Group())


@settings(deadline=None, max_examples=60)
@given(numbers=nights, data=st.data())
def test_a_copy_joins_its_story_and_moves_no_other(numbers: list[int], data: st.DataObject):
    chosen = [_pool()[n] for n in numbers]
    original = data.draw(st.sampled_from(chosen))
    with_copy = stories([*chosen, replace(original, id="zz-copy")], (), Group())
    before = {s.id: s.articles for s in stories(chosen, (), Group()).stories}
    after = {s.id: tuple(a for a in s.articles if a != "zz-copy") for s in with_copy.stories}
    assert after == before
    assert [(d.article, d.of) for d in with_copy.duplicates] == [("zz-copy", original.id)]


@settings(deadline=None, max_examples=60)
@given(numbers=nights)
def test_an_unrelated_article_changes_no_other_story(numbers: list[int]):
    chosen = [_pool()[n] for n in numbers]
    before, after = stories(chosen, (), Group()), stories([*chosen, _pool()[-1]], (), Group())
    assert {s for s in after.stories if s.articles != ("bat",)} == set(before.stories)
    assert (after.duplicates, after.also_on) == (before.duplicates, before.also_on)
