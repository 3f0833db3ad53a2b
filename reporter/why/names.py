"""What is meant by a name as the page shows it: a claim, a finding or a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from reporter.errors import ConfigError
from reporter.render import inert, wording
from reporter.render.index import Index
from reporter.schema import Claim, Finding, Sentence

Named = Claim | Finding | Sentence

_NEAR = 5  # names that an error lists
_LEAST_PREFIX = 4  # digits; fewer are a claim's number, and no beginning of an id


def named(index: Index, name: str) -> Named:
    """Return what `name` names: a claim's number, an id or its beginning, a sentence such as "A1", or a rule with one finding.

    Raises:
        ConfigError: nothing is called that, or more than one thing.
    """
    wanted = name.removeprefix("#")
    known = _known(index)
    if wanted in known:
        return known[wanted]
    by_rule = [f for f in index.briefing.findings if f.rule == wanted]
    number_only = wanted.isdecimal() and len(wanted) < _LEAST_PREFIX
    found = by_rule or ([] if number_only or not wanted else _beginning_with(known, wanted))
    if len(found) == 1:
        return found[0]
    if found:
        raise ConfigError(f"{name!r} is more than one:\n" + "\n".join(_line(index, f) for f in found))
    near = [known[key] for key in get_close_matches(wanted, known, n=_NEAR, cutoff=0.4)] or list(known.values())[:_NEAR]
    told = "\n".join(dict.fromkeys(_line(index, n) for n in near))
    numbers = f"its claims are 1 to {len(index.claims)}" if index.claims else "it has no claims"
    raise ConfigError(f"nothing in this briefing is called {name!r}; {numbers}; near it:\n{told}")


def label(index: Index, item: Named) -> str:
    """Return what the page calls a claim, finding or sentence: "c-5be1…", "A1"."""
    if isinstance(item, Sentence):
        return index.ref(item).code
    return inert.anchor("c" if isinstance(item, Claim) else "f", item.id)


def _known(index: Index) -> Mapping[str, Named]:
    known: dict[str, Named] = {str(index.number[c.id]): c for c in index.claims}
    items: list[Named] = [*index.claims, *index.briefing.findings, *index.briefing.sentences]
    for item in items:
        known.setdefault(label(index, item), item)
    return known


def _beginning_with(known: Mapping[str, Named], prefix: str) -> list[Named]:
    """Return the claims and findings whose id begins so, with or without the letter that the page puts before it."""
    ids = {key: item for key, item in known.items() if not isinstance(item, Sentence) and not key.isdecimal()}
    return [item for key, item in ids.items() if key.startswith(prefix) or key[2:].startswith(prefix)]


def _line(index: Index, item: Named) -> str:
    if isinstance(item, Claim):
        return f"{label(index, item)}: claim {index.number[item.id]}, {wording.shorten(item.text, 80)}"
    if isinstance(item, Finding):
        return f"{label(index, item)}: {item.rule}, {wording.shorten(item.message, 80)}"
    text = index.articles[item.article].text[item.start : item.end]
    return f"{label(index, item)}: {wording.shorten(text, 80)}"
