"""Jinja2 set up so that nothing a template prints can act: escaping is on always, by default, for both kinds of template."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reporter.errors import RenderError
from reporter.render import inert, wording
from reporter.render.view import Segment

if TYPE_CHECKING:
    from jinja2 import Environment

_PACKAGE = Path(__file__).resolve().parent.parent
_BRIEF = 90  # characters of a claim that is only named


def templates() -> Path:
    """Return the folder of the templates: in the wheel inside the package, in a checkout beside it."""
    for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates"):
        if folder.is_dir():
            return folder
    raise RenderError(f"templates: not found in {_PACKAGE} or beside it; install reporter again")


def text(name: str) -> str:
    """Return the text of a template that is no template: the style or the script."""
    try:
        return (templates() / name).read_text("utf-8")
    except OSError as error:
        raise RenderError(f"template {name}: cannot be read ({error.strerror}); install reporter again") from error


def render(name: str, **values: object) -> str:
    """Return the template `name` filled with `values`. Raises RenderError where it fails."""
    from jinja2 import TemplateError

    try:
        return _environment(html=".html." in name).get_template(name).render(values)
    except TemplateError as error:
        raise RenderError(f"template {name}: {type(error).__name__}: {error}") from error


@cache
def _environment(*, html: bool) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def shown(value: Any) -> Any:  # noqa: ANN401 - Jinja2 hands over whatever an expression gives
        """What every expression passes through: text is made inert, what is marked as safe passes."""
        if isinstance(value, str) and not isinstance(value, Markup):
            return inert.visible(value) if html else Markup(inert.markdown(value))  # noqa: S704 - escaped
        if value is None:
            raise RenderError("template: a value that is None was printed; ask for it with `if` first")
        return value

    environment = Environment(
        autoescape=True,  # not select_autoescape: that is off for names ending in .j2
        undefined=StrictUndefined,
        finalize=shown,
        loader=FileSystemLoader(templates()),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    note = inert.note_html if html else inert.note_markdown
    environment.filters["note"] = lambda value: Markup(note(value))  # noqa: S704 - sanitised
    environment.filters["http"] = inert.http
    environment.filters["brief"] = lambda value: wording.shorten(value, _BRIEF)
    environment.filters["marked"] = lambda segments: Markup(_marked(segments))  # noqa: S704 - escaped
    return environment


def _marked(segments: Iterable[Segment]) -> str:
    """Return stretches of an article's text as one line of Markdown, the differing words in bold."""
    line = ""
    for segment in segments:
        told = inert.markdown(segment.text)
        before, after = (" " if segment.text[at].isspace() else "" for at in (0, -1))
        line += f"{before}**{told}**{after}" if segment.mark == "differs" and told else f"{before}{told}{after}"
    return " ".join(line.split())
