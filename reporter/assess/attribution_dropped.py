"""Rule `attribution-dropped`: one outlet says who claims it, another states it as fact in its own voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from reporter.assess import gravity
from reporter.assess.context import Context, Severity, finding, listed
from reporter.assess.likeness import alike, stems
from reporter.schema import Claim, Finding, Mention, Sentence

# Cue verbs that leave a claim its speaker's: who announces, confirms or finds something vouches for it.
_CLAIMING = frozenset(
    "say tell add note claim argue insist maintain contend assert allege according believe suspect estimate warn suggest stress emphasize "
    "complain charge speculate think expect predict state testify fear recall explain write tweet post".split()
)
_HEDGED = re.compile(
    r"\b(?:reportedly|allegedly|alleged|purported(?:ly)?|apparently|supposed(?:ly)?|accus\w+|claim\w*|said to|believed to|thought to|"
    r"according to|sa(?:y|ys|id|ying)|told|tells|report(?:s|ed)|charges? that|argu(?:e|es|ed)|insist\w*|warn(?:s|ed)|may|might|could)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^\W*(?:he|she|they|his|her|their)\b|\b(?:we|our|us|my|I|I['’]m)\b", re.IGNORECASE)
_PROBABILITY = 0.6  # match probability of two passages that say the same
_ONE_VOICE = 0.5  # part of an article's statements that one speaker makes: the article is about what they said
_LEAST_STATEMENTS = 4  # fewer show no article to be about anything
_BLOCK = 12  # sentences of a block quotation, which stands without marks after a colon
_NEAR = 1  # sentences before and after in which the attribution may stand
_ADVICE = "Safe wording: “{speaker} says …”, or show that it is known without them."


class _Dropped(Struct, frozen=True):
    claim: Claim
    attributed: Mention
    stated: Mention


def attribution_dropped(context: Context) -> Iterator[Finding]:
    """Tell of each claim that one outlet attributes to a speaker and another states as fact.

    Not told where the other outlet attributes it nearby, hedges it, or is about that speaker's words throughout; nor where
    more outlets state it than attribute it, or the claim is the speaker's own doing.
    """
    told: dict[str, list[_Dropped]] = {}
    for claim in context.claims:
        if claim.agreement.outlet_count < 2:
            continue
        attributing = [m for m in claim.mentions if _attributes(context, m)]
        stating = [m for m in claim.mentions if _states(context, claim, m)]
        stating = [m for m in stating if not any(_speaks_there(context, said, m) for said in attributing)]
        if len({context.outlets[m.article] for m in stating}) > len({context.outlets[m.article] for m in attributing}):
            continue
        for stated in stating:
            said = next((m for m in attributing if m.article != stated.article and _same(context, claim, m, stated)), None)
            if said is not None:
                told.setdefault(said.statement, []).append(_Dropped(claim, said, stated))
    for dropped in told.values():
        yield _finding(context, dropped)


def _attributes(context: Context, mention: Mention) -> bool:
    statement = context.of(mention)
    return statement.speaker is not None and (statement.cue in _CLAIMING or (statement.cue is None and statement.quoted))


def _states(context: Context, claim: Claim, mention: Mention) -> bool:
    """Tell whether an outlet states a claim in its own voice: no speaker in the sentence, no hedge, and none in its other mentions."""
    statement, sentence = context.of(mention), context.sentence[mention.sentence]
    if (
        statement.speaker is not None
        or statement.quotations
        or context.is_headline(mention)
        or statement.certainty not in ("plain", "certain")
    ):
        return False
    if any(s.speaker is not None for s in context.statements_in(sentence)) or _HEDGED.search(context.exact(sentence)):
        return False
    if _PRONOUN.search(mention.exact) or context.exact(sentence).rstrip()[-1:] == "?" or _attributed_in_front(context, sentence):
        return False
    return not any(m.speaker is not None for m in claim.mentions if context.outlets[m.article] == context.outlets[mention.article])


def _attributed_in_front(context: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence begins as "Lind: the bridge ..." does: with its speaker and a colon."""
    head, colon, _ = context.exact(sentence).partition(":")
    return bool(colon) and len(head.split()) <= 6


def _same(context: Context, claim: Claim, said: Mention, stated: Mention) -> bool:
    """Tell whether two passages say the same: matched for sure, most meaningful words in common, equal numbers and negation."""
    probability = max(
        (p.match_probability for p in claim.explanation if {p.left, p.right} == {said.statement, stated.statement}), default=0.0
    )
    left, right = context.of(said), context.of(stated)
    if probability < _PROBABILITY or left.negated != right.negated:
        return False
    if {(q.low, q.high) for q in left.numbers} != {(q.low, q.high) for q in right.numbers}:
        return False
    name = context.name.get(left.speaker or "")
    one, other = (stems(m.exact, name.variants if name else ()) for m in (said, stated))
    if said.quoted and one == other and _may_be_quoted(context, stated):
        return False
    return alike(one, other)


def _may_be_quoted(context: Context, stated: Mention) -> bool:
    """Tell whether a passage may belong to a quotation without marks of its own: marks stand beside it, or a colon before it."""
    sentences = context.sentences_of(stated.article)
    here = next(i for i, s in enumerate(sentences) if s.id == stated.sentence)
    marked = any(c in context.exact(s) for s in sentences[max(0, here - _NEAR) : here + _NEAR + 1] for c in '“”"')
    return marked or any(context.exact(s).rstrip().endswith(":") for s in sentences[max(0, here - _BLOCK) : here])


def _speaks_there(context: Context, said: Mention, stated: Mention) -> bool:
    """Tell whether the stating article names that speaker in the passage, gives them a say nearby, or is about their words."""
    speaker = context.of(said).speaker
    if speaker in context.of(stated).names:
        return True
    told = [s for s in context.statements if s.article == stated.article]
    theirs = sum(s.speaker == speaker for s in told)
    if len(told) >= _LEAST_STATEMENTS and theirs >= _ONE_VOICE * len(told):
        return True
    sentences = context.sentences_of(stated.article)
    here = next(i for i, s in enumerate(sentences) if s.id == stated.sentence)
    near = sentences[max(0, here - _NEAR) : here + _NEAR + 1]
    around = [s for sentence in near for s in context.statements_in(sentence)]
    if any(speaker in s.names for s in around):
        return True
    return any(s.speaker == speaker or (s.speaker is not None and not s.speaker_named) for s in around)


def _finding(context: Context, dropped: Sequence[_Dropped]) -> Finding:
    said, claim = dropped[0].attributed, dropped[0].claim
    speaker = context.speaker(context.of(said).speaker) or ""
    stating = context.outlet_list(d.stated.article for d in dropped)
    several = len({context.outlet(d.stated.article) for d in dropped}) > 1
    return finding(
        "attribution-dropped",
        _severity(context, claim),
        f"{context.outlet(said.article)} attributes this to {speaker}; {stating} {'state' if several else 'states'} it as fact.",
        _ADVICE.format(speaker=listed([speaker[:1].upper() + speaker[1:]])),
        (context.evidence(said, "attributed"), *(context.evidence(d.stated, "stated") for d in dropped)),
        claims=(d.claim.id for d in dropped),
    )


def _severity(context: Context, claim: Claim) -> Severity:
    return "warning" if gravity.kind(context, claim) in ("denial", "accusation", "charge", "number") else "note"
