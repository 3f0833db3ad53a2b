"""From how many origins a claim comes, by the passages that carry it.

An outlet may be independent in one paragraph and carry another's words in the next. So articles that share an origin as a whole
(reprints, agency copy, mostly the same words) count as one for every claim; those that share some of their words count as one
where the claim's own passages share them, and where the claim's paragraphs share nothing it cannot be told. A passage that a credit
introduces ("X told CNN", "according to The New York Times") has the credited outlet as its origin, beside all others that credit it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from reporter.schema import Article, Credit, Mention, Origin, OriginBasis, Passage, Sentence, SharedWording, Span, Statement, Story
from reporter.text import fold, same_outlet, words

_WHOLE = frozenset({"dateline", "based-on", "byline"})
_PASSAGE = frozenset({"reports", "according-to", "told"})
_MOSTLY = 0.5  # part of the shorter article that makes two articles one in every passage
_COPIED = 12  # words of prose in a row that two passages have by one origin
_LONGEST = 150  # words of a stretch that are compared
_ALIKE = 9  # by one origin or by chance


class Count(Struct, frozen=True):
    """How many origins there are at least and at most, and what joins them beyond what the articles' origins say."""

    least: int
    most: int
    basis: tuple[OriginBasis, ...]


class Groups:
    """Articles in groups that grow together."""

    def __init__(self, members: Iterable[str]) -> None:
        self._root = {m: m for m in members}

    def find(self, member: str) -> str:
        """Return the member that stands for the group."""
        while self._root[member] != member:
            self._root[member] = self._root[self._root[member]]
            member = self._root[member]
        return member

    def join(self, members: Iterable[str]) -> None:
        """Put `members` into one group."""
        roots = sorted({self.find(m) for m in members})
        for root in roots[1:]:
            self._root[root] = roots[0]

    def number(self, members: Iterable[str]) -> int:
        """Return in how many groups `members` stand."""
        return len({self.find(m) for m in members})


def join_outlets(groups: Groups, outlets: Mapping[str, str]) -> None:
    """Put the articles of one outlet into one group: it is one place that words come from, however often it reports."""
    first: dict[str, str] = {}
    for article, outlet in sorted(outlets.items()):
        groups.join((first.setdefault(outlet, article), article))


class Passages:
    """What is known of the origins of a story's passages."""

    def __init__(
        self,
        story: Story,
        outlets: Mapping[str, str],
        origins: Sequence[Origin],
        shared: Sequence[SharedWording],
        sentences: Sequence[Sentence],
        statements: Sequence[Statement],
    ) -> None:
        self._articles: Mapping[str, Article] = {a.id: a for a in story.articles}
        self._shared = {(w.left, w.right): w for w in shared}
        self._prose = {pair: _by_article(w) for pair, w in self._shared.items()}
        self._sentence = {s.id: s for s in sentences}
        self._credits = _introduced(story, sentences, statements)
        self._whole = Groups(self._articles)
        join_outlets(self._whole, outlets)
        self._loose: dict[tuple[str, str], bool] = {}  # pairs joined by part of their words -> beyond doubt
        self._unclear: set[tuple[str, str]] = set()
        self._sure: list[frozenset[str]] = []
        for origin in origins:
            if origin.kind != "own":
                self._learn(origin, passages=bool(sentences))

    def _learn(self, origin: Origin, *, passages: bool) -> None:
        """Sort what joins the articles of an origin: as a whole, in part, or in a way that cannot be told."""
        sure = origin.kind != "unclear"
        if sure:
            self._sure.append(frozenset(origin.articles))
        if not origin.basis:
            if sure:
                self._whole.join(origin.articles)
            else:
                self._unclear.update(combinations(sorted(origin.articles), 2))
        crediting: dict[str, list[OriginBasis]] = {}
        for basis in origin.basis:
            pair = (min(basis.from_, basis.to), max(basis.from_, basis.to))
            if basis.from_ not in self._articles:
                crediting.setdefault(basis.from_, []).append(basis)
            elif basis.form in _WHOLE or (sure and basis.kind == "wording" and basis.share >= _MOSTLY):
                self._whole.join(pair)
            elif basis.kind == "wording":
                self._loose[pair] = sure
            elif basis.form not in _PASSAGE or not passages:
                self._unclear.add(pair)
        for stated in crediting.values():
            self._whole.join(b.to for b in stated if b.form in _WHOLE)
            told = [b.to for b in stated if b.form in _WHOLE or b.form not in _PASSAGE or not passages]
            self._unclear.update((a, b) for a, b in combinations(sorted(set(told)), 2))

    def count(self, mentions: Sequence[Mention]) -> Count:
        """Count the origins of the claim that `mentions` carry."""
        by_article: dict[str, list[Mention]] = {}
        for mention in mentions:
            by_article.setdefault(mention.article, []).append(mention)
        told = sorted(by_article)
        if len(told) == 1:
            return Count(1, 1, ())
        sure, wide = Groups(told), Groups(told)
        basis: list[OriginBasis] = []
        for left, right in combinations(told, 2):
            joined, reasons = self._pair(left, right, by_article)
            basis += reasons
            if joined is not None:
                wide.join((left, right))
            if joined:
                sure.join((left, right))
        basis += self._by_credit(by_article, sure, wide)
        return Count(wide.number(told), sure.number(told), tuple(basis))

    # -- wording -------------------------------------------------------------------

    def _pair(self, left: str, right: str, by_article: Mapping[str, Sequence[Mention]]) -> tuple[bool | None, list[OriginBasis]]:
        """Tell whether two articles have the claim from one origin: True, False where it cannot be told, None where nothing says so."""
        if self._whole.find(left) == self._whole.find(right):
            return True, []
        reasons = list(self._worded_alike(left, right, by_article))
        if any(r.longest_run >= _COPIED for r in reasons):
            return True, reasons
        loose = self._loose.get((left, right))
        joined: bool | None = False if reasons else None
        if loose is not None and ((left, right) not in self._shared or self._touched(left, right, by_article)):
            joined = loose
        elif loose or (left, right) in self._unclear or any({left, right} <= group for group in self._sure) or self._through(left, right):
            joined = False
        return joined, reasons

    def _through(self, left: str, right: str) -> bool:
        """Tell whether the two are joined in part by way of articles that are the same as one of them."""
        ends = self._whole.find(left), self._whole.find(right)
        pairs = [*self._loose, *self._unclear]
        return any({self._whole.find(a), self._whole.find(b)} == set(ends) and (a, b) != (left, right) for a, b in pairs)

    def _touched(self, left: str, right: str, by_article: Mapping[str, Sequence[Mention]]) -> bool:
        """Tell whether a paragraph that carries the claim has words that the two articles share."""
        prose = self._prose[left, right]
        for article in (left, right):
            for mention in by_article[article]:
                start, end = _paragraph(self._articles[article].text, mention)
                place = bisect_left(prose[article], start, key=lambda s: s.end)
                if place < len(prose[article]) and prose[article][place].start < end:
                    return True
        return False

    def _worded_alike(self, left: str, right: str, by_article: Mapping[str, Sequence[Mention]]) -> Iterator[OriginBasis]:
        """Yield the longest stretch of prose that the claim's passages in both articles have word for word, if it is long."""
        if (left, right) not in self._shared:
            return
        sides = [[self._pieces(m, self._prose[left, right][a]) for m in by_article[a]] for a in (left, right)]
        here, there = ([p for pieces in side for p in pieces] for side in sides)
        best = max(((_common(a, b), a, b) for a in here for b in there), key=lambda c: (c[0], -c[1].start, -c[2].start), default=None)
        if best is not None and best[0] >= _ALIKE:
            passages = tuple(Passage(article=p.article, start=p.start, end=p.end, exact=self._exact(p)) for p in best[1:])
            yield OriginBasis(kind="wording", from_=left, to=right, longest_run=best[0], evidence=passages)

    def _pieces(self, mention: Mention, prose: Sequence[Span]) -> list[_Piece]:
        """Return the shared stretches of prose in the mention's sentence that reach into the mention."""
        around: Span = self._sentence.get(mention.sentence, mention)
        place = bisect_left(prose, around.start, key=lambda s: s.end)
        found = []
        while place < len(prose) and prose[place].start < around.end:
            span = prose[place]
            start, end = max(span.start, around.start), min(span.end, around.end)
            if start < mention.end and mention.start < end:
                text = self._articles[mention.article].text
                told = tuple(fold(text[start + a : start + b]) for a, b in words(text[start:end])[:_LONGEST])
                found.append(_Piece(mention.article, start, end, told))
            place += 1
        return found

    def _exact(self, piece: _Piece) -> str:
        return self._articles[piece.article].text[piece.start : piece.end]

    # -- credits -------------------------------------------------------------------

    def _by_credit(self, by_article: Mapping[str, Sequence[Mention]], sure: Groups, wide: Groups) -> list[OriginBasis]:
        """Join the articles whose passages credit one outlet, and that outlet's own; return the credits that joined some."""
        stated = {a: self._credited(mentions) for a, mentions in by_article.items()}
        basis: list[OriginBasis] = []
        for label in sorted({name for credited in stated.values() for name in credited}):
            crediting = {a: c[label] for a, c in stated.items() if label in c}
            itself = [a for a in by_article if self._is(a, next(iter(crediting.values())).credited) and a not in crediting]
            holders = [*crediting, *itself]
            wide.join(holders)
            sure.join([*itself, *(a for a in crediting if len(stated[a]) == 1)])
            heard = {m.speaker for a, c in crediting.items() if c.form == "told" for m in by_article[a]} - {None}
            if heard:  # who reports the same person's words without saying whom he told?
                wide.join([*holders, *(a for a, c in stated.items() if not c and any(m.speaker in heard for m in by_article[a]))])
            if len(holders) > 1:
                basis += [_basis(c, itself[0] if itself else c.credited) for c in crediting.values()]
        return basis

    def _credited(self, mentions: Iterable[Mention]) -> dict[str, Credit]:
        """Return the outlets that an article's passages credit, by folded name."""
        found: dict[str, Credit] = {}
        for mention in mentions:
            for credit in self._credits.get(mention.sentence, ()):
                if not self._is(mention.article, credit.credited):
                    found.setdefault(fold(credit.credited), credit)
        return found

    def _is(self, article: str, credited: str) -> bool:
        return self._articles[article].outlet_named and same_outlet(self._articles[article].outlet, credited)


class _Piece(Struct, frozen=True):
    """A stretch of prose with its words levelled."""

    article: str
    start: int
    end: int
    words: tuple[str, ...]


def _common(left: _Piece, right: _Piece) -> int:
    """Return the length in words of the longest run in both: two stretches of one sentence each, so the plain table is short enough."""
    best = 0
    before: dict[int, int] = {}
    for word in left.words:
        row = {j: before.get(j - 1, 0) + 1 for j, other in enumerate(right.words) if other == word}
        best = max(best, *row.values()) if row else best
        before = row
    return best


def _by_article(wording: SharedWording) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {wording.left: [], wording.right: []}
    for span in sorted(wording.prose, key=lambda s: (s.article, s.start)):
        found[span.article].append(span)
    return found


def _paragraph(text: str, span: Span) -> tuple[int, int]:
    end = text.find("\n", span.end)
    return text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end


def _basis(credit: Credit, from_: str) -> OriginBasis:
    passage = Passage(article=credit.article, start=credit.start, end=credit.end, exact=credit.exact)
    return OriginBasis(kind="credit", from_=from_, to=credit.article, form=credit.form, evidence=(passage,))


def _introduced(story: Story, sentences: Sequence[Sentence], statements: Sequence[Statement]) -> dict[str, list[Credit]]:
    """Return the credits that introduce each sentence: its own, and for an interview those of the same speaker's words around it."""
    speakers: dict[str, set[str | None]] = {}
    for statement in statements:
        speakers.setdefault(statement.sentence, set()).add(statement.speaker)
    by_article: dict[str, list[Sentence]] = {}
    for sentence in sorted(sentences, key=lambda s: s.start):
        by_article.setdefault(sentence.article, []).append(sentence)
    found: dict[str, list[Credit]] = {}
    for credit in sorted((c for c in story.credits if c.form in _PASSAGE), key=lambda c: (c.article, c.start)):
        line = by_article.get(credit.article, [])
        place = bisect_left(line, credit.start + 1, key=lambda s: s.end)
        if place == len(line) or line[place].start >= credit.end:
            continue
        found.setdefault(line[place].id, []).append(credit)
        told = {s for s in speakers.get(line[place].id, ()) if s is not None}
        if credit.form != "told" or len(told) != 1:
            continue
        for step in (-1, 1):
            at = place + step
            while 0 <= at < len(line) and speakers.get(line[at].id) == told and line[at].paragraph == line[place].paragraph:
                found.setdefault(line[at].id, []).append(credit)
                at += step
    return found
