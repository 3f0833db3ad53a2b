"""Any text whatever made inert: for HTML, for Markdown, in links and in anchors.

Article text is hostile. Nothing of it may act, hide or turn the text around
it: control, bidirectional and zero-width characters are written out.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from reporter.errors import RenderError
from reporter.schema import digest

# Characters that cannot be seen, or that turn the order of others around. Tab, line feed and carriage return are white space.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_JOINERS = ("\u200c", "\u200d")
_MARKDOWN = re.compile(r"[\\`*_{}\[\]|~]")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_LINE_START = re.compile(r"^(?:([#+\-=:])|(\d{1,9})([.)])(?=\s|$))")
_ANCHOR = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_HTTP = re.compile(r"https?://[^\s\"'<>\\^`{|}\x00-\x20\x7f]+", re.ASCII | re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)
_NOTE_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "h5", "h6", "br", "hr"}


def _written_out(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match.group()):04X}⟩"


def visible(text: str) -> str:
    """Return `text` with characters that hide or reorder text written out, e.g. "⟨U+202E⟩"."""
    shown = _UNSEEN.sub(_written_out, text)
    return _joiner().sub(_written_out, shown) if any(joiner in shown for joiner in _JOINERS) else shown


@functools.cache
def _joiner() -> re.Pattern[str]:
    """Return the joiners that hide: they are part of Persian or Hindi words and of emoji, and of nothing else."""
    return re.compile("(?<![\u0590-\U0001ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\U0001ffff])")


def markdown(text: str) -> str:
    """Return `text` on one line so that any Markdown renderer shows it as it is: nothing in it is syntax or HTML."""
    line = " ".join(visible(text).split())
    line = _ENTITY.sub("&amp;", line).replace("<", "&lt;").replace(">", "&gt;")
    line = _MARKDOWN.sub(r"\\\g<0>", line)
    return _LINE_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", line)


def anchor(prefix: str, name: str) -> str:
    """Return an id for the page that lasts as long as `name` does."""
    return f"{prefix}-{name if _ANCHOR.fullmatch(name) else digest(name)}"


def http(url: str | None) -> str | None:
    """Return `url` where it is an http or https address, else None."""
    return url if url is not None and _HTTP.fullmatch(url) else None


def language(code: str | None) -> str | None:
    """Return `code` where it can be a language code, else None."""
    return code if code is not None and _LANGUAGE.fullmatch(code) else None


def note_html(note: str) -> str:
    """Return the editor's note, Markdown, as sanitised HTML: few tags, no attributes but http(s) links.

    Raises:
        RenderError: the note is nested too deep to be read.
    """
    # Imported on use: only a briefing with a note needs them.
    import markdown as markdown_library
    import nh3

    settings: dict[str, Any] = {"toc": {"baselevel": 3}}  # the page has its own headings above
    try:
        html = markdown_library.markdown(visible(note), extensions=["toc", "sane_lists"], extension_configs=settings)
    except RecursionError as error:
        raise RenderError("editor's note: nested too deep; write it with fewer levels of quotes and lists") from error
    return nh3.clean(
        html,
        tags=_NOTE_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer nofollow",
    )


def note_markdown(note: str) -> str:
    """Return the editor's note as a quoted block of Markdown: its own formatting kept, HTML, pictures and other links inert."""
    text = visible(note).replace("&", "&amp;").replace("<", "&lt;").replace("{", r"\{").replace("![", r"!\[")
    text = re.sub(r"\](?=\((?!https?://))", r"]\\", text)  # [x](javascript:…)
    text = re.sub(r"\](?=\s*[:\[])", r"]\\", text)  # definitions, footnotes and [x][y]
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())
