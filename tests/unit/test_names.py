"""Names: what is one, what is none, and which spellings name the same."""

from __future__ import annotations

import pytest

from reporter import segment
from reporter.extract.acronyms import glosses
from reporter.extract.countries import countries, country_words
from reporter.extract.country_groups import groups, lists
from reporter.extract.name_index import NameIndex
from reporter.extract.names import names, related
from reporter.extract.people import FullName, romanised, same_person
from reporter.schema import Article, Name, Story


def story(*texts: str) -> Story:
    return Story(
        id="s",
        title="t",
        articles=tuple(
            Article(id=f"{n:03}", outlet="O", outlet_named=True, text=text, sha256="", word_count=len(text.split()))
            for n, text in enumerate(texts)
        ),
    )


def named(*texts: str) -> dict[str, Name]:
    made = story(*texts)
    return {n.key: n for n in names(made, segment.sentences(made))}


def means(texts: tuple[str, ...], at: int, word: str) -> list[str]:
    """The keys that `word` stands for in one of the texts, in order."""
    made = story(*texts)
    index = NameIndex(names(made, segment.sentences(made)), texts)
    text = texts[at]
    return [key for key, a, b in index.mentions(text, 0, len(text)) if text[a:b] == word]


# -- people -------------------------------------------------------------------


def test_hyphens_spaces_and_transliteration_join() -> None:
    found = named(
        "Foreign Minister Ali-Akbar Farzani met Sergey Kuznetsov. Farzani left.",
        "Ali Akbar Farzani spoke. Then Sergei Kuznetsov said no. Kuznetsov left.",
        "Aliakbar Farzani was there, said Sergey Kuznyetsov.",
    )
    assert found["ali akbar farzani"].variants == ("Ali Akbar Farzani", "Ali-Akbar Farzani", "Aliakbar Farzani", "Farzani")
    assert {"Sergei Kuznetsov", "Sergey Kuznyetsov", "Kuznetsov"} <= set(found["sergey kuznyetsov"].variants)


def test_titles_are_no_part_of_a_name() -> None:
    found = named("Sen. Jane Roe met Brigadier General Karl Lund and Iranian Defense Minister Reza Farzani. President Roe? No: Mr. Lund.")
    assert {"jane roe", "karl lund", "reza farzani"} <= set(found)
    assert not [k for k in found if "minister" in k or "general" in k or "sen" in k.split()]


def test_nicknames_initials_and_suffixes_join() -> None:
    found = named("Richard J. Harlan Jr. said so. Mr. Harlan left.", "Sen. Dick Harlan spoke.", "Senator Richard Harlan agreed.")
    assert [k for k in found if "harlan" in k] == ["richard j. harlan jr."]


def test_different_first_names_never_join() -> None:
    found = named("Anna Weller met Paul Weller. Both Anna Weller and Paul Weller left.")
    assert {"anna weller", "paul weller"} <= set(found)


def test_father_and_son_in_two_articles_stay_apart() -> None:
    found = named("Martin Kell arrived on Monday.", "On Monday Martin Kell Jr. spoke.")
    assert {"martin kell", "martin kell jr."} <= set(found)


def test_father_and_son_in_one_article_stay_apart() -> None:
    found = named("Martin Kell arrived with Martin Kell Jr. on Monday. Martin Kell Jr. spoke.")
    assert {"martin kell", "martin kell jr."} <= set(found)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (FullName(("george",), "hw", "dane", ""), FullName(("george",), "w", "dane", ""), False),
        (FullName(("mohammad", "reza"), "", "farzani", ""), FullName(("mohammad", "hossein"), "", "farzani", ""), False),
        (FullName(("mohammad",), "", "farzani", ""), FullName(("muhammed",), "", "farzani", ""), True),
        (FullName(("mohammad", "reza"), "", "farzani", ""), FullName(("reza",), "", "farzani", ""), False),
        (FullName(("vicente",), "", "moro", ""), FullName(("vincente",), "", "moro", ""), True),
        (FullName(("daniel",), "", "moro", ""), FullName(("danielle",), "", "moro", ""), False),
        (FullName(("michael",), "", "moro", ""), FullName(("michelle",), "", "moro", ""), False),
        (FullName((), "tj", "moro", ""), FullName(("tom",), "", "moro", ""), False),
        (FullName((), "j", "kerr", ""), FullName(("john",), "", "kerr", ""), True),
        (FullName(("ann",), "", "lee", ""), FullName(("ann",), "", "li", ""), False),
        (FullName(("rein",), "", "priebat", ""), FullName(("rein",), "", "preibat", ""), True),
    ],
)
def test_same_person(left: FullName, right: FullName, same: bool) -> None:
    assert same_person(left, right) is same
    assert same_person(right, left) is same


def test_romanised_spellings_fall_together() -> None:
    assert romanised("sergey") == romanised("sergei")
    assert romanised("zelenskyy") == romanised("zelenskiy")
    assert romanised("khan") == romanised("han") != romanised("kan")


def test_a_bare_surname_means_who_is_written_out_in_its_article() -> None:
    texts = ("Hillary Dorn spoke. Dorn said no.", "William Dorn spoke. Dorn said yes.")
    assert means(texts, 0, "Dorn") == ["hillary dorn"]
    assert means(texts, 1, "Dorn") == ["william dorn"]


def test_a_bare_surname_in_doubt_is_a_name_of_its_own() -> None:
    texts = ("Hillary Dorn and William Dorn came. On Monday Dorn spoke.",)
    assert means(texts, 0, "Dorn") == ["dorn"]


def test_who_is_called_by_surname_first_keeps_it() -> None:
    texts = ("Frank Dorn spoke. It was late, Dorn said. His wife, Mary Dorn, left. Then Dorn left too, and Mrs. Dorn slept.",)
    assert means(texts, 0, "Dorn") == ["frank dorn", "frank dorn", "mary dorn"]


def test_a_surname_that_is_a_place_or_a_month() -> None:
    texts = ("Rep. Jim Jordan spoke in Jordan. Late on Monday Jordan said no. On May 3, Theresa May left, and Mrs. May slept.",)
    assert means(texts, 0, "Jordan") == ["jordan", "jim jordan"]
    assert means(texts, 0, "May") == ["theresa may"]


# -- what is no name ----------------------------------------------------------


def test_words_that_begin_sentences_are_no_names() -> None:
    found = named(
        "Critics hailed the plan. Meanwhile, critics slept. Running late, Ana Roe left. However the plan failed. Officials denied it."
    )
    assert set(found) == {"ana roe"}


def test_headline_capitals_show_nothing() -> None:
    found = named("Senator Slams Budget Plan In Fiery Speech\n\nSen. Ana Roe slammed the budget on Tuesday.")
    assert set(found) == {"ana roe"}


def test_party_and_state_after_a_name_are_no_names() -> None:
    found = named("Rep. Ana Roe, R-Ohio, and Rep. Bo Lind (D-N.Y.) agreed.")
    assert set(found) == {"ana roe", "bo lind"}


# -- places and organisations -------------------------------------------------


def test_countries_join_with_their_demonyms_and_short_forms() -> None:
    found = named("U.S. officials and the US army met American envoys. Britain and the UK agreed with Iranian envoys; US-Israel ties hold.")
    assert found["united states"].variants == ("American", "U.S.", "US")
    assert found["united kingdom"].variants == ("Britain", "UK")
    assert found["iran"].kind == "place"
    assert "israel" in found


def test_a_dateline_in_capitals_does_not_set_how_a_place_is_shown() -> None:
    assert named("MOSCOW, September 20. Envoys met in Moscow.")["moscow"].display == "Moscow"


def test_a_capital_stays_apart_from_its_country() -> None:
    found = named("Officials in Tehran met. Iran agreed.")
    assert {"tehran", "iran"} <= set(found)
    assert related("tehran") == "iran"
    assert related("washington") == "united states"
    assert related("iran") is None


def test_the_table_of_countries_is_whole() -> None:
    keys = [c.key for c in countries()]
    assert len(keys) == len(set(keys)) >= 193
    assert country_words()["Costa Ricans"] == "costa rica"
    assert all(c.region in "EAMFNSO" and len(c.region) == 1 for c in countries())


def test_glossed_acronyms_join_their_long_form() -> None:
    found = named("The Northern Fisheries Union (NFU) met. The NFU left.", "The N.F.U. slept. Small unmanned ferry boats (UFBs) came.")
    assert found["northern fisheries union"].variants == ("N.F.U.", "NFU", "Northern Fisheries Union")


def test_initials_join_without_a_gloss() -> None:
    found = named("The National Herring Board met.", "The NHB met on Monday.")
    assert found["national herring board"].variants == ("NHB", "National Herring Board")


def test_british_and_american_spelling_join() -> None:
    found = named("The World Herring Organisation met.", "The World Herring Organization met.")
    assert len([k for k in found if "herring" in k]) == 1


def test_well_known_short_forms_join() -> None:
    found = named("The JCPOA of 2015 holds. GOP leaders met.", "The 2015 nuclear deal holds. Republicans met.")
    assert found["joint comprehensive plan of action"].variants == ("2015 nuclear deal", "JCPOA")
    assert found["republican party"].variants == ("GOP", "Republicans")


def test_a_group_of_countries_joins_the_list_that_spells_it_out() -> None:
    found = named("The action of the two Asian countries was new.", "Japan and South Korea refused. Iran and Iraq and Syria met.")
    assert found["japan and south korea"].variants == ("Japan and South Korea", "two Asian countries")


def test_two_lists_that_fit_explain_no_group() -> None:
    assert groups(["two Asian countries", "Japan and China met", "India and Nepal met"]) == ()


def test_lists_of_countries() -> None:
    assert [t for _, t in lists("The UK, France and Germany met. Iran's talks and Iraq. Cuba, Chile.")] == ["UK, France and Germany"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Northern Fisheries Union (NFU) met", (("NFU", "Northern Fisheries Union"),)),
        ("unmanned ferry boats (UFBs)", (("UFBs", "unmanned ferry boats"),)),
        ("the Bank of the North (BN)", (("BN", "Bank of the North"),)),
        ("the senator (NFU) left", ()),
        ("Jane Roe (R-Ohio)", ()),
    ],
)
def test_glosses(text: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert glosses(text) == expected


# -- the index ----------------------------------------------------------------


def test_mentions_lie_within_the_stretch() -> None:
    text = "Jane Roe met Karl Lund."
    index = NameIndex([Name(key="jane roe", display="Jane Roe", kind="person", variants=("Jane Roe",))], [text])
    assert index.mentions(text, 0, len(text)) == (("jane roe", 0, 8),)
    assert index.mentions(text, 5, len(text)) == ()
    assert index.mentions(text, 0, 4) == ()


def test_the_order_of_articles_changes_nothing() -> None:
    one, two = "Sergey Kuznetsov met Ana Roe. Kuznetsov left.", "Sergei Kuznetsov slept. Roe left."
    forward, backward = story(one, two), story(one, two)
    backward = Story(id="s", title="t", articles=backward.articles[::-1])
    assert names(forward, segment.sentences(forward)) == names(backward, segment.sentences(backward))
