"""A practice store with as many invented people as asked for, to measure on; written past the journal, for speed.

Names are put together from lists, dates follow from a seed: the same call gives the same store.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from ips_tui.casework.session import Desk
from ips_tui.clock import DayClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.ids import IdSource
from ips_tui.store import driver
from ips_tui.store.files import StoreFiles
from ips_tui.store.store import PRACTICE, create_store

DAY = date(2026, 10, 15)
CONTACTS_EACH = 10
_FIRST = "Anna Bela Carys Dev Edda Finn Gwen Hari Ines Jonas Kaia Leo Mina Nils Orla Piet Ruth Sven Tove Una"
_LAST = "Aspen Birch Cedar Dale Elm Fell Gorse Heath Iris Juniper Knoll Larch Moor Nettle Oak Pine Rowan"
FIRST_NAMES, LAST_NAMES = _FIRST.split(), _LAST.split()


def big_store(path: Path, people: int, seed: int = 7, *, contacts_each: int = CONTACTS_EACH) -> Path:
    """Make a practice store of `people` participants with a year of contacts at `path`."""
    chance = random.Random(seed)
    clock = DayClock(DAY)
    new_id = IdSource(clock.now, chance)
    place = StoreFiles(path)
    create_store(place, None, kind=PRACTICE, site_id=new_id(), letter="B", practice_day=DAY).close()
    connection = driver.connect(path, None)
    connection.execute("BEGIN IMMEDIATE")
    staff = [new_id() for _ in range(max(3, people // 500))]
    for number, member in enumerate(staff):
        _insert(
            connection,
            "staff",
            id=member,
            ref=f"ES{number + 1:03}",
            name=f"Specialist {number + 1}",
            role="employment_specialist",
            full_time_percent=100,
        )
    for number in range(people):
        _person(connection, chance, new_id, staff[number % len(staff)], number, contacts_each)
    connection.execute("COMMIT")
    connection.close()
    desk = Desk(place, clock=clock, words=load_words(), config=Config(), practice=True)
    desk.open_practice()
    desk.warm()
    desk.close()
    return path


def _person(
    connection: Any, chance: random.Random, new_id: IdSource, specialist: UUID, number: int, contacts_each: int
) -> None:
    person = new_id()
    accepted = DAY - timedelta(days=chance.randrange(1, 400))
    name = f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)} {chance.choice(LAST_NAMES)}"
    _insert(
        connection,
        "participant",
        id=person,
        ref=f"B-{number + 1:06}",
        name=name,
        contact_preferences='["phone"]',
        leave_no_messages=0,
        place=chance.choice(LAST_NAMES),
    )
    _insert(
        connection,
        "referral",
        id=new_id(),
        participant_id=person,
        received_on=accepted,
        accepted_on=accepted,
        source="self",
        programme="mental_health",
        wants_to_work="yes",
        work_status="unemployed",
    )
    _insert(connection, "main_stage", id=new_id(), participant_id=person, stage=1, entered_on=accepted)
    _insert(
        connection,
        "assignment",
        id=new_id(),
        participant_id=person,
        staff_id=specialist,
        role="responsible",
        from_on=accepted,
    )
    for _ in range(contacts_each):
        happened = accepted + timedelta(days=chance.randrange((DAY - accepted).days + 1))
        _insert(
            connection,
            "contact",
            id=new_id(),
            participant_id=person,
            staff_id=specialist,
            happened_on=happened,
            kind="engagement",
            mode=chance.choice(["face_to_face", "telephone"]),
            result=chance.choice(["took_place", "took_place", "took_place", "no_show"]),
            stage=1,
            clinical_share="not_needed",
            summary="Talked about mornings, buses and what a good week looks like. " * 3,
        )


def _insert(connection: Any, table: str, **values: Any) -> None:
    values["removed"] = 0
    marks = ", ".join("?" * len(values))
    kept = [v.bytes if isinstance(v, UUID) else v.isoformat() if isinstance(v, date) else v for v in values.values()]
    connection.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", kept)
