"""The briefing for programs: JSON and its schema, both from the types of `reporter.schema`."""

from __future__ import annotations

import json

import msgspec

from reporter.schema import SCHEMA_VERSION, Briefing, Record


def encode(record: Record) -> bytes:
    """Return a briefing, or what else is told to programs, as indented JSON, UTF-8, with a line feed at the end."""
    try:
        return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"
    except UnicodeEncodeError:  # half of a surrogate pair, which UTF-8 has no form for: JSON has one, \ud800
        text = json.dumps(msgspec.to_builtins(record), ensure_ascii=False, indent=2)
        return text.encode("utf-8", "backslashreplace") + b"\n"


def schema() -> bytes:
    """Return the JSON Schema of what `encode` writes (docs/briefing.schema.json)."""
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A briefing of reporter, schema_version {SCHEMA_VERSION}",
        **msgspec.json.schema(Briefing),
    }
    return json.dumps(described, ensure_ascii=False, indent=2).encode() + b"\n"
