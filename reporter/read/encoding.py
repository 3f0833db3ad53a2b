"""Bytes into text: the encoding that a file is in."""

from __future__ import annotations

import codecs
import re

from reporter.errors import InputError

_SAMPLE = 65_536  # bytes that an encoding is told from
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_ENCODINGS = [
    "cp1252",
    "cp1251",
    "koi8_r",
    "cp1256",
    "cp1255",
    "cp1253",
    "cp1254",
    "cp1250",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
]
_CONTROL_SHARE = 0.01  # of the characters: a text file has next to none
_CONTROLS = frozenset(map(chr, [*range(9), *range(14, 27), 127]))
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})"""
    rb"""|^<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 8_192  # bytes


def decoded(data: bytes) -> tuple[str, str | None]:
    """Return the text in `data`, and its encoding where that is not UTF-8. Nothing in the text is changed.

    Raises:
        InputError: empty, binary, or in an encoding that cannot be told.
    """
    if not data:
        raise InputError("the file is empty")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _tried(data, encoding)
            if text is not None:
                return _textual(text), None if encoding == "utf-8-sig" else encoding
    text = _tried(data, "utf-8")
    if text is not None:
        return _textual(text), None
    if b"\x00" in data:
        raise InputError("a binary file, not text")
    return _guessed(data)


def _guessed(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # takes a while to import, and is seldom needed

    matches = from_bytes(data[:_SAMPLE], cp_isolation=_ENCODINGS, enable_fallback=False)
    best = matches.best()
    # Single-byte encodings of neighbouring countries often fit equally well: the commonest is taken.
    equal = {e for m in matches if best and (m.chaos, -m.coherence) <= (best.chaos, -best.coherence) for e in m.could_be_from_charset}
    for encoding in _ENCODINGS:
        text = _tried(data, encoding) if encoding in equal else None
        if text is not None:
            return _textual(text), encoding
    raise InputError("neither UTF-8 nor another encoding that can be told; save it as UTF-8")


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _textual(text: str) -> str:
    if not text.strip():
        raise InputError("the file holds no text")
    if "\x00" in text or sum(c in _CONTROLS for c in text[:_SAMPLE]) > _CONTROL_SHARE * min(len(text), _SAMPLE):
        raise InputError("a binary file, not text")
    return text


def marked_up(data: bytes) -> str:
    """Return the text of a page: by its byte order mark, else as UTF-8, else as it says itself, else as it looks.

    Raises:
        InputError: empty, binary, or in an encoding that cannot be told.
    """
    if not data.startswith(tuple(mark for mark, _ in _MARKS)) and _tried(data, "utf-8") is None:
        match = _DECLARED.search(data[:_DECLARED_WITHIN])
        named = (match[1] or match[2]).decode("ascii") if match else ""
        text = _as_declared(data, named) if _known(named) else None
        if text is not None:
            return _textual(text)
    return decoded(data)[0]


def _as_declared(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding, "replace")
    except UnicodeError:  # some codecs cannot replace
        return None


def _known(name: str) -> bool:
    """Tell whether `name` is an encoding of text: Python has codecs that are none, such as "zip"."""
    try:
        return bool(name) and codecs.lookup(name)._is_text_encoding  # noqa: SLF001 - bytes.decode asks the same
    except LookupError:
        return False
