"""The list of rules. A rule is a function from a `Context` to findings; a new one is a new function and its entry here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from reporter.assess.altered_quote import altered_quote
from reporter.assess.anonymous_source import anonymous_source
from reporter.assess.attribution_dropped import attribution_dropped
from reporter.assess.conflict import conflict
from reporter.assess.context import Context
from reporter.assess.denial import denial
from reporter.assess.fused_quote import fused_quote
from reporter.assess.provenance import credit_differs, insufficient_extraction, off_topic, same_text, uncredited_pickup, unnamed_outlet
from reporter.assess.single_origin import single_origin
from reporter.assess.single_outlet import single_outlet
from reporter.assess.truncated_quote import truncated_quote
from reporter.config import Assess
from reporter.errors import ConfigError
from reporter.schema import Claim, Finding, Name, Origin, Pair, Sentence, SharedWording, Statement, Story

Rule = Callable[[Context], Iterable[Finding]]

RULES: Mapping[str, Rule] = {  # findings of equal severity are told in this order
    "conflict": conflict,
    "altered-quote": altered_quote,
    "truncated-quote": truncated_quote,
    "fused-quote": fused_quote,
    "denial": denial,
    "attribution-dropped": attribution_dropped,
    "single-outlet": single_outlet,
    "anonymous-source": anonymous_source,
    "off-topic": off_topic,
    "insufficient-extraction": insufficient_extraction,
    "credit-differs": credit_differs,
    "uncredited-pickup": uncredited_pickup,
    "single-origin": single_origin,
    "same-text": same_text,
    "unnamed-outlet": unnamed_outlet,
}
_SEVERITIES = ("error", "warning", "note")


def findings(
    story: Story,
    claims: Sequence[Claim],
    statements: Sequence[Statement],
    sentences: Sequence[Sentence],
    names: Sequence[Name],
    origins: Sequence[Origin],
    config: Assess,
    shared: Sequence[SharedWording] = (),
    undecided: Sequence[Pair] = (),
) -> tuple[Finding, ...]:
    """Return what an editor should look at, the gravest first.

    `undecided` are the pairs that speak for one claim, weakly at least: two passages of a claim may be held together by others alone.

    Raises:
        ConfigError: `rules_off` names a rule that does not exist.
    """
    unknown = sorted(set(config.rules_off) - RULES.keys())
    if unknown:
        raise ConfigError(f"rules_off: no rule is called {', '.join(unknown)}; the rules are: {', '.join(sorted(RULES))}")
    context = Context(story, claims, statements, sentences, names, origins, shared, undecided)
    found: dict[str, tuple[tuple[int, int, tuple[str, int]], Finding]] = {}
    for order, (name, rule) in enumerate(RULES.items()):
        if name in config.rules_off:
            continue
        for item in rule(context):
            first = min(((e.article, e.start) for e in item.evidence), default=("", 0))
            found.setdefault(item.id, ((_SEVERITIES.index(item.severity), order, first), item))
    return tuple(item for _, item in sorted(found.values(), key=lambda f: (f[0], f[1].id)))
