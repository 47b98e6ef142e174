"""Exports for tests: made of a small store, changed, and signed again as somebody would who means harm."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ips_tui.exchange.folder import MANIFEST, FileFacts, Manifest, file_name, read_manifest, rendered
from ips_tui.store.portable import kept_tables
from ips_tui.store.schema import KNOWN
from tests import told

OF_ITS_OWN = {"site", "known_site", "store_copy"}
"""Tables of one installation, which do not travel."""


def everything(connection: Any) -> dict[str, list[Any]]:
    """All rows of a store that travel or are computed, with the numbers of changes."""
    found: dict[str, list[Any]] = {t: r for t, r in told.dump(connection).items() if t not in OF_ITS_OWN}
    found["numbers of changes"] = connection.execute("SELECT id, row_id FROM change ORDER BY id").fetchall()
    found["words found"] = sorted(told.indexed(connection))
    return found


def manifest_of(folder: Path) -> Manifest:
    """What the manifest says."""
    return read_manifest((folder / MANIFEST).read_bytes(), known=KNOWN)


def sign(folder: Path, **changed: Any) -> None:
    """Write the manifest that the files as they are would have."""
    files = {}
    for kept in kept_tables():
        data = (folder / file_name(kept.name)).read_bytes()
        files[kept.name] = FileFacts(data.count(b"\n"), len(data), hashlib.sha256(data).hexdigest())
    made = replace(manifest_of(folder), files=files, **changed)
    (folder / MANIFEST).write_bytes(rendered(made))


def rewrite(folder: Path, table: str, change: Callable[[list[dict[str, Any]]], Sequence[object]]) -> None:
    """Change the rows of a table, and sign again."""
    path = folder / file_name(table)
    rows = [json.loads(line) for line in path.read_bytes().splitlines()]
    path.write_bytes(b"".join(json.dumps(row).encode() + b"\n" for row in change(rows)))
    sign(folder)


def contents(folder: Path, *, but: str = MANIFEST) -> dict[str, bytes]:
    """The bytes of every file of an export."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != but}
