"""A draft beside the articles: one more article, seen from the other side. It is cut and compared as they are, and counts nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from reporter import extract, pair, pipeline, read, segment, trace
from reporter.assess.context import Context
from reporter.assess.mentions import mention_of
from reporter.check.written import Written
from reporter.config import Config
from reporter.protocols import Matcher
from reporter.schema import Mention, Name, Pair, RawArticle, Sentence, SharedWording, Statement, Story

OUTLET = "the draft"  # what it is called where outlets are named


class Beside:
    """What was made of a draft and of each article together."""

    def __init__(self, written: Written, told: pipeline.Told, matcher: Matcher, config: Config) -> None:
        self.written, self.told, self.config = written, told, config
        taken = {a.id for a in told.story.articles}
        self.id = next(id_ for id_ in ("draft", *(f"draft-{n}" for n in range(2, len(taken) + 3))) if id_ not in taken)
        self.alone = _story(written, self.id)
        self.story = replace(
            told.story,
            articles=tuple(sorted((*told.story.articles, *self.alone.articles), key=lambda a: a.id)),
            credits=(*told.story.credits, *self.alone.credits),
            set_aside=(*told.story.set_aside, *self.alone.set_aside),
        )
        self.sentences = segment.sentences(self.alone)
        self.names = _names(self.story, (*told.sentences, *self.sentences), told.names)
        self.statements = extract.statements(self.story, self.sentences, self.names)
        self.pairs = self._pairs(matcher)

    def _pairs(self, matcher: Matcher) -> tuple[Pair, ...]:
        """Return the pairs of the draft's statements with those of each article."""
        if not self.statements:
            return ()
        others = sorted({s.article for s in self.told.statements} - set(self.told.story.off_topic))
        compared = [(min(a, self.id), max(a, self.id)) for a in others]
        both = (*self.told.statements, *self.statements)
        return pair.score(self.story, (*self.told.sentences, *self.sentences), both, compared, matcher, self.config.pair)

    @cached_property
    def articles(self) -> Sequence[str]:
        """The ids of the articles that the draft is checked against."""
        return [a.id for a in self.told.story.articles if a.id not in self.told.story.off_topic]

    @cached_property
    def context(self) -> Context:
        """The draft and the articles as rules see them, without claims."""
        return Context(self.story, (), (*self.told.statements, *self.statements), (*self.told.sentences, *self.sentences), self.names, ())

    @cached_property
    def with_one(self) -> Mapping[str, Context]:
        """The draft and each one article as rules see a story of two."""
        return {article: self._of_two(article) for article in self.articles}

    def _of_two(self, article: str) -> Context:
        two = (article, self.id)
        statements = [s for s in (*self.told.statements, *self.statements) if s.article in two]
        sentences = [s for s in (*self.told.sentences, *self.sentences) if s.article in two]
        story = replace(self.story, articles=tuple(a for a in self.story.articles if a.id in two), off_topic=())
        return Context(story, (), statements, sentences, self.names, ())

    @cached_property
    def statement(self) -> Mapping[str, Statement]:
        """All statements, by id."""
        return {s.id: s for s in (*self.told.statements, *self.statements)}

    @cached_property
    def shared(self) -> Mapping[str, SharedWording]:
        """What the draft has word for word in common with each article."""
        found = {}
        for article in self.told.story.articles:
            two = replace(self.story, articles=tuple(a for a in self.story.articles if a.id in (article.id, self.id)))
            for wording in trace.wordings(two, self.config.trace):
                found[article.id] = wording
        return found

    @cached_property
    def story_text(self) -> Mapping[str, str]:
        """The text of each article, and the draft's prose."""
        return {a.id: a.text for a in self.story.articles}

    def mention(self, statement: Statement) -> Mention:
        """Return a statement as the mention of a claim."""
        return mention_of(statement, self.story_text[statement.article])


def _story(written: Written, id_: str) -> Story:
    draft = written.draft
    raw = RawArticle(
        id=id_, text=written.prose, outlet=OUTLET, title=draft.title, published=draft.published, path=draft.path, language=draft.language
    )
    return read.assemble([raw])


def _names(story: Story, sentences: Sequence[Sentence], known: Sequence[Name]) -> tuple[Name, ...]:
    """Return the names of the articles and the draft; one that the articles have keeps its key."""
    variants = {n.key: set(n.variants) for n in known}
    kinds = {n.key: n.kind for n in known}
    of: dict[str, list[str]] = {}
    for key, held in variants.items():
        for variant in held:
            of.setdefault(variant, []).append(key)
    found: dict[str, Name] = {}
    for name in extract.names(story, sentences):
        key = name.key
        if key not in variants:
            same = sorted({k for v in name.variants for k in of.get(v, ()) if kinds[k] == name.kind})
            full = [k for k in same if k not in found]
            key = max(full, key=lambda k: (len(variants[k] & set(name.variants)), k), default=key)
        earlier = found.get(key)
        merged = {*name.variants, *(earlier.variants if earlier else ()), *variants.get(key, ())}
        found[key] = Name(key=key, display=name.display, kind=name.kind, variants=tuple(sorted(merged)))
    for name in known:
        found.setdefault(name.key, name)
    return tuple(found[k] for k in sorted(found))
