"""The walls between the rooms, looked at from outside: what an import really loads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ips_tui import records

_LOADED = "import sys, json; {imports}; print(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
_EVERY_MODULE = """
import importlib, json, pkgutil, sys
import ips_tui
names = [m.name for m in pkgutil.walk_packages(ips_tui.__path__, "ips_tui.") if not m.name.endswith("__main__")]
for name in names:
    importlib.import_module(name)
print(json.dumps([names, sorted({name.split(".")[0] for name in sys.modules})]))
"""


def _run(code: str) -> object:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _loaded_by(*modules: str) -> set[str]:
    found = _run(_LOADED.format(imports="; ".join(f"import {name}" for name in modules)))
    assert isinstance(found, list)
    return set(found)


def test_no_room_of_the_program_loads_textual() -> None:
    found = _run(_EVERY_MODULE)
    assert isinstance(found, list)
    names, loaded = found
    assert len(names) > 60 and "ips_tui.casework.case" in names and "ips_tui.store.keeping" in names
    assert "sqlalchemy" in loaded, "the modules were really loaded"
    assert not {"textual", "screens"} & set(loaded)
    # What makes papers and sheets is loaded by the function that makes one.
    assert not {"typst", "docx", "lxml", "xlsxwriter", "openpyxl"} & set(loaded)


@pytest.mark.parametrize(
    "modules",
    [
        ("ips_tui.casework.session",),
        ("ips_tui.casework.today",),
        ("ips_tui.casework.caseload",),
        ("ips_tui.casework.session", "ips_tui.casework.today", "ips_tui.casework.caseload"),
        ("ips_tui.store.store", "ips_tui.store.first_screen", "ips_tui.store.drafts"),
        ("ips_tui.domain.obligations", "ips_tui.domain.disclosure"),
    ],
    ids=" ".join,
)
def test_a_first_screen_waits_for_no_big_library(modules: tuple[str, ...]) -> None:
    assert not {"sqlalchemy", "pydantic", "pydantic_core", "alembic", "mako", "textual", "rich"} & _loaded_by(*modules)


def test_a_check_of_what_is_loaded_sees_what_is_loaded() -> None:
    assert {"sqlalchemy", "pydantic"} <= _loaded_by("ips_tui.casework.case")


def test_the_tables_are_mapped_without_reading_annotations_from_text() -> None:
    paths = list(Path(records.__file__).parent.glob("*.py"))
    assert len(paths) > 10
    assert not [path.name for path in paths if "\nfrom __future__ import annotations" in path.read_text("utf-8")]
