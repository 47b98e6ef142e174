"""The stores that the work begins with: a team's, one left by a killed program, one of an older schema, and none; and
those beside which a copy stands: one that a killed program left, and a damaged one."""

from __future__ import annotations

import shutil
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from alembic import command

from ips_tui.casework import action_plan, contacts, copies
from ips_tui.casework.session import DraftKey
from ips_tui.domain.copies import CopyKind
from ips_tui.forms.action_plan import StepEntry
from ips_tui.store import driver
from ips_tui.store.engine import make_engine
from ips_tui.store.files import StoreFiles, prepare
from ips_tui.store.migrate import configuration
from ips_tui.store.slots import find_slot
from tests import told

OLDER = "0006"
"""A schema that several revisions have been added to since."""
PEOPLE, AN_OBJECTIVE, ANOTHER_CONTACT = "Ada Fenwick", "ask at both bakeries", "kept before anything failed"
EARLIER_DRAFT = "a draft from before anything failed"
AFTER_THE_COPY = "kept after the copy was taken"


@dataclass(frozen=True)
class Ids:
    """What the steps are about."""

    person: UUID
    objective: UUID


_made: dict[str, Ids] = {}


def ids() -> Ids:
    """The ids of the team's records; they are the same in every copy."""
    return _made["team"]


def place(home: Path) -> StoreFiles:
    """The store of a home."""
    return StoreFiles(home / "team.db")


def make(folder: Path, wanted: Set[str]) -> None:
    """The team's store and those that are wanted, each in a folder of its name; `ids` says what is in the last made."""
    team = place(folder / "team")
    told.found(team, encrypted=True)
    desk = told.opened(told.desk_at(team))
    person = told.participant(desk, told.clinical_team(desk), name=PEOPLE)
    action_plan.record_plan(desk, person, told.plan(agreed="not_agreed", agreed_on=None))
    objective = action_plan.record_objective(
        desk, person, told.objective(name=AN_OBJECTIVE, steps=(StepEntry(name="print the CV", who="participant"),))
    )
    contacts.record_contact(desk, person, told.contact(summary=ANOTHER_CONTACT))
    desk.keep_draft(DraftKey("appointment", person), {"place": EARLIER_DRAFT})
    _made["team"] = Ids(person, objective)
    # A copy of the files while they are open is what a killed program leaves.
    shutil.copytree(folder / "team", folder / "killed", ignore=shutil.ignore_patterns("*-shm"))
    desk.close()
    if wanted & {"copied", "harmed"}:
        _with_a_copy(folder, person)
    if "older" in wanted:
        _older(team, place(folder / "older"))
    (folder / "none").mkdir()


def _with_a_copy(folder: Path, person: UUID) -> None:
    """The team's store, a copy of it, and something that was kept since: left by a killed program, and harmed."""
    shutil.copytree(folder / "team", folder / "closed")
    desk = told.opened(told.desk_at(place(folder / "closed")))
    copies.take(desk, CopyKind.BY_HAND)
    contacts.record_contact(desk, person, told.contact(summary=AFTER_THE_COPY))
    shutil.copytree(folder / "closed", folder / "copied", ignore=shutil.ignore_patterns("*-shm"))
    desk.close()
    shutil.copytree(folder / "closed", folder / "harmed")
    harmed = place(folder / "harmed").path
    data = bytearray(harmed.read_bytes())
    data[100] ^= 1
    harmed.write_bytes(data)


def _older(team: StoreFiles, older: StoreFiles) -> None:
    """The team's store as it stood in an older schema: made by the revisions up to then, with all it can hold."""
    prepare(older)
    shutil.copytree(team.slots, older.slots, dirs_exist_ok=True)
    key = find_slot(team.slots, told.PASSPHRASE, cost=told.CHEAP)[1].key
    source, target = driver.connect(team.path, key), driver.connect(older.path, key, create=True)
    engine = make_engine(lambda: driver.connect_again(older.path, key))
    with engine.begin() as connection:
        command.upgrade(configuration(connection), OLDER)
    engine.dispose()
    target.execute("PRAGMA foreign_keys=OFF")
    for table in _tables(target):
        columns = [name for name in _columns(target, table) if name in _columns(source, table)]
        rows = source.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
        marks = ", ".join("?" for _ in columns)
        target.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)
    target.execute("UPDATE site SET rules = ''")
    source.close()
    target.close()


def _tables(connection: Any) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [name for (name,) in found if not name.startswith(("sqlite_", "search", "alembic"))]


def _columns(connection: Any, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
