"""What each rule says: the sections of docs/findings.md, which ships inside the package."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reporter import assess
from reporter.errors import ConfigError, RenderError

HEADINGS = ("What fires it", "What does not", "Example", "Settings", "Measured")  # of each section, in this order

_PACKAGE = Path(__file__).resolve().parent
_COMMENT = re.compile(r"^<!--[^\n]*-->\n", re.MULTILINE)


def page() -> Path:
    """Return where docs/findings.md lies: in the wheel inside the package, in a checkout beside it."""
    for folder in (_PACKAGE, _PACKAGE.parent):
        path = folder / "docs" / "findings.md"
        if path.is_file():
            return path
    raise RenderError(f"docs/findings.md: not found in {_PACKAGE} or beside it; install reporter again")


@cache
def sections() -> Mapping[str, str]:
    """Return each rule's section of the page as Markdown, by the rule's name."""
    try:
        text = page().read_text("utf-8")
    except OSError as error:
        raise RenderError(f"docs/findings.md: cannot be read ({error.strerror}); install reporter again") from error
    return parsed(text)


def parsed(text: str) -> Mapping[str, str]:
    """Return the sections of a page like docs/findings.md, by their headings, without the comments that mark its figures."""
    parts = re.split(r"^## ", _COMMENT.sub("", text), flags=re.MULTILINE)[1:]
    return {part.split("\n", 1)[0].strip(): f"## {part.rstrip()}\n" for part in parts}


def section(rule: str) -> str:
    """Return the section on `rule`. Raises ConfigError where there is no such rule."""
    known = sections()
    if rule not in assess.RULES or rule not in known:
        raise ConfigError(f"no rule is called {rule!r}; the rules are: {', '.join(sorted(assess.RULES))}")
    return known[rule]


def gist(rule: str) -> str:
    """Return the section's first paragraph on one line: what the rule says."""
    return " ".join(section(rule).split("\n\n", 2)[1].split())


def part(rule: str, heading: str) -> str:
    """Return what stands under a heading of the section."""
    _, _, after = section(rule).partition(f"\n### {heading}\n")
    return after.partition("\n### ")[0].strip()


def listing() -> str:
    """Return every rule with what it says, a line each, and how to ask for more, as Markdown."""
    rules = "".join(f"- `{rule}`: {gist(rule)}\n" for rule in assess.RULES)
    return f"{rules}\n`reporter explain RULE` shows more of one.\n"
