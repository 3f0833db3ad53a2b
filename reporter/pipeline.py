"""The map: from a story to its briefing, stage by stage. The one file that knows the order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace

from reporter import assess, cluster, extract, pair, segment, summarize, trace
from reporter.config import Config
from reporter.protocols import Matcher
from reporter.schema import (
    Briefing,
    Claim,
    Failure,
    Name,
    Origin,
    Pair,
    Provenance,
    Record,
    Sentence,
    SharedWording,
    Statement,
    Story,
    StoryHeader,
)
from reporter.version import __version__


@dataclass(frozen=True, kw_only=True)
class Models:
    """The models that the stages are handed."""

    matcher: Matcher


class Told(Record, frozen=True, kw_only=True):
    """What the articles of a story tell, claim by claim."""

    story: Story
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    statements: tuple[Statement, ...]
    shared: tuple[SharedWording, ...]
    origins: tuple[Origin, ...]
    undecided: tuple[Pair, ...]  # pairs that speak for one claim, weakly at least
    claims: tuple[Claim, ...]


def brief(story: Story, config: Config, models: Models, *, note: str | None = None, made_at: str) -> Briefing:
    """Return the briefing of `story`. Pure: equal arguments, equal briefing."""
    told = tell(story, config, models)
    story, sentences, names, statements, origins = told.story, told.sentences, told.names, told.statements, told.origins
    counted = assess.unclear(story, told.claims, statements, told.undecided)
    findings = assess.findings(story, counted, statements, sentences, names, origins, config.assess, told.shared, told.undecided)
    claims = assess.marked(counted, findings)
    return Briefing(
        story=_header(story),
        articles=story.articles,
        claims=claims,
        findings=findings,
        origins=origins,
        credits=story.credits,
        summary=summarize.select(story, assess.about(story, claims), sentences, config.summarize, names),
        omissions=assess.omissions(story, claims),
        set_aside=story.set_aside,
        sentences=sentences,
        names=names,
        compared=assess.compared(story, claims, statements, names, findings, config.assess),
        failures=(*story.failures, *_limits(story, statements)),
        note=note,
        provenance=provenance(story, config, models, note, made_at),
    )


def tell(story: Story, config: Config, models: Models) -> Told:
    """Return what the articles tell: from sentences to claims of which outlets and origins are counted."""
    sentences = segment.sentences(story)
    names = extract.names(story, sentences)
    statements = extract.statements(story, sentences, names)
    shared = trace.wordings(story, config.trace)
    origins = trace.origins(story, config.trace, shared)
    copies = cluster.copied(statements)
    distinct = tuple(s for s in statements if s.id not in copies)
    compared = pair.candidates(story, distinct, config.pair)
    pairs = pair.score(story, sentences, distinct, compared, models.matcher, config.pair)
    clusters = cluster.with_copies(cluster.clusters(distinct, pairs, config.cluster, compared), copies)
    story = replace(story, off_topic=assess.off_topic(story, clusters, statements, pairs, copies))
    if story.off_topic:  # what is about another event takes no part in what the others' statements are matched with
        pairs = assess.about_one_event(story, statements, pairs)
        clusters = cluster.with_copies(cluster.clusters(distinct, pairs, config.cluster, compared), copies)
    return Told(
        story=story,
        sentences=sentences,
        names=names,
        statements=statements,
        shared=shared,
        origins=origins,
        undecided=cluster.undecided(distinct, pairs, config.cluster),
        claims=assess.claims(story, clusters, statements, origins, names, sentences, shared, config.assess, pairs),
    )


def provenance(story: Story, config: Config, models: Models, note: str | None, made_at: str) -> Provenance:
    """Return what the briefing was made of, and when."""
    return Provenance(
        reporter_version=__version__,
        settings_sha256=config.sha256(),
        inputs_sha256=_inputs_sha256(story, note),
        models=models.matcher.models,
        made_at=made_at,
    )


def _header(story: Story) -> StoryHeader:
    published = sorted(article.published for article in story.articles if article.published)
    return StoryHeader(
        id=story.id,
        title=story.title,
        from_=published[0] if published else None,
        to=published[-1] if published else None,
    )


def _limits(story: Story, statements: Iterable[Statement]) -> Iterable[Failure]:
    """Yield what the briefing cannot do for this story, for its reader to know."""
    if len(story.articles) == 1:
        yield Failure(what="comparison", reason="there is one article only, so nothing can be compared")
    stating = {statement.article for statement in statements}
    for article in story.articles:
        if article.id not in stating:
            yield Failure(what=article.id, reason="no statement was found in this article, so nothing of it is compared")


def _inputs_sha256(story: Story, note: str | None) -> str:
    """Return the hash of what was handed in: texts and what is known about them, whatever the order."""
    known = [(a.id, a.sha256, a.outlet, a.url, a.title, a.byline, a.published) for a in story.articles]
    return hashlib.sha256(msgspec.json.encode((story.title, note, sorted(known, key=lambda a: a[0])))).hexdigest()
