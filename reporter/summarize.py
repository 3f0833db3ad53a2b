"""A cited summary: whole sentences of several-origin claims, word for word.

Sentences are chosen greedily, each for a claim that none before it carries, in
the order in which an extract is made by maximal marginal relevance (Carbonell
and Goldstein, 1998): how much is reported by several origins, less what was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

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
_LEANS = 20  # penalty of what leans on the sentence before it, or has no verb that one can tell: taken only where there is little else
_FEW = 3  # sentences; a summary of fewer takes what leans
_DETAIL = 3  # penalty of each statement in a sentence that several origins do not have
_MARKS = '“”„«»"'
_DIFFERS = 6  # penalty of each on which outlets differ
_VERBS = frozenset(
    "is are was were be been has have had will would can could may might must should shall did does do said says told tells went "
    "came got gave took made saw met won lost sent set put held left kept led began became broke brought built bought fell felt "
    "found fought grew heard hit knew laid let meant paid ran rose sat sold shot spent spoke spread stood stole struck swore "
    "taught thought threw understood wants wrote drew drove cut quit shut read beat bet cost hurt".split()
)
_DETERMINERS = frozenset(
    "a an the this that these those his her its their our no any some every each of in on at for with by against".split()
)
_MAX_OVERLAP = 0.6  # part of the shorter sentence's words that two sentences of the summary may share


class _Option(Struct, frozen=True):
    """A sentence that carries a claim, and how well it stands alone."""

    claim: Claim
    mention: Mention
    sentence: Sentence
    text: str
    penalty: int


def select(story: Story, claims: Sequence[Claim], sentences: Sequence[Sentence], config: Summarize) -> tuple[SummarySentence, ...]:
    """Return at most `max_sentences` sentences; citations are the other mentions' sentences.

    A sentence that an article begins with comes first, then the claim with most outlets.
    """
    articles = {a.id: a for a in story.articles}
    by_id = {s.id: s for s in sentences}
    details = _details(claims)
    several = [c for c in claims if c.status == "several-origins"]
    options = {c.id: sorted(_options(c, articles, by_id, details), key=lambda o: o.penalty) for c in several}
    chosen: list[_Option] = []
    for limit, most in ((_LEANS, config.max_sentences), (_UNFIT, min(_FEW, config.max_sentences))):
        for claim in several:
            if len(chosen) >= most:
                break
            if any(m.sentence == o.sentence.id for o in chosen for m in claim.mentions):
                continue  # the claim is told already, by a sentence chosen for another
            fresh = next((o for o in options[claim.id] if o.penalty < limit and not any(_repeats(o, other) for other in chosen)), None)
            if fresh is not None:
                chosen.append(fresh)
    order = {c.id: n for n, c in enumerate(several)}
    leads = _leads(sentences)
    return tuple(_cited(o) for o in sorted(chosen, key=lambda o: (o.sentence.id not in leads, order[o.claim.id])))


def _leads(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Return the sentence that each article's reporting begins with."""
    first: dict[str, Sentence] = {}
    for sentence in sentences:
        if sentence.aside is None and (sentence.article not in first or sentence.number < first[sentence.article].number):
            first[sentence.article] = sentence
    return frozenset(s.id for s in first.values())


def _options(claim: Claim, articles: Mapping[str, Article], sentences: Mapping[str, Sentence], details: Mapping[str, int]) -> list[_Option]:
    found = []
    for mention in claim.mentions:
        sentence = sentences[mention.sentence]
        text = articles[sentence.article].text[sentence.start : sentence.end]
        halfway = mention.quoted and not any(mark in text for mark in _MARKS)  # a sentence in the middle of a quotation
        penalty = _penalty(text) + details.get(sentence.id, 0) + _UNFIT * halfway
        found.append(_Option(claim, mention, sentence, text, penalty))
    return found


def _details(claims: Sequence[Claim]) -> Mapping[str, int]:
    """Return a penalty for each sentence with statements that no claim of several origins has, or on which outlets differ.

    Such a detail would stand in the summary under the count of another claim.
    """
    carried = {m.statement for c in claims if c.status == "several-origins" for m in c.mentions}
    worst: dict[tuple[str, str], int] = {}
    for claim in claims:
        penalty = _DIFFERS if claim.status == "outlets-differ" else _DETAIL
        for mention in claim.mentions:
            if mention.statement not in carried:
                key = mention.sentence, mention.statement
                worst[key] = max(worst.get(key, 0), penalty)
    penalties: dict[str, int] = {}
    for (sentence, _), penalty in worst.items():
        penalties[sentence] = penalties.get(sentence, 0) + penalty
    return penalties


def _penalty(text: str) -> int:
    """Return how badly a sentence reads by itself; one that is half a quotation does not stand alone."""
    told = words(text)
    forms = [fold(text[a:b]) for a, b in told]
    first = forms[0].split("'")[0] if forms else ""
    low, high = _GOOD_WORDS
    penalty = (
        _LEANS * (first in _LEANING) + _LEANS * (not _has_verb(text[a:b] for a, b in told)) + 2 * (len(told) < low) + 2 * (len(told) > high)
    )
    penalty += 4 * text.lstrip("“\"‘'([ ")[:1].islower()
    halved = text.count("“") != text.count("”") or text.count('"') % 2 == 1
    whole = text.rstrip("”\"’') ").endswith((".", "!", "?", "…", "。", "؟"))
    return penalty + _UNFIT * (halved or not whole or len(told) < _LEAST_WORDS)


def _has_verb(told: Iterable[str]) -> bool:
    """Tell whether a finite verb can be told by its form; a past participle after an article is none, nor is a name (May, Will)."""
    forms = ["", *(fold(word) if n == 0 or word[:1].islower() else "" for n, word in enumerate(told))]
    for before, form in pairwise(forms):
        contracted = form.endswith(("n't", "'re", "'ve", "'ll", "'d", "'m")) or form in ("it's", "he's", "she's", "that's", "there's")
        if form in _VERBS or contracted or (form.endswith("ed") and before not in _DETERMINERS):
            return True
    return False


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
