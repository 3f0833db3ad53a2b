"""Origins: which articles rest on one place that the words came from.

Two things are read: credits that an article states, and wording that two
articles share. Shared words do not tell who wrote first, and words inside
quotation marks may have been heard by both, so shared wording makes one origin
only where the outlets' own prose is shared too; short of that it is "unclear".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, groupby

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from reporter.config import Trace
from reporter.schema import Article, Credit, Origin, OriginBasis, Passage, Story, digest
from reporter.text import fold, quoted, words

_WHOLE = frozenset({"dateline", "based-on", "contributed", "byline"})  # credits that speak of the article as a whole
_PARTLY = frozenset({"reports", "according-to"})  # credits that may be about one sentence; "told" is a speaker's choice of ear
_JOINTS = frozenset({"of", "the", "and", "for", "in", "on", "at", "to", "a", "de", "du", "al", "el", "la", "le", "von", "van", "bin"})
_LEAST_WORDS = 20  # fewer shared words than this show nothing, however short the text
_MOSTLY = 0.6  # a text with more capitalised words than this is set in capitals or title case: case tells nothing


_Ids = NDArray[np.int64]


class _Text(Struct, frozen=True):
    """An article's words in a form for comparing."""

    article: Article
    spans: tuple[tuple[int, int], ...]
    ids: tuple[int, ...]  # one a word; a negative id stands at a gap and matches nothing
    quoted: tuple[bool, ...]
    fixed: tuple[bool, ...]  # may be part of a name
    grams: Mapping[int, tuple[int, ...]]  # run of words -> where it starts
    count: int  # words, gaps left out


class _Edge(Struct, frozen=True, kw_only=True):
    """What joins two articles."""

    left: str
    right: str
    sure: bool
    wire: bool
    basis: OriginBasis


def origins(story: Story, config: Trace) -> tuple[Origin, ...]:
    """Return the story's origins: every article stands in at least one.

    "shared" and "wire" groups surely have one origin, "own" is an article in no
    other group, and the members of an "unclear" group may have one or several.
    """
    edges = [*_wording_edges(story, config), *_credit_edges(story)]
    edges = _settle(edges)
    ids = [a.id for a in story.articles]
    sure = _components(ids, [e for e in edges if e.sure])
    wide = _components(ids, edges)
    found = [_sure_origin(group, edges, story, wide) for group in sure]
    for group in wide:
        parts = [s for s in sure if s[0] in group]
        if len(parts) > 1:
            inside = [e for e in edges if not e.sure and e.left in group]
            single = [p[0] for p in parts if len(p) == 1]
            found.append(_origin(group, "unclear", _bases(inside, _outside_credits(single, story))))
    return tuple(sorted((o for o in found if o is not None), key=lambda o: (o.kind == "unclear", o.articles)))


# -- shared wording -----------------------------------------------------------


def _wording_edges(story: Story, config: Trace) -> list[_Edge]:
    if len(story.articles) < 2:
        return []
    vocabulary: dict[str, int] = {}
    texts = [_prepare(a, story, vocabulary, config.run_words) for a in sorted(story.articles, key=lambda a: a.id)]
    edges = []
    for left, right in combinations(texts, 2):
        edge = _compare(left, right, config)
        if edge is not None:
            edges.append(edge)
    return edges


def _prepare(article: Article, story: Story, vocabulary: dict[str, int], size: int) -> _Text:
    """Number the words of `article` that are reporting, and index their runs of `size`."""
    aside = sorted((s.start, s.end) for s in story.set_aside if s.article == article.id)
    inside = quoted(article.text)
    spans: list[tuple[int, int]] = []
    ids: list[int] = []
    flags: list[bool] = []
    seen: dict[str, int] = {}  # folding is slow, and words recur
    at = mark = 0
    for start, end in words(article.text):
        gap = False
        while at < len(aside) and aside[at][1] <= start:
            at, gap = at + 1, True
        if at < len(aside) and aside[at][0] < end:
            continue
        if gap and ids:
            spans.append((start, start))
            ids.append(-1 - len(ids))
            flags.append(False)
        while mark < len(inside) and inside[mark][1] <= start:
            mark += 1
        spans.append((start, end))
        word = article.text[start:end]
        if word not in seen:
            seen[word] = vocabulary.setdefault(fold(word), len(vocabulary))
        ids.append(seen[word])
        flags.append(mark < len(inside) and inside[mark][0] <= start)
    fixed = _fixed(article.text, spans)
    grams: dict[int, list[int]] = {}
    for i, gram in _runs(ids, size):
        grams.setdefault(gram, []).append(i)
    count = sum(1 for i in ids if i >= 0)
    return _Text(article, tuple(spans), tuple(ids), tuple(flags), tuple(fixed), {g: tuple(p) for g, p in grams.items()}, count)


def _fixed(text: str, spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Tell of each word whether it could be part of a name: a run of such words alone is no shared wording."""
    capital = [start < end and (text[start].isupper() or text[start].isdigit()) for start, end in spans]
    if sum(capital) > _MOSTLY * max(1, len(capital)):
        return [False] * len(capital)
    return [up or text[start:end].casefold() in _JOINTS for up, (start, end) in zip(capital, spans, strict=True)]


def _runs(ids: Sequence[int], size: int) -> Iterable[tuple[int, int]]:
    """Yield the start and the number of each run of `size` words without a gap."""
    mask = (1 << (32 * size)) - 1
    run = key = 0
    for i, word in enumerate(ids):
        if word < 0:
            run = key = 0
            continue
        key = ((key << 32) | word) & mask
        run += 1
        if run >= size:
            yield i - size + 1, key


def _compare(left: _Text, right: _Text, config: Trace) -> _Edge | None:
    same = left.ids == right.ids and left.count > 0
    common = left.grams.keys() & right.grams.keys()
    if not common and not same:
        return None
    here, there = (_covered(t, common, config.run_words, whole=same) for t in (left, right))
    shares = sum(here) / left.count, sum(there) / right.count
    short, covered = (left, here) if (left.count, left.article.id) <= (right.count, right.article.id) else (right, there)
    share = sum(covered) / short.count
    prose = _prose_share(short, covered, share)
    enough = same or sum(covered) >= _LEAST_WORDS
    sure = same or (enough and share >= config.shared_share and prose >= config.shared_prose)
    if not sure and not (enough and share >= config.unclear_share and prose >= config.unclear_prose):
        return None
    at, other, length = _longest(_cut(left.ids, here), _cut(right.ids, there))
    basis = OriginBasis(
        kind="wording",
        from_=left.article.id,
        to=right.article.id,
        share=round(share, 4),
        from_share=round(shares[0], 4),
        to_share=round(shares[1], 4),
        prose_share=round(prose, 4),
        longest_run=length,
        evidence=(_stretch(left, at, length), _stretch(right, other, length)),
    )
    return _Edge(left=left.article.id, right=right.article.id, sure=sure, wire=False, basis=basis)


def _covered(text: _Text, common: Iterable[int], size: int, *, whole: bool) -> list[bool]:
    """Tell of each word whether it stands in a run that both texts have and that is more than a name."""
    if whole:
        return [i >= 0 for i in text.ids]
    flags = [False] * len(text.ids)
    for gram in common:
        for i in text.grams[gram]:
            flags[i : i + size] = [True] * size
    start = 0
    for inside, run in groupby(flags):
        end = start + sum(1 for _ in run)
        if inside and all(text.fixed[start:end]):
            flags[start:end] = [False] * (end - start)
        start = end
    return flags


def _prose_share(text: _Text, covered: Sequence[bool], share: float) -> float:
    """Return the shared part of the words outside quotation marks; a text that is all quotation has none of its own."""
    prose = [c for c, q, i in zip(covered, text.quoted, text.ids, strict=True) if not q and i >= 0]
    return sum(prose) / len(prose) if prose else share


def _cut(ids: Sequence[int], covered: Sequence[bool]) -> list[int]:
    """Return `ids` with a gap in place of every word that is not shared."""
    return [word if here else -1 - i for i, (word, here) in enumerate(zip(ids, covered, strict=True))]


def _longest(left: Sequence[int], right: Sequence[int]) -> tuple[int, int, int]:
    """Return the longest run in both as (start in left, start in right, words), in O(n log² n).

    Runs of 1, 2, 4, ... words get numbers, equal runs equal numbers (the naming of Karp, Miller and Rosenberg, 1972);
    the length is then found bit by bit.
    """
    cut = len(left)
    best, width = _shared(np.array([*left, *right], dtype=np.int64), cut), 1
    steps: list[tuple[int, _Ids]] = []
    while (best >= 0).any():
        steps.append((width, best))
        best = _shared(_join(best, best, width, cut), cut)
        width *= 2
    if not steps:
        return 0, 0, 0
    width, best = steps.pop()
    for step, tail in reversed(steps):
        longer = _shared(_join(best, tail, width, cut), cut)
        if (longer >= 0).any():
            best, width = longer, width + step
    start = int(np.argmax(best[:cut] >= 0))
    return start, int(np.argmax(best[cut:] == best[start])), width


def _join(heads: _Ids, tails: _Ids, width: int, cut: int) -> _Ids:
    """Name the runs that a head and the tail `width` words on make; -1 where there is none in the same text."""
    made = np.full_like(heads, -1)
    for start, end in ((0, cut), (cut, len(heads))):
        if end - start > width:
            head, tail = heads[start : end - width], tails[start + width : end]
            made[start : end - width] = np.where((head >= 0) & (tail >= 0), head * (len(heads) + 1) + tail, -1)
    return made


def _shared(names: _Ids, cut: int) -> _Ids:
    """Number the names that stand on both sides of `cut` from 0; the others become -1."""
    known, number = np.unique(names, return_inverse=True)
    both = np.zeros((2, len(known)), dtype=bool)
    both[0, number[:cut]] = True
    both[1, number[cut:]] = True
    kept = both.all(axis=0) & (known >= 0)
    order = np.where(kept, np.cumsum(kept) - 1, -1)
    return order[number].astype(np.int64)


def _stretch(text: _Text, at: int, length: int) -> Passage:
    start, end = text.spans[at][0], text.spans[at + length - 1][1] if length else text.spans[at][0]
    return Passage(article=text.article.id, start=start, end=end, exact=text.article.text[start:end])


# -- stated credits -----------------------------------------------------------


def _credit_edges(story: Story) -> list[_Edge]:
    """Join articles to the outlet of the story that they credit, and those that credit one agency outside it."""
    outside: dict[str, dict[str, Credit]] = {}
    edges = []
    for credit in sorted(story.credits, key=lambda c: (c.article, c.start, c.end)):
        if credit.form not in _WHOLE | _PARTLY or _own(credit, story):
            continue
        whole = credit.form in _WHOLE
        inside = [a.id for a in story.articles if a.outlet_named and same_outlet(a.outlet, credit.credited)]
        edges += [_edge(credit, article, article, sure=whole, wire=False) for article in inside]
        if not inside:
            by_article = outside.setdefault(fold(credit.credited), {})
            if credit.article not in by_article or (whole and by_article[credit.article].form not in _WHOLE):
                by_article[credit.article] = credit
    for by_article in outside.values():
        for left, right in combinations(sorted(by_article), 2):
            credit = by_article[right]
            sure = by_article[left].form in _WHOLE and credit.form in _WHOLE
            edges.append(_edge(credit, left, credit.credited, sure=sure, wire=sure))
    return edges


def _own(credit: Credit, story: Story) -> bool:
    return any(a.id == credit.article and same_outlet(a.outlet, credit.credited) for a in story.articles)


def same_outlet(outlet: str, credited: str) -> bool:
    """Tell whether two names of outlets are one: equal, or one's words stand in a row in the other ("TASS", "TASS news agency")."""
    left, right = (" " + " ".join(fold(name[a:b]) for a, b in words(name)) + " " for name in (outlet, credited))
    return bool(left.strip() and right.strip()) and (left in right or right in left)


def _edge(credit: Credit, other: str, from_: str, *, sure: bool, wire: bool) -> _Edge:
    left, right = sorted((other, credit.article))
    return _Edge(left=left, right=right, sure=sure, wire=wire, basis=_credit_basis(credit, from_))


def _credit_basis(credit: Credit, from_: str) -> OriginBasis:
    passage = Passage(article=credit.article, start=credit.start, end=credit.end, exact=credit.exact)
    return OriginBasis(kind="credit", from_=from_, to=credit.article, form=credit.form, evidence=(passage,))


def _settle(edges: Sequence[_Edge]) -> list[_Edge]:
    """A partial credit and shared wording that is unclear by itself are, together, one origin."""
    kinds: dict[tuple[str, str], set[str]] = {}
    for e in edges:
        if not e.wire and e.basis.from_ in (e.left, e.right):
            kinds.setdefault((e.left, e.right), set()).add(e.basis.kind)
    both = {pair for pair, found in kinds.items() if found == {"credit", "wording"}}
    return [_Edge(left=e.left, right=e.right, sure=True, wire=e.wire, basis=e.basis) if (e.left, e.right) in both else e for e in edges]


# -- groups -------------------------------------------------------------------


def _components(ids: Sequence[str], edges: Sequence[_Edge]) -> list[tuple[str, ...]]:
    """Return the groups of `ids` that `edges` connect, each sorted, in order."""
    root = {i: i for i in ids}

    def find(i: str) -> str:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for e in edges:
        low, high = sorted((find(e.left), find(e.right)))
        root[high] = low
    groups: dict[str, list[str]] = {}
    for i in sorted(ids):
        groups.setdefault(find(i), []).append(i)
    return sorted(tuple(g) for g in groups.values())


def _sure_origin(group: tuple[str, ...], edges: Sequence[_Edge], story: Story, wide: Sequence[tuple[str, ...]]) -> Origin | None:
    """Return the group as an origin; None for a single article that an unclear group already holds."""
    inside = [e for e in edges if e.sure and e.left in group]
    stated = _outside_credits(group, story)
    if len(group) > 1:
        kind = "wire" if _of_one_agency(group, inside) else "shared"
        return _origin(group, kind, _bases(inside, stated))
    if any(group[0] in w and len(w) > 1 for w in wide):
        return None
    return _origin(group, "own", stated)


def _of_one_agency(group: Iterable[str], edges: Sequence[_Edge]) -> bool:
    """Tell whether one agency outside the story is credited by the whole group, whatever wording its articles share besides."""
    by_agency: dict[str, set[str]] = {}
    for edge in edges:
        if edge.wire:
            by_agency.setdefault(edge.basis.from_, set()).update((edge.left, edge.right))
    return any(set(group) == carrying for carrying in by_agency.values())


def _outside_credits(group: Iterable[str], story: Story) -> tuple[OriginBasis, ...]:
    """Return, for each article of the group, the first credit to each agency that is not in the story."""
    found: dict[tuple[str, str], OriginBasis] = {}
    for credit in sorted(story.credits, key=lambda c: (c.article, c.start, c.end)):
        if credit.article in group and not any(same_outlet(a.outlet, credit.credited) for a in story.articles):
            found.setdefault((credit.article, fold(credit.credited)), _credit_basis(credit, credit.credited))
    return tuple(found.values())


def _bases(edges: Sequence[_Edge], more: Sequence[OriginBasis] = ()) -> tuple[OriginBasis, ...]:
    """Return the edges' bases, each once, credits first."""
    kept: dict[tuple[str, str, str], OriginBasis] = {}
    for basis in [*(e.basis for e in edges), *more]:
        kept.setdefault((basis.kind, basis.from_, basis.to), basis)
    return tuple(sorted(kept.values(), key=lambda b: (b.kind, b.from_, b.to)))


def _origin(group: tuple[str, ...], kind: str, basis: tuple[OriginBasis, ...]) -> Origin:
    return Origin(id=digest("origin", kind, *group), articles=group, kind=kind, basis=basis)  # type: ignore[arg-type]
