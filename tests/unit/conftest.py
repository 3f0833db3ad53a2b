"""A story put together by hand, a clause at a time: for testing the late stages without the early ones."""

from __future__ import annotations

from typing import Any

import pytest

from reporter import assess
from reporter.config import Assess
from reporter.schema import (
    Article,
    Claim,
    Cluster,
    Credit,
    Finding,
    Moment,
    Name,
    Origin,
    Pair,
    Quantity,
    Sentence,
    Span,
    Statement,
    Story,
    digest,
)
from reporter.text import quoted


class Draft:
    """Collects one sentence a clause, each with the claim that it carries."""

    def __init__(self, *article_ids: str, unnamed: tuple[str, ...] = (), published: dict[str, str] | None = None) -> None:
        self.texts = dict.fromkeys(article_ids, "")
        self.unnamed = unnamed
        self.published = published or {}
        self.statements: list[Statement] = []
        self.sentences: list[Sentence] = []
        self.claimed: dict[str, list[str]] = {}
        self.names: tuple[Name, ...] = ()
        self.origins: tuple[Origin, ...] = ()
        self.credits: tuple[Credit, ...] = ()
        self.pairs: tuple[Pair, ...] = ()

    def say(self, article: str, clause: str, claim: str, **more: Any) -> Statement:
        """Add a sentence that is one statement; `number` and `date` are given as (exact, low or first, high or last[, unit])."""
        start = len(self.texts[article])
        self.texts[article] += f"{clause}\n"
        end = start + len(clause)
        sentence = digest("sentence", article, str(start))
        self.sentences.append(Sentence(id=sentence, article=article, start=start, end=end, number=len(self.sentences) + 1, paragraph=1))
        number, date = more.pop("number", None), more.pop("date", None)
        marks = tuple(Span(article=article, start=start + a, end=start + b) for a, b in quoted(clause))
        statement = Statement(
            id=digest("statement", article, str(start)),
            article=article,
            start=start,
            end=end,
            sentence=sentence,
            frame=clause,
            quoted=more.pop("quoted", sum(m.end - m.start for m in marks) * 2 >= len(clause)),
            quotations=marks,
            numbers=(self._number(article, start, clause, *number),) if number else (),
            dates=(self._date(article, start, clause, *date),) if date else (),
            **more,
        )
        self.statements.append(statement)
        self.claimed.setdefault(claim, []).append(statement.id)
        return statement

    @staticmethod
    def _number(article: str, start: int, clause: str, exact: str, low: float, high: float, unit: str | None = None) -> Quantity:
        at = start + clause.index(exact)
        return Quantity(article=article, start=at, end=at + len(exact), exact=exact, low=low, high=high, unit=unit)

    @staticmethod
    def _date(article: str, start: int, clause: str, exact: str, first: str, last: str) -> Moment:
        at = start + clause.index(exact)
        return Moment(article=article, start=at, end=at + len(exact), exact=exact, first=first, last=last)

    def person(self, key: str, *variants: str, kind: str = "person") -> None:
        """Add a name."""
        name = Name(key=key, display=variants[0], kind=kind, variants=variants)  # type: ignore[arg-type]
        self.names = (*self.names, name)

    def match(self, left: Statement, right: Statement, probability: float) -> None:
        """Give two statements a match probability."""
        self.pairs = (*self.pairs, Pair(left=left.id, right=right.id, match_probability=probability, weights=()))

    def group(self, kind: str, *articles: str) -> None:
        """Add an origin of several articles."""
        self.origins = (*self.origins, Origin(id=digest(kind, *articles), articles=articles, kind=kind))  # type: ignore[arg-type]

    @property
    def story(self) -> Story:
        """The story as it stands."""
        return Story(
            id="s",
            title="t",
            credits=self.credits,
            articles=tuple(
                Article(
                    id=i,
                    outlet=f"Outlet {i}" if i in self.unnamed else i.upper(),
                    outlet_named=i not in self.unnamed,
                    text=text,
                    sha256="",
                    word_count=len(text.split()),
                    published=self.published.get(i),
                )
                for i, text in sorted(self.texts.items())
            ),
        )

    def _within(self, statements: list[str]) -> tuple[Pair, ...]:
        return tuple(p for p in self.pairs if p.left in statements and p.right in statements)

    def claims(self, *pairs: Pair) -> tuple[Claim, ...]:
        """The claims, counted; `pairs` hold none together."""
        clusters = [Cluster(id=c, statements=tuple(s), explanation=self._within(s)) for c, s in self.claimed.items()]
        return assess.claims(self.story, clusters, self.statements, self.origins, self.names, pairs=pairs)

    def findings(self, *rules: str) -> tuple[Finding, ...]:
        """The findings of `rules`, or of all rules."""
        off = tuple(sorted(set(assess.RULES) - set(rules))) if rules else ()
        config = Assess(rules_off=off)
        return assess.findings(
            self.story, self.claims(), self.statements, self.sentences, self.names, self.origins, config, undecided=self.pairs
        )


@pytest.fixture
def draft() -> type[Draft]:
    """The class: a test makes its own story."""
    return Draft
