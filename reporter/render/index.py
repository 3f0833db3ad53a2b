"""Look-ups over a briefing: from article to letter, from span to sentence, from claim to number."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from reporter.errors import RenderError
from reporter.render import inert, language, view, wording
from reporter.schema import Article, Briefing, Claim, Finding, Origin, Sentence, Span, Status

GROUP_OF: Mapping[Status, str] = {
    "several-origins": "s",
    "one-origin": "o",
    "unclear-origin": "o",
    "outlets-differ": "x",
    "one-outlet": "1",
}
_SURE = ("shared", "wire")


class Index:
    """A briefing with what its parts are called on the page."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing
        self.articles: dict[str, Article] = {a.id: a for a in briefing.articles}
        self.place: dict[str, int] = {a.id: i for i, a in enumerate(briefing.articles)}
        self.sentence: dict[str, Sentence] = {s.id: s for s in briefing.sentences}
        self.sentences_of: dict[str, list[Sentence]] = {a.id: [] for a in briefing.articles}
        for sentence in sorted(briefing.sentences, key=lambda s: (s.start, s.end)):
            if sentence.article not in self.articles:
                raise RenderError(
                    f"sentence {sentence.id}: its article {sentence.article!r} is not in the briefing; make the briefing again"
                )
            self.sentences_of[sentence.article].append(sentence)
        self._starts = {a: [s.start for s in group] for a, group in self.sentences_of.items()}
        rank = {group: i for i, group in enumerate("sox1")}
        self.claims: tuple[Claim, ...] = tuple(sorted(briefing.claims, key=lambda c: rank[GROUP_OF[c.status]]))
        self.number: dict[str, int] = {c.id: n for n, c in enumerate(self.claims, 1)}
        self._outlets = Counter(a.outlet for a in briefing.articles)

    # -- articles ---------------------------------------------------------------

    def letter(self, article: str) -> str:
        """Return the article's letter. Raises RenderError for one that is not in the briefing."""
        if article not in self.place:
            raise RenderError(f"article {article!r} is named but is not in the briefing; make the briefing again")
        return wording.letters(self.place[article])

    def name(self, article: str) -> str:
        """Return the outlet's name, with its letter where two articles have one name. An agency outside the story is its own name."""
        if article not in self.articles:
            return article
        outlet = self.articles[article].outlet
        return f"{outlet} ({self.letter(article)})" if self._outlets[outlet] > 1 else outlet

    def names(self, articles: Iterable[str]) -> str:
        """Return the outlets' names as a list: "A, B and C"."""
        return wording.listed([self.name(a) for a in articles])

    def ordered(self, articles: Iterable[str]) -> tuple[str, ...]:
        """Return the articles that are in the briefing, in its order, each once."""
        return tuple(sorted({a for a in articles if a in self.place}, key=self.place.__getitem__))

    def language(self, article: str) -> str | None:
        """Return the language of an article where it is known and is not the page's own."""
        code = inert.language(self.articles[article].language) if article in self.articles else None
        return None if code == language.spoken() else code

    @cached_property
    def story_language(self) -> str | None:
        """The language of the articles where they have one and it is not the page's own."""
        held = {self.language(a) for a in self.articles}
        return held.pop() if len(held) == 1 else None

    # -- sentences --------------------------------------------------------------

    def sentences_at(self, span: Span) -> Sequence[Sentence]:
        """Return the sentences that `span` touches, in text order."""
        group, starts = self.sentences_of.get(span.article, []), self._starts.get(span.article, [])
        first = max(0, bisect_right(starts, span.start) - 1)
        return [s for s in group[first : bisect_right(starts, max(span.start, span.end - 1))] if s.end > span.start]

    def ref(self, sentence: Sentence) -> view.Ref:
        """Return the link to a sentence, "A1"."""
        code = f"{self.letter(sentence.article)}{sentence.number}"
        return view.Ref(code=code, outlet=self.name(sentence.article), number=sentence.number)

    def refs(self, *spans: Span) -> tuple[view.Ref, ...]:
        """Return links to the sentences that the spans touch, each once."""
        return tuple(dict.fromkeys(self.ref(s) for span in spans for s in self.sentences_at(span)))

    # -- claims -----------------------------------------------------------------

    def link(self, claim: Claim) -> view.ClaimLink:
        """Return the link to a claim's row."""
        first = claim.mentions[0].article if claim.mentions else ""
        return view.ClaimLink(
            number=self.number[claim.id], anchor=inert.anchor("c", claim.id), text=claim.text, language=self.language(first)
        )

    def links(self, claims: Iterable[str]) -> tuple[view.ClaimLink, ...]:
        """Return links to claims by id, in the order of the page; ids of no claim are left out."""
        wanted = set(claims)
        return tuple(self.link(c) for c in self.claims if c.id in wanted)

    @cached_property
    def claims_of(self) -> Mapping[str, tuple[view.ClaimLink, ...]]:
        """The claims that each sentence backs, by the sentence's id."""
        found: dict[str, dict[view.ClaimLink, None]] = {}
        for claim in self.claims:
            for mention in claim.mentions:
                for sentence in self.sentences_at(mention):
                    found.setdefault(sentence.id, {})[self.link(claim)] = None
        return {sentence: tuple(links) for sentence, links in found.items()}

    @cached_property
    def findings_on(self) -> Mapping[str, Sequence[Finding]]:
        """The findings on each claim."""
        found: dict[str, list[Finding]] = {}
        for finding in self.briefing.findings:
            for claim in dict.fromkeys(finding.claims):
                found.setdefault(claim, []).append(finding)
        return found

    # -- origins ----------------------------------------------------------------

    @cached_property
    def origins(self) -> tuple[Origin, ...]:
        """Origins in the order of the page: shared ones, then unclear ones, then articles of their own."""
        rank = {"wire": 0, "shared": 0, "unclear": 1, "own": 2}
        return tuple(sorted(self.briefing.origins, key=lambda o: (rank[o.kind], [self.place.get(a, 0) for a in o.articles])))

    @cached_property
    def sure(self) -> Mapping[str, Origin]:
        """The shared or wire origin of each article that has one."""
        return {a: o for o in self.origins if o.kind in _SURE for a in o.articles}

    @cached_property
    def apart(self) -> frozenset[str]:
        """The articles that are about another event and counted nowhere."""
        return frozenset(e.article for f in self.briefing.findings if f.rule == "off-topic" for e in f.evidence if e.article in self.place)

    def set_apart(self, claim: Claim) -> bool:
        """Tell whether only articles about another event have the claim: it is counted nowhere."""
        return bool(claim.mentions) and all(m.article in self.apart for m in claim.mentions)

    def unit(self, article: str) -> str:
        """Return what the article counts as when origins are counted apart: its sure origin, or itself."""
        return self.sure[article].id if article in self.sure else article

    @property
    def outlet_count(self) -> int:
        """How many outlets there are, counted as the claims do."""
        for claim in self.briefing.claims:
            return claim.agreement.outlet_total
        return len(self.briefing.articles)

    @cached_property
    def origin_range(self) -> tuple[int, int]:
        """How many origins the articles rest on at least and at most."""
        for claim in self.briefing.claims:
            return claim.agreement.origin_total_min, claim.agreement.origin_total_max
        root = {unit: unit for unit in dict.fromkeys(self.unit(a.id) for a in self.briefing.articles)}
        for origin in self.origins:
            if origin.kind == "unclear":
                joined = {root[self.unit(a)] for a in self.ordered(origin.articles)}
                root = {unit: min(joined) if r in joined else r for unit, r in root.items()}
        return len(set(root.values())), len(root)
