"""What findings, verdicts and markers of a check are called. Wording follows the briefing's rule: who reports what, never what is true."""

from __future__ import annotations

from reporter.render import inert, wording
from reporter.schema.check import DraftFinding, DraftStatement, Support
from reporter.schema.claims import Agreement
from reporter.schema.gate import Accepted, GateReport, Lapsed

TITLES = {
    "altered-quote": "Quote worded differently",
    "attribution-dropped": "Attribution left out",
    "attribution-strengthened": "Attribution made stronger",
    "conflict": "Detail differs",
    "detail-not-found": "Detail not found",
    "not-found": "Not found in any article",
    "one-outlet": "One outlet only",
    "single-outlet": "One outlet only",
    "left-out": "Left out of the draft",
    "too-few-origins": "Too few independent origins",
}
_DETAILS = ("conflict", "detail-differs")
VERDICTS = {
    "detail-differs": "a detail differs",
    "worded-differently": "worded differently inside quotation marks",
    "detail-not-found": "a detail was not found",
    "attribution-dropped": "attributed in the articles",
    "attribution-strengthened": "said with less certainty in the articles",
    "not-found": "not found in any article",
    "unclear": "a passage may report it: the comparison cannot decide",
    "one-outlet": "one outlet only",
    "one-origin": "one origin",
    "unclear-origin": "origins unclear",
    "several-origins": "several origins",
}
SEVERITIES = {"error": "Error", "warning": "Warning", "note": "Note"}
KINDS = {
    "heading": "heading",
    "code": "code",
    "link": "link",
    "opinion": "opinion",
    "table": "table",
    "furniture": "not reporting",
}


def title(finding: DraftFinding) -> str:
    """Return what a finding is called."""
    return wording.CONFLICTS.get(finding.kind or "", rule(finding.rule)) if finding.rule in _DETAILS else rule(finding.rule)


def rule(name: str) -> str:
    """Return what findings of a rule are called."""
    if name in TITLES:
        return TITLES[name]
    return wording.RULES[name].name if name in wording.RULES else name.replace("-", " ").capitalize()


def anchor(finding: DraftFinding) -> str:
    """Return a finding's id on a page."""
    return inert.anchor("f", finding.id)


def message(finding: DraftFinding) -> str:
    """Return what a finding says and advises, on one line."""
    return f"{finding.message} {finding.advice}".strip()


def accepted(item: Accepted) -> str:
    """Return who accepted a finding, why, and what."""
    return f"Accepted by {item.marker.by}: {item.marker.reason} ({item.finding.message})"


def lapsed(item: Lapsed) -> str:
    """Return what became of a marker."""
    told = f" of {item.marker.by}" if item.marker.by else ""
    about = f" on {item.marker.rule} {item.marker.finding}" if item.marker.finding else ""
    return f"This marker{told}{about} accepts nothing: {item.why}."


def support(held: Agreement, kind: Support) -> str:
    """Return how a statement is supported: "reported by 3 of 5 outlets, 2 origins"."""
    return VERDICTS[kind] if kind == "unclear" else agreement(held)


def agreement(held: Agreement) -> str:
    """Return "reported by 3 of 5 outlets, 2 origins"."""
    if not held.outlet_count:
        return f"not found in the articles of {wording.counted(held.outlet_total, 'outlet')}"
    origins = wording.origins(held.origin_count_min, held.origin_count_max)
    return f"reported by {held.outlet_count} of {held.outlet_total} outlets, {origins}"


def verdict(statement: DraftStatement) -> str:
    """Return what is to be said of a statement: "reported by 3 of 5 outlets, 2 origins; a detail differs"."""
    told = [VERDICTS[v] for v in statement.verdicts if v != statement.support]
    return "; ".join([support(statement.agreement, statement.support), *told])


def headline(report: GateReport) -> str:
    """Return the outcome in one sentence."""
    count = len(report.findings)
    if not count:
        return "Nothing to check"
    graves = [(sum(f.severity == s for f in report.findings), s) for s in ("error", "warning", "note")]
    return wording.listed([wording.counted(n, s) for n, s in graves if n])
