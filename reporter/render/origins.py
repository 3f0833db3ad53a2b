"""Origins in words: the sentences below the headline and the table of who shares text with whom."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from reporter.render import view, wording
from reporter.render.index import Index
from reporter.schema import Origin, OriginBasis

_GIST_LIMIT = 5  # sentences below the headline
_NAMED = 4  # outlets: more are counted and not named
_CROWD = 3  # outlets: what holds more together is told in one sentence
_ROWS = 12  # pairs of one origin in the table; of more, those that hold it together


class Link(Struct, frozen=True, kw_only=True):
    """All that connects two articles, or an article and an agency outside the story, within one origin."""

    left: str
    right: str
    wording: OriginBasis | None
    credits: tuple[OriginBasis, ...]

    @property
    def shorter(self) -> str:
        """The article of which the greater part is shared."""
        basis = self.wording
        if basis is None:
            return self.left
        return basis.from_ if basis.from_share >= basis.to_share else basis.to

    @property
    def longer(self) -> str:
        """The other one."""
        return self.right if self.shorter == self.left else self.left

    @property
    def strength(self) -> tuple[bool, float]:
        """A stated credit goes before shared wording."""
        return bool(self.credits), self.wording.share if self.wording else 0.0


def links(index: Index, origin: Origin) -> tuple[Link, ...]:
    """Return what connects the articles of `origin`, a pair once, in the order of the page; agencies last."""
    held: dict[tuple[str, str], list[OriginBasis]] = {}
    for basis in origin.basis:
        ends = sorted((basis.from_, basis.to), key=lambda a: (a not in index.place, index.place.get(a, 0), a))
        held.setdefault((ends[0], ends[1]), []).append(basis)
    found = [
        Link(
            left=left,
            right=right,
            wording=next((b for b in bases if b.kind == "wording"), None),
            credits=tuple(b for b in bases if b.kind == "credit"),
        )
        for (left, right), bases in held.items()
    ]
    return tuple(sorted(found, key=lambda k: [(a not in index.place, index.place.get(a, 0), a) for a in (k.left, k.right)]))


def strongest(index: Index, origin: Origin) -> tuple[Link, ...]:
    """Return the strongest links that connect the members of `origin`: a tree, agencies credited by several members in it."""
    members = list(origin.articles)
    inside = [k for k in links(index, origin) if k.right in index.place]
    agencies = [a for a in agencies_of(index, origin) if len(credited_by(origin, a)) > 1]
    found = inside or [k for k in links(index, origin) if k.right in agencies]
    group = {a: a for a in [*members, *agencies]}
    kept = []
    for link in sorted(found, key=lambda k: (not k.strength[0], -k.strength[1])):
        left, right = group.get(link.left, link.left), group.get(link.right, link.right)
        if left != right:
            group = {a: left if g == right else g for a, g in group.items()}
            kept.append(link)
    return tuple(kept)


def agencies_of(index: Index, origin: Origin) -> tuple[str, ...]:
    """Return the agencies outside the story that members of `origin` credit."""
    return tuple(dict.fromkeys(b.from_ for b in origin.basis if b.kind == "credit" and b.from_ not in index.place))


def credited_by(origin: Origin, agency: str) -> tuple[str, ...]:
    """Return the articles that credit `agency`."""
    return tuple(dict.fromkeys(b.to for b in origin.basis if b.kind == "credit" and b.from_ == agency))


def agencies(index: Index) -> dict[str, list[str]]:
    """Return for each article the agencies outside the story that it credits."""
    found: dict[str, list[str]] = {}
    for origin in index.origins:
        for agency in agencies_of(index, origin):
            for article in credited_by(origin, agency):
                if agency not in found.setdefault(article, []):
                    found[article].append(agency)
    return found


# -- the sentences below the headline -----------------------------------------------


def gist(index: Index) -> tuple[str, ...]:
    """Return how the outlets hang together, in sentences."""
    if len(index.articles) < 2:
        return ("There is only one article, so nothing can be compared.",)
    outside = agencies(index)
    told: set[str] = set()
    said: list[str] = []
    for origin in index.origins:
        if origin.kind == "unclear":
            said += _unclear(index, origin)
        elif origin.kind != "own":
            said += _shared(index, origin, outside, told)
    if not said:
        said.append("No outlet credits another, and no two articles share long passages.")
    crediting: dict[str, list[str]] = {}
    for article in (a for a in outside if a not in told):
        crediting.setdefault(wording.listed(outside[article]), []).append(article)
    for names, articles in crediting.items():
        verb = "credits" if len(articles) == 1 else "credit"
        said.append(f"{_named(index, articles)} {verb} {names}, whose article is not among these.")
    if len(said) > _GIST_LIMIT:
        said = [*said[: _GIST_LIMIT - 1], "The rest is under Origins."]
    return tuple(said + _apart(index))


def _apart(index: Index) -> list[str]:
    if not index.apart:
        return []
    seems = "seems to be about another event and is" if len(index.apart) == 1 else "seem to be about another event and are"
    return [f"{_named(index, index.ordered(index.apart))} {seems} not counted."]


def _named(index: Index, articles: Sequence[str]) -> str:
    """Return the outlets' names, or how many they are: "A, B and C", "Five outlets"."""
    if len(articles) <= _NAMED:
        return index.names(articles)
    return wording.spelled(len(articles), "outlet").capitalize()


def _crowd(index: Index, origin: Origin, told: set[str]) -> str:
    """Return what holds an origin of many outlets together, in one sentence."""
    crediting: dict[str, dict[str, None]] = {}
    for basis in origin.basis:
        if basis.kind == "credit" and basis.to in index.place:
            crediting.setdefault(basis.from_, {})[basis.to] = None
    start = f"{wording.spelled(len(origin.articles), 'outlet').capitalize()} count as one origin"
    if not crediting:
        return f"{start}: they share wording, {index.names(index.ordered(origin.articles)[:2])} among them."
    source = max(crediting, key=lambda s: (len(crediting[s]), s in index.place, -index.place.get(s, 0), s))
    told |= {a for a in crediting[source] if source not in index.place}
    rest = len(set(origin.articles) - set(crediting[source]) - {source})
    most = wording.number(len(crediting[source]))
    others = f", and {wording.number(rest)} share wording or a credit with these" if rest else ""
    return f"{start}: {most} {'credits' if most == 'one' else 'credit'} {index.name(source)}{others}."


def _shared(index: Index, origin: Origin, outside: dict[str, list[str]], told: set[str]) -> list[str]:
    if len(origin.articles) > _CROWD:
        return [_crowd(index, origin, told)]
    said: list[str] = []
    crediting: dict[str, list[str]] = {}
    wordings: list[Link] = []
    for link in strongest(index, origin):
        if link.credits:
            crediting.setdefault(link.credits[0].from_, []).append(link.credits[0].to)
        elif link.wording:
            wordings.append(link)
    for source, articles in crediting.items():
        outlets = index.ordered(articles)
        said.append(f"{index.names(outlets)} {'credits' if len(outlets) == 1 else 'credit'} {index.name(source)}.")
        if source not in index.place:
            told |= set(outlets)
    return said + [_sharing(index, link, outside, told) for link in wordings]


def _sharing(index: Index, link: Link, outside: dict[str, list[str]], told: set[str]) -> str:
    share = wording.percent(link.wording.share) if link.wording else ""
    sentence = f"{index.name(link.longer)} shares {share} of the words of {index.name(link.shorter)}"
    if link.longer in outside and link.longer not in told:
        told.add(link.longer)
        return f"{sentence} and credits {wording.listed(outside[link.longer])}."
    return f"{sentence}."


def _unclear(index: Index, origin: Origin) -> list[str]:
    if len(origin.articles) > _CROWD:
        return [f"Whether {wording.spelled(len(origin.articles), 'outlet')} that share wording or a credit have one origin cannot be told."]
    bases = [k for k in links(index, origin) if k.right in index.place]
    said = []
    for link in bases:
        both = index.names((link.left, link.right))
        if link.credits:
            credit = link.credits[0]
            said.append(f"{index.name(credit.to)} credits {index.name(credit.from_)} for part of its report.")
        elif link.wording:
            share = f"{wording.percent(link.wording.share)} of the words of {index.name(link.shorter)}"
            said.append(f"{both} share {share} and do not credit each other.")
    return said or [f"Whether {index.names(index.ordered(origin.articles))} have one origin cannot be told."]


# -- the table ------------------------------------------------------------------------


def rows(index: Index) -> tuple[view.OriginRow, ...]:
    """Return a row for each pair that is connected, each agency outside the story, and each article on its own.

    Of an origin with many pairs there are those that hold it together, and a row that says how many more there are.
    """
    found = []
    for origin in index.origins:
        if origin.kind == "own" and not origin.basis:
            found.append(_own(index, origin))
        pairs = links(index, origin)
        kept = pairs if len(pairs) <= _ROWS else strongest(index, origin)
        found += [_row(index, origin, link) for link in kept]
        if len(kept) < len(pairs):
            found.append(_rest(index, origin, len(pairs) - len(kept)))
    return tuple(found)


def _rest(index: Index, origin: Origin, count: int) -> view.OriginRow:
    counted, detail = _counted(origin, outside=False)
    return view.OriginRow(
        articles=f"{wording.counted(count, 'more pair')} of these {len(index.ordered(origin.articles))}",
        shared="in the JSON",
        run="–",
        credit="in the JSON",
        refs=(),
        counted=counted,
        detail=detail,
    )


def _own(index: Index, origin: Origin) -> view.OriginRow:
    return view.OriginRow(
        articles=_lettered(index, index.ordered(origin.articles)),
        shared="none found",
        run="–",
        credit="none found",
        refs=(),
        counted="Not counted:" if set(origin.articles) <= index.apart else "Own origin",
        detail="about another event" if set(origin.articles) <= index.apart else "",
    )


def _row(index: Index, origin: Origin, link: Link) -> view.OriginRow:
    basis = link.wording
    outside = link.right not in index.place
    shared = run = "–"
    if basis is not None:
        parts = [(basis.from_, basis.from_share), (basis.to, basis.to_share)]
        if not basis.from_share and not basis.to_share:
            parts = [(link.shorter, basis.share)]
        parts.sort(key=lambda p: index.place.get(p[0], 0))
        shared = ", ".join(f"{wording.percent(share)} of {index.letter(a)}" for a, share in parts)
        run = wording.counted(basis.longest_run, "word")
    stated = [f"{index.letter(b.to)} credits {index.name(b.from_)}" for b in link.credits if b.to in index.place]
    counted, detail = _counted(origin, outside=outside)
    return view.OriginRow(
        articles=_lettered(index, (link.left,)) if outside else _lettered(index, (link.left, link.right)),
        shared=shared,
        run=run,
        credit=wording.listed(stated) or "none between them",
        refs=index.refs(*(e for b in link.credits for e in b.evidence)),
        counted=counted,
        detail=detail,
    )


def _counted(origin: Origin, *, outside: bool) -> tuple[str, str]:
    if outside and origin.kind != "wire":
        return ("Own origin:" if origin.kind == "own" else "No effect:"), "the credited text is not among these"
    if origin.kind == "unclear":
        return "Unclear:", "one or two"
    return "One origin", ""


def _lettered(index: Index, articles: Sequence[str]) -> str:
    return wording.listed([f"{index.letter(a)} {index.articles[a].outlet}" for a in articles])


def label(index: Index, article: str) -> str:
    """Return which origin an article counts to, for its column and its text: "origin 1", "own origin", "origin unclear", "not counted"."""
    if article in index.apart:
        return "not counted"
    numbers = {o.id: n for n, o in enumerate((o for o in index.origins if o.kind in ("shared", "wire")), 1)}
    if article in index.sure:
        return f"origin {numbers[index.sure[article].id]}"
    return "origin unclear" if any(o.kind == "unclear" and article in o.articles for o in index.origins) else "own origin"
