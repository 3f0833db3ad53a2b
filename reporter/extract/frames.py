"""Clauses with their speaker and subject given back, for an embedding model."""

from __future__ import annotations

from reporter.extract.clauses import Clause
from reporter.text import collapse

_OPENERS = ("that ", "and ", "but ", "or ", "while ", "although ", "though ")


def frame(exact: str, clause: Clause, *, speaker: str | None, subject: str | None, opens_with_speaker: bool) -> str:
    """Return `exact` with `subject` before it where it was left out, and the speaker before that."""
    text = collapse(exact).strip("\"“”„«»")
    lowered = text[:12].lower()
    for opener in _OPENERS:
        if lowered.startswith(opener):
            text = text[len(opener) :]
            break
    text = text.strip("\"“” ")
    if subject and clause.subject is not None:
        text = f"{collapse(subject)} {text}"
    if speaker and not opens_with_speaker:
        return f"{speaker} said: {text}"
    return text
