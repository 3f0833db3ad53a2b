"""Articles that are not all there: cut off at a paywall or in the middle, very short beside the others, or badly extracted.

What such an article leaves out cannot be told from what was lost of it.
"""

from __future__ import annotations

import re
from statistics import median
from typing import Literal, NamedTuple

from reporter.schema import Article, Span, Story
from reporter.text import words

Kind = Literal["cut-off", "short", "extraction"]

_TAIL = 1200  # characters at the end in which a paywall's lines stand
_PAYWALL = re.compile(
    r"(?:subscribe|sign in|log in|sign up|register|create (?:a|an|your) (?:free )?account)(?: now| today| here)? (?:to|and) "
    r"(?:continue(?: reading)?|keep reading|read|access|unlock|view|finish|see the (?:full|rest))"
    r"|to (?:continue|keep) reading(?: this (?:article|story))?,? (?:please )?(?:subscribe|sign|log|register|you)"
    r"|already (?:a|an) (?:subscriber|member)\?|(?:this|the) (?:article|story|content) is (?:only )?(?:available |reserved )?(?:for|to)"
    r" (?:\w+ ){0,2}(?:subscribers|members)|(?:subscriber|member)s?[- ]only (?:article|content|story)"
    r"|you(?: have|[’']ve) (?:reached|used|read) (?:your|all|the) (?:\w+ ){0,4}(?:free )?(?:articles?|stories|limit)"
    r"|(?:read|view|get) the (?:full|rest of (?:the|this)|complete|whole) (?:article|story|report|interview|piece)"
    r"(?: (?:at|on|in|here|by|with)\b|\s*[.»›>→]*\s*$)|\[\+\d+ chars\]",
    re.IGNORECASE | re.MULTILINE,
)
_GOES_ON = re.compile(
    r"(?:continue reading|read more|read on|keep reading|more\s?[»›>→]|click (?:here )?(?:to|for) (?:read )?more)[ .…»›>→]*$", re.IGNORECASE
)
_ELLIPSIS = re.compile(r"(?:\.\.\.|…|\[(?:\.\.\.|…)\])[\"”’)\]]*$")
_ENDED = re.compile(r"\b(?:said|says|added|told reporters)$|[.!?:;][\"”’'»)\]*]*$|[\"”»)\]]$|[-–—*#_|/]$")
_BROKEN = re.compile(
    r"[\ufffd\u0080-\u009f]|â€|Ã[\u0080-\u00bf©¨¼¶¤]|Â[\u00a0-\u00bf]|&(?:[a-z]{2,6}|#\d{2,5});|</?(?:p|div|span|a|br|li)\b[^>\n]{0,200}>|\\u00[0-9a-f]{2}"
)
_SCRIPT = re.compile(
    r"(?:please )?enable (?:javascript|cookies|js)\b|javascript (?:is|must be) (?:disabled|enabled|required)|(?:we|this site) uses? cookies"
    r"|accept (?:all )?cookies|verify (?:that )?you are (?:a )?human|access (?:to this page has been )?denied"
    r"|ad ?blocker|403 forbidden|page not found",
    re.IGNORECASE,
)
_BROKEN_SHARE = 0.004  # of the characters
_SHORT_WORDS = 200
_SHORT_SHARE = 0.3  # of the median length of the other articles
_LAST_WORDS = 4  # a last line of fewer words may be a name or a label: it need not end as a sentence does
_HEAD = 2  # lines in which a headline stands
_REPEATED = 60  # characters of a line that an article has only once


class Lack(NamedTuple):
    """Why an article is taken for incomplete, and where that shows."""

    kind: Kind
    reason: str
    place: Span


def lack(story: Story, article: Article) -> Lack | None:
    """Return what `article` lacks, the clearest sign of it; None where it seems whole."""
    return _read_in_part(article) or _cut_off(story, article) or _badly_extracted(article) or _short(story, article)


def _read_in_part(article: Article) -> Lack | None:
    """Return what the reader of its file knows to be missing of it."""
    start = len(article.text) - len(article.text.lstrip())
    for loss in article.losses:
        place = _span(article, start, start + len(article.text[start:].partition("\n")[0].rstrip()))
        if loss.kind in {"truncated", "paywalled"}:
            return Lack("cut-off", f"was read in part only ({loss.reason})", place)
        said = f"may not be the article ({loss.reason})" if loss.kind == "cookie-wall" else f"is {loss.reason}"
        return Lack("extraction", said, place)
    return None


def _cut_off(story: Story, article: Article) -> Lack | None:
    text = article.text
    length = len(text.rstrip())
    paywalls = list(_PAYWALL.finditer(text, max(0, length - _TAIL)))
    if paywalls:
        return Lack("cut-off", "ends at a line that asks to subscribe or to read on elsewhere", _span(article, *paywalls[-1].span()))
    aside = {(s.start, s.end): s.reason for s in story.set_aside if s.article == article.id}
    lines = [(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text)]
    if lines and _GOES_ON.match(text, *lines[-1]):
        return Lack("cut-off", "ends at a line that asks to read on elsewhere", _span(article, lines[-1][0], length))
    last = next(((a, b) for a, b in reversed(lines) if not any(s <= a and b <= e + 1 for s, e in aside)), None)
    if last is None:
        return None
    line = text[last[0] : last[1]].rstrip()
    place = _span(article, last[0], last[0] + len(line))
    if _ELLIPSIS.search(line):
        return Lack("cut-off", "ends in an ellipsis", place)
    if _GOES_ON.search(line) and not _ENDED.search(line):
        return Lack("cut-off", "ends at a line that asks to read on elsewhere", place)
    if len(line.split()) > _LAST_WORDS and not _ENDED.search(line) and len(lines) > 1 and not _headline(line):
        return Lack("cut-off", "ends in the middle of a sentence", place)
    return None


def _headline(line: str) -> bool:
    """Tell whether most words are capitalised: the headline of another article, which ends without a full stop."""
    told = line.split()
    return sum(w[:1].isupper() for w in told) > len(told) / 2


def _badly_extracted(article: Article) -> Lack | None:
    text = article.text
    broken = list(_BROKEN.finditer(text))
    if len(broken) >= 3 and sum(m.end() - m.start() for m in broken) >= _BROKEN_SHARE * len(text):
        return Lack("extraction", "has characters or markup that were not decoded", _span(article, *broken[0].span()))
    script = _SCRIPT.search(text)
    if script and article.word_count < _SHORT_WORDS:
        return Lack("extraction", "holds a web page’s own messages in place of the article", _span(article, *script.span()))
    seen: set[str] = set()
    twice: set[str] = set()
    for number, match in enumerate(re.finditer(r"\S[^\n]*", text)):
        line = match[0].strip()
        if number < _HEAD or not _ENDED.search(line):  # a headline is often given twice
            continue
        if len(line) >= _REPEATED and line in seen:
            twice.add(line)
        if len(twice) > 1:  # one alone stands in reports that are written on through a day
            return Lack("extraction", "has paragraphs twice", _span(article, match.start(), match.start() + len(line)))
        seen.add(line)
    return None


def _short(story: Story, article: Article) -> Lack | None:
    others = [a.word_count for a in story.articles if a.id != article.id and a.id not in story.off_topic]
    if not others or article.word_count >= min(_SHORT_WORDS, _SHORT_SHARE * median(others)):
        return None
    spans = words(article.text)
    return (
        Lack(
            "short",
            f"has {article.word_count} words, the others {round(median(others))} (median)",
            _span(article, spans[0][0], spans[-1][1]),
        )
        if spans
        else None
    )


def _span(article: Article, start: int, end: int) -> Span:
    return Span(article=article.id, start=start, end=end)
