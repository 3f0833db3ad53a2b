"""Clauses with their speaker and subject given back, for an embedding model."""

from __future__ import annotations

from reporter.text import collapse

_MARKS = '"“”„«» '
_OPENERS = ("that ", "and ", "but ", "or ", "while ", "although ", "though ", "who ", "which ")


def frame(clause: str, *, speaker: str | None, subject: str | None) -> str:
    """Return `clause` on one line with `subject` before it where it was left out, and who says it before that."""
    text = collapse(clause).strip(_MARKS)
    lowered = text[:10].lower()
    for opener in _OPENERS:
        if lowered.startswith(opener):
            text = text[len(opener) :].lstrip(_MARKS)
            break
    if subject:
        text = f"{collapse(subject)} {text}"
    return f"{speaker} said: {text}" if speaker else text
