"""What was found, as it is shown: spans of the draft, passages of articles, names of outlets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import asdict, replace

from reporter.check.beside import Beside
from reporter.check.details import Found
from reporter.check.opinion import is_opinion
from reporter.check.passages import Passage as Held
from reporter.check.quotes import Quoted
from reporter.check.verdicts import Judge, Judged
from reporter.check.written import block
from reporter.schema import Claim, Mention, Passage, Span
from reporter.schema.check import Draft, DraftBlock, DraftDifference, DraftMatch, DraftStatement, LeftOut, Rival


class Shown:
    """Turns what was found into what is shown: spans of the draft, passages of articles, names of outlets."""

    def __init__(self, beside: Beside, judge: Judge) -> None:
        self.beside, self.judge = beside, judge
        self.place = beside.written.place

    def draft(self) -> Draft:
        """Return the draft, opinion set apart among its blocks."""
        written = self.beside.written
        opinion = [written.place(s.start, s.end) for s in self.beside.sentences if is_opinion(written.prose, s.start, s.end)]
        blocks: list[DraftBlock] = []
        for part in written.draft.blocks:
            at = part.start
            for span in (s for s in opinion if part.kind == "text" and part.start <= s.start and s.end <= part.end):
                blocks += [block(written.span(at, span.start), "text")] if written.draft.text[at : span.start].strip() else []
                blocks.append(block(span, "opinion"))
                at = span.end
            if at == part.start:
                blocks.append(part)
            elif written.draft.text[at : part.end].strip():
                blocks.append(block(written.span(at, part.end), "text"))
        return replace(written.draft, id=self.beside.id, blocks=tuple(blocks))

    def statement(self, one: Judged) -> DraftStatement:
        """Return a statement with its verdicts."""
        context = self.beside.context
        s = one.statement
        span = self.place(s.start, s.end)
        told = sorted({p.sentence.article for p in one.agreeing} | ({m.article for m in one.claim.mentions} if one.claim else set()))
        return DraftStatement(
            **asdict(span),
            id=s.id,
            sentence=context.sentence[s.sentence].number,
            verdict=one.verdicts[0],
            verdicts=one.verdicts,
            support=one.support,
            agreement=one.claim.agreement if one.claim else self.judge.none,
            outlets=tuple(dict.fromkeys(context.outlet(a) for a in told)),
            speaker=context.speaker(s.speaker),
            quoted=s.quoted,
            certainty=s.certainty,
            stake=one.stake,
            matches=tuple(self._matches(one)),
            differences=(*(self.difference(f) for f in one.found), *(self.wording(q) for q in one.quotes if not q.verbatim)),
        )

    def _matches(self, one: Judged) -> Iterator[DraftMatch]:
        """Yield the best passage of each article, those that agree first."""
        agreeing = {p.sentence.id for p in one.agreeing}
        best = [told[0] for told in one.passages.values()]
        for held in sorted(best, key=lambda p: (p.sentence.id not in agreeing, not p.sure, p.sentence.article)):
            s = held.statement
            yield DraftMatch(
                article=s.article,
                start=s.start,
                end=s.end,
                exact=self.exact(s),
                sentence=s.sentence,
                statement=s.id,
                speaker=self.beside.context.speaker(s.speaker),
                quoted=s.quoted,
                certainty=s.certainty,
                match_probability=1.0 if held.word_for_word else held.probability,
                agrees=held.sure and not self._differs(one, held),
            )

    def _differs(self, one: Judged, held: Held) -> bool:
        return any(o.article == held.sentence.article for f in one.found for o in f.others)

    def difference(self, found: Found) -> DraftDifference:
        """Return a detail that differs, beside what articles have."""
        rivals = []
        for value, others in groupby(sorted(found.others, key=lambda o: (o.value, o.article)), key=lambda o: o.value):
            told = list(others)
            articles = tuple(dict.fromkeys(o.article for o in told))
            rivals.append(Rival(value=value, articles=articles, passages=tuple(self.passage(o.span) for o in told if o.span)))
        spans = (self.place(found.span.start, found.span.end),) if found.span else ()
        return DraftDifference(kind=found.kind, value=found.value, spans=spans, rivals=tuple(rivals), anywhere=found.anywhere)

    def wording(self, quoted: Quoted) -> DraftDifference:
        """Return a quotation beside the nearest wordings."""
        rivals = [Rival(value=self.exact(w.span), articles=(w.span.article,), passages=(self.passage(w.span),)) for w in quoted.nearest]
        if not rivals:
            rivals = [Rival(value=self.exact(s), articles=(s.article,), passages=(self.passage(s),)) for s in quoted.unmarked]
        marks = quoted.nearest[0].marks if quoted.nearest else ()
        spans = tuple(self.place(m.start, m.end) for m in marks or (quoted.span,))
        return DraftDifference(kind="wording", value=self.exact(quoted.span), spans=spans, rivals=tuple(rivals))

    def left_out(self, judged: Sequence[Judged]) -> Iterator[LeftOut]:
        """Yield the claims that all outlets report, two at least, and of which the draft has nothing."""
        told = {p.statement.id for one in judged for p in _reporting(one)}
        for claim in self.beside.told.claims:
            agreement = claim.agreement
            everybody = agreement.outlet_count_min == agreement.outlet_total > 1
            if everybody and not any(m.statement in told or self._held(m, judged) for m in claim.mentions):
                yield LeftOut(claim=claim.id, text=claim.text, agreement=agreement, passages=tuple(self._one_an_outlet(claim)))

    def _held(self, mention: Mention, judged: Sequence[Judged]) -> bool:
        """Tell whether a sentence of the draft that rests on a mention's sentence has most of the mention's words."""
        library = self.judge.library
        wanted = library.content(self.beside.statement[mention.statement])
        resting = (
            one for one in judged if any(p.sure and p.sentence.id == mention.sentence for told in one.passages.values() for p in told)
        )
        return any(len(wanted & library.content(library.sentence(one.statement))) > len(wanted) / 2 for one in resting)

    def _one_an_outlet(self, claim: Claim) -> Iterator[Passage]:
        seen: set[str] = set()
        for mention in claim.mentions:
            outlet = self.beside.context.outlets[mention.article]
            if outlet not in seen:
                seen.add(outlet)
                yield self.passage(mention)

    def passage(self, span: Span) -> Passage:
        """Return a span of an article with its text."""
        return Passage(article=span.article, start=span.start, end=span.end, exact=self.exact(span))

    def exact(self, span: Span) -> str:
        """Return the text of a span of an article or of the draft's prose."""
        return self.beside.story_text[span.article][span.start : span.end]


def _reporting(one: Judged) -> Iterator[Held]:
    """Yield the passages that a statement may be said to have; where some surely report it, those alone."""
    held = [p for told in one.passages.values() for p in told]
    yield from [p for p in held if p.sure] or held
