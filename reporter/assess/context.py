"""What every rule is given, and how a finding is put together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal

from msgspec.structs import replace

from reporter.assess.likeness import stems
from reporter.assess.offices import leaders
from reporter.schema import (
    Article,
    Claim,
    Evidence,
    Finding,
    Mention,
    Name,
    Origin,
    Pair,
    Sentence,
    SharedWording,
    Span,
    Statement,
    Story,
    digest,
)
from reporter.text import fold, outlet_key, words

Severity = Literal["error", "warning", "note"]

_LOOK_BACK = 12  # statements that may begin before a span and reach into it


class Context:
    """The story, what was made of it so far, and look-ups into it. Rules read it and never change it."""

    def __init__(
        self,
        story: Story,
        claims: Sequence[Claim],
        statements: Sequence[Statement],
        sentences: Sequence[Sentence],
        names: Sequence[Name],
        origins: Sequence[Origin],
        shared: Sequence[SharedWording] = (),
        undecided: Sequence[Pair] = (),
    ) -> None:
        apart = frozenset(story.off_topic)  # what is about another event is looked at by the rule that says so, and by no other
        self.whole = story
        self.story = replace(
            story,
            articles=tuple(a for a in story.articles if a.id not in apart),
            credits=tuple(c for c in story.credits if c.article not in apart),
        )
        self.claims = [c for c in claims if any(m.article not in apart for m in c.mentions)]
        self.statements = [s for s in statements if s.article not in apart]
        self.sentences = [s for s in sentences if s.article not in apart]
        self.origins = origins
        self.shared = [w for w in shared if not {w.left, w.right} & apart]
        self._undecided = undecided
        self.articles: Mapping[str, Article] = {a.id: a for a in story.articles}
        self.statement: Mapping[str, Statement] = {s.id: s for s in statements}
        self.sentence: Mapping[str, Sentence] = {s.id: s for s in sentences}
        self.name: Mapping[str, Name] = {n.key: n for n in names}

    def likelihood(self, left: Mention, right: Mention) -> float:
        """Return the match probability of two passages: 0 where nothing speaks for one claim, 1 where one was not compared.

        What stands word for word elsewhere, as in a copy, is as likely as that.
        """
        here, there = (self.statement[mention.statement].frame for mention in (left, right))
        compared = {here, there} <= self._compared
        return self._likelihoods.get(frozenset((here, there)), 0.0 if compared and here != there else 1.0)

    @cached_property
    def _likelihoods(self) -> Mapping[frozenset[str], float]:
        found: dict[frozenset[str], float] = {}
        for pair in self._undecided:
            frames = frozenset(self.statement[s].frame for s in (pair.left, pair.right))
            found[frames] = max(found.get(frames, 0.0), pair.match_probability)
        return found

    @cached_property
    def _compared(self) -> frozenset[str]:
        return frozenset().union(*self._likelihoods)

    @cached_property
    def claims_of(self) -> Mapping[str, Sequence[Claim]]:
        """The claims that each statement carries, by the statement's id."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            for mention in claim.mentions:
                found.setdefault(mention.statement, []).append(claim)
        return found

    @cached_property
    def statement_stems(self) -> Sequence[tuple[Statement, set[str]]]:
        """Each statement with the stems of its meaningful words."""
        return [(s, stems(self.exact(s))) for s in self.statements]

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of all names of persons and places, case and accents levelled."""
        named = [v for n in self.name.values() if n.kind in ("person", "place") for v in n.variants]
        return frozenset(fold(v[a:b]) for v in named for a, b in words(v))

    @cached_property
    def leaders(self) -> frozenset[str]:
        """The keys of the persons to whom an article gives the highest offices of a state, parliament or party."""
        return leaders(self.name.values(), self.articles)

    @cached_property
    def outlets(self) -> Mapping[str, str]:
        """What each article counts as when outlets are counted."""
        return {a.id: outlet_key(a.id, a.outlet, named=a.outlet_named) for a in self.story.articles}

    @cached_property
    def _sentences(self) -> Mapping[str, Sequence[Sentence]]:
        groups: dict[str, list[Sentence]] = {}
        for sentence in sorted(self.sentences, key=lambda s: (s.start, s.end)):
            groups.setdefault(sentence.article, []).append(sentence)
        return groups

    @cached_property
    def _by_article(self) -> Mapping[str, Sequence[Statement]]:
        groups: dict[str, list[Statement]] = {}
        for statement in sorted(self.statements, key=lambda s: (s.start, s.end)):
            groups.setdefault(statement.article, []).append(statement)
        return groups

    def statements_in(self, span: Span) -> Sequence[Statement]:
        """Return the statements that share a character with `span`, in text order."""
        told = self._by_article.get(span.article, ())
        reach = bisect_left(told, span.end, key=lambda s: s.start)
        first = max(0, bisect_left(told, span.start, key=lambda s: s.start) - _LOOK_BACK)
        return [s for s in told[first:reach] if s.end > span.start]

    def sentences_of(self, article: str) -> Sequence[Sentence]:
        """Return the sentences of an article, in text order."""
        return self._sentences.get(article, ())

    def exact(self, span: Span) -> str:
        """Return the text of `span`."""
        return self.articles[span.article].text[span.start : span.end]

    def outlet(self, article: str) -> str:
        """Return the outlet's name as readers see it."""
        return self.articles[article].outlet

    def outlet_list(self, articles: Iterable[str]) -> str:
        """Return the outlets of `articles` as a list in words, each once."""
        return listed(dict.fromkeys(self.outlet(a) for a in articles))

    def speaker(self, key: str | None) -> str | None:
        """Return a speaker's name as readers see it, None in the outlet's own voice."""
        name = self.name.get(key or "")
        return name.display if name else key

    def evidence(self, span: Span, role: str) -> Evidence:
        """Return `span` as evidence."""
        return Evidence(article=span.article, start=span.start, end=span.end, exact=self.exact(span), role=role)

    def is_headline(self, mention: Mention) -> bool:
        """Tell whether a mention stands in a headline: it names no source, whatever the article below it does."""
        sentence = self.sentence[mention.sentence]
        return sentence.paragraph == 1 and self.exact(sentence).rstrip()[-1:] not in '.!?…”"'

    def of(self, mention: Mention) -> Statement:
        """Return the statement that a mention was made from."""
        return self.statement[mention.statement]


def finding(
    rule: str,
    severity: Severity,
    message: str,
    advice: str,
    evidence: Iterable[Evidence],
    *,
    kind: str | None = None,
    claims: Iterable[str] = (),
) -> Finding:
    """Return a finding with its id, which rests on the rule and the passages alone: the same from run to run."""
    passages = tuple(dict.fromkeys(evidence))
    spans = sorted({f"{e.article}:{e.start}-{e.end}" for e in passages})
    return Finding(
        id=digest("finding", rule, kind or "", *spans),
        rule=rule,
        kind=kind,
        severity=severity,
        claims=tuple(dict.fromkeys(claims)),
        message=message,
        advice=advice,
        evidence=passages,
    )


def listed(parts: Iterable[str]) -> str:
    """Return `parts` as a list in words: "A, B and C"."""
    items = list(parts)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def shortened(text: str, limit: int = 120) -> str:
    """Return `text` on one line, cut at a word if it is long."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + " …"
