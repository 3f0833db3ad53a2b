"""Where sentences end: NLTK's Punkt with parameters of our own, then rules for what Punkt cannot know.

Method: Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational Linguistics 32 (2006).
Only the decision procedure is used; its parameters are not learnt but stand in punkt.toml.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

Bounds = tuple[int, int]  # start and end of a sentence

_ENDS = (".", "?", "!", "…", "؟", "۔", "।", "॥")
_CLOSERS = "”’)]}»›"
_OPENERS = "\"'“‘«‹([{„"
_IDEOGRAPHIC_END = re.compile(r"[。！？｡]+[”’」』）》〉\"']*")  # ends a sentence with no space after it
_FIRST_WORD = re.compile(r"[\"'“‘«‹(\[{„\s]*([^\W\d_]+)")
_LAST_WORD = re.compile(r"([^\s\"'“”‘’(\[{]+)\.$")
_AFTER_QUESTION = re.compile(r"[?!…][\"'”’)\]]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,4}$")
_ENUMERATOR = re.compile(r"(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)]$")
_LOOK = 80  # characters looked at on each side of a boundary


class Parameters(NamedTuple):
    """The lists of punkt.toml, as sets."""

    titles: frozenset[str]
    before_number: frozenset[str]
    abbreviations: frozenset[str]
    starters: frozenset[str]
    collocations: frozenset[tuple[str, str]]
    attribution: re.Pattern[str]  # "Mr. Smith said" at the start of what follows a quotation


class _Tokenizer(Protocol):
    def span_tokenize(self, text: str) -> Iterator[Bounds]: ...


@functools.cache
def parameters() -> Parameters:
    """Return the parameters that the project ships."""
    raw = tomllib.loads((resources.files("reporter.segment") / "punkt.toml").read_text("utf-8"))
    verbs = "|".join(sorted(raw["cue_verbs"].split()))
    return Parameters(
        titles=frozenset(raw["titles"].split()),
        before_number=frozenset(raw["before_number"].split()),
        abbreviations=frozenset(raw["abbreviations"].split()),
        starters=frozenset(raw["starters"].split()),
        collocations=frozenset((a, b) for a, b in raw["collocations"]),
        attribution=re.compile(rf"(?:[^\W\d_][\w.'’-]{{0,30}} ){{1,4}}(?:{verbs})\b"),
    )


@functools.cache
def _punkt() -> _Tokenizer:
    # nltk takes half a second to import: only when there is something to segment.
    from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

    class NewsVars(PunktLanguageVars):
        sent_end_chars = _ENDS

    lists = parameters()
    punkt = PunktParameters()
    punkt.abbrev_types = set(lists.titles | lists.abbreviations)
    punkt.sent_starters = set(lists.starters)
    punkt.collocations = set(lists.collocations)
    for word in lists.starters:
        punkt.add_ortho_context(word, 1 << 1)  # seen with a capital at the beginning of a sentence
        punkt.add_ortho_context(word, 1 << 5)  # and in lower case within one
    tokenizer: _Tokenizer = PunktSentenceTokenizer(punkt, lang_vars=NewsVars())
    return tokenizer


def sentence_bounds(text: str) -> list[Bounds]:
    """Return the sentences of one paragraph as (start, end), without white space around them.

    All of the paragraph but white space is in some sentence. `text` may hold line breaks; they end no sentence.
    """
    if not text.strip():
        return []
    rough = [b for start, end in _punkt().span_tokenize(text) for b in _ideographic(text, start, end)]
    joined: list[Bounds] = []
    for left, right in _with_marks_moved(text, rough):
        if joined and _goes_on(text, joined[-1], (left, right)):
            joined[-1] = (joined[-1][0], right)
        else:
            joined.append((left, right))
    return joined


def _ideographic(text: str, start: int, end: int) -> Iterator[Bounds]:
    for match in _IDEOGRAPHIC_END.finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    if start < end:
        yield start, end


def _trimmed(text: str, start: int, end: int) -> Bounds:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _with_marks_moved(text: str, bounds: list[Bounds]) -> Iterator[Bounds]:
    """Give each quotation mark and bracket at a boundary to the sentence that it belongs to."""
    cuts = [start for start, _ in bounds[1:]]
    last, open_straight, counted = 0, False, 0
    for cut in cuts:
        open_straight ^= bool(text.count('"', counted, cut) % 2)
        counted = cut
        moved = _moved(text, cut, last, open_straight=open_straight)
        start, end = _trimmed(text, last, moved)
        if start < end:
            yield start, end
        last = max(last, moved)
    start, end = _trimmed(text, last, len(text))
    if start < end:
        yield start, end


def _moved(text: str, cut: int, last: int, *, open_straight: bool) -> int:
    """Return where the boundary at `cut` really is; `open_straight`: a straight quotation is open there."""
    at = cut
    while at < len(text) and (text[at] in _CLOSERS or (text[at] == '"' and open_straight)):
        open_straight ^= text[at] == '"'
        at += 1
    if at > cut:
        return at
    end = cut
    while end > last and text[end - 1].isspace():
        end -= 1
    opens = end - 1 > last and text[end - 2].isspace() and (text[end - 1] in "“‘«" or (text[end - 1] == '"' and open_straight))
    return end - 1 if opens else cut


def _goes_on(text: str, left: Bounds, right: Bounds) -> bool:
    """Tell whether what Punkt split is one sentence."""
    lists = parameters()
    before, after = text[max(left[0], left[1] - _LOOK) : left[1]], text[right[0] : min(right[1], right[0] + _LOOK)]
    if not any(c.isalnum() for c in after) and len(after) < _LOOK:
        return True
    if left[1] - left[0] <= 4 and _ENUMERATOR.fullmatch(before):  # noqa: PLR2004 - "iii." is four characters
        return True
    first = _FIRST_WORD.match(after)
    if first and first[1].islower():
        return True
    last = _LAST_WORD.search(before)
    if last:
        word = last[1].casefold()
        if word in lists.titles or word.rpartition("-")[2] in lists.titles:
            return True
        if first and _INITIALS.fullmatch(last[0]) and word not in lists.abbreviations:  # "W.R. Grace"
            return first[1].casefold() not in lists.starters
        return after[0].isdigit() and word in lists.before_number
    return bool(_AFTER_QUESTION.search(before) and lists.attribution.match(after))
