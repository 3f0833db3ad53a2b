"""Findings as SARIF 2.1.0, which editors and reviews read: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.

Lines and columns are the draft's, columns in code points. Passages of articles are related locations. Accepted findings stand in it
as suppressed in the source, with who accepted them and why.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from reporter.render import inert
from reporter.render.check import words
from reporter.schema import Article, Passage
from reporter.schema.check import DraftFinding, DraftSpan
from reporter.schema.gate import Accepted, GateReport

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_Json = dict[str, Any]


def render(report: GateReport, name: str) -> bytes:
    """Return the log as indented JSON."""
    suppressed = [a.finding for a in report.accepted]
    rules = sorted({f.rule for f in (*suppressed, *report.findings)})
    results = [_result(report, f, name, rules) for f in report.findings]
    results += [_result(report, a.finding, name, rules) | {"suppressions": [_suppression(a, name)]} for a in report.accepted]
    run = {
        "tool": {
            "driver": {
                "name": "reporter",
                "semanticVersion": report.provenance.reporter_version,
                "rules": [{"id": r, "shortDescription": {"text": words.rule(r)}} for r in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notifications(report, name)}],
        "artifacts": [{"location": {"uri": _uri(name)}}],
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=True, indent=2).encode() + b"\n"  # ASCII: half of a surrogate pair has no other form


def _result(report: GateReport, finding: DraftFinding, name: str, rules: Sequence[str]) -> _Json:
    articles = {a.id: a for a in report.articles}
    related = [_related(number, passage, articles) for number, passage in enumerate(finding.evidence, 1)]
    return {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": finding.severity,
        "message": {"text": _text(f"{words.title(finding)}: {words.message(finding)}")},
        "locations": [{"physicalLocation": _physical(finding, name)}],
        "relatedLocations": related,
        "partialFingerprints": {"reporterFinding/v1": finding.id},
    }


def _physical(place: DraftSpan, name: str) -> _Json:
    region = {"startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}
    return {"artifactLocation": {"uri": _uri(name)}, "region": region}


def _related(number: int, passage: Passage, articles: Mapping[str, Article]) -> _Json:
    article = articles[passage.article]
    region = {"charOffset": passage.start, "charLength": passage.end - passage.start}
    return {
        "id": number,
        "message": {"text": _text(f"{article.outlet}: {passage.exact}")},
        "physicalLocation": {"artifactLocation": {"uri": _uri(article.path or article.id)}, "region": region},
    }


def _suppression(item: Accepted, name: str) -> _Json:
    return {
        "kind": "inSource",
        "status": "accepted",
        "justification": _text(f"{item.marker.by}: {item.marker.reason}"),
        "location": {"physicalLocation": _physical(item.marker, name)},
    }


def _notifications(report: GateReport, name: str) -> list[_Json]:
    lapsed = [
        {"level": "warning", "message": {"text": _text(words.lapsed(x))}, "locations": [{"physicalLocation": _physical(x.marker, name)}]}
        for x in report.lapsed
    ]
    return [*lapsed, *({"level": "warning", "message": {"text": _text(f"{f.what}: {f.reason}")}} for f in report.failures)]


def _text(text: str) -> str:
    """Return text for a message, where "[…](…)" would be a link and "{0}" a place to fill."""
    return inert.visible(text).replace("](", "] (").replace("{", "{{").replace("}", "}}")


def _uri(name: str) -> str:
    """Return a path as a URI: relative to wherever the check ran, unless it is absolute."""
    path = PurePath(name)
    told = quote(path.as_posix(), errors="surrogateescape")
    return f"file://{told}" if path.is_absolute() else told
