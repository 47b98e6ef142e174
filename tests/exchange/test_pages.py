"""What is published about an export is what is written: the schema, the page, the sheets for a spreadsheet."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ips_tui.casework import contacts
from ips_tui.casework.session import Desk
from ips_tui.clock import SetClock
from ips_tui.exchange.folder import MANIFEST, SCHEMA, Bad
from ips_tui.exchange.schema import export_schema, rendered
from ips_tui.exchange.writing import NoPlaceFor, export_store
from ips_tui.paths import sample
from ips_tui.records import Derived, Table
from ips_tui.store.files import StoreFiles
from ips_tui.store.journal import record_tables
from ips_tui.store.portable import LEFT_OUT, kept_tables
from ips_tui.text import clean, safe_cell
from tests import told

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "export.md").read_text(encoding="utf-8")
TYPES: dict[str, Any] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "object": dict,
    "array": list,
    "null": type(None),
}


def _fits(schema: dict[str, Any], said: Any) -> bool:
    """Whether this is valid against the schema, as far as JSON Schema is used here."""
    known = {"type", "pattern", "enum", "const", "minimum", "maximum", "properties", "required", "items", "$ref"}
    known |= {
        "additionalProperties",
        "format",
        "contentEncoding",
        "$comment",
        "$schema",
        "title",
        "description",
        "$defs",
    }
    assert schema.keys() <= known, schema.keys() - known
    if "$ref" in schema:
        return _fits(export_schema()["$defs"][schema["$ref"].removeprefix("#/$defs/")], said)
    if "const" in schema and said != schema["const"]:
        return False
    if "enum" in schema and said not in schema["enum"]:
        return False
    types = schema.get("type", [])
    kinds = tuple(TYPES[one] for one in ([types] if isinstance(types, str) else types))
    if kinds and (not isinstance(said, kinds) or (isinstance(said, bool) and bool not in kinds)):
        return False
    if isinstance(said, str) and not re.search(schema.get("pattern", ""), said):
        return False
    if isinstance(said, int) and not schema.get("minimum", said) <= said <= schema.get("maximum", said):
        return False
    if isinstance(said, list):
        return all(_fits(schema["items"], one) for one in said)
    if isinstance(said, dict):
        assert schema["additionalProperties"] is False
        own = schema["properties"]
        return said.keys() == set(schema["required"]) == own.keys() and all(_fits(own[k], v) for k, v in said.items())
    return True


def test_the_published_schema_is_that_of_the_tables_and_the_sample_fits(tmp_path: Path, clock: SetClock) -> None:
    published = (DOCS / "export.schema.json").read_text(encoding="utf-8")
    assert published == rendered(), "python -m ips_tui.exchange.schema > docs/export.schema.json"
    schema = json.loads(published)
    assert schema == export_schema()
    desk = told.desk_at(StoreFiles(sample()), clock, practice=True)
    desk.open_practice(readonly=True)
    export_store(desk, tmp_path / "out")
    desk.close()
    assert (tmp_path / "out" / SCHEMA).read_text(encoding="utf-8") == published
    assert _fits(schema, json.loads((tmp_path / "out" / MANIFEST).read_bytes()))
    seen = 0
    for kept in kept_tables():
        for line in (tmp_path / "out" / f"{kept.name}.jsonl").read_bytes().splitlines():
            assert _fits(schema["$defs"][kept.name], json.loads(line)), kept.name
            seen += 1
    assert seen > 2000
    # The check can fail.
    row = json.loads((tmp_path / "out" / "contact.jsonl").read_bytes().splitlines()[0])
    for wrong in ({"mode": "x"}, {"summary": 5}, {"id": "x"}, {"more": 1}, {"minutes": True}, {"happened_on": None}):
        assert not _fits(schema["$defs"]["contact"], row | wrong), wrong


def test_the_page_decides_about_every_table() -> None:
    derived = {str(m.class_.__tablename__) for m in Table.registry.mappers if issubclass(m.class_, Derived)}
    machinery = {kept.name for kept in kept_tables()} - record_tables()
    named = {
        name: line for line in PAGE.splitlines() if line.startswith("|") for name in re.findall(r"`([a-z_]+)`", line)
    }
    for name in machinery:
        assert "| yes" in named[name], name
    for name in (LEFT_OUT | derived) - {"site"}:
        assert "| no" in named[name], name
    assert "manifest" in named["site"]
    assert set(re.findall(r"^    (\{.*\})$", PAGE, re.MULTILINE)), "it has a line to look at"
    for line in re.findall(r"^    (\{.*\})$", PAGE, re.MULTILINE):
        assert _fits(export_schema()["$defs"]["clinical_team"], json.loads(line))


def test_every_reason_has_a_sentence() -> None:
    texts = told.british().texts
    assert {i for i in texts if i.startswith("export.bad.")} == {f"export.bad.{why.value}" for why in Bad}
    assert {i for i in texts if i.startswith("export.place.")} == {f"export.place.{why.value}" for why in NoPlaceFor}


@settings(max_examples=30)
@given(text=st.text())
@example(text="\x00=1")
@example(text="＝1")
def test_no_cell_begins_like_a_formula(text: str) -> None:
    safe = safe_cell(text)
    # What is hidden in it is not there for a spreadsheet either.
    plain = clean(text, lines=True).text
    assert safe in (plain, f"'{plain}")
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝"))


def test_sheets_are_in_words_quoted_and_safe(desk: Desk, tmp_path: Path) -> None:
    team = told.clinical_team(desk, "=HYPERLINK(1)")
    person = told.participant(desk, team, name='@cmd "x"', telephone="+44 20 1234")
    contacts.record_contact(desk, person, told.contact(summary="=1+1\nsecond, line"))
    gone = told.participant(desk, team, name="Was Removed")
    with desk.writing("test") as writing:
        from ips_tui.records.people import Participant

        writing.get(Participant, gone).removed = True
    export_store(desk, tmp_path / "out", sheets=True)
    folder = tmp_path / "out" / "csv"
    assert {path.stem for path in folder.iterdir()} == record_tables()
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}

    def sheet(table: str) -> list[dict[str, str]]:
        text = (folder / f"{table}.csv").read_bytes().decode()
        assert text.startswith('\ufeff"') and text.endswith('"\r\n')
        # Quoted, every one of them: no cell begins or ends without.
        assert not re.search(r'(?m)^[^"]|,[^"]', re.sub(r'"(?:[^"]|"")*"', '"', text[1:]))
        rows = list(csv.DictReader(text[1:].splitlines(keepends=True)))
        assert all(None not in row and None not in row.values() for row in rows)
        return rows

    (met,) = sheet("contact")
    ref = desk.connection.execute("SELECT ref FROM participant WHERE id = ?", [person.bytes]).fetchone()[0]
    assert (met["Participant"], met["Specialist"], met["How"], met["Day"]) == (ref, "ES1", "face to face", "2026-10-09")
    assert met["What happened"] == "'=1+1\nsecond, line"
    (ada,) = sheet("participant")
    assert (ada["Name"], ada["Telephone"], ada["Clinical team"]) == ('\'@cmd "x"', "'+44 20 1234", "'=HYPERLINK(1)")
    for path in folder.iterdir():
        assert not any(safe_cell(cell) != cell for row in sheet(path.stem) for cell in row.values())
