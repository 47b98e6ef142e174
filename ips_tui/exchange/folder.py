"""The folder of an export: what lies in it, and the manifest that says so (docs/export.md)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from ips_tui.store.portable import is_portable_id, kept_tables
from ips_tui.store.store import PRACTICE, TEAM

FORMAT = "ips-tui-export"
VERSION = 1
"""Rises when a reader of the earlier one would misread the folder; tables and columns come with the schema."""
MANIFEST = "manifest.json"
SCHEMA = "schema.json"
"""The JSON Schema of manifest and lines, for whoever reads them without this program; it is never read here."""
SHEETS = "csv"
"""The folder of sheets beside the tables; it is never read."""
ENDING = ".jsonl"
LARGEST_MANIFEST = 1 << 20
LARGEST_FILE = 1_000_000_000
"""Bytes; some hundred times the journal of a team over five years."""
STEP = 20_000
"""Rows between two words of progress."""
LONGEST_LINE = 16 << 20
"""Bytes; the longest text that a form takes is far below."""
Told = Callable[[int], None]
"""Is told now and then how many rows are done."""
_PROGRAM = re.compile(r"[0-9A-Za-z.+-]{1,40}", re.ASCII)
_SCHEMA = re.compile(r"[0-9]{4}", re.ASCII)
_LETTER = re.compile(r"[A-Z]", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Bad(StrEnum):
    """Why an export is not taken in; each has a sentence, `export.bad.<word>`."""

    NO_FOLDER = "no_folder"
    NO_MANIFEST = "no_manifest"
    NOT_OURS = "not_ours"
    NEWER_FORMAT = "newer_format"
    NEWER_SCHEMA = "newer_schema"
    OLDER_SCHEMA = "older_schema"
    MANIFEST = "manifest"
    MISSING = "missing"
    NOT_A_FILE = "not_a_file"
    TOO_LARGE = "too_large"
    OTHER_SIZE = "other_size"
    OTHER_DIGEST = "other_digest"
    OTHER_COUNT = "other_count"
    LINE_TOO_LONG = "line_too_long"
    CUT = "cut"
    NO_ROW = "no_row"
    UNKNOWN_COLUMN = "unknown_column"
    MISSING_COLUMN = "missing_column"
    VALUE = "value"
    TWICE = "twice"
    DANGLING = "dangling"
    CROSSED = "crossed"
    NOBODY = "nobody"


class BadExport(Exception):
    """An export that cannot be taken in: why, and where. Files and columns are called as here, nothing is of its
    content.

    `line` counts from 1, 0 where it is about no line. `program` is the version that wrote it, where that is why.
    """

    def __init__(self, why: Bad, file: str = "", line: int = 0, column: str = "", program: str = "") -> None:
        super().__init__(why.value)
        self.why = why
        self.file = file
        self.line = line
        self.column = column
        self.program = program


@dataclass(frozen=True)
class FileFacts:
    """One file of the export: rows, bytes, and the SHA-256 of the bytes in hexadecimal."""

    rows: int
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What an export says of itself."""

    schema: str
    program: str
    made_on: date
    site_id: UUID
    kind: str
    letter: str
    practice_day: date | None
    made_by: UUID | None
    """The member of staff who made it, None where nobody was named."""
    files: Mapping[str, FileFacts]
    """By the name of the table."""

    @property
    def rows(self) -> int:
        """All rows together."""
        return sum(facts.rows for facts in self.files.values())


def nobody(rows: int) -> None:
    """Tells nobody how far it is."""


def file_name(table: str) -> str:
    """The file in which the rows of a table stand."""
    return table + ENDING


def rendered(manifest: Manifest) -> bytes:
    """The manifest as it is written, its own digest last: a changed character anywhere shows."""
    said: dict[str, Any] = {
        "format": FORMAT,
        "format_version": VERSION,
        "schema": manifest.schema,
        "program": manifest.program,
        "made_on": manifest.made_on.isoformat(),
        "made_by": None if manifest.made_by is None else str(manifest.made_by),
        "site": {
            "id": str(manifest.site_id),
            "kind": manifest.kind,
            "letter": manifest.letter,
            "practice_day": None if manifest.practice_day is None else manifest.practice_day.isoformat(),
        },
        "files": {
            file_name(table): {"rows": facts.rows, "bytes": facts.size, "sha256": facts.sha256}
            for table, facts in sorted(manifest.files.items())
        },
    }
    said["sha256"] = hashlib.sha256(_plain(said)).hexdigest()
    return (json.dumps(said, indent=2) + "\n").encode()


def read_manifest(data: bytes, *, known: tuple[str, ...]) -> Manifest:
    """The manifest that these bytes are; `known` are the schemas this program has had, the newest last.

    Raises BadExport: for another format or version first, then for anything that this program would not have written.
    """
    said = parsed(data, MANIFEST)
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise BadExport(Bad.NOT_OURS, MANIFEST)
    if said.get("format_version") != VERSION or isinstance(said["format_version"], bool):
        raise BadExport(Bad.NEWER_FORMAT, MANIFEST)
    try:
        program, schema = _text(said["program"], _PROGRAM), _text(said["schema"], _SCHEMA)
        if schema not in known:
            raise BadExport(Bad.NEWER_SCHEMA, MANIFEST, program=program)
        if schema != known[-1]:
            raise BadExport(Bad.OLDER_SCHEMA, MANIFEST, program=program)
        found = _manifest(said, program, schema)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadExport(Bad.MANIFEST, MANIFEST) from None
    # What is not written in exactly this way was changed by somebody else; its digest is among what is compared.
    if rendered(found) != data:
        raise BadExport(Bad.MANIFEST, MANIFEST)
    return found


def parsed(data: bytes, file: str, line: int = 0) -> Any:
    """What these bytes of JSON say. Raises BadExport where they are none, say a thing twice, or are too deep."""
    try:
        return json.loads(data.decode(), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise BadExport(Bad.NO_ROW if line else Bad.NOT_OURS, file, line) from None


def _manifest(said: Mapping[str, Any], program: str, schema: str) -> Manifest:
    site = said["site"]
    kind, day, by = site["kind"], site["practice_day"], said["made_by"]
    if kind not in (TEAM, PRACTICE):
        raise ValueError("no kind of store")
    wanted = {file_name(kept.name): kept.name for kept in kept_tables()}
    if said["files"].keys() != wanted.keys():
        raise ValueError("other tables")
    return Manifest(
        schema=schema,
        program=program,
        made_on=date.fromisoformat(said["made_on"]),
        site_id=_id(site["id"]),
        kind=kind,
        letter=_text(site["letter"], _LETTER),
        practice_day=None if day is None else date.fromisoformat(day),
        made_by=None if by is None else _id(by),
        files={wanted[name]: _facts(facts) for name, facts in said["files"].items()},
    )


def _facts(said: Mapping[str, Any]) -> FileFacts:
    rows, size = said["rows"], said["bytes"]
    if type(rows) is not int or type(size) is not int or rows < 0 or size < 0:
        raise ValueError("no count")
    return FileFacts(rows, size, _text(said["sha256"], _SHA256))


def _text(said: Any, shape: re.Pattern[str]) -> str:
    if not isinstance(said, str) or shape.fullmatch(said) is None:
        raise ValueError("another shape")
    return said


def _id(said: Any) -> UUID:
    if not isinstance(said, str) or not is_portable_id(said):
        raise ValueError("no id")
    return UUID(said)


def _plain(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, separators=(",", ":"), sort_keys=True).encode()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("said twice")
    return found


def _no_constant(said: str) -> Any:
    raise ValueError("no number of JSON")
