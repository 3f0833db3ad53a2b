"""What the articles give for each statement of the draft: who reports it, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from reporter import assess
from reporter.assess import gravity
from reporter.assess.agreement import status
from reporter.check.beside import Beside
from reporter.check.details import Found, Strict
from reporter.check.opinion import is_opinion
from reporter.check.passages import Library, Passage
from reporter.check.quotes import Quoted, Quotes
from reporter.cluster import copied
from reporter.schema import Agreement, Claim, Cluster, Span, Statement, digest
from reporter.schema.check import Support, Verdict

Passages = Mapping[str, Sequence[Passage]]

ORDER: tuple[Verdict, ...] = (
    "detail-differs",
    "worded-differently",
    "not-found",
    "detail-not-found",
    "attribution-dropped",
    "attribution-strengthened",
    "unclear",
    "one-outlet",
    "one-origin",
    "unclear-origin",
    "several-origins",
)  # the gravest first


class Judged(Struct, frozen=True):
    """A statement of the draft with what was found for it."""

    statement: Statement
    passages: Passages
    found: tuple[Found, ...]
    quotes: tuple[Quoted, ...]
    agreeing: tuple[Passage, ...]  # the best of each article that reports it with no other detail; of all where each has another
    contradicted: bool  # each article that would report it has another detail
    support: Support
    verdicts: tuple[Verdict, ...]
    claim: Claim | None  # the articles' passages as a claim of theirs
    stake: str | None


class Judge:
    """Gives each statement its verdicts."""

    def __init__(self, beside: Beside) -> None:
        self.beside = beside
        self.library = Library(beside)
        self.strict = Strict(beside, self.library)

    @cached_property
    def checked(self) -> Sequence[Statement]:
        """The statements of the draft that are checked: opinion is left alone."""
        opinion = {s.id for s in self.beside.sentences if is_opinion(self.beside.written.prose, s.start, s.end)}
        return [s for s in self.beside.statements if s.sentence not in opinion]

    @cached_property
    def quotes(self) -> Sequence[Quoted]:
        """The draft's quotations."""
        return list(Quotes(self.beside).all())

    @cached_property
    def none(self) -> Agreement:
        """What is counted where no article reports a statement."""
        total = self.beside.told.claims[0].agreement if self.beside.told.claims else None
        return Agreement(
            outlet_count_min=0,
            outlet_count=0,
            outlet_total=total.outlet_total if total else 0,
            origin_count_min=0,
            origin_count_max=0,
            origin_total_min=total.origin_total_min if total else 0,
            origin_total_max=total.origin_total_max if total else 0,
        )

    def all(self) -> list[Judged]:
        """Return the verdicts on every statement, in text order."""
        held = [(s, self.library.passages(s)) for s in self.checked]
        found = [tuple(self.strict.differences(s, p)) for s, p in held]
        sure = [_sure(p) for _, p in held]
        agreed = [_agreed(p, f) for p, f in zip(sure, found, strict=True)]
        agreeing = [tuple(p[a] for a in sorted(p)) for p in (own or all_ for own, all_ in zip(agreed, sure, strict=True))]
        claims = self._claims(agreeing)
        return [
            self._judged(s, p, f, a, claims, contradicted=bool(a) and not own)
            for (s, p), f, a, own in zip(held, found, agreeing, agreed, strict=True)
        ]

    def _judged(
        self,
        statement: Statement,
        passages: Passages,
        found: tuple[Found, ...],
        agreeing: tuple[Passage, ...],
        claims: Mapping[str, Claim],
        *,
        contradicted: bool,
    ) -> Judged:
        quotes = tuple(q for q in self.quotes if _meets(q.span, statement))
        claim = claims.get(_key(p.statement.id for p in agreeing))
        support: Support = status(claim.agreement) if claim else "unclear" if passages else "not-found"  # unclear: a weak match at least
        verdicts = {*_told(found), support}
        if any(not q.verbatim for q in quotes):
            verdicts.add("worded-differently" if support != "not-found" or any(q.nearest or q.unmarked for q in quotes) else "not-found")
        if support == "not-found":
            verdicts.discard("detail-not-found")  # where nothing was found, no detail was
        told = (*(v for v in ORDER if v in verdicts and v != support), support)
        return Judged(statement, passages, found, quotes, agreeing, contradicted, support, told, claim, self._stake(statement))

    def _claims(self, agreeing: Iterable[tuple[Passage, ...]]) -> Mapping[str, Claim]:
        """Count outlets and origins of what agrees, as the briefing counts those of a claim; copies of an article have it too."""
        told = self.beside.told
        copies: dict[str, list[str]] = {}
        article = {s.id: s.article for s in told.statements}
        for copy, original in copied(told.statements).items():
            if article[copy] not in told.story.off_topic:  # which is counted nowhere
                copies.setdefault(original, []).append(copy)
        clusters: dict[tuple[str, ...], list[str]] = {}
        for passages in agreeing:
            held = [p.statement.id for p in passages]
            if held:
                members = tuple(sorted({*held, *(c for s in held for c in copies.get(s, ()))}))
                clusters.setdefault(members, []).append(_key(held))
        made = assess.claims(
            told.story,
            [Cluster(id=digest(*members), statements=members) for members in clusters],
            told.statements,
            told.origins,
            told.names,
            told.sentences,
            told.shared,
            self.beside.config.assess,
        )
        by_members = {tuple(sorted(m.statement for m in c.mentions)): c for c in made}
        return {key: by_members[members] for members, keys in clusters.items() for key in keys if members in by_members}

    def _stake(self, statement: Statement) -> str | None:
        mention = self.beside.mention(statement)
        alone = Claim(id="", text="", status="one-outlet", mentions=(mention,), agreement=self.none)
        return gravity.kind(self.beside.context, alone)


def _sure(passages: Passages) -> Mapping[str, Passage]:
    """Return the best passage of each article that is held to report a statement."""
    return {a: next(p for p in told if p.sure) for a, told in passages.items() if any(p.sure for p in told)}


def _agreed(sure: Mapping[str, Passage], found: Sequence[Found]) -> Mapping[str, Passage]:
    """Return those of which no detail is another one."""
    differing = {o.article for f in found for o in f.others if f.kind not in ("attribution", "certainty")}
    return {a: p for a, p in sure.items() if a not in differing}


def _told(found: Sequence[Found]) -> set[Verdict]:
    told: set[Verdict] = set()
    for one in found:
        if one.kind == "attribution":
            told.add("attribution-dropped")
        elif one.kind == "certainty":
            told.add("attribution-strengthened")
        else:
            told.add("detail-differs" if one.others else "detail-not-found")
    return told


def _key(statements: Iterable[str]) -> str:
    return " ".join(sorted(set(statements)))


def _meets(span: Span, statement: Statement) -> bool:
    return span.article == statement.article and span.start < statement.end and statement.start < span.end
