"""A cited summary: whole sentences of several-origin claims, word for word.

Sentences are chosen greedily, each for a claim that none before it carries, in
the order in which an extract is made by maximal marginal relevance (Carbonell
and Goldstein, 1998): how much is reported by several origins, less what was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, structs

from reporter.config import Summarize
from reporter.schema import Article, Claim, Mention, Name, Sentence, Span, Story, SummarySentence
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
_DETAIL = 6  # penalty of each statement in a sentence that several origins do not have
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
_CALENDAR = frozenset("jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun".split())  # dates are told in many ways
_LEVELLED = ((".", ""), ("ce", "se"), ("z", "s"), ("ou", "o"), ("tre", "ter"), ("ll", "l"))  # "U.S.", "defence", "organise", "labour"
_OPENING = ("", *_MARKS, *".!?:([‘'-–—")
_NO_NAMES = frozenset(
    "i mr mrs ms dr prof sen senator rep representative congressman congresswoman gov governor gen general lt col capt sgt president "
    "minister secretary chairman chairwoman us usa un eu uk".split()
)  # titles and short forms, which each outlet gives in its house style
_SPELLED_OUT = 12  # the highest number that outlets also write as a word
_MAX_OVERLAP = 0.6  # part of the shorter sentence's words that two sentences of the summary may share


class _Option(Struct, frozen=True):
    """A sentence that carries a claim, and how well it stands alone."""

    claim: Claim
    counted: Claim  # the one of its claims that fewest outlets have: the sentence as a whole has no more
    mention: Mention
    sentence: Sentence
    text: str
    penalty: int


def select(
    story: Story, claims: Sequence[Claim], sentences: Sequence[Sentence], config: Summarize, names: Sequence[Name] = ()
) -> tuple[SummarySentence, ...]:
    """Return at most `max_sentences` sentences; citations are the other mentions' sentences.

    A sentence that an article begins with comes first, then the claim with most outlets. What no other outlet has is marked in
    each, names by all the spellings in `names`.
    """
    articles = {a.id: a for a in story.articles}
    by_id = {s.id: s for s in sentences}
    details = _details(claims)
    several = [_surely(c) for c in claims if c.status == "several-origins"]
    least = _least(several)
    options = {c.id: sorted(_options(c, least, articles, by_id, details), key=lambda o: o.penalty) for c in several}
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
    told = sorted(chosen, key=lambda o: (o.sentence.id not in leads, order[o.claim.id]))
    forms = {a.id: frozenset(_forms(a.text)) for a in story.articles} if told else {}
    return tuple(_cited(o, _alone(o, claims, _elsewhere(o.sentence.article, story, forms, names))) for o in told)


def _surely(claim: Claim) -> Claim:
    """Return a claim with the mentions that count as corroboration: no other one is told or cited under its count."""
    return structs.replace(claim, mentions=tuple(m for m in claim.mentions if m.sure))


def _leads(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Return the sentence that each article's reporting begins with."""
    first: dict[str, Sentence] = {}
    for sentence in sentences:
        if sentence.aside is None and (sentence.article not in first or sentence.number < first[sentence.article].number):
            first[sentence.article] = sentence
    return frozenset(s.id for s in first.values())


def _least(several: Sequence[Claim]) -> Mapping[str, Claim]:
    """Return for each sentence the claim that fewest have, where each of its statements counts by the claim that most have.

    So a sentence is never told under the count of one of its clauses.
    """
    best: dict[tuple[str, str], Claim] = {}
    for claim in several:
        for m in claim.mentions:
            other = best.setdefault((m.sentence, m.statement), claim)
            best[m.sentence, m.statement] = max(other, claim, key=_support)
    least: dict[str, Claim] = {}
    for (sentence, _), claim in best.items():
        least[sentence] = min(least.setdefault(sentence, claim), claim, key=_support)
    return least


def _support(claim: Claim) -> tuple[int, int]:
    return claim.agreement.outlet_count_min, claim.agreement.origin_count_min


def _options(
    claim: Claim,
    least: Mapping[str, Claim],
    articles: Mapping[str, Article],
    sentences: Mapping[str, Sentence],
    details: Mapping[str, int],
) -> list[_Option]:
    found = []
    for mention in claim.mentions:
        sentence = sentences[mention.sentence]
        text = articles[sentence.article].text[sentence.start : sentence.end]
        halfway = mention.quoted and not any(mark in text for mark in _MARKS)  # a sentence in the middle of a quotation
        penalty = _penalty(text) + details.get(sentence.id, 0) + _UNFIT * halfway
        found.append(_Option(claim, least[sentence.id], mention, sentence, text, penalty))
    return found


def _details(claims: Sequence[Claim]) -> Mapping[str, int]:
    """Return a penalty for each sentence with statements that no claim of several origins has, or on which outlets differ.

    Such a detail would stand in the summary under the count of another claim.
    """
    carried = {m.statement for c in claims if c.status == "several-origins" for m in c.mentions if m.sure}
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


def _alone(option: _Option, claims: Sequence[Claim], elsewhere: frozenset[str]) -> tuple[Span, ...]:
    """Return the clauses, names and numbers of a sentence that are not `elsewhere`, in text order, none within another."""
    sentence = option.sentence
    carried = {m.statement for c in claims if c.agreement.outlet_count > 1 for m in c.mentions}
    only = [m for c in claims for m in c.mentions if m.sentence == sentence.id and m.statement not in carried]
    spans = [_trimmed(option.text, m.start - sentence.start, m.end - sentence.start, sentence.start) for m in only]
    spans += [(sentence.start + a, sentence.start + b) for a, b in _unheard(option.text, elsewhere)]
    kept: list[tuple[int, int]] = []
    for a, b in sorted(spans, key=lambda s: (s[0], -s[1])):
        if a < b and (not kept or a >= kept[-1][1]):
            kept.append((a, b))
    return tuple(Span(article=sentence.article, start=a, end=b) for a, b in kept)


def _trimmed(text: str, start: int, end: int, offset: int) -> tuple[int, int]:
    """Return where a clause stands from its first to its last word, moved by `offset`."""
    told = [span for span in words(text) if span[0] >= start and span[1] <= end]
    return (told[0][0] + offset, told[-1][1] + offset) if told else (offset, offset)


def _elsewhere(article: str, story: Story, forms: Mapping[str, frozenset[str]], names: Sequence[Name]) -> frozenset[str]:
    """Return the words of other outlets' articles, and all spellings of the names of which one stands there."""
    outlet = {a.id: a.outlet if a.outlet_named else a.id for a in story.articles}
    other = frozenset[str]().union(*(forms[a.id] for a in story.articles if outlet[a.id] != outlet[article]))
    spelled = [[set(_forms(v)) for v in n.variants] for n in names]
    return other.union(*(form for variants in spelled if any(v <= other for v in variants) for form in variants))


def _forms(text: str) -> list[str]:
    return [_form(text[a:b]) for a, b in words(text)]


def _form(word: str) -> str:
    """Return a word in the form in which it is looked for elsewhere: British and American spelling levelled, possessives too."""
    form = fold(word).removesuffix("'s")
    for written, level in _LEVELLED:
        form = form.replace(written, level)
    return form


def _unheard(text: str, elsewhere: frozenset[str]) -> list[tuple[int, int]]:
    """Return where runs of names and numbers stand that are not `elsewhere`: capitals within the sentence, and numbers that are no date."""
    runs: list[tuple[int, int]] = []
    told = words(text)
    dated = [_form(text[a:b])[:3] in _CALENDAR for a, b in told]
    for n, (a, b) in enumerate(told):
        beside_date = any(dated[max(0, n - 2) : n + 3])
        number = text[a].isdigit() and not beside_date and not (text[a:b].isdecimal() and int(text[a:b]) <= _SPELLED_OUT)
        opens = text[:a].rstrip()[-1:] in _OPENING  # a capital because something begins there
        name = text[a].isupper() and not opens and not dated[n] and _form(text[a:b]) not in _NO_NAMES
        if (number or name) and not all(part in elsewhere for part in _form(text[a:b]).split("-")):
            if runs and text[runs[-1][1] : a].isspace():
                runs[-1] = (runs[-1][0], b)
            else:
                runs.append((a, b))
    return runs


def _cited(option: _Option, alone: tuple[Span, ...]) -> SummarySentence:
    sentence = option.sentence
    return SummarySentence(
        article=sentence.article,
        start=sentence.start,
        end=sentence.end,
        exact=option.text,
        claim=option.counted.id,
        citations=tuple(dict.fromkeys(m.sentence for m in option.counted.mentions if m.sentence != sentence.id)),
        alone=alone,
    )
