"""What holds for any text: spans slice, nothing is lost, order does not matter."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reporter import read, segment
from reporter.errors import InputError
from reporter.read.encoding import decoded
from reporter.schema import RawArticle, Story

_PIECES = st.sampled_from(
    [
        "The mayor left.",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "“",
        "”",
        '"',
        "'",
        ".",
        "?",
        "!",
        "…",
        "(",
        ")",
        "[",
        "]",
        "U.S.",
        "Mr.",
        "a.m.",
        "No.",
        "1",
        "READ: More",
        "Photo: X",
        "PARIS — ",
        "(Reuters) - ",
        "/TASS/",
        "and then",
        "。",
        "你好",
        "\u2028",
        "\xa0",
        "\x00",
        "�",
        "—",
        "Source: TASS",
        "Correction: It was",
        "May 4, 2023",
        "according to",
        "told CNN",
        "contributed to this report",
        "since 2009",
        "\u202e",
        "🙂",
        "ﷺ",
        "x" * 60,
    ]
)
_TEXTS = st.one_of(st.lists(_PIECES, max_size=40).map("".join), st.text(max_size=300))


def story(*texts: str) -> Story | None:
    raw = [RawArticle(id=f"{i}", text=t) for i, t in enumerate(texts)]
    return read.assemble(raw) if any(t.strip() for t in texts) else None


@given(_TEXTS)
@settings(max_examples=300, deadline=None)
def test_sentences_cover_all_but_white_space_exactly_once(text: str) -> None:
    made = story(text)
    if made is None:
        return
    (article,) = made.articles
    end = 0
    for number, sentence in enumerate(segment.sentences(made), 1):
        assert not article.text[end : sentence.start].strip()
        exact = article.text[sentence.start : sentence.end]
        assert exact
        assert exact == exact.strip()
        assert sentence.number == number
        end = sentence.end
    assert not article.text[end:].strip()


@given(_TEXTS)
@settings(max_examples=300, deadline=None)
def test_what_is_set_aside_or_credited_slices_to_its_text(text: str) -> None:
    made = story(text)
    if made is None:
        return
    (article,) = made.articles
    for passage in [*made.set_aside, *made.credits]:
        assert passage.exact == article.text[passage.start : passage.end] == passage.exact.strip() != ""
    ends = [0, *(a.end for a in made.set_aside)]
    assert all(start.start >= end for start, end in zip(made.set_aside, ends, strict=False))
    reasons = {(a.start, a.end): a.reason for a in made.set_aside}
    assert reasons == {(s.start, s.end): s.aside for s in segment.sentences(made) if s.aside}


@given(st.lists(_TEXTS, min_size=1, max_size=4), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_articles_changes_nothing(texts: list[str], random: object) -> None:
    raw = [RawArticle(id="same" if i % 2 else f"{i}", text=t) for i, t in enumerate(texts) if t.strip()]
    if not raw:
        return
    shuffled = list(raw)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = read.assemble(raw), read.assemble(shuffled)
    assert first == second
    assert segment.sentences(first) == segment.sentences(second)


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, _ = decoded(data)
    except InputError:  # with a reason, as the unit tests hold
        pass
    else:
        assert text.strip()
        assert not text.startswith("\ufeff") or data.startswith("\ufeff\ufeff".encode())
