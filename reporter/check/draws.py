"""What every rule of the draft gate is given, and how a finding is put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import asdict

from reporter.assess.context import Context
from reporter.check.shown import Shown
from reporter.check.verdicts import Judge, Judged
from reporter.schema import Evidence, Sentence, Span, digest
from reporter.schema.check import DraftDifference, DraftFinding, LeftOut, Severity
from reporter.text import collapse, fold


class Draws(Struct, frozen=True):
    """What every rule is given."""

    shown: Shown
    judge: Judge
    judged: Sequence[Judged]
    left_out: Sequence[LeftOut]

    @property
    def context(self) -> Context:
        """The draft and the articles."""
        return self.judge.beside.context

    def outlets(self, articles: Iterable[str]) -> str:
        """Return the outlets of articles as a list in words."""
        return self.context.outlet_list(articles)

    def names_outlet(self, one: Judged) -> bool:
        """Tell whether the draft's sentence names an outlet of the passages."""
        told = fold(self.judge.library.exact(self.judge.library.sentence(one.statement)))
        named = (self.context.articles[p.sentence.article] for p in one.agreeing)
        return any(a.outlet_named and fold(a.outlet) in told for a in named)

    def evidence(self, span: Span, role: str) -> Evidence:
        """Return a passage of an article."""
        return self.context.evidence(span, role)

    def passages(self, one: Judged, articles: Iterable[str] | None = None) -> list[Evidence]:
        """Return the best passages for a statement, of some articles or of all."""
        wanted = None if articles is None else set(articles)
        return [self.evidence(told[0].statement, "passage") for a, told in one.passages.items() if wanted is None or a in wanted]

    def finding(
        self,
        rule: str,
        severity: Severity,
        message: str,
        advice: str,
        span: Span | None,
        *,
        evidence: Iterable[Evidence] = (),
        kind: str | None = None,
        statements: Iterable[Judged] = (),
        differences: Iterable[DraftDifference] = (),
    ) -> DraftFinding:
        """Put a finding together; without a span it is about the draft as a whole, and stands at its end."""
        beside = self.judge.beside
        told = [one.statement for one in statements]
        sentence = self._sentence(span)
        exact = collapse(self.context.exact(sentence)) if sentence else ""
        passages = tuple(dict.fromkeys(evidence))
        differing = tuple(differences)
        place = self.shown.place(span.start, span.end) if span else beside.written.span(*[len(beside.written.draft.text)] * 2)
        value = collapse(self.context.exact(span)) if span else ""
        return DraftFinding(
            **asdict(place),
            id=f"f-{digest('draft', rule, kind or '', exact, value, *sorted({f'{e.article} {collapse(e.exact)}' for e in passages}))}",
            rule=rule,
            kind=kind,
            severity=severity,
            sentence=sentence.number if sentence else None,
            sentence_exact=exact,
            statements=tuple(s.id for s in told),
            message=message,
            advice=advice,
            evidence=passages,
            marks=tuple(m for d in differing for m in d.spans),
            differences=differing,
        )

    def _sentence(self, span: Span | None) -> Sentence | None:
        held = self.context.sentences_of(self.judge.beside.id) if span else ()
        return next((s for s in held if span and s.start <= span.start < s.end), None)
