"""Statements of the example's articles and of sentences made for the purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporter import extract, segment
from reporter.config import Read
from reporter.read import assemble, story
from reporter.schema import RawArticle, Statement

ASHTIANI, SHOIGU, BAQERI = "ashtiani", "shoigu", "baqeri"


@pytest.fixture(scope="module")
def told(example: Path) -> dict[str, list[tuple[str, Statement]]]:
    """The example's statements with their exact text, by article."""
    read = story([example], Read())
    sentences = segment.sentences(read)
    texts = {article.id: article.text for article in read.articles}
    found: dict[str, list[tuple[str, Statement]]] = {article.id: [] for article in read.articles}
    for one in extract.statements(read, sentences, extract.names(read, sentences)):
        found[one.article].append((texts[one.article][one.start : one.end], one))
    return found


def one(found: list[tuple[str, Statement]], words: str) -> tuple[str, Statement]:
    """The only statement that holds `words`."""
    hits = [(exact, statement) for exact, statement in found if words in " ".join(exact.split())]
    assert len(hits) == 1, (words, [exact for exact, _ in hits])
    return hits[0]


def made(text: str) -> list[tuple[str, Statement]]:
    """The statements of a text, with their exact text."""
    read = assemble([RawArticle(id="a", text=text)])
    sentences = segment.sentences(read)
    return [(text[s.start : s.end], s) for s in extract.statements(read, sentences, extract.names(read, sentences))]


def test_both_halves_of_the_agreement_sentence_stand_apart(told: dict[str, list[tuple[str, Statement]]]) -> None:
    violation, first = one(told["003"], "clear violation of Europe's obligations")
    lie, second = one(told["003"], "big political lie")
    assert violation.endswith("under the JCPOA")
    assert lie.startswith("emphasizing that the biased statement")
    assert first.sentence == second.sentence
    assert second.cue == "emphasize"
    assert ASHTIANI in str(first.speaker)
    assert ASHTIANI in str(second.speaker)


def test_denial_stands_apart_from_the_criticism(told: dict[str, list[tuple[str, Statement]]]) -> None:
    criticism, first = one(told["002"], "voiced criticism")
    denial, second = one(told["002"], "Tehran denies")
    assert "denies" not in criticism
    assert "criticism" not in denial
    assert first.certainty == "plain"
    assert second.certainty == "denied"


def test_a_quotation_over_several_sentences_keeps_its_speaker(told: dict[str, list[tuple[str, Statement]]]) -> None:
    for article in ("000", "001", "002"):
        _, opening = one(told[article], "Over the past decade, our defense and security relations")
        assert opening.quoted
        assert opening.speaker_named
        assert ASHTIANI in str(opening.speaker)
    _, positive = one(told["002"], "developing dynamically and positively")
    assert SHOIGU in str(positive.speaker)


def test_the_occasion_is_a_statement_of_its_own(told: dict[str, list[tuple[str, Statement]]]) -> None:
    occasion, _ = one(told["000"], "at a meeting with his Russian counterpart")
    assert "Bilateral relations" not in occasion


def test_who_speaks_of_the_long_term_document(told: dict[str, list[tuple[str, Statement]]]) -> None:
    assert BAQERI in str(one(told["002"], "preparing a document")[1].speaker)
    assert ASHTIANI in str(one(told["004"], "long-term military cooperation agreement")[1].speaker)


def test_he_added_is_the_last_speaker_not_the_one_spoken_of(told: dict[str, list[tuple[str, Statement]]]) -> None:
    exact, statement = one(told["004"], "Supreme Leader")
    assert exact.startswith("Iran’s Supreme Leader, Ayatollah Ali Khamenei, believes")
    assert ASHTIANI in str(statement.speaker)
    assert statement.cue == "add"


def test_a_role_means_the_person_introduced_with_it(told: dict[str, list[tuple[str, Statement]]]) -> None:
    assert SHOIGU in str(one(told["004"], "The Minister expressed readiness")[1].speaker)
    assert SHOIGU in str(one(told["002"], "high intensity of meetings")[1].speaker)
    assert ASHTIANI in str(one(told["000"], "guarantee security and stability")[1].speaker)


def test_how_sure_the_outlets_are_of_one_utterance(told: dict[str, list[tuple[str, Statement]]]) -> None:
    words = "peace and stability"
    assert one(told["000"], words)[1].certainty == "certain"
    assert one(told["001"], words)[1].certainty == "confident"
    assert one(told["002"], words)[1].certainty == "hoped"


def test_a_suggestion_stands_apart_from_the_readiness(told: dict[str, list[tuple[str, Statement]]]) -> None:
    readiness, _ = one(told["004"], "expressed readiness")
    suggestion, statement = one(told["004"], "several issues of mutual interest")
    assert "suggested" not in readiness
    assert suggestion.startswith("suggested discussing")
    assert SHOIGU in statement.frame.lower()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The mayor closed the bridge, and engineers began to examine its cables.", 2),
        ("While the council approved the budget, three members voted against the plan.", 2),
        ("The ferry sank near the harbour; divers found nobody aboard the wreck.", 2),
        ("The court, which sits in Lyon, rejected the appeal on Monday.", 2),
        ("The firm raised its prices, blaming the cost of imported steel.", 2),
        ("Iran and Russia signed a trade agreement in the capital.", 1),
        ("The committee called the plan such as it was a costly mistake.", 1),
        ("Police arrived.", 1),
        ("Despite the board’s promises that the town will pay for the wall, Ms. Lind vowed that she would sue.", 2),
        ("But with ministers vowing to stop the plan until the vote is over, builders will have to wait for a year.", 2),
        ("But having promoted the idea of a state visit for Mr. Berg, Ms. Lind has put that plan on ice.", 2),
        ("But as the oldest member of the harbour board, Ms. Lind could take the chair in May.", 2),
        ("The board has been banned from the old port and there are likely to be large protests.", 2),
        ("Board members have challenged claims that they shoved guards in March and no film has been shown of such a scene.", 2),
        ("Ms. Lind was spending the week in Lyon after formally opening her shop in Paris.", 2),
        ("The board is preparing its own plan for the port this week, possibly offering a way out to the town.", 2),
        ("Organizers routinely defend their harbour marches, disavowing the painted signs that some carry.", 2),
        ("She sued the harbour board, claiming that it had fired her over a letter.", 2),
        ("Shops by the harbour were worried, with the final set to be held there in May.", 2),
        ("The deal was struck on Monday, with limited success in the first round.", 1),
        ("While the threats to the port have changed since May, its harbour remains a safe one.", 2),
        ("The ministry wants the changes in the law and plans the town made public on Monday.", 1),
        ("The old board backed the plan after the building warning that closed the school in May.", 1),
        ("Sales rose sharply in May, with a new breed of buyers in the market.", 1),
        ("Officials said the bank and the ministry have agreed.", 1),
    ],
)
def test_clauses_are_cut_where_an_editor_would(text: str, wanted: int) -> None:
    assert len(made(text)) == wanted


def test_halves_of_a_clause_around_an_attribution_stay_together() -> None:
    found = made('Anna Bell met reporters. "Our plans," Bell continued, "have changed since the last election."')
    exact, statement = one(found, "have changed")
    assert exact.startswith('"Our plans,"')
    assert statement.quoted
    assert "bell" in str(statement.speaker)


def test_two_quoted_clauses_around_an_attribution_stand_apart() -> None:
    found = made('Anna Bell met reporters. "We worked hard to keep the hospital," she said, "and we will work harder to improve it."')
    first, _ = one(found, "keep the hospital")
    second, statement = one(found, "improve it")
    assert first != second
    assert "bell" in str(statement.speaker)


def test_unnamed_speakers_are_described() -> None:
    _, statement = one(made("Two people familiar with the matter said the bank would close its Paris office."), "would close")
    assert str(statement.speaker).lower() == "two people familiar with the matter"
    assert not statement.speaker_named
    _, statement = one(made("The talks will resume in May, officials said."), "will resume")
    assert statement.speaker == "officials"


def test_the_outlets_own_voice_has_no_speaker() -> None:
    _, statement = one(made("The bridge opened to traffic on Friday after two years of work."), "opened")
    assert statement.speaker is None
    assert statement.cue is None


def test_frames_give_back_what_was_left_out() -> None:
    found = made("President Anna Bell denounced the raid and promised to punish its planners.")
    assert one(found, "punish")[1].frame.startswith("Anna Bell promised")
    found = made("Anna Bell spoke in Lyon. She said that the mine would close.")
    assert one(found, "mine")[1].frame == "Anna Bell said: the mine would close."


@pytest.mark.parametrize(
    ("text", "words", "begins"),
    [
        ("Ms. Lind, who led the board from 2000 to 2006, called the visit a mistake.", "mistake", "Lind called"),
        ("The decision, which was announced on Monday, means the old plant will close.", "close", "the decision means"),
        ("Anna Lind, the lawyer who used the port’s funds to settle a case, resigned from the board.", "resigned", "Anna Lind resigned"),
        ("In Kirkenes, mayor Lena Berg, who speaks Russian, has put the talks on ice.", "ice", "Lena Berg has put"),
        ("Iran, North Korea and Syria, which had blocked the treaty, cast the only votes against it.", "votes", "cast"),
        ("The woman, whose husband died in the crash, sued the airline in May.", "sued", "the woman sued"),
        ("Lind, who, as a mayor of the town, was asked to help, spoke first.", "asked", "was asked"),
    ],
)
def test_what_goes_on_after_an_aside_has_its_subject_back(text: str, words: str, begins: str) -> None:
    assert one(made(text), words)[1].frame.startswith(begins)


def test_negation_of_the_main_assertion() -> None:
    assert one(made("The ministry did not publish the figures for March."), "publish")[1].negated
    assert one(made("The minister refused to sign the treaty with Norway."), "sign")[1].negated
    assert not one(made("The ministry published the figures that had not been seen."), "published")[1].negated
    assert not one(made("Not only the ministry published figures about the harvest."), "published")[1].negated


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("The opposition on Thursday said the bridge was closed.", "bridge", "the opposition"),
        ("Ministers late on Friday said the bridge was closed.", "bridge", "ministers"),
        ("Anna Lind, 59, of Ashton, Md., who watched the show from a bench, said the play had moved her.", "moved", "anna lind"),
        ("“We are set to rebuild the bridge by May,” said one harbour official on the panel.", "set to rebuild", "one harbour official"),
        ("“We must be able to mend the wall,” Mayor Anna Lind told reporters after a talk that was held at sea.", "mend", "anna lind"),
        ("The Harbour Board is confirming that the bridge was closed.", "closed", "harbor board"),
        ("Port workers said the crane was rusty. “It should have been mended long ago,” they said.", "mended", "Port workers"),
        ("A report by the auditors said the crane was rusty. “It has to be mended soon,” it added.", "mended", "a report by the auditors"),
        ("“He will never be a mayor of mine” ― Anna Lind", "mayor", "anna lind"),
        ("”The town has been let down by its mayor,” Anna Lind wrote.", "let down", "anna lind"),
        ("Anna Lind first said that the bridge was closed.", "bridge", "anna lind"),
        ("Anna Lind issued a statement on Friday saying: “The bridge is closed.”", "bridge", "anna lind"),
        ("Tom Berg left. Anna Lind, seeking calm, sent a letter saying the bridge was closed.", "bridge", "anna lind"),
        ("Anna Lind, speaking at a dinner in Corpus Christi, Tex., said the bridge was closed.", "bridge", "anna lind"),
        ("Anna Lind, the lawyer who sued the port, said the bridge was closed.", "bridge", "anna lind"),
        ("Anna Lind, a lawyer whose husband died in May, said the bridge was closed.", "bridge", "anna lind"),
        ("Republicans met in Paris. The Texas Republican said the bridge was closed.", "bridge", "the Texas Republican"),
        ("“The bridge is closed,” said former Trade and Industry Secretary Anna Lind.", "bridge", "anna lind"),
        ("Anna Lind, President Tom Berg’s adviser, was at sea. The president said the bridge was closed.", "bridge", "tom berg"),
        ("Anna Lind, the mayor, was at the port. A senior official said the bridge was closed.", "bridge", "a senior official"),
    ],
)
def test_who_says_it(text: str, words: str, speaker: str) -> None:
    assert one(made(text), words)[1].speaker == speaker


def test_what_goes_on_after_its_attribution_is_kept() -> None:
    exact, statement = one(made("“If he calls that smart,” the mayor’s aide says, “what does he think of you?”"), "calls that smart")
    assert exact.endswith("what does he think of you?”")
    assert statement.quoted
