"""A statement as the mention of a claim."""

from __future__ import annotations

from reporter.schema import Mention, Statement


def mention_of(s: Statement, text: str) -> Mention:
    """Return a statement as the mention of a claim; `text` is its article's."""
    return Mention(
        article=s.article,
        start=s.start,
        end=s.end,
        exact=text[s.start : s.end],
        speaker=s.speaker,
        quoted=s.quoted,
        certainty=s.certainty,
        sentence=s.sentence,
        statement=s.id,
        numbers=s.numbers,
    )
