"""A fault leaves its type and its places, whatever its message, parts or values hold: a table of such errors."""

from __future__ import annotations

import json
import re
import stat
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import BaseModel
from sqlalchemy import create_engine, text
from sqlcipher3 import dbapi2

from ips_tui.crash import describe, write_crash_record
from tests.cli.running import Home

CANARY = "Aroha Zzyx-Canary"
MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


class _Model(BaseModel):
    age: int


def _bare() -> object:
    values: dict[str, str] = {}
    return values[CANARY]


def _note() -> object:
    error = ValueError("bad")
    error.add_note(CANARY)
    raise error


def _cause() -> object:
    try:
        return int(CANARY)
    except ValueError as error:
        raise RuntimeError(CANARY) from error


def _context() -> object:
    try:
        return int(CANARY)
    finally:
        raise LookupError(CANARY)


def _group() -> object:
    raise ExceptionGroup(CANARY, [ValueError(CANARY), ExceptionGroup(CANARY, [KeyError(CANARY)])])


def _own_text() -> object:
    class Strange(Exception):
        def __str__(self) -> str:
            return CANARY

        __repr__ = __str__

    raise Strange


def _statement() -> object:
    with create_engine("sqlite://").connect() as connection:
        return connection.execute(text("SELECT :name FROM nowhere"), {"name": CANARY})


SPEAKING: list[tuple[str, Callable[[], object]]] = [
    ("builtins.KeyError", _bare),
    ("builtins.ValueError", lambda: int(CANARY)),
    ("builtins.ValueError", lambda: date.fromisoformat(CANARY)),
    ("json.decoder.JSONDecodeError", lambda: json.loads(CANARY)),
    ("builtins.UnicodeEncodeError", lambda: (CANARY + "ø").encode("ascii")),
    ("builtins.UnicodeDecodeError", lambda: (CANARY.encode() + b"\xff").decode()),
    ("builtins.AttributeError", lambda: getattr(CANARY, CANARY)),
    ("builtins.FileNotFoundError", lambda: Path(CANARY).read_bytes()),
    ("pydantic_core._pydantic_core.ValidationError", lambda: _Model.model_validate({"age": CANARY})),
    ("sqlalchemy.exc.OperationalError", _statement),
    ("sqlcipher3.dbapi2.OperationalError", lambda: dbapi2.connect(":memory:").execute(f'SELECT 1 FROM "{CANARY}"')),
    ("builtins.ExceptionGroup", _group),
    ("builtins.ValueError", _note),
    ("builtins.RuntimeError", _cause),
    ("builtins.LookupError", _context),
    ("Strange", _own_text),
]


@pytest.mark.parametrize(("kind", "fail"), SPEAKING, ids=[kind for kind, _ in SPEAKING])
def test_a_record_holds_nothing_of_an_error_that_speaks(kind: str, fail: Callable[[], object]) -> None:
    """F33: a KeyError, a failed date, a statement's parameters: nothing of what was worked on stands in the record."""
    try:
        fail()
    except Exception as error:
        speaks = f"{error!r} {error} {vars(error)} {error.__cause__!r} {error.__context__!r}"
        assert CANARY in speaks, "this error would have given nothing away"
        record = describe(error, "BCDFGH", MOMENT, {"ips-tui": "1"})
    assert kind in record and "test_crash.py:" in record
    for part in (CANARY, *CANARY.split(), *CANARY.split("-")):
        assert part not in record


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes and rarely links")
def test_a_record_goes_through_no_link_and_its_folders_are_closed(tmp_path: Path) -> None:
    """F28: the folders on the way are 0700 whatever the umask, and a planted link is not written through."""
    folder = tmp_path / "state" / "crashes"
    code = write_crash_record(folder, ValueError(CANARY), MOMENT, {})
    assert [stat.S_IMODE(place.stat().st_mode) for place in (folder.parent, folder)] == [0o700, 0o700]
    kept = folder / f"crash-{code}.txt"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("mine", encoding="utf-8")
    kept.unlink()
    kept.symlink_to(elsewhere)
    letters = iter(code + "ZZZZZZ")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ips_tui.crash.secrets.choice", lambda _: next(letters))
        assert write_crash_record(folder, ValueError(CANARY), MOMENT, {}) == "ZZZZZZ"
    assert elsewhere.read_text(encoding="utf-8") == "mine"


BROKEN = f"""
import sys
import ips_tui.cli.locate as locate
def broken(path):
    raise KeyError("{CANARY}")
locate._exists = broken
from ips_tui.__main__ import main
sys.exit(main(["locate"]))
"""


def test_a_fault_of_a_command_is_a_sentence_a_code_and_a_record(home: Home) -> None:
    """F33: a command that fails says one sentence with a code and ends with 1; its record has type and places."""
    said = home.python(BROKEN)
    assert (said.status, said.out, len(said.err.splitlines())) == (1, "", 1)
    code = re.search(r"\b[B-Z]{6}\b", said.err)
    assert code and "Traceback" not in said.err
    (record,) = home.folder.rglob("crash-*.txt")
    text_of = record.read_text(encoding="utf-8")
    assert record.name == f"crash-{code[0]}.txt" and "builtins.KeyError" in text_of
    assert CANARY not in said.err + text_of
    # Where no record can be written the sentence still comes.
    (home.folder / "state").rename(home.folder / "away")
    (home.folder / "state").write_text("in the way", encoding="utf-8")
    again = home.python(BROKEN)
    assert (
        again.status == 1 and "KeyError ips_tui.cli.locate" in again.err and not re.search(r"\b[B-Z]{6}\b", again.err)
    )
