"""Origins in words: the sentences below the headline and the table of who shares text with whom."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from reporter.render import view, wording
from reporter.render.index import Index
from reporter.render.language import gettext as _
from reporter.render.language import ngettext
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
        return (_("There is only one article, so nothing can be compared."),)
    outside = agencies(index)
    told: set[str] = set()
    said: list[str] = []
    for origin in index.origins:
        if origin.kind == "unclear":
            said += _unclear(index, origin)
        elif origin.kind != "own":
            said += _shared(index, origin, outside, told)
    if not said:
        said.append(_("No outlet credits another, and no two articles share long passages."))
    crediting: dict[str, list[str]] = {}
    for article in (a for a in outside if a not in told):
        crediting.setdefault(wording.listed(outside[article]), []).append(article)
    for names, articles in crediting.items():
        said.append(
            ngettext(
                "%(outlets)s credits %(names)s, whose article is not among these.",
                "%(outlets)s credit %(names)s, whose article is not among these.",
                len(articles),
                outlets=_named(index, articles),
                names=names,
            )
        )
    if len(said) > _GIST_LIMIT:
        said = [*said[: _GIST_LIMIT - 1], _("The rest is under Origins.")]
    return tuple(said + _apart(index))


def _apart(index: Index) -> list[str]:
    if not index.apart:
        return []
    told = ngettext(
        "%(outlets)s seems to be about another event and is not counted.",
        "%(outlets)s seem to be about another event and are not counted.",
        len(index.apart),
        outlets=_named(index, index.ordered(index.apart)),
    )
    return [told]


def _named(index: Index, articles: Sequence[str]) -> str:
    """Return the outlets' names, or how many they are: "A, B and C", "Five outlets"."""
    if len(articles) <= _NAMED:
        return index.names(articles)
    return wording.upper_first(wording.outlets_spelled(len(articles)))


def _crowd(index: Index, origin: Origin, told: set[str]) -> str:
    """Return what holds an origin of many outlets together, in one sentence."""
    crediting: dict[str, dict[str, None]] = {}
    for basis in origin.basis:
        if basis.kind == "credit" and basis.to in index.place:
            crediting.setdefault(basis.from_, {})[basis.to] = None
    outlets = wording.upper_first(wording.outlets_spelled(len(origin.articles)))
    if not crediting:
        among = index.names(index.ordered(origin.articles)[:2])
        return _("%(outlets)s count as one origin: they share wording, %(among)s among them.", outlets=outlets, among=among)
    source = max(crediting, key=lambda s: (len(crediting[s]), s in index.place, -index.place.get(s, 0), s))
    told |= {a for a in crediting[source] if source not in index.place}
    rest = len(set(origin.articles) - set(crediting[source]) - {source})
    said = ngettext(
        "%(outlets)s count as one origin: one credits %(source)s",
        "%(outlets)s count as one origin: %(n)s credit %(source)s",
        len(crediting[source]),
        n=wording.number(len(crediting[source])),
        outlets=outlets,
        source=index.name(source),
    )
    others = ngettext(
        ", and one shares wording or a credit with these",
        ", and %(n)s share wording or a credit with these",
        rest,
        n=wording.number(rest),
    )
    return f"{said}{others if rest else ''}."


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
        told_here = ngettext(
            "%(outlets)s credits %(source)s.",
            "%(outlets)s credit %(source)s.",
            len(outlets),
            outlets=index.names(outlets),
            source=index.name(source),
        )
        said.append(told_here)
        if source not in index.place:
            told |= set(outlets)
    return said + [_sharing(index, link, outside, told) for link in wordings]


def _sharing(index: Index, link: Link, outside: dict[str, list[str]], told: set[str]) -> str:
    names = {
        "outlet": index.name(link.longer),
        "share": wording.percent(link.wording.share) if link.wording else "",
        "shorter": index.name(link.shorter),
    }
    if link.longer in outside and link.longer not in told:
        told.add(link.longer)
        credited = wording.listed(outside[link.longer])
        return _("%(outlet)s shares %(share)s of the words of %(shorter)s and credits %(source)s.", source=credited, **names)
    return _("%(outlet)s shares %(share)s of the words of %(shorter)s.", **names)


def _unclear(index: Index, origin: Origin) -> list[str]:
    if len(origin.articles) > _CROWD:
        outlets = wording.outlets_spelled(len(origin.articles))
        return [_("Whether %(outlets)s that share wording or a credit have one origin cannot be told.", outlets=outlets)]
    bases = [k for k in links(index, origin) if k.right in index.place]
    said = []
    for link in bases:
        both = index.names((link.left, link.right))
        if link.credits:
            credit = link.credits[0]
            names = {"outlet": index.name(credit.to), "source": index.name(credit.from_)}
            said.append(_("%(outlet)s credits %(source)s for part of its report.", **names))
        elif link.wording:
            said.append(
                _(
                    "%(outlets)s share %(share)s of the words of %(shorter)s and do not credit each other.",
                    outlets=both,
                    share=wording.percent(link.wording.share),
                    shorter=index.name(link.shorter),
                )
            )
    outlets = index.names(index.ordered(origin.articles))
    return said or [_("Whether %(outlets)s have one origin cannot be told.", outlets=outlets)]


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
    total = len(index.ordered(origin.articles))
    return view.OriginRow(
        articles=ngettext("%(n)s more pair of these %(total)s", "%(n)s more pairs of these %(total)s", count, total=total),
        shared=_("in the JSON"),
        run="–",
        credit=_("in the JSON"),
        refs=(),
        counted=counted,
        detail=detail,
    )


def _own(index: Index, origin: Origin) -> view.OriginRow:
    return view.OriginRow(
        articles=_lettered(index, index.ordered(origin.articles)),
        shared=_("none found"),
        run="–",
        credit=_("none found"),
        refs=(),
        counted=_("Not counted:") if set(origin.articles) <= index.apart else _("Own origin"),
        detail=_("about another event") if set(origin.articles) <= index.apart else "",
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
        shared = ", ".join(_("%(share)s of %(letter)s", share=wording.percent(share), letter=index.letter(a)) for a, share in parts)
        run = wording.words(basis.longest_run)
    crediting = [(index.letter(b.to), index.name(b.from_)) for b in link.credits if b.to in index.place]
    stated = [_("%(letter)s credits %(source)s", letter=letter, source=source) for letter, source in crediting]
    counted, detail = _counted(origin, outside=outside)
    return view.OriginRow(
        articles=_lettered(index, (link.left,)) if outside else _lettered(index, (link.left, link.right)),
        shared=shared,
        run=run,
        credit=wording.listed(stated) or _("none between them"),
        refs=index.refs(*(e for b in link.credits for e in b.evidence)),
        counted=counted,
        detail=detail,
    )


def _counted(origin: Origin, *, outside: bool) -> tuple[str, str]:
    if outside and origin.kind != "wire":
        return (_("Own origin:") if origin.kind == "own" else _("No effect:")), _("the credited text is not among these")
    if origin.kind == "unclear":
        return _("Unclear:"), _("one or two")
    return _("One origin"), ""


def _lettered(index: Index, articles: Sequence[str]) -> str:
    return wording.listed([f"{index.letter(a)} {index.articles[a].outlet}" for a in articles])


def label(index: Index, article: str) -> str:
    """Return which origin an article counts to, for its column and its text: "origin 1", "own origin", "origin unclear", "not counted"."""
    if article in index.apart:
        return _("not counted")
    numbers = {o.id: n for n, o in enumerate((o for o in index.origins if o.kind in ("shared", "wire")), 1)}
    if article in index.sure:
        return _("origin %(number)s", number=numbers[index.sure[article].id])
    return _("origin unclear") if any(o.kind == "unclear" and article in o.articles for o in index.origins) else _("own origin")
