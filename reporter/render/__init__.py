"""Renderers: a briefing as JSON, Markdown or HTML. They work from the briefing alone.

Jinja2, Markdown and nh3 are imported on use and nowhere else.
"""

from __future__ import annotations

from reporter.render import environment, machine
from reporter.render.context import view_of
from reporter.render.language import gettext
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
        foot = '@page{{@bottom-left{{content:"{}"}}}}\n'.format(gettext("Event briefing"))  # the one text that a style holds
        style = environment.text("report.css") + foot + environment.text("house.css")
        script = environment.text("report.js")
        policy = environment.policy(style, script)
        page = environment.render("report.html.j2", b=view_of(briefing), policy=policy, style=style, script=script)
        return page.encode()
