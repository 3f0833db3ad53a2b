"""How well it is found who says what: `python -m benchmarks.attribution FILE.jsonl [--errors]`.

Each line of the file is an article: {"id", "text", "attributions": [{"source", "cue", "content"}]}, offsets as [start, end].
An attributed content is found where our statements with a speaker cover half of it or more; a statement is right where half
of it or more lies in attributed contents. Its speaker is right where the longest of these statements has a speaker who
shares a word with the labelled source. Sources that are mere pronouns name nobody, so they are left out of the speakers.
A content that begins with a quotation mark is direct; one that has a mark elsewhere is mixed; others are indirect.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from reporter import extract, segment
from reporter.read import assemble
from reporter.schema import Name, RawArticle, Statement

KINDS = ("direct", "mixed", "indirect")
_MARKS = '"“”„«»'
_PRONOUNS = frozenset("he she they him her them i we it who his their also has have".split())
_WORD = re.compile(r"\w+")


class Content(NamedTuple):
    """A labelled content: its spans, which an attribution may part, and the words of its source."""

    spans: tuple[tuple[int, int], ...]
    kind: str
    source: frozenset[str]


class Score(NamedTuple):
    """What is counted for one kind of quotation."""

    wanted: int
    found: int
    told: int
    right: int
    named: int  # found ones whose source is more than a pronoun
    speakers: int  # of these, with the right speaker

    @property
    def recall(self) -> float:
        """Part of the labelled contents that were found."""
        return self.found / max(self.wanted, 1)

    @property
    def precision(self) -> float:
        """Part of our attributed statements that lie in labelled contents."""
        return self.right / max(self.told, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)

    @property
    def speaker(self) -> float:
        """Part of the found contents with a named source that have the right speaker."""
        return self.speakers / max(self.named, 1)


def contents(document: Mapping[str, Any]) -> Iterator[Content]:
    """Yield the labelled contents of an article."""
    text = document["text"]
    for one in document["attributions"]:
        if not one["content"]:
            continue
        spans = tuple(sorted((a, b) for a, b in one["content"]))
        body = text[spans[0][0] : spans[-1][1]].strip()
        kind = "direct" if body[:1] in _MARKS else "mixed" if any(c in _MARKS for c in body) else "indirect"
        source = " ".join(text[a:b] for a, b in one.get("source", ()))
        yield Content(spans, kind, frozenset(_WORD.findall(source.lower())))


def _shared(statement: Statement, spans: Sequence[tuple[int, int]]) -> int:
    """Return how many characters a statement has in common with spans."""
    return sum(max(0, min(statement.end, b) - max(statement.start, a)) for a, b in spans)


def _same_speaker(statement: Statement, names: Mapping[str, Name], source: frozenset[str]) -> bool:
    name = names.get(statement.speaker or "")
    told = " ".join((*name.variants, name.display) if name else (statement.speaker or "",)).lower()
    return bool(({w for w in _WORD.findall(told) if len(w) > 2} - {"the", "and"}) & source)


def measure(path: Path, errors: list[str] | None = None) -> dict[str, Score]:
    """Return the scores on the articles in `path`, a kind each; what went wrong is added to `errors`."""
    count: Counter[tuple[str, str]] = Counter()
    for line in path.read_text("utf-8").splitlines():
        document = json.loads(line)
        story = assemble([RawArticle(id="a", text=document["text"])])
        sentences = segment.sentences(story)
        names = extract.names(story, sentences)
        attributed = [s for s in extract.statements(story, sentences, names) if s.speaker is not None]
        _count(list(contents(document)), attributed, {n.key: n for n in names}, document["text"], count, errors)
    return {k: Score(*(count[k, field] for field in Score._fields)) for k in KINDS}


def _count(
    wanted: Sequence[Content],
    attributed: Sequence[Statement],
    names: Mapping[str, Name],
    text: str,
    count: Counter[tuple[str, str]],
    errors: list[str] | None,
) -> None:
    for one in wanted:
        covering = [s for s in attributed if _shared(s, one.spans)]
        found = 2 * sum(_shared(s, one.spans) for s in covering) >= sum(b - a for a, b in one.spans)
        count[one.kind, "wanted"] += 1
        count[one.kind, "found"] += found
        named = found and bool(one.source - _PRONOUNS)
        best = max(covering, key=lambda s: _shared(s, one.spans), default=None)
        right = named and best is not None and _same_speaker(best, names, one.source)
        count[one.kind, "named"] += named
        count[one.kind, "speakers"] += right
        if errors is not None and (not found or (named and not right)):
            what = f"speaker {best.speaker}" if found and best is not None else "not found"
            errors.append(
                f"{one.kind} {what} / {' '.join(sorted(one.source))} / {text[max(0, one.spans[0][0] - 90) : one.spans[-1][1] + 90]!r}"
            )
    for statement in attributed:
        kind = "direct" if statement.quoted else "mixed" if statement.quotations else "indirect"
        inside = sum(_shared(statement, c.spans) for c in wanted)
        right = 2 * inside >= statement.end - statement.start
        count[kind, "told"] += 1
        count[kind, "right"] += right
        if errors is not None and not right:
            errors.append(
                f"{kind} told {statement.speaker} / {statement.cue} / {text[max(0, statement.start - 60) : statement.end + 60]!r}"
            )


def main() -> None:
    """Print a line a kind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what went wrong")
    options = parser.parse_args()
    errors: list[str] | None = [] if options.errors else None
    for kind, score in measure(options.file, errors).items():
        sys.stdout.write(
            f"{kind} quotations: precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f} ({score.wanted}); "
            f"speaker {score.speaker:.3f} ({score.named})\n"
        )
    sys.stdout.write("".join(f"{line}\n" for line in errors or ()))


if __name__ == "__main__":
    main()
