"""Sentences: boundaries, healed line breaks, what was set aside."""

from __future__ import annotations

import pytest

from reporter import segment
from reporter.schema import Article, SetAside, Story
from reporter.segment.boundaries import parameters, sentence_bounds


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentence_bounds(text)]


def story(text: str, *asides: tuple[str, str]) -> Story:
    article = Article(id="a", outlet="A", outlet_named=True, text=text, sha256="", word_count=0)
    spans = [
        SetAside(article="a", start=text.index(part), end=text.index(part) + len(part), exact=part, reason=reason)  # type: ignore[arg-type]
        for part, reason in asides
    ]
    return Story(id="s", title="t", articles=(article,), set_aside=tuple(spans))


def texts(text: str, *asides: tuple[str, str]) -> list[str]:
    return [text[s.start : s.end] for s in segment.sentences(story(text, *asides))]


@pytest.mark.parametrize(
    "expected",
    [
        ["Lt. Gov. Ann Roe met Gen. Bo Lee of the U.S.", "The two talked."],
        ["Rep. Cy Dow, R-Ohio, and Sen. Di Fox (D-Mich.) agreed.", "Nobody else did."],
        ["The U.S. Senate voted.", "It took the U.S. Army a day."],
        ["He works for Acme Inc. and Bolt Corp. in London.", "She does not."],
        ["Acme Inc. said so.", "It was No. 1.", "No. It was not."],
        ["It was No. 1 and later No. 2.", "He left."],
        ["John F. Kennedy met J. K. Roe and W.R. Grace.", "They ate."],
        ["They met at 3 p.m. Tuesday.", "The talks ended at 5 p.m. Then they ate."],
        ["She lives in Mesa, Ariz.", "The house is old."],
        ["The emails lay in Troy, N.Y.", "Mr. Roe asked for them."],
        ["On Jan. 5 he left.", "On Feb. 6 he came back."],
        ["He bowed to “the whims of a U.S. President.”", "Then he left."],
        ["It cost $2.5 million.", "In 1987 it cost 3.1 percent less."],
    ],
)
def test_abbreviations(expected: list[str]) -> None:
    found = split(" ".join(expected))
    wanted = [
        s for e in expected for s in ([e] if e not in {"No. It was not.", "The talks ended at 5 p.m. Then they ate."} else e_split(e))
    ]
    assert found == wanted


def e_split(text: str) -> list[str]:
    return {
        "No. It was not.": ["No.", "It was not."],
        "The talks ended at 5 p.m. Then they ate.": ["The talks ended at 5 p.m.", "Then they ate."],
    }[text]


@pytest.mark.parametrize(
    "expected",
    [
        ["“We went.", "We won.”", "The crowd cheered."],
        ['"We went.', 'We won."', "The crowd cheered."],
        ["“Really?” he asked.", "“No!” Mr. Roe said."],
        ['"Why?" the minister asked.', '"Because," she said.'],
        ["(He left.)", "She stayed."],
        ["He said: “No.”", "She left."],
        ["“It is ‘no.’”", "She left."],
        ["Wait...", "The train came."],
        ["“I … will go,” he said.", "He went."],
        ["1. Buy it.", "2. Sell it."],
        ['The mayor said: " Stay home. "', "Then he left."],
        ['“It takes years," he said.', '"We must start."'],
        ['"It was a mistake." Roe said.', "He left."],
    ],
)
def test_quotations_and_brackets(expected: list[str]) -> None:
    assert split(" ".join(expected)) == expected


def test_missing_space_after_a_closing_quotation_mark() -> None:
    assert split('"It is bad."Then he left.') == ['"It is bad."', "Then he left."]
    assert split('"God help us,"said Roe. He left.') == ['"God help us,"said Roe.', "He left."]


def test_a_headline_goes_on_after_its_quotation() -> None:
    assert split("'Never!' Mayor rejects plan for new bridge") == ["'Never!' Mayor rejects plan for new bridge"]


def test_scripts_without_spaces_or_with_other_marks() -> None:
    assert split("他来了。我们走吧！“好。”她说。") == ["他来了。", "我们走吧！", "“好。”", "她说。"]
    assert split("هل ذهب؟ نعم ذهب.") == ["هل ذهب؟", "نعم ذهب."]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028"])
def test_no_text_no_sentence(text: str) -> None:
    assert split(text) == []


def test_a_stray_paragraph_break_inside_a_sentence_is_healed() -> None:
    text = "The mayors spoke about working together on\n\ncommon problems, such as floods\n\nThe town is old."
    assert texts(text) == ["The mayors spoke about working together on\n\ncommon problems, such as floods", "The town is old."]


def test_a_headline_without_full_stop_stays_a_sentence() -> None:
    text = "Mayor opens bridge\n\nThe mayor opened the bridge.\nIt is long."
    assert texts(text) == ["Mayor opens bridge", "The mayor opened the bridge.", "It is long."]


def test_a_list_after_a_colon_is_not_joined() -> None:
    text = "The town will get three things soon:\na bridge;\na school;\na park"
    assert texts(text) == ["The town will get three things soon:", "a bridge;", "a school;", "a park"]


def test_hard_wrapped_lines_are_healed() -> None:
    lines = [
        "The mayor of the town opened a new bridge over the",
        "River Foo on Monday. Residents had waited for it",
        "since the flood of 2003, which took the old one",
        "away. The bridge cost $3 million.",
        "",
        "Critics said that the bridge was too narrow for",
        "Bar buses.",
    ]
    assert texts("\n".join(lines)) == [
        "The mayor of the town opened a new bridge over the\nRiver Foo on Monday.",
        "Residents had waited for it\nsince the flood of 2003, which took the old one\naway.",
        "The bridge cost $3 million.",
        "Critics said that the bridge was too narrow for\nBar buses.",
    ]


def test_set_aside_text_is_a_sentence_of_its_own_with_its_reason() -> None:
    text = "PARIS — The mayor left. She was tired.\nPhoto: Jane Roe"
    found = segment.sentences(story(text, ("PARIS —", "dateline"), ("Photo: Jane Roe", "caption")))
    assert [(text[s.start : s.end], s.aside, s.number, s.paragraph) for s in found] == [
        ("PARIS —", "dateline", 1, 1),
        ("The mayor left.", None, 2, 1),
        ("She was tired.", None, 3, 1),
        ("Photo: Jane Roe", "caption", 4, 2),
    ]


def test_a_sentence_is_not_healed_over_what_is_set_aside() -> None:
    text = "The mayor spoke of the long way to\nREAD: More of this\nschools and bridges"
    assert texts(text, ("READ: More of this", "link")) == text.split("\n")


def test_ids_last_and_differ() -> None:
    first, second = segment.sentences(story("One went. Two came.")), segment.sentences(story("One went. Two came."))
    assert [s.id for s in first] == [s.id for s in second]
    assert len({s.id for s in first}) == 2


def test_no_word_is_both_a_title_and_a_starter() -> None:
    lists = parameters()
    assert not (lists.titles & lists.starters) - {"mr", "mrs", "ms"}
