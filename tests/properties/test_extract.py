"""What holds for the statements of any text whatever."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reporter import extract, segment
from reporter.extract.quotations import quotations
from reporter.read import assemble
from reporter.schema import RawArticle

PIECES = (
    "“ ” \" ' ’ ‘ « » , . ; : — -- ? ! ( ) \n \n\n said told that according to and but while which who he she Anna Bell Lyon the minister "
    "denied expressed hope adding emphasizing announced a bridge closed in on Monday not 12 % was has May officials Mr. x\u0301 \ud7ff 中文"
).split(" ")
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=80).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=80).map("".join),
)


@settings(max_examples=150, deadline=None)
@given(texts)
def test_statements_lie_in_their_sentences_in_order_and_lose_none(text: str) -> None:
    story = assemble(
        [RawArticle(id="a", text=text), RawArticle(id="b", text="Anna Bell, the minister, spoke in Lyon. She said it was over.")]
    )
    sentences = segment.sentences(story)
    by_id = {s.id: s for s in sentences}
    found = extract.statements(story, sentences, extract.names(story, sentences))
    kept = {a.id: a.text for a in story.articles}
    assert len({s.id for s in found}) == len(found)
    for one in found:
        sentence = by_id[one.sentence]
        exact = kept[one.article][one.start : one.end]
        assert sentence.aside is None
        assert sentence.start <= one.start < one.end <= sentence.end
        assert exact == exact.strip()
        assert all(one.start <= q.start < q.end <= one.end for q in (*one.quotations, *one.numbers, *one.dates))
        assert one.frame == " ".join(one.frame.split())
    for left, right in pairwise(found):
        assert left.article < right.article or (left.article == right.article and left.end <= right.start)
    told = {s.sentence for s in found}
    for sentence in sentences:
        words = any(c.isalnum() for c in kept[sentence.article][sentence.start : sentence.end])
        assert not words or sentence.aside is not None or sentence.id in told


@given(texts)
def test_quotations_of_any_text_are_spans_in_order(text: str) -> None:
    found = quotations(text)
    assert all(0 <= q.start <= q.inner_start <= q.inner_end <= q.end <= len(text) for q in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_the_order_of_articles_changes_nothing() -> None:
    raw = [
        RawArticle(id=i, text=f"Anna Bell, the minister, said in Lyon that {n} bridges would close. She added that it was sad.")
        for i, n in zip("abc", (2, 3, 4), strict=True)
    ]
    results = []
    for order in (raw, raw[::-1]):
        story = assemble(order)
        sentences = segment.sentences(story)
        results.append(extract.statements(story, sentences, extract.names(story, sentences)))
    assert results[0] == results[1]
