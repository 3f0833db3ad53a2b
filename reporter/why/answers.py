"""Answers: a claim with the comparisons that joined its passages, or a finding with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporter import assess, explain
from reporter.errors import ConfigError
from reporter.render import claims, passages, view, wording
from reporter.render.index import Index
from reporter.schema import Briefing, Claim, Evidence, Finding, Mention, Pair, Sentence
from reporter.why.blocks import Block, Column, Heading, Line, SideBySide, Waterfall, steps
from reporter.why.names import label, named

_WEAK = 0.5  # match probability below which a join is told to be weak
_SHOWN = 200  # characters of a passage that is only named


def answer(briefing: Briefing, name: str, other: str | None = None) -> tuple[Block, ...]:
    """Return why the claim or finding called `name` is there; with `other`, a sentence, why it was joined with that.

    Raises:
        ConfigError: nothing, or more than one thing, is called so.
    """
    index = Index(briefing)
    item = named(index, name)
    second = named(index, other) if other is not None else None
    if second is not None and (isinstance(item, Finding) or not isinstance(second, Sentence)):
        raise ConfigError(
            f"{other!r}: only a claim or a sentence is asked about together with another, a sentence such as A1; leave it out"
        )
    if isinstance(item, Finding):
        return tuple(_finding(index, item))
    if isinstance(item, Claim):
        return tuple(_claim(index, item, [s for s in (second,) if isinstance(s, Sentence)]))
    asked = [s for s in (item, second) if isinstance(s, Sentence)]
    carried = [c for c in index.claims if all(_carries(index, c, s) for s in asked)]
    if not carried:
        return (Line(_not_joined(index, asked)),)
    return tuple(block for claim in carried for block in _claim(index, claim, asked))


# -- claims --------------------------------------------------------------------


def _claim(index: Index, claim: Claim, asked: Sequence[Sentence]) -> Iterator[Block]:
    """Yield the claim, its passages and the comparisons of the pairs that joined those asked about, or all."""
    yield Heading(f"Claim {index.number[claim.id]} ({label(index, claim)}): {claim.text}")
    yield Line(_reported(index, claim))
    yield SideBySide(tuple(_column(p) for p in passages.mentions(index, claim)))
    mention = {m.statement: m for m in claim.mentions}
    joined = [p for p in claim.explanation if p.left in mention and p.right in mention]
    shown = [p for p in joined if _about(index, (mention[p.left], mention[p.right]), asked)]
    for pair in sorted(shown, key=lambda p: -p.match_probability):
        yield from _joined(index, pair, mention[pair.left], mention[pair.right])
    if not shown and joined:
        yield Line(_indirect(index, asked))
    elif not joined:
        alone = len(claim.mentions) == 1
        yield Line("One passage carries it, so nothing was joined." if alone else "The briefing keeps no comparison for it.")
    for finding in index.findings_on.get(claim.id, ()):
        yield Line(f"{finding.message} ({label(index, finding)})", label=finding.rule)


def _joined(index: Index, pair: Pair, left: Mention, right: Mention) -> Iterator[Block]:
    one, other = _codes(index, left), _codes(index, right)
    yield Heading(f"Why {one} and {other} were joined")
    sides = ((m, (view.Segment(text=m.exact, mark=""),)) for m in (left, right))
    yield SideBySide(tuple(Column(f"{index.name(m.article)}, {_codes(index, m)}", words) for m, words in sides))
    told = [("to begin with" if w.comparison == "prior" else w.comparison, w.level, w.weight) for w in pair.weights]
    speaking = steps([t for t in told if t[2]])
    yield Waterfall(
        steps=speaking,
        silent=tuple(name for name, _, weight in told if not weight),
        total=speaking[-1].after if speaking else steps([("", "", 0.0)])[0].after,
        probability=wording.probability(pair.match_probability),
    )
    if pair.match_probability < _WEAK:
        yield Line("Below one half: as likely as not these are two claims. Read both passages before you count them as one.", label="weak")


def _reported(index: Index, claim: Claim) -> str:
    counts = ", ".join(claims.counted(index, claim))
    return f"{counts}: only articles about another event have it." if index.set_apart(claim) else f"Reported by {counts}."


def _column(passage: view.Passage) -> Column:
    codes = " ".join(r.code for r in passage.refs)
    return Column(", ".join(filter(None, (passage.outlet, codes, passage.detail))), passage.segments)


def _codes(index: Index, mention: Mention) -> str:
    return " ".join(r.code for r in index.refs(mention)) or mention.article


def _carries(index: Index, claim: Claim, sentence: Sentence) -> bool:
    return any(sentence in index.sentences_at(m) for m in claim.mentions)


def _about(index: Index, sides: Sequence[Mention], asked: Sequence[Sentence]) -> bool:
    """Tell whether each sentence that is asked about carries one of the sides."""
    return all(any(s in index.sentences_at(m) for m in sides) for s in asked)


def _not_joined(index: Index, asked: Sequence[Sentence]) -> str:
    codes = wording.listed([label(index, s) for s in asked])
    if len(asked) == 1:
        reason = f" It was set aside: {asked[0].aside}." if asked[0].aside else ""
        return f"{codes} carries no claim.{reason}"
    return f"{codes} carry no claim together: they were not joined. A briefing keeps the comparisons of joined passages only."


def _indirect(index: Index, asked: Sequence[Sentence]) -> str:
    codes = wording.listed([label(index, s) for s in asked])
    return f"No comparison of {codes} is kept here: a claim keeps, for each passage, the pair that speaks most for it."


# -- findings ------------------------------------------------------------------


def _finding(index: Index, finding: Finding) -> Iterator[Block]:
    """Yield the finding, its passages side by side, the words that counted, why it fired and what to do."""
    kind = f", {finding.kind}" if finding.kind else ""
    yield Heading(f"Finding {label(index, finding)}: {finding.rule}{kind}, {finding.severity}")
    yield Line(finding.message)
    if finding.evidence:
        yield SideBySide(tuple(_column(p) for p in passages.evidence(index, finding.evidence)))
    for role in dict.fromkeys(e.role for e in finding.evidence):
        if role not in ("passage", "quote"):  # those stand above in full
            yield Line(_by_outlet(index, [e for e in finding.evidence if e.role == role]), label=role)
    yield Line(_fires(finding), label="why it fired")
    yield Line(finding.advice, label="what to do")
    for claim in (c for c in index.claims if c.id in finding.claims):
        yield Line(f"{claim.text} ({label(index, claim)})", label=f"claim {index.number[claim.id]}")


def _by_outlet(index: Index, evidence: Sequence[Evidence]) -> str:
    """Return the words of the evidence, an outlet at a time: "Coast Post “two”, “three”; Harbour News “four”"."""
    held: dict[str, dict[str, None]] = {}
    for item in evidence:
        held.setdefault(index.name(item.article), {})[f"“{wording.shorten(item.exact, _SHOWN)}”"] = None
    return "; ".join(f"{outlet} {', '.join(told)}" for outlet, told in held.items())


def _fires(finding: Finding) -> str:
    """Return when the rule fires, for this kind of finding, in plain words: out of the rule's section of docs/findings.md."""
    if finding.rule not in assess.RULES:
        return f"This version of reporter has no rule {finding.rule!r}."
    paragraphs = explain.part(finding.rule, "What fires it").split("\n\n")
    kept = [" ".join(p.split()) for p in paragraphs if not p.startswith("- ")]
    items = [" ".join(i.split()) for p in paragraphs if p.startswith("- ") for i in p[2:].split("\n- ")]
    kept += [i.partition(": ")[2] for i in items if i.startswith(f"`{finding.kind}`:")]
    return " ".join(kept)
