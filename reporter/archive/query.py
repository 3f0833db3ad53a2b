"""What an editor types into a search, as FTS5 takes it: words and phrases, all of which must be there; nothing of it acts."""

from __future__ import annotations

from reporter.archive.lines import plain
from reporter.errors import ConfigError

_MOST_WORDS = 32
_LONGEST = 1_000  # characters


def match_expression(words: str) -> str:
    """Return the FTS5 expression for words, and phrases between double quotation marks, that must all be there.

    Each is written as an FTS5 string, in which nothing but its closing mark has a meaning: https://www.sqlite.org/fts5.html#fts5_strings

    Raises:
        ConfigError: there is no word, or there are too many.
    """
    parts = plain(words[: _LONGEST + 1]).replace("\x00", " ").translate(dict.fromkeys(map(ord, "“”„«»"), '"')).split('"')
    wanted = [piece for n, part in enumerate(parts) for piece in ([part] if n % 2 else part.split()) if any(c.isalnum() for c in piece)]
    if not wanted:
        raise ConfigError(f"search {words!r}: no word to look for; give one or more")
    if len(wanted) > _MOST_WORDS or len(words) > _LONGEST:
        raise ConfigError(f"search: at most {_MOST_WORDS} words and {_LONGEST} characters; give fewer")
    return " ".join(f'"{piece}"' for piece in wanted)
