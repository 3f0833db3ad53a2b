"""Findings as annotations in a review: commands that GitHub's runner reads from the output of a step, and GitLab's report on code quality.

GitHub: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
GitLab: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from reporter.render import inert
from reporter.render.check import words
from reporter.schema.check import DraftFinding, DraftSpan
from reporter.schema.gate import GateReport

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
_GRAVITY = {"error": "major", "warning": "minor", "note": "info"}


def github(report: GateReport, name: str) -> bytes:
    """Return one command a line: open findings, then accepted ones and markers that lapsed."""
    return "".join(f"{line}\n" for line in _commands(report, name)).encode()


def _commands(report: GateReport, name: str) -> Iterator[str]:
    for finding in report.findings:
        yield _command(_LEVELS[finding.severity], name, finding, words.title(finding), words.message(finding))
    for item in report.accepted:
        yield _command("notice", name, item.finding, f"Accepted: {words.title(item.finding)}", words.accepted(item))
    for lapsed in report.lapsed:
        yield _command("warning", name, lapsed.marker, "Marker that accepts nothing", words.lapsed(lapsed))
    for failure in report.failures:
        yield f"::warning::{_data(f'{failure.what}: {failure.reason}')}"


def _command(level: str, name: str, place: DraftSpan, title: str, message: str) -> str:
    at = [("file", name), ("line", str(place.line)), ("endLine", str(place.end_line))]
    if place.line == place.end_line:  # columns are understood within one line only
        at += [("col", str(place.column)), ("endColumn", str(place.end_column))]
    at.append(("title", title))
    return f"::{level} {','.join(f'{key}={_property(value)}' for key, value in at)}::{_data(message)}"


def _data(text: str) -> str:
    """Return text as the runner takes it for what follows "::"; nothing in it can begin a line, and so a command."""
    return inert.visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(report: GateReport, name: str) -> bytes:
    """Return the open findings as a report on code quality, which a merge request shows."""
    found = [_issue(finding, name, words.message(finding)) for finding in report.findings]
    return json.dumps(found, ensure_ascii=True, indent=2).encode() + b"\n"


def _issue(finding: DraftFinding, name: str, message: str) -> dict[str, object]:
    return {
        "description": inert.visible(f"{words.title(finding)}: {message}"),
        "check_name": finding.rule,
        "fingerprint": finding.id,
        "severity": _GRAVITY[finding.severity],
        "location": {"path": name, "lines": {"begin": finding.line, "end": finding.end_line}},
    }
