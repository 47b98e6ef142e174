"""Whether a file of numbers is as its page and its published schema say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[2] / "docs"


def stands_on_the_page(value: Any) -> None:
    """Every field stands on the page, and the schema describes it."""
    schema = json.loads((DOCS / "numbers.schema.json").read_text(encoding="utf-8"))
    _fits(value, schema, schema)
    page = (DOCS / "numbers.md").read_text(encoding="utf-8")
    shape = "".join(re.findall(r"^ {4}.*$", page.split("## The file")[1], re.MULTILINE))
    for name in _names(value):
        assert f'"{name}"' in shape, name


def strings(value: Any) -> Iterator[str]:
    """Every text in it, however deep."""
    if isinstance(value, dict):
        yield from (text for part in value.values() for text in strings(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in strings(part))
    elif isinstance(value, str):
        yield value


def _names(value: Any) -> set[str]:
    if isinstance(value, list):
        return {name for part in value for name in _names(part)}
    return set(value).union(*(_names(part) for part in value.values())) if isinstance(value, dict) else set()


def _fits(value: Any, schema: Any, whole: Any) -> None:
    """As far as this schema goes."""
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    if "oneOf" in schema:
        kinds = {"null": type(None), "integer": int, "array": list, "object": dict}
        schema = next(
            one if "type" in one else _exact(value, whole)
            for one in schema["oneOf"]
            if "type" not in one or isinstance(value, kinds[one["type"]])
        )
    assert "const" not in schema or value == schema["const"]
    assert "enum" not in schema or value in schema["enum"]
    match schema.get("type"):
        case "object":
            assert set(value) == set(schema["required"]) == set(schema["properties"])
            for name, part in schema["properties"].items():
                _fits(value[name], part, whole)
        case "array":
            for part in value:
                _fits(part, schema["items"], whole)
        case "string":
            assert re.search(schema.get("pattern", ""), value)
        case "integer":
            assert type(value) is int and value >= schema.get("minimum", 0)


def _exact(value: Any, whole: Any) -> Any:
    return whole["$defs"]["number"]["oneOf"][isinstance(value, list)]
