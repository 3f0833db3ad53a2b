"""What is set aside and, more important, what is not; stated credits."""

from __future__ import annotations

import pytest

from reporter import read
from reporter.read import outlets
from reporter.read.credits import credits_in
from reporter.schema import RawArticle

FIRST = "The mayor of the town said that the bridge will be closed for a month."
LAST = "The work is to start soon, and the shops on the square hope that it is short."


def reason(line: str, *, last: bool = True) -> str | None:
    text = f"{FIRST}\n{line}" if last else f"{line}\n{FIRST}\n{LAST}"
    aside = read.assemble([RawArticle(id="a", text=text)]).set_aside
    assert all(a.exact == text[a.start : a.end] for a in aside)
    return aside[0].reason if aside else None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("READ: Town to get a second bridge", "link"),
        ("Also read: Town to get a second bridge", "link"),
        ("RELATED | Town to get a second bridge", "link"),
        ("Click here for more", "link"),
        ("Follow us on Twitter", "link"),
        ("https://town.example/bridge", "link"),
        ("Advertisement", "link"),
        ("Photo: City Council", "caption"),
        ("The mayor cuts a ribbon in Foo on May 2, 2020 [CITY PRESS OFFICE/Anadolu Agency]", "caption"),
        ("The mayor cuts a ribbon. (AP Photo/Jane Roe)", "caption"),
        ("The mayor cuts a ribbon (Photo by Jane Roe)", "caption"),
        ("The mayor at the bridge in May.CreditJane Roe/Reuters", "caption"),
        ("FILE - The mayor cuts a ribbon in May.", "caption"),
        ("Creating new bridges since 2009", "slogan"),
        ("Since 1851", "slogan"),
        ("AB/1234567", "code"),
        ("September 20, 2023 at 3:17 pm", "time stamp"),
        ("3 hours ago", "time stamp"),
        ("Based on materials from TASS", "credit"),
        ("Source: Reuters", "credit"),
        ("The Associated Press contributed to this report.", "credit"),
        ("Jane Roe contributed to this report.", "credit"),
        ("(Reporting by Jane Roe in Paris; Editing by John Doe)", "sign-off"),
        ("Copyright 2023 The Foo. All rights reserved.", "sign-off"),
        ("-ENDS-", "sign-off"),
        ("Reuters", "sign-off"),
        ("* * *", "headline furniture"),
        ("By Jane Roe", "headline furniture"),
        ("Correction: An earlier version of this article misstated the age of the bridge.", "correction"),
        ("This post has been revised to reflect the following correction:", "correction"),
    ],
)
def test_set_aside(line: str, expected: str) -> None:
    assert reason(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Bridge 'advanced to new level' - Mayor",
        "Unemployment lowest since 2009",
        "Reporting season weakest since 2008",
        "Reporting by The New York Times shows that the bridge is old.",
        "Copyright suit against the town goes to trial",
        "Sources: Fox News to hire the mayor",
        "The mayor told Fox News he never contributed.",
        "This report was released on Monday by the council.",
        "This story is about a bridge.",
        "Read my lips, the mayor said",
        "“Read: it is closed,” he said.",
        "By noon the bridge was closed.",
        "The mayor said on September 20, 2023",
        "He bought shares of Credit Suisse",
        "Mayor: Bridge is closed",
        "He liked the photo (and said so)",
        "The council sued Getty Images.",
        "“I’m sorry”",
        "100",
        "MAYOR — THE BRIDGE IS MINE",
    ],
)
def test_not_set_aside(line: str) -> None:
    assert reason(line, last=False) is None or line.startswith("MAYOR")
    assert reason(line) is None


def test_a_correction_withdraws_its_first_sentence_only() -> None:
    line = "CORRECTION: This article originally said that the bridge is in Mesa, Ariz. It is in Troy."
    aside = read.assemble([RawArticle(id="a", text=f"{FIRST}\n{line}")]).set_aside
    assert [a.exact for a in aside] == ["CORRECTION: This article originally said that the bridge is in Mesa, Ariz."]


def test_a_correction_under_its_own_heading() -> None:
    text = f"{FIRST}\nCORRECTION:\nThe bridge is 90 years old, not 80."
    aside = read.assemble([RawArticle(id="a", text=text)]).set_aside
    assert [a.exact for a in aside] == text.split("\n")[1:]
    assert {a.reason for a in aside} == {"correction"}


@pytest.mark.parametrize(
    ("text", "credited", "form", "exact"),
    [
        ("It is closed, according to the Mehr news agency.", "Mehr", "according-to", "according to the Mehr news agency"),
        ("It is closed, according to Iran's semi-official Fars news agency.", "Fars", "according-to", None),
        ("It is closed, according to The New York Times.", "The New York Times", "according-to", None),
        ("It is closed, Anadolu Agency reports.", "Anadolu", "reports", "Anadolu Agency reports"),
        ("It is closed, the AP reported on Monday.", "Associated Press", "reports", "the AP reported"),
        ("It was first reported by the Des Moines Register.", "The Des Moines Register", "reports", None),
        ("It was first reported by the Foo City Courier.", "Foo City Courier", "reports", None),
        ("The mayor told CNN that it is closed.", "CNN", "told", "told CNN"),
        ("He said in an interview with Fox News that it is closed.", "Fox News", "told", None),
        ("“It is closed,” he said on MSNBC.", "MSNBC", "told", None),
        ("Based on materials from TASS", "TASS", "based-on", None),
        ("The bridge is closed. (Reuters)", "Reuters", "based-on", "(Reuters)"),
        ("Source: Interfax", "Interfax", "based-on", None),
        ("The Associated Press contributed to this report.", "Associated Press", "contributed", None),
        ("He told a CBS affiliate in Lervik that it is closed.", "CBS affiliate in Lervik", "told", None),
        ("He leads, according to a Des Moines Register poll.", "The Des Moines Register", "according-to", None),
        ("citing Bloomberg News, it said", "Bloomberg", "according-to", None),
    ],
)
def test_credits(text: str, credited: str, form: str, exact: str | None) -> None:
    found = credits_in(text)
    assert [(c.credited, c.form) for c in found] == [(credited, form)]
    if exact:
        assert text[found[0].start : found[0].end] == exact


@pytest.mark.parametrize(
    "text",
    [
        "It is closed, according to the mayor.",
        "It is closed, according to the National Security Agency.",
        "The mayor told reporters that it is closed.",
        "Mr. Bloomberg told Fox that it is closed.",
        "The agency reports to the council.",
        "He reads The Times and watches CNN.",
        "The newspaper reported that it is closed.",
        "He leads, according to a Reuters/Ipsos poll.",
        "AP exams are reported late.",
    ],
)
def test_no_credit(text: str) -> None:
    assert credits_in(text) == []


def test_two_outlets_contribute() -> None:
    found = credits_in("It is closed.\nReuters and The Associated Press contributed to this report.")
    assert [c.credited for c in found] == ["Reuters", "Associated Press"]


def test_the_times_is_the_paper_that_the_article_spells_out() -> None:
    assert [c.credited for c in credits_in("The New York Times has a copy. He told The Times that it is closed.")] == ["The New York Times"]
    assert [c.credited for c in credits_in("He told The Times that it is closed.")] == ["The Times"]


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("Anadolu Agency", "Anadolu"),
        ("the AP", "Associated Press"),
        ("The Associated Press", "Associated Press"),
        ("Tass news agency", "TASS"),
        ("Foo news agency", "Foo"),
        ("The Foo Post", "The Foo Post"),
        ("new york times", "The New York Times"),
    ],
)
def test_canonical_names(name: str, canonical: str) -> None:
    assert outlets.canonical(name) == canonical


def test_every_spelling_in_the_table_leads_to_its_name() -> None:
    table = outlets.table()
    assert all(outlets.canonical(name) == name for name in set(table.canonical.values()))
    assert all(outlets.is_agency(name) for name in table.agencies)


@pytest.mark.parametrize(
    "said",
    [
        "The ferry sank on Monday, Coast Wire reported.",
        "The ferry sank, according to the Coast Wire.",
        "The owner told Coast Wire that it sank.",
    ],
)
def test_an_outlet_of_the_story_is_credited_though_no_table_knows_it(said: str):
    wire = RawArticle(id="a", outlet="Coast Wire", text="The ferry sank off Marrow Point on Monday with 40 people on board.\n")
    other = RawArticle(id="b", outlet="Herald", text=f"{said} Rescuers saved 38 people.\n")
    assert [(c.article, c.credited) for c in read.assemble([wire, other]).credits] == [("b", "Coast Wire")]
    assert read.assemble([other]).credits == ()
