"""What must hold of the whole pipeline, with the model that ships, on the example and on the cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random

import msgspec
import pytest

from reporter import pair, pipeline, read
from reporter.config import Config
from reporter.models.claim_pairs import ClaimPairs
from reporter.models.minilm import MiniLM
from reporter.models.remembering import Remembering, RememberingPairs
from reporter.render import Json
from reporter.schema import Article, Briefing, Claim, Finding, Story, digest

ROOT = Path(__file__).resolve().parent.parent.parent
STORIES = [ROOT / "examples" / "ashtiani-shoigu", *sorted(p.parent for p in (ROOT / "tests" / "cases").glob("*/story.toml"))]
STORIES += sorted({p.parent for p in (ROOT / "tests" / "cases").glob("*/*.txt")} - set(STORIES))
AT = "2024-01-01T00:00:00Z"
STRANGER = """Chess club wins at last

After nine lean winters the chess club of Ytterby has won its first match. Grandmaster-to-be Lotta Dahl, who is eleven, opened
with the English and beat the club's oldest member in nineteen moves. "I like bishops best," she said.

The club meets above the bakery on Thursdays. New players are welcome, and cake is served after every game.
"""


@pytest.fixture(scope="module")
def models() -> pipeline.Models:
    """The shipped models; a text is encoded once for all tests."""
    return pipeline.Models(matcher=pair.semantic(lambda: Remembering(MiniLM()), lambda: RememberingPairs(ClaimPairs())))


def brief(story: Story, models: pipeline.Models) -> Briefing:
    return pipeline.brief(story, Config(), models, made_at=AT)


def told(folder: Path) -> Story:
    return read.story([folder], Config().read)


def with_article(story: Story, article: Article, credited_as: str | None = None) -> Story:
    """The story with one article more, whose credits and set-aside passages are those of `credited_as`."""
    credited = tuple(msgspec.structs.replace(c, article=article.id) for c in story.credits if c.article == credited_as)
    aside = tuple(msgspec.structs.replace(s, article=article.id) for s in story.set_aside if s.article == credited_as)
    return msgspec.structs.replace(
        story,
        articles=tuple(sorted((*story.articles, article), key=lambda a: a.id)),
        credits=(*story.credits, *credited),
        set_aside=(*story.set_aside, *aside),
    )


def strongest(claims: Iterable[Claim], articles: Iterable[str]) -> Mapping[tuple[str, int], tuple[int, int]]:
    """For each passage, the most origins (least and most of the range) that any of its claims has."""
    found: dict[tuple[str, int], tuple[int, int]] = {}
    for claim in claims:
        for mention in claim.mentions:
            if mention.article in articles:
                least, most = found.get((mention.article, mention.start), (0, 0))
                agreement = claim.agreement
                found[mention.article, mention.start] = (max(least, agreement.origin_count_min), max(most, agreement.origin_count_max))
    return found


@pytest.mark.parametrize("folder", STORIES, ids=lambda p: p.name)
def test_a_verbatim_copy_raises_no_agreement(folder: Path, models: pipeline.Models) -> None:
    """The copy comes last by id: one that comes first may give a person the spelling of the name that all are compared by."""
    story, name = told(folder), "zz-copy"
    before = strongest(brief(story, models).claims, {a.id for a in story.articles})
    for article in story.articles:
        copy = msgspec.structs.replace(article, id=name, outlet="The Copyist", outlet_named=True)
        after = strongest(brief(with_article(story, copy, article.id), models).claims, {a.id for a in story.articles})
        assert before.keys() == after.keys()
        raised = {p: (before[p], after[p]) for p in before if after[p][0] > before[p][0] or after[p][1] > before[p][1]}
        assert not raised, f"a copy of {article.id} raised {raised}"


def without_totals(found: Finding) -> tuple[object, ...]:
    """A finding as it stands, but for how many outlets there are in all."""
    return found.id, found.rule, found.kind, found.severity, found.claims, found.evidence


@pytest.mark.parametrize("folder", STORIES, ids=lambda p: p.name)
@pytest.mark.parametrize("name", ["0-stranger", "zz-stranger"])
def test_an_article_on_another_event_changes_no_finding_about_the_others(folder: Path, name: str, models: pipeline.Models) -> None:
    story = told(folder)
    article = Article(id=name, outlet="Ytterby Weekly", outlet_named=True, text=STRANGER, sha256=digest(STRANGER), word_count=60)
    before, after = brief(story, models), brief(with_article(story, article), models)
    kept = [without_totals(f) for f in after.findings if all(e.article != name for e in f.evidence)]
    assert sorted(map(str, kept)) == sorted(map(str, map(without_totals, before.findings)))
    counted = {
        c.id: (c.agreement.outlet_count, c.agreement.origin_count_min, c.agreement.origin_count_max, c.status) for c in before.claims
    }
    again = {c.id: (c.agreement.outlet_count, c.agreement.origin_count_min, c.agreement.origin_count_max, c.status) for c in after.claims}
    assert counted.items() <= again.items()


@pytest.mark.parametrize("folder", STORIES, ids=lambda p: p.name)
def test_any_order_of_the_files_gives_the_same_bytes(folder: Path, models: pipeline.Models) -> None:
    paths = [*sorted(folder.glob("*.txt"))]
    made = set()
    for seed in range(3):
        Random(seed).shuffle(paths)
        made.add(Json().render(brief(read.story(paths, Config().read, title="t"), models)))
    assert len(made) == 1
