"""Jinja2 set up so that nothing a template prints can act: escaping is on always, by default, for both kinds of template."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reporter.errors import ConfigError, RenderError
from reporter.render import inert, language, wording
from reporter.render.view import Segment

if TYPE_CHECKING:
    from jinja2 import Environment

_PACKAGE = Path(__file__).resolve().parent.parent
_BRIEF = 90  # characters of a claim that is only named
_HOUSE: ContextVar[Path | None] = ContextVar("house", default=None)  # a folder whose files go before those of `templates`


def templates() -> Path:
    """Return the folder of the templates: in the wheel inside the package, in a checkout beside it."""
    for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates"):
        if folder.is_dir():
            return folder
    raise RenderError(f"templates: not found in {_PACKAGE} or beside it; install reporter again")


@contextmanager
def overriding(folder: Path | None) -> Iterator[None]:
    """Let the files of `folder` take the place of the templates of the same names while this lasts; None changes nothing.

    Raises:
        ConfigError: it is no folder, or a file in it has the name of no template (a name that begins with "_" may be included).
    """
    if folder is not None:
        if not folder.is_dir():
            raise ConfigError(f"templates {folder}: no such folder; give the folder of your templates to --templates")
        known = sorted(path.name for path in templates().iterdir())
        unknown = sorted(path.name for path in folder.iterdir() if path.name not in known and not path.name.startswith(("_", ".")))
        if unknown:
            raise ConfigError(f"templates {folder}: no template is called {', '.join(unknown)}; the templates are: {', '.join(known)}")
        folder = folder.resolve()
    token = _HOUSE.set(folder)
    try:
        yield
    finally:
        _HOUSE.reset(token)


def _folders() -> tuple[Path, ...]:
    """Return where templates are looked for, in order."""
    house = _HOUSE.get()
    return (templates(),) if house is None else (house, templates())


def text(name: str) -> str:
    """Return the text of a template that is no template: a style or a script. Raises RenderError."""
    path = next((folder / name for folder in _folders() if (folder / name).is_file()), templates() / name)
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise RenderError(f"template {path}: cannot be read ({reason})") from error


def render(name: str, **values: object) -> str:
    """Return the template `name` filled with `values`. Raises RenderError where it fails."""
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        return _environment(_folders(), html=".html." in name).get_template(name).render({"lang": language.spoken(), **values})
    except TemplateSyntaxError as error:
        raise RenderError(f"template {error.filename or name}, line {error.lineno}: {error.message}") from error
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:  # what an expression of a house may raise
        raise RenderError(f"template {name}: {type(error).__name__}: {error}") from error


def policy(style: str, script: str) -> str:
    """Return a page's content security policy: its own style and script, known by their hashes, and nothing else."""
    own = (f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'" for content in (style, script))
    return "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'".format(*own)


@cache
def _environment(folders: tuple[Path, ...], *, html: bool) -> Environment:
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
        loader=FileSystemLoader(folders),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )

    def filled(text: str, values: dict[str, object]) -> Markup:
        """Return a text of the catalogue, which may hold markup, with values that may not."""
        return Markup(text) % {name: shown(value) for name, value in values.items()} if values else Markup(text)  # noqa: S704 - our own

    def several(one: str, many: str, count: int, **values: object) -> Markup:
        return filled(language.plural(one, many, count), {"n": language.decimal(count), **values})

    environment.globals["_"] = lambda message, **values: filled(language.gettext(message), values)
    environment.globals["ngettext"] = several
    environment.filters["decimal"] = language.decimal
    note = inert.note_html if html else inert.note_markdown
    environment.filters["note"] = lambda value: Markup(note(value))  # noqa: S704 - sanitised
    environment.filters["http"] = inert.http
    environment.filters["upper_first"] = wording.upper_first
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
