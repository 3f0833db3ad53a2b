"""Renderers of a draft's check: each makes one format from a `GateReport` alone. `name` is the draft's, as whoever asked wrote it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reporter.render import environment, machine
from reporter.render.check import reviews, sarif
from reporter.render.check.context import hover, view_of
from reporter.schema.gate import GateReport

__all__ = ["RENDERERS", "SUFFIXES", "hover", "view_of"]

Render = Callable[[GateReport, str], bytes]


def _json(report: GateReport, name: str) -> bytes:
    del name  # the path stands in the report, without the folders that it lies in
    return machine.encode(report)


def _html(report: GateReport, name: str) -> bytes:
    style = environment.text("report.css") + environment.text("house.css") + environment.text("check.css")
    policy = environment.policy(style, "")
    return environment.render("check.html.j2", c=view_of(report, name), policy=policy, style=style).encode()


def _markdown(report: GateReport, name: str) -> bytes:
    text = environment.render("check.md.j2", c=view_of(report, name))
    return text.replace("@", "@<!-- -->").encode()  # a review would send mail to whoever is called that


RENDERERS: Mapping[str, Render] = {
    "json": _json,
    "sarif": sarif.render,
    "github": reviews.github,
    "gitlab": reviews.gitlab,
    "html": _html,
    "md": _markdown,
}
SUFFIXES: Mapping[str, str] = {
    "json": ".json",
    "sarif": ".sarif",
    "github": ".github.txt",
    "gitlab": ".gitlab.json",
    "html": ".html",
    "md": ".md",
}
