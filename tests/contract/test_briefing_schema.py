"""The JSON Schema in docs/ is the one of the types, and docs/contract.md names every field."""

from __future__ import annotations

import inspect
import json
from pathlib import Path

import msgspec

from reporter import schema
from reporter.render import Json, machine
from tests.briefings import harbour

ROOT = Path(__file__).resolve().parents[2]


def test_schema_is_current():
    stored = (ROOT / "docs" / "briefing.schema.json").read_bytes()
    assert stored == machine.schema(), "write reporter.render.machine.schema() to docs/briefing.schema.json again"


def test_contract_names_every_field_of_the_briefing():
    page = (ROOT / "docs" / "contract.md").read_text("utf-8")
    described = json.loads(machine.schema())
    fields = {field for part in described["$defs"].values() for field in part["properties"]}
    assert not sorted(f for f in fields if f not in page)


def test_output_has_the_fields_of_the_schema_in_their_order():
    written = json.loads(Json().render(harbour()))
    assert list(written) == [f.encode_name for f in msgspec.structs.fields(schema.Briefing)]
    assert list(written["story"]) == ["id", "title", "from", "to"]
    assert {"from", "to"} <= set(written["origins"][0]["basis"][0])
    assert inspect.isclass(schema.Briefing)


def test_a_briefing_made_before_fields_were_added_is_read():
    written = json.loads(Json().render(harbour()))
    for claim in written["claims"]:
        del claim["agreement"]["outlet_count_min"]
        for mention in claim["mentions"]:
            mention.pop("doubt", None)
    read = msgspec.convert(written, schema.Briefing)
    assert [c.agreement.outlet_count_min for c in read.claims] == [c.agreement.outlet_count for c in read.claims]
    assert all(m.sure for c in read.claims for m in c.mentions)
