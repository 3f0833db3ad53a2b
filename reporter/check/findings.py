"""What an editor should look at in a draft. A new rule is a function from what was found to findings, and its entry here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from reporter.check.draws import Draws
from reporter.check.on_details import attribution_dropped, attribution_strengthened, detail_differs, detail_not_found
from reporter.check.on_quotes import altered_quote, fused, truncated
from reporter.check.on_support import anonymous_source, not_found, single_origin, single_outlet, unclear
from reporter.check.on_whole import left_out, uncredited_pickup
from reporter.check.shown import Shown
from reporter.check.verdicts import Judge, Judged
from reporter.schema.check import DraftFinding, LeftOut, Severity

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")

Rule = Callable[[Draws], Iterator[DraftFinding]]

RULES: Mapping[str, Rule] = {
    "detail-differs": detail_differs,
    "altered-quote": altered_quote,
    "detail-not-found": detail_not_found,
    "not-found": not_found,
    "truncated-quote": truncated,
    "fused-quote": fused,
    "attribution-dropped": attribution_dropped,
    "attribution-strengthened": attribution_strengthened,
    "anonymous-source": anonymous_source,
    "uncredited-pickup": uncredited_pickup,
    "single-outlet": single_outlet,
    "unclear": unclear,
    "single-origin": single_origin,
    "left-out": left_out,
}  # of equal gravity and place, told in this order


def findings(shown: Shown, judge: Judge, judged: Sequence[Judged], lacking: Sequence[LeftOut]) -> tuple[DraftFinding, ...]:
    """Return what an editor should look at, the gravest first, then in text order."""
    draws = Draws(shown, judge, judged, lacking)
    found: dict[str, tuple[tuple[int, int, int], DraftFinding]] = {}
    for order, rule in enumerate(RULES.values()):
        for item in rule(draws):
            found.setdefault(item.id, ((_SEVERITIES.index(item.severity), item.start, order), item))
    return tuple(item for _, item in sorted(found.values(), key=lambda f: (f[0], f[1].id)))
