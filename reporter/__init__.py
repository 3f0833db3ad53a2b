"""Makes a briefing out of several outlets' articles on one event: who reports what, from how many origins, where they differ.

    briefing = reporter.brief(["examples/ashtiani-shoigu"])
    reporter.write(briefing, ["md", "html"], "reports")

What stands in `__all__` is the public interface; everything else may change. Nothing is imported until it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from reporter.version import __version__

if TYPE_CHECKING:
    from reporter.config import Config
    from reporter.config import load as load_config
    from reporter.errors import ArchiveError, ConfigError, InputError, ModelError, RenderError, ReporterError
    from reporter.once import brief, rendered, write
    from reporter.schema import Briefing, RawArticle

__all__ = [
    "ArchiveError",
    "Briefing",
    "Config",
    "ConfigError",
    "InputError",
    "ModelError",
    "RawArticle",
    "RenderError",
    "ReporterError",
    "__version__",
    "brief",
    "load_config",
    "rendered",
    "write",
]

_HOMES = {
    "ArchiveError": "errors.ArchiveError",
    "Briefing": "schema.Briefing",
    "Config": "config.Config",
    "ConfigError": "errors.ConfigError",
    "InputError": "errors.InputError",
    "ModelError": "errors.ModelError",
    "RawArticle": "schema.RawArticle",
    "RenderError": "errors.RenderError",
    "ReporterError": "errors.ReporterError",
    "brief": "once.brief",
    "load_config": "config.load",
    "rendered": "once.rendered",
    "write": "once.write",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name].split(".")
    return getattr(import_module(f"{__name__}.{module}"), attribute)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
