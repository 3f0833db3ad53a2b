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

from reporter import toolkit

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
_ENDED = re.compile(r"[.?!…:;。！？؟۔।][\"'”’)\]}»\s]*$")
_ENUMERATOR = re.compile(r"(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)]$")
_QUOTES = re.compile('["“”]')
_LOOK = 80  # characters looked at on each side of a boundary
# What Punkt needs to learn and to read and write files, which takes three times as long to load as Punkt itself.
_UNUSED = (
    "nltk.internals.overridden",
    "nltk.pathsec.open",
    "nltk.pathsec.validate_path",
    "nltk.picklesec.allowlisted_pickle_load",
    "nltk.probability.FreqDist",
    "nltk.tabdata.TabEncoder",
    "nltk.tokenize.util.string_span_tokenize",
)


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
    nltk = toolkit.nltk_module("nltk.tokenize.punkt", unused=_UNUSED)

    class NewsVars(nltk.PunktLanguageVars):  # type: ignore[misc, name-defined]  # nltk ships no types
        sent_end_chars = _ENDS

    lists = parameters()
    punkt = nltk.PunktParameters()
    punkt.abbrev_types = set(lists.titles | lists.abbreviations)
    punkt.sent_starters = set(lists.starters)
    punkt.collocations = set(lists.collocations)
    punkt.sent_starters |= {"mr.", "mrs.", "ms."}  # Punkt looks abbreviations up with their full stop
    for word in sorted(punkt.sent_starters):
        punkt.add_ortho_context(word, 1 << 1)  # seen with a capital at the beginning of a sentence
        punkt.add_ortho_context(word, 1 << 5)  # and in lower case within one
    tokenizer: _Tokenizer = nltk.PunktSentenceTokenizer(punkt, lang_vars=NewsVars())
    return tokenizer


def sentence_bounds(text: str) -> list[Bounds]:
    """Return the sentences of one paragraph as (start, end), without white space around them.

    All of the paragraph but white space is in some sentence. `text` may hold line breaks; they end no sentence.
    """
    if not text.strip():
        return []
    rough = [b for start, end in _punkt().span_tokenize(text) for b in _ideographic(text, start, end)]
    headline = _ENDED.search(text[-_LOOK:]) is None
    joined: list[Bounds] = []
    for left, right in _with_marks_moved(text, rough):
        if joined and _goes_on(text, joined[-1], (left, right), headline=headline):
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
    last, quote_open, counted = 0, False, 0
    for cut in cuts:
        quote_open = _open_after(text, counted, cut, quote_open=quote_open)
        counted = cut
        moved = _moved(text, cut, last, quote_open=quote_open)
        start, end = _trimmed(text, last, moved)
        if start < end:
            yield start, end
        last = max(last, moved)
    start, end = _trimmed(text, last, len(text))
    if start < end:
        yield start, end


def _open_after(text: str, start: int, end: int, *, quote_open: bool) -> bool:
    """Tell whether a quotation is open after text[start:end]; outlets mix straight and curly marks in one quotation."""
    for mark in _QUOTES.findall(text, start, end):
        quote_open = mark == "“" or (mark == '"' and not quote_open)
    return quote_open


def _moved(text: str, cut: int, last: int, *, quote_open: bool) -> int:
    """Return where the boundary at `cut` really is; `quote_open`: a quotation is open there."""
    at = cut
    while at < len(text) and (text[at] in _CLOSERS or (text[at] == '"' and quote_open)):
        quote_open ^= text[at] == '"'
        at += 1
    if at > cut:
        return at
    end = cut
    while end > last and text[end - 1].isspace():
        end -= 1
    opens = end - 1 > last and text[end - 2].isspace() and (text[end - 1] in "“‘«" or (text[end - 1] == '"' and quote_open))
    return end - 1 if opens else cut


def _goes_on(text: str, left: Bounds, right: Bounds, *, headline: bool) -> bool:
    """Tell whether what Punkt split is one sentence; a headline goes on after a quotation."""
    lists = parameters()
    before, after = text[max(left[0], left[1] - _LOOK) : left[1]], text[right[0] : min(right[1], right[0] + _LOOK)]
    if not any(c.isalnum() for c in after) and len(after) < _LOOK:
        return True
    if left[1] - left[0] <= 4 and _ENUMERATOR.fullmatch(before):  # "1.", "iii."
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
        if first and after[0].isalpha() and word in lists.abbreviations:  # Punkt errs where the next word ends the sentence
            return first[1].casefold() not in lists.starters
        return after[0].isdigit() and word in lists.before_number
    if _AFTER_QUESTION.search(before):
        return headline or bool(lists.attribution.match(after))
    return before[-1] in '"”' and bool(lists.attribution.fullmatch(after.rstrip(".,")))  # "... a mistake." Smith said.
