"""Agreement: who reports a claim, in how many outlets and from how many origins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from reporter.schema import Agreement, Article, Claim, Cluster, Finding, Mention, Name, Omission, Origin, Statement, Status, Story, digest
from reporter.text import collapse, fold, words

_LEADING = re.compile(r"^(?:and|but|or|nor|so|yet|while|however|that|also)[\s,]+", re.IGNORECASE)
_UNCLEAR_SUBJECT = frozenset(
    {"he", "she", "it", "they", "this", "that", "these", "those", "which", "who", "there", "his", "her", "their", "its"}
)
_PRONOUN = re.compile(r"(?:He|She|They)\s+")
_AGAIN = 3  # penalty of a mention that is another claim's text already
_READABLE = (30, 220)  # characters of a claim's text that read well in a table
_LONG_SPEAKER = 6  # words; a longer description of a speaker is told by the passage itself
_CUT = 280  # a longer text is cut at a word


class _Parties(Struct, frozen=True):
    """What articles count as: outlets, sure origins, and origins when unclear groups are taken for one."""

    outlet: Mapping[str, str]
    sure: Mapping[str, str]
    wide: Mapping[str, str]

    def agreement(self, articles: Iterable[str]) -> Agreement:
        """Count `articles` against the whole story."""
        told = sorted(set(articles))
        return Agreement(
            outlet_count=len({self.outlet[a] for a in told}),
            outlet_total=len(set(self.outlet.values())),
            origin_count_min=len({self.wide[a] for a in told}),
            origin_count_max=len({self.sure[a] for a in told}),
            origin_total_min=len(set(self.wide.values())),
            origin_total_max=len(set(self.sure.values())),
        )


def claims(
    story: Story, clusters: Sequence[Cluster], statements: Sequence[Statement], origins: Sequence[Origin], names: Sequence[Name] = ()
) -> tuple[Claim, ...]:
    """Return one claim a cluster, those with most outlets first, then by where they are first reported.

    Agreement is counted in origins; where they cannot be told apart it is a range. `names` gives speakers their
    display names in the claims' texts.
    """
    parties = _parties(story, origins)
    articles = {a.id: a for a in story.articles}
    by_id = {s.id: s for s in statements}
    made = [_claim([by_id[i] for i in c.statements], c, articles, parties) for c in clusters]
    made.sort(key=lambda c: (-c.agreement.outlet_count, -c.agreement.origin_count_min, place(c.mentions[0], articles), c.id))
    return tuple(_named(made, by_id, {n.key: n for n in names}))


def marked(claims: Sequence[Claim], findings: Sequence[Finding]) -> tuple[Claim, ...]:
    """Return the claims, with status "outlets-differ" where a conflict was found on one."""
    differ = {claim for f in findings if f.rule == "conflict" for claim in f.claims}
    return tuple(structs.replace(c, status="outlets-differ") if c.id in differ else c for c in claims)


def omissions(story: Story, claims: Sequence[Claim]) -> tuple[Omission, ...]:
    """Return, for each article, the claims that two or more other outlets report and that were not found in it."""
    outlet = {a.id: outlet_key(a) for a in story.articles}
    missing: dict[str, list[str]] = {a.id: [] for a in story.articles}
    for claim in claims:
        told = {outlet[m.article] for m in claim.mentions}
        for article, without in missing.items():
            if len(told) > 1 and outlet[article] not in told:
                without.append(claim.id)
    return tuple(Omission(article=a, claims=tuple(c)) for a, c in missing.items() if c)


def outlet_key(article: Article) -> str:
    """Return what an article counts as when outlets are counted: one name, one outlet; an unnamed one stands for itself."""
    return f"outlet {fold(collapse(article.outlet))}" if article.outlet_named else f"article {article.id}"


def place(mention: Mention, articles: Mapping[str, Article]) -> tuple[str, str, int]:
    """Return the order of mentions: publication (unknown last), article, place in it."""
    return articles[mention.article].published or "~", mention.article, mention.start


def _parties(story: Story, origins: Sequence[Origin]) -> _Parties:
    sure = {a.id: a.id for a in story.articles}
    for origin in origins:
        if origin.kind in ("shared", "wire"):
            sure.update(dict.fromkeys(origin.articles, min(origin.articles)))
    wide = dict(sure)
    for origin in origins:
        if origin.kind == "unclear":
            merged = {wide[a] for a in origin.articles}
            wide = {a: min(merged) if group in merged else group for a, group in wide.items()}
    return _Parties({a.id: outlet_key(a) for a in story.articles}, sure, wide)


def _claim(told: Sequence[Statement], cluster: Cluster, articles: Mapping[str, Article], parties: _Parties) -> Claim:
    mentions = sorted((_mention(s, articles[s.article]) for s in told), key=lambda m: place(m, articles))
    agreement = parties.agreement(m.article for m in mentions)
    return Claim(
        id=digest("claim", *(f"{m.article}:{m.start}-{m.end}" for m in sorted(mentions, key=lambda m: (m.article, m.start, m.end)))),
        text="",
        status=_status(agreement),
        mentions=tuple(mentions),
        agreement=agreement,
        explanation=cluster.explanation,
    )


def _mention(s: Statement, article: Article) -> Mention:
    return Mention(
        article=s.article,
        start=s.start,
        end=s.end,
        exact=article.text[s.start : s.end],
        speaker=s.speaker,
        quoted=s.quoted,
        certainty=s.certainty,
        sentence=s.sentence,
        statement=s.id,
    )


def _status(agreement: Agreement) -> Status:
    if agreement.outlet_count == 1:
        return "one-outlet"
    if agreement.origin_count_min > 1:
        return "several-origins"
    return "one-origin" if agreement.origin_count_max == 1 else "unclear-origin"


# -- a claim's text -----------------------------------------------------------


def _named(claims: Sequence[Claim], statements: Mapping[str, Statement], names: Mapping[str, Name]) -> Iterator[Claim]:
    """Give each claim the mention that reads best by itself as its text, and another one's to each where there is a choice."""
    used: set[str] = set()
    for claim in claims:
        best = min(enumerate(claim.mentions), key=lambda m: (_unreadable(m[1]) + _AGAIN * (m[1].statement in used), m[0]))[1]
        used.add(best.statement)
        yield structs.replace(claim, text=_text(best, statements[best.statement], names))


def _text(mention: Mention, statement: Statement, names: Mapping[str, Name]) -> str:
    """Return the mention with its speaker: put for the pronoun that it begins with, or before it where it does not name them."""
    text = _clean(mention)
    name = names.get(mention.speaker or "")
    speaker = name.display if name else mention.speaker
    if speaker is None or _named_in(speaker, name, text) or len(speaker.split()) > _LONG_SPEAKER:
        return text
    pronoun = _PRONOUN.match(text)
    if name is not None and pronoun and statement.cue and not mention.quoted:
        return f"{speaker} {text[pronoun.end() :]}"
    return f"{speaker[:1].upper()}{speaker[1:]}: {text}"


def _unreadable(mention: Mention) -> int:
    """Return a penalty for what makes a clause hard to read by itself."""
    text = collapse(mention.exact)
    first = words(text)[:1]
    opening = fold(text[slice(*first[0])]) if first else ""
    penalty = 2 * bool(mention.quoted) + 3 * (opening in _UNCLEAR_SUBJECT)
    penalty += 2 * (_balance(text) != text) + (not text[:1].isupper())
    low, high = _READABLE
    return penalty + (4 if len(text) < low else 0) + (2 if len(text) > high else 0)


def _clean(mention: Mention) -> str:
    """Return the mention on one line, without a dangling conjunction or half a pair of quotation marks."""
    text = collapse(mention.exact).strip(" ,;:–—-")
    text = _LEADING.sub("", text)
    bare = text.strip('“”"„«» ,')
    text = f"“{bare}”" if mention.quoted and not any(c in bare for c in '“”"') else _balance(text)
    if len(text) > _CUT:
        text = text[:_CUT].rsplit(" ", 1)[0] + " …"
    return text[:1].upper() + text[1:]


def _balance(text: str) -> str:
    """Leave out quotation marks that have no partner."""
    if text.count("“") != text.count("”"):
        text = text.replace("“", "").replace("”", "")
    return text.replace('"', "") if text.count('"') % 2 else text


def _named_in(speaker: str, name: Name | None, text: str) -> bool:
    """Tell whether `text` names the speaker, by any spelling or by the last word of one."""
    spellings = (speaker, *(name.variants if name else ()))
    present = {fold(text[a:b]).removesuffix("'s") for a, b in words(text)}
    return any(fold(s).split()[-1:] and fold(s).split()[-1] in present for s in spellings)
