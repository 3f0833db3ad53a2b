"""Which claim is which from night to night, and what changed."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from msgspec import structs

from reporter import archive
from reporter.archive.alignment import aligned
from reporter.schema import Briefing, Evidence, Finding, Version
from reporter.schema.archive import Changes, GoneClaim, Lineage
from tests.archives import Said, briefing, ferry

POST = "A ferry ran aground off Sund at dawn on Tuesday. The coast guard said that 12 people are missing."
Claims = Sequence[tuple[str, Sequence[Said]]]


def story(claims: Claims, **articles: Sequence[str]) -> Briefing:
    """A story whose articles are called by their outlets."""
    return briefing("s", {name: (f"The {name}", sentences) for name, sentences in articles.items()}, claims)


def ids(told: Briefing) -> dict[str, str]:
    return {c.text: c.lasting_id or "" for c in told.claims}


def changed(told: Briefing) -> Changes:
    assert told.changes
    return told.changes


ALONE = ("single-outlet", "Only Post has it.", 0)
SAID = ("A ferry ran aground.", "Twelve people are missing.", "Schools are closed.")


def test_the_first_night_gives_ids_and_tells_no_changes():
    told = archive.followed(ferry(1), [], "one")
    assert told.changes is None
    assert len({c.lasting_id for c in told.claims}) == len(told.claims) == 4
    assert archive.followed(ferry(1), [], "one") == told
    assert not set(ids(told).values()) & set(ids(archive.followed(ferry(1), [], "two")).values())


def test_the_same_again_changes_nothing():
    first = archive.followed(ferry(1), [], "one")
    again = archive.followed(ferry(1), [first], "two")
    assert ids(again) == ids(first)
    assert changed(again) == Changes(since="2026-11-22T03:00:00Z")


def test_a_claim_that_a_new_article_joins_keeps_its_id():
    first = archive.followed(story([("aground", [("post", 1)])], post=SAID), [], "one")
    second = archive.followed(story([("aground", [("echo", 1), ("post", 1)])], post=SAID, echo=SAID[:1]), [first], "two")
    assert ids(second) == ids(first)
    assert [c.outlets_gained for c in changed(second).claims_changed] == [("The echo",)]
    assert changed(second).articles_new == ("echo",)
    third = archive.followed(story([("aground", [("echo", 1)])], echo=SAID[:1]), [second], "three")
    assert ids(third) == ids(first), "also when the article that it began with is gone"
    assert [c.outlets_lost for c in changed(third).claims_changed] == [("The post",)]
    assert changed(third).articles_gone == ("post",)


def test_a_claim_of_other_words_is_another_one():
    first = archive.followed(story([("aground", [("post", 1)])], post=SAID), [], "one")
    second = archive.followed(story([("missing", [("post", 2)])], post=SAID), [first], "two")
    assert set(ids(second).values()).isdisjoint(ids(first).values())
    assert changed(second).claims_new == (second.claims[0].id,)
    assert changed(second).claims_gone == (GoneClaim(lasting_id=ids(first)["aground"], text="aground", outlets=("The post",)),)


def test_passages_that_only_touch_are_not_one_claim():
    first = archive.followed(story([("a", [("post", "A ferry ran")])], post=SAID), [], "one")
    second = archive.followed(story([("b", [("post", "ran aground. Twelve people are missing")])], post=SAID), [first], "two")
    assert ids(second)["b"] != ids(first)["a"]


def test_an_edited_article_keeps_its_claims():
    first = archive.followed(
        story([("aground", [("post", 2)])], post=["Breaking.", "A ferry ran aground at dawn.", "More soon."]), [], "one"
    )
    edited = ["Updated at nine.", "Nobody was hurt.", "A ferry ran aground early at dawn.", "More soon."]
    second = archive.followed(story([("aground", [("post", 3)])], post=edited), [first], "two")
    assert ids(second) == ids(first)
    (article,) = changed(second).articles_edited
    told = [(p.kind, p.in_quotation, p.before.exact, p.after.exact) for p in article.passages]
    assert told == [
        ("reworded", False, "Breaking.", "Updated at nine. Nobody was hurt."),
        ("reworded", False, "A ferry ran aground at dawn.", "A ferry ran aground early at dawn."),
    ]
    assert [second.articles[0].text[s.start : s.end] for s in article.passages[1].after_differs] == ["early"]
    assert article.passages[1].before_differs == ()


def test_an_article_that_takes_the_place_of_another_is_neither_new_nor_gone():
    first = archive.followed(briefing("s", {"post": ("Post", SAID)}, [("aground", [("post", 1)])], findings=[ALONE]), [], "one")
    version = {"earlier": (Version(id="post", sha256=first.articles[0].sha256, word_count=9, reason="the same outlet and text"),)}
    copy = briefing("s", {"copy": ("Post", SAID)}, [("aground", [("copy", 1)])], findings=[ALONE], copy=version)
    again = archive.followed(copy, [first], "two")
    assert ids(again) == ids(first)
    assert changed(again) == Changes(since="2026-11-22T03:00:00Z")
    update = briefing(
        "s", {"copy": ("Post", [SAID[0], "Fifteen people are missing.", SAID[2]])}, [("aground", [("copy", 1)])], copy=version
    )
    told = changed(archive.followed(update, [first], "two"))
    assert (told.articles_new, told.articles_gone, [e.article for e in told.articles_edited]) == ((), (), ["copy"])
    assert [p.after.exact for p in told.articles_edited[0].passages] == ["Fifteen people are missing."]


def test_a_claim_that_is_divided_goes_on_where_most_outlets_are():
    both = story([("all", [("post", 1), ("mail", 1), ("echo", 1)])], post=SAID, mail=SAID, echo=SAID)
    first = archive.followed(both, [], "one")
    parts = story([("two", [("post", 1), ("mail", 1)]), ("one", [("echo", 1)])], post=SAID, mail=SAID, echo=SAID)
    second = archive.followed(parts, [first], "two")
    assert ids(second)["two"] == ids(first)["all"]
    assert changed(second).lineage == (Lineage(kind="split", from_=ids(first)["all"], into=ids(second)["one"]),)
    assert [c.outlets_lost for c in changed(second).claims_changed] == [("The echo",)]
    third = archive.followed(both, [second], "three")
    assert ids(third)["all"] == ids(first)["all"]
    assert changed(third).lineage == (Lineage(kind="merge", from_=ids(second)["one"], into=ids(first)["all"]),)
    fourth = archive.followed(parts, [third], "four")
    assert ids(fourth)["one"] not in {*ids(first).values(), *ids(second).values()}, "a new part is a new claim"


def test_a_claim_of_another_story_comes_with_its_article():
    own = archive.followed(story([("aground", [("post", 1)])], post=SAID), [], "one")
    other = briefing("other", {"mail": ("The mail", SAID)}, [("missing", [("mail", 2)]), ("schools", [("mail", 3)])])
    other = archive.followed(other, [], "one")
    tonight = story([("aground", [("post", 1)]), ("missing", [("mail", 2)])], post=SAID, mail=SAID)
    told = archive.followed(tonight, [own, other], "two")
    assert ids(told) == {"aground": ids(own)["aground"], "missing": ids(other)["missing"]}
    assert changed(told).claims_new == (told.claims[1].id,), "it is new in this story"
    new_story = archive.followed(structs.replace(tonight, story=structs.replace(tonight.story, id="new")), [own, other], "two")
    assert new_story.changes is None, "there is no earlier briefing of this story"
    assert ids(new_story) == ids(told)


def test_the_own_briefing_counts_for_an_article_that_both_hold():
    own = archive.followed(story([("aground", [("post", 1)])], post=SAID), [], "one")
    other = archive.followed(briefing("other", {"post": ("The post", SAID)}, [("aground", [("post", 1)])]), [], "one")
    tonight = story([("aground", [("post", 1)])], post=SAID)
    assert ids(archive.followed(tonight, [own, other], "two")) == ids(own)
    assert changed(archive.followed(tonight, [own, other], "two")).lineage == ()


# -- numbers, quotations, findings -----------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ({"12": (12, "person")}, {"12": (15, "person")}, [("person", [12], [15])]),
        ({"12": (12, "person")}, {"12": (12, "person")}, []),
        ({"12": (1234, "person")}, {"12": (1230, "person")}, []),  # a rounding
        ({"12": (40, "person")}, {"12": (43, "person")}, [("person", [40], [43])]),
        ({"12": (12, "person")}, {"12": (12, "ship")}, []),
        ({"12": (12, None)}, {"12": (15, None)}, [(None, [12], [15])]),
        ({"12": (12, "person")}, {}, []),
    ],
)
def test_numbers_that_moved(before, after, moved):
    said = {"post": ("The post", ["At least 12 people are missing."])}
    first = archive.followed(briefing("s", said, [("missing", [("post", 1)])], numbers=before), [], "one")
    second = archive.followed(briefing("s", said, [("missing", [("post", 1)])], numbers=after), [first], "two")
    told = [(n.unit, [q.low for q in n.before], [q.low for q in n.after]) for n in changed(second).numbers_moved]
    assert told == moved


def test_a_number_beside_another_that_stays_moved_only_where_it_stood_alone():
    said = {"post": ("The post", ["At least 12 of the 40 people are missing."]), "echo": ("The echo", ["Fifteen are missing."])}
    numbers: dict[str, tuple[float, str | None]] = {"12": (12, "person"), "40": (40, "person"), "Fifteen": (15, "person")}
    first = archive.followed(briefing("s", {"post": said["post"]}, [("m", [("post", 1)])], numbers=numbers), [], "one")
    second = archive.followed(briefing("s", said, [("m", [("post", 1), ("echo", 1)])], numbers=numbers), [first], "two")
    assert changed(second).numbers_moved == ()
    told = ferry(1)
    night = archive.followed(ferry(2), [archive.followed(told, [], "one")], "two")
    assert [(n.unit, [q.exact for q in n.before], [q.exact for q in n.after]) for n in changed(night).numbers_moved] == [
        ("person", ["12"], ["Fifteen"])
    ]


@pytest.mark.parametrize(
    ("before", "after", "quoted"),
    [
        ("“We saw no lights,” said Holm.", "“We saw few lights,” said Holm.", True),
        ("“We saw no lights,” said Holm.", "“We saw no lights at all,” said Holm.", True),
        ("“We saw no red lights,” said Holm.", "“We saw no lights,” said Holm.", True),
        ("“We saw no lights,” said Holm.", "“We saw no lights,” claimed Holm.", False),
        ("Holm saw no lights.", "“We saw no lights,” said Holm.", False),
        ("“We saw no lights,” said Holm.", "Holm said “We saw no lights.”", False),
    ],
)
def test_a_quotation_that_was_changed(before: str, after: str, quoted: bool):
    first = archive.followed(story([], post=["A ferry ran aground.", before]), [], "one")
    second = archive.followed(story([], post=["A ferry ran aground.", after]), [first], "two")
    (article,) = changed(second).articles_edited
    assert [p.in_quotation for p in article.passages] == [quoted]
    assert (article.sha256_before, article.sha256_after) == (first.articles[0].sha256, second.articles[0].sha256)


def test_quotations_come_first_and_punctuation_is_no_word():
    old = ["A ferry ran aground.", "It was early.", "“We saw no lights,” said Holm."]
    new = ["The ferry ran aground.", "It was early...", "“We saw few lights,” said Holm."]
    first = archive.followed(story([], post=old), [], "one")
    (article,) = changed(archive.followed(story([], post=new), [first], "two")).articles_edited
    assert [p.after.exact for p in article.passages] == [new[2], new[0]]
    (dots,) = changed(archive.followed(story([], post=[old[0], new[1], old[2]]), [first], "two")).articles_edited
    assert dots.passages == (), "edited, but no word of it"


def test_sentences_that_were_added_or_removed():
    first = archive.followed(story([], post=SAID), [], "one")
    (added,) = changed(archive.followed(story([], post=[*SAID[:2], "Two were found.", SAID[2]]), [first], "two")).articles_edited
    assert [(p.kind, p.before.exact, p.after.exact) for p in added.passages] == [("added", "", "Two were found.")]
    (removed,) = changed(archive.followed(story([], post=SAID[::2]), [first], "two")).articles_edited
    assert [(p.kind, p.before.exact, p.after.exact) for p in removed.passages] == [("removed", SAID[1], "")]


def test_a_headline_that_was_changed():
    first = archive.followed(briefing("s", {"post": ("The post", SAID)}, [], post={"title": "Twelve missing"}), [], "one")
    second = archive.followed(briefing("s", {"post": ("The post", SAID)}, [], post={"title": "Fifteen missing"}), [first], "two")
    (article,) = changed(second).articles_edited
    assert (article.title_before, article.title_after, article.passages) == ("Twelve missing", "Fifteen missing", ())


def test_findings_that_came_and_went():
    first = archive.followed(ferry(1), [], "one")
    second = archive.followed(ferry(2), [first], "two")
    assert [f.message for f in second.findings if f.id in changed(second).findings_new] == ["Outlets differ on how many are missing."]
    (gone,) = changed(second).findings_gone
    assert (gone.message, gone.because) == ("Only Coast Post has that people are missing.", "claim-changed")


@pytest.mark.parametrize(
    ("articles", "because"),
    [
        ({"mail": SAID[1:]}, "article-gone"),
        ({"post": ("A tanker ran aground.", *SAID[1:])}, "passage-changed"),
        ({"post": ("Updated at noon.", *SAID)}, None),
    ],
)
def test_why_a_finding_is_told_no_longer(articles: dict[str, Sequence[str]], because: str | None):
    first = story([], post=SAID)
    place = Evidence(article="post", start=0, end=len(SAID[0]), exact=SAID[0], role="passage")
    finding = Finding(id="f", rule="shouting", severity="warning", claims=(), message="m", advice="a", evidence=(place,))
    first = archive.followed(structs.replace(first, findings=(finding,)), [], "one")
    (gone,) = changed(archive.followed(story([], **articles), [first], "two")).findings_gone
    assert gone.because == because


def test_changes_of_two_briefings_are_those_that_the_later_one_has():
    first = archive.followed(ferry(1), [], "one")
    second = archive.followed(ferry(2), [first], "two")
    assert archive.changes(first, second) == second.changes


# -- alignment ------------------------------------------------------------------------


def test_a_span_is_carried_over_where_half_of_its_words_are():
    found = aligned(POST, "Updated. " + POST.replace("12", "15"))
    start = POST.index("The coast")
    assert found.carried(start, len(POST) - 1) == (start + 9, len(POST) + 8)
    assert found.carried(POST.index("12"), POST.index("12") + 2) is None
    assert aligned(POST, "").carried(0, 10) is None
    assert aligned(POST, POST).carried(3, 9) == (3, 9)


@pytest.mark.parametrize("unit", ["a ", "a b ", "a\n", "word{} ", "word{}\n\n"])
def test_hostile_texts_take_bounded_time(unit: str):
    long = "".join(unit.format(n % 977) for n in range(60_000))
    other = "".join(unit.format(n * 7 % 991) for n in range(60_000))
    began = time.process_time()
    list(aligned(f"x {long} y {long[:999]}", f"z {other} v").gaps())
    assert time.process_time() - began < 60, "not a measure of speed: it ends at all"
