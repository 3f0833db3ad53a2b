"""The claims as linked data: schema.org `Claim` with its appearances, in JSON-LD (https://schema.org/Claim).

Never `ClaimReview`: that is a person's verdict on a claim, and this program has none.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from reporter.render import claims, extras, inert, wording
from reporter.render.index import Index
from reporter.schema import Article, Briefing, Claim, Mention

Node = dict[str, Any]

# Written as JSON escapes: what hides or reorders text on a screen, and what would end the script element of a page that takes this in.
_ESCAPED = re.compile(
    "[<>&\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\uffff"
    "\U000e0000-\U000e007f]"
)
_KINDS = {"person": "Person", "organisation": "Organization"}


class JsonLd:
    """The claims with their appearances as JSON-LD, to be read by programs that know schema.org."""

    name = "jsonld"
    suffix = ".jsonld"

    def render(self, briefing: Briefing) -> bytes:
        """Return the briefing, its articles and its claims as one graph, indented. Decoded, every text is as it stands."""
        index = Index(briefing)
        nodes = [_briefing(index), *(_article(index, a) for a in briefing.articles), *(_claim(index, c) for c in index.claims)]
        text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, indent=2)
        return _ESCAPED.sub(_escape, text).encode() + b"\n"


def _escape(match: re.Match[str]) -> str:
    return "".join(f"\\u{unit:04x}" for unit in memoryview(match[0].encode("utf-16-le", "surrogatepass")).cast("H"))


def _briefing(index: Index) -> Node:
    briefing = index.briefing
    low, high = index.origin_range
    return _known(
        {
            "@type": "Report",
            "@id": "#briefing",
            "name": briefing.story.title,
            "description": f"{wording.headline(index.outlet_count, low, high)}. {extras.not_reviewed()}. {extras.limits()}",
            "dateCreated": _date(briefing.provenance.made_at),
            "isBasedOn": [{"@id": _article_id(index, a.id)} for a in briefing.articles],
            "hasPart": [{"@id": _claim_id(c)} for c in index.claims],
        }
    )


def _article(index: Index, article: Article) -> Node:
    """Return an article; an outlet that is only called by its file's name is not given as a publisher."""
    return _known(
        {
            "@type": "NewsArticle",
            "@id": _article_id(index, article.id),
            "url": inert.http(article.url),
            "headline": article.title,
            "creditText": article.byline,
            "datePublished": _date(article.published),
            "inLanguage": inert.language(article.language),
            "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet} if article.outlet_named else None,
        }
    )


def _claim(index: Index, claim: Claim) -> Node:
    first = _first(index, claim)
    mentions = sorted((m for m in claim.mentions if m.sure), key=lambda m: (index.place.get(m.article, 0), m.start))
    return _known(
        {
            "@type": "Claim",
            "@id": _claim_id(claim),
            "identifier": claim.id,
            "text": claim.text,
            "description": f"{', '.join(claims.counted(index, claim))}.",
            "firstAppearance": {"@id": _article_id(index, first)} if first is not None else None,
            "appearance": [_appearance(index, m) for m in mentions],
        }
    )


def _appearance(index: Index, mention: Mention) -> Node:
    """Return the passage: a quotation of its speaker where it is one."""
    name = next((n for n in index.briefing.names if n.key == mention.speaker), None)
    kind = _KINDS.get(name.kind) if name is not None else None
    return _known(
        {
            "@type": "Quotation" if mention.quoted else "CreativeWork",
            "text": mention.exact,
            "inLanguage": inert.language(index.articles[mention.article].language) if mention.article in index.articles else None,
            "spokenByCharacter": {"@type": kind, "name": name.display} if mention.quoted and name is not None and kind else None,
            "isPartOf": {"@id": _article_id(index, mention.article)},
        }
    )


def _first(index: Index, claim: Claim) -> str | None:
    """Return the article that every other one of a one-origin claim credits, unless another says that it was published earlier."""
    articles = index.ordered(m.article for m in claim.mentions if m.sure)
    if len(articles) < 2 or claim.agreement.origin_count_max > 1:
        return None
    bases = [*claim.basis, *(b for o in index.origins for b in o.basis)]
    stated = {(b.from_, b.to) for b in bases if b.kind == "credit"}
    first = next((a for a in articles if all((a, other) in stated for other in articles if other != a)), None)
    days = {a: (_date(index.articles[a].published) or "")[:10] for a in articles}
    if first is None or (days[first] and any(day and day < days[first] for day in days.values())):
        return None
    return first


def _article_id(index: Index, article: str) -> str:
    return f"#article-{index.letter(article)}"


def _claim_id(claim: Claim) -> str:
    return f"#{inert.anchor('c', claim.id)}"


def _date(text: str | None) -> str | None:
    """Return `text` where it is an ISO 8601 date or time, else None."""
    try:
        dt.datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return text


def _known(node: Node) -> Node:
    """Return the node without what is not known."""
    return {name: value for name, value in node.items() if value is not None}
