"""The JSON Schema of an export, made of the tables. It lies in every export; `docs/export.schema.json` is made anew by
`python -m ips_tui.exchange.schema > docs/export.schema.json`.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from sqlalchemy import Column

from ips_tui.exchange.folder import FORMAT, VERSION, file_name
from ips_tui.store.portable import DAY, ID, Kept, Portable, kept_tables
from ips_tui.store.schema import HEAD
from ips_tui.store.store import PRACTICE, TEAM

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FILE = "a_file"
"""No table is called like that."""
_DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_COUNT = {"type": "integer", "minimum": 0}


def export_schema() -> dict[str, Any]:
    """The schema: of the manifest as a whole, and below `$defs` that of a line of each table."""
    tables = kept_tables()
    return {
        "$schema": DIALECT,
        "title": "An export of ips-tui",
        "description": f"manifest.json is valid against this schema, each line of TABLE.jsonl against #/$defs/TABLE."
        f" Schema {HEAD} of the store.",
        **_manifest(tables),
        "$defs": {
            _FILE: _whole({"rows": _COUNT, "bytes": _COUNT, "sha256": _DIGEST}),
            **{kept.name: _row(kept) for kept in tables},
        },
    }


def rendered() -> str:
    """The schema as it is published: a line for each column, so that a change of one can be seen."""
    schema = export_schema()
    tables = schema.pop("$defs")
    begin = json.dumps(schema, indent=1, ensure_ascii=False).removesuffix("\n}")
    lines = ",\n".join(_lines(name, table) for name, table in tables.items())
    return f'{begin},\n "$defs": {{\n{lines}\n }}\n}}\n'


def _lines(name: str, table: dict[str, Any]) -> str:
    columns = ",\n".join(f"   {_one_line(column)}: {_one_line(said)}" for column, said in table["properties"].items())
    rest = {key: said for key, said in table.items() if key != "properties"}
    return f'  {_one_line(name)}: {_one_line(rest)[:-1]}, "properties": {{\n{columns}}}}}'


def _one_line(said: Any) -> str:
    return json.dumps(said, ensure_ascii=False)


def _manifest(tables: tuple[Kept, ...]) -> dict[str, Any]:
    day, row_id = dict(DAY), dict(ID)
    return _whole(
        {
            "format": {"const": FORMAT},
            "format_version": {"const": VERSION},
            "schema": {"const": HEAD},
            "program": {"type": "string"},
            "made_on": day,
            "made_by": _or_null(row_id),
            "site": _whole(
                {
                    "id": row_id,
                    "kind": {"enum": [TEAM, PRACTICE]},
                    "letter": {"type": "string", "pattern": "^[A-Z]$"},
                    "practice_day": _or_null(day),
                }
            ),
            "files": _whole({file_name(kept.name): {"$ref": f"#/$defs/{_FILE}"} for kept in tables}),
            "sha256": _DIGEST,
        }
    )


def _row(kept: Kept) -> dict[str, Any]:
    return _whole({name: _cell(kept.table.columns[name], found) for name, found in kept.columns.items()})


def _cell(column: Column[Any], found: Portable) -> dict[str, Any]:
    said = _or_null(dict(found.schema)) if column.nullable else dict(found.schema)
    for key in column.foreign_keys:
        said["$comment"] = f"id of a row of {key.column.table.name}"
    return said


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    return {**schema, "type": [schema["type"], "null"]}


def _whole(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(rendered())
