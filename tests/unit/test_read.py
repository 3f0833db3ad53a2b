"""The story as assembled: ids, outlets, dates, titles, languages, failures."""

from __future__ import annotations

import hashlib
from itertools import permutations

import pytest

from reporter import read
from reporter.errors import InputError
from reporter.read.language import language
from reporter.read.publication import stamp, written
from reporter.schema import RawArticle, Story

PROSE = "The mayor of the town said on Monday that the bridge will be closed for a month, and that the work is to start soon."


def assembled(*texts: str) -> Story:
    return read.assemble([RawArticle(id=f"{i:03}", text=t) for i, t in enumerate(texts)])


def test_the_text_is_kept_as_it_is() -> None:
    text = "  One\r\n\u00a0two\t\n\n"
    article = assembled(text).articles[0]
    assert article.text == text
    assert article.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert article.word_count == 2


def test_an_unnamed_outlet_is_said_and_not_guessed() -> None:
    article = assembled(PROSE).articles[0]
    assert (article.outlet, article.outlet_named) == ("Outlet 000", False)


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("MOSCOW, May 2. /TASS/. ", "TASS"),
        (" date 2023-05-02 MOSCOW, May 2. /TASS/. ", "TASS"),
        ("WASHINGTON (AP) — ", "Associated Press"),
        ("LONDON, May 2 (Reuters) - ", "Reuters"),
        ("(Reuters) - ", "Reuters"),
        ("Dec 29 (Reuters) - ", "Reuters"),
        ("Paris (AFP) – ", "Agence France-Presse"),
        ("BEIJING, May 2 (Xinhua) -- ", "Xinhua"),
        ("TEHRAN, May 2 (Mehr news agency) – ", "Mehr"),
    ],
)
def test_a_dateline_names_the_agency(head: str, outlet: str) -> None:
    story = assembled(head + PROSE)
    assert [(a.exact, a.reason) for a in story.set_aside] == [(head.strip(), "dateline")]
    if "/" in head:  # the agency's own form: its own copy, and no credit to itself
        assert (story.articles[0].outlet, story.articles[0].outlet_named, story.credits) == (outlet, True, ())
    else:  # any paper that carries its copy writes it so
        assert not story.articles[0].outlet_named
        assert [(c.credited, c.form) for c in story.credits] == [(outlet, "dateline")]


def test_the_dateline_of_another_agency_is_a_credit() -> None:
    story = read.assemble([RawArticle(id="a", text="LONDON (Reuters) - " + PROSE, outlet="The Daily Foo")])
    assert story.articles[0].outlet == "The Daily Foo"
    assert [(c.credited, c.form, c.exact) for c in story.credits] == [("Reuters", "dateline", "LONDON (Reuters) -")]


@pytest.mark.parametrize("head", ["WASHINGTON — ", "ST. LOUIS — ", "NEW YORK -- ", "MESA, Ariz. — ", "DES MOINES – "])
def test_a_dateline_without_agency_names_no_outlet(head: str) -> None:
    story = assembled(head + PROSE)
    assert [a.exact for a in story.set_aside] == [head.strip()]
    assert not story.articles[0].outlet_named


@pytest.mark.parametrize("text", ["UPDATE — It rained.", "NATO — an alliance — met.", "The U.S. — it rained.", "He said (again) - no."])
def test_no_dateline(text: str) -> None:
    assert assembled(text + "\n" + PROSE).set_aside == ()


def test_a_sign_off_names_the_outlet() -> None:
    story = assembled(f'{PROSE}\nFGH "Town and Country"\nPhoto: City Council\nBased on materials from TASS')
    assert story.articles[0].outlet == 'FGH "Town and Country"'
    assert [a.reason for a in story.set_aside] == ["sign-off", "caption", "credit"]
    assert [(c.credited, c.form) for c in story.credits] == [("TASS", "based-on")]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("September 20, 2023 at 3:17 pm", "2023-09-20T15:17"),
        ("Published: 20 Sept. 2023, 09:05 GMT", "2023-09-20T09:05"),
        ("Wednesday, September 20, 2023", "2023-09-20"),
        ("2023-09-20 12:00", "2023-09-20T12:00"),
        ("Sep 20th, 2023 12 a.m.", "2023-09-20T00:00"),
        ("2023-09-31", None),
    ],
)
def test_time_stamp_lines(line: str, published: str | None) -> None:
    found = stamp(line)
    assert (found.published if found else None) == published
    article = assembled(f"Mayor opens a bridge\n{line}\n{PROSE}").articles[0]
    assert article.published == published


def test_a_sentence_with_a_date_is_no_time_stamp() -> None:
    assert stamp("He was born on September 20, 2023 in Paris") is None
    assert written("He was born on 20 September 2023 in Paris") == "2023-09-20"


def test_the_published_label_goes_before_the_updated_one() -> None:
    story = assembled(f"Updated: 21 September 2023\nPublished: 20 September 2023\n{PROSE}")
    assert story.articles[0].published == "2023-09-20"


def test_a_date_that_is_none_is_left_out_and_said() -> None:
    story = read.assemble([RawArticle(id="a", text=PROSE, published="yesterday")])
    assert story.articles[0].published is None
    assert "yesterday" in story.failures[0].reason


def test_title_from_the_headline_line() -> None:
    story = assembled(f"Mayor opens new bridge\n\n{PROSE}")
    assert story.title == story.articles[0].title == "Mayor opens new bridge"
    assert story.set_aside == ()  # a headline is a labelled mention: it stays


def test_a_repeated_headline_counts_once() -> None:
    story = assembled(f"Mayor opens new bridge\n\nMayor opens new bridge\n\n{PROSE}")
    assert [(a.exact, a.start > 0, a.reason) for a in story.set_aside] == [("Mayor opens new bridge", True, "headline furniture")]


def test_title_from_the_first_words_where_there_is_no_headline() -> None:
    title = assembled("PARIS — " + PROSE).title
    assert title.startswith("The mayor of the town said")
    assert title.endswith("…")
    assert len(title) <= 101


def test_byline() -> None:
    story = assembled(f"Mayor opens new bridge\nBy Jane Roe and John Doe\n{PROSE}")
    assert story.articles[0].byline == "Jane Roe and John Doe"
    assert [a.reason for a in story.set_aside] == ["headline furniture"]


def test_ids_are_safe_and_unique_whatever_the_order() -> None:
    raw = [
        RawArticle(id=i, text=f"{PROSE} {t}")
        for i, t in [("a/b", "1"), ("a b", "2"), ("a-b", "3"), ("../..", "4"), ("é.x", "5"), ("a-b-2", "6")]
    ]
    stories = [read.assemble(list(p)) for p in list(permutations(raw))[::97]]
    assert all(s == stories[0] for s in stories)
    assert sorted(a.id for a in stories[0].articles) == ["a-b", "a-b-2", "a-b-3", "a-b-4", "article", "é.x"]


def test_duplicates_are_kept_and_the_story_has_one_id() -> None:
    story = assembled(PROSE, PROSE)
    assert [a.id for a in story.articles] == ["000", "001"]
    assert story.id == assembled(PROSE, PROSE).id != assembled(PROSE).id


def test_a_blank_article_is_a_recorded_failure_and_only_blank_ones_an_error() -> None:
    story = assembled("  \n", PROSE)
    assert [a.id for a in story.articles] == ["001"]
    assert [(f.what, f.reason) for f in story.failures] == [("000", "holds no text")]
    with pytest.raises(InputError, match="none of the articles"):
        assembled(" ", "")


def test_lone_surrogates_are_replaced_and_said() -> None:
    story = assembled(f"{PROSE} \ud800")
    assert story.articles[0].text.endswith(" \ufffd")
    assert "U+FFFD" in story.failures[0].reason


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PROSE, "en"),
        ("قال رئيس البلدية يوم الاثنين إن الجسر سيغلق لمدة شهر", "ar"),
        ("شهردار گفت که پل به مدت یک ماه بسته خواهد شد", "fa"),
        ("市长周一表示大桥将关闭一个月", "zh"),
        ("市長は月曜日、橋を一か月閉鎖すると述べた", "ja"),
        ("시장은 월요일 다리가 한 달간 폐쇄된다고 말했다", "ko"),
        ("Мэр сообщил в понедельник, что мост закроют на месяц", "ru"),
        ("Мер повідомив у понеділок, що міст закриють на місяць", "uk"),
        ("Der Bürgermeister sagte am Montag, dass die Brücke für einen Monat nicht befahren werden kann.", "de"),
        ("Le maire a dit lundi que le pont sera fermé pendant un mois et que les travaux sont en cours.", "fr"),
        ("12345", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language(text) == code


def test_a_language_that_is_not_matched_is_said() -> None:
    story = assembled("قال رئيس البلدية يوم الاثنين إن الجسر سيغلق لمدة شهر")
    assert [(f.what, f.reason) for f in story.failures] == [("000", "language not supported by the matcher: Arabic")]
