"""The report on a draft: its statements with their verdicts, findings, and what it leaves out."""

from __future__ import annotations

from collections.abc import Sequence

from reporter import pipeline
from reporter.check.beside import Beside
from reporter.check.findings import findings
from reporter.check.shown import Shown
from reporter.check.verdicts import Judge
from reporter.check.written import Written
from reporter.config import Config
from reporter.errors import InputError
from reporter.schema import Failure
from reporter.schema.check import CheckReport


def report(
    written: Written, told: pipeline.Told, models: pipeline.Models, config: Config, *, made_at: str, failures: Sequence[Failure] = ()
) -> CheckReport:
    """Return what the articles give for a draft. Pure: equal arguments, equal report.

    Raises:
        InputError: the articles or the draft hold nothing that could be compared.
    """
    if not told.statements:
        raise InputError("none of the articles holds a statement, so nothing can be checked against them")
    if not written.prose.strip():
        raise InputError(f"draft {written.draft.path or ''}: holds no sentence that could be checked")
    beside = Beside(written, told, models.matcher, config)
    judge = Judge(beside)
    judged = judge.all()
    shown = Shown(beside, judge)
    left_out = tuple(shown.left_out(judged))
    return CheckReport(
        draft=shown.draft(),
        articles=told.story.articles,
        origins=told.origins,
        credits=told.story.credits,
        statements=tuple(shown.statement(one) for one in judged),
        findings=findings(shown, judge, judged, left_out),
        left_out=left_out,
        failures=(*told.story.failures, *failures, *(f for f in beside.alone.failures if f not in failures)),
        provenance=pipeline.provenance(beside.story, config, models, None, made_at),
    )
