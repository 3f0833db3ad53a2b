"""Names of news agencies and outlets: known ones by canonical name, others by how such names are built."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import NamedTuple

from reporter.text import fold

# "Mehr news agency", "Des Moines Register": what the last word of an outlet's name is, where the table does not have it.
_HEADS = (
    "News Agency|news agency|Press Agency|press agency|News Service|news service|newspaper|Times|Post|Journal|Herald|Tribune|Chronicle"
    "|Gazette|Telegraph|Guardian|Observer|Inquirer|Examiner|Register|Courier|Dispatch|Sentinel|Globe|Courant|News|Television|TV|Radio"
    "|Today|Daily|Mail|Mirror|Standard|Monitor|Review|Magazine|Star|Sun|Bee"
)
_NO_NAME = (
    r"(?!(?:The|A|An|This|That|As|In|On|At|But|And|Or|His|Her|Their|Its|One|When|While|After|Before|If|For|To|By|Two|Both|Some|Many) "
    r"|Federal Register|Official )"
)
_GENERIC = rf"{_NO_NAME}(?:[A-Z][\w’'-]{{1,20}} ){{1,3}}(?:{_HEADS})"
_TAIL = re.compile(r" (?:news agency|press agency|newspaper|news service)$", re.IGNORECASE)
_STATION = re.compile(r"([KW][A-Z]{2,3})(?:-(?:TV|FM|AM|DT)|(?: [A-Z]\w+)? News)$")  # call signs, however the station dresses them up
_AGENCY_TAIL = re.compile(r"(?:news|press) agency$", re.IGNORECASE)


class Table(NamedTuple):
    """The known names: `canonical` by folded spelling, `pattern` matches any known or well-built name."""

    canonical: dict[str, str]
    agencies: frozenset[str]
    pattern: str


@functools.cache
def table() -> Table:
    """Return the names that the project ships in outlets.toml."""
    raw = tomllib.loads((resources.files("reporter.read") / "outlets.toml").read_text("utf-8"))
    spellings = {spelling: name for group in raw.values() for name, all_ in group.items() for spelling in all_}
    longest_first = sorted(spellings, key=lambda s: (-len(s), s))
    known = "|".join(re.escape(s) for s in longest_first)
    canonical = {_key(spelling): name for spelling, name in spellings.items()}
    canonical.update({_key(name): name for name in spellings.values()})
    return Table(canonical, frozenset(raw["agencies"]), rf"(?:(?:The|the) )?(?:(?:{known})(?![\w-])|{_GENERIC}(?![\w-]))")


def pattern(also: tuple[str, ...] = ()) -> str:
    """Return the pattern of known and well-built names, and of those in `also`, the longest first."""
    if not also:
        return table().pattern
    own = "|".join(re.escape(name) for name in sorted(also, key=lambda n: (-len(n), n)))
    return rf"(?:(?:(?:The|the) )?(?:{own})(?![\w-])|{table().pattern})"


def _key(name: str) -> str:
    return fold(name).removeprefix("the ").strip()


def canonical(name: str) -> str:
    """Return the canonical form of an outlet's name; an unknown name comes back without "the" and "news agency"."""
    collapsed = " ".join(name.split())
    known = table().canonical.get(_key(collapsed))
    if known:
        return known
    station = _STATION.match(collapsed)
    if station:
        return station[1]
    bare = _TAIL.sub("", collapsed)
    return table().canonical.get(_key(bare), re.sub(r"^the ", "", bare))


def is_agency(name: str) -> bool:
    """Tell whether `name` is a known news agency, or is built like one ("Mehr news agency")."""
    return canonical(name) in table().agencies or bool(_AGENCY_TAIL.search(name))


def known(name: str) -> bool:
    """Tell whether `name` is in the table."""
    return _key(" ".join(name.split())) in table().canonical


@functools.cache
def short_names() -> frozenset[str]:
    """Return the last words by which papers are named once an article has named them in full: "The Times", "Journal"."""
    bare = _HEADS.split("|newspaper|")[1].split("|Radio|", maxsplit=1)[0].split("|")
    return frozenset(name for word in bare for name in (word, f"The {word}"))


def find(text: str, also: tuple[str, ...] = ()) -> list[str]:
    """Return the canonical names of the outlets that a short `text` names, in text order, each once."""
    return list(dict.fromkeys(canonical(m[0]) for m in _compiled(also).finditer(text)))


@functools.lru_cache(maxsize=64)
def _compiled(also: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'-])(?:{pattern(also)})")
