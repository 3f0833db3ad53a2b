"""Statements put together: clauses, quotations, speakers and values of each article in turn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from reporter.extract.attributions import Attribution
from reporter.extract.certainty import certainty, negated
from reporter.extract.clauses import Clause, clauses, first_subject
from reporter.extract.dates import moments
from reporter.extract.frames import frame
from reporter.extract.grammar import Sentenced
from reporter.extract.name_index import NameIndex
from reporter.extract.numbers import quantities
from reporter.extract.quotations import Quotation, quotations
from reporter.extract.speakers import Cast, Occurrence, Speaker, occurrences
from reporter.extract.tokens import tokens
from reporter.schema import Article, Moment, Name, Quantity, Sentence, Span, Statement, Story, by_article, digest

_EDGES = " \t\r\n\f\v\u00a0,;:—–-―"
_OPENING = frozenset("\"“„«‹‘'")
_CLOSING = frozenset("\"”“»›’'")


_LINKS = frozenset({"and", ","})  # between two statements, part of neither


@dataclass
class _Draft:
    """A statement in the making."""

    sentence: Sentence
    place: int  # of the sentence among the article's
    sentenced: Sentenced
    clause: Clause
    start: int
    content: int  # where what is attributed begins
    end: int
    names: tuple[str, ...]
    quotes: list[int] = field(default_factory=list)  # places of its quotations
    parts: list[Span] = field(default_factory=list)
    speaker: Speaker | None = None
    subject: Speaker | str | None = None
    leading: str | None = None  # whom a pronoun at its start means, where that is sure
    quoted: bool = False
    numbers: tuple[Quantity, ...] = ()
    dates: tuple[Moment, ...] = ()


def statements(story: Story, sentences: Sequence[Sentence], names: Sequence[Name]) -> tuple[Statement, ...]:
    """Return the statements of all sentences that are reporting, in order (article id, start)."""
    index = NameIndex(names, [a.text for a in story.articles])
    known = {name.key: name for name in names}
    grouped = by_article(s for s in sentences if s.aside is None)
    found: list[Statement] = []
    for article in sorted(story.articles, key=lambda a: a.id):
        drafts = _drafts(article, [s for s in grouped.get(article.id, []) if isinstance(s, Sentence)], index, known)
        found += [_statement(article, draft) for draft in drafts]
    return tuple(found)


def _drafts(article: Article, sentences: Sequence[Sentence], index: NameIndex, known: Mapping[str, Name]) -> list[_Draft]:
    quotes = quotations(article.text)
    ends = [q.end for q in quotes]
    cast = Cast()
    drafts: list[_Draft] = []
    for place, sentence in enumerate(sentences):
        sentenced, local = _sentenced(article, sentence, quotes, ends)
        if not any(token.is_word for token in sentenced.tokens):
            continue
        found = occurrences(sentenced.tokens, index.mentions(article.text, sentence.start, sentence.end), known)
        cast.read(sentenced.tokens, found)
        made = []
        for clause in clauses(sentenced):
            draft = _draft(article, sentence, place, sentenced, clause, found)
            if draft is not None:
                _mark_quotations(draft, article.text, quotes, local)
                made.append(draft)
        _give_values(made, article, sentence)
        _give_speakers(made, sentenced, found, cast)
        drafts += made
    _inherit(drafts, quotes)
    return drafts


def _sentenced(article: Article, sentence: Sentence, quotes: Sequence[Quotation], ends: Sequence[int]) -> tuple[Sentenced, range]:
    """Tokens of a sentence, which of them are quoted, and the places of the quotations that touch it."""
    first = last = bisect_right(ends, sentence.start)
    while last < len(quotes) and quotes[last].start < sentence.end:
        last += 1
    listed = tokens(article.text, sentence.start, sentence.end)
    quoted = []
    place = first
    for token in listed:
        while place < last and quotes[place].end <= token.start:
            place += 1
        quoted.append(place < last and quotes[place].start <= token.start)
    return Sentenced(listed, quoted), range(first, last)


def _draft(
    article: Article, sentence: Sentence, place: int, sentenced: Sentenced, clause: Clause, found: Sequence[Occurrence]
) -> _Draft | None:
    first, last = clause.start, clause.end - 1
    while first < last and sentenced.word(first) in _LINKS and first > 0:
        first += 1
    while last > first and sentenced.word(last) in _LINKS:
        last -= 1
    start, end = sentenced.tokens[first].start, sentenced.tokens[last].end
    keys = sorted({o.name.key for o in found if o.start < clause.end and o.end > clause.start})
    draft = _Draft(sentence, place, sentenced, clause, start, sentenced.tokens[clause.content].start, end, tuple(keys))
    _trim(draft, article.text)
    return draft if draft.end > draft.start else None


def _trim(draft: _Draft, text: str) -> None:
    while draft.start < draft.end and text[draft.start] in _EDGES:
        draft.start += 1
    while draft.end > draft.start and text[draft.end - 1] in _EDGES:
        draft.end -= 1


def _mark_quotations(draft: _Draft, text: str, quotes: Sequence[Quotation], local: range) -> None:
    """Take off marks that stand alone at the ends, and note what is quoted."""
    inner = 0
    whole = draft.sentenced.tokens[draft.clause.start].start, draft.sentenced.tokens[draft.clause.end - 1].end
    length = draft.end - max(draft.start, draft.content)
    for quote in (quotes[place] for place in local):
        if draft.start == quote.start and quote.end >= draft.end:
            draft.start = min(quote.inner_start, draft.end)
        if quote.start <= draft.start and quote.end == draft.end:
            draft.end = max(draft.start, quote.inner_end)
        if draft.start < quote.start and quote.inner_start >= draft.end:
            draft.end = min(draft.end, quote.start)
    _trim(draft, text)
    if not any(c.isalnum() for c in text[draft.start : draft.end]):
        draft.start, draft.end = whole
    for place in local:
        start, end = max(draft.start, quotes[place].inner_start), min(draft.end, quotes[place].inner_end)
        if end > start:
            draft.quotes.append(place)
            draft.parts.append(Span(article=draft.sentence.article, start=start, end=end))
            inner += end - start
    draft.quoted = inner > 0 and inner * 2 >= length


def _give_values(made: Sequence[_Draft], article: Article, sentence: Sentence) -> None:
    """Give each statement the numbers and dates that lie in it; they are looked for once a sentence."""
    numbers = quantities(article.id, article.text, sentence.start, sentence.end)
    dates = moments(article.id, article.text, sentence.start, sentence.end, article.published)
    for draft in made:
        draft.numbers = tuple(n for n in numbers if draft.start <= n.start and n.end <= draft.end)
        draft.dates = tuple(d for d in dates if draft.start <= d.start and d.end <= draft.end)


def _give_speakers(made: Sequence[_Draft], sentenced: Sentenced, found: Sequence[Occurrence], cast: Cast) -> None:
    """Resolve the speakers of one sentence, and note who spoke or acted in it."""
    subject = first_subject(sentenced, 0, len(sentenced.tokens))
    before = {a: cast.resolve(sentenced.tokens, *a.speaker, found) for a in _attributions(made, "after") if a.speaker}
    acting = cast.resolve(sentenced.tokens, *subject, found) if subject is not None else None
    if acting is not None and acting.named:
        cast.spoke(acting.who)
    for draft in made:
        one = draft.clause.attribution
        if one is not None and one.speaker is not None:
            draft.speaker = before[one] if one in before else cast.resolve(sentenced.tokens, *one.speaker, found)
            if draft.speaker is not None:
                cast.told(draft.speaker)
            if draft.speaker is not None and draft.speaker.named and one.speaker[0] == draft.clause.content:
                draft.leading = draft.speaker.display
        if draft.clause.subject is not None:
            first, last = draft.clause.subject
            draft.subject = cast.resolve(sentenced.tokens, first, last, found) or " ".join(t.text for t in sentenced.tokens[first:last])
    for speaker in before.values():
        if speaker is not None:
            cast.told(speaker)


def _attributions(made: Sequence[_Draft], kind: str) -> list[Attribution]:
    return [d.clause.attribution for d in made if d.clause.attribution is not None and d.clause.attribution.kind == kind]


def _inherit(drafts: Sequence[_Draft], quotes: Sequence[Quotation]) -> None:
    """Quoted statements without an attribution of their own take the speaker of the rest of their quotation or paragraph."""
    group = _groups(quotes)
    speaking: dict[int, Speaker] = {}
    for draft in drafts:
        if draft.speaker is not None and draft.clause.attribution is not None:
            for place in draft.quotes:
                speaking.setdefault(group[place], draft.speaker)
    waiting = [d for d in drafts if d.speaker is None and d.quoted and d.clause.attribution is None]
    for draft in waiting:
        draft.speaker = next((speaking[group[place]] for place in draft.quotes if group[place] in speaking), None)
    _inherit_from(drafts, waiting, lambda here, there: here.place - there.place <= _NEAR)
    quoting = [d for d in reversed(drafts) if d.quotes]
    _inherit_from(quoting, waiting, lambda here, there: here.sentence.paragraph == there.sentence.paragraph)


def _inherit_from(drafts: Sequence[_Draft], waiting: Sequence[_Draft], near: Callable[[_Draft, _Draft], bool]) -> None:
    """Give the waiting drafts that still lack a speaker that of the draft last seen, where it is near."""
    lacking = {id(draft) for draft in waiting if draft.speaker is None}
    last: _Draft | None = None
    for draft in drafts:
        if id(draft) in lacking and last is not None and near(draft, last):
            draft.speaker = last.speaker
        if draft.speaker is not None:
            last = draft


_NEAR = 2  # sentences


def _groups(quotes: Sequence[Quotation]) -> list[int]:
    """For each quotation, the place of the one that it continues, or its own."""
    groups: list[int] = []
    for place, quote in enumerate(quotes):
        groups.append(groups[-1] if quote.continues and groups else place)
    return groups


def _statement(article: Article, draft: _Draft) -> Statement:
    one = draft.clause.attribution
    span = draft.sentenced.tokens[draft.clause.content : draft.clause.end]
    words = list(span)
    if one is not None and not draft.clause.content <= one.cue_at < draft.clause.end:
        words = [*draft.sentenced.tokens[one.start : one.cue_at + 1], *span]
    return Statement(
        id=digest(article.id, str(draft.start), str(draft.end)),
        article=article.id,
        start=draft.start,
        end=draft.end,
        sentence=draft.sentence.id,
        frame=_frame(article, draft),
        speaker=draft.speaker.who if draft.speaker else None,
        speaker_named=draft.speaker.named if draft.speaker else False,
        cue=one.cue if one is not None and draft.speaker is not None else None,
        quoted=draft.quoted,
        quotations=tuple(draft.parts),
        certainty=certainty(words, one.cue if one is not None else None),
        negated=negated(span),
        names=draft.names,
        numbers=draft.numbers,
        dates=draft.dates,
    )


def _frame(article: Article, draft: _Draft) -> str:
    """The clause with its speaker and subject; a cue verb at its start ("adding that") gives way to the speaker."""
    clause, one, words = draft.clause, draft.clause.attribution, draft.sentenced
    speaker = draft.speaker.display if draft.speaker else None
    subject = draft.subject.display if isinstance(draft.subject, Speaker) else draft.subject
    begin = max(draft.start, draft.content)
    first = clause.content
    if one is not None and clause.content <= one.cue_at < clause.end and not clause.frame:
        after = next((k + 1 for k in range(one.cue_at + 1, min(clause.end - 1, one.cue_at + 4)) if words.word(k) == "that"), 0)
        if one.kind in {"gerund", "chained"} and after and one.cue_at <= clause.content + 2:
            first, subject = after, None
            begin = words.tokens[after].start
        elif one.speaker is not None:
            speaker = None  # told in the clause itself, or given back as its subject
    if clause.frame:
        speaker = None
    head = words.word(first)
    if subject is None and head in {"he", "she"} and not words.quoted[first] and draft.leading is not None:
        subject = draft.leading
        begin = words.tokens[first].end
    return frame(article.text[begin : max(begin, draft.end)], speaker=speaker, subject=subject)
