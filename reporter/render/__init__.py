"""Renderers: a briefing as JSON, Markdown or HTML. They work from the briefing alone.

Jinja2, Markdown and nh3 are imported on use and nowhere else.
"""

from __future__ import annotations

import base64
import hashlib

from reporter.render import environment, machine
from reporter.render.context import view_of
from reporter.schema import Briefing

__all__ = ["Html", "Json", "Markdown"]


class Json:
    """The briefing as JSON (docs/contract.md): the whole of it, to be read by programs."""

    name = "json"
    suffix = ".json"

    def render(self, briefing: Briefing) -> bytes:
        """Return the briefing as indented UTF-8 JSON."""
        return machine.encode(briefing)


class Markdown:
    """The briefing as CommonMark with GFM tables and footnotes, made to be read as plain text too."""

    name = "md"
    suffix = ".md"

    def render(self, briefing: Briefing) -> bytes:
        """Return the briefing as UTF-8 Markdown. Raises RenderError."""
        return environment.render("report.md.j2", b=view_of(briefing)).encode()


class Html:
    """The briefing as one HTML file that loads nothing and works without its script."""

    name = "html"
    suffix = ".html"

    def render(self, briefing: Briefing) -> bytes:
        """Return the briefing as UTF-8 HTML. Raises RenderError."""
        style, script = environment.text("report.css"), environment.text("report.js")
        policy = f"default-src 'none'; style-src {_source(style)}; script-src {_source(script)}; base-uri 'none'; form-action 'none'"
        page = environment.render("report.html.j2", b=view_of(briefing), policy=policy, style=style, script=script)
        return page.encode()


def _source(content: str) -> str:
    """Return the hash by which the page's policy knows its own style and script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
