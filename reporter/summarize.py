"""A cited summary: whole sentences of several-origin claims, word for word.

Sentences are chosen greedily, each for a claim that none before it carries, in
the order in which an extract is made by maximal marginal relevance (Carbonell
and Goldstein, 1998): how much is reported by several origins, less what was said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from reporter.config import Summarize
from reporter.schema import Article, Claim, Mention, Sentence, Story, SummarySentence
from reporter.text import fold, words

_LEANING = frozenset(
    "he she it they this that these those his her their its him them such also but and or so yet however meanwhile moreover "
    "furthermore here there then according".split()
)
_GOOD_WORDS = (8, 45)  # words of a sentence that reads well in a summary
_LEAST_WORDS = 5  # a shorter sentence says too little by itself
_UNFIT = 100  # penalty of what cannot stand in a summary
_MAX_OVERLAP = 0.6  # part of the shorter sentence's words that two sentences of the summary may share


class _Option(Struct, frozen=True):
    """A sentence that carries a claim, and how well it stands alone."""

    claim: Claim
    mention: Mention
    sentence: Sentence
    text: str
    penalty: int


def select(story: Story, claims: Sequence[Claim], sentences: Sequence[Sentence], config: Summarize) -> tuple[SummarySentence, ...]:
    """Return at most `max_sentences` sentences, the claim with most outlets first; citations are the other mentions' sentences."""
    articles = {a.id: a for a in story.articles}
    by_id = {s.id: s for s in sentences}
    alone = _alone(claims)
    chosen: list[_Option] = []
    for claim in (c for c in claims if c.status == "several-origins"):
        if len(chosen) >= config.max_sentences:
            break
        if any(m.sentence == o.sentence.id for o in chosen for m in claim.mentions):
            continue  # the claim is told already, by a sentence chosen for another
        options = sorted(_options(claim, articles, by_id, alone), key=lambda o: o.penalty)
        fresh = next((o for o in options if o.penalty < _UNFIT and not any(_repeats(o, other) for other in chosen)), None)
        if fresh is not None:
            chosen.append(fresh)
    return tuple(_cited(o) for o in chosen)


def _options(claim: Claim, articles: Mapping[str, Article], sentences: Mapping[str, Sentence], alone: Mapping[str, int]) -> list[_Option]:
    found = []
    for mention in claim.mentions:
        sentence = sentences[mention.sentence]
        text = articles[sentence.article].text[sentence.start : sentence.end]
        penalty = _penalty(text) + 3 * alone.get(sentence.id, 0)
        found.append(_Option(claim, mention, sentence, text, penalty))
    return found


def _alone(claims: Sequence[Claim]) -> Mapping[str, int]:
    """Return how many claims that only one outlet has stand in each sentence."""
    counts: dict[str, int] = {}
    for claim in claims:
        for mention in claim.mentions if claim.status == "one-outlet" else ():
            counts[mention.sentence] = counts.get(mention.sentence, 0) + 1
    return counts


def _penalty(text: str) -> int:
    """Return how badly a sentence reads by itself; one that is half a quotation does not stand alone."""
    told = words(text)
    first = fold(text[slice(*told[0])]) if told else ""
    low, high = _GOOD_WORDS
    penalty = 4 * (first in _LEANING) + 2 * (len(told) < low) + 2 * (len(told) > high)
    penalty += 4 * text.lstrip("“\"‘'([ ")[:1].islower()
    halved = text.count("“") != text.count("”") or text.count('"') % 2 == 1
    whole = text.rstrip("”\"’') ").endswith((".", "!", "?", "…", "。", "؟"))
    return penalty + _UNFIT * (halved or not whole or len(told) < _LEAST_WORDS)


def _repeats(option: _Option, other: _Option) -> bool:
    """Tell whether two sentences say much the same."""
    left, right = (_content(o.text) for o in (option, other))
    return len(left & right) > _MAX_OVERLAP * max(1, min(len(left), len(right)))


def _content(text: str) -> frozenset[str]:
    return frozenset(w for w in (fold(text[a:b]) for a, b in words(text)) if len(w) > 3)


def _cited(option: _Option) -> SummarySentence:
    sentence = option.sentence
    return SummarySentence(
        article=sentence.article,
        start=sentence.start,
        end=sentence.end,
        exact=option.text,
        claim=option.claim.id,
        citations=tuple(dict.fromkeys(m.sentence for m in option.claim.mentions if m.sentence != sentence.id)),
    )
