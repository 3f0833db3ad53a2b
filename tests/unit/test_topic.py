"""Articles about another event are set apart: from groups, pairs, counts, omissions."""

from __future__ import annotations

from msgspec.structs import replace

from reporter import assess
from reporter.schema import Article, Cluster, Pair, Statement, Story

FERRY = "The ferry Nordlys struck rocks off Hesten before dawn; tugs and divers from Hesten are at the ferry."
SHEEP = "Sheep from the moor were sold at the fair in Upper Fell, where a ram won the prize of the shepherds."


def article(id_: str, text: str) -> Article:
    return Article(id=id_, outlet=id_, outlet_named=True, text=text, sha256="", word_count=len(text.split()))


def story(**texts: str) -> Story:
    return Story(id="s", title="t", articles=tuple(article(i, t) for i, t in sorted(texts.items())))


def statement(id_: str) -> Statement:
    return Statement(id=id_, article=id_[0], start=0, end=10, sentence=id_, frame="")


def test_the_largest_group_is_the_story() -> None:
    assert assess.off_topic(story(a=FERRY, b=f"Divers. {FERRY}", x=SHEEP), (), ()) == ("x",)
    assert assess.off_topic(story(a=FERRY, b=SHEEP), (), ()) == ()  # two articles: which of them is the event?
    assert assess.off_topic(story(a=FERRY, b=FERRY, x=SHEEP, y=SHEEP), (), ()) == ()
    assert assess.off_topic(story(a=FERRY, b=FERRY, x=SHEEP, y=SHEEP, c=FERRY), (), ()) == ("x", "y")
    assert assess.off_topic(story(a="", b="", c=""), (), ()) == ()


def test_claims_in_common_hold_an_article_in_its_own_words() -> None:
    told = [statement("a1"), statement("b1"), statement("x1")]
    more = [statement(f"{article}{n}") for article in "abx" for n in (2, 3, 4)]
    for match_probability, apart in ((0.9, ()), (0.3, ("x",))):  # of two statements
        joined = Pair(left="a1", right="x1", match_probability=match_probability, weights=())
        cluster = Cluster(id="c", statements=("a1", "x1"), explanation=(joined,))
        assert assess.off_topic(story(a=FERRY, b=FERRY, x=SHEEP), [cluster], [*told, *more]) == apart


def test_a_copy_says_nothing_of_what_the_story_is_about() -> None:
    texts, told = story(a=FERRY, b=FERRY.replace("tugs", "boats"), x=SHEEP, y=SHEEP), [statement("x1"), statement("y1")]
    assert assess.off_topic(texts, (), told) == ()
    assert assess.off_topic(texts, (), told, copies={"y1": "x1"}) == ("x", "y")


def test_what_several_articles_have_counts_with_each_of_them() -> None:
    told = [statement(f"{article}{n}") for article in "abcx" for n in range(10)]
    clusters, pairs = [], []
    for n, surest in enumerate("abc"):
        four = tuple(f"{article}{n}" for article in "abcx")
        pairs += [Pair(left=f"{a}{n}", right=f"x{n}", match_probability=0.95 if a == surest else 0.9, weights=()) for a in "abc"]
        clusters.append(Cluster(id=str(n), statements=four, explanation=tuple(p for p in pairs[-3:] if p.match_probability == 0.95)))
    whole = story(a=FERRY, b=FERRY, c=FERRY, x=SHEEP)
    assert assess.off_topic(whole, clusters, told, pairs) == ()
    assert assess.off_topic(whole, clusters, told) == ("x",)


def test_what_is_set_apart_is_in_no_pair_count_or_omission() -> None:
    told = [statement(i) for i in ("a1", "b1", "x1")]
    apart = replace(story(a=FERRY, b=FERRY.replace("tugs", "boats"), x=SHEEP), off_topic=("x",))
    pairs = [Pair(left=left, right=right, match_probability=0.9, weights=()) for left, right in (("a1", "b1"), ("a1", "x1"), ("b1", "x1"))]
    assert [(p.left, p.right) for p in assess.about_one_event(apart, told, pairs)] == [("a1", "b1")]
    claims = assess.claims(apart, [Cluster(id="c", statements=("a1", "b1", "x1"))], told, ())
    assert [(sorted(m.article for m in c.mentions), c.agreement.outlet_count, c.agreement.outlet_total) for c in claims] == [
        (["a", "b"], 2, 2),
        (["x"], 1, 2),
    ]
    assert [o.article for o in assess.omissions(apart, claims)] == ["x"]
    assert assess.omissions(apart, claims)[0].claims == ()
    assert [sorted(m.article for m in c.mentions) for c in assess.about(apart, claims)] == [["a", "b"]]
