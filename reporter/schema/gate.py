"""What a check of a draft comes to under a policy: fields that others read beside those of `CheckReport` (docs/check.md)."""

from __future__ import annotations

from reporter.schema.check import CheckReport, Draft, DraftFinding, DraftSpan, Severity
from reporter.schema.text import Record


class Marker(DraftSpan, frozen=True, kw_only=True):
    """A note in the draft by which somebody accepts a finding; without `rule` and `finding` it could not be read."""

    rule: str | None = None
    finding: str | None = None  # the id of the finding
    by: str | None = None
    reason: str | None = None


class Accepted(Record, frozen=True, kw_only=True):
    """A finding that somebody answers for."""

    finding: DraftFinding
    marker: Marker


class Lapsed(Record, frozen=True, kw_only=True):
    """A marker that accepts nothing, and why."""

    marker: Marker
    why: str


class Policy(Record, frozen=True, kw_only=True):
    """Which findings count how, and from where on the gate is shut."""

    profile: str
    title: str
    demands: tuple[str, ...]  # what the profile asks of a draft, a sentence each
    fail_on: Severity
    rules: dict[str, str]  # "error", "warning", "note" or "off" by rule; the others keep their own
    origins: dict[str, int]  # how many independent origins a statement needs at least, by what is at stake in it


class GateReport(CheckReport, frozen=True, kw_only=True):
    """A check of a draft with what the policy makes of it. `findings` are those that are open, as grave as the policy says."""

    policy: Policy
    accepted: tuple[Accepted, ...] = ()
    lapsed: tuple[Lapsed, ...] = ()
    shut: bool  # a finding is as grave as `fail_on`, or graver


def to_paste(finding: DraftFinding, draft: Draft) -> str:
    """Return the marker that accepts a finding in this kind of draft; name and reason are left to whoever pastes it."""
    told = f'reporter: accept {finding.rule} {finding.id} by="" reason=""'
    return f"<!-- {told} -->" if draft.kind == "markdown" else f"[[{told}]]"
