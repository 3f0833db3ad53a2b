"""The language of a briefing's own words: texts from one catalogue (gettext), numbers and dates by locale (Babel).

English is what stands in the code and the templates. Any other language is one file, `messages/<code>.po`, read when it is asked for.
What articles say, and what findings say in the JSON, is not translated.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from reporter.errors import ConfigError, RenderError

ENGLISH = "en"
FOLDER = Path(__file__).resolve().parent / "messages"

_SPOKEN: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that a briefing can be made in."""
    return (ENGLISH, *sorted(path.stem for path in FOLDER.glob("*.po")))


@contextmanager
def speaking(code: str | None) -> Iterator[None]:
    """Let the briefing speak the language `code` while this lasts; None changes nothing.

    Raises:
        ConfigError: there is no catalogue for it.
    """
    if code is not None and code not in languages():
        raise ConfigError(f"language {code!r}: there is no catalogue for it; known: {', '.join(languages())}")
    token = _SPOKEN.set(_SPOKEN.get() if code is None else code)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def spoken() -> str:
    """Return the code of the language that is spoken now."""
    return _SPOKEN.get()


def noted(message: str) -> str:
    """Return `message` as it is: a mark for the catalogue, for texts that are translated where they are used."""
    return message


def noted_many(one: str, many: str) -> tuple[str, str]:
    """Return both texts as they are, marked for the catalogue as the forms for one and for several."""
    return one, many


def gettext(message: str, **values: object) -> str:
    """Return `message` in the language that is spoken, each `%(name)s` in it filled with the value of that name."""
    text = _catalogue(spoken()).gettext(message)
    return text % values if values else text


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """Return the text for `count` things; `%(n)s` in it is the count, unless it is given."""
    return plural(one, many, count) % {"n": decimal(count), **values}


def plural(one: str, many: str, count: int) -> str:
    """Return the text for `count` things, not filled."""
    return _catalogue(spoken()).ngettext(one, many, count)


def decimal(number: float, pattern: str | None = None) -> str:
    """Return a number as the language writes it: "1,204"; `pattern` is one of CLDR."""
    from babel.numbers import format_decimal

    return format_decimal(number, pattern, locale=spoken())


def percent(share: float) -> str:
    """Return a share in whole per cent: "54%"."""
    from babel.numbers import format_percent

    return format_percent(round(100 * share) / 100, locale=spoken())


def date(moment: dt.date, pattern: str) -> str:
    """Return a date, or a date and time, by a pattern of CLDR: "22 Nov 2026"."""
    from babel.dates import format_date, format_datetime

    if isinstance(moment, dt.datetime):
        return format_datetime(moment.replace(tzinfo=None), pattern, locale=spoken())
    return format_date(moment, pattern, locale=spoken())


@cache
def _catalogue(code: str) -> NullTranslations:
    """Return the texts of a language. Raises RenderError where its file is damaged."""
    if code == ENGLISH:
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    path = FOLDER / f"{code}.po"
    try:
        with path.open("rb") as source:
            catalogue = read_po(source, locale=code, abort_invalid=True)
    except (OSError, PoFileError, ValueError) as error:
        raise RenderError(f"catalogue {path}: cannot be read ({error}); install reporter again") from error
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
